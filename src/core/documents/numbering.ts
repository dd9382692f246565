import { type PlainDate, toYmd } from "../values/plainDate";

export type SeriesReset = "never" | "calendarYear" | "fiscalYear";

/** The next counter of one year, when the series starts again each year. */
export interface YearCounter {
  readonly year: number;
  readonly next: number;
}

/**
 * A number series. `prefix` may hold {YYYY}, {YY} and {MM}, filled from the invoice date; under a fiscal reset the year is
 * the one in which the fiscal year ends, so that it changes with the counter. `next` is the next counter when `reset` is
 * never; otherwise it is the first counter of a year that is not in `years` yet.
 */
export interface Series {
  readonly prefix: string;
  readonly next: number;
  /** Fewest digits of the counter; it grows beyond them. */
  readonly padding: number;
  readonly reset: SeriesReset;
  /** 1 to 12; matters for fiscalYear only. */
  readonly fiscalYearStartMonth: number;
  readonly years: readonly YearCounter[];
}

export interface NumberTaken {
  readonly number: string;
  /** The series after taking it: store it with the document, or the number is given twice. */
  readonly series: Series;
}

export type SeriesProblem =
  | "seriesNextNotPositive" // next, or a year's next, is no whole number from 1
  | "seriesPaddingOutOfRange" // not 1 to 12
  | "seriesStartMonthOutOfRange"
  | "seriesUnknownToken" // braces with anything else than YYYY, YY, MM
  | "seriesYearMissing" // starts again each year, but the year is not in the prefix: numbers would repeat
  | "seriesYearTwice"; // two counters for one year

const PADDING_MAX = 12;

/** What is wrong with a series as settings give it; empty when numbers can be taken from it. */
export function checkSeries(series: Series): readonly SeriesProblem[] {
  const problems: SeriesProblem[] = [];
  const counters = [series.next, ...series.years.map((counter) => counter.next)];
  if (!counters.every((next) => Number.isSafeInteger(next) && next >= 1)) problems.push("seriesNextNotPositive");
  if (!isWithin(series.padding, 1, PADDING_MAX)) problems.push("seriesPaddingOutOfRange");
  if (!isWithin(series.fiscalYearStartMonth, 1, 12)) problems.push("seriesStartMonthOutOfRange");
  if (/[{}]/.test(series.prefix.replace(/\{(YYYY|YY|MM)\}/g, ""))) problems.push("seriesUnknownToken");
  if (series.reset !== "never" && !/\{YY(YY)?\}/.test(series.prefix)) problems.push("seriesYearMissing");
  if (new Set(series.years.map((counter) => counter.year)).size < series.years.length) problems.push("seriesYearTwice");
  return problems;
}

/**
 * Takes the next number for a document of `invoiceDate`: "INV-{YYYY}-" with padding 5 gives "INV-2026-00001". The counter
 * belongs to the year of the invoice date, so a backdated invoice continues its own year, without a hole and without reuse.
 * Throws RangeError for a series that `checkSeries` finds fault with.
 */
export function takeNumber(series: Series, invoiceDate: PlainDate): NumberTaken {
  const problem = checkSeries(series)[0];
  if (problem !== undefined) throw new RangeError(`No number can be taken: ${problem}`);

  const year = seriesYear(series, invoiceDate);
  if (series.reset === "never") {
    return { number: numberText(series, invoiceDate, series.next), series: { ...series, next: series.next + 1 } };
  }
  const counter = series.years.find((entry) => entry.year === year)?.next ?? series.next;
  const years = [...series.years.filter((entry) => entry.year !== year), { year, next: counter + 1 }];
  years.sort((a, b) => a.year - b.year);
  return { number: numberText(series, invoiceDate, counter), series: { ...series, years } };
}

/** The year whose counter a document of this date takes; a fiscal year bears the name of the year in which it ends. */
export function seriesYear(series: Series, invoiceDate: PlainDate): number {
  const { year, month } = toYmd(invoiceDate);
  const startsEarlier = series.reset === "fiscalYear" && series.fiscalYearStartMonth > 1;
  return startsEarlier && month >= series.fiscalYearStartMonth ? year + 1 : year;
}

function numberText(series: Series, invoiceDate: PlainDate, counter: number): string {
  const year = String(seriesYear(series, invoiceDate)).padStart(4, "0");
  const month = String(toYmd(invoiceDate).month).padStart(2, "0");
  const prefix = series.prefix.replaceAll("{YYYY}", year).replaceAll("{YY}", year.slice(2)).replaceAll("{MM}", month);
  return prefix + String(counter).padStart(series.padding, "0");
}

function isWithin(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}
