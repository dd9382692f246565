import { ErrorValue, type Scalar } from "../../model/cell";
import { toBoolean, toNumber } from "../coerce";
import { sortOrder, sortRank } from "../compare";
import { toMatrix, toScalar } from "../read";
import type { Scope } from "../scope";
import { buildMatrix, CALC_ERROR, NUM_ERROR, type Value, VALUE_ERROR } from "../values";
import { booleanArgument, type FunctionTable, MANY, numberArgument, whole } from "./spec";
import { pick, positionsOf } from "./reshaping";
import { implicitIntersection, spillRange } from "../referenceOperators";

function filter(args: readonly Value[], scope: Scope): Value {
  const matrix = toMatrix(args[0] ?? null, scope);
  if (matrix instanceof ErrorValue) return matrix;
  const include = toMatrix(args[1] ?? null, scope);
  if (include instanceof ErrorValue) return include;
  const axis = include.columns === 1 && include.rows === matrix.rows ? "rows" : include.rows === 1 && include.columns === matrix.columns ? "columns" : null;
  if (axis === null) return VALUE_ERROR;
  const kept: number[] = [];
  for (const [index, cell] of include.cells.entries()) {
    const truth = toBoolean(cell);
    if (truth instanceof ErrorValue) return truth;
    if (truth) kept.push(index);
  }
  if (kept.length === 0) return args[2] ?? CALC_ERROR;
  return pick(matrix, axis, kept);
}

interface SortKey {
  readonly at: (position: number) => Scalar;
  readonly direction: 1 | -1;
}

/** Positions in order of the keys; equal ones keep their order, empty cells stay last in both directions. */
function sortedPositions(length: number, keys: readonly SortKey[]): number[] {
  return positionsOf(length).sort((a, b) => {
    for (const { at, direction } of keys) {
      const left = at(a);
      const right = at(b);
      const empty = Number(left === null) - Number(right === null);
      const order = empty !== 0 ? empty : direction * sortOrder(left, right);
      if (order !== 0) return order;
    }
    return a - b;
  });
}

function directionOf(value: Scalar): 1 | -1 | ErrorValue {
  const number = value === null ? 1 : toNumber(value);
  if (number instanceof ErrorValue) return number;
  return number === 1 ? 1 : number === -1 ? -1 : VALUE_ERROR;
}

function sort(args: readonly Value[], scope: Scope): Value {
  const matrix = toMatrix(args[0] ?? null, scope);
  if (matrix instanceof ErrorValue) return matrix;
  const byColumn = booleanArgument(args, 3, false, scope);
  if (byColumn instanceof ErrorValue) return byColumn;
  const indexes = toMatrix(args[1] ?? 1, scope);
  if (indexes instanceof ErrorValue) return indexes;
  const orders = toMatrix(args[2] ?? 1, scope);
  if (orders instanceof ErrorValue) return orders;
  const keys: SortKey[] = [];
  for (const [position, cell] of indexes.cells.entries()) {
    const index = toNumber(cell ?? 1);
    if (index instanceof ErrorValue) return index;
    const line = Math.trunc(index) - 1;
    if (line < 0 || line >= (byColumn ? matrix.rows : matrix.columns)) return VALUE_ERROR;
    const direction = directionOf(orders.cells[Math.min(position, orders.cells.length - 1)] ?? null);
    if (direction instanceof ErrorValue) return direction;
    keys.push({ at: byColumn ? (item) => matrix.at(line, item) : (item) => matrix.at(item, line), direction });
  }
  return pick(matrix, byColumn ? "columns" : "rows", sortedPositions(byColumn ? matrix.columns : matrix.rows, keys));
}

function sortBy(args: readonly Value[], scope: Scope): Value {
  const matrix = toMatrix(args[0] ?? null, scope);
  if (matrix instanceof ErrorValue) return matrix;
  const keys: SortKey[] = [];
  let axis: "rows" | "columns" | null = null;
  for (let index = 1; index < args.length; index += 2) {
    const by = toMatrix(args[index] ?? null, scope);
    if (by instanceof ErrorValue) return by;
    const along = by.columns === 1 && by.rows === matrix.rows ? "rows" : by.rows === 1 && by.columns === matrix.columns ? "columns" : null;
    if (along === null || (axis !== null && axis !== along)) return VALUE_ERROR;
    axis = along;
    const direction = directionOf(toScalar(args[index + 1] ?? null, scope));
    if (direction instanceof ErrorValue) return direction;
    keys.push({ at: (item) => by.cells[item] ?? null, direction });
  }
  return axis === null ? VALUE_ERROR : pick(matrix, axis, sortedPositions(axis === "rows" ? matrix.rows : matrix.columns, keys));
}

function unique(args: readonly Value[], scope: Scope): Value {
  const matrix = toMatrix(args[0] ?? null, scope);
  if (matrix instanceof ErrorValue) return matrix;
  const byColumn = booleanArgument(args, 1, false, scope);
  const once = booleanArgument(args, 2, false, scope);
  if (byColumn instanceof ErrorValue) return byColumn;
  if (once instanceof ErrorValue) return once;
  const length = byColumn ? matrix.columns : matrix.rows;
  const width = byColumn ? matrix.rows : matrix.columns;
  const groups = new Map<string, { readonly first: number; count: number }>();
  for (let item = 0; item < length; item++) {
    const parts: string[] = [];
    for (let line = 0; line < width; line++) parts.push(identity(byColumn ? matrix.at(line, item) : matrix.at(item, line)));
    const key = parts.join("\u0000");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: item, count: 1 });
    else group.count++;
  }
  const kept = [...groups.values()].filter((group) => !once || group.count === 1).map((group) => group.first);
  return kept.length === 0 ? CALC_ERROR : pick(matrix, byColumn ? "columns" : "rows", kept);
}

/** Texts are the same without regard to case. */
function identity(value: Scalar): string {
  if (value instanceof ErrorValue) return `e${value.code}`;
  return String(sortRank(value)) + (typeof value === "string" ? value.toLowerCase() : String(value));
}

function sequence(args: readonly Value[], scope: Scope): Value {
  const numbers = [numberArgument(args, 0, 1, scope), numberArgument(args, 1, 1, scope), numberArgument(args, 2, 1, scope), numberArgument(args, 3, 1, scope)];
  const error = numbers.find((number) => number instanceof ErrorValue);
  if (error instanceof ErrorValue) return error;
  const [rows = 1, columns = 1, start = 1, step = 1] = numbers.map((number) => (typeof number === "number" ? number : 0));
  const height = Math.trunc(rows);
  const width = Math.trunc(columns);
  if (height < 0 || width < 0) return VALUE_ERROR;
  if (height === 0 || width === 0) return CALC_ERROR;
  if (height * width > 1 << 23) return NUM_ERROR;
  scope.engine.spend(height * width);
  return buildMatrix(height, width, (row, column) => start + step * (row * width + column));
}

export const DYNAMIC_ARRAYS: FunctionTable = {
  FILTER: whole(2, 3, filter),
  SORT: whole(1, 4, sort, [3]),
  SORTBY: whole(2, MANY, sortBy),
  UNIQUE: whole(1, 3, unique, [1, 2]),
  SEQUENCE: whole(1, 4, sequence, [0, 1, 2, 3]),
  // the forms of A1# and @ in files
  ANCHORARRAY: whole(1, 1, ([anchor = null], scope) => spillRange(anchor, scope)),
  SINGLE: whole(1, 1, ([value = null], scope) => implicitIntersection(value, scope)),
};
