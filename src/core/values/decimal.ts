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
  return new Exact(String(value));
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

/** Plain text without exponent and without trailing zeros after the point. */
export function decimalText(value: Decimal): string {
  return value.toFixed();
}
