import { parseValue } from "numfmt";
import { ErrorValue, type Scalar } from "../model/cell";
import { VALUE_ERROR } from "./values";

/**
 * Excel's conversions between numbers, texts and booleans. An empty cell (null) is 0, "" or FALSE.
 * Source: Excel's documentation of "Using text, numbers and logical values in formulas"; en-US input forms.
 */
export function toNumber(value: Scalar): number | ErrorValue {
  if (typeof value === "number") return value;
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return textToNumber(value) ?? VALUE_ERROR;
  return value;
}

const PLAIN_NUMBER = /^\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*$/;

/** The number that a text stands for, as typed in an en-US cell (1,234.50 · 12% · $5 · (5) · 2026-01-31 · 10:30); null for any other text. */
export function textToNumber(text: string): number | null {
  if (PLAIN_NUMBER.test(text)) {
    const number = Number(text);
    return Number.isFinite(number) ? number : null;
  }
  if (!MAY_BE_NUMBER.test(text)) return null;
  const known = parsedTexts.get(text);
  if (known !== undefined) return known;
  const number = readText(text.trim());
  if (parsedTexts.size >= KEPT_TEXTS) parsedTexts.clear();
  parsedTexts.set(text, number);
  return number;
}

/** Dates with dots are no dates in the United States. */
const DOTTED_DATE = /^[0-9]{1,4}\.[0-9]{1,2}\.[0-9]/;
const FRACTION = /^([+-]?)([0-9]+) ([0-9]{1,5})\/([0-9]{1,5})$/;
const DURATION = /^([0-9]{1,4}):([0-5]?[0-9])(?::([0-5]?[0-9](?:\.[0-9]+)?))?$/;

function readText(text: string): number | null {
  if (DOTTED_DATE.test(text)) return null;
  const fraction = FRACTION.exec(text);
  if (fraction !== null) {
    const [, sign, whole, above, below] = fraction;
    return Number(below) === 0 ? null : (sign === "-" ? -1 : 1) * (Number(whole) + Number(above) / Number(below));
  }
  const duration = DURATION.exec(text);
  if (duration !== null) return (Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3] ?? 0)) / 86_400;
  const parsed = parseValue(text, { locale: "en-US" });
  return parsed !== null && typeof parsed.v === "number" && Number.isFinite(parsed.v) ? parsed.v : null;
}

/** Lets ordinary words and codes pass without the costly look: digits that begin the text, or follow a sign, a currency or the name of a month or day. */
const MAY_BE_NUMBER = /^\s*(?:[-+(.\p{Sc}0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)[\s\S]*[0-9]|^\s*[0-9]/iu;
const KEPT_TEXTS = 50_000;
const parsedTexts = new Map<string, number | null>();

export function toText(value: Scalar): string | ErrorValue {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return value;
}

/** A number as & writes it: General with up to 15 significant digits. */
export function numberText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const size = Math.abs(rounded);
  if (rounded === 0) return "0";
  if (size >= 1e21 || size < 1e-9) {
    const [digits = "", exponent = "0"] = rounded.toExponential().split("e");
    const power = Number(exponent);
    return `${digits}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  return size < 1e-6 ? rounded.toFixed(20).replace(/0+$/, "") : String(rounded);
}

export function toBoolean(value: Scalar): boolean | ErrorValue {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (value === null) return false;
  if (typeof value === "string") {
    const word = value.toUpperCase();
    return word === "TRUE" ? true : word === "FALSE" ? false : VALUE_ERROR;
  }
  return value;
}

/** Numbers that a cell can hold; anything else is an error. −0 is 0. */
export function finite(value: number, otherwise: ErrorValue): number | ErrorValue {
  return Number.isFinite(value) ? (value === 0 ? 0 : value) : otherwise;
}

/** The decimal that 15 significant digits show: what Excel rounds and compares by. */
export function fifteenDigits(value: number): number {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value : Number(value.toPrecision(15));
}
