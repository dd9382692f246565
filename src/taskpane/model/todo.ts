import type { FoldedLedger } from "../../core/ledger/ledgerState";
import type { LedgerIndex } from "../../core/reports/ledgerIndex";
import type { PlainDate } from "../../core/values/plainDate";
import type { TableShape } from "../../live/source";
import type { Finding } from "../../workbook/integrity/finding";
import { bookSchema } from "../../workbook/migrations";
import type { Snapshot } from "../../workbook/port";
import { SCHEMA_VERSION } from "../../workbook/schema";
import { type BankLine, isBankTable, unmatchedLines } from "./bankLines";
import { type UnbilledRows, isBillable, unbilledRows } from "./billableTables";
import { customersPast } from "./figures";
import { TYPED_BY_HAND } from "./integrity";

/** Something that waits for the person; each leads to its place. */
export type TodoItem =
  | { readonly kind: "rowsToInvoice"; readonly count: number; readonly rows: UnbilledRows }
  | { readonly kind: "bankLines"; readonly count: number; readonly table: string; readonly lines: readonly BankLine[] }
  | { readonly kind: "lateCustomers"; readonly count: number; readonly days: number; readonly customers: readonly string[] }
  /** Rows typed by hand into tables of posted documents: not in the ledger. */
  | { readonly kind: "typedRows"; readonly count: number }
  /** The workbook was made by an earlier version. */
  | { readonly kind: "update"; readonly count: number };

/** Customers count as late beyond this many days past due. */
export const LATE_DAYS = 60;

export interface TodoInput {
  /** Must hold all tables of posted documents and the tables that `todoTables` names. */
  readonly snapshot: Snapshot;
  readonly ledger: FoldedLedger | null;
  readonly index: LedgerIndex | null;
  readonly findings: readonly Finding[];
  readonly asOf: PlainDate;
}

/** Names of the person's own tables that the list looks into. */
export function todoTables(shapes: readonly TableShape[]): readonly string[] {
  return shapes.filter(({ name, headers }) => isBillable(name, headers) || isBankTable(name, headers)).map(({ name }) => name);
}

/** What waits, most urgent for the day's work first: bill, match, chase, then what stands apart from the ledger. */
export function todoItems({ snapshot, ledger, index, findings, asOf }: TodoInput): readonly TodoItem[] {
  const items: TodoItem[] = [];
  for (const table of snapshot.tables.values()) {
    if (!isBillable(table.name, table.headers)) continue;
    const rows = unbilledRows(table, ledger);
    if (rows.count > 0) items.push({ kind: "rowsToInvoice", count: rows.count, rows });
  }
  for (const table of snapshot.tables.values()) {
    if (!isBankTable(table.name, table.headers)) continue;
    const lines = unmatchedLines(table, { ledger, dateSystem: snapshot.dateSystem });
    if (lines.length > 0) items.push({ kind: "bankLines", count: lines.length, table: table.name, lines });
  }
  const customers = index === null ? [] : customersPast(index, LATE_DAYS, asOf);
  if (customers.length > 0) items.push({ kind: "lateCustomers", count: customers.length, days: LATE_DAYS, customers });
  const typed = findings.filter(({ code }) => code === TYPED_BY_HAND).reduce((sum, { params }) => sum + Number(params["count"] ?? 1), 0);
  if (typed > 0) items.push({ kind: "typedRows", count: typed });
  if (bookSchema(snapshot) < SCHEMA_VERSION) items.push({ kind: "update", count: 1 });
  return items;
}
