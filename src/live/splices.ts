import type { TableColumns } from "./reader";
import { sameCell } from "./watchman";

/**
 * Rows of a table that became other ones: from row `at`, `removed` rows were there and `added` rows are. Of several only the last
 * moves the rows below it.
 */
export interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly added: number;
}

/** How a table as it is differs from what it was, in order of rows; none: not at all. */
export function splicesBetween(before: TableColumns, after: TableColumns, headers: readonly string[]): Splice[] {
  const same = (a: number, b: number): boolean => headers.every((header) => sameCell(before.cell(header, a), after.cell(header, b)));
  const shared = Math.min(before.count, after.count);
  if (before.count !== after.count) {
    let start = 0;
    while (start < shared && same(start, start)) start++;
    let end = 0;
    while (end < shared - start && same(before.count - 1 - end, after.count - 1 - end)) end++;
    return [{ at: start, removed: before.count - start - end, added: after.count - start - end }];
  }
  const splices: Splice[] = [];
  for (let row = 0; row < shared; row++) {
    if (same(row, row)) continue;
    const start = row;
    while (row + 1 < shared && !same(row + 1, row + 1)) row++;
    splices.push({ at: start, removed: row + 1 - start, added: row + 1 - start });
  }
  return splices;
}
