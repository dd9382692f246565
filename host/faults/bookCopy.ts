import { MAX_ROWS, type Cell } from "../model/cell";
import { Sheet } from "../model/sheet";
import type { Table } from "../model/table";
import { Workbook } from "../model/workbook";

/**
 * A copy of an open book as a co-author has it: same ids, styles by the same numbers, nothing shared that can change. Things that are added
 * later get ids from `firstId` on, so that two copies never give one id to two things.
 */
export function copyBook(source: Workbook, firstId: number): Workbook {
  const copy = new Workbook(firstId);
  for (let index = 0; index < source.styles.count; index++) {
    if (index === 0) copy.styles.setDefault(source.styles.get(0));
    else copy.styles.intern(source.styles.get(index));
  }
  copyBookData(source, copy);
  for (const sheet of source.sheets) {
    const twin = new Sheet(sheet.id, sheet.name);
    copy.sheets.push(twin);
    copySheetData(sheet, twin);
    sheet.eachRow(0, MAX_ROWS - 1, (cells, row) => cells.forEach((cell, column) => cell !== undefined && twin.put(row, column, copyCell(cell))));
    for (const table of sheet.tables) twin.tables.push(copyTable(table, twin));
  }
  const twinOf = (sheet: Sheet | null): Sheet | null => copy.sheets.find((other) => other.id === sheet?.id) ?? null;
  for (const name of source.names) copy.names.push({ ...name, sheet: twinOf(name.sheet) });
  copy.comments = source.comments.flatMap((comment) => {
    const sheet = twinOf(comment.sheet);
    return sheet === null ? [] : [{ ...comment, sheet }];
  });
  copy.activeSheet = twinOf(source.activeSheet);
  return copy;
}

/** What belongs to the book itself: settings, properties, modes. The AutoCorrect options stay each person's own. */
export function copyBookData(source: Workbook, target: Workbook): void {
  target.fileName = source.fileName;
  target.dateSystem = source.dateSystem;
  target.precisionAsDisplayed = source.precisionAsDisplayed;
  target.calculationMode = source.calculationMode;
  target.readOnly = source.readOnly;
  target.protection = source.protection;
  target.preserved = source.preserved;
  Object.assign(target.properties, { ...source.properties, custom: new Map(source.properties.custom) });
  refill(target.settings, source.settings);
  refill(target.customXmlParts, source.customXmlParts);
}

/** Everything of a sheet but cells and tables. */
export function copySheetData(source: Sheet, target: Sheet): void {
  target.name = source.name;
  target.visibility = source.visibility;
  target.protection = source.protection;
  target.showGridlines = source.showGridlines;
  target.tabColor = source.tabColor;
  target.preserved = source.preserved;
  target.frozen = { ...source.frozen };
  target.merges = source.merges.map((merge) => ({ ...merge }));
  target.pageLayout = { ...source.pageLayout, margins: { ...source.pageLayout.margins } };
  target.validations = source.validations.map((validation) => ({ ...validation, area: { ...validation.area }, rule: { ...validation.rule } }));
  target.conditionalFormats = source.conditionalFormats.map((format) => ({ ...format }));
  target.customProperties = new Map(source.customProperties);
  refill(target.columnWidths, source.columnWidths);
  refill(target.rowHeights, source.rowHeights);
  for (const [to, from] of [[target.hiddenRows, source.hiddenRows], [target.filteredRows, source.filteredRows], [target.hiddenColumns, source.hiddenColumns]] as const) {
    to.clear();
    for (const index of from) to.add(index);
  }
}

export function copyTable(table: Table, sheet: Sheet): Table {
  return { ...table, sheet, area: { ...table.area }, columns: table.columns.map((column) => ({ ...column })), filters: new Map(table.filters) };
}

export function copyCell(cell: Cell): Cell {
  return { ...cell, ...(cell.spill === undefined ? {} : { spill: { ...cell.spill } }) };
}

function refill<K, V>(target: Map<K, V>, source: ReadonlyMap<K, V>): void {
  target.clear();
  for (const [key, value] of source) target.set(key, value);
}
