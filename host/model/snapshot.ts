import type { Sheet } from "./sheet";
import type { Table } from "./table";
import type { Workbook } from "./workbook";

/** Puts something back as it was when the snapshot was taken; can be called again and again. */
export type Restore = () => void;

export function captureTable(table: Table): Restore {
  const { name, sheet, area, showTotals, showFilterButton, showBandedRows, style, preserved } = table;
  const { sort = null, showBandedColumns = false, highlightFirstColumn = false, highlightLastColumn = false } = table;
  const columns = table.columns.map((column) => ({ ...column }));
  const filters = new Map(table.filters);
  return () => {
    Object.assign(table, { name, sheet, area, showTotals, showFilterButton, showBandedRows, style, preserved, sort, showBandedColumns, highlightFirstColumn, highlightLastColumn });
    table.columns = columns.map((column) => ({ ...column }));
    table.filters = new Map(filters);
  };
}

/** Everything of a sheet except its cells: those are recorded one by one. */
export function captureSheet(sheet: Sheet): Restore {
  const { name, visibility, protection, showGridlines, tabColor, preserved } = sheet;
  const frozen = { ...sheet.frozen };
  const merges = [...sheet.merges];
  const validations = sheet.validations.map((validation) => ({ ...validation }));
  const conditionalFormats = sheet.conditionalFormats.map((format) => ({ ...format }));
  const pageLayout = { ...sheet.pageLayout, margins: { ...sheet.pageLayout.margins } };
  const customProperties = new Map(sheet.customProperties);
  const tables = [...sheet.tables];
  const restoreTables = tables.map(captureTable);
  const maps = [captureMap(sheet.columnWidths), captureMap(sheet.rowHeights)];
  const sets = [captureSet(sheet.hiddenRows), captureSet(sheet.filteredRows), captureSet(sheet.hiddenColumns)];
  return () => {
    Object.assign(sheet, { name, visibility, protection, showGridlines, tabColor, preserved, frozen: { ...frozen } });
    sheet.merges = [...merges];
    sheet.validations = validations.map((validation) => ({ ...validation }));
    sheet.conditionalFormats = conditionalFormats.map((format) => ({ ...format }));
    sheet.pageLayout = { ...pageLayout, margins: { ...pageLayout.margins } };
    sheet.customProperties = new Map(customProperties);
    sheet.tables.splice(0, sheet.tables.length, ...tables);
    for (const restore of [...restoreTables, ...maps, ...sets]) restore();
  };
}

/** The list of sheets with their names, the defined names, and the book's own properties. */
export function captureWorkbook(workbook: Workbook): Restore {
  const sheets = [...workbook.sheets];
  const sheetNames = sheets.map((sheet) => sheet.name);
  const names = workbook.names.map((name) => ({ ...name }));
  const { activeSheet, protection } = workbook;
  const comments = workbook.comments.map((comment) => ({ ...comment }));
  return () => {
    workbook.sheets.splice(0, workbook.sheets.length, ...sheets);
    sheets.forEach((sheet, index) => (sheet.name = sheetNames[index] ?? sheet.name));
    workbook.names.splice(0, workbook.names.length, ...names.map((name) => ({ ...name })));
    workbook.activeSheet = activeSheet;
    workbook.protection = protection;
    workbook.comments = comments.map((comment) => ({ ...comment }));
  };
}

function captureMap<K, V>(map: Map<K, V>): Restore {
  const entries = [...map];
  return () => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  };
}

function captureSet<T>(set: Set<T>): Restore {
  const entries = [...set];
  return () => {
    set.clear();
    for (const entry of entries) set.add(entry);
  };
}
