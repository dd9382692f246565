import type { ApplicationFact, ApplicationKind, ChargeFact, CreditFact, DuePart, LedgerFacts } from "../core/ledger/facts";
import type { ChargeKind, CreditKind } from "../core/ledger/ledgerState";
import { buildCustomerDirectory, type CustomerEntry } from "../core/reports/customerDirectory";
import { matchKey } from "../core/reports/keys";
import { ledgerIndexSteps } from "../core/reports/ledgerIndex";
import { STEP_ROWS, type Steps } from "../core/reports/steps";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../core/values/currency";
import { minorFromNumber } from "../core/values/money";
import { fromSerial, type PlainDate } from "../core/values/plainDate";
import type { CellRead } from "../workbook/port";
import type { Books } from "./books";
import type { TableColumns } from "./reader";
import { passesCheck } from "./rowChecks";

export interface LedgerColumns {
  readonly customers: TableColumns;
  readonly invoices: TableColumns;
  readonly dueDates: TableColumns;
  readonly payments: TableColumns;
  readonly applications: TableColumns;
  readonly dateSystem: 1900 | 1904;
}

/**
 * The ledger's tables as facts. Rows without an Entry were typed by hand and are not the ledger. A posted row that cannot be
 * read or fails its check blocks its customer's figures with a sentence that names the document: never a wrong figure.
 */
export function* booksOfLedger(columns: LedgerColumns): Steps<Books> {
  const blocked = new Map<string, string>();
  const merged = mergedCustomers(columns);
  const block = (customer: CellRead, sentence: string): void => {
    const key = matchKey(nowOf(merged, textOf(customer)));
    if (!blocked.has(key)) blocked.set(key, sentence);
  };
  const facts: LedgerFacts = {
    ...(yield* documentsOf(columns, merged, block)),
    applications: yield* applicationsOf(columns, merged, block),
  };
  return { index: yield* ledgerIndexSteps(facts), customers: directoryOf(columns, facts, merged), blocked, notes: [], hasCurrency: true };
}

/** The customer that a merged one counts for, by `matchKey`; chains are followed, a circle (typed by hand) is not. */
function mergedCustomers({ customers }: LedgerColumns): ReadonlyMap<string, string> {
  const next = new Map<string, string>();
  for (let row = 0; row < customers.count; row++) {
    const into = textOf(customers.cell("Merged into", row));
    if (into !== "") next.set(matchKey(textOf(customers.cell("Customer", row))), into);
  }
  const end = (start: string): string => {
    const seen = new Set<string>();
    let at = start;
    for (let further = next.get(matchKey(at)); further !== undefined && !seen.has(matchKey(at)); further = next.get(matchKey(at))) {
      seen.add(matchKey(at));
      at = further;
    }
    return at;
  };
  return new Map([...next.keys()].map((key) => [key, end(key)]));
}

function nowOf(merged: ReadonlyMap<string, string>, customer: string): string {
  return merged.size === 0 ? customer : (merged.get(matchKey(customer)) ?? customer);
}

type Block = (customer: CellRead, sentence: string) => void;

function* documentsOf(columns: LedgerColumns, merged: ReadonlyMap<string, string>, block: Block): Steps<{ charges: ChargeFact[]; credits: CreditFact[] }> {
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  const dues = yield* duesByNumber(columns);
  const seen = new Set<string>();
  const { invoices, payments } = columns;
  for (let row = 0; row < invoices.count; row++) {
    if (row % STEP_ROWS === 0) yield;
    const read = readDocument("Invoices", invoices, row, "Total", columns.dateSystem, seen, block);
    if (read === null) continue;
    const { number, date, currency, amount } = read;
    const customer = nowOf(merged, read.customer);
    const rounding = minorOf(invoices.cell("Rounding", row), currency) ?? 0;
    if (amount < 0) {
      credits.push({ number, customer, date, currency, amount: -amount, ...(rounding === 0 ? {} : { rounding: -rounding }), kind: "creditMemo" });
      continue;
    }
    const parts = dueParts(read, columns, dues.get(matchKey(number)), invoices.cell("Due", row));
    if (typeof parts === "string") block(customer, parts);
    else charges.push({ number, customer, date, currency, amount, dues: parts, disputed: minorOf(invoices.cell("Disputed", row), currency) ?? 0, ...(rounding === 0 ? {} : { rounding }), kind: CHARGE_KINDS[kindOf(invoices, row)] ?? "invoice" });
  }
  for (let row = 0; row < payments.count; row++) {
    if (row % STEP_ROWS === 0) yield;
    const read = readDocument("Payments", payments, row, "Amount", columns.dateSystem, seen, block);
    // What a reversal or refund does stands in Payments applied.
    const isCredit = read !== null && read.amount > 0 && !/^(reversal|refund)$/i.test(textOf(payments.cell("Kind", row)));
    if (isCredit) credits.push({ number: read.number, customer: nowOf(merged, read.customer), date: read.date, currency: read.currency, amount: read.amount, kind: CREDIT_KINDS[kindOf(payments, row)] ?? "payment" });
  }
  return { charges, credits };
}

interface ReadDocument {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
}

function readDocument(table: "Invoices" | "Payments", rows: TableColumns, row: number, amountHeader: string, dateSystem: 1900 | 1904, seen: Set<string>, block: Block): ReadDocument | null {
  if (textOf(rows.cell("Entry", row)) === "") return null;
  const customer = rows.cell("Customer", row);
  const number = textOf(rows.cell("Number", row));
  const document = `${table} row ${row + 1}${number === "" ? "" : ` (${number})`}`;
  const date = dateOf(rows.cell("Date", row), dateSystem);
  const currency = parseCurrency(textOf(rows.cell("Currency", row)));
  const amount = currency === null ? null : minorOf(rows.cell(amountHeader, row), currency);
  const passes = passesCheck(table, rows, row);
  if (number === "" || textOf(customer) === "" || date === null || currency === null || amount === null) {
    const what = number === "" ? "Number" : textOf(customer) === "" ? "Customer" : date === null ? "Date" : currency === null ? "Currency" : amountHeader;
    block(customer, `${document}: ${what} cannot be read. Posted rows are not edited: undo the change, or open Billing › Check the ledger`);
    return null;
  }
  if (!passes) {
    block(customer, `${document} was changed after it was posted. Undo the change, or open Billing › Check the ledger`);
    return null;
  }
  if (seen.has(`${table} ${matchKey(number)}`)) {
    block(customer, `${document} stands there twice. Remove the copy`);
    return null;
  }
  seen.add(`${table} ${matchKey(number)}`);
  return { number, customer: textOf(customer), date, currency, amount };
}

/** Rows of DueDates by `matchKey` of the document's number. */
function* duesByNumber({ dueDates: table }: LedgerColumns): Steps<Map<string, number[]>> {
  const rows = new Map<string, number[]>();
  for (let row = 0; row < table.count; row++) {
    if (row % STEP_ROWS === 0) yield;
    const key = matchKey(textOf(table.cell("Number", row)));
    if (key === "" || textOf(table.cell("Entry", row)) === "") continue;
    const list = rows.get(key);
    if (list === undefined) rows.set(key, [row]);
    else list.push(row);
  }
  return rows;
}

/** Due parts in order of due date, or the sentence that says why they cannot be told. */
function dueParts(document: ReadDocument, columns: LedgerColumns, rows: readonly number[] | undefined, dueCell: CellRead): DuePart[] | string {
  const { dueDates: table, dateSystem } = columns;
  if (rows === undefined) {
    const due = dateOf(dueCell, dateSystem);
    return due === null ? `Invoices (${document.number}): Due cannot be read. Enter a date` : [{ part: 1, due, amount: document.amount }];
  }
  const parts: DuePart[] = [];
  for (const row of rows) {
    const part = table.cell("Part", row);
    const due = dateOf(table.cell("Due", row), dateSystem);
    const amount = minorOf(table.cell("Amount", row), document.currency);
    if (typeof part !== "number" || due === null || amount === null)
      return `Due dates row ${row + 1} (${document.number}): ${typeof part !== "number" ? "Part" : due === null ? "Due" : "Amount"} cannot be read. Undo the change, or open Billing › Check the ledger`;
    parts.push({ part, due, amount });
  }
  const sum = parts.reduce((total, part) => total + part.amount, 0);
  if (sum !== document.amount) return `Due dates of ${document.number} do not add up to its total. Undo the change, or open Billing › Check the ledger`;
  return parts.sort((a, b) => a.due - b.due || a.part - b.part);
}

function* applicationsOf({ applications: rows, dateSystem }: LedgerColumns, merged: ReadonlyMap<string, string>, block: Block): Steps<ApplicationFact[]> {
  const facts: ApplicationFact[] = [];
  for (let row = 0; row < rows.count; row++) {
    if (row % STEP_ROWS === 0) yield;
    if (textOf(rows.cell("Entry", row)) === "") continue;
    const customer = rows.cell("Customer", row);
    const from = textOf(rows.cell("From", row));
    const to = textOf(rows.cell("To", row));
    const where = `Payments applied row ${row + 1} (${[from, to].filter((each) => each !== "").join(" to ")})`;
    const date = dateOf(rows.cell("Date", row), dateSystem);
    const currency = parseCurrency(textOf(rows.cell("Currency", row)));
    const amount = currency === null ? null : minorOf(rows.cell("Amount", row), currency);
    const discount = currency === null ? null : minorOf(rows.cell("Discount", row), currency);
    const kind = KINDS[kindOf(rows, row)];
    const passes = passesCheck("Applications", rows, row);
    if (date === null || currency === null || amount === null || discount === null || kind === undefined || !passes) {
      block(customer, `${where} was changed after it was posted. Undo the change, or open Billing › Check the ledger`);
      continue;
    }
    facts.push({ date, from: from === "" ? null : from, to: to === "" ? null : to, customer: nowOf(merged, textOf(customer)), currency, amount, discount, kind });
  }
  return facts;
}

/** The word in a row's Kind column, however it is spaced. */
function kindOf(rows: TableColumns, row: number): string {
  return textOf(rows.cell("Kind", row)).toLowerCase().replace(/[\s-]/g, "");
}

/** Interest and fees are debit memos to every report. */
const CHARGE_KINDS: Readonly<Record<string, ChargeKind>> = { invoice: "invoice", debitmemo: "debitMemo", interest: "debitMemo", deduction: "deduction", opening: "opening" };
const CREDIT_KINDS: Readonly<Record<string, CreditKind>> = { payment: "payment", deposit: "deposit", opening: "opening" };
const KINDS: Readonly<Record<string, ApplicationKind>> = {
  payment: "payment", credit: "credit", writeoff: "writeOff", deduction: "deduction", void: "void", reversal: "reversal", refund: "refund",
};

function directoryOf({ customers }: LedgerColumns, facts: LedgerFacts, merged: ReadonlyMap<string, string>): Books["customers"] {
  const entries: CustomerEntry[] = [];
  const former = new Map<string, string[]>();
  const rows: { readonly id: string; readonly name: string }[] = [];
  for (let row = 0; row < customers.count; row++) {
    const id = textOf(customers.cell("Customer", row));
    if (id !== "") rows.push({ id, name: textOf(customers.cell("Name", row)) });
  }
  const standing = rows.filter(({ id }) => !merged.has(matchKey(id)));
  const names = new Set(standing.map(({ name }) => matchKey(name)));
  for (const { id, name } of rows) {
    const into = merged.get(matchKey(id));
    if (into === undefined) continue;
    // The former name finds the customer as well, unless another one bears it.
    const texts = name === "" || names.has(matchKey(name)) ? [id] : [id, name];
    former.set(matchKey(into), [...(former.get(matchKey(into)) ?? []), ...texts]);
  }
  for (const { id, name } of standing) entries.push({ id, name: name === "" ? null : name, aliases: former.get(matchKey(id)) ?? [] });
  for (const { customer } of [...facts.charges, ...facts.credits]) entries.push({ id: customer, name: null, aliases: former.get(matchKey(customer)) ?? [] });
  return buildCustomerDirectory(entries);
}

function textOf(cell: CellRead): string {
  return typeof cell === "object" ? "" : typeof cell === "boolean" ? "" : String(cell).trim();
}

function dateOf(cell: CellRead, dateSystem: 1900 | 1904): PlainDate | null {
  return typeof cell === "number" ? fromSerial(cell, dateSystem) : null;
}

/** Blank is zero only where the column may be left blank (Discount, Disputed, Rounding). */
function minorOf(cell: CellRead, currency: CurrencyCode): number | null {
  if (cell === "") return 0;
  if (typeof cell !== "number") return null;
  const reading = minorFromNumber(cell, currencyDecimals(currency));
  return reading.ok ? reading.minor : null;
}
