import { columnCount, isWholeColumns, isWholeRows, rowCount } from "../../model/address";
import type { Scalar } from "../../model/cell";
import { ErrorValue } from "../../model/cell";
import { HostError, invalidArgument } from "../../model/hostError";
import { fromR1C1, toR1C1 } from "../../model/relativeNotation";
import type { Sheet } from "../../model/sheet";
import type { Argument } from "../apiObject";
import type { Json } from "../protocol";
import type { RangeRef, Session } from "../session";

/** Most cells one property may give or take; Excel on the web gives up at about five million (resource limits). */
const CELL_LIMIT = 5_000_000;

/** Cells that one formula may be written to at once, a whole column of them: each is a formula of its own, where Excel's memory ends is not documented. */
const FORMULA_LIMIT = 1_048_576;

export function jsonValue(value: Scalar): Json {
  return value === null ? "" : value instanceof ErrorValue ? value.code : value;
}

export function formulaText(sheet: Sheet, row: number, column: number): Json {
  const cell = sheet.get(row, column);
  return cell?.formula === undefined ? jsonValue(cell?.value ?? null) : `=${cell.formula}`;
}

/** Range.formulasR1C1 of one cell. */
export function formulaR1C1(sheet: Sheet, row: number, column: number): Json {
  const cell = sheet.get(row, column);
  return cell?.formula === undefined ? jsonValue(cell?.value ?? null) : `=${toR1C1(cell.formula, row, column)}`;
}

/** An entry of Range.formulasR1C1 as the cell takes it. */
export function fromR1C1Entry(entry: Scalar, row: number, column: number): Scalar {
  return typeof entry === "string" && entry.startsWith("=") ? `=${fromR1C1(entry.slice(1), row, column)}` : entry;
}

export function formatAt(session: Session, sheet: Sheet, row: number, column: number): string {
  return session.workbook.styles.get(sheet.get(row, column)?.style ?? 0).numberFormat;
}

/**
 * Row by row. Null for whole columns and rows ("the response will contain null values for cell level properties": learn.microsoft.com, "Read or
 * write to an unbounded range"), for more cells than Excel gives, and for more than an answer holds (the batch is refused then anyway).
 */
export function grid(session: Session, range: RangeRef, cell: (row: number, column: number) => Json): Json {
  const { area } = range;
  if (isWholeColumns(area) || isWholeRows(area) || rowCount(area) * columnCount(area) > CELL_LIMIT) return null;
  if (!session.fitsAnswer(rowCount(area) * columnCount(area))) return null;
  const rows: Json[] = [];
  for (let row = area.top; row <= area.bottom; row++) {
    const line: Json[] = [];
    for (let column = area.left; column <= area.right; column++) line.push(cell(row, column));
    rows.push(line);
  }
  return rows;
}

/** A 2-D array of the range's shape, or one value for every cell; whole columns and rows are refused ("Read or write to an unbounded range"). */
export function scalars(range: RangeRef, value: Argument): readonly (readonly Scalar[])[] {
  const { area } = range;
  if (isWholeColumns(area) || isWholeRows(area)) throw invalidArgument("Values, formulas and number formats can't be set for whole columns or rows.");
  if (rowCount(area) * columnCount(area) > CELL_LIMIT) throw new HostError("RangeExceedsLimit", "The cell count in the range has exceeded the maximum supported number.");
  if (!Array.isArray(value)) {
    // one line of the one value stands for every row: a column can have a million
    const single = scalar(value);
    if (typeof single === "string" && single.startsWith("=") && rowCount(area) * columnCount(area) > FORMULA_LIMIT)
      throw new HostError("MemoryLimitReached", "The action could not be completed because your memory limit has been reached: a formula for more than a million cells.");
    const line = new Array<Scalar>(columnCount(area)).fill(single);
    return new Array<readonly Scalar[]>(rowCount(area)).fill(line);
  }
  return value.map((line: Argument) => {
    if (!Array.isArray(line)) throw invalidArgument("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
    return line.map(scalar);
  });
}

function scalar(value: Argument): Scalar {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw invalidArgument();
}

/** Every cell of the range as far as the sheet is used; at least its first one. */
export function eachCell({ sheet, area }: RangeRef, visit: (row: number, column: number) => void): void {
  const limit = sheet.usedArea();
  const bottom = Math.min(area.bottom, Math.max(area.top, limit?.bottom ?? area.top));
  const right = Math.min(area.right, Math.max(area.left, limit?.right ?? area.left));
  for (let row = area.top; row <= bottom; row++) for (let column = area.left; column <= right; column++) visit(row, column);
}
