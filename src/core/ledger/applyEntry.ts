import { assertNever } from "../values/result";
import type { PlainDate } from "../values/plainDate";
import type { AppliedPart, Entry, PaymentBody, Settlement } from "./entries";
import type { ChargeCell, CreditCell, FoldWork } from "./movements";
import { limitApplication, move } from "./movements";
import { addCharge } from "./documents";

/** Carries out what an entry does to the documents that exist, within what is left of them. Lines count from 1 by what was asked. */
export function applyBody(work: FoldWork, entry: Entry): void {
  const { head, body } = entry;
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
    case "opening":
    case "change":
      return;
    case "creditMemo":
      return applyParts(work, { entry: head.id, number: body.document.number, date: body.document.date, parts: body.applications });
    case "payment":
      return applyPayment(work, head.id, body);
    case "application":
      return applyParts(work, { entry: head.id, number: body.from, date: body.date, parts: body.applications });
    case "void":
      return applyVoid(work, head.id, body.document, body.date);
    case "reversal":
      return applyReversal(work, head.id, body.payment, body.date);
    case "writeOff": {
      const to = work.charges.get(body.document);
      if (to === undefined) return missing(work, head.id, body.document);
      const amount = Math.min(body.amount, to.open);
      clip(work, { entry: head.id, to, asked: body.amount, effective: amount });
      move(work, { entry: head.id, line: 1, kind: "writeOff", date: body.date, from: null, to, amount, discount: 0 });
      return;
    }
    default:
      return assertNever(body);
  }
}

interface PartsOf {
  readonly entry: string;
  readonly number: string;
  readonly date: PlainDate;
  readonly parts: readonly AppliedPart[];
}

function applyParts(work: FoldWork, { entry, number, date, parts }: PartsOf): void {
  const from = ownCredit(work, number, entry);
  if (from === undefined) return parts.length === 0 ? undefined : missing(work, entry, number);
  parts.forEach((part, index) => {
    const line = index + 1;
    const to = work.charges.get(part.to);
    if (to === undefined) return missing(work, entry, part.to);
    if (to.currency !== from.currency) return mismatch(work, entry, part.to);
    if (part.amount < 0 || part.discount < 0) return takeBack(work, { entry, line, date, from, to, part });
    const { amount, discount } = limitApplication(from, to, part);
    clip(work, { entry, to, asked: part.amount + part.discount, effective: amount + discount });
    move(work, { entry, line, kind: from.kind === "creditMemo" ? "credit" : "payment", date, from, to, amount, discount });
  });
}

function takeBack(work: FoldWork, step: { entry: string; line: number; date: PlainDate; from: CreditCell; to: ChargeCell; part: AppliedPart }): void {
  const { entry, line, date, from, to, part } = step;
  const applied = from.applied.get(to.number) ?? { amount: 0, discount: 0 };
  const amount = Math.min(Math.max(-part.amount, 0), applied.amount);
  const discount = Math.min(Math.max(-part.discount, 0), applied.discount);
  clip(work, { entry, to, asked: part.amount + part.discount, effective: -amount - discount });
  move(work, { entry, line, kind: "reversal", date, from, to, amount: 0 - amount, discount: 0 - discount });
}

function applyPayment(work: FoldWork, entry: string, { payment, settlements }: PaymentBody): void {
  const from = ownCredit(work, payment.number, entry);
  if (from === undefined) return missing(work, entry, payment.number);
  let line = 0;
  for (const settlement of settlements) {
    const to = work.charges.get(settlement.to);
    const first = line + 1;
    line += linesOf(settlement);
    if (to === undefined) missing(work, entry, settlement.to);
    else if (to.currency !== from.currency) mismatch(work, entry, settlement.to);
    else settle(work, { entry, line: first, date: payment.date, from, to, settlement });
  }
}

/** A settlement takes one line for what is paid and one each for deduction and write-off, whether or not they are cut. */
function linesOf({ deduction, writeOff }: Settlement): number {
  return 1 + (deduction === null ? 0 : 1) + (writeOff === 0 ? 0 : 1);
}

function settle(work: FoldWork, step: { entry: string; line: number; date: PlainDate; from: CreditCell; to: ChargeCell; settlement: Settlement }): void {
  const { entry, line, date, from, to, settlement } = step;
  const { amount, discount } = limitApplication(from, to, settlement);
  move(work, { entry, line, kind: "payment", date, from, to, amount, discount });
  let effective = amount + discount;
  let asked = settlement.amount + settlement.discount;
  let next = line + 1;
  const { deduction } = settlement;
  if (deduction !== null) {
    const moved = Math.min(deduction.amount, to.open);
    const day = move(work, { entry, line: next, kind: "deduction", date, from: null, to, amount: moved, discount: 0 });
    if (moved > 0) {
      const { customer, currency } = to;
      // The item begins on the day on which the invoice fell, so that their sum is the same on every day.
      const item = addCharge(work, {
        number: deduction.number, kind: "deduction", customer, date: day, currency, amount: moved,
        dues: [{ part: 1, due: deduction.due, amount: moved }], entry,
      });
      from.besides.push({ to, kind: "deduction", amount: moved, item });
    }
    effective += moved;
    asked += deduction.amount;
    next += 1;
  }
  if (settlement.writeOff > 0) {
    const given = Math.min(settlement.writeOff, to.open);
    move(work, { entry, line: next, kind: "writeOff", date, from: null, to, amount: given, discount: 0 });
    if (given > 0) from.besides.push({ to, kind: "writeOff", amount: given, item: null });
    effective += given;
    asked += settlement.writeOff;
  }
  clip(work, { entry, to, asked, effective });
}

function applyVoid(work: FoldWork, entry: string, number: string, date: PlainDate): void {
  const to = work.charges.get(number);
  if (to !== undefined) {
    move(work, { entry, line: 1, kind: "void", date, from: null, to, amount: to.open, discount: 0 });
    to.closedBy.voided = true;
    return;
  }
  const from = work.credits.get(number);
  if (from === undefined) return missing(work, entry, number);
  move(work, { entry, line: 1, kind: "void", date, from, to: null, amount: from.unapplied, discount: 0 });
  from.cancelled = true;
}

/** A bounced payment: everything that its applications did is taken back, then the credit itself is gone. */
function applyReversal(work: FoldWork, entry: string, number: string, date: PlainDate): void {
  const from = work.credits.get(number);
  if (from === undefined) return missing(work, entry, number);
  if (from.reversed) return;
  let line = 0;
  let day = date;
  const take = (to: ChargeCell, source: CreditCell | null, amounts: { amount: number; discount: number }): void => {
    line += 1;
    const counted = move(work, { entry, line, kind: "reversal", date: day, from: source, to, ...amounts });
    if (counted > day) day = counted;
  };
  for (const [toNumber, applied] of [...from.applied]) {
    const to = work.charges.get(toNumber);
    if (to !== undefined) take(to, from, { amount: 0 - applied.amount, discount: 0 - applied.discount });
  }
  for (const beside of from.besides) {
    // What was already closed of a deduction (credited, written off) stays closed: only its rest goes back to the invoice.
    const back = beside.item === null ? beside.amount : Math.min(beside.amount, beside.item.open);
    if (beside.item !== null) take(beside.item, null, { amount: back, discount: 0 });
    take(beside.to, null, { amount: 0 - back, discount: 0 });
    if (beside.kind === "writeOff") shiftToWrittenOff(beside.to, back);
    beside.amount -= back;
  }
  move(work, { entry, line: line + 1, kind: "reversal", date: day, from, to: null, amount: from.unapplied, discount: 0 });
  from.reversed = true;
}

/** A movement back counts against what was paid; here it was a write-off that ended. */
function shiftToWrittenOff(to: ChargeCell, back: number): void {
  to.closedBy.paid += back;
  to.closedBy.writtenOff -= back;
}

/** The credit that this entry made, also when its number was already taken; else the credit of that number. */
function ownCredit(work: FoldWork, number: string, entry: string): CreditCell | undefined {
  return work.credits.get(`${number} (${entry})`) ?? work.credits.get(number);
}

function clip(work: FoldWork, cut: { entry: string; to: ChargeCell; asked: number; effective: number }): void {
  const { entry, to, asked, effective } = cut;
  if (asked === effective) return;
  work.conflicts.push({ code: "applicationClipped", entry, document: to.number, currency: to.currency, asked, effective });
}

function missing(work: FoldWork, entry: string, document: string): void {
  work.conflicts.push({ code: "documentMissing", entry, document });
}

function mismatch(work: FoldWork, entry: string, document: string): void {
  work.conflicts.push({ code: "currencyMismatch", entry, document });
}
