import { type Decimal, smallDecimal } from "./decimal";
import { roundFraction } from "./fraction";

/*
 * The exact arithmetic of fraction.ts in plain numbers, where every step stays a whole number that a double holds. Most lines
 * of most invoices do; what does not is told by null and goes through fractions. No figure may depend on which way it went.
 */

/** Three times it is still below 2^53, and no amount is larger. */
const EXACT_MAX = 1e15;

/** round(a × b × 10^decimals), half away from zero; null where plain numbers cannot say it exactly. */
export function roundedProduct(a: Decimal, b: Decimal, decimals: number): number | null {
  const left = smallDecimal(a);
  const right = smallDecimal(b);
  if (left === null || right === null) return null;
  const places = left.places + right.places - decimals;
  const over = left.over * right.over;
  return places > 0 ? roundedQuotient(over, powerOfTen(places)) : roundedQuotient(over * powerOfTen(-places), 1);
}

/** round(minor × percent ÷ 100), half away from zero; null where plain numbers cannot say it exactly. */
export function roundedPercent(minor: number, percent: Decimal): number | null {
  const rate = smallDecimal(percent);
  return rate === null ? null : roundedQuotient(minor * rate.over, powerOfTen(rate.places + 2));
}

/** round(over ÷ under) for a whole `under` above zero, half away from zero; null where plain numbers cannot say it exactly. */
export function roundedQuotient(over: number, under: number): number | null {
  const size = Math.abs(over);
  // A product that a double could not hold is beyond the limit too.
  if (!(size <= EXACT_MAX && under <= EXACT_MAX)) return null;
  const raised = 2 * size + under;
  const rounded = (raised - (raised % (2 * under))) / (2 * under);
  return over < 0 && rounded !== 0 ? -rounded : rounded; // never −0, which prints and compares oddly
}

/** round(minor × over ÷ under) at any size. Throws RangeError beyond ±10^15. */
export function roundedShare(minor: number, over: number, under: number): number {
  return roundedQuotient(minor * over, under) ?? roundFraction({ over: BigInt(minor) * BigInt(over), under: BigInt(under) });
}

/** 10 to the power of a small whole number, by multiplication: `**` need not be exact in every engine. */
export function powerOfTen(exponent: number): number {
  let power = 1;
  for (let count = 0; count < exponent; count++) power *= 10;
  return power;
}
