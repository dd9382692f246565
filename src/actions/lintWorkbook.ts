import { lint } from "../core/lint/lint";
import { issueError } from "../core/values/issue";
import type { PlainDate } from "../core/values/plainDate";
import { cellAddress } from "../workbook/address";
import { lintTables } from "../workbook/lintTables";
import type { Workbook } from "../workbook/port";
import { readSettings } from "../workbook/settings";
import type { SheetReader } from "../workbook/sheetCells";
import { journalTables, possibleNames, viewTable } from "../workbook/tables";
import { todayOf } from "./book";
import { type Told, tell } from "./runAction";

export interface LintRequest {
  readonly workbook: Workbook;
  readonly sheets: SheetReader;
  /** A table or sheet by name; null: all. What it is compared with (customers, items, invoices) is read in any case. */
  readonly source: string | null;
  readonly today: PlainDate;
}

/**
 * Goes through the workbook's tables of invoices, lines, payments, customers and items, the add-in's and the person's own, and
 * tells what is wrong or doubtful, each with its cell. Writes nothing. Without anything to check it says so.
 */
export async function lintWorkbook({ workbook, sheets, source, today }: LintRequest): Promise<readonly Told[]> {
  const snapshot = await workbook.read({ tables: possibleNames("Settings"), prefixes: ["Journal_"] });
  const journals = journalTables(snapshot);
  // Journals hold no facts of a sheet and are by far the largest.
  const cells = await sheets.readSheets(snapshot.sheetNames.filter((name) => !journals.some(({ sheet }) => sheet === name)));
  const tables = cells.sheets.flatMap((sheet) => lintTables(sheet).map((table) => ({ sheet: sheet.name, table })));
  const wanted = tables.filter(({ sheet, table }) => source === null || isNamed(source, sheet, table.name));
  if (wanted.length === 0) return [tell(issueError("nothingToCheck", null, { source: source ?? "", tables: tables.map(({ table }) => table.name).join(", ") }))];
  // Settings of a workbook that is no ledger are a person's own table and say nothing about its currency.
  const currency = journals.length === 0 ? null : readSettings(viewTable(snapshot, "Settings")).settings.currency;
  const issues = lint({ tables: tables.map(({ table }) => table), today: todayOf(snapshot, today), dateSystem: cells.dateSystem, currency });
  return issues.filter(({ at }) => at === null || wanted.some(({ sheet, table }) => (at.table === undefined ? sheetOf(at.address) === sheetOf(cellAddress(sheet, 0, 0)) : at.table === table.name))).map(tell);
}

/** A table's name, a sheet's, or an address on the sheet. */
function isNamed(source: string, sheet: string, table: string): boolean {
  const wanted = source.trim().toLowerCase();
  return [table, sheet].some((name) => name.toLowerCase() === wanted) || (wanted.includes("!") && sheetOf(wanted) === sheetOf(cellAddress(sheet, 0, 0)).toLowerCase());
}

/** "'Old tracker'!A1" is on 'Old tracker'. */
function sheetOf(address = ""): string {
  return address.slice(0, Math.max(0, address.lastIndexOf("!")));
}
