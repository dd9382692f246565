import { AGING_COLUMNS, columnOf, placeOf } from "../data/countAging";
import { type Cells, CUSTOMER_BASE, INVOICE, type LedgerCells, PAYMENT } from "../data/ledgerCells";
import { CURRENCIES, DECIMALS, START } from "../data/ledgerNumbers";

/**
 * What a person would write who knows these tables and wants nothing but speed: keys are read as a prefix and a number and looked up in a
 * plain array, amounts are made whole minor units with an exact check, every amount stands in a typed array. It knows one layout, one shape of
 * key and no errors but the first one: the yardstick for code that must know all of them.
 */
export interface HandWritten {
  readonly customers: number;
  /** Rows of Invoices; credit memos are below zero. */
  readonly customer: Int32Array;
  readonly currency: Uint8Array;
  readonly date: Int32Array;
  readonly due: Int32Array;
  readonly amount: Float64Array;
  /** Rows of Payments; `paidInvoice` is −1 where money came on account. */
  readonly payer: Int32Array;
  readonly paidCurrency: Uint8Array;
  readonly paidDate: Int32Array;
  readonly paidInvoice: Int32Array;
  readonly paid: Float64Array;
}

/** Key `PREFIX-1234567` → row: the digits less those of the first key, which is the lowest. */
class SuffixTable {
  private readonly rows: Int32Array;
  private base = -1;

  constructor(count: number) {
    this.rows = new Int32Array(count);
  }

  put(key: string, row: number): void {
    const digits = numberIn(key);
    if (this.base < 0) this.base = digits;
    const place = digits - this.base;
    if (place < 0 || place >= this.rows.length) throw new Error(`${key} is outside the series`);
    this.rows[place] = row + 1;
  }

  find(key: string): number {
    const row = this.rows[numberIn(key) - this.base] ?? 0;
    if (row === 0) throw new Error(`There is no document ${key}`);
    return row - 1;
  }
}

/** The digits at the end of a key, as a number. */
function numberIn(key: string): number {
  let number = 0;
  let power = 1;
  for (let place = key.length - 1; place >= 0; place--) {
    const digit = key.charCodeAt(place) - 48;
    if (digit < 0 || digit > 9) return number;
    number += digit * power;
    power *= 10;
  }
  return number;
}

const POWERS = DECIMALS.map((decimals) => 10 ** decimals);

function minor(cell: unknown, currency: number): number {
  if (typeof cell !== "number") throw new Error(`${String(cell)} is no amount`);
  const power = POWERS[currency] ?? 100;
  const amount = Math.round(cell * power);
  if (amount / power !== cell) throw new Error(`${cell} is no whole amount`);
  return amount;
}

function day(cell: unknown): number {
  if (typeof cell !== "number" || !Number.isInteger(cell)) throw new Error(`${String(cell)} is no date`);
  return cell - START;
}

function currencyAt(cell: unknown): number {
  for (let currency = 0; currency < CURRENCIES.length; currency++) if (CURRENCIES[currency] === cell) return currency;
  throw new Error(`${String(cell)} is no currency`);
}

function text(cell: unknown): string {
  if (typeof cell !== "string") throw new Error(`${String(cell)} is no text`);
  return cell;
}

export function handWrittenColumns(cells: LedgerCells, customers: number): HandWritten {
  const invoices = countOf(cells.invoices);
  const customer = new Int32Array(invoices);
  const currency = new Uint8Array(invoices);
  const date = new Int32Array(invoices);
  const due = new Int32Array(invoices);
  const amount = new Float64Array(invoices);
  const numbers = new SuffixTable(invoices);
  let row = 0;
  for (const chunk of cells.invoices) {
    for (const line of chunk) {
      const money = currencyAt(line[INVOICE.currency]);
      numbers.put(text(line[INVOICE.number]), row);
      customer[row] = numberIn(text(line[INVOICE.customer])) - CUSTOMER_BASE;
      currency[row] = money;
      date[row] = day(line[INVOICE.date]);
      due[row] = day(line[INVOICE.due]);
      amount[row] = minor(line[INVOICE.amount], money);
      row++;
    }
  }
  const payments = countOf(cells.payments);
  const payer = new Int32Array(payments);
  const paidCurrency = new Uint8Array(payments);
  const paidDate = new Int32Array(payments);
  const paidInvoice = new Int32Array(payments);
  const paid = new Float64Array(payments);
  let move = 0;
  for (const chunk of cells.payments) {
    for (const line of chunk) {
      const money = currencyAt(line[PAYMENT.currency]);
      const number = text(line[PAYMENT.invoice]);
      payer[move] = numberIn(text(line[PAYMENT.customer])) - CUSTOMER_BASE;
      paidCurrency[move] = money;
      paidDate[move] = day(line[PAYMENT.date]);
      paidInvoice[move] = number === "" ? -1 : numbers.find(number);
      paid[move] = minor(line[PAYMENT.amount], money);
      move++;
    }
  }
  return { customers, customer, currency, date, due, amount, payer, paidCurrency, paidDate, paidInvoice, paid };
}

/** Aging of every customer in every currency, in the order of a counted aging. */
export function handWrittenAging(columns: HandWritten, day: number): Float64Array {
  const { customers, customer, currency, date, due, amount, payer, paidCurrency, paidDate, paidInvoice, paid } = columns;
  const cells = new Float64Array(customers * CURRENCIES.length * AGING_COLUMNS);
  const left = amount.slice();
  const add = (place: number, minor: number): void => {
    cells[place] = (cells[place] ?? 0) + minor;
  };
  for (let move = 0; move < paid.length; move++) {
    if ((paidDate[move] ?? 0) > day) continue;
    const invoice = paidInvoice[move] ?? -1;
    if (invoice >= 0) left[invoice] = (left[invoice] ?? 0) - (paid[move] ?? 0);
    else add(placeOf(payer[move] ?? 0, paidCurrency[move] ?? 0) + UNAPPLIED, -(paid[move] ?? 0));
  }
  for (let row = 0; row < left.length; row++) {
    if ((date[row] ?? 0) > day) continue;
    const rest = left[row] ?? 0;
    // Below zero: a credit memo, or paid over; both stand on account.
    add(placeOf(customer[row] ?? 0, currency[row] ?? 0) + (rest < 0 ? UNAPPLIED : columnOf(day - (due[row] ?? 0))), rest);
  }
  return cells;
}

const UNAPPLIED = AGING_COLUMNS - 1;

/** Looks at the same cells and does nothing with them: what the memory alone costs. */
export function touchOnly(cells: LedgerCells): number {
  let sum = 0;
  for (const table of [cells.invoices, cells.payments]) {
    for (const chunk of table) {
      for (const row of chunk) {
        for (const cell of row) {
          if (typeof cell === "number") sum += cell;
          else if (cell.length > 0) sum += cell.charCodeAt(cell.length - 1);
        }
      }
    }
  }
  return sum;
}

function countOf(chunks: readonly (readonly Cells[])[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
