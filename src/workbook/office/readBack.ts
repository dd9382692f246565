import type { CellRead, RowPlace } from "../port";
import { readLoaded } from "./cellReads";
import { cellRead } from "./cellWriter";
import { rowRuns } from "./rowRuns";
import { queueBelow } from "./tableReads";
import { sameKeys } from "./tableWrites";

/** More stretches of rows than this are read as one. */
const RUNS_MAX = 50;

/** One round trip: what stands at the end of the Journal, and which tables' rows are not where they were. */
export async function readBack(
  context: Excel.RequestContext, ask: { readonly journal: string; readonly from: number; readonly places: readonly RowPlace[] },
): Promise<{ readonly rows: readonly (readonly CellRead[])[] | null; readonly moved: ReadonlySet<string>; readonly crowded: ReadonlySet<string> }> {
  const { workbook } = context;
  const journal = workbook.tables.getItemOrNullObject(ask.journal);
  journal.load("id");
  const header = journal.getHeaderRowRange();
  const body = journal.getDataBodyRange();
  body.load("rowCount");
  // The table may have fewer rows than expected: what lies below it is then read too, and not counted.
  const tail = header.getCell(0, 0).getOffsetRange(1 + ask.from, 0).getBoundingRect(body.getLastRow());
  tail.load("values,rowIndex");
  header.load("rowIndex");
  const places = ask.places.map((place) => ({ place, loads: queuePlace(workbook, place) }));
  await context.sync();
  const moved = new Set(places.filter(({ place, loads }) => !isInPlace(place, loads)).map(({ place }) => place.at.name));
  const crowded = new Set(places.filter(({ loads }) => !loads.below.isNullObject).map(({ place }) => place.at.name));
  if (journal.isNullObject) return { rows: null, moved, crowded };
  const [cells = []] = await readLoaded(context, [tail]);
  const last = header.rowIndex + body.rowCount;
  return { rows: cells.filter((_, index) => tail.rowIndex + index <= last), moved, crowded };
}

interface PlaceLoads {
  readonly table: Excel.Table;
  readonly count: Excel.Range;
  readonly below: Excel.Range;
  readonly ranges: readonly { readonly first: number; readonly range: Excel.Range }[];
}

function queuePlace(workbook: Excel.Workbook, { at, rows }: RowPlace): PlaceLoads {
  const table = workbook.tables.getItemOrNullObject(at.name);
  table.load("id");
  const count = table.getDataBodyRange();
  count.load("rowCount");
  const corner = table.getHeaderRowRange().getCell(0, 0);
  const width = rows === null ? 1 : at.headers.length;
  const all = rows === null ? [{ first: 0, count: Math.max(1, at.rows.length) }] : rowRuns(rows);
  const [from, to] = [all[0], all.at(-1)];
  const runs = all.length <= RUNS_MAX || from === undefined || to === undefined ? all : [{ first: from.first, count: to.first + to.count - from.first }];
  return {
    table, count, below: queueBelow(table.getRange()),
    ranges: runs.map((run) => {
      const range = corner.getOffsetRange(1 + run.first, 0).getAbsoluteResizedRange(run.count, width);
      range.load("values");
      return { first: run.first, range };
    }),
  };
}

function isInPlace({ at, rows }: RowPlace, { table, count, ranges }: PlaceLoads): boolean {
  if (table.isNullObject || table.id !== at.id) return false;
  const [only] = ranges;
  if (rows === null) return count.rowCount === Math.max(1, at.rows.length) && only !== undefined && sameKeys(at, only.range.values);
  const now = new Map<number, readonly unknown[]>(ranges.flatMap(({ first, range }) => range.values.map((row, index): [number, readonly unknown[]] => [first + index, row])));
  return rows.every((index) => {
    const read = (now.get(index) ?? []).map(cellRead);
    return (at.rows[index] ?? []).every((cell, column) => same(cell, read[column] ?? ""));
  });
}

/** An error cell and a text that spells the error read alike. */
function same(a: CellRead, b: CellRead): boolean {
  const text = (cell: CellRead): CellRead => (typeof cell === "object" ? cell.error : cell);
  return text(a) === text(b);
}
