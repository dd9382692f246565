import { currencyDecimals, parseCurrency } from "../../values/currency";
import { MINOR_MAX, minorFromNumber } from "../../values/money";
import { intAt, itemAt, numberAt } from "../columns";
import { matchKey } from "../keys";
import type { CellRow, ColumnIndex, ProblemCode } from "./columnIndex";
import { grownInts } from "./growth";
import { internKey, textOfKey } from "./keyTable";

/** What a row is: it counts, it is empty, or it is bad (`index.read.problem` says why). */
export type RowKind = "good" | "blank" | "bad";

/** What fromSerial knows, as numbers, because it is asked for every row: the serial of day 0, 1900-03-01 and 9999-12-31 as days. */
const EPOCH = 25_569;
const FIRST_DAY = 61 - EPOCH;
const LAST_DAY = 2_958_465 - EPOCH;

/** Position of a cell that the table has no column for. */
const NOWHERE = -1;
const FURTHER = 1024;

/** Reads one invoice into `index.read`. Its customer and account are made when they are new. */
export function readInvoice(index: ColumnIndex, cells: CellRow): RowKind {
  const { read, layout } = index;
  const at = layout.invoices;
  const number = idText(cells[at.number]);
  const customer = idText(cells[at.customer]);
  if (number === "" && customer === "" && isBlank(cells[at.amount]) && isBlank(cells[at.date])) return "blank";
  read.document = -1;
  read.customer = customer === null || customer === "" ? -1 : customerOf(index, customer);
  if (number === null || number === "") return bad(index, number === null ? "notAnId" : "missing", at.number);
  if (read.customer < 0) return bad(index, customer === null ? "notAnId" : "missing", at.customer);
  const date = dayOf(index, cells[at.date]);
  if (date < FIRST_DAY) return bad(index, isBlank(cells[at.date]) ? "missing" : "notADate", at.date);
  const dueAt = at.due ?? at.date;
  const due = dayOf(index, cells[dueAt]);
  if (due < FIRST_DAY) return bad(index, isBlank(cells[dueAt]) ? "missing" : "notADate", dueAt);
  const currencyAt = at.currency ?? NOWHERE;
  const currency = currencyOf(index, currencyAt === NOWHERE ? layout.currency : cells[currencyAt]);
  if (currency < 0) return bad(index, "notACurrency", currencyAt);
  if (!readAmount(index, cells[at.amount], currency, at.amount)) return "bad";
  read.document = internKey(index.numbers, number);
  read.account = accountOf(index, read.customer, currency);
  read.currency = currency;
  read.date = date;
  read.due = due;
  return "good";
}

/** Reads one payment into `index.read`. Whether its invoice is there shows when figures are made: rows come in any order. */
export function readPayment(index: ColumnIndex, cells: CellRow): RowKind {
  const { read, layout } = index;
  const at = layout.payments;
  const invoice = idText(cells[at.invoice]);
  const customerAt = at.customer ?? NOWHERE;
  const customer = customerAt === NOWHERE ? "" : idText(cells[customerAt]);
  if (invoice === "" && customer === "" && isBlank(cells[at.amount]) && isBlank(cells[at.date])) return "blank";
  read.document = -1;
  read.customer = customer === null || customer === "" ? -1 : customerOf(index, customer);
  if (invoice === null) return bad(index, "notAnId", at.invoice);
  if (customer === null) return bad(index, "notAnId", customerAt);
  if (invoice === "" && read.customer < 0) return bad(index, "missing", at.invoice);
  const date = dayOf(index, cells[at.date]);
  if (date < FIRST_DAY) return bad(index, isBlank(cells[at.date]) ? "missing" : "notADate", at.date);
  const currencyAt = at.currency ?? NOWHERE;
  const currency = currencyOf(index, currencyAt === NOWHERE ? layout.currency : cells[currencyAt]);
  if (currency < 0) return bad(index, "notACurrency", currencyAt);
  if (!readAmount(index, cells[at.amount], currency, at.amount)) return "bad";
  if (read.amount < 0) return bad(index, "negativePayment", at.amount);
  read.currency = currency;
  read.date = date;
  if (invoice === "") read.account = accountOf(index, read.customer, currency);
  else read.document = internKey(index.numbers, invoice);
  return "good";
}

function bad(index: ColumnIndex, code: ProblemCode, cell: number): "bad" {
  index.read.problem = { code, cell };
  return "bad";
}

function isBlank(cell: unknown): boolean {
  return cell === "" || cell === null || cell === undefined;
}

/** An id as text: "" for an empty cell, null for what is no id (an error, TRUE). */
export function idText(cell: unknown): string | null {
  if (typeof cell === "string") return cell.length > 0 && cell.charCodeAt(0) > 32 ? cell : cell.trim();
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : null;
  return cell === null || cell === undefined ? "" : null;
}

/** Day number, or less than FIRST_DAY when the cell holds no date. */
function dayOf(index: ColumnIndex, cell: unknown): number {
  if (typeof cell !== "number") return -Infinity;
  const day = index.layout.dateSystem === 1900 ? cell - EPOCH : cell - EPOCH + 1462;
  return day >= FIRST_DAY && day <= LAST_DAY && cell >= 0 && Math.floor(day) === day ? day : -Infinity;
}

function readAmount(index: ColumnIndex, cell: unknown, currency: number, at: number): boolean {
  if (typeof cell !== "number") {
    bad(index, isBlank(cell) ? "missing" : "notANumber", at);
    return false;
  }
  const decimals = numberAt(index.decimals, currency);
  // The canonical case of minorFromNumber, here because it is run for every row.
  const scale = decimals === 2 ? 100 : 10 ** decimals;
  const minor = Math.round(cell * scale);
  if (minor / scale === cell && minor <= MINOR_MAX && minor >= -MINOR_MAX) {
    index.read.amount = minor === 0 ? 0 : minor;
    return true;
  }
  const reading = minorFromNumber(cell, decimals);
  if (reading.ok) index.read.amount = reading.minor;
  else bad(index, reading.problem, at);
  return reading.ok;
}

function currencyOf(index: ColumnIndex, cell: unknown): number {
  const { last } = index;
  if (cell === last.spelling) return last.currency;
  if (typeof cell !== "string") return -1;
  const currency = index.currencyOf.get(cell) ?? newSpelling(index, cell);
  if (currency >= 0) {
    last.spelling = cell;
    last.currency = currency;
  }
  return currency;
}

function newSpelling(index: ColumnIndex, text: string): number {
  const code = parseCurrency(text);
  let number = code === null ? -1 : index.currencies.indexOf(code);
  if (code !== null && number < 0) {
    number = index.currencies.push(code) - 1;
    index.decimals.push(currencyDecimals(code));
    if (number === 1) index.paymentCurrency = new Uint16Array(index.paymentOf.length);
  }
  // What is no currency is not kept: a column of rubbish must not fill the memory.
  if (number >= 0) index.currencyOf.set(text, number);
  return number;
}

function customerOf(index: ColumnIndex, text: string): number {
  const customer = internKey(index.customers, text);
  if (customer >= index.firstAccount.length) index.firstAccount = grownInts(index.firstAccount, customer + 1, -1);
  return customer;
}

function accountOf(index: ColumnIndex, customer: number, currency: number): number {
  const first = intAt(index.firstAccount, customer);
  if (first >= 0 && (index.currencies.length === 1 || index.accountCurrency[first] === currency)) return first;
  const further = first < 0 ? undefined : index.furtherAccounts.get(customer * FURTHER + currency);
  if (further !== undefined) return further;
  const account = index.accounts.length;
  const text = textOfKey(index.customers, customer).trim();
  index.accounts.push({ customerKey: matchKey(text), customer: text, currency: itemAt(index.currencies, currency) });
  index.accountCustomer.push(customer);
  index.accountCurrency.push(currency);
  if (first < 0) index.firstAccount[customer] = account;
  else index.furtherAccounts.set(customer * FURTHER + currency, account);
  return account;
}
