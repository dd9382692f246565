import type { BilledDocument, Entry, ReversalBody } from "../core/ledger/entries";
import type { DuePart } from "../core/ledger/facts";
import type { FoldedApplication, FoldedLedger } from "../core/ledger/ledgerState";
import type { Steps } from "../core/reports/steps";
import { parseDecimal } from "../core/values/decimal";
import type { CurrencyCode } from "../core/values/currency";
import type { PlainDate } from "../core/values/plainDate";
import { amendedRow } from "./amendments";
import { amount, count, day, decimalCell, text } from "./cells";
import { unwrittenSettings } from "./changedSettings";
import { findEntryRow } from "./entryRows";
import { mergeUpdates } from "./mergedCustomers";
import type { CellUpdate, CellWrite, RowsAppend, Snapshot, TableChanges } from "./port";
import { rowCheck } from "./rowCheck";
import type { TableName } from "./schema";
import { type TableView, rawCell, spelledHeader, spelledRow, viewTable } from "./tables";
import { TypedRowFiller } from "./typedRows";

export type Row = Readonly<Record<string, CellWrite>>;
export type ProjectedRows = ReadonlyMap<TableName, readonly Row[]>;

/**
 * The rows that an entry writes, as the fold counts it:
 * invoice, debit memo → Invoices, DueDates, InvoiceLines, Applications for what was prepaid · credit memo → Invoices and InvoiceLines (negative), Applications ·
 * payment → Payments, Applications, and for each deduction Invoices and DueDates · application, write-off, void → Applications ·
 * charge-back → Applications · reversal → Payments (negative; of a refund positive), Applications · refund → Payments (negative),
 * Applications · opening → Invoices and DueDates, or Payments · merge → Merged into in Customers · change → nothing.
 */
export function projectEntry(entry: Entry, ledger: FoldedLedger): ProjectedRows {
  const rows = new Map<TableName, Row[]>();
  const add = (table: TableName, row: Row): void => {
    const list = rows.get(table) ?? [];
    list.push(amendedRow(table, row, ledger));
    rows.set(table, list);
  };
  addDocumentRows(entry, ledger, add);
  for (const application of applicationsOf(ledger).get(entry.head.id) ?? []) add("Applications", applicationRow(application));
  return rows;
}

const applicationsByEntry = new WeakMap<FoldedLedger, ReadonlyMap<string, readonly FoldedApplication[]>>();

/** A fold's applications by their entries; thousands of entries ask the same fold. */
export function applicationsOf(ledger: FoldedLedger): ReadonlyMap<string, readonly FoldedApplication[]> {
  const known = applicationsByEntry.get(ledger);
  if (known !== undefined) return known;
  const byEntry = new Map<string, FoldedApplication[]>();
  for (const application of ledger.applications) {
    const list = byEntry.get(application.entry);
    if (list === undefined) byEntry.set(application.entry, [application]);
    else list.push(application);
  }
  applicationsByEntry.set(ledger, byEntry);
  return byEntry;
}

/**
 * Everything that new entries change in the tables: their rows, and Balance, Unapplied, Disputed and Status of the
 * documents they touch. `after` is the fold with the new entries in it. In steps: the rows of hundreds of documents are long work.
 */
export function* projectSteps(snapshot: Snapshot, entries: readonly Entry[], after: FoldedLedger): Steps<TableChanges> {
  const byTable = new Map<TableName, Row[]>();
  const typed = new TypedRowFiller(snapshot, after.entries);
  for (const [index, entry] of entries.entries()) {
    if (index % STEP_ENTRIES === STEP_ENTRIES - 1) yield;
    for (const [table, rows] of projectEntry(entry, after)) {
      if (!byTable.has(table)) byTable.set(table, []);
      byTable.get(table)?.push(...typed.leftOf(entry, table, rows));
    }
  }
  const appends: RowsAppend[] = [];
  for (const [table, rows] of byTable) {
    const view = viewTable(snapshot, table);
    if (view === null || rows.length === 0) continue;
    const spelled: Row[] = [];
    for (const row of rows) {
      if (spelled.length % STEP_SPELLED === STEP_SPELLED - 1) yield;
      spelled.push(spelledRow(view, row));
    }
    appends.push({ table: view.snapshot.name, rows: spelled });
  }
  yield;
  return { appends: headersLast(appends), updates: [...typed.updates, ...ownUpdates(snapshot, entries, after), ...staleUpdates(snapshot, touchedDocuments(entries, after), after)] };
}

/** Entries whose rows are made at one go, and rows that are spelled in the tables' own headers: some milliseconds each. */
const [STEP_ENTRIES, STEP_SPELLED] = [16, 256];

/**
 * One append for each table, children before headers: where a write breaks off, a document that is in Invoices or Payments has
 * all its other rows.
 */
export function headersLast(appends: readonly RowsAppend[]): readonly RowsAppend[] {
  const byTable = new Map<string, Row[]>();
  for (const { table, rows } of appends) {
    const before = byTable.get(table);
    if (before === undefined) byTable.set(table, [...rows]);
    else for (const row of rows) before.push(row);
  }
  const merged = [...byTable].map(([table, rows]): RowsAppend => ({ table, rows }));
  const isHeader = ({ table }: RowsAppend): boolean => /^(OI_)?(Invoices|Payments)$/.test(table);
  return [...merged.filter((append) => !isHeader(append)), ...merged.filter(isHeader)];
}

/** Rows and derived cells of posted entries that an interrupted run did not write, or wrote in part. */
export function missingRows(snapshot: Snapshot, entries: readonly Entry[], ledger: FoldedLedger): TableChanges {
  const typed = new TypedRowFiller(snapshot, ledger.entries);
  const filled: CellUpdate[] = [];
  const appends = entries.flatMap((entry) => [...projectEntry(entry, ledger)].flatMap(([table, rows]): RowsAppend[] => {
    const view = viewTable(snapshot, table);
    if (view === null) return [];
    const absent = rows.filter((row) => {
      const found = findEntryRow(view, { table, entry: entry.head.id, row });
      if (found !== null && !found.isWhole) filled.push(...fillRow(view, found.rowIndex, row));
      return found === null;
    });
    const left = absent.length === 0 ? [] : typed.leftOf(entry, table, absent);
    return left.length === 0 ? [] : [{ table: view.snapshot.name, rows: left.map((row) => spelledRow(view, row)) }];
  }));
  const settings = unwrittenSettings(snapshot, entries, ledger.entries);
  return { appends: headersLast([...appends, ...settings.appends]), updates: [...filled, ...typed.updates, ...ownUpdates(snapshot, entries, ledger), ...settings.updates] };
}

/** Cells of a row that was written in part. */
function fillRow(view: TableView, rowIndex: number, row: Row): readonly CellUpdate[] {
  return Object.entries(spelledRow(view, row)).flatMap(([column, value]): CellUpdate[] => {
    const now = view.snapshot.rows[rowIndex]?.[view.snapshot.headers.indexOf(column)] ?? "";
    return now === "" && value.type !== "empty" ? [{ table: view.snapshot.name, rowIndex, column, value }] : [];
  });
}

/** Cells of existing rows that these entries change: what is derived of the documents they touch, and the marks of merged customers. */
function ownUpdates(snapshot: Snapshot, entries: readonly Entry[], ledger: FoldedLedger): readonly CellUpdate[] {
  const customers = entries.some(({ body }) => body.kind === "merge") ? viewTable(snapshot, "Customers") : null;
  return [...derivedUpdates(snapshot, touchedDocuments(entries, ledger), ledger), ...(customers === null ? [] : mergeUpdates(customers, ledger))];
}

/** Most cells that one act refreshes besides those of its own documents. */
const STALE_MAX = 500;

/** Derived cells of other documents than `touched` that do not say what the ledger says: left by another seat or by a run that broke off. */
export function staleUpdates(snapshot: Snapshot, touched: ReadonlySet<string>, ledger: FoldedLedger): readonly CellUpdate[] {
  const others = new Set<string>([...ledger.charges.keys(), ...ledger.credits.keys(), ...ledger.refunds.keys()].filter((number) => !touched.has(number)));
  return [...derivedUpdates(snapshot, others, ledger), ...gainUpdates(snapshot, ledger)].slice(0, STALE_MAX);
}

/** A gain is part of a sum over its charge: what another seat posted before it in the ledger's order can move a cent of it. */
function gainUpdates(snapshot: Snapshot, { applications }: FoldedLedger): readonly CellUpdate[] {
  const view = viewTable(snapshot, "Applications");
  if (view === null || !view.indexes.has("Exchange gain") || applications.every(({ exchange }) => exchange === null)) return [];
  const byKey = new Map(applications.map((application) => [`${application.entry} ${application.line}`, application]));
  return view.snapshot.rows.flatMap((_, rowIndex) => {
    const application = byKey.get(`${String(rawCell(view, rowIndex, "Entry"))} ${String(rawCell(view, rowIndex, "Line"))}`);
    return application === undefined ? [] : changed(view, rowIndex, "Exchange gain", gainCell(application));
  });
}

function gainCell({ exchange }: FoldedApplication): CellWrite {
  return exchange === null ? { type: "empty" } : amount(exchange.minor, exchange.currency);
}

/** Numbers of all documents whose balance these entries can have changed. */
export function touchedDocuments(entries: readonly Entry[], after: FoldedLedger): ReadonlySet<string> {
  const ids = new Set(entries.map((entry) => entry.head.id));
  const touched = new Set<string>();
  for (const { entry, from, to } of after.applications) {
    if (!ids.has(entry)) continue;
    if (from !== null) touched.add(from);
    if (to !== null) touched.add(to);
  }
  for (const { body } of entries) {
    if (body.kind === "void") touched.add(body.document);
    if (body.kind === "reversal") touched.add(body.payment);
  }
  return touched;
}

/** Derived cells of existing rows that no longer say what the ledger says. */
export function derivedUpdates(snapshot: Snapshot, documents: ReadonlySet<string>, ledger: FoldedLedger): readonly CellUpdate[] {
  const updates: CellUpdate[] = [];
  const invoices = viewTable(snapshot, "Invoices");
  if (invoices !== null)
    eachRow(invoices, documents, (rowIndex, number) => {
      const charge = ledger.charges.get(number);
      const credit = ledger.credits.get(number);
      if (charge !== undefined) {
        updates.push(...changed(invoices, rowIndex, "Balance", amount(charge.open, charge.currency)));
        updates.push(...changed(invoices, rowIndex, "Disputed", amount(charge.disputed, charge.currency)));
        updates.push(...changed(invoices, rowIndex, "Status", text(charge.status)));
      } else if (credit !== undefined) {
        updates.push(...changed(invoices, rowIndex, "Balance", amount(0 - credit.unapplied, credit.currency)));
        updates.push(...changed(invoices, rowIndex, "Status", text(credit.status)));
      }
    });
  const payments = viewTable(snapshot, "Payments");
  if (payments !== null)
    eachRow(payments, documents, (rowIndex, number) => {
      const credit = ledger.credits.get(number);
      if (credit !== undefined) {
        updates.push(...changed(payments, rowIndex, "Unapplied", amount(credit.unapplied, credit.currency)));
        updates.push(...changed(payments, rowIndex, "Status", text(credit.status)));
      } else if (ledger.refunds.has(number)) updates.push(...changed(payments, rowIndex, "Status", text(refundStatus(ledger, number))));
    });
  return updates;
}

/** Rows that bear an Entry: those typed by hand are not the ledger, whatever number they claim. */
function eachRow(view: TableView, documents: ReadonlySet<string>, visit: (rowIndex: number, number: string) => void): void {
  view.snapshot.rows.forEach((_, rowIndex) => {
    const number = String(rawCell(view, rowIndex, "Number"));
    if (documents.has(number) && rawCell(view, rowIndex, "Entry") !== "") visit(rowIndex, number);
  });
}

function changed(view: TableView, rowIndex: number, header: string, value: CellWrite): readonly CellUpdate[] {
  const now = rawCell(view, rowIndex, header);
  const wanted = value.type === "empty" ? "" : value.value;
  return now === wanted ? [] : [{ table: view.snapshot.name, rowIndex, column: spelledHeader(view, header), value }];
}

function addDocumentRows({ head, body }: Entry, ledger: FoldedLedger, add: (table: TableName, row: Row) => void): void {
  const entry = head.id;
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
    case "creditMemo": {
      const sign = body.kind === "creditMemo" ? -1 : 1;
      const { document } = body;
      const kind = body.kind === "debitMemo" && body.interest !== undefined ? "interest" : body.kind;
      add("Invoices", invoiceRow(document, { entry, sign, kind: documentKind(kind) }, ledger));
      if (sign === 1) for (const due of document.dues) add("DueDates", dueRow(document, due, entry));
      for (const row of lineRows(document, { entry, sign })) add("InvoiceLines", row);
      return;
    }
    case "payment": {
      const { payment } = body;
      const credit = ledger.credits.get(payment.number);
      add("Payments", withCheck("Payments", {
        ...paymentFacts({ ...payment, kind: payment.kind }, entry),
        "Bank date": day(payment.bankDate), "Deposit": text(payment.deposit), "Method": text(payment.method),
        "Reference": text(payment.reference), "Exchange rate": decimalCell(payment.exchangeRate), "Fee": amount(payment.fee, payment.currency),
        "Unapplied": amount(credit?.unapplied ?? payment.amount, payment.currency), "Status": text(credit?.status ?? "Open"),
      }));
      for (const { deduction, to, customer } of body.settlements) {
        if (deduction === null) continue;
        const item = ledger.charges.get(deduction.number);
        if (item === undefined || item.entry !== entry) continue;
        const reference = referenceOf(to, deduction.reason) + (deduction.owner === undefined ? "" : ` (${deduction.owner})`);
        add("Invoices", itemRow({ ...item, customer, kind: "deduction", reference, entry }));
        for (const due of item.dues) add("DueDates", dueRow(item, due, entry));
      }
      return;
    }
    case "reversal":
      add("Payments", withCheck("Payments", {
        ...paymentFacts({ ...body, amount: reversalAmount(body, ledger), kind: "reversal" }, entry),
        "Reference": text(referenceOf(body.payment, body.reason)), "Fee": amount(0, body.currency),
        "Unapplied": amount(0, body.currency), "Status": text("Paid"),
      }));
      return;
    case "refund": {
      const { refund } = body;
      add("Payments", withCheck("Payments", {
        ...paymentFacts({ ...refund, amount: 0 - refund.amount, kind: "refund" }, entry), "Bank date": day(refund.bankDate), "Method": text(refund.method),
        "Reference": text(referenceOf(refund.reference === "" ? body.parts.map(({ from }) => from).join(", ") : refund.reference, refund.reason)),
        "Exchange rate": decimalCell(refund.exchangeRate), "Fee": amount(0, refund.currency), "Unapplied": amount(0, refund.currency),
        "Status": text(refundStatus(ledger, refund.number)),
      }));
      return;
    }
    case "opening": {
      const state = body.side === "charge" ? ledger.charges.get(body.number) : undefined;
      if (body.side === "charge") {
        add("Invoices", itemRow({ ...body, kind: "opening", entry, open: state?.open ?? body.amount, status: state?.status ?? "Open" }));
        for (const due of body.dues) add("DueDates", dueRow(body, due, entry));
        return;
      }
      const credit = ledger.credits.get(body.number);
      add("Payments", withCheck("Payments", {
        ...paymentFacts({ ...body, kind: "payment" }, entry), "Reference": text(body.reference), "Fee": amount(0, body.currency),
        "Unapplied": amount(credit?.unapplied ?? body.amount, body.currency), "Status": text(credit?.status ?? "Open"),
      }));
      return;
    }
    default:
      return;
  }
}

/** Amount of a reversal's row in Payments: a payment's is taken back, a refund's comes back. */
export function reversalAmount({ payment, amount: posted }: ReversalBody, { credits, refunds }: FoldedLedger): number {
  return !credits.has(payment) && refunds.has(payment) ? posted : 0 - posted;
}

function refundStatus({ refunds }: FoldedLedger, number: string): string {
  return refunds.get(number)?.reversed === true ? "Void" : "Paid";
}

function referenceOf(number: string, reason: string): string {
  return reason === "" ? number : `${number}: ${reason}`;
}

/** What the Kind column of Invoices says. */
export function documentKind(kind: "invoice" | "debitMemo" | "interest" | "creditMemo" | "deduction" | "opening"): string {
  const words = { invoice: "invoice", debitMemo: "debit memo", interest: "interest", creditMemo: "credit memo", deduction: "deduction", opening: "opening" } as const;
  return words[kind];
}

function invoiceRow(document: BilledDocument, of: { entry: string; sign: 1 | -1; kind: string }, ledger: FoldedLedger): Row {
  const { number, customer, date, currency, reference, terms } = document;
  const state = of.sign === 1 ? ledger.charges.get(number) : undefined;
  const credit = of.sign === -1 ? ledger.credits.get(number) : undefined;
  const balance = of.sign === 1 ? (state?.open ?? document.total) : 0 - (credit?.unapplied ?? document.total);
  return withCheck("Invoices", {
    "Number": text(number), "Kind": text(of.kind), "Customer": text(customer), "Date": day(date), "Due": day(document.dues.at(-1)?.due ?? date),
    "Terms": text(terms.code), "Currency": text(currency), "Exchange rate": decimalCell(document.exchangeRate), "Reference": text(reference),
    "Net": amount(of.sign * document.net, currency), "Tax": amount(of.sign * document.tax, currency), "Total": amount(of.sign * document.total, currency),
    "Balance": amount(balance, currency), "Disputed": amount(state?.disputed ?? 0, currency),
    "Status": text(state?.status ?? credit?.status ?? "Open"), "Entry": text(of.entry),
    "Rounding": document.payableRounding === undefined ? { type: "empty" } : amount(of.sign * document.payableRounding, currency),
  });
}

interface OpenItem {
  readonly number: string;
  readonly kind: "deduction" | "opening";
  readonly customer: string;
  readonly date: PlainDate;
  readonly dues: readonly DuePart[];
  readonly currency: CurrencyCode;
  readonly reference: string;
  readonly amount: number;
  readonly open: number;
  readonly status: string;
  readonly entry: string;
}

/** A charge without lines: all of it is net. */
function itemRow(item: OpenItem): Row {
  const { number, customer, date, currency, dues } = item;
  return withCheck("Invoices", {
    "Number": text(number), "Kind": text(documentKind(item.kind)), "Customer": text(customer), "Date": day(date), "Due": day(dues.at(-1)?.due ?? date),
    "Terms": text(""), "Currency": text(currency), "Exchange rate": decimalCell(""), "Reference": text(item.reference),
    "Net": amount(item.amount, currency), "Tax": amount(0, currency), "Total": amount(item.amount, currency),
    "Balance": amount(item.open, currency), "Disputed": amount(0, currency), "Status": text(item.status), "Entry": text(item.entry),
  });
}

function dueRow(document: { readonly number: string; readonly currency: CurrencyCode }, due: DuePart & { readonly discountUntil?: PlainDate | null; readonly discount?: number }, entry: string): Row {
  const { number, currency } = document;
  const hasDiscount = due.discountUntil !== null && due.discountUntil !== undefined;
  return {
    "Number": text(number), "Part": count(due.part), "Due": day(due.due), "Amount": amount(due.amount, currency),
    "Discount until": day(due.discountUntil ?? null), "Discount": hasDiscount ? amount(due.discount ?? 0, currency) : { type: "empty" }, "Entry": text(entry),
  };
}

function lineRows(document: BilledDocument, { entry, sign }: { entry: string; sign: 1 | -1 }): Row[] {
  const { number, customer, currency, reference } = document;
  return document.lines.map((line) => withCheck("InvoiceLines", {
    "Number": text(number), "Line": count(line.line), "Kind": text(line.kind), "Row ID": text(line.rowId), "Customer": text(customer),
    "Date": day(document.date), "Supply date": day(line.supplyDate), "Currency": text(currency), "Reference": text(reference),
    "Item": text(line.item), "Description": text(line.description), "Quantity": decimalCell(sign === 1 ? line.quantity : negated(line.quantity)),
    "Unit": text(line.unit), "Unit price": decimalCell(line.unitPrice), "Discount %": decimalCell(line.discountPercent),
    "Tax code": text(line.taxCode), "Rate %": decimalCell(line.ratePercent), "Net": amount(sign * line.net, currency), "Entry": text(entry),
  }));
}

function paymentFacts(
  payment: { readonly number: string; readonly kind: string; readonly customer: string; readonly date: PlainDate; readonly currency: CurrencyCode; readonly amount: number },
  entry: string,
): Row {
  const { number, kind, customer, date, currency } = payment;
  return {
    "Number": text(number), "Kind": text(kind), "Customer": text(customer), "Date": day(date), "Currency": text(currency),
    "Amount": amount(payment.amount, currency), "Entry": text(entry),
  };
}

function applicationRow(application: FoldedApplication): Row {
  const { entry, line, date, from, to, postedCustomer, currency, kind } = application;
  return withCheck("Applications", {
    "Entry": text(entry), "Line": count(line), "Date": day(date), "From": text(from ?? ""), "To": text(to ?? ""), "Customer": text(postedCustomer),
    "Currency": text(currency), "Amount": amount(application.amount, currency), "Discount": amount(application.discount, currency),
    "Kind": text(APPLICATION_WORDS[kind]), "Exchange gain": gainCell(application),
  });
}

/** What the Kind column of Payments applied says for each kind of application. */
export const APPLICATION_WORDS = {
  payment: "payment", credit: "credit", writeOff: "write-off", deduction: "deduction", void: "void", reversal: "reversal", refund: "refund",
} as const;

function withCheck(table: TableName, row: Row): Row {
  return { ...row, Check: text(rowCheck(table, (header) => row[header])) };
}

function negated(decimal: string): string {
  return parseDecimal(decimal)?.neg().toFixed() ?? decimal;
}
