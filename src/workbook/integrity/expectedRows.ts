import type { Entry } from "../../core/ledger/entries";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { type Steps, runSteps } from "../../core/reports/steps";
import { type EntryRows, entryRows } from "./entryPrints";
import { type ExpectedCells, keyOfCells } from "./plainCells";
import { REPEATING_TABLES, type RepeatingTable } from "./repeatingTables";

export interface ExpectedRow {
  readonly key: string;
  readonly entry: string;
  readonly cells: ExpectedCells;
}

export type ExpectedTables = ReadonlyMap<RepeatingTable, ReadonlyMap<string, ExpectedRow>>;

/** A folded ledger never changes, and each of its rows costs a hash. */
const known = new WeakMap<FoldedLedger, ExpectedTables>();

/** The rows that the entries wrote, by table and key, in ledger order. Dear: asked for where something is wrong. */
export function expectedRows(ledger: FoldedLedger): ExpectedTables {
  return runSteps(expectedRowsSteps(ledger));
}

/** Entries between two yields, where each is worked out into its rows. */
export const STEP_ENTRIES = 64;

/** As expectedRows, in steps. */
export function* expectedRowsSteps(ledger: FoldedLedger): Steps<ExpectedTables> {
  const before = known.get(ledger);
  if (before !== undefined) return before;
  const tables = emptyTables();
  for (const [at, entry] of ledger.entries.entries()) {
    if (at % STEP_ENTRIES === 0) yield;
    addExpected(tables, entry, entryRows(entry, ledger));
  }
  known.set(ledger, tables);
  return tables;
}

export function emptyTables(): Map<RepeatingTable, Map<string, ExpectedRow>> {
  return new Map(REPEATING_TABLES.map((name) => [name, new Map()]));
}

/** Adds an entry's rows by their keys; of two with one key the later counts. */
export function addExpected(tables: ReadonlyMap<RepeatingTable, Map<string, ExpectedRow>>, entry: Entry, rows: EntryRows): void {
  for (const [table, own] of rows)
    for (const cells of own) {
      const key = keyOfCells(table, (header) => cells[header]);
      tables.get(table)?.set(key, { key, entry: entry.head.id, cells });
    }
}
