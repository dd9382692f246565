import { buildCustomerDirectory } from "../core/reports/customerDirectory";
import { matchKey } from "../core/reports/keys";
import { ledgerIndexSteps } from "../core/reports/ledgerIndex";
import { STEP_ROWS, type Steps } from "../core/reports/steps";
import { type CurrencyCode, parseCurrency } from "../core/values/currency";
import type { PlainDate } from "../core/values/plainDate";
import type { Books } from "../live/books";
import { refuseValue } from "./cellError";
import { addExact, EXACT_ZERO, exactText } from "./exactDecimal";
import { readHeaders } from "./headers";
import { NO_COLUMN, type Options } from "./options";
import { ownFacts } from "./ownFacts";
import { type OwnInvoice, readOwnInvoices } from "./ownInvoices";
import { readOwnPayments } from "./ownPayments";
import type { CellReader } from "./ownTable";
import { countRows, problemSentence, type RowProblem } from "./rowProblems";

type Rows = readonly (readonly unknown[])[];

export interface OwnTablesRequest {
  readonly invoices: Rows;
  readonly payments: Rows | null;
  /** Names of the tables, where they are not given as ranges, for messages. */
  readonly names: { readonly invoices: string; readonly payments: string | null } | null;
  readonly options: Options;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly dateSystem: 1900 | 1904;
  /** True where days of payment matter whatever the day asked for. */
  readonly needsHistory: boolean;
  /** The `currency` argument: what amounts without a currency column are in. */
  readonly currency: CurrencyCode | null;
}

/** ISO 4217's own code for "no currency": tables that name none. Two decimals. */
const NO_CURRENCY = parseCurrency("XXX");

/**
 * Reads a person's own invoices and payments (ranges with a header row) into the shape that all figures are computed from.
 * Refuses the whole call when a column cannot be told, when a row is bad (unless "skip bad rows"), or when the invoices only
 * say what is paid today and another day is asked for.
 */
export function* readOwnTables(request: OwnTablesRequest): Steps<Books> {
  const { options } = request;
  checkNamedColumns(request);
  const invoices = yield* readOwnInvoices({
    label: { table: "invoices", name: request.names?.invoices ?? null },
    rows: request.invoices,
    options,
    dateSystem: request.dateSystem,
    currency: request.currency ?? NO_CURRENCY ?? refuseValue("No currency"),
    paymentsGiven: request.payments !== null,
  });
  if (invoices.undated !== null && request.needsHistory)
    refuseValue(`The column ${invoices.undated} says what is paid but not when, which this function needs to know: give the payments as a table of their own`);
  if (invoices.undated !== null && request.asOf !== request.today)
    refuseValue(`The column ${invoices.undated} says what is paid but not when, so only today's figures can be told: give the payments as a table of their own, or leave as_of out`);
  const named = yield* namesOf(invoices.invoices);
  const directory = buildCustomerDirectory(named.values());
  const payments =
    request.payments === null
      ? null
      : yield* readOwnPayments({
          label: { table: "payments", name: request.names?.payments ?? null },
          rows: request.payments,
          options,
          dateSystem: request.dateSystem,
          invoices: invoices.byNumber,
          customerOf: (text) => {
            const search = directory.find(text);
            return search.kind === "found" ? search.entry.id : null;
          },
          currenciesOf: currencyLookup(invoices.invoices, request.currency ?? (invoices.hasCurrency ? null : NO_CURRENCY)),
          hasCurrency: invoices.hasCurrency,
        });
  const readers = payments === null ? [invoices.reader] : [invoices.reader, payments.reader];
  const problems = readers.flatMap((reader) => reader.problems);
  if (problems.length > 0 && !options.has("skip bad rows")) refuseValue(problemSentence(problems));
  const counted = payments?.payments ?? [];
  // A payment of an invoice bears the invoice's customer, which is named already.
  for (const { customer, invoice } of counted) if (invoice === null && !named.has(matchKey(customer))) named.set(matchKey(customer), { id: customer, name: null, asNumber: false });
  const index = yield* ledgerIndexSteps(yield* ownFacts(invoices.invoices, counted, request.today));
  return {
    index,
    customers: buildCustomerDirectory(named.values()),
    blocked: new Map(),
    notes: notesOf(problems, readers),
    hasCurrency: invoices.hasCurrency || request.currency !== null,
  };
}

interface OwnCustomer {
  id: string;
  name: string | null;
  asNumber: boolean;
}

/** One entry a customer; of two spellings the smaller one is shown, whatever the order of rows. */
function* namesOf(invoices: readonly OwnInvoice[]): Steps<Map<string, OwnCustomer>> {
  const entries = new Map<string, OwnCustomer>();
  for (const [at, { customer, customerIsNumber, name }] of invoices.entries()) {
    if (at % STEP_ROWS === 0) yield;
    const key = matchKey(customer);
    const known = entries.get(key);
    if (known === undefined) entries.set(key, { id: customer, name, asNumber: customerIsNumber });
    else {
      if (customer < known.id) known.id = customer;
      known.name ??= name;
      known.asNumber &&= customerIsNumber;
    }
  }
  return entries;
}

function currencyLookup(invoices: readonly OwnInvoice[], none: CurrencyCode | null): (customer: string) => readonly CurrencyCode[] {
  const all = new Set(invoices.map((invoice) => invoice.currency));
  if (all.size === 0 && none !== null) all.add(none);
  if (all.size <= 1) return () => [...all];
  const byCustomer = new Map<string, Set<CurrencyCode>>();
  for (const { customer, currency } of invoices) {
    const key = matchKey(customer);
    const known = byCustomer.get(key);
    if (known === undefined) byCustomer.set(key, new Set([currency]));
    else known.add(currency);
  }
  return (customer) => [...(byCustomer.get(matchKey(customer)) ?? all)].sort();
}

function notesOf(problems: readonly RowProblem[], readers: readonly CellReader[]): string[] {
  const notes: string[] = [];
  const bad = countRows(problems);
  if (bad > 0) notes.push(`Not counted: ${bad} ${bad === 1 ? "row" : "rows"}`);
  const rounded = readers.reduce((sum, reader) => sum + reader.rounded.rows, 0);
  const moved = readers.reduce((sum, reader) => addExact(sum, reader.rounded.moved), EXACT_ZERO);
  if (rounded > 0) notes.push(`Rounded: ${rounded} ${rounded === 1 ? "row" : "rows"}, which moved the sum by ${exactText(moved)}`);
  return notes;
}

/** A column named in options must be there; a misspelt one would silently leave the choice to us. */
function checkNamedColumns({ options, invoices, payments }: OwnTablesRequest): void {
  if (options.invoiceColumns.size === 0 && options.paymentColumns.size === 0) return;
  const heads = [...invoices.slice(0, 10), ...(payments ?? []).slice(0, 10)].flatMap((row) => readHeaders(row).map((header) => [header.text.toLowerCase(), header.key]));
  const known = new Set(heads.flat());
  for (const columns of [options.invoiceColumns, options.paymentColumns])
    for (const [role, wanted] of columns) {
      if (role === "discount" && wanted.toLowerCase() === NO_COLUMN) continue;
      const [asHeader] = readHeaders([wanted]);
      if (!known.has(wanted.toLowerCase()) && !known.has(asHeader?.key ?? "")) refuseValue(`The option "${role}=${wanted}" names a column that the tables do not have: check its spelling`);
    }
}
