import type { Entry } from "../core/ledger/entries";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import { type Issue, issueError, issueWarning } from "../core/values/issue";
import { chainIssues, readJournal } from "./journal";
import type { CellRead, CellWrite, Snapshot } from "./port";
import { MERGED_INTO, mergeMarks } from "./mergedCustomers";
import { projectEntry } from "./projection";
import { rowCheck } from "./rowCheck";
import { type TableName, tableSpec } from "./schema";
import { type TableView, cellPlace, journalTables, rawCell, viewTable } from "./tables";

/** Tables that repeat the Journals: each of their rows bears the Entry that wrote it. */
const REPEATING: readonly TableName[] = ["Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"];

/**
 * The ledger check: reads everything, changes nothing. The Journals are folded and every row of the other tables is
 * compared with what the fold says; differences are issues with their cell, what it was and what it is. Sorting,
 * filtering, colouring, added columns and moved sheets are no issue. `fold` folds the entries with the book's disputes.
 */
export function checkBook(snapshot: Snapshot, fold: (entries: readonly Entry[]) => FoldedLedger): readonly Issue[] {
  const issues: Issue[] = [];
  const readings = journalTables(snapshot).map((table) => ({ table, reading: readJournal(table) }));
  if (readings.length === 0) return [issueError("ledgerMissing", null)];
  for (const { table, reading } of readings) issues.push(...reading.issues, ...chainIssues(table.name, reading.rows));
  const ledger = fold(readings.flatMap(({ reading }) => reading.entries));
  issues.push(...ledger.conflicts.map((conflict) => issueError(conflict.code, null, plainParams(conflict))));
  issues.push(...unmarkedMerges(snapshot, ledger));
  const expected = expectedRows(ledger);
  for (const name of REPEATING) {
    const view = viewTable(snapshot, name);
    if (view === null) issues.push(issueError("tableGone", { table: name }, { table: name }));
    else if (view.missing.length > 0) issues.push(issueError("columnsGone", { table: view.snapshot.name }, { table: view.snapshot.name, columns: view.missing.join(", ") }));
    else issues.push(...compareTable(name, view, expected.get(name) ?? new Map()));
  }
  return issues;
}

/** Customers whose row does not say, or says wrongly, into whom they were merged. */
function unmarkedMerges(snapshot: Snapshot, ledger: FoldedLedger): Issue[] {
  const view = viewTable(snapshot, "Customers");
  return view === null ? [] : mergeMarks(view, ledger).map(({ rowIndex, customer, into }) => {
    const is = String(plainOf(rawCell(view, rowIndex, MERGED_INTO)));
    return issueError("mergeUnmarked", cellPlace(view, rowIndex, MERGED_INTO), { customer, into, is });
  });
}

type Row = Readonly<Record<string, CellWrite>>;
type RowsByKey = Map<string, Row>;

function expectedRows(ledger: FoldedLedger): ReadonlyMap<TableName, RowsByKey> {
  const tables = new Map<TableName, RowsByKey>();
  for (const entry of ledger.entries)
    for (const [table, rows] of projectEntry(entry, ledger)) {
      const byKey = tables.get(table) ?? new Map<string, Row>();
      for (const row of rows) byKey.set(keyOf(table, (header) => row[header]), row);
      tables.set(table, byKey);
    }
  return tables;
}

function keyOf(table: TableName, cellAt: (header: string) => CellRead | CellWrite | undefined): string {
  return JSON.stringify(tableSpec(table).key.map((header) => String(plainOf(cellAt(header)))));
}

function compareTable(name: TableName, view: TableView, expected: RowsByKey): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  view.snapshot.rows.forEach((_cells, rowIndex) => {
    const cellAt = (header: string): CellRead => rawCell(view, rowIndex, header);
    const firstKey = tableSpec(name).key[0] ?? "";
    const key = keyOf(name, cellAt);
    const row = expected.get(key);
    if (cellAt("Entry") === "" && row === undefined) {
      issues.push(issueWarning("rowTypedByHand", cellPlace(view, rowIndex, firstKey), { document: String(plainOf(cellAt(firstKey))) }));
    } else if (row === undefined) {
      issues.push(issueError("rowNotPosted", cellPlace(view, rowIndex, firstKey), { document: String(plainOf(cellAt(firstKey))) }));
    } else if (seen.has(key)) {
      issues.push(issueError("rowTwiceInTable", cellPlace(view, rowIndex, firstKey), { document: String(plainOf(cellAt(firstKey))) }));
    } else {
      seen.add(key);
      issues.push(...compareRow(name, view, rowIndex, row));
    }
  });
  for (const [key, row] of expected) {
    if (seen.has(key)) continue;
    const document = tableSpec(name).key.map((header) => String(plainOf(row[header]))).join(" ");
    issues.push(issueError("rowGone", { table: view.snapshot.name }, { table: view.snapshot.name, document }));
  }
  return issues;
}

function compareRow(name: TableName, view: TableView, rowIndex: number, row: Row): Issue[] {
  const changed = tableSpec(name).columns.filter(({ header }) => view.indexes.has(header) && plainOf(rawCell(view, rowIndex, header)) !== plainOf(row[header]));
  const posted = changed.filter(({ derived }) => derived !== true);
  const isAmendment = rowCheck(name, (header) => rawCell(view, rowIndex, header)) === plainOf(row["Check"]);
  return changed.map(({ header, derived }) => {
    const params = { header, is: String(plainOf(rawCell(view, rowIndex, header))), was: String(plainOf(row[header])) };
    const at = cellPlace(view, rowIndex, header);
    if (derived === true) return issueWarning("derivedStale", at, params);
    return isAmendment && posted.length > 0 ? issueWarning("rowAmended", at, params) : issueError("postedCellChanged", at, params);
  });
}

function plainOf(cell: CellRead | CellWrite | undefined): string | number | boolean {
  if (cell === undefined) return "";
  if (typeof cell !== "object") return cell;
  if ("error" in cell) return cell.error;
  return cell.type === "empty" ? "" : cell.value;
}

function plainParams(conflict: object): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(conflict).filter((pair): pair is [string, string | number] => typeof pair[1] === "string" || typeof pair[1] === "number"));
}
