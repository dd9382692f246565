import { type CurrencyCode, currencyDecimals, parseCurrency } from "./currency";
import { minorFromDecimal } from "./moneyDecimal";
import { ok, refuse, type Result } from "./result";
import { normaliseText, type NumberSeparators, readSign, readSigned, type SignedText, TEXT_LENGTH_MAX, type TextNumberProblem } from "./textNumber";

export type TextAmountProblem =
  | TextNumberProblem
  | { readonly code: "textSubMinor" } // finer than the currency's smallest unit; never rounded
  | { readonly code: "textTooLarge" }
  | { readonly code: "textOtherCurrency"; readonly written: string }; // a code or sign of another currency

/** Signs that stand for one or several currencies. A sign of several is accepted for each of them. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  "€": ["EUR"], "£": ["GBP", "EGP", "FKP", "GIP", "LBP", "SHP", "SSP", "SDG", "SYP"], "¥": ["JPY", "CNY"], "₹": ["INR"],
  "₩": ["KRW", "KPW"], "₽": ["RUB"], "₺": ["TRY"], "₴": ["UAH"], "₪": ["ILS"], "₫": ["VND"], "₦": ["NGN"], "₱": ["PHP"], "฿": ["THB"],
  "₡": ["CRC"], "₲": ["PYG"], "₵": ["GHS"], "₸": ["KZT"], "₼": ["AZN"], "₾": ["GEL"], "₨": ["PKR", "INR", "LKR", "NPR", "MUR", "SCR"],
  "$": [
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP", "JMD", "TTD", "BBD", "BSD", "BZD",
    "BMD", "KYD", "XCD", "GYD", "SRD", "FJD", "SBD", "BND", "NAD", "LRD",
  ],
  "us$": ["USD"], "ca$": ["CAD"], "c$": ["CAD"], "a$": ["AUD"], "au$": ["AUD"], "nz$": ["NZD"], "s$": ["SGD"], "hk$": ["HKD"],
  "mx$": ["MXN"], "r$": ["BRL"], "r": ["ZAR"], "fr": ["CHF"], "fr.": ["CHF"], "kr": ["SEK", "NOK", "DKK", "ISK"],
  "kr.": ["DKK", "SEK", "NOK", "ISK"], "zł": ["PLN"], "kč": ["CZK"], "ft": ["HUF"], "lei": ["RON", "MDL"], "лв": ["BGN"], "лв.": ["BGN"],
}));

/**
 * Letters and currency signs at either end of the text. The point of "kr." or "Fr." belongs to the mark; the one of "$.50"
 * belongs to the number.
 */
const MARK_FIRST = /^([(+-]*) ?([\p{L}\p{Sc}]*\p{L}\.|[\p{L}\p{Sc}]+) ?(.*)$/u;
const MARK_LAST = /^(.*?) ?(\p{L}[\p{L}\p{Sc}]*\.?|\p{Sc})([-)]*)$/u;

/**
 * Reads an amount written as text as minor units of `currency`, exactly: what parseTextNumber reads, with the currency's code
 * or sign before or after it ("EUR 1.234,56", "$(12.00)", "1 234,56 €"). A code or sign of another currency is refused, as is
 * a fraction below the currency's smallest unit: nothing is rounded.
 */
export function parseTextAmount(text: string, separators: NumberSeparators, currency: CurrencyCode): Result<number, TextAmountProblem> {
  const clean = normaliseText(text);
  if (clean === "") return refuse({ code: "textEmpty" });
  const { rest, marks } = clean.length > TEXT_LENGTH_MAX ? { rest: "", marks: [] } : takeMarks(clean);
  const foreign = marks.find((mark) => !standsFor(mark, currency));
  const signed: SignedText | null = readSign(rest);
  if (signed === null || (foreign !== undefined && !isCurrencyMark(foreign))) return refuse({ code: "textNotANumber" });
  const number = readSigned(signed, separators);
  if (!number.ok) return number;
  if (foreign !== undefined) return refuse({ code: "textOtherCurrency", written: foreign });
  const amount = minorFromDecimal(number.value, currencyDecimals(currency));
  if (amount.ok) return ok(amount.minor);
  return refuse({ code: amount.problem === "tooLarge" ? "textTooLarge" : "textSubMinor" });
}

function takeMarks(text: string): { readonly rest: string; readonly marks: readonly string[] } {
  const first = MARK_FIRST.exec(text);
  const withoutFirst = first === null ? text : `${first[1] ?? ""}${first[3] ?? ""}`;
  const last = MARK_LAST.exec(withoutFirst);
  const rest = last === null ? withoutFirst : `${last[1] ?? ""}${last[3] ?? ""}`;
  return { rest: rest.trim(), marks: [first?.[2], last?.[2]].filter((mark) => mark !== undefined) };
}

function standsFor(mark: string, currency: CurrencyCode): boolean {
  return parseCurrency(mark) === currency || SIGNS.get(mark.toLowerCase())?.includes(currency) === true;
}

function isCurrencyMark(mark: string): boolean {
  return parseCurrency(mark) !== null || SIGNS.has(mark.toLowerCase());
}
