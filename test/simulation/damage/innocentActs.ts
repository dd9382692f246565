import type { DamagedBook } from "./damagedBook";

export interface InnocentAct {
  readonly name: string;
  readonly act: (of: DamagedBook) => void;
}

/** What people do with a workbook and may: none of it touches what was posted. */
export const INNOCENT_ACTS: readonly InnocentAct[] = [
  { name: "table sorted", act: (of) => {
    const { table } = of.filled(2);
    of.editor.sortTable(table, [{ column: of.below(table.columns.length), ascending: of.below(2) === 0 }]);
  } },
  { name: "Journal sorted", act: (of) => of.editor.sortTable(of.journal(), [{ column: 9, ascending: false }]) },
  { name: "table filtered", act: (of) => {
    const { table } = of.filled(2);
    of.editor.filterTable(table, 0, { values: ["nothing"], blanks: false });
  } },
  { name: "rows hidden", act: (of) => of.editor.hideRows(of.filled().table.sheet, 1, 1, true) },
  { name: "columns hidden", act: (of) => of.editor.hideColumns(of.filled().table.sheet, of.below(6), 2, true) },
  { name: "columns made wider", act: (of) => of.editor.setColumnWidth(of.filled().table.sheet, of.below(6), 40) },
  { name: "rows made higher", act: (of) => of.editor.setRowHeight(of.filled().table.sheet, 2, 40) },
  { name: "column added at the end", act: (of) => of.editor.addTableColumn(of.filled().table, null, "Mine") },
  { name: "column added between", act: (of) => {
    const { table } = of.filled();
    of.editor.addTableColumn(table, 1 + of.below(table.columns.length - 1), "My column", Array.from({ length: of.bodyRows(table) }, (_, index) => `mine ${index}`));
  } },
  { name: "column added before the first", act: (of) => of.editor.addTableColumn(of.filled().table, 0, "Seen") },
  { name: "sheet renamed", act: (of) => of.editor.renameSheet(of.filled().table.sheet, `Sheet ${of.below(1000)}`) },
  { name: "Journal's sheet renamed", act: (of) => of.editor.renameSheet(of.journal().sheet, `Book ${of.below(1000)}`) },
  { name: "sheet moved", act: (of) => of.editor.moveSheet(of.filled().table.sheet, 0) },
  { name: "sheet hidden", act: (of) => of.editor.setVisibility(of.filled().table.sheet, "hidden") },
  { name: "sheet added", act: (of) => void of.editor.addSheet() },
  { name: "number format changed", act: (of) => {
    const { table } = of.filled();
    const column = table.area.left + of.columnIndex(table, of.oneOf(table.columns).name);
    const area = { top: table.area.top + 1, left: column, bottom: table.area.bottom, right: column };
    of.editor.writeNumberFormats(table.sheet, area, Array.from({ length: table.area.bottom - table.area.top }, () => ["0.000"]));
  } },
  { name: "rows put above the table", act: (of) => of.editor.insertRows(of.filled().table.sheet, 0, 2) },
  { name: "columns put before the table", act: (of) => of.editor.insertColumns(of.filled().table.sheet, 0, 1) },
  { name: "a note below the table", act: (of) => {
    const { table } = of.filled();
    of.editor.typeCell(table.sheet, table.area.bottom + 3, table.area.left, "checked by me");
  } },
  { name: "a name defined", act: (of) => of.editor.addName(`Mine_${of.below(1000)}`, "=1") },
  { name: "name of a customer changed", act: (of) => {
    const table = of.table("Customers");
    of.put(table, 0, "Notes", "calls back");
  } },
  { name: "balance overtyped", act: (of) => {
    const table = of.table("Invoices");
    of.put(table, of.below(of.bodyRows(table)), "Balance", 1);
  } },
  { name: "row typed by hand", act: (of) => {
    const table = of.table("Payments");
    of.editor.addTableRows(table, null, [table.columns.map(({ name }) => (name === "Number" ? "MINE-1" : name === "Amount" ? 12.5 : null))]);
  } },
];
