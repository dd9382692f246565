import { ErrorValue, type Scalar } from "../model/cell";
import type { Scope } from "./scope";
import { buildMatrix, columnsOf, Matrix, Reference, rowsOf, type SheetArea, type Value, VALUE_ERROR } from "./values";

/** No array is larger than this; beyond it a formula is #VALUE!. (A whole column has 1,048,576 cells.) */
const MAX_ARRAY = 1 << 23;

/** One cell of a reference. */
export function readCell(area: SheetArea, row: number, column: number): Scalar {
  return area.sheet.rows[row]?.[column]?.value ?? null;
}

/** A reference of one area, ready to be read; an error for a union, which few functions take. */
export function singleArea(reference: Reference, scope: Scope): SheetArea | ErrorValue {
  const [area, second] = reference.areas;
  if (area === undefined || second !== undefined) return VALUE_ERROR;
  scope.engine.ready(area);
  return area;
}

/** The values of a reference as an array, for a function that looks at all of them; a single cell is 1×1. */
export function toMatrix(value: Value, scope: Scope): Matrix | ErrorValue {
  const matrix = value instanceof Matrix ? value : value instanceof Reference ? readMatrix(value, scope) : value instanceof ErrorValue ? value : new Matrix(1, 1, [value]);
  if (matrix instanceof Matrix && matrix.rest !== null) scope.engine.spend(matrix.rows * matrix.columns);
  return matrix;
}

/** The values of a reference as an array that ends where the sheet's cells end; what is below is empty. */
function readMatrix(reference: Reference, scope: Scope): Matrix | ErrorValue {
  const area = singleArea(reference, scope);
  if (area instanceof ErrorValue) return area;
  const rows = rowsOf(area);
  const columns = columnsOf(area);
  if (rows * columns > MAX_ARRAY) return VALUE_ERROR;
  const stored = area.sheet.rows;
  const storedRows = Math.max(0, Math.min(rows, stored.length - area.top));
  scope.engine.spend(storedRows * columns);
  const { stored: cells } = buildMatrix(storedRows, columns, (row, column) => stored[area.top + row]?.[area.left + column]?.value ?? null);
  return new Matrix(rows, columns, cells, storedRows < rows ? new Array<Scalar>(columns).fill(null) : null);
}

/** A scalar, or an array when there is more than one value. */
export function dereference(value: Value, scope: Scope): Scalar | Matrix {
  if (value instanceof Reference) {
    const area = value.areas[0];
    if (value.areas.length === 1 && area !== undefined && area.top === area.bottom && area.left === area.right) {
      scope.engine.ready(area);
      return readCell(area, area.top, area.left);
    }
    return readMatrix(value, scope);
  }
  return value;
}

/** The one value of an argument that cannot be an array: the first of an array. */
export function toScalar(value: Value, scope: Scope): Scalar {
  const result = dereference(value, scope);
  return result instanceof Matrix ? result.at(0, 0) : result;
}

/**
 * Visits the values of an argument, row by row. `fromReference` tells cells (where texts and booleans do not count as numbers) from values written
 * in the formula. Empty cells are visited only where the sheet stores a row; none of the callers counts them.
 */
export function eachValue(value: Value, scope: Scope, visit: (value: Scalar, fromReference: boolean) => void): void {
  if (value instanceof Matrix) {
    scope.engine.spend(value.rows * value.columns);
    for (const cell of value.stored) visit(cell, true);
    if (value.rest !== null) for (let row = value.storedRows; row < value.rows; row++) for (const cell of value.rest) visit(cell, true);
  } else if (value instanceof Reference) {
    for (const area of value.areas) {
      scope.engine.ready(area);
      eachStoredCell(area, (cell) => {
        visit(cell, true);
      });
    }
  } else visit(value, false);
}

/** Visits the non-empty cells of an area, row by row. */
export function eachStoredCell(area: SheetArea, visit: (value: Scalar, row: number, column: number) => void): void {
  area.sheet.eachRow(area.top, area.bottom, (cells, row) => {
    const right = Math.min(area.right, cells.length - 1);
    for (let column = area.left; column <= right; column++) {
      const cell = cells[column];
      if (cell !== undefined && cell.value !== null) visit(cell.value, row, column);
    }
  });
}

/** Computes `each` for every element of the broadcast arguments: one row or column is repeated, a missing element is #N/A. */
export function broadcast(values: readonly (Scalar | Matrix)[], missing: Scalar, scope: Scope, each: (elements: readonly Scalar[]) => Scalar): Matrix | ErrorValue {
  let rows = 1;
  let columns = 1;
  for (const value of values) {
    if (value instanceof Matrix) {
      rows = Math.max(rows, value.rows);
      columns = Math.max(columns, value.columns);
    }
  }
  if (rows * columns > MAX_ARRAY) return VALUE_ERROR;
  // from this row on the operands' rows are all alike, or all missing
  const storedRows = values.reduce<number>((most, value) => (value instanceof Matrix && value.rows > 1 ? Math.max(most, value.rows === rows ? value.storedRows : value.rows) : most), rows === 1 ? 1 : 0);
  scope.engine.spend(storedRows * columns);
  const elements = new Array<Scalar>(values.length);
  const at = (row: number, column: number): Scalar => {
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? null;
      if (!(value instanceof Matrix)) {
        elements[index] = value;
        continue;
      }
      const r = value.rows === 1 ? 0 : row;
      const c = value.columns === 1 ? 0 : column;
      if (r >= value.rows || c >= value.columns) return missing;
      elements[index] = value.at(r, c);
    }
    return each(elements);
  };
  const { stored } = buildMatrix(storedRows, columns, at);
  return new Matrix(rows, columns, stored, storedRows < rows ? Array.from({ length: columns }, (_, column) => at(rows - 1, column)) : null);
}
