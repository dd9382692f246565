import type { LintCell, LintField, LintRow, LintTable } from "../core/lint/lintBook";
import { readSumFormula } from "../core/lint/sumFormula";
import { cellAddress } from "./address";
import { recogniseTable, type RecognisedTable } from "./lintColumns";
import type { CellRead } from "./port";
import type { SheetCells, SheetTableArea } from "./sheetCells";

/** A part of a sheet that holds a table: where its header row is and how far it reaches. Positions of the sheet, inclusive. */
interface Region {
  readonly name: string;
  /** Null for a plain range. */
  readonly table: SheetTableArea | null;
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly headers: readonly string[];
  readonly recognised: RecognisedTable;
}

/** The tables of facts on a sheet: its Excel tables, and plain ranges under a header row that is recognised. */
export function lintTables(sheet: SheetCells): readonly LintTable[] {
  const named = sheet.tables.flatMap((table) => tableRegion(sheet, table));
  return [...named, ...plainRegions(sheet)].map((region) => lintTable(sheet, region));
}

function tableRegion(sheet: SheetCells, table: SheetTableArea): readonly Region[] {
  const { name, top, left, rowCount, columnCount } = table;
  const headers = Array.from({ length: columnCount }, (_, index) => headerText(valueAt(sheet, top, left + index)));
  const recognised = recogniseTable(name, headers);
  if (recognised === null) return [];
  const right = left + columnCount - 1;
  const bottom = top + rowCount - 1;
  return [{ name, table, top, left, right, bottom: bottom + sumsBelow(sheet, { bottom, left, right }), headers, recognised }];
}

/** How many rows below a table belong to it as its sums: with one blank row between at most. */
function sumsBelow(sheet: SheetCells, { bottom, left, right }: { readonly bottom: number; readonly left: number; readonly right: number }): number {
  for (const rows of [1, 2]) {
    const cells = Array.from({ length: right - left + 1 }, (_, index) => cellAt(sheet, bottom + rows, left + index));
    if (isSumRow(cells)) return rows;
    if (cells.some(({ value }) => value !== "")) return 0;
  }
  return 0;
}

/** Most blank rows within a plain range. */
const BLANK_ROWS_MAX = 1;
/** How far down a header row is looked for, below titles and addresses. */
const HEADERS_MIN = 2;

function plainRegions(sheet: SheetCells): readonly Region[] {
  const regions: Region[] = [];
  const last = sheet.top + sheet.values.length - 1;
  for (let row = sheet.top; row <= last; row += 1) {
    const region = regionAt(sheet, row, last);
    if (region === null) continue;
    regions.push(region);
    row = region.bottom;
  }
  return regions;
}

function regionAt(sheet: SheetCells, top: number, last: number): Region | null {
  const span = headerSpan(sheet, top);
  if (span === null) return null;
  const headers = Array.from({ length: span.right - span.left + 1 }, (_, index) => headerText(valueAt(sheet, top, span.left + index)));
  const recognised = recogniseTable(sheet.name, headers);
  if (recognised === null) return null;
  let bottom = top;
  for (let row = top + 1, blanks = 0; row <= last && blanks <= BLANK_ROWS_MAX; row += 1) {
    const isBlank = Array.from({ length: headers.length }, (_, index) => valueAt(sheet, row, span.left + index)).every((value) => value === "");
    if (!isBlank && isInTable(sheet, row, span.left, span.right)) break;
    blanks = isBlank ? blanks + 1 : 0;
    if (!isBlank) bottom = row;
  }
  return bottom === top ? null : { name: sheet.name, table: null, top, ...span, bottom, headers, recognised };
}

/** The columns of a run of typed texts, at least two, with no more than one empty between; null where no header row can be. */
function headerSpan(sheet: SheetCells, row: number): { readonly left: number; readonly right: number } | null {
  const width = sheet.values[0]?.length ?? 0;
  const isText = (column: number): boolean => typeof valueAt(sheet, row, column) === "string" && valueAt(sheet, row, column) !== "" && !isInTable(sheet, row, column, column);
  const texts = Array.from({ length: width }, (_, index) => sheet.left + index).filter(isText);
  const [left] = texts;
  const right = texts.at(-1);
  return left === undefined || right === undefined || texts.length < HEADERS_MIN || texts.length * 2 < right - left + 1 ? null : { left, right };
}

function isInTable(sheet: SheetCells, row: number, left: number, right: number): boolean {
  return sheet.tables.some((table) => row >= table.top && row < table.top + table.rowCount && left < table.left + table.columnCount && right >= table.left);
}

function lintTable(sheet: SheetCells, region: Region): LintTable {
  const { name, table, top, left, right, bottom, headers, recognised } = region;
  const rows: LintRow[] = [];
  for (let row = top + 1; row <= bottom; row += 1) {
    const cells = Array.from({ length: right - left + 1 }, (_, index) => cellAt(sheet, row, left + index));
    const isTotalsRow = table !== null && (table.showTotals ? row >= table.top + table.rowCount - 1 : row >= table.top + table.rowCount);
    const isTotal = isTotalsRow || isTotalRow(cells, recognised.columns);
    rows.push({ cells, isHidden: sheet.hiddenRows.has(row), isTotal, sheetRow: row });
  }
  return {
    name, ...recognised, headers, rows, left,
    at: (index, column) => ({
      address: cellAddress(sheet.name, top + 1 + index, left + column), ...(table === null ? {} : { table: name }), row: index + 1, column: headers[column] ?? "",
    }),
  };
}

const TOTAL_WORD = /^\s*(grand\s*)?(sub\s*-?\s*)?(totals?|sum|summe|gesamt|zwischensumme|total général)\b/iu;

/** A row of sums: it says so, or it holds sums and nothing that identifies a fact. */
function isTotalRow(cells: readonly LintCell[], columns: ReadonlyMap<LintField, number>): boolean {
  if (cells.some(({ value, formula }) => typeof value === "string" && formula === null && TOTAL_WORD.test(value))) return true;
  const identifying: readonly LintField[] = ["number", "customer", "date", "item", "invoice"];
  const isBare = identifying.every((field) => (cells[columns.get(field) ?? -1]?.value ?? "") === "");
  return isBare && isSumRow(cells);
}

function isSumRow(cells: readonly LintCell[]): boolean {
  return cells.some(({ value, formula }) => (formula !== null && readSumFormula(formula) !== null) || (typeof value === "string" && TOTAL_WORD.test(value)));
}

function cellAt(sheet: SheetCells, row: number, column: number): LintCell {
  const value = valueAt(sheet, row, column);
  const formula = sheet.formulas[row - sheet.top]?.[column - sheet.left] ?? null;
  return typeof value === "object" ? { value: value.error, isError: true, formula } : { value, isError: false, formula };
}

function valueAt(sheet: SheetCells, row: number, column: number): CellRead {
  return sheet.values[row - sheet.top]?.[column - sheet.left] ?? "";
}

function headerText(value: CellRead): string {
  return typeof value === "object" ? "" : String(value).trim();
}
