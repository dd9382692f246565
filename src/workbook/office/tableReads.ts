import type { CellRead, FormulaCell, TableHead, TableSnapshot } from "../port";
import { isJournalName } from "../schema";
import { readLoaded } from "./cellReads";
import { readChunked } from "./chunkedReads";
import { readFormulas } from "./formulaReads";

/** Proxies of one table, loaded in the caller's batch and read after its sync. */
export interface PendingTable {
  readonly table: Excel.Table;
  readonly sheet: Excel.Worksheet;
  readonly range: Excel.Range;
  readonly below: Excel.Range;
  readonly withFormulas: boolean;
  /** The cells are read in parts after the sync: the book is too large for one answer. */
  readonly inParts: boolean;
}

/**
 * Queues the loads of one table. `table` may be a null object: what is asked of a null object is a null object too, so
 * that tables which may be missing cost no extra round trip.
 */
export function queueTable(table: Excel.Table, withFormulas = false, inParts = false): PendingTable {
  table.load("id,name,showTotals");
  table.autoFilter.load("isDataFiltered");
  const sheet = table.worksheet;
  sheet.load("name");
  sheet.protection.load("protected");
  const range = table.getRange();
  range.load("address,rowIndex,columnIndex");
  if (inParts) range.load("rowCount,columnCount");
  else range.load("values");
  return { table, sheet, range, below: queueBelow(range), withFormulas, inParts };
}

/** More rows than one append brings. */
const ROOM_ROWS = 3_000;

/** What is used below a table's range, in its columns; a null object after the sync where nothing is. */
export function queueBelow(range: Excel.Range): Excel.Range {
  const used = range.getRowsBelow(ROOM_ROWS).getUsedRangeOrNullObject(true);
  used.load("address");
  return used;
}

/** After the sync: the tables that are there, as read. */
export async function readPendingTables(context: Excel.RequestContext, pending: readonly PendingTable[]): Promise<readonly TableSnapshot[]> {
  const there = pending.filter(({ table }) => !table.isNullObject);
  const whole = there.filter(({ inParts }) => !inParts);
  const parted = there.filter(({ inParts }) => inParts);
  const cells = await readLoaded(context, whole.map(({ range }) => range));
  const parts = await readChunked(context, parted.map(({ range, table }) => ({
    range, rows: range.rowCount, columns: range.columnCount, ...(isJournalName(table.name) ? { rowsAtMost: JOURNAL_ROWS_PER_READ } : {}),
  })));
  const tables: { readonly snapshot: TableSnapshot; readonly item: PendingTable; readonly bodyRows: number }[] = [];
  for (const item of there) {
    const values = (item.inParts ? parts[parted.indexOf(item)]?.values : cells[whole.indexOf(item)]) ?? [];
    tables.push({ snapshot: snapshotOf(item, values), item, bodyRows: values.length - 1 - (item.table.showTotals ? 1 : 0) });
  }
  const asked = tables.filter(({ item }) => item.withFormulas);
  const formulas = await readFormulas(context, asked.map(({ snapshot, item, bodyRows }) => ({ range: item.range, bodyRows, columns: snapshot.headers.length })));
  const byTable = new Map(asked.map(({ snapshot }, index): [TableSnapshot, readonly FormulaCell[]] => [snapshot, formulas[index] ?? []]));
  return tables.map(({ snapshot }) => {
    const own = byTable.get(snapshot);
    return own === undefined ? snapshot : { ...snapshot, formulas: own };
  });
}

/** An invoice of five lines comes to some 2,500 characters. */
const JOURNAL_ROWS_PER_READ = 1_000;

function snapshotOf({ table, sheet, range, below }: PendingTable, values: readonly (readonly CellRead[])[]): TableSnapshot {
  const [headers = [], ...rest] = values;
  const body = table.showTotals ? rest.slice(0, -1) : rest;
  return {
    id: table.id,
    name: table.name,
    sheet: sheet.name,
    address: range.address,
    top: range.rowIndex,
    left: range.columnIndex,
    headers: headers.map(String),
    rows: body.length === 1 && body[0]?.every(isBlank) ? [] : body,
    state: {
      sheetProtected: sheet.protection.protected,
      filtered: table.autoFilter.isDataFiltered,
      showTotals: table.showTotals,
    },
    ...(below.isNullObject ? {} : { crowded: true }),
  };
}

export function isBlank(cell: CellRead): boolean {
  return cell === "";
}

export interface PendingHead {
  readonly table: Excel.Table;
  readonly sheet: Excel.Worksheet;
  readonly header: Excel.Range;
}

/** Queues name and headers of a table of which no more is wanted. */
export function queueHead(table: Excel.Table): PendingHead {
  table.load("id,name");
  const sheet = table.worksheet;
  sheet.load("name");
  const header = table.getHeaderRowRange();
  header.load("values");
  return { table, sheet, header };
}

export function headOf({ table, sheet, header }: PendingHead): readonly TableHead[] {
  if (table.isNullObject) return [];
  const [headers = []] = header.values;
  return [{ id: table.id, name: table.name, sheet: sheet.name, headers: headers.map(String) }];
}
