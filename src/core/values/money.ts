/** Largest amount that a cell can hold exactly at its decimals: Excel keeps 15 significant digits, 9,999,999,999,999.99. */
export const MINOR_MAX = 999_999_999_999_999;

export type AmountProblem = "notANumber" | "subMinor" | "tooLarge";
export type AmountReading = { readonly ok: true; readonly minor: number } | { readonly ok: false; readonly problem: AmountProblem };

/**
 * A cell's number as minor units. Canonical when round(v·10^d)/10^d === v. Otherwise the residue rule: a difference that
 * binary arithmetic leaves (1000.1−1000) is within 1e-9 + 2^-50·|v| of a whole minor unit and is that unit; anything
 * further off is refused, never rounded. Of amounts so large that this would be more than a quarter of a minor unit, no more
 * than the quarter is allowed, so that half a cent is refused at any size. Amounts beyond MINOR_MAX are refused.
 */
export function minorFromNumber(value: number, decimals: number): AmountReading {
  if (!Number.isFinite(value)) return { ok: false, problem: "notANumber" };
  const scale = 10 ** decimals;
  const minor = Math.round(value * scale);
  if (Math.abs(minor) > MINOR_MAX) return { ok: false, problem: "tooLarge" };
  const back = minor / scale;
  if (back === value) return { ok: true, minor: minor === 0 ? 0 : minor };
  const tolerance = Math.min(1e-9 + Math.abs(value) * 2 ** -50, 0.25 / scale);
  if (Math.abs(value - back) <= tolerance) return { ok: true, minor: minor === 0 ? 0 : minor };
  return { ok: false, problem: "subMinor" };
}

/** The number that a cell holds for this amount: the double nearest to the decimal. Reading it back is the identity. */
export function numberFromMinor(minor: number, decimals: number): number {
  return minor / 10 ** decimals;
}

/** "1234.50": sign, digits, point, exactly the currency's decimals. For JSON, payloads and tests, not for screens. */
export function minorText(minor: number, decimals: number): string {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? digits : `${whole}.${digits.slice(digits.length - decimals)}`;
  return minor < 0 ? `-${text}` : text;
}
