import { type AgingBasis } from "../core/reports/aging";
import { areLimits, STANDARD_LIMITS } from "../core/reports/buckets";
import { type CurrencyCode, parseCurrency } from "../core/values/currency";
import { fromSerial, parseIsoDate, type PlainDate } from "../core/values/plainDate";
import { refuseValue } from "./cellError";
import { type Cell, readCell, shownCell } from "./cells";
import { single } from "./options";

/** Which customers or documents are asked about. Left out means all; a range is answered cell by cell in its shape. */
export type Asked = { readonly kind: "all" } | { readonly kind: "cells"; readonly cells: readonly (readonly Cell[])[] };

/**
 * The `customer` or `invoice` argument: null only when it was left out. An empty cell arrives as null, 0 or "" inside a
 * matrix, by platform, and is a blank cell, never "all".
 */
export function readAsked(raw: unknown): Asked {
  if (raw === null || raw === undefined) return { kind: "all" };
  const rows: readonly unknown[] = Array.isArray(raw) ? raw : [[raw]];
  return { kind: "cells", cells: rows.map((row) => (Array.isArray(row) ? row : [row]).map(readAskedCell)) };
}

function readAskedCell(raw: unknown): Cell {
  const cell = readCell(raw);
  return cell.kind === "number" && cell.value === 0 ? { kind: "blank" } : cell;
}

/** The as-of date: a date cell, or ISO text; null when left out (today). Times of day are dropped. */
export function readAsOf(raw: unknown, dateSystem: 1900 | 1904): PlainDate | null {
  return readDate(raw, dateSystem, "as-of");
}

/** As readAsOf, for the argument of that name ("from", "to"). */
export function readDate(raw: unknown, dateSystem: 1900 | 1904, name: string): PlainDate | null {
  if (raw === null || raw === undefined) return null;
  const cell = readCell(single(raw));
  if (cell.kind === "blank" || (cell.kind === "number" && cell.value === 0)) return refuseValue(`The ${name} cell is empty`);
  if (cell.kind === "error") return refuseValue(`The ${name} cell holds the error ${cell.code}`);
  const date = cell.kind === "number" ? fromSerial(Math.floor(cell.value), dateSystem) : cell.kind === "text" ? parseIsoDate(cell.value) : null;
  return date ?? refuseValue(`The ${name} date "${shownCell(cell)}" is no date: point to a cell with a real date, or write DATE(2026,1,31) or "2026-01-31"`);
}

/** Upper bounds of the aging buckets: a text such as "30,60,90", one number, or a row of numbers. Left out: 30, 60, 90. */
export function readLimits(raw: unknown): readonly number[] {
  const cells = (Array.isArray(raw) ? raw.flat() : [raw]).map(readCell).filter((cell) => cell.kind !== "blank");
  if (cells.length === 0) return STANDARD_LIMITS;
  const limits = cells.flatMap((cell) => {
    if (cell.kind === "number") return [cell.value];
    if (cell.kind === "text") return cell.value.split(/[\s,;/|]+/).filter((part) => part !== "").map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
    return [NaN];
  });
  if (!areLimits(limits)) refuseValue(`The bucket limits must be whole days that rise, such as "30,60,90"`);
  if (limits.length > 50) refuseValue("There can be at most 50 bucket limits");
  return limits;
}

/** "due date" (also 0, the default) or "invoice date" (also 1). */
export function readBasis(raw: unknown): AgingBasis {
  const cell = readCell(single(raw));
  if (cell.kind === "blank") return "due";
  const word = cell.kind === "text" ? cell.value.toLowerCase().replace(/[\s_-]+/g, "") : cell.kind === "number" ? String(cell.value) : "";
  if (["duedate", "due", "0"].includes(word)) return "due";
  if (["invoicedate", "invoice", "documentdate", "date", "1"].includes(word)) return "document";
  return refuseValue(`The basis must be "due date" or "invoice date"`);
}

/** A currency code, or null when left out. */
export function readCurrency(raw: unknown): CurrencyCode | null {
  const cell = readCell(single(raw));
  if (cell.kind === "blank" || (cell.kind === "number" && cell.value === 0)) return null;
  const code = cell.kind === "text" ? parseCurrency(cell.value) : null;
  return code ?? refuseValue(`The currency "${shownCell(cell)}" is no currency code: write such as "EUR" or "USD"`);
}

/** TRUE, FALSE, 1, 0; left out is FALSE. */
export function readFlag(raw: unknown, name: string): boolean {
  const cell = readCell(single(raw));
  switch (cell.kind) {
    case "blank":
      return false;
    case "flag":
      return cell.value;
    case "number":
      return cell.value !== 0;
    default:
      return refuseValue(`${name} must be TRUE or FALSE`);
  }
}

/** A whole number of days, or `otherwise` when left out. */
export function readDays<T>(raw: unknown, name: string, otherwise: T): number | T {
  const cell = readCell(single(raw));
  if (cell.kind === "blank") return otherwise;
  if (cell.kind === "number" && Number.isInteger(cell.value)) return cell.value;
  return refuseValue(`${name} must be a whole number of days`);
}

export interface TableArguments {
  readonly invoices: readonly (readonly unknown[])[];
  readonly payments: readonly (readonly unknown[])[] | null;
}

/** The tables that stand in for this workbook's ledger; null when none are given. */
export function readTables(invoices: unknown, payments: unknown): TableArguments | null {
  const [first, second] = [readTable(invoices, "invoices"), readTable(payments, "payments")];
  if (first === null && second !== null) return refuseValue("Payments are given without invoices: give both tables, each with its header row");
  return first === null ? null : { invoices: first, payments: second };
}

function readTable(raw: unknown, name: string): readonly (readonly unknown[])[] | null {
  if (raw === null || raw === undefined) return null;
  const rows: readonly unknown[] = Array.isArray(raw) ? raw : [[raw]];
  const table = rows.map((row): readonly unknown[] => (Array.isArray(row) ? row : [row]));
  if (table.length === 1 && table[0]?.length === 1) return refuseValue(`The ${name} must be a range with its header row, such as My${name === "invoices" ? "Invoices" : "Payments"}[#All]`);
  return table;
}
