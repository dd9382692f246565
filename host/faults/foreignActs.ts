import type { Area } from "../model/cell";
import type { Editor } from "../model/edit";
import { HostError } from "../model/hostError";
import type { Table } from "../model/table";
import { bodyArea } from "../model/table";

/** Something that a person, another add-in or a co-author does to the book between two batches of ours. */
export interface ForeignAct {
  readonly name: ForeignActName;
  /** What was done, for the line that tells of a failing schedule. */
  readonly does: string;
  /** `random`: uniform in [0, 1), for the choice of row and column. Throws HostError where Excel would refuse. */
  readonly act: (editor: Editor, table: Table, random: () => number) => void;
}

const ACTS = {
  editNumber: ["types another number over one", (editor, table, random) => typeOver(editor, table, random, (value) => typeof value === "number", "12345.67")],
  editText: ["types another text over one", (editor, table, random) => typeOver(editor, table, random, (value) => typeof value === "string", "edited by hand")],
  editDate: ["types a date over a cell", (editor, table, random) => typeOver(editor, table, random, (value) => typeof value === "number", "2031-12-31")],
  numberAsText: ["makes a number a text", (editor, table, random) => typeOver(editor, table, random, (value) => typeof value === "number", "'100.00")],
  blankKey: ["empties the first cell of a row", (editor, table, random) => {
    const row = someRow(table, random);
    editor.clear(table.sheet, { top: row, bottom: row, left: table.area.left, right: table.area.left }, "Contents");
  }],
  pasteFormulas: ["pastes a formula over a cell", (editor, table, random) => editor.typeCell(table.sheet, someRow(table, random), someColumn(table, random), "=1+1")],
  pasteBelow: ["pastes a row below the table", (editor, table) => editor.pasteText(table.sheet, table.area.bottom + 1, table.area.left, [table.columns.map((_, index) => `pasted ${index + 1}`)])],
  pasteBelowApart: ["pastes a row below the table, one row off", (editor, table) => editor.pasteText(table.sheet, table.area.bottom + 2, table.area.left, [["left over"]])],
  deleteRow: ["deletes a row of the table", (editor, table, random) => editor.deleteTableRows(table, someRow(table, random) - bodyArea(table).top, 1)],
  insertRow: ["inserts a blank row in the table", (editor, table, random) => editor.addTableRows(table, someRow(table, random) - bodyArea(table).top, [table.columns.map(() => null)])],
  insertRowAbove: ["inserts a sheet row above the table", (editor, table) => editor.insertRows(table.sheet, table.area.top, 1)],
  insertColumn: ["inserts a sheet column before the table", (editor, table) => editor.insertColumns(table.sheet, table.area.left, 1)],
  duplicateRow: ["copies a row over another", (editor, table, random) => {
    const [from, to] = [someRow(table, random), someRow(table, random)];
    const line = (row: number): Area => ({ top: row, bottom: row, left: table.area.left, right: table.area.right });
    editor.copy({ sheet: table.sheet, area: line(from) }, { sheet: table.sheet, area: line(to) });
  }],
  sort: ["sorts the table by a column, downwards", (editor, table, random) => editor.sortTable(table, [{ column: someColumn(table, random) - table.area.left, ascending: false }])],
  sortColumnAlone: ["sorts one column without the others", (editor, table, random) => {
    const column = someColumn(table, random);
    editor.sortRange(table.sheet, { ...bodyArea(table), left: column, right: column }, [{ column: 0, ascending: false }], { hasHeaders: false, byColumns: false, matchCase: false });
  }],
  filter: ["filters the table", (editor, table, random) => editor.filterTable(table, someColumn(table, random) - table.area.left, { values: ["no such value"], blanks: false })],
  clearFilters: ["clears the filters", (editor, table) => editor.clearFilters(table)],
  hideRows: ["hides rows of the table", (editor, table, random) => editor.hideRows(table.sheet, someRow(table, random), 1, true)],
  hideColumn: ["hides a column of the table", (editor, table, random) => editor.hideColumns(table.sheet, someColumn(table, random), 1, true)],
  hideSheet: ["hides the table's sheet", (editor, table) => editor.setVisibility(table.sheet, "hidden")],
  totalsOn: ["switches the totals row on", (editor, table) => editor.showTotals(table, true)],
  totalsOff: ["switches the totals row off", (editor, table) => editor.showTotals(table, false)],
  renameColumn: ["renames a column", (editor, table, random) => editor.renameColumn(table, someColumn(table, random) - table.area.left, `Renamed ${Math.floor(random() * 1000)}`)],
  deleteColumn: ["deletes a column of the table", (editor, table, random) => editor.deleteTableColumn(table, someColumn(table, random) - table.area.left)],
  addColumn: ["adds a column to the table", (editor, table) => editor.addTableColumn(table, null, "Own notes")],
  moveColumn: ["changes the order of columns", (editor, table) => {
    if (table.columns.length < 2) return;
    const left = table.area.left;
    const last = bodyArea(table);
    const name = table.columns[0]?.name ?? "";
    const values = Array.from({ length: last.bottom - last.top + 1 }, (_, index) => table.sheet.get(last.top + index, left)?.value ?? null);
    editor.deleteTableColumn(table, 0);
    editor.addTableColumn(table, null, name, values);
  }],
  renameTable: ["renames the table", (editor, table, random) => editor.renameTable(table, `Renamed_${Math.floor(random() * 1000)}`)],
  renameSheet: ["renames the sheet", (editor, table, random) => editor.renameSheet(table.sheet, `Renamed ${Math.floor(random() * 1000)}`)],
  resizeTable: ["makes the table one row shorter", (editor, table) => editor.resizeTable(table, { ...table.area, bottom: Math.max(table.area.top + 1, table.area.bottom - 1) })],
  convertToRange: ["turns the table into a plain range", (editor, table) => editor.deleteTable(table, true)],
  deleteTable: ["deletes the table with its cells", (editor, table) => editor.deleteTable(table)],
  deleteSheet: ["deletes the table's sheet", (editor, table) => editor.deleteSheet(table.sheet)],
  copySheet: ["copies the sheet, and its tables with it", (editor, table) => void editor.copySheet(table.sheet, 0)],
  moveSheet: ["moves the sheet to the front", (editor, table) => editor.moveSheet(table.sheet, 0)],
  protect: ["protects the sheet", (editor, table) => editor.protect(table.sheet)],
  unprotect: ["unprotects the sheet", (editor, table) => editor.unprotect(table.sheet)],
  protectWorkbook: ["protects the workbook's structure", (editor) => editor.protectWorkbook()],
  autoExpandOff: ["switches automatic table expansion off", ({ workbook }) => void (workbook.autoCorrect = { ...workbook.autoCorrect, expandTables: false })],
  fillFormulasOff: ["switches the filling of formulas off", ({ workbook }) => void (workbook.autoCorrect = { ...workbook.autoCorrect, fillFormulas: false })],
  manualCalculation: ["sets calculation to manual", ({ workbook }) => void (workbook.calculationMode = "manual")],
  precisionAsDisplayed: ["sets precision as displayed", ({ workbook }) => void (workbook.precisionAsDisplayed = true)],
  dateSystem: ["changes the date system", (editor) => {
    editor.workbook.dateSystem = editor.workbook.dateSystem === 1900 ? 1904 : 1900;
    editor.calculate("Full");
  }],
  mergeBelow: ["merges cells below the table", (editor, table) => editor.merge(table.sheet, { top: table.area.bottom + 1, bottom: table.area.bottom + 2, left: table.area.left, right: table.area.left })],
  enterEditMode: ["begins to edit a cell", (editor) => void (editor.cellEditMode = true)],
  leaveEditMode: ["leaves the cell", (editor) => void (editor.cellEditMode = false)],
  undo: ["undoes a step", (editor) => void editor.undo()],
  undoTwice: ["undoes two steps", (editor) => {
    editor.undo();
    editor.undo();
  }],
  undoAll: ["undoes everything", (editor) => {
    while (editor.undo());
  }],
  redo: ["redoes a step", (editor) => void editor.redo()],
} satisfies Record<string, readonly [does: string, act: ForeignAct["act"]]>;

export type ForeignActName = keyof typeof ACTS;

export const FOREIGN_ACT_NAMES: readonly ForeignActName[] = Object.keys(ACTS).filter(isForeignActName);

export function foreignAct(name: ForeignActName): ForeignAct {
  const [does, act] = ACTS[name];
  return { name, does, act };
}

/** Does the act to the table; false when Excel would have refused it or the table is gone. */
export function doForeignAct(name: ForeignActName, editor: Editor, table: Table, random: () => number): boolean {
  if (!table.sheet.tables.includes(table)) return false;
  try {
    foreignAct(name).act(editor, table, random);
    return true;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

function isForeignActName(name: string): name is ForeignActName {
  return name in ACTS;
}

function someRow(table: Table, random: () => number): number {
  const body = bodyArea(table);
  return body.top + Math.floor(random() * (body.bottom - body.top + 1));
}

function someColumn(table: Table, random: () => number): number {
  return table.area.left + Math.floor(random() * table.columns.length);
}

/** Types over a random cell of the kind; over any cell when there is none. */
function typeOver(editor: Editor, table: Table, random: () => number, isWanted: (value: unknown) => boolean, text: string): void {
  const body = bodyArea(table);
  const places: { readonly row: number; readonly column: number }[] = [];
  for (let row = body.top; row <= body.bottom; row++)
    for (let column = body.left; column <= body.right; column++) if (isWanted(table.sheet.get(row, column)?.value ?? null)) places.push({ row, column });
  const place = places[Math.floor(random() * places.length)] ?? { row: someRow(table, random), column: someColumn(table, random) };
  editor.typeCell(table.sheet, place.row, place.column, text);
}
