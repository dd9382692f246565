import { type Series, seriesYear } from "../core/documents/numbering";
import type { PlainDate } from "../core/values/plainDate";

export interface NumberedDocument {
  readonly number: string;
  readonly date: PlainDate;
}

/**
 * The series as the Journal has left it: the next counter of each year is one more than the highest that was taken, and
 * never less than Settings asks for. So a number is never given twice and leaves no hole, even if Settings was changed or
 * an earlier run stopped before it could note anything.
 */
export function currentSeries(series: Series, documents: Iterable<NumberedDocument>): Series {
  const counterOf = counterReader(series);
  const nextByYear = new Map<number, number>();
  let nextOfAll = series.next;
  for (const { number, date } of documents) {
    const counter = counterOf(number);
    if (counter === null) continue;
    nextOfAll = Math.max(nextOfAll, counter + 1);
    const year = seriesYear(series, date);
    nextByYear.set(year, Math.max(nextByYear.get(year) ?? series.next, counter + 1));
  }
  if (series.reset === "never") return { ...series, next: nextOfAll };
  return { ...series, years: [...nextByYear].map(([year, next]) => ({ year, next })).sort((a, b) => a.year - b.year) };
}

/** A seat other than the first has a series of its own: INV-2026-B-0001. */
export function seriesOfSeat(series: Series, seat: string): Series {
  return seat === FIRST_SEAT ? series : { ...series, prefix: `${series.prefix}${seat}-` };
}

export const FIRST_SEAT = "A";

/** Reads the counter of a number of this series, of whatever year and month; null for a number of another. */
export function counterReader({ prefix }: Series): (number: string) => number | null {
  const pattern = patternOf(prefix);
  return (number) => {
    const counter = Number(pattern.exec(number)?.[1] ?? Number.NaN);
    return Number.isSafeInteger(counter) ? counter : null;
  };
}

function patternOf(prefix: string): RegExp {
  const literal = prefix.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const filled = literal.replaceAll("\\{YYYY\\}", "\\d{4}").replaceAll("\\{YY\\}", "\\d{2}").replaceAll("\\{MM\\}", "\\d{2}");
  return new RegExp(`^${filled}(\\d+)$`);
}
