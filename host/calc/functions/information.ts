import { ErrorValue, type Scalar } from "../../model/cell";
import { toNumber, toText } from "../coerce";
import { cellName, columnName, sheetText } from "../references";
import type { Scope } from "../scope";
import { columnsOf, Matrix, NA_ERROR, Reference, rowsOf, type SheetArea, type Value, VALUE_ERROR } from "../values";
import { isBusy } from "./logical";
import { type FunctionSpec, type FunctionTable, lazy, MANY, single, singleWithErrors, whole } from "./spec";
import { toMatrix } from "../read";

/** A question about one value, errors included. */
function is(answer: (value: Scalar) => boolean): FunctionSpec {
  return singleWithErrors(1, 1, ([value = null]) => (isBusy(value) ? value : answer(value)));
}

const ERROR_NUMBERS: Readonly<Record<string, number>> = {
  "#NULL!": 1, "#DIV/0!": 2, "#VALUE!": 3, "#REF!": 4, "#NAME?": 5, "#NUM!": 6, "#N/A": 7, "#GETTING_DATA": 8, "#SPILL!": 9,
  "#CONNECT!": 10, "#BLOCKED!": 11, "#UNKNOWN!": 12, "#FIELD!": 13, "#CALC!": 14,
};

/** ISODD and ISEVEN look at the whole part; booleans and texts that are no numbers are #VALUE!. */
function parity(odd: boolean): FunctionSpec {
  return single(1, 1, ([value = null]) => {
    if (typeof value === "boolean") return VALUE_ERROR;
    const number = toNumber(value);
    return number instanceof ErrorValue ? number : (Math.abs(Math.trunc(number)) % 2 === 1) === odd;
  });
}

/** TYPE: 1 number or empty, 2 text, 4 boolean, 16 error, 64 array. */
function typeNumber([value = null]: readonly Value[], scope: Scope): Value {
  if (isBusy(value)) return value;
  if (value instanceof Matrix || (value instanceof Reference && value.areas.length > 1)) return 64;
  const matrix = toMatrix(value, scope);
  if (matrix instanceof ErrorValue) return 16;
  if (matrix.cells.length > 1) return 64;
  const [cell = null] = matrix.cells;
  if (cell instanceof ErrorValue) return 16;
  return typeof cell === "string" ? 2 : typeof cell === "boolean" ? 4 : 1;
}

/** One answer for each cell of a reference, about its formula and not its value. */
function ofFormulas(answer: (formula: string | undefined) => Scalar): FunctionSpec {
  return whole(1, 1, ([value = null]) => {
    if (!(value instanceof Reference)) return value instanceof ErrorValue ? value : VALUE_ERROR;
    const [area] = value.areas;
    if (area === undefined || value.areas.length > 1) return VALUE_ERROR;
    const formulaAt = (row: number, column: number): string | undefined => area.sheet.get(area.top + row, area.left + column)?.formula;
    if (rowsOf(area) * columnsOf(area) > 10_000) return VALUE_ERROR;
    if (rowsOf(area) === 1 && columnsOf(area) === 1) return answer(formulaAt(0, 0));
    const cells = Array.from({ length: rowsOf(area) * columnsOf(area) }, (_, index) => answer(formulaAt(Math.floor(index / columnsOf(area)), index % columnsOf(area))));
    return new Matrix(rowsOf(area), columnsOf(area), cells);
  });
}

/** SHEET: the place of a sheet, by reference or name; without argument that of the formula. */
const sheetNumber = lazy(0, 1, (args, scope) => {
  const place = (name: string): Value => {
    const index = scope.engine.workbook.sheets.findIndex((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
    return index < 0 ? NA_ERROR : index + 1;
  };
  const [node] = args;
  if (node === undefined) return place(scope.sheet.name);
  const value = scope.engine.evaluate(node, scope);
  if (value instanceof Reference) return place(value.areas[0]?.sheet.name ?? "");
  if (value instanceof Matrix) return VALUE_ERROR;
  const text = toText(value);
  return text instanceof ErrorValue ? text : place(text);
});

/** ADDRESS in A1 or R1C1 style; 1 fixed, 2 fixed row, 3 fixed column, 4 relative. */
const address = single(2, 5, ([rowValue = null, columnValue = null, kindValue, styleValue, sheetValue]) => {
  const row = toNumber(rowValue);
  const column = toNumber(columnValue);
  const kind = kindValue === undefined || kindValue === null ? 1 : toNumber(kindValue);
  const style = styleValue === undefined || styleValue === null ? 1 : toNumber(styleValue);
  const sheet = sheetValue === undefined ? null : toText(sheetValue);
  for (const part of [row, column, kind, style, sheet]) if (part instanceof ErrorValue) return part;
  if (typeof row !== "number" || typeof column !== "number" || typeof kind !== "number" || sheet instanceof ErrorValue) return VALUE_ERROR;
  const [r, c, form] = [Math.trunc(row), Math.trunc(column), Math.trunc(kind)];
  if (r < 1 || r > 1_048_576 || c < 1 || c > 16_384 || form < 1 || form > 4) return VALUE_ERROR;
  const rowFixed = form === 1 || form === 2;
  const columnFixed = form === 1 || form === 3;
  const name = style === 0
    ? `R${rowFixed ? r : `[${r}]`}C${columnFixed ? c : `[${c}]`}`
    : `${columnFixed ? "$" : ""}${columnName(c - 1)}${rowFixed ? "$" : ""}${r}`;
  return sheet === null ? name : sheet === "" ? `!${name}` : `${sheetText(sheet)}!${name}`;
});

/** The few kinds of CELL that need no view of the screen. */
const CELL_KINDS: Readonly<Record<string, (area: SheetArea) => Scalar>> = {
  address: (area) => `$${cellName(area.top, area.left).replace(/(\d+)$/, "$$$1")}`,
  row: (area) => area.top + 1,
  col: (area) => area.left + 1,
  contents: (area) => area.sheet.get(area.top, area.left)?.value ?? 0,
  type: (area) => {
    const value = area.sheet.get(area.top, area.left)?.value ?? null;
    return value === null ? "b" : typeof value === "string" ? "l" : "v";
  },
};

function cellInformation([kind = null, value = null]: readonly Value[], scope: Scope): Value {
  const text = kind instanceof Matrix || kind instanceof Reference ? VALUE_ERROR : toText(kind);
  if (text instanceof ErrorValue) return text;
  const area = value instanceof Reference ? value.areas[0] : { sheet: scope.sheet, top: scope.row, bottom: scope.row, left: scope.column, right: scope.column };
  if (area === undefined) return VALUE_ERROR;
  scope.engine.ready({ ...area, bottom: area.top, right: area.left });
  return CELL_KINDS[text.toLowerCase()]?.(area) ?? VALUE_ERROR;
}

export const INFORMATION: FunctionTable = {
  ISBLANK: is((value) => value === null),
  ISERROR: is((value) => value instanceof ErrorValue),
  ISERR: is((value) => value instanceof ErrorValue && value.code !== "#N/A"),
  ISNA: is((value) => value instanceof ErrorValue && value.code === "#N/A"),
  ISNUMBER: is((value) => typeof value === "number"),
  ISTEXT: is((value) => typeof value === "string"),
  ISNONTEXT: is((value) => typeof value !== "string"),
  ISLOGICAL: is((value) => typeof value === "boolean"),
  ISODD: parity(true),
  ISEVEN: parity(false),
  ISREF: whole(1, 1, ([value = null]) => value instanceof Reference),
  ISFORMULA: ofFormulas((formula) => formula !== undefined),
  FORMULATEXT: ofFormulas((formula) => (formula === undefined ? NA_ERROR : `=${formula}`)),
  "ERROR.TYPE": singleWithErrors(1, 1, ([value = null]) => {
    if (!(value instanceof ErrorValue)) return NA_ERROR;
    return value.code === "#BUSY!" ? value : (ERROR_NUMBERS[value.code] ?? NA_ERROR);
  }),
  N: singleWithErrors(1, 1, ([value = null]) => (value instanceof ErrorValue || typeof value === "number" ? value : value === true ? 1 : 0)),
  T: singleWithErrors(1, 1, ([value = null]) => (value instanceof ErrorValue || typeof value === "string" ? value : "")),
  TYPE: whole(1, 1, typeNumber),
  NA: single(0, 0, () => NA_ERROR),
  ADDRESS: address,
  CELL: whole(1, 2, cellInformation, [0]),
  SHEET: sheetNumber,
  SHEETS: whole(0, 1, ([value], scope): Value => {
    if (value === undefined) return scope.engine.workbook.sheets.length;
    return value instanceof Reference ? new Set(value.areas.map(({ sheet }) => sheet)).size : VALUE_ERROR;
  }),
  AREAS: whole(1, MANY, ([value = null]) => (value instanceof Reference ? value.areas.length : value instanceof ErrorValue ? value : VALUE_ERROR)),
};
