import { type JournalRow, journalRowAt } from "../journal";
import type { Snapshot, TableSnapshot } from "../port";
import { journalTableName } from "../schema";
import { journalTables, rawCell, viewTable } from "../tables";
import { journalCase } from "./journalDiagnosis";
import { provenRow } from "./journalProof";
import { plainOf } from "./plainCells";
import { REPEATING_TABLES } from "./repeatingTables";

/**
 * Journal rows that cannot be read: as their hash proves that they were, else as their cells say while these say a place in
 * the chain. They will be put back by their cure or by hand, so that an entry written before must not take their place.
 */
export function unreadRows(snapshot: Snapshot): readonly JournalRow[] {
  const cases = journalTables(snapshot).map((table) => journalCase(table, snapshot.dateSystem));
  if (cases.every(({ reading }) => reading.issues.length === 0)) return [];
  const known = new Set(cases.flatMap(({ reading }) => reading.rows.map(({ head }) => head.id)));
  const unknownEntries = [...new Set(REPEATING_TABLES.flatMap((name) => {
    const view = viewTable(snapshot, name);
    return view === null ? [] : view.snapshot.rows.map((_, row) => String(plainOf(rawCell(view, row, "Entry"))));
  }))].filter((id) => id !== "" && !known.has(id));
  return cases.flatMap((own) => own.reading.issues.flatMap(({ at }) => {
    const rowIndex = (at?.row ?? 1) - 1;
    const asItSays = journalRowAt(own.view.snapshot, rowIndex);
    return provenRow(own, rowIndex, { all: cases, unknownEntries }) ?? (hasPlace(asItSays, own.view.snapshot) ? asItSays : []);
  }));
}

/** A number that was typed over must not leave a gap as large as itself behind, nor a seat that was typed over join another's chain. */
function hasPlace({ head, hash }: JournalRow, { name, rows }: TableSnapshot): boolean {
  return journalTableName(head.seat) === name && Number.isInteger(head.seq) && head.seq > 0 && head.seq <= rows.length && Number.isFinite(head.order) && /^[0-9a-f]{64}$/.test(hash);
}
