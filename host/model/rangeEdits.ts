import { type CellsChange, movedFormula } from "../calc/rewrite";
import { areaText, cellArea, columnCount, contains, intersection, rowCount } from "./address";
import type { Area, Cell, Scalar } from "./cell";
import { ErrorValue } from "./cell";
import { emitChange, enter, limitToUsed } from "./cellEdits";
import { sortRows, type SortField } from "./filterEdits";
import { moveInAllFormulas } from "./formulaEdits";
import { HostError, invalidArgument } from "./hostError";
import type { Place } from "./search";
import { cellsOf } from "./search";
import type { Sheet } from "./sheet";
import { bodyArea } from "./table";
import { afterWrite } from "./tableGrowth";
import type { Transaction } from "./transaction";

/** Cut and paste: the cells go with their formats, references to them follow, what stood at the target is gone (Range.moveTo). */
export function moveRange(tx: Transaction, from: { readonly sheet: Sheet; readonly area: Area }, to: { readonly sheet: Sheet; readonly row: number; readonly column: number }): Area {
  const { sheet, area } = from;
  const target: Area = { top: to.row, left: to.column, bottom: to.row + rowCount(area) - 1, right: to.column + columnCount(area) - 1 };
  const cut = sheet.tables.find((table) => intersection(table.area, area) !== null && !contains(bodyArea(table), area));
  if (cut !== undefined) throw new HostError("InvalidOperation", `The host moves cells inside the body of a table only, not a part of ${cut.name} with its headers (${areaText(area)}).`);
  tx.guard(sheet, area);
  tx.guard(to.sheet, target);
  const change: CellsChange = { kind: "move", sheet: sheet.name, area, toSheet: to.sheet.name, toRow: to.row, toColumn: to.column };
  const moved: { readonly row: number; readonly column: number; readonly cell: Cell }[] = [];
  const blankBelow = afterWrite.prepare(tx.workbook, to.sheet, target);
  for (const { row, column, cell } of cellsOf(sheet, area)) if (cell.spillOf === undefined) moved.push({ row, column, cell });
  moveInAllFormulas(tx, change);
  for (const { row, column } of [...moved]) tx.put(sheet, row, column, undefined);
  for (const { row, column } of [...cellsOf(to.sheet, target)]) tx.put(to.sheet, row, column, undefined);
  for (const { row, column, cell } of moved) {
    const { spill: _spilled, ...rest } = cell;
    // on another sheet, what it refers to on the old one gets that sheet's name
    const formula = rest.formula === undefined ? {} : { formula: movedFormula(rest.formula, sheet.name, change) };
    tx.put(to.sheet, target.top + row - area.top, target.left + column - area.left, { ...rest, ...formula });
  }
  afterWrite.headers(tx, sheet, area);
  afterWrite.finish(tx, to.sheet, target, blankBelow);
  emitChange(tx, sheet, area, null, false);
  emitChange(tx, to.sheet, target, null, false);
  return target;
}

/** Data › Remove duplicates: rows whose given columns (0-based in the area) repeat an earlier row go, the rest move up inside the area. Huge areas end where the sheet's cells end. */
export function removeDuplicates(tx: Transaction, sheet: Sheet, whole: Area, columns: readonly number[], hasHeader: boolean): { readonly removed: number; readonly left: number } {
  if (columns.length === 0 || columns.some((column) => !Number.isInteger(column) || column < 0 || column >= columnCount(whole))) throw invalidArgument();
  tx.guard(sheet, whole);
  const area = limitToUsed(sheet, whole);
  const top = hasHeader ? area.top + 1 : area.top;
  const seen = new Set<string>();
  const kept: (Cell | undefined)[][] = [];
  for (let row = top; row <= area.bottom; row++) {
    const key = JSON.stringify(columns.map((column) => compared(sheet.get(row, area.left + column)?.value ?? null)));
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push(Array.from({ length: columnCount(area) }, (_, i) => sheet.get(row, area.left + i)));
  }
  const removed = area.bottom - top + 1 - kept.length;
  if (removed > 0) {
    for (let row = top; row <= area.bottom; row++)
      for (let column = area.left; column <= area.right; column++) tx.put(sheet, row, column, kept[row - top]?.[column - area.left]);
    afterWrite.headers(tx, sheet, area);
    emitChange(tx, sheet, area, null, false);
  }
  return { removed, left: kept.length };
}

/** Texts are compared without regard to case; a number is not its text. */
function compared(value: Scalar): unknown {
  if (typeof value === "string") return ["text", value.toLowerCase()];
  return value instanceof ErrorValue ? ["error", value.code] : value;
}

/** Replaces the text in the given cells (in formulas and constants, as Ctrl+H does); the number of cells that changed. */
export function replaceIn(tx: Transaction, sheet: Sheet, places: readonly Place[], text: string, replacement: string, matchCase: boolean): number {
  if (text === "") throw invalidArgument();
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), matchCase ? "g" : "gi");
  let count = 0;
  for (const { row, column } of places) {
    const cell = sheet.get(row, column);
    const before = cell?.formula !== undefined ? `=${cell.formula}` : cell === undefined || cell.value === null || cell.value instanceof ErrorValue ? "" : String(cell.value);
    const after = before.replace(pattern, () => replacement);
    if (after === before) continue;
    tx.guard(sheet, cellArea(row, column));
    enter(tx, sheet, row, column, after);
    afterWrite.headers(tx, sheet, cellArea(row, column));
    count++;
  }
  if (count > 0) for (const { row, column } of places) emitChange(tx, sheet, cellArea(row, column), null, false);
  return count;
}

/** Range.sort: rows (or columns) of the area by the fields; header rows stay. */
export function sortRange(tx: Transaction, sheet: Sheet, area: Area, fields: readonly SortField[], options: { readonly hasHeaders: boolean; readonly byColumns: boolean; readonly matchCase: boolean }): void {
  const table = sheet.tables.find((other) => intersection(other.area, area) !== null);
  if (table !== undefined && !contains(bodyArea(table), area)) throw new HostError("InvalidOperation", `The range reaches over the edge of the table ${table.name}; sort the table itself.`);
  const body = options.byColumns ? { ...area, left: area.left + (options.hasHeaders ? 1 : 0) } : { ...area, top: area.top + (options.hasHeaders ? 1 : 0) };
  if (body.top > body.bottom || body.left > body.right) return;
  sortRows(tx, sheet, body, fields, options);
}
