import { lines, type SheetText, testCases } from "./support";

const rated = (...rows: readonly string[]): SheetText => lines(rows.map((row) => `X | 1 | 1 | ${row}`).join("\n"), "Item | Quantity | Unit price | Tax rate | Tax code | Date");
const plain = (...rates: readonly string[]): SheetText => lines(rates.map((rate) => `X | 1 | 1 | ${rate}`).join("\n"), "Item | Quantity | Unit price | Tax rate");
const many = (count: number, row: string): string[] => Array.from({ length: count }, () => row);

testCases([
  { name: "one rate among others of its code; 0.2 and 20 are one rate", sheets: [rated(...many(5, "20 | S"), "7 | s", "0.2 | S", "7 | R", "7 | R", "25 | ")], told: ["taxRateChanged Lines!D7 rate=7 common=20 taxCode=s"] },
  { name: "in four rows no rate is odd; one of two is not odd either", sheets: [rated("20 | S", "20 | S", "20 | S", "7 | S", "20 | R", "20 | R", "20 | R", "7 | R", "7 | R")], told: [] },
  { name: "a change of the law: one rate before a day, another from it on", sheets: [rated(...many(18, "20 | S | 2026-01-05"), "21 | S | 2026-02-05", "21 | S | 2026-02-06")], told: [] },
  { name: "one row at the end may as well be a slip", sheets: [rated(...many(6, "20 | S | 2026-01-05"), "21 | S | 2026-02-05")], told: ["taxRateChanged Lines!D8 rate=21 common=20 taxCode=S"] },
  { name: "a rate that comes back is no change of the law", sheets: [rated(...many(10, "20 | S | 2026-01-05"), "21 | S | 2026-02-05", "21 | S | 2026-02-06", ...many(10, "20 | S | 2026-03-05"))], told: ["taxRateChanged Lines!D12 rate=21 common=20 taxCode=S", "taxRateChanged Lines!D13 rate=21 common=20 taxCode=S"] },
  { name: "without a date in every row no change can be dated", sheets: [rated(...many(18, "20 | S | 2026-01-05"), "21 | S | 2026-02-05", "21 | S | ")], told: ["taxRateChanged Lines!D20 rate=21 common=20 taxCode=S", "taxRateChanged Lines!D21 rate=21 common=20 taxCode=S"] },
  { name: "more than a tenth is a rate of its own", sheets: [rated(...many(17, "20 | S"), "7 | S", "7 | S"), { ...rated(...many(18, "20 | S"), "7 | S", "7 | S"), name: "Other" }], told: ["taxRateChanged Other!D20 rate=7 common=20 taxCode=S", "taxRateChanged Other!D21 rate=7 common=20 taxCode=S"] },
  { name: "without tax codes: the table is one group, and zero is no rate", sheets: [plain(...many(6, "20"), "19", "0", "0")], told: ["taxRateChanged Lines!D8 rate=19 common=20 taxCode="] },
  { name: "… not even where a single row has it", sheets: [plain(...many(6, "20"), "19", "0")], told: ["taxRateChanged Lines!D8 rate=19 common=20 taxCode="] },
  { name: "five rows are enough, and the common rate is the one that most have, wherever they stand", sheets: [rated("7 | S", ...many(4, "20 | S"))], told: ["taxRateChanged Lines!D2 rate=7 common=20 taxCode=S"] },
  { name: "1 is one per cent", sheets: [rated(...many(5, "100 | S"), "1 | S")], told: ["taxRateChanged Lines!D7 rate=1 common=100 taxCode=S"] },
  { name: "rows that name no code are no group where others do", sheets: [rated(...many(6, "20 | "), "7 | ", "20 | S")], told: [] },
  { name: "a change of the law, in rows of any order", sheets: [rated("21 | S | 2026-02-06", ...many(9, "20 | S | 2026-01-05"), "21 | S | 2026-02-05", ...many(9, "20 | S | 2026-01-06"))], told: [] },
  { name: "… and not one where a row of the new rate has no date", sheets: [rated(...many(28, "20 | S | 2026-01-05"), "21 | S | 2026-02-05", "21 | S | 2026-02-06", "21 | S | ")], told: [30, 31, 32].map((row) => `taxRateChanged Lines!D${row} rate=21 common=20 taxCode=S`) },
  { name: "the supply date goes before the date", sheets: [lines([...many(18, "2026-01-05 | 2026-03-01"), "2026-02-05 | 2026-03-01", "2026-02-06 | 2026-01-01"].map((dates, index) => `X | 1 | 1 | ${index < 18 ? 20 : 21} | S | ${dates}`).join("\n"), "Item | Quantity | Unit price | Tax rate | Tax code | Supply date | Date")], told: [] },
]);
