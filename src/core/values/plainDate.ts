/**
 * A calendar day without time or zone, as the number of days since 1970-01-01. Never a JavaScript Date.
 * Excel's serials are the edge form: `fromSerial`, `toSerial`.
 */
export type PlainDate = number & { readonly __brand: "PlainDate" };

export interface YearMonthDay {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

/** Serial of 1970-01-01 in the 1900 date system. */
const SERIAL_OF_EPOCH_1900 = 25569;
/** The 1904 system starts 1462 days later (Microsoft, "Date systems in Excel"). */
const DAYS_1904 = 1462;
/** 1900-03-01: the first serial after the day that never was (1900-02-29); earlier ones are a day off and are refused. */
const SERIAL_FIRST_1900 = 61;
/** 9999-12-31, Excel's last day. */
const SERIAL_LAST_1900 = 2958465;

export function fromYmd(year: number, month: number, day: number): PlainDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayNumber(year, month, day);
}

export function toYmd(date: PlainDate): YearMonthDay {
  // Howard Hinnant's civil-from-days: eras of 400 years, March-based years so that the leap day is the last one.
  const z = date + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Reads "YYYY-MM-DD" (a real day); anything else is null. */
export function parseIsoDate(text: string): PlainDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  return match ? fromYmd(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

export function formatIsoDate(date: PlainDate): string {
  const { year, month, day } = toYmd(date);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Excel serial to day. Whole serials only (a time of day is refused), 1900-03-01 … 9999-12-31; else null. */
export function fromSerial(serial: number, dateSystem: 1900 | 1904 = 1900): PlainDate | null {
  const serial1900 = dateSystem === 1904 ? serial + DAYS_1904 : serial;
  if (!Number.isInteger(serial) || serial < 0 || serial1900 < SERIAL_FIRST_1900 || serial1900 > SERIAL_LAST_1900) return null;
  return (serial1900 - SERIAL_OF_EPOCH_1900) as PlainDate;
}

export function toSerial(date: PlainDate, dateSystem: 1900 | 1904 = 1900): number {
  const serial1900 = date + SERIAL_OF_EPOCH_1900;
  return dateSystem === 1904 ? serial1900 - DAYS_1904 : serial1900;
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return (date + days) as PlainDate;
}

/**
 * Adds calendar months and clamps to the month's end. `anchorDay` keeps the wished day through short months, so that
 * a chain from the 31st does not drift to the 28th: addMonths(28 Feb, 1, 31) is 31 March.
 */
export function addMonths(date: PlainDate, months: number, anchorDay: number = toYmd(date).day): PlainDate {
  const { year, month } = toYmd(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return dayNumber(toYear, toMonth, Math.min(anchorDay, daysInMonth(toYear, toMonth)));
}

export function endOfMonth(date: PlainDate): PlainDate {
  const { year, month } = toYmd(date);
  return dayNumber(year, month, daysInMonth(year, month));
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(date: PlainDate): number {
  return (((date + 3) % 7) + 7) % 7;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function dayNumber(year: number, month: number, day: number): PlainDate {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146097 + dayOfEra - 719468) as PlainDate;
}
