import { inspectReads } from "../../workbook/integrity/inspectReads";
import { journalBelow } from "../../workbook/integrity/journalBelow";
import type { Snapshot, TableRepair, TableSnapshot, Workbook } from "../../workbook/port";
import { journalTables } from "../../workbook/tables";
import type { Witness } from "../../workbook/witness";
import type { ChangeSet } from "../action";
import { tolerant } from "./commit";
import { isWritable } from "./tables";

interface Repairing {
  readonly workbook: Workbook;
  readonly snapshot: Snapshot;
  readonly changes: ChangeSet;
}

/** What a Journal needs before it can be written to: its name, its columns, its rows below the edge. The book as it then is. */
export async function repairFirst({ workbook, snapshot, changes }: Repairing): Promise<Snapshot> {
  const { repair } = changes;
  if (repair === undefined || repair.first.updates.length + repair.first.repairs.length + changes.newColumns.length + changes.newTables.length === 0) return snapshot;
  if (repair.first.updates.length > 0) await workbook.write({ appends: [], updates: repair.first.updates }, snapshot);
  if (repair.first.repairs.length > 0) await workbook.repair(repair.first.repairs, snapshot);
  const now = await workbook.read(inspectReads());
  // Only now that the Journals can be read is it seen that rows of theirs stand below the edge: the record must not take their place in the chain.
  return takeIn(workbook, now, () => true);
}

/**
 * Journal rows of this device's own that stand whole below the edge: the run that wrote them was cut off before the table took
 * them in. They are taken in, as they would have been. Rows below the edge that this device did not just ask for are told instead.
 */
export async function takeInOwn(workbook: Workbook, snapshot: Snapshot, witness: Witness | null): Promise<Snapshot> {
  const asked = new Set((witness?.rows ?? []).filter(({ state }) => state === "asked").map(({ row }) => row.hash));
  if (asked.size === 0 || snapshot.readOnly) return snapshot;
  const isOwn = (table: TableSnapshot): boolean => {
    const { count, hashes, through } = journalBelow(table);
    return through === count && isWritable(table) && [...hashes].every((hash) => asked.has(hash));
  };
  // Where Excel refuses it, the check tells of them.
  return (await tolerant(() => takeIn(workbook, snapshot, isOwn))) ?? snapshot;
}

/** The Journals with what stands below their edge, and the book as it then is. */
async function takeIn(workbook: Workbook, snapshot: Snapshot, which: (table: TableSnapshot) => boolean): Promise<Snapshot> {
  const adopted = journalTables(snapshot).flatMap((table): TableRepair[] => {
    const { through } = journalBelow(table);
    return through === 0 || !which(table) ? [] : [{ kind: "resize", table: table.name, rows: Math.max(1, table.rows.length) + through }];
  });
  if (adopted.length === 0) return snapshot;
  await workbook.repair(adopted, snapshot);
  return workbook.read(inspectReads());
}

/** Rows that go, once the record of it stands. */
export async function repairLast({ workbook, snapshot, changes }: Repairing): Promise<void> {
  const { repair } = changes;
  if (repair !== undefined && repair.last.length > 0) await workbook.repair(repair.last, snapshot);
}
