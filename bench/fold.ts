/**
 * Entries folded, indexed and aged: 100,000 invoices and 130,000 payments by default.
 * `npx tsx bench/fold.ts [--size 100000] [--rounds 5] [--json]`
 *
 * Times are processor time, the least of the rounds, because wall time is the neighbours' too. Before any figure is printed
 * the aging of every customer is compared with a count made straight from the numbers that the entries were written from;
 * a single cent of difference ends the run with exit status 1.
 */
import { parseArgs } from "node:util";
import type { BilledDocument, Entry, EntryBody, Party } from "../src/core/ledger/entries";
import { foldEntries } from "../src/core/ledger/fold";
import { agingByAccount, type AgingRequest } from "../src/core/reports/aging";
import { buildLedgerIndex, type LedgerIndex } from "../src/core/reports/ledgerIndex";
import { rollForwardByAccount } from "../src/core/reports/rollForward";
import { balanceForwardStatements } from "../src/core/reports/statement";
import { type CurrencyCode, parseCurrency } from "../src/core/values/currency";
import { addDays, type PlainDate, parseIsoDate } from "../src/core/values/plainDate";

const { values } = parseArgs({ options: { size: { type: "string", default: "100000" }, rounds: { type: "string", default: "5" }, json: { type: "boolean", default: false } } });
const INVOICES = Number(values.size);
const ROUNDS = Number(values.rounds);
const PAYMENTS = Math.round(INVOICES * 1.3);
const CUSTOMERS = Math.max(1, Math.round(INVOICES / 50));
const LIMITS = [30, 60, 90] as const;

/** The same numbers on every run and machine. */
function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

function known<T>(value: T | null): T {
  if (value === null) throw new Error("Not readable");
  return value;
}

const EUR: CurrencyCode = known(parseCurrency("EUR"));
const START: PlainDate = known(parseIsoDate("2025-01-01"));
const NOBODY: Party = { name: "", address: "", city: "", postalCode: "", country: "", taxId: "", email: "", buyerReference: "", electronicAddress: "" };

/** What the entries are written from; the count is made from these columns alone. */
interface Numbers {
  readonly customer: Int32Array;
  readonly invoiceDay: Int32Array;
  readonly dueDay: Int32Array;
  readonly invoiceAmount: Float64Array;
  readonly paidInvoice: Int32Array;
  readonly paymentDay: Int32Array;
  readonly paymentAmount: Float64Array;
  readonly appliedAmount: Float64Array;
}

function numbersOf(): Numbers {
  const random = randomSource(7);
  const column = (length: number, value: (row: number) => number): Int32Array => Int32Array.from({ length }, (_, row) => value(row));
  const customer = column(INVOICES, () => random(CUSTOMERS));
  const invoiceDay = column(INVOICES, () => random(365));
  const dueDay = column(INVOICES, (row) => (invoiceDay[row] ?? 0) + 14 + random(47));
  const invoiceAmount = Float64Array.from({ length: INVOICES }, () => 100 + random(1_000_000));
  const paidInvoice = column(PAYMENTS, () => random(INVOICES));
  const paymentDay = column(PAYMENTS, (row) => (invoiceDay[paidInvoice[row] ?? 0] ?? 0) + random(120));
  const left = invoiceAmount.slice();
  const appliedAmount = new Float64Array(PAYMENTS);
  const paymentAmount = Float64Array.from({ length: PAYMENTS }, (_, row) => {
    const invoice = paidInvoice[row] ?? 0;
    const rest = left[invoice] ?? 0;
    // Most pay part, some pay all, some more than is asked: the rest stands on account.
    const applied = random(3) === 0 ? rest : random(rest + 1);
    left[invoice] = rest - applied;
    appliedAmount[row] = applied;
    return applied + (random(5) === 0 || applied === 0 ? 1 + random(5_000) : 0);
  });
  return { customer, invoiceDay, dueDay, invoiceAmount, paidInvoice, paymentDay, paymentAmount, appliedAmount };
}

function entriesOf(numbers: Numbers): Entry[] {
  const entries: Entry[] = [];
  const add = (body: EntryBody): void => {
    const order = entries.length + 1;
    entries.push({ head: { id: `e${order}`, seat: "A", seq: order, order, postedAt: "2025-01-01T00:00:00Z", by: "", app: "" }, body });
  };
  for (let row = 0; row < INVOICES; row++) {
    const total = numbers.invoiceAmount[row] ?? 0;
    const date = addDays(START, numbers.invoiceDay[row] ?? 0);
    const document: BilledDocument = {
      number: `INV-${row}`, customer: `C${numbers.customer[row] ?? 0}`, date, currency: EUR, reference: "", terms: { code: "", rule: "" }, exchangeRate: "", rounding: "perGroup",
      seller: NOBODY, buyer: NOBODY, lines: [], treatments: [], taxGroups: [], net: total, tax: 0, total,
      dues: [{ part: 1, due: addDays(START, numbers.dueDay[row] ?? 0), amount: total, discountUntil: null, discount: 0 }],
    };
    add({ kind: "invoice", document });
  }
  for (let row = 0; row < PAYMENTS; row++) {
    const invoice = numbers.paidInvoice[row] ?? 0;
    const customer = `C${numbers.customer[invoice] ?? 0}`;
    const amount = numbers.appliedAmount[row] ?? 0;
    const settlements = amount === 0 ? [] : [{ to: `INV-${invoice}`, customer, amount, discount: 0, writeOff: 0, deduction: null, reason: "" }];
    const date = addDays(START, numbers.paymentDay[row] ?? 0);
    add({
      kind: "payment", settlements,
      payment: { number: `PAY-${row}`, kind: "payment", customer, date, bankDate: null, deposit: "", method: "", reference: "", currency: EUR, exchangeRate: "", amount: numbers.paymentAmount[row] ?? 0, fee: 0 },
    });
  }
  return entries;
}

/** Per customer: Current, 1-30, 31-60, 61-90, 91+, unapplied; counted from the numbers, without any of the code measured. */
function countByHand(numbers: Numbers, day: number): Float64Array {
  const sums = new Float64Array(CUSTOMERS * 6);
  const open = new Float64Array(INVOICES);
  const { customer, invoiceDay, dueDay, invoiceAmount, paidInvoice, paymentDay, paymentAmount, appliedAmount } = numbers;
  for (let row = 0; row < INVOICES; row++) open[row] = (invoiceDay[row] ?? 0) <= day ? (invoiceAmount[row] ?? 0) : 0;
  for (let row = 0; row < PAYMENTS; row++) {
    if ((paymentDay[row] ?? 0) > day) continue;
    const invoice = paidInvoice[row] ?? 0;
    const applied = appliedAmount[row] ?? 0;
    open[invoice] = (open[invoice] ?? 0) - applied;
    const at = (customer[invoice] ?? 0) * 6 + 5;
    sums[at] = (sums[at] ?? 0) - ((paymentAmount[row] ?? 0) - applied);
  }
  for (let row = 0; row < INVOICES; row++) {
    const late = day - (dueDay[row] ?? 0);
    const bucket = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4;
    const at = (customer[row] ?? 0) * 6 + bucket;
    sums[at] = (sums[at] ?? 0) + (open[row] ?? 0);
  }
  return sums;
}

function requestOn(day: number): AgingRequest {
  return { asOf: addDays(START, day), basis: "due", schedule: { limits: LIMITS, dueTodayIsLate: false }, ageCredits: false };
}

/** Cells in which the aging differs from the count. */
function differences(index: LedgerIndex, accounts: readonly number[], numbers: Numbers, day: number): number {
  const counted = countByHand(numbers, day);
  let wrong = 0;
  const seen = new Set<number>();
  for (const row of agingByAccount(index, accounts, requestOn(day))) {
    const customer = Number(row.customer.customer.slice(1));
    seen.add(customer);
    [...row.buckets, row.unapplied].forEach((amount, column) => {
      if (amount !== (counted[customer * 6 + column] ?? 0)) wrong++;
    });
  }
  counted.forEach((amount, at) => {
    if (amount !== 0 && !seen.has(Math.floor(at / 6))) wrong++;
  });
  return wrong;
}

/** Processor milliseconds, the least of the rounds. */
function measure(work: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = process.cpuUsage();
    work();
    const used = process.cpuUsage(started);
    least = Math.min(least, (used.user + used.system) / 1000);
  }
  return Math.round(least * 10) / 10;
}

const numbers = numbersOf();
const entries = entriesOf(numbers);
const { facts } = foldEntries(entries);
const index = buildLedgerIndex(facts);
const accounts = index.accounts.map((_, account) => account);
const DAYS = [0, 90, 200, 330, 600];
const wrong = DAYS.reduce((sum, day) => sum + differences(index, accounts, numbers, day), 0);
if (wrong > 0) {
  process.stderr.write(`${wrong} cells differ from the independent count; nothing was measured\n`);
  process.exit(1);
}

const YEAR = { from: START, to: addDays(START, 364) };
const AGING = { basis: "due", schedule: { limits: LIMITS, dueTodayIsLate: false } } as const;
const lines = balanceForwardStatements(index, accounts, YEAR, AGING).reduce((sum, { lines: { length } }) => sum + length, 0);
const milliseconds = {
  fold: measure(() => foldEntries(entries)),
  index: measure(() => buildLedgerIndex(facts)),
  age: measure(() => agingByAccount(index, accounts, requestOn(330))),
  countByHand: measure(() => countByHand(numbers, 330)),
  statements: measure(() => balanceForwardStatements(index, accounts, YEAR, AGING)),
  rollForward: measure(() => rollForwardByAccount(index, accounts, YEAR)),
};
const report = {
  name: "fold", sizes: { invoices: INVOICES, payments: PAYMENTS, customers: accounts.length, statementLines: lines, rounds: ROUNDS },
  exact: true, comparedCells: DAYS.length * accounts.length * 6, milliseconds,
  agePerInvoiceMicroseconds: Math.round((milliseconds.age / INVOICES) * 1e6) / 1000,
  statementPerLineMicroseconds: Math.round((milliseconds.statements / lines) * 1e6) / 1000,
};
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else {
  process.stdout.write(`${INVOICES.toLocaleString("en")} invoices + ${PAYMENTS.toLocaleString("en")} payments, ${report.comparedCells.toLocaleString("en")} cells equal to the independent count\n`);
  for (const [name, time] of Object.entries(milliseconds)) process.stdout.write(`${name.padEnd(14)} ${time.toFixed(1).padStart(8)} ms\n`);
  process.stdout.write(`${report.agePerInvoiceMicroseconds} µs an invoice aged, ${report.statementPerLineMicroseconds} µs a statement line\n`);
}
