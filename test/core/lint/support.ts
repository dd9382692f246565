import { lint } from "../../../src/core/lint/lint";
import type { LintBook } from "../../../src/core/lint/lintBook";
import { fromSerial, parseIsoDate, toSerial } from "../../../src/core/values/plainDate";
import { lintTables } from "../../../src/workbook/lintTables";
import type { CellRead } from "../../../src/workbook/port";
import type { SheetCells } from "../../../src/workbook/sheetCells";
import { currency } from "../../support/entries";

/** What a test can say of a sheet besides its cells. */
export interface SheetText {
  readonly name: string;
  /** Excel table over all rows; its name. Absent: a plain range. */
  readonly table?: string;
  readonly showTotals?: boolean;
  /** First row and column, 0-based. */
  readonly top?: number;
  readonly left?: number;
  /**
   * One line a row, cells parted by "|". Numbers and ISO dates are numbers, "#N/A" an error, 'text a text whatever it looks like
   * ("·" is a blank that stays), "=SUM(A1:A2) -> 3" a formula and its value. A line that begins with "(hidden)" is hidden.
   */
  readonly rows: string;
}

export function sheetOf({ name, table, showTotals = false, top = 0, left = 0, rows }: SheetText): SheetCells {
  const lines = rows.trim().split("\n").map((line) => line.trim());
  const cells = lines.map((line) => line.replace(/^\(hidden\)\s*/u, "").split("|").map((cell) => cellOf(cell.trim())));
  const width = Math.max(...cells.map((row) => row.length));
  const padded = cells.map((row) => [...row, ...Array.from({ length: width - row.length }, () => EMPTY)]);
  return {
    name, top, left, values: padded.map((row) => row.map(({ value }) => value)), formulas: padded.map((row) => row.map(({ formula }) => formula)),
    hiddenRows: new Set(lines.flatMap((line, index) => (line.startsWith("(hidden)") ? [top + index] : []))),
    tables: table === undefined ? [] : [{ name: table, top, left, rowCount: lines.length, columnCount: width, showTotals }],
  };
}

interface CellText {
  readonly value: CellRead;
  readonly formula: string | null;
}

const EMPTY: CellText = { value: "", formula: null };

function cellOf(text: string): CellText {
  const [formula = "", outcome] = text.split(" -> ");
  if (outcome !== undefined) return { value: plainValue(outcome), formula };
  return { value: plainValue(text), formula: null };
}

function plainValue(text: string): CellRead {
  if (text.startsWith("'")) return text.slice(1).replaceAll("·", " ");
  if (/^#[A-Z/0]+[!?A]?$/u.test(text)) return { error: text };
  const day = parseIsoDate(text);
  if (day !== null) return toSerial(day);
  if (text === "TRUE") return true;
  return /^-?\d+(\.\d+)?$/u.test(text) ? Number(text) : text;
}

export const TODAY = 20_634; // 2026-06-30

export interface BookText {
  readonly dateSystem?: 1900 | 1904;
  readonly currency?: string | null;
}

/** Every finding as "code address name=value …", in order. */
export function found(sheets: readonly SheetText[], { dateSystem = 1900, currency: code = "EUR" }: BookText = {}): string[] {
  const today = fromSerial(TODAY + 25_569);
  if (today === null) throw new Error("No today");
  const book: LintBook = { tables: sheets.flatMap((sheet) => lintTables(sheetOf(sheet))), today, dateSystem, currency: code === null ? null : currency(code) };
  return lint(book).map(({ code: rule, at, params }) => [rule, at?.address ?? "-", ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join(" "));
}

export interface LintCase extends BookText {
  readonly name: string;
  readonly sheets: readonly SheetText[];
  readonly told: readonly string[];
}

/** One test for each case: exactly these findings, in this order. */
export function testCases(cases: readonly LintCase[]): void {
  test.each(cases)("$name", ({ sheets, told, ...book }) => {
    expect(found(sheets, book)).toEqual(told);
  });
}

/** A sheet of invoices under the usual headers; "Invoices" as its name. */
export function invoices(rows: string, headers = "Invoice no | Customer | Date | Due | Net | Tax | Total"): SheetText {
  return { name: "Invoices", rows: `${headers}\n${rows.trim()}` };
}

export function payments(rows: string, headers = "Payment date | Customer | Invoice no | Amount | Reference"): SheetText {
  return { name: "Payments", rows: `${headers}\n${rows.trim()}` };
}

export function lines(rows: string, headers = "Invoice no | Item | Quantity | Unit price | Amount"): SheetText {
  return { name: "Lines", rows: `${headers}\n${rows.trim()}` };
}

export function customers(rows: string, headers = "Customer | Name | City"): SheetText {
  return { name: "Clients", rows: `${headers}\n${rows.trim()}` };
}
