import type { BookShape, ChangeHint, ColumnCells, ColumnsRequest, LedgerSource } from "../../src/live/source";
import { Fault } from "../../src/workbook/fault";
import type { CellRead } from "../../src/workbook/port";
import { rowCheck } from "../../src/workbook/rowCheck";
import { type TableName, tableSpec } from "../../src/workbook/schema";
import { parseIsoDate, toSerial } from "../../src/core/values/plainDate";

export type Row = Record<string, CellRead>;

/** Row of its sheet on which each table's body begins. */
export const FIRST_ROW = 4;

/** A workbook in memory as the live ledger sees it: rows by header, written in ISO dates; counts what is read. */
export class FakeBook implements LedgerSource {
  readonly tables = new Map<string, { headers: string[]; rows: Row[] }>();
  reads: ColumnsRequest[] = [];
  /** Round trips for cells. */
  answers = 0;
  describes = 0;
  /** Largest answer that the platform gives, in cells. */
  cellLimit = Infinity;
  fail: Fault | null = null;
  private listeners = new Set<(hint: ChangeHint) => void>();

  add(name: TableName, rows: readonly Row[], as: string = name): this {
    const headers = tableSpec(name).columns.map((column) => column.header);
    this.tables.set(as, { headers, rows: rows.map((row) => posted(name, row)) });
    return this;
  }

  /** A person's own table. */
  addOwn(name: string, headers: readonly string[], rows: readonly Row[]): this {
    this.tables.set(name, { headers: [...headers], rows: rows.map(inSerials) });
    return this;
  }

  hint(hint: ChangeHint): void {
    for (const listener of this.listeners) listener(hint);
  }

  describe(): Promise<BookShape> {
    this.describes++;
    if (this.fail !== null) return Promise.reject(this.fail);
    const tables = [...this.tables].map(([name, { headers, rows }]) => ({ name, headers, rowCount: Math.max(1, rows.length), firstRow: FIRST_ROW }));
    return Promise.resolve({ dateSystem: 1900, tables });
  }

  readColumns(requests: readonly ColumnsRequest[]): Promise<readonly ColumnCells[]> {
    this.answers++;
    this.reads.push(...requests);
    if (this.fail !== null) return Promise.reject(this.fail);
    if (requests.reduce((cells, { count, headers }) => cells + count * headers.length, 0) > this.cellLimit) return Promise.reject(new Fault("tooLarge", "answer", false));
    return Promise.resolve(requests.map(({ count, first, headers, table }) => {
      const rows = this.tables.get(table)?.rows ?? [];
      return headers.map((header) => Array.from({ length: count }, (_, index) => rows[first + index]?.[header] ?? ""));
    }));
  }

  watch(onHint: (hint: ChangeHint) => void): Promise<() => void> {
    this.listeners.add(onHint);
    return Promise.resolve(() => this.listeners.delete(onHint));
  }
}

function inSerials(row: Row): Row {
  const cells: Row = {};
  for (const [header, value] of Object.entries(row)) {
    const date = typeof value === "string" ? parseIsoDate(value) : null;
    cells[header] = date === null ? value : toSerial(date);
  }
  return cells;
}

/** ISO dates become serials; a posted row gets its check. */
export function posted(name: TableName, row: Row): Row {
  const cells = inSerials(row);
  const hasCheck = tableSpec(name).columns.some((column) => column.header === "Check");
  if (hasCheck && cells["Entry"] !== undefined && cells["Entry"] !== "") cells["Check"] ??= rowCheck(name, (header) => cells[header] ?? "");
  return cells;
}

/** Two customers, an instalment invoice, a credit memo, a part payment, a row typed by hand. */
export function sampleBook(): FakeBook {
  return new FakeBook()
    .add("Customers", [{ Customer: "ACME", Name: "Acme Ltd" }, { Customer: "00417", Name: "Bluebell" }, { Customer: "NEW", Name: "Newcomer" }])
    .add("Invoices", [
      { Number: "INV-1", Kind: "invoice", Customer: "ACME", Date: "2026-01-01", Due: "2026-03-01", Currency: "EUR", Total: 300, Entry: "e1", Disputed: 0 },
      { Number: "INV-2", Kind: "invoice", Customer: "00417", Date: "2026-01-10", Due: "2026-01-20", Currency: "EUR", Total: 80.5, Entry: "e2" },
      { Number: "CM-1", Kind: "credit memo", Customer: "00417", Date: "2026-01-15", Due: "2026-01-15", Currency: "EUR", Total: -10.25, Entry: "e3" },
      { Number: "X", Kind: "invoice", Customer: "ACME", Date: "2026-01-01", Due: "2026-01-01", Currency: "EUR", Total: 999 },
    ])
    .add("DueDates", [
      { Number: "INV-1", Part: 2, Due: "2026-03-01", Amount: 200, Entry: "e1" },
      { Number: "INV-1", Part: 1, Due: "2026-02-01", Amount: 100, Entry: "e1" },
      { Number: "INV-2", Part: 1, Due: "2026-01-20", Amount: 80.5, Entry: "e2" },
    ])
    .add("Payments", [{ Number: "PAY-1", Kind: "payment", Customer: "ACME", Date: "2026-01-20", Currency: "EUR", Amount: 150, Entry: "e4" }])
    .add("Applications", [
      { Entry: "e4", Line: 1, Date: "2026-01-20", From: "PAY-1", To: "INV-1", Customer: "ACME", Currency: "EUR", Amount: 120, Discount: 0, Kind: "payment" },
      { Entry: "e3", Line: 1, Date: "2026-01-15", From: "CM-1", To: "INV-2", Customer: "00417", Currency: "EUR", Amount: 10.25, Discount: 0, Kind: "credit" },
    ])
    .add("Settings", [{ Setting: "Sample date", Value: "'2026-02-03".slice(1) }, { Setting: "Currency", Value: "EUR" }]);
}
