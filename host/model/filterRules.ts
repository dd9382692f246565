import { dayOf, serialOf, weekdayOf } from "../calc/excelDates";
import type { Cell, Scalar } from "./cell";
import { ErrorValue } from "./cell";
import { shownText } from "./shownText";
import type { Style } from "./style";
import type { FilterCriteria, FilterRule, Table } from "./table";
import { bodyArea } from "./table";
import type { Workbook } from "./workbook";

type Test = (row: number) => boolean;

/** Says which rows of the table a column's criteria leave visible. Rules about the whole column (top ten, above average) look at it once. */
export function filterTest(workbook: Workbook, table: Table, column: number, criteria: FilterCriteria, today: number): Test {
  const at = table.area.left + column;
  const cellAt = (row: number): Cell | undefined => table.sheet.get(row, at);
  const { rule } = criteria;
  if (rule === undefined) return (row) => matchesText(shownText(workbook, cellAt(row)), criteria);
  const body = bodyArea(table);
  const numbers: number[] = [];
  for (let row = body.top; row <= body.bottom; row++) {
    const value = cellAt(row)?.value;
    if (typeof value === "number") numbers.push(value);
  }
  const value = (row: number): Scalar => cellAt(row)?.value ?? null;
  switch (rule.filterOn) {
    case "BottomItems":
    case "BottomPercent":
    case "TopItems":
    case "TopPercent":
      return ranked(rule, numbers, value);
    case "CellColor":
    case "FontColor": {
      const color = (rule.color ?? "").toUpperCase();
      const read = (style: Style): string => (rule.filterOn === "CellColor" ? (style.fill ?? "#FFFFFF") : (style.font.color ?? "#000000"));
      return (row) => read(workbook.styles.get(cellAt(row)?.style ?? 0)).toUpperCase() === color;
    }
    case "Dynamic":
      return dynamic(rule.dynamicCriteria ?? "", numbers, value, workbook.dateSystem, today);
    case "Custom": {
      const first = customTest(rule.criterion1 ?? "");
      const second = rule.criterion2 === undefined ? null : customTest(rule.criterion2);
      return (row) => {
        const [v, text] = [value(row), shownText(workbook, cellAt(row))];
        if (second === null) return first(v, text);
        return rule.operator === "Or" ? first(v, text) || second(v, text) : first(v, text) && second(v, text);
      };
    }
  }
}

function matchesText(text: string, criteria: FilterCriteria): boolean {
  return text === "" ? criteria.blanks : criteria.values.some((value) => value.toLowerCase() === text.toLowerCase());
}

function ranked(rule: FilterRule, numbers: readonly number[], value: (row: number) => Scalar): Test {
  const wanted = Number(rule.criterion1 ?? 0);
  const percent = rule.filterOn === "TopPercent" || rule.filterOn === "BottomPercent";
  const count = Math.min(numbers.length, Math.max(1, percent ? Math.floor((numbers.length * wanted) / 100) : wanted));
  const top = rule.filterOn === "TopItems" || rule.filterOn === "TopPercent";
  const sorted = [...numbers].sort((a, b) => (top ? b - a : a - b));
  const limit = sorted[count - 1];
  if (limit === undefined) return () => false;
  return (row) => {
    const number = value(row);
    return typeof number === "number" && (top ? number >= limit : number <= limit);
  };
}

function dynamic(criteria: string, numbers: readonly number[], value: (row: number) => Scalar, dateSystem: 1900 | 1904, today: number): Test {
  if (criteria === "AboveAverage" || criteria === "BelowAverage") {
    const average = numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    return (row) => {
      const number = value(row);
      return typeof number === "number" && (criteria === "AboveAverage" ? number > average : number < average);
    };
  }
  const span = dateSpan(criteria, today, dateSystem);
  if (span === null) return () => true;
  return (row) => {
    const number = value(row);
    return typeof number === "number" && span(Math.floor(number));
  };
}

/** Days between the two date systems (Microsoft, "Date systems in Excel"). */
const DAYS_1904 = 1462;

function serialParts(serial: number, dateSystem: 1900 | 1904): { readonly year: number; readonly month: number; readonly weekday: number } {
  const known = dateSystem === 1904 ? serial + DAYS_1904 : serial;
  const day = dayOf(known) ?? { year: 1900, month: 1 };
  return { year: day.year, month: day.month, weekday: weekdayOf(known) };
}

function serialOfDay(year: number, month: number, day: number, dateSystem: 1900 | 1904): number {
  return serialOf(year, month, day) - (dateSystem === 1904 ? DAYS_1904 : 0);
}

/** The days that a dynamic date criterion stands for; serials of the book's date system. Weeks begin on Sunday, as Excel's. */
function dateSpan(criteria: string, today: number, dateSystem: 1900 | 1904): ((serial: number) => boolean) | null {
  const { year, month, weekday } = serialParts(today, dateSystem);
  const from = (y: number, m: number): number => serialOfDay(y, m, 1, dateSystem);
  const between = (first: number, end: number) => (serial: number): boolean => serial >= first && serial < end;
  const quarter = Math.floor((month - 1) / 3) * 3 + 1;
  const week = today - weekday;
  const spans: Readonly<Record<string, readonly [number, number]>> = {
    Today: [today, today + 1], Yesterday: [today - 1, today], Tomorrow: [today + 1, today + 2],
    ThisWeek: [week, week + 7], LastWeek: [week - 7, week], NextWeek: [week + 7, week + 14],
    ThisMonth: [from(year, month), from(year, month + 1)], LastMonth: [from(year, month - 1), from(year, month)], NextMonth: [from(year, month + 1), from(year, month + 2)],
    ThisQuarter: [from(year, quarter), from(year, quarter + 3)], LastQuarter: [from(year, quarter - 3), from(year, quarter)], NextQuarter: [from(year, quarter + 3), from(year, quarter + 6)],
    ThisYear: [from(year, 1), from(year + 1, 1)], LastYear: [from(year - 1, 1), from(year, 1)], NextYear: [from(year + 1, 1), from(year + 2, 1)],
    YearToDate: [from(year, 1), today + 1],
  };
  const span = spans[criteria];
  if (span !== undefined) return between(span[0], span[1]);
  const inMonth = MONTHS.findIndex((name) => criteria === `AllDatesInPeriod${name}`);
  if (inMonth >= 0) return (serial) => serialParts(serial, dateSystem).month === inMonth + 1;
  const inQuarter = /^AllDatesInPeriodQuarter([1-4])$/.exec(criteria)?.[1];
  return inQuarter === undefined ? null : (serial) => Math.ceil(serialParts(serial, dateSystem).month / 3) === Number(inQuarter);
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** ">100", "<>Paid", "=Open*", "Open": what an AutoFilter's custom criterion says. */
function customTest(criterion: string): (value: Scalar, text: string) => boolean {
  const match = /^(<=|>=|<>|=|<|>)?(.*)$/s.exec(criterion);
  const operator = match?.[1] ?? "=";
  const operand = match?.[2] ?? "";
  const number = operand.trim() === "" ? NaN : Number(operand);
  const pattern = new RegExp(`^${operand.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`, "is");
  return (value, text) => {
    if (value instanceof ErrorValue) return operator === "=" ? pattern.test(text) : operator === "<>" && !pattern.test(text);
    if (typeof value === "number" && Number.isFinite(number)) return compare(value - number, operator);
    if (operator === "=") return pattern.test(text);
    if (operator === "<>") return !pattern.test(text);
    // Numbers and texts are never less or greater than one another.
    return typeof value === "string" && !Number.isFinite(number) && compare(value.localeCompare(operand, "en", { sensitivity: "base" }), operator);
  };
}

function compare(difference: number, operator: string): boolean {
  if (operator === "=") return difference === 0;
  if (operator === "<>") return difference !== 0;
  if (operator === "<") return difference < 0;
  if (operator === ">") return difference > 0;
  return operator === "<=" ? difference <= 0 : difference >= 0;
}
