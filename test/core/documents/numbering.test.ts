import { parseIsoDate, type PlainDate } from "../../../src/core/values/plainDate";
import { checkSeries, type Series, seriesYear, takeNumber } from "../../../src/core/documents/numbering";

function day(iso: string): PlainDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
}

const plain: Series = { prefix: "INV-", next: 1, padding: 5, reset: "never", fiscalYearStartMonth: 1, years: [] };
const yearly: Series = { ...plain, prefix: "INV-{YYYY}-", reset: "calendarYear" };
const fiscal: Series = { ...yearly, reset: "fiscalYear", fiscalYearStartMonth: 4 };

function take(series: Series, dates: readonly string[]): readonly string[] {
  let current = series;
  return dates.map((date) => {
    const taken = takeNumber(current, day(date));
    current = taken.series;
    return taken.number;
  });
}

const cases: readonly (readonly [name: string, series: Series, dates: string, numbers: string])[] = [
  ["counts on", plain, "2026-01-31 2026-02-01 2025-12-31", "INV-00001 INV-00002 INV-00003"],
  ["goes on from next", { ...plain, next: 417 }, "2026-01-31", "INV-00417"],
  ["grows beyond its padding", { ...plain, next: 99999 }, "2026-01-31 2026-01-31", "INV-99999 INV-100000"],
  ["no prefix, no padding", { ...plain, prefix: "", padding: 1 }, "2026-01-31", "1"],
  ["year and month of the invoice date, one counter", { ...plain, prefix: "{YY}{MM}/" }, "2026-01-31 2025-12-01", "2601/00001 2512/00002"],
  ["each year counts for itself; a backdated invoice continues its own year", yearly, "2025-12-31 2026-01-01 2026-01-02 2025-12-30 2026-03-01", "INV-2025-00001 INV-2026-00001 INV-2026-00002 INV-2025-00002 INV-2026-00003"],
  ["a new year starts at next, a known one at its own", { ...yearly, next: 100, years: [{ year: 2025, next: 7 }] }, "2025-06-01 2026-06-01 2026-06-01", "INV-2025-00007 INV-2026-00100 INV-2026-00101"],
  ["fiscal year from April bears the year in which it ends", fiscal, "2026-03-31 2026-04-01 2027-03-31 2027-04-01", "INV-2026-00001 INV-2027-00001 INV-2027-00002 INV-2028-00001"],
  ["a calendar year is one wherever a fiscal year starts", { ...yearly, fiscalYearStartMonth: 4 }, "2026-05-01 2026-03-01", "INV-2026-00001 INV-2026-00002"],
  ["a year of fewer digits", yearly, "0099-01-31", "INV-0099-00001"],
  ["the longest padding, the last month", { ...fiscal, padding: 12, fiscalYearStartMonth: 12 }, "2026-11-30 2026-12-01", "INV-2026-000000000001 INV-2027-000000000001"],
  ["fiscal year from January is the calendar year", { ...fiscal, fiscalYearStartMonth: 1 }, "2026-01-01 2026-12-31 2027-01-01", "INV-2026-00001 INV-2026-00002 INV-2027-00001"],
];

test.each(cases)("%s", (_, series, dates, numbers) => {
  expect(take(series, dates.split(" ")).join(" ")).toBe(numbers);
});

test("no number is given twice over ten years of dates in any order", () => {
  for (const series of [plain, yearly, fiscal, { ...fiscal, prefix: "{YY}{MM}-" }]) {
    const dates = Array.from({ length: 1000 }, (_, index) => `${2020 + ((index * 7) % 10)}-${String(1 + ((index * 5) % 12)).padStart(2, "0")}-15`);
    expect(new Set(take(series, dates)).size).toBe(1000);
  }
});

test("taking a number leaves the given series as it was", () => {
  const before = JSON.stringify(yearly);
  takeNumber(yearly, day("2026-01-31"));
  expect(JSON.stringify(yearly)).toBe(before);
});

test("the counters of the years stand in their order", () => {
  const { series } = takeNumber({ ...yearly, years: [{ year: 2027, next: 3 }, { year: 2024, next: 9 }] }, day("2026-01-31"));
  expect(series.years).toEqual([{ year: 2024, next: 9 }, { year: 2026, next: 2 }, { year: 2027, next: 3 }]);
});

const bad: readonly (readonly [Partial<Series>, string])[] = [
  [{ next: 0 }, "seriesNextNotPositive"],
  [{ next: 1.5 }, "seriesNextNotPositive"],
  [{ years: [{ year: 2026, next: -1 }] }, "seriesNextNotPositive"],
  [{ padding: 0 }, "seriesPaddingOutOfRange"],
  [{ padding: 13 }, "seriesPaddingOutOfRange"],
  [{ fiscalYearStartMonth: 13 }, "seriesStartMonthOutOfRange"],
  [{ prefix: "INV-{YEAR}-" }, "seriesUnknownToken"],
  [{ prefix: "INV-{yyyy}-" }, "seriesUnknownToken"],
  [{ prefix: "INV-{YYYY-" }, "seriesUnknownToken"],
  [{ reset: "calendarYear" }, "seriesYearMissing"],
  [{ reset: "fiscalYear", prefix: "{MM}-" }, "seriesYearMissing"],
  [{ years: [{ year: 2026, next: 1 }, { year: 2026, next: 2 }] }, "seriesYearTwice"],
];

test.each(bad)("%j is %s, and gives no number", (change, problem) => {
  const series = { ...plain, ...change };
  expect(checkSeries(series)).toEqual([problem]);
  expect(() => takeNumber(series, day("2026-01-31"))).toThrow(new RangeError(`No number can be taken: ${problem}`));
});

test.each([
  [plain, "2026-01-31", 2026],
  [yearly, "2026-12-31", 2026],
  [fiscal, "2026-03-31", 2026],
  [fiscal, "2026-04-01", 2027],
  [{ ...fiscal, fiscalYearStartMonth: 1 }, "2026-12-31", 2026],
] as const)("the year whose counter is taken: %#", (series, date, year) => {
  expect(seriesYear(series, day(date))).toBe(year);
});
