import type { CellRead } from "../workbook/port";
import { type ReadColumns, readColumnsOf, type TableReader } from "./reader";
import type { SheetRows, TableShape } from "./source";
import { type Splice, splicesBetween } from "./splices";
import { sameCell, type WatchedTable } from "./watchman";

export interface ReadAgain {
  readonly columns: ReadColumns;
  readonly splices: readonly Splice[];
}

interface Range {
  readonly first: number;
  end: number;
}

/** More rows than this part of the table are read with all others. */
const MANY = 0.5;

/**
 * A table read again, and how it differs. Where hints say which rows of the sheet were edited, those alone are read; the table
 * must stand where it stood, and rows that it has more must be among them.
 */
export async function readAgain(reader: TableReader, before: WatchedTable & { readonly columns: ReadColumns }, table: TableShape, edited: readonly SheetRows[] | null): Promise<ReadAgain> {
  const headers = before.headers;
  const ranges = edited === null ? null : rangesOf(before, table, edited);
  if (ranges !== null) {
    const slices: { readonly first: number; readonly columns: ReadColumns }[] = [];
    for (const { first, end } of ranges) slices.push({ first, columns: await reader.read(table, headers, first, end) });
    const patched = patchedColumns(before.columns, slices, [...headers.keys()]);
    if (patched !== null) return patched;
  }
  const columns = await reader.read(table, headers);
  return { columns, splices: splicesBetween(before.columns, columns, [...headers.keys()]) };
}

/** Rows of the table to be read, in order and apart; null: all. */
function rangesOf({ shape, columns }: WatchedTable, table: TableShape, edited: readonly SheetRows[]): readonly Range[] | null {
  const { firstRow, rowCount } = table;
  if (firstRow === undefined || firstRow !== shape.firstRow || rowCount < columns.count) return null;
  const ranges: Range[] = [];
  const inOrder = edited.map(({ first, last }) => ({ first: Math.max(0, first - firstRow), end: Math.min(rowCount, last + 1 - firstRow) })).sort((a, b) => a.first - b.first);
  for (const { first, end } of inOrder) {
    if (end <= first) continue;
    const last = ranges.at(-1);
    if (last !== undefined && first <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ first, end });
  }
  // Rows that were added below: the one above them is read too, and must still be what it was.
  const added = ranges.at(-1);
  if (rowCount > columns.count) {
    if (added === undefined || added.first > columns.count || added.end < rowCount) return null;
    if (added.first === columns.count && columns.count > 0) ranges.splice(-1, 1, { first: columns.count - 1, end: added.end });
  }
  const rows = ranges.reduce((sum, { first, end }) => sum + end - first, 0);
  return rows > rowCount * MANY && rows > 100 ? null : ranges;
}

/**
 * The table with some rows read again; null: a row stands elsewhere, or more rows may be others than were told. Columns without a change are
 * shared with the former reading.
 */
function patchedColumns(before: ReadColumns, slices: readonly { readonly first: number; readonly columns: ReadColumns }[], headers: readonly string[]): ReadAgain | null {
  const rows: number[] = [];
  const cells = new Map(before.cells);
  const own = new Map<string, CellRead[]>();
  const edited = new Set<string>();
  let count = before.count;
  const put = (header: string, row: number, cell: CellRead): void => {
    let list = own.get(header);
    if (list === undefined) {
      list = [...(before.cells.get(header) ?? [])];
      own.set(header, list);
      cells.set(header, list);
    }
    list[row] = cell;
  };
  for (const { first, columns } of slices)
    for (let at = 0; at < columns.count; at++) {
      const row = first + at;
      const changed = headers.filter((header) => row >= before.count || !sameCell(before.cell(header, row), columns.cell(header, at)));
      for (const header of changed) put(header, row, columns.cell(header, at));
      if (row < before.count) for (const header of changed) edited.add(header);
      if (changed.length > 0 && row < before.count) rows.push(row);
      count = Math.max(count, row + 1);
    }
  // A formula that is typed into an empty column fills all of it, and no document says that Excel tells of more than the cell.
  if (before.count > 1 && [...edited].some((header) => (before.cells.get(header) ?? []).every((cell) => cell === ""))) return null;
  const splices: { readonly at: number; removed: number; added: number }[] = [];
  for (const row of rows) {
    const last = splices.at(-1);
    if (last !== undefined && last.at + last.removed === row) {
      last.removed++;
      last.added++;
    } else splices.push({ at: row, removed: 1, added: 1 });
  }
  if (count > before.count) {
    // The row above the added ones was read for this: had rows come in further up, it would be another one.
    if (before.count > 0 && rows.includes(before.count - 1) && !isBlankRow(before, before.count - 1, headers)) return null;
    splices.push({ at: before.count, removed: 0, added: count - before.count });
  }
  return { columns: readColumnsOf(cells, count), splices };
}

function isBlankRow(columns: ReadColumns, row: number, headers: readonly string[]): boolean {
  return headers.every((header) => columns.cell(header, row) === "");
}
