import { tableSpec } from "../schema";
import { type TableView, rawCell } from "../tables";
import type { ExpectedRow } from "./expectedRows";
import { keyOfCells, plainOf } from "./plainCells";
import type { RepeatingTable } from "./repeatingTables";

export interface RowMatch {
  readonly pairs: readonly { readonly rowIndex: number; readonly expected: ExpectedRow }[];
  /** Body rows without a single value. */
  readonly blank: readonly number[];
  /** Body rows that are no posted row. */
  readonly extra: readonly number[];
  /** Posted rows that the body does not have. */
  readonly gone: readonly ExpectedRow[];
}

/** So many comparisons of left-over rows are made; beyond, only rows with the same Check or the same Entry are compared. */
const COMPARISONS_MAX = 40_000;

/**
 * Which row of the table is which posted row: by key, of several rows with one key the one most like it; then what is left
 * over by likeness, so that a row whose key was overtyped, or that was written over with another, is known for what it was.
 * `rows`: the body rows to be looked at; the others are known to be as posted, and none of theirs is in `expected`.
 */
export function matchRows(table: RepeatingTable, view: TableView, { rows: among, expected }: { readonly rows: readonly number[]; readonly expected: ReadonlyMap<string, ExpectedRow> }): RowMatch {
  const blank: number[] = [];
  const byKey = new Map<string, number[]>();
  for (const rowIndex of among) {
    if ((view.snapshot.rows[rowIndex] ?? []).every((cell) => cell === "")) blank.push(rowIndex);
    else push(byKey, keyOfCells(table, (header) => rawCell(view, rowIndex, header)), rowIndex);
  }
  const likeness = likenessIn(table, view);
  const pairs: { rowIndex: number; expected: ExpectedRow }[] = [];
  const extra: number[] = [];
  const gone: ExpectedRow[] = [];
  for (const row of expected.values()) if (!byKey.has(row.key)) gone.push(row);
  for (const [key, rows] of byKey) {
    const row = expected.get(key);
    if (row === undefined) extra.push(...rows);
    else {
      const best = rows.length === 1 ? rows[0] : bestOf(rows, (rowIndex) => likeness(rowIndex, row));
      for (const rowIndex of rows) if (rowIndex === best) pairs.push({ rowIndex, expected: row });
        else extra.push(rowIndex);
    }
  }
  const found = pairLeftovers({ view, likeness }, extra, gone);
  const taken = new Set(found.map(({ rowIndex }) => rowIndex));
  const kept = new Set(found.map(({ expected: row }) => row));
  pairs.push(...found);
  return { pairs: pairs.sort((a, b) => a.rowIndex - b.rowIndex), blank, extra: extra.filter((row) => !taken.has(row)).sort((a, b) => a - b), gone: gone.filter((row) => !kept.has(row)) };
}

interface Leftovers {
  readonly view: TableView;
  readonly likeness: (rowIndex: number, row: ExpectedRow) => number;
}

function pairLeftovers({ view, likeness }: Leftovers, extra: readonly number[], gone: readonly ExpectedRow[]): { rowIndex: number; expected: ExpectedRow }[] {
  if (extra.length === 0 || gone.length === 0) return [];
  const few = extra.length * gone.length <= COMPARISONS_MAX;
  const text = (row: ExpectedRow, header: string): string => String(plainOf(row.cells[header]));
  const alike = (rowIndex: number, row: ExpectedRow, header: string): boolean => {
    const cell = String(plainOf(rawCell(view, rowIndex, header)));
    return cell !== "" && cell === text(row, header);
  };
  const byMark = new Map<string, ExpectedRow[]>();
  if (!few) for (const row of gone) for (const header of ["Check", "Entry"]) push(byMark, `${header} ${text(row, header)}`, row);
  const candidates: { rowIndex: number; expected: ExpectedRow; score: number }[] = [];
  for (const rowIndex of extra) {
    const near = few ? gone : ["Check", "Entry"].flatMap((header) => byMark.get(`${header} ${String(plainOf(rawCell(view, rowIndex, header)))}`)?.slice(0, 50) ?? []);
    for (const row of near) {
      const score = likeness(rowIndex, row) + (alike(rowIndex, row, "Check") ? 1 : 0);
      const needed = alike(rowIndex, row, "Entry") ? 0.5 : 0.75;
      if (score >= needed) candidates.push({ rowIndex, expected: row, score });
    }
  }
  candidates.sort((a, b) => b.score - a.score || a.rowIndex - b.rowIndex);
  const rows = new Set<number>();
  const found = new Set<ExpectedRow>();
  return candidates.filter(({ rowIndex, expected }) => {
    if (rows.has(rowIndex) || found.has(expected)) return false;
    rows.add(rowIndex);
    found.add(expected);
    return true;
  });
}

/** Share of the posted columns in which a row says what was posted. */
function likenessIn(table: RepeatingTable, view: TableView): (rowIndex: number, row: ExpectedRow) => number {
  const headers = tableSpec(table).columns.filter(({ header, derived }) => derived !== true && view.indexes.has(header)).map(({ header }) => header);
  return (rowIndex, { cells }) => {
    let same = 0;
    for (const header of headers) if (plainOf(rawCell(view, rowIndex, header)) === plainOf(cells[header])) same += 1;
    return headers.length === 0 ? 0 : same / headers.length;
  };
}

function bestOf(rows: readonly number[], score: (rowIndex: number) => number): number | undefined {
  return rows.reduce<{ rowIndex: number; score: number } | null>((best, rowIndex) => {
    const own = score(rowIndex);
    return best === null || own > best.score ? { rowIndex, score: own } : best;
  }, null)?.rowIndex;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
