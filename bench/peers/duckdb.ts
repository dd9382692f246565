import type { LedgerCells } from "../data/ledgerCells";
import { benchPackage } from "./benchPackage";
import { agingOfRows, agingSql, SQL_TABLES, sqlValue } from "./sqlAging";

interface Chunk {
  setColumns(columns: readonly (readonly unknown[])[]): void;
  rowCount: number;
}

interface Appender {
  appendDataChunk(chunk: Chunk): void;
  closeSync(): void;
}

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): readonly (readonly unknown[])[] }>;
  createAppender(table: string): Promise<Appender>;
  closeSync(): void;
}

interface DuckDb {
  readonly DuckDBInstance: { create(path: string, options: Readonly<Record<string, string>>): Promise<{ connect(): Promise<Connection> }> };
  readonly DuckDBDataChunk: { create(types: readonly unknown[]): Chunk };
  readonly VARCHAR: unknown;
  readonly INTEGER: unknown;
  readonly DOUBLE: unknown;
}

export interface DuckAging {
  aging(day: number, customers: number): Promise<Float64Array>;
  close(): void;
}

/** Rows of one of DuckDB's own vectors. */
const VECTOR = 2048;

/**
 * DuckDB in memory with two threads; rows are taken in as whole columns by its appender, the fastest way its package has. Minor units are
 * DOUBLE (whole numbers below 2^53, exact): as BIGINT every value would have to become a JavaScript bigint first, which is slower.
 * Null where it is not installed.
 */
export function openDuckDb(): ((cells: LedgerCells) => Promise<DuckAging>) | null {
  const found = benchPackage("@duckdb/node-api");
  if (found === null) return null;
  const duck = found as DuckDb; // decoder: the package's exports
  return async (cells) => {
    const instance = await duck.DuckDBInstance.create(":memory:", { threads: "2" });
    const connection = await instance.connect();
    for (const { name, columns, currencyAt } of SQL_TABLES) {
      const types = columns.map(([, type]) => (type === "text" ? duck.VARCHAR : type === "day" ? duck.INTEGER : duck.DOUBLE));
      const names = { text: "VARCHAR", day: "INTEGER", minor: "DOUBLE" } as const;
      await connection.run(`CREATE TABLE ${name} (${columns.map(([column, type]) => `${column} ${names[type]}`).join(", ")})`);
      const appender = await connection.createAppender(name);
      for (const rows of cells[name]) {
        for (let first = 0; first < rows.length; first += VECTOR) {
          const slice = rows.slice(first, first + VECTOR);
          const chunk = duck.DuckDBDataChunk.create(types);
          chunk.setColumns(columns.map(([, type], column) => slice.map((row) => sqlValue(type, row[column], row[currencyAt]))));
          appender.appendDataChunk(chunk);
        }
      }
      appender.closeSync();
    }
    return {
      aging: async (day, customers) => agingOfRows((await connection.runAndReadAll(agingSql(day))).getRows(), customers),
      close: () => connection.closeSync(),
    };
  };
}
