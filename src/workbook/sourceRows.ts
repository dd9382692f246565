import type { CurrencyCode } from "../core/values/currency";
import type { Decimal } from "../core/values/decimal";
import { type CellRef, type Issue, issueError, issueWarning } from "../core/values/issue";
import { type PlainDate, fromSerial } from "../core/values/plainDate";
import { type Steps, STEP_ROWS, runSteps } from "../core/reports/steps";
import { cellAddress } from "./address";
import { type Incoming, type Reading, decimalOfCell, readCurrency, readDate, readDecimal, readPercent, readText } from "./cellValue";
import { type ColumnMapping, mapColumns, plainHeader } from "./columnMapping";
import type { CellRead, RangeSnapshot } from "./port";
import { LINE_FIELDS, type LineField, lineFieldLabel } from "./sourceColumns";
import { CELL_TEXT_MAX, cleanText } from "./textSafety";

/** A row to be invoiced, as read; blanks are null or "", to be filled from customer, item and settings. */
export interface LineDraft {
  /** 1-based, as a person counts the source's rows below its headers. */
  readonly row: number;
  readonly customer: string;
  readonly date: PlainDate | null;
  readonly supplyDate: PlainDate | null;
  readonly item: string;
  readonly description: string;
  readonly quantity: Decimal | null;
  readonly unit: string;
  readonly unitPrice: Decimal | null;
  readonly discountPercent: Decimal | null;
  readonly taxCode: string;
  readonly reference: string;
  readonly currency: CurrencyCode | null;
  readonly rowId: string;
  readonly at: (field: LineField) => CellRef;
}

export interface LineReading {
  readonly drafts: readonly LineDraft[];
  readonly issues: readonly Issue[];
  /** Source rows that hold anything: drafts, plus those with an error. */
  readonly rowCount: number;
  /** Rows with an error that is in the row itself; left out of `drafts`. */
  readonly badRows: readonly number[];
  /** How many rows bear each of the numbers that count as this act's own. */
  readonly ownMarks: ReadonlyMap<string, number>;
  readonly mapping: ColumnMapping<LineField> | null;
}

/**
 * Rows from a sheet: the first row holds the headers. `corrections`: field → header, as a person chose. `own`: numbers of
 * invoices that this very act posted before it was interrupted; rows marked with one are only counted.
 */
export function readRangeRows(range: RangeSnapshot, options: RangeOptions): LineReading {
  return runSteps(rangeRowSteps(range, options));
}

export interface RangeOptions {
  readonly dateSystem: 1900 | 1904;
  readonly corrections: ReadonlyMap<LineField, string>;
  readonly own?: ReadonlySet<string>;
}

/** As readRangeRows, in steps. */
export function* rangeRowSteps(range: RangeSnapshot, options: RangeOptions): Steps<LineReading> {
  const headers = (range.values[0] ?? []).map((cell) => (typeof cell === "object" ? cell.error : String(cell)));
  const mapping = mapColumns(headers, LINE_FIELDS, options.corrections);
  const issues: Issue[] = [];
  const headerAt: CellRef = { address: cellAddress(range.sheet, range.top, range.left), ...(range.table === null ? {} : { table: range.table }) };
  for (const field of mapping.missing) issues.push(issueError("columnNotFound", headerAt, { field: lineFieldLabel(field), headers: headers.join(", ") }));
  for (const { field, headers: found } of mapping.ambiguous)
    issues.push(issueError("columnAmbiguous", headerAt, { field: lineFieldLabel(field), headers: found.join(", ") }));
  if (issues.length > 0) return { drafts: [], issues, rowCount: 0, badRows: [], ownMarks: new Map(), mapping };
  const hidden = new Set(range.hiddenRows);
  const chosen = range.selectedRows === undefined ? null : new Set(range.selectedRows);
  let hiddenCount = 0;
  const sources: RowSource[] = [];
  for (const [index, cells] of range.values.entries()) {
    if (index % STEP_ROWS === STEP_ROWS - 1) yield;
    if (index === 0 || (chosen !== null && !chosen.has(index)) || cells.every((cell) => cell === "")) continue;
    if (hidden.has(index)) hiddenCount += 1;
    else sources.push(rangeRow(range, mapping, index, options.dateSystem));
  }
  if (hiddenCount > 0) issues.push(issueWarning("hiddenRowsLeftOut", headerAt, { count: hiddenCount }));
  if (sources.length === 0) issues.push(issueError("noRows", headerAt));
  return yield* collect(sources, { issues, mapping, own: options.own ?? new Set() });
}

/** Rows as given data (JSON): fields by the names of LineField or any header that a sheet may have. `own`: as in readRangeRows. */
export function readFieldRows(rows: readonly unknown[], own: ReadonlySet<string> = new Set()): LineReading {
  return runSteps(fieldRowSteps(rows, own));
}

/** As readFieldRows, in steps. */
export function* fieldRowSteps(rows: readonly unknown[], own: ReadonlySet<string>): Steps<LineReading> {
  const issues: Issue[] = [];
  const sources = rows.flatMap((row, index): RowSource[] => {
    const at: CellRef = { row: index + 1 };
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      issues.push(issueError("rowNotObject", at));
      return [];
    }
    return [fieldRow(row, index + 1, issues)];
  });
  if (rows.length === 0) issues.push(issueError("noRows", null));
  return yield* collect(sources, { issues, mapping: null, own });
}

interface RowSource {
  readonly row: number;
  readonly dateSystem: 1900 | 1904;
  readonly has: (field: LineField) => boolean;
  /** The bare value; "" where the source has no such column. Its place costs more than it does and is asked for when needed. */
  readonly value: (field: LineField) => CellRead;
  readonly at: (field: LineField) => CellRef;
  readonly get: (field: LineField) => Incoming;
}

function rangeRow(range: RangeSnapshot, mapping: ColumnMapping<LineField>, index: number, dateSystem: 1900 | 1904): RowSource {
  const { columns } = mapping;
  const cells = range.values[index] ?? [];
  const at = (field: LineField): CellRef => {
    const column = columns.get(field);
    return {
      address: cellAddress(range.sheet, range.top + index, range.left + (column ?? 0)),
      ...(range.table === null ? {} : { table: range.table }),
      row: index,
      column: column === undefined ? lineFieldLabel(field) : String(range.values[0]?.[column] ?? ""),
    };
  };
  return {
    row: index,
    dateSystem,
    at,
    has: (field) => columns.has(field),
    value: (field) => cells[columns.get(field) ?? -1] ?? "",
    get: (field) => {
      const column = columns.get(field);
      if (column === undefined) return { from: "cell", value: "", at: at(field), dateSystem };
      return { from: "cell", value: cells[column] ?? "", at: at(field), shown: range.text[index]?.[column] ?? "", dateSystem };
    },
  };
}

function fieldRow(record: object, row: number, issues: Issue[]): RowSource {
  const keys = Object.keys(record);
  const values = new Map<string, unknown>(Object.entries(record));
  const named = new Map<LineField, string>();
  for (const { field } of LINE_FIELDS) {
    const key = keys.find((candidate) => plainHeader(candidate) === plainHeader(field));
    if (key !== undefined) named.set(field, key);
  }
  const mapping = mapColumns(keys, LINE_FIELDS, named);
  for (const { field, headers } of mapping.ambiguous) issues.push(issueError("fieldAmbiguous", { row }, { field, headers: headers.join(", ") }));
  for (const key of mapping.unused)
    issues.push(issueError("fieldUnknown", { row, column: key }, { field: key, known: LINE_FIELDS.map(({ field }) => field).filter((field) => field !== "discountUnclear").join(", ") }));
  const value = (field: LineField): CellRead => {
    const key = keys[mapping.columns.get(field) ?? -1];
    return key === undefined ? "" : plainCell(values.get(key));
  };
  return {
    row, value,
    dateSystem: 1900,
    has: (field) => mapping.columns.has(field),
    at: (field) => ({ row, column: field }),
    get: (field) => ({ from: "field", value: value(field), at: { row, column: field } }),
  };
}

/** JSON null and missing are blank; an object or list cannot be a value, its JSON is shown in the issue it causes. */
function plainCell(value: unknown): CellRead {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === null || value === undefined ? "" : { error: JSON.stringify(value).slice(0, 40) };
}

function* collect(sources: readonly RowSource[], of: { readonly issues: Issue[]; readonly mapping: ColumnMapping<LineField> | null; readonly own: ReadonlySet<string> }): Steps<LineReading> {
  const { issues, mapping, own } = of;
  const drafts: LineDraft[] = [];
  const badRows: number[] = [];
  const ownMarks = new Map<string, number>();
  for (const [place, source] of sources.entries()) {
    if (place % STEP_ROWS === STEP_ROWS - 1) yield;
    const mark = own.size === 0 ? "" : markOf(source);
    if (own.has(mark)) {
      ownMarks.set(mark, (ownMarks.get(mark) ?? 0) + 1);
      continue;
    }
    const before = issues.length;
    const draft = readDraft(source, issues);
    if (issues.length > before && issues.slice(before).some(({ severity }) => severity === "error")) badRows.push(source.row);
    else if (draft !== null) drafts.push(draft);
  }
  return { drafts, issues, rowCount: sources.length, badRows, ownMarks, mapping };
}

function markOf(source: RowSource): string {
  const mark = readText(source.get("invoiced"));
  return mark.ok && mark.value !== null ? cleanText(mark.value) : "";
}

function readDraft(source: RowSource, issues: Issue[]): LineDraft | null {
  const take: Take = (reading) => {
    if (reading.ok) return reading.value;
    issues.push(reading.issue);
    return null;
  };
  // What is as it should be is taken as it is; all else goes to the reader that says what is wrong with it.
  const text = (field: LineField): string => {
    const value = source.value(field);
    return cleanText(typeof value === "string" && value.length <= CELL_TEXT_MAX ? value.trim() : (take(readText(source.get(field))) ?? ""));
  };
  const date = (field: LineField): PlainDate | null => {
    const value = source.value(field);
    if (value === "") return null;
    const day = typeof value === "number" ? fromSerial(value, source.dateSystem) : null;
    return day ?? take(readDate(source.get(field)));
  };
  const { at } = source;
  const invoiced = text("invoiced");
  if (invoiced !== "" && !/^(no|n|false|0)$/i.test(invoiced)) {
    issues.push(issueWarning("alreadyInvoiced", at("invoiced"), { invoiced }));
    return null;
  }
  const customer = text("customer");
  if (customer === "" && issues.every((issue) => issue.at?.row !== source.row)) issues.push(issueError("customerMissing", at("customer")));
  const discount = decimalAt(source, "discountUnclear", take);
  if (discount !== null && !discount.isZero()) issues.push(issueError("discountUnclear", at("discountUnclear")));
  const price = readPrice(source, issues, take);
  const discountPercent = source.value("discountPercent") === "" ? null : take(readPercent(source.get("discountPercent")));
  if (discountPercent !== null && (discountPercent.isNegative() || discountPercent.gt(100))) issues.push(issueError("percentOutOfRange", at("discountPercent"), { shown: discountPercent.toFixed() }));
  return {
    row: source.row, customer, date: date("date"), supplyDate: date("supplyDate"),
    item: text("item"), description: text("description"), quantity: price.quantity, unit: text("unit"), unitPrice: price.unitPrice,
    discountPercent, taxCode: text("taxCode"), reference: text("reference"), currency: source.value("currency") === "" ? null : take(readCurrency(source.get("currency"))),
    rowId: text("rowId"), at,
  };
}

type Take = <T>(reading: Reading<T>) => T | null;

function decimalAt(source: RowSource, field: LineField, take: Take): Decimal | null {
  const value = source.value(field);
  if (value === "") return null;
  return typeof value === "number" ? decimalOfCell(value) : take(readDecimal(source.get(field)));
}

/** Most decimals that a price worked out from an amount may have. */
const PRICE_DECIMALS = 6;

/** Quantity and price; where a source has only quantity and amount, the price is worked out if that is exact. */
function readPrice(source: RowSource, issues: Issue[], take: Take): { quantity: Decimal | null; unitPrice: Decimal | null } {
  const quantity = decimalAt(source, "quantity", take);
  if (quantity === null && source.has("quantity") && source.value("quantity") === "" && source.get("quantity").from === "cell") issues.push(issueError("quantityMissing", source.at("quantity")));
  const unitPrice = decimalAt(source, "unitPrice", take);
  if (unitPrice !== null || source.has("unitPrice") || !source.has("amount")) return { quantity, unitPrice };
  const amount = decimalAt(source, "amount", take);
  if (amount === null || quantity === null) return { quantity, unitPrice: amount };
  if (quantity.isZero()) {
    issues.push(issueError("quantityZero", source.at("quantity")));
    return { quantity, unitPrice: null };
  }
  const price = amount.div(quantity).toDecimalPlaces(PRICE_DECIMALS);
  if (price.mul(quantity).eq(amount)) return { quantity, unitPrice: price };
  issues.push(issueError("priceNotExact", source.at("amount"), { amount: amount.toFixed(), quantity: quantity.toFixed() }));
  return { quantity, unitPrice: null };
}
