import { isInGrid } from "../model/address";
import type { Area, Cell } from "../model/cell";
import type { Editor } from "../model/edit";
import { HostError } from "../model/hostError";
import { Sheet } from "../model/sheet";
import type { Table, TableColumn } from "../model/table";
import type { Workbook } from "../model/workbook";
import { copyBookData, copySheetData, copyTable } from "./bookCopy";
import type { PlacedShift } from "./mergeOps";
import { areaAfter, restyled } from "./mergeOps";

interface TableState {
  readonly id: string;
  readonly sheet: string;
  readonly name: string;
  readonly area: Area;
  readonly columns: readonly TableColumn[];
  /** Everything else that is said of a table, to be compared and taken over as a whole. */
  readonly looks: string;
}

/** Insertions and deletions since the copies were the same: this user's, theirs, and theirs as they were done here. */
export interface Shifts {
  readonly own: readonly PlacedShift[];
  readonly theirs: readonly PlacedShift[];
  readonly applied: readonly PlacedShift[];
}

interface SheetState {
  readonly id: string;
  readonly name: string;
  readonly looks: string;
}

/** What a merge compares beside cells: sheets, tables, names and settings as they were when both copies were the same. */
export interface BookState {
  readonly sheets: readonly SheetState[];
  readonly tables: readonly TableState[];
  readonly names: ReadonlyMap<string, string>;
  readonly settings: string;
}

export function bookState(workbook: Workbook): BookState {
  return {
    sheets: workbook.sheets.map((sheet) => ({ id: sheet.id, name: sheet.name, looks: looksOfSheet(sheet) })),
    tables: [...workbook.tables()].map((table) => ({
      id: table.id, sheet: table.sheet.id, name: table.name, area: { ...table.area }, columns: table.columns.map((column) => ({ ...column })), looks: looksOfTable(table),
    })),
    names: new Map(workbook.names.map((name) => [nameKey(name.name, name.sheet), JSON.stringify([name.refersTo, name.visible, name.comment])])),
    settings: settingsOf(workbook),
  };
}

/**
 * Takes over what the other user changed since `base` and this one did not. "before" their cells come: new and renamed sheets; "after" them:
 * tables, names, settings, layout, and sheets that they deleted.
 */
export function mergeState(target: Editor, base: BookState, theirs: BookState, theirBook: Workbook, when: "before" | Shifts): void {
  const { workbook } = target;
  if (when === "before") {
    for (const sheet of theirBook.sheets) {
      if (base.sheets.some(({ id }) => id === sheet.id)) continue;
      const added = new Sheet(sheet.id, freeName(workbook, sheet.name));
      copySheetData(sheet, added);
      added.name = freeName(workbook, sheet.name);
      target.addCopiedSheet(added, theirBook.sheets.indexOf(sheet));
    }
    for (const state of theirs.sheets) {
      const before = base.sheets.find(({ id }) => id === state.id);
      const sheet = workbook.sheets.find(({ id }) => id === state.id);
      if (before !== undefined && sheet !== undefined && before.name !== state.name && sheet.name === before.name) attempt(() => target.renameSheet(sheet, state.name));
    }
    return;
  }
  for (const state of theirs.sheets) mergeLooks(target, base, state, theirBook);
  mergeTables(target, base, theirs, theirBook, when);
  mergeNames(target, base, theirs, theirBook);
  if (theirs.settings !== base.settings && settingsOf(workbook) === base.settings) target.changeBook((book) => copyBookData(theirBook, book));
  for (const { id } of base.sheets) {
    const sheet = workbook.sheets.find((other) => other.id === id);
    if (sheet !== undefined && !theirs.sheets.some((other) => other.id === id)) attempt(() => target.deleteSheet(sheet));
  }
}

function mergeLooks(target: Editor, base: BookState, state: SheetState, theirBook: Workbook): void {
  const before = base.sheets.find(({ id }) => id === state.id);
  const sheet = target.workbook.sheets.find(({ id }) => id === state.id);
  const theirs = theirBook.sheets.find(({ id }) => id === state.id);
  if (before === undefined || sheet === undefined || theirs === undefined || before.looks === state.looks || looksOfSheet(sheet) !== before.looks) return;
  const { name } = sheet;
  target.replaceSheetData(sheet, () => {
    copySheetData(theirs, sheet);
    sheet.name = name;
  }, theirs.protection !== null);
}

function mergeTables(target: Editor, base: BookState, theirs: BookState, theirBook: Workbook, shifts: Shifts): void {
  const { workbook } = target;
  for (const before of base.tables) {
    const table = workbook.findTable(before.id);
    const state = theirs.tables.find(({ id }) => id === before.id);
    if (table === undefined) continue;
    if (state === undefined) attempt(() => target.deleteTable(table, true));
    else if (JSON.stringify(state) !== JSON.stringify(before)) mergeTable(target, table, before, state, theirBook.findTable(before.id), shifts);
  }
  for (const state of theirs.tables) {
    if (base.tables.some(({ id }) => id === state.id)) continue;
    const source = theirBook.findTable(state.id);
    const sheet = workbook.sheets.find(({ id }) => id === state.sheet);
    if (source === undefined || sheet === undefined || workbook.findTable(state.name) !== undefined || sheet.tables.some((other) => overlaps(other.area, state.area))) continue;
    target.replaceSheetData(sheet, () => sheet.tables.push(copyTable(source, sheet)));
  }
}

/** A table that both let grow reaches as far down as the longer one, wherever insertions and deletions of both have moved it. */
function mergeTable(target: Editor, table: Table, before: TableState, state: TableState, theirs: Table | undefined, shifts: Shifts): void {
  if (state.name !== before.name && table.name === before.name) attempt(() => target.renameTable(table, state.name));
  const sameWidth = table.columns.length === state.columns.length;
  const area: Area = {
    ...table.area,
    bottom: bottomOf(table, before, state, shifts),
    right: sameWidth ? table.area.right : Math.max(table.area.right, table.area.left + state.area.right - state.area.left),
  };
  const others = table.sheet.tables.filter((other) => other !== table);
  target.replaceSheetData(table.sheet, () => {
    if (isInGrid(area) && area.bottom > area.top && !others.some((other) => overlaps(other.area, area))) {
      if (sameWidth) table.columns = table.columns.map((column, index) => changedColumn(column, before.columns, state.columns[index]));
      else if (area.right > table.area.right) table.columns = state.columns.map((column) => ({ ...column }));
      table.area = area;
    }
    if (theirs !== undefined && state.looks !== before.looks && looksOfTable(table) === before.looks) Object.assign(table, { ...theirs, id: table.id, name: table.name, sheet: table.sheet, area: table.area, columns: table.columns, filters: new Map(theirs.filters), preserved: table.preserved });
  });
}

function bottomOf(table: Table, before: TableState, state: TableState, { own, theirs, applied }: Shifts): number {
  const moved = areaAfter([...own, ...applied], before.sheet, before.area);
  const theirsMoved = areaAfter(theirs, before.sheet, before.area);
  if (moved === null || theirsMoved === null) return table.area.bottom;
  const grown = table.area.bottom - moved.bottom;
  const theirsGrown = state.area.bottom - theirsMoved.bottom;
  return moved.bottom + (theirsGrown >= 0 || grown !== 0 ? Math.max(grown, theirsGrown) : theirsGrown);
}

function changedColumn(column: TableColumn, before: readonly TableColumn[], theirs: TableColumn | undefined): TableColumn {
  const known = before.find(({ id }) => id === column.id);
  return theirs !== undefined && known !== undefined && JSON.stringify(theirs) !== JSON.stringify(known) && JSON.stringify(column) === JSON.stringify(known) ? { ...theirs } : column;
}

function mergeNames(target: Editor, base: BookState, theirs: BookState, theirBook: Workbook): void {
  for (const name of theirBook.names) {
    const key = nameKey(name.name, name.sheet);
    if (base.names.get(key) === theirs.names.get(key)) continue;
    const sheet = name.sheet === null ? null : (target.workbook.sheets.find(({ id }) => id === name.sheet?.id) ?? null);
    const own = target.workbook.names.find((other) => nameKey(other.name, other.sheet) === key);
    target.changeBook(({ names }) => {
      if (own === undefined) names.push({ ...name, sheet });
      else Object.assign(own, { refersTo: name.refersTo, visible: name.visible, comment: name.comment });
    });
  }
  for (const key of base.names.keys()) {
    if (theirs.names.has(key)) continue;
    target.changeBook(({ names }) => {
      const index = names.findIndex((name) => nameKey(name.name, name.sheet) === key);
      if (index >= 0) names.splice(index, 1);
    });
  }
}

/** Makes the editor's book the same as the source: what the co-author's copy shows after a merge. Objects that stay keep their identity. */
export function adoptState(target: Editor, source: Workbook): void {
  const { workbook } = target;
  for (const sheet of [...workbook.sheets]) if (!source.sheets.some(({ id }) => id === sheet.id)) target.removeSheet(sheet);
  for (const sheet of source.sheets) if (!workbook.sheets.some(({ id }) => id === sheet.id)) target.addCopiedSheet(new Sheet(sheet.id, sheet.name), source.sheets.indexOf(sheet));
  for (const sheet of source.sheets) {
    const twin = workbook.sheets.find(({ id }) => id === sheet.id);
    if (twin === undefined) continue;
    target.putCells(twin, differences(twin, sheet, workbook, source));
    target.replaceSheetData(twin, () => {
      copySheetData(sheet, twin);
      const tables = sheet.tables.map((table) => {
        const known = twin.tables.find(({ id }) => id === table.id);
        return known === undefined ? copyTable(table, twin) : Object.assign(known, copyTable(table, twin));
      });
      twin.tables.splice(0, twin.tables.length, ...tables);
    }, true);
  }
  target.changeBook((book) => {
    copyBookData(source, book);
    const twinOf = (sheet: Sheet | null): Sheet | null => book.sheets.find(({ id }) => id === sheet?.id) ?? null;
    book.sheets.sort((a, b) => source.sheets.findIndex(({ id }) => id === a.id) - source.sheets.findIndex(({ id }) => id === b.id));
    book.names.splice(0, book.names.length, ...source.names.map((name) => ({ ...name, sheet: twinOf(name.sheet) })));
    book.comments = source.comments.flatMap((comment) => {
      const sheet = twinOf(comment.sheet);
      return sheet === null ? [] : [{ ...comment, sheet }];
    });
  });
}

function differences(target: Sheet, source: Sheet, book: Workbook, sourceBook: Workbook): { readonly row: number; readonly column: number; readonly cell: Cell | undefined }[] {
  const found: { readonly row: number; readonly column: number; readonly cell: Cell | undefined }[] = [];
  const rows = new Set([...target.rowNumbers(), ...source.rowNumbers()]);
  for (const row of [...rows].sort((a, b) => a - b)) {
    const width = Math.max(target.rows[row]?.length ?? 0, source.rows[row]?.length ?? 0);
    for (let column = 0; column < width; column++) {
      const [mine, theirs] = [target.get(row, column), source.get(row, column)];
      if (mine === undefined && theirs === undefined) continue;
      if (mine?.spillOf !== undefined || theirs?.spillOf !== undefined) continue; // each calculation fills its own
      const cell = theirs === undefined ? undefined : restyled(theirs, sourceBook.styles, book.styles);
      const same = cell !== undefined && mine !== undefined && cell.formula === mine.formula && cell.style === mine.style && cell.quotePrefix === mine.quotePrefix && (cell.formula !== undefined || cell.value === mine.value);
      if (!same) found.push({ row, column, cell });
    }
  }
  return found;
}

function looksOfSheet(sheet: Sheet): string {
  return JSON.stringify([
    sheet.visibility, sheet.protection, sheet.showGridlines, sheet.tabColor, sheet.frozen, sheet.merges, sheet.pageLayout, sheet.validations, sheet.conditionalFormats,
    [...sheet.customProperties], [...sheet.columnWidths], [...sheet.rowHeights], [...sheet.hiddenRows], [...sheet.filteredRows], [...sheet.hiddenColumns],
  ]);
}

function looksOfTable(table: Table): string {
  return JSON.stringify([table.showTotals, table.showFilterButton, table.showBandedRows, table.style, [...table.filters], table.sort ?? null]);
}

function settingsOf(workbook: Workbook): string {
  return JSON.stringify([[...workbook.settings], [...workbook.customXmlParts], workbook.properties, [...workbook.properties.custom], workbook.protection, workbook.dateSystem, workbook.calculationMode, workbook.precisionAsDisplayed]);
}

function nameKey(name: string, sheet: Sheet | null): string {
  return `${sheet?.id ?? ""}|${name.toLowerCase()}`;
}

function freeName(workbook: Workbook, name: string): string {
  let free = name;
  for (let next = 2; workbook.findSheet(free) !== undefined; next++) free = `${name.slice(0, 26)} (${next})`;
  return free;
}

function overlaps(a: Area, b: Area): boolean {
  return a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}

/** What the other side's state does not allow any more stays undone. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}
