import type { CurrencyCode } from "../core/values/currency";
import type { Decimal } from "../core/values/decimal";
import { type Result, ok, refuse } from "../core/values/result";
import { type Rejection, rejection } from "../workbook/rejection";

/** More digits than any published rate has; a cell holds no more. */
const RATE_DIGITS_MAX = 15;

export interface DocumentRate {
  readonly exchangeRate: string;
  readonly bookCurrency?: CurrencyCode;
}

/** The rate that a document keeps: units of the book's currency for one of its own. None in the book's own currency. */
export function readRate(rate: Decimal | null, currency: CurrencyCode, book: CurrencyCode): Result<DocumentRate, Rejection<"exchangeRateWrong">> {
  if (rate === null || (currency === book && rate.eq(1))) return ok({ exchangeRate: "" });
  const expected = currency === book ? "1, or left out" : `above zero, with at most ${RATE_DIGITS_MAX} digits`;
  if (currency === book || !rate.gt(0) || rate.precision() > RATE_DIGITS_MAX) return refuse(rejection("exchangeRateWrong", { shown: rate.toFixed(), currency, book, expected }));
  return ok({ exchangeRate: rate.toFixed(), bookCurrency: book });
}
