import type { Entry } from "../core/ledger/entries";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import type { Snapshot } from "./port";
import { projectEntry } from "./projection";
import type { TableName } from "./schema";
import { rawCell, viewTable } from "./tables";

/**
 * A seat's own newest entries whose rows an interrupted run left out of the tables, oldest first. The search goes back from
 * the newest entry and ends at the first that is whole, so that a row which a person deleted long ago is damage to be shown
 * and not put back in silence. Tables that were not read are not judged.
 */
export function unfinishedEntries(snapshot: Snapshot, ledger: FoldedLedger, seat: string): readonly Entry[] {
  const written = new Map<TableName, ReadonlySet<unknown> | null>();
  const entriesIn = (table: TableName): ReadonlySet<unknown> | null => {
    const known = written.get(table);
    if (known !== undefined) return known;
    const view = viewTable(snapshot, table);
    const found = view === null ? null : new Set<unknown>(view.snapshot.rows.map((_, row) => rawCell(view, row, "Entry")));
    written.set(table, found);
    return found;
  };
  const unfinished: Entry[] = [];
  const newestFirst = ledger.entries.filter((entry) => entry.head.seat === seat).sort((a, b) => b.head.seq - a.head.seq);
  for (const entry of newestFirst) {
    const seen = tablesOf(entry, ledger).map(entriesIn).filter((ids) => ids !== null);
    if (seen.length === 0) continue;
    if (seen.every((ids) => ids.has(entry.head.id))) break;
    unfinished.unshift(entry);
  }
  return unfinished;
}

/** The tables in which an entry has rows. */
export function tablesOf(entry: Entry, ledger: FoldedLedger): readonly TableName[] {
  return [...projectEntry(entry, ledger).keys()];
}
