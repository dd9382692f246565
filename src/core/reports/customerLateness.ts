import { ZERO } from "../values/decimal";
import type { PlainDate } from "../values/plainDate";
import { visitRows } from "./asOf";
import { amountAt, codeAt, intAt, itemAt, numberAt } from "./columns";
import type { LedgerIndex } from "./ledgerIndex";
import { metric, type Metric, whole } from "./metric";
import { meanDaysLate, weightedDaysLate } from "./metrics";
import { APPLICATION_KINDS } from "./movementColumns";

/** An invoice, or an instalment of one, that was paid: settled whole, and more of it by cash than by anything else. */
export interface PaidPart {
  readonly account: number;
  /** Row of the charge and position of the part in it. */
  readonly row: number;
  readonly part: number;
  readonly due: number;
  /** Day on which the last of it was settled. */
  readonly paid: number;
  /** Minor units. */
  readonly amount: number;
}

export interface LatenessRequest {
  /** Only what counted until this day is known. */
  readonly asOf: PlainDate;
  /** Leaves out what was paid before; null: all on record. */
  readonly paidFrom: PlainDate | null;
  /** Counts a day paid early as a negative day late; otherwise as 0, as most published figures do. */
  readonly countEarly: boolean;
}

/** How late paid items were. Amount-weighted figures are of one currency, so several currencies are several rows. */
export interface Lateness {
  readonly count: number;
  readonly mean: Metric;
  readonly weighted: Metric;
  /** Middle of the days late in order, halfway between the two middle ones of an even count. */
  readonly median: Metric;
}

export interface CustomerLateness extends Lateness {
  readonly account: number;
}

/** Lateness of each account, in the order given; an account that paid nothing has metrics that are absent. */
export function customerLateness(index: LedgerIndex, accounts: Iterable<number>, request: LatenessRequest): CustomerLateness[] {
  return [...accounts].map((account) => ({ account, ...latenessOf(paidParts(index, [account], request), request.countEarly) }));
}

/** Lateness over paid parts; of several currencies only `count`, `mean` and `median` mean anything. */
export function latenessOf(parts: readonly PaidPart[], countEarly: boolean): Lateness {
  let days = ZERO;
  let dayAmounts = ZERO;
  let amount = ZERO;
  const each = parts.map((part) => {
    const late = countEarly ? part.paid - part.due : Math.max(0, part.paid - part.due);
    days = days.add(late);
    dayAmounts = dayAmounts.add(whole(part.amount).mul(late));
    amount = amount.add(part.amount);
    return late;
  });
  return {
    count: parts.length,
    mean: meanDaysLate({ days, count: parts.length }),
    weighted: weightedDaysLate({ dayAmounts, amount }),
    median: medianOf(each),
  };
}

function medianOf(days: number[]): Metric {
  const inOrder = days.sort((a, b) => a - b);
  const middle = Math.floor(inOrder.length / 2);
  if (inOrder.length === 0) return metric(ZERO, ZERO, 1, "nothingPaid");
  const upper = numberAt(inOrder, middle);
  const lower = inOrder.length % 2 === 1 ? upper : numberAt(inOrder, middle - 1);
  return metric(whole(lower + upper), whole(2), 1, "nothingPaid");
}

/**
 * The parts of invoices that are paid as of a day, in order of account, charge and part. Applications fill the earliest-due
 * parts first; a part that a bounced payment opened again is not paid until it is settled anew. What was mostly credited,
 * written off or cancelled was not paid, and nothing was to pay of an invoice of zero.
 */
export function paidParts(index: LedgerIndex, accounts: Iterable<number>, request: Omit<LatenessRequest, "countEarly">): PaidPart[] {
  const found: PaidPart[] = [];
  for (const account of accounts)
    visitRows(index.chargesOfAccount, account, (row) => {
      // A deduction keeps the due date of the invoice it was taken from: what it says of lateness, the invoice has said.
      if (itemAt(index.charges, row).kind === "deduction") return;
      const steps = settledSteps(index, row, request.asOf);
      if (steps.cash * 2 <= steps.settled) return;
      const start = intAt(index.partStarts, row);
      let until = 0;
      for (let at = start; at < intAt(index.partStarts, row + 1); at++) {
        const amount = amountAt(index.partAmount, at);
        until += amount;
        if (amount === 0 || until > steps.settled) continue;
        const paid = paidOn(steps, until);
        if (request.paidFrom === null || paid >= request.paidFrom) found.push({ account, row, part: at - start, due: intAt(index.partDue, at), paid, amount });
      }
    });
  return found;
}

/** What was settled of a charge at the end of each day on which it moved, until a day; `cash` of it by payments and their discounts. */
interface SettledSteps {
  readonly days: readonly number[];
  readonly totals: readonly number[];
  readonly settled: number;
  readonly cash: number;
}

function settledSteps(index: LedgerIndex, row: number, asOf: PlainDate): SettledSteps {
  const { starts, dates, amounts, partners, kinds } = index.chargeMoves;
  const days: number[] = [];
  const totals: number[] = [];
  let settled = 0;
  let cash = 0;
  for (let at = intAt(starts, row); at < intAt(starts, row + 1); at++) {
    const date = intAt(dates, at);
    if (date > asOf) break;
    const amount = amountAt(amounts, at);
    settled += amount;
    if (isCash(index, intAt(partners, at), codeAt(kinds, at))) cash += amount;
    if (days.at(-1) === date) totals[totals.length - 1] = settled;
    else {
      days.push(date);
      totals.push(settled);
    }
  }
  return { days, totals, settled, cash };
}

function isCash(index: LedgerIndex, credit: number, kind: number): boolean {
  return credit >= 0 ? itemAt(index.creditKinds, credit) !== "creditMemo" : itemAt(APPLICATION_KINDS, kind) === "payment";
}

/** The day from which on the charge was settled up to `until` without interruption. */
function paidOn({ days, totals }: SettledSteps, until: number): number {
  let day = days.length - 1;
  while (day > 0 && numberAt(totals, day - 1) >= until) day--;
  return numberAt(days, day);
}

