import { parseValue } from "numfmt";
import type { Scalar } from "./cell";
import { ErrorValue } from "./cell";
import type { ErrorCode } from "./cell";

/** What a piece of text becomes when it is entered into a cell. */
export interface Entered {
  readonly value: Scalar;
  readonly formula?: string;
  readonly quotePrefix?: true;
  /** The number format that Excel gives the cell for this entry (a date, a percent), when the cell was General. */
  readonly numberFormat?: string;
}

const ERROR_CODES: readonly ErrorCode[] = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"];
const DAYS_1904 = 1462;
/** What can be no number, date or boolean is told at once: reading is the cost of a big write. */
const CANNOT_BE_READ = /^[^\d]*$|^(?!jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\p{L}/iu;
/** Excel keeps at most 15 significant digits of a typed number; longer ones lose their tail, and so do ours. */
const LONG_NUMBER = /^[+-]?\d{16,}$/;

/**
 * Text as a person types it, or as a string given to Range.values, in an en-US book: number, percent, currency, date, time,
 * boolean, error, formula ("=", or "+"/"-" when it is no number), or text. A cell formatted as text ("@") keeps what it gets.
 * Source: Range.values in the Office.js reference ("If the returned value starts with a plus, minus or equal sign, Excel interprets this value
 * as a formula"; strings are parsed as typed) and Microsoft's "Format numbers as text".
 */
export function enterText(text: string, cellFormat: string, dateSystem: 1900 | 1904 = 1900): Entered {
  if (text === "") return { value: null };
  if (cellFormat === "@") return text.startsWith("'") ? { value: text.slice(1), quotePrefix: true } : { value: text };
  if (text.startsWith("'")) return { value: text.slice(1), quotePrefix: true };
  if (text.startsWith("=") && text.length > 1) return { value: null, formula: text.slice(1) };
  const trimmed = text.trim();
  const error = ERROR_CODES.find((code) => code === trimmed.toUpperCase());
  if (error !== undefined) return { value: new ErrorValue(error) };
  const parsed = parseEntry(trimmed, dateSystem);
  if (parsed !== null) return parsed;
  if (/^[+-]./.test(trimmed)) return { value: null, formula: trimmed.startsWith("+") ? trimmed.slice(1) : trimmed };
  return { value: text };
}

function parseEntry(text: string, dateSystem: 1900 | 1904): Entered | null {
  if (/^(true|false)$/i.test(text)) return { value: text.toLowerCase() === "true" };
  if (text.length > 40 || CANNOT_BE_READ.test(text) || /\s{2,}/.test(text)) return null;
  if (LONG_NUMBER.test(text)) return { value: Number(Number(text).toPrecision(15)) };
  const named = namedDate(text);
  const parsed = parseValue(named ?? text);
  if (parsed === null || parsed.v === undefined || parsed.v === null) return null;
  if (typeof parsed.v === "boolean") return { value: parsed.v };
  if (typeof parsed.v !== "number" || !Number.isFinite(parsed.v)) return null;
  const isDate = parsed.z !== undefined && /[ymdhs]/i.test(parsed.z.replace(/"[^"]*"|\[[^\]]*\]/g, "")) && !/[#0]\.?0*E/i.test(parsed.z);
  if (isDate && !/[:]/.test(text) && parsed.v < 1) return null;
  const value = isDate && dateSystem === 1904 && parsed.v >= DAYS_1904 ? parsed.v - DAYS_1904 : parsed.v;
  return parsed.z === undefined ? { value } : { value, numberFormat: excelFormat(parsed.z, text) };
}

/** Forms that Excel reads and numfmt's parser does not: "5-Jan-2026", "Jan 5, 2026". */
function namedDate(text: string): string | null {
  const dashed = /^(\d{1,2})[- /]([A-Za-z]{3,9})[- /](\d{2}|\d{4})$/.exec(text);
  if (dashed) return `${dashed[1]} ${dashed[2]} ${dashed[3]}`;
  const american = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/.exec(text);
  if (american) return `${american[2]} ${american[1]} ${american[3]}`;
  return null;
}

/** Excel's own short date for entries in its locale order ("1/31/2026", ISO): the book shows m/d/yyyy. */
function excelFormat(parsedFormat: string, text: string): string {
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return "m/d/yyyy";
  return parsedFormat;
}
