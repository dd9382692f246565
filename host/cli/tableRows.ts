import { isDateFormat } from "numfmt";
import { currencyDecimals, parseCurrency } from "../../src/core/values/currency";
import { decimalFromNumber, decimalText } from "../../src/core/values/decimal";
import { minorFromNumber, minorText } from "../../src/core/values/money";
import { formatIsoDate, fromSerial } from "../../src/core/values/plainDate";
import { type ColumnType, JOURNAL_COLUMNS, TABLES } from "../../src/workbook/schema";
import { type Cell, ErrorValue } from "../model/cell";
import { bodyArea, type Table } from "../model/table";
import type { Workbook } from "../model/workbook";

export type JsonCell = string | number | boolean | null | { readonly error: string };

/**
 * A table's rows as objects by header: amounts and other numbers as decimal texts, dates as ISO, empty cells as null.
 * The ledger's own columns go by their declared type; a user's own columns by their number format.
 */
export function tableRows(workbook: Workbook, table: Table): Record<string, JsonCell>[] {
  const body = bodyArea(table);
  const headers = table.columns.map((column) => column.name);
  const types = columnTypes(table);
  const currencyAt = headers.indexOf("Currency");
  const rows: Record<string, JsonCell>[] = [];
  for (let row = body.top; row <= body.bottom; row++) {
    const cells = headers.map((_header, index) => table.sheet.get(row, body.left + index));
    if (cells.every((cell) => cell === undefined || cell.value === null || cell.value === "")) continue;
    const currency = parseCurrency(String(cells[currencyAt]?.value ?? ""));
    const decimals = currency === null ? 2 : currencyDecimals(currency);
    rows.push(
      Object.fromEntries(headers.map((header, index) => [header, jsonCell(workbook, cells[index], types.get(header), decimals)])),
    );
  }
  return rows;
}

function columnTypes(table: Table): ReadonlyMap<string, ColumnType> {
  const name = table.name.replace(/^OI_/, "");
  const columns = name.startsWith("Journal_") ? JOURNAL_COLUMNS : (TABLES.find((spec) => spec.name === name)?.columns ?? []);
  return new Map(columns.map((column) => [column.header, column.type]));
}

function jsonCell(workbook: Workbook, cell: Cell | undefined, type: ColumnType | undefined, decimals: number): JsonCell {
  const value = cell?.value ?? null;
  if (value === null || value === "") return null;
  if (value instanceof ErrorValue) return { error: value.code };
  if (typeof value !== "number") return value;
  const isDate = type === "date" || (type === undefined && isDateFormat(workbook.styles.get(cell?.style ?? 0).numberFormat));
  if (isDate) return isoOrNumber(value, workbook.dateSystem);
  if (type === "money") {
    const minor = minorFromNumber(value, decimals);
    if (minor.ok) return minorText(minor.minor, decimals);
  }
  return decimalText(decimalFromNumber(value));
}

function isoOrNumber(serial: number, dateSystem: 1900 | 1904): string {
  const date = fromSerial(Math.floor(serial), dateSystem);
  return date === null ? decimalText(decimalFromNumber(serial)) : formatIsoDate(date);
}
