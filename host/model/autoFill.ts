import { isDateFormat } from "numfmt";
import { dayOf, monthsLater, weekdayOf } from "../calc/excelDates";
import { columnCount, contains, rowCount } from "./address";
import type { Area, Cell, Scalar } from "./cell";
import { emitChange, plainCell } from "./cellEdits";
import { copiedFormula } from "./formulaEdits";
import { HostError, invalidArgument } from "./hostError";
import type { Sheet } from "./sheet";
import { afterWrite } from "./tableGrowth";
import type { Transaction } from "./transaction";

/** Excel.AutoFillType without FlashFill, which guesses. */
export const FILL_TYPES = ["FillDefault", "FillCopy", "FillSeries", "FillFormats", "FillValues", "FillDays", "FillWeekdays", "FillMonths", "FillYears", "LinearTrend", "GrowthTrend"] as const;
export type FillType = (typeof FILL_TYPES)[number];

/**
 * Range.autoFill: fills the part of `target` beyond the source, line by line. The target holds the source and reaches beyond it on one side
 * only. FillDefault: numbers of two cells or more go on in their line, one number is repeated, one date counts days, a text with a number at
 * its end counts, formulas move along.
 */
export function autoFill(tx: Transaction, sheet: Sheet, source: Area, target: Area, type: FillType): void {
  if (!contains(target, source)) throw invalidArgument("The destination range of autoFill must contain the source range.");
  const down = target.left === source.left && target.right === source.right;
  const right = target.top === source.top && target.bottom === source.bottom;
  if (!down && !right) throw invalidArgument("autoFill goes in one direction: the destination has the source's rows or its columns.");
  if (down && right) return;
  tx.guard(sheet, target);
  const blankBelow = afterWrite.prepare(tx.workbook, sheet, target);
  const forward = down ? target.bottom > source.bottom : target.right > source.right;
  const backward = down ? target.top < source.top : target.left < source.left;
  if (forward && backward) throw invalidArgument("autoFill goes in one direction: the destination reaches beyond the source on one side.");
  const size = down ? rowCount(source) : columnCount(source);
  const count = (down ? rowCount(target) : columnCount(target)) - size;
  const lines = down ? columnCount(source) : rowCount(source);
  for (let line = 0; line < lines; line++) {
    const at = (step: number): readonly [number, number] => (down ? [source.top + step, source.left + line] : [source.top + line, source.left + step]);
    const cells = Array.from({ length: size }, (_, step) => sheet.get(...at(step)));
    const values = series(tx, cells, type);
    for (let step = 0; step < count; step++) {
      const index = forward ? size + step : -1 - step;
      const from = ((index % size) + size) % size;
      const [row, column] = at(index);
      const model = cells[from];
      const old = sheet.get(row, column);
      if (type === "FillFormats") {
        tx.put(sheet, row, column, { ...(old ?? { value: null }), style: model?.style ?? 0 });
        continue;
      }
      const style = type === "FillValues" ? (old?.style ?? 0) : (model?.style ?? 0);
      const formula = model?.formula === undefined ? undefined : copiedFormula(model.formula, down ? index - from : 0, down ? 0 : index - from);
      tx.put(sheet, row, column, plainCell(formula === undefined ? values(index) : null, style, formula, model?.quotePrefix));
    }
  }
  afterWrite.finish(tx, sheet, target, blankBelow);
  emitChange(tx, sheet, target, null, false);
}

/** The value of the series at an index (0 … size-1 are the source's own; below 0 before them). */
function series(tx: Transaction, cells: readonly (Cell | undefined)[], type: FillType): (index: number) => Scalar {
  const values = cells.map((cell) => cell?.value ?? null);
  const size = values.length;
  const repeat = (index: number): Scalar => values[((index % size) + size) % size] ?? null;
  if (type === "FillCopy" || type === "FillValues") return repeat;
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < size) return numbers.length === 0 ? textSeries(values, type) ?? repeat : repeat;
  const isDate = cells.every((cell) => isDateFormat(tx.workbook.styles.get(cell?.style ?? 0).numberFormat));
  if (type === "GrowthTrend") return growth(numbers);
  if (type === "LinearTrend") return trend(numbers);
  const first = numbers[0] ?? 0;
  const shift = tx.workbook.dateSystem === 1904 ? 1462 : 0;
  if (type === "FillDays") return (index) => first + index;
  if (type === "FillWeekdays") return (index) => weekdaysLater(first + shift, index) - shift;
  if (type === "FillMonths" || type === "FillYears") return (index) => later(first + shift, index * (type === "FillYears" ? 12 : 1), shift);
  if (size === 1) return type === "FillSeries" || isDate ? (index) => first + index : repeat;
  return trend(numbers);
}

function later(serial: number, months: number, shift: number): Scalar {
  const result = monthsLater(serial, months, false);
  if (result === null) throw new HostError("InvalidArgument", "The series leaves the calendar.");
  return result - shift;
}

function weekdaysLater(serial: number, steps: number): number {
  let day = serial;
  if (dayOf(day) === null) return day;
  for (let left = Math.abs(steps); left > 0; ) {
    day += Math.sign(steps);
    const weekday = weekdayOf(day);
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return day;
}

/** The straight line through the values; exact for whole steps, so that 1, 2 goes on with 3. */
function trend(numbers: readonly number[]): (index: number) => number {
  const size = numbers.length;
  const first = numbers[0] ?? 0;
  const step = (numbers[1] ?? first) - first;
  if (size === 1) return () => first;
  if (numbers.every((value, index) => value === first + step * index)) return (index) => first + step * index;
  const middle = (size - 1) / 2;
  const average = numbers.reduce((sum, value) => sum + value, 0) / size;
  const slope = numbers.reduce((sum, value, index) => sum + (index - middle) * (value - average), 0) / numbers.reduce((sum, _value, index) => sum + (index - middle) ** 2, 0);
  return (index) => average + slope * (index - middle);
}

function growth(numbers: readonly number[]): (index: number) => number {
  if (numbers.some((value) => value <= 0)) throw new HostError("InvalidArgument", "A growth trend needs numbers above zero.");
  const line = trend(numbers.map(Math.log));
  return (index) => Math.exp(line(index));
}

/** "Item 1" → "Item 2"; null when the texts do not end in numbers. */
function textSeries(values: readonly Scalar[], type: FillType): ((index: number) => Scalar) | null {
  const parts = values.map((value) => (typeof value === "string" ? /^(.*?)(\d{1,9})$/s.exec(value) : null));
  const first = parts[0];
  if (first === null || first === undefined || parts.some((part) => part?.[1] !== first[1]) || (type !== "FillDefault" && type !== "FillSeries")) return null;
  const line = trend(parts.map((part) => Number(part?.[2] ?? 0)));
  const step = values.length === 1 ? (index: number) => Number(first[2] ?? 0) + index : line;
  const width = (first[2] ?? "").startsWith("0") ? (first[2] ?? "").length : 0;
  return (index) => `${first[1] ?? ""}${String(Math.abs(Math.round(step(index)))).padStart(width, "0")}`;
}
