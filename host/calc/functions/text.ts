import { format, isDateFormat } from "numfmt";
import { ErrorValue, type Scalar } from "../../model/cell";
import { finite, textToNumber, toBoolean, toNumber, toText } from "../coerce";
import { eachValue, toMatrix, toScalar } from "../read";
import { formatNumber } from "../numberFormat";
import { roundTo } from "../rounding";
import type { Scope } from "../scope";
import { Reference, type Value, VALUE_ERROR } from "../values";
import { folded, wildcardPattern } from "../wildcards";
import { type FunctionTable, MANY, single, textual, whole } from "./spec";

/** Excel's limit for the text of a cell. */
const MAX_TEXT = 32767;

function limited(text: string): Scalar {
  return text.length > MAX_TEXT ? VALUE_ERROR : text;
}

/** TEXT: the value as a cell of that number format shows it. */
function textFunction([value = null, pattern = null]: readonly Scalar[], scope: Scope): Value {
  const code = toText(pattern);
  if (code instanceof ErrorValue) return code;
  if (code === "") return "";
  if (typeof value === "boolean") return toText(value);
  const number = value === null ? 0 : typeof value === "string" ? textToNumber(value) : value;
  try {
    if (typeof number !== "number") return format(code, value, { locale: "en-US" });
    const shifted = scope.engine.workbook.dateSystem === 1904 && isDateFormat(code) ? number + 1462 : number;
    if (shifted < 0 && isDateFormat(code)) return VALUE_ERROR;
    return formatNumber(code, shifted);
  } catch {
    return VALUE_ERROR; // numfmt throws for a pattern that it cannot read
  }
}

/** LEFT and RIGHT. */
function end(side: "left" | "right") {
  return ([value = null, count = 1]: readonly Scalar[]): Value => {
    const text = toText(value);
    const number = toNumber(count);
    if (text instanceof ErrorValue) return text;
    if (number instanceof ErrorValue) return number;
    const length = Math.trunc(number);
    if (length < 0) return VALUE_ERROR;
    return side === "left" ? text.slice(0, length) : length === 0 ? "" : text.slice(-length);
  };
}

function mid([value = null, from = null, count = null]: readonly Scalar[]): Value {
  const text = toText(value);
  const start = toNumber(from);
  const length = toNumber(count);
  if (text instanceof ErrorValue) return text;
  if (start instanceof ErrorValue) return start;
  if (length instanceof ErrorValue) return length;
  if (start < 1 || length < 0) return VALUE_ERROR;
  return text.slice(Math.trunc(start) - 1, Math.trunc(start) - 1 + Math.trunc(length));
}

/** FIND (exact) and SEARCH (without regard to case, with wildcards): a position counted from 1. */
function find(exact: boolean) {
  return ([wanted = null, within = null, from = 1]: readonly Scalar[]): Value => {
    const needle = toText(wanted);
    const text = toText(within);
    const start = toNumber(from);
    if (needle instanceof ErrorValue) return needle;
    if (text instanceof ErrorValue) return text;
    if (start instanceof ErrorValue) return start;
    const index = Math.trunc(start) - 1;
    if (index < 0 || index > text.length) return VALUE_ERROR;
    const pattern = exact ? null : wildcardPattern(needle);
    const found = pattern?.find(text, index) ?? (exact ? text.indexOf(needle, index) : folded(text).indexOf(folded(needle), index));
    return found < 0 ? VALUE_ERROR : found + 1;
  };
}

function substitute([value = null, old = null, fresh = null, which]: readonly Scalar[]): Value {
  const text = toText(value);
  const from = toText(old);
  const to = toText(fresh);
  if (text instanceof ErrorValue) return text;
  if (from instanceof ErrorValue) return from;
  if (to instanceof ErrorValue) return to;
  if (from === "") return text;
  if (which === undefined) return limited(text.replaceAll(from, () => to));
  const instance = toNumber(which);
  if (instance instanceof ErrorValue) return instance;
  if (instance < 1) return VALUE_ERROR;
  let at = -1;
  for (let count = 0; count < Math.trunc(instance); count++) {
    at = text.indexOf(from, at < 0 ? 0 : at + from.length);
    if (at < 0) return text;
  }
  return limited(text.slice(0, at) + to + text.slice(at + from.length));
}

function replace([value = null, from = null, count = null, fresh = null]: readonly Scalar[]): Value {
  const text = toText(value);
  const start = toNumber(from);
  const length = toNumber(count);
  const to = toText(fresh);
  if (text instanceof ErrorValue) return text;
  if (start instanceof ErrorValue) return start;
  if (length instanceof ErrorValue) return length;
  if (to instanceof ErrorValue) return to;
  if (start < 1 || length < 0) return VALUE_ERROR;
  const index = Math.trunc(start) - 1;
  return limited(text.slice(0, index) + to + text.slice(index + Math.trunc(length)));
}

function repeat([value = null, times = null]: readonly Scalar[]): Value {
  const text = toText(value);
  const count = toNumber(times);
  if (text instanceof ErrorValue) return text;
  if (count instanceof ErrorValue) return count;
  return count < 0 || text.length * Math.trunc(count) > MAX_TEXT ? VALUE_ERROR : text.repeat(Math.trunc(count));
}

function joined(args: readonly Value[], separator: string, skipEmpty: boolean, scope: Scope): Value {
  const parts: string[] = [];
  let error: ErrorValue | null = null;
  for (const arg of args) {
    (skipEmpty ? eachValue : eachCell)(arg, scope, (value) => {
      const text = toText(value);
      if (text instanceof ErrorValue) error ??= text;
      else if (text !== "" || !skipEmpty) parts.push(text);
    });
  }
  return error ?? limited(parts.join(separator));
}

/** Every cell, empty ones too (TEXTJOIN can be told to count them). */
function eachCell(arg: Value, scope: Scope, visit: (value: Scalar) => void): void {
  const matrix = arg instanceof Reference && arg.areas.length > 1 ? null : toMatrix(arg, scope);
  if (matrix === null) eachValue(arg, scope, visit);
  else if (matrix instanceof ErrorValue) visit(matrix);
  else for (const cell of matrix.cells) visit(cell);
}

function textJoin(args: readonly Value[], scope: Scope): Value {
  const separator = toText(toScalar(args[0] ?? null, scope));
  if (separator instanceof ErrorValue) return separator;
  const skipEmpty = args[1] === null ? true : toBoolean(toScalar(args[1] ?? null, scope));
  if (skipEmpty instanceof ErrorValue) return skipEmpty;
  return joined(args.slice(2), separator, skipEmpty, scope);
}

function valueFunction([value = null]: readonly Scalar[]): Value {
  if (typeof value === "boolean") return VALUE_ERROR;
  return toNumber(value);
}

/** NUMBERVALUE: a text with its own decimal and group separators; spaces do not count, each % at the end divides by 100. */
function numberValue([value = null, decimal = ".", group = ","]: readonly Scalar[]): Value {
  const text = toText(value);
  const decimalText = toText(decimal);
  const groupText = toText(group);
  if (text instanceof ErrorValue) return text;
  if (decimalText instanceof ErrorValue) return decimalText;
  if (groupText instanceof ErrorValue) return groupText;
  const [point, separator] = [decimalText.slice(0, 1), groupText.slice(0, 1)];
  if (point === "" || point === separator) return VALUE_ERROR;
  const [, body = "", percents = ""] = /^(.*?)(%*)$/s.exec(text.replace(/\s/g, "")) ?? [];
  if (body === "" && percents === "") return 0;
  const [whole = "", ...fractions] = body.split(point);
  if (fractions.length > 1 || (separator !== "" && fractions.join("").includes(separator))) return VALUE_ERROR;
  const plain = (separator === "" ? whole : whole.replaceAll(separator, "")) + (fractions.length === 0 ? "" : `.${fractions.join("")}`);
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(plain)) return VALUE_ERROR;
  return finite(Number(plain) / 100 ** percents.length, VALUE_ERROR);
}

/** A number with grouped thousands and so many decimals, rounded (FIXED, DOLLAR). */
function fixedText(value: Scalar, places: Scalar, plain: Scalar): string | ErrorValue {
  const number = toNumber(value);
  const decimals = toNumber(places);
  const noCommas = toBoolean(plain);
  if (number instanceof ErrorValue) return number;
  if (decimals instanceof ErrorValue) return decimals;
  if (noCommas instanceof ErrorValue) return noCommas;
  if (Math.abs(decimals) > 127) return VALUE_ERROR;
  const shown = Math.max(0, Math.trunc(decimals));
  return format((noCommas ? "0" : "#,##0") + (shown > 0 ? `.${"0".repeat(Math.min(shown, 100))}` : ""), roundTo(number, decimals, "half"), { locale: "en-US" });
}

function dollar([value = null, places = 2]: readonly Scalar[]): Value {
  const text = fixedText(value, places, false);
  if (text instanceof ErrorValue) return text;
  return text.startsWith("-") ? `($${text.slice(1)})` : `$${text}`;
}

function character([code = null]: readonly Scalar[]): Value {
  const number = toNumber(code);
  if (number instanceof ErrorValue) return number;
  return number < 1 || number >= 256 ? VALUE_ERROR : String.fromCharCode(Math.trunc(number));
}

/** Letter by letter, as Windows does it: ß, which has no single capital, stays. */
function upperCase(text: string): string {
  return text.toUpperCase().length === text.length ? text.toUpperCase() : [...text].map((letter) => (letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter)).join("");
}

export const TEXT_FUNCTIONS: FunctionTable = {
  TEXT: single(2, 2, textFunction),
  VALUE: single(1, 1, valueFunction),
  NUMBERVALUE: single(1, 3, numberValue),
  FIXED: single(1, 3, ([value = null, places = 2, plain = false]) => fixedText(value, places, plain)),
  DOLLAR: single(1, 2, dollar),
  LEFT: single(1, 2, end("left")),
  RIGHT: single(1, 2, end("right")),
  MID: single(3, 3, mid),
  LEN: textual(1, 1, (text = "") => text.length),
  TRIM: textual(1, 1, (text = "") => text.replace(/ +/g, " ").replace(/^ | $/g, "")),
  CLEAN: textual(1, 1, (text = "") => [...text].filter((letter) => letter >= " ").join("")),
  UPPER: textual(1, 1, (text = "") => upperCase(text)),
  LOWER: textual(1, 1, (text = "") => text.toLowerCase()),
  PROPER: textual(1, 1, (text = "") => text.toLowerCase().replace(/(^|[^\p{L}])(\p{L})/gu, (_, before: string, letter: string) => before + upperCase(letter))),
  FIND: single(2, 3, find(true)),
  SEARCH: single(2, 3, find(false)),
  SUBSTITUTE: single(3, 4, substitute),
  REPLACE: single(4, 4, replace),
  REPT: single(2, 2, repeat),
  CONCATENATE: textual(1, MANY, (...texts) => limited(texts.join(""))),
  CONCAT: whole(1, MANY, (args, scope) => joined(args, "", true, scope)),
  TEXTJOIN: whole(3, MANY, textJoin, [0, 1]),
  EXACT: textual(2, 2, (a = "", b = "") => a === b),
  CHAR: single(1, 1, character),
  UNICHAR: single(1, 1, ([code = null]) => {
    const number = toNumber(code);
    return number instanceof ErrorValue ? number : number >= 1 && number <= 0x10ffff ? String.fromCodePoint(Math.trunc(number)) : VALUE_ERROR;
  }),
  CODE: textual(1, 1, (text = "") => (text === "" ? VALUE_ERROR : text.charCodeAt(0))),
  UNICODE: textual(1, 1, (text = "") => text.codePointAt(0) ?? VALUE_ERROR),
  HYPERLINK: single(1, 2, ([link = null, shown]) => shown ?? link),
};
