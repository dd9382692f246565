import { type CurrencyCode, currencyDecimals, parseCurrency } from "../core/values/currency";
import { MINOR_MAX, minorFromNumber } from "../core/values/money";
import { fromSerial, type PlainDate } from "../core/values/plainDate";
import { type Cell, idText, readCell, withoutZero } from "./cells";
import { addExact, EXACT_ZERO, exactDecimal, type ExactDecimal, exactFromMinor, roundHalfAway, subtractExact } from "./exactDecimal";
import { type Header, readHeaders, type Recognition, recogniseColumns, type RoleWords } from "./headers";
import { describeCell, type RowProblem, type TableLabel } from "./rowProblems";

/** A person's table with its columns found: the header row is the first row that has every required column. */
export interface FoundTable {
  readonly found: Recognition;
  readonly headers: readonly Header[];
  /** Rows below the header. */
  readonly body: readonly (readonly unknown[])[];
}

/** A title or blank rows may stand above the header; further down a header row is no longer looked for. */
const HEADER_SEARCH_ROWS = 10;

/** Looks for the header row and its columns; when no row has all required roles, the first row that is not blank is taken. */
export function findTable(rows: readonly (readonly unknown[])[], roles: readonly RoleWords[], required: readonly string[], named: ReadonlyMap<string, string>): FoundTable {
  let best: FoundTable | null = null;
  for (let at = 0; at < Math.min(rows.length, HEADER_SEARCH_ROWS); at++) {
    const headers = readHeaders(rows[at] ?? []);
    if (headers.length === 0) continue;
    const body = rows.slice(at + 1);
    const found = recogniseColumns(headers, roles, named, (columns) => sameInEveryRow(columns, body));
    const table: FoundTable = { found, headers, body };
    if (required.every((role) => found.columns.has(role))) return table;
    if (best === null || found.columns.size > best.found.columns.size) best = table;
  }
  return best ?? { found: { columns: new Map(), ambiguous: new Map() }, headers: [], body: [] };
}

function sameInEveryRow(columns: readonly Header[], body: readonly (readonly unknown[])[]): boolean {
  const [first, ...others] = columns;
  if (first === undefined) return false;
  return body.every((row) => others.every((other) => sameCell(readCell(row[first.column]), readCell(row[other.column]))));
}

function sameCell(a: Cell, b: Cell): boolean {
  return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b);
}

/** Also a row of zeros alone, as blank cells come on some platforms: it says nothing. */
export function isBlankRow(row: readonly unknown[]): boolean {
  return row.every((raw) => withoutZero(readCell(raw)).kind === "blank");
}

/** Texts that stand where a customer or number should be in a row that only adds up others. */
export function isTotalLabel(text: string): boolean {
  return /^(grand |sub ?-?|running )?totals?\b/i.test(text) || /\btotal:?$/i.test(text) || /^sum:?$/i.test(text);
}

/** Reads cells of one table and gathers what is wrong with them. */
export interface CellReader {
  readonly problems: RowProblem[];
  readonly rounded: { rows: number; moved: ExactDecimal };
  cell(row: readonly unknown[], header: Header | null): Cell;
  /** An id or null; an error or TRUE/FALSE is a problem, a blank is not. */
  id(row: readonly unknown[], header: Header | null, rowNumber: number): string | null | "bad";
  date(row: readonly unknown[], header: Header, rowNumber: number): PlainDate | "bad";
  amount(cell: Cell, header: Header, currency: CurrencyCode, rowNumber: number): number | "bad";
  currency(row: readonly unknown[], header: Header, rowNumber: number): CurrencyCode | "bad";
  problem(rowNumber: number, what: string, cure: string): "bad";
}

/** 1950-01-01 and 2199-12-31: a number outside is an amount in the wrong column, not a day on which somebody was billed. */
const EARLIEST = -7305;
const LATEST = 84005;

const CURRENCY_SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", US$: "USD", C$: "CAD", A$: "AUD" };

export function createCellReader(label: TableLabel, dateSystem: 1900 | 1904, roundSubMinor: boolean): CellReader {
  const problems: RowProblem[] = [];
  const rounded = { rows: 0, moved: EXACT_ZERO };
  const problem = (row: number, what: string, cure: string): "bad" => {
    problems.push({ label, row, what, cure });
    return "bad";
  };
  const cellOf = (row: readonly unknown[], header: Header | null): Cell => (header === null ? { kind: "blank" } : readCell(row[header.column]));
  return {
    problems,
    rounded,
    problem,
    cell: cellOf,
    id(row, header, rowNumber) {
      const cell = withoutZero(cellOf(row, header));
      if (cell.kind === "blank") return null;
      return idText(cell) ?? problem(rowNumber, `${header?.text ?? ""} ${describeCell(cell)}`, "type the id");
    },
    date(row, header, rowNumber) {
      const cell = withoutZero(cellOf(row, header));
      if (cell.kind !== "number") return problem(rowNumber, `${header.text} ${describeCell(cell)}`, "enter a real date (Data › Text to Columns › Date turns text into dates)");
      // A time of day does not change the day.
      const date = fromSerial(Math.floor(cell.value), dateSystem);
      if (date !== null && date >= EARLIEST && date <= LATEST) return date;
      return problem(rowNumber, `${header.text} ${describeCell(cell)}, which is no date of an invoice or payment`, "enter a real date, or name the right column in options");
    },
    amount(cell, header, currency, rowNumber) {
      if (cell.kind !== "number") return problem(rowNumber, `${header.text} ${describeCell(cell)}`, "type the amount as a number");
      const decimals = currencyDecimals(currency);
      const reading = minorFromNumber(cell.value, decimals);
      if (reading.ok) return reading.minor;
      if (reading.problem !== "subMinor") return problem(rowNumber, `${header.text} ${describeCell(cell)}, which is too large`, "check the amount");
      if (!roundSubMinor)
        return problem(rowNumber, `${header.text} ${describeCell(cell)}, finer than ${decimals} decimals`, `round it in the cell (ROUND(…,${decimals})) or use the option "round rows"`);
      const exact = exactDecimal(cell.value);
      const minor = roundHalfAway(exact, decimals);
      if (Math.abs(minor) > MINOR_MAX) return problem(rowNumber, `${header.text} ${describeCell(cell)}, which is too large`, "check the amount");
      rounded.rows++;
      rounded.moved = addExact(rounded.moved, subtractExact(exactFromMinor(minor, decimals), exact));
      return minor;
    },
    currency(row, header, rowNumber) {
      const cell = withoutZero(cellOf(row, header));
      const text = cell.kind === "text" ? cell.value : "";
      const code = parseCurrency(CURRENCY_SIGNS[text.toUpperCase()] ?? text);
      return code ?? problem(rowNumber, `${header.text} ${describeCell(cell)}`, "type the currency's code, such as EUR or USD");
    },
  };
}
