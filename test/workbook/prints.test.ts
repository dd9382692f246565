import type { CellRead } from "../../src/workbook/port";
import { Printer, addPrints } from "../../src/workbook/prints";
import { seededRandom } from "../fuzz/fuzz";

function printOf(cells: readonly (CellRead | undefined)[], seed = 1): number {
  const printer = new Printer();
  printer.begin(seed);
  for (const cell of cells) printer.add(cell);
  return printer.end();
}

test("cells that differ in kind, place or a character have other prints", () => {
  const rows: (readonly (CellRead | undefined)[])[] = [
    [], [""], ["", ""], [undefined], ["a"], ["b"], ["ab"], ["a", "b"], ["ba"], ["", "ab"], ["ab", ""], ["aé"], ["a\u0141"], ["a\u0241"], ["10482"], [10482], [10482.5], [-10482], [0], [1], ["1"], [true], [false], ["TRUE"],
    [{ error: "#REF!" }], ["#REF!"], [2 ** 31], [2 ** 32], [2 ** 33], [0.1 + 0.2], [0.3], [100.005], [100.00500000000001], ["x".repeat(31_900)], [`${"x".repeat(31_899)}y`], [`y${"x".repeat(31_899)}`],
  ];
  const prints = rows.flatMap((row) => [printOf(row), printOf(row, 2)]);
  expect(new Set(prints).size).toBe(rows.length * 2);
  expect(prints.every((print) => Number.isSafeInteger(print) && print >= 0 && print < 2 ** 52)).toBe(true);
});

test("the same cells have the same print, minus zero being zero", () => {
  expect(printOf(["INV-1", 46_000, ""])).toBe(printOf(["INV-1", 46_000, ""]));
  expect(printOf([-0])).toBe(printOf([0]));
});

test("every single character counts, and of many rows no two have one print", () => {
  const random = seededRandom(7);
  const prints = new Set<number>();
  for (let row = 0; row < 50_000; row += 1) prints.add(printOf([`INV-2026-${row}`, Math.floor(random() * 100), "EUR", row / 100]));
  expect(prints.size).toBe(50_000);
  const text = "The quick brown fox, 1,200.00";
  const changed = [...text].map((_, at) => printOf([`${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`]));
  expect(new Set([...changed, printOf([text])]).size).toBe(text.length + 1);
});

test("sums do not depend on the order, and stay prints", () => {
  const prints = [printOf(["a"]), printOf(["b"]), printOf(["c"]), 2 ** 52 - 1];
  const sum = (list: readonly number[]): number => list.reduce(addPrints, 0);
  expect(sum(prints)).toBe(sum([...prints].reverse()));
  expect(sum(prints)).toBeLessThan(2 ** 52);
  expect(sum([...prints, Number.NaN])).toBeNaN();
});
