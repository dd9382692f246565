/** The add-in's own way from cells to an aging, as the figures time it: src/core/reports/columnar. */
import { agingAll } from "../src/core/reports/columnar/agingAll";
import { appendCells, buildIndexFromCells } from "../src/core/reports/columnar/buildIndex";
import { type ColumnIndex, createColumnIndex, type ExpectedRows, type IndexLayout } from "../src/core/reports/columnar/columnIndex";
import type { AgingRequest } from "../src/core/reports/aging";
import { parseCurrency } from "../src/core/values/currency";
import { AGING_COLUMNS, LIMITS, placeOf } from "./data/countAging";
import { type Cells, customerOf, INVOICE, type LedgerCells, PAYMENT } from "./data/ledgerCells";
import { plainDay } from "./data/ledgerFacts";
import { CURRENCIES } from "./data/ledgerNumbers";

export function ourLayout(): IndexLayout {
  const currency = parseCurrency("EUR");
  if (currency === null) throw new Error("EUR is no currency");
  return { invoices: INVOICE, payments: PAYMENT, dateSystem: 1900, currency };
}

export function ourIndex(cells: LedgerCells): ColumnIndex {
  return buildIndexFromCells(ourLayout(), chunksOf(cells.invoices, cells.payments, (rows) => rows), expectedOf(cells));
}

/** From slices that are made into rows one at a time, so that the rows of each are gone before the next comes. */
export function ourIndexOfChunks<Chunk>(invoices: readonly Chunk[], payments: readonly Chunk[], rowsOf: (chunk: Chunk) => Cells[], expected: ExpectedRows): ColumnIndex {
  const index = createColumnIndex(ourLayout(), expected);
  for (const chunk of invoices) appendCells(index, { table: "invoices", rows: rowsOf(chunk) });
  for (const chunk of payments) appendCells(index, { table: "payments", rows: rowsOf(chunk) });
  return index;
}

export function agingRequest(day: number): AgingRequest {
  return { asOf: plainDay(day), basis: "due", schedule: { limits: LIMITS, dueTodayIsLate: false }, ageCredits: false };
}

/** The aging of all customers in the order of a counted aging. */
export function ourAging(index: ColumnIndex, customers: number, day: number): Float64Array {
  const { accounts, width, amounts } = agingAll(index, agingRequest(day));
  const cells = new Float64Array(customers * CURRENCIES.length * AGING_COLUMNS);
  accounts.forEach(({ customer, currency }, account) => {
    const place = placeOf(customerOf(customer), CURRENCIES.findIndex((code) => code === currency));
    for (let column = 0; column < AGING_COLUMNS; column++) cells[place + column] = amounts[account * width + column] ?? 0;
  });
  return cells;
}

function* chunksOf<Chunk>(invoices: Iterable<Chunk>, payments: Iterable<Chunk>, rowsOf: (chunk: Chunk) => readonly Cells[]): Generator<{ readonly table: "invoices" | "payments"; readonly rows: readonly Cells[] }> {
  for (const chunk of invoices) yield { table: "invoices", rows: rowsOf(chunk) };
  for (const chunk of payments) yield { table: "payments", rows: rowsOf(chunk) };
}

function expectedOf({ invoices, payments }: LedgerCells): ExpectedRows {
  const count = (chunks: readonly (readonly Cells[])[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return { invoices: count(invoices), payments: count(payments) };
}
