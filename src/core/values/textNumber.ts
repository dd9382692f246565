import { type Decimal, decimalText, parseDecimal } from "./decimal";
import { ok, refuse, type Result } from "./result";

/**
 * The separators that a text is written with. `null` means "not known": every usual separator is tried, and a text that
 * could mean two numbers is refused. `group` "" means that digits are never grouped. A blank stands for every kind of blank.
 * Where digits are grouped at all, blanks and apostrophes may group them too: they never stand for a decimal point.
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
 * (Indian groups), "12.–" (no cents), digits of full width and Arabic ones. Nothing is guessed: what the given separators do
 * not allow is refused, naming the numbers that it would be with others, and what they allow in two ways is refused, naming
 * both.
 */
export function parseTextNumber(text: string, separators: NumberSeparators): Result<Decimal, TextNumberProblem> {
  const clean = normaliseText(text);
  if (clean === "") return refuse({ code: "textEmpty" });
  return clean.length > TEXT_LENGTH_MAX ? refuse({ code: "textNotANumber" }) : readClean(clean, separators);
}

/** "12.–", "12,—", "12.--" and "500/-": a dash for cents that are none. Without them, "12." and "500". */
const NO_CENTS = /^(.*\d)(?:([.,]) ?(?:-|--|\u2014)|\/-)$/;

/** Reads a normalised text whose currency has been taken off already. */
export function readClean(text: string, separators: NumberSeparators): Result<Decimal, TextNumberProblem> {
  const [, digits, separator] = NO_CENTS.exec(text) ?? [];
  const signed = readSign(digits === undefined ? text : `${digits}${separator ?? ""}`);
  if (signed === null) return refuse({ code: "textNotANumber" });
  const read = readSigned(signed, separators);
  // One dash after a separator is also how a trailing minus would look: "12.-" is 12.00 in Zurich and −12 to a program.
  if (!read.ok || read.value.isZero() || signed.negative || !/[.,] ?-$/.test(text)) return read;
  return refuse({ code: "textAmbiguous", choices: [decimalText(read.value), decimalText(read.value.neg())] });
}

/** Reads the digits of a text whose sign has been taken off. */
function readSigned(signed: SignedText, separators: NumberSeparators): Result<Decimal, TextNumberProblem> {
  const values = readings(signed, separators);
  const [value] = values;
  if (value !== undefined && values.length === 1) return ok(value);
  if (values.length > 1) return refuse({ code: "textAmbiguous", choices: values.map(decimalText) });
  const others = readings(signed, UNKNOWN);
  if (others.length === 0) return refuse({ code: "textNotANumber" });
  return refuse({ code: "textOtherSeparators", choices: others.map(decimalText) });
}

/**
 * One kind of blank, minus, apostrophe and digit; signs of full width become plain; invisible direction marks, which copying
 * from a web page brings along, go. Arabic digits beside ours are left as they are: nobody writes one number in two scripts.
 */
export function normaliseText(text: string): string {
  const plain = text
    .replace(/[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDE_BY))
    .replaceAll("\uffe1", "£").replaceAll("\uffe5", "¥").replaceAll("\uffe6", "₩")
    .replace(/\s/g, " ")
    .replace(/[\u2212\u2010-\u2013\ufe63]/g, "-")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .trim();
  return /[0-9]/.test(plain) ? plain : plain.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** What lies between "!" and its form of full width, and so on up to "~". */
const WIDE_BY = 0xff01 - 0x21;

/** Takes one sign off a normalised text: "-12", "+12", "12-", "(12)". Two signs are none: "(-12)", "--12" give null. */
function readSign(text: string): SignedText | null {
  const bracketed = /^\(([^()+-]*)\)$/.exec(text)?.[1];
  if (bracketed !== undefined) return { negative: true, digits: bracketed.trim() };
  const [, lead, digits, trail] = /^([+-]?)([^()+-]*)(-?)$/.exec(text) ?? [];
  if (digits === undefined || (lead !== "" && trail !== "")) return null;
  return { negative: lead === "-" || trail === "-", digits: digits.trim() };
}

/** Every number that the digits can mean with these separators, without repeats, the largest first. */
function readings(signed: SignedText, separators: NumberSeparators): readonly Decimal[] {
  const { digits, decimals, groups } = candidates(signed.digits, separators);
  const found = new Map<string, Decimal>();
  for (const decimal of decimals) {
    for (const group of groups) {
      const plain = group === decimal ? null : ungroup(digits, decimal, group);
      const value = plain === null ? null : parseDecimal(signed.negative ? `-${plain}` : plain);
      if (value !== null) found.set(decimalText(value), value);
    }
  }
  return [...found.values()].sort((a, b) => b.abs().comparedTo(a.abs()));
}

interface Candidates {
  readonly digits: string;
  readonly decimals: readonly string[];
  readonly groups: readonly string[];
}

const ARABIC_DECIMAL = "\u066b";
const ARABIC_GROUP = "\u066c";

function candidates(digits: string, { decimal, group }: NumberSeparators): Candidates {
  // Arabic separators say what they are, whatever the workbook's are.
  if (digits.includes(ARABIC_DECIMAL) || digits.includes(ARABIC_GROUP)) return { digits, decimals: [ARABIC_DECIMAL], groups: [ARABIC_GROUP] };
  const decimals = decimal === null ? DECIMALS : [decimal];
  if (group === null) return { digits, decimals, groups: GROUPS };
  return { digits, decimals, groups: group === "" ? [group] : [group, " ", "'"] };
}

/** Digits in threes, or in twos with three last; the first group does not begin with a zero. */
const GROUPED = /^(?:[1-9]\d{0,2}(?:_\d{3})+|[1-9]\d?(?:_\d{2})+_\d{3})$/;

/** "1.234,5" with decimal "," and group "." is "1234.5"; null when the digits are not written with these separators. */
function ungroup(digits: string, decimal: string, group: string): string | null {
  const point = digits.indexOf(decimal);
  const whole = point < 0 ? digits : digits.slice(0, point);
  const fraction = point < 0 ? "" : digits.slice(point + 1);
  if (!/^\d*$/.test(fraction) || whole.includes("_")) return null;
  const grouped = group === "" ? whole : whole.replaceAll(group, "_");
  if (!/^\d*$/.test(grouped) && !GROUPED.test(grouped)) return null;
  const plain = grouped.replaceAll("_", "");
  return plain === "" && fraction === "" ? null : `${plain}.${fraction}`;
}
