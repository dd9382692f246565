import { joinedKey, numberKey, seriesPlace } from "../../../src/core/lint/numberKeys";
import { invoices, lines, payments, testCases } from "./support";

const list = (...numbers: readonly string[]): ReturnType<typeof invoices> => invoices(numbers.map((number) => `${number} | ACME | 10`).join("\n"), "Invoice no | Customer | Total");

testCases([
  { name: "a number that stands in two rows is told at each later one", sheets: [list("'A-1", "'A-2", "'A-1", "'A-1")], told: ["numberTwice Invoices!A4 number=A-1 first=A-1 firstRow=2", "numberTwice Invoices!A5 number=A-1 first=A-1 firstRow=2"] },
  { name: "a number and the same as text are one", sheets: [list("1001", "'1001")], told: ["numberTwice Invoices!A3 number=1001 first=1001 firstRow=2"] },
  { name: "empty numbers are no duplicates", sheets: [list("", "", "'X")], told: [] },
  { name: "payments have numbers of their own; lines repeat their invoice's", sheets: [
    payments("2026-01-05 | ACME | 5 | 7\n2026-03-05 | ACME | 6 | 7", "Date | Customer | Amount | Payment no"), lines("'A-1 | X | 1 | 2 | 2\n'A-1 | Y | 1 | 2 | 2"),
  ], told: ["numberTwice Payments!D3 number=7 first=7 firstRow=2"] },
  { name: "a payments table without numbers", sheets: [payments("2026-01-05 | ACME | | 5 | r1\n2026-03-05 | ACME | | 6 | r2")], told: [] },
  { name: "near duplicates: case, blanks, leading zeros, O for 0; a true copy is told once and not again as near", sheets: [list("'INV-0010", "'inv 10", "'INV-OO10", "'INV-0010", "'INV-100")], told: [
    "numberTwice Invoices!A5 number=INV-0010 first=INV-0010 firstRow=2",
    "nearDuplicateNumber Invoices!A3 number=inv 10 first=INV-0010 firstRow=2",
    "nearDuplicateNumber Invoices!A4 number=INV-OO10 first=INV-0010 firstRow=2",
  ] },
  { name: "near duplicates: dashes left out", sheets: [list("'INV-2026-0012", "'INV20260012")], told: ["nearDuplicateNumber Invoices!A3 number=INV20260012 first=INV-2026-0012 firstRow=2"] },
  { name: "dashes left out tell nothing where two whole numbers could be meant", sheets: [list("'1-12", "'11-2", "'112")], told: [] },
  { name: "a hole in a series is told at the next number", sheets: [list("'A-08", "'A-09", "'A-10", "'A-11", "'A-12", "'A-13", "'A-14", "'A-15", "'A-16", "'A-18")], told: ["numberHole Invoices!A11 from=A-17 to=A-17 count=1 next=A-18"] },
  { name: "a hole of several numbers; rows in any order", sheets: [list(...Array.from({ length: 30 }, (_, index) => `'A-${200 - index}`).filter((_, index) => index !== 10 && index !== 11))], told: ["numberHole Invoices!A11 from=A-189 to=A-190 count=2 next=A-191"] },
  { name: "numbers of each series for itself, whatever the case of its letters", sheets: [list("'A-1", "'B-1", "'A-2", "'B-2", "'a-3", "'B-9", "'A-4", "'A-5")], told: [] },
  { name: "too few numbers, or too many holes, are no series", sheets: [list("'A-1", "'A-2", "'A-4", "'A-5", "'B-1", "'B-3", "'B-5", "'B-7", "'B-9", "'B-11")], told: [] },
  { name: "numbers without digits are no series", sheets: [list("'one", "'two", "'three", "'four", "'five", "'six")], told: [] },
]);

test.each([
  ["INV-0012", "INV|12"], ["inv 12", "INV|12"], ["INV12", "INV|12"], ["INV-OO12", "INV|12"], ["INV-l2", "INV|12"], ["INV-1-2", "INV|1|2"], ["000", "0"], ["INV-", "INV"], ["", ""], ["ＩＮＶ－１", "INV|1"], ["OIL", "OIL"], ["SOLO-1", "SOLO|1"],
])("what spellings of %s have in common is %s", (number, key) => {
  expect(numberKey(number)).toBe(key);
});

test("numbers without their separators", () => {
  expect(joinedKey("INV-2026-0012")).toEqual({ key: "INV20260012", isSeparated: true });
  expect(joinedKey("inv20260012")).toEqual({ key: "INV20260012", isSeparated: false });
  expect(joinedKey("INV-12")).toEqual({ key: "INV12", isSeparated: false });
  expect(joinedKey("—")).toEqual({ key: "", isSeparated: false });
});

test("a number's place in its series", () => {
  expect(seriesPlace("inv-2026-0012")).toEqual({ series: "INV-2026-", place: 12, digits: 4 });
  expect(seriesPlace("12")).toEqual({ series: "", place: 12, digits: 2 });
  expect(seriesPlace("A-1234567890123")).toEqual({ series: "A-1", place: 234_567_890_123, digits: 12 });
  expect(seriesPlace("12a")).toBeNull();
});
