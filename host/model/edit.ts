import { cellArea, isInGrid } from "./address";
import type { FillType } from "./autoFill";
import { autoFill } from "./autoFill";
import type { Area, Cell, Scalar } from "./cell";
import type { ClearWhat } from "./cellEdits";
import * as cells from "./cellEdits";
import { calculatedEvents, EditSession } from "./editSession";
import type { SortField } from "./filterEdits";
import * as filters from "./filterEdits";
import { renameInAllFormulas } from "./formulaEdits";
import { invalidArgument } from "./hostError";
import * as ranges from "./rangeEdits";
import type { Place } from "./search";
import { areasOf } from "./search";
import type { Sheet } from "./sheet";
import * as sheets from "./sheetEdits";
import type { ProtectionOptions, ProtectionPermission } from "./protection";
import { copySheet } from "./sheetCopy";
import { captureSheet, captureTable, captureWorkbook } from "./snapshot";
import * as structure from "./structureEdits";
import type { Style } from "./style";
import type { FilterCriteria, Table } from "./table";
import * as tables from "./tableEdits";
import type { Workbook } from "./workbook";

export type { ClearWhat } from "./cellEdits";
export type { SortField } from "./filterEdits";

/**
 * Every edit that raises events, recalculates and can be undone. An edit outside `transact` is one step by hand; edits inside are
 * one step together. A thrown error takes the whole step back. Refusals are HostError with Office.js codes.
 */
export class Editor extends EditSession {
  private readonly selections = new WeakMap<Sheet, Area>();

  // --- cells ---------------------------------------------------------------------------------------------------------

  /** As a person types text and presses Enter. */
  typeCell(sheet: Sheet, row: number, column: number, text: string): void {
    this.edit((tx) => cells.typeText(tx, sheet, row, column, text));
  }

  /** Rows of text as copied from another program; each is read as typed. Short rows leave the rest as it is. */
  pasteText(sheet: Sheet, row: number, column: number, text: readonly (readonly string[])[]): void {
    const width = Math.max(0, ...text.map((line) => line.length));
    if (width === 0) return;
    const area = { top: row, left: column, bottom: row + text.length - 1, right: column + width - 1 };
    const values = text.map((line) => Array.from({ length: width }, (_, i) => line[i] ?? null));
    this.edit((tx) => cells.writeValues(tx, sheet, inGrid(area), values, "keep as text"));
  }

  writeValues(sheet: Sheet, area: Area, values: readonly (readonly Scalar[])[]): void {
    this.edit((tx) => cells.writeValues(tx, sheet, inGrid(area), values));
  }

  /** Range.formulas: the same rules as values; a text without "=" is a constant. */
  writeFormulas(sheet: Sheet, area: Area, formulas: readonly (readonly Scalar[])[]): void {
    this.writeValues(sheet, area, formulas);
  }

  writeNumberFormats(sheet: Sheet, area: Area, formats: readonly (readonly (string | null)[])[]): void {
    this.edit((tx) => cells.writeNumberFormats(tx, sheet, inGrid(area), formats));
  }

  /** `part`: the cells of the area that are meant, as its first row for a border on top. */
  changeStyle(sheet: Sheet, area: Area, change: (style: Style) => Style, part: Area = area): void {
    this.edit((tx) => cells.changeStyle(tx, sheet, inGrid(area), change, part));
  }

  /** Cells as they come from another copy of the book: nothing is read, filled or grown, protection does not matter. */
  putCells(sheet: Sheet, list: readonly { readonly row: number; readonly column: number; readonly cell: Cell | undefined }[]): void {
    if (list.length === 0) return;
    this.edit((tx) => {
      const places = new Map<number, Place>();
      for (const { row, column, cell } of list) {
        tx.put(sheet, row, column, cell);
        places.set(row * 16_384 + column, { row, column });
      }
      const ordered = [...places].sort(([a], [b]) => a - b).map(([, place]) => place);
      for (const area of areasOf(ordered)) tx.emit({ kind: "cellsChanged", sheet, area, changeType: "RangeEdited", origin: tx.origin, details: null });
    });
  }

  clear(sheet: Sheet, area: Area, what: ClearWhat): void {
    this.edit((tx) => cells.clearArea(tx, sheet, inGrid(area), what));
  }

  copy(from: { readonly sheet: Sheet; readonly area: Area }, to: { readonly sheet: Sheet; readonly area: Area }, what: cells.CopyOptions["what"] = "All", options: Omit<cells.CopyOptions, "what"> = {}): Area {
    return this.edit((tx) => cells.copyCells(tx, from, to, { what, ...options }));
  }

  /** Cut and paste to the cell at the upper left of the target. */
  move(from: { readonly sheet: Sheet; readonly area: Area }, to: { readonly sheet: Sheet; readonly row: number; readonly column: number }): Area {
    return this.edit((tx) => ranges.moveRange(tx, from, to));
  }

  /** Fills the rest of `target` from `source`, which it contains. */
  autoFill(sheet: Sheet, source: Area, target: Area, type: FillType = "FillDefault"): void {
    this.edit((tx) => autoFill(tx, sheet, source, inGrid(target), type));
  }

  removeDuplicates(sheet: Sheet, area: Area, columns: readonly number[], hasHeader: boolean): { readonly removed: number; readonly left: number } {
    return this.edit((tx) => ranges.removeDuplicates(tx, sheet, area, columns, hasHeader));
  }

  replaceIn(sheet: Sheet, places: readonly Place[], text: string, replacement: string, matchCase: boolean): number {
    return this.edit((tx) => ranges.replaceIn(tx, sheet, places, text, replacement, matchCase));
  }

  sortRange(sheet: Sheet, area: Area, fields: readonly SortField[], options: { readonly hasHeaders: boolean; readonly byColumns: boolean; readonly matchCase: boolean }): void {
    this.edit((tx) => ranges.sortRange(tx, sheet, area, fields, options));
  }

  insertCells(sheet: Sheet, area: Area, shift: "Down" | "Right"): void {
    this.edit((tx) => structure.insertCells(tx, sheet, inGrid(area), shift));
  }

  deleteCells(sheet: Sheet, area: Area, shift: "Up" | "Left"): void {
    this.edit((tx) => structure.deleteCells(tx, sheet, inGrid(area), shift));
  }

  insertRows(sheet: Sheet, row: number, count: number): void {
    this.insertCells(sheet, wholeRows(row, count), "Down");
  }

  deleteRows(sheet: Sheet, row: number, count: number): void {
    this.deleteCells(sheet, wholeRows(row, count), "Up");
  }

  insertColumns(sheet: Sheet, column: number, count: number): void {
    this.insertCells(sheet, wholeColumns(column, count), "Right");
  }

  deleteColumns(sheet: Sheet, column: number, count: number): void {
    this.deleteCells(sheet, wholeColumns(column, count), "Left");
  }

  merge(sheet: Sheet, area: Area, across = false): void {
    this.edit((tx) => sheets.merge(tx, sheet, inGrid(area), across));
  }

  unmerge(sheet: Sheet, area: Area): void {
    this.edit((tx) => sheets.unmerge(tx, sheet, area));
  }

  // --- sheets --------------------------------------------------------------------------------------------------------

  /** Any other property of a sheet that no reference depends on (frozen, pageLayout, tabColor, showGridlines, validations, …), undoable, no cell event. */
  changeSheet(sheet: Sheet, change: (sheet: Sheet) => void, permission?: ProtectionPermission): void {
    this.edit((tx) => {
      tx.guardStructure(sheet, permission);
      tx.look(sheet, () => captureSheet(sheet), () => change(sheet));
      tx.emit({ kind: "layoutChanged", sheet });
    });
  }

  /** Like changeSheet for what comes from a co-author: protection holds back this user's own edits only. Tells of a change of protection. */
  replaceSheetData(sheet: Sheet, change: () => void, mayProtect = false): void {
    this.edit((tx) => {
      const before = sheet.protection !== null;
      tx.structure(() => captureSheet(sheet), change);
      tx.emit({ kind: "layoutChanged", sheet });
      const after = sheet.protection !== null;
      if (mayProtect && before !== after) tx.emit({ kind: "protectionChanged", sheet, isProtected: after, origin: tx.origin });
    });
  }

  /** A sheet that a co-author added: as it is, with its id. */
  addCopiedSheet(sheet: Sheet, position: number): void {
    this.edit((tx) => {
      tx.structure(() => captureWorkbook(tx.workbook), () => tx.workbook.sheets.splice(position, 0, sheet));
      tx.emit({ kind: "sheetAdded", sheetId: sheet.id, origin: tx.origin });
    });
  }

  /** A sheet that a co-author deleted; formulas come from their copy, too. */
  removeSheet(sheet: Sheet): void {
    this.edit((tx) => {
      const { workbook } = tx;
      tx.structure(() => captureWorkbook(workbook), () => {
        workbook.sheets.splice(workbook.sheets.indexOf(sheet), 1);
        if (workbook.activeSheet === sheet) workbook.activeSheet = workbook.sheets.find((other) => other.visibility === "visible") ?? null;
      });
      tx.emit({ kind: "sheetDeleted", sheetId: sheet.id, origin: tx.origin });
    });
  }

  /** Width in characters, as files count; null: the default. */
  setColumnWidth(sheet: Sheet, column: number, characters: number | null, count = 1): void {
    this.changeSheet(sheet, () => {
      for (let at = column; at < column + count; at++) characters === null ? sheet.columnWidths.delete(at) : sheet.columnWidths.set(at, characters);
    }, "allowFormatColumns");
  }

  setRowHeight(sheet: Sheet, row: number, points: number | null): void {
    this.changeSheet(sheet, () => (points === null ? sheet.rowHeights.delete(row) : sheet.rowHeights.set(row, points)), "allowFormatRows");
  }

  hideRows(sheet: Sheet, row: number, count: number, hidden: boolean): void {
    this.edit((tx) => {
      this.changeSheet(sheet, () => {
        for (let at = row; at < row + count; at++) hidden ? sheet.hiddenRows.add(at) : sheet.hiddenRows.delete(at);
      }, "allowFormatRows");
      tx.emit({ kind: "rowHiddenChanged", sheet, area: wholeRows(row, count), hidden, origin: tx.origin });
    });
  }

  hideColumns(sheet: Sheet, column: number, count: number, hidden: boolean): void {
    this.changeSheet(sheet, () => {
      for (let at = column; at < column + count; at++) hidden ? sheet.hiddenColumns.add(at) : sheet.hiddenColumns.delete(at);
    }, "allowFormatColumns");
  }

  addSheet(name?: string, position?: number): Sheet {
    return this.edit((tx) => sheets.addSheet(tx, name, position));
  }

  deleteSheet(sheet: Sheet): void {
    this.edit((tx) => sheets.deleteSheet(tx, sheet));
  }

  renameSheet(sheet: Sheet, name: string): void {
    this.edit((tx) => sheets.renameSheet(tx, sheet, name));
  }

  moveSheet(sheet: Sheet, position: number): void {
    this.edit((tx) => sheets.moveSheet(tx, sheet, position));
  }

  setVisibility(sheet: Sheet, visibility: Sheet["visibility"]): void {
    this.edit((tx) => sheets.setVisibility(tx, sheet, visibility));
  }

  /** No edit and no undo step, only events. */
  activateSheet(sheet: Sheet): void {
    const before = this.workbook.activeSheet;
    if (before === sheet) return;
    this.workbook.activeSheet = sheet;
    this.send([...(before === null ? [] : [{ kind: "sheetDeactivated", sheet: before } as const]), { kind: "sheetActivated", sheet }]);
  }

  select(sheet: Sheet, area: Area): void {
    this.activateSheet(sheet);
    this.selections.set(sheet, inGrid(area));
    this.send([{ kind: "selectionChanged", sheet, area }]);
  }

  /** The selected area of a sheet, A1 at first; its upper left cell is the active one. */
  selection(sheet: Sheet): Area {
    return this.selections.get(sheet) ?? cellArea(0, 0);
  }

  protect(sheet: Sheet, password?: string, options?: ProtectionOptions): void {
    this.edit((tx) => sheets.protect(tx, sheet, password, options));
  }

  unprotect(sheet: Sheet, password?: string): void {
    this.edit((tx) => sheets.unprotect(tx, sheet, password));
  }

  protectWorkbook(password?: string): void {
    this.edit((tx) => sheets.protectWorkbook(tx, password));
  }

  unprotectWorkbook(password?: string): void {
    this.edit((tx) => sheets.unprotectWorkbook(tx, password));
  }

  /** Worksheet.copy: cells, tables under new names, layout and the names that point to the sheet. */
  copySheet(sheet: Sheet, position: number): Sheet {
    return this.edit((tx) => copySheet(tx, sheet, position));
  }

  /** Comments: they belong to the book and can be undone; no cell event. */
  changeComments(change: (workbook: Workbook) => void): void {
    this.edit((tx) => tx.look(null, () => captureWorkbook(tx.workbook), () => change(tx.workbook)));
  }

  /** Names and other data of the book; undoable, no cell event. */
  changeBook(change: (workbook: Workbook) => void): void {
    this.edit((tx) => tx.structure(() => captureWorkbook(tx.workbook), () => change(tx.workbook)));
  }

  addName(name: string, refersTo: string, sheet: Sheet | null = null, comment = ""): void {
    this.edit((tx) => sheets.addName(tx, name, refersTo, sheet, comment));
  }

  deleteName(name: string, sheet: Sheet | null = null): void {
    this.edit((tx) => sheets.deleteName(tx, name, sheet));
  }

  // --- tables --------------------------------------------------------------------------------------------------------

  addTable(sheet: Sheet, area: Area, hasHeaders: boolean, name?: string): Table {
    return this.edit((tx) => tables.addTable(tx, sheet, inGrid(area), hasHeaders, name));
  }

  deleteTable(table: Table, keepCells = false): void {
    this.edit((tx) => {
      tables.deleteTable(tx, table, keepCells);
      renameInAllFormulas(tx, { kind: "table", from: table.name, to: null });
    });
  }

  resizeTable(table: Table, area: Area): void {
    this.edit((tx) => tables.resizeTable(tx, table, inGrid(area)));
  }

  renameTable(table: Table, name: string): void {
    this.edit((tx) => tables.renameTable(tx, table, name));
  }

  renameColumn(table: Table, column: number, name: string): void {
    this.edit((tx) => tables.renameColumn(tx, table, column, name));
  }

  addTableRows(table: Table, index: number | null, values: readonly (readonly Scalar[])[]): number {
    return this.edit((tx) => tables.addTableRows(tx, table, index, values));
  }

  deleteTableRows(table: Table, index: number, count: number): void {
    this.edit((tx) => tables.deleteTableRows(tx, table, index, count));
  }

  addTableColumn(table: Table, index: number | null, name = "", values?: readonly Scalar[]): void {
    this.edit((tx) => tables.addTableColumn(tx, table, index, name, values));
  }

  deleteTableColumn(table: Table, index: number): void {
    this.edit((tx) => tables.deleteTableColumn(tx, table, index));
  }

  showTotals(table: Table, show: boolean): void {
    this.edit((tx) => tables.showTotals(tx, table, show));
  }

  /** Any other property of a table that no reference depends on (style, banding, filter button), undoable, no cell event. */
  changeTable(table: Table, change: (table: Table) => void): void {
    this.edit((tx) => {
      tx.guardStructure(table.sheet);
      tx.look(null, () => captureTable(table), () => change(table));
      tx.emit({ kind: "layoutChanged", sheet: table.sheet });
    });
  }

  filterTable(table: Table, column: number, criteria: FilterCriteria | null): void {
    this.edit((tx) => filters.filterTable(tx, table, column, criteria));
  }

  clearFilters(table: Table): void {
    this.edit((tx) => filters.clearFilters(tx, table));
  }

  sortTable(table: Table, fields: readonly SortField[], matchCase = false): void {
    this.edit((tx) => filters.sortTable(tx, table, fields, matchCase));
  }

  /** Application.calculate: dirty and volatile formulas, or every formula. */
  calculate(kind: "Recalculate" | "Full"): void {
    const changed = kind === "Full" ? (this.calc?.recalculateAll() ?? []) : (this.calc?.recalculate() ?? []);
    this.send(calculatedEvents(changed));
  }
}

function inGrid(area: Area): Area {
  if (!isInGrid(area)) throw invalidArgument();
  return area;
}

function wholeRows(row: number, count: number): Area {
  return { top: row, bottom: row + count - 1, left: 0, right: 16_383 };
}

function wholeColumns(column: number, count: number): Area {
  return { top: 0, bottom: 1_048_575, left: column, right: column + count - 1 };
}
