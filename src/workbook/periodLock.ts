import type { Entry } from "../core/ledger/entries";
import { laterOf } from "../core/ledger/ledgerState";
import type { PlainDate } from "../core/values/plainDate";
import { settingChanges } from "./changedSettings";
import { LOCKED_THROUGH, readSettingDate } from "./settings";

/**
 * The lock that the Journals know of: the newest entry about it, in the ledger's order. `entries` in any order. A lock that
 * only stands in the cell (Set up, an import) is not among them.
 */
export function journalledLock(entries: readonly Entry[]): PlainDate | null {
  let newest: { readonly entry: Entry; readonly value: string } | null = null;
  for (const entry of entries) {
    if (entry.body.kind !== "change") continue;
    const change = settingChanges(entry.body).find(({ name }) => name === LOCKED_THROUGH);
    if (change !== undefined && (newest === null || isAfter(entry, newest.entry))) newest = { entry, value: change.after };
  }
  return newest === null ? null : readSettingDate(newest.value);
}

/**
 * What is locked: the later of what the cell says and what the Journals say. A later day may be typed into the cell; an
 * earlier one opens nothing, because opening a closed period needs a reason that somebody stands for.
 */
export function effectiveLock(cell: PlainDate | null, entries: readonly Entry[]): PlainDate | null {
  const journalled = journalledLock(entries);
  return cell === null ? journalled : laterOf(cell, journalled);
}

function isAfter(a: Entry, b: Entry): boolean {
  return a.head.order !== b.head.order ? a.head.order > b.head.order : a.head.id > b.head.id;
}
