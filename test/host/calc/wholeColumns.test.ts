import type { CalcOptions } from "../../../host/calc/calc";
import { ErrorValue } from "../../../host/model/cell";
import { Matrix } from "../../../host/calc/values";
import { Book } from "./support";

/** Three rows of cells; the million empty ones below them must count as if each were there. */
function book(options: CalcOptions = {}): Book {
  const made = new Book(options);
  made.fill("A1", [["x", 1], ["y", 2], ["x", 4]]);
  return made;
}

const ROWS = 1_048_576;

const RESULTS: readonly (readonly [formula: string, shown: string])[] = [
  ["=SUM(A:A=\"\")", "0"],
  ["=SUMPRODUCT((A:A=\"x\")*B:B)", "5"],
  ["=SUMPRODUCT((A:A=\"\")*1)", String(ROWS - 3)],
  ["=SUMPRODUCT(B:B,B:B)", "21"],
  ["=SUMPRODUCT(1*(B:B+1=1))", String(ROWS - 3)],
  ["=SUM((B:B+1)*1)", String(ROWS + 7)],
  ["=SUM(B:B*{1,2})", "21"],
  ["=ROWS(B:B*{1,2})", String(ROWS)],
  ["=COLUMNS(B:B*{1,2})", "2"],
  ["=COUNT(1/B:B)", "3"],
  ["=SUM(IFERROR(1/B:B,0))", "1.75"],
  ["=SUM(-B:B)", "-7"],
  ["=COUNT(B:B&\"\")", "0"],
  ["=COUNTA(A:A&\"\")", String(ROWS)],
  ["=SUM(IF(A:A=\"x\",B:B,0))", "5"],
  ["=SUM(IF(B:B=0,1,0))", String(ROWS - 3)],
  ["=INDEX(B:B+1,3)", "5"],
  ["=INDEX(B:B+1,1000000)", "1"],
  ["=INDEX(B:B*{1,10},2,2)", "20"],
  ["=SUM(LEN(A:A))", "3"],
  ["=SUM(B2:B1048576+0)", "6"],
  ["=SUM(B1:B2+B:B*0)", "#N/A"],
  ["=ISNA(INDEX(B1:B2+B:B*0,2))", "FALSE"],
  ["=ISNA(INDEX(B1:B2+B:B*0,3))", "TRUE"],
  ["=ISNA(INDEX(B1:B2+B:B*0,1000000))", "TRUE"],
  ["=SUM(1:1*0)", "#VALUE!"],
  ["=ROWS(FILTER(B:B,A:A=\"x\"))", "2"],
  ["=SUM(TAKE(B:B*2,4))", "14"],
  ["=SUM(TAKE(B:B*2+1,-2))", "2"],
  ["=MATCH(5,B:B+1,0)", "3"],
  ["=TEXTJOIN(\",\",TRUE,A:A&\"\")", "\"x,y,x\""],
  ["=SUM(D:D+1)", String(ROWS)],
];

describe("whole columns in arrays", () => {
  const whole = book();
  it.each(RESULTS)("%s is %s", (formula, shown) => {
    expect(whole.show(formula.slice(1))).toBe(shown);
  });

  it("a volatile function draws for every row", () => {
    const random = new Book({ random: (() => { let next = 0; return () => (next = (next + 0.1) % 1); })() });
    expect(random.show("ROWS(UNIQUE(TAKE(RANDBETWEEN(1+0*A:A,100),-5)))")).toBe("5");
  });
});

describe("a formula's work is bounded", () => {
  it.each([["SUM(1", "+SUM(A:A&A:A)", ")"], ["IFERROR(1", "+SEQUENCE(1000000)", ",7)"]])("%s%s… gives up with a sentence, and the next formula is calculated", (start, link, end) => {
    const small = book({ cellsPerFormula: 1 << 21 });
    small.set("D1", `=${start}${link.repeat(400)}${end}`);
    small.set("E1", "=SUM(B:B)");
    small.calc.recalculate();
    const value = small.get("D1");
    expect([value instanceof ErrorValue ? [value.code, value.message] : value, small.get("E1")]).toEqual([["#CALC!", expect.stringMatching(/^Excel ran out of resources.*split the formula\.$/)], 7]);
    expect(small.calc.evaluate(`${start}${link.repeat(400)}${end}`, { sheet: small.sheet, row: 0, column: 0 })[0]?.[0]).toBeInstanceOf(ErrorValue);
  });

  it("operators with whole columns are not what is bounded: hundreds of them in one formula", () => {
    expect(book().show(`SUM(B:B${"+B:B".repeat(1500)})`)).toBe(String(7 * 1501));
  });
});

test("a matrix with a row for the rest is the same as one that holds every row", () => {
  const short = new Matrix(4, 2, [1, 2, 3, 4], [5, null]);
  const whole = new Matrix(4, 2, [1, 2, 3, 4, 5, null, 5, null]);
  expect([short.storedRows, whole.storedRows, short.cells]).toEqual([2, 4, whole.cells]);
  for (let row = 0; row < 4; row++) for (let column = 0; column < 2; column++) expect(short.at(row, column)).toBe(whole.at(row, column));
  expect([short.map((cell) => cell ?? 0).cells, short.some((cell) => cell === 5), short.some((cell) => cell === 6)]).toEqual([[1, 2, 3, 4, 5, 0, 5, 0], true, false]);
});
