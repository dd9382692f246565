import type { BilledDocument, Entry } from "../core/ledger/entries";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import { settingChanges, unwrittenSettings } from "./changedSettings";
import { findEntryRow } from "./entryRows";
import type { Snapshot } from "./port";
import { applicationsOf, projectEntry } from "./projection";
import type { TableName } from "./schema";
import { viewTable } from "./tables";

/**
 * A seat's own newest entries whose rows an interrupted run left out of the tables or wrote in part, oldest first. The search
 * goes back from the newest entry and ends at the first that is whole, so that a row which a person deleted long ago is damage
 * to be shown and not put back in silence. A change of settings that is unwritten is named as well; one that is written does
 * not end the search. Tables that were not read are not judged.
 */
export function unfinishedEntries(snapshot: Snapshot, ledger: FoldedLedger, seat: string): readonly Entry[] {
  const unfinished: Entry[] = [];
  const newestFirst = ledger.entries.filter((entry) => entry.head.seat === seat).sort((a, b) => b.head.seq - a.head.seq);
  for (const entry of newestFirst) {
    const seen = [...projectEntry(entry, ledger)].flatMap(([table, rows]) => {
      const view = viewTable(snapshot, table);
      return view === null ? [] : [rows.every((row) => findEntryRow(view, { table, entry: entry.head.id, row })?.isWhole === true)];
    });
    if (seen.length === 0) {
      if (lacksSettings(snapshot, entry, ledger)) unfinished.unshift(entry);
      continue;
    }
    if (seen.every((isWhole) => isWhole)) break;
    unfinished.unshift(entry);
  }
  return unfinished;
}

/** Whether an entry changed settings whose cells still hold what they held before it. */
function lacksSettings(snapshot: Snapshot, entry: Entry, ledger: FoldedLedger): boolean {
  if (entry.body.kind !== "change") return false;
  const { appends, updates } = unwrittenSettings(snapshot, [entry], ledger.entries);
  return appends.length + updates.length > 0;
}

/** The tables in which an entry has rows, or cells of settings. */
export function tablesOf(entry: Entry, ledger: FoldedLedger): readonly TableName[] {
  const { body } = entry;
  // An invoice's rows need not be made to know their tables: a slice has hundreds.
  if (body.kind === "invoice") return invoiceTables(entry, body.document, ledger);
  return body.kind === "change" ? (settingChanges(body).length > 0 ? ["Settings"] : []) : [...projectEntry(entry, ledger).keys()];
}

function invoiceTables({ head }: Entry, { dues, lines }: BilledDocument, ledger: FoldedLedger): readonly TableName[] {
  const tables: TableName[] = ["Invoices"];
  if (dues.length > 0) tables.push("DueDates");
  if (lines.length > 0) tables.push("InvoiceLines");
  if (applicationsOf(ledger).has(head.id)) tables.push("Applications");
  return tables;
}
