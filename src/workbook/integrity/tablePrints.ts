import type { Steps } from "../../core/reports/steps";
import type { TableSnapshot } from "../port";
import type { TableView } from "../tables";
import { PRINTED, rowPrint } from "./entryPrints";
import { plainOf } from "./plainCells";
import type { RepeatingTable } from "./repeatingTables";

export interface TablePrints {
  /** By body row; NaN for a row that cannot be as it was posted. */
  readonly prints: Float64Array;
  /** What stands under Entry, by body row. */
  readonly entries: readonly string[];
}

const known = new WeakMap<TableSnapshot, TablePrints>();
const STEP_ROWS = 1000;

/** A pass over all cells of a table; a table as it was read is looked through once. */
export function* printTable(table: RepeatingTable, view: TableView): Steps<TablePrints> {
  const { snapshot } = view;
  const before = known.get(snapshot);
  if (before !== undefined) return before;
  const { headers, seed } = PRINTED.get(table) ?? { headers: [], seed: 0 };
  const columns = headers.map((header) => view.indexes.get(header) ?? -1);
  const entryColumn = view.indexes.get("Entry") ?? -1;
  // A formula shows what it likes tomorrow, whatever it shows now.
  const formulas = new Set((snapshot.formulas ?? []).filter(({ column }) => columns.includes(column)).map(({ row }) => row));
  const prints = new Float64Array(snapshot.rows.length);
  const entries: string[] = [];
  for (const [index, cells] of snapshot.rows.entries()) {
    if (index % STEP_ROWS === STEP_ROWS - 1) yield;
    const cell = cells[entryColumn] ?? "";
    entries.push(typeof cell === "string" ? cell : String(plainOf(cell)));
    prints[index] = typeof cell !== "string" || cell === "" || formulas.has(index) ? Number.NaN : rowPrint(seed, columns, cells);
  }
  const found = { prints, entries };
  known.set(snapshot, found);
  return found;
}
