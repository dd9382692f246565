import type { EntryBody, PrepaidPart } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { type Issue, issueError, issueWarning } from "../core/values/issue";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import type { Decimal } from "../core/values/decimal";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import { type Result, ok, refuse } from "../core/values/result";
import { type Steps, STEP_ROWS } from "../core/reports/steps";
import { invoiceFits } from "../workbook/payloadBound";
import { customerFinder, findTerms, itemFinder, readTaxCodes } from "../workbook/masterData";
import type { CellUpdate, Snapshot, TableSnapshot } from "../workbook/port";
import { type Rejection, rejection } from "../workbook/rejection";
import { textWrite } from "../workbook/textSafety";
import type { TableName } from "../workbook/schema";
import { type LineReading, fieldRowSteps, rangeRowSteps } from "../workbook/sourceRows";
import { type TableView, viewTable } from "../workbook/tables";
import { type Action, type ChangeSet, type DocumentSummary, type PlanEnv, type PlanSteps, type PlannedEntry, changeSet } from "./action";
import { billDocument } from "./billDocument";
import { type CreateInvoicesInput, type GroupKey, decodeCreateInvoices } from "./createInvoicesInput";
import { readyAllowances } from "./documentAllowances";
import { type Book, bookReads, firstOpenDay, handTypedNumbers, numberTaker, openBook, todayOf } from "./book";
import { type DocumentRate, readRate } from "./exchangeRate";
import { type PrepaidCredits, prepaidCredits } from "./prepaid";
import { type PostedInvoice, freeIds, postedInvoices, remainingLines } from "./resumeInvoices";
import { type Masters, type ResolvedLine, resolveLine } from "./resolveLines";
import { billedSummary } from "./summaries";

/** In order of precedence, after those of the input and of the book; bad rows are issues, each with its cell. */
export const CREATE_INVOICES_CODES = ["noSource", "dateLocked", "seriesWrong", "sheetProtected", "rowsChanged", "exchangeRateWrong", "duplicateNumber", "documentTooLarge"] as const;
export type CreateInvoicesCode = (typeof CREATE_INVOICES_CODES)[number];

const READS: readonly TableName[] = ["Customers", "Items", "TaxCodes", "Terms"];
const WRITES: readonly TableName[] = ["Invoices", "DueDates", "InvoiceLines"];
const PREPAID_WRITES: readonly TableName[] = [...WRITES, "Payments", "Applications"];

/**
 * Invoices from rows of billable work, one for each customer, reference and currency. Rows are read, filled from item,
 * customer and settings, checked, priced and numbered; a row with an error refuses the whole act unless `exclude` leaves
 * it out.
 */
export const createInvoices: Action<CreateInvoicesInput> = {
  name: "createInvoices",
  decode: decodeCreateInvoices,
  reads: (input, env) =>
    bookReads([...READS, ...writesOf(input)], env.seat, input.rows !== null ? undefined : input.source === "" ? { kind: "selection" } : { kind: "named", nameOrAddress: input.source }),
  plan,
  planSteps,
};

function plan(snapshot: Snapshot, input: CreateInvoicesInput, env: PlanEnv): Result<ChangeSet, Rejection> {
  const steps = planSteps(snapshot, input, env);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Parts of the work: reading the rows, filling them in, making the invoices. */
const [READ_UNTIL, RESOLVED_UNTIL] = [0.4, 0.6];

function* planSteps(snapshot: Snapshot, input: CreateInvoicesInput, env: PlanEnv): PlanSteps {
  const opened = openBook(snapshot, { reads: READS, writes: writesOf(input), seat: env.seat });
  if (!opened.ok) return opened;
  const book = opened.value;
  const views = viewsOf(book);
  if (views === null) return refuse(rejection("notSetUp"));
  const no = (code: CreateInvoicesCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<CreateInvoicesCode>> => refuse(rejection(code, params));
  if (input.rows === null && snapshot.source === null) return no("noSource", { source: input.source });
  const invoiceDate = input.invoiceDate ?? todayOf(snapshot, env.today);
  const open = firstOpenDay(book.settings);
  if (open !== null && invoiceDate < open) return no("dateLocked", { date: formatIsoDate(invoiceDate), open: formatIsoDate(open) });
  const taker = numberTaker(book, "Invoice", env.seat);
  if ("problem" in taker) return no("seriesWrong", { series: "Invoice", problem: taker.problem });
  const posted = postedInvoices(book, env.entryId);
  const rowSteps = (input.rows ?? snapshot.source?.values ?? []).length / STEP_ROWS;
  const reading = yield* sharesOf(readRows(input, book, new Set(posted.map(({ body }) => body.document.number))), 2 * rowSteps, [0, READ_UNTIL]);
  const marked = markedTable(snapshot, reading);
  if (marked?.table.state.sheetProtected === true) return no("sheetProtected", { sheet: marked.table.sheet, table: marked.table.name });
  const { lines, issues } = yield* sharesOf(resolveRows(reading, { book, views, invoiceDate, exclude: input.exclude, actId: env.entryId, isBegun: posted.length > 0 }), rowSteps, [READ_UNTIL, RESOLVED_UNTIL]);
  const remaining = remainingLines(lines, posted, reading.ownMarks);
  if (!remaining.ok) return remaining;
  return yield* planDocuments({ input, env, book, views, invoiceDate, take: taker.take, marks: marksOf(marked), posted, unmarked: remaining.value.unmarked }, remaining.value.lines, issues);
}

/** The work of about so many steps, telling of each where it stands between two shares. */
function* sharesOf<Value>(steps: Steps<Value>, about: number, [from, to]: readonly [number, number]): Generator<number, Value, undefined> {
  for (let done = 0; ; done += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield from + (to - from) * Math.min(1, done / about);
  }
}

function writesOf({ prepaid }: CreateInvoicesInput): readonly TableName[] {
  return prepaid.length === 0 ? WRITES : PREPAID_WRITES;
}

interface Views {
  readonly customers: TableView;
  readonly items: TableView;
  readonly taxCodes: TableView;
  readonly terms: TableView;
  readonly invoices: TableView;
}

function viewsOf({ snapshot }: Book): Views | null {
  const customers = viewTable(snapshot, "Customers");
  const items = viewTable(snapshot, "Items");
  const taxCodes = viewTable(snapshot, "TaxCodes");
  const terms = viewTable(snapshot, "Terms");
  const invoices = viewTable(snapshot, "Invoices");
  return customers && items && taxCodes && terms && invoices ? { customers, items, taxCodes, terms, invoices } : null;
}

function readRows(input: CreateInvoicesInput, { snapshot }: Book, own: ReadonlySet<string>): Steps<LineReading> {
  if (input.rows !== null) return fieldRowSteps(input.rows, own);
  if (snapshot.source === null) throw new Error("The source was checked before");
  return rangeRowSteps(snapshot.source, { dateSystem: snapshot.dateSystem, corrections: input.mapping, own });
}

interface ResolveContext {
  readonly book: Book;
  readonly views: Views;
  readonly invoiceDate: PlainDate;
  readonly exclude: ReadonlySet<number>;
  readonly actId: string;
  /** An interrupted run of this act posted some of the rows: that none is left is no mistake. */
  readonly isBegun: boolean;
}

function* resolveRows(reading: LineReading, { book, views, invoiceDate, exclude, actId, isBegun }: ResolveContext): Steps<{ lines: readonly ResolvedLine[]; issues: Issue[] }> {
  const taxCodes = readTaxCodes(views.taxCodes);
  const masters: Masters = {
    customer: customerFinder(views.customers), item: itemFinder(views.items), taxCodes: taxCodes.rows, settings: book.settings, invoiceDate,
    billedRows: billedRows(book, actId),
  };
  const isKept = (issue: Issue): boolean => issue.at?.row === undefined || !exclude.has(issue.at.row);
  const issues = [...taxCodes.issues, ...reading.issues.filter(isKept)];
  const seen = new Map<string, number>();
  const lines: ResolvedLine[] = [];
  for (const [place, draft] of reading.drafts.entries()) {
    if (place % STEP_ROWS === 0) yield;
    if (exclude.has(draft.row)) continue;
    const first = draft.rowId === "" ? undefined : seen.get(draft.rowId);
    if (first !== undefined) {
      issues.push(issueError("rowTwice", draft.at("rowId"), { rowId: draft.rowId, first }));
      continue;
    }
    if (draft.rowId !== "") seen.set(draft.rowId, draft.row);
    const line = resolveLine(draft, masters, issues);
    if (line !== null) lines.push(line);
  }
  if (!isBegun && reading.rowCount > 0 && lines.length === 0 && !issues.some(({ severity }) => severity === "error")) issues.push(issueError("nothingToInvoice", null));
  return { lines, issues };
}

/** Row ids on live invoices; those of this very act (being finished after an interruption) do not count. */
function billedRows({ ledger }: Book, actId: string): ReadonlyMap<string, string> {
  const billed = new Map<string, string>();
  for (const { head, body } of ledger.entries) {
    if (body.kind !== "invoice" || head.id === actId || head.id.startsWith(`${actId}.`)) continue;
    const status = ledger.charges.get(body.document.number)?.status;
    if (status === "Void" || status === "Credited") continue;
    for (const { rowId } of body.document.lines) if (rowId !== "") billed.set(rowId, body.document.number);
  }
  return billed;
}

interface PlanContext {
  readonly input: CreateInvoicesInput;
  readonly env: PlanEnv;
  readonly book: Book;
  readonly views: Views;
  readonly invoiceDate: PlainDate;
  readonly take: (date: PlainDate) => string;
  /** The update that marks a source row with its invoice's number; none where the source has no column for it. */
  readonly marks: (row: number, number: string) => readonly CellUpdate[];
  /** Invoices of this act that stand already, and rows of theirs that bear no mark yet. */
  readonly posted: readonly PostedInvoice[];
  readonly unmarked: ReadonlyMap<string, readonly number[]>;
}

/**
 * Where the source is a table with an Invoiced column, its rows are marked with the number, so that they are not billed
 * again. A table without that column stays as it is: it is the user's.
 */
function markedTable({ source, tables }: Snapshot, { mapping }: LineReading): MarkedTable | null {
  const table = source?.table === null || source === null ? undefined : tables.get(source.table);
  const index = mapping?.columns.get("invoiced");
  const column = index === undefined ? undefined : table?.headers[index];
  return table === undefined || column === undefined ? null : { table, column };
}

interface MarkedTable {
  readonly table: TableSnapshot;
  readonly column: string;
}

function marksOf(marked: MarkedTable | null): PlanContext["marks"] {
  if (marked === null) return () => [];
  return (row, number) => [{ table: marked.table.name, rowIndex: row - 1, column: marked.column, value: textWrite(number) }];
}

/** Lines of invoices between two yields: some milliseconds. */
const STEP_LINES = 256;

function* planDocuments(context: PlanContext, lines: readonly ResolvedLine[], issues: Issue[]): PlanSteps {
  const { input, env, book, views, marks, posted, unmarked } = context;
  const groups = yield* groupLines(lines, input.groupBy);
  const rates = ratesOf(input, { groups, currency: book.settings.currency, issues });
  if (!rates.ok) return rates;
  const handTyped = handTypedNumbers(views.invoices);
  const entries: PlannedEntry[] = posted.map(({ id, body }) => ({ id, body, marks: (unmarked.get(body.document.number) ?? []).flatMap((row) => marks(row, body.document.number)) }));
  const documents: DocumentSummary[] = posted.map(({ body }) => billedSummary("invoice", body.document, body.prepaid));
  const ids = posted.length === 0 && groups.length === 1 ? [env.entryId].values() : freeIds(env.entryId, posted);
  const prepaid = prepaidCredits(input.prepaid, { book, posted: posted.map(({ body }) => body) }, issues);
  let linesSince = STEP_LINES;
  for (const [place, group] of groups.entries()) {
    if (linesSince >= STEP_LINES) {
      yield RESOLVED_UNTIL + ((1 - RESOLVED_UNTIL) * place) / groups.length;
      linesSince = 0;
    }
    linesSince += group.lines.length;
    const id = String(ids.next().value);
    const body = planInvoice(group, { ...context, rates: rates.value, prepaid }, issues);
    if (body === null || body.kind !== "invoice") continue;
    const { number, customer, net, tax } = body.document;
    const clash = handTyped.get(number);
    if (clash !== undefined) return refuse(rejection<CreateInvoicesCode>("duplicateNumber", { number }, clash));
    if (book.ledger.charges.has(number) || book.ledger.credits.has(number)) return refuse(rejection<CreateInvoicesCode>("duplicateNumber", { number }));
    if (net + tax < 0) issues.push(issueError("invoiceNegative", group.lines[0]?.draft.at("unitPrice") ?? null, { customer }));
    if (!invoiceFits(body)) return refuse(rejection<CreateInvoicesCode>("documentTooLarge", { number, customer, lines: body.document.lines.length }));
    entries.push({ id, body, rows: group.lines.map(({ draft }) => draft.row), marks: group.lines.flatMap(({ draft }) => marks(draft.row, number)) });
    documents.push(billedSummary("invoice", body.document, body.prepaid));
  }
  if (!issues.some(({ severity }) => severity === "error")) issues.push(...prepaid.unused());
  return ok(changeSet({ entries, documents, issues }));
}

interface Rates {
  readonly rates: ReadonlyMap<CurrencyCode, DocumentRate>;
  readonly prepaid: PrepaidCredits;
}

/** Rates by currency. One rate is of one currency: with rows in several others it would be wrong for all but one. */
function ratesOf(
  { exchangeRate }: CreateInvoicesInput, of: { readonly groups: readonly Group[]; readonly currency: CurrencyCode; readonly issues: Issue[] },
): Result<ReadonlyMap<CurrencyCode, DocumentRate>, Rejection> {
  if (exchangeRate === null || of.groups.length === 0) return ok(new Map());
  const foreign = [...new Set(of.groups.map(({ currency }) => currency).filter((currency) => currency !== of.currency))];
  if (foreign.length > 1) of.issues.push(issueError("rateForSeveralCurrencies", null, { currencies: foreign.join(", ") }));
  const currency = foreign[0] ?? of.currency;
  const rate = readRate(exchangeRate, currency, of.currency);
  return rate.ok ? ok(new Map([[currency, rate.value]])) : rate;
}

interface Group {
  readonly lines: readonly ResolvedLine[];
  readonly currency: CurrencyCode;
  readonly reference: string;
}

const GROUPED_ROWS = 8 * STEP_ROWS;

/** Groups in the order in which their first rows stand. */
function* groupLines(lines: readonly ResolvedLine[], groupBy: readonly GroupKey[]): Generator<number, readonly Group[], undefined> {
  const groups = new Map<string, ResolvedLine[]>();
  const byReference = groupBy.includes("reference");
  for (const [place, line] of lines.entries()) {
    if (place % GROUPED_ROWS === GROUPED_ROWS - 1) yield RESOLVED_UNTIL;
    const { id } = line.customer;
    // The length says where the id ends, whatever is in it.
    const key = `${line.currency} ${id.length} ${id}${byReference ? line.draft.reference : ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups.values()].flatMap((group): Group[] => {
    const [first] = group;
    if (first === undefined) return [];
    const references = [...new Set(group.map((line) => line.draft.reference).filter((reference) => reference !== ""))];
    return [{ lines: group, currency: first.currency, reference: references.join(", ") }];
  });
}

function planInvoice(group: Group, { input, book, views, invoiceDate, take, rates, prepaid }: PlanContext & Rates, issues: Issue[]): EntryBody | null {
  const [first] = group.lines;
  if (first === undefined) return null;
  const { customer } = first;
  const wanted = input.terms || customer.terms || book.settings.terms;
  const terms = findTerms(views.terms, wanted === "" ? "net 0" : wanted);
  if (!terms.ok) {
    issues.push(issueError("termsUnknown", terms.at ?? customer.at, { customer: customer.id, terms: wanted, problem: terms.problem.code, known: terms.known.join(", "), forms: terms.problem.knownForms.join(" · ") }));
    return null;
  }
  if (wanted === "") issues.push(issueWarning("termsMissing", customer.at, { customer: customer.id }));
  const allowances = readyAllowances(input.allowances, { currency: group.currency, taxCodes: readTaxCodes(views.taxCodes).rows, date: invoiceDate }, issues);
  if (allowances.length < input.allowances.length) return null;
  const cashRounding = cashStep(input.cashRounding, group.currency, book, issues);
  if (cashRounding === null) return null;
  let parts: readonly PrepaidPart[] = [];
  const billed = billDocument({
    number: take(invoiceDate), date: invoiceDate, currency: group.currency, reference: group.reference, customer: customer.id,
    terms: { ...terms, code: wanted === "" ? "" : terms.code }, rounding: book.settings.rounding, seller: book.settings.seller, buyer: customer.party, lines: group.lines, discountBase: book.settings.discountBase,
    allowances, rate: rates.get(group.currency) ?? { exchangeRate: "" }, ...(cashRounding === 0 ? {} : { cashRounding }),
    prepaid: (owed) => {
      parts = prepaid.take({ customer: customer.id, currency: group.currency, date: invoiceDate }, owed);
      return parts.reduce((sum, { amount }) => sum + amount, 0);
    },
  });
  if ("document" in billed) return { kind: "invoice", document: billed.document, ...(parts.length === 0 ? {} : { prepaid: parts }) };
  issues.push(...billed.issues);
  return null;
}

/** The step in minor units, as given or as Settings says; 0 for none, null (with an issue) where the currency has no such amount. */
function cashStep(given: Decimal | null, currency: CurrencyCode, { settings }: Book, issues: Issue[]): number | null {
  if (given === null) return settings.cashRounding.get(currency) ?? 0;
  const read = minorFromDecimal(given, currencyDecimals(currency));
  if (read.ok) return read.minor;
  issues.push(issueError(read.problem === "subMinor" ? "amountNotWholeMinor" : "amountTooLarge", { column: "cashRounding" }, { shown: given.toFixed() }));
  return null;
}
