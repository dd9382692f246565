import type { ChargeKind, CreditKind, FoldedApplication, FoldedLedger } from "../ledger/ledgerState";
import type { CurrencyCode } from "../values/currency";
import { allocate } from "../values/moneyDecimal";
import type { PlainDate } from "../values/plainDate";
import { type BookRate, BookValues, bookValue } from "./bookValues";
import { BANK, type CounterAmount, type JournalDocument, type JournalDocuments, TRANSFERS } from "./journalDocuments";
import { type JournalAccount, plainAccount } from "./journalNames";
import type { JournalPosting, JournalTransaction } from "./journalTransaction";

const DISCOUNT = plainAccount("expenses:discount");
const WRITE_OFF = plainAccount("expenses:write-off");
const EXCHANGE = plainAccount("income:exchange");
const ROUNDING = plainAccount("income:rounding");

/** What documents are called in the journal. */
const DOCUMENT_NOTES: Readonly<Record<ChargeKind | CreditKind, string>> = {
  invoice: "invoice", debitMemo: "debit memo", deduction: "deduction", opening: "opening item", payment: "payment", deposit: "deposit", creditMemo: "credit memo",
};

/** What movements are called. */
const NOTES: Readonly<Record<FoldedApplication["kind"], string>> = {
  payment: "payment applied", credit: "credit memo applied", writeOff: "write-off", deduction: "deduction", void: "void", reversal: "application taken back", refund: "refund",
};

/**
 * Documents and movements as transactions, each on the day on which it counts: the balance of a document's account on any
 * day is what is open of it then. In ledger order; the journal sorts them by day.
 */
export function journalTransactions(ledger: FoldedLedger, documents: JournalDocuments): readonly JournalTransaction[] {
  const values = new BookValues();
  const made = [...documents.charges.values(), ...documents.credits.values()].map((document) => documentTransaction(document, values));
  const moved = ledger.applications.map((application, index) => movementTransaction(application, { documents, values, before: ledger.applications[index - 1] }));
  return [...made, ...moved];
}

/** A posting in the document's currency; `cost` in minor units of the book's, where the document has a rate. */
interface Leg {
  readonly account: JournalAccount;
  readonly minor: number;
  readonly cost: number;
  readonly due?: PlainDate;
}

function documentTransaction(document: JournalDocument, values: BookValues): JournalTransaction {
  const { state, reference, posted, rate, counters } = document;
  const parts: readonly { readonly amount: number; readonly due?: PlainDate }[] = "dues" in state && state.dues.length > 0 ? state.dues : [{ amount: posted }];
  const own = parts.map(({ amount, due }): Leg => ({ ...ownLeg(document, amount, values), ...(due === undefined ? {} : { due }) }));
  return {
    date: state.date, code: state.number, customer: state.customer, note: DOCUMENT_NOTES[state.kind],
    tags: [["entry", state.entry], ["kind", state.kind], ...(reference === "" ? [] : [["reference", reference] as const])],
    postings: postingsOf([...own, ...counterLegs(counters, { currency: state.currency, rate, cost: -costOf(own) })], { currency: state.currency, rate, exchange: 0 }),
  };
}

interface Movements {
  readonly documents: JournalDocuments;
  readonly values: BookValues;
  /** The movement before, in ledger order. */
  readonly before: FoldedApplication | undefined;
}

function movementTransaction(application: FoldedApplication, { documents, values, before }: Movements): JournalTransaction {
  const { date, from, to, amount, discount, kind, entry, line, currency } = application;
  const charge = to === null ? undefined : documents.charges.get(to);
  const credit = from === null ? undefined : documents.credits.get(from);
  const rate = sharedRate(charge, credit);
  const exchange = rate === null ? 0 : (application.exchange?.minor ?? 0);
  const legs = [
    ...(charge === undefined ? [] : [ownLeg(charge, 0 - amount - discount, values)]),
    ...(credit === undefined ? [] : [ownLeg(credit, amount, values)]),
    ...(discount === 0 ? [] : [{ account: DISCOUNT, minor: discount, cost: rate === null ? 0 : bookValue(discount, currency, rate) }]),
  ];
  const counters = otherSide({ application, charge, credit, before });
  return {
    date, code: from ?? String(to), customer: application.customer, note: noteOf(application),
    tags: [["entry", entry], ["line", String(line)], ["kind", kind], ...(to === null ? [] : [["document", to] as const])],
    postings: postingsOf([...legs, ...counterLegs(counters, { currency, rate, cost: exchange - costOf(legs) })], { currency, rate, exchange }),
  };
}

function noteOf({ kind, to, amount }: FoldedApplication): string {
  if (kind !== "reversal" || to !== null) return NOTES[kind];
  return amount < 0 ? "refund returned" : "payment bounced";
}

interface Sides {
  readonly application: FoldedApplication;
  readonly charge: JournalDocument | undefined;
  readonly credit: JournalDocument | undefined;
  readonly before: FoldedApplication | undefined;
}

/** Where a movement of one document alone has its other side. */
function otherSide({ application, charge, credit, before }: Sides): readonly CounterAmount[] {
  const { kind, amount } = application;
  const only = charge === undefined ? credit : credit === undefined ? charge : undefined;
  if (only === undefined) return [];
  if (kind === "void") return undone(only, amount);
  if (charge === undefined) return [{ account: BANK, minor: 0 - amount }];
  const account = kind === "writeOff" || (kind === "reversal" && !isTransfer(application, charge, before)) ? WRITE_OFF : TRANSFERS;
  return [{ account, minor: amount }];
}

/** A bounce takes a deduction back in two movements, of the item and then of its invoice; what it takes back alone was a write-off. */
function isTransfer({ entry, line, amount }: FoldedApplication, charge: JournalDocument, before: FoldedApplication | undefined): boolean {
  if (charge.state.kind === "deduction") return true;
  return before !== undefined && before.entry === entry && before.line === line - 1 && before.from === null && before.kind === "reversal" && before.amount === 0 - amount;
}

/** A void takes sales and taxes back: all of them, or of an amount that is less in proportion. */
function undone({ posted, counters }: JournalDocument, amount: number): readonly CounterAmount[] {
  const sign = posted < 0 ? -1 : 1;
  if (amount === sign * posted) return counters.map(({ account, minor }) => ({ account, minor: 0 - minor }));
  const parts = allocate(sign * amount, counters.map(({ minor }) => Math.max(0, -sign * minor)));
  return counters.map(({ account }, index) => ({ account, minor: Number(parts[index]) })).filter(({ minor }) => minor !== 0);
}

function ownLeg({ account, state: { currency }, rate }: JournalDocument, minor: number, values: BookValues): Leg {
  return { account, minor, cost: rate === null ? 0 : values.move(account.name, minor, currency, rate) };
}

/** The other side's legs: their costs are parts of one rounded total; a single one takes what the documents leave. */
function counterLegs(counters: readonly CounterAmount[], { currency, rate, cost }: { readonly currency: CurrencyCode; readonly rate: BookRate | null; readonly cost: number }): readonly Leg[] {
  const [only] = counters;
  if (only !== undefined && counters.length === 1) return [{ ...only, cost }];
  const parts = new BookValues();
  return counters.map((counter) => ({ ...counter, cost: rate === null ? 0 : parts.move("", counter.minor, currency, rate) }));
}

/** The rate by which a movement is valued: null unless all its documents have one of the same book currency. */
function sharedRate(charge: JournalDocument | undefined, credit: JournalDocument | undefined): BookRate | null {
  if (charge === undefined || credit === undefined) return charge?.rate ?? credit?.rate ?? null;
  return charge.rate !== null && credit.rate !== null && charge.rate.currency === credit.rate.currency ? charge.rate : null;
}

function costOf(legs: readonly Leg[]): number {
  return legs.reduce((sum, { cost }) => sum + cost, 0);
}

/** Legs as postings, at cost where there is a rate, with the exchange difference and what rounding leaves in the book's currency. */
function postingsOf(legs: readonly Leg[], { currency, rate, exchange }: { readonly currency: CurrencyCode; readonly rate: BookRate | null; readonly exchange: number }): readonly JournalPosting[] {
  if (rate === null) return legs.map(({ account, minor, due }) => ({ account, minor, currency, ...dueOf(due) }));
  // A cost has its amount's sign, also where a rate moved so far that a cent would turn it round.
  const costed = legs.map((leg) => ({ ...leg, cost: Math.sign(leg.cost) === Math.sign(leg.minor) ? leg.cost : 0 }));
  const rest = exchange - costOf(costed);
  return [
    ...costed.map(({ account, minor, cost, due }) => ({ account, minor, currency, cost: { minor: cost, currency: rate.currency }, ...dueOf(due) })),
    ...(exchange === 0 ? [] : [{ account: EXCHANGE, minor: 0 - exchange, currency: rate.currency }]),
    ...(rest === 0 ? [] : [{ account: ROUNDING, minor: rest, currency: rate.currency }]),
  ];
}

function dueOf(due: PlainDate | undefined): { readonly due?: PlainDate } {
  return due === undefined ? {} : { due };
}
