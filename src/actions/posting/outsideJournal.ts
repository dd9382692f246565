import { journalBelow } from "../../workbook/integrity/journalBelow";
import type { Snapshot, Workbook } from "../../workbook/port";
import { type Rejection, rejection } from "../../workbook/rejection";
import { journalTables } from "../../workbook/tables";
import type { Witness } from "../../workbook/witness";
import { takeInOwn } from "./repairs";

/**
 * Journals whose own rows stand below the edge (the table was made shorter by hand): nobody reads them, so what is posted
 * then would take their numbers and their place in the chain. Rows that a broken run of this device left there are taken in
 * first, and the answer is "takenIn". A round trip only where something stands below a Journal.
 */
export async function outsideJournals(workbook: Workbook, snapshot: Snapshot, witness: Witness | null): Promise<readonly Rejection<"journalOutside">[] | "takenIn"> {
  const crowded = journalTables(snapshot).filter((table) => table.crowded === true).map(({ name }) => name);
  if (crowded.length === 0) return [];
  const now = await workbook.read({ tables: crowded, below: true });
  if ((await takeInOwn(workbook, now, witness)) !== now) return "takenIn";
  return journalTables(now).flatMap((table) => {
    const { count } = journalBelow(table);
    return count === 0 ? [] : [rejection("journalOutside", { table: table.name, count }, { table: table.name, address: table.address })];
  });
}
