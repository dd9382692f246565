/*
 * Reading columns by row. A row that is not there is a mistake of the caller: it throws RangeError, because taking it for
 * zero would make a wrong figure. One function for each kind of column, so that each stays fast.
 */

export function intAt(column: Int32Array, row: number): number {
  const value = column[row];
  if (value === undefined) throw noRow(row, column.length);
  return value;
}

export function amountAt(column: Float64Array, row: number): number {
  const value = column[row];
  if (value === undefined) throw noRow(row, column.length);
  return value;
}

export function codeAt(column: Uint8Array, row: number): number {
  const value = column[row];
  if (value === undefined) throw noRow(row, column.length);
  return value;
}

export function shortAt(column: Uint16Array, row: number): number {
  const value = column[row];
  if (value === undefined) throw noRow(row, column.length);
  return value;
}

export function itemAt<Item extends object | string>(items: readonly Item[], row: number): Item {
  const item = items[row];
  if (item === undefined) throw noRow(row, items.length);
  return item;
}

export function numberAt(numbers: readonly number[], at: number): number {
  const value = numbers[at];
  if (value === undefined) throw noRow(at, numbers.length);
  return value;
}

/** Adds to one number of a list of sums. */
export function addAt(sums: number[] | Int32Array | Float64Array, at: number, amount: number): void {
  const sum = sums[at];
  if (sum === undefined) throw noRow(at, sums.length);
  sums[at] = sum + amount;
}

function noRow(row: number, rows: number): RangeError {
  return new RangeError(`There is no row ${row} among ${rows}`);
}
