import { type Decimal, decimalText, parseDecimal } from "./decimal";
import { ok, refuse, type Result } from "./result";

/**
 * The separators that a text is written with. `null` means "not known": every usual separator is tried, and a text that
 * could mean two numbers is refused. `group` "" means that digits are never grouped. A blank stands for every kind of blank.
 */
export interface NumberSeparators {
  readonly decimal: "." | "," | null;
  readonly group: "," | "." | " " | "'" | "" | null;
}

/** `ambiguous` comes with the numbers that the text could mean, as plain decimals ("1234", "1.234"). */
export type TextNumberProblem =
  | { readonly code: "textEmpty" }
  | { readonly code: "textNotANumber" }
  | { readonly code: "textOtherSeparators"; readonly choices: readonly string[] } // a number, but not with these separators
  | { readonly code: "textAmbiguous"; readonly choices: readonly string[] };

/** A number without its separators settled: the sign is read, `digits` holds digits, separators and blanks. */
export interface SignedText {
  readonly negative: boolean;
  readonly digits: string;
}

/** Longer texts are prose, not numbers; a limit also keeps the patterns' work small. */
export const TEXT_LENGTH_MAX = 64;

const UNKNOWN: NumberSeparators = { decimal: null, group: null };
const DECIMALS = [".", ","] as const;
const GROUPS = [",", ".", " ", "'"] as const;

/**
 * Reads a quantity, price or rate written as text, exactly: "1.234,56", "1 234,56", "(12)", "12-", "−12" (U+2212), "1,23,456"
 * (Indian groups). Nothing is guessed: what the given separators do not allow is refused, naming the numbers that it would
 * be with others, and what they allow in two ways is refused, naming both.
 */
export function parseTextNumber(text: string, separators: NumberSeparators): Result<Decimal, TextNumberProblem> {
  const clean = normaliseText(text);
  if (clean === "") return refuse({ code: "textEmpty" });
  const signed = clean.length > TEXT_LENGTH_MAX ? null : readSign(clean);
  return signed === null ? refuse({ code: "textNotANumber" }) : readSigned(signed, separators);
}

/** Reads the digits of a text whose sign (and currency) has been taken off already. */
export function readSigned(signed: SignedText, separators: NumberSeparators): Result<Decimal, TextNumberProblem> {
  const values = readings(signed, separators);
  const [value] = values;
  if (value !== undefined && values.length === 1) return ok(value);
  if (values.length > 1) return refuse({ code: "textAmbiguous", choices: values.map(decimalText) });
  const others = readings(signed, UNKNOWN);
  if (others.length === 0) return refuse({ code: "textNotANumber" });
  return refuse({ code: "textOtherSeparators", choices: others.map(decimalText) });
}

/** One kind of blank, minus and apostrophe; invisible direction marks, which copying from a web page brings along, go. */
export function normaliseText(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/\s/g, " ")
    .replace(/[\u2212\u2012\u2013\ufe63\uff0d]/g, "-")
    .replace(/[\u2019\u02bc]/g, "'")
    .trim();
}

/** Takes one sign off a normalised text: "-12", "+12", "12-", "(12)". Two signs are none: "(-12)", "--12" give null. */
export function readSign(text: string): SignedText | null {
  const match = /^(?:(?<open>\()(?<inner>[^()]*)\)|(?<lead>[+-]?)(?<body>[^()]*?)(?<trail>-?))$/.exec(text);
  const groups = match?.groups;
  if (groups === undefined) return null;
  const lead = groups["lead"] ?? "";
  const trail = groups["trail"] ?? "";
  const digits = (groups["inner"] ?? groups["body"] ?? "").trim();
  if (lead !== "" && trail !== "") return null;
  if (/[+-]/.test(digits)) return null;
  return { negative: groups["open"] !== undefined || lead === "-" || trail === "-", digits };
}

/** Every number that the digits can mean with these separators, without repeats, the largest first. */
function readings(signed: SignedText, separators: NumberSeparators): readonly Decimal[] {
  const decimals = separators.decimal === null ? DECIMALS : [separators.decimal];
  const groups = separators.group === null ? GROUPS : [separators.group];
  const found = new Map<string, Decimal>();
  for (const decimal of decimals) {
    for (const group of groups) {
      const plain = group === decimal ? null : ungroup(signed.digits, decimal, group);
      const value = plain === null ? null : parseDecimal(signed.negative ? `-${plain}` : plain);
      if (value !== null) found.set(decimalText(value), value);
    }
  }
  return [...found.values()].sort((a, b) => b.abs().comparedTo(a.abs()));
}

/** Digits in threes, or in twos with three last; the first group does not begin with a zero. */
const GROUPED = /^(?:[1-9]\d{0,2}(?:_\d{3})+|[1-9]\d?(?:_\d{2})+_\d{3})$/;

/** "1.234,5" with decimal "," and group "." is "1234.5"; null when the digits are not written with these separators. */
function ungroup(digits: string, decimal: string, group: string): string | null {
  const [whole = "", fraction, ...rest] = digits.split(decimal);
  if (rest.length > 0 || !/^\d*$/.test(fraction ?? "")) return null;
  const grouped = group === "" ? whole : whole.replaceAll(group, "_");
  if (!/^\d*$/.test(grouped) && !(GROUPED.test(grouped) && !whole.includes("_"))) return null;
  const plain = grouped.replaceAll("_", "");
  return plain === "" && (fraction ?? "") === "" ? null : `${plain}.${fraction ?? ""}`;
}
