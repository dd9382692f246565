import { createTableReader } from "../../src/live/reader";
import type { LedgerSource } from "../../src/live/source";
import { Fault } from "../../src/workbook/fault";

/** Rows per read of a table of one column, when a slice of `count` rows takes `cost(count)` ms. */
async function slices(rows: number, cost: (count: number, read: number) => number, limit = Infinity): Promise<number[]> {
  const counts: number[] = [];
  let clock = 0;
  const source: Pick<LedgerSource, "readColumns"> = {
    readColumns: ({ count, first }) => {
      if (count > limit) return Promise.reject(new Fault("tooLarge", "answer", false));
      counts.push(count);
      clock += cost(count, counts.length);
      return Promise.resolve([Array.from({ length: count }, (_, at) => first + at)]);
    },
  };
  const reader = createTableReader({ ...source, describe: () => Promise.reject(new Error()), watch: () => Promise.reject(new Error()) }, () => clock);
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
