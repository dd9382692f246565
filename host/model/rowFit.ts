import type { Sheet } from "./sheet";
import { shownText } from "./shownText";
import type { Style } from "./style";
import type { Workbook } from "./workbook";

/** Pixels of a digit in the standard font at 96 dpi, and points to a pixel. */
const DIGIT_PIXELS = 7;
const POINTS_PER_PIXEL = 0.75;
const STANDARD_COLUMN_POINTS = 48;
const STANDARD_ROW_POINTS = 15;
/** Height of a text row for each point of the font's size, as Excel gives Calibri (15 points at size 11). */
const LINE_HEIGHT = 1.3;
const CELL_PADDING_POINTS = 4;

/**
 * The height that Excel's AutoFit gives a row, as near as it can be said without a font: the tallest cell, wrapped texts by the
 * width of their column. Null: the standard height, as for a row that was never touched.
 */
export function fittedRowHeight(workbook: Workbook, sheet: Sheet, row: number): number | null {
  let tallest = 0;
  sheet.rows[row]?.forEach((cell, column) => {
    if (cell === undefined) return;
    const style = workbook.styles.get(cell.style);
    const text = shownText(workbook, cell);
    if (text !== "") tallest = Math.max(tallest, textRows(text, style, columnPoints(sheet, column)) * style.font.size * LINE_HEIGHT);
  });
  return tallest <= STANDARD_ROW_POINTS ? null : Math.min(409, Math.ceil(tallest * 4) / 4);
}

function columnPoints(sheet: Sheet, column: number): number {
  const characters = sheet.columnWidths.get(column);
  return characters === undefined ? STANDARD_COLUMN_POINTS : characters * DIGIT_PIXELS * POINTS_PER_PIXEL;
}

function textRows(text: string, style: Style, points: number): number {
  if (!style.wrapText) return 1;
  const room = Math.max(1, points - CELL_PADDING_POINTS);
  return text.split("\n").reduce((rows, paragraph) => rows + wrappedRows(paragraph, style, room), 0);
}

function wrappedRows(paragraph: string, style: Style, room: number): number {
  let rows = 1;
  let used = 0;
  for (const word of paragraph.split(" ")) {
    const width = textWidth(word, style);
    const space = used === 0 ? 0 : textWidth(" ", style);
    if (used > 0 && used + space + width > room) {
      rows += 1;
      used = 0;
    } else used += space;
    // A word longer than the column is broken.
    rows += Math.floor((used + width) / room);
    used = (used + width) % room;
  }
  return rows;
}

/** Widths of Calibri's letters by kind, in parts of the font's size. */
function textWidth(text: string, { font }: Style): number {
  let width = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    width += code >= 0x1100 ? 1 : letter === " " ? 0.23 : /\p{Lu}/u.test(letter) ? 0.6 : /\d/.test(letter) ? 0.51 : 0.49;
  }
  return width * font.size * (font.bold ? 1.05 : 1);
}
