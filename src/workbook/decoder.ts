import { type CurrencyCode, parseCurrency } from "../core/values/currency";
import { type PlainDate, parseIsoDate } from "../core/values/plainDate";

/**
 * Readers of stored JSON. Each gives the typed value or throws a DecodeProblem that names the path; `decode` turns that
 * into a value. The only place where unknown data becomes typed.
 */
export type Decoder<T> = (value: unknown, path: string) => T;

export class DecodeProblem extends Error {
  constructor(
    readonly path: string,
    readonly expected: string,
  ) {
    super(`${path}: expected ${expected}`);
    this.name = "DecodeProblem";
  }
}

export function textOf(value: unknown, path: string): string {
  if (typeof value !== "string") throw new DecodeProblem(path, "text");
  return value;
}

export function minorOf(value: unknown, path: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw new DecodeProblem(path, "a whole number");
  return value;
}

export function flagOf(value: unknown, path: string): boolean {
  if (typeof value !== "boolean") throw new DecodeProblem(path, "true or false");
  return value;
}

export function dateOf(value: unknown, path: string): PlainDate {
  const date = typeof value === "string" ? parseIsoDate(value) : null;
  if (date === null) throw new DecodeProblem(path, "a date YYYY-MM-DD");
  return date;
}

export function currencyOf(value: unknown, path: string): CurrencyCode {
  const code = typeof value === "string" ? parseCurrency(value) : null;
  if (code === null) throw new DecodeProblem(path, "a currency code");
  return code;
}

export function oneOf<T extends string>(...words: readonly T[]): Decoder<T> {
  return (value, path) => {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new DecodeProblem(path, words.join(" or "));
    return word;
  };
}

export function nullable<T>(inner: Decoder<T>): Decoder<T | null> {
  return (value, path) => (value === null ? null : inner(value, path));
}

/** A field that older payloads do not have: left out, it stays left out. */
export function optional<T>(inner: Decoder<T>): Decoder<T | undefined> {
  return (value, path) => (value === undefined ? undefined : inner(value, path));
}

export function listOf<T>(inner: Decoder<T>): Decoder<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new DecodeProblem(path, "a list");
    const items: T[] = [];
    try {
      for (const item of value as readonly unknown[]) items.push(inner(item, ""));
    } catch (problem) {
      throw within(`${path}[${items.length}]`, problem);
    }
    return items;
  };
}

/** Names are put together only where something is wrong: tens of thousands of documents are read, and nearly all are right. */
function within(path: string, problem: unknown): unknown {
  if (!(problem instanceof DecodeProblem) || path === "") return problem;
  const isPlace = problem.path === "" || problem.path.startsWith("[");
  return new DecodeProblem(isPlace ? path + problem.path : `${path}.${problem.path}`, problem.expected);
}

export function recordOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new DecodeProblem(path, "an object");
  return value as Readonly<Record<string, unknown>>;
}

/** An object with exactly these fields; others are ignored, so that a later version's additions do no harm. */
export function objectOf<T>(shape: { readonly [K in keyof T]-?: Decoder<T[K]> }): Decoder<T> {
  const keys = Object.keys(shape) as (keyof T & string)[];
  return (value, path) => {
    const record = recordOf(value, path);
    const result: Partial<T> = {};
    try {
      for (const key of keys) {
        const field = shape[key](record[key], key);
        if (field !== undefined) result[key] = field;
      }
    } catch (problem) {
      throw within(path, problem);
    }
    return result as T;
  };
}
