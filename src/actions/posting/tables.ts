import type { Entry } from "../../core/ledger/entries";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { type Issue, issueWarning } from "../../core/values/issue";
import { Fault } from "../../workbook/fault";
import type { CellUpdate, RowPlace, Snapshot, TableChanges, TableSnapshot, Workbook } from "../../workbook/port";
import { missingRows, staleUpdates, touchedDocuments } from "../../workbook/projection";
import { boundName, viewTable } from "../../workbook/tables";
import { tablesOf } from "../../workbook/unfinished";
import { tolerant } from "./commit";
import { placedMarks, plain, withoutStanding } from "./marks";
import { entrySlices } from "./slices";

/** With the tables that these entries need and the act did not read; those that cannot be written are left for later. */
export async function withTablesOf(entries: readonly Entry[], of: { readonly workbook: Workbook; readonly snapshot: Snapshot; readonly after: FoldedLedger }): Promise<Snapshot> {
  const { workbook, snapshot, after } = of;
  const needed = new Set(entries.flatMap((entry) => tablesOf(entry, after)).filter((name) => viewTable(snapshot, name) === null));
  const tables = new Map(snapshot.tables);
  for (const name of needed) {
    const table = await tolerant(() => workbook.readTable(boundName(snapshot.tableNames, name)));
    if (table !== null && isWritable(table)) tables.set(table.name, table);
  }
  return needed.size === 0 ? snapshot : { ...snapshot, tables };
}

export function isWritable({ state }: TableSnapshot): boolean {
  return !state.sheetProtected && !state.filtered && !state.showTotals;
}

/** What the next write will touch: the key column of the ledger's tables, and the marked rows of the source, whole. */
export function placesOf(snapshot: Snapshot, needed: Iterable<string>, marks: readonly CellUpdate[]): readonly RowPlace[] {
  const places = new Map<string, RowPlace>();
  for (const name of needed) {
    const at = snapshot.tables.get(name);
    if (at !== undefined) places.set(name, { at, rows: null });
  }
  for (const table of new Set(marks.map((mark) => mark.table))) {
    const at = snapshot.tables.get(table);
    if (at !== undefined) places.set(table, { at, rows: [...new Set(marks.filter((mark) => mark.table === table).map(({ rowIndex }) => rowIndex))].sort((a, b) => a - b) });
  }
  return [...places.values()];
}

/** The snapshot with those tables read again. A table that cannot be read is gone from it. */
export async function readAgain(workbook: Workbook, snapshot: Snapshot, names: ReadonlySet<string>): Promise<Snapshot> {
  if (names.size === 0) return snapshot;
  const tables = new Map(snapshot.tables);
  for (const name of names) {
    const table = await tolerant(() => workbook.readTable(name));
    if (table === null) tables.delete(name);
    else tables.set(name, table);
  }
  return { ...snapshot, tables };
}

/** The snapshot with what is known since of what stands below its tables. */
export function withCrowded(snapshot: Snapshot, names: ReadonlySet<string>): Snapshot {
  if (names.size === 0) return snapshot;
  const tables = new Map([...snapshot.tables].map(([name, table]): [string, TableSnapshot] => [name, names.has(name) ? { ...table, crowded: true } : table]));
  return { ...snapshot, tables };
}

/** The snapshot as these changes leave it, so that the next slice can be planned without reading again. */
export function advanced(snapshot: Snapshot, changes: TableChanges): Snapshot {
  const tables = new Map(snapshot.tables);
  for (const name of new Set([...changes.appends, ...changes.updates].map(({ table }) => table))) {
    const table = tables.get(name);
    if (table === undefined) continue;
    const rows = [...table.rows];
    for (const { rowIndex, column, value } of changes.updates.filter((update) => update.table === name)) {
      const index = table.headers.indexOf(column);
      rows[rowIndex] = (rows[rowIndex] ?? []).map((cell, at) => (at === index ? plain(value) : cell));
    }
    for (const append of changes.appends) if (append.table === name) for (const row of append.rows) rows.push(table.headers.map((header) => plain(row[header])));
    tables.set(name, { ...table, rows });
  }
  return { ...snapshot, tables };
}

/** The entries exist; the tables only repeat them. A failure here is told, and cured by the next run, by recovery or by Set up. */
export async function writeTables(workbook: Workbook, changes: TableChanges, against: Snapshot): Promise<readonly Issue[]> {
  if (changes.appends.length === 0 && changes.updates.length === 0) return [];
  try {
    await workbook.write(changes, against);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return [issueWarning("tablesNotRefreshed", null, { detail: thrown.detail, ...(thrown.code === "rowsMoved" ? { moved: 1 } : {}) })];
  }
}

/**
 * As writeTables; where somebody moved rows or columns in that very moment, those cells have been put back: the tables are read
 * again, and what they lack of these entries, every derived cell that is not what the ledger says, and the marks are written
 * to where they belong. `planned`: the snapshot by whose rows the marks were planned.
 */
export async function writeOrMend(
  changes: TableChanges, of: { readonly workbook: Workbook; readonly against: Snapshot; readonly entries: readonly Entry[]; readonly ledger: FoldedLedger; readonly marks: readonly CellUpdate[] },
): Promise<readonly Issue[]> {
  const { workbook, against, entries, ledger, marks } = of;
  const failed = await writeTables(workbook, changes, against);
  if (!failed.some(({ params }) => params["moved"] === 1)) return failed;
  const now = await readAgain(workbook, against, new Set([...changes.appends, ...changes.updates].map(({ table }) => table)));
  const { appends, updates } = missingRows(now, entries, ledger);
  const placed = placedMarks(withoutStanding(marks, now), { planned: against, now });
  return [...placed.issues, ...(await writeTables(workbook, { appends, updates: [...updates, ...staleUpdates(now, touchedDocuments(entries, ledger), ledger), ...placed.updates] }, now))];
}

/** Writes what the tables lack of posted entries, in slices; stops at the first that fails. */
export async function finishEntries(
  entries: readonly Entry[], of: { readonly workbook: Workbook; readonly snapshot: Snapshot; readonly ledger: FoldedLedger; readonly pause?: (() => Promise<void>) | undefined },
): Promise<{ readonly snapshot: Snapshot; readonly issues: readonly Issue[]; readonly finished: readonly Entry[] }> {
  let { snapshot } = of;
  const finished: Entry[] = [];
  for (const slice of entrySlices(entries)) {
    const changes = missingRows(snapshot, slice, of.ledger);
    const issues = await writeTables(of.workbook, changes, snapshot);
    if (issues.length > 0) return { snapshot, issues, finished };
    snapshot = advanced(snapshot, changes);
    finished.push(...slice);
    await of.pause?.();
  }
  return { snapshot, issues: [], finished };
}
