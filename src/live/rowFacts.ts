import type { ApplicationFact, ApplicationKind, ChargeFact, CreditFact, DuePart } from "../core/ledger/facts";
import type { ChargeKind, CreditKind } from "../core/ledger/ledgerState";
import { matchKey } from "../core/reports/keys";
import { STEP_ROWS, type Steps } from "../core/reports/steps";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../core/values/currency";
import { minorFromNumber } from "../core/values/money";
import { fromSerial, type PlainDate } from "../core/values/plainDate";
import type { CellRead } from "../workbook/port";
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

/** Why a posted row cannot be counted: it blocks its customer's figures. */
export interface RowProblem {
  readonly customer: CellRead;
  /** `row` is 0-based: rows above may come and go. */
  readonly sentence: (row: number) => string;
  /** It lies in what several rows say together: it may go when another of them changes. */
  readonly isShared: boolean;
}

/** What a row of Invoices or Payments says; null: nothing (typed by hand, or told by Payments applied). */
export type DocumentRow = ChargeFact | CreditFact | RowProblem | null;
export type ApplicationRow = ApplicationFact | RowProblem | null;

export function isProblem(row: DocumentRow | ApplicationRow): row is RowProblem {
  return row !== null && "sentence" in row;
}

export function isCharge(fact: ChargeFact | CreditFact): fact is ChargeFact {
  return "dues" in fact;
}

/** What reading a row needs to know of the others. */
export interface RowReading {
  readonly columns: LedgerColumns;
  /** The customer that a merged one counts for, by `matchKey`. */
  readonly merged: ReadonlyMap<string, string>;
  /** Rows of DueDates by `matchKey` of the document's number. */
  readonly dues: ReadonlyMap<string, readonly number[]>;
}

/** One row of Invoices. `numbers` are those of the other rows; its own is added. */
export function readInvoiceRow({ columns, merged, dues }: RowReading, row: number, numbers: Set<string>): DocumentRow {
  const { invoices, dateSystem } = columns;
  const read = readDocument("Invoices", invoices, row, "Total", dateSystem, numbers);
  if (read === null || isUnread(read)) return read;
  const { number, date, currency, amount } = read;
  const customer = nowOf(merged, read.customer);
  const rounding = minorOf(invoices.cell("Rounding", row), currency) ?? 0;
  if (amount < 0) return { number, customer, date, currency, amount: -amount, ...(rounding === 0 ? {} : { rounding: -rounding }), kind: "creditMemo" };
  const parts = dueParts(read, columns, dues.get(matchKey(number)), invoices.cell("Due", row));
  if (typeof parts === "string") return { customer: read.customer, sentence: () => parts, isShared: true };
  return { number, customer, date, currency, amount, dues: parts, disputed: minorOf(invoices.cell("Disputed", row), currency) ?? 0, ...(rounding === 0 ? {} : { rounding }), kind: CHARGE_KINDS[kindOf(invoices, row)] ?? "invoice" };
}

/** One row of Payments. What a reversal or refund does stands in Payments applied. */
export function readPaymentRow({ columns, merged }: RowReading, row: number, numbers: Set<string>): DocumentRow {
  const { payments, dateSystem } = columns;
  const read = readDocument("Payments", payments, row, "Amount", dateSystem, numbers);
  if (read === null || isUnread(read)) return read;
  if (read.amount <= 0 || /^(reversal|refund)$/i.test(textOf(payments.cell("Kind", row)))) return null;
  return { number: read.number, customer: nowOf(merged, read.customer), date: read.date, currency: read.currency, amount: read.amount, kind: CREDIT_KINDS[kindOf(payments, row)] ?? "payment" };
}

interface ReadDocument {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
}

function isUnread(read: ReadDocument | RowProblem): read is RowProblem {
  return "sentence" in read;
}

function readDocument(table: "Invoices" | "Payments", rows: TableColumns, row: number, amountHeader: string, dateSystem: 1900 | 1904, numbers: Set<string>): ReadDocument | RowProblem | null {
  if (textOf(rows.cell("Entry", row)) === "") return null;
  const customer = rows.cell("Customer", row);
  const number = textOf(rows.cell("Number", row));
  const date = dateOf(rows.cell("Date", row), dateSystem);
  const currency = parseCurrency(textOf(rows.cell("Currency", row)));
  const amount = currency === null ? null : minorOf(rows.cell(amountHeader, row), currency);
  const problem = (what: string, isShared = false): RowProblem => ({ customer, sentence: (at) => `${table} row ${at + 1}${number === "" ? "" : ` (${number})`}${what}`, isShared });
  const passes = passesCheck(table, rows, row);
  if (number === "" || textOf(customer) === "" || date === null || currency === null || amount === null) {
    const what = number === "" ? "Number" : textOf(customer) === "" ? "Customer" : date === null ? "Date" : currency === null ? "Currency" : amountHeader;
    return problem(`: ${what} cannot be read. Posted rows are not edited: undo the change, or open Billing › Check the ledger`);
  }
  if (!passes) return problem(" was changed after it was posted. Undo the change, or open Billing › Check the ledger");
  const key = matchKey(number);
  if (numbers.has(key)) return problem(" stands there twice. Remove the copy", true);
  numbers.add(key);
  return { number, customer: textOf(customer), date, currency, amount };
}

/** One row of Payments applied. */
export function readApplicationRow({ columns, merged }: RowReading, row: number): ApplicationRow {
  const { applications: rows, dateSystem } = columns;
  if (textOf(rows.cell("Entry", row)) === "") return null;
  const customer = rows.cell("Customer", row);
  const from = textOf(rows.cell("From", row));
  const to = textOf(rows.cell("To", row));
  const date = dateOf(rows.cell("Date", row), dateSystem);
  const currency = parseCurrency(textOf(rows.cell("Currency", row)));
  const amount = currency === null ? null : minorOf(rows.cell("Amount", row), currency);
  const discount = currency === null ? null : minorOf(rows.cell("Discount", row), currency);
  const kind = KINDS[kindOf(rows, row)];
  const passes = passesCheck("Applications", rows, row);
  if (date === null || currency === null || amount === null || discount === null || kind === undefined || !passes) {
    const names = [from, to].filter((each) => each !== "").join(" to ");
    return { customer, sentence: (at) => `Payments applied row ${at + 1} (${names}) was changed after it was posted. Undo the change, or open Billing › Check the ledger`, isShared: false };
  }
  return { date, from: from === "" ? null : from, to: to === "" ? null : to, customer: nowOf(merged, textOf(customer)), currency, amount, discount, kind };
}

/** `matchKey` of the document that a row of DueDates belongs to; "": of none. */
export function dueKey(dueDates: TableColumns, row: number): string {
  return textOf(dueDates.cell("Entry", row)) === "" ? "" : matchKey(textOf(dueDates.cell("Number", row)));
}

/** Rows of DueDates by `matchKey` of the document's number. */
export function* duesByNumber(table: TableColumns): Steps<Map<string, number[]>> {
  const rows = new Map<string, number[]>();
  for (let row = 0; row < table.count; row++) {
    if (row % STEP_ROWS === 0) yield;
    addDue(rows, dueKey(table, row), row);
  }
  return rows;
}

export function addDue(rows: Map<string, number[]>, key: string, row: number): void {
  if (key === "") return;
  const list = rows.get(key);
  if (list === undefined) rows.set(key, [row]);
  else list.push(row);
}

/** Due parts in order of due date, or the sentence that says why they cannot be told. */
export function dueParts(document: Pick<ReadDocument, "number" | "amount" | "currency">, columns: LedgerColumns, rows: readonly number[] | undefined, dueCell: CellRead): DuePart[] | string {
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

export function nowOf(merged: ReadonlyMap<string, string>, customer: string): string {
  return merged.size === 0 ? customer : (merged.get(matchKey(customer)) ?? customer);
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

export function textOf(cell: CellRead): string {
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
