import { indexOfHeader } from "../../workbook/columnMapping";
import { Fault } from "../../workbook/fault";
import { type JournalRow, journalCells, standingHashes } from "../../workbook/journal";
import type { RowPlace, TableSnapshot, Workbook } from "../../workbook/port";
import { JOURNAL_COLUMNS } from "../../workbook/schema";
import { commitSlices } from "./slices";

const COMMIT_TRIES = 3;

/**
 * `count`: how many of the rows stand, from the first on; fewer than all where Excel refused the rest. `journal`: the Journal
 * with them, as known. `moved`: tables whose rows are not where they were read.
 */
export interface Committed {
  readonly count: number;
  readonly journal: TableSnapshot;
  readonly moved: ReadonlySet<string>;
  /** Tables with something below them, as far as that is known. */
  readonly crowded: ReadonlySet<string>;
}

/**
 * Appends rows to the Journal and finds them there by their hashes. Null when it cannot be known now whether they stand.
 * Throws when it is known that none does; where it is known that only the first ones do, they count. What was written once is read, never blindly written again. `places`: rows of
 * other tables that will be written to; the reading says whether they are still where they were.
 */
export async function commitAndVerify(workbook: Workbook, at: TableSnapshot, rows: readonly JournalRow[], places: readonly RowPlace[]): Promise<Committed | null> {
  let journal = at;
  let missing = rows;
  for (let attempt = 1; attempt <= COMMIT_TRIES; attempt += 1) {
    let failure: Fault | null = null;
    let written: TableSnapshot | null = null;
    try {
      written = await commit(workbook, journal, missing);
    } catch (thrown) {
      if (!(thrown instanceof Fault) || (!thrown.mayHaveWritten && missing === rows && attempt === 1)) throw thrown;
      failure = thrown;
    }
    if (written !== null) {
      const back = await tolerant(() => workbook.readBack({ journal: at.name, from: at.rows.length, places }));
      if (back === null) return null;
      const there = back.rows === null ? new Set<string>() : standingHashes({ headers: at.headers, rows: back.rows }, rows);
      if (rows.every((row) => there.has(row.hash))) return { count: rows.length, journal: written, moved: back.moved, crowded: back.crowded };
    }
    const table = await tolerant(() => workbook.readTable(at.name));
    // A Journal that cannot be read whole does not say what stands in it, and must not be written to.
    if (table === null || JOURNAL_COLUMNS.some(({ header }) => indexOfHeader(table.headers, header) < 0)) return null;
    const there = standingHashes(table, rows);
    missing = rows.filter((row) => !there.has(row.hash));
    // Something disturbed this run: where the other tables' rows are is not known any more.
    const moved = new Set(places.map((place) => place.at.name));
    if (missing.length === 0) return { count: rows.length, journal: table, moved, crowded: new Set() };
    const count = rows.length - missing.length;
    if (attempt === COMMIT_TRIES && failure !== null && failure.code !== "noAnswer" && count > 0 && rows.slice(count).every((row, index) => row === missing[index])) return { count, journal: table, moved, crowded: new Set() };
    // Known not to be there, for a reason that trying again will not cure.
    if (failure !== null && missing.length === rows.length && failure.code !== "noAnswer") throw failure;
    journal = table;
  }
  return null;
}

async function commit(workbook: Workbook, table: TableSnapshot, rows: readonly JournalRow[]): Promise<TableSnapshot> {
  let at = table;
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return { ...at, rows: [...at.rows, await workbook.commitRow({ at, row: journalCells(only) })] };
  for (const slice of commitSlices(rows)) {
    try {
      at = { ...at, rows: [...at.rows, ...(await workbook.commitRows({ at, rows: slice.map(journalCells) }))] };
    } catch (thrown) {
      // A call that did nothing, after others that did.
      if (thrown instanceof Fault && at !== table) throw new Fault(thrown.code, thrown.detail, true);
      throw thrown;
    }
  }
  return at;
}

/** Null where Excel failed: what could not be read is not known. */
export async function tolerant<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Fault) return null;
    throw thrown;
  }
}
