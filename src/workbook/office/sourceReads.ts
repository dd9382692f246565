import type { RangeSnapshot } from "../port";
import { Fault } from "../fault";
import { readChunked } from "./chunkedReads";

/** Most rows of a source that one act may hold; a longer one is refused with the number (docs: limits). */
const SOURCE_ROWS_MAX = 60_000;

/**
 * The rows that a person pointed at, with their header row. A selection inside a table stands for the table's rows that
 * it touches. Costs up to three round trips: find, read, and, when rows are hidden, which ones.
 */
export async function readSelection(context: Excel.RequestContext): Promise<RangeSnapshot> {
  const selected = context.workbook.getSelectedRange();
  return readAround(context, selected);
}

/** A table's name, a defined name or an address such as "Sheet1!A1:F20"; null when nothing of that name exists. */
export async function readNamed(context: Excel.RequestContext, nameOrAddress: string): Promise<RangeSnapshot | null> {
  const table = context.workbook.tables.getItemOrNullObject(nameOrAddress);
  const name = context.workbook.names.getItemOrNullObject(nameOrAddress);
  table.load("name");
  name.load("type");
  await context.sync();
  if (!table.isNullObject) return readRange(context, table.getRange(), { table: table.name, selectedRows: null });
  if (!name.isNullObject && name.type === Excel.NamedItemType.range) return readAround(context, name.getRange());
  const split = splitAddress(nameOrAddress);
  if (split === null) return null;
  const sheet = context.workbook.worksheets.getItemOrNullObject(split.sheet);
  sheet.load("name");
  await context.sync();
  return sheet.isNullObject ? null : readAround(context, sheet.getRange(split.range));
}

async function readAround(context: Excel.RequestContext, range: Excel.Range): Promise<RangeSnapshot> {
  const tables = range.getTables(false);
  tables.load("items/name");
  range.load("rowIndex,rowCount");
  const used = range.getUsedRangeOrNullObject(true);
  used.load("address");
  await context.sync();
  const [table] = tables.items;
  if (table === undefined) {
    if (used.isNullObject) throw new Fault("selection", "the selected cells are empty", false);
    return readRange(context, used, { table: null, selectedRows: null });
  }
  const whole = table.getRange();
  const selectedRows = { first: range.rowIndex, last: range.rowIndex + range.rowCount - 1 };
  return readRange(context, whole, { table: table.name, selectedRows });
}

interface SourceShape {
  readonly table: string | null;
  /** Sheet rows that were selected inside a table; null when all count. */
  readonly selectedRows: { readonly first: number; readonly last: number } | null;
}

async function readRange(context: Excel.RequestContext, range: Excel.Range, shape: SourceShape): Promise<RangeSnapshot> {
  range.load("rowCount,columnCount");
  await context.sync();
  if (range.rowCount > SOURCE_ROWS_MAX + 1)
    throw new Fault("tooLarge", `${range.rowCount} rows; select at most ${SOURCE_ROWS_MAX}`, false);
  const sheet = range.worksheet;
  sheet.load("name");
  range.load("address,rowIndex,columnIndex,rowHidden");
  const [cells] = await readChunked(context, [{ range, rows: range.rowCount, columns: range.columnCount, also: "text" }]);
  const { values, text } = cells ?? { values: [], text: [] };
  const hiddenRows = range.rowHidden === false ? [] : await readHiddenRows(context, range, values.length);
  const base: RangeSnapshot = {
    sheet: sheet.name,
    address: range.address,
    top: range.rowIndex,
    left: range.columnIndex,
    values,
    text,
    table: shape.table,
    hiddenRows,
  };
  const chosen = shape.selectedRows;
  if (chosen === null) return base;
  const rows = base.values.map((_, index) => index).filter((index) => {
    const row = base.top + index;
    return index > 0 && row >= chosen.first && row <= chosen.last;
  });
  // A selection of the header alone means the whole table, as Excel's own table commands take it.
  return rows.length === 0 ? base : { ...base, selectedRows: rows };
}

async function readHiddenRows(context: Excel.RequestContext, range: Excel.Range, count: number): Promise<number[]> {
  const rows = Array.from({ length: count }, (_, index) => range.getRow(index));
  for (const row of rows) row.load("rowHidden");
  await context.sync();
  return rows.flatMap((row, index) => (row.rowHidden ? [index] : []));
}

/** "Sheet1!A1:F20" or "'My sheet'!A1:F20". */
export function splitAddress(address: string): { sheet: string; range: string } | null {
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})$/.exec(address.trim());
  const range = match?.[3];
  if (match === null || range === undefined) return null;
  return { sheet: (match[1] ?? match[2] ?? "").replaceAll("''", "'"), range };
}
