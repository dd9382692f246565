import { countAging, differences } from "../data/countAging";
import { ledgerCells } from "../data/ledgerCells";
import { ledgerNumbers } from "../data/ledgerNumbers";
import { type Bar, type Bench, bySize } from "../frame/bench";
import { hashOf, interleave, rounded, type Time } from "../frame/measure";
import { ourAging, ourIndex } from "../ours";
import { NOT_INSTALLED } from "../peers/benchPackage";
import { openDuckDb } from "../peers/duckdb";
import { openSqlite } from "../peers/sqlite";
import { DAY } from "./p1Aging";

const OTHER_DAY = 500;

/** P2: the same as P1 against two databases in memory, rows taken in included; then another as-of date over what is loaded. */
export const p2Databases: Bench = {
  id: "P2",
  work: "the same against DuckDB (2 threads, column appender) and SQLite (prepared inserts), wall, ingest included",
  sizes: [10_000, 100_000, 1_000_000],
  built: "bundle",
  run({ rounds, ...options }) {
    const duckDb = openDuckDb();
    const sqlite = openSqlite();
    const missing = [duckDb === null ? `DuckDB ${NOT_INSTALLED}` : "", sqlite === null ? `SQLite ${NOT_INSTALLED}` : ""].filter((text) => text !== "").join(" ");
    return bySize(options, barsOf(null, null, null), async (size) => {
      const numbers = ledgerNumbers(size);
      const { customers } = numbers;
      const cells = ledgerCells(numbers);
      const expected = countAging(numbers, DAY);
      const expectedOther = countAging(numbers, OTHER_DAY);
      const hash = hashOf(expected);
      const index = ourIndex(cells);
      const loadedDuck = duckDb === null ? null : await duckDb(cells);
      const loadedLite = sqlite === null ? null : sqlite(cells);
      const answers = { ours: ourAging(index, customers, OTHER_DAY), duckDb: await loadedDuck?.aging(OTHER_DAY, customers), sqlite: loadedLite?.aging(OTHER_DAY, customers) };
      for (const [name, answer] of Object.entries(answers)) if (answer !== undefined && differences(answer, expectedOther) > 0) return `${name}: ${differences(answer, expectedOther)} cells differ from the count at ${size} invoices.`;
      const wrong: string[] = [];
      const check = (name: string, found: Float64Array): void => {
        if (differences(found, expected) > 0) wrong.push(name);
      };
      // One whole run of SQLite takes seconds: fewer rounds than elsewhere say enough.
      const whole = await interleave({
        ours: () => check("ours", ourAging(ourIndex(cells), customers, DAY)),
        duckDb: async () => {
          const database = await duckDb?.(cells);
          if (database !== undefined) check("DuckDB", await database.aging(DAY, customers));
          database?.close();
        },
        sqlite: () => {
          const database = sqlite?.(cells);
          if (database !== undefined) check("SQLite", database.aging(DAY, customers));
          database?.close();
        },
      }, Math.min(rounds, size >= 1_000_000 ? 3 : rounds), size < 1_000_000);
      if (wrong.length > 0) return `${wrong.join(", ")}: the aging differs from the count at ${size} invoices.`;
      const other = await interleave({ ours: () => ourAging(index, customers, OTHER_DAY), duckDb: () => loadedDuck?.aging(OTHER_DAY, customers), sqlite: () => loadedLite?.aging(OTHER_DAY, customers) }, rounds);
      loadedDuck?.close();
      loadedLite?.close();
      const bars = barsOf(duckDb === null ? null : ratio(whole.duckDb, whole.ours), sqlite === null ? null : ratio(whole.sqlite, whole.ours), duckDb === null ? null : ratio(other.duckDb, other.ours));
      return { bars, hash, figures: {
        "ours wall ms": rounded(whole.ours.wall), "ours again, other date ms": rounded(other.ours.wall),
        ...(duckDb === null ? {} : { "DuckDB wall ms": rounded(whole.duckDb.wall), "DuckDB other date ms": rounded(other.duckDb.wall) }),
        ...(sqlite === null ? {} : { "SQLite wall ms": rounded(whole.sqlite.wall), "SQLite other date ms": rounded(other.sqlite.wall) }),
      } };
    }, missing);
  },
};

function ratio(theirs: Time, ours: Time): number {
  return rounded(theirs.wall / ours.wall);
}

function barsOf(duckDb: number | null, sqlite: number | null, otherDate: number | null): Bar[] {
  return [
    { name: "times as fast as DuckDB", value: duckDb, sense: "atLeast", limit: 2.5 },
    { name: "times as fast as SQLite", value: sqlite, sense: "atLeast", limit: 6 },
    { name: "times as fast as DuckDB at another as-of date", value: otherDate, sense: "atLeast", limit: 10 },
  ];
}
