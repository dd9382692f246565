import { type Decimal, ZERO } from "../values/decimal";
import { metric, type Metric, whole } from "./metric";

/*
 * The measures of receivables as formulas over amounts in minor units of one currency; receivablesMetrics.ts takes the
 * amounts out of a ledger. DSO, best-possible DSO, ADD and CEI are the definitions of the Credit Research Foundation.
 */

/** Days sales outstanding = receivables at the end ÷ sales of the period × days of the period. 150,000 ÷ 1,800,000 × 365 = 30.4. */
export function daysSalesOutstanding(amounts: { readonly receivables: number; readonly sales: number; readonly days: number }): Metric {
  return metric(whole(amounts.receivables), whole(amounts.sales), amounts.days, "noSales");
}

/** Best-possible DSO = receivables that are not yet due ÷ sales of the period × days: DSO if everybody paid on time. */
export function bestPossibleDso(amounts: { readonly currentReceivables: number; readonly sales: number; readonly days: number }): Metric {
  return metric(whole(amounts.currentReceivables), whole(amounts.sales), amounts.days, "noSales");
}

/** Average days delinquent = DSO − best-possible DSO = (receivables − those not yet due) ÷ sales × days. */
export function averageDaysDelinquent(amounts: { readonly receivables: number; readonly currentReceivables: number; readonly sales: number; readonly days: number }): Metric {
  return metric(whole(amounts.receivables).sub(amounts.currentReceivables), whole(amounts.sales), amounts.days, "noSales");
}

/**
 * Collection effectiveness index = (opening receivables + sales − receivables at the end) ÷ (opening receivables + sales −
 * those at the end that are not yet due) × 100: what was collected of what could have been. Sales are those of the same
 * period (a quarter's sales stand for a month only when divided by three).
 */
export function collectionEffectiveness(amounts: { readonly opening: number; readonly sales: number; readonly receivables: number; readonly currentReceivables: number }): Metric {
  const due = whole(amounts.opening).add(amounts.sales);
  return metric(due.sub(amounts.receivables), due.sub(amounts.currentReceivables), 100, "nothingToCollect");
}

/** Mean days late = Σ days late ÷ number of paid items, each counting the same. */
export function meanDaysLate(sums: { readonly days: Decimal; readonly count: number }): Metric {
  return metric(sums.days, whole(sums.count), 1, "nothingPaid");
}

/** Mean days late weighted by amount = Σ (days late × amount) ÷ Σ amount. */
export function weightedDaysLate(sums: { readonly dayAmounts: Decimal; readonly amount: Decimal }): Metric {
  return metric(sums.dayAmounts, sums.amount, 1, "nothingPaid");
}

/** Sales of one month, or of a period that stands for one. */
export interface MonthSales {
  readonly sales: number;
  /** Days that the month counts: its own, or 30. */
  readonly days: number;
}

export interface CountbackMonth extends MonthSales {
  /** The part of the balance that this month's sales explain. */
  readonly explained: number;
  /** Days that it adds: all of them, or in the last month explained ÷ sales × days. */
  readonly counted: Decimal;
}

export type Countback =
  | { readonly kind: "value"; readonly value: Decimal; readonly months: readonly CountbackMonth[] }
  /** `unexplained`: what is left of the balance after all months given. */
  | { readonly kind: "absent"; readonly reason: "historyTooShort"; readonly unexplained: number; readonly months: readonly CountbackMonth[] };

/**
 * DSO by countback: months are taken off the balance from the latest one back, a whole month with all its days, the last
 * one in proportion. 212,000 with sales of 100,000, 80,000 and 70,000 in months of 30 days: 30 + 30 + 32 ÷ 70 × 30 = 73.7.
 * A month without sales counts whole, because what is left is older; one with more credited than billed adds to what is left.
 * A balance of nothing or less is 0 days.
 */
export function countbackDso(receivables: number, latestFirst: Iterable<MonthSales>): Countback {
  const months: CountbackMonth[] = [];
  let left = receivables;
  let value = ZERO;
  if (left <= 0) return { kind: "value", value, months };
  for (const { sales, days } of latestFirst) {
    const explained = Math.min(left, sales);
    const counted = explained === sales ? whole(days) : whole(explained).mul(days).div(sales);
    months.push({ sales, days, explained, counted });
    value = value.add(counted);
    left -= explained;
    if (left <= 0) return { kind: "value", value, months };
  }
  return { kind: "absent", reason: "historyTooShort", unexplained: left, months };
}
