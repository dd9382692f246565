import type { BilledDocument, Entry } from "./entries";
import type { ChargeCell, CreditCell, ExchangeRate, FoldWork } from "./movements";
import type { CurrencyCode } from "../values/currency";

/** Makes the charges and credits that an entry brings into being; movements come later. */
export function addDocuments(work: FoldWork, { head, body }: Entry): void {
  switch (body.kind) {
    case "invoice":
    case "debitMemo": {
      const charge = addCharge(work, chargeOf(body.kind, body.document, head.id));
      if (body.prepaid !== undefined) work.prepaidCharges.set(head.id, charge);
      return;
    }
    case "creditMemo": {
      const { number, customer, date, currency, total, payableRounding = 0 } = body.document;
      addCredit(work, { number, kind: "creditMemo", customer, date, currency, amount: total, rounding: payableRounding, entry: head.id, rate: rateOf(body.document) });
      return;
    }
    case "payment": {
      const { number, kind, customer, date, currency, amount } = body.payment;
      addCredit(work, { number, kind, customer, date, currency, amount, rounding: 0, entry: head.id, rate: rateOf(body.payment) });
      return;
    }
    case "opening": {
      const { number, customer, date, currency, amount, dues } = body;
      const facts = { number, kind: "opening" as const, customer, date, currency, amount, rounding: 0, entry: head.id, rate: rateOf(body) };
      if (body.side === "charge") addCharge(work, { ...facts, dues, origin: null });
      else addCredit(work, facts);
      return;
    }
    default:
      return;
  }
}

function chargeOf(kind: "invoice" | "debitMemo", document: BilledDocument, entry: string): NewCharge {
  const { number, customer, date, currency, total, payableRounding = 0 } = document;
  const dues = document.dues.map(({ part, due, amount }) => ({ part, due, amount }));
  return { number, kind, customer, date, currency, amount: total, rounding: payableRounding, dues, entry, origin: null, rate: rateOf(document) };
}

function rateOf({ exchangeRate, bookCurrency }: { readonly exchangeRate?: string; readonly bookCurrency?: CurrencyCode }): ExchangeRate | null {
  return exchangeRate === undefined || exchangeRate === "" ? null : { text: exchangeRate, bookCurrency: bookCurrency ?? null };
}

export type NewCharge = Omit<ChargeCell, "open" | "voidedBy" | "lastRelease" | "lastMove" | "closedBy">;
type NewCredit = Omit<CreditCell, "unapplied" | "cancelledBy" | "reversed" | "refunded" | "lastRelease" | "lastMove" | "applied" | "besides">;

/**
 * Two documents of one number both exist and both count; the later one is kept under a name of its own. The cells are written
 * field by field: spreading an object into one of this size costs many times as much, and the fold makes one for every document.
 */
export function addCharge(work: FoldWork, { number: wanted, kind, customer, date, currency, amount, rounding, dues, entry, origin, rate }: NewCharge): ChargeCell {
  const number = work.charges.has(wanted) ? ownNumber(work, wanted, entry, work.charges) : wanted;
  const cell: ChargeCell = {
    number, kind, customer, date, currency, amount, rounding, dues, entry, origin, rate, open: amount, voidedBy: null, lastRelease: null, lastMove: null,
    closedBy: { paid: 0, credited: 0, writtenOff: 0, movedBack: 0 },
  };
  work.charges.set(number, cell);
  return cell;
}

function addCredit(work: FoldWork, { number: wanted, kind, customer, date, currency, amount, rounding, entry, rate }: NewCredit): void {
  const number = work.credits.has(wanted) ? ownNumber(work, wanted, entry, work.credits) : wanted;
  const cell: CreditCell = {
    number, kind, customer, date, currency, amount, rounding, entry, rate, unapplied: amount, cancelledBy: null, reversed: false, refunded: 0, lastRelease: null,
    lastMove: null, applied: new Map(), besides: [],
  };
  work.credits.set(number, cell);
  work.creditOfEntry.set(entry, cell);
}

/** The number as long as it is free, else one of its own, with the conflict. */
export function ownNumber(work: FoldWork, number: string, entry: string, ...taken: readonly ReadonlyMap<string, unknown>[]): string {
  const isTaken = (name: string): boolean => taken.some((numbers) => numbers.has(name));
  if (!isTaken(number)) return number;
  let keptAs = `${number} (${entry})`;
  for (let copy = 2; isTaken(keptAs); copy += 1) keptAs = `${number} (${entry}, ${copy})`;
  work.conflicts.push({ code: "duplicateNumber", entry, document: number, keptAs });
  return keptAs;
}
