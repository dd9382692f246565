import type { CurrencyCode } from "../values/currency";
import { addDays, addMonths, endOfMonth, type PlainDate, toYmd } from "../values/plainDate";
import { agingByAccount, sumAging } from "./aging";
import { balances } from "./balance";
import { visitBalanceMovements } from "./balanceMovements";
import { numberAt } from "./columns";
import { latenessOf, type Lateness, paidParts } from "./customerLateness";
import { exactSum } from "./exactSum";
import { compareKeys } from "./keys";
import type { LedgerIndex } from "./ledgerIndex";
import type { Metric } from "./metric";
import { averageDaysDelinquent, bestPossibleDso, collectionEffectiveness, type Countback, countbackDso, daysSalesOutstanding, type MonthSales } from "./metrics";
import { rollForwardColumn, type RollForwardColumns } from "./rollForward";

export interface MetricsRequest {
  /** The period, both days included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** "net": billed less credit memos and cancelled invoices of the period; "billed": what was billed. Tax included in both. */
  readonly sales: "net" | "billed";
  /** Days of a month in the countback: its own, or 30 for each. */
  readonly monthLength: "calendar" | 30;
}

/** The measures of one currency, each with its own numerator and denominator. Amounts in minor units. */
export interface ReceivablesMetrics {
  readonly currency: CurrencyCode;
  /** Days of the period. */
  readonly days: number;
  /** Balance at the end of the day before the period, credit on account deducted. */
  readonly opening: number;
  readonly sales: number;
  /** Balance at the end of the period: what BALANCE gives. */
  readonly receivables: number;
  /** The Current column of the aging at the end of the period: open and not past due. */
  readonly currentReceivables: number;
  readonly dso: Metric;
  readonly countback: Countback;
  readonly bestPossible: Metric;
  readonly delinquent: Metric;
  readonly effectiveness: Metric;
  /** How late the items that were paid in the period were; early ones count 0. */
  readonly lateness: Lateness;
}

const SALES: Readonly<Record<MetricsRequest["sales"], readonly (keyof RollForwardColumns)[]>> = { net: ["billed", "rounding", "credits", "voids"], billed: ["billed"] };

/**
 * The measures of the accounts over a period, a row for each currency in order of code; amounts of different currencies
 * are never added. Throws RangeError when `from` is after `to`.
 */
export function receivablesMetrics(index: LedgerIndex, accounts: readonly number[], request: MetricsRequest): ReceivablesMetrics[] {
  const { from, to } = request;
  if (from > to) throw new RangeError("The first day of the metrics is after the last");
  const currencies = [...balances(index, accounts, to).keys()].sort(compareKeys);
  return currencies.map((currency) => metricsOf(index, currency, accounts.filter((account) => index.accounts[account]?.currency === currency), request));
}

function metricsOf(index: LedgerIndex, currency: CurrencyCode, accounts: readonly number[], request: MetricsRequest): ReceivablesMetrics {
  const { from, to } = request;
  const days = to - from + 1;
  const schedule = { limits: [], dueTodayIsLate: false };
  const aging = sumAging(agingByAccount(index, accounts, { asOf: to, basis: "due", schedule, ageCredits: false }), schedule);
  const opening = balances(index, accounts, addDays(from, -1)).get(currency) ?? 0;
  const history = salesUntil(index, accounts, to, request.sales);
  const sales = history.reduce((sum, sale) => (sale.date >= from ? exactSum(sum + sale.amount) : sum), 0);
  const receivables = aging.total;
  const currentReceivables = numberAt(aging.buckets, 0);
  return {
    currency, days, opening, sales, receivables, currentReceivables,
    dso: daysSalesOutstanding({ receivables, sales, days }),
    countback: countbackDso(receivables, salesByMonth(history, to, request.monthLength)),
    bestPossible: bestPossibleDso({ currentReceivables, sales, days }),
    delinquent: averageDaysDelinquent({ receivables, currentReceivables, sales, days }),
    effectiveness: collectionEffectiveness({ opening, sales, receivables, currentReceivables }),
    lateness: latenessOf(paidParts(index, accounts, { asOf: to, paidFrom: from }), false),
  };
}

interface Sale {
  readonly date: number;
  readonly amount: number;
}

/** Sales until a day, the latest first. */
function salesUntil(index: LedgerIndex, accounts: readonly number[], to: PlainDate, kind: MetricsRequest["sales"]): Sale[] {
  const sales: Sale[] = [];
  for (const account of accounts)
    visitBalanceMovements(index, account, -Infinity, to, (movement) => {
      if (SALES[kind].includes(rollForwardColumn(index, movement))) sales.push({ date: movement.date, amount: movement.amount });
    });
  return sales.sort((a, b) => b.date - a.date);
}

/**
 * Sales month by month, the latest first, back to the first sale. The latest month ends on `to`; when that is a month's
 * end these are calendar months, otherwise months from that day of a month to the same day of the next, without drift.
 */
function* salesByMonth(latestFirst: readonly Sale[], to: PlainDate, monthLength: MetricsRequest["monthLength"]): Generator<MonthSales> {
  const anchor = to === endOfMonth(to) ? 31 : toYmd(to).day;
  let end = to;
  let at = 0;
  for (let month = 1; at < latestFirst.length; month++) {
    const start = addMonths(to, -month, anchor);
    let sales = 0;
    for (let sale = latestFirst[at]; sale !== undefined && sale.date > start; sale = latestFirst[++at]) sales = exactSum(sales + sale.amount);
    yield { sales, days: monthLength === 30 ? 30 : end - start };
    end = start;
  }
}
