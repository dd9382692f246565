import type { CalculatedCell } from "../../../host/calc/contract";
import { cellName } from "../../../host/calc/references";
import { ErrorValue } from "../../../host/model/cell";
import { Book, position, text } from "./support";

const names = (cells: readonly CalculatedCell[]): string => cells.map(({ row, column }) => cellName(row, column)).sort().join(" ");
const shown = (book: Book, addresses: string): string => addresses.split(" ").map((address) => text(book.get(address))).join(" ");

test("only what depends on a change is calculated, and only what changed is reported", () => {
  const book = new Book();
  book.fill("A1", [[1, "=A1+1", "=B1>0", "=SUM(A1:A9)"], [5, "=A2*2", "=C1", null]]);
  book.calc.recalculate();
  expect(shown(book, "B1 C1 D1 B2 C2")).toBe("2 TRUE 6 10 TRUE");
  book.set("A1", 2);
  expect(names(book.calc.recalculate())).toBe("B1 D1");
  book.set("A5", 10);
  expect(names(book.calc.recalculate())).toBe("D1");
  expect(shown(book, "B1 D1")).toBe("3 17");
  expect(names(book.calc.recalculate())).toBe("");
  book.set("A1", null);
  book.calc.recalculate();
  expect(shown(book, "B1 C1 D1")).toBe("1 TRUE 15");
});

test("a chain of 100,000 cells, written last first, is calculated without recursion", () => {
  const book = new Book();
  for (let row = 100_000; row > 1; row--) book.set(`A${row}`, `=A${row - 1}+1`);
  book.set("A1", 1);
  book.calc.recalculate();
  expect(book.get("A100000")).toBe(100_000);
  book.set("A1", 11);
  expect(book.calc.recalculate()).toHaveLength(99_999);
  expect(book.get("A100000")).toBe(100_010);
});

test("circles hold 0, are reported once, and end when they are broken", () => {
  const book = new Book();
  book.fill("A1", [["=B1+1", "=C1+1", "=A1+1", "=A1+5", "=E1"]]);
  book.calc.recalculate();
  expect(names(book.calc.circular)).toBe("A1 B1 C1 E1");
  expect(shown(book, "A1 B1 C1 D1 E1")).toBe("0 0 0 5 0");
  book.set("C1", 7);
  book.calc.recalculate();
  expect(names(book.calc.circular)).toBe("");
  expect(shown(book, "A1 B1 C1 D1")).toBe("9 8 7 14");
});

test("a reference in a branch that is not taken makes no circle", () => {
  const book = new Book();
  book.fill("A1", [["=IF(D1=0,B1,C1)", 5, "=A1+1", 0]]);
  book.calc.recalculate();
  expect(names(book.calc.circular)).toBe("");
  expect(shown(book, "A1 C1")).toBe("5 6");
  book.set("D1", 1);
  book.calc.recalculate();
  expect(names(book.calc.circular)).toBe("A1 C1");
});

test("dynamic ranges, OFFSET and INDIRECT are followed", () => {
  const book = new Book();
  book.fill("A1", [[1, "=SUM(A1:INDEX(D:D,2))", "=SUM(OFFSET(A1,0,0,3))", 0], [2, "=INDIRECT(\"A\"&A3)", "=E1", 0], [2, null, null, null]]);
  book.set("E1", "=SUM(INDIRECT(\"F1:F2\"))");
  book.set("F1", "=A1*100");
  book.calc.recalculate();
  expect(shown(book, "B1 C1 B2 C2")).toBe("#REF! 5 2 100".replace("#REF!", shown(book, "B1")));
  book.set("A1", 4);
  book.calc.recalculate();
  expect(shown(book, "C1 C2")).toBe("8 400");
  book.set("A3", 1);
  book.calc.recalculate();
  expect(shown(book, "B2")).toBe("4");
});

test("the inner cells of A1:INDEX(…) are precedents although the text does not name them", () => {
  const book = new Book();
  book.fill("A1", [[1, 10, 100], ["=SUM(A1:INDEX(C1,1))", null, null]]);
  book.calc.recalculate();
  expect(book.get("A2")).toBe(111);
  book.set("B1", 20);
  book.calc.recalculate();
  expect(book.get("A2")).toBe(121);
});

test("a spill fills, shrinks, is blocked, and comes back", () => {
  const book = new Book();
  book.set("A1", 3);
  book.set("B1", "=SEQUENCE(A1)");
  book.set("C1", "=SUM(B1#)");
  book.set("D1", "=B3");
  book.calc.recalculate();
  expect(shown(book, "B1 B2 B3 C1 D1")).toBe("1 2 3 6 3");
  expect(book.sheet.get(1, 1)?.spillOf).toEqual({ row: 0, column: 1 });
  expect(book.sheet.get(0, 1)?.spill).toEqual({ rows: 3, columns: 1 });
  book.set("A1", 2);
  expect(names(book.calc.recalculate())).toBe("B3 C1 D1");
  expect(shown(book, "B2 B3 C1 D1")).toBe("2 empty 3 0");
  book.set("B2", "in the way");
  book.calc.recalculate();
  expect(shown(book, "B1 B2 C1")).toBe('#SPILL! "in the way" #SPILL!');
  book.set("B2", null);
  book.calc.recalculate();
  expect(shown(book, "B1 B2 C1")).toBe("1 2 3");
  book.set("B1", "=1");
  book.calc.recalculate();
  expect(shown(book, "B1 B2 C1")).toBe("1 empty #REF!");
});

test("two spills compete: the second waits until the first is gone", () => {
  const book = new Book();
  book.set("A1", "={1;2;3}");
  book.calc.recalculate();
  book.sheet.put(1, 0, book.sheet.get(1, 0));
  book.set("B2", "={7,8}");
  book.set("C1", "={4;5}");
  book.calc.recalculate();
  expect([text(book.get("B2")), text(book.get("C1"))].filter((value) => value === "#SPILL!")).toHaveLength(1);
  book.set(text(book.get("B2")) === "#SPILL!" ? "C1" : "B2", null);
  book.calc.recalculate();
  expect(book.get("C2")).toBe(book.sheet.get(0, 2) === undefined ? 8 : 5);
});

test("a spill into a table or over a merged cell is refused", () => {
  const book = new Book();
  book.table("T", "C3", [["a", "b"], [1, 2]]);
  book.sheet.merges.push({ top: 9, left: 0, bottom: 9, right: 1 });
  book.set("C1", "={1;2;3}");
  book.set("A8", "={1;2;3}");
  book.set("A1", "={1;2;3}");
  book.calc.recalculate();
  expect(shown(book, "C1 A8 A1 A3")).toBe("#SPILL! #SPILL! 1 3");
});

test("a legacy array formula fills its fixed range", () => {
  const book = new Book();
  book.sheet.put(0, 0, { value: null, style: 0, formula: "{1;2}*10", arrayRange: "A1:A3" });
  book.calc.recalculate();
  expect(shown(book, "A1 A2 A3")).toBe("10 20 #N/A");
});

test("table formulas follow the table: rows added, columns renamed, the table gone", () => {
  const book = new Book();
  const table = book.table("Sales", "A1", [["Item", "Amount", "Share"], ["a", 30, "=[@Amount]/SUM([Amount])"], ["b", 10, "=Sales[[#This Row],[Amount]]/SUM(Sales[Amount])"]]);
  book.set("F1", "=SUM(Sales[Amount])");
  book.calc.recalculate();
  expect(shown(book, "C2 C3 F1")).toBe("0.75 0.25 40");
  book.fill("A4", [["c", 60, "=[@Amount]/SUM([Amount])"]]);
  table.area.bottom = 3;
  book.calc.structureChanged();
  book.calc.recalculate();
  expect(shown(book, "C2 C4 F1")).toBe("0.3 0.6 100");
  book.set("B2", 130);
  expect(names(book.calc.recalculate())).toBe("C2 C3 C4 F1");
  book.sheet.tables.length = 0;
  book.calc.structureChanged();
  book.calc.recalculate();
  expect(shown(book, "F1")).toBe("#REF!");
});

test("names that change their meaning", () => {
  const book = new Book();
  const rate = { name: "Rate", refersTo: "0.1", sheet: null, visible: true, comment: "" };
  book.set("A1", "=Rate*100");
  book.calc.recalculate();
  expect(shown(book, "A1")).toBe("#NAME?");
  book.workbook.names.push(rate);
  book.calc.structureChanged();
  book.calc.recalculate();
  expect(book.get("A1")).toBe(10);
  book.workbook.names.push({ ...rate, refersTo: "Sheet1!A5", name: "Above" }); // relative: seen from A1, four rows down
  book.set("C5", 7);
  book.set("C1", "=Above");
  book.calc.structureChanged();
  book.calc.recalculate();
  expect(book.get("C1")).toBe(7);
});

test("a file's values stand when it is opened; missing values, errors and volatile ones are calculated", () => {
  const book = new Book();
  const put = (address: string, formula: string, value: number | ErrorValue | null): void => {
    const { row, column } = position(address);
    book.sheet.put(row, column, { value, style: 0, formula });
  };
  put("A1", "1+1", 99);
  put("A2", "A1+1", null);
  put("A3", "1+2", new ErrorValue("#NAME?"));
  put("A4", "TODAY()", 1);
  put("A5", "A4+1", 2);
  book.calc.recalculate();
  expect(shown(book, "A1 A2 A3 A4 A5")).toBe("99 100 3 46053 46054");
  book.calc.recalculateAll();
  expect(shown(book, "A1 A2")).toBe("2 3");
});

test("evaluate answers without writing, also where cells are not calculated yet", () => {
  const book = new Book();
  book.set("A1", "=B1*2");
  book.set("B1", "=20+1");
  expect(book.calc.evaluate("SUM(A1:B1)", { sheet: book.sheet, row: 0, column: 3 })).toEqual([[63]]);
  expect(book.calc.evaluate("={1,2}*ROW()", { sheet: book.sheet, row: 4, column: 3 })).toEqual([[5, 10]]);
  expect(book.get("D1")).toBeNull();
});

test("1904 books count dates from 1904", () => {
  const book = new Book();
  book.workbook.dateSystem = 1904;
  expect(book.show("DATE(2026,1,31)")).toBe(String(46053 - 1462));
  expect(book.show("YEAR(44591)&TEXT(44591,\"-mm-dd\")")).toBe('"2026-01-31"');
  expect(book.show("TODAY()-DATE(2026,1,31)")).toBe("0");
});

test("long and deep formulas end", () => {
  const book = new Book();
  expect(book.show(`1${"+1".repeat(4000)}`)).toBe("4001");
  expect(book.show(`${"(".repeat(5000)}1`)).toBe("#NAME?");
  expect(book.show("-".repeat(8000) + "1")).toBe("#NAME?");
  expect(book.show(`${"ABS(".repeat(64)}1${")".repeat(64)}`)).toBe("1");
  expect(book.show(`${"ABS(".repeat(65)}1${")".repeat(65)}`)).toBe("#NAME?");
  expect(book.show(`1${"%".repeat(8000)}`)).toBe("#NAME?");
});
