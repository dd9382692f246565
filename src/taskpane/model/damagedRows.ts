import type { FoldedLedger } from "../../core/ledger/ledgerState";
import type { CellRead, CellWrite, Snapshot } from "../../workbook/port";
import { projectEntry } from "../../workbook/projection";
import { rowCheck } from "../../workbook/rowCheck";
import { type TableName, tableSpec } from "../../workbook/schema";
import { type TableView, cellPlace, rawCell, viewTable } from "../../workbook/tables";

/** A row that somebody typed into a table of posted documents: it is not in the ledger. */
export interface TypedRow {
  readonly table: TableName;
  readonly number: string;
  readonly address: string;
}

/** A cell of a posted row that no longer says what was posted. */
export interface OvertypedCell {
  readonly table: TableName;
  readonly number: string;
  readonly column: string;
  readonly address: string;
  readonly now: CellRead;
  /** What was posted; null where the Journal does not know the row. */
  readonly posted: CellRead | null;
}

/** Rows of Invoices and Payments without an Entry. */
export function typedRows(snapshot: Snapshot): readonly TypedRow[] {
  return (["Invoices", "Payments"] as const).flatMap((table): TypedRow[] => {
    const view = viewTable(snapshot, table);
    if (view === null) return [];
    return view.snapshot.rows.flatMap((row, index): TypedRow[] => {
      if (rawCell(view, index, "Entry") !== "" || row.every((cell) => cell === "")) return [];
      return [{ table, number: String(rawCell(view, index, "Number")), address: cellPlace(view, index, "Number").address ?? "" }];
    });
  });
}

/** Posted rows of Invoices and Payments whose Check fails, with the cells that differ from what was posted. */
export function overtypedCells(snapshot: Snapshot, ledger: FoldedLedger): readonly OvertypedCell[] {
  return (["Invoices", "Payments"] as const).flatMap((table): OvertypedCell[] => {
    const view = viewTable(snapshot, table);
    if (view === null || view.missing.includes("Check")) return [];
    return view.snapshot.rows.flatMap((_, index): OvertypedCell[] => {
      const entry = rawCell(view, index, "Entry");
      if (entry === "" || rawCell(view, index, "Check") === rowCheck(table, (header) => rawCell(view, index, header))) return [];
      return differences(view, table, index, postedRow(ledger, { table, entry: String(entry), number: rawCell(view, index, "Number") }));
    });
  });
}

type Row = Readonly<Record<string, CellWrite>>;

function postedRow(ledger: FoldedLedger, of: { readonly table: TableName; readonly entry: string; readonly number: CellRead }): Row | null {
  const entry = ledger.entries.find(({ head }) => head.id === of.entry);
  const rows = entry === undefined ? [] : (projectEntry(entry, ledger).get(of.table) ?? []);
  const [only] = rows;
  return rows.find((row) => valueOf(row["Number"]) === of.number) ?? (rows.length === 1 ? (only ?? null) : null);
}

/** People may amend these in place; a change there is no damage. */
const AMENDABLE: ReadonlySet<string> = new Set(["Reference", "Due"]);

function differences(view: TableView, table: TableName, index: number, posted: Row | null): OvertypedCell[] {
  const number = String(rawCell(view, index, "Number"));
  const whole = { table, number, column: "Number", address: cellPlace(view, index, "Number").address ?? "", now: rawCell(view, index, "Number"), posted: null };
  if (posted === null) return [whole];
  const cells = tableSpec(table).columns.flatMap(({ header, derived }): OvertypedCell[] => {
    if (derived === true || AMENDABLE.has(header)) return [];
    const before = valueOf(posted[header]);
    const now = rawCell(view, index, header);
    return now === before ? [] : [{ table, number, column: header, address: cellPlace(view, index, header).address ?? "", now, posted: before }];
  });
  return cells.length === 0 ? [whole] : cells;
}

function valueOf(cell: CellWrite | undefined): CellRead {
  return cell === undefined || cell.type === "empty" ? "" : cell.value;
}
