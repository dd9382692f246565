import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { type Steps, runSteps } from "../../core/reports/steps";
import { projectEntry } from "../projection";
import { REPEATING_TABLES, type RepeatingTable } from "./repeatingTables";
import { type ExpectedCells, keyOfCells } from "./plainCells";

export interface ExpectedRow {
  readonly key: string;
  readonly entry: string;
  readonly cells: ExpectedCells;
}

type ExpectedTables = ReadonlyMap<RepeatingTable, ReadonlyMap<string, ExpectedRow>>;

/** A folded ledger never changes, and each of its rows costs a hash. */
const known = new WeakMap<FoldedLedger, ExpectedTables>();

/** The rows that the entries wrote, by table and key, in ledger order. */
export function expectedRows(ledger: FoldedLedger): ExpectedTables {
  return known.get(ledger) ?? runSteps(expectRows(ledger));
}

/** Entries that are projected at one go. */
const STEP_ENTRIES = 200;

/** As expectedRows, in steps: what it makes is remembered for the ledger. */
export function* expectRows(ledger: FoldedLedger): Steps<ExpectedTables> {
  const tables = new Map<RepeatingTable, Map<string, ExpectedRow>>(REPEATING_TABLES.map((name) => [name, new Map()]));
  for (const [index, entry] of ledger.entries.entries()) {
    if (index % STEP_ENTRIES === STEP_ENTRIES - 1) yield;
    for (const [name, rows] of projectEntry(entry, ledger)) {
      const repeating = REPEATING_TABLES.find((candidate) => candidate === name);
      const byKey = repeating === undefined ? undefined : tables.get(repeating);
      if (byKey === undefined) continue;
      for (const cells of rows) {
        const key = keyOfCells(name, (header) => cells[header]);
        byKey.set(key, { key, entry: entry.head.id, cells });
      }
    }
  }
  known.set(ledger, tables);
  return tables;
}
