import { parseTaxCategory } from "../core/documents/tax";
import { parseTerms, TERMS_KNOWN_FORMS } from "../core/documents/terms";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../core/values/currency";
import { type CellRef, type Issue, issueError } from "../core/values/issue";
import type { PlainDate } from "../core/values/plainDate";
import { ok, refuse } from "../core/values/result";
import { amount, day, decimalCell, text } from "../workbook/cells";
import { CELL_DIGITS, type Incoming, type Reading, readDate, readDecimal, readFlag, readMinor, readText } from "../workbook/cellValue";
import { indexOfHeader, plainHeader } from "../workbook/columnMapping";
import { keyOf } from "../workbook/masterData";
import type { CellRead, CellUpdate, CellWrite } from "../workbook/port";
import { rejection } from "../workbook/rejection";
import { type ColumnSpec, TABLES, type TableName, type TableSpec, journalTableName, tableSpec } from "../workbook/schema";
import { BOOK_SETTINGS, LOCKED_THROUGH, readSettings } from "../workbook/settings";
import { type TableView, possibleNames, preflight, rawCell, spelledHeader, spelledRow, viewTable } from "../workbook/tables";
import { cleanText } from "../workbook/textSafety";
import { type Action, changeSet } from "./action";
import { decodeFields } from "./inputFields";
import { lockOf, opensPeriod } from "./saveSettings";

export interface PutRowsInput {
  readonly table: string;
  readonly rows: readonly unknown[];
}

/**
 * Adds rows to a table that people keep, or fills the given cells of the row with the same key; cells that are not given
 * stay as they are. A header that the table does not have, a value of the wrong type or a key twice refuses the whole act.
 */
export const putRows: Action<PutRowsInput> = {
  name: "putRows",
  decode: (given) => decodeFields(given, ["table", "rows"], "", (fields) => ({ table: fields.requiredText("table"), rows: fields.list("rows") ?? [] })),
  reads: (input, env) => ({ tables: [...possibleNames(tableNamed(input.table)?.name ?? "Settings"), ...possibleNames("Settings"), journalTableName(env.seat)], prefixes: ["Journal_"] }),
  plan: (snapshot, input, env) => {
    const spec = tableNamed(input.table);
    const peoples = TABLES.filter(({ writtenBy }) => writtenBy !== "addIn").map(({ name }) => name);
    if (spec === undefined) return refuse(rejection("tableUnknown", { table: input.table, known: peoples.join(", ") }));
    if (spec.writtenBy === "addIn") return refuse(rejection("tableNotPeoples", { table: spec.name, known: peoples.join(", ") }));
    const obstacles = preflight(snapshot, { reads: [], writes: [spec.name], journal: journalTableName(env.seat) });
    const view = viewTable(snapshot, spec.name);
    if (obstacles.length > 0 || view === null) return refuse(...obstacles);
    const { settings } = readSettings(viewTable(snapshot, "Settings"));
    const issues: Issue[] = [];
    const locked = spec.name === "Settings" ? lockOf(snapshot) : null;
    const rows = input.rows.flatMap((row, index) => readRow({ spec, view, locked, currency: settings.currency }, row, index + 1, issues));
    return ok(changeSet({ ...changesOf(spec, view, rows, issues), issues }));
  },
};

interface GivenRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, CellWrite>>;
}

interface Target {
  readonly spec: TableSpec;
  readonly view: TableView;
  readonly currency: CurrencyCode;
  /** Last locked day, where the table holds it. */
  readonly locked: PlainDate | null;
}

function tableNamed(name: string): TableSpec | undefined {
  return TABLES.find((table) => plainHeader(table.name) === plainHeader(name) || plainHeader(table.sheet) === plainHeader(name));
}

function readRow(target: Target, given: unknown, row: number, issues: Issue[]): GivenRow[] {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    issues.push(issueError("rowNotObject", { row }));
    return [];
  }
  const { spec, view } = target;
  const values = new Map<string, unknown>(Object.entries(given));
  const cells: Record<string, CellWrite> = {};
  const rowCurrency = [...values].find(([header]) => plainHeader(header) === "currency")?.[1];
  const currency = (typeof rowCurrency === "string" ? parseCurrency(rowCurrency) : null) ?? target.currency;
  for (const [header, value] of values) {
    const at: CellRef = { table: spec.name, row, column: header };
    const column = spec.columns.find((candidate) => plainHeader(candidate.header) === plainHeader(header));
    const incoming: Incoming = { from: "field", value: plainCell(value), at };
    if (column !== undefined) {
      const cell = readCell(column, incoming, { currency, table: spec.name, issues });
      if (cell !== null) cells[column.header] = cell;
    } else if (indexOfHeader(view.snapshot.headers, header) >= 0) {
      const extra = typeof incoming.value === "number" ? decimalCell(String(incoming.value)) : textCell(readText(incoming), issues);
      if (extra !== null) cells[view.snapshot.headers[indexOfHeader(view.snapshot.headers, header)] ?? header] = extra;
    } else issues.push(issueError("headerUnknown", at, { table: spec.name, header, known: view.snapshot.headers.join(", ") }));
  }
  const [first = ""] = spec.key;
  const key = cells[first];
  if (key === undefined || key.type === "empty") issues.push(issueError("keyMissing", { table: spec.name, row, column: first }, { header: first }));
  const ofBook = spec.name === "Settings" && key?.type === "text" ? BOOK_SETTINGS.find((name) => plainHeader(name) === plainHeader(key.value)) : undefined;
  if (key?.type === "text" && plainHeader(key.value) === plainHeader(LOCKED_THROUGH) && spec.name === "Settings" && opensPeriod(target.locked, plainValue(cells["Value"])))
    issues.push(issueError("unlockedElsewhere", { table: spec.name, row, column: "Value" }, { setting: LOCKED_THROUGH }));
  if (ofBook !== undefined) issues.push(issueError("settingOfBook", { table: spec.name, row, column: first }, { setting: ofBook }));
  return [{ row, cells }];
}

function plainValue(cell: CellWrite | undefined): string {
  return cell === undefined || cell.type === "empty" ? "" : String(cell.value).trim();
}

function readCell(column: ColumnSpec, incoming: Incoming, of: { currency: CurrencyCode; table: TableName; issues: Issue[] }): CellWrite | null {
  const { issues } = of;
  const typed = <T>(reading: Reading<T>, write: (value: T) => CellWrite): CellWrite | null => {
    if (!reading.ok) issues.push(reading.issue);
    return !reading.ok ? null : reading.value === null ? { type: "empty" } : write(reading.value);
  };
  switch (column.type) {
    case "text":
    case "timestamp":
      return textCell(checkedText(column, readText(incoming), incoming, of), issues);
    case "flag":
      return typed(readFlag(incoming), (value) => text(value ? "Yes" : ""));
    case "date":
      return typed(readDate(incoming), day);
    case "money":
      return typed(readMinor(incoming, currencyDecimals(of.currency)), (minor) => amount(minor, of.currency));
    case "number": {
      const reading = readDecimal(incoming);
      if (reading.ok && reading.value !== null && reading.value.precision() > CELL_DIGITS)
        return typed({ ok: false, issue: issueError("tooManyDigits", incoming.at, { shown: reading.value.toFixed() }) }, () => ({ type: "empty" }));
      return typed(reading, (value) => decimalCell(value.toFixed()));
    }
  }
}

/** Rules, categories and currencies are checked where they enter, so that they do not surprise on the day of billing. */
function checkedText(column: ColumnSpec, reading: Reading<string>, incoming: Incoming, of: { table: TableName }): Reading<string> {
  if (!reading.ok || reading.value === null) return reading;
  const { value } = reading;
  if (of.table === "Terms" && column.header === "Rule" && !parseTerms(value).ok)
    return { ok: false, issue: issueError("termsRuleUnknown", incoming.at, { shown: value, known: TERMS_KNOWN_FORMS.join(" · ") }) };
  if (of.table === "TaxCodes" && column.header === "Category" && parseTaxCategory(value) === null)
    return { ok: false, issue: issueError("taxCategoryUnknown", incoming.at, { shown: value }) };
  if (column.header === "Currency") {
    const code = parseCurrency(value);
    return code === null ? { ok: false, issue: issueError("currencyUnknown", incoming.at, { shown: value }) } : { ok: true, value: code };
  }
  return reading;
}

function textCell(reading: Reading<string>, issues: Issue[]): CellWrite | null {
  if (!reading.ok) {
    issues.push(reading.issue);
    return null;
  }
  return text(cleanText(reading.value ?? ""));
}

function changesOf(spec: TableSpec, view: TableView, rows: readonly GivenRow[], issues: Issue[]): { appends: { table: string; rows: Readonly<Record<string, CellWrite>>[] }[]; updates: CellUpdate[] } {
  const table = view.snapshot.name;
  const isKeyed = spec.name !== "Activity"; // two notes on one customer on one day are two rows
  const existing = new Map<string, number>();
  view.snapshot.rows.forEach((_, index) => existing.set(keyText(spec.key.map((header) => rawCell(view, index, header))), index));
  const seen = new Map<string, number>();
  const appends: Readonly<Record<string, CellWrite>>[] = [];
  const updates: CellUpdate[] = [];
  for (const { row, cells } of rows) {
    const key = keyText(spec.key.map((header) => plainWrite(cells[header])));
    const before = seen.get(key);
    if (isKeyed && before !== undefined) issues.push(issueError("keyTwice", { table: spec.name, row }, { key: key.replaceAll("\u0000", " ").trim(), first: before }));
    seen.set(key, row);
    const rowIndex = isKeyed ? existing.get(key) : undefined;
    if (rowIndex === undefined) appends.push(spelledRow(view, { ...blankRow(spec), ...cells }));
    else for (const [header, value] of Object.entries(cells)) updates.push({ table, rowIndex, column: spelledHeader(view, header), value });
  }
  return { appends: appends.length === 0 ? [] : [{ table, rows: appends }], updates };
}

/** All columns of ours, so that a new row leaves nothing of what stood below the table. */
function blankRow(spec: TableSpec): Readonly<Record<string, CellWrite>> {
  return Object.fromEntries(tableSpec(spec.name).columns.map(({ header }) => [header, { type: "empty" as const }]));
}

function keyText(cells: readonly CellRead[]): string {
  return cells.map((cell) => keyOf(typeof cell === "object" ? cell.error : String(cell))).join("\u0000");
}

function plainWrite(cell: CellWrite | undefined): CellRead {
  return cell === undefined || cell.type === "empty" ? "" : cell.value;
}

function plainCell(value: unknown): CellRead {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === null || value === undefined ? "" : { error: JSON.stringify(value).slice(0, 40) };
}
