import type { DuePart } from "../core/ledger/facts";
import type { OpeningBody } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals, isIsoCurrency } from "../core/values/currency";
import { type Decimal, ZERO } from "../core/values/decimal";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import { formatIsoDate, type PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { type Customer, customerFinder, keyOf } from "../workbook/masterData";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, type PlannedEntry, changeSet } from "./action";
import { shownMinor } from "./amounts";
import { type Book, bookReads, firstOpenDay, handTypedNumbers, openBook } from "./book";
import { type DocumentRate, readRate } from "./exchangeRate";
import { allOk, decodeFields } from "./inputFields";
import { entrySummaries } from "./summaries";

export interface OpeningRow {
  /** "rows[3]": where it stands in the input. */
  readonly path: string;
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly due: PlainDate | null;
  readonly dues: readonly { readonly due: PlainDate; readonly amount: Decimal }[];
  readonly currency: CurrencyCode | null;
  readonly exchangeRate: Decimal | null;
  /** Below zero: credit. */
  readonly amount: Decimal;
  readonly reference: string;
}

export interface ControlRow {
  readonly path: string;
  readonly customer: string;
  readonly currency: CurrencyCode | null;
  readonly amount: Decimal;
}

export interface PostOpeningInput {
  readonly rows: readonly OpeningRow[];
  readonly control: readonly ControlRow[];
}

/** In order of precedence: those of a row, row by row; then those of a control figure; then what does not tie. */
export const OPENING_CODES = [
  "openingCustomerUnknown", "openingCustomerAmbiguous", "openingCurrencyUnknown", "openingAmountZero", "openingAmountInexact", "exchangeRateWrong", "openingDuesWrong", "openingDateLocked",
  "openingNumberTwice", "openingNumberTaken", "controlCustomerUnknown", "controlAmountInexact", "controlTwice", "controlDiffers",
] as const;
export type OpeningCode = (typeof OPENING_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "DueDates", "Payments"];

/**
 * Open items of another book, with their own numbers and dates; an amount below zero is credit on account. All are posted or
 * none: only when the total of each customer and currency equals the control figure given for it. Everything that is wrong
 * is told at once: each row, and each difference.
 */
export const postOpening: Action<PostOpeningInput> = {
  name: "postOpening",
  decode: decodeOpening,
  reads: (_input, env) => bookReads(["Customers", ...WRITES], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: ["Customers"], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const view = viewTable(snapshot, "Customers");
    if (view === null) throw new Error("The preflight found the table Customers");
    const find = customerFinder(view);
    const numbers = takenNumbers(book, env.entryId);
    const bodies = allOk(input.rows.map((row) => openingBody(row, { book, find, numbers })));
    if (!bodies.ok) return bodies;
    const differences = compareControl(bodies.value, input.control, { book, find });
    if (differences.length > 0) return refuse(...differences);
    const entries = bodies.value.map((body, index): PlannedEntry => ({ id: bodies.value.length === 1 ? env.entryId : `${env.entryId}.${index + 1}`, body }));
    return ok(changeSet({ entries, documents: bodies.value.flatMap((body) => entrySummaries(body, book.ledger)) }));
  },
};

type Find = ReturnType<typeof customerFinder>;

/** Numbers of the book by key, with where a number of this input was first given; those of this very act (being finished) are free. */
function takenNumbers({ snapshot, ledger }: Book, actId: string): Map<string, string> {
  const isOwn = (entry: string): boolean => entry === actId || entry.startsWith(`${actId}.`);
  const taken = new Map<string, string>();
  for (const { number, entry } of [...ledger.charges.values(), ...ledger.credits.values(), ...ledger.refunds.values()]) if (!isOwn(entry)) taken.set(keyOf(number), "");
  for (const name of ["Invoices", "Payments"] as const) {
    const view = viewTable(snapshot, name);
    if (view !== null) for (const number of handTypedNumbers(view).keys()) taken.set(keyOf(number), "");
  }
  return taken;
}

function openingBody(row: OpeningRow, of: { book: Book; find: Find; numbers: Map<string, string> }): Result<OpeningBody, Rejection<OpeningCode>> {
  const { book, find, numbers } = of;
  const no = (code: OpeningCode, params: Readonly<Record<string, string | number>> = {}): Result<never, Rejection<OpeningCode>> => refuse(rejection(code, { line: row.path, document: row.number, ...params }));
  const lookup = find(row.customer);
  if (lookup.found === null) return no(lookup.reason === "unknown" ? "openingCustomerUnknown" : "openingCustomerAmbiguous", { customer: row.customer, near: lookup.near });
  const currency = currencyOf(row, lookup.found, book);
  if (!isIsoCurrency(currency)) return no("openingCurrencyUnknown", { currency });
  const total = minorFromDecimal(row.amount, currencyDecimals(currency));
  if (row.amount.isZero()) return no("openingAmountZero");
  if (!total.ok) return no("openingAmountInexact", { shown: row.amount.toFixed(), currency, decimals: currencyDecimals(currency) });
  const rate = readRate(row.exchangeRate, currency, book.settings.currency);
  if (!rate.ok) return rate;
  const dues = duesOf(row, { total: total.minor, currency });
  if (dues === null) return no("openingDuesWrong", { amount: shownMinor(total.minor, currency), currency });
  const open = firstOpenDay(book.settings);
  if (open !== null && row.date < open) return no("openingDateLocked", { date: formatIsoDate(row.date), open: formatIsoDate(open) });
  const first = numbers.get(keyOf(row.number));
  if (first !== undefined) return first === "" ? no("openingNumberTaken") : no("openingNumberTwice", { first });
  numbers.set(keyOf(row.number), row.path);
  return ok(bodyOf(row, { customer: lookup.found, currency, total: total.minor, dues, rate: rate.value }));
}

function bodyOf({ number, date, reference }: OpeningRow, of: { customer: Customer; currency: CurrencyCode; total: number; dues: readonly DuePart[]; rate: DocumentRate }): OpeningBody {
  const { customer, currency, total, dues, rate } = of;
  return {
    kind: "opening", side: total > 0 ? "charge" : "credit", number, customer: customer.id, date, currency, reference, amount: Math.abs(total), dues,
    ...(rate.exchangeRate === "" ? {} : rate),
  };
}

function currencyOf(row: { readonly currency: CurrencyCode | null }, customer: Customer, book: Book): CurrencyCode {
  return row.currency ?? customer.currency ?? book.settings.currency;
}

/** In order of due date, summing to the amount; null where they do not. A credit is not due; without a due date it is the document's day. */
function duesOf(row: OpeningRow, { total, currency }: { total: number; currency: CurrencyCode }): readonly DuePart[] | null {
  if (total < 0) return row.dues.length > 0 || row.due !== null ? null : [];
  if (row.dues.length === 0) return [{ part: 1, due: row.due ?? row.date, amount: total }];
  const parts = row.dues.flatMap(({ due, amount }) => {
    const read = minorFromDecimal(amount, currencyDecimals(currency));
    return read.ok && read.minor > 0 ? [{ due, amount: read.minor }] : [];
  });
  if (parts.length < row.dues.length || row.due !== null || parts.reduce((sum, part) => sum + part.amount, 0) !== total) return null;
  return parts.sort((a, b) => a.due - b.due).map(({ due, amount }, index) => ({ part: index + 1, due, amount }));
}

/** Each customer and currency on either side must have the same total on both. */
function compareControl(bodies: readonly OpeningBody[], control: readonly ControlRow[], of: { book: Book; find: Find }): readonly Rejection<OpeningCode>[] {
  const { book, find } = of;
  const totals = new Map<string, { readonly customer: string; readonly currency: CurrencyCode; posted: number; control: number | null }>();
  const at = (customer: string, currency: CurrencyCode): { readonly customer: string; readonly currency: CurrencyCode; posted: number; control: number | null } => {
    const key = JSON.stringify([customer, currency]);
    const known = totals.get(key) ?? { customer, currency, posted: 0, control: null };
    totals.set(key, known);
    return known;
  };
  for (const { customer, currency, amount, side } of bodies) at(customer, currency).posted += side === "charge" ? amount : 0 - amount;
  const problems: Rejection<OpeningCode>[] = [];
  for (const row of control) {
    const { found, ...lookup } = find(row.customer);
    if (found === null) {
      problems.push(rejection("controlCustomerUnknown", { line: row.path, customer: row.customer, near: "near" in lookup ? lookup.near : "" }));
      continue;
    }
    const currency = currencyOf(row, found, book);
    const read = minorFromDecimal(row.amount, currencyDecimals(currency));
    const total = at(found.id, currency);
    if (!read.ok) problems.push(rejection("controlAmountInexact", { line: row.path, shown: row.amount.toFixed(), currency, decimals: currencyDecimals(currency) }));
    else if (total.control !== null) problems.push(rejection("controlTwice", { line: row.path, customer: found.id, currency }));
    else total.control = read.minor;
  }
  if (problems.length > 0) return problems;
  return [...totals.values()].flatMap(({ customer, currency, posted, control: wanted }) => {
    if (posted === (wanted ?? 0) && wanted !== null) return [];
    const params = { customer, currency, posted: shownMinor(posted, currency), control: wanted === null ? "" : shownMinor(wanted, currency), difference: shownMinor(posted - (wanted ?? 0), currency) };
    return [rejection<OpeningCode>("controlDiffers", params)];
  });
}

function decodeOpening(given: unknown): Result<PostOpeningInput, Rejection> {
  let rows: Result<readonly OpeningRow[], Rejection> = ok([]);
  let control: Result<readonly ControlRow[], Rejection> = ok([]);
  const decoded = decodeFields(given, ["rows", "control"], "", (fields) => {
    const givenRows = fields.list("rows") ?? [];
    if (givenRows.length === 0) fields.wrong("rows", "a list of open items");
    rows = allOk(givenRows.map((row, index) => decodeRow(row, `rows[${index + 1}]`)));
    const givenControl = fields.list("control") ?? [];
    if (givenControl.length === 0) fields.wrong("control", "a list of control totals, one for each customer and currency");
    control = allOk(givenControl.map((row, index) => decodeControl(row, `control[${index + 1}]`)));
    return null;
  });
  if (!decoded.ok) return decoded;
  if (!rows.ok) return rows;
  if (!control.ok) return control;
  return ok({ rows: rows.value, control: control.value });
}

function decodeRow(given: unknown, path: string): Result<OpeningRow, Rejection> {
  let dues: Result<OpeningRow["dues"], Rejection> = ok([]);
  const decoded = decodeFields(given, ["number", "customer", "date", "due", "dues", "currency", "exchangeRate", "amount", "reference"], path, (fields) => {
    dues = allOk((fields.list("dues") ?? []).map((part, index) => decodeDue(part, `${path}.dues[${index + 1}]`)));
    fields.requiredText("date");
    fields.requiredText("amount");
    return {
      path, number: fields.requiredText("number"), customer: fields.requiredText("customer"), date: fields.date("date"), due: fields.date("due"),
      currency: fields.currency("currency"), exchangeRate: fields.decimal("exchangeRate"), amount: fields.decimal("amount") ?? ZERO, reference: fields.text("reference"),
    };
  });
  if (!decoded.ok) return decoded;
  if (!dues.ok) return dues;
  const { date, ...rest } = decoded.value;
  return date === null ? refuse(rejection("inputFieldMissing", { field: `${path}.date` })) : ok({ ...rest, date, dues: dues.value });
}

function decodeDue(given: unknown, path: string): Result<OpeningRow["dues"][number], Rejection> {
  const decoded = decodeFields(given, ["due", "amount"], path, (fields) => {
    fields.requiredText("due");
    fields.requiredText("amount");
    return { due: fields.date("due"), amount: fields.decimal("amount") ?? ZERO };
  });
  if (!decoded.ok) return decoded;
  const { due, amount } = decoded.value;
  return due === null ? refuse(rejection("inputFieldMissing", { field: `${path}.due` })) : ok({ due, amount });
}

function decodeControl(given: unknown, path: string): Result<ControlRow, Rejection> {
  return decodeFields(given, ["customer", "currency", "amount"], path, (fields) => {
    fields.requiredText("amount");
    return { path, customer: fields.requiredText("customer"), currency: fields.currency("currency"), amount: fields.decimal("amount") ?? ZERO };
  });
}
