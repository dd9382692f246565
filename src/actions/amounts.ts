import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import type { Decimal } from "../core/values/decimal";
import { minorText } from "../core/values/money";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import { type Result, ok, refuse } from "../core/values/result";
import { type Rejection, rejection } from "../workbook/rejection";

/** In order of precedence. */
export const AMOUNT_CODES = ["amountZeroOrLess", "amountSubMinor", "amountTooLarge"] as const;
export type AmountCode = (typeof AMOUNT_CODES)[number];

/** An amount above zero in minor units, exact at the currency's decimals; `field` names it in messages. */
export function readPositive(value: Decimal, of: { readonly field: string; readonly currency: CurrencyCode }): Result<number, Rejection<AmountCode>> {
  const { field, currency } = of;
  const decimals = currencyDecimals(currency);
  const params = { field, shown: value.toFixed(), currency, decimals };
  if (!value.gt(0)) return refuse(rejection("amountZeroOrLess", params));
  const read = minorFromDecimal(value, decimals);
  if (read.ok) return ok(read.minor);
  return refuse(rejection(read.problem === "subMinor" ? "amountSubMinor" : "amountTooLarge", params));
}

/** Minor units as the text that messages show. */
export function shownMinor(minor: number, currency: CurrencyCode): string {
  return minorText(minor === 0 ? 0 : minor, currencyDecimals(currency));
}
