import { ledgerJournal } from "../core/exchange/hledger";
import { foldEntries } from "../core/ledger/fold";
import { issueError } from "../core/values/issue";
import { readJournal } from "../workbook/journal";
import type { Workbook } from "../workbook/port";
import { possibleNames, journalTables } from "../workbook/tables";
import { disputedAmounts } from "./book";
import { type Told, tell } from "./runAction";

/** The journal's text, or why there is none: an export of a damaged Journal would leave out what cannot be read. */
export type ExportedJournal = { readonly ok: true; readonly text: string; readonly entries: number } | { readonly ok: false; readonly issues: readonly Told[] };

/** Reads the Journals and writes the ledger as a journal for hledger and ledger; changes nothing in the workbook. */
export async function exportHledger(workbook: Workbook): Promise<ExportedJournal> {
  const snapshot = await workbook.read({ tables: possibleNames("Activity"), prefixes: ["Journal_"] });
  const readings = journalTables(snapshot).map(readJournal);
  if (readings.length === 0) return { ok: false, issues: [tell(issueError("ledgerMissing", null))] };
  const issues = readings.flatMap((reading) => reading.issues);
  if (issues.length > 0) return { ok: false, issues: issues.map(tell) };
  const entries = readings.flatMap((reading) => reading.entries);
  const ledger = foldEntries(entries, disputedAmounts(snapshot, entries));
  return { ok: true, text: ledgerJournal(ledger), entries: ledger.entries.length };
}
