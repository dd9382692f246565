import type { Entry } from "../../core/ledger/entries";
import { foldEntries } from "../../core/ledger/fold";
import { type Issue, issueWarning } from "../../core/values/issue";
import { type JournalRow, readJournal, standingHashes } from "../../workbook/journal";
import type { TableSnapshot, Workbook } from "../../workbook/port";
import { TABLES } from "../../workbook/schema";
import { journalTables, possibleNames } from "../../workbook/tables";
import { disputedAmounts } from "../book";
import { commitAndVerify, tolerant } from "./commit";
import type { SharedBook } from "./sharedBook";
import { finishEntries } from "./tables";

/** How often rows that a merge swallowed are appended again. */
const ROUNDS = 3;

/**
 * Waits until the edits of others have been merged, then looks whether the rows are still there, and appends again what a
 * merge swallowed. Null when it cannot be known; else what to tell. Only then may anything leave the house.
 */
export async function survive(
  of: { readonly workbook: Workbook; readonly shared: SharedBook; readonly journal: TableSnapshot; readonly rows: readonly JournalRow[]; readonly entries: readonly Entry[]; readonly before: readonly Entry[] },
): Promise<readonly Issue[] | null> {
  const { workbook, shared, rows, entries } = of;
  for (let round = 0; round < ROUNDS; round += 1) {
    await shared.quiet();
    const table = await tolerant(() => workbook.readTable(of.journal.name));
    if (table === null) return null;
    const there = standingHashes(table, rows);
    const lost = rows.filter((row) => !there.has(row.hash));
    if (lost.length === 0) return rewriteTables(workbook, entries);
    if ((await tolerant(() => commitAndVerify(workbook, table, lost, []))) === null) return null;
  }
  return null;
}

/** Rows of the tables that the merge swallowed are written again. */
async function rewriteTables(workbook: Workbook, own: readonly Entry[]): Promise<readonly Issue[]> {
  const snapshot = await tolerant(() => workbook.read({ tables: TABLES.flatMap(({ name }) => possibleNames(name)), prefixes: ["Journal_"] }));
  if (snapshot === null) return [issueWarning("tablesNotRefreshed", null, { detail: "the tables could not be read again" })];
  const all = journalTables(snapshot).flatMap((table) => readJournal(table).entries);
  const ids = new Set(own.map(({ head }) => head.id));
  const ledger = foldEntries(all, disputedAmounts(snapshot, all));
  return (await finishEntries(ledger.entries.filter(({ head }) => ids.has(head.id)), { workbook, snapshot, ledger })).issues;
}
