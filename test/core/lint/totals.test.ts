import { readSumFormula } from "../../../src/core/lint/sumFormula";
import { invoices, lines, payments, type SheetText, testCases } from "./support";

const HEADERS = "Invoice no | Customer | Net | Tax | Total";
const sales = (rows: string): SheetText => invoices(rows, HEADERS);
const two = "'A | C | 10 | 2 | 12\n'B | C | 20 | 4 | 24";

testCases([
  { name: "a typed total that is not the sum; one that is", sheets: [sales(`${two}\nTotal | | 30 | 6.01 | 36`)], told: ["totalNotSum Invoices!D4 is=6.01 should=6.00"] },
  { name: "rows with parts of cents leave a rest of less than a cent, which is told at the rows", sheets: [sales("'A | C | 10.004 | 0 | 10\n'B | C | 10.004 | 0 | 10\nTotal | | 20 | 0 | 20.01")], told: [
    "totalNotSum Invoices!E4 is=20.01 should=20.00", "amountSubMinorUnit Invoices!C2 shown=10.004 decimals=2", "amountSubMinorUnit Invoices!C3 shown=10.004 decimals=2",
  ] },
  { name: "amounts beyond any money", sheets: [sales("'A | C | 5 | 1 | 6\nTotal | | 100000000000000000000000 | 999999999999999 | 6")], told: ["totalNotSum Invoices!C3 is=1e+23 should=5.00", "totalNotSum Invoices!D3 is=999999999999999.00 should=1.00"] },
  { name: "texts and empty cells count for nothing", sheets: [sales("'A | C | '10 | | 12\n'B | C | 20 | 4 | 24\nTotal | | 20 | 4 | 36")], told: ["numberAsText Invoices!C2 shown=10"] },
  { name: "subtotals, and a grand total of everything or of the subtotals' rows", sheets: [sales(`${two}\nSubtotal | | 30 | 6 | 36\n'D | C | 1 | 0 | 1\nSubtotal | | 1 | 0 | 1\nGrand total | | 31 | 6 | 38`)], told: ["totalNotSum Invoices!E7 is=38.00 should=37.00"] },
  { name: "a total in the middle that goes on counting", sheets: [sales(`${two}\nTotal | | 30 | 6 | 36\n'D | C | 1 | 0 | 1\nTotal | | 31 | 6 | 37`)], told: [] },
  { name: "a sum of quantities is not judged as money, but its rows are", sheets: [lines("'A | X | 1 | 2 | 2\n(hidden) 'A | X | 1 | 2 | 2\nTotal | | 7 | | 4")], told: ["hiddenRowsInTotal Lines!E4 hidden=1 row=3 effect=includes", "hiddenRowsInTotal Lines!C4 hidden=1 row=3 effect=includes"] },
  { name: "a total above all facts, or one that is no number, is none", sheets: [sales("Total | | 5 | 5 | 5\n'A | C | 1 | 1 | 2\nTotal | | 'n/a | | 2")], told: [] },

  { name: "a SUM that begins too late or ends too early", sheets: [sales(`${two}\n'D | C | 1 | 0 | 1\nTotal | | =SUM(C3:C4) -> 21 | =SUM($D$2:D$3) -> 6 | =SUM(E2:E4) -> 37`)], told: [
    "sumMissesRows Invoices!C5 formula==SUM(C3:C4) missed=1 row=2", "sumMissesRows Invoices!D5 formula==SUM($D$2:D$3) missed=1 row=4",
  ] },
  { name: "a SUM with the header row and beyond is whole; of another column it is something else", sheets: [sales(`${two}\nTotal | | =SUM(C1:C3) -> 30 | =SUM(C2:C2) -> 10 | =SUM(D2:E2) -> 36`)], told: [] },
  { name: "whole columns, structured references and sums of several ranges miss nothing", sheets: [sales(`${two}\nTotal | | =SUM(C:C) -> 30 | =SUBTOTAL(109,[Tax]) -> 6 | =SUM(E2,E3) -> 36`)], told: [] },
  { name: "a table that does not begin in the first column", sheets: [{ ...sales(`${two}\nTotal | | =SUM(E3:E3) -> 10 | =SUM(D3:D3) -> 6 | =SUM(G3:G4) -> 36`), left: 2, top: 1 }], told: ["sumMissesRows Invoices!E5 formula==SUM(E3:E3) missed=1 row=4"] },
  { name: "a SUM that leaves out several rows names the first", sheets: [sales(`${two}\n'D | C | 1 | 0 | 1\n'E | C | 1 | 0 | 1\nTotal | | =SUM(C2:C3) -> 30`)], told: ["sumMissesRows Invoices!C6 formula==SUM(C2:C3) missed=2 row=4"] },

  { name: "hidden rows: included, or left out", sheets: [sales("'A | C | 10 | 2 | 12\n(hidden) 'B | C | 20 | 4 | 24\n(hidden) 'D | C | 20 | 4 | 24\nTotal | | =SUM(C2:C4) -> 50 | =SUBTOTAL(109,D2:D4) -> 2 | 60")], told: [
    "hiddenRowsInTotal Invoices!C5 hidden=2 row=3 effect=includes", "hiddenRowsInTotal Invoices!D5 hidden=2 row=3 effect=leaves out", "hiddenRowsInTotal Invoices!E5 hidden=2 row=3 effect=includes",
  ] },
  { name: "hidden rows without a total are nobody's business", sheets: [sales("(hidden) 'A | C | 10 | 2 | 12\n'B | C | 20 | 4 | 24")], told: [] },

  { name: "one total over several currencies", sheets: [payments("2026-01-05 | C | 10 | EUR\n2026-01-06 | C | 20 | USD\n2026-01-07 | C | 0 | GBP\nTotal | | =SUM(C2:C4) -> 30 | ", "Payment date | Customer | Amount | Currency")], told: ["mixedCurrenciesInTotal Payments!C5 currencies=EUR, USD"] },
  { name: "amounts of no known currency among others", currency: null, sheets: [payments("2026-01-05 | C | 10 | EUR\n2026-01-06 | C | 20 | \nTotal | | 30 | ", "Payment date | Customer | Amount | Currency")], told: ["mixedCurrenciesInTotal Payments!C4 currencies=EUR"] },
  { name: "quantities have no currency; what is zero adds nothing", sheets: [lines("X | 1 | 10 | 10 | EUR\nX | 2 | 10 | 20 | USD\nTotal | 3 | | 30 | ", "Item | Quantity | Unit price | Amount | Currency")], told: ["mixedCurrenciesInTotal Lines!D4 currencies=EUR, USD"] },
  { name: "a total of the currency with the most decimals", sheets: [payments("2026-01-05 | C | 1.234 | KWD\n2026-01-06 | C | 2 | KWD\nTotal | | 3.235 | ", "Payment date | Customer | Amount | Currency")], told: ["totalNotSum Payments!C4 is=3.235 should=3.234"] },
]);

test.each([
  ["=SUM(D2:D9)", { name: "SUM", skipsHidden: false, area: { top: 1, bottom: 8, left: 3, right: 3 } }],
  ["= sum ( $AA$2 : AB10 )", { name: "SUM", skipsHidden: false, area: null }],
  ["=SUM($AA$2:ab10)", { name: "SUM", skipsHidden: false, area: { top: 1, bottom: 9, left: 26, right: 27 } }],
  ["=SUM(D:D)", { name: "SUM", skipsHidden: false, area: null }],
  ["=SUM(Work[Amount])", { name: "SUM", skipsHidden: false, area: null }],
  ["=SUBTOTAL(9,D2:D9)", { name: "SUBTOTAL", skipsHidden: false, area: { top: 1, bottom: 8, left: 3, right: 3 } }],
  ["=SUBTOTAL(109;D2:D9) ", { name: "SUBTOTAL", skipsHidden: true, area: { top: 1, bottom: 8, left: 3, right: 3 } }],
  ["=SUBTOTAL(101,D2:D9)", null],
  ["=AGGREGATE(9,5,D2:D9)", { name: "AGGREGATE", skipsHidden: true, area: { top: 1, bottom: 8, left: 3, right: 3 } }],
  ["=AGGREGATE(9,6,D2:D9)", { name: "AGGREGATE", skipsHidden: false, area: { top: 1, bottom: 8, left: 3, right: 3 } }],
  ["=AGGREGATE(1,5,D2:D9)", null],
  ["=SUM(D2:D9)+1", null],
  ["=SUM(D2:D4,D6:D9)", null],
  ["=AVERAGE(D2:D9)", null],
])("%s adds up %j", (formula, sum) => {
  expect(readSumFormula(formula)).toEqual(sum);
});
