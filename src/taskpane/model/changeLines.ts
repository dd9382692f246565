import type { ChangeSet } from "../../actions/action";
import { cellAddress } from "../../workbook/address";
import type { CellRead, CellWrite, Snapshot, TableRepair } from "../../workbook/port";

/** One cell that an act would write, with what it says now; or rows that it would add. */
export type ChangeLine =
  | { readonly kind: "cell"; readonly table: string; readonly document: string; readonly column: string; readonly before: string; readonly after: string; readonly address: string }
  | { readonly kind: "rows"; readonly table: string; readonly rows: number; readonly documents: readonly string[] }
  | { readonly kind: "again"; readonly rows: number; readonly documents: readonly string[] }
  | { readonly kind: "removed"; readonly table: string; readonly rows: number; readonly documents: readonly string[] }
  | { readonly kind: "renamed"; readonly from: string; readonly to: string }
  | { readonly kind: "resized"; readonly table: string; readonly rows: number }
  | { readonly kind: "table"; readonly table: string; readonly sheet: string }
  | { readonly kind: "columns"; readonly table: string; readonly columns: readonly string[] };

/** What an act would write besides its Journal rows, cell by cell, as the preview shows it. */
export function changeLines(changes: ChangeSet, snapshot: Snapshot): readonly ChangeLine[] {
  const repairs = [...(changes.repair?.first.repairs ?? []), ...(changes.repair?.last ?? [])].map((repair) => repairLine(repair, snapshot));
  const cells = [...(changes.repair?.first.updates ?? []), ...changes.updates].map(({ table: name, rowIndex, column, value }): ChangeLine => {
    const table = snapshot.tables.get(name);
    const at = table?.headers.indexOf(column) ?? -1;
    const row = table?.rows[rowIndex];
    const address = table === undefined || at < 0 ? "" : cellAddress(table.sheet, table.top + 1 + rowIndex, table.left + at);
    return { kind: "cell", table: name, document: shownCell(row?.[0]), column, before: shownCell(row?.[at]), after: shownWrite(value), address };
  });
  const rows = changes.appends.map(({ table, rows: added }): ChangeLine => {
    const [key] = snapshot.tables.get(table)?.headers ?? [];
    return { kind: "rows", table, rows: added.length, documents: added.map((row) => shownWrite(row[key ?? ""])).filter((text) => text !== "") };
  });
  const columns = changes.newColumns.map(({ table, columns: added }): ChangeLine => ({ kind: "columns", table, columns: added.map(({ header }) => header) }));
  const tables = changes.newTables.map(({ name, sheet }): ChangeLine => ({ kind: "table", table: name, sheet }));
  const again: readonly ChangeLine[] = changes.rejournal === undefined ? [] : [{ kind: "again", rows: changes.rejournal.length, documents: changes.rejournal.filter(({ kind }) => kind !== "change").map(({ document }) => document).filter((text) => text !== "") }];
  return [...again, ...repairs, ...tables, ...columns, ...cells, ...rows];
}

function repairLine(repair: TableRepair, snapshot: Snapshot): ChangeLine {
  switch (repair.kind) {
    case "renameTable":
      return { kind: "renamed", from: repair.table, to: repair.to };
    case "renameColumn":
      return { kind: "renamed", from: `${repair.table}[${repair.from}]`, to: repair.to };
    case "resize":
      return { kind: "resized", table: repair.table, rows: repair.rows };
    case "deleteRows":
      return { kind: "removed", table: repair.table, rows: repair.rows.length, documents: repair.rows.map((row) => shownCell(snapshot.tables.get(repair.table)?.rows[row]?.[0])).filter((text) => text !== "") };
  }
}

function shownCell(cell: CellRead | undefined): string {
  return cell === undefined ? "" : typeof cell === "object" ? cell.error : String(cell);
}

function shownWrite(cell: CellWrite | undefined): string {
  return cell === undefined || cell.type === "empty" ? "" : String(cell.value);
}

/**
 * True when carrying out would write exactly what the person saw. Left aside are numbers of documents, because another
 * person may have taken one, and the moment of recording, which is a later one.
 */
export function sameChanges(seen: ChangeSet, now: ChangeSet): boolean {
  return facts(seen) === facts(now);
}

/** ISO 8601 in UTC, as acts write when something was recorded. */
const MOMENT = /"\d{4}-\d{2}-\d{2}T[\d:.]+Z"/g;

function facts({ appends, documents, entries, newColumns, newTables, rejournal, repair, updates }: ChangeSet): string {
  const plain = documents.map(({ number: _number, ...rest }) => rest);
  const bodies = documents.length > 0 ? [] : entries.map(({ body }) => body);
  const written = JSON.stringify({ plain, bodies, updates, appends, repair, again: rejournal?.map(({ head, payload }) => [head.id, payload]), newTables: newTables.map(({ name }) => name), newColumns });
  return written.replaceAll(MOMENT, "");
}
