import { intAt } from "../columns";
import { type BadRow, BLANK_ROW, type CellRow, type ColumnIndex, type IndexTable, NO_PAYMENT, ON_ACCOUNT, type RowProblem } from "./columnIndex";
import { grownAmounts, grownInts, grownShorts } from "./growth";
import { readInvoice, readPayment } from "./readRows";
import { conflictOf } from "./settled";

/** Bad rows stand below BLANK_ROW in the order of rows. */
const FIRST_BAD = -2;

export function badNumber(value: number): number {
  return FIRST_BAD - value;
}

/** Takes a row's cells in; gives what stands for it in the order of rows. */
export function addRow(index: ColumnIndex, table: IndexTable, cells: CellRow): number {
  return table === "invoices" ? addInvoiceRow(index, cells) : addPaymentRow(index, cells);
}

export function addInvoiceRow(index: ColumnIndex, cells: CellRow): number {
  const kind = readInvoice(index, cells);
  return kind === "good" ? putInvoice(index, cells) : kind === "blank" ? BLANK_ROW : putBad(index, "invoices", cells, index.read.problem);
}

export function addPaymentRow(index: ColumnIndex, cells: CellRow): number {
  const kind = readPayment(index, cells);
  return kind === "good" ? putPayment(index) : kind === "blank" ? BLANK_ROW : putBad(index, "payments", cells, index.read.problem);
}

function putInvoice(index: ColumnIndex, cells: CellRow): number {
  const { document, account, date, due, amount } = index.read;
  if (document >= index.account.length) growInvoices(index, document + 1);
  if (intAt(index.account, document) >= 0) {
    return putBad(index, "invoices", cells, { code: "twice", cell: index.layout.invoices.number }, document);
  }
  index.account[document] = account;
  index.date[document] = date;
  index.due[document] = due;
  index.amount[document] = amount;
  return document;
}

function putPayment(index: ColumnIndex): number {
  const { document, account, date, amount, customer, currency } = index.read;
  let slot = index.freePayment;
  if (slot === NO_PAYMENT) {
    slot = index.payments++;
    if (slot >= index.paymentOf.length) growPayments(index, slot + 1);
  } else index.freePayment = intAt(index.paymentDate, slot);
  index.paymentOf[slot] = document < 0 ? ON_ACCOUNT - account : document;
  index.paymentDate[slot] = date;
  index.paymentAmount[slot] = amount;
  if (index.paymentCustomer !== null) index.paymentCustomer[slot] = customer;
  if (index.paymentCurrency !== null) index.paymentCurrency[slot] = currency;
  if (index.allCount && conflictOf(index, slot) !== null) index.allCount = false;
  return slot;
}

function putBad(index: ColumnIndex, table: IndexTable, cells: CellRow, problem: RowProblem, document?: number): number {
  const number = index.nextBad++;
  const row = { table, problem, customer: index.read.customer, cells: [...cells] };
  const bad: BadRow = document === undefined ? row : { ...row, document };
  index.badRows.set(number, bad);
  if (document !== undefined) {
    const others = index.twice.get(document);
    if (others === undefined) index.twice.set(document, new Map([[number, bad]]));
    else others.set(number, bad);
  }
  return FIRST_BAD - number;
}

/**
 * Takes what stands for a row out of the columns. When it was the row of a number that further rows bear, one of those
 * takes its place; the answer says which bad row has become which invoice.
 */
export function removeRow(index: ColumnIndex, table: IndexTable, value: number): { readonly was: number; readonly is: number } | null {
  if (value === BLANK_ROW) return null;
  // Payments of it may be without their invoice now, or with one of its twins.
  if (table === "invoices") index.allCount = false;
  if (value <= FIRST_BAD) {
    removeBad(index, badNumber(value));
    return null;
  }
  if (table === "payments") {
    removePayment(index, value);
    return null;
  }
  index.account[value] = -1;
  for (const [next, { cells }] of index.twice.get(value) ?? []) {
    removeBad(index, next);
    return { was: FIRST_BAD - next, is: addRow(index, "invoices", cells) };
  }
  return null;
}

function removeBad(index: ColumnIndex, number: number): void {
  const document = index.badRows.get(number)?.document;
  index.badRows.delete(number);
  if (document === undefined) return;
  const others = index.twice.get(document);
  others?.delete(number);
  if (others?.size === 0) index.twice.delete(document);
}

function removePayment(index: ColumnIndex, slot: number): void {
  index.paymentOf[slot] = NO_PAYMENT;
  index.paymentDate[slot] = index.freePayment;
  index.freePayment = slot;
}

function growInvoices(index: ColumnIndex, rows: number): void {
  index.account = grownInts(index.account, rows, -1);
  index.date = grownInts(index.date, rows, 0);
  index.due = grownInts(index.due, rows, 0);
  index.amount = grownAmounts(index.amount, rows);
}

function growPayments(index: ColumnIndex, rows: number): void {
  index.paymentOf = grownInts(index.paymentOf, rows, NO_PAYMENT);
  index.paymentDate = grownInts(index.paymentDate, rows, 0);
  index.paymentAmount = grownAmounts(index.paymentAmount, rows);
  if (index.paymentCustomer !== null) index.paymentCustomer = grownInts(index.paymentCustomer, rows, -1);
  if (index.paymentCurrency !== null) index.paymentCurrency = grownShorts(index.paymentCurrency, rows);
}
