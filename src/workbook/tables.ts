import type { CellRef } from "../core/values/issue";
import { cellAddress } from "./address";
import type { Incoming } from "./cellValue";
import { indexOfHeader } from "./columnMapping";
import type { CellRead, CellWrite, Snapshot, TableSnapshot } from "./port";
import { type Rejection, rejection } from "./rejection";
import { type ColumnSpec, isJournalName, JOURNAL_COLUMNS, OWN_PREFIX, TABLES, type TableName, tableSpec } from "./schema";

/** A ledger table as read, with its columns found by header. */
export interface TableView {
  readonly snapshot: TableSnapshot;
  readonly columns: readonly ColumnSpec[];
  /** Column index by the schema's header; a header that is not there has none. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly missing: readonly string[];
  readonly dateSystem: 1900 | 1904;
}

/** Both spellings of a ledger table's name, for a read: the prefixed one is ours where it exists. */
export function possibleNames(name: TableName): readonly string[] {
  return [name, OWN_PREFIX + name];
}

/** The table of that name as ours, or null when the workbook has none. */
export function viewTable(snapshot: Snapshot, name: TableName): TableView | null {
  const table = snapshot.tables.get(OWN_PREFIX + name) ?? snapshot.tables.get(name);
  return table === undefined ? null : viewOf(table, tableSpec(name).columns, snapshot.dateSystem);
}

/** The name under which a ledger table stands in this workbook. */
export function boundName(tableNames: readonly string[], name: TableName): string {
  return tableNames.includes(OWN_PREFIX + name) ? OWN_PREFIX + name : name;
}

export function viewOf(table: TableSnapshot, columns: readonly ColumnSpec[], dateSystem: 1900 | 1904): TableView {
  const indexes = new Map<string, number>();
  const missing: string[] = [];
  for (const { header, optional } of columns) {
    const index = indexOfHeader(table.headers, header);
    if (index >= 0) indexes.set(header, index);
    else if (optional !== true) missing.push(header);
  }
  return { snapshot: table, columns, indexes, missing, dateSystem };
}

/** The Journals in the workbook, in order of their names. */
export function journalTables(snapshot: Snapshot): readonly TableSnapshot[] {
  return [...snapshot.tables.values()].filter((table) => isJournalName(table.name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function rawCell(view: TableView, rowIndex: number, header: string): CellRead {
  const index = view.indexes.get(header);
  return index === undefined ? "" : (view.snapshot.rows[rowIndex]?.[index] ?? "");
}

/** A cell with its place, ready for the readers of cellValue.ts. */
export function incomingCell(view: TableView, rowIndex: number, header: string): Incoming {
  return { from: "cell", value: rawCell(view, rowIndex, header), at: cellPlace(view, rowIndex, header), dateSystem: view.dateSystem };
}

export function cellPlace(view: TableView, rowIndex: number, header: string): CellRef {
  const { sheet, top, left, name } = view.snapshot;
  const address = cellAddress(sheet, top + 1 + rowIndex, left + (view.indexes.get(header) ?? 0));
  return { address, table: name, row: rowIndex + 1, column: header };
}

/** A row for writing: cells under the headers as they are spelled in this workbook; what has no column in an older book is left out. */
export function spelledRow(view: TableView, row: Readonly<Record<string, CellWrite>>): Readonly<Record<string, CellWrite>> {
  const spelled: Record<string, CellWrite> = {};
  for (const [header, cell] of Object.entries(row)) {
    const isAbsent = !view.indexes.has(header) && view.columns.some((column) => column.header === header && column.optional === true);
    if (!isAbsent) spelled[spelledHeader(view, header)] = cell;
  }
  return spelled;
}

export function spelledHeader(view: TableView, header: string): string {
  return view.snapshot.headers[view.indexes.get(header) ?? -1] ?? header;
}

export type PreflightCode =
  | "workbookReadOnly" | "dates1904" | "precisionAsDisplayed" | "notSetUp" | "tableMissing" | "columnMissing" | "sheetProtected"
  | "tableFiltered" | "totalsRowShown";

/**
 * What would make a write impossible or wrong, from the same read as the plan: each with its cure. `writes`: tables that
 * will be written; `reads`: tables that must be there, whole. Journals are checked like tables that are written.
 */
export function preflight(snapshot: Snapshot, needs: { readonly reads: readonly TableName[]; readonly writes: readonly TableName[]; readonly journal: string }): readonly Rejection<PreflightCode>[] {
  const found: Rejection<PreflightCode>[] = [];
  if (snapshot.readOnly) found.push(rejection("workbookReadOnly"));
  if (snapshot.dateSystem === 1904) found.push(rejection("dates1904"));
  if (snapshot.precisionAsDisplayed) found.push(rejection("precisionAsDisplayed"));
  const anyOfOurs = snapshot.tableNames.some(isJournalName);
  const journal = snapshot.tables.get(needs.journal);
  if (!anyOfOurs && TABLES.every(({ name, writtenBy }) => writtenBy === "people" || !snapshot.tableNames.includes(name))) return [...found, rejection("notSetUp")];
  if (journal === undefined) found.push(rejection("tableMissing", { table: needs.journal }));
  else found.push(...tableProblems(viewOf(journal, JOURNAL_COLUMNS, snapshot.dateSystem), { written: true }));
  for (const name of new Set([...needs.reads, ...needs.writes])) {
    const view = viewTable(snapshot, name);
    if (view === null) found.push(rejection("tableMissing", { table: name }));
    else found.push(...tableProblems(view, { written: needs.writes.includes(name) }));
  }
  return found;
}

function tableProblems(view: TableView, use: { readonly written: boolean }): Rejection<PreflightCode>[] {
  const { name: table, sheet, state, address } = view.snapshot;
  const at: CellRef = { table, address };
  const found = view.missing.map((column) => {
    const unknown = view.snapshot.headers.filter((header) => ![...view.indexes.values()].some((index) => view.snapshot.headers[index] === header));
    return rejection<PreflightCode>("columnMissing", { table, sheet, column, others: unknown.join(", ") }, { ...at, column });
  });
  if (!use.written) return found;
  if (state.sheetProtected) found.push(rejection("sheetProtected", { table, sheet }, at));
  if (state.filtered) found.push(rejection("tableFiltered", { table, sheet }, at));
  if (state.showTotals) found.push(rejection("totalsRowShown", { table, sheet }, at));
  return found;
}
