/** Spare room of a column that grows: an eighth, so that a column is never much larger than what is in it. */
export function capacityFor(rows: number): number {
  return rows + (rows >> 3) + 64;
}

/** The column with room for `rows` rows; new rows hold `fill`. The old column is garbage afterwards. */
export function grownInts(column: Int32Array, rows: number, fill: number): Int32Array {
  const grown = new Int32Array(capacityFor(rows));
  grown.set(column);
  if (fill !== 0) grown.fill(fill, column.length);
  return grown;
}

/** As grownInts, for amounts; new rows hold 0. */
export function grownAmounts(column: Float64Array, rows: number): Float64Array {
  const grown = new Float64Array(capacityFor(rows));
  grown.set(column);
  return grown;
}

/** As grownInts, for small codes; new rows hold 0. */
export function grownShorts(column: Uint16Array, rows: number): Uint16Array {
  const grown = new Uint16Array(capacityFor(rows));
  grown.set(column);
  return grown;
}
