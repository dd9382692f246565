import type { PlainDate } from "../values/plainDate";
import type { AppliedPart, Entry, InvoiceBody, PaymentBody, Settlement } from "./entries";
import type { ChargeCell, CreditCell, FoldWork } from "./movements";
import { closingOf, limitApplication, move, within } from "./movements";
import { addCharge } from "./documents";
import { clip, mismatch, missing } from "./conflicts";
import { applyChargeBack, applyRefund, applyReversal, applyVoid } from "./undoings";

/** Carries out what an entry does to the documents that exist, within what is left of them. Lines count from 1 by what was asked. */
export function applyBody(work: FoldWork, { head, body }: Entry): void {
  const entry = head.id;
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
      return applyPrepaid(work, entry, body);
    case "opening":
    case "merge":
    case "change":
      return;
    case "creditMemo":
      return withCredit(work, { entry, number: body.document.number }, (from) => applyParts(work, { entry, date: body.document.date, parts: body.applications }, from));
    case "payment":
      return withCredit(work, { entry, number: body.payment.number }, (from) => applyPayment(work, entry, body, from));
    case "application":
      return withCredit(work, { entry, number: body.from }, (from) => applyParts(work, { entry, date: body.date, parts: body.applications }, from));
    case "void":
      return applyVoid(work, entry, body.document, body.date);
    case "reversal":
      return applyReversal(work, entry, body.payment, body.date);
    case "writeOff": {
      const to = work.charges.get(body.document);
      if (to === undefined) return missing(work, entry, body.document);
      const amount = within(body.amount, to.open);
      clip(work, { entry, to, asked: body.amount, effective: amount });
      move(work, { entry, line: 1, kind: "writeOff", date: body.date, from: null, to, amount, discount: 0, closes: "writtenOff" });
      return;
    }
    case "chargeBack":
      return applyChargeBack(work, entry, body);
    case "refund":
      return applyRefund(work, entry, body);
  }
}

interface PartsOf {
  readonly entry: string;
  readonly date: PlainDate;
  readonly parts: readonly AppliedPart[];
}

function applyParts(work: FoldWork, { entry, date, parts }: PartsOf, from: CreditCell): void {
  parts.forEach((part, index) => {
    const line = index + 1;
    const to = work.charges.get(part.to);
    if (to === undefined) return missing(work, entry, part.to);
    if (to.currency !== from.currency) return mismatch(work, entry, part.to);
    if (part.amount < 0 || part.discount < 0) return takeBack(work, { entry, line, date, from, to, part });
    applyPart(work, { entry, line, date, from, to, part });
  });
}

interface PartOf {
  readonly entry: string;
  readonly line: number;
  readonly date: PlainDate;
  readonly from: CreditCell;
  readonly to: ChargeCell;
}

function applyPart(work: FoldWork, { entry, line, date, from, to, part }: PartOf & { readonly part: { readonly amount: number; readonly discount: number } }): void {
  const { amount, discount } = limitApplication(from, to, part);
  clip(work, { entry, to, asked: part.amount + part.discount, effective: amount + discount });
  move(work, { entry, line, kind: from.kind === "creditMemo" ? "credit" : "payment", date, from, to, amount, discount, closes: closingOf(from) });
}

/** What was paid before is applied with the invoice itself: an invoice that says so and an application that is missing cannot come apart. */
function applyPrepaid(work: FoldWork, entry: string, { document: { date }, prepaid = [] }: InvoiceBody): void {
  const to = work.prepaidCharges.get(entry);
  if (to === undefined) return;
  prepaid.forEach(({ from: number, amount }, index) => {
    const from = work.credits.get(number);
    if (from === undefined) return missing(work, entry, number);
    if (from.currency !== to.currency) return mismatch(work, entry, number);
    applyPart(work, { entry, line: index + 1, date, from, to, part: { amount, discount: 0 } });
  });
}

function takeBack(work: FoldWork, step: PartOf & { readonly part: AppliedPart }): void {
  const { entry, line, date, from, to, part } = step;
  const applied = from.applied.get(to) ?? { amount: 0, discount: 0 };
  const amount = within(-part.amount, applied.amount);
  const discount = within(-part.discount, applied.discount);
  clip(work, { entry, to, asked: part.amount + part.discount, effective: 0 - amount - discount });
  move(work, { entry, line, kind: "reversal", date, from, to, amount: 0 - amount, discount: 0 - discount, closes: closingOf(from) });
}

function applyPayment(work: FoldWork, entry: string, { payment, settlements }: PaymentBody, from: CreditCell): void {
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
  move(work, { entry, line, kind: "payment", date, from, to, amount, discount, closes: "paid" });
  let effective = amount + discount;
  let asked = settlement.amount + settlement.discount;
  let next = line + 1;
  const { deduction } = settlement;
  if (deduction !== null) {
    const moved = within(deduction.amount, to.open);
    const day = move(work, { entry, line: next, kind: "deduction", date, from: null, to, amount: moved, discount: 0, closes: "paid" });
    if (moved > 0) {
      const { customer, currency, rate } = to;
      // The item begins on the day on which the invoice fell, so that their sum is the same on every day.
      const item = addCharge(work, {
        number: deduction.number, kind: "deduction", customer, date: day, currency, amount: moved, rounding: 0,
        dues: [{ part: 1, due: deduction.due, amount: moved }], entry, origin: to, rate,
      });
      from.besides.push({ to, amount: moved, item });
    }
    effective += moved;
    asked += deduction.amount;
    next += 1;
  }
  if (settlement.writeOff !== 0) {
    const given = within(settlement.writeOff, to.open);
    move(work, { entry, line: next, kind: "writeOff", date, from: null, to, amount: given, discount: 0, closes: "writtenOff" });
    if (given > 0) from.besides.push({ to, amount: given, item: null });
    effective += given;
    asked += settlement.writeOff;
  }
  clip(work, { entry, to, asked, effective });
}

/** The credit that this entry made, also when its number was already taken; else the credit of that number. */
function withCredit(work: FoldWork, { entry, number }: { readonly entry: string; readonly number: string }, then: (from: CreditCell) => void): void {
  const from = work.creditOfEntry.get(entry) ?? work.credits.get(number);
  if (from === undefined) missing(work, entry, number);
  else then(from);
}
