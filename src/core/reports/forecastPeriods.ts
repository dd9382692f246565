import { addDays, endOfMonth, type PlainDate, weekday } from "../values/plainDate";

export type PeriodKind = "week" | "month";

export interface ForecastPeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * Calendar weeks (Monday to Sunday) or months from a day on, without gaps: the first one begins on that day and ends with
 * its week or month, the others are whole.
 */
export function forecastPeriods(asOf: PlainDate, kind: PeriodKind, count: number): ForecastPeriod[] {
  const periods: ForecastPeriod[] = [];
  for (let from = asOf; periods.length < count; ) {
    const to = kind === "week" ? addDays(from, 6 - weekday(from)) : endOfMonth(from);
    periods.push({ from, to });
    from = addDays(to, 1);
  }
  return periods;
}
