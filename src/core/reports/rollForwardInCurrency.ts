import { type CurrencyCode, currencyDecimals } from "../values/currency";
import { type Decimal, decimalFromMinor, roundToMinor } from "../values/decimal";
import { exactSum } from "./exactSum";
import { ROLL_FORWARD_COLUMNS, type RollForward, type RollForwardTotal } from "./rollForward";

/** How many units of the target currency one unit is worth: on the day before the period, in the period, on its last day. */
export interface PeriodRates {
  readonly opening: Decimal;
  readonly period: Decimal;
  readonly closing: Decimal;
}

/** A roll-forward told in one currency: opening + Σ columns + exchange = closing. */
export interface ConvertedRollForward extends RollForward {
  readonly currency: CurrencyCode;
  /** What the change of rates did to receivables in other currencies; 0 where nothing was converted. */
  readonly exchange: number;
}

export type Conversion =
  | { readonly kind: "converted"; readonly total: ConvertedRollForward }
  /** Rates are needed for these currencies. */
  | { readonly kind: "ratesMissing"; readonly currencies: readonly CurrencyCode[] };

/**
 * Adds the totals of several currencies up in a named one. Opening and closing balances are converted at their days'
 * rates, movements at the period's, each rounded once half away from zero; the exchange column is what is left (IAS 21:
 * monetary items at the closing rate, differences shown). The open items themselves stay in their own currency. Throws
 * RangeError where a sum would not be exact.
 */
export function rollForwardIn(currency: CurrencyCode, totals: readonly RollForwardTotal[], rates: ReadonlyMap<CurrencyCode, PeriodRates>): Conversion {
  const missing = totals.flatMap((total) => (total.currency === currency || rates.has(total.currency) ? [] : [total.currency]));
  if (missing.length > 0) return { kind: "ratesMissing", currencies: missing };
  let sum = emptyTotal(currency);
  for (const total of totals) {
    const rate = rates.get(total.currency);
    sum = addTotals(sum, total.currency === currency || rate === undefined ? { ...total, exchange: 0 } : converted(total, currency, rate));
  }
  return { kind: "converted", total: sum };
}

function converted(total: RollForwardTotal, currency: CurrencyCode, rates: PeriodRates): ConvertedRollForward {
  const at = (minor: number, rate: Decimal): number => roundToMinor(decimalFromMinor(minor, currencyDecimals(total.currency)).mul(rate), currencyDecimals(currency));
  const figures = { ...emptyTotal(currency), opening: at(total.opening, rates.opening), closing: at(total.closing, rates.closing) };
  for (const column of ROLL_FORWARD_COLUMNS) figures[column] = at(total[column], rates.period);
  const moved = ROLL_FORWARD_COLUMNS.reduce((sum, column) => sum + figures[column], figures.opening);
  return { ...figures, exchange: figures.closing - moved };
}

type Figures = { -readonly [Figure in keyof ConvertedRollForward]: ConvertedRollForward[Figure] };

function emptyTotal(currency: CurrencyCode): Figures {
  return {
    currency, opening: 0, broughtIn: 0, billed: 0, rounding: 0, credits: 0, cash: 0, discounts: 0, writeOffs: 0, refunds: 0, voids: 0, reversals: 0, deductions: 0, transfers: 0,
    exchange: 0, closing: 0, difference: 0,
  };
}

function addTotals(a: Figures, b: ConvertedRollForward): Figures {
  const sum = { ...a };
  for (const figure of [...ROLL_FORWARD_COLUMNS, "opening", "exchange", "closing", "difference"] as const) sum[figure] = exactSum(sum[figure] + b[figure]);
  return sum;
}
