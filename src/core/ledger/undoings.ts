import type { PlainDate } from "../values/plainDate";
import { clip, mismatch, missing } from "./conflicts";
import { ownNumber } from "./documents";
import type { ChargeBackBody, RefundBody } from "./entries";
import { laterOf } from "./ledgerState";
import { type ChargeCell, type CreditCell, type FoldWork, closingOf, dayOf, move, within } from "./movements";

/** Cancels what is left of a document; its number stays taken. */
export function applyVoid(work: FoldWork, entry: string, number: string, date: PlainDate): void {
  const to = work.charges.get(number);
  if (to !== undefined) {
    move(work, { entry, line: 1, kind: "void", date, from: null, to, amount: to.open, discount: 0, closes: null });
    to.voidedBy ??= entry;
    return;
  }
  const from = work.credits.get(number);
  if (from === undefined) return missing(work, entry, number);
  move(work, { entry, line: 1, kind: "void", date, from, to: null, amount: from.unapplied, discount: 0, closes: null });
  from.cancelledBy ??= entry;
}

/** A bounced payment, or a refund that was not paid out. */
export function applyReversal(work: FoldWork, entry: string, number: string, date: PlainDate): void {
  const from = work.credits.get(number);
  if (from !== undefined) return bounce(work, entry, from, date);
  const refund = work.refunds.get(number);
  if (refund === undefined) return missing(work, entry, number);
  if (refund.reversed) return;
  refund.reversed = true;
  refund.parts.forEach((part, index) => {
    const line = index * 2 + 1;
    const step = { entry, kind: "reversal" as const, from: part.from, to: null, discount: 0, closes: null };
    const day = move(work, { ...step, line, date, amount: 0 - part.amount });
    // Money that never came cannot be on account again.
    if (part.from.cancelledBy !== null) move(work, { ...step, line: line + 1, date: day, amount: part.amount });
  });
}

/** Everything that the payment's applications did is taken back, then the credit itself is gone. */
function bounce(work: FoldWork, entry: string, from: CreditCell, date: PlainDate): void {
  if (from.reversed) return;
  from.reversed = true;
  from.cancelledBy ??= entry;
  let line = 0;
  let day = date;
  for (const [to, applied] of [...from.applied]) {
    line += 1;
    const amounts = { amount: 0 - applied.amount, discount: 0 - applied.discount };
    day = move(work, { entry, line, kind: "reversal", date: day, from, to, ...amounts, closes: closingOf(from) });
  }
  for (const { to, amount, item } of from.besides) {
    // What was already closed of a deduction (credited, written off) stays closed: only its rest goes back to the invoice.
    if (item !== null) day = giveBack(work, { entry, line: line + 1, kind: "reversal", date: day, item, to, amount: Math.min(amount, item.open) });
    else day = move(work, { entry, line: line + 1, kind: "reversal", date: day, from: null, to, amount: 0 - amount, discount: 0, closes: "writtenOff" });
    line += item === null ? 1 : 2;
  }
  move(work, { entry, line: line + 1, kind: "reversal", date: day, from, to: null, amount: from.unapplied, discount: 0, closes: null });
}

/** A deduction, or what is left of it, is moved back to its invoice. */
export function applyChargeBack(work: FoldWork, entry: string, { deduction, date, amount: asked }: ChargeBackBody): void {
  const item = work.charges.get(deduction);
  if (item?.origin === undefined || item.origin === null) return missing(work, entry, deduction);
  const amount = within(asked, item.open);
  clip(work, { entry, to: item, asked, effective: amount });
  giveBack(work, { entry, line: 1, kind: "deduction", date, item, to: item.origin, amount });
}

/** Item and invoice change on one day, so that the customer's balance does not move between them. */
function giveBack(work: FoldWork, step: { entry: string; line: number; kind: "deduction" | "reversal"; date: PlainDate; item: ChargeCell; to: ChargeCell; amount: number }): PlainDate {
  const { entry, line, kind, item, to, amount } = step;
  const fromItem = { from: null, to: item, amount, discount: 0 };
  const toInvoice = { from: null, to, amount: 0 - amount, discount: 0 };
  const date = laterOf(dayOf({ ...fromItem, date: step.date }), dayOf({ ...toInvoice, date: step.date }));
  move(work, { entry, line, kind, date, ...fromItem, closes: "movedBack" });
  return move(work, { entry, line: line + 1, kind, date, ...toInvoice, closes: "paid" });
}

/** Pays credit back. The refund exists as far as its credits allow; the rest was paid out all the same, and is a conflict. */
export function applyRefund(work: FoldWork, entry: string, { refund, parts }: RefundBody): void {
  const { customer, date, currency } = refund;
  const number = ownNumber(work, refund.number, entry, work.refunds, work.credits);
  const taken: { from: CreditCell; amount: number }[] = [];
  let day = date;
  parts.forEach((part, index) => {
    const from = work.credits.get(part.from);
    if (from === undefined) return missing(work, entry, part.from);
    if (from.currency !== currency) return mismatch(work, entry, part.from);
    const amount = within(part.amount, from.unapplied);
    if (amount > 0) taken.push({ from, amount });
    day = laterOf(day, move(work, { entry, line: index + 1, kind: "refund", date, from, to: null, amount, discount: 0, closes: null }));
  });
  const effective = taken.reduce((sum, part) => sum + part.amount, 0);
  if (effective !== refund.amount) work.conflicts.push({ code: "refundClipped", entry, document: number, currency, asked: refund.amount, effective });
  work.refunds.set(number, { number, customer, date: day, currency, entry, parts: taken, reversed: false });
}
