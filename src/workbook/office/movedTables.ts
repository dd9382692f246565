import { Fault } from "../fault";
import type { CellRead, CellUpdate, TableSnapshot } from "../port";
import { cellRead, rawAgain } from "./cellWriter";
import type { Append } from "./roomBelow";
import { rowRuns } from "./rowRuns";
import { queueAppendedCells, sameKeys } from "./tableWrites";

/**
 * Excel cannot be asked to write only if nothing has moved. So a write's own batch loads, before its first cell, what stood
 * where it writes; the answer says whether that was what the reading had shown. Where it was not, it is put back.
 */
export interface Before {
  readonly append: Append;
  readonly updates: readonly CellUpdate[];
  readonly header: Excel.Range;
  readonly keys: Excel.Range;
  /** The rows of the updates, whole. */
  readonly touched: readonly { readonly first: number; readonly range: Excel.Range }[];
}

/** Queued before the writes. */
export function queueBefore(append: Append, updates: readonly CellUpdate[]): Before {
  const { table, at } = append;
  const header = table.getHeaderRowRange();
  header.load("values");
  const corner = header.getCell(0, 0);
  const keys = corner.getOffsetRange(1, 0).getAbsoluteResizedRange(Math.max(1, at.rows.length), 1);
  keys.load("values");
  const rows = [...new Set(updates.map(({ rowIndex }) => rowIndex))].sort((a, b) => a - b);
  const touched = rowRuns(rows).map(({ first, count }) => {
    const range = corner.getOffsetRange(1 + first, 0).getAbsoluteResizedRange(count, at.headers.length);
    range.load("values,formulas,numberFormat");
    return { first, range };
  });
  return { append, updates, header, keys, touched };
}

/** True when columns or rows were not where the snapshot has them. A formula's result may have changed meanwhile: that is no move. */
export function hasMoved({ append: { at }, header, keys, touched }: Before): boolean {
  return !hasSameColumns(at, header) || !sameKeys(at, keys.values) || touched.some(({ first, range }) => range.values.some((row, index) => !isSameRow(at.rows[first + index], row, range.formulas[index])));
}

export function hasSameColumns(at: TableSnapshot, header: Excel.Range): boolean {
  const [now = []] = header.values;
  return at.headers.every((name, index) => String(now[index]) === name);
}

function isSameRow(read: readonly CellRead[] | undefined, values: readonly unknown[], formulas: readonly unknown[] | undefined): boolean {
  return (read ?? []).every((cell, column) => {
    const formula = formulas?.[column];
    if (typeof formula === "string" && formula.startsWith("=") && formula !== values[column]) return true;
    return plain(cell) === plain(cellRead(values[column]));
  });
}

function plain(cell: CellRead): unknown {
  return typeof cell === "object" ? cell.error : cell;
}

/**
 * Cells of rows that had moved get back what they held; new rows whose columns had moved are written again under the headers
 * that stand there now. One round trip; then the Fault rowsMoved, so that the caller reads again.
 */
export async function putBackMoved(context: Excel.RequestContext, moved: readonly Before[]): Promise<void> {
  const [first] = moved;
  if (first === undefined) return;
  for (const before of moved) {
    putCellsBack(before);
    if (before.append.rows.length > 0 && !hasSameColumns(before.append.at, before.header)) rewriteRows(before.append, before.header);
  }
  await context.sync();
  throw new Fault("rowsMoved", `table ${first.append.at.name}`, true);
}

function putCellsBack({ append: { table, at }, updates, touched }: Before): void {
  const corner = table.getHeaderRowRange().getCell(0, 0);
  const columns = new Map(at.headers.map((name, index) => [name, index]));
  for (const { rowIndex, column } of updates) {
    const columnIndex = columns.get(column);
    const run = touched.find(({ first, range }) => rowIndex >= first && rowIndex < first + range.values.length);
    if (columnIndex === undefined || run === undefined) continue;
    const [values, formulas, formats] = [run.range.values, run.range.formulas, run.range.numberFormat].map((rows: readonly (readonly unknown[])[]) => rows[rowIndex - run.first] ?? []);
    const cell = corner.getOffsetRange(1 + rowIndex, columnIndex);
    cell.numberFormat = [[formats?.[columnIndex]]];
    cell.formulas = [[rawAgain(cellRead(values?.[columnIndex]), formulas?.[columnIndex])]];
  }
}

/** New rows that went under the headers of the reading go under those that stand there. */
export function rewriteRows(append: Append, header: Excel.Range): void {
  const { at, rows } = append;
  const [now = []] = header.values;
  const headers = now.map(String);
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  // A cell that was written to and has another header now is emptied, unless a value of its own comes there.
  const wrong = headers.filter((name, index) => used.has(at.headers[index] ?? "") && !used.has(name));
  queueAppendedCells({ ...append, at: { ...at, headers }, rows: rows.map((row) => ({ ...Object.fromEntries(wrong.map((name) => [name, { type: "empty" as const }])), ...row })) });
}
