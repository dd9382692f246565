import type { Snapshot } from "../port";
import { rawCell, viewTable } from "../tables";
import { plainOf } from "./plainCells";
import { REPEATING_TABLES } from "./repeatingTables";

/** True where a posted table, as far as it was read, holds rows of entries that are not among these ids: all that is left of them. */
export function holdsOtherEntries(snapshot: Snapshot, known: ReadonlySet<string>): boolean {
  return REPEATING_TABLES.some((table) => {
    const view = viewTable(snapshot, table);
    return view !== null && view.snapshot.rows.some((_, row) => {
      const entry = String(plainOf(rawCell(view, row, "Entry")));
      return entry !== "" && !known.has(entry);
    });
  });
}
