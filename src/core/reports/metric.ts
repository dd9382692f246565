import { type Decimal, decimalFromMinor, decimalText, roundDecimal, type RoundingMode } from "../values/decimal";

/** Why a metric has no value. Never a division by zero, never NaN. */
export type MetricAbsence =
  | "noSales" // nothing was sold in the period, or more was credited than billed
  | "nothingToCollect" // nothing came due: there was nothing that could have been collected
  | "nothingPaid" // no invoice was paid
  | "historyTooShort"; // the balance is larger than all sales on record

/**
 * A metric with what it is made of, so that it can be shown and recomputed: value = numerator ÷ denominator × factor. The
 * value has 80 digits; it is rounded at output only (`metricText`).
 */
export type Metric =
  | { readonly kind: "value"; readonly value: Decimal; readonly numerator: Decimal; readonly denominator: Decimal; readonly factor: number }
  | { readonly kind: "absent"; readonly reason: MetricAbsence; readonly numerator: Decimal; readonly denominator: Decimal; readonly factor: number };

/** numerator ÷ denominator × factor; absent, for the reason given, unless the denominator is above zero. */
export function metric(numerator: Decimal, denominator: Decimal, factor: number, otherwise: MetricAbsence): Metric {
  const made = { numerator, denominator, factor };
  if (denominator.lte(0)) return { kind: "absent", reason: otherwise, ...made };
  return { kind: "value", value: numerator.mul(factor).div(denominator), ...made };
}

/** A whole number (minor units, days, a count) for a metric. */
export function whole(value: number): Decimal {
  return decimalFromMinor(value, 0);
}

/** The value as plain text, rounded to `places` decimals; null when it is absent. */
export function metricText(of: { readonly kind: "value"; readonly value: Decimal } | { readonly kind: "absent" }, places: number, mode: RoundingMode = "halfAwayFromZero"): string | null {
  return of.kind === "absent" ? null : decimalText(roundDecimal(of.value, places, mode));
}
