import { addMonths, daysInMonth, endOfMonth, type PlainDate, toYmd } from "../values/plainDate";

/**
 * Something that comes again every so many months: a rent, a retainer, a hosting fee. `endOfMonth`: always on the month's
 * last day, whatever the first one is; otherwise on the first one's day, in shorter months on their last.
 */
export interface MonthlyRecurrence {
  readonly first: PlainDate;
  /** Whole months from 1: 1 monthly, 3 quarterly, 12 yearly. */
  readonly everyMonths: number;
  readonly endOfMonth: boolean;
}

/**
 * The date of one time, counted from 0. Each is reckoned from the first, never from the one before, so that nothing drifts:
 * monthly from 31 January is 28 February and then 31 March; at the end of the month from 28 February is 31 March (OCA#919).
 * Throws RangeError for months or times that are no whole numbers from 1, or 0.
 */
export function recurrenceDate({ first, everyMonths, endOfMonth: atEnd }: MonthlyRecurrence, time: number): PlainDate {
  if (!Number.isSafeInteger(everyMonths) || everyMonths < 1) throw new RangeError(`Not a number of months: ${everyMonths}`);
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError(`Not a number of times: ${time}`);
  const date = addMonths(first, everyMonths * time);
  return atEnd ? endOfMonth(date) : date;
}

/** Whether a first date leaves open what is meant: the last day of a month shorter than 31 could be that day or month's end. */
export function isMonthEndOpen(first: PlainDate): boolean {
  const { year, month, day } = toYmd(first);
  return day < 31 && day === daysInMonth(year, month);
}
