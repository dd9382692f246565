import type { ApplicationFact, ChargeFact, CreditFact, LedgerFacts } from "../core/ledger/facts";
import { matchKey } from "../core/reports/keys";
import { daysInSteps, STEP_ROWS, type Steps } from "../core/reports/steps";
import type { PlainDate } from "../core/values/plainDate";
import type { OwnInvoice } from "./ownInvoices";
import type { OwnPayment } from "./ownPayments";

/**
 * A person's own tables as ledger facts. A payment is a credit applied to its invoice from the later of both dates; what
 * does not fit (an overpayment, a payment on account) is unapplied. A negative payment takes back what was applied to its
 * invoice until then; what it takes beyond that, and a negative payment without an invoice, is money paid back: it uses up
 * credit on account, and for the rest the customer owes it. So as of every day the customer's balance is the plain sum of
 * invoices minus payments and discounts dated until then. `today` dates what an invoice says of payments without saying when.
 */
export function* ownFacts(invoices: readonly OwnInvoice[], payments: readonly OwnPayment[], today: PlainDate): Steps<LedgerFacts> {
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  const applications: ApplicationFact[] = [];
  /** Rows of the applications' documents: each is known here, so that nobody need look for its number. */
  const ends: { charge: number[]; credit: number[] } = { charge: [], credit: [] };
  /** Credits of an account with what is left of each, in the order in which they came; kept where something is paid back. */
  const purses = new Map<string, Purse[]>();
  /** What is open of, and what was applied to, each invoice by its row; credit memos have none. */
  const rest = new Float64Array((invoices.at(-1)?.row ?? 0) + 1);
  const applied = new Float64Array(rest.length);
  const chargeOf = new Int32Array(rest.length).fill(-1);
  const events: Event[] = [];
  const steps = yield* paymentSteps(invoices, payments, today);
  const paysBack = steps.some((step) => step.amount < 0);
  for (const step of steps) {
    if (step.amount < 0) events.push({ day: step.date, rank: TAKE_BACK, step, memo: null });
    else {
      events.push({ day: step.date, rank: COME, step, memo: null });
      if (step.invoice !== null && step.invoice.amount >= 0) events.push({ day: Math.max(step.date, step.invoice.date), rank: APPLY, step, memo: null });
    }
    if (events.length % STEP_ROWS === 0) yield;
  }
  for (const invoice of invoices) {
    const { number, customer, date, currency, amount } = invoice;
    if (amount < 0) {
      events.push({ day: date, rank: COME, step: null, memo: { number, customer, date, currency, amount: -amount, kind: invoice.creditKind } });
    } else {
      chargeOf[invoice.row] = charges.length;
      charges.push({ number, customer, date, currency, amount, dues: invoice.dues.map((part, index) => ({ part: index + 1, due: part.due, amount: part.amount })), disputed: 0 });
      rest[invoice.row] = amount;
    }
    if (charges.length % STEP_ROWS === 0) yield;
  }
  for (const { items } of yield* daysInSteps(events, ({ day }) => day, compareEvents)) {
    for (const [at, { rank, step, memo }] of items.entries()) {
      if (at % STEP_ROWS === 0) yield;
      if (memo !== null) grant(memo, null);
      if (step === null) continue;
      if (rank === COME) step.purse = grant(creditOf(step, step.amount), step.invoice);
      else if (rank === APPLY) apply(step);
      else takeBack(step);
    }
  }
  return { charges, credits, applications, ends: { charge: Int32Array.from(ends.charge), credit: Int32Array.from(ends.credit) } };

  function record(fact: ApplicationFact, charge: number, credit: number): void {
    applications.push(fact);
    ends.charge.push(charge);
    ends.credit.push(credit);
  }

  function grant(credit: CreditFact, awaits: OwnInvoice | null): Purse {
    const purse = { credit, row: credits.length, rest: credit.amount, awaits };
    credits.push(credit);
    if (!paysBack) return purse;
    const key = accountKey(credit);
    const list = purses.get(key);
    if (list === undefined) purses.set(key, [purse]);
    else list.push(purse);
    return purse;
  }

  function apply(step: Step): void {
    const { invoice, purse } = step;
    if (invoice === null || purse === null) return;
    purse.awaits = null;
    const open = rest[invoice.row] ?? 0;
    const amount = Math.min(purse.rest, open);
    if (amount === 0) return;
    purse.rest -= amount;
    rest[invoice.row] = open - amount;
    applied[invoice.row] = (applied[invoice.row] ?? 0) + amount;
    record(application(step, purse.credit.number, invoice.number, amount, "payment"), chargeOf[invoice.row] ?? -1, purse.row);
  }

  function takeBack(step: Step): void {
    const { invoice } = step;
    const settled = invoice === null || invoice.date > step.date ? 0 : (applied[invoice.row] ?? 0);
    const back = Math.min(-step.amount, settled);
    if (invoice !== null && back > 0) {
      applied[invoice.row] = settled - back;
      rest[invoice.row] = (rest[invoice.row] ?? 0) + back;
      record(application(step, null, invoice.number, -back, "reversal"), chargeOf[invoice.row] ?? -1, -1);
    }
    if (-step.amount > back) payBack(step, -step.amount - back);
  }

  function payBack(step: Step, amount: number): void {
    const list = purses.get(accountKey(step)) ?? [];
    let asked = amount;
    // Money that waits for an invoice still to come is used last.
    for (const waits of [false, true])
      for (const purse of list) {
        const used = (purse.awaits !== null) === waits ? Math.min(asked, purse.rest) : 0;
        if (used === 0) continue;
        purse.rest -= used;
        asked -= used;
        record(application(step, purse.credit.number, null, used, "refund"), -1, purse.row);
      }
    // What was paid back beyond all credit is owed again; it is no sale.
    if (asked > 0) charges.push({ number: step.number, customer: step.customer, date: step.date, currency: step.currency, amount: asked, dues: [{ part: 1, due: step.date, amount: asked }], disputed: 0, kind: "deduction" });
  }
}

interface Purse {
  readonly credit: CreditFact;
  /** Of `credit` among the credits. */
  readonly row: number;
  rest: number;
  /** The invoice of a later date that this payment is for. */
  awaits: OwnInvoice | null;
}

/** Within a day: credits come, then they are applied, then something is taken back. */
const [COME, APPLY, TAKE_BACK] = [0, 1, 2] as const;

interface Event {
  readonly day: number;
  readonly rank: 0 | 1 | 2;
  readonly step: Step | null;
  /** A credit memo of the invoices. */
  readonly memo: CreditFact | null;
}

/** Within a day by rank, larger amounts first: never by the order of rows. */
function compareEvents(a: Event, b: Event): number {
  return a.rank - b.rank || (a.step?.date ?? 0) - (b.step?.date ?? 0) || Math.abs(b.step?.amount ?? 0) - Math.abs(a.step?.amount ?? 0);
}

interface Step {
  /** Names the row; a document number of its own that no invoice bears. */
  readonly number: string;
  readonly customer: string;
  readonly currency: OwnPayment["currency"];
  readonly invoice: OwnInvoice | null;
  readonly date: PlainDate;
  readonly amount: number;
  /** What is left of it, once it has come. */
  purse: Purse | null;
}

function* paymentSteps(invoices: readonly OwnInvoice[], payments: readonly OwnPayment[], today: PlainDate): Steps<Step[]> {
  /** Only an invoice number that begins like one of ours can be in the way. */
  const taken = new Set<string>();
  const steps: Step[] = [];
  const freeNumber = (wanted: string): string => {
    let number = wanted;
    while (taken.has(matchKey(number))) number = `${number}'`;
    return number;
  };
  for (const [at, { number }] of invoices.entries()) {
    if (/^(?:pa|di)/i.test(number)) taken.add(matchKey(number));
    if (at % STEP_ROWS === 0) yield;
  }
  for (const [at, { row, customer, currency, invoice, date, amount, discount }] of payments.entries()) {
    if (amount !== 0) steps.push({ number: freeNumber(`${amount > 0 ? "Payment" : "Paid back"}, row ${row}`), customer, currency, invoice, date, amount, purse: null });
    // A cash discount settles like money: what it takes off beyond the invoice stands on account, where it is seen.
    if (discount !== 0) steps.push({ number: freeNumber(`${discount > 0 ? "Discount" : "Discount taken back"}, row ${row}`), customer, currency, invoice, date, amount: discount, purse: null });
    if (at % STEP_ROWS === 0) yield;
  }
  for (const invoice of invoices) {
    const { number, customer, currency, paid } = invoice;
    if (paid === null || paid.amount === 0) continue;
    const date = paid.date ?? today;
    steps.push({ number: freeNumber(`Payment of ${number}`), customer, currency, invoice, date, amount: paid.amount, purse: null });
  }
  return steps;
}

function creditOf({ number, customer, date, currency }: Step, amount: number): CreditFact {
  return { number, customer, date, currency, amount };
}

function application(step: Step, from: string | null, to: string | null, amount: number, kind: ApplicationFact["kind"]): ApplicationFact {
  return { date: step.date, from, to, customer: step.customer, currency: step.currency, amount, discount: 0, kind };
}

function accountKey(document: { readonly customer: string; readonly currency: string }): string {
  return `${document.currency} ${matchKey(document.customer)}`;
}
