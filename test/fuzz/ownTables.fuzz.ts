import type { ApplicationFact, ChargeFact, CreditFact } from "../../src/core/ledger/facts";
import { agingByAccount, type AgingBasis } from "../../src/core/reports/aging";
import { accountBalance, hasDocuments } from "../../src/core/reports/balance";
import { buildLedgerIndex, type LedgerIndex } from "../../src/core/reports/ledgerIndex";
import { nextDue } from "../../src/core/reports/nextDue";
import { openItems } from "../../src/core/reports/openItems";
import { overdueAmount } from "../../src/core/reports/overdue";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../../src/core/values/currency";
import { numberFromMinor } from "../../src/core/values/money";
import { fromSerial, type PlainDate, toSerial } from "../../src/core/values/plainDate";
import type { LedgerState } from "../../src/live/liveLedger";
import { call, cell, day, grid, TODAY } from "../functions/support";
import { type Fuzz, FuzzFailures } from "./fuzz";
import { FIRST_DAY, type MeantInvoice, type MeantPayment, makeOwnTables, type OwnTablesCase } from "./ownTablesMaker";

/**
 * Tables as people keep them, with random headers, column orders, blanks, texts, errors, credits, currencies and payments:
 * each of five functions must give what the core reports give on the facts that the rows mean, put together here by hand; or
 * refuse, where a row is broken or columns cannot be told apart. STATEMENT and EXPLAIN must end at BALANCE, and PROVE hold. A wrong number is a failure, and so is a refusal without cause.
 */
export const ownTablesFuzz: Fuzz = {
  name: "ownTables",
  counts: "own tables through AGING, BALANCE, NEXTDUE, OVERDUE and OPENITEMS against the core",
  whole: 20_000,
  missing: () => null,
  run: ({ seed, cases, onProgress }) => {
    const failures = new FuzzFailures();
    const tally = { told: 0, refusedRows: 0, refusedColumns: 0 };
    for (let number = 0; number < cases; number++) {
      const own = seed * 100_000 + number;
      for (const sentence of judgeOwnTables(own, tally)) failures.add(`${own}: ${sentence}`);
      if (number % 200 === 0) onProgress?.(number);
    }
    // Refusing columns is the safe answer to headers that may mean two things; refusing everything is no answer.
    if (tally.refusedColumns > cases * 0.15) failures.add(`${tally.refusedColumns} of ${cases} cases were refused for their columns`);
    return Promise.resolve(failures.result(cases));
  },
};

export interface Tally {
  told: number;
  refusedRows: number;
  refusedColumns: number;
}

const COLUMNS = /cannot be told apart|no column for|cannot be told whether/;


/** What is wrong with the answers in one case, in sentences. */
export function judgeOwnTables(seed: number, tally: Tally): string[] {
  const given = makeOwnTables(seed);
  const { random, dateSystem } = given;
  const whole = (limit: number): number => Math.floor(random() * limit);
  const skip = random() < 0.5;
  const todayAsked = random() < 0.25;
  const asOfSerial = todayAsked ? day(TODAY) : FIRST_DAY + whole(150);
  const wrong: string[] = [];
  const options = (...words: string[]): string => [...words, ...given.words, ...(skip ? ["skip bad rows"] : [])].join(", ");
  const ask = (name: string, args: readonly unknown[]): unknown[][] => grid(call(name, args, undefined, { dateSystem, sampleDate: null }));
  const asOfArgument = todayAsked && random() < 0.5 ? null : [[dateSystem === 1904 ? asOfSerial - 1462 : asOfSerial]];
  const tables = [given.invoices, given.payments];

  const meant = meaningOf(given);
  const refusal = meant.undated && asOfSerial !== day(TODAY) ? /says what is paid but not when/ : meant.bad > 0 && !skip ? /^#VALUE! Row \d+, / : null;
  const first = String(ask("AGING", [null, asOfArgument, null, null, ...tables, options()])[0]?.[0]);
  if (COLUMNS.test(first)) {
    tally.refusedColumns++;
    return wrong;
  }
  if (refusal !== null) {
    tally.refusedRows++;
    for (const [name, args] of [["AGING", [null, asOfArgument, null, null]], ["BALANCE", [null, asOfArgument, null]], ["NEXTDUE", [null, asOfArgument, null, null]], ["OVERDUE", [null, asOfArgument, null, null, null]], ["OPENITEMS", [null, asOfArgument]]] as const) {
      const answer = String(cell(call(name, [...args, ...tables, options()], undefined, { dateSystem, sampleDate: null })));
      if (!refusal.test(answer)) wrong.push(`${name} answered ${answer} where it had to refuse (${refusal.source}); ${given.headers}`);
    }
    return wrong;
  }
  tally.told++;
  const { index, currencies } = meant;
  const asOf = plain(asOfSerial);
  const basis: AgingBasis = random() < 0.5 ? "due" : "document";
  const compare = (name: string, got: unknown, expected: unknown): void => {
    const [a, b] = [JSON.stringify(got), JSON.stringify(expected)];
    if (a !== b) wrong.push(`${name} gave ${a}, not ${b}; ${given.headers}`);
  };

  const limits = random() < 0.5 ? [30, 60, 90] : [1 + whole(10), 11 + whole(20), 35 + whole(40)];
  const schedule = { limits, dueTodayIsLate: random() < 0.2 };
  const ageCredits = random() < 0.2;
  const aged = ask("AGING", [null, asOfArgument, limits.join(","), basis === "due" ? "due date" : "invoice date", ...tables, options("no headers", "no totals", ...(schedule.dueTodayIsLate ? ["due today is late"] : []), ...(ageCredits ? ["age credits"] : []))]);
  const rows = agingByAccount(index, index.accounts.keys(), { asOf, basis, schedule, ageCredits }).filter(({ buckets, unapplied, total }) => (meant.refunds ? total !== 0 : unapplied !== 0 || buckets.some((minor) => minor !== 0)));
  const several = new Set(index.accounts.map(({ currency }) => currency)).size > 1;
  const expectedRows = rows.map(({ customer, buckets, unapplied, total }) => [label(customer.customer), ...(several ? [customer.currency] : []), ...(meant.refunds ? [total] : [...buckets, unapplied, total]).map((minor) => amount(minor, customer.currency))]);
  const notes = meant.bad > 0 ? [`Not counted: ${meant.bad} ${meant.bad === 1 ? "row" : "rows"}`] : [];
  const gotRows = aged.filter((row) => String(row[0]) !== "" && !String(row[0]).startsWith("Not counted") && (!meant.refunds || row.at(-1) !== 0)).map((row) => [label(row[0]), ...(several ? [row[1]] : []), ...row.slice(several ? 2 : 1).map(number).slice(meant.refunds ? -1 : 0)]);
  compare("AGING", gotRows.sort(byText), expectedRows.sort(byText));
  compare("AGING's note", aged.map((row) => String(row[0])).filter((text) => text.startsWith("Not counted")), notes);

  const wanted = currencies.length > 1 || random() < 0.3 ? (currencies[whole(currencies.length)] ?? null) : null;
  const named = given.hasCurrency ? wanted : null;
  const asked = random() < 0.4 ? null : [["Acme", " BETA & SONS"], ["00417", 417], ["nobody", ""]];
  const scalar = (amountOf: (account: number) => number): unknown[][] =>
    (asked ?? [[null]]).map((row) =>
      row.map((customer) => {
        if (customer === "") return "";
        const accounts = customer === null ? [...index.accounts.keys()] : (index.accountsOf.get(String(customer).trim().toUpperCase()) ?? null);
        if (accounts === null) return meant.known.has(String(customer).trim().toUpperCase()) ? 0 : "#N/A";
        const sums = new Map<CurrencyCode, number>();
        for (const account of accounts) {
          const code = index.accounts[account]?.currency;
          if (code === undefined || (named !== null && code !== named) || !hasDocuments(index, account, asOf)) continue;
          sums.set(code, (sums.get(code) ?? 0) + amountOf(account));
        }
        if (sums.size > 1) return "#VALUE!";
        const [only] = sums;
        return only === undefined ? 0 : amount(only[1], only[0]);
      }),
    );
  const got = (name: string, args: readonly unknown[]): unknown[][] => ask(name, args).map((row) => row.map((value) => (typeof value === "string" && value.startsWith("#") ? value.split(" ")[0] : typeof value === "number" ? value + 0 : value)));
  compare("BALANCE", got("BALANCE", [asked, asOfArgument, named, ...tables, options()]), scalar((account) => accountBalance(index, account, asOf)));
  if (meant.bad === 0 && given.words.length === 0) wrong.push(...judgeReports(given, asOfSerial, meant.undated));
  if (meant.refunds) return wrong;

  const from = random() < 0.5 ? null : whole(40) - 10;
  const to = random() < 0.5 ? null : (from ?? 1) + whole(60);
  compare("OVERDUE", got("OVERDUE", [asked, asOfArgument, from, to, named, ...tables, options()]), scalar((account) => overdueAmount(index, account, asOf, from ?? 1, to)));

  const upcoming = random() < 0.5;
  const dues = (asked ?? [[null]]).map((row) =>
    row.map((customer) => {
      if (customer === "") return "";
      const accounts = customer === null ? [...index.accounts.keys()] : (index.accountsOf.get(String(customer).trim().toUpperCase()) ?? null);
      if (accounts === null) return meant.known.has(String(customer).trim().toUpperCase()) ? "none" : "#N/A";
      const due = nextDue(index, accounts, asOf, upcoming);
      return due === null ? "none" : toSerial(due, dateSystem);
    }),
  );
  compare("NEXTDUE", got("NEXTDUE", [asked, asOfArgument, upcoming, "none", ...tables, options()]), dues);

  const items = ask("OPENITEMS", [null, asOfArgument, ...tables, options("no headers")]).filter((row) => row.length > 1 && !String(row[0]).startsWith("Not counted"));
  const expectedItems = openItems(index, index.accounts.keys(), asOf).map((item) => {
    const { customer, currency } = index.accounts[item.account] ?? { customer: "", currency: "XXX" as CurrencyCode };
    const isPayment = item.kind === "credit" && item.number.startsWith("P ");
    return [label(customer), ...(several ? [currency] : []), isPayment ? "payment" : label(item.number), toSerial(item.date, dateSystem), item.due === null ? "" : toSerial(item.due, dateSystem), item.daysLate === null ? "" : Math.max(0, item.daysLate), amount(item.amount, currency), amount(item.open, currency), 0];
  });
  const lead = several ? 2 : 1;
  const gotItems = items.map((row) => [label(row[0]), ...row.slice(1, lead), /^(Payment|Discount)[, ]/.test(String(row[lead])) ? "payment" : label(row[lead]), ...row.slice(lead + 1)]);
  compare("OPENITEMS", gotItems.sort(byText), expectedItems.sort(byText));
  return wrong;
}

/** The same tables named in Settings: PROVE is 0, and each customer's STATEMENT and EXPLAIN end at BALANCE. */
function judgeReports({ invoices, payments, dateSystem }: OwnTablesCase, asOfSerial: number, undated: boolean): string[] {
  const wrong: string[] = [];
  const ledger: LedgerState = { kind: "own", invoices: { name: "MyInvoices", rows: invoices }, payments: payments === null ? null : { name: "MyPayments", rows: payments } };
  const asOf = [[dateSystem === 1904 ? asOfSerial - 1462 : asOfSerial]];
  const ask = (name: string, args: readonly unknown[]): unknown[][] => grid(call(name, args, ledger, { dateSystem, sampleDate: null }));
  const proof = ask("PROVE", [asOf])[0]?.[0];
  if (proof !== 0) wrong.push(`PROVE answered ${String(proof)}`);
  if (undated) return wrong;
  for (const customer of ["Acme", "00417", "C-9"]) {
    const balance = ask("BALANCE", [[[customer]], asOf])[0]?.[0];
    if (typeof balance !== "number") continue; // unknown, or in several currencies
    for (const [name, args] of [["STATEMENT", [[[customer]], null, asOf]], ["STATEMENT", [[[customer]], [[Number(asOf[0]?.[0]) - 30]], asOf]], ["EXPLAIN", [[[customer]], asOf]]] as const) {
      const table = ask(name, args);
      const [header = []] = table;
      const at = header.indexOf("Amount");
      // Currencies without a document until that day have a block of their own that ends at nothing.
      const ends = table.filter((row) => row.includes(name === "EXPLAIN" ? "Balance" : "Closing balance")).slice(name === "EXPLAIN" ? 1 : 0).map((row) => row.at(-1));
      const opening = table.flatMap((row) => (row.includes("Opening balance") ? [Number(row.at(-1))] : [])).reduce((sum, each) => sum + each, 0);
      const sum = table.reduce((total, row) => total + (typeof row[at] === "number" ? Number(row[at]) : 0), opening);
      if (!ends.some((end) => end === balance) || ends.filter((end) => end !== balance).some((end) => end !== 0) || Math.abs(sum - balance) > 1e-6) wrong.push(`${name} of ${customer} ends at ${JSON.stringify(ends)} (sum ${sum}), not ${balance}`);
    }
  }
  return wrong;
}

interface Meaning {
  readonly index: LedgerIndex;
  /** Rows that cannot be counted. */
  readonly bad: number;
  /** Something is paid, and the tables do not say when. */
  readonly undated: boolean;
  /** Money was taken back: how it is spread over documents is not judged here, only the sums. */
  readonly refunds: boolean;
  readonly currencies: readonly CurrencyCode[];
  /** Customers that a good row names, in upper case. */
  readonly known: ReadonlySet<string>;
}

/** The facts that the good rows mean, put together without the reader's code. */
function meaningOf({ invoiceRows, paymentRows, hasCurrency }: OwnTablesCase): Meaning {
  const invoices = invoiceRows.flatMap(({ meant }) => meant ?? []);
  const byNumber = new Map(invoices.map((invoice) => [invoice.number, invoice]));
  const all = [...new Set(invoices.map(({ currency }) => currency))];
  let bad = invoiceRows.length - invoices.length;
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  const applications: ApplicationFact[] = [];
  const pay = (invoice: MeantInvoice | null, customer: string, currency: CurrencyCode, date: number, minor: number): void => {
    const number = `P ${credits.length + charges.length}`;
    const base = { customer, currency, date: plain(date) };
    if (minor < 0) charges.push({ ...base, number, amount: -minor, dues: [{ part: 1, due: plain(date), amount: -minor }], disputed: 0 });
    else credits.push({ ...base, number, amount: minor });
    if (minor > 0 && invoice !== null && invoice.minor >= 0) applications.push({ ...base, from: number, to: invoice.number, amount: minor, discount: 0, kind: "payment" });
  };
  for (const { number, customer, date, due, currency, minor, paid } of invoices) {
    const base = { number, customer, date: plain(date), currency: code(currency) };
    if (minor < 0) credits.push({ ...base, amount: -minor });
    else charges.push({ ...base, amount: minor, dues: [{ part: 1, due: plain(due), amount: minor }], disputed: 0 });
    const invoice = byNumber.get(number) ?? null;
    if (paid !== null && paid.minor !== 0) pay(invoice, customer, base.currency, paid.date ?? day(TODAY), paid.minor);
  }
  const known = new Set(invoices.map(({ customer }) => customer.toUpperCase()));
  let refunds = false;
  for (const { meant } of paymentRows) {
    const read = meant === null ? null : currencyOf(meant, byNumber, invoices, hasCurrency ? all : ["XXX"]);
    if (meant === null || read === null) {
      bad++;
      continue;
    }
    const { currency, invoice } = read;
    const customer = invoice?.customer ?? meant.customer ?? "";
    const minor = meant.units === null ? meant.minor : meant.units * 10 ** currencyDecimals(currency);
    known.add(customer.toUpperCase());
    refunds ||= minor < 0 || meant.discount < 0;
    if (minor !== 0) pay(invoice, customer, currency, meant.date, minor);
    if (meant.discount !== 0) pay(invoice, customer, currency, meant.date, meant.discount);
  }
  const undated = invoices.some(({ paid }) => paid !== null && paid.minor !== 0 && paid.date === null);
  return { index: buildLedgerIndex({ charges, credits, applications }), bad, undated, refunds, currencies: all.map(code), known };
}

/** Null: the row cannot be counted, because its invoice is not there or its currency cannot be told. */
function currencyOf(payment: MeantPayment, byNumber: ReadonlyMap<string, MeantInvoice>, invoices: readonly MeantInvoice[], all: readonly string[]): { readonly currency: CurrencyCode; readonly invoice: MeantInvoice | null } | null {
  const invoice = payment.invoice === null ? null : byNumber.get(payment.invoice);
  if (invoice === undefined) return null;
  if (payment.currency !== null) return { currency: code(payment.currency), invoice };
  if (invoice !== null) return { currency: code(invoice.currency), invoice };
  const own = new Set(invoices.filter(({ customer }) => customer === payment.customer).map(({ currency }) => currency));
  const [only, ...others] = own.size > 0 && all.length !== 1 ? [...own] : all;
  return only === undefined || others.length > 0 ? null : { currency: code(only), invoice };
}

function plain(serial: number): PlainDate {
  const date = fromSerial(serial);
  if (date === null) throw new Error(`No date: ${serial}`);
  return date;
}

function code(text: string): CurrencyCode {
  const found = parseCurrency(text);
  if (found === null) throw new Error(`No currency: ${text}`);
  return found;
}

function amount(minor: number, currency: CurrencyCode): number {
  return numberFromMinor(minor, currencyDecimals(currency)) + 0;
}

function number(value: unknown): unknown {
  return typeof value === "number" ? value + 0 : value;
}

function label(value: unknown): string {
  return String(value).trim().toUpperCase();
}

function byText(a: readonly unknown[], b: readonly unknown[]): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
