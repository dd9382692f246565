import type { Scalar } from "../../host/model/cell";
import { BY_HAND } from "../../host/model/events";
import type { Sheet } from "../../host/model/sheet";
import { bodyArea, type Table } from "../../host/model/table";
import { rowCheck } from "../../src/workbook/rowCheck";
import type { TableName } from "../../src/workbook/schema";
import type { LiveBook } from "./liveBookRig";
import { readOf } from "./liveBookSource";

/** Tables that figures are made of, and one that they are not. */
const TABLES = ["Invoices", "Payments", "Applications", "DueDates", "Customers", "Settings", "InvoiceLines", "MyInvoices", "MyPayments"];
const CHECKED: readonly TableName[] = ["Invoices", "Payments", "Applications"];

export type Cells = Readonly<Record<string, Scalar>>;

/** One kind of edit. `harmless`: a ledger stays one that acts can go on with. */
export interface EditKind {
  readonly name: string;
  /** How often, against the others. */
  readonly weight: number;
  readonly harmless?: true;
  run(hands: Hands): void | Promise<void>;
}

/** A person's hands on the book, led by chance. */
export class Hands {
  constructor(
    readonly live: LiveBook,
    readonly random: () => number,
  ) {}

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error("Nothing to pick from");
    return item;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A day that the figures of the book's quarter see; a serial in the book's own date system. */
  anyDay(): number {
    return (this.live.book.workbook.dateSystem === 1904 ? 46_020 - 1_462 : 46_020) + this.below(130);
  }

  /** A table that stands in the book by that name; null while it is renamed or deleted. */
  table(name: string): Table | null {
    return this.live.book.workbook.findTable(name) ?? null;
  }

  /** Any of the tables that matter; null when none is there. */
  anyTable(): Table | null {
    const there = TABLES.flatMap((name) => this.table(name) ?? []);
    return there.length === 0 ? null : this.pick(there);
  }

  rowCount(table: Table): number {
    const { top, bottom } = bodyArea(table);
    return bottom - top + 1;
  }

  /** A row of the body, 0-based. */
  anyRow(table: Table): number {
    return this.below(this.rowCount(table));
  }

  /** A row that was posted; null when there is none among a few tries. */
  postedRow(table: Table): number | null {
    for (let tries = 0; tries < 8; tries++) {
      const row = this.anyRow(table);
      const { Entry: entry } = this.cells(table, row);
      if (entry !== null && entry !== "" && entry !== undefined) return row;
    }
    return null;
  }

  /** A row by header, as the cells hold it. */
  cells(table: Table, row: number): Cells {
    const { top, left } = bodyArea(table);
    return Object.fromEntries(table.columns.map(({ name }, column) => [name, table.sheet.get(top + row, left + column)?.value ?? null]));
  }

  /** Changes cells of a row as one edit; headers that are not there are passed over. */
  setCells(table: Table, row: number, cells: Cells): void {
    const { top, left } = bodyArea(table);
    const list = table.columns.flatMap(({ name }, index) => {
      const value = cells[name];
      if (value === undefined) return [];
      const [at, column] = [top + row, left + index];
      return [{ row: at, column, cell: { value, style: table.sheet.get(at, column)?.style ?? 0 } }];
    });
    this.live.book.editor.putCells(table.sheet, list);
  }

  /** As setCells, with the row's Check made right: what an act or another seat would have left there. */
  setPosted(table: Table, row: number, cells: Cells): void {
    this.setCells(table, row, this.withCheck(table, { ...this.cells(table, row), ...cells }, cells));
  }

  /** Inserts a row, at the end when `row` is null; a posted one with its Check. */
  insert(table: Table, row: number | null, cells: Cells): void {
    this.together(() => {
      const { editor } = this.live.book;
      const at = editor.addTableRows(table, row, [table.columns.map(() => null)]);
      this.setCells(table, at, this.withCheck(table, cells, cells));
    });
  }

  /** One step for Undo. */
  together(work: () => void): void {
    this.live.book.editor.transact(BY_HAND, work);
  }

  /** The sheet position of a table's cell. */
  place(table: Table, row: number, column: number): { readonly sheet: Sheet; readonly row: number; readonly column: number } {
    const { top, left } = bodyArea(table);
    return { sheet: table.sheet, row: top + row, column: left + column };
  }

  private withCheck(table: Table, whole: Cells, cells: Cells): Cells {
    const name = CHECKED.find((each) => each === table.name);
    if (name === undefined || whole["Entry"] === null || whole["Entry"] === undefined) return cells;
    return { ...cells, Check: rowCheck(name, (header) => readOf(whole[header] ?? null)) };
  }
}
