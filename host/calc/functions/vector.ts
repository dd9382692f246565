import { ErrorValue, type Scalar } from "../../model/cell";
import { compareScalars } from "../compare";
import { numberKey, textKey } from "../criteria";
import { firstNotBelow, type LookupIndexes } from "../lookupIndexes";
import { toMatrix, singleArea } from "../read";
import type { Scope } from "../scope";
import { columnsOf, Matrix, Reference, rowsOf, type SheetArea, type Value, VALUE_ERROR } from "../values";
import { wildcardPattern } from "../wildcards";

/** One row or column of values, read where they are. */
export interface Vector {
  readonly length: number;
  readonly at: (index: number) => Scalar;
  /** Set for a column of a sheet, which may have an index. */
  readonly area: SheetArea | null;
  readonly indexes: LookupIndexes;
}

/** The values of a one-dimensional argument; #VALUE! for anything wider. */
export function vectorOf(value: Value, scope: Scope): Vector | ErrorValue {
  const { indexes } = scope.engine;
  if (value instanceof Reference) {
    const area = singleArea(value, scope);
    if (area instanceof ErrorValue) return area;
    const rows = rowsOf(area);
    const columns = columnsOf(area);
    if (rows > 1 && columns > 1) return VALUE_ERROR;
    return columns === 1 ? columnVector(area, indexes) : rowVector(area, indexes);
  }
  const matrix = toMatrix(value, scope);
  if (matrix instanceof ErrorValue) return matrix;
  if (matrix.rows > 1 && matrix.columns > 1) return VALUE_ERROR;
  return { length: matrix.cells.length, at: (index) => matrix.cells[index] ?? null, area: null, indexes };
}

function columnVector(area: SheetArea, indexes: LookupIndexes): Vector {
  const { rows } = area.sheet;
  return { length: rowsOf(area), at: (index) => rows[area.top + index]?.[area.left]?.value ?? null, area, indexes };
}

function rowVector(area: SheetArea, indexes: LookupIndexes): Vector {
  const cells = area.sheet.rows[area.top];
  return { length: columnsOf(area), at: (index) => cells?.[area.left + index]?.value ?? null, area: null, indexes };
}

/** The first column (for VLOOKUP) or row (for HLOOKUP) of a table argument. */
export function edgeVector(value: Value, edge: "column" | "row", scope: Scope): Vector | ErrorValue {
  const { indexes } = scope.engine;
  if (value instanceof Reference) {
    const area = singleArea(value, scope);
    if (area instanceof ErrorValue) return area;
    return edge === "column" ? columnVector({ ...area, right: area.left }, indexes) : rowVector({ ...area, bottom: area.top }, indexes);
  }
  const matrix = toMatrix(value, scope);
  if (matrix instanceof ErrorValue) return matrix;
  return edge === "column"
    ? { length: matrix.rows, at: (index) => matrix.at(index, 0), area: null, indexes }
    : { length: matrix.columns, at: (index) => matrix.at(0, index), area: null, indexes };
}

/** True when a lookup for `wanted` hits this value: same type, and equal by Excel's comparison. An empty cell is never hit. */
function equals(value: Scalar, wanted: Scalar): boolean {
  return value !== null && typeof value === typeof wanted && !(value instanceof ErrorValue) && compareScalars(value, wanted) === 0;
}

/** The position of an exact hit, from the first or from the last; −1 when there is none. */
export function exactPosition(vector: Vector, wanted: Scalar, wildcards: boolean, fromLast = false): number {
  const target = wanted ?? 0;
  const pattern = wildcards && typeof target === "string" ? wildcardPattern(target) : null;
  const hits = pattern === null ? (value: Scalar) => equals(value, target) : (value: Scalar) => typeof value === "string" && pattern.matches(value);
  const indexed = pattern === null ? indexedPositions(vector, target) : null;
  return fromLast ? lastPosition(vector, hits, indexed) : firstPosition(vector, hits, indexed);
}

function firstPosition(vector: Vector, hits: (value: Scalar) => boolean, indexed: readonly number[] | null): number {
  if (indexed !== null) return indexed.find((index) => hits(vector.at(index))) ?? -1;
  const end = storedLength(vector);
  for (let index = 0; index < end; index++) if (hits(vector.at(index))) return index;
  return -1;
}

function lastPosition(vector: Vector, hits: (value: Scalar) => boolean, indexed: readonly number[] | null): number {
  if (indexed !== null) return indexed.findLast((index) => hits(vector.at(index))) ?? -1;
  for (let index = storedLength(vector) - 1; index >= 0; index--) if (hits(vector.at(index))) return index;
  return -1;
}

/** Whole columns end for us where the sheet's cells end. */
function storedLength(vector: Vector): number {
  return vector.area === null ? vector.length : Math.max(0, Math.min(vector.length, vector.area.sheet.rows.length - vector.area.top));
}

function indexedPositions(vector: Vector, wanted: Scalar): readonly number[] | null {
  const { area } = vector;
  if (area === null) return null;
  const key = typeof wanted === "number" ? numberKey(wanted) : typeof wanted === "string" ? textKey(wanted.toLowerCase()) : null;
  const rows = key === null ? null : vector.indexes.rows(area.sheet, area.left, key);
  return rows === null ? null : rows.slice(firstNotBelow(rows, area.top), firstNotBelow(rows, area.bottom + 1)).map((row) => row - area.top);
}

/**
 * The position of the last value that is not above `wanted` in ascending values (or not below it in descending ones), by binary search
 * as Excel does it: values of other types are passed over. −1 when there is none.
 */
export function approximatePosition(vector: Vector, wanted: Scalar, order: "ascending" | "descending"): number {
  const target = wanted ?? 0;
  let low = 0;
  let high = storedLength(vector) - 1;
  let best = -1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    let probe = middle;
    while (probe <= high && typeof vector.at(probe) !== typeof target) probe++;
    if (probe > high) {
      high = middle - 1;
      continue;
    }
    const comparison = compareScalars(vector.at(probe), target);
    if (order === "ascending" ? comparison <= 0 : comparison >= 0) {
      best = probe;
      low = probe + 1;
    } else high = middle - 1;
  }
  return best;
}

/** The position of the nearest value below (or above) `wanted`, in values of any order; an exact hit wins. */
export function nearestPosition(vector: Vector, wanted: Scalar, side: "below" | "above", fromLast: boolean): number {
  const target = wanted ?? 0;
  const exact = exactPosition(vector, target, false, fromLast);
  if (exact >= 0) return exact;
  let best = -1;
  for (let index = 0; index < storedLength(vector); index++) {
    const value = vector.at(index);
    if (typeof value !== typeof target || value === null || value instanceof ErrorValue) continue;
    const distance = compareScalars(value, target);
    if (side === "below" ? distance > 0 : distance < 0) continue;
    const improvement = best < 0 ? 1 : side === "below" ? compareScalars(value, vector.at(best)) : compareScalars(vector.at(best), value);
    if (improvement > 0 || (improvement === 0 && fromLast)) best = index;
  }
  return best;
}

/** A part of an argument, as a reference when it is one. */
export function slice(value: Value, row: number, column: number, rows: number, columns: number, scope: Scope): Value {
  if (value instanceof Reference) {
    const area = singleArea(value, scope);
    if (area instanceof ErrorValue) return area;
    const top = area.top + row;
    const left = area.left + column;
    return new Reference([{ sheet: area.sheet, top, left, bottom: top + rows - 1, right: left + columns - 1 }]);
  }
  const matrix = toMatrix(value, scope);
  if (matrix instanceof ErrorValue) return matrix;
  const cells: Scalar[] = [];
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) cells.push(matrix.at(row + r, column + c));
  return new Matrix(rows, columns, cells);
}
