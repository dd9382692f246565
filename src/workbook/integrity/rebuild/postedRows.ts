import { STEP_ROWS, type Steps } from "../../../core/reports/steps";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../../../core/values/currency";
import { decimalFromNumber, decimalText } from "../../../core/values/decimal";
import type { CellRef } from "../../../core/values/issue";
import { minorFromNumber } from "../../../core/values/money";
import { type PlainDate, fromSerial } from "../../../core/values/plainDate";
import type { Snapshot } from "../../port";
import { rowCheck } from "../../rowCheck";
import { type TableView, cellPlace, rawCell, viewTable } from "../../tables";
import { keyOfCells, plainOf } from "../plainCells";
import { REPEATING_TABLES, type RepeatingTable } from "../repeatingTables";

/** One row of a table that repeats the Journal, read as what was posted. */
export interface PostedRow {
  readonly table: RepeatingTable;
  readonly rowIndex: number;
  /** Its Check says that its facts are as they were posted; a table without Checks proves nothing and is true here. */
  readonly isProven: boolean;
  readonly at: CellRef;
  readonly text: (header: string) => string;
  /** Null where the cell holds no number. */
  readonly number: (header: string) => number | null;
  /** As decimal text; "" for a blank cell. */
  readonly decimal: (header: string) => string;
  readonly day: (header: string) => PlainDate | null;
  /** In minor units of the currency; null where the cell holds no exact amount. */
  readonly money: (header: string, currency: CurrencyCode) => number | null;
  readonly currency: () => CurrencyCode | null;
}

/** The rows that one entry left in the tables. */
export type EntryRows = Readonly<Record<RepeatingTable, readonly PostedRow[]>> & { readonly entry: string };

/** In steps: the rows of every entry that `wanted` accepts, by the id in their Entry column. Of rows with one key the first counts. */
export function* rowsByEntry(snapshot: Snapshot, wanted: (entry: string) => boolean): Steps<ReadonlyMap<string, EntryRows>> {
  const found = new Map<string, Record<RepeatingTable, PostedRow[]> & { entry: string }>();
  for (const table of REPEATING_TABLES) {
    const view = viewTable(snapshot, table);
    if (view === null) continue;
    const seen = new Set<string>();
    for (const rowIndex of view.snapshot.rows.keys()) {
      if (rowIndex % STEP_ROWS === 0) yield;
      const entry = String(plainOf(rawCell(view, rowIndex, "Entry")));
      if (entry === "" || !wanted(entry)) continue;
      const key = `${entry} ${keyOfCells(table, (header) => rawCell(view, rowIndex, header))}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const rows = found.get(entry) ?? { entry, Invoices: [], DueDates: [], InvoiceLines: [], Payments: [], Applications: [] };
      found.set(entry, rows);
      rows[table].push(postedRow(table, view, rowIndex));
    }
  }
  return found;
}

function postedRow(table: RepeatingTable, view: TableView, rowIndex: number): PostedRow {
  const cell = (header: string): ReturnType<typeof rawCell> => rawCell(view, rowIndex, header);
  const number = (header: string): number | null => {
    const value = cell(header);
    return typeof value === "number" ? value : null;
  };
  const first = view.columns[0]?.header ?? "";
  const hasCheck = view.columns.some(({ header }) => header === "Check");
  return {
    table, rowIndex, at: cellPlace(view, rowIndex, first), number,
    isProven: !hasCheck || rowCheck(table, cell) === plainOf(cell("Check")),
    text: (header) => String(plainOf(cell(header))),
    decimal: (header) => {
      const value = number(header);
      return value === null ? "" : decimalText(decimalFromNumber(value));
    },
    day: (header) => {
      const value = number(header);
      return value === null ? null : fromSerial(value, view.dateSystem);
    },
    money: (header, currency) => {
      const value = number(header);
      const read = value === null ? null : minorFromNumber(value, currencyDecimals(currency));
      return read?.ok === true ? read.minor : null;
    },
    currency: () => parseCurrency(String(plainOf(cell("Currency")))),
  };
}
