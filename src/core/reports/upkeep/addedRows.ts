import type { RowsByNumber } from "../numbered";

/** More added numbers than this are put together with the others: a copy that is then worth its while. */
const SEPARATE = 4_096;

/** Rows by number with more of them, without copying all: what was given stays as it is. */
export function addedRows(rows: RowsByNumber, added: ReadonlyMap<string, number>): RowsByNumber {
  if (added.size === 0) return rows;
  const base = rows instanceof MoreRows ? rows.base : rows;
  const more = new Map(rows instanceof MoreRows ? [...rows.more, ...added] : added);
  return more.size > SEPARATE ? new Map([...base, ...more]) : new MoreRows(base, more);
}

class MoreRows implements RowsByNumber {
  constructor(
    readonly base: RowsByNumber,
    readonly more: ReadonlyMap<string, number>,
  ) {}

  get size(): number {
    return this.base.size + this.more.size;
  }

  get(key: string): number | undefined {
    return this.more.get(key) ?? this.base.get(key);
  }

  *[Symbol.iterator](): Iterator<[string, number]> {
    yield* this.base;
    yield* this.more;
  }
}
