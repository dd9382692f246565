import { inspectReads } from "../../workbook/integrity/inspectReads";
import { journalBelow } from "../../workbook/integrity/journalBelow";
import type { Snapshot, TableRepair, Workbook } from "../../workbook/port";
import { journalTables } from "../../workbook/tables";
import type { ChangeSet } from "../action";

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
  const adopted = journalTables(now).flatMap((table): TableRepair[] => {
    const { through } = journalBelow(table);
    return through === 0 ? [] : [{ kind: "resize", table: table.name, rows: Math.max(1, table.rows.length) + through }];
  });
  if (adopted.length === 0) return now;
  await workbook.repair(adopted, now);
  return workbook.read(inspectReads());
}

/** Rows that go, once the record of it stands. */
export async function repairLast({ workbook, snapshot, changes }: Repairing): Promise<void> {
  const { repair } = changes;
  if (repair !== undefined && repair.last.length > 0) await workbook.repair(repair.last, snapshot);
}
