import type { ReadColumns, TableColumns, TableReader } from "./reader";
import type { SheetRows, TableShape } from "./source";
import type { Splice } from "./splices";
import type { UPKEEP } from "./upkeep";
import type { WatchedTable } from "./watchman";

/**
 * What was read of the tables that the figures are made of. A table is read again when a hint touched it, when its rows or
 * the columns asked for are others, and never otherwise; where hints say which rows, only those are read. A table that a reading did not
 * ask for is forgotten.
 */
export interface TableCache {
  /** Begins a reading; what is touched from now on is for the next one. Without `upkeep` whole tables are read and what changed is not found out. */
  begin(upkeep: typeof UPKEEP | null): { done(): void; failed(): void };
  read(table: TableShape, columns: ReadonlyMap<string, string>): Promise<TableColumns>;
  /** How a table differs from what it was in an earlier reading; null: not known. */
  changes(before: TableColumns, after: TableColumns): readonly Splice[] | null;
  /** False when the table is none of ours. No `rows`: all of it. */
  touch(table: string, rows?: SheetRows): boolean;
  /** As touch, for a table of which nothing is known to have changed yet. */
  touchOther(table: string): void;
  touchAll(): true;
  /** The tables as they were last read. */
  watched(): readonly WatchedTable[];
}

interface Known extends WatchedTable {
  readonly signature: string;
  readonly columns: ReadColumns;
  readonly former: { readonly columns: TableColumns; readonly splices: readonly Splice[] } | null;
}

/** Touched rows by table; null: all rows. */
type Touched = Map<string, SheetRows[] | null>;

export function createTableCache(reader: TableReader): TableCache {
  const known = new Map<string, Known>();
  /** Tables asked for in the last reading and in the one under way: a hint about any other is none of ours. */
  let concerned = new Set<string>();
  let asked = new Set<string>();
  let touched: Touched = new Map();
  let reading: Touched = new Map();
  let all = true;
  let readingAll = true;
  let help: typeof UPKEEP | null = null;

  function touchRows(name: string, rows: readonly SheetRows[] | null): void {
    const before = touched.get(name);
    touched.set(name, rows === null || before === null ? null : [...(before ?? []), ...rows]);
  }

  return {
    begin(upkeep) {
      help = upkeep;
      asked = new Set();
      [reading, touched] = [touched, new Map()];
      [readingAll, all] = [all, false];
      return {
        done() {
          for (const name of known.keys()) if (!asked.has(name)) known.delete(name);
          concerned = new Set(asked);
        },
        failed() {
          for (const [name, rows] of reading) touchRows(name, rows);
          all ||= readingAll;
        },
      };
    },
    async read(table, columns) {
      const name = table.name.toLowerCase();
      const signature = JSON.stringify([...columns]);
      const before = known.get(name);
      const isCurrent = asked.has(name) || (!readingAll && !reading.has(name));
      asked.add(name);
      concerned.add(name);
      if (before === undefined || before.signature !== signature || help === null) {
        if (before?.signature === signature && before.columns.count === table.rowCount && isCurrent) return before.columns;
        const fresh = await reader.read(table, columns);
        known.set(name, { signature, shape: table, headers: columns, columns: fresh, former: null });
        return fresh;
      }
      if (isCurrent && before.columns.count === table.rowCount) {
        known.set(name, { ...before, shape: table });
        return before.columns;
      }
      const rows = readingAll ? null : (reading.get(name) ?? null);
      const { columns: fresh, splices } = await help.readAgain(reader, before, table, rows);
      // The same cells stay the same object, so that what was made of them need not be made again.
      if (splices.length === 0) known.set(name, { ...before, shape: table });
      else known.set(name, { signature, shape: table, headers: columns, columns: fresh, former: { columns: before.columns, splices } });
      return splices.length === 0 ? before.columns : fresh;
    },
    changes(before, after) {
      if (before === after) return [];
      for (const { columns, former } of known.values()) if (columns === after && former?.columns === before) return former.splices;
      return null;
    },
    touch(table, rows) {
      const name = table.toLowerCase();
      if (!concerned.has(name)) return false;
      touchRows(name, rows === undefined ? null : [rows]);
      return true;
    },
    touchOther(table) {
      const name = table.toLowerCase();
      if (concerned.has(name) && !touched.has(name)) touchRows(name, null);
    },
    touchAll() {
      all = true;
      return true;
    },
    watched: () => [...known.values()],
  };
}
