import { type CurrencyCode, currencyDecimals } from "../values/currency";
import { type Decimal, decimalFromMinor, parseDecimal, roundToMinor } from "../values/decimal";

/** What one unit of a document's currency is worth in the book's. */
export interface BookRate {
  readonly rate: Decimal;
  readonly currency: CurrencyCode;
}

/** The rate that a document was posted with; null where it has none that can be used. */
export function bookRate(document: { readonly exchangeRate?: string; readonly bookCurrency?: CurrencyCode }): BookRate | null {
  const { exchangeRate = "", bookCurrency } = document;
  const rate = parseDecimal(exchangeRate);
  return rate === null || !rate.gt(0) || bookCurrency === undefined ? null : { rate, currency: bookCurrency };
}

/** Minor units of the book's currency for minor units of the document's, rounded half away from zero. */
export function bookValue(minor: number, of: CurrencyCode, { rate, currency }: BookRate): number {
  return roundToMinor(decimalFromMinor(minor, currencyDecimals(of)).mul(rate), currencyDecimals(currency));
}

/**
 * Values the movements on accounts so that an account's value is always its balance at the document's rate, rounded once:
 * each movement is worth the difference of two rounded balances.
 */
export class BookValues {
  private readonly balances = new Map<string, number>();

  move(account: string, minor: number, of: CurrencyCode, rate: BookRate): number {
    const before = this.balances.get(account) ?? 0;
    this.balances.set(account, before + minor);
    return bookValue(before + minor, of, rate) - bookValue(before, of, rate);
  }
}
