import { strFromU8, unzipSync } from "fflate";
import { withImplicitIntersections, withoutImplicitIntersections } from "../../../host/calc/arrayFormula";
import { openWorkbook } from "../../../host/xlsx/open";
import { saveWorkbook } from "../../../host/xlsx/save";
import { Book } from "./support";

// as Microsoft's "Implicit intersection operator: @" describes it: the formula of a file, and as Excel shows it
test.each([
  ["A1:A9", "@A1:A9"],
  ["A1:A9*2", "@A1:A9*2"],
  ["SUM(A1:A9*2)", "SUM(@A1:A9*2)"],
  ["SUM(A1:A9)", "SUM(A1:A9)"],
  ["LEN($A:$A)&\"A1:A9\"", "LEN(@$A:$A)&\"A1:A9\""],
  ["VLOOKUP(A:A,C1:D9,2,FALSE)", "VLOOKUP(@A:A,C1:D9,2,FALSE)"],
  ["SUMPRODUCT((A1:A9=\"x\")*B1:B9)", "SUMPRODUCT((A1:A9=\"x\")*B1:B9)"],
  ["IF(A1:A9>1,B1:B9,0)", "IF(@A1:A9>1,@B1:B9,0)"],
  ["SUM(IF(A1:A9>1,B1:B9))", "SUM(IF(@A1:A9>1,B1:B9))"],
  ["Sales[Net]*2", "@Sales[Net]*2"],
  ["Sales[[#This Row],[Net]]*2", "Sales[[#This Row],[Net]]*2"],
  ["SUMIFS(B:B,A:A,\"x\")+1", "SUMIFS(B:B,A:A,\"x\")+1"],
  ["SUMIFS(B:B,A:A,C1:C9)", "SUMIFS(B:B,A:A,@C1:C9)"],
  ["A1:A9 A3:C3", "A1:A9 A3:C3"],
  ["INDEX(A1:A9,2)", "INDEX(A1:A9,2)"],
  ["SUM({1,2}*3)", "SUM({1,2}*3)"],
])("%s of a file is %s", (inFile, shown) => {
  expect(withImplicitIntersections(inFile)).toBe(shown);
  expect(withoutImplicitIntersections(shown)).toBe(inFile);
});

test("an @ that old programs do not imply stays", () => {
  expect(withoutImplicitIntersections("SUM(@A1:A9)")).toBeNull();
  expect(withoutImplicitIntersections("SUMPRODUCT(@A1:A9,B1)")).not.toContain("SINGLE");
});

test("a formula that calculates with arrays is a dynamic array in the file, one with a single row is not", () => {
  const book = new Book();
  book.fill("A1", [[1, 10], [2, 20], [3, 30]]);
  book.fill("D1", [["=SUM(A1:A3*B1:B3)", "=SUM(A1:A3)", "=@A1:A3+1", "=MAX(ABS(A1:A3))", "=SUMPRODUCT(A1:A3*B1:B3)", "=LET(r,A1:A3,SUM(r))", "=LET(r,A1:A3,SUM(r*2))"]]);
  book.calc.recalculate();
  const marked = ["D1", "E1", "F1", "G1", "H1", "I1", "J1"].map((_, index) => book.sheet.get(0, 3 + index)?.spill !== undefined);
  expect(marked).toEqual([true, false, false, true, false, false, true]);
  expect(book.get("D1")).toBe(140);
  const again = openWorkbook(saveWorkbook(book.workbook)).findSheet("Sheet1");
  expect(again?.get(0, 3)).toMatchObject({ formula: "SUM(A1:A3*B1:B3)", spill: { rows: 1, columns: 1 }, value: 140 });
  expect(again?.get(0, 5)).toMatchObject({ formula: "@A1:A3+1", value: 2 });
});

test("a formula of a program without dynamic arrays takes the cell of its own row, also when it is saved again", () => {
  const book = new Book();
  book.fill("A1", [[1], [2], [3]]);
  book.sheet.put(1, 3, { value: null, style: 0, formula: "@A1:A3*10" });
  const opened = openWorkbook(saveWorkbook(openWorkbook(saveWorkbook(book.workbook))));
  expect(opened.findSheet("Sheet1")?.get(1, 3)?.formula).toBe("@A1:A3*10");
  const file = strFromU8(unzipSync(saveWorkbook(opened))["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  expect(file).toContain("<f>A1:A3*10</f>");
});
