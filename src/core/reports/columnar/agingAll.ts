import type { AgingRequest } from "../aging";
import { bucketCount, bucketOf, type BucketSchedule } from "../buckets";
import { addAt, amountAt, codeAt, intAt } from "../columns";
import { exactSum } from "../exactSum";
import type { Account } from "../ledgerIndex";
import type { ColumnIndex } from "./columnIndex";
import { paidUntil, visitLeftOver } from "./settled";

/** Aging of all accounts as one list of amounts in minor units: those of account n stand from n · width. */
export interface AgingColumns {
  readonly accounts: readonly Account[];
  /** Buckets, then unapplied (zero or negative), then total. */
  readonly width: number;
  readonly amounts: Float64Array;
}

/**
 * Aging of all accounts as of a day, in one pass over the columns. A payment counts for its invoice from the later of both
 * dates; what an invoice does not take is unapplied. Payments that contradict their invoice count for nothing (`issuesOf`
 * names them, and whoever shows figures leaves the customer's out: `blockedCustomers`). Throws RangeError where a sum would
 * not be exact.
 */
export function agingAll(index: ColumnIndex, request: AgingRequest): AgingColumns {
  const { asOf, ageCredits } = request;
  const buckets = bucketCount(request.schedule);
  const width = buckets + 2;
  const amounts = new Float64Array(index.accounts.length * width);
  const byDays = bucketsByDays(request.schedule);
  const bucketAt = (date: number): number => codeAt(byDays, Math.min(Math.max(asOf - date, -1) + 1, byDays.length - 1));
  const credit = (account: number, date: number, amount: number): void => {
    addAt(amounts, account * width + (ageCredits ? bucketAt(date) : buckets), -amount);
  };
  const paid = paidUntil(index, asOf, credit);
  const { account: accounts, date: dates, amount: totals } = index;
  const dues = request.basis === "due" ? index.due : dates;
  const overpaid = new Set<number>();
  const documents = Math.min(index.numbers.count, accounts.length);
  for (let document = 0; document < documents; document++) {
    const account = intAt(accounts, document);
    if (account < 0) continue;
    const money = amountAt(paid, document);
    const exists = intAt(dates, document) <= asOf;
    const total = exists ? amountAt(totals, document) : 0;
    if (total > money) addAt(amounts, account * width + bucketAt(intAt(dues, document)), total - money);
    if (total < 0) credit(account, intAt(dates, document), -total);
    const left = money - Math.max(0, total);
    if (left <= 0) continue;
    if (ageCredits) overpaid.add(document);
    else credit(account, asOf, exactSum(left));
  }
  if (overpaid.size > 0) visitLeftOver(index, overpaid, asOf, credit);
  addTotals(amounts, width);
  return { accounts: index.accounts, width, amounts };
}

/** Bucket by days past due + 1, as far as the schedule tells days apart; everything older has the last one. */
function bucketsByDays(schedule: BucketSchedule): Uint8Array {
  const table = new Uint8Array((schedule.limits.at(-1) ?? 0) + 3);
  for (let at = 0; at < table.length; at++) table[at] = bucketOf(schedule, at - 1);
  return table;
}

function addTotals(amounts: Float64Array, width: number): void {
  for (let at = 0; at < amounts.length; at += width) {
    let sum = 0;
    for (let column = 0; column < width - 1; column++) {
      const amount = exactSum(amountAt(amounts, at + column));
      amounts[at + column] = amount;
      sum += amount;
    }
    amounts[at + width - 1] = exactSum(sum);
  }
}
