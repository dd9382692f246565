import type { Steps } from "../core/reports/steps";
import { rowCheck } from "../workbook/rowCheck";
import type { TableColumns } from "./reader";
import type { Splice } from "./splices";

export type CheckedTable = "Invoices" | "Payments" | "Applications";

/** Results by what was read, row by row: 0 not checked yet, 1 as posted, 2 changed. A table that was not read again keeps its own. */
const results = new WeakMap<TableColumns, Uint8Array>();

/** True when the row's facts are those that were posted, by its Check column. */
export function passesCheck(table: CheckedTable, rows: TableColumns, row: number): boolean {
  const known = resultsOf(rows);
  if (known[row] === 0) known[row] = String(rows.cell("Check", row)) === rowCheck(table, (header) => rows.cell(header, row)) ? 1 : 2;
  return known[row] === 1;
}

/** Rows that stayed the same keep their results. */
export function keepChecks(before: TableColumns, after: TableColumns, splices: readonly Splice[]): void {
  const known = results.get(before);
  if (before === after || known === undefined) return;
  const kept = resultsOf(after);
  let [from, to] = [0, 0];
  for (const { at, removed, added } of splices) {
    kept.set(known.subarray(from, at), to);
    to += at - from + added;
    from = at + removed;
  }
  kept.set(known.subarray(from), to);
}

/** Checks all posted rows ahead: hashing a row is cheap, hashing a hundred thousand is not. */
export function* checkRows(table: CheckedTable, rows: TableColumns): Steps<null> {
  for (let row = 0; row < rows.count; row++) {
    if (row % CHECK_ROWS === 0) yield;
    if (rows.cell("Entry", row) !== "") passesCheck(table, rows, row);
  }
  return null;
}

/** Rows between two yields: a hash costs some ten microseconds. */
const CHECK_ROWS = 64;

function resultsOf(rows: TableColumns): Uint8Array {
  let known = results.get(rows);
  if (known === undefined) results.set(rows, (known = new Uint8Array(rows.count)));
  return known;
}
