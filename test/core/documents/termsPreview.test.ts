import { formatIsoDate, parseIsoDate, type PlainDate } from "../../../src/core/values/plainDate";
import { dueParts } from "../../../src/core/documents/dueParts";
import { isMonthEndOpen, recurrenceDate } from "../../../src/core/documents/recurrence";
import { parseTerms, type Terms, TERMS_KNOWN_FORMS } from "../../../src/core/documents/terms";
import { previewDates, previewTerms } from "../../../src/core/documents/termsPreview";

function day(iso: string): PlainDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
}

function terms(rule: string): Terms {
  const parsed = parseTerms(rule);
  if (!parsed.ok) throw new Error(rule);
  return parsed.value;
}

/** "01-31 02-15 02-29": due days of an invoice, the year left out where it is the invoice's; "<" marks a rolled one. */
function shown(rule: string, dates?: readonly PlainDate[]): readonly string[] {
  return previewTerms(terms(rule), dates).map(({ invoiceDate, parts, discountUntil }) => {
    const brief = (date: PlainDate): string => (formatIsoDate(date).startsWith("2028-") ? formatIsoDate(date).slice(5) : formatIsoDate(date));
    const dues = parts.map((part) => `${brief(part.due)}${part.due === part.unrolled ? "" : `<${brief(part.unrolled)}`}`).join(" ");
    return `${brief(invoiceDate)}: ${dues}${discountUntil === null ? "" : ` or ${brief(discountUntil)}`}`;
  });
}

test("the month ends of a year, a leap one by default", () => {
  expect(previewDates(2027).map(formatIsoDate)).toEqual(["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30", "2027-07-31", "2027-08-31", "2027-09-30", "2027-10-31", "2027-11-30", "2027-12-31"]);
  expect(previewTerms(terms("net 0")).map((row) => row.invoiceDate)).toEqual(previewDates(2028));
  expect(formatIsoDate(previewDates(2028)[1] ?? day("2000-01-01"))).toBe("2028-02-29");
});

const tables: readonly (readonly [rule: string, rows: readonly string[]])[] = [
  ["net 30", ["01-31: 03-01", "02-29: 03-30", "03-31: 04-30", "04-30: 05-30", "05-31: 06-30", "06-30: 07-30", "07-31: 08-30", "08-31: 09-30", "09-30: 10-30", "10-31: 11-30", "11-30: 12-30", "12-31: 2029-01-30"]],
  ["31 MFI", ["01-31: 02-29", "02-29: 03-31", "03-31: 04-30", "04-30: 05-31", "05-31: 06-30", "06-30: 07-31", "07-31: 08-31", "08-31: 09-30", "09-30: 10-31", "10-31: 11-30", "11-30: 12-31", "12-31: 2029-01-31"]],
  ["30 EOM", ["01-31: 03-31", "02-29: 03-31", "03-31: 04-30", "04-30: 05-31", "05-31: 06-30", "06-30: 07-31", "07-31: 08-31", "08-31: 09-30", "09-30: 10-31", "10-31: 11-30", "11-30: 12-31", "12-31: 2029-01-31"]],
  ["EOM; weekends next", ["01-31: 01-31", "02-29: 02-29", "03-31: 03-31", "04-30: 05-01<04-30", "05-31: 05-31", "06-30: 06-30", "07-31: 07-31", "08-31: 08-31", "09-30: 10-02<09-30", "10-31: 10-31", "11-30: 11-30", "12-31: 2029-01-01<12-31"]],
];

test.each(tables)("%s over the month ends of 2028", (rule, rows) => {
  expect(shown(rule)).toEqual(rows);
});

test.each([
  ["2/10 n/30; weekends previous", "2028-01-01", "01-01: 01-31 or 01-11"],
  ["2/10 n/29; weekends previous", "2028-01-01", "01-01: 01-28<01-30 or 01-11"],
  ["balance@60, 30%@15, 200@EOM", "2028-01-20", "01-20: 01-31 02-04 03-20"],
  ["50%@15 MFI, 50%@30, then 10 MFI", "2028-01-31", "01-31: 02-15 04-10"],
])("%s from %s", (rule, date, row) => {
  expect(shown(rule, [day(date)])).toEqual([row]);
});

test("a part keeps what it is a share of, in the order of due dates", () => {
  const [row] = previewTerms(terms("balance@60, 30%@15"), [day("2028-01-20")]);
  expect(row?.parts.map((part) => part.share.kind)).toEqual(["percent", "balance"]);
});

test.each(TERMS_KNOWN_FORMS)("the preview of %s is what an invoice will say", (form) => {
  for (const { invoiceDate, parts, discountUntil } of previewTerms(terms(form))) {
    const billed = dueParts(terms(form), { invoiceDate, totalMinor: 1_000_000, currencyDecimals: 2 });
    expect(parts.map((part) => part.due)).toEqual(billed.map((part) => part.due));
    expect([...new Set(billed.map((part) => part.discountUntil))]).toEqual([discountUntil]);
  }
});

const recurrences: readonly (readonly [source: string, first: string, everyMonths: number, endOfMonth: boolean, expected: readonly string[]])[] = [
  ["monthly on the 31st does not drift", "2027-01-31", 1, false, ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]],
  ["on the 30th", "2028-01-30", 1, false, ["2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"]],
  ["OCA#919: the end of February leads to the end of March", "2025-02-28", 1, true, ["2025-02-28", "2025-03-31", "2025-04-30"]],
  ["the 28th stays the 28th", "2025-02-28", 1, false, ["2025-02-28", "2025-03-28", "2025-04-28"]],
  ["Dolibarr#35561", "2025-09-30", 1, true, ["2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31"]],
  ["quarterly", "2025-11-30", 3, false, ["2025-11-30", "2026-02-28", "2026-05-30"]],
  ["yearly from a leap day", "2024-02-29", 12, false, ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]],
  ["at month's end from the middle of it", "2025-01-15", 1, true, ["2025-01-31", "2025-02-28"]],
];

test.each(recurrences)("recurring: %s", (_, first, everyMonths, endOfMonth, expected) => {
  expect(expected.map((__, time) => formatIsoDate(recurrenceDate({ first: day(first), everyMonths, endOfMonth }, time)))).toEqual(expected);
});

test.each([
  [0, 0, "months: 0"], [1.5, 0, "months: 1.5"], [-1, 0, "months: -1"], [1, -1, "times: -1"], [1, 0.5, "times: 0.5"],
])("every %p months, time %p is refused", (everyMonths, time, what) => {
  expect(() => recurrenceDate({ first: day("2025-01-31"), everyMonths, endOfMonth: false }, time)).toThrow(new RangeError(`Not a number of ${what}`));
});

test.each([["2025-02-28", true], ["2024-02-28", false], ["2024-02-29", true], ["2025-04-30", true], ["2025-01-31", false], ["2025-01-30", false]])("%s may mean the month's end: %p", (first, open) => {
  expect(isMonthEndOpen(day(first))).toBe(open);
});
