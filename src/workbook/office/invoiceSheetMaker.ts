import {
  BLOCK_CELLS, COLUMN_WIDTHS, FIELD_CELLS, FONT_SIZE, GREY, HEADER_ROW, HEADINGS, LABELS, LAST_COLUMN, MARGINS, PRINT_AREA, ROW_HEIGHTS, RULE_COLOUR, TITLE_ROWS, TOTAL_ROW,
} from "../invoiceSheetLayout";
import type { PaperSize } from "../invoiceSheetPort";

/** Queues the Invoice sheet as invoiceSheetLayout.ts describes it, with its names; old names that lead nowhere are replaced. */
export function queueInvoiceSheet(context: Excel.RequestContext, sheetName: string, of: { readonly paper: PaperSize; readonly staleNames: readonly string[] }): void {
  const { workbook } = context;
  for (const name of of.staleNames) workbook.names.getItem(name).delete();
  const sheet = workbook.worksheets.add(sheetName);
  COLUMN_WIDTHS.forEach((points, index) => (sheet.getRangeByIndexes(0, index, 1, 1).format.columnWidth = points));
  const whole = sheet.getRange(PRINT_AREA);
  whole.format.font.size = FONT_SIZE;
  whole.format.verticalAlignment = "Top";
  for (const field of FIELD_CELLS) {
    const range = sheet.getRange(field.address);
    if (field.bold === true) range.format.font.bold = true;
    if (field.size !== undefined) range.format.font.size = field.size;
    range.format.horizontalAlignment = field.right === true ? "Right" : "Left";
    if (field.wrap === true) range.format.wrapText = true;
    workbook.names.add(field.name, range);
  }
  for (const label of LABELS) {
    const cell = sheet.getRange(label.address);
    cell.values = [[label.text]];
    if (label.weight === "bold") cell.format.font.bold = true;
    if (label.weight === undefined) cell.format.font.color = GREY;
  }
  queueBlocks(context, sheet);
  queueHeader(sheet);
  rule(sheet.getRange(`B${TOTAL_ROW}:${LAST_COLUMN}${TOTAL_ROW}`), "EdgeTop", "Thin");
  for (const { row, points } of ROW_HEIGHTS) sheet.getRangeByIndexes(row - 1, 0, 1, 1).format.rowHeight = points;
  sheet.getRange(`A${TOTAL_ROW}:${LAST_COLUMN}${TOTAL_ROW}`).format.verticalAlignment = "Center";
  queuePage(sheet, of.paper);
}

function queueBlocks({ workbook }: Excel.RequestContext, sheet: Excel.Worksheet): void {
  for (const block of BLOCK_CELLS) {
    for (const column of block.columns) {
      const cell = sheet.getRange(column.address);
      cell.format.horizontalAlignment = column.right === true ? "Right" : "Left";
      if (column.wrap === true) cell.format.wrapText = true;
      if (column.indent !== undefined) cell.format.indentLevel = column.indent;
      workbook.names.add(column.name, cell);
    }
    workbook.names.add(block.range, sheet.getRange(block.address));
  }
}

/** After the names: the headings' formulas speak of OI_Currency. */
function queueHeader(sheet: Excel.Worksheet): void {
  for (const heading of HEADINGS) {
    const cell = sheet.getRange(heading.address);
    cell.formulas = [[heading.formula]];
    cell.format.horizontalAlignment = heading.right ? "Right" : "Left";
    if (heading.indent !== undefined) cell.format.indentLevel = heading.indent;
  }
  const header = sheet.getRange(HEADER_ROW);
  header.format.font.bold = true;
  header.format.verticalAlignment = "Center";
  rule(header, "EdgeBottom", "Thin");
}

function rule(range: Excel.Range, side: "EdgeTop" | "EdgeBottom", weight: "Thin"): void {
  const border = range.format.borders.getItem(side);
  border.style = "Continuous";
  border.weight = weight;
  border.color = RULE_COLOUR;
}

function queuePage(sheet: Excel.Worksheet, paper: PaperSize): void {
  sheet.showGridlines = false;
  const { pageLayout } = sheet;
  pageLayout.orientation = "Portrait";
  pageLayout.paperSize = paper === "A4" ? Excel.PaperType.a4 : Excel.PaperType.letter;
  pageLayout.setPrintMargins("Inches", MARGINS);
  pageLayout.zoom = { horizontalFitToPages: 1 };
  pageLayout.centerHorizontally = true;
  pageLayout.printGridlines = false;
  pageLayout.setPrintArea(sheet.getRange(PRINT_AREA));
  pageLayout.setPrintTitleRows(sheet.getRange(`A${TITLE_ROWS.first}:${LAST_COLUMN}${TITLE_ROWS.last}`).getEntireRow());
  pageLayout.headersFooters.defaultForAllPages.rightFooter = "Page &P of &N";
}
