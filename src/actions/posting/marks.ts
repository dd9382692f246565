import { type Issue, issueWarning } from "../../core/values/issue";
import type { CellRead, CellUpdate, CellWrite, Snapshot, TableSnapshot } from "../../workbook/port";

/** The marks of source rows for where those rows are now; rows that are gone or were changed are told. */
export function placedMarks(marks: readonly CellUpdate[], of: { readonly planned: Snapshot; readonly now: Snapshot }): { readonly updates: readonly CellUpdate[]; readonly issues: readonly Issue[] } {
  const [first] = marks;
  const planned = of.planned.tables.get(first?.table ?? "");
  const now = of.now.tables.get(first?.table ?? "");
  if (first === undefined || planned === undefined) return { updates: marks, issues: [] };
  if (now === undefined) return { updates: [], issues: [issueWarning("rowsNotMarked", null, { table: first.table, count: marks.length })] };
  const isAsPlanned = marks.every(({ rowIndex }) => planned.rows[rowIndex] === now.rows[rowIndex]);
  if (isAsPlanned) return { updates: marks, issues: [] };
  const { updates, left } = placeMarks(marks, planned, now);
  return { updates, issues: left === 0 ? [] : [issueWarning("rowsNotMarked", null, { table: first.table, count: left })] };
}

/** Marks that do not stand yet: a write that was put back in one table may stand in the others. */
export function withoutStanding(marks: readonly CellUpdate[], now: Snapshot): readonly CellUpdate[] {
  return marks.filter(({ table, rowIndex, column, value }) => {
    const at = now.tables.get(table);
    return at?.rows[rowIndex]?.[at.headers.indexOf(column)] !== plain(value);
  });
}

/**
 * Marks that were planned on `planned`, for the rows where they are now: rows are known by everything in them but the marked
 * column. Rows that are gone or were changed are not marked; `left` counts them.
 */
function placeMarks(marks: readonly CellUpdate[], planned: TableSnapshot, now: TableSnapshot): { readonly updates: readonly CellUpdate[]; readonly left: number } {
  const column = marks[0]?.column ?? "";
  const known = planned.headers.filter((header) => header !== column);
  const keyOf = (table: TableSnapshot, row: readonly CellRead[]): string => JSON.stringify(known.map((header) => row[table.headers.indexOf(header)] ?? ""));
  const free = new Map<string, number[]>();
  now.rows.forEach((row, index) => {
    if ((row[now.headers.indexOf(column)] ?? "") !== "") return;
    const key = keyOf(now, row);
    free.set(key, [...(free.get(key) ?? []), index]);
  });
  const updates = marks.flatMap((mark): CellUpdate[] => {
    const rowIndex = free.get(keyOf(planned, planned.rows[mark.rowIndex] ?? []))?.shift();
    return rowIndex === undefined ? [] : [{ ...mark, rowIndex }];
  });
  return { updates, left: marks.length - updates.length };
}

/** A cell as it will be read once it is written. */
export function plain(cell: CellWrite | undefined): CellRead {
  return cell === undefined || cell.type === "empty" ? "" : cell.value;
}
