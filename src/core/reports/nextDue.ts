import type { PlainDate } from "../values/plainDate";
import { visitOpenParts, visitRows } from "./asOf";
import { itemAt } from "./columns";
import type { LedgerIndex } from "./ledgerIndex";

/**
 * The earliest due date with an open amount among the accounts as of a day; it may lie in the past. `upcomingOnly` leaves
 * out what was due before that day. Null: nothing such is open.
 */
export function nextDue(index: LedgerIndex, accounts: Iterable<number>, asOf: PlainDate, upcomingOnly: boolean): PlainDate | null {
  let earliest: PlainDate | null = null;
  for (const account of accounts)
    visitRows(index.chargesOfAccount, account, (row) => {
      const { dues } = itemAt(index.charges, row);
      visitOpenParts(index, row, asOf, (part) => {
        const { due } = itemAt(dues, part);
        if (upcomingOnly && due < asOf) return;
        if (earliest === null || due < earliest) earliest = due;
      });
    });
  return earliest;
}
