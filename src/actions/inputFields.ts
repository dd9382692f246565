import { type CurrencyCode, parseCurrency } from "../core/values/currency";
import { type Decimal, decimalFromNumber, parseDecimal } from "../core/values/decimal";
import { type PlainDate, parseIsoDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { type Rejection, rejection } from "../workbook/rejection";
import { cleanText } from "../workbook/textSafety";

export type InputCode = "inputNotObject" | "inputFieldUnknown" | "inputFieldMissing" | "inputFieldWrong";

/** Reads the fields of an act's given data one by one, collecting everything that is wrong with it. */
export interface FieldReader {
  readonly text: (field: string) => string;
  readonly requiredText: (field: string) => string;
  readonly date: (field: string) => PlainDate | null;
  readonly decimal: (field: string) => Decimal | null;
  readonly currency: (field: string) => CurrencyCode | null;
  readonly flag: (field: string) => boolean;
  readonly raw: (field: string) => unknown;
  readonly list: (field: string) => readonly unknown[] | null;
  readonly wrong: (field: string, expected: string) => void;
}

/**
 * Decodes an object whose fields are all known by name: a misspelt field is refused, not ignored, because what it meant
 * to say would be lost. `path` names the object in messages ("apply[2]"). "entry" (the act's id) is known everywhere.
 */
export function decodeFields<T>(given: unknown, known: readonly string[], path: string, read: (fields: FieldReader) => T): Result<T, Rejection<InputCode>> {
  const problems: Rejection<InputCode>[] = [];
  if (typeof given !== "object" || given === null || Array.isArray(given)) return refuse(rejection("inputNotObject", { path }));
  const values = new Map<string, unknown>(Object.entries(given));
  const nameOf = (field: string): string => (path === "" ? field : `${path}.${field}`);
  for (const field of values.keys())
    if (!known.includes(field) && field !== "entry") problems.push(rejection("inputFieldUnknown", { field: nameOf(field), known: known.join(", ") }));
  const wrong = (field: string, expected: string): void => {
    const value = values.get(field);
    problems.push(rejection("inputFieldWrong", { field: nameOf(field), expected, shown: (typeof value === "string" ? value : JSON.stringify(value) ?? "").slice(0, 80) }));
  };
  const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "";
  const text = (field: string): string => {
    const value = values.get(field);
    if (isBlank(value)) return "";
    if (typeof value === "string") return cleanText(value).trim();
    if (typeof value === "number" && Number.isFinite(value)) return decimalFromNumber(value).toFixed();
    wrong(field, "a text");
    return "";
  };
  const typed = <V>(field: string, parse: (value: string) => V | null, expected: string): V | null => {
    const value = values.get(field);
    if (isBlank(value)) return null;
    const parsed = typeof value === "string" || typeof value === "number" ? parse(text(field)) : null;
    if (parsed === null) wrong(field, expected);
    return parsed;
  };
  const value = read({
    text,
    requiredText: (field) => {
      const found = text(field);
      if (found === "" && isBlank(values.get(field))) problems.push(rejection("inputFieldMissing", { field: nameOf(field) }));
      return found;
    },
    date: (field) => typed(field, parseIsoDate, "a date YYYY-MM-DD"),
    decimal: (field) => typed(field, parseDecimal, "a number such as 400.00"),
    currency: (field) => typed(field, parseCurrency, "a currency code such as EUR"),
    flag: (field) => {
      const found = values.get(field);
      if (typeof found === "boolean") return found;
      if (!isBlank(found)) wrong(field, "true or false");
      return false;
    },
    raw: (field) => values.get(field),
    list: (field) => {
      const found = values.get(field);
      if (isBlank(found)) return null;
      if (Array.isArray(found)) return found.map((item: unknown) => item);
      wrong(field, "a list");
      return null;
    },
    wrong,
  });
  return problems.length === 0 ? ok(value) : refuse(...problems);
}

/** All values of a list of results, or all their rejections. */
export function allOk<T, R>(results: readonly Result<T, R>[]): Result<readonly T[], R> {
  const rejections = results.flatMap((result) => (result.ok ? [] : result.rejections));
  return rejections.length > 0 ? refuse(...rejections) : ok(results.flatMap((result) => (result.ok ? [result.value] : [])));
}
