import { ErrorValue, type Scalar } from "../../model/cell";
import { toNumber } from "../coerce";
import { toMatrix, toScalar } from "../read";
import type { Scope } from "../scope";
import { buildMatrix, CALC_ERROR, Matrix, NA_ERROR, NUM_ERROR, Reference, type Value, VALUE_ERROR } from "../values";
import { booleanArgument, type FunctionSpec, type FunctionTable, MANY, numberArgument, whole } from "./spec";

type Axis = "rows" | "columns";

function lengthOf(matrix: Matrix, axis: Axis): number {
  return axis === "rows" ? matrix.rows : matrix.columns;
}

/** Rows of a matrix (or its columns) in another order or number. */
export function pick(matrix: Matrix, axis: Axis, positions: readonly number[]): Matrix {
  return axis === "rows"
    ? buildMatrix(positions.length, matrix.columns, (row, column) => matrix.at(positions[row] ?? 0, column))
    : buildMatrix(matrix.rows, positions.length, (row, column) => matrix.at(row, positions[column] ?? 0));
}

export function positionsOf(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** VSTACK and HSTACK: what is missing in a shorter array is #N/A. */
function stack(axis: Axis): FunctionSpec {
  return whole(1, MANY, (args, scope) => {
    const parts: Matrix[] = [];
    for (const arg of args) {
      // a union is stacked area by area
      for (const piece of arg instanceof Reference ? arg.areas.map((area) => new Reference([area])) : [arg]) {
        const matrix = piece instanceof ErrorValue ? new Matrix(1, 1, [piece]) : toMatrix(piece, scope);
        if (matrix instanceof ErrorValue) return matrix;
        parts.push(matrix);
      }
    }
    const across: Axis = axis === "rows" ? "columns" : "rows";
    const width = parts.reduce((most, part) => Math.max(most, lengthOf(part, across)), 0);
    const length = parts.reduce((total, part) => total + lengthOf(part, axis), 0);
    if (length * width > 1 << 23) return NUM_ERROR;
    const starts: { readonly part: Matrix; readonly offset: number }[] = [];
    for (const part of parts) for (let offset = 0; offset < lengthOf(part, axis); offset++) starts.push({ part, offset });
    const at = (along: number, beside: number): Scalar => {
      const line = starts[along];
      if (line === undefined || beside >= lengthOf(line.part, across)) return NA_ERROR;
      return axis === "rows" ? line.part.at(line.offset, beside) : line.part.at(beside, line.offset);
    };
    return axis === "rows" ? buildMatrix(length, width, at) : buildMatrix(width, length, (row, column) => at(column, row));
  });
}

/** TAKE and DROP: so many rows and columns from the beginning, or from the end for negative numbers. */
function takeOrDrop(take: boolean): FunctionSpec {
  return whole(
    2, 3,
    (args, scope) => {
      let result = toMatrix(args[0] ?? null, scope);
      for (const [index, axis] of (["rows", "columns"] as const).entries()) {
        const arg = args[index + 1];
        if (result instanceof ErrorValue) return result;
        if (arg === undefined || arg === null) continue;
        const count = toNumber(toScalar(arg, scope));
        if (count instanceof ErrorValue) return count;
        const length = lengthOf(result, axis);
        const size = Math.min(Math.abs(Math.trunc(count)), length);
        const all = positionsOf(length);
        const fromEnd = count < 0;
        const kept = take ? (fromEnd ? all.slice(length - size) : all.slice(0, size)) : fromEnd ? all.slice(0, length - size) : all.slice(size);
        if (kept.length === 0) return CALC_ERROR;
        result = pick(result, axis, kept);
      }
      return result;
    },
    [1, 2],
  );
}

/** CHOOSEROWS and CHOOSECOLS: by number, from the end for negative ones; out of range is #VALUE!. */
function choose(axis: Axis): FunctionSpec {
  return whole(2, MANY, (args, scope) => {
    const matrix = toMatrix(args[0] ?? null, scope);
    if (matrix instanceof ErrorValue) return matrix;
    const length = lengthOf(matrix, axis);
    const positions: number[] = [];
    for (const arg of args.slice(1)) {
      const numbers = toMatrix(arg, scope);
      if (numbers instanceof ErrorValue) return numbers;
      for (const cell of numbers.cells) {
        const number = toNumber(cell);
        if (number instanceof ErrorValue) return number;
        const whole = Math.trunc(number);
        if (whole === 0 || Math.abs(whole) > length) return VALUE_ERROR;
        positions.push(whole > 0 ? whole - 1 : length + whole);
      }
    }
    return pick(matrix, axis, positions);
  });
}

/** TOROW and TOCOL: ignore 0 nothing, 1 blanks, 2 errors, 3 both; read by row unless told by column. */
function toLine(axis: Axis): FunctionSpec {
  return whole(
    1, 3,
    (args, scope) => {
      const matrix = toMatrix(args[0] ?? null, scope);
      if (matrix instanceof ErrorValue) return matrix;
      const ignore = numberArgument(args, 1, 0, scope);
      if (ignore instanceof ErrorValue) return ignore;
      const byColumn = booleanArgument(args, 2, false, scope);
      if (byColumn instanceof ErrorValue) return byColumn;
      const mode = Math.trunc(ignore);
      if (mode < 0 || mode > 3) return VALUE_ERROR;
      const ordered = byColumn ? buildMatrix(matrix.columns, matrix.rows, (row, column) => matrix.at(column, row)).cells : matrix.cells;
      const cells = ordered.filter((cell) => !((mode & 1) !== 0 && cell === null) && !((mode & 2) !== 0 && cell instanceof ErrorValue));
      if (cells.length === 0) return CALC_ERROR;
      return axis === "rows" ? new Matrix(1, cells.length, cells) : new Matrix(cells.length, 1, cells);
    },
    [1, 2],
  );
}

/** WRAPROWS and WRAPCOLS: a line of values cut into rows (columns) of a length, the rest padded. */
function wrap(axis: Axis): FunctionSpec {
  return whole(
    2, 3,
    (args, scope) => {
      const matrix = toMatrix(args[0] ?? null, scope);
      if (matrix instanceof ErrorValue) return matrix;
      if (matrix.rows > 1 && matrix.columns > 1) return VALUE_ERROR;
      const count = toNumber(toScalar(args[1] ?? null, scope));
      if (count instanceof ErrorValue) return count;
      const length = Math.trunc(count);
      if (length < 1) return NUM_ERROR;
      const pad = args[2] === undefined ? NA_ERROR : toScalar(args[2], scope);
      const width = Math.min(length, matrix.cells.length);
      const lines = Math.ceil(matrix.cells.length / length);
      const at = (line: number, place: number): Scalar => {
        const index = line * width + place;
        return index < matrix.cells.length ? (matrix.cells[index] ?? null) : pad;
      };
      return axis === "rows" ? buildMatrix(lines, width, at) : buildMatrix(width, lines, (row, column) => at(column, row));
    },
    [1],
  );
}

/** EXPAND: to a size, padded. */
function expand(args: readonly Value[], scope: Scope): Value {
  const matrix = toMatrix(args[0] ?? null, scope);
  if (matrix instanceof ErrorValue) return matrix;
  const rows = numberArgument(args, 1, matrix.rows, scope);
  const columns = numberArgument(args, 2, matrix.columns, scope);
  if (rows instanceof ErrorValue) return rows;
  if (columns instanceof ErrorValue) return columns;
  const height = Math.trunc(rows);
  const width = Math.trunc(columns);
  if (height < matrix.rows || width < matrix.columns) return VALUE_ERROR;
  if (height * width > 1 << 23) return NUM_ERROR;
  const pad = args[3] === undefined ? NA_ERROR : toScalar(args[3], scope);
  return buildMatrix(height, width, (row, column) => (row < matrix.rows && column < matrix.columns ? matrix.at(row, column) : pad));
}

function transpose(args: readonly Value[], scope: Scope): Value {
  const matrix = toMatrix(args[0] ?? null, scope);
  if (matrix instanceof ErrorValue) return matrix;
  return buildMatrix(matrix.columns, matrix.rows, (row, column) => matrix.at(column, row));
}

export const RESHAPING: FunctionTable = {
  TRANSPOSE: whole(1, 1, transpose),
  VSTACK: stack("rows"),
  HSTACK: stack("columns"),
  TAKE: takeOrDrop(true),
  DROP: takeOrDrop(false),
  CHOOSEROWS: choose("rows"),
  CHOOSECOLS: choose("columns"),
  TOROW: toLine("rows"),
  TOCOL: toLine("columns"),
  WRAPROWS: wrap("rows"),
  WRAPCOLS: wrap("columns"),
  EXPAND: whole(2, 4, expand, [1, 2]),
};
