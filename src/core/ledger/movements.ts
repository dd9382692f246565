import type { CurrencyCode } from "../values/currency";
import type { PlainDate } from "../values/plainDate";
import type { ApplicationKind, DuePart } from "./facts";
import type { ChargeKind, Closing, CreditKind, FoldedApplication, LedgerConflict } from "./ledgerState";
import { laterOf } from "./ledgerState";

/**
 * The fold's working state, private to src/core/ledger. Every change of an open amount goes through `move`, which keeps
 * two promises: 0 ≤ open ≤ amount and 0 ≤ unapplied ≤ amount, at the end and as of every date.
 */
/** Units of the book's currency for one of the document's; the book's currency is null where the document does not say it. */
export interface ExchangeRate {
  readonly text: string;
  readonly bookCurrency: CurrencyCode | null;
}

export interface ChargeCell {
  readonly number: string;
  readonly kind: ChargeKind;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  /** What of it is payable rounding. */
  readonly rounding: number;
  readonly dues: readonly DuePart[];
  readonly entry: string;
  /** The invoice that a deduction was taken from. */
  readonly origin: ChargeCell | null;
  /** Null in the book's own currency, or where no rate was given. */
  readonly rate: ExchangeRate | null;
  open: number;
  voidedBy: string | null;
  /** Latest day on which something was given back: what is applied afterwards cannot count before it. */
  lastRelease: PlainDate | null;
  lastMove: PlainDate | null;
  readonly closedBy: Record<Closing, number>;
}

export interface CreditCell {
  readonly number: string;
  readonly kind: CreditKind;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly rounding: number;
  readonly entry: string;
  readonly rate: ExchangeRate | null;
  unapplied: number;
  /** Entry that voided it, or by which it bounced. */
  cancelledBy: string | null;
  reversed: boolean;
  refunded: number;
  lastRelease: PlainDate | null;
  lastMove: PlainDate | null;
  /** What this credit has applied, by charge: what an unapplication or a bounce can take back. */
  readonly applied: Map<ChargeCell, { amount: number; discount: number }>;
  /** What its payment moved to a deduction (`item`) or gave up (null) on the way, undone when it bounces. */
  readonly besides: { readonly to: ChargeCell; readonly amount: number; readonly item: ChargeCell | null }[];
}

/** What a refund took, by credit, so that its return gives back just that. */
export interface RefundCell {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly entry: string;
  readonly parts: { readonly from: CreditCell; readonly amount: number }[];
  reversed: boolean;
}

/** An application before it is known for which customer its document counts in the end. */
export type WorkApplication = Omit<FoldedApplication, "postedCustomer" | "exchange">;

export interface FoldWork {
  readonly charges: Map<string, ChargeCell>;
  readonly credits: Map<string, CreditCell>;
  /** The credit that an entry made, by its id: also where its number was taken. */
  readonly creditOfEntry: Map<string, CreditCell>;
  /** The charge that an entry with prepaid amounts made, by its id: also where its number was taken. */
  readonly prepaidCharges: Map<string, ChargeCell>;
  readonly refunds: Map<string, RefundCell>;
  readonly applications: WorkApplication[];
  readonly conflicts: LedgerConflict[];
}

/** A movement of a charge (with or without a credit behind it), or of a credit alone (refund, bounce, void). */
export type Move = MoveFacts & ({ readonly from: CreditCell | null; readonly to: ChargeCell } | { readonly from: CreditCell; readonly to: null });

interface MoveFacts {
  readonly entry: string;
  readonly line: number;
  readonly kind: ApplicationKind;
  readonly date: PlainDate;
  /** Positive applies, negative takes back; already within the limits. */
  readonly amount: number;
  readonly discount: number;
  /** What it counts as for the charge's status; null: for nothing (void, a credit alone). */
  readonly closes: Closing | null;
}

/** The limits of an application: min(asked, rest of the credit, rest of the charge), then the discount in what is left. */
export function limitApplication(from: CreditCell, to: ChargeCell, asked: { readonly amount: number; readonly discount: number }): { amount: number; discount: number } {
  const amount = within(asked.amount, Math.min(from.unapplied, to.open));
  return { amount, discount: within(asked.discount, to.open - amount) };
}

/** As much of it as there is; below zero (a damaged Journal) counts as nothing. */
export function within(asked: number, left: number): number {
  return Math.max(0, Math.min(asked, left));
}

/** What applying this credit closes a charge with. */
export function closingOf(from: CreditCell): Closing {
  return from.kind === "creditMemo" ? "credited" : "paid";
}

/** Carries a movement out and records it with the day it counts; a movement of nothing leaves no trace. */
export function move(work: FoldWork, step: Move): PlainDate {
  const { amount, discount } = step;
  const date = dayOf(step);
  if (amount === 0 && discount === 0) return date;
  if (step.to !== null) moveCharge(step.to, step, date);
  if (step.from !== null) moveCredit(step.from, step, date);
  const { customer, currency } = step.to === null ? step.from : step.to;
  const { entry, line, kind } = step;
  work.applications.push({ date, from: step.from?.number ?? null, to: step.to?.number ?? null, customer, currency, amount, discount, kind, entry, line });
  return date;
}

/**
 * The latest of the asked day, both documents' days and, for what is applied, the last day on which either was given
 * back; for what is given back, the last day on which either moved. So no view as of any day ever shows more than there is.
 */
export function dayOf({ date, from, to, amount, discount }: Pick<Move, "date" | "from" | "to" | "amount" | "discount">): PlainDate {
  const releases = amount < 0 || discount < 0;
  return notBefore(notBefore(date, from, releases), to, releases);
}

function notBefore(day: PlainDate, cell: ChargeCell | CreditCell | null, releases: boolean): PlainDate {
  return cell === null ? day : laterOf(laterOf(day, cell.date), releases ? cell.lastMove : cell.lastRelease);
}

function moveCharge(to: ChargeCell, { amount, discount, closes }: MoveFacts, date: PlainDate): void {
  const total = amount + discount;
  to.open -= total;
  to.lastMove = laterOf(date, to.lastMove);
  if (total < 0) to.lastRelease = laterOf(date, to.lastRelease);
  if (closes !== null) to.closedBy[closes] += total;
}

function moveCredit(from: CreditCell, { amount, discount, to, kind }: Move, date: PlainDate): void {
  from.unapplied -= amount;
  from.lastMove = laterOf(date, from.lastMove);
  if (amount < 0) from.lastRelease = laterOf(date, from.lastRelease);
  if (to !== null) {
    const before = from.applied.get(to);
    from.applied.set(to, before === undefined ? { amount, discount } : { amount: before.amount + amount, discount: before.discount + discount });
  } else if (kind === "refund" || amount < 0) from.refunded += amount;
}
