import { MAX_COLUMNS, MAX_ROWS } from "../../model/cell";
import type { Sheet } from "../../model/sheet";

/**
 * Where Ctrl+arrow goes: from inside a block of filled cells to its last one, else to the next filled cell, else to the
 * sheet's edge. Hidden rows and columns are passed over.
 */
export function edgeCell(sheet: Sheet, row: number, column: number, rowStep: number, columnStep: number): { row: number; column: number } {
  const lastRow = sheet.rows.length;
  const isVertical = rowStep !== 0;
  const filled = (r: number, c: number): boolean => {
    const cell = sheet.get(r, c);
    return cell !== undefined && (cell.value !== null || cell.formula !== undefined);
  };
  const step = (r: number, c: number): { row: number; column: number } | null => {
    let [nextRow, nextColumn] = [r + rowStep, c + columnStep];
    while (sheet.hiddenRows.has(nextRow) || sheet.filteredRows.has(nextRow) || sheet.hiddenColumns.has(nextColumn)) [nextRow, nextColumn] = [nextRow + rowStep, nextColumn + columnStep];
    return nextRow < 0 || nextColumn < 0 || nextRow >= MAX_ROWS || nextColumn >= MAX_COLUMNS ? null : { row: nextRow, column: nextColumn };
  };
  const pastData = (r: number, c: number): boolean => (isVertical ? rowStep > 0 && r >= lastRow : columnStep > 0 && c >= (sheet.rows[r]?.length ?? 0));
  let here = { row, column };
  let next = step(row, column);
  if (next === null) return here;
  const inBlock = filled(row, column) && filled(next.row, next.column);
  while (next !== null) {
    if (inBlock && !filled(next.row, next.column)) return here;
    here = next;
    if (!inBlock && filled(here.row, here.column)) return here;
    if (!inBlock && pastData(here.row, here.column)) return isVertical ? { row: MAX_ROWS - 1, column } : { row, column: MAX_COLUMNS - 1 };
    next = step(here.row, here.column);
  }
  return here;
}
