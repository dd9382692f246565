import type { CellRead, CellWrite, TableSnapshot } from "./port";
import { type TableName, tableSpec } from "./schema";
import { type TableView, rawCell } from "./tables";

export interface EntryRow {
  readonly rowIndex: number;
  /** False: a run broke off while the row was being written; its Entry or its Check is blank. */
  readonly isWhole: boolean;
}

/**
 * The row of an entry in a table, known by its key. A row with that key and without an Entry is the entry's when everything
 * that stands in it is as the entry would write it: a row that a person typed says something else. Null: not written.
 */
export function findEntryRow(view: TableView, of: { readonly table: TableName; readonly entry: string; readonly row: Readonly<Record<string, CellWrite>> }): EntryRow | null {
  const { table, entry, row } = of;
  const { key } = tableSpec(table);
  const { byEntry, blank } = rowsByEntry(view);
  const hasKey = (rowIndex: number): boolean => key.every((header) => rawCell(view, rowIndex, header) === plain(row[header]));
  const own = byEntry.get(entry)?.find(hasKey);
  const needsCheck = row["Check"] !== undefined && view.indexes.has("Check");
  if (own !== undefined) return { rowIndex: own, isWhole: !needsCheck || rawCell(view, own, "Check") !== "" };
  const half = blank.find((rowIndex) => hasKey(rowIndex) && [...view.indexes.keys()].every((header) => {
    const cell = rawCell(view, rowIndex, header);
    return cell === "" || cell === plain(row[header]);
  }));
  return half === undefined ? null : { rowIndex: half, isWhole: false };
}

interface RowsByEntry {
  readonly byEntry: ReadonlyMap<string, readonly number[]>;
  /** Rows without an Entry that hold anything. */
  readonly blank: readonly number[];
}

const known = new WeakMap<TableSnapshot, RowsByEntry>();

function rowsByEntry(view: TableView): RowsByEntry {
  const before = known.get(view.snapshot);
  if (before !== undefined) return before;
  const byEntry = new Map<string, number[]>();
  const blank: number[] = [];
  view.snapshot.rows.forEach((cells, rowIndex) => {
    const entry = String(rawCell(view, rowIndex, "Entry"));
    const rows = byEntry.get(entry);
    if (entry === "") {
      if (cells.some((cell) => cell !== "")) blank.push(rowIndex);
    } else if (rows === undefined) byEntry.set(entry, [rowIndex]);
    else rows.push(rowIndex);
  });
  const found = { byEntry, blank };
  known.set(view.snapshot, found);
  return found;
}

function plain(cell: CellWrite | undefined): CellRead {
  return cell === undefined || cell.type === "empty" ? "" : cell.value;
}
