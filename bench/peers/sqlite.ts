import type { LedgerCells } from "../data/ledgerCells";
import { benchPackage } from "./benchPackage";
import { agingOfRows, agingSql, SQL_TABLES, sqlValue } from "./sqlAging";

interface Statement {
  run(...values: readonly unknown[]): unknown;
  raw(): { all(): readonly (readonly unknown[])[] };
}

interface Database {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): void;
}

export interface SqliteAging {
  aging(day: number, customers: number): Float64Array;
  close(): void;
}

/** SQLite in memory (better-sqlite3), rows taken in by prepared inserts within one transaction. Null where it is not installed. */
export function openSqlite(): ((cells: LedgerCells) => SqliteAging) | null {
  const found = benchPackage("better-sqlite3");
  if (typeof found !== "function") return null;
  const Constructor = found as new (file: string) => Database; // decoder: better-sqlite3's class
  return (cells) => {
    const database = new Constructor(":memory:");
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
    for (const { name, columns, currencyAt } of SQL_TABLES) {
      database.exec(`CREATE TABLE ${name} (${columns.map(([column, type]) => `${column} ${type === "text" ? "TEXT" : "INTEGER"}`).join(", ")})`);
      const insert = database.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => "?").join(", ")})`);
      database.exec("BEGIN");
      for (const chunk of cells[name]) for (const row of chunk) insert.run(...columns.map(([, type], column) => sqlValue(type, row[column], row[currencyAt])));
      database.exec("COMMIT");
    }
    return { aging: (day, customers) => agingOfRows(database.prepare(agingSql(day)).raw().all(), customers), close: () => database.close() };
  };
}
