import type { LintBook } from "../../../src/core/lint/lintBook";
import { cellOf, dateOf, decimalsOf, factsIn, finding, numberOf, textOf } from "../../../src/core/lint/lintCells";
import { lintTables } from "../../../src/workbook/lintTables";
import { isoDay } from "../../support/days";
import { customers, invoices, lines, payments, sheetOf, type SheetText, testCases } from "./support";

const computed = (...cells: readonly string[]): SheetText => invoices(cells.map((cell, index) => `'${index} | C | ${cell}`).join("\n"), "Invoice no | Customer | Total");
/** Items, as the ledger has them. */
const LEDGER_ITEMS = "Item | Description | Unit | Unit price | Currency | Tax code | Account";

testCases([
  { name: "numbers as text, in every column of numbers", sheets: [
    invoices("'A | C | | | '10.00 | '2 | '12,00"), lines("'A | X | '1 | '2 h | '2"), payments("2026-01-05 | C | | '1 EUR | r"),
    { name: "Prices", rows: "Item | Unit price\nX | '10" },
  ], told: [
    "numberAsText Invoices!E2 shown=10.00", "numberAsText Invoices!F2 shown=2", "numberAsText Invoices!G2 shown=12,00", "numberAsText Lines!E2 shown=2", "numberAsText Lines!C2 shown=1", "numberAsText Lines!D2 shown=2 h",
    "numberAsText Payments!D2 shown=1 EUR", "numberAsText Prices!B2 shown=10",
  ] },
  { name: "words, errors and truth values are no numbers as text; long ones are cut", sheets: [computed("'free", "#N/A", "TRUE", "", `'${"9".repeat(90)}`)], told: [`numberAsText Invoices!C6 shown=${"9".repeat(80)}`, "errorInFact Invoices!C3 error=#N/A"] },

  { name: "blanks around and within ids", sheets: [
    invoices("'·A | 'C· | 1\n'B | 'C··D | 1\n'C | 'C\u00a0D | 1\n'D | 'C\u200bD | 1\n'E | 'C D | 1\n'F | '· | 1\n'G | #N/A | 1\n'H | 12 | 1", "Invoice no | Customer | Total"),
    customers("C | 'Name· | Ulm"), lines("'A | 'X· | 1 | 1 | 1"),
  ], told: [
    "errorInFact Invoices!B8 error=#N/A", "strayBlanks Invoices!A2 shown= A", "strayBlanks Invoices!B2 shown=C ", "strayBlanks Invoices!B3 shown=C  D", "strayBlanks Invoices!B4 shown=C\u00a0D", "strayBlanks Invoices!B5 shown=C\u200bD", "strayBlanks Clients!B2 shown=Name ", "strayBlanks Lines!B2 shown=X ",
  ] },

  { name: "one formula among typed facts", sheets: [computed("=B1*2 -> 5", "1", "2", "3", "4", "5")], told: ["formulaInFact Invoices!C2 formula==B1*2"] },
  { name: "one of five is as much as is told; two of six are a habit, and of four cells nothing is said", sheets: [computed("=B1 -> 5", "1", "2", "3", "4"), { ...computed("=B1 -> 5", "=B2 -> 1", "2", "3", "4", "5"), name: "Habit" }, { ...computed("=B1 -> 5", "2", "3", "4"), name: "Few" }], told: ["formulaInFact Invoices!C2 formula==B1"] },
  { name: "a value typed over a column's formula", sheets: [computed("=1+1 -> 2", "=1+2 -> 3", "=1+3 -> 4", "=1+4 -> 5", "6", "=1+5 -> 6")], told: ["valueInFormulaColumn Invoices!C6 shown=6"] },
  { name: "in four cells nothing is odd; empty cells are not typed over", sheets: [computed("=1+1 -> 2", "=1+2 -> 3", "=1+3 -> 4", "6"), { ...computed("=1+1 -> 2", "=1+2 -> 3", "=1+3 -> 4", "=1+4 -> 5", "=1 -> 6", "", ""), name: "Empty" }], told: [] },
  { name: "four of five is a column of formulas", sheets: [computed("=1+1 -> 2", "=1+2 -> 3", "6", "=1+3 -> 4", "=1+4 -> 5")], told: ["valueInFormulaColumn Invoices!C4 shown=6"] },
  { name: "less than four of five computed is no column of formulas", sheets: [computed("=1+1 -> 2", "=1+2 -> 3", "=1+3 -> 4", "=1+4 -> 5", "=1+5 -> 6", "6", "7")], told: [] },
  { name: "in the ledger's own tables no fact is a formula, and no typed fact is wrong", sheets: [
    { name: "Items", table: "Items", rows: `${LEDGER_ITEMS}\n${["A", "B", "C", "D", "E", "F"].map((item) => `${item} | | | ${item === "F" ? "5" : "=1+4 -> 5"}`).join("\n")}` },
  ], told: ["A", "B", "C", "D", "E"].map((_, index) => `formulaInFact Items!D${index + 2} formula==1+4`) },
]);

test("a finding whose row has no such column stands at the row's first cell; such a cell is none", () => {
  const [table] = lintTables(sheetOf(computed("1")));
  if (table === undefined) throw new Error("Not recognised");
  const book: LintBook = { tables: [table], today: isoDay("2026-06-30"), dateSystem: 1900, currency: null };
  const [fact] = factsIn(book, table);
  if (fact === undefined) throw new Error("No row");
  expect(finding(fact, "due", { a: 1 })).toEqual({ at: { address: "Invoices!A2", row: 1, column: "Invoice no" }, params: { a: 1 } });
  expect([cellOf(fact, "due"), textOf(fact, "due"), dateOf(fact, "due"), numberOf(fact, "customer"), numberOf(fact, "total"), decimalsOf(fact)]).toEqual([null, "", null, null, 1, 2]);
});
