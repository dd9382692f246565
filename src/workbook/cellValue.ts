import { type CurrencyCode, parseCurrency } from "../core/values/currency";
import { type Decimal, decimalFromNumber, parseDecimal } from "../core/values/decimal";
import { type CellRef, type Issue, issueError } from "../core/values/issue";
import { type AmountReading, minorFromNumber } from "../core/values/money";
import { minorFromText } from "../core/values/moneyDecimal";
import { type PlainDate, fromSerial, parseIsoDate } from "../core/values/plainDate";
import type { CellRead } from "./port";
import { CELL_TEXT_MAX } from "./textSafety";

/**
 * A value on its way in, with the place it stands at. "cell": from a sheet, where an amount or date written as text is
 * damage to be shown; "field": from given data (JSON), where plain decimal texts and ISO dates are the exact form.
 */
export interface Incoming {
  readonly from: "cell" | "field";
  readonly value: CellRead;
  readonly at: CellRef;
  /** The cell as shown, where known: quoted in messages, and the way to tell 10 % from 0.1. */
  readonly shown?: string;
  /** The workbook's date system; 1900 when left out. */
  readonly dateSystem?: 1900 | 1904;
}

/** A reading: the value (null when the cell is blank), or the issue that names the cell. */
export type Reading<T> = { readonly ok: true; readonly value: T | null } | { readonly ok: false; readonly issue: Issue };

/** Ids, names, references: a number in a text column reads as its digits, "00417" stays "00417"; blanks around are dropped. */
export function readText(incoming: Incoming): Reading<string> {
  const { value } = incoming;
  if (typeof value === "object") return errorCell(incoming, value.error);
  const text = typeof value === "string" ? value.trim() : typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : numberAsText(value);
  if (text.length > CELL_TEXT_MAX) return problem(incoming, "textTooLong", { max: CELL_TEXT_MAX });
  return { ok: true, value: text === "" ? null : text };
}

/** Whole minor units of a currency with that many decimals. Sub-minor digits are refused, never rounded. */
export function readMinor(incoming: Incoming, decimals: number): Reading<number> {
  const number = readNumeric(incoming);
  if (!number.ok || number.value === null) return number.ok ? { ok: true, value: null } : number;
  const reading: AmountReading = typeof number.value === "number" ? minorFromNumber(number.value, decimals) : minorFromText(number.value, decimals);
  if (reading.ok) return { ok: true, value: reading.minor };
  const codes = { notANumber: "amountNotNumber", subMinor: "amountSubMinor", tooLarge: "amountTooLarge" } as const;
  return problem(incoming, codes[reading.problem], { decimals });
}

/** Excel shows and keeps 15 significant digits; what a formula leaves beyond them (0.1+0.2) is not what a person sees. */
export const CELL_DIGITS = 15;

/** The decimal that a person sees in a cell with this number. */
export function decimalOfCell(value: number): Decimal {
  const decimal = decimalFromNumber(value);
  return decimal.precision() <= CELL_DIGITS ? decimal : decimal.toSignificantDigits(CELL_DIGITS);
}

/** Quantities, prices, rates: the decimal that a person sees. */
export function readDecimal(incoming: Incoming): Reading<Decimal> {
  const number = readNumeric(incoming);
  if (!number.ok || number.value === null) return number.ok ? { ok: true, value: null } : number;
  if (typeof number.value === "number") return { ok: true, value: decimalOfCell(number.value) };
  const decimal = parseDecimal(number.value);
  return decimal === null ? problem(incoming, "amountNotNumber") : { ok: true, value: decimal };
}

/** As readDecimal, but a cell shown as a percentage (0.1 shown as "10%") is 10. */
export function readPercent(incoming: Incoming): Reading<Decimal> {
  const reading = readDecimal(incoming);
  if (!reading.ok || reading.value === null) return reading;
  const isPercentCell = incoming.from === "cell" && incoming.shown?.trim().endsWith("%") === true;
  return isPercentCell ? { ok: true, value: reading.value.mul(100) } : reading;
}

/** A day: a serial in a cell (a time of day is refused), an ISO text in a field. A date typed as text is an issue. */
export function readDate(incoming: Incoming): Reading<PlainDate> {
  const { value, from } = incoming;
  if (typeof value === "object") return errorCell(incoming, value.error);
  if (value === "") return { ok: true, value: null };
  if (typeof value === "number") {
    const date = fromSerial(value, incoming.dateSystem ?? 1900);
    return date === null ? problem(incoming, Number.isInteger(value) ? "dateOutOfRange" : "dateHasTime") : { ok: true, value: date };
  }
  if (typeof value === "boolean") return problem(incoming, "dateNotDate");
  if (value.trim() === "") return { ok: true, value: null };
  const date = parseIsoDate(value);
  if (from === "field") return date === null ? problem(incoming, "dateNotIso") : { ok: true, value: date };
  return problem(incoming, "dateIsText");
}

/** "Yes", TRUE, 1, "x" are yes; "No", FALSE, 0 and blank are no; anything else is an issue. */
export function readFlag(incoming: Incoming): Reading<boolean> {
  const text = readText(incoming);
  if (!text.ok) return text;
  const word = (text.value ?? "").toLowerCase();
  if (["yes", "y", "true", "1", "x"].includes(word)) return { ok: true, value: true };
  if (["", "no", "n", "false", "0"].includes(word)) return { ok: true, value: false };
  return problem(incoming, "flagUnknown");
}

export function readCurrency(incoming: Incoming): Reading<CurrencyCode> {
  const text = readText(incoming);
  if (!text.ok || text.value === null) return text.ok ? { ok: true, value: null } : text;
  const code = parseCurrency(text.value);
  return code === null ? problem(incoming, "currencyUnknown") : { ok: true, value: code };
}

/** A number, or in given data its text; a number written as text in a cell is an issue of its own. */
function readNumeric(incoming: Incoming): Reading<number | string> {
  const { value, from } = incoming;
  if (typeof value === "object") return errorCell(incoming, value.error);
  if (typeof value === "number") return { ok: true, value };
  if (typeof value === "boolean") return problem(incoming, "amountNotNumber");
  const text = value.trim();
  if (text === "") return { ok: true, value: null };
  if (from === "field" && parseDecimal(text) !== null) return { ok: true, value: text };
  return problem(incoming, from === "cell" && /\d/.test(text) ? "amountIsText" : "amountNotNumber");
}

/** A number as a person typed it, without exponent: 4170000000000000000000 is no id anyone typed, but it is shown whole. */
function numberAsText(value: number): string {
  return Number.isFinite(value) ? decimalFromNumber(value).toFixed() : "";
}

function errorCell<T>(incoming: Incoming, error: string): Reading<T> {
  return { ok: false, issue: issueError("cellError", incoming.at, { error }) };
}

function problem<T>(incoming: Incoming, code: string, params: Readonly<Record<string, string | number>> = {}): Reading<T> {
  const shown = incoming.shown ?? (typeof incoming.value === "object" ? incoming.value.error : String(incoming.value));
  return { ok: false, issue: issueError(code, incoming.at, { ...params, shown: shown.slice(0, 80) }) };
}
