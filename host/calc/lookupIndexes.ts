import { MAX_ROWS, type Scalar } from "../model/cell";
import type { Sheet } from "../model/sheet";
import { textToNumber } from "./coerce";
import { numberKey, textKey } from "./criteria";

interface ColumnIndex {
  readonly version: number;
  /** Rows by key, ascending; null until the column was asked for twice without a change in between. */
  rows: ReadonlyMap<string, readonly number[]> | null;
}

const NO_ROWS: readonly number[] = [];
/** Below this many rows a plain loop is as fast. */
const WORTH_IT = 64;

/** Where values stand in a column, so that thousands of SUMIFS or lookups on a long column do not each walk through it. */
export class LookupIndexes {
  private readonly versions = new Map<Sheet, number[]>();
  private readonly indexes = new Map<Sheet, (ColumnIndex | undefined)[]>();

  /** A value of the column changed. */
  touch(sheet: Sheet, column: number): void {
    let versions = this.versions.get(sheet);
    if (versions === undefined) this.versions.set(sheet, (versions = []));
    versions[column] = (versions[column] ?? 0) + 1;
  }

  /** Rows moved or values were replaced in bulk. */
  forget(): void {
    this.indexes.clear();
  }

  /**
   * The rows of the column whose value has that key, ascending (numbers also under texts that look like them). Null: no index yet,
   * look for yourself.
   */
  rows(sheet: Sheet, column: number, key: string): readonly number[] | null {
    if (sheet.rows.length < WORTH_IT) return null;
    const version = this.versions.get(sheet)?.[column] ?? 0;
    let ofSheet = this.indexes.get(sheet);
    if (ofSheet === undefined) this.indexes.set(sheet, (ofSheet = []));
    const index = ofSheet[column];
    if (index?.version !== version) {
      ofSheet[column] = { version, rows: null };
      return null;
    }
    index.rows ??= buildIndex(sheet, column);
    return index.rows.get(key) ?? NO_ROWS;
  }
}

function buildIndex(sheet: Sheet, column: number): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  const add = (key: string, row: number): void => {
    const list = rows.get(key);
    if (list === undefined) rows.set(key, [row]);
    else list.push(row);
  };
  sheet.eachRow(0, MAX_ROWS - 1, (cells, row) => {
    const value: Scalar = cells[column]?.value ?? null;
    if (typeof value === "number") add(numberKey(value), row);
    else if (typeof value === "string") {
      add(textKey(value.toLowerCase()), row);
      const number = textToNumber(value);
      if (number !== null) add(numberKey(number), row);
    }
  });
  return rows;
}

/** The position in an ascending list of the first element that is not below `value`. */
export function firstNotBelow(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
