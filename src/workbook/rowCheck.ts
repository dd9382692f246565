import { sha256Hex } from "./hash";
import type { CellRead, CellWrite } from "./port";
import { type TableName, tableSpec } from "./schema";

/** People may change these in a posted row; the change is journalled, and the row's facts are as before. */
const AMENDABLE: ReadonlySet<string> = new Set(["Reference", "Due"]);
const CHECK_LENGTH = 12;

/**
 * The `Check` of a row: a short hash of its facts, so that an overtyped cell shows. Left out: derived columns, the check
 * itself and what people may amend. `cellAt` gives the cell under a header of the schema, as read or as written.
 */
export function rowCheck(table: TableName, cellAt: (header: string) => CellRead | CellWrite | undefined): string {
  const facts: (string | number | boolean)[] = [table];
  for (const header of factHeaders(table)) facts.push(plainValue(cellAt(header)));
  return sha256Hex(JSON.stringify(facts)).slice(0, CHECK_LENGTH);
}

const headers = new Map<TableName, readonly string[]>();

function factHeaders(table: TableName): readonly string[] {
  const known = headers.get(table);
  if (known !== undefined) return known;
  const found = tableSpec(table).columns.filter(({ header, derived }) => derived !== true && header !== "Check" && !AMENDABLE.has(header)).map(({ header }) => header);
  headers.set(table, found);
  return found;
}

function plainValue(cell: CellRead | CellWrite | undefined): string | number | boolean {
  if (cell === undefined) return "";
  if (typeof cell !== "object") return cell;
  if ("error" in cell) return cell.error;
  return cell.type === "empty" ? "" : cell.value;
}
