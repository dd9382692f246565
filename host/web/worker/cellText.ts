import { formatColor, isDateFormat, isPercentFormat } from "numfmt";
import type { Cell, Scalar } from "../../model/cell";
import { formatValue } from "../../model/shownText";
import type { Workbook } from "../../model/workbook";

/** The colour a format names for this value ("[Red]-0.00"), or null. */
export function shownColor(value: Scalar, numberFormat: string): string | null {
  if (typeof value !== "number" || !numberFormat.includes("[")) return null;
  const color: unknown = formatColor(numberFormat, value, { throws: false });
  return typeof color === "string" ? color : null;
}

/** What a person would type to get this cell again: formula, plain number, date, or text with its apostrophe. */
export function editText(workbook: Workbook, cell: Cell | undefined): string {
  if (cell === undefined) return "";
  const numberFormat = workbook.styles.get(cell.style).numberFormat;
  if (cell.formula !== undefined) return cell.arrayRange === undefined ? `=${cell.formula}` : `{=${cell.formula}}`;
  const value = cell.value;
  if (value === null) return "";
  if (typeof value === "string") return cell.quotePrefix === true ? `'${value}` : value;
  if (typeof value !== "number") return formatValue(workbook, value, "General");
  if (isPercentFormat(numberFormat)) return `${plainNumber(shiftRight(value))}%`;
  if (isDateFormat(numberFormat) && value >= 0) return dateText(workbook, value);
  return plainNumber(value);
}

function dateText(workbook: Workbook, serial: number): string {
  const day = Math.floor(serial);
  if (day === 0) return formatValue(workbook, serial, "h:mm:ss AM/PM");
  return formatValue(workbook, serial, serial === day ? "m/d/yyyy" : "m/d/yyyy h:mm:ss AM/PM");
}

/** Times 100 by moving the decimal point, so that 0.07 is 7 and not 7.000000000000001. */
function shiftRight(value: number): number {
  const [digits = "0", power = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(power) + 2}`);
}

function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15))).replace("e", "E");
}
