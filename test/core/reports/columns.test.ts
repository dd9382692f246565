import { addAt, amountAt, codeAt, intAt, itemAt, numberAt, shortAt } from "../../../src/core/reports/columns";
import { exactSum } from "../../../src/core/reports/exactSum";

const READS: [name: string, read: (row: number) => unknown][] = [
  ["intAt", (row) => intAt(Int32Array.of(5, 6), row)], ["amountAt", (row) => amountAt(Float64Array.of(5, 6), row)], ["codeAt", (row) => codeAt(Uint8Array.of(5, 6), row)],
  ["shortAt", (row) => shortAt(Uint16Array.of(5, 6), row)], ["numberAt", (row) => numberAt([5, 6], row)], ["itemAt", (row) => Number(itemAt(["5", "6"], row))],
];
it.each(READS)("%s reads what is there and refuses what is not, because a row taken for zero is a wrong figure", (_name, read) => {
  expect([read(0), read(1)]).toEqual([5, 6]);
  for (const row of [2, -1, 0.5]) expect(() => read(row)).toThrow(`There is no row ${row} among 2`);
});

it("addAt adds where there is something to add to", () => {
  const sums = [1, 2];
  addAt(sums, 1, -5);
  expect(sums).toEqual([1, -3]);
  expect(() => addAt(sums, 2, 1)).toThrow("There is no row 2 among 2");
  expect(sums).toHaveLength(2);
});

it("exactSum passes on what is exact, without a zero below zero", () => {
  for (const sum of [0, 1, -1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]) expect(exactSum(sum)).toBe(sum);
  expect(Object.is(exactSum(-0), 0)).toBe(true);
  for (const sum of [Number.MAX_SAFE_INTEGER + 1, -Number.MAX_SAFE_INTEGER - 1, 0.5, NaN, Infinity]) expect(() => exactSum(sum)).toThrow(RangeError);
});
