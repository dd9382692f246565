import type { Sheet } from "../../model/sheet";
import type { Workbook } from "../../model/workbook";
import type { SheetLayout, TableLayout } from "../protocol";

/** Calibri 11, the default font, has 7-pixel digits at 96 dpi; a file's column width counts them, padding included (ECMA-376 part 1, 18.3.1.13). */
const DIGIT_PIXELS = 7;
const PIXELS_PER_POINT = 96 / 72;
/** Rows beyond this are not searched for large fonts: long tables keep one height, letters and invoices are short. */
const TALL_ROWS_SEARCHED = 2000;
const DEFAULT_FONT_POINTS = 11;

export function pixelsFromCharacters(characters: number): number {
  return Math.max(0, Math.trunc(((256 * characters + Math.trunc(128 / DIGIT_PIXELS)) / 256) * DIGIT_PIXELS));
}

export function charactersFromPixels(pixels: number): number {
  return Math.round((pixels / DIGIT_PIXELS) * 256) / 256;
}

export function pointsFromPixels(pixels: number): number {
  return pixels / PIXELS_PER_POINT;
}

/** The sheet's shape for the screen. Hidden rows and columns have size 0; a row with a large font grows as Excel grows it. */
export function sheetLayout(workbook: Workbook, sheet: Sheet): SheetLayout {
  const heights = new Map<number, number>(tallRows(workbook, sheet));
  for (const [row, points] of sheet.rowHeights) heights.set(row, Math.round(points * PIXELS_PER_POINT));
  for (const row of sheet.hiddenRows) heights.set(row, 0);
  for (const row of sheet.filteredRows) heights.set(row, 0);
  const widths = new Map<number, number>();
  for (const [column, characters] of sheet.columnWidths) widths.set(column, pixelsFromCharacters(characters));
  for (const column of sheet.hiddenColumns) widths.set(column, 0);
  return {
    sheetId: sheet.id,
    used: sheet.usedArea(),
    columnWidths: [...widths].sort(byIndex),
    rowHeights: [...heights].sort(byIndex),
    frozenRows: sheet.frozen.rows,
    frozenColumns: sheet.frozen.columns,
    gridlines: sheet.showGridlines,
    merges: sheet.merges.map((area) => ({ ...area })),
    tables: sheet.tables.map((table): TableLayout => ({
      name: table.name,
      area: { ...table.area },
      filterButtons: table.showFilterButton,
      filteredColumns: [...table.filters.keys()],
    })),
  };
}

function* tallRows(workbook: Workbook, sheet: Sheet): Iterable<[number, number]> {
  const last = Math.min(sheet.rows.length, TALL_ROWS_SEARCHED);
  for (let row = 0; row < last; row++) {
    let points = DEFAULT_FONT_POINTS;
    let lines = 1;
    sheet.rows[row]?.forEach((cell) => {
      if (cell === undefined || cell.value === null) return;
      const style = workbook.styles.get(cell.style);
      points = Math.max(points, style.font.size);
      if (style.wrapText && typeof cell.value === "string") lines = Math.max(lines, cell.value.split("\n").length);
    });
    if (points > DEFAULT_FONT_POINTS || lines > 1) yield [row, Math.round(points * 1.36 * PIXELS_PER_POINT * lines)];
  }
}

function byIndex(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0];
}
