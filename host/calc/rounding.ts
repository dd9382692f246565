/**
 * Excel's ROUND, ROUNDUP and ROUNDDOWN: on the decimal of 15 significant digits that a person sees, not on the binary double
 * (ROUND(1.005, 2) is 1.01). `places` may be negative.
 */
export function roundTo(value: number, places: number, mode: "half" | "up" | "down"): number {
  const decimals = Math.trunc(places);
  if (value === 0 || !Number.isFinite(value)) return value;
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential(14).split("e");
  const digits = mantissa.replace(".", "");
  const keep = Number(exponent) + 1 + decimals; // how many of the 15 digits stay
  if (keep >= digits.length) return value;
  const sign = value < 0 ? -1 : 1;
  const dropped = digits.slice(Math.max(keep, 0));
  const up = mode === "up" ? /[1-9]/.test(dropped) : mode === "half" && keep >= 0 && (dropped[0] ?? "0") >= "5";
  const head = keep > 0 ? Number(digits.slice(0, keep)) : 0;
  const result = Number(`${head + (up ? 1 : 0)}e${-decimals}`);
  return result === 0 ? 0 : sign * result;
}
