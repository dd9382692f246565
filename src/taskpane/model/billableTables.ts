import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { mapColumns, plainHeader } from "../../workbook/columnMapping";
import type { CellRead, TableSnapshot } from "../../workbook/port";
import { isJournalName, OWN_PREFIX, TABLES } from "../../workbook/schema";
import { LINE_FIELDS } from "../../workbook/sourceColumns";

/** Headers of what is invoiced already or owed: a table that has one lists documents, not work. */
const DOCUMENT_HEADERS: ReadonlySet<string> = new Set(["Due", "Due date", "Payment due", "Invoice number", "Invoice no", "Invoice #", "Balance", "Paid"].map(plainHeader));

/** True for a table of the person's own that holds rows to invoice: a customer, a quantity, and a price, item or amount. */
export function isBillable(name: string, headers: readonly string[]): boolean {
  if (isLedgerTable(name)) return false;
  if (headers.some((header) => DOCUMENT_HEADERS.has(plainHeader(header)))) return false;
  const { columns, ambiguous } = mapColumns(headers, LINE_FIELDS);
  const has = (field: (typeof LINE_FIELDS)[number]["field"]): boolean => columns.has(field) || ambiguous.some((entry) => entry.field === field);
  return has("customer") && has("quantity") && (has("unitPrice") || has("item") || has("amount"));
}

/** True for the tables that Set up makes, under either name. */
export function isLedgerTable(name: string): boolean {
  const plain = name.startsWith(OWN_PREFIX) ? name.slice(OWN_PREFIX.length) : name;
  return isJournalName(name) || TABLES.some((table) => table.name.toLowerCase() === plain.toLowerCase());
}

export interface UnbilledRows {
  readonly table: string;
  readonly address: string;
  readonly count: number;
  /** False: the table has neither a Row ID nor an Invoiced column, so nobody can tell which rows are invoiced. */
  readonly canTell: boolean;
}

/** Rows that hold something, are not marked as invoiced and whose Row ID is on no live invoice. */
export function unbilledRows(table: TableSnapshot, ledger: FoldedLedger | null): UnbilledRows {
  const { columns } = mapColumns(table.headers, LINE_FIELDS);
  const rowId = columns.get("rowId");
  const invoiced = columns.get("invoiced");
  const billed = ledger === null ? new Set<string>() : billedRowIds(ledger);
  const rows = table.rows.filter((row) => {
    if (row.every((cell) => cell === "")) return false;
    if (invoiced !== undefined && isMarked(row[invoiced] ?? "")) return false;
    return rowId === undefined || !billed.has(String(row[rowId] ?? "").trim());
  });
  return { table: table.name, address: table.address, count: rows.length, canTell: rowId !== undefined || invoiced !== undefined };
}

function isMarked(cell: CellRead): boolean {
  const text = typeof cell === "object" ? "" : String(cell).trim();
  return text !== "" && !/^(no|n|false|0)$/i.test(text);
}

function billedRowIds(ledger: FoldedLedger): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { body } of ledger.entries) {
    if (body.kind !== "invoice" || ledger.charges.get(body.document.number)?.status === "Void") continue;
    for (const { rowId } of body.document.lines) if (rowId !== "") ids.add(rowId);
  }
  return ids;
}
