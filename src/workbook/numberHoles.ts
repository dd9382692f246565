import { type Series, seriesYear } from "../core/documents/numbering";
import type { PlainDate } from "../core/values/plainDate";
import type { UsedNumber } from "./numberedDocuments";
import { counterReader } from "./seriesState";

/** Numbers of a series that nothing bears, though the series went on after them. */
export interface NumberHole {
  /** The missing numbers in order, from index 0 to count − 1. */
  readonly numberAt: (index: number) => string;
  readonly count: number;
  /** The document that was posted with the number after them. */
  readonly before: string;
  readonly beforeDate: PlainDate;
}

/**
 * The holes of one series, year by year where it starts again each year. A series never leaves a hole by itself: either it
 * was moved on in Settings to the number that follows (`starts`: numbers that Settings names or named), which is no hole
 * here, or documents are missing. Numbers that opening items brought along make no hole below them.
 */
export function seriesHoles(series: Series, used: Iterable<UsedNumber>, starts: ReadonlySet<number>): readonly NumberHole[] {
  const counterOf = counterReader(series);
  const years = new Map<number, Map<number, UsedNumber>>();
  for (const document of used) {
    const counter = counterOf(document.number);
    if (counter === null) continue;
    const year = series.reset === "never" ? 0 : seriesYear(series, document.date);
    const own = years.get(year) ?? new Map<number, UsedNumber>();
    if (own.get(counter)?.isTaken !== true) own.set(counter, document);
    years.set(year, own);
  }
  const holes: NumberHole[] = [];
  for (const [year, own] of years) {
    let expected = series.next;
    for (const [counter, { number, date, isTaken }] of [...own].sort(([a], [b]) => a - b)) {
      const count = counter - expected;
      // A year that goes on from an earlier one's numbers: the series did not start again each year then.
      const goesOn = expected === series.next && [...years].some(([other, before]) => other < year && before.has(counter - 1));
      if (count > 0 && isTaken && !goesOn && !starts.has(counter)) {
        const first = expected;
        const stem = number.replace(/\d+$/, "");
        holes.push({ numberAt: (index) => stem + String(first + index).padStart(series.padding, "0"), count, before: number, beforeDate: date });
      }
      expected = counter + 1;
    }
  }
  return holes;
}
