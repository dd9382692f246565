import type { CellRead } from "../workbook/port";
import { Fault } from "../workbook/fault";
import type { ColumnsRequest, LedgerSource, TableShape } from "./source";

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

/** A slice that took longer holds the page too long; one that took less than half of it may grow again. */
const SLOW = 50;
/** A slow slice of so few rows is waiting, not work: smaller ones would only add round trips. */
const LEAST_FOR_SPEED = 2_000;

/**
 * Reads tables in slices, one answer at a time, whoever asks; small tables that wait together share an answer. What is too large
 * for the platform is halved and read again; after an answer that took over 50 ms the next are half as large, and after quick ones
 * they grow again.
 */
export interface TableReader {
  /** All rows, or those from `first` (0-based) up to but without `end`. */
  read(table: TableShape, columns: ReadonlyMap<string, string>, first?: number, end?: number): Promise<ReadColumns>;
}

/** A table of which the rows from `first` on are still to be read. */
interface Waiting {
  readonly table: string;
  readonly headers: readonly string[];
  readonly parts: readonly CellRead[][];
  first: number;
  readonly end: number;
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
}

export function createTableReader(source: Pick<LedgerSource, "readColumns">, now: () => number = Date.now): TableReader {
  let waiting: Waiting[] = [];
  let rowLimit = MAX_ROWS;
  /** No slice as large as one that was refused. */
  let ceiling = MAX_ROWS;

  function adapt(count: number, milliseconds: number): void {
    if (milliseconds > SLOW && count > LEAST_FOR_SPEED) rowLimit = Math.min(rowLimit, Math.max(LEAST_FOR_SPEED, Math.floor(count / 2)));
    else if (milliseconds < SLOW / 2) rowLimit = Math.min(ceiling, rowLimit * 2);
  }

  /** A slice of the first table that waits, and the tables after it that fit in whole. */
  function nextAnswer(): readonly ColumnsRequest[] {
    let [rows, cells] = [rowLimit, MAX_CELLS];
    const asked: ColumnsRequest[] = [];
    for (const { table, headers, first, end } of waiting) {
      const room = Math.min(rows, cells / headers.length);
      if (end - first > room && asked.length > 0) break;
      const count = Math.min(end - first, Math.max(1, Math.floor(room)));
      asked.push({ table, headers, first, count });
      rows -= count;
      cells -= count * headers.length;
    }
    return asked;
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const asked = nextAnswer();
      const rows = asked.reduce((sum, { count }) => sum + count, 0);
      try {
        const started = now();
        const answers = await source.readColumns(asked);
        for (const [at, { count }] of asked.entries()) {
          const reading = waiting[at];
          answers[at]?.forEach((cells, column) => {
            for (const cell of cells) reading?.parts[column]?.push(cell);
          });
          if (reading !== undefined && (reading.first += count) >= reading.end) reading.done();
        }
        waiting = waiting.filter(({ first, end }) => first < end);
        adapt(rows, now() - started);
      } catch (thrown) {
        if (thrown instanceof Fault && thrown.code === "tooLarge" && rows > 1) rowLimit = ceiling = Math.floor(rows / 2);
        else for (const { failed } of waiting.splice(0, asked.length)) failed(thrown);
      }
    }
  }

  return {
    read: (table, columns, first = 0, end = table.rowCount) =>
      new Promise((resolve, reject) => {
        const headers = [...columns.values()];
        const cells = new Map([...columns.keys()].map((header): [string, CellRead[]] => [header, []]));
        const parts = [...cells.values()];
        const done = (): void => resolve(readColumnsOf(cells, parts[0]?.length ?? 0));
        if (headers.length === 0 || first >= end) return done();
        // What is asked for in the same breath shares the first answer.
        if (waiting.push({ table: table.name, headers, parts, first, end, done, failed: reject }) === 1) void Promise.resolve().then(run);
      }),
  };
}
