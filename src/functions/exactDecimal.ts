/** An exact decimal, digits / 10^scale: enough to round a cell's number and to say what that moved, without decimal.js. */
export interface ExactDecimal {
  readonly digits: bigint;
  readonly scale: number;
}

export const EXACT_ZERO: ExactDecimal = { digits: 0n, scale: 0 };

/** The decimal that a person sees in a cell with this double: its shortest round-trip form, 0.1 is exactly 0.1. Finite only. */
export function exactDecimal(value: number): ExactDecimal {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** Rounded half away from zero to whole minor units; exact as a number up to 2^53. */
export function roundHalfAway({ digits, scale }: ExactDecimal, decimals: number): number {
  if (scale <= decimals) return Number(digits * 10n ** BigInt(decimals - scale));
  const divisor = 10n ** BigInt(scale - decimals);
  const size = digits < 0n ? -digits : digits;
  const rounded = Number((size * 2n + divisor) / (divisor * 2n));
  return digits < 0n && rounded !== 0 ? -rounded : rounded;
}

export function exactFromMinor(minor: number, decimals: number): ExactDecimal {
  return { digits: BigInt(minor), scale: decimals };
}

export function addExact(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale), scale };
}

export function subtractExact(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  return addExact(a, { digits: -b.digits, scale: b.scale });
}

/** Plain text without exponent and without trailing zeros after the point. */
export function exactText({ digits, scale }: ExactDecimal): string {
  const size = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const fraction = size.slice(size.length - scale).replace(/0+$/, "");
  const text = scale === 0 || fraction === "" ? size.slice(0, size.length - scale) : `${size.slice(0, size.length - scale)}.${fraction}`;
  return digits < 0n ? `-${text}` : text;
}
