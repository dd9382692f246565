import type { CurrencyCode } from "../values/currency";
import { roundToMinor } from "../values/decimal";
import { MINOR_MAX } from "../values/money";
import { addDays, type PlainDate } from "../values/plainDate";
import { creditUnapplied, visitOpenParts, visitRows } from "./asOf";
import { addAt, itemAt, numberAt } from "./columns";
import { latenessOf, paidParts } from "./customerLateness";
import { exactSum } from "./exactSum";
import { type ForecastPeriod, forecastPeriods, type PeriodKind } from "./forecastPeriods";
import { compareKeys, matchKey } from "./keys";
import type { Account, LedgerIndex } from "./ledgerIndex";

/** What a customer promised to pay, from the Activity table. */
export interface PromiseFact {
  readonly customer: string;
  /** The document promised for; null: the customer's oldest open items. */
  readonly document: string | null;
  /** Minor units; null: all that is open. */
  readonly amount: number | null;
  readonly currency: string;
  /** The day on which the promise was made, and the day it names. */
  readonly made: PlainDate;
  readonly due: PlainDate;
}

export type LatenessMeasure = "mean" | "weighted" | "median";

export interface ForecastRequest {
  readonly asOf: PlainDate;
  /** "due": what is open comes on its due date; else the due date plus how late the customer has been, by that measure. */
  readonly basis: "due" | LatenessMeasure;
  /** Paid items that a customer needs before its own lateness counts; with fewer the due date does. */
  readonly minimumSample: number;
  readonly period: PeriodKind;
  /** Periods to show; what comes later stands in `later`. */
  readonly periods: number;
  readonly promises: readonly PromiseFact[];
}

export type ExpectedBy = "promise" | "lateness" | "due";

/** An open amount with the day on which it is expected, and why. */
export interface ExpectedCash {
  readonly account: number;
  readonly row: number;
  readonly number: string;
  readonly part: number;
  readonly due: PlainDate;
  readonly expected: PlainDate;
  readonly by: ExpectedBy;
  readonly amount: number;
}

/** Amounts in minor units: late + Σ periods + later = open; open + unapplied = balance. */
export interface ForecastRow {
  readonly account: number;
  readonly customer: Account;
  /** Was expected before the as-of day and has not come. */
  readonly late: number;
  /** By period, as `CashForecast.periods` lists them. */
  readonly periods: readonly number[];
  readonly later: number;
  readonly open: number;
  /** Credit on account, zero or negative: no cash, but it may be used instead of cash. */
  readonly unapplied: number;
}

export interface CashForecast {
  readonly periods: readonly ForecastPeriod[];
  readonly rows: readonly ForecastRow[];
  readonly expected: readonly ExpectedCash[];
}

/**
 * When the open items of the accounts will be paid, as known on the as-of day: promises first (made by then, and not yet
 * broken), else by the customer's measured lateness (mean and weighted rounded to whole days half away from zero, never
 * negative: early payers are expected on the due date), else by due date. Rows are in the order of the accounts; accounts
 * with nothing open and nothing on account are left out. Throws RangeError for a negative number of periods or sample.
 */
export function cashForecast(index: LedgerIndex, accounts: Iterable<number>, request: ForecastRequest): CashForecast {
  const { asOf, minimumSample } = request;
  if (!(request.periods >= 0) || !(minimumSample >= 0)) throw new RangeError("A forecast needs a number of periods and a smallest sample of 0 or more");
  const periods = forecastPeriods(asOf, request.period, request.periods);
  const rows: ForecastRow[] = [];
  const all: ExpectedCash[] = [];
  for (const account of accounts) {
    const customer = index.accounts[account];
    if (customer === undefined) continue;
    const expected = expectedCash(index, account, customer, request);
    let unapplied = 0;
    visitRows(index.creditsOfAccount, account, (row) => (unapplied = exactSum(unapplied - creditUnapplied(index, row, asOf))));
    if (expected.length === 0 && unapplied === 0) continue;
    const row = { account, customer, late: 0, periods: periods.map(() => 0), later: 0, open: 0, unapplied };
    for (const { expected: day, amount } of expected) {
      const at = periods.findIndex((period) => day <= period.to);
      if (day < asOf) row.late += amount;
      else if (at < 0) row.later += amount;
      else addAt(row.periods, at, amount);
      row.open = exactSum(row.open + amount);
    }
    rows.push(row);
    for (const each of expected) all.push(each);
  }
  return { periods, rows, expected: all };
}

export interface ForecastTotal extends Omit<ForecastRow, "account" | "customer"> {
  readonly currency: CurrencyCode;
}

/** A total line for each currency among the rows, in order of code. */
export function forecastTotals({ periods, rows }: CashForecast): ForecastTotal[] {
  const currencies = [...new Set(rows.map((row) => row.customer.currency))].sort(compareKeys);
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.customer.currency === currency);
    const sum = (figure: (row: ForecastRow) => number): number => own.reduce((total, row) => exactSum(total + figure(row)), 0);
    return {
      currency, late: sum((row) => row.late), periods: periods.map((_, at) => sum((row) => numberAt(row.periods, at))), later: sum((row) => row.later),
      open: sum((row) => row.open), unapplied: sum((row) => row.unapplied),
    };
  });
}

function expectedCash(index: LedgerIndex, account: number, customer: Account, request: ForecastRequest): ExpectedCash[] {
  const { asOf } = request;
  const late = daysLate(index, account, request);
  const open = openParts(index, account, asOf);
  const found: ExpectedCash[] = [];
  const take = (part: OpenPart, amount: number, expected: PlainDate, by: ExpectedBy): void => {
    const { row, number, position, due } = part;
    if (amount > 0) found.push({ account, row, number, part: position, due, expected, by, amount });
    part.left -= amount;
  };
  for (const promise of standingPromises(customer, request)) {
    let left = promise.amount ?? Infinity;
    for (const part of open) {
      if (promise.document !== null && matchKey(promise.document) !== matchKey(part.number)) continue;
      const amount = Math.min(left, part.left);
      left -= amount;
      take(part, amount, promise.due, "promise");
    }
  }
  for (const part of open) {
    if (late === null) take(part, part.left, part.due, "due");
    else take(part, part.left, addDays(part.due, late), "lateness");
  }
  return found.sort((a, b) => a.expected - b.expected || compareKeys(a.number, b.number) || a.part - b.part || a.due - b.due || b.amount - a.amount);
}

/**
 * Promises of this account that were made until the as-of day for that day or a later one: those of a document first, then
 * by the day they name, larger ones first, so that their order does not matter.
 */
function standingPromises(customer: Account, { asOf, promises }: ForecastRequest): PromiseFact[] {
  return promises
    .filter((promise) => matchKey(promise.customer) === customer.customerKey && promise.currency === customer.currency && promise.made <= asOf && promise.due >= asOf)
    .sort((a, b) => Number(a.document === null) - Number(b.document === null) || a.due - b.due || (b.amount ?? MINOR_MAX) - (a.amount ?? MINOR_MAX));
}

/** Days by which the account is expected to be late; null: by due date. */
function daysLate(index: LedgerIndex, account: number, { asOf, basis, minimumSample }: ForecastRequest): number | null {
  if (basis === "due") return null;
  const lateness = latenessOf(paidParts(index, [account], { asOf, paidFrom: null }), false);
  if (lateness.count < minimumSample) return null;
  const measured = lateness[basis];
  return measured.kind === "absent" ? null : roundToMinor(measured.value, 0);
}

interface OpenPart {
  readonly row: number;
  readonly number: string;
  /** Number of the part as the facts give it. */
  readonly position: number;
  readonly due: PlainDate;
  left: number;
}

/** Open parts, the oldest due first. */
function openParts(index: LedgerIndex, account: number, asOf: PlainDate): OpenPart[] {
  const parts: OpenPart[] = [];
  visitRows(index.chargesOfAccount, account, (row) => {
    const charge = itemAt(index.charges, row);
    visitOpenParts(index, row, asOf, (at, _due, open) => {
      const { part, due } = itemAt(charge.dues, at);
      parts.push({ row, number: charge.number, position: part, due, left: open });
    });
  });
  return parts.sort((a, b) => a.due - b.due || compareKeys(a.number, b.number) || a.position - b.position || b.left - a.left);
}
