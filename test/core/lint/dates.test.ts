import { readDateText } from "../../../src/core/lint/dateTexts";
import { invoices, lines, payments, testCases } from "./support";

const dated = (...dates: readonly string[]): ReturnType<typeof invoices> => invoices(dates.map((date, index) => `'${"ABCDEFGH"[index] ?? ""} | C | ${date} | 1`).join("\n"), "Invoice no | Customer | Date | Total");

testCases([
  { name: "due before it was issued", sheets: [invoices("'A | C | 2026-01-10 | 2026-01-09 | 1 | 0 | 1\n'B | C | 2026-01-10 | 2026-01-10 | 1 | 0 | 1\n'C | C | | 2026-01-10 | 1 | 0 | 1\n'D | C | 2026-01-10 | | 1 | 0 | 1"), lines("X | 1 | 1 | 2026-02-01 | 2026-01-01", "Item | Quantity | Unit price | Date | Due")], told: [
    "dueBeforeDate Invoices!D2 due=2026-01-09 date=2026-01-10", "dueBeforeDate Lines!E2 due=2026-01-01 date=2026-02-01",
  ] },
  { name: "a time of day does not count", sheets: [invoices("'A | C | 46032.9 | 46032.1 | 1 | 0 | 1")], told: [] },
  { name: "dates as text, days that do not exist, words that are no dates", sheets: [dated("'2026-01-05", "'29.02.2026", "'tba", "'31/04/26", "#N/A", "'5 Jan 2026")], told: [
    "dateAsText Invoices!C2 shown=2026-01-05", "dateAsText Invoices!C7 shown=5 Jan 2026", "dateImpossible Invoices!C3 shown=29.02.2026", "dateImpossible Invoices!C5 shown=31/04/26", "errorInFact Invoices!C6 error=#N/A",
  ] },
  { name: "what is shown is at most 80 characters", sheets: [dated(`'${"1".repeat(90)}`)], told: [`dateAsText Invoices!C2 shown=${"1".repeat(80)}`] },
  { name: "a text date is told for lines and payments too, and in every column of dates", sheets: [
    lines("X | 1 | 1 | '1/2/2026", "Item | Quantity | Unit price | Date"), payments("'1/2/2026 | C | | 1 | r"), invoices("'A | C | 1 | '1/2/2026", "Invoice no | Customer | Total | Paid on"),
  ], told: ["dateAsText Lines!D2 shown=1/2/2026", "dateAsText Payments!A2 shown=1/2/2026", "dateAsText Invoices!D2 shown=1/2/2026"] },
  { name: "a date far from all others", sheets: [dated("2026-01-05", "2026-02-05", "2062-03-05", "1926-04-05", "2026-05-05", "2026-06-05")], told: ["dateFarOff Invoices!C4 date=2062-03-05", "dateFarOff Invoices!C5 date=1926-04-05"] },
  { name: "ten years and no more; in four rows nothing is odd", sheets: [dated("2026-01-05", "2026-01-05", "2036-01-06", "2016-01-05", "2026-01-05"), { ...dated("2026-01-05", "2026-02-05", "2062-03-05", "2026-05-05"), name: "Few" }], told: [] },
  { name: "cash after today", sheets: [payments("2026-06-30 | C | | 1 | a\n2026-07-01 | C | | 2 | b\n | C | | 3 | c"), invoices("'A | C | 1 | 2026-12-24\n'B | C | 1 | 2026-06-30", "Invoice no | Customer | Total | Paid on")], told: [
    "futurePayment Payments!A3 date=2026-07-01 today=2026-06-30", "futurePayment Invoices!D2 date=2026-12-24 today=2026-06-30",
  ] },
  { name: "the 1904 system is told for the whole book, and its days are read as such", dateSystem: 1904, sheets: [payments("44742 | C | | 1 | a")], told: ["futurePayment Payments!A2 date=2026-07-01 today=2026-06-30", "dateSystem1904 -"] },
]);

test.each([
  ["2026-02-28", "date"], ["2026-02-29", "impossible"], ["2024-02-29", "date"], ["29.02.2024", "date"], ["29.02.2026", "impossible"], ["2/30/26", "impossible"], ["2/28/26", "date"], ["28/2/26", "date"], ["13/13/2026", "impossible"],
  ["1.1.99", "date"], ["29.2.00", "date"], ["29.2.01", "impossible"], ["29/2/100", "impossible"], ["2026/1/5", "date"], ["2026/13/5", "impossible"], ["5 January 2026", "date"], ["5. Jan. 2026", "date"], ["Jan 5, 2026", "date"], ["31 April 2026", "impossible"], ["Feb 29 2026", "impossible"], ["29 Feb 24", "date"],
  ["5-Mai-2026", "date"], ["31 Okt 2026", "date"], ["31 Dez 2026", "date"], ["31 Sep 2026", "impossible"], ["31 Jun 2026", "impossible"], ["31 Nov 2026", "impossible"], ["31 Mar 2026", "date"], ["31 Jul 2026", "date"], ["31 Aug 2026", "date"], ["31 may 2026", "date"], ["31 Oct 2026", "date"], ["31 Dec 2026", "date"],
  ["Mon, 5 Jan 2026", "date"], ["Friday 2026-01-05", "date"], [" 2026-01-05 10:30", "date"], ["2026-02-30T10:30:00Z", "impossible"], ["20260105", "other"], ["1234.5", "other"], ["tomorrow", "other"], ["5 Smarch 2026", "other"], ["1 / 2 / 2026", "date"], ["2026-01", "other"], ["0.0.2026", "impossible"],
  ["Mon,  5 Jan 2026", "date"], ["1 Sunday 2 2026", "other"], ["2026-01-05 10:3", "other"], ["1.1.8500", "date"],
] as const)("%s is %s", (text, meaning) => {
  expect(readDateText(text)).toBe(meaning);
});
