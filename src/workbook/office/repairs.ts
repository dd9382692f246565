import { Fault } from "../fault";
import type { Snapshot, TableRepair } from "../port";

/**
 * Changes tables' shapes, in the order given. Rows to be deleted are looked at first, in a round trip of its own: a row
 * that is no longer the one of the snapshot stays, and nothing at all is done.
 */
export async function repair(context: Excel.RequestContext, repairs: readonly TableRepair[], against: Snapshot): Promise<void> {
  await checkRows(context, repairs, against);
  context.application.suspendScreenUpdatingUntilNextSync();
  for (const change of repairs) queueRepair(context, change);
  await context.sync();
}

async function checkRows(context: Excel.RequestContext, repairs: readonly TableRepair[], against: Snapshot): Promise<void> {
  const checks = repairs.flatMap((change) => {
    if (change.kind !== "deleteRows") return [];
    const at = against.tables.get(change.table);
    if (at === undefined) throw new Fault("notFound", `table ${change.table}`, false);
    const keys = context.workbook.tables.getItem(change.table).getHeaderRowRange().getCell(0, 0).getOffsetRange(1, 0).getAbsoluteResizedRange(Math.max(1, at.rows.length), 1);
    keys.load("values");
    return [{ change, at, keys }];
  });
  if (checks.length === 0) return;
  await context.sync();
  for (const { change, at, keys } of checks)
    for (const row of change.rows) {
      const [cell = ""] = at.rows[row] ?? [];
      const wanted: unknown = typeof cell === "object" ? cell.error : cell;
      const values: readonly (readonly unknown[])[] = keys.values;
      if ((values[row]?.[0] ?? "") !== wanted) throw new Fault("rowsMoved", `table ${change.table}`, false);
    }
}

function queueRepair(context: Excel.RequestContext, change: TableRepair): void {
  const table = context.workbook.tables.getItem(change.table);
  switch (change.kind) {
    case "renameTable":
      table.name = change.to;
      return;
    case "renameColumn":
      table.columns.getItem(change.from).name = change.to;
      return;
    case "resize": {
      const header = table.getHeaderRowRange();
      table.resize(header.getResizedRange(change.rows, 0));
      return;
    }
    case "deleteRows":
      // From the last upwards: an index below is not moved by a deletion.
      for (const row of [...change.rows].sort((a, b) => b - a)) table.rows.getItemAt(row).delete();
      return;
  }
}
