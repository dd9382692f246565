import type { CellRead } from "../workbook/port";
import type { TableColumns } from "./reader";
import type { ChecksumRequest, LedgerSource, TableShape } from "./source";

/** A table as it was read: what the watchman compares the workbook with. */
export interface WatchedTable {
  readonly shape: TableShape;
  /** Headers in the workbook by the schema's header. */
  readonly headers: ReadonlyMap<string, string>;
  readonly columns: TableColumns;
}

/**
 * Finds edits of which no event told. Counts and sums that the workbook computes itself show numbers that changed, rows that
 * came or went and numbers that moved; reading everything again in small slices, once a minute, shows the rest (a text that
 * became another text).
 */
export interface Watchman {
  /** Call after a reading: notes what the workbook counts of the tables that were read anew. */
  note(tables: readonly WatchedTable[]): Promise<void>;
  /** Tables (by name) of which the workbook counts otherwise than when they were read; null: they cannot be counted as they were. */
  changedByCount(): Promise<readonly string[] | null>;
  /** Reads the next slice again. The table's name when a cell is another than was read, else null. */
  changedInNextSlice(tables: readonly WatchedTable[]): Promise<string | null>;
}

/** All slices are read once in so many ticks, as long as a slice stays small. */
export const TICKS_A_ROUND = 50;
/** Cells read in one tick at most. A book too large for that takes longer than a round. */
const CELLS_A_TICK = 20_000;

interface Noted {
  readonly columns: TableColumns;
  readonly request: ChecksumRequest;
  readonly sum: string;
}

const NOTHING: ChecksumRequest = { table: "", headers: [] };

export function createWatchman(source: LedgerSource): Watchman {
  let noted: readonly Noted[] = [];
  let place = 0;

  return {
    async note(tables) {
      if (source.checksums === undefined) return;
      const known = new Map(noted.map((each) => [each.columns, each]));
      const fresh = tables.filter(({ columns }) => !known.has(columns));
      noted = tables.flatMap(({ columns }) => known.get(columns) ?? []);
      if (fresh.length === 0) return;
      const requests = fresh.map(requestOf);
      const sums = await source.checksums(requests);
      noted = [...noted, ...fresh.map(({ columns }, at) => ({ columns, request: requests[at] ?? NOTHING, sum: sums[at] ?? "" }))];
    },
    async changedByCount() {
      if (noted.length === 0 || source.checksums === undefined) return [];
      const before = noted;
      try {
        const sums = await source.checksums(before.map(({ request }) => request));
        return before.filter(({ sum }, at) => sums[at] !== sum).map(({ request }) => request.table);
      } catch {
        return null; // a table or a column that was there is not: describing the book again will say which
      }
    },
    async changedInNextSlice(tables) {
      const rows = tables.reduce((sum, { columns }) => sum + columns.count, 0);
      if (rows === 0) return null;
      if (place >= rows) place = 0;
      let first = place;
      for (const { shape, headers, columns } of tables) {
        if (first >= columns.count) {
          first -= columns.count;
          continue;
        }
        const limit = Math.max(1, Math.floor(CELLS_A_TICK / Math.max(1, headers.size)));
        const count = Math.min(columns.count - first, Math.ceil(rows / TICKS_A_ROUND), limit);
        place += count;
        const [fresh = []] = await source.readColumns([{ table: shape.name, headers: [...headers.values()], first, count }]);
        const names = [...headers.keys()];
        const same = fresh.every((cells, at) => cells.every((cell, row) => sameCell(cell, columns.cell(names[at] ?? "", first + row))));
        return same ? null : shape.name;
      }
      return null;
    },
  };
}

function requestOf({ shape, headers }: WatchedTable): ChecksumRequest {
  return { table: shape.name, headers: [...headers.values()] };
}

/** Equal values; errors by what they say. */
export function sameCell(a: CellRead, b: CellRead): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && a.error === b.error);
}
