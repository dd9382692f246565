import { type CurrencyCode, currencyDecimals, parseCurrency } from "../values/currency";
import { type Decimal, roundDecimal, ZERO } from "../values/decimal";
import { minorFromNumber } from "../values/money";
import { fromSerial, type PlainDate } from "../values/plainDate";
import type { LintBook, LintCell, LintField, LintFinding, LintRole, LintRow, LintTable } from "./lintBook";

/** A row of facts with its place: what rules go through. */
export interface Fact {
  readonly book: LintBook;
  readonly table: LintTable;
  readonly row: LintRow;
  readonly index: number;
}

/** Rows of facts (no sums, not empty) of the tables of these roles, in order. */
export function factsOf(book: LintBook, ...roles: readonly LintRole[]): readonly Fact[] {
  return book.tables.filter(({ role }) => roles.includes(role)).flatMap((table) => factsIn(book, table));
}

export function factsIn(book: LintBook, table: LintTable): readonly Fact[] {
  return table.rows.map((row, index) => ({ book, table, row, index })).filter(({ row }) => !row.isTotal && row.cells.some(({ value }) => value !== ""));
}

/** The cell under the column recognised as `field`; null when there is no such column. */
export function cellOf({ table, row }: Fact, field: LintField): LintCell | null {
  return row.cells[table.columns.get(field) ?? -1] ?? null;
}

/** The cell's text without outer blanks; a number as its digits; "" for nothing, an error or no such column. */
export function textOf(fact: Fact, field: LintField): string {
  const cell = cellOf(fact, field);
  return cell === null || cell.isError ? "" : String(cell.value).trim();
}

/** The cell's number; null for anything else. */
export function numberOf(fact: Fact, field: LintField): number | null {
  const value = cellOf(fact, field)?.value;
  return typeof value === "number" ? value : null;
}

/** The day in the cell, its time of day left out; null for anything else. */
export function dateOf(fact: Fact, field: LintField): PlainDate | null {
  const value = numberOf(fact, field);
  return value === null ? null : fromSerial(Math.floor(value), fact.book.dateSystem);
}

/** The row's currency: what it says, else the book's; null when neither is known. */
export function currencyOf(fact: Fact): CurrencyCode | null {
  return parseCurrency(textOf(fact, "currency")) ?? fact.book.currency;
}

export function decimalsOf(fact: Fact): number {
  const currency = currencyOf(fact);
  return currency === null ? 2 : currencyDecimals(currency);
}

/** The amount in minor units; null when the cell holds none, or one with more decimals than the currency has. */
export function minorOf(fact: Fact, field: LintField): number | null {
  const value = numberOf(fact, field);
  if (value === null) return null;
  const reading = minorFromNumber(value, decimalsOf(fact));
  return reading.ok ? reading.minor : null;
}

/** A computed amount for a sentence, with its currency's decimals; beyond what money can be, as a cell shows it. */
export function amountText(amount: Decimal, decimals: number): string {
  const rounded = ZERO.add(roundDecimal(amount, decimals));
  return rounded.abs().lt(AMOUNT_LIMIT) ? rounded.toFixed(decimals) : String(rounded.toNumber());
}

const AMOUNT_LIMIT = 1e15;

/** A finding at the cell of that column, or at the row's first cell where there is no such column. */
export function finding(fact: Fact, field: LintField, params: LintFinding["params"]): LintFinding {
  return { at: fact.table.at(fact.index, fact.table.columns.get(field) ?? 0), params };
}

/** Items by key, in order of first appearance; a group holds at least one. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly [Item, ...Item[]]> {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
