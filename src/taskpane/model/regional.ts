import { type CurrencyCode, currencyDecimals } from "../../core/values/currency";
import { minorText } from "../../core/values/money";
import { type PlainDate, fromYmd, parseIsoDate, toYmd } from "../../core/values/plainDate";
import { type TextAmountProblem, parseTextAmount } from "../../core/values/textAmount";
import type { NumberSeparators } from "../../core/values/textNumber";
import type { Result } from "../../core/values/result";
import type { RegionalSettings } from "../../workbook/sheetPort";

export type DatePart = "year" | "month" | "day";

/** How this workbook writes numbers and dates. */
export interface Regional {
  readonly decimal: "." | ",";
  /** As shown between thousands; "" when digits are not grouped. */
  readonly group: string;
  readonly dateOrder: readonly [DatePart, DatePart, DatePart];
  readonly dateSeparator: string;
  /** Days and months with two digits ("03/02/2026"). */
  readonly paddedDate: boolean;
}

export const ISO_REGIONAL: Regional = { decimal: ".", group: ",", dateOrder: ["year", "month", "day"], dateSeparator: "-", paddedDate: true };

/** Excel's settings as ours; what cannot be understood is written the international way. */
export function readRegional(settings: RegionalSettings): Regional {
  const decimal = settings.decimalSeparator === "," ? "," : ".";
  const group = settings.groupSeparator === decimal ? "" : settings.groupSeparator;
  return { decimal, group, ...readDatePattern(settings.shortDatePattern) };
}

/** "d/M/yyyy", "dd.mm.yyyy", "yyyy-MM-dd": the order, the separator, and whether days and months have two digits. */
function readDatePattern(pattern: string): Pick<Regional, "dateOrder" | "dateSeparator" | "paddedDate"> {
  const { dateOrder, dateSeparator, paddedDate } = ISO_REGIONAL;
  const match = /^[^dmy]*(d{1,2}|m{1,2}|y{1,4})([^dmy]+)(d{1,2}|m{1,2}|y{1,4})[^dmy]+(d{1,2}|m{1,2}|y{1,4})[^dmy]*$/i.exec(pattern.trim());
  const [, first = "", separator = "", second = "", third = ""] = match ?? [];
  const parts = [partOf(first), partOf(second), partOf(third)] as const;
  const [a, b, c] = parts;
  if (a === null || b === null || c === null || new Set(parts).size < 3) return { dateOrder, dateSeparator, paddedDate };
  const shorts = [first, second, third].filter((text) => !/^y/i.test(text));
  return { dateOrder: [a, b, c], dateSeparator: separator.replaceAll(/['"\\]/g, ""), paddedDate: shorts.every((text) => text.length === 2) };
}

function partOf(token: string): DatePart | null {
  const letter = token.slice(0, 1).toLowerCase();
  return letter === "y" ? "year" : letter === "m" ? "month" : letter === "d" ? "day" : null;
}

/** "1,234.50", "−1.234,50": grouped in threes, exactly the currency's decimals, a true minus sign. Without its currency code. */
export function formatMinor(minor: number, currency: CurrencyCode, regional: Regional): string {
  const [whole = "", fraction] = minorText(Math.abs(minor), currencyDecimals(currency)).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, regional.group);
  return `${minor < 0 ? "−" : ""}${grouped}${fraction === undefined ? "" : regional.decimal + fraction}`;
}

/** A decimal text of an action's answer ("1234.50") as shown here. */
export function formatDecimalText(text: string, regional: Regional): string {
  const [whole = "", fraction] = text.replace(/^-/, "").split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, regional.group);
  return `${text.startsWith("-") ? "−" : ""}${grouped}${fraction === undefined ? "" : regional.decimal + fraction}`;
}

/** An amount as a person would type it: without groups, so that it can be edited. */
export function editableMinor(minor: number, currency: CurrencyCode, regional: Regional): string {
  return minorText(minor, currencyDecimals(currency)).replace(".", regional.decimal);
}

export function formatDate(date: PlainDate, regional: Regional): string {
  const { year, month, day } = toYmd(date);
  const short = (value: number): string => String(value).padStart(regional.paddedDate ? 2 : 1, "0");
  const texts: Readonly<Record<DatePart, string>> = { year: String(year).padStart(4, "0"), month: short(month), day: short(day) };
  return regional.dateOrder.map((part) => texts[part]).join(regional.dateSeparator);
}

/** A date typed as here or as 2026-01-31; two-digit years are of this century. Null: not understood, or no such day. */
export function parseDateText(text: string, regional: Regional): PlainDate | null {
  const iso = parseIsoDate(text);
  if (iso !== null) return iso;
  const match = /^(\d{1,4})[./\- ]+(\d{1,2})[./\- ]+(\d{1,4})\.?$/.exec(text.trim());
  if (match === null) return null;
  const values = new Map(regional.dateOrder.map((part, index) => [part, match[index + 1] ?? ""]));
  const yearText = values.get("year") ?? "";
  if (yearText.length !== 4 && yearText.length !== 2) return null;
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  return fromYmd(year, Number(values.get("month")), Number(values.get("day")));
}

/** An amount typed with this workbook's separators, in minor units. Nothing is guessed or rounded. */
export function parseAmount(text: string, currency: CurrencyCode, regional: Regional): Result<number, TextAmountProblem> {
  return parseTextAmount(text, separatorsOf(regional), currency);
}

function separatorsOf({ decimal, group }: Regional): NumberSeparators {
  const plain = group.replaceAll(/\s/g, " ").replaceAll("’", "'");
  return { decimal, group: plain === "," || plain === "." || plain === " " || plain === "'" ? plain : "" };
}

/** What stands between arguments in a formula typed here: with a decimal comma Excel's list separator is a semicolon. */
export function listSeparator(regional: Regional): string {
  return regional.decimal === "," ? ";" : ",";
}
