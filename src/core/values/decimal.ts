import DecimalJs from "decimal.js";

/**
 * Exact decimal arithmetic for the places where a fraction can appear: quantity × price, tax, discount, rates.
 * This is the only file that imports decimal.js. Amounts leave it as integer minor units, by a named rounding.
 */
const Exact = DecimalJs.clone({ precision: 80, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });

export type Decimal = DecimalJs;

/**
 * Where a rounding goes. The first five round to the nearest and differ in ties only; "half" is what a tie does. Half away from
 * zero is the default of every rule (see docs/ARCHITECTURE.md; shops call it "half up"); XPath and Math.round are halfCeiling,
 * "half down" is halfTowardsZero, "up" is awayFromZero and "down" towardsZero. Ceiling and floor go towards +∞ and −∞.
 */
export type RoundingMode =
  | "halfAwayFromZero" | "halfTowardsZero" | "halfEven" | "halfCeiling" | "halfFloor"
  | "awayFromZero" | "towardsZero" | "ceiling" | "floor";

const MODES: Readonly<Record<RoundingMode, DecimalJs.Rounding>> = {
  halfAwayFromZero: DecimalJs.ROUND_HALF_UP,
  halfTowardsZero: DecimalJs.ROUND_HALF_DOWN,
  halfEven: DecimalJs.ROUND_HALF_EVEN,
  halfCeiling: DecimalJs.ROUND_HALF_CEIL,
  halfFloor: DecimalJs.ROUND_HALF_FLOOR,
  awayFromZero: DecimalJs.ROUND_UP,
  towardsZero: DecimalJs.ROUND_DOWN,
  ceiling: DecimalJs.ROUND_CEIL,
  floor: DecimalJs.ROUND_FLOOR,
};

/** Reads a plain decimal text, "-1234.5600": optional sign, digits, one point. No grouping, no exponent. Else null. */
export function parseDecimal(text: string): Decimal | null {
  const trimmed = text.trim();
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(trimmed) ? new Exact(trimmed) : null;
}

/** The decimal that a person sees in a cell holding this double: its shortest round-trip form, 0.1 is exactly 0.1. */
export function decimalFromNumber(value: number): Decimal {
  return new Exact(value === 0 ? 0 : value); // decimal.js reads a number by that form too; −0 is 0
}

export function decimalFromMinor(minor: number, decimals: number): Decimal {
  return new Exact(minor).div(new Exact(10).pow(decimals));
}

export const ZERO: Decimal = new Exact(0);
export const ONE: Decimal = new Exact(1);
export const HUNDRED: Decimal = new Exact(100);

/** The value in minor units, unrounded: 1.005 at two decimals is 100.5. */
export function scaleToMinor(value: Decimal, decimals: number): Decimal {
  return value.mul(new Exact(10).pow(decimals));
}

/** Rounds to integer minor units. Throws RangeError beyond ±10^15, where doubles stop being whole minor units. */
export function roundToMinor(value: Decimal, decimals: number, mode: RoundingMode = "halfAwayFromZero"): number {
  const minor = scaleToMinor(value, decimals).toDecimalPlaces(0, MODES[mode]).toNumber();
  if (!Number.isSafeInteger(minor) || Math.abs(minor) > 1e15) throw new RangeError(`Amount out of range: ${value.toFixed()}`);
  return minor === 0 ? 0 : minor; // never −0, which prints and compares oddly
}

/** Rounds to a number of decimal places and stays a decimal (unit prices, rates). */
export function roundDecimal(value: Decimal, places: number, mode: RoundingMode = "halfAwayFromZero"): Decimal {
  return value.toDecimalPlaces(places, MODES[mode]);
}

/** A decimal of few digits: `over` ÷ 10^`places`. 12.50 is 125 and 1; whole numbers have no places. */
export interface SmallDecimal {
  readonly over: number;
  readonly places: number;
}

/** Digits that decimal.js keeps in one word of its `d` (its documented base is 10,000,000). */
const WORD_DIGITS = 7;
const WORD = 10 ** WORD_DIGITS;

/**
 * The decimal in two plain numbers, where it has at most seven digits on each side of the point: what nearly every quantity,
 * price and rate is, and much cheaper to reckon with. Null for all others, and for what is no finite number.
 */
export function smallDecimal(value: Decimal): SmallDecimal | null {
  if (!value.isFinite()) return null;
  let [whole, decimals] = [0, 0];
  let place = Math.floor(value.e / WORD_DIGITS);
  for (const word of value.d) {
    if (place === 0) whole = word;
    else if (place === -1) decimals = word;
    else return null;
    place -= 1;
  }
  if (decimals === 0) return { over: whole === 0 ? 0 : value.s * whole, places: 0 };
  let places = WORD_DIGITS;
  let scale = WORD;
  for (; decimals % 10 === 0; places--) {
    decimals /= 10;
    scale /= 10;
  }
  return { over: value.s * (whole * scale + decimals), places };
}

/** Plain text without exponent and without trailing zeros after the point. */
export function decimalText(value: Decimal): string {
  return value.toFixed();
}
