import type { FoldedLedger } from "../../core/ledger/ledgerState";
import type { LedgerIndex } from "../../core/reports/ledgerIndex";
import type { Issue } from "../../core/values/issue";
import type { PlainDate } from "../../core/values/plainDate";
import type { TableShape } from "../../live/source";
import { checkBook } from "../../workbook/ledgerCheck";
import type { Snapshot } from "../../workbook/port";
import { type BankLine, isBankTable, unmatchedLines } from "./bankLines";
import { type UnbilledRows, isBillable, unbilledRows } from "./billableTables";
import { customersPast } from "./figures";

/** Something that waits for the person; each leads to its place. */
export type TodoItem =
  | { readonly kind: "rowsToInvoice"; readonly count: number; readonly rows: UnbilledRows }
  | { readonly kind: "bankLines"; readonly count: number; readonly table: string; readonly lines: readonly BankLine[] }
  | { readonly kind: "lateCustomers"; readonly count: number; readonly days: number; readonly customers: readonly string[] }
  /** Rows typed by hand into tables of posted documents: not in the ledger. */
  | { readonly kind: "typedRows"; readonly count: number; readonly issues: readonly Issue[] }
  /** Posted rows that no longer say what was posted. */
  | { readonly kind: "damaged"; readonly count: number; readonly issues: readonly Issue[] };

/** Customers count as late beyond this many days past due. */
export const LATE_DAYS = 60;

export interface TodoInput {
  /** Must hold all tables of posted documents and the tables that `todoTables` names. */
  readonly snapshot: Snapshot;
  readonly ledger: FoldedLedger | null;
  readonly index: LedgerIndex | null;
  readonly asOf: PlainDate;
}

/** Names of the person's own tables that the list looks into. */
export function todoTables(shapes: readonly TableShape[]): readonly string[] {
  return shapes.filter(({ name, headers }) => isBillable(name, headers) || isBankTable(name, headers)).map(({ name }) => name);
}

/** What waits, most urgent for the day's work first: bill, match, chase, then what does not agree. */
export function todoItems({ snapshot, ledger, index, asOf }: TodoInput): readonly TodoItem[] {
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
  const issues = ledger === null ? [] : checkBook(snapshot, () => ledger);
  const typed = issues.filter(({ code }) => code === "rowTypedByHand");
  if (typed.length > 0) items.push({ kind: "typedRows", count: typed.length, issues: typed });
  const damaged = issues.filter(({ severity }) => severity === "error");
  if (damaged.length > 0) items.push({ kind: "damaged", count: damaged.length, issues: damaged });
  return items;
}
