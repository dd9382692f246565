import type { PlainDate } from "../values/plainDate";
import { creditUnapplied, visitOpenParts, visitRows } from "./asOf";
import { type BucketSchedule, bucketCount, bucketOf } from "./buckets";
import type { Account, LedgerIndex } from "./ledgerIndex";

export type AgingBasis = "due" | "document";

export interface AgingRequest {
  readonly asOf: PlainDate;
  readonly basis: AgingBasis;
  readonly schedule: BucketSchedule;
  /** Puts unapplied credit into the buckets, by the credit's own date, instead of the Unapplied column. */
  readonly ageCredits: boolean;
}

/** One line of an aging, in minor units. buckets + unapplied = total, always. */
export interface AgingAmounts {
  readonly buckets: readonly number[];
  /** Zero or negative: credit on account. */
  readonly unapplied: number;
  /** The disputed part of what stands in the buckets; not a further column of the sum. */
  readonly disputed: number;
  readonly total: number;
}

export interface AgingRow extends AgingAmounts {
  readonly account: number;
  readonly customer: Account;
}

/** Aging per account, in the index's order; accounts with nothing open and nothing on account are included as zeros. */
export function agingByAccount(index: LedgerIndex, accounts: Iterable<number>, request: AgingRequest): AgingRow[] {
  const rows: AgingRow[] = [];
  for (const account of accounts) {
    const customer = index.accounts[account];
    if (customer === undefined) continue;
    const tally = newTally(request.schedule);
    visitRows(index.chargesOfAccount, account, (row) => addCharge(tally, index, row, request));
    visitRows(index.creditsOfAccount, account, (row) => addCredit(tally, index, row, request));
    rows.push({ account, customer, ...amountsOf(tally) });
  }
  return rows;
}

export interface AgingItem extends AgingAmounts {
  readonly account: number;
  readonly kind: "charge" | "credit";
  readonly row: number;
}

/** Aging per open document, in order of account, then document date, then number. */
export function agingByItem(index: LedgerIndex, accounts: Iterable<number>, request: AgingRequest): AgingItem[] {
  const items: AgingItem[] = [];
  for (const account of accounts) {
    const start = items.length;
    const collect = (kind: "charge" | "credit", row: number, add: typeof addCharge): void => {
      const tally = newTally(request.schedule);
      add(tally, index, row, request);
      const amounts = amountsOf(tally);
      if (amounts.total !== 0) items.push({ account, kind, row, ...amounts });
    };
    visitRows(index.chargesOfAccount, account, (row) => collect("charge", row, addCharge));
    visitRows(index.creditsOfAccount, account, (row) => collect("credit", row, addCredit));
    const sorted = items.splice(start).sort((a, b) => compareDocuments(index, a, b));
    items.push(...sorted);
  }
  return items;
}

/** Adds lines of one currency up. */
export function sumAging(rows: readonly AgingAmounts[], schedule: BucketSchedule): AgingAmounts {
  const tally = newTally(schedule);
  for (const row of rows) {
    row.buckets.forEach((amount, bucket) => {
      tally.buckets[bucket] = (tally.buckets[bucket] ?? 0) + amount;
    });
    tally.unapplied += row.unapplied;
    tally.disputed += row.disputed;
  }
  return amountsOf(tally);
}

interface Tally {
  readonly buckets: number[];
  unapplied: number;
  disputed: number;
}

function newTally(schedule: BucketSchedule): Tally {
  return { buckets: new Array<number>(bucketCount(schedule)).fill(0), unapplied: 0, disputed: 0 };
}

function amountsOf(tally: Tally): AgingAmounts {
  const total = tally.buckets.reduce((sum, amount) => sum + amount, tally.unapplied);
  return { buckets: tally.buckets, unapplied: tally.unapplied, disputed: tally.disputed, total };
}

function addCharge(tally: Tally, index: LedgerIndex, row: number, request: AgingRequest): void {
  const { asOf, basis, schedule } = request;
  let open = 0;
  visitOpenParts(index, row, asOf, (_part, due, amount) => {
    const days = asOf - (basis === "due" ? due : (index.chargeDate[row] ?? 0));
    const bucket = bucketOf(schedule, days);
    tally.buckets[bucket] = (tally.buckets[bucket] ?? 0) + amount;
    open += amount;
  });
  tally.disputed += Math.min(open, index.charges[row]?.disputed ?? 0);
}

function addCredit(tally: Tally, index: LedgerIndex, row: number, request: AgingRequest): void {
  const unapplied = creditUnapplied(index, row, request.asOf);
  if (unapplied === 0) return;
  if (!request.ageCredits) {
    tally.unapplied -= unapplied;
    return;
  }
  const bucket = bucketOf(request.schedule, request.asOf - (index.creditDate[row] ?? 0));
  tally.buckets[bucket] = (tally.buckets[bucket] ?? 0) - unapplied;
}

function compareDocuments(index: LedgerIndex, a: AgingItem, b: AgingItem): number {
  const [first, second] = [documentOf(index, a), documentOf(index, b)];
  if (first === undefined || second === undefined) return 0;
  return first.date - second.date || (first.number < second.number ? -1 : first.number > second.number ? 1 : 0);
}

/** The fact behind an item. */
export function documentOf(index: LedgerIndex, item: { readonly kind: "charge" | "credit"; readonly row: number }): { readonly number: string; readonly date: PlainDate } | undefined {
  return item.kind === "charge" ? index.charges[item.row] : index.credits[item.row];
}
