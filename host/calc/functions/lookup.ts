import { ErrorValue, type Scalar } from "../../model/cell";
import { toBoolean, toNumber, toText } from "../coerce";
import { parseFormula } from "../parser";
import { inSheet } from "../references";
import { toMatrix, toScalar } from "../read";
import type { Scope } from "../scope";
import { buildMatrix, columnsOf, NA_ERROR, REF_ERROR, Reference, rowsOf, type Value, VALUE_ERROR } from "../values";
import { type FunctionSpec, type FunctionTable, lazy, numberArgument, volatile, whole } from "./spec";
import { approximatePosition, edgeVector, exactPosition, nearestPosition, slice, type Vector, vectorOf } from "./vector";

/** VLOOKUP (by column) and HLOOKUP (by row). */
function edgeLookup(edge: "column" | "row"): FunctionSpec {
  return whole(
    3, 4,
    (args, scope) => {
      const [lookup = null, table = null, index = null, approximate = true] = args;
      const wanted = toScalar(lookup, scope);
      if (wanted instanceof ErrorValue) return wanted;
      const position = toNumber(toScalar(index, scope));
      if (position instanceof ErrorValue) return position;
      const nearby = toBoolean(toScalar(approximate, scope));
      if (nearby instanceof ErrorValue) return nearby;
      const vector = edgeVector(table, edge, scope);
      if (vector instanceof ErrorValue) return vector;
      const offset = Math.trunc(position) - 1;
      if (offset < 0) return VALUE_ERROR;
      const size = sizeOf(table, scope);
      if (size instanceof ErrorValue) return size;
      if (offset >= (edge === "column" ? size.columns : size.rows)) return REF_ERROR;
      const found = nearby ? approximatePosition(vector, wanted, "ascending") : exactPosition(vector, wanted, true);
      if (found < 0) return NA_ERROR;
      // a value, not a reference as from INDEX and XLOOKUP: SUM(VLOOKUP(…)) of a text is #VALUE!
      return toScalar(edge === "column" ? slice(table, found, offset, 1, 1, scope) : slice(table, offset, found, 1, 1, scope), scope);
    },
    [0, 2, 3],
  );
}

function sizeOf(value: Value, scope: Scope): { rows: number; columns: number } | ErrorValue {
  if (value instanceof Reference) {
    const [area, second] = value.areas;
    return area === undefined || second !== undefined ? VALUE_ERROR : { rows: rowsOf(area), columns: columnsOf(area) };
  }
  const matrix = toMatrix(value, scope);
  return matrix instanceof ErrorValue ? matrix : { rows: matrix.rows, columns: matrix.columns };
}

/** MATCH: type 1 ascending, 0 exact (with wildcards), −1 descending. */
function match(args: readonly Value[], scope: Scope): Value {
  const wanted = toScalar(args[0] ?? null, scope);
  if (wanted instanceof ErrorValue) return wanted;
  const vector = vectorOf(args[1] ?? null, scope);
  if (vector instanceof ErrorValue) return vector.code === "#VALUE!" ? NA_ERROR : vector;
  const type = args.length > 2 ? toNumber(toScalar(args[2] ?? null, scope)) : 1;
  if (type instanceof ErrorValue) return type;
  const position = type === 0 ? exactPosition(vector, wanted, true) : approximatePosition(vector, wanted, type > 0 ? "ascending" : "descending");
  return position < 0 ? NA_ERROR : position + 1;
}

/** The modes of XLOOKUP and XMATCH: 0 exact, −1 or next smaller, 1 or next larger, 2 wildcards; search 1, −1 from the end, ±2 binary. */
function extendedPosition(vector: Vector, wanted: Scalar, mode: number, search: number): number | ErrorValue {
  if (![0, -1, 1, 2].includes(mode) || ![1, -1, 2, -2].includes(search)) return VALUE_ERROR;
  const fromLast = search === -1;
  if (mode === 0) return exactPosition(vector, wanted, false, fromLast);
  if (mode === 2) return exactPosition(vector, wanted, true, fromLast);
  return nearestPosition(vector, wanted, mode === -1 ? "below" : "above", fromLast);
}

function extendedMatch(args: readonly Value[], scope: Scope): Value {
  const wanted = toScalar(args[0] ?? null, scope);
  if (wanted instanceof ErrorValue) return wanted;
  const vector = vectorOf(args[1] ?? null, scope);
  if (vector instanceof ErrorValue) return vector;
  const mode = numberArgument(args, 2, 0, scope);
  const search = numberArgument(args, 3, 1, scope);
  if (mode instanceof ErrorValue) return mode;
  if (search instanceof ErrorValue) return search;
  const position = extendedPosition(vector, wanted, mode, search);
  if (position instanceof ErrorValue) return position;
  return position < 0 ? NA_ERROR : position + 1;
}

function extendedLookup(args: readonly Value[], scope: Scope): Value {
  const wanted = toScalar(args[0] ?? null, scope);
  if (wanted instanceof ErrorValue) return wanted;
  const vector = vectorOf(args[1] ?? null, scope);
  if (vector instanceof ErrorValue) return vector;
  const results = args[2] ?? null;
  const size = sizeOf(results, scope);
  if (size instanceof ErrorValue) return size;
  const lookupSize = sizeOf(args[1] ?? null, scope);
  if (lookupSize instanceof ErrorValue) return lookupSize;
  const mode = numberArgument(args, 4, 0, scope);
  const search = numberArgument(args, 5, 1, scope);
  if (mode instanceof ErrorValue) return mode;
  if (search instanceof ErrorValue) return search;
  const across = lookupSize.rows === 1 && lookupSize.columns > 1;
  if ((across ? size.columns : size.rows) !== vector.length) return VALUE_ERROR;
  const position = extendedPosition(vector, wanted, mode, search);
  if (position instanceof ErrorValue) return position;
  if (position < 0) return args[3] ?? NA_ERROR;
  return across ? slice(results, 0, position, size.rows, 1, scope) : slice(results, position, 0, 1, size.columns, scope);
}

/** LOOKUP in its vector form (and the array form, which looks in the longer edge). */
function lookup(args: readonly Value[], scope: Scope): Value {
  const wanted = toScalar(args[0] ?? null, scope);
  if (wanted instanceof ErrorValue) return wanted;
  const source = args[1] ?? null;
  const size = sizeOf(source, scope);
  if (size instanceof ErrorValue) return size;
  const across = size.columns > size.rows;
  const vector = edgeVector(source, across ? "row" : "column", scope);
  if (vector instanceof ErrorValue) return vector;
  const position = approximatePosition(vector, wanted, "ascending");
  if (position < 0) return NA_ERROR;
  const results = args[2];
  if (results === undefined) return toScalar(across ? slice(source, size.rows - 1, position, 1, 1, scope) : slice(source, position, size.columns - 1, 1, 1, scope), scope);
  const resultSize = sizeOf(results, scope);
  if (resultSize instanceof ErrorValue) return resultSize;
  return toScalar(resultSize.rows === 1 ? slice(results, 0, position, 1, 1, scope) : slice(results, position, 0, 1, 1, scope), scope);
}

/** INDEX: row 0 is every row, column 0 every column; of one row or column a single number counts along it. */
function index(args: readonly Value[], scope: Scope): Value {
  let source = args[0] ?? null;
  if (source instanceof ErrorValue) return source;
  const areaNumber = numberArgument(args, 3, 1, scope);
  if (areaNumber instanceof ErrorValue) return areaNumber;
  if (source instanceof Reference) {
    const area = source.areas[Math.trunc(areaNumber) - 1];
    if (area === undefined) return REF_ERROR;
    source = new Reference([area]);
  }
  const size = sizeOf(source, scope);
  if (size instanceof ErrorValue) return size;
  const first = numberArgument(args, 1, 0, scope);
  const second = numberArgument(args, 2, 0, scope);
  if (first instanceof ErrorValue) return first;
  if (second instanceof ErrorValue) return second;
  const alongRow = args.length < 3 && size.rows === 1;
  const row = alongRow ? 1 : Math.trunc(first);
  const column = alongRow ? Math.trunc(first) : Math.trunc(second);
  if (row < 0 || column < 0) return VALUE_ERROR;
  if (row > size.rows || column > size.columns) return REF_ERROR;
  return slice(source, Math.max(row - 1, 0), Math.max(column - 1, 0), row === 0 ? size.rows : 1, column === 0 ? size.columns : 1, scope);
}

/** ROW and COLUMN: of the formula's own cell, or the numbers of a reference. */
function positionNumber(axis: "row" | "column"): FunctionSpec {
  return lazy(0, 1, (args, scope) => {
    const [node] = args;
    if (node === undefined) return scope[axis] + 1;
    const value = scope.engine.evaluate(node, scope);
    if (!(value instanceof Reference)) return value instanceof ErrorValue ? value : VALUE_ERROR;
    const [area] = value.areas;
    if (area === undefined) return REF_ERROR;
    if (axis === "row") return rowsOf(area) === 1 ? area.top + 1 : buildMatrix(rowsOf(area), 1, (row) => area.top + row + 1);
    return columnsOf(area) === 1 ? area.left + 1 : buildMatrix(1, columnsOf(area), (_, column) => area.left + column + 1);
  });
}

function offset(args: readonly Value[], scope: Scope): Value {
  const base = args[0] ?? null;
  if (!(base instanceof Reference)) return base instanceof ErrorValue ? base : VALUE_ERROR;
  const [area] = base.areas;
  if (area === undefined || base.areas.length > 1) return VALUE_ERROR;
  const numbers = [numberArgument(args, 1, 0, scope), numberArgument(args, 2, 0, scope), numberArgument(args, 3, rowsOf(area), scope), numberArgument(args, 4, columnsOf(area), scope)];
  const error = numbers.find((number) => number instanceof ErrorValue);
  if (error instanceof ErrorValue) return error;
  const [rows = 0, columns = 0, height = 0, width = 0] = numbers.map((number) => (typeof number === "number" ? Math.trunc(number) : 0));
  if (height === 0 || width === 0) return REF_ERROR;
  // a negative height or width counts upwards or to the left
  const top = area.top + rows + (height < 0 ? height + 1 : 0);
  const left = area.left + columns + (width < 0 ? width + 1 : 0);
  const bottom = top + Math.abs(height) - 1;
  const right = left + Math.abs(width) - 1;
  return inSheet(top, left) && inSheet(bottom, right) ? new Reference([{ sheet: area.sheet, top, left, bottom, right }]) : REF_ERROR;
}

/** INDIRECT in A1 style: a reference, a name or a structured reference in a text. */
function indirect(args: readonly Value[], scope: Scope): Value {
  const text = toText(toScalar(args[0] ?? null, scope));
  if (text instanceof ErrorValue) return text;
  const a1 = args.length < 2 ? true : toBoolean(toScalar(args[1] ?? null, scope));
  if (a1 instanceof ErrorValue) return a1;
  if (!a1) return REF_ERROR;
  const parsed = parseFormula(text);
  if (!parsed.ok) return REF_ERROR;
  const value = scope.engine.evaluate(parsed.node, scope);
  return value instanceof Reference ? value : REF_ERROR;
}

export const LOOKUP: FunctionTable = {
  VLOOKUP: edgeLookup("column"),
  HLOOKUP: edgeLookup("row"),
  LOOKUP: whole(2, 3, lookup, [0]),
  MATCH: whole(2, 3, match, [0, 2]),
  XMATCH: whole(2, 4, extendedMatch, [0, 2, 3]),
  XLOOKUP: whole(3, 6, extendedLookup, [0, 4, 5]),
  INDEX: whole(2, 4, index, [1, 2, 3]),
  ROW: positionNumber("row"),
  COLUMN: positionNumber("column"),
  OFFSET: volatile(whole(3, 5, offset, [1, 2, 3, 4])),
  INDIRECT: volatile(whole(1, 2, indirect, [0, 1])),
};
