import { ErrorValue } from "../../model/cell";
import { toNumber } from "../coerce";
import { type CalendarDay, dayOf, daysInMonth, LAST_SERIAL, serialOf, weekdayOf } from "../excelDates";
import { NUM_ERROR, type Value, VALUE_ERROR } from "../values";
import { collectNumbers } from "./numbers";
import { dateOffset, ofDate } from "./dates";
import { toScalar } from "../read";
import type { Scope } from "../scope";
import { booleanArgument, type FunctionTable, numberArgument, whole } from "./spec";

/** Two dates as days of the 1900 system, and the third argument as it is. */
function twoDates(args: readonly Value[], scope: Scope): readonly [number, number] | ErrorValue {
  const days: number[] = [];
  for (const arg of [args[0] ?? null, args[1] ?? null]) {
    const scalar = toScalar(arg, scope);
    const number = toNumber(scalar);
    if (number instanceof ErrorValue) return number;
    const serial = Math.floor(number) + dateOffset(scope);
    if (serial < 0 || serial > LAST_SERIAL) return NUM_ERROR;
    days.push(serial);
  }
  return [days[0] ?? 0, days[1] ?? 0];
}

function isLastOfMonth({ year, month, day }: CalendarDay): boolean {
  return day === daysInMonth(year, month);
}

function thirties(from: CalendarDay, to: CalendarDay, firstDay: number, lastDay: number): number {
  return (to.year - from.year) * 360 + (to.month - from.month) * 30 + lastDay - firstDay;
}

/** DAYS360: the U.S. (NASD) method, or the European one in which a 31st is a 30th. */
function days360(args: readonly Value[], scope: Scope): Value {
  const dates = twoDates(args, scope);
  if (dates instanceof ErrorValue) return dates;
  const european = booleanArgument(args, 2, false, scope);
  if (european instanceof ErrorValue) return european;
  const from = dayOf(dates[0]);
  const to = dayOf(dates[1]);
  if (from === null || to === null) return NUM_ERROR;
  if (european) return thirties(from, to, Math.min(from.day, 30), Math.min(to.day, 30));
  const first = isLastOfMonth(from) ? 30 : from.day;
  return thirties(from, to, first, to.day === 31 && first >= 30 ? 30 : to.day);
}

/** The 30/360 day count of YEARFRAC: a first day at the end of February is a 30th, but does not make a last 31st a 30th. */
function nasd(from: CalendarDay, to: CalendarDay): number {
  const februaryEnd = (day: CalendarDay): boolean => day.month === 2 && isLastOfMonth(day);
  if (from.day >= 30) return thirties(from, to, 30, Math.min(to.day, 30));
  if (!februaryEnd(from)) return thirties(from, to, from.day, to.day);
  return thirties(from, to, 30, februaryEnd(to) ? 30 : to.day);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The length of a year for actual/actual: of the one year that the span touches, or the average of all its years. */
function yearLength(from: CalendarDay, to: CalendarDay): number {
  const withinYear = from.year === to.year || (to.year === from.year + 1 && (from.month > to.month || (from.month === to.month && from.day >= to.day)));
  if (!withinYear) {
    const days = serialOf(to.year + 1, 1, 1) - serialOf(from.year, 1, 1);
    return days / (to.year - from.year + 1);
  }
  if (from.year === to.year) return isLeap(from.year) ? 366 : 365;
  const leapDayAhead = isLeap(from.year) && (from.month < 2 || (from.month === 2 && from.day <= 29));
  const leapDayBehind = isLeap(to.year) && (to.month > 2 || (to.month === 2 && to.day === 29));
  return leapDayAhead || leapDayBehind ? 366 : 365;
}

function yearFraction(args: readonly Value[], scope: Scope): Value {
  const dates = twoDates(args, scope);
  if (dates instanceof ErrorValue) return dates;
  const basis = numberArgument(args, 2, 0, scope);
  if (basis instanceof ErrorValue) return basis;
  const [start, end] = [Math.min(...dates), Math.max(...dates)];
  const from = dayOf(start);
  const to = dayOf(end);
  if (from === null || to === null) return NUM_ERROR;
  switch (Math.trunc(basis)) {
    case 0:
      return nasd(from, to) / 360;
    case 1:
      return start === end ? 0 : (end - start) / yearLength(from, to);
    case 2:
      return (end - start) / 360;
    case 3:
      return (end - start) / 365;
    case 4:
      return thirties(from, to, Math.min(from.day, 30), Math.min(to.day, 30)) / 360;
    default:
      return NUM_ERROR;
  }
}

/** The week of ISO 8601: the one with the year's first Thursday is week 1. */
function isoWeek(serial: number): number | ErrorValue {
  const day = Math.floor(serial);
  const thursday = day - ((weekdayOf(day) + 6) % 7) + 3;
  const year = dayOf(thursday)?.year;
  return year === undefined ? NUM_ERROR : Math.floor((thursday - serialOf(year, 1, 1)) / 7) + 1;
}

/** Return types 1, 2, 11…17: the week with 1 January is week 1; 21 is ISO 8601. The number is the weekday that begins the week (0 Sunday). */
const WEEK_BEGINS: Readonly<Record<number, number>> = { 1: 0, 2: 1, 11: 1, 12: 2, 13: 3, 14: 4, 15: 5, 16: 6, 17: 0 };

const weekNumber = ofDate(1, 2, (serial, [type = 1]) => {
  const kind = Math.trunc(type);
  if (kind === 21) return isoWeek(serial);
  const begins = WEEK_BEGINS[kind];
  const day = dayOf(serial);
  if (begins === undefined || day === null) return NUM_ERROR;
  const january = serialOf(day.year, 1, 1);
  const daysBefore = (weekdayOf(january) - begins + 7) % 7;
  return Math.floor((Math.floor(serial) - january + daysBefore) / 7) + 1;
});

/** True for the days of rest, Sunday first. */
type Weekend = readonly boolean[];
const SATURDAY_AND_SUNDAY: Weekend = [true, false, false, false, false, false, true];

/** 1…7: two days, from Saturday and Sunday on; 11…17: one day, from Sunday on; "0000011": Monday first, 1 is a day of rest. */
function weekendOf(arg: Value | undefined, scope: Scope): Weekend | ErrorValue {
  const value = arg === undefined ? null : toScalar(arg, scope);
  if (value === null) return SATURDAY_AND_SUNDAY;
  if (typeof value === "string" && value.length === 7) {
    if (!/^[01]{7}$/.test(value)) return VALUE_ERROR;
    return Array.from({ length: 7 }, (_, day) => value[(day + 6) % 7] === "1");
  }
  if (typeof value === "string") return VALUE_ERROR;
  const code = toNumber(value);
  if (code instanceof ErrorValue) return code;
  const kind = Math.trunc(code);
  if (kind >= 1 && kind <= 7) return Array.from({ length: 7 }, (_, day) => day === (kind + 5) % 7 || day === (kind + 6) % 7);
  return kind >= 11 && kind <= 17 ? Array.from({ length: 7 }, (_, day) => day === kind - 11) : NUM_ERROR;
}

function holidaysOf(arg: Value | undefined, scope: Scope): ReadonlySet<number> | ErrorValue {
  if (arg === undefined || arg === null) return new Set();
  const numbers = collectNumbers([arg], scope);
  return numbers instanceof ErrorValue ? numbers : new Set(numbers.map((number) => Math.floor(number) + dateOffset(scope)));
}

/** Working days of both ends and all between; negative when the second date is the earlier. */
function workdaysBetween(from: number, to: number, weekend: Weekend, holidays: ReadonlySet<number>): number {
  const start = Math.min(from, to);
  const end = Math.max(from, to);
  const works = (day: number): boolean => weekend[weekdayOf(day)] !== true;
  const weeks = Math.floor((end - start + 1) / 7);
  let count = weeks * weekend.filter((rest) => !rest).length;
  for (let day = start + weeks * 7; day <= end; day++) if (works(day)) count++;
  for (const holiday of holidays) if (holiday >= start && holiday <= end && works(holiday)) count--;
  return from <= to || count === 0 ? count : -count;
}

function networkDays(args: readonly Value[], weekendArgument: Value | undefined, holidayArgument: Value | undefined, scope: Scope): Value {
  const dates = twoDates(args, scope);
  if (dates instanceof ErrorValue) return dates;
  const weekend = weekendOf(weekendArgument, scope);
  if (weekend instanceof ErrorValue) return weekend;
  const holidays = holidaysOf(holidayArgument, scope);
  return holidays instanceof ErrorValue ? holidays : workdaysBetween(dates[0], dates[1], weekend, holidays);
}

function workday(args: readonly Value[], weekendArgument: Value | undefined, holidayArgument: Value | undefined, scope: Scope): Value {
  const start = toNumber(toScalar(args[0] ?? null, scope));
  const days = toNumber(toScalar(args[1] ?? null, scope));
  if (start instanceof ErrorValue) return start;
  if (days instanceof ErrorValue) return days;
  const weekend = weekendOf(weekendArgument, scope);
  if (weekend instanceof ErrorValue) return weekend;
  if (weekend.every(Boolean)) return VALUE_ERROR;
  const holidays = holidaysOf(holidayArgument, scope);
  if (holidays instanceof ErrorValue) return holidays;
  let day = Math.floor(start) + dateOffset(scope);
  if (day < 0 || day > LAST_SERIAL || Math.abs(days) > LAST_SERIAL) return NUM_ERROR;
  const step = Math.sign(Math.trunc(days));
  for (let left = Math.abs(Math.trunc(days)); left > 0; ) {
    day += step;
    if (day < 0 || day > LAST_SERIAL) return NUM_ERROR;
    if (weekend[weekdayOf(day)] !== true && !holidays.has(day)) left--;
  }
  return day - dateOffset(scope);
}

export const DAY_COUNTS: FunctionTable = {
  DAYS360: whole(2, 3, days360, [0, 1, 2]),
  YEARFRAC: whole(2, 3, yearFraction, [0, 1, 2]),
  WEEKNUM: weekNumber,
  ISOWEEKNUM: ofDate(1, 1, isoWeek),
  NETWORKDAYS: whole(2, 3, (args, scope) => networkDays(args, undefined, args[2], scope), [0, 1]),
  "NETWORKDAYS.INTL": whole(2, 4, (args, scope) => networkDays(args, args[2], args[3], scope), [0, 1]),
  WORKDAY: whole(2, 3, (args, scope) => workday(args, undefined, args[2], scope), [0, 1]),
  "WORKDAY.INTL": whole(2, 4, (args, scope) => workday(args, args[2], args[3], scope), [0, 1]),
};
