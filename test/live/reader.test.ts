import { createTableReader } from "../../src/live/reader";
import type { LedgerSource } from "../../src/live/source";
import { Fault } from "../../src/workbook/fault";

/** Rows per read of a table of one column, when a slice of `count` rows takes `cost(count)` ms. */
async function slices(rows: number, cost: (count: number, read: number) => number, limit = Infinity): Promise<number[]> {
  const counts: number[] = [];
  let clock = 0;
  const source: Pick<LedgerSource, "readColumns"> = {
    readColumns: ([{ count, first } = { count: 0, first: 0 }]) => {
      if (count > limit) return Promise.reject(new Fault("tooLarge", "answer", false));
      counts.push(count);
      clock += cost(count, counts.length);
      return Promise.resolve([[Array.from({ length: count }, (_, at) => first + at)]]);
    },
  };
  const reader = createTableReader(source, () => clock);
  const table = await reader.read({ name: "T", headers: ["A"], rowCount: rows }, new Map([["A", "A"]]));
  expect(table.count).toBe(rows);
  for (const row of [0, rows >> 1, rows - 1]) expect(table.cell("A", row)).toBe(row);
  return counts;
}

it("reads 20,000 rows at a time while that is quick", async () => expect(await slices(50_000, () => 10)).toEqual([20_000, 20_000, 10_000]));

it("halves slices that hold the page for over 50 ms, not below 2,000 rows, and lets them grow again", async () => {
  expect((await slices(100_000, (count) => count / 100)).slice(0, 4)).toEqual([20_000, 10_000, 5_000, 5_000]);
  expect((await slices(60_000, () => 500)).slice(0, 6)).toEqual([20_000, 10_000, 5_000, 2_500, 2_000, 2_000]);
  expect((await slices(80_000, (_count, read) => (read < 3 ? 80 : 5))).slice(0, 5)).toEqual([20_000, 10_000, 5_000, 10_000, 20_000]);
});

it("halves what the platform refuses, reads it again, and does not ask for as much any more", async () =>
  expect((await slices(30_000, () => 5, 6_000)).slice(0, 4)).toEqual([5_000, 5_000, 5_000, 5_000]));

/** Answers as the tables that share them, with their rows; `limit`: rows of the largest answer that is given. */
async function shared(tables: Readonly<Record<string, number>>, limit = Infinity, fails: (table: string) => boolean = () => false): Promise<{ readonly answers: string[]; readonly read: (number | string)[] }> {
  const answers: string[] = [];
  const reader = createTableReader({
    readColumns: (requests) => {
      if (requests.reduce((sum, { count }) => sum + count, 0) > limit) return Promise.reject(new Fault("tooLarge", "answer", false));
      answers.push(requests.map(({ table, first, count }) => `${table} ${first}+${count}`).join(", "));
      const gone = requests.find(({ table }) => fails(table));
      if (gone !== undefined) return Promise.reject(new Fault("notFound", gone.table, false));
      return Promise.resolve(requests.map(({ table, headers, first, count }) => headers.map((header) => Array.from({ length: count }, (_, at) => `${table} ${header} ${first + at}`))));
    },
  }, () => 0);
  const columns = new Map([["a", "A"], ["b", "B"]]);
  const read = await Promise.all(Object.entries(tables).map(async ([name, rowCount]) => {
    const table = await reader.read({ name, headers: ["A", "B"], rowCount }, columns).catch((thrown: unknown) => (thrown instanceof Fault ? thrown.code : "?"));
    if (typeof table === "string") return table;
    const isWrong = (_: unknown, row: number): boolean => table.cell("a", row) !== `${name} A ${row}` || table.cell("b", row) !== `${name} B ${row}`;
    expect(Array.from({ length: table.count }, isWrong).indexOf(true)).toBe(-1);
    return table.count;
  }));
  return { answers, read };
}

it("small tables that wait together share an answer; a large one is begun with what went before it full", async () => {
  expect(await shared({ T: 10, U: 5, V: 3 })).toEqual({ answers: ["T 0+10, U 0+5, V 0+3"], read: [10, 5, 3] });
  expect(await shared({ T: 10, U: 45_000, V: 3 })).toEqual({ answers: ["T 0+10", "U 0+20000", "U 20000+20000", "U 40000+5000, V 0+3"], read: [10, 45_000, 3] });
  expect((await shared({ T: 0, U: 2 })).answers).toEqual(["U 0+2"]);
});

it("a small answer that takes long says nothing about large ones", async () => {
  let clock = 0;
  const counts: number[] = [];
  const reader = createTableReader({
    readColumns: ([{ count } = { count: 0 }]) => {
      counts.push(count);
      clock += 80;
      return Promise.resolve([[Array.from({ length: count }, () => 1)]]);
    },
  }, () => clock);
  const columns = new Map([["A", "A"]]);
  await reader.read({ name: "Settings", headers: ["A"], rowCount: 12 }, columns);
  await reader.read({ name: "T", headers: ["A"], rowCount: 30_000 }, columns);
  expect(counts).toEqual([12, 20_000, 10_000]);
});

it("a shared answer that is refused is asked for in parts, down to one row", async () => {
  expect(await shared({ T: 4, U: 4 }, 4)).toEqual({ answers: ["T 0+4", "U 0+4"], read: [4, 4] });
  expect((await shared({ T: 2, U: 1 }, 1)).answers).toEqual(["T 0+1", "T 1+1", "U 0+1"]);
  expect((await shared({ T: 2 }, 0)).read).toEqual(["tooLarge"]);
});

it("where an answer fails, whoever shares it is told, and who waits behind is read", async () =>
  expect(await shared({ T: 10, U: 1, V: 30_000 }, Infinity, (table) => table === "U")).toEqual({ answers: ["T 0+10, U 0+1", "V 0+20000", "V 20000+10000"], read: ["notFound", "notFound", 30_000] }));
