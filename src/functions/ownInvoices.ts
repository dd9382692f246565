import { oneDueDate, TERMS_DAYS_MAX } from "../core/documents/dueRule";
import { matchKey } from "../core/reports/keys";
import { STEP_ROWS, type Steps } from "../core/reports/steps";
import type { CurrencyCode } from "../core/values/currency";
import { addDays, type PlainDate } from "../core/values/plainDate";
import { type Cell, withoutZero } from "./cells";
import { type Header, refuseAmbiguous, requireColumn } from "./headers";
import { INVOICE_ROLES } from "./headerWords";
import { createCellReader, type CellReader, findTable, isBlankRow, isTotalLabel } from "./ownTable";
import { describeCell, type TableLabel } from "./rowProblems";
import type { Options } from "./options";

/** One invoice (amount ≥ 0) or credit memo (amount < 0) of a person's own table. */
export interface OwnInvoice {
  readonly row: number;
  readonly number: string;
  readonly customer: string;
  /** The customer's cell holds a number. */
  readonly customerIsNumber: boolean;
  readonly name: string | null;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  /** Parts in order of due date; they sum to `amount`. More than one with the option "add rows". */
  readonly dues: { due: PlainDate; amount: number }[];
  amount: number;
  /** A row below zero is a credit memo, or the payment that its type column calls it. */
  readonly creditKind: "creditMemo" | "payment";
  /** What the invoices themselves say of payments, when there is no payments table. `date` null: not known. */
  readonly paid: { readonly amount: number; readonly date: PlainDate | null } | null;
}

export interface OwnInvoices {
  readonly invoices: readonly OwnInvoice[];
  readonly byNumber: ReadonlyMap<string, OwnInvoice>;
  readonly reader: CellReader;
  /** Header of the column that says what is paid without saying when; null when every payment has a date. */
  readonly undated: string | null;
  /** Whether the table has a currency column; without one all amounts are of the currency given. */
  readonly hasCurrency: boolean;
}

/** Days between an invoice and its due date beyond which the column holds something else than due dates. */
const FARTHEST_DUE = 3660;

interface InvoiceColumns {
  readonly number: Header;
  readonly customer: Header;
  readonly date: Header;
  readonly due: Header | null;
  /** Payment terms, for rows without a due date. */
  readonly terms: Header | null;
  readonly amount: Header | null;
  readonly currency: Header | null;
  readonly name: Header | null;
  readonly type: Header | null;
  readonly status: Header | null;
  readonly balance: Header | null;
  readonly paid: Header | null;
  readonly paidOn: Header | null;
}

export interface ReadInvoices {
  readonly label: TableLabel;
  readonly rows: readonly (readonly unknown[])[];
  readonly options: Options;
  readonly dateSystem: 1900 | 1904;
  /** Amounts of tables without a currency column are of this one. */
  readonly currency: CurrencyCode;
  readonly paymentsGiven: boolean;
}

/** Reads the invoices of a person's own table; refuses when a column cannot be told, gathers what is wrong in rows. */
export function* readOwnInvoices(request: ReadInvoices): Steps<OwnInvoices> {
  const { label, options, paymentsGiven } = request;
  const { found, body } = findTable(request.rows, INVOICE_ROLES, ["number", "customer", "date", "amount"], options.invoiceColumns);
  const need = (role: string): Header => requireColumn(found, INVOICE_ROLES, role, label);
  const may = (role: string): Header | null => refuseAmbiguous(found, INVOICE_ROLES, role, label);
  const balance = paymentsGiven ? null : may("balance");
  const due = may("due");
  const columns: InvoiceColumns = {
    number: need("number"),
    customer: need("customer"),
    date: need("date"),
    due,
    terms: due === null ? may("terms") : (found.columns.get("terms") ?? null),
    amount: balance === null ? need("amount") : may("amount"),
    currency: may("currency"),
    name: found.columns.get("name") ?? null,
    type: found.columns.get("type") ?? null,
    status: found.columns.get("status") ?? null,
    balance,
    paid: paymentsGiven || balance !== null ? null : may("paid"),
    paidOn: paymentsGiven ? null : may("paidOn"),
  };
  const reader = createCellReader(label, request.dateSystem, options.has("round rows"));
  const byNumber = new Map<string, OwnInvoice>();
  const invoices: OwnInvoice[] = [];
  let undated: string | null = null;
  for (const [index, row] of body.entries()) {
    if (index % STEP_ROWS === 0) yield;
    if (isBlankRow(row)) continue;
    const rowNumber = index + 1;
    const read = readInvoice(row, rowNumber, columns, reader, request);
    if (read === "bad") continue;
    const key = matchKey(read.number);
    const earlier = byNumber.get(key);
    if (earlier !== undefined) {
      if (options.has("add rows")) addRow(earlier, read, rowNumber, columns, reader);
      else reader.problem(rowNumber, `${columns.number.text} ${read.number} is already in row ${earlier.row}`, `give each invoice one row, or use the option "add rows" when an invoice has a row for each line`);
      continue;
    }
    if (read.paid !== null && read.paid.date === null) undated ??= (columns.balance ?? columns.paid ?? columns.status)?.text ?? null;
    byNumber.set(key, read);
    invoices.push(read);
  }
  return { invoices, byNumber, reader, undated, hasCurrency: columns.currency !== null };
}

function readInvoice(row: readonly unknown[], rowNumber: number, columns: InvoiceColumns, reader: CellReader, request: ReadInvoices): OwnInvoice | "bad" {
  const number = reader.id(row, columns.number, rowNumber);
  const customer = reader.id(row, columns.customer, rowNumber);
  if (number === "bad" || customer === "bad") return "bad";
  if (isTotalLabel(number ?? "") || (number === null && (customer === null || isTotalLabel(customer))))
    return reader.problem(rowNumber, `has no ${columns.number.text} and no ${columns.customer.text}: it looks like a total row`, "leave total rows out of the range");
  if (number === null) return reader.problem(rowNumber, `${columns.number.text} is empty`, "give the invoice its number");
  if (customer === null) return reader.problem(rowNumber, `${columns.customer.text} is empty`, "name the customer");
  const date = reader.date(row, columns.date, rowNumber);
  const currency = columns.currency === null ? request.currency : reader.currency(row, columns.currency, rowNumber);
  if (date === "bad" || currency === "bad") return "bad";
  const sums = readSums(row, rowNumber, columns, reader, currency);
  if (sums === "bad") return "bad";
  const objection = statusObjection(reader.cell(row, columns.type), reader.cell(row, columns.status), sums.amount);
  if (objection !== null) return reader.problem(rowNumber, objection.what, objection.cure);
  const due = readDue(row, rowNumber, columns, reader, date, sums.amount);
  if (due === "bad") return "bad";
  const paid = sums.paid ?? paidByStatus(reader.cell(row, columns.status), sums.amount, columns, request);
  const name = reader.cell(row, columns.name);
  const type = reader.cell(row, columns.type);
  return {
    row: rowNumber, number, customer, customerIsNumber: reader.cell(row, columns.customer).kind === "number", name: name.kind === "text" ? name.value : null, date, currency,
    amount: sums.amount, dues: [{ due, amount: sums.amount }], creditKind: type.kind === "text" && PAYMENT_TYPE.test(type.value) ? "payment" : "creditMemo", paid,
  };
}

/** The due date as it stands, else by the terms; a table with neither column is due at once, and so is a credit memo. */
function readDue(row: readonly unknown[], rowNumber: number, columns: InvoiceColumns, reader: CellReader, date: PlainDate, amount: number): PlainDate | "bad" {
  const { due: dueColumn, terms: termsColumn } = columns;
  if (dueColumn !== null && withoutZero(reader.cell(row, dueColumn)).kind !== "blank") {
    const due = reader.date(row, dueColumn, rowNumber);
    if (due === "bad" || Math.abs(due - date) <= FARTHEST_DUE) return due;
    return reader.problem(rowNumber, `${dueColumn.text} is more than ten years from ${columns.date.text}`, "enter a real due date, or name the right column in options");
  }
  if (amount <= 0 || (dueColumn === null && termsColumn === null)) return date;
  const terms = reader.cell(row, termsColumn);
  if (termsColumn === null || terms.kind === "blank") {
    const empty = [dueColumn, termsColumn].flatMap((column) => (column === null ? [] : [column.text]));
    const cure = dueColumn === null ? "fill it (0 when due at once)" : "fill it, or rename the column if it holds no due dates";
    return reader.problem(rowNumber, `${empty.join(" and ")} ${empty.length > 1 ? "are" : "is"} empty`, cure);
  }
  const due = dueByTerms(terms, date);
  return due ?? reader.problem(rowNumber, `${termsColumn.text} ${describeCell(terms)}, which is no payment term`, `write a number of days, or terms such as "net 30", "EOM+30", "15 MFI", "2/10 n/30"; instalments need a due date for each row`);
}

function dueByTerms(terms: Cell, date: PlainDate): PlainDate | null {
  if (terms.kind === "text") return oneDueDate(terms.value, date);
  if (terms.kind !== "number" || !Number.isInteger(terms.value) || terms.value < 0 || terms.value > TERMS_DAYS_MAX) return null;
  return addDays(date, terms.value);
}

type Sums = { readonly amount: number; readonly paid: OwnInvoice["paid"] };

/** The amount, and what the row itself says was paid: from a balance, a paid amount, a date paid or a yes. */
function readSums(row: readonly unknown[], rowNumber: number, columns: InvoiceColumns, reader: CellReader, currency: CurrencyCode): Sums | "bad" {
  const read = (header: Header, cell: Cell): number | "bad" => reader.amount(cell, header, currency, rowNumber);
  const { amount: amountColumn, balance: balanceColumn } = columns;
  if (balanceColumn !== null) {
    const balance = read(balanceColumn, reader.cell(row, balanceColumn));
    if (balance === "bad") return "bad";
    if (amountColumn === null) return { amount: balance, paid: { amount: 0, date: null } };
    const amount = read(amountColumn, reader.cell(row, amountColumn));
    if (amount === "bad") return "bad";
    if (amount >= 0 ? balance > amount : balance < amount)
      return reader.problem(rowNumber, `${balanceColumn.text} is more than ${amountColumn.text}`, "check both amounts");
    const date = amount === balance ? null : readPaidOn(row, rowNumber, columns, reader);
    return date === "bad" ? "bad" : { amount, paid: amount === balance ? null : { amount: amount - balance, date } };
  }
  if (amountColumn === null) return "bad";
  const amount = read(amountColumn, reader.cell(row, amountColumn));
  if (amount === "bad") return "bad";
  const paidCell = reader.cell(row, columns.paid);
  const date = readPaidOn(row, rowNumber, columns, reader);
  if (date === "bad") return "bad";
  const paid = columns.paid === null || paidCell.kind === "blank" ? null : readPaid(paidCell, columns.paid, amount, read);
  if (paid === "bad") return paidCell.kind === "number" ? "bad" : reader.problem(rowNumber, `${columns.paid?.text ?? ""} ${describeCell(paidCell)}`, "type the amount paid as a number");
  // A date alone says that all of it was paid on that day.
  const sum = paid ?? (date === null ? 0 : amount);
  if (columns.paid !== null && (amount >= 0 ? sum > amount : sum < amount))
    return reader.problem(rowNumber, `${columns.paid.text} is more than ${amountColumn.text}`, "check both; a date belongs in a column headed Paid on");
  return { amount, paid: sum === 0 ? null : { amount: sum, date } };
}

function readPaidOn(row: readonly unknown[], rowNumber: number, { paidOn }: InvoiceColumns, reader: CellReader): PlainDate | null | "bad" {
  return paidOn === null || withoutZero(reader.cell(row, paidOn)).kind === "blank" ? null : reader.date(row, paidOn, rowNumber);
}

function readPaid(cell: Cell, header: Header, amount: number, read: (header: Header, cell: Cell) => number | "bad"): number | "bad" {
  if (cell.kind === "flag") return cell.value ? amount : 0;
  if (cell.kind !== "text") return read(header, cell);
  const word = cell.value.toLowerCase();
  if (["yes", "y", "x", "paid", "full", "✓", "true"].includes(word)) return amount;
  if (["no", "n", "-", "unpaid", "open", "false"].includes(word)) return 0;
  return "bad";
}

/** With no other word on payments, a status "Paid" says that nothing is open, without a date. */
function paidByStatus(status: Cell, amount: number, columns: InvoiceColumns, request: ReadInvoices): OwnInvoice["paid"] {
  if (request.paymentsGiven || columns.balance !== null || columns.paid !== null || columns.paidOn !== null) return null;
  const isPaid = status.kind === "text" && /^(paid|paid in full|fully paid|settled|closed)$/i.test(status.value);
  return isPaid && amount !== 0 ? { amount, date: null } : null;
}

const PAYMENT_TYPE = /^(customer )?(payment|receipt)s?$/i;

/** Rows that say of themselves that they are not owed, but carry an amount. */
function statusObjection(type: Cell, status: Cell, amount: number): { what: string; cure: string } | null {
  if (amount <= 0) return null;
  if (type.kind === "text" && /\bcredit\b|refund|^cn$|gutschrift/i.test(type.value))
    return { what: `the type is "${type.value}" but the amount is above zero`, cure: "write credit memos with a minus" };
  if (type.kind === "text" && PAYMENT_TYPE.test(type.value))
    return { what: `the type is "${type.value}" but the amount is above zero`, cure: "write payments with a minus, or put them in a payments table" };
  if (status.kind === "text" && /^(void|voided|cancell?ed|draft|deleted|written[ -]?off|quote|proforma|pro forma)$/i.test(status.value))
    return { what: `the status is "${status.value}" but the row has an amount`, cure: "leave the row out or set its amount to 0" };
  return null;
}

function addRow(invoice: OwnInvoice, read: OwnInvoice, rowNumber: number, columns: InvoiceColumns, reader: CellReader): void {
  const same = matchKey(invoice.customer) === matchKey(read.customer) && invoice.currency === read.currency && invoice.date === read.date && read.paid === null && invoice.paid === null;
  if (!same || Math.sign(read.amount) * Math.sign(invoice.amount) < 0) {
    reader.problem(rowNumber, `${columns.number.text} ${read.number} differs from row ${invoice.row} in customer, date, currency, sign or payment`, "rows of one invoice must agree");
    return;
  }
  invoice.amount += read.amount;
  const due = read.dues[0]?.due ?? read.date;
  const part = invoice.dues.find((each) => each.due === due);
  if (part !== undefined) part.amount += read.amount;
  else invoice.dues.push({ due, amount: read.amount });
  invoice.dues.sort((a, b) => a.due - b.due);
}
