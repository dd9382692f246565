import type { Entry } from "../../core/ledger/entries";
import type { Snapshot } from "../port";
import { rawCell, viewTable } from "../tables";
import { plainOf } from "./plainCells";
import { REPEATING_TABLES } from "./repeatingTables";

/** True where a posted table, as far as it was read, holds rows of entries that are not among these: all that is left of them. */
export function holdsOtherEntries(snapshot: Snapshot, entries: readonly Entry[]): boolean {
  const known = new Set(entries.map(({ head }) => head.id));
  return REPEATING_TABLES.some((table) => {
    const view = viewTable(snapshot, table);
    return view !== null && view.snapshot.rows.some((_, row) => {
      const entry = String(plainOf(rawCell(view, row, "Entry")));
      return entry !== "" && !known.has(entry);
    });
  });
}
