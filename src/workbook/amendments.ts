import type { Entry } from "../core/ledger/entries";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import { parseIsoDate } from "../core/values/plainDate";
import { day, text } from "./cells";
import type { CellWrite } from "./port";
import type { TableName } from "./schema";

/** Columns of posted rows whose accepted change counts from then on; Due by part, in DueDates. */
export const AMENDED_COLUMNS: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  Invoices: ["Reference"], InvoiceLines: ["Reference"], Payments: ["Reference"], DueDates: ["Due"],
};

type Row = Readonly<Record<string, CellWrite>>;
type Amendments = ReadonlyMap<string, string>;

const known = new WeakMap<readonly Entry[], Amendments>();

/** What accepted changes say, by table, row key and column; of several the last in ledger order counts. */
function amendmentsOf(entries: readonly Entry[]): Amendments {
  const before = known.get(entries);
  if (before !== undefined) return before;
  const found = new Map<string, string>();
  for (const { body } of entries) {
    if (body.kind !== "change") continue;
    for (const { column, after } of body.cells) if (isAmendable(body.table, column)) found.set(placeOf(body.table, body.key, column), after);
  }
  known.set(entries, found);
  return found;
}

const documents = new WeakMap<readonly Entry[], ReadonlySet<string>>();

/** Numbers of the documents in whose rows something was amended. */
export function amendedDocuments(entries: readonly Entry[]): ReadonlySet<string> {
  const before = documents.get(entries);
  if (before !== undefined) return before;
  const found = new Set<string>();
  for (const { body } of entries) {
    if (body.kind !== "change") continue;
    // Lines and due dates are named by their number and their place in it.
    if (body.cells.some(({ column }) => isAmendable(body.table, column))) found.add(body.key).add(body.key.slice(0, Math.max(0, body.key.lastIndexOf(" "))));
  }
  documents.set(entries, found);
  return found;
}

export function isAmendable(table: string, column: string): boolean {
  const columns = Object.entries(AMENDED_COLUMNS).find(([name]) => name === table)?.[1] ?? [];
  return columns.includes(column);
}

/** A posted row with what was amended in it since; an invoice's Due is that of its last part. */
export function amendedRow(table: TableName, row: Row, ledger: FoldedLedger): Row {
  const amendments = amendmentsOf(ledger.entries);
  if (amendments.size === 0) return row;
  const number = plain(row["Number"]);
  const dueOf = (part: string): CellWrite | undefined => {
    const date = parseIsoDate(amendments.get(placeOf("DueDates", `${number} ${part}`, "Due")) ?? "");
    return date === null ? undefined : day(date);
  };
  if (table === "DueDates") return withCell(row, "Due", dueOf(plain(row["Part"])));
  const reference = amendments.get(placeOf(table, table === "InvoiceLines" ? `${number} ${plain(row["Line"])}` : number, "Reference"));
  const amended = withCell(row, "Reference", reference === undefined ? undefined : text(reference));
  const dues = table === "Invoices" ? (ledger.charges.get(number)?.dues ?? []) : [];
  const last = dues.at(-1);
  return last === undefined || dues.every(({ part }) => dueOf(String(part)) === undefined) ? amended : withCell(amended, "Due", day(last.due));
}

function withCell(row: Row, header: string, cell: CellWrite | undefined): Row {
  return cell === undefined ? row : { ...row, [header]: cell };
}

function placeOf(table: string, key: string, column: string): string {
  return JSON.stringify([table, key, column]);
}

function plain(cell: CellWrite | undefined): string {
  return cell === undefined || cell.type === "empty" ? "" : String(cell.value);
}
