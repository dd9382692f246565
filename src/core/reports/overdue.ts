import type { PlainDate } from "../values/plainDate";
import { visitOpenParts, visitRows } from "./asOf";
import { exactSum } from "./exactSum";
import type { LedgerIndex } from "./ledgerIndex";

/**
 * Open amount of one account that is at least `fromDays` and, unless null, at most `toDays` past its due date as of a
 * day, in minor units. Instalments count by their own due dates; credit on account is not deducted. Throws RangeError
 * where the sum would not be exact.
 */
export function overdueAmount(index: LedgerIndex, account: number, asOf: PlainDate, fromDays: number, toDays: number | null): number {
  let sum = 0;
  visitRows(index.chargesOfAccount, account, (row) => {
    visitOpenParts(index, row, asOf, (_part, due, open) => {
      const days = asOf - due;
      if (days >= fromDays && (toDays === null || days <= toDays)) sum = exactSum(sum + open);
    });
  });
  return sum;
}
