import { type AgingAmounts, agingByAccount, sumAging } from "../../core/reports/aging";
import { type BucketSchedule, STANDARD_LIMITS, bucketDays } from "../../core/reports/buckets";
import { hasDocuments } from "../../core/reports/balance";
import type { LedgerIndex } from "../../core/reports/ledgerIndex";
import { overdueAmount } from "../../core/reports/overdue";
import type { CurrencyCode } from "../../core/values/currency";
import type { PlainDate } from "../../core/values/plainDate";

export const SCHEDULE: BucketSchedule = { limits: STANDARD_LIMITS, dueTodayIsLate: false };

/** What is owed in one currency as of a day, in minor units; the numbers that the BILLING functions give. */
export interface CurrencyFigures {
  readonly currency: CurrencyCode;
  /** Open charges; credit on account is not deducted. */
  readonly open: number;
  readonly overdue: number;
  /** Credit on account, zero or above. */
  readonly unapplied: number;
  /** open − unapplied */
  readonly balance: number;
  readonly aging: AgingAmounts;
}

/** Figures of these accounts per currency, in order of code; a currency without any document until that day is left out. */
export function currencyFigures(index: LedgerIndex, accounts: readonly number[], asOf: PlainDate): readonly CurrencyFigures[] {
  const rows = agingByAccount(index, accounts, { asOf, basis: "due", schedule: SCHEDULE, ageCredits: false });
  const currencies = [...new Set(rows.map((row) => row.customer.currency))].sort();
  return currencies.flatMap((currency): CurrencyFigures[] => {
    const own = rows.filter((row) => row.customer.currency === currency);
    if (!own.some((row) => hasDocuments(index, row.account, asOf))) return [];
    const aging = sumAging(own, SCHEDULE);
    const overdue = own.reduce((sum, row) => sum + overdueAmount(index, row.account, asOf, 1, null), 0);
    const unapplied = aging.unapplied === 0 ? 0 : -aging.unapplied;
    return [{ currency, open: aging.total + unapplied, overdue, unapplied, balance: aging.total, aging }];
  });
}

export function allAccounts(index: LedgerIndex): readonly number[] {
  return index.accounts.map((_, account) => account);
}

/** First and last day past due of each bucket of the strip; null first for Current. */
export interface StripBucket {
  readonly from: number | null;
  readonly to: number | null;
  readonly amount: number;
}

export function stripBuckets(aging: AgingAmounts): readonly StripBucket[] {
  const days: readonly { readonly from: number | null; readonly to: number | null }[] = [{ from: null, to: null }, ...bucketDays(SCHEDULE)];
  return days.map(({ from, to }, bucket) => ({ from, to, amount: aging.buckets[bucket] ?? 0 }));
}

/** Customers with something more than `days` past due, worst first. */
export function customersPast(index: LedgerIndex, days: number, asOf: PlainDate): readonly string[] {
  const late = index.accounts.flatMap(({ customer }, account) => {
    const amount = overdueAmount(index, account, asOf, days + 1, null);
    return amount > 0 ? [{ customer, amount }] : [];
  });
  return [...new Set(late.sort((a, b) => b.amount - a.amount).map(({ customer }) => customer))];
}
