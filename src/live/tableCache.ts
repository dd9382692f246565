import type { TableColumns, TableReader } from "./reader";
import type { TableShape } from "./source";
import { sameCell, type WatchedTable } from "./watchman";

/**
 * What was read of the tables that the figures are made of. A table is read again when a hint touched it, when its rows or
 * the columns asked for are others, and never otherwise. A table that a reading did not ask for is forgotten.
 */
export interface TableCache {
  /** Begins a reading; what is touched from now on is for the next one. */
  begin(): { done(): void; failed(): void };
  read(table: TableShape, columns: ReadonlyMap<string, string>): Promise<TableColumns>;
  /** False when the table is none of ours. */
  touch(table: string): boolean;
  touchAll(): true;
  /** The tables as they were last read. */
  watched(): readonly WatchedTable[];
}

interface Known extends WatchedTable {
  readonly signature: string;
}

export function createTableCache(reader: TableReader): TableCache {
  const known = new Map<string, Known>();
  /** Tables asked for in the last reading and in the one under way: a hint about any other is none of ours. */
  let concerned = new Set<string>();
  let asked = new Set<string>();
  let touched = new Set<string>();
  let reading = new Set<string>();
  let all = true;
  let readingAll = true;

  return {
    begin() {
      asked = new Set();
      [reading, touched] = [touched, new Set()];
      [readingAll, all] = [all, false];
      return {
        done() {
          for (const name of known.keys()) if (!asked.has(name)) known.delete(name);
          concerned = new Set(asked);
        },
        failed() {
          for (const name of reading) touched.add(name);
          all ||= readingAll;
        },
      };
    },
    async read(table, columns) {
      const name = table.name.toLowerCase();
      const signature = JSON.stringify([table.rowCount, ...columns]);
      const before = known.get(name);
      const current = asked.has(name) || (!readingAll && !reading.has(name));
      asked.add(name);
      concerned.add(name);
      if (before?.signature === signature && current) return before.columns;
      const fresh = await reader.read(table, columns);
      // The same cells stay the same object, so that what was made of them need not be made again.
      if (before?.signature === signature && sameCells(before.columns, fresh, [...columns.keys()])) return before.columns;
      known.set(name, { signature, shape: table, headers: columns, columns: fresh });
      return fresh;
    },
    touch(table) {
      const name = table.toLowerCase();
      if (!concerned.has(name)) return false;
      touched.add(name);
      return true;
    },
    touchAll() {
      all = true;
      return true;
    },
    watched: () => [...known.values()],
  };
}

function sameCells(a: TableColumns, b: TableColumns, headers: readonly string[]): boolean {
  if (a.count !== b.count) return false;
  for (const header of headers)
    for (let row = 0; row < a.count; row++) if (!sameCell(a.cell(header, row), b.cell(header, row))) return false;
  return true;
}
