import { tableRows } from "../../host/cli/tableRows";
import { ErrorValue } from "../../host/model/cell";
import type { Table } from "../../host/model/table";
import type { Workbook } from "../../host/model/workbook";

/** Values that follow from others: refreshed by the next act, never believed. */
const DERIVED: ReadonlySet<string> = new Set(["Balance", "Unapplied", "Disputed", "Status"]);
const LEDGER_TABLES = ["Settings", "Customers", "Items", "TaxCodes", "Terms", "Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"] as const;
/** A table of the person's own from which the books make invoices: its rows are marked. */
export const SOURCE_TABLE = "Jobs";

type Row = Readonly<Record<string, unknown>>;

/** What stands in a book, read from the host's cells and not through the add-in: rows by table, blank rows left out. */
export interface Facts {
  readonly tables: ReadonlyMap<string, readonly Row[]>;
}

export function factsOf(workbook: Workbook): Facts {
  const tables = new Map<string, readonly Row[]>();
  for (const sheet of workbook.sheets)
    for (const table of sheet.tables)
      if (isComparedTable(table)) tables.set(table.name, tableRows(workbook, table).filter((row) => Object.values(row).some((value) => value !== null && value !== "")));
  return { tables };
}

/** The copy of a Journal that comes with a copied sheet has a number behind its name: it is no Journal. */
function isComparedTable({ name }: Table): boolean {
  return name === SOURCE_TABLE || /^Journal_[A-Z]{1,2}$/.test(name) || LEDGER_TABLES.some((known) => known === name);
}

export function rowsOf(facts: Facts, table: string): readonly Row[] {
  return facts.tables.get(table) ?? [];
}

/** All Journals' rows. */
export function journalRows(facts: Facts): readonly Row[] {
  return [...facts.tables].filter(([name]) => name.startsWith("Journal_")).flatMap(([, rows]) => rows);
}

/** Where two books' facts differ, the order of rows apart: at most a few lines. `posted`: derived values and people's tables are not compared. */
export function differences(expected: Facts, actual: Facts, how: "all" | "posted" = "all"): readonly string[] {
  const found: string[] = [];
  for (const name of new Set([...expected.tables.keys(), ...actual.tables.keys()])) {
    if (how === "posted" && !isPosted(name)) continue;
    const rest = new Map<string, number>();
    for (const row of rowsOf(expected, name).filter(isComparable)) count(rest, rowText(row, how), 1);
    for (const row of rowsOf(actual, name).filter(isComparable)) count(rest, rowText(row, how), -1);
    for (const [text, left] of rest) if (left !== 0) found.push(`${name}: ${left > 0 ? "missing" : "too many"} ${text.slice(0, 200)}`);
  }
  return found;
}

/** A book's own id is another each time that it is set up. */
function isComparable(row: Row): boolean {
  return row["Setting"] !== "Ledger ID";
}

function isPosted(table: string): boolean {
  return table.startsWith("Journal_") || table === "Invoices" || table === "DueDates" || table === "InvoiceLines" || table === "Payments" || table === "Applications";
}

function count(into: Map<string, number>, key: string, by: number): void {
  into.set(key, (into.get(key) ?? 0) + by);
}

/** Ids that the add-in makes up by itself (a book's own) are others in each run; so are the hashes over them. */
const MADE_UP_ID = /unnamed-\d+/g;

function rowText(row: Row, how: "all" | "posted"): string {
  const cells = Object.entries(row);
  const isMadeUp = cells.some(([, value]) => typeof value === "string" && value.search(MADE_UP_ID) >= 0);
  const plain = isMadeUp ? cells.filter(([header]) => header !== "Hash").map(([header, value]) => [header, typeof value === "string" ? value.replace(MADE_UP_ID, "unnamed") : value] as const) : cells;
  return JSON.stringify(plain.filter(([header, value]) => value !== null && value !== "" && (how === "all" || !DERIVED.has(header))).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Cells with a value on sheets of tables that no table holds (notes above a Journal apart): what a broken write would leave behind. */
export function strays(workbook: Workbook): readonly string[] {
  return workbook.sheets.flatMap((sheet) => (sheet.tables.some(isComparedTable) ? sheet.rows.flatMap((row, r) => row.flatMap((cell, c) => {
    if (cell === undefined || cell.value === null || cell.value === "") return [];
    const isHeld = sheet.tables.some(({ area }) => r >= area.top && r <= area.bottom && c >= area.left && c <= area.right);
    return isHeld || sheet.tables.every(({ area }) => r < area.top) ? [] : [`${sheet.name} R${r + 1}C${c + 1}: ${cell.value instanceof ErrorValue ? cell.value.code : String(cell.value)}`];
  })) : []));
}

/** Every text that stands anywhere in a book; what a person typed must be among it afterwards. */
export function holdsText(workbook: Workbook, text: string): boolean {
  return workbook.sheets.some((sheet) => sheet.rows.some((row) => row.some((cell) => cell?.value === text)));
}
