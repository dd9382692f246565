import { format, isDateFormat } from "numfmt";
import type { Cell, Scalar } from "./cell";
import { ErrorValue } from "./cell";
import type { Workbook } from "./workbook";

/** Days between the two date systems (Microsoft, "Date systems in Excel"). */
const DAYS_1904 = 1462;

/** The cell as the grid shows it, by its number format. A column too narrow ("####") is not modelled. */
export function shownText(workbook: Workbook, cell: Cell | undefined): string {
  return cell === undefined ? "" : formatValue(workbook, cell.value, workbook.styles.get(cell.style).numberFormat);
}

export function formatValue(workbook: Workbook, value: Scalar, numberFormat: string): string {
  if (value === null) return "";
  if (value instanceof ErrorValue) return value.code;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const shifted = typeof value === "number" && workbook.dateSystem === 1904 && isDateFormat(numberFormat) ? value + DAYS_1904 : value;
  try {
    // numfmt's default locale groups thousands with a no-break space; Excel's en-US groups with a comma.
    return format(numberFormat === "" ? "General" : numberFormat, shifted, { locale: "en-US", throws: false });
  } catch {
    return String(value);
  }
}
