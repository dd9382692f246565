import { formatIsoDate, fromSerial } from "../../core/values/plainDate";
import type { CellRead, CellWrite } from "../port";
import { type TableName, tableSpec } from "../schema";

export type ExpectedCells = Readonly<Record<string, CellWrite>>;

/** What a cell comes to, read or to be written; an error is its text. */
export function plainOf(cell: CellRead | CellWrite | undefined): string | number | boolean {
  if (cell === undefined) return "";
  if (typeof cell !== "object") return cell;
  if ("error" in cell) return cell.error;
  return cell.type === "empty" ? "" : cell.value;
}

/** As a person reads it: days as ISO dates, numbers as they are stored. */
export function shownText(cell: CellRead | CellWrite | undefined, type: string): string {
  const plain = plainOf(cell);
  const date = type === "date" && typeof plain === "number" ? fromSerial(plain) : null;
  return date === null ? String(plain) : formatIsoDate(date);
}

/** A row's key as it is compared: the texts of its key cells. */
export function keyOfCells(table: TableName, cellAt: (header: string) => CellRead | CellWrite | undefined): string {
  return JSON.stringify(tableSpec(table).key.map((header) => String(plainOf(cellAt(header)))));
}

/** A row's key as the record of a change names it: "INV-2026-0001 2". */
export function keyText(table: TableName, cellAt: (header: string) => CellRead | CellWrite | undefined): string {
  return tableSpec(table).key.map((header) => String(plainOf(cellAt(header)))).join(" ");
}
