import { Fault } from "../fault";
import type { CellRead, CellWrite, TableSnapshot } from "../port";
import { cellRead, rawAgain } from "./cellWriter";
import { faultFrom } from "./officeFault";

type Row = Readonly<Record<string, CellWrite>>;

/** Rows for the end of a table. `at`: the table as it was read. */
export interface Append {
  readonly table: Excel.Table;
  readonly at: TableSnapshot;
  readonly rows: readonly Row[];
}

/** What stands where an append goes, below the table as it was read; loaded in the caller's batch, read after its sync. */
export interface CellsBelow {
  readonly area: Excel.Range;
  readonly used: Excel.Range;
}

/** What an append had to put aside. `totals`: whether the table's totals row was on before it. */
export interface Displaced {
  readonly below: CellsBelow | null;
  readonly totals: Excel.Table;
}

/** Queues a look at the cells below a table which an append will fill; null where it fills the blank first row alone. */
export function queueCellsBelow(append: Append): CellsBelow | null {
  const area = areaBelow(append, 0);
  if (area === null) return null;
  area.load("rowIndex,columnIndex");
  const used = area.getUsedRangeOrNullObject(true);
  used.load("rowIndex,columnIndex,values,formulas,numberFormat");
  return { area, used };
}

/**
 * How many rows right below each table are already what the append writes first: a run broke off before the table took them
 * in. A round trip where something stands below one of the tables, else none.
 */
export async function standingBelow(context: Excel.RequestContext, appends: readonly Append[]): Promise<readonly number[]> {
  const looks = appends.map((append) => (append.at.crowded === true ? queueCellsBelow(append) : null));
  if (looks.every((look) => look === null)) return appends.map(() => 0);
  await context.sync();
  return appends.map((append, index) => {
    const found = foundIn(looks[index] ?? null);
    let count = 0;
    while (isOwn(append, count, found.find(({ row }) => row === count))) count += 1;
    return count;
  });
}

/** What stands below the table, in its columns, moves down; `standing` rows of it are the append's own and stay. */
export function queueRoom(append: Append, standing: number): void {
  areaBelow(append, standing)?.insert(Excel.InsertShiftDirection.down);
}

/**
 * What somebody wrote below a table between the reading and the write stood where the new rows are now: it goes below them,
 * as it would have moved had it been known, and a totals row that was switched on is so again: the columns keep what it
 * calculates (ECMA-376-1, 18.5.1.3 tableColumn, totalsRowFunction; not run in Excel). A round trip where there was anything, else none. Where that fails, the Fault names it.
 */
export async function putBelow(context: Excel.RequestContext, appends: readonly { readonly append: Append; readonly displaced: Displaced }[]): Promise<void> {
  const lost = appends.flatMap(({ append, displaced }) => {
    const rows = foundIn(displaced.below).filter((found) => !isOwn(append, found.row, found));
    return rows.length === 0 ? [] : [{ append, rows }];
  });
  const totals = appends.filter(({ displaced }) => displaced.totals.showTotals).map(({ append }) => append);
  if (lost.length + totals.length === 0) return;
  for (const { append, rows } of lost) {
    const { table, at } = append;
    const below = table.getHeaderRowRange().getOffsetRange(1 + at.rows.length + append.rows.length, 0);
    below.getAbsoluteResizedRange(belowOf(append).length, at.headers.length).insert(Excel.InsertShiftDirection.down);
    // The insertion has moved what the proxy meant.
    const free = table.getHeaderRowRange().getOffsetRange(1 + at.rows.length + append.rows.length, 0);
    for (const { row, first, raw, formats } of rows) {
      const target = free.getCell(row, first).getAbsoluteResizedRange(1, raw.length);
      target.numberFormat = [[...formats]];
      target.formulas = [[...raw]];
    }
  }
  for (const { table } of totals) table.showTotals = true;
  try {
    await context.sync();
  } catch (thrown) {
    const { code, detail } = faultFrom(thrown);
    const texts = lost.map(({ append, rows }) => `${append.at.name}: ${rows.flatMap(({ cells }) => cells.filter((cell) => cell !== "").map(textOf)).join(", ")}`);
    const off = totals.map(({ at }) => `totals row of ${at.name} switched off`);
    throw new Fault(code, [detail, ...(texts.length === 0 ? [] : [`written over below ${texts.join("; ")}`]), ...off].join("; "), true);
  }
}

interface FoundRow {
  /** From the first row of the area on. */
  readonly row: number;
  /** The first column that is used. */
  readonly first: number;
  readonly cells: readonly CellRead[];
  readonly raw: readonly unknown[];
  readonly formats: readonly unknown[];
}

/** Rows in which anything stands. */
function foundIn(look: CellsBelow | null): readonly FoundRow[] {
  if (look === null || look.used.isNullObject) return [];
  const { area, used } = look;
  const values: readonly (readonly unknown[])[] = used.values;
  const formulas: readonly (readonly unknown[])[] = used.formulas;
  const formats: readonly (readonly unknown[])[] = used.numberFormat;
  return values.flatMap((row, index): FoundRow[] => {
    const cells = row.map(cellRead);
    if (cells.every((cell) => cell === "")) return [];
    const raw = cells.map((cell, column) => rawAgain(cell, formulas[index]?.[column]));
    return [{ row: used.rowIndex - area.rowIndex + index, first: used.columnIndex - area.columnIndex, cells, raw, formats: formats[index] ?? [] }];
  });
}

/** Whether what was found is the append's row in that place, whole or in part: what the entry and its facts are known by, or every cell. */
function isOwn(append: Append, index: number, found: FoundRow | undefined): boolean {
  const row = belowOf(append)[index];
  if (row === undefined || found === undefined) return false;
  const written = (header: string): CellRead => {
    const cell = row[header];
    return cell === undefined || cell.type === "empty" ? "" : cell.value;
  };
  const there = (header: string): CellRead => found.cells[append.at.headers.indexOf(header) - found.first] ?? "";
  if (written("Check") !== "" && there("Check") === written("Check") && there("Entry") === written("Entry")) return true;
  return append.at.headers.every((header) => there(header) === "" || there(header) === written(header));
}

function areaBelow(append: Append, skip: number): Excel.Range | null {
  const { table, at, rows } = append;
  const count = belowOf(append).length - skip;
  return count <= 0 ? null : table.getHeaderRowRange().getOffsetRange(1 + at.rows.length + rows.length - count, 0).getAbsoluteResizedRange(count, at.headers.length);
}

/** The blank first row of an empty table is there already: the rest goes below it. */
function belowOf({ at, rows }: Append): readonly Row[] {
  return at.rows.length === 0 ? rows.slice(1) : rows;
}

function textOf(cell: CellRead): string {
  return typeof cell === "object" ? cell.error : String(cell);
}
