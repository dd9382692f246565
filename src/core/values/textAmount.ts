import { type CurrencyCode, currencyDecimals } from "./currency";
import { isCurrencyMark, standsFor } from "./currencyMarks";
import { type Decimal, decimalText } from "./decimal";
import { minorFromDecimal } from "./moneyDecimal";
import { ok, refuse, type Result } from "./result";
import { normaliseText, type NumberSeparators, readClean, TEXT_LENGTH_MAX, type TextNumberProblem } from "./textNumber";

export type TextAmountProblem =
  | TextNumberProblem
  | { readonly code: "textSubMinor" } // finer than the currency's smallest unit; never rounded
  | { readonly code: "textTooLarge" }
  | { readonly code: "textOtherCurrency"; readonly written: string }; // a code or sign of another currency

/**
 * Letters and currency signs at either end of the text. The point of "kr." or "Fr." belongs to the mark; the one of "$.50"
 * belongs to the number.
 */
const MARK_FIRST = /^([(+-]*) ?([\p{L}\p{Sc}]*\p{L}\.|[\p{L}\p{Sc}]+) ?(.*)$/u;
const MARK_LAST = /^(.*?) ?(\p{L}[\p{L}\p{Sc}]*\.?|\p{Sc})([-)]*)$/u;

/** The side of an account, after the figure. */
const SIDE = /^(.*[^\p{L}]) ?(cr|dr)\.?$/iu;

/** Where "Cr" behind a figure is as often a crore, ten million. */
const CRORE_CURRENCIES: ReadonlySet<string> = new Set(["INR", "PKR", "BDT", "NPR"]);
const CRORE = 10_000_000;

/**
 * Reads an amount written as text as minor units of `currency`, exactly: what parseTextNumber reads, with the currency's code
 * or sign before or after it ("EUR 1.234,56", "$(12.00)", "1 234,56 €"). "CR" behind it is a credit, in a receivables book
 * negative, "DR" a debit. A code or sign of another currency is refused, as is a fraction below the currency's smallest unit:
 * nothing is rounded. In rupees and taka "Cr" is refused as ambiguous, because it may be a crore.
 */
export function parseTextAmount(text: string, separators: NumberSeparators, currency: CurrencyCode): Result<number, TextAmountProblem> {
  const clean = normaliseText(text);
  if (clean === "") return refuse({ code: "textEmpty" });
  if (clean.length > TEXT_LENGTH_MAX) return refuse({ code: "textNotANumber" });
  const sided = takeSide(clean);
  const { rest, marks } = takeMarks(sided.rest);
  const foreign = marks.find((mark) => !standsFor(mark, currency));
  if (foreign !== undefined && !isCurrencyMark(foreign)) return refuse({ code: "textNotANumber" });
  const number = readClean(rest, separators);
  if (!number.ok) return number;
  if (foreign !== undefined) return refuse({ code: "textOtherCurrency", written: foreign });
  return sided.side === null ? toMinor(number.value, currency) : onSide(number.value, { side: sided.side, hasSign: /[-+(]/.test(rest), currency });
}

function onSide(value: Decimal, of: { readonly side: "cr" | "dr"; readonly hasSign: boolean; readonly currency: CurrencyCode }): Result<number, TextAmountProblem> {
  if (of.hasSign) return refuse({ code: "textNotANumber" });
  if (of.side === "dr") return toMinor(value, of.currency);
  if (CRORE_CURRENCIES.has(of.currency)) {
    return refuse({ code: "textAmbiguous", choices: [decimalText(value.mul(CRORE)), decimalText(value.neg())] });
  }
  return toMinor(value.neg(), of.currency);
}

function toMinor(value: Decimal, currency: CurrencyCode): Result<number, TextAmountProblem> {
  const amount = minorFromDecimal(value, currencyDecimals(currency));
  if (amount.ok) return ok(amount.minor);
  return refuse({ code: amount.problem === "tooLarge" ? "textTooLarge" : "textSubMinor" });
}

function takeSide(text: string): { readonly rest: string; readonly side: "cr" | "dr" | null } {
  const [, rest, side] = SIDE.exec(text) ?? [];
  if (rest === undefined || side === undefined) return { rest: text, side: null };
  return { rest: rest.trim(), side: side.toLowerCase() === "cr" ? "cr" : "dr" };
}

function takeMarks(text: string): { readonly rest: string; readonly marks: readonly string[] } {
  const marks: string[] = [];
  const without = (pattern: RegExp, from: string): string => {
    const mark = pattern.exec(from)?.[2];
    if (mark === undefined) return from;
    marks.push(mark);
    return from.replace(pattern, "$1$3");
  };
  return { rest: without(MARK_LAST, without(MARK_FIRST, text)).trim(), marks };
}
