import { type Decimal, decimalFromNumber, parseDecimal, type RoundingMode, roundToMinor, scaleToMinor } from "./decimal";
import { roundFraction } from "./fraction";
import { type AmountReading, MINOR_MAX } from "./money";

// Apart from money.ts, so that what only counts whole minor units (the custom functions) does not load decimal.js.

/** A plain decimal text ("1234.50", sign and one point only) as minor units; sub-minor digits are refused. */
export function minorFromText(text: string, decimals: number): AmountReading {
  const decimal = parseDecimal(text);
  return decimal === null ? { ok: false, problem: "notANumber" } : minorFromDecimal(decimal, decimals);
}

export function minorFromDecimal(decimal: Decimal, decimals: number): AmountReading {
  const scaled = scaleToMinor(decimal, decimals);
  if (!scaled.isFinite()) return { ok: false, problem: "notANumber" };
  if (scaled.abs().gt(MINOR_MAX)) return { ok: false, problem: "tooLarge" };
  return decimal.decimalPlaces() > decimals ? { ok: false, problem: "subMinor" } : { ok: true, minor: roundToMinor(decimal, decimals) };
}

/**
 * Splits an amount by weights; the parts sum to the amount exactly. Each part is rounded half away from zero; the residue goes
 * to the last part that has a weight (0.03 in halves is 0.02 + 0.01). While no weight is negative a part never takes more than
 * is left, so that none has the other sign (0.02 in four is 0.01 + 0.01 + 0 + 0). Weights of both signs, as nets of goods and
 * returns, keep the proportion: 10 by 100 and −50 is 20 and −10. Weights are whole and do not sum to zero; else RangeError.
 */
export function allocate(minor: number, weights: readonly number[]): number[] {
  return allocateOver(minor, weights, (weight) => weight).map(({ amount }) => amount);
}

/** What `allocate` does, over things that have a weight; each comes back with its part. */
export function allocateOver<T>(minor: number, items: readonly T[], weightOf: (item: T) => number): readonly { readonly item: T; readonly amount: number }[] {
  const weights = items.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0 || !Number.isSafeInteger(total) || !weights.every((weight) => Number.isSafeInteger(weight))) {
    throw new RangeError("allocate needs weights that are whole and do not sum to zero");
  }
  const isCapped = weights.every((weight) => weight >= 0);
  const last = weights.findLastIndex((weight) => weight !== 0);
  const sign = Math.sign(total);
  let left = minor;
  return items.map((item, index) => {
    const wished = roundFraction({ over: BigInt(minor) * BigInt(weightOf(item)) * BigInt(sign), under: BigInt(Math.abs(total)) });
    const amount = index === last || (isCapped && Math.abs(wished) > Math.abs(left)) ? left : wished;
    left -= amount;
    return { item, amount };
  });
}

/**
 * The amount rounded to a step of cash: 10.01 to 0.05 is 10.00 (step 5 of minor units), 20.18 is 20.20. A tie goes away from
 * zero unless `mode` says otherwise (Sweden and Switzerland round to the nearest; some tills round down for the customer).
 * Throws RangeError for a step that is no whole number above zero.
 */
export function roundToStep(minor: number, step: number, mode: RoundingMode = "halfAwayFromZero"): number {
  if (!Number.isSafeInteger(step) || step <= 0) throw new RangeError(`Not a step to round to: ${step}`);
  return roundToMinor(decimalFromNumber(minor).div(step), 0, mode) * step;
}
