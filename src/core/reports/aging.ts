import type { ChargeFact, CreditFact } from "../ledger/facts";
import type { PlainDate } from "../values/plainDate";
import { chargeOpen, creditUnapplied, visitRows } from "./asOf";
import { type BucketSchedule, bucketCount, bucketOf } from "./buckets";
import { addAt, amountAt, intAt, itemAt } from "./columns";
import { exactSum } from "./exactSum";
import { compareKeys } from "./keys";
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
  /** The part of what stands in the buckets that is under dispute today (facts keep no history of it); not a further column of the sum. */
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
    rows.push({ account, customer, ...accountAging(index, account, request) });
  }
  return rows;
}

/** Aging of one account. Throws RangeError where there is no such account, or a sum would not be exact. */
export function accountAging(index: LedgerIndex, account: number, request: AgingRequest): AgingAmounts {
  const tally = newTally(request.schedule);
  // Plain loops: this runs for every document of every customer that is asked about.
  const { chargesOfAccount: charges, creditsOfAccount: credits } = index;
  for (let at = intAt(charges.starts, account), end = intAt(charges.starts, account + 1); at < end; at++) addCharge(tally, index, intAt(charges.rows, at), request);
  for (const amount of tally) exactSum(amount);
  for (let at = intAt(credits.starts, account), end = intAt(credits.starts, account + 1); at < end; at++) addCredit(tally, index, intAt(credits.rows, at), request);
  return amountsOf(tally);
}

export interface AgingItem extends AgingAmounts {
  readonly account: number;
  readonly kind: "charge" | "credit";
  readonly row: number;
}

/** Aging per open document, in order of account, then document date, then number. */
export function agingByItem(index: LedgerIndex, accounts: Iterable<number>, request: AgingRequest): AgingItem[] {
  const items: AgingItem[] = [];
  const tally = newTally(request.schedule);
  for (const account of accounts) {
    const start = items.length;
    const collect = (kind: "charge" | "credit", row: number, add: typeof addCharge): void => {
      tally.fill(0);
      add(tally, index, row, request);
      const amounts = amountsOf(tally);
      if (amounts.total !== 0) items.push({ account, kind, row, ...amounts });
    };
    visitRows(index.chargesOfAccount, account, (row) => collect("charge", row, addCharge));
    visitRows(index.creditsOfAccount, account, (row) => collect("credit", row, addCredit));
    // One by one: a customer may have more documents than a call takes arguments.
    for (const item of items.splice(start).sort((a, b) => compareDocuments(index, a, b))) items.push(item);
  }
  return items;
}

/** Adds lines of one currency up. Throws RangeError where the sum would no longer be exact. */
export function sumAging(rows: readonly AgingAmounts[], schedule: BucketSchedule): AgingAmounts {
  const tally = newTally(schedule);
  for (const row of rows) {
    row.buckets.forEach((amount, bucket) => addAt(tally, bucket, amount));
    addAt(tally, tally.length - UNAPPLIED, row.unapplied);
    addAt(tally, tally.length - DISPUTED, row.disputed);
    tally.forEach(exactSum);
  }
  return amountsOf(tally);
}

/** Sums that are being made: the buckets, then what is unapplied, then what is disputed; the latter two by their place from the end. */
type Tally = Float64Array;
const [UNAPPLIED, DISPUTED] = [2, 1];

function newTally(schedule: BucketSchedule): Tally {
  return new Float64Array(bucketCount(schedule) + UNAPPLIED);
}

function amountsOf(tally: Tally): AgingAmounts {
  const last = tally.length - UNAPPLIED;
  const buckets: number[] = [];
  const unapplied = exactSum(amountAt(tally, last));
  let total = unapplied;
  for (let bucket = 0; bucket < last; bucket++) {
    const amount = exactSum(amountAt(tally, bucket));
    buckets.push(amount);
    total += amount;
  }
  return { buckets, unapplied, disputed: amountAt(tally, tally.length - DISPUTED), total: exactSum(total) };
}

function addCharge(tally: Tally, index: LedgerIndex, row: number, request: AgingRequest): void {
  const { asOf, basis, schedule } = request;
  const open = chargeOpen(index, row, asOf);
  // Most charges are paid; the facts of those need not be looked up.
  if (open === 0) return;
  let applied = amountAt(index.chargeAmount, row) - open;
  for (let at = intAt(index.partStarts, row), end = intAt(index.partStarts, row + 1); at < end; at++) {
    const amount = amountAt(index.partAmount, at);
    const filled = Math.min(amount, applied);
    applied -= filled;
    if (amount === filled) continue;
    const day = basis === "due" ? intAt(index.partDue, at) : intAt(index.chargeDate, row);
    addAt(tally, bucketOf(schedule, asOf - day), amount - filled);
  }
  addAt(tally, tally.length - DISPUTED, Math.min(open, itemAt(index.charges, row).disputed));
}

function addCredit(tally: Tally, index: LedgerIndex, row: number, request: AgingRequest): void {
  const unapplied = creditUnapplied(index, row, request.asOf);
  if (unapplied === 0) return;
  if (!request.ageCredits) {
    addAt(tally, tally.length - UNAPPLIED, -unapplied);
    return;
  }
  const bucket = bucketOf(request.schedule, request.asOf - intAt(index.creditDate, row));
  addAt(tally, bucket, -unapplied);
}

function compareDocuments(index: LedgerIndex, a: AgingItem, b: AgingItem): number {
  const [first, second] = [itemAt(documentsOf(index, a), a.row), itemAt(documentsOf(index, b), b.row)];
  return first.date - second.date || compareKeys(first.number, second.number) || compareKeys(a.kind, b.kind) || b.total - a.total;
}

/** The fact behind an item. */
export function documentOf(index: LedgerIndex, item: { readonly kind: "charge" | "credit"; readonly row: number }): { readonly number: string; readonly date: PlainDate } | undefined {
  return documentsOf(index, item)[item.row];
}

function documentsOf(index: LedgerIndex, { kind }: { readonly kind: "charge" | "credit" }): readonly (ChargeFact | CreditFact)[] {
  return kind === "charge" ? index.charges : index.credits;
}
