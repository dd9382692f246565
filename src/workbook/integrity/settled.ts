import type { Entry } from "../../core/ledger/entries";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import type { Steps } from "../../core/reports/steps";
import { addPrints } from "../prints";
import type { Snapshot } from "../port";
import { type TableView, viewTable } from "../tables";
import { derivedCheck } from "./derivedCells";
import { type ExpectedRow, addExpected, emptyTables } from "./expectedRows";
import { entryRows, expectedPrint } from "./entryPrints";
import { plainOf } from "./plainCells";
import { REPEATING_TABLES, type RepeatingTable } from "./repeatingTables";
import { printTable } from "./tablePrints";

export interface Settlement {
  /** Of the entries whose rows are not known to be as posted: the rows that they should have. */
  readonly expected: ReadonlyMap<RepeatingTable, ReadonlyMap<string, ExpectedRow>>;
  /** Body rows of a table that may be wrong: all but those of the other entries. */
  readonly doubtful: (table: RepeatingTable) => readonly number[];
  /** Ids in the Entry columns that no Journal knows: what a changed Journal row may have been. */
  readonly unknown: readonly string[];
}

const STEP_ENTRIES = 200;

/** The row's entry is none that the Journals know. */
const NOBODY = -1;

interface Owned {
  readonly table: RepeatingTable;
  readonly view: TableView;
  /** By body row: the place of its entry in the ledger. */
  readonly owners: Int32Array;
}

/**
 * Finds the entries whose rows stand in the tables exactly as they were posted, each once, by their prints: what is left is
 * compared cell by cell. So a whole book costs one pass over its cells.
 */
export function* settleEntries(snapshot: Snapshot, ledger: FoldedLedger): Steps<Settlement> {
  const { entries } = ledger;
  const places = new Map(entries.map(({ head }, index) => [head.id, index]));
  const sums = new Float64Array(entries.length);
  const unknown = new Set<string>();
  const tables: Owned[] = [];
  for (const table of REPEATING_TABLES) {
    const view = viewTable(snapshot, table);
    if (view === null) continue;
    const printed = yield* printTable(table, view);
    const owners = new Int32Array(printed.entries.length);
    let [last, owner] = ["", NOBODY];
    for (const [row, id] of printed.entries.entries()) {
      if (id !== last) {
        [last, owner] = [id, places.get(id) ?? NOBODY];
        if (owner === NOBODY && id !== "") unknown.add(id);
      }
      owners[row] = owner;
      if (owner !== NOBODY) sums[owner] = addPrints(sums[owner] ?? 0, printed.prints[row] ?? 0);
    }
    tables.push({ table, view, owners });
    yield;
  }
  const settled = new Uint8Array(entries.length);
  const doubled = new Set(ledger.conflicts.flatMap((conflict) => (conflict.code === "duplicateNumber" ? [conflict.document] : [])));
  for (const [index, entry] of entries.entries()) {
    if (index % STEP_ENTRIES === STEP_ENTRIES - 1) yield;
    if (sums[index] === expectedPrint(entry, ledger) && (doubled.size === 0 || !bearsAny(entry, ledger, doubled))) settled[index] = 1;
  }
  for (const { table, view, owners } of tables) {
    const isFresh = derivedCheck(table, view, ledger);
    if (isFresh === null) continue;
    yield;
    for (const [row, cells] of view.snapshot.rows.entries()) {
      const owner = owners[row] ?? NOBODY;
      const entry = settled[owner] === 1 ? entries[owner] : undefined;
      if (entry !== undefined && !isFresh(cells, entry)) settled[owner] = 0;
    }
  }
  yield;
  const expected = emptyTables();
  for (const [index, entry] of entries.entries()) if (settled[index] !== 1) addExpected(expected, entry, entryRows(entry, ledger));
  return {
    expected, unknown: [...unknown],
    doubtful: (table) => {
      const rows: number[] = [];
      const owned = tables.find((each) => each.table === table);
      owned?.owners.forEach((owner, row) => {
        if (settled[owner] !== 1) rows.push(row);
      });
      return rows;
    },
  };
}

/** Two documents with one number share a place in the tables: which row is whose is looked at cell by cell. */
function bearsAny(entry: Entry, ledger: FoldedLedger, numbers: ReadonlySet<string>): boolean {
  return entryRows(entry, ledger).some(([, rows]) => rows.some((row) => numbers.has(String(plainOf(row["Number"])))));
}
