import type { NewTable } from "../port";
import { queueCells } from "./tableWrites";

/** Widths are given in characters of the standard font; Office.js takes points (about 5.25 a character, plus padding). */
export const CHARACTER_POINTS = 5.25;
export const WIDTH_PADDING = 5;
const STYLE = "TableStyleLight1";

/** Queues a new sheet with one table on it; `taken` holds the sheet names in use, in small letters, and is kept up. */
export function createOneTable(context: Excel.RequestContext, table: NewTable, taken: Set<string>): void {
  const sheetName = freeSheetName(table.sheet, taken);
  taken.add(sheetName.toLowerCase());
  const sheet = context.workbook.worksheets.add(sheetName);
  const top = table.note === undefined ? 0 : 2;
  if (table.note !== undefined) {
    const note = sheet.getRangeByIndexes(0, 0, 1, 1);
    note.numberFormat = [["@"]];
    note.values = [[table.note]];
    note.format.font.italic = true;
  }
  const columns = table.headers.length;
  const header = sheet.getRangeByIndexes(top, 0, 1, columns);
  header.numberFormat = [table.headers.map(() => "@")];
  header.values = [[...table.headers]];
  // Whole columns below the header carry the format, so that what a person types (a "00417") is kept as typed.
  table.formats.forEach((format, index) => {
    const column = sheet.getRangeByIndexes(top + 1, index, FORMATTED_ROWS, 1);
    // One value for all cells of a range is documented ("Update all cells with one value"), the typings know arrays only.
    column.numberFormat = format as unknown as string[][];
    if (format !== "@") return;
    column.format.horizontalAlignment = "Left";
    // Text beside a column of figures or dates, which stand at the right, must not touch it.
    if (index > 0 && table.formats[index - 1] !== "@") column.format.indentLevel = 1;
  });
  table.widths.forEach((width, index) => {
    sheet.getRangeByIndexes(0, index, 1, 1).format.columnWidth = width * CHARACTER_POINTS + WIDTH_PADDING;
  });
  const bodyRows = Math.max(1, table.rows.length);
  if (table.rows.length > 0) queueCells(sheet.getRangeByIndexes(top + 1, 0, table.rows.length, columns), table.rows);
  const created = sheet.tables.add(sheet.getRangeByIndexes(top, 0, 1 + bodyRows, columns), true);
  created.name = table.name;
  created.style = STYLE;
  created.showBandedRows = false;
  sheet.freezePanes.freezeRows(top + 1);
}

/** Rows below the header that get the columns' formats at set-up; appended rows bring their own. */
const FORMATTED_ROWS = 1000;

function freeSheetName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted.toLowerCase())) return wanted;
  for (let n = 2; ; n++) {
    const name = `${wanted} (${n})`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
