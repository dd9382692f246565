import type { CellRead } from "../workbook/port";
import { Fault } from "../workbook/fault";
import type { LedgerSource, TableShape } from "./source";

/** Rows of one table by column, found by the schema's header. A column that the table does not have is all blank. */
export interface TableColumns {
  readonly count: number;
  cell(header: string, row: number): CellRead;
}

/** Columns as they were read, by the schema's header. */
export interface ReadColumns extends TableColumns {
  readonly cells: ReadonlyMap<string, readonly CellRead[]>;
}

export function readColumnsOf(cells: ReadonlyMap<string, readonly CellRead[]>, count: number): ReadColumns {
  return { count, cells, cell: (header, row) => cells.get(header)?.[row] ?? "" };
}

/** Largest slice that is asked for at once; the web's answer limit is 5 MB and 20,000 rows convert within a frame or two. */
const MAX_ROWS = 20_000;
/** Cells in one answer: about 1.5 MB of short texts and numbers. */
const MAX_CELLS = 60_000;
const MIN_ROWS = 50;

/** A slice that took longer holds the page too long; one that took less than half of it may grow again. */
const SLOW = 50;
/** Below this a slow slice is waiting, not work: halving it further would only add round trips. */
const LEAST_FOR_SPEED = 2_000;

/**
 * Reads tables in slices, one at a time, whoever asks. A slice that is too large for the platform is halved and read again;
 * after one that took over 50 ms the next are half as large, and after quick ones they grow again.
 */
export interface TableReader {
  /** All rows, or those from `first` (0-based) up to but without `end`. */
  read(table: TableShape, columns: ReadonlyMap<string, string>, first?: number, end?: number): Promise<ReadColumns>;
}

export function createTableReader(source: LedgerSource, now: () => number = Date.now): TableReader {
  let queue: Promise<unknown> = Promise.resolve();
  let rowLimit = MAX_ROWS;
  /** No slice as large as one that was refused. */
  let ceiling = MAX_ROWS;

  function adapt(count: number, milliseconds: number): void {
    if (milliseconds > SLOW) rowLimit = Math.min(rowLimit, Math.max(Math.min(LEAST_FOR_SPEED, rowLimit), Math.floor(count / 2)));
    else if (milliseconds < SLOW / 2) rowLimit = Math.min(ceiling, rowLimit * 2);
  }

  async function readRows(table: TableShape, columns: ReadonlyMap<string, string>, start: number, end: number): Promise<ReadColumns> {
    const headers = [...columns.values()];
    const parts: CellRead[][] = headers.map(() => []);
    let first = start;
    while (first < end && headers.length > 0) {
      const count = Math.min(rowLimit, Math.max(MIN_ROWS, Math.floor(MAX_CELLS / headers.length)), end - first);
      try {
        const started = now();
        const slice = await source.readColumns({ table: table.name, headers, first, count });
        slice.forEach((cells, index) => {
          for (const cell of cells) parts[index]?.push(cell);
        });
        first += count;
        adapt(count, now() - started);
      } catch (thrown) {
        if (!(thrown instanceof Fault) || thrown.code !== "tooLarge" || count <= MIN_ROWS) throw thrown;
        rowLimit = ceiling = Math.max(MIN_ROWS, Math.floor(count / 2));
      }
    }
    return readColumnsOf(new Map([...columns.keys()].map((header, index) => [header, parts[index] ?? []])), parts[0]?.length ?? 0);
  }

  return {
    read(table, columns, first = 0, end = table.rowCount) {
      const next = queue.then(() => readRows(table, columns, first, end));
      queue = next.catch(() => undefined);
      return next;
    },
  };
}
