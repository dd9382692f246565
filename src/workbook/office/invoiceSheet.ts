import { columnLetters } from "../address";
import { ALL_INVOICE_NAMES, BLOCKS, type BlockNames, INVOICE_FIELDS, LINE_BLOCK } from "../invoiceSheetNames";
import { ONE_PAGE_TEXT_ROWS, SHEET_NAME } from "../invoiceSheetLayout";
import type { InvoiceSheet, PaperSize, ShowOutcome } from "../invoiceSheetPort";
import { type InvoiceView, spreadOver } from "../invoiceSheetView";
import type { CellWrite } from "../port";
import { queueInvoiceSheet } from "./invoiceSheetMaker";
import { faultFrom } from "./officeFault";
import type { ExcelRunner } from "./officeWorkbook";
import { queueCells } from "./tableWrites";

/** The Invoice sheet over Office.js (ExcelApi 1.9). Up to four round trips: find, make, resize the blocks, fill. */
export function createOfficeInvoiceSheet(run: ExcelRunner): InvoiceSheet {
  return {
    show: async (view, paper) => {
      try {
        return await run((context) => show(context, view, paper));
      } catch (thrown) {
        throw faultFrom(thrown);
      }
    },
  };
}

async function show(context: Excel.RequestContext, view: InvoiceView, paper: PaperSize): Promise<ShowOutcome> {
  let found = await findPlaces(context);
  const made = found.places.size === 0;
  if (made) {
    queueInvoiceSheet(context, freeName(found.sheetNames), { paper, staleNames: found.staleNames });
    await context.sync();
    found = await findPlaces(context);
  }
  const lines = found.places.get(LINE_BLOCK.range);
  if (lines === undefined) return { shown: false, problem: "linesMissing", sheet: [...found.places.values()][0]?.sheet ?? "" };
  const problem = obstacle(found.places);
  if (problem !== null) return problem;
  context.application.suspendScreenUpdatingUntilNextSync();
  queueBlockSizes(context, found.places, view);
  await context.sync();
  const { places } = await findPlaces(context);
  context.application.suspendScreenUpdatingUntilNextSync();
  const sheet = context.workbook.worksheets.getItem(lines.sheet);
  queueFields(context, places, view);
  for (const block of BLOCKS) queueBlock(context, places, block, view);
  queuePage(sheet, { lines, made, view, previous: lines.shownNumber });
  sheet.activate();
  await context.sync();
  return { shown: true, sheet: lines.sheet, made };
}

/** Where a name leads now: 0-based position on its sheet. */
interface Place {
  readonly sheet: string;
  readonly isProtected: boolean;
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
  readonly columnPoints: number;
  /** What the number's cell shows, the page's zoom and its left footer: the same for every place of one read. */
  readonly shownNumber: string;
  readonly zoom: Excel.PageLayoutZoomOptions;
  readonly leftFooter: string;
}

interface Found {
  readonly places: ReadonlyMap<string, Place>;
  /** Names of ours whose cells were deleted. */
  readonly staleNames: readonly string[];
  readonly sheetNames: readonly string[];
}

async function findPlaces(context: Excel.RequestContext): Promise<Found> {
  const { names, worksheets } = context.workbook;
  worksheets.load("items/name");
  const asked = ALL_INVOICE_NAMES.map((name) => {
    const item = names.getItemOrNullObject(name);
    item.load("name");
    const range = item.getRangeOrNullObject();
    range.load("rowIndex,columnIndex,rowCount,columnCount,values");
    range.format.load("columnWidth");
    range.worksheet.load("name");
    range.worksheet.protection.load("protected");
    range.worksheet.pageLayout.load("zoom");
    range.worksheet.pageLayout.headersFooters.defaultForAllPages.load("leftFooter");
    return { name, item, range };
  });
  await context.sync();
  const there = asked.filter(({ item, range }) => !item.isNullObject && !range.isNullObject);
  const shownNumber = String(there.find(({ name }) => name === "OI_Number")?.range.values[0]?.[0] ?? "");
  const places = there.map(({ name, range }): [string, Place] => {
    const sheet = range.worksheet;
    return [name, {
      sheet: sheet.name, isProtected: sheet.protection.protected, top: range.rowIndex, left: range.columnIndex, rows: range.rowCount, columns: range.columnCount,
      columnPoints: range.format.columnWidth, shownNumber, zoom: sheet.pageLayout.zoom, leftFooter: sheet.pageLayout.headersFooters.defaultForAllPages.leftFooter,
    }];
  });
  return {
    places: new Map(places),
    staleNames: asked.filter(({ item, range }) => !item.isNullObject && range.isNullObject).map(({ name }) => name),
    sheetNames: worksheets.items.map((sheet) => sheet.name),
  };
}

/** Whole rows are inserted and deleted, so two blocks must not stand in the same rows. */
function obstacle(places: ReadonlyMap<string, Place>): ShowOutcome | null {
  const locked = [...places.values()].find(({ isProtected }) => isProtected);
  if (locked !== undefined) return { shown: false, problem: "sheetProtected", sheet: locked.sheet };
  const blocks = BLOCKS.flatMap(({ range }) => places.get(range) ?? []);
  const overlap = blocks.find((a, i) => blocks.some((b, j) => i < j && a.sheet === b.sheet && a.top < b.top + b.rows && b.top < a.top + a.rows));
  return overlap === undefined ? null : { shown: false, problem: "blocksOverlap", sheet: overlap.sheet };
}

/** Gives each block as many rows as the document has, with the first row's formats; from the lowest block up, so that places stay true. */
function queueBlockSizes(context: Excel.RequestContext, places: ReadonlyMap<string, Place>, view: InvoiceView): void {
  const blocks = BLOCKS.flatMap((block) => {
    const place = places.get(block.range);
    return place === undefined ? [] : [{ block, place }];
  }).sort((a, b) => b.place.top - a.place.top);
  for (const { block, place } of blocks) {
    const sheet = context.workbook.worksheets.getItem(place.sheet);
    const wanted = Math.max(1, view.blocks[block.range]?.length ?? 1);
    const rows = (first: number, count: number): Excel.Range => sheet.getRangeByIndexes(place.top + first, place.left, count, place.columns);
    if (wanted < place.rows) rows(wanted, place.rows - wanted).getEntireRow().delete("Up");
    if (wanted > place.rows) {
      rows(place.rows, wanted - place.rows).getEntireRow().insert("Down");
      rows(place.rows, wanted - place.rows).copyFrom(rows(0, 1), "Formats");
      // Rows inserted below the last one are outside of the name; it is led over them.
      const name = context.workbook.names.getItem(block.range);
      name.formula = `=${sheetPrefix(place.sheet)}${absolute(place.top, place.left)}:${absolute(place.top + wanted - 1, place.left + place.columns - 1)}`;
    }
  }
}

function queueFields(context: Excel.RequestContext, places: ReadonlyMap<string, Place>, view: InvoiceView): void {
  for (const field of INVOICE_FIELDS) {
    const place = places.get(field);
    if (place === undefined) continue;
    queueColumn(context, place, spreadOver(view.fields[field], place.rows));
    if (field === "OI_Reference" || field === "OI_Notes") context.workbook.worksheets.getItem(place.sheet).getRangeByIndexes(place.top, place.left, 1, 1).format.autofitRows();
  }
}

function queueBlock(context: Excel.RequestContext, places: ReadonlyMap<string, Place>, block: BlockNames, view: InvoiceView): void {
  const whole = places.get(block.range);
  const rows = view.blocks[block.range] ?? [];
  if (whole === undefined) return;
  for (const column of block.columns) {
    const place = places.get(column);
    if (place === undefined || place.sheet !== whole.sheet) continue;
    queueColumn(context, { ...place, top: whole.top, rows: rows.length }, rows.map((row) => row[column] ?? { type: "empty" }));
  }
  context.workbook.worksheets.getItem(whole.sheet).getRangeByIndexes(whole.top, whole.left, rows.length, whole.columns).format.autofitRows();
}

function queueColumn(context: Excel.RequestContext, place: Place, cells: readonly CellWrite[]): void {
  const sheet = context.workbook.worksheets.getItem(place.sheet);
  const range = sheet.getRangeByIndexes(place.top, place.left, cells.length, 1);
  queueCells(range, cells.map((cell) => [cell]));
  const needed = Math.max(0, ...cells.map(shownPoints));
  if (needed > place.columnPoints) range.format.columnWidth = needed;
}

/** Points that a number takes at most when shown: a column too narrow would print ####. Text runs on or wraps. */
function shownPoints(cell: CellWrite): number {
  if (cell.type !== "number") return 0;
  const format = cell.format ?? "";
  if (format.includes("y")) return DAY_POINTS;
  const label = /^"([^"]*) ?" ?/.exec(format)?.[1] ?? "";
  const decimals = (format.split(".")[1] ?? "").length;
  const whole = Math.trunc(Math.abs(cell.value)).toString().length;
  const characters = whole + Math.floor((whole - 1) / 3) + (decimals === 0 ? 0 : decimals + 1) + (cell.value < 0 ? 1 : 0) + (label === "" ? 0 : label.length + 1);
  return characters * POINTS_PER_CHARACTER + 6;
}

const DAY_POINTS = 58;
/** A bold digit at 10 points is a little over 5.5 points wide in the fonts that Excel's themes use; the total is larger. */
const POINTS_PER_CHARACTER = 6;

/** Fit and footer are only touched where they are still as we left them. */
function queuePage(sheet: Excel.Worksheet, of: { readonly lines: Place; readonly made: boolean; readonly view: InvoiceView; readonly previous: string }): void {
  const { lines, made, view, previous } = of;
  if (lines.zoom.horizontalFitToPages === 1)
    sheet.pageLayout.zoom = view.textRows <= ONE_PAGE_TEXT_ROWS ? { horizontalFitToPages: 1, verticalFitToPages: 1 } : { horizontalFitToPages: 1 };
  const footer = sheet.pageLayout.headersFooters.defaultForAllPages;
  const now = footerText(view.number);
  if (made) footer.leftFooter = now;
  else if (previous !== "" && lines.leftFooter === footerText(previous)) footer.leftFooter = now;
}

/** "&" begins a code in headers and footers. */
function footerText(number: string): string {
  return number.replaceAll("&", "&&");
}

function freeName(taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  if (!used.has(SHEET_NAME.toLowerCase())) return SHEET_NAME;
  for (let n = 2; ; n += 1) if (!used.has(`${SHEET_NAME} (${n})`.toLowerCase())) return `${SHEET_NAME} (${n})`;
}

function sheetPrefix(sheet: string): string {
  return `'${sheet.replaceAll("'", "''")}'!`;
}

/** 0-based position as "$A$1". */
function absolute(row: number, column: number): string {
  return `$${columnLetters(column)}$${row + 1}`;
}
