import type { TableSnapshot } from "../port";
import { readLoaded } from "./cellReads";

/** Rows below a table that are looked at; what stands lower is nobody's continuation. */
const ROWS_MAX = 5000;

/** The tables with what stands below each, in its columns. One round trip, and one more where anything does. */
export async function withRowsBelow(context: Excel.RequestContext, tables: readonly TableSnapshot[]): Promise<readonly TableSnapshot[]> {
  const { worksheets } = context.workbook;
  const used = new Map([...new Set(tables.map(({ sheet }) => sheet))].map((name) => {
    const range = worksheets.getItem(name).getUsedRangeOrNullObject(true);
    range.load("rowIndex,rowCount");
    return [name, range];
  }));
  await context.sync();
  const reach = tables.map((table) => {
    const range = used.get(table.sheet);
    const first = bottomOf(table) + 1;
    const end = range === undefined || range.isNullObject ? first : range.rowIndex + range.rowCount;
    // Another table below on the same sheet is that table's.
    const next = Math.min(...tables.filter((other) => other.sheet === table.sheet && other.top > table.top).map(({ top }) => top), end);
    return { table, first, count: Math.min(next - first, ROWS_MAX) };
  });
  const pending = reach.map(({ table, first, count }) => {
    if (count <= 0) return null;
    const range = worksheets.getItem(table.sheet).getRangeByIndexes(first, table.left, count, table.headers.length);
    range.load("values");
    return range;
  });
  const ranges = pending.filter((range) => range !== null);
  if (ranges.length === 0) return tables;
  await context.sync();
  const cells = await readLoaded(context, ranges);
  return tables.map((table, index) => {
    const range = pending[index] ?? null;
    const below = range === null ? [] : (cells[ranges.indexOf(range)] ?? []);
    return below.some((row) => row.some((cell) => cell !== "")) ? { ...table, below } : table;
  });
}

function bottomOf({ top, rows, state }: TableSnapshot): number {
  return top + Math.max(1, rows.length) + (state.showTotals ? 1 : 0);
}
