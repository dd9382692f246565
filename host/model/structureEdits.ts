import { areaText, intersection, isInGrid, isWholeColumns, isWholeRows, parseArea } from "./address";
import type { Area, Cell } from "./cell";
import { MAX_COLUMNS, MAX_ROWS } from "./cell";
import type { ChangeType } from "./events";
import { shiftInAllFormulas } from "./formulaEdits";
import { HostError } from "./hostError";
import type { ProtectionPermission } from "./protection";
import type { Sheet } from "./sheet";
import { captureSheet, captureWorkbook } from "./snapshot";
import type { Table } from "./table";
import { newColumn, writeHeaders } from "./tableGrowth";
import type { Transaction } from "./transaction";
import type { Workbook } from "./workbook";

export type Shift = "Down" | "Up" | "Right" | "Left";

/** What moved: cells at and after `area` in the shift's direction, inside the band of `area`. */
export interface ShiftChange {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly shift: Shift;
}

/** Inserts blank cells (Down, Right) or deletes cells (Up, Left): moves cells, tables, merges, heights, names and every reference. */
export function shiftCells(tx: Transaction, sheet: Sheet, area: Area, shift: Shift): void {
  tx.guardStructure(sheet, shiftPermission(area, shift));
  const change: ShiftChange = { sheet, area, shift };
  checkTables(sheet, change);
  tx.shifting(change, () => (shift === "Up" || shift === "Left" ? cellsIn(sheet, area) : []), () => {
    shiftInAllFormulas(tx, change);
    moveCells(tx, change);
    tx.structure(() => {
      const sheetState = captureSheet(sheet);
      const bookState = captureWorkbook(tx.workbook);
      return () => {
        bookState();
        sheetState();
      };
    }, () => {
      moveLayout(change);
      moveComments(tx.workbook, change);
    });
  });
  for (const listener of tx.shiftListeners) listener(change);
}

/** The option of a protected sheet that lets whole rows or columns come and go; parts of them never. */
function shiftPermission(area: Area, shift: Shift): ProtectionPermission | undefined {
  if (isWholeRows(area)) return shift === "Down" ? "allowInsertRows" : "allowDeleteRows";
  if (isWholeColumns(area)) return shift === "Right" ? "allowInsertColumns" : "allowDeleteColumns";
  return undefined;
}

function cellsIn(sheet: Sheet, area: Area): { readonly row: number; readonly column: number; readonly cell: Cell }[] {
  const found: { readonly row: number; readonly column: number; readonly cell: Cell }[] = [];
  sheet.eachRow(area.top, area.bottom, (cells, row) =>
    cells.forEach((cell, column) => {
      if (cell !== undefined && column >= area.left && column <= area.right) found.push({ row, column, cell });
    }));
  return found;
}

/** A comment goes with its cell, and away with it. */
function moveComments(workbook: Workbook, change: ShiftChange): void {
  workbook.comments = workbook.comments.flatMap((comment) => {
    const place = comment.sheet === change.sheet ? shiftedPlace(change, comment.row, comment.column) : comment;
    return place === null ? [] : [{ ...comment, row: place.row, column: place.column }];
  });
}

export function insertCells(tx: Transaction, sheet: Sheet, area: Area, shift: "Down" | "Right"): void {
  shiftCells(tx, sheet, area, shift);
  // A column that came into a table bears a name from the first moment: Excel leaves no header blank.
  if (shift === "Right") for (const table of sheet.tables) if (intersection(table.area, area) !== null) writeHeaders(tx, table);
  const changeType: ChangeType = isWholeRows(area) ? "RowInserted" : isWholeColumns(area) ? "ColumnInserted" : "CellInserted";
  tx.emit({ kind: "cellsChanged", sheet, area, changeType, origin: tx.origin, details: null, shift });
}

export function deleteCells(tx: Transaction, sheet: Sheet, area: Area, shift: "Up" | "Left"): void {
  shiftCells(tx, sheet, area, shift);
  const changeType: ChangeType = isWholeRows(area) ? "RowDeleted" : isWholeColumns(area) ? "ColumnDeleted" : "CellDeleted";
  tx.emit({ kind: "cellsChanged", sheet, area, changeType, origin: tx.origin, details: null, shift });
}

/** Where a position goes; null when it was deleted. */
export function shiftedPlace(change: Pick<ShiftChange, "area" | "shift">, row: number, column: number): { readonly row: number; readonly column: number } | null {
  const { area, shift } = change;
  const inColumns = column >= area.left && column <= area.right;
  const inRows = row >= area.top && row <= area.bottom;
  const height = area.bottom - area.top + 1;
  const width = area.right - area.left + 1;
  if (shift === "Down") return inColumns && row >= area.top ? { row: row + height, column } : { row, column };
  if (shift === "Right") return inRows && column >= area.left ? { row, column: column + width } : { row, column };
  if (shift === "Up") {
    if (!inColumns || row < area.top) return { row, column };
    return row <= area.bottom ? null : { row: row - height, column };
  }
  if (!inRows || column < area.left) return { row, column };
  return column <= area.right ? null : { row, column: column - width };
}

/** An area after the shift, null when all of it was deleted. Areas that stick out of the band stay as they are. */
export function shiftedArea(change: Pick<ShiftChange, "area" | "shift">, area: Area): Area | null {
  const vertical = change.shift === "Down" || change.shift === "Up";
  const band = change.area;
  const inside = vertical ? area.left >= band.left && area.right <= band.right : area.top >= band.top && area.bottom <= band.bottom;
  if (!inside) return area;
  const [start, end] = vertical ? [band.top, band.bottom] : [band.left, band.right];
  const size = end - start + 1;
  const move = (from: number, to: number): readonly [number, number] | null => {
    if (change.shift === "Down" || change.shift === "Right") return [from >= start ? from + size : from, to >= start ? to + size : to];
    const newFrom = from < start ? from : from <= end ? start : from - size;
    const newTo = to < start ? to : to <= end ? start - 1 : to - size;
    return newTo < newFrom ? null : [newFrom, newTo];
  };
  const moved = vertical ? move(area.top, area.bottom) : move(area.left, area.right);
  if (moved === null) return null;
  const limit = vertical ? MAX_ROWS - 1 : MAX_COLUMNS - 1;
  const [from, to] = [moved[0], Math.min(moved[1], limit)];
  return vertical ? { ...area, top: from, bottom: to } : { ...area, left: from, right: to };
}

function moveCells(tx: Transaction, change: ShiftChange): void {
  const { sheet, area, shift } = change;
  const moves: { readonly row: number; readonly column: number; readonly cell: Cell }[] = [];
  const band: Area = shift === "Down" || shift === "Up" ? { ...area, bottom: MAX_ROWS - 1 } : { ...area, right: MAX_COLUMNS - 1 };
  sheet.eachRow(band.top, band.bottom, (cells, row) =>
    cells.forEach((cell, column) => {
      if (cell !== undefined && column >= band.left && column <= band.right) moves.push({ row, column, cell });
    }));
  const last = moves.some(({ row, column, cell }) => {
    const place = shiftedPlace(change, row, column);
    return place !== null && !isInGrid({ top: place.row, bottom: place.row, left: place.column, right: place.column }) && cell.value !== null;
  });
  if (last) throw new HostError("NonBlankCellOffSheet", "The insert would push non-blank cells off the end of the worksheet.");
  for (const { row, column } of moves) tx.put(sheet, row, column, undefined);
  for (const { row, column, cell } of moves) {
    const place = shiftedPlace(change, row, column);
    if (place === null || place.row >= MAX_ROWS || place.column >= MAX_COLUMNS || cell.spillOf !== undefined) continue;
    const { spill, ...rest } = cell;
    const array = rest.arrayRange === undefined ? null : parseArea(rest.arrayRange);
    const moved = array === null ? rest : { ...rest, arrayRange: areaText(shiftedArea(change, array) ?? { top: place.row, bottom: place.row, left: place.column, right: place.column }) };
    tx.put(sheet, place.row, place.column, spill === undefined ? moved : { ...moved, spill: { rows: 1, columns: 1 } });
  }
}

function moveLayout(change: ShiftChange): void {
  const { sheet, area, shift } = change;
  const move = (part: Area): Area | null => shiftedArea(change, part);
  sheet.merges = sheet.merges.flatMap((merge) => move(merge) ?? []);
  sheet.validations = sheet.validations.flatMap((validation) => {
    const moved = move(validation.area);
    return moved === null ? [] : [{ ...validation, area: moved }];
  });
  sheet.conditionalFormats = sheet.conditionalFormats.flatMap((format) => {
    const areas = format.areas.flatMap((part) => move(part) ?? []);
    return areas.length === 0 ? [] : [{ ...format, areas }];
  });
  const movesFiltered = (shift === "Down" || shift === "Up") && sheet.tables.some((table) => table.filters.size > 0 && intersection(table.area, { ...area, bottom: MAX_ROWS - 1 }) !== null);
  for (const table of [...sheet.tables]) moveTable(sheet, table, change);
  const wholeRows = isWholeRows(area) && (shift === "Down" || shift === "Up");
  const wholeColumns = isWholeColumns(area) && (shift === "Right" || shift === "Left");
  const place = (index: number): number | null =>
    wholeRows ? (shiftedPlace(change, index, area.left)?.row ?? null) : (shiftedPlace(change, area.top, index)?.column ?? null);
  if (wholeRows) {
    moveKeys(sheet.rowHeights, place);
    moveSet(sheet.hiddenRows, place);
  }
  if (wholeRows || wholeColumns) movePrintAreas(sheet, move);
  if (wholeRows || movesFiltered) moveSet(sheet.filteredRows, (row) => shiftedPlace(change, row, area.left)?.row ?? null);
  if (wholeColumns) {
    moveKeys(sheet.columnWidths, place);
    moveSet(sheet.hiddenColumns, place);
  }
}

/** The print area and the title rows are names in Excel and move as names do. */
function movePrintAreas(sheet: Sheet, move: (area: Area) => Area | null): void {
  const { printArea, printTitleRows } = sheet.pageLayout;
  const titles = printTitleRows === null ? null : parseArea(printTitleRows);
  const movedTitles = titles === null ? null : move(titles);
  const moved = printArea?.split(",").flatMap((text) => {
    const area = parseArea(text);
    return (area === null ? null : move(area)) ?? [];
  });
  sheet.pageLayout = {
    ...sheet.pageLayout,
    printArea: moved === undefined || moved.length === 0 ? null : moved.map(areaText).join(","),
    printTitleRows: titles === null ? printTitleRows : movedTitles === null ? null : `$${movedTitles.top + 1}:$${movedTitles.bottom + 1}`,
  };
}

function moveTable(sheet: Sheet, table: Table, change: ShiftChange): void {
  const moved = shiftedArea(change, table.area);
  if (moved === null) {
    sheet.tables.splice(sheet.tables.indexOf(table), 1);
    return;
  }
  const before = table.area;
  const vertical = change.shift === "Down" || change.shift === "Up";
  if (!vertical && moved.right - moved.left !== before.right - before.left) {
    // Where the shifted cells reach beyond the table, only those inside it are its columns.
    const at = Math.max(change.area.left, before.left) - before.left;
    const columns = [...table.columns];
    if (change.shift === "Left") columns.splice(at, before.right - before.left - moved.right + moved.left);
    else for (let i = 0; i < moved.right - moved.left - before.right + before.left; i++) columns.splice(at + i, 0, newColumn({ columns }, ""));
    table.columns = columns;
  }
  // An empty table keeps one blank body row: Excel refuses to delete the last one by leaving it empty.
  table.area = moved.bottom === moved.top ? { ...moved, bottom: moved.top + 1 } : moved;
}

/** Excel refuses shifts that would move a part of a table ("This operation is not allowed. It would shift cells in a table"). */
function checkTables(sheet: Sheet, change: ShiftChange): void {
  const { area, shift } = change;
  const vertical = shift === "Down" || shift === "Up";
  for (const table of sheet.tables) {
    const band = vertical ? { ...area, bottom: MAX_ROWS - 1 } : { ...area, right: MAX_COLUMNS - 1 };
    if (intersection(table.area, band) === null) continue;
    const covers = vertical ? area.left <= table.area.left && area.right >= table.area.right : area.top <= table.area.top && area.bottom >= table.area.bottom;
    const header = vertical && shift === "Up" && area.top <= table.area.top && area.bottom >= table.area.top && area.bottom < table.area.bottom;
    if (!covers || header) throw new HostError("InsertDeleteConflict", `The operation would shift a part of the table ${table.name}, which is not allowed.`);
  }
}

function moveKeys(map: Map<number, number>, place: (index: number) => number | null): void {
  const entries = [...map];
  map.clear();
  for (const [index, value] of entries) {
    const moved = place(index);
    if (moved !== null) map.set(moved, value);
  }
}

function moveSet(set: Set<number>, place: (index: number) => number | null): void {
  const entries = [...set];
  set.clear();
  for (const index of entries) {
    const moved = place(index);
    if (moved !== null) set.add(moved);
  }
}
