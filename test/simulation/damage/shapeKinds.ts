import { ErrorValue, type Scalar } from "../../../host/model/cell";
import { bodyArea, type Table } from "../../../host/model/table";
import { type DamagedBook, NotHere } from "./damagedBook";
import type { DamageKind } from "./kinds";

function kind(name: string, damage: (of: DamagedBook) => void): DamageKind {
  return { name, damage };
}

function journal(name: string, damage: (of: DamagedBook) => void): DamageKind {
  return { name, journal: true, damage };
}

function rowOf(of: DamagedBook, rows = 1): { readonly table: Table; readonly row: number } {
  const { table } = of.filled(rows);
  return { table, row: of.below(of.bodyRows(table) - rows + 1) };
}

/** The table ends so many rows earlier; what stood in them stays on the sheet. */
function cutShort(of: DamagedBook, table: Table, rows: number): void {
  if (table.area.bottom - rows <= table.area.top) throw new NotHere("too few rows");
  of.editor.resizeTable(table, { ...table.area, bottom: table.area.bottom - rows });
}

export const ROW_KINDS: readonly DamageKind[] = [
  kind("row deleted", (of) => {
    const { table, row } = rowOf(of);
    of.editor.deleteTableRows(table, row, 1);
  }),
  kind("three rows deleted", (of) => {
    const { table, row } = rowOf(of, 3);
    of.editor.deleteTableRows(table, row, 3);
  }),
  kind("all rows of a table deleted", (of) => {
    const { table } = of.filled(2);
    of.editor.deleteTableRows(table, 0, of.bodyRows(table));
  }),
  kind("row twice", (of) => {
    const { table, row } = rowOf(of);
    of.editor.addTableRows(table, null, [of.rowValues(table, row)]);
  }),
  kind("row twice, in the middle", (of) => {
    const { table, row } = rowOf(of, 2);
    of.editor.addTableRows(table, row, [of.rowValues(table, row)]);
  }),
  kind("row written over with the next one", (of) => {
    const { table, row } = rowOf(of, 2);
    of.putRow(table, row, of.rowValues(table, row + 1));
  }),
  kind("first half of a row written over", (of) => {
    const { table, row } = rowOf(of, 2);
    const values = of.rowValues(table, row + 1);
    of.putRow(table, row, values, 0, Math.ceil(values.length / 2));
  }),
  kind("second half of a row written over", (of) => {
    const { table, row } = rowOf(of, 2);
    const values = of.rowValues(table, row + 1);
    of.putRow(table, row, values, Math.floor(values.length / 2), values.length);
  }),
  kind("row cleared", (of) => {
    const { table, row } = rowOf(of);
    of.putRow(table, row, table.columns.map(() => null));
  }),
  kind("blank rows put between", (of) => {
    const { table, row } = rowOf(of, 2);
    const blank: Scalar[] = table.columns.map(() => null);
    of.editor.addTableRows(table, row, [blank, blank]);
  }),
  kind("two rows exchanged in half of their columns", (of) => {
    const { table, row } = rowOf(of, 2);
    const [first, second] = [of.rowValues(table, row), of.rowValues(table, row + 1)];
    const half = Math.floor(first.length / 2);
    of.putRow(table, row, second, half, second.length);
    of.putRow(table, row + 1, first, half, first.length);
  }),
  kind("last row outside the table", (of) => cutShort(of, of.filled(2).table, 1)),
  kind("three rows outside the table", (of) => cutShort(of, of.filled(4).table, 3)),
  kind("a row that nobody posted", (of) => {
    const { table, row } = rowOf(of);
    const values = of.rowValues(table, row);
    const at = (header: string): number => of.columnIndex(table, header);
    values[at("Entry")] = "01FALSE";
    const key = table.columns.findIndex(({ name }) => name === "Number");
    if (key >= 0) values[key] = "INV-2031-0077";
    of.editor.addTableRows(table, null, [values]);
  }),
  kind("row moved below the table", (of) => {
    const { table } = of.filled(3);
    const last = of.bodyRows(table) - 1;
    const values = of.rowValues(table, last);
    const bottom = table.area.bottom;
    cutShort(of, table, 1);
    of.editor.putCells(table.sheet, values.flatMap((value, index) => [
      { row: bottom, column: table.area.left + index, cell: undefined }, { row: bottom + 2, column: table.area.left + index, cell: { value, style: 0 } },
    ]));
  }),
];

function bodyColumn(of: DamagedBook, table: Table, header: string): Scalar[] {
  return Array.from({ length: of.bodyRows(table) }, (_, row) => of.value(table, row, header));
}

function putColumn(of: DamagedBook, table: Table, header: string, values: readonly Scalar[]): void {
  values.forEach((value, row) => of.put(table, row, header, value));
}

function someColumn(of: DamagedBook, rows = 2): { readonly table: Table; readonly header: string; readonly values: readonly Scalar[] } {
  for (let attempt = 0; attempt < 30; attempt++) {
    const { name, table } = of.filled(rows);
    const header = of.oneOf(of.columnsOf(name, ["text", "money", "number", "date"]));
    if (!table.columns.some((column) => column.name === header)) continue;
    const values = bodyColumn(of, table, header);
    if (new Set(values.map(String)).size > 1) return { table, header, values };
  }
  throw new NotHere("no column with several values");
}

function differently(before: readonly Scalar[], after: readonly Scalar[]): readonly Scalar[] {
  if (after.every((value, index) => value === before[index])) throw new NotHere("nothing would change");
  return after;
}

export const COLUMN_KINDS: readonly DamageKind[] = [
  kind("one column sorted by itself", (of) => {
    const { table, header, values } = someColumn(of, 3);
    const sorted = [...values].sort((a, b) => (String(a) < String(b) ? -1 : 1));
    putColumn(of, table, header, differently(values, sorted.every((value, index) => value === values[index]) ? sorted.reverse() : sorted));
  }),
  kind("the key column turned round", (of) => {
    const { table } = of.filled(3);
    const header = table.columns[0]?.name ?? "";
    const values = bodyColumn(of, table, header);
    putColumn(of, table, header, differently(values, [...values].reverse()));
  }),
  kind("a column moved down by a row", (of) => {
    const { table, header, values } = someColumn(of, 3);
    putColumn(of, table, header, differently(values, [values.at(-1) ?? null, ...values.slice(0, -1)]));
  }),
  kind("a column filled with its first value", (of) => {
    const { table, header, values } = someColumn(of);
    putColumn(of, table, header, differently(values, values.map(() => values[0] ?? null)));
  }),
  kind("a column turned into texts", (of) => {
    const { table, name } = of.filled();
    const header = of.oneOf(of.columnsOf(name, ["money"]));
    const values = bodyColumn(of, table, header);
    putColumn(of, table, header, differently(values, values.map((value) => (value === null ? null : String(value)))));
  }),
  kind("a column rounded to whole units", (of) => {
    const { table, name } = of.filled();
    const header = of.oneOf(of.columnsOf(name, ["money"]));
    const values = bodyColumn(of, table, header);
    putColumn(of, table, header, differently(values, values.map((value) => (typeof value === "number" ? Math.round(value) : value))));
  }),
  kind("a column cleared", (of) => {
    const { table, header, values } = someColumn(of);
    putColumn(of, table, header, values.map(() => null));
  }),
  kind("digits replaced in a column", (of) => {
    const { table, header, values } = someColumn(of);
    putColumn(of, table, header, differently(values, values.map((value) => (typeof value === "string" ? value.replaceAll("1", "7") : typeof value === "number" ? Number(String(value).replaceAll("1", "7")) : value))));
  }),
  kind("a column of errors", (of) => {
    const { table, header, values } = someColumn(of);
    putColumn(of, table, header, values.map(() => new ErrorValue("#REF!")));
  }),
  kind("column renamed", (of) => {
    const { name, table } = of.filled();
    const header = of.oneOf(of.columnsOf(name, ["text", "money", "number", "date"]));
    of.editor.renameColumn(table, of.columnIndex(table, header), `${header} changed`);
  }),
  kind("column deleted", (of) => {
    const { name, table } = of.filled();
    const header = of.oneOf(of.columnsOf(name, ["text", "money", "number", "date"]));
    of.editor.deleteTableColumn(table, of.columnIndex(table, header));
  }),
  kind("two headers exchanged", (of) => {
    const { name, table } = of.filled(2);
    const [a, b] = [of.oneOf(of.columnsOf(name, ["text"])), of.oneOf(of.columnsOf(name, ["money", "date"]))];
    const [left, right] = [of.columnIndex(table, a), of.columnIndex(table, b)];
    of.editor.renameColumn(table, left, "held for a moment");
    of.editor.renameColumn(table, right, a);
    of.editor.renameColumn(table, left, b);
  }),
];

export const TABLE_KINDS: readonly DamageKind[] = [
  kind("table renamed", (of) => of.editor.renameTable(of.filled().table, `Renamed${of.below(9)}`)),
  kind("table converted to a range", (of) => of.editor.deleteTable(of.filled().table, true)),
  kind("table deleted", (of) => of.editor.deleteTable(of.filled().table)),
  kind("sheet of a table deleted", (of) => of.editor.deleteSheet(of.filled().table.sheet)),
  kind("1904 dates", (of) => of.editor.changeBook((book) => {
    book.dateSystem = 1904;
  })),
  kind("precision as displayed", (of) => of.editor.changeBook((book) => {
    book.precisionAsDisplayed = true;
  })),
];

const journalCell = (of: DamagedBook): { readonly table: Table; readonly row: number; readonly header: string; readonly value: Scalar } => {
  const table = of.journal();
  const row = of.below(of.bodyRows(table));
  const header = of.oneOf(table.columns.map(({ name }) => name).filter((name) => !/Payload [2-4]/.test(name)));
  return { table, row, header, value: of.value(table, row, header) };
};

function journalsOf(of: DamagedBook): readonly Table[] {
  const found = of.workbook.sheets.flatMap(({ tables }) => tables).filter(({ name }) => /^Journal_[A-Z]+$/.test(name));
  if (found.length === 0) throw new NotHere("no Journal");
  return found;
}

export const JOURNAL_KINDS: readonly DamageKind[] = [
  journal("a Journal cell overtyped", (of) => {
    const { table, row, header, value } = journalCell(of);
    of.put(table, row, header, typeof value === "number" ? value + 5 : `${String(value ?? "")}x`);
  }),
  journal("a Journal cell cleared", (of) => {
    const { table, row, header, value } = journalCell(of);
    if (value === null) throw new NotHere("blank already");
    of.put(table, row, header, null);
  }),
  journal("a Journal cell as another type", (of) => {
    const { table, row, header, value } = journalCell(of);
    if (value === null || (typeof value === "string" && Number.isNaN(Number(value)))) throw new NotHere("no number");
    of.put(table, row, header, typeof value === "number" ? String(value) : Number(value));
  }),
  journal("a Journal cell a formula", (of) => {
    const { table, row, header, value } = journalCell(of);
    if (value === null) throw new NotHere("blank");
    of.put(table, row, header, value, typeof value === "number" ? String(value) : `"${String(value).replaceAll('"', '""').slice(0, 200)}"`);
  }),
  journal("an amount in a Journal payload", (of) => {
    const table = of.journal();
    const row = of.below(of.bodyRows(table));
    const payload = String(of.value(table, row, "Payload 1"));
    const changed = payload.replace(/"amount":(\d+)/, (_, amount: string) => `"amount":${Number(amount) + 1}`);
    if (changed === payload) throw new NotHere("no amount");
    of.put(table, row, "Payload 1", changed);
  }),
  journal("a Journal row deleted", (of) => {
    const table = of.journal();
    of.editor.deleteTableRows(table, of.below(of.bodyRows(table)), 1);
  }),
  journal("the last Journal rows deleted", (of) => {
    const table = of.journal();
    const rows = Math.min(2, of.bodyRows(table));
    of.editor.deleteTableRows(table, of.bodyRows(table) - rows, rows);
  }),
  journal("a Journal row twice", (of) => {
    const table = of.journal();
    of.editor.addTableRows(table, null, [of.rowValues(table, of.below(of.bodyRows(table)))]);
  }),
  journal("Journal rows outside the table", (of) => cutShort(of, of.journal(), 2)),
  journal("a Journal renamed", (of) => {
    const table = of.journal();
    of.editor.renameTable(table, `${table.name}2`);
  }),
  journal("a Journal column renamed", (of) => {
    const table = of.journal();
    of.editor.renameColumn(table, of.below(table.columns.length), "Something else");
  }),
  journal("a Journal column deleted", (of) => {
    const table = of.journal();
    of.editor.deleteTableColumn(table, of.below(table.columns.length));
  }),
  journal("a Journal deleted", (of) => of.editor.deleteTable(of.journal())),
  { ...journal("every Journal deleted", (of) => journalsOf(of).forEach((table) => of.editor.deleteSheet(table.sheet))), madeAgain: true },
  { ...journal("every row of every Journal deleted", (of) => journalsOf(of).forEach((table) => of.editor.deleteTableRows(table, 0, of.bodyRows(table)))), madeAgain: true },
  journal("a Journal sorted in one column", (of) => {
    const table = of.journal();
    const area = bodyArea(table);
    if (area.bottom - area.top < 2) throw new NotHere("too few rows");
    const values = bodyColumn(of, table, "Hash");
    putColumn(of, table, "Hash", [...values].reverse());
  }),
];
