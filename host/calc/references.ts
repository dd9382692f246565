import { type Area, MAX_COLUMNS, MAX_ROWS } from "../model/cell";

/** A reference as written: its area (whole columns and rows reach the sheet's edges) and which parts are fixed by "$". */
export interface WrittenArea extends Readonly<Area> {
  readonly form: "cell" | "area" | "columns" | "rows";
  readonly topFixed: boolean;
  readonly leftFixed: boolean;
  readonly bottomFixed: boolean;
  readonly rightFixed: boolean;
}

/** 0 → "A", 26 → "AA". */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** "A" → 0, "xfd" → 16383; beyond XFD the number is 16384 or more. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** "B3" for row 2, column 1. */
export function cellName(row: number, column: number): string {
  return columnName(column) + String(row + 1);
}

const CELL = String.raw`(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})`;
const AFTER = String.raw`(?![\p{L}\p{N}_.!?\\(\[])`;
const CELLS = new RegExp(`${CELL}(?::${CELL})?${AFTER}`, "uy");
const ONE_CELL = new RegExp(`${CELL}${AFTER}`, "uy");
const COLUMNS = new RegExp(String.raw`(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})${AFTER}`, "uy");
const ROWS = new RegExp(String.raw`(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})${AFTER}`, "uy");

/** Reads a reference (without a sheet) that starts at `start` of the text; null when none stands there. */
export function readArea(text: string, start: number): { readonly area: WrittenArea; readonly end: number } | null {
  return readCells(CELLS, text, start) ?? readCells(ONE_CELL, text, start) ?? readColumns(text, start) ?? readRows(text, start);
}

function readCells(pattern: RegExp, text: string, start: number): { area: WrittenArea; end: number } | null {
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, leftFix = "", left = "", topFix = "", top = "", rightFix, right, bottomFix, bottom] = match;
  const first = { row: Number(top) - 1, column: columnIndex(left), rowFixed: topFix !== "", columnFixed: leftFix !== "" };
  if (!inSheet(first.row, first.column)) return null;
  if (right === undefined || bottom === undefined) return { area: writtenArea("cell", first, first), end: pattern.lastIndex };
  const last = { row: Number(bottom) - 1, column: columnIndex(right), rowFixed: bottomFix !== "", columnFixed: rightFix !== "" };
  return inSheet(last.row, last.column) ? { area: writtenArea("area", first, last), end: pattern.lastIndex } : null;
}

interface Corner {
  readonly row: number;
  readonly column: number;
  readonly rowFixed: boolean;
  readonly columnFixed: boolean;
}

/** "B3:A1" is A1:B3; each fixed mark stays with its row or column. */
function writtenArea(form: "cell" | "area", a: Corner, b: Corner): WrittenArea {
  const [upper, lower] = a.row <= b.row ? [a, b] : [b, a];
  const [before, after] = a.column <= b.column ? [a, b] : [b, a];
  return {
    form, top: upper.row, bottom: lower.row, left: before.column, right: after.column,
    topFixed: upper.rowFixed, bottomFixed: lower.rowFixed, leftFixed: before.columnFixed, rightFixed: after.columnFixed,
  };
}

function readColumns(text: string, start: number): { area: WrittenArea; end: number } | null {
  COLUMNS.lastIndex = start;
  const match = COLUMNS.exec(text);
  if (match === null) return null;
  const [, fixA = "", nameA = "", fixB = "", nameB = ""] = match;
  const a = { row: 0, column: columnIndex(nameA), rowFixed: true, columnFixed: fixA !== "" };
  const b = { row: MAX_ROWS - 1, column: columnIndex(nameB), rowFixed: true, columnFixed: fixB !== "" };
  if (a.column >= MAX_COLUMNS || b.column >= MAX_COLUMNS) return null;
  return { area: { ...writtenArea("area", a, b), form: "columns" }, end: COLUMNS.lastIndex };
}

function readRows(text: string, start: number): { area: WrittenArea; end: number } | null {
  ROWS.lastIndex = start;
  const match = ROWS.exec(text);
  if (match === null) return null;
  const [, fixA = "", numberA = "", fixB = "", numberB = ""] = match;
  const a = { row: Number(numberA) - 1, column: 0, rowFixed: fixA !== "", columnFixed: true };
  const b = { row: Number(numberB) - 1, column: MAX_COLUMNS - 1, rowFixed: fixB !== "", columnFixed: true };
  if (!inSheet(a.row, 0) || !inSheet(b.row, 0)) return null;
  return { area: { ...writtenArea("area", a, b), form: "rows" }, end: ROWS.lastIndex };
}

export function inSheet(row: number, column: number): boolean {
  return row >= 0 && row < MAX_ROWS && column >= 0 && column < MAX_COLUMNS;
}

/** The text of a reference, "$A$1:B2"; a reference whose area left the sheet is "#REF!". */
export function areaText(area: WrittenArea): string {
  if (!inSheet(area.top, area.left) || !inSheet(area.bottom, area.right)) return "#REF!";
  const left = (area.leftFixed ? "$" : "") + columnName(area.left);
  const right = (area.rightFixed ? "$" : "") + columnName(area.right);
  const top = (area.topFixed ? "$" : "") + String(area.top + 1);
  const bottom = (area.bottomFixed ? "$" : "") + String(area.bottom + 1);
  if (area.form === "columns") return `${left}:${right}`;
  if (area.form === "rows") return `${top}:${bottom}`;
  if (area.form === "cell") return left + top;
  return `${left}${top}:${right}${bottom}`;
}

/** A sheet name as it stands before "!": quoted unless it is a plain word that cannot be taken for a cell. */
export function sheetText(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[A-Za-z]{1,3}[0-9]{1,7}$/.test(name) && !/^(r[0-9]*c?[0-9]*|c[0-9]*|true|false)$/i.test(name);
  return plain ? name : `'${name.replaceAll("'", "''")}'`;
}
