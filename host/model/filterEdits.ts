import type { Area, Cell, Scalar } from "./cell";
import { ErrorValue, MAX_COLUMNS } from "./cell";
import { emitChange } from "./cellEdits";
import { copiedFormula } from "./formulaEdits";
import { HostError } from "./hostError";
import { shownText } from "./shownText";
import { captureSheet } from "./snapshot";
import type { FilterCriteria, Table } from "./table";
import { bodyArea } from "./table";
import type { Transaction } from "./transaction";

export interface SortField {
  /** 0-based column of the table. */
  readonly column: number;
  readonly ascending: boolean;
}

/** Sets (or with null takes away) the value filter of a column and hides the rows that no longer match all filters. */
export function filterTable(tx: Transaction, table: Table, column: number, criteria: FilterCriteria | null): void {
  if (table.columns[column] === undefined) throw new HostError("ItemNotFound", "The requested resource doesn't exist.");
  tx.guardStructure(table.sheet);
  const filters = new Map(table.filters);
  if (criteria === null) filters.delete(column);
  else filters.set(column, criteria);
  applyFilters(tx, table, filters);
}

export function clearFilters(tx: Transaction, table: Table): void {
  if (table.filters.size === 0) return;
  tx.guardStructure(table.sheet);
  applyFilters(tx, table, new Map());
}

/** Filters anew with the same criteria (Data › Reapply). */
export function applyFilters(tx: Transaction, table: Table, filters: Map<number, FilterCriteria>): void {
  const { sheet } = table;
  const body = bodyArea(table);
  const changed: { readonly hidden: number[]; readonly shown: number[] } = { hidden: [], shown: [] };
  tx.structure(() => captureSheet(sheet), () => {
    table.filters = filters;
    for (let row = body.top; row <= body.bottom; row++) {
      const visible = [...filters].every(([column, criteria]) => matches(shownText(tx.workbook, sheet.get(row, table.area.left + column)), criteria));
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

function matches(text: string, criteria: FilterCriteria): boolean {
  return text === "" ? criteria.blanks : criteria.values.some((value) => value.toLowerCase() === text.toLowerCase());
}

/** Sorts the body rows, stable; blanks last either way, numbers before text before booleans before errors, as Excel. */
export function sortTable(tx: Transaction, table: Table, fields: readonly SortField[]): void {
  sortArea(tx, table, bodyArea(table), fields);
}

function sortArea(tx: Transaction, table: Table, area: Area, fields: readonly SortField[]): void {
  const { sheet } = table;
  tx.guard(sheet, area);
  const rows: { readonly row: number; readonly cells: (Cell | undefined)[] }[] = [];
  for (let row = area.top; row <= area.bottom; row++) {
    const cells: (Cell | undefined)[] = [];
    for (let column = area.left; column <= area.right; column++) cells.push(sheet.get(row, column));
    rows.push({ row, cells });
  }
  const sorted = [...rows].sort((a, b) => {
    for (const { column, ascending } of fields) {
      const order = compareCells(a.cells[column]?.value ?? null, b.cells[column]?.value ?? null, ascending);
      if (order !== 0) return order;
    }
    return 0;
  });
  sorted.forEach(({ row, cells }, index) => {
    const target = area.top + index;
    if (row === target) return;
    cells.forEach((cell, j) =>
      tx.put(sheet, target, area.left + j, cell?.formula === undefined ? cell : { ...cell, formula: copiedFormula(cell.formula, target - row, 0) }));
  });
  emitChange(tx, sheet, area, null, false);
  if (table.filters.size > 0) applyFilters(tx, table, table.filters);
}

function rank(value: Scalar): number {
  if (typeof value === "number") return 0;
  if (typeof value === "string") return 1;
  if (typeof value === "boolean") return 2;
  return value instanceof ErrorValue ? 3 : 4;
}

function compareCells(a: Scalar, b: Scalar, ascending: boolean): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  const order = rank(a) - rank(b) || compareSame(a, b);
  return ascending ? order : -order;
}

function compareSame(a: Scalar, b: Scalar): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, "en", { sensitivity: "base" });
  return Number(a === true) - Number(b === true);
}
