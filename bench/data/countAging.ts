import { CURRENCIES, type LedgerNumbers } from "./ledgerNumbers";

/** Columns of a counted aging: current, 1-30, 31-60, 61-90, 91+, unapplied (zero or below). */
export const AGING_COLUMNS = 6;
export const LIMITS = [30, 60, 90] as const;

/** Place of an account's first cell in a counted aging. */
export function placeOf(customer: number, currency: number): number {
  return (customer * CURRENCIES.length + currency) * AGING_COLUMNS;
}

/** Column of a part that is late by so many days on the as-of day. */
export function columnOf(late: number): number {
  return late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4;
}

/**
 * The aging of every customer in every currency, counted straight from the numbers that the tables are written from, without any of the code
 * that is measured: this is the judge. Minor units; `day` counts from START.
 */
export function countAging({ customers, document, payment }: LedgerNumbers, day: number): Float64Array {
  const cells = new Float64Array(customers * CURRENCIES.length * AGING_COLUMNS);
  const documentLeft = document.amount.slice();
  payment.amount.forEach((amount, row) => {
    if (at(payment.day, row) > day) return;
    const applied = at(payment.applied, row);
    if (at(payment.invoice, row) >= 0) addTo(documentLeft, at(payment.invoice, row), -applied);
    addTo(cells, placeOf(at(payment.customer, row), at(payment.currency, row)) + AGING_COLUMNS - 1, applied - amount);
  });
  documentLeft.forEach((left, row) => {
    if (at(document.day, row) > day) return;
    const isCredit = at(document.amount, row) < 0;
    const column = isCredit ? AGING_COLUMNS - 1 : columnOf(day - at(document.due, row));
    addTo(cells, placeOf(at(document.customer, row), at(document.currency, row)) + column, left);
  });
  if (cells.some((amount) => !Number.isSafeInteger(amount))) throw new RangeError("The count is no longer exact");
  return cells;
}

/** Balance of each customer in each currency (customer × currency), from a counted aging. */
export function balancesOf(cells: Float64Array): Float64Array {
  const balances = new Float64Array(cells.length / AGING_COLUMNS);
  cells.forEach((amount, place) => addTo(balances, Math.floor(place / AGING_COLUMNS), amount));
  return balances;
}

/** Cells that differ; both zeros are the same zero. */
export function differences(found: Float64Array, counted: Float64Array): number {
  let wrong = Math.abs(found.length - counted.length);
  counted.forEach((amount, place) => {
    if (found[place] !== amount) wrong++;
  });
  return wrong;
}

function at(column: Int32Array | Uint8Array | Float64Array, row: number): number {
  const value = column[row];
  if (value === undefined) throw new RangeError(`There is no row ${row}`);
  return value;
}

function addTo(sums: Float64Array, place: number, amount: number): void {
  sums[place] = (sums[place] ?? 0) + amount;
}
