import type { Entry, EntryBody } from "../../core/ledger/entries";
import { entryNumber } from "../../core/ledger/entryNumber";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { amendedDocuments } from "../amendments";
import type { CellRead } from "../port";
import { type Row, applicationsOf, projectEntry } from "../projection";
import { Printer, addPrints } from "../prints";
import { tableSpec } from "../schema";
import { plainOf } from "./plainCells";
import { REPEATING_TABLES, type RepeatingTable } from "./repeatingTables";

/**
 * An entry's print: of all its rows in the tables that repeat the Journal, added up, so that neither the rows' order nor which
 * table comes first counts. Left out are the cells that the whole ledger moves (Balance, Status …); they are compared one by
 * one (derivedCells.ts). `mark`: what of the ledger the rows depend on besides the entry itself.
 */
export interface EntryPrint {
  readonly mark: number;
  readonly print: number;
}

/** Columns whose cells change while the entry stays as it is. */
const MOVING: ReadonlySet<string> = new Set(["Balance", "Disputed", "Status", "Unapplied", "Exchange gain"]);

/** The columns that a print is made of, by table; its `seed` tells the tables apart. */
export const PRINTED: ReadonlyMap<RepeatingTable, { readonly headers: readonly string[]; readonly seed: number }> = new Map(
  REPEATING_TABLES.map((table, index) => [table, { headers: tableSpec(table).columns.filter(({ header }) => !MOVING.has(header)).map(({ header }) => header), seed: index + 1 }]),
);

const printer = new Printer();

/** The print of one row as read; `columns`: where its printed cells are, in their order. */
export function rowPrint(seed: number, columns: readonly number[], cells: readonly CellRead[]): number {
  printer.begin(seed);
  for (const column of columns) printer.add(cells[column] ?? "");
  return printer.end();
}

const known = new WeakMap<Entry, EntryPrint>();

/** What is known of an entry's print, whatever the ledger around it. */
export function knownPrint(entry: Entry): EntryPrint | undefined {
  return known.get(entry);
}

/** Takes an entry's print for known; one that was worked out here stays. */
export function notePrint(entry: Entry, print: EntryPrint): void {
  if (!known.has(entry)) known.set(entry, print);
}

/** A print that was not right. */
export function forgetPrint(entry: Entry): void {
  known.delete(entry);
}

export type EntryRows = readonly (readonly [RepeatingTable, readonly Row[]])[];

/** The rows that an entry writes into the tables that repeat the Journal. */
export function entryRows(entry: Entry, ledger: FoldedLedger): EntryRows {
  const projected = projectEntry(entry, ledger);
  return REPEATING_TABLES.flatMap((table): EntryRows => {
    const rows = projected.get(table);
    return rows === undefined ? [] : [[table, rows]];
  });
}

/** The print that an entry's rows should have. Worked out once: each posted row costs a hash (its Check). */
export function expectedPrint(entry: Entry, ledger: FoldedLedger): number {
  const mark = markOf(entry, ledger);
  const before = known.get(entry);
  if (before !== undefined && before.mark === mark) return before.print;
  const print = printOfRows(entryRows(entry, ledger));
  if (!Number.isNaN(mark)) known.set(entry, { mark, print });
  return print;
}

/** As expectedPrint, from the entry itself, whatever is known. */
export function printOfRows(rows: EntryRows): number {
  let sum = 0;
  for (const [table, own] of rows) {
    const printed = PRINTED.get(table);
    if (printed === undefined) continue;
    const { headers, seed } = printed;
    for (const row of own) {
      printer.begin(seed);
      for (const header of headers) printer.add(plainOf(row[header]));
      sum = addPrints(sum, printer.end());
    }
  }
  return sum;
}

/** Of the ledger around an entry what its rows depend on: its applications as they count. NaN where more does: then nothing is remembered. */
export function markOf(entry: Entry, ledger: FoldedLedger): number {
  const { body, head } = entry;
  if (!dependsOnItselfAlone(body)) return Number.NaN;
  // The document in whose rows people may amend something.
  const number = entryNumber(body);
  if (number !== null && amendedDocuments(ledger.entries).has(number)) return Number.NaN;
  const applications = applicationsOf(ledger).get(head.id);
  if (applications === undefined) return 0;
  printer.begin(applications.length);
  for (const { line, date, from, to, postedCustomer, currency, amount, discount, kind } of applications)
    for (const cell of [line, date, from ?? "", to ?? "", postedCustomer, currency, amount, discount, kind]) printer.add(cell);
  return printer.end();
}

function dependsOnItselfAlone(body: EntryBody): boolean {
  switch (body.kind) {
    case "reversal":
    case "refund":
      return false;
    case "payment":
      return body.settlements.every(({ deduction }) => deduction === null);
    default:
      return true;
  }
}
