/**
 * Serial numbers of Excel's 1900 date system: 1 is 1900-01-01, 60 the day 1900-02-29 that never was (a bug kept on purpose, see ECMA-376
 * Part 1 §18.17.4.1), 61 is 1900-03-01, 2958465 is 9999-12-31.
 */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const LAST_SERIAL = 2_958_465;

/** The serial of a day of the proleptic Gregorian calendar; months and days may overflow (month 13, day 0). Year 1900 or later. */
export function serialOf(year: number, month: number, day: number): number {
  const months = year * 12 + month - 1;
  const first = civilSerial(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1);
  return first + day - 1;
}

/** The serial of a month's first day, by Excel's count. */
function civilSerial(year: number, month: number): number {
  const days = daysFromCivil(year, month, 1) - DAYS_TO_1899_12_30;
  return days < 61 ? days - 1 : days;
}

/** The day of a serial (its whole part); null outside 0…9999-12-31. Serial 0 is "1900-01-00". */
export function dayOf(serial: number): CalendarDay | null {
  const whole = Math.floor(serial);
  if (!(whole >= 0) || whole > LAST_SERIAL) return null;
  if (whole === 0) return { year: 1900, month: 1, day: 0 };
  if (whole === 60) return { year: 1900, month: 2, day: 29 };
  return civilFromDays((whole < 60 ? whole + 1 : whole) + DAYS_TO_1899_12_30);
}

/** How many days a month has; February 1900 has 29 here. */
export function daysInMonth(year: number, month: number): number {
  return serialOf(year, month + 1, 1) - serialOf(year, month, 1);
}

/** 0 Sunday … 6 Saturday, by Excel's count (which is off before March 1900). */
export function weekdayOf(serial: number): number {
  return (((Math.floor(serial) - 1) % 7) + 7) % 7;
}

/** The same day `months` later, or the month's last day when it is shorter. */
export function monthsLater(serial: number, months: number, lastDay: boolean): number | null {
  const from = dayOf(serial);
  if (from === null) return null;
  const total = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  if (year < 1900 || year > 9999) return null;
  const length = daysInMonth(year, month);
  return serialOf(year, month, lastDay ? length : Math.min(from.day, length));
}

const DAYS_TO_1899_12_30 = daysFromCivil(1899, 12, 30);

/** Days since 1970-01-01; Howard Hinnant's algorithm ("chrono-compatible low-level date algorithms"). */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function civilFromDays(days: number): CalendarDay {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}
