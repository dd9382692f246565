import type { CellWrite, TableSnapshot } from "../port";
import { formatOf, rawCell } from "./cellWriter";

/** Rows of a projection go out in slices below the size at which the client library cuts a write in two (1,500 cells). */
const CELLS_PER_WRITE = 1_400;

type Row = Readonly<Record<string, CellWrite>>;

/**
 * Queues rows below a table's body, never by rows.add (a documented co-authoring conflict). The blank first row of an
 * empty table is filled first. The table is resized explicitly, because auto-expansion can be switched off and leaves
 * rows outside (office-js #3191). Proxies are made before the first write, so that they mean the table as it was.
 */
export function queueAppend(table: Excel.Table, at: TableSnapshot, rows: readonly Row[]): Excel.Range {
  const header = table.getHeaderRowRange();
  const target = header.getOffsetRange(1 + at.rows.length, 0).getAbsoluteResizedRange(rows.length, at.headers.length);
  const whole = header.getBoundingRect(target);
  for (const run of columnRuns(at.headers, rows)) {
    const height = Math.max(1, Math.floor(CELLS_PER_WRITE / run.headers.length));
    for (let first = 0; first < rows.length; first += height) {
      const slice = rows.slice(first, first + height);
      const cells = slice.map((row) => run.headers.map((name) => row[name] ?? { type: "empty" as const }));
      queueCells(target.getCell(first, run.start).getAbsoluteResizedRange(slice.length, run.headers.length), cells);
    }
  }
  table.resize(whole);
  return target;
}

/** Formats first, then values, in one rectangle. */
export function queueCells(range: Excel.Range, cells: readonly (readonly CellWrite[])[]): void {
  const formats = cells.map((row) => row.map((cell) => formatOf(cell) ?? "General"));
  range.numberFormat = formats;
  range.values = cells.map((row) => row.map(rawCell));
}

/** One cell of an existing row. */
export function queueUpdate(table: Excel.Table, at: TableSnapshot, rowIndex: number, column: string, value: CellWrite): void {
  const columnIndex = at.headers.indexOf(column);
  if (columnIndex < 0) return;
  const cell = table.getHeaderRowRange().getCell(0, columnIndex).getOffsetRange(1 + rowIndex, 0);
  const format = formatOf(value);
  if (format !== null) cell.numberFormat = [[format]];
  cell.values = [[rawCell(value)]];
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
  return runs;
}

/** True when the key column reads as in the snapshot: no row was sorted, inserted or deleted meanwhile. `keyValues`: as Excel gives them. */
export function sameKeys(at: TableSnapshot, keyValues: readonly (readonly unknown[])[]): boolean {
  return at.rows.every((row, index) => {
    const [key = ""] = row;
    return (typeof key === "object" ? key.error : key) === (keyValues[index]?.[0] ?? "");
  });
}
