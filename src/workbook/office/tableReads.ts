import type { CellRead, TableSnapshot } from "../port";
import { readLoaded } from "./cellReads";

/** Proxies of one table, loaded in the caller's batch and read after its sync. */
export interface PendingTable {
  readonly table: Excel.Table;
  readonly sheet: Excel.Worksheet;
  readonly range: Excel.Range;
}

/**
 * Queues the loads of one table. `table` may be a null object: what is asked of a null object is a null object too, so
 * that tables which may be missing cost no extra round trip.
 */
export function queueTable(table: Excel.Table): PendingTable {
  table.load("id,name,showTotals");
  table.autoFilter.load("isDataFiltered");
  const sheet = table.worksheet;
  sheet.load("name");
  sheet.protection.load("protected");
  const range = table.getRange();
  range.load("values,address,rowIndex,columnIndex");
  return { table, sheet, range };
}

/** After the sync: the tables that are there, as read. */
export async function readPendingTables(context: Excel.RequestContext, pending: readonly PendingTable[]): Promise<readonly TableSnapshot[]> {
  const there = pending.filter(({ table }) => !table.isNullObject);
  const cells = await readLoaded(context, there.map(({ range }) => range));
  return there.map((item, index) => snapshotOf(item, cells[index] ?? []));
}

function snapshotOf({ table, sheet, range }: PendingTable, values: readonly (readonly CellRead[])[]): TableSnapshot {
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
  };
}

export function isBlank(cell: CellRead): boolean {
  return cell === "";
}
