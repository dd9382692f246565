import { copyBook } from "../../../host/faults/bookCopy";
import type { Scalar } from "../../../host/model/cell";
import { Editor } from "../../../host/model/edit";
import { bodyArea, type Table } from "../../../host/model/table";
import type { Workbook } from "../../../host/model/workbook";
import { inspectLedger } from "../../../src/actions/checkLedger";
import { cure } from "../../../src/actions/cure";
import { type ActionResult, runAction } from "../../../src/actions/runAction";
import type { CureOffer, Finding } from "../../../src/workbook/integrity/finding";
import type { Workbook as WorkbookPort } from "../../../src/workbook/port";
import { TABLES } from "../../../src/workbook/schema";
import { isoDay } from "../../support/days";
import { HostBook } from "../../support/hostBook";
import { createModelPort } from "./modelPort";

export const POSTED_TABLES = ["Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"] as const;
export type PostedTable = (typeof POSTED_TABLES)[number];
export type ColumnKind = "text" | "money" | "number" | "date";

const FIRST_ID = 500_000;
const SEAT = "A";

/** "client": acts go through the adapter and Microsoft's client, on a host that calculates; "model": see createModelPort. */
export type Way = "client" | "model";

/** A copy of a book that is about to be damaged by a person's hands, with a seeded choice of where. */
export class DamagedBook {
  readonly workbook: Workbook;
  readonly editor: Editor;
  readonly port: WorkbookPort;
  private readonly host: HostBook | null;
  private acts = 0;

  constructor(source: Workbook, private readonly random: () => number, way: Way = "model") {
    this.workbook = copyBook(source, FIRST_ID);
    this.host = way === "client" ? new HostBook({ workbook: this.workbook }) : null;
    this.editor = this.host?.editor ?? new Editor(this.workbook, null);
    this.port = this.host?.port ?? createModelPort(this.editor);
  }

  close(): void {
    this.host?.close();
  }

  /** Everything that is found now; nothing is written by it. */
  inspect(): Promise<readonly Finding[]> {
    return inspectLedger(this.port, { seat: SEAT });
  }

  cure(cures: readonly CureOffer[]): Promise<ActionResult> {
    const env = { newEntryId: () => `CURE${String((this.acts += 1)).padStart(4, "0")}`, now: "2026-02-03T10:00:00Z", today: isoDay("2026-02-03"), by: "Test", seat: SEAT, appVersion: "test" };
    return runAction(cure, { cures }, { workbook: this.port, env });
  }

  /** Every cell with a value or formula, and the shape of every table: what "nothing was written" is judged by. */
  image(): string {
    return JSON.stringify(this.workbook.sheets.map((sheet) => [
      sheet.name, sheet.tables.map(({ name, area, columns }) => [name, area, columns.map((column) => column.name)]),
      sheet.rows.map((row) => row.map((cell) => (cell === undefined ? null : [cell.value, cell.formula]))),
    ]));
  }

  below(count: number): number {
    return Math.floor(this.random() * count);
  }

  oneOf<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new NotHere("nothing to choose from");
    return item;
  }

  /** Ours, whichever of its names it has. */
  table(name: string): Table {
    const table = this.workbook.findTable(`OI_${name}`) ?? this.workbook.findTable(name);
    if (table === undefined) throw new NotHere(`no table ${name}`);
    return table;
  }

  /** A table with at least so many posted rows. */
  filled(rows = 1): { readonly name: PostedTable; readonly table: Table } {
    const fitting = POSTED_TABLES.flatMap((name) => {
      const table = this.workbook.findTable(`OI_${name}`) ?? this.workbook.findTable(name);
      return table !== undefined && this.bodyRows(table) >= rows ? [{ name, table }] : [];
    });
    return this.oneOf(fitting);
  }

  bodyRows(table: Table): number {
    const body = bodyArea(table);
    return body.bottom - body.top + 1;
  }

  journal(): Table {
    return this.oneOf(this.workbook.sheets.flatMap(({ tables }) => tables).filter(({ name }) => /^Journal_[A-Z]+$/.test(name) && this.bodyRowsOf(name) > 0));
  }

  private bodyRowsOf(name: string): number {
    const table = this.workbook.findTable(name);
    return table === undefined ? 0 : this.bodyRows(table);
  }

  columnsOf(name: PostedTable, kinds: readonly ColumnKind[]): readonly string[] {
    const spec = TABLES.find((table) => table.name === name);
    return (spec?.columns ?? []).filter(({ derived, type }) => derived !== true && kinds.some((kind) => kind === type)).map(({ header }) => header);
  }

  columnIndex(table: Table, header: string): number {
    const index = table.columns.findIndex((column) => column.name === header);
    if (index < 0) throw new NotHere(`no column ${header}`);
    return index;
  }

  /** `row` is 0-based in the body. */
  value(table: Table, row: number, header: string): Scalar {
    return table.sheet.get(table.area.top + 1 + row, table.area.left + this.columnIndex(table, header))?.value ?? null;
  }

  put(table: Table, row: number, header: string, value: Scalar, formula?: string): void {
    const [r, c] = [table.area.top + 1 + row, table.area.left + this.columnIndex(table, header)];
    const style = table.sheet.get(r, c)?.style ?? 0;
    this.editor.putCells(table.sheet, [{ row: r, column: c, cell: { value, style, ...(formula === undefined ? {} : { formula }) } }]);
  }

  /** A posted cell of a column of one of these kinds that holds something (or, with `blank`, anything). */
  cell(kinds: readonly ColumnKind[], accepts: (value: Scalar) => boolean = (value) => value !== null): { readonly name: PostedTable; readonly table: Table; readonly row: number; readonly header: string; readonly value: Scalar } {
    for (let attempt = 0; attempt < 30; attempt++) {
      const { name, table } = this.filled();
      const columns = this.columnsOf(name, kinds);
      if (columns.length === 0) continue;
      const header = this.oneOf(columns);
      const row = this.below(this.bodyRows(table));
      const value = table.columns.some((column) => column.name === header) ? this.value(table, row, header) : null;
      if (accepts(value)) return { name, table, row, header, value };
    }
    throw new NotHere("no such cell");
  }

  rowValues(table: Table, row: number): Scalar[] {
    return table.columns.map((_, index) => table.sheet.get(table.area.top + 1 + row, table.area.left + index)?.value ?? null);
  }

  /** The cells of a row as they are, written over those of another. */
  putRow(table: Table, row: number, values: readonly Scalar[], from = 0, to = values.length): void {
    const top = table.area.top + 1 + row;
    this.editor.putCells(table.sheet, values.slice(from, to).map((value, index) => {
      const column = table.area.left + from + index;
      return { row: top, column, cell: { value, style: table.sheet.get(top, column)?.style ?? 0 } };
    }));
  }
}

/** A kind of damage finds nothing to damage in this book. */
export class NotHere extends Error {}
