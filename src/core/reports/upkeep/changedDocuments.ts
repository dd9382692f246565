import { intAt } from "../columns";
import { matchKey } from "../keys";
import type { RowsByNumber } from "../numbered";
import { addedRows } from "./addedRows";

/** Documents by `matchKey` of their number: the fact that stands now; null: none any more. */
export type DocumentChange<Fact> = ReadonlyMap<string, Fact | null>;

/** The documents after a change. Those that were there keep their order, new ones stand behind them. */
export interface ChangedDocuments<Fact> {
  readonly documents: readonly Fact[];
  readonly rows: RowsByNumber;
  /** New row of each row that was; −1: the document is gone. Null: all stay where they are. */
  readonly moved: Int32Array | null;
  /** Rows that were, of documents that are gone or other ones now. */
  readonly before: readonly number[];
  /** Rows that are, of documents that are new or other ones now. */
  readonly after: readonly number[];
}

export function changedDocuments<Fact extends { readonly number: string }>(documents: readonly Fact[], rows: RowsByNumber, change: DocumentChange<Fact>): ChangedDocuments<Fact> {
  if (change.size === 0) return { documents, rows, moved: null, before: [], after: [] };
  const list = [...documents];
  const before: number[] = [];
  const after: number[] = [];
  const gone = new Set<number>();
  const added = new Map<string, number>();
  for (const [key, fact] of change) {
    const row = rows.get(key);
    if (row !== undefined) before.push(row);
    if (fact === null) {
      if (row !== undefined) gone.add(row);
    } else if (row !== undefined) {
      list[row] = fact;
      after.push(row);
    } else {
      added.set(key, list.length);
      after.push(list.length);
      list.push(fact);
    }
  }
  if (gone.size === 0) return { documents: list, rows: addedRows(rows, added), moved: null, before, after };
  const moved = new Int32Array(list.length);
  let next = 0;
  for (let row = 0; row < list.length; row++) moved[row] = gone.has(row) ? -1 : next++;
  const left = list.filter((_, row) => !gone.has(row));
  return { documents: left, rows: new Map(left.map(({ number }, row) => [matchKey(number), row])), moved: moved.subarray(0, documents.length), before, after: after.map((row) => newRow(moved, row)) };
}

/** Where a row stands after the change; −1 stays −1. */
export function newRow(moved: Int32Array | null, row: number): number {
  return moved === null || row < 0 ? row : intAt(moved, row);
}
