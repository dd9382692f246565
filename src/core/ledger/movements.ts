import type { CurrencyCode } from "../values/currency";
import type { PlainDate } from "../values/plainDate";
import type { ApplicationKind, DuePart } from "./facts";
import type { ChargeKind, ClosedBy, CreditKind, FoldedApplication, LedgerConflict } from "./ledgerState";
import { laterOf } from "./ledgerState";

/**
 * The fold's working state, private to src/core/ledger. Every change of an open amount goes through `move`, which keeps
 * two promises: 0 ≤ open ≤ amount and 0 ≤ unapplied ≤ amount, at the end and as of every date.
 */
export interface ChargeCell {
  readonly number: string;
  readonly kind: ChargeKind;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly dues: readonly DuePart[];
  readonly entry: string;
  open: number;
  /** Latest day on which something was given back: what is applied afterwards cannot count before it. */
  lastRelease: PlainDate | null;
  lastMove: PlainDate | null;
  readonly closedBy: ClosedBy;
}

export interface CreditCell {
  readonly number: string;
  readonly kind: CreditKind;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly entry: string;
  unapplied: number;
  cancelled: boolean;
  reversed: boolean;
  lastRelease: PlainDate | null;
  lastMove: PlainDate | null;
  /** What this credit has applied, by charge: what an unapplication or a bounce can take back. */
  readonly applied: Map<string, { amount: number; discount: number }>;
  /** What its payment gave up or moved on the way, undone when it bounces. */
  readonly besides: { readonly to: ChargeCell; readonly kind: "writeOff" | "deduction"; amount: number; readonly item: ChargeCell | null }[];
}

export interface FoldWork {
  readonly charges: Map<string, ChargeCell>;
  readonly credits: Map<string, CreditCell>;
  readonly applications: FoldedApplication[];
  readonly conflicts: LedgerConflict[];
}

export interface Move {
  readonly entry: string;
  readonly line: number;
  readonly kind: ApplicationKind;
  readonly date: PlainDate;
  readonly from: CreditCell | null;
  readonly to: ChargeCell | null;
  /** Positive applies, negative takes back; already within the limits. */
  readonly amount: number;
  readonly discount: number;
}

/** The limits of an application: min(asked, rest of the credit, rest of the charge), then the discount in what is left. */
export function limitApplication(from: CreditCell | null, to: ChargeCell, asked: { readonly amount: number; readonly discount: number }): { amount: number; discount: number } {
  const rest = from === null ? asked.amount : Math.min(asked.amount, from.unapplied);
  const amount = Math.max(0, Math.min(rest, to.open));
  return { amount, discount: Math.max(0, Math.min(asked.discount, to.open - amount)) };
}

/** Carries a movement out and records it with the day it counts; a movement of nothing leaves no trace. */
export function move(work: FoldWork, step: Move): PlainDate {
  const { from, to, amount, discount } = step;
  const date = effectiveDate(step);
  if (amount === 0 && discount === 0) return date;
  if (to !== null) moveCharge(to, step, date);
  if (from !== null) moveCredit(from, step, date);
  work.applications.push({
    date,
    from: from?.number ?? null,
    to: to?.number ?? null,
    customer: to?.customer ?? from?.customer ?? "",
    currency: to?.currency ?? from?.currency ?? failWithoutDocument(),
    amount,
    discount,
    kind: step.kind,
    entry: step.entry,
    line: step.line,
  });
  return date;
}

/**
 * The latest of the asked day, both documents' days and, for what is applied, the last day on which either was given
 * back; for what is given back, the last day on which either moved. So no view as of any day ever shows more than there is.
 */
function effectiveDate({ date, from, to, amount, discount }: Move): PlainDate {
  const releases = amount < 0 || discount < 0;
  let day = date;
  for (const cell of [from, to]) {
    if (cell === null) continue;
    day = laterOf(laterOf(day, cell.date), releases ? cell.lastMove : cell.lastRelease);
  }
  return day;
}

function moveCharge(to: ChargeCell, { amount, discount, kind, from }: Move, date: PlainDate): void {
  const total = amount + discount;
  to.open -= total;
  to.lastMove = laterOf(date, to.lastMove);
  if (total < 0) to.lastRelease = laterOf(date, to.lastRelease);
  const closedBy = to.closedBy;
  if (kind === "writeOff") closedBy.writtenOff += total;
  else if (kind === "credit") closedBy.credited += total;
  else if (kind === "reversal" && from?.kind === "creditMemo") closedBy.credited += total;
  else if (kind !== "void") closedBy.paid += total;
}

function moveCredit(from: CreditCell, { amount, discount, to }: Move, date: PlainDate): void {
  from.unapplied -= amount;
  from.lastMove = laterOf(date, from.lastMove);
  if (amount < 0) from.lastRelease = laterOf(date, from.lastRelease);
  if (to === null) return;
  const before = from.applied.get(to.number) ?? { amount: 0, discount: 0 };
  from.applied.set(to.number, { amount: before.amount + amount, discount: before.discount + discount });
}

function failWithoutDocument(): never {
  throw new Error("A movement needs a charge or a credit");
}
