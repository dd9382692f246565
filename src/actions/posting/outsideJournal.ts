import { journalBelow } from "../../workbook/integrity/journalBelow";
import type { Snapshot, Workbook } from "../../workbook/port";
import { type Rejection, rejection } from "../../workbook/rejection";
import { journalTables } from "../../workbook/tables";

/**
 * Journals whose own rows stand below the edge (the table was made shorter by hand): nobody reads them, so what is posted
 * then would take their numbers and their place in the chain. A round trip only where something stands below a Journal.
 */
export async function outsideJournals(workbook: Workbook, snapshot: Snapshot): Promise<readonly Rejection<"journalOutside">[]> {
  const crowded = journalTables(snapshot).filter((table) => table.crowded === true).map(({ name }) => name);
  if (crowded.length === 0) return [];
  const now = await workbook.read({ tables: crowded, below: true });
  return journalTables(now).flatMap((table) => {
    const { count } = journalBelow(table);
    return count === 0 ? [] : [rejection("journalOutside", { table: table.name, count }, { table: table.name, address: table.address })];
  });
}
