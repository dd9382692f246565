/**
 * How long figures take and how long they hold the page at a time: own tables of many rows, and the ledger's index.
 * `npx tsx bench/figures.ts [rows]`; prints a table: processor time, because wall time is the neighbours' too.
 */
import { buildLedgerIndex, ledgerIndexSteps } from "../src/core/reports/ledgerIndex";
import type { Steps } from "../src/core/reports/steps";
import { parseCurrency } from "../src/core/values/currency";
import { fromSerial, type PlainDate } from "../src/core/values/plainDate";
import type { ApplicationFact, ChargeFact, CreditFact } from "../src/core/ledger/facts";
import { answerFigure, answerSteps } from "../src/functions/engine";
import { SLICE } from "../src/live/slices";
import { agingFigure } from "../src/functions/tableFigures";

const rows = Number(process.argv[2] ?? 50_000);
const START = 45_658; // 2025-01-01

/** The same numbers on every run and machine. */
function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

function strangersTables(count: number): { invoices: unknown[][]; payments: unknown[][] } {
  const random = randomSource(1);
  const invoices: unknown[][] = [["Invoice No.", "Customer", "Invoice date", "Due date", "Amount", "Notes"]];
  const payments: unknown[][] = [["Invoice No.", "Payment date", "Amount paid", "Reference"]];
  for (let n = 0; n < count; n++) {
    const date = START + random(365);
    const cents = 100 + random(1_000_000);
    invoices.push([`INV-${100_000 + n}`, `Customer ${random(2_000)}`, date, date + 30, cents / 100, "as agreed"]);
    payments.push([`INV-${100_000 + random(count)}`, date + random(60), random(cents) / 100, `bank ${n}`]);
  }
  return { invoices, payments };
}

function facts(count: number): { charges: ChargeFact[]; credits: CreditFact[]; applications: ApplicationFact[] } {
  const random = randomSource(2);
  const currency = parseCurrency("EUR");
  if (currency === null) throw new Error("No currency");
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  const applications: ApplicationFact[] = [];
  for (let n = 0; n < count; n++) {
    const date = fromSerial(START + random(365));
    const due = fromSerial(START + 400);
    if (date === null || due === null) throw new Error("No date");
    const customer = `C${random(2_000)}`;
    const amount = 100 + random(1_000_000);
    charges.push({ number: `INV-${n}`, customer, date, currency, amount, dues: [{ part: 1, due, amount }], disputed: 0 });
    credits.push({ number: `PAY-${n}`, customer, date, currency, amount });
    applications.push({ date, from: `PAY-${n}`, to: `INV-${n}`, customer, currency, amount: random(amount), discount: 0, kind: "payment" });
  }
  return { charges, credits, applications };
}

async function measure(name: string, work: () => unknown): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < 4; run++) {
    const started = process.cpuUsage();
    await work();
    times.push(process.cpuUsage(started).user / 1000);
  }
  const [cold = 0, ...warm] = times;
  console.log(`${name.padEnd(52)} cold ${cold.toFixed(0).padStart(6)} ms   warm ${Math.min(...warm).toFixed(0).padStart(6)} ms`);
}

/** How long the page is held at most when the work is left after each slice, and how often it was longer than 50 ms. */
function measureHolds(name: string, make: () => Steps<unknown>): void {
  make().next();
  const holds: number[] = [];
  const steps = make();
  for (let done = false; !done; ) {
    const started = performance.now();
    do done = steps.next().done === true;
    while (!done && performance.now() - started < SLICE);
    holds.push(performance.now() - started);
  }
  const longest = [...holds].sort((a, b) => b - a).slice(0, 4);
  console.log(`${name.padEnd(52)} ${String(holds.length).padStart(4)} slices, longest ${longest.map((hold) => hold.toFixed(0)).join(", ")} ms, above 50 ms: ${holds.filter((hold) => hold > 50).length}`);
}

const tables = strangersTables(rows);
const ledger = facts(rows);
const view = { environment: { dateSystem: 1900, sampleDate: null }, ledger: { kind: "unavailable", message: "" }, version: 1 } as const;
const today = fromSerial(START + 300);

async function main(asOf: PlainDate): Promise<void> {
  console.log(`${rows} invoices + ${rows} payments`);
  const aging = agingFigure(null, [[START + 300]], null, null, tables.invoices, tables.payments, null);
  await measure("AGING over own tables, whole call", () => answerFigure(aging, view, asOf));
  await measure("index of the ledger's facts", () => buildLedgerIndex(ledger));
  measureHolds("AGING over own tables, in slices", () => answerSteps(aging, view, asOf, new WeakMap()));
  measureHolds("index of the ledger's facts, in slices", () => ledgerIndexSteps(ledger));
}

if (today === null) throw new Error("No date");
void main(today);
