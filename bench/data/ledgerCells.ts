import { CURRENCIES, DECIMALS, type LedgerNumbers, START } from "./ledgerNumbers";

export type Cells = (string | number)[];

/** The two tables as Excel's bridge gives them: texts of JSON, a slice of rows each. */
export interface LedgerTexts {
  readonly invoices: readonly string[];
  readonly payments: readonly string[];
}

/** The same as the client has them: slices of rows, a row a list of cells. */
export interface LedgerCells {
  readonly invoices: readonly (readonly Cells[])[];
  readonly payments: readonly (readonly Cells[])[];
}

/** A row of Invoices: Number, Customer, Date, Due, Currency, Amount. Of Payments: Invoice (blank: on account), Customer, Date, Currency, Amount. */
export const INVOICE = { number: 0, customer: 1, date: 2, due: 3, currency: 4, amount: 5 } as const;
export const PAYMENT = { invoice: 0, customer: 1, date: 2, currency: 3, amount: 4 } as const;

/** Rows of one slice: as many as the live ledger asks for at once. */
export const CHUNK_ROWS = 20_000;

export function ledgerTexts(numbers: LedgerNumbers, chunkRows = CHUNK_ROWS): LedgerTexts {
  const texts = (count: number, rowAt: (row: number) => Cells): string[] => {
    const chunks: string[] = [];
    for (let first = 0; first < count; first += chunkRows) chunks.push(JSON.stringify(Array.from({ length: Math.min(chunkRows, count - first) }, (_, offset) => rowAt(first + offset))));
    return chunks;
  };
  return { invoices: texts(numbers.document.amount.length, (row) => invoiceCells(numbers, row)), payments: texts(numbers.payment.amount.length, (row) => paymentCells(numbers, row)) };
}

/** Through JSON, as every answer of Excel comes: each text and row is a fresh object. */
export function ledgerCells(numbers: LedgerNumbers, chunkRows = CHUNK_ROWS): LedgerCells {
  const { invoices, payments } = ledgerTexts(numbers, chunkRows);
  return { invoices: invoices.map(parseRows), payments: payments.map(parseRows) };
}

export function parseRows(text: string): Cells[] {
  return JSON.parse(text) as Cells[]; // decoder: the text was written by ledgerTexts
}

export function invoiceCells(numbers: LedgerNumbers, row: number): Cells {
  const { document } = numbers;
  const currency = at(document.currency, row);
  return [documentNumber(numbers, row), customerId(at(document.customer, row)), START + at(document.day, row), START + at(document.due, row), currencyOf(currency), money(at(document.amount, row), currency)];
}

export function paymentCells(numbers: LedgerNumbers, row: number): Cells {
  const { payment } = numbers;
  const currency = at(payment.currency, row);
  const invoice = at(payment.invoice, row);
  return [invoice < 0 ? "" : documentNumber(numbers, invoice), customerId(at(payment.customer, row)), START + at(payment.day, row), currencyOf(currency), money(at(payment.amount, row), currency)];
}

/** The first customer's number. */
export const CUSTOMER_BASE = 100_001;

export function customerId(customer: number): string {
  return `C-${String(CUSTOMER_BASE + customer)}`;
}

/** The customer of an id. */
export function customerOf(id: string): number {
  return Number(id.slice(2)) - CUSTOMER_BASE;
}

/** One series for invoices and one for credit memos, as a book numbers them. */
export function documentNumber({ document }: LedgerNumbers, row: number): string {
  return `${at(document.amount, row) < 0 ? "CM" : "INV"}-${String(1_000_001 + row)}`;
}

export function paymentNumber(row: number): string {
  return `PAY-${String(1_000_001 + row)}`;
}

export function currencyOf(currency: number): string {
  return CURRENCIES[currency] ?? "EUR";
}

/** Minor units as the number that stands in the cell. */
export function money(minor: number, currency: number): number {
  return minor / 10 ** (DECIMALS[currency] ?? 2);
}

function at(column: Int32Array | Uint8Array | Float64Array, row: number): number {
  const value = column[row];
  if (value === undefined) throw new RangeError(`There is no row ${row}`);
  return value;
}
