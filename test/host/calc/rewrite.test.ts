import { type CellsChange, copyFormula, movedFormula, parseProblem, referencesOf, renameInFormula, type Rename, shiftFormula } from "../../../host/calc/rewrite";

const insertRows = (at: number, count: number): Extract<CellsChange, { axis: unknown }> => ({ kind: "insert", sheet: "Sheet1", axis: "rows", at, count });
const deleteRows = (at: number, count: number): CellsChange => ({ kind: "delete", sheet: "Sheet1", axis: "rows", at, count });
const deleteColumns = (at: number, count: number): CellsChange => ({ kind: "delete", sheet: "Sheet1", axis: "columns", at, count });
const move: CellsChange = { kind: "move", sheet: "Sheet1", area: { top: 0, left: 0, bottom: 1, right: 0 }, toSheet: "Sheet1", toRow: 9, toColumn: 2 };

test.each<[string, CellsChange, string]>([
  ["A1 + SUM($A$5:B9) & \"A5\"", insertRows(4, 2), "A1 + SUM($A$7:B11) & \"A5\""],
  ["SUM(A1:A5)", insertRows(2, 1), "SUM(A1:A6)"],
  ["SUM(A1:A5)", insertRows(5, 1), "SUM(A1:A5)"],
  ["A:A+1:3+Other!A9", insertRows(0, 1), "A:A+2:4+Other!A9"],
  ["'Sheet1'!A9", insertRows(0, 1), "'Sheet1'!A10"],
  ["A5+A6+SUM(A4:A6)", deleteRows(4, 1), "#REF!+A5+SUM(A4:A5)"],
  ["Sheet1!A5*2", deleteRows(4, 1), "Sheet1!#REF!*2"],
  ["SUM(A5:A9)", deleteRows(3, 3), "SUM(A4:A6)"],
  ["SUM(A5:A9)", deleteRows(7, 9), "SUM(A5:A7)"],
  ["B1+C1+SUM(A:D)", deleteColumns(1, 1), "#REF!+B1+SUM(A:C)"],
  ["A1+A2+A1:A2+B1+SUM(A1:A9)", move, "C10+C11+C10:C11+B1+SUM(A1:A9)"],
  ["Table1[[#This Row],[A1]]", insertRows(0, 1), "Table1[[#This Row],[A1]]"],
  ["LOG10(A1)", insertRows(0, 1), "LOG10(A2)"],
  ["A1+A9", { ...insertRows(0, 1), within: { first: 1, last: 3 } }, "A1+A9"],
  ["B1+A1:C1", { ...insertRows(0, 1), within: { first: 1, last: 3 } }, "B2+A1:C1"],
])("%s after a change is %#", (formula, change, expected) => {
  expect(shiftFormula(formula, "Sheet1", change)).toBe(expected);
});

test.each<[string, CellsChange, string]>([
  ["SUM(A2:A1048576)", insertRows(0, 3), "SUM(A5:A1048576)"],
  ["A1048576", insertRows(0, 1), "#REF!"],
  ["SUM(B:XFD)", { kind: "insert", sheet: "Sheet1", axis: "columns", at: 0, count: 2 }, "SUM(D:XFD)"],
  ["SUM(A1:A5)+SUM(A2:B5)", { ...moveOf("A5:A5"), toRow: 7 }, "SUM(A1:A8)+SUM(A2:B5)"],
  ["SUM(A3:A5)", { ...moveOf("A3:B3"), toRow: 0 }, "SUM(A1:A5)"],
  ["SUM(B2:D2)", { ...moveOf("D2:D2"), toRow: 1, toColumn: 5 }, "SUM(B2:F2)"],
  ["SUM(A1:A5)", { ...moveOf("A3:A3"), toRow: 9 }, "SUM(A1:A5)"],
  ["B9+SUM(B9:C9)", { ...moveOf("A1:A1"), toRow: 8, toColumn: 1 }, "#REF!+SUM(B9:C9)"],
])("%s at the sheet's edges and after cells moved: %#", (formula, change, expected) => {
  expect(shiftFormula(formula, "Sheet1", change)).toBe(expected);
});

function moveOf(address: string): Extract<CellsChange, { kind: "move" }> {
  const [area] = referencesOf(address).areas;
  if (area === undefined) throw new Error(address);
  const { top, left, bottom, right } = area.area;
  return { kind: "move", sheet: "Sheet1", area: { top, left, bottom, right }, toSheet: "Sheet1", toRow: top, toColumn: left };
}

test("a formula that moves to another sheet keeps what it refers to", () => {
  const away = { ...moveOf("A1:B9"), toSheet: "Other one", toRow: 10 };
  expect(movedFormula("B2*$D$1+Third!C1+'Other one'!A1", "Sheet1", away)).toBe("B12*Sheet1!$D$1+Third!C1+'Other one'!A1");
  expect(movedFormula("B2*$D$1", "Sheet1", { ...away, toSheet: "Sheet1" })).toBe("B12*$D$1");
});

test("a moved area takes references to another sheet along", () => {
  expect(shiftFormula("A1*2", "Sheet1", { ...move, toSheet: "It's" })).toBe("'It''s'!C10*2");
  expect(shiftFormula("Sheet1!A1*2", "It's", { ...move, toSheet: "It's" })).toBe("'It''s'!C10*2");
});

test.each([
  ["A1+$A1+A$1+$A$1", 2, 1, "B3+$A3+B$1+$A$1"],
  ["SUM(A$1:A5)", 3, 0, "SUM(A$1:A8)"],
  ["A1", -1, 0, "#REF!"],
  ["SUM(Jan:Dec!B2)", 1, 1, "SUM(Jan:Dec!C3)"],
  ["Other!A2", -1, 0, "Other!A1"],
  ["A:A+2:2", 1, 1, "B:B+3:3"],
  ["[@Qty]*\"A1\"", 1, 1, "[@Qty]*\"A1\""],
  ["$A$5:A1", 9, 0, "$A$5:A10"],
])("%s filled %i rows and %i columns away is %s", (formula, rows, columns, expected) => {
  expect(copyFormula(formula, rows, columns)).toBe(expected);
});

test.each<[string, Rename, string | null, string]>([
  ["SUM(Sales[Amount])+Sales", { kind: "table", from: "sales", to: "Orders" }, null, "SUM(Orders[Amount])+Sales"],
  ["Sales[[#This Row],[Net]]+Sales[@Net]+Other[Net]", { kind: "column", table: "Sales", from: "net", to: "Net [EUR]" }, null, "Sales[[#This Row],[Net '[EUR']]]+Sales[@[Net '[EUR']]]+Other[Net]"],
  ["[@Net]+[Net]", { kind: "column", table: "Sales", from: "Net", to: "Gross" }, "Sales", "[@Gross]+[Gross]"],
  ["SUM(Sales[[Net]:[Tax]])", { kind: "column", table: "Sales", from: "Tax", to: "VAT" }, null, "SUM(Sales[[Net]:[VAT]])"],
  ["Old!A1+'Old'!B1:B2+Older!A1+\"Old!A1\"", { kind: "sheet", from: "OLD", to: "New one" }, null, "'New one'!A1+'New one'!B1:B2+Older!A1+\"Old!A1\""],
  ["'a b'!A1", { kind: "sheet", from: "a b", to: "ab" }, null, "ab!A1"],
  ["SUM(Jan:Dec!B2,'Jan:Dec'!B3)", { kind: "sheet", from: "dec", to: "Dec 26" }, null, "SUM('Jan:Dec 26'!B2,'Jan:Dec 26'!B3)"],
  ["SUM('Jan 26:Dec'!B2)", { kind: "sheet", from: "Jan 26", to: "Start" }, null, "SUM(Start:Dec!B2)"],
  ["Rate*Rate2+RATE", { kind: "name", from: "Rate", to: "Tax_rate" }, null, "Tax_rate*Rate2+Tax_rate"],
  ["SUM(Sales[Net])+Old!A1", { kind: "table", from: "Sales", to: null }, null, "SUM(#REF!)+Old!A1"],
  ["SUM(Old!A1:B2)", { kind: "sheet", from: "Old", to: null }, null, "SUM(#REF!)"],
])("%s after a rename", (formula, rename, inTable, expected) => {
  expect(renameInFormula(formula, rename, inTable)).toBe(expected);
});

test.each([
  ["SUM(A1:A3", /"\)"/, 9],
  ["1+", /too early/, 2],
  ["\"abc", /quotation/, 0],
  ["SUM(1 2)", /operator/, 6],
  ["{1,2;3}", /equally long/, 0],
  ["Table[[a]", /table/, 5],
  ["A1 B1 )", /not expected/, 6],
  ["", /empty/, 0],
  ["A1##", /enough/, 3],
  ["SUM(".repeat(65), /64 levels/, 256],
])("%s cannot be entered", (formula, message, at) => {
  expect(parseProblem(formula)?.message).toMatch(message);
  expect(parseProblem(formula)?.position).toBe(at);
});

test("what a formula refers to", () => {
  const found = referencesOf("SUM(Sales[Net],'My Sheet'!A1:B2,[@Qty])*Rate+BILLING.BALANCE(C3)");
  expect(found.areas.map(({ sheet, area }) => `${sheet ?? ""}${area.top}:${area.bottom}`)).toEqual(["My Sheet0:1", "2:2"]);
  expect(found.tables.map(({ table, columns }) => `${table ?? "here"} ${columns.join()}`)).toEqual(["Sales Net,Net", "here Qty,Qty"]);
  expect(found.names.map(({ name }) => name)).toEqual(["Rate"]);
  expect(found.functions).toEqual(["SUM", "BILLING.BALANCE"]);
});
