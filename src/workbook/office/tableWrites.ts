import type { CellUpdate, CellWrite, TableSnapshot } from "../port";
import { formatOf, rawCell } from "./cellWriter";
import { type Append, type Displaced, queueCellsBelow, queueRoom } from "./roomBelow";

/** Rows of a projection go out in slices below the size at which the client library cuts a write in two (1,500 cells). */
const CELLS_PER_WRITE = 1_400;

type Row = Readonly<Record<string, CellWrite>>;

/**
 * Queues rows below a table's body, never by rows.add (a documented co-authoring conflict). The blank first row of an
 * empty table is filled first. The table is resized explicitly, because auto-expansion can be switched off and leaves
 * rows outside (office-js #3191). Proxies are made before the first write, so that they mean the table as it was.
 * A totals row that somebody switched on since the reading would stand where the rows go: it is off while they are written.
 * `standing`: rows right below the table that a broken run wrote; they are written over. `displaced`: what stood there
 * when the rows were written.
 */
export function queueAppend(append: Append, standing: number): { readonly target: Excel.Range; readonly displaced: Displaced } {
  const { table, at } = append;
  const header = table.getHeaderRowRange();
  const totals = table.context.workbook.tables.getItem(at.id); // a proxy of its own: it keeps what was before the next lines
  totals.load("showTotals");
  table.showTotals = false;
  if (at.crowded === true) queueRoom(append, standing);
  const displaced = { below: queueCellsBelow(append), totals };
  const target = appendedRange(append);
  const whole = header.getBoundingRect(target);
  queueAppendedCells(append);
  table.resize(whole);
  return { target, displaced };
}

function appendedRange({ table, at, rows }: Append): Excel.Range {
  return table.getHeaderRowRange().getOffsetRange(1 + at.rows.length, 0).getAbsoluteResizedRange(rows.length, at.headers.length);
}

/** The cells of rows at the end of a table; it is not resized. */
export function queueAppendedCells(append: Append): void {
  const { at, rows } = append;
  const target = appendedRange(append);
  for (const run of columnRuns(at.headers, rows)) {
    const height = Math.max(1, Math.floor(CELLS_PER_WRITE / run.headers.length));
    for (let first = 0; first < rows.length; first += height) {
      const slice = rows.slice(first, first + height);
      const cells = slice.map((row) => run.headers.map((name) => row[name] ?? { type: "empty" as const }));
      queueCells(target.getCell(first, run.start).getAbsoluteResizedRange(slice.length, run.headers.length), cells);
    }
  }
}

/** Formats first, then values, in one rectangle. */
export function queueCells(range: Excel.Range, cells: readonly (readonly CellWrite[])[]): void {
  const formats = cells.map((row) => row.map((cell) => formatOf(cell) ?? "General"));
  range.numberFormat = formats;
  range.values = cells.map((row) => row.map(rawCell));
}

/** Cells of existing rows; neighbours in one column that are written alike go out together. The last word for a cell counts. */
export function queueUpdates(table: Excel.Table, at: TableSnapshot, updates: readonly CellUpdate[]): void {
  const byColumn = new Map<string, Map<number, CellWrite>>();
  for (const { column, rowIndex, value } of updates) {
    const cells = byColumn.get(column) ?? new Map<number, CellWrite>();
    byColumn.set(column, cells.set(rowIndex, value));
  }
  const header = table.getHeaderRowRange();
  for (const [column, cells] of byColumn) {
    const columnIndex = at.headers.indexOf(column);
    if (columnIndex < 0) continue;
    for (const run of columnStretches(cells)) {
      const range = header.getCell(0, columnIndex).getOffsetRange(1 + run.first, 0).getAbsoluteResizedRange(run.values.length, 1);
      if (run.isFormatted) range.numberFormat = run.values.map((value) => [formatOf(value) ?? "General"]);
      range.values = run.values.map((value) => [rawCell(value)]);
    }
  }
}

/** Neighbouring rows whose cells all bring a number format or all leave their own. */
function columnStretches(cells: ReadonlyMap<number, CellWrite>): readonly { readonly first: number; readonly isFormatted: boolean; readonly values: readonly CellWrite[] }[] {
  const stretches: { first: number; isFormatted: boolean; values: CellWrite[] }[] = [];
  for (const [row, value] of [...cells].sort(([a], [b]) => a - b)) {
    const isFormatted = formatOf(value) !== null;
    const last = stretches.at(-1);
    if (last !== undefined && last.first + last.values.length === row && last.isFormatted === isFormatted && last.values.length < CELLS_PER_WRITE) last.values.push(value);
    else stretches.push({ first: row, isFormatted, values: [value] });
  }
  return stretches;
}

/** Neighbouring columns that the rows fill; the user's own columns between them are left alone. */
function columnRuns(headers: readonly string[], rows: readonly Row[]): { start: number; headers: string[] }[] {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const runs: { start: number; headers: string[] }[] = [];
  headers.forEach((header, index) => {
    if (!used.has(header)) return;
    const last = runs.at(-1);
    if (last !== undefined && last.start + last.headers.length === index) last.headers.push(header);
    else runs.push({ start: index, headers: [header] });
  });
  // What says that a row is whole comes last: a run that breaks off leaves rows that can be told for what they are.
  const isSeal = ({ headers: run }: { headers: string[] }): boolean => run.some((header) => header === "Entry" || header === "Check");
  return [...runs.filter((run) => !isSeal(run)), ...runs.filter(isSeal)];
}

/** True when the key column reads as in the snapshot: no row was sorted, inserted or deleted meanwhile. `keyValues`: as Excel gives them. */
export function sameKeys(at: TableSnapshot, keyValues: readonly (readonly unknown[])[]): boolean {
  return at.rows.every((row, index) => {
    const [key = ""] = row;
    return (typeof key === "object" ? key.error : key) === (keyValues[index]?.[0] ?? "");
  });
}
