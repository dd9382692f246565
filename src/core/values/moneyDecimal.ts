import { type Decimal, decimalFromNumber, parseDecimal, roundToMinor, scaleToMinor } from "./decimal";
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
  const minor = roundToMinor(decimal, decimals);
  return scaled.eq(minor) ? { ok: true, minor } : { ok: false, problem: "subMinor" };
}

/**
 * Splits an amount into parts by weights; parts sum to the amount exactly. Each part is rounded half away from zero but never
 * takes more than is left; the residue goes to the last part that has a weight (0.03 in halves is 0.02 + 0.01, 0.02 in four
 * is 0.01 + 0.01 + 0 + 0). Weights are non-negative integers, at least one of them positive; else RangeError.
 */
export function allocate(minor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0 || !Number.isSafeInteger(total) || weights.some((weight) => weight < 0 || !Number.isSafeInteger(weight))) {
    throw new RangeError("allocate needs weights that are whole, not negative and not all zero");
  }
  const sign = minor < 0 ? -1 : 1;
  const last = weights.findLastIndex((weight) => weight > 0);
  let left = Math.abs(minor);
  return weights.map((weight, index) => {
    const wished = roundToMinor(decimalFromNumber(Math.abs(minor)).mul(weight).div(total), 0);
    const part = index === last ? left : Math.min(wished, left);
    left -= part;
    return part === 0 ? 0 : sign * part;
  });
}
