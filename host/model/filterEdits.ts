import type { Area, Cell, Scalar } from "./cell";
import { ErrorValue, MAX_COLUMNS } from "./cell";
import { emitChange, limitToUsed } from "./cellEdits";
import { copiedFormula } from "./formulaEdits";
import { HostError } from "./hostError";
import { filterTest } from "./filterRules";
import type { Sheet } from "./sheet";
import { shownText } from "./shownText";
import { captureSheet, captureTable } from "./snapshot";
import type { FilterCriteria, Table } from "./table";
import { bodyArea } from "./table";
import type { Transaction } from "./transaction";

export interface SortField {
  /** 0-based column of the table or range (row, when columns are sorted). */
  readonly column: number;
  readonly ascending: boolean;
  /** Texts that are numbers are ranked as numbers (Excel.SortDataOption.textAsNumber). */
  readonly textAsNumber?: boolean;
}

/** Sets (or with null takes away) the value filter of a column and hides the rows that no longer match all filters. */
export function filterTable(tx: Transaction, table: Table, column: number, criteria: FilterCriteria | null): void {
  if (table.columns[column] === undefined) throw new HostError("ItemNotFound", "The requested resource doesn't exist.");
  tx.guardStructure(table.sheet, "allowAutoFilter");
  const filters = new Map(table.filters);
  if (criteria === null) filters.delete(column);
  else filters.set(column, criteria);
  applyFilters(tx, table, filters);
}

export function clearFilters(tx: Transaction, table: Table): void {
  if (table.filters.size === 0) return;
  tx.guardStructure(table.sheet, "allowAutoFilter");
  applyFilters(tx, table, new Map());
}

/** Filters anew with the same criteria (Data › Reapply). */
export function applyFilters(tx: Transaction, table: Table, filters: Map<number, FilterCriteria>): void {
  const { sheet } = table;
  const body = bodyArea(table);
  const today = todayOf(tx, table.sheet);
  const tests = [...filters].map(([column, criteria]) => filterTest(tx.workbook, table, column, criteria, today));
  const changed: { readonly hidden: number[]; readonly shown: number[] } = { hidden: [], shown: [] };
  tx.look(sheet, () => captureSheet(sheet), () => {
    table.filters = withTexts(tx, table, filters, tests);
    for (let row = body.top; row <= body.bottom; row++) {
      const visible = tests.every((test) => test(row));
      if (visible === sheet.filteredRows.has(row)) (visible ? changed.shown : changed.hidden).push(row);
      if (visible) sheet.filteredRows.delete(row);
      else sheet.filteredRows.add(row);
    }
  });
  tx.emit({ kind: "tableFiltered", tableId: table.id, sheet, origin: tx.origin });
  // Worksheet.onRowHiddenChanged: "Occurs when the hidden state of one or more rows has changed": a filter does that, too.
  for (const [rows, hidden] of [[changed.hidden, true], [changed.shown, false]] as const) {
    const top = rows[0];
    const bottom = rows[rows.length - 1];
    if (top !== undefined && bottom !== undefined) tx.emit({ kind: "rowHiddenChanged", sheet, area: { top, bottom, left: 0, right: MAX_COLUMNS - 1 }, hidden, origin: tx.origin });
  }
}

/** Rules that a file can't say keep the texts they leave visible, so that the saved filter hides the same rows. */
function withTexts(tx: Transaction, table: Table, filters: Map<number, FilterCriteria>, tests: readonly ((row: number) => boolean)[]): Map<number, FilterCriteria> {
  const body = bodyArea(table);
  return new Map([...filters].map(([column, criteria], index) => {
    if (criteria.rule === undefined) return [column, criteria];
    const texts = new Set<string>();
    for (let row = body.top; row <= body.bottom; row++) if (tests[index]?.(row) === true) texts.add(shownText(tx.workbook, table.sheet.get(row, table.area.left + column)));
    return [column, { ...criteria, values: [...texts].filter((text) => text !== ""), blanks: texts.has("") }];
  }));
}

/** Today as the calculation knows it; filters by date ("last month") ask for it. */
function todayOf({ calc }: Transaction, sheet: Sheet): number {
  const today = calc?.evaluate("TODAY()", { sheet, row: 0, column: 0 })[0]?.[0];
  return typeof today === "number" ? today : 0;
}

/** Sorts the body rows, stable; blanks last either way, numbers before text before booleans before errors, as Excel. */
export function sortTable(tx: Transaction, table: Table, fields: readonly SortField[], matchCase = false): void {
  sortRows(tx, table.sheet, bodyArea(table), fields, { byColumns: false, matchCase });
  tx.look(null, () => captureTable(table), () => (table.sort = { fields, matchCase }));
  if (table.filters.size > 0) applyFilters(tx, table, table.filters);
}

export interface SortOptions {
  /** Columns change places, by what stands in the field's row. */
  readonly byColumns: boolean;
  readonly matchCase: boolean;
}

/** Sorts the rows (or columns) of an area; formulas move as when they are copied. */
export function sortRows(tx: Transaction, sheet: Sheet, whole: Area, fields: readonly SortField[], { byColumns, matchCase }: SortOptions): void {
  tx.guardStructure(sheet, "allowSort");
  tx.guard(sheet, whole);
  const area = limitToUsed(sheet, whole); // blank lines come last in any case
  const [first, last, across] = byColumns ? [area.left, area.right, area.bottom - area.top + 1] : [area.top, area.bottom, area.right - area.left + 1];
  const placeOf = (line: number, index: number): readonly [number, number] => (byColumns ? [area.top + index, line] : [line, area.left + index]);
  const lines: { readonly line: number; readonly cells: (Cell | undefined)[] }[] = [];
  for (let line = first; line <= last; line++) lines.push({ line, cells: Array.from({ length: across }, (_, index) => sheet.get(...placeOf(line, index))) });
  const sorted = [...lines].sort((a, b) => {
    for (const { column, ascending, textAsNumber } of fields) {
      const order = compareCells(ranked(a.cells[column], textAsNumber), ranked(b.cells[column], textAsNumber), ascending, matchCase);
      if (order !== 0) return order;
    }
    return 0;
  });
  sorted.forEach(({ line, cells }, index) => {
    const target = first + index;
    if (line === target) return;
    const [rows, columns] = byColumns ? [0, target - line] : [target - line, 0];
    cells.forEach((cell, j) => tx.put(sheet, ...placeOf(target, j), cell?.formula === undefined ? cell : { ...cell, formula: copiedFormula(cell.formula, rows, columns) }));
  });
  emitChange(tx, sheet, area, null, false);
  tx.emit({ kind: "rowsSorted", sheet, area, columns: byColumns, origin: tx.origin });
}

function ranked(cell: Cell | undefined, textAsNumber = false): Scalar {
  const value = cell?.value ?? null;
  return textAsNumber && typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
}

function rank(value: Scalar): number {
  if (typeof value === "number") return 0;
  if (typeof value === "string") return 1;
  if (typeof value === "boolean") return 2;
  return value instanceof ErrorValue ? 3 : 4;
}

function compareCells(a: Scalar, b: Scalar, ascending: boolean, matchCase: boolean): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  const order = rank(a) - rank(b) || compareSame(a, b, matchCase);
  return ascending ? order : -order;
}

function compareSame(a: Scalar, b: Scalar, matchCase: boolean): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, "en", { sensitivity: matchCase ? "variant" : "accent" });
  return Number(a === true) - Number(b === true);
}
