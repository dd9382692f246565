import { STEP_ROWS, type Steps } from "../core/reports/steps";
import type { OwnTableRows } from "./figuresFrom";
import type { TableColumns } from "./reader";
import type { BookShape, TableShape } from "./source";

/** The person's own tables found in the workbook, or the sentence for every cell. */
export type OwnShapes = { readonly invoices: TableShape; readonly payments: TableShape | null } | { readonly message: string };

/** `ours`: names of the ledger's own tables in lower case; they are no stranger's tables and are read as the ledger only. */
export function findOwnTables(book: BookShape, names: readonly string[], ours: ReadonlySet<string>): OwnShapes {
  const cure = `Correct it in Settings, or write "this workbook" there`;
  if (names.length > 2) return { message: `Settings › Figures come from names ${names.length} tables: write the invoices' table and the payments' table, such as "MyInvoices, MyPayments". ${cure}` };
  const shapes: TableShape[] = [];
  for (const name of names) {
    const shape = book.tables.find((table) => table.name.toLowerCase() === name.toLowerCase());
    if (shape === undefined) {
      const others = book.tables.map((table) => table.name).filter((table) => !ours.has(table.toLowerCase()));
      const there = others.length === 0 ? "" : ` (there are ${others.slice(0, 6).join(", ")})`;
      return { message: `Settings › Figures come from names the table "${name}", which is not in this workbook${there}. ${cure}` };
    }
    if (ours.has(name.toLowerCase())) return { message: `Settings › Figures come from names ${shape.name}, a table of this workbook's own ledger. ${cure}` };
    shapes.push(shape);
  }
  const [invoices, payments] = shapes;
  if (invoices === undefined) return { message: `Settings › Figures come from names no table. ${cure}` };
  if (invoices === payments) return { message: `Settings › Figures come from names ${invoices.name} twice: invoices and payments are two tables. ${cure}` };
  return { invoices, payments: payments ?? null };
}

/** A table's cells in the shape in which a range with its header row comes as an argument. */
export function* rowsOfTable(name: string, headers: readonly string[], columns: TableColumns): Steps<OwnTableRows> {
  const rows: unknown[][] = [[...headers]];
  for (let row = 0; row < columns.count; row++) {
    if (row % STEP_ROWS === 0) yield;
    rows.push(headers.map((header) => columns.cell(header, row)));
  }
  return { name, rows };
}
