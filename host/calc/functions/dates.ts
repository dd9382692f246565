import { isDateFormat, parseDate, parseValue } from "numfmt";
import { ErrorValue, type Scalar } from "../../model/cell";
import { textToNumber, toNumber, toText } from "../coerce";
import { type CalendarDay, dayOf, LAST_SERIAL, monthsLater, serialOf, weekdayOf } from "../excelDates";
import type { Scope } from "../scope";
import { NUM_ERROR, VALUE_ERROR } from "../values";
import { type FunctionSpec, type FunctionTable, single, volatile } from "./spec";

/** 1904 books count from 1904-01-01 = 0, which is 1462 in the 1900 system. */
export function dateOffset(scope: Scope): number {
  return scope.engine.workbook.dateSystem === 1904 ? 1462 : 0;
}

function numbersOf(args: readonly Scalar[]): number[] | ErrorValue {
  const numbers: number[] = [];
  for (const arg of args) {
    const number = toNumber(arg);
    if (number instanceof ErrorValue) return number;
    numbers.push(number);
  }
  return numbers;
}

/** A function of whole numbers after its first argument, a date (as a serial of the 1900 system). */
export function ofDate(min: number, max: number, compute: (serial: number, rest: readonly number[], scope: Scope) => number | ErrorValue): FunctionSpec {
  return single(min, max, (args, scope) => {
    const numbers = numbersOf(args);
    if (numbers instanceof ErrorValue) return numbers;
    const [first = 0, ...rest] = numbers;
    const serial = first + dateOffset(scope);
    return serial < 0 || Math.floor(serial) > LAST_SERIAL ? NUM_ERROR : compute(serial, rest, scope);
  });
}

function partOfDate(part: keyof CalendarDay): FunctionSpec {
  return ofDate(1, 1, (serial) => dayOf(serial)?.[part] ?? NUM_ERROR);
}

const date = single(3, 3, (args, scope) => {
  const numbers = numbersOf(args);
  if (numbers instanceof ErrorValue) return numbers;
  const [year = 0, month = 0, day = 0] = numbers.map(Math.trunc);
  const fullYear = year >= 0 && year < 1900 ? year + 1900 : year;
  const serial = serialOf(fullYear, month, day) - dateOffset(scope);
  return fullYear < 0 || fullYear > 9999 || serial < 0 || serial + dateOffset(scope) > LAST_SERIAL ? NUM_ERROR : serial;
});

const dateValue = single(1, 1, ([value = null], scope) => {
  if (typeof value !== "string" || textToNumber(value) === null) return VALUE_ERROR;
  const parsed = parseDate(value.trim(), { locale: "en-US" }) ?? parseValue(value.trim(), { locale: "en-US" });
  const isDate = parsed !== null && typeof parsed.v === "number" && parsed.z !== undefined && isDateFormat(parsed.z);
  if (!isDate || typeof parsed.v !== "number") return VALUE_ERROR;
  return Math.floor(parsed.v) - (parsed.v < 1 ? 0 : dateOffset(scope)); // a time alone is day 0
});

function byMonths(lastDay: boolean): FunctionSpec {
  return ofDate(2, 2, (serial, [months = 0], scope) => {
    const result = monthsLater(serial, Math.trunc(months), lastDay);
    return result === null ? NUM_ERROR : result - dateOffset(scope);
  });
}

const weekday = ofDate(1, 2, (serial, [type = 1]) => {
  const sundayFirst = weekdayOf(serial);
  const kind = Math.trunc(type);
  if (kind === 1) return sundayFirst + 1;
  if (kind === 2) return ((sundayFirst + 6) % 7) + 1;
  if (kind === 3) return (sundayFirst + 6) % 7;
  return kind >= 11 && kind <= 17 ? ((sundayFirst - (kind - 10) + 7) % 7) + 1 : NUM_ERROR;
});

const dateDifference = single(3, 3, ([from = null, to = null, unit = null], scope) => {
  const numbers = numbersOf([from, to]);
  if (numbers instanceof ErrorValue) return numbers;
  const [start = 0, end = 0] = numbers.map((number) => Math.floor(number) + dateOffset(scope));
  const a = dayOf(start);
  const b = dayOf(end);
  if (a === null || b === null || start > end) return NUM_ERROR;
  const months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0);
  const sinceMonth = end - serialOf(a.year, a.month + months, a.day);
  const sinceYear = end - serialOf(a.year + Math.floor(months / 12), a.month, a.day);
  const answers: Readonly<Record<string, number>> = { D: end - start, M: months, Y: Math.floor(months / 12), YM: months % 12, MD: sinceMonth, YD: sinceYear };
  const text = toText(unit);
  return text instanceof ErrorValue ? text : (answers[text.toUpperCase()] ?? NUM_ERROR);
});

/** Hours, minutes and seconds, of the time rounded to the second. */
function partOfTime(part: (seconds: number) => number): FunctionSpec {
  return ofDate(1, 1, (serial) => part(Math.round((serial - Math.floor(serial)) * 86400) % 86400));
}

const time = single(3, 3, (args) => {
  const numbers = numbersOf(args);
  if (numbers instanceof ErrorValue) return numbers;
  const [hours = 0, minutes = 0, seconds = 0] = numbers.map(Math.trunc);
  const total = hours * 3600 + minutes * 60 + seconds;
  return total < 0 ? NUM_ERROR : (total / 86400) % 1;
});

/** TIMEVALUE: the part of a day that a text says, without its date. */
const timeValue = single(1, 1, ([value = null]) => {
  const serial = typeof value === "string" ? textToNumber(value) : null;
  return serial === null || serial < 0 ? VALUE_ERROR : serial % 1;
});

export const DATES: FunctionTable = {
  DATE: date,
  DATEVALUE: dateValue,
  YEAR: partOfDate("year"),
  MONTH: partOfDate("month"),
  DAY: partOfDate("day"),
  EDATE: byMonths(false),
  EOMONTH: byMonths(true),
  WEEKDAY: weekday,
  DAYS: single(2, 2, (args) => {
    const numbers = numbersOf(args);
    return numbers instanceof ErrorValue ? numbers : Math.floor(numbers[0] ?? 0) - Math.floor(numbers[1] ?? 0);
  }),
  DATEDIF: dateDifference,
  TODAY: volatile(single(0, 0, (_, scope) => Math.floor(scope.engine.now()) - dateOffset(scope))),
  NOW: volatile(single(0, 0, (_, scope) => scope.engine.now() - dateOffset(scope))),
  HOUR: partOfTime((seconds) => Math.floor(seconds / 3600)),
  MINUTE: partOfTime((seconds) => Math.floor(seconds / 60) % 60),
  SECOND: partOfTime((seconds) => seconds % 60),
  TIME: time,
  TIMEVALUE: timeValue,
};
