import type { ApplicationFact, ChargeFact, CreditFact, LedgerFacts } from "../core/ledger/facts";
import { matchKey } from "../core/reports/keys";
import type { PlainDate } from "../core/values/plainDate";
import type { OwnInvoice } from "./ownInvoices";
import type { OwnPayment } from "./ownPayments";

/**
 * A person's own tables as ledger facts. A payment is a credit applied to its invoice from the later of both dates; what
 * does not fit (an overpayment, a payment on account) is unapplied. A negative payment takes back what was applied to its
 * invoice until then; what it takes beyond that, and a negative payment without an invoice, is money paid back: it uses up
 * credit on account, and for the rest the customer owes it. So as of every day the customer's balance is the plain sum of
 * invoices minus payments dated until then. `today` dates what an invoice says of payments without saying when.
 */
export function ownFacts(invoices: readonly OwnInvoice[], payments: readonly OwnPayment[], today: PlainDate): LedgerFacts {
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  const applications: ApplicationFact[] = [];
  /** Credits of an account with what is left of each, in the order in which they came. */
  const purses = new Map<string, Purse[]>();
  const open = new Map<OwnInvoice, { rest: number; applied: number }>();
  const grant = (credit: CreditFact, awaits: OwnInvoice | null): Purse => {
    const purse = { credit, rest: credit.amount, awaits };
    const key = accountKey(credit);
    const list = purses.get(key);
    if (list === undefined) purses.set(key, [purse]);
    else list.push(purse);
    credits.push(credit);
    return purse;
  };
  const events: Event[] = paymentSteps(invoices, payments, today).flatMap((step): Event[] => {
    if (step.amount < 0) return [{ day: step.date, rank: 2, step, run: () => takeBack(step) }];
    let purse: Purse | null = null;
    const created: Event = { day: step.date, rank: 0, step, run: () => (purse = grant(creditOf(step, step.amount), step.invoice)) };
    const { invoice } = step;
    if (invoice === null || invoice.amount < 0) return [created];
    return [created, { day: Math.max(step.date, invoice.date), rank: 1, step, run: () => purse !== null && settleOn(step, purse, invoice) }];
  });
  for (const invoice of invoices) {
    if (invoice.amount < 0) {
      const memo: CreditFact = { number: invoice.number, customer: invoice.customer, date: invoice.date, currency: invoice.currency, amount: -invoice.amount };
      events.push({ day: invoice.date, rank: 0, step: null, run: () => grant(memo, null) });
    } else {
      const dues = invoice.dues.map(({ due, amount }, index) => ({ part: index + 1, due, amount }));
      charges.push({ number: invoice.number, customer: invoice.customer, date: invoice.date, currency: invoice.currency, amount: invoice.amount, dues, disputed: 0 });
      open.set(invoice, { rest: invoice.amount, applied: 0 });
    }
  }
  for (const event of events.sort(compareEvents)) event.run();
  return { charges, credits, applications };

  function settleOn(step: Step, purse: Purse, invoice: OwnInvoice): void {
    purse.awaits = null;
    const state = open.get(invoice);
    const amount = Math.min(purse.rest, state?.rest ?? 0);
    if (state === undefined || amount === 0) return;
    purse.rest -= amount;
    state.rest -= amount;
    state.applied += amount;
    applications.push(application(step, purse.credit.number, invoice.number, amount, "payment"));
  }

  function takeBack(step: Step): void {
    const { invoice } = step;
    const state = invoice === null || invoice.date > step.date ? undefined : open.get(invoice);
    const back = Math.min(-step.amount, state?.applied ?? 0);
    if (state !== undefined && invoice !== null && back > 0) {
      state.applied -= back;
      state.rest += back;
      applications.push(application(step, null, invoice.number, -back, "reversal"));
    }
    const rest = -step.amount - back;
    if (rest > 0) payBack(step, rest);
  }

  function payBack(step: Step, amount: number): void {
    charges.push({ number: step.number, customer: step.customer, date: step.date, currency: step.currency, amount, dues: [{ part: 1, due: step.date, amount }], disputed: 0 });
    const list = purses.get(accountKey(step)) ?? [];
    let asked = amount;
    // Money that waits for an invoice still to come is used last.
    for (const waits of [false, true])
      for (const purse of list) {
        const used = (purse.awaits !== null) === waits ? Math.min(asked, purse.rest) : 0;
        if (used === 0) continue;
        purse.rest -= used;
        asked -= used;
        applications.push(application(step, purse.credit.number, step.number, used, "refund"));
      }
  }
}

interface Purse {
  readonly credit: CreditFact;
  rest: number;
  /** The invoice of a later date that this payment is for. */
  awaits: OwnInvoice | null;
}

interface Event {
  readonly day: number;
  /** Within a day: credits come, then they are applied, then something is taken back. */
  readonly rank: 0 | 1 | 2;
  readonly step: Step | null;
  readonly run: () => unknown;
}

/** By day and rank, larger amounts first: never by the order of rows. */
function compareEvents(a: Event, b: Event): number {
  return a.day - b.day || a.rank - b.rank || (a.step?.date ?? 0) - (b.step?.date ?? 0) || Math.abs(b.step?.amount ?? 0) - Math.abs(a.step?.amount ?? 0);
}

interface Step {
  /** Names the row; a document number of its own that no invoice bears. */
  readonly number: string;
  readonly customer: string;
  readonly currency: OwnPayment["currency"];
  readonly invoice: OwnInvoice | null;
  readonly date: PlainDate;
  readonly amount: number;
}

function paymentSteps(invoices: readonly OwnInvoice[], payments: readonly OwnPayment[], today: PlainDate): Step[] {
  const taken = new Set(invoices.map((invoice) => matchKey(invoice.number)));
  const freeNumber = (wanted: string): string => {
    let number = wanted;
    while (taken.has(matchKey(number))) number = `${number}'`;
    taken.add(matchKey(number));
    return number;
  };
  const steps = payments.map(({ row, customer, currency, invoice, date, amount }): Step => {
    return { number: freeNumber(`${amount > 0 ? "Payment" : "Paid back"}, row ${row}`), customer, currency, invoice, date, amount };
  });
  for (const invoice of invoices) {
    const { number, customer, currency, paid } = invoice;
    if (paid === null || paid.amount === 0) continue;
    const date = paid.date ?? today;
    steps.push({ number: freeNumber(`Payment of ${number}`), customer, currency, invoice, date, amount: paid.amount });
  }
  return steps;
}

function creditOf({ number, customer, date, currency }: Step, amount: number): CreditFact {
  return { number, customer, date, currency, amount };
}

function application(step: Step, from: string | null, to: string, amount: number, kind: ApplicationFact["kind"]): ApplicationFact {
  return { date: step.date, from, to, customer: step.customer, currency: step.currency, amount, discount: 0, kind };
}

function accountKey(document: { readonly customer: string; readonly currency: string }): string {
  return `${document.currency} ${matchKey(document.customer)}`;
}
