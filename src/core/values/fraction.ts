import type { Decimal } from "./decimal";

/**
 * An exact fraction of whole numbers: what quantities, rates and their products are while a document is priced. Nothing is
 * rounded until `roundFraction`, whatever the number of digits, and it is faster than decimals. Not reduced; `under` is above 0.
 */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** Beyond it a double may skip whole minor units, and Excel keeps no more digits. */
const ROUNDED_MAX = 10n ** 15n;

/** The decimal as a fraction. Throws RangeError for what is no finite number. */
export function fractionOf(value: Decimal): Fraction {
  if (!value.isFinite()) throw new RangeError(`Not a number: ${value.toFixed()}`);
  const text = value.toFixed();
  const point = text.indexOf(".");
  if (point < 0) return { over: BigInt(text), under: 1n };
  return { over: BigInt(text.slice(0, point) + text.slice(point + 1)), under: powerOfTen(text.length - point - 1) };
}

/** A whole number, such as an amount in minor units, as a fraction. */
export function wholeFraction(value: number): Fraction {
  return { over: BigInt(value), under: 1n };
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  return a.under === b.under ? { over: a.over + b.over, under: a.under } : { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under };
}

/** a ÷ b for a `b` above zero. */
export function divideFractions(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under, under: a.under * b.over };
}

/** The whole number nearest to the fraction, ties away from zero. Throws RangeError beyond ±10^15. */
export function roundFraction({ over, under }: Fraction): number {
  const size = over < 0n ? -over : over;
  const rounded = (2n * size + under) / (2n * under);
  if (rounded > ROUNDED_MAX) throw new RangeError("Amount out of range");
  const whole = Number(rounded);
  return over < 0n && whole !== 0 ? -whole : whole; // never −0, which prints and compares oddly
}

/**
 * The fraction as decimal text, cut off (not rounded) after `places` decimals; `complete` says whether anything was cut.
 * Without zeros at the end: 1/8 at 6 places is "0.125", 1/3 at 3 is "0.333" and not complete.
 */
export function fractionText({ over, under }: Fraction, places: number): { readonly text: string; readonly complete: boolean } {
  const size = over < 0n ? -over : over;
  const scaled = size * powerOfTen(places);
  const digits = String(scaled / under).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const decimals = digits.slice(digits.length - places).replace(/0+$/, "");
  const text = decimals === "" ? whole : `${whole}.${decimals}`;
  return { text: over < 0n ? `-${text}` : text, complete: scaled % under === 0n };
}

const POWERS: readonly bigint[] = Array.from({ length: 20 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10 to the power of a whole number from 0. */
export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}
