import type { BilledDocument, Entry } from "./entries";
import type { ChargeCell, CreditCell, ExchangeRate, FoldWork } from "./movements";
import type { CurrencyCode } from "../values/currency";

/** Makes the charges and credits that an entry brings into being; movements come later. */
export function addDocuments(work: FoldWork, { head, body }: Entry): void {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
      addCharge(work, { ...chargeOf(body.document, head.id), kind: body.kind });
      return;
    case "creditMemo": {
      const { number, customer, date, currency, total } = body.document;
      addCredit(work, { number, kind: "creditMemo", customer, date, currency, amount: total, entry: head.id, rate: rateOf(body.document) });
      return;
    }
    case "payment": {
      const { number, kind, customer, date, currency, amount } = body.payment;
      addCredit(work, { number, kind, customer, date, currency, amount, entry: head.id, rate: rateOf(body.payment) });
      return;
    }
    case "opening": {
      const { number, customer, date, currency, amount, dues } = body;
      const facts = { number, kind: "opening" as const, customer, date, currency, amount, entry: head.id, rate: rateOf(body) };
      if (body.side === "charge") addCharge(work, { ...facts, dues, origin: null });
      else addCredit(work, facts);
      return;
    }
    default:
      return;
  }
}

function chargeOf(document: BilledDocument, entry: string): Omit<NewCharge, "kind"> {
  const { number, customer, date, currency, total } = document;
  const dues = document.dues.map(({ part, due, amount }) => ({ part, due, amount }));
  return { number, customer, date, currency, amount: total, dues, entry, origin: null, rate: rateOf(document) };
}

function rateOf({ exchangeRate, bookCurrency }: { readonly exchangeRate?: string; readonly bookCurrency?: CurrencyCode }): ExchangeRate | null {
  return exchangeRate === undefined || exchangeRate === "" ? null : { text: exchangeRate, bookCurrency: bookCurrency ?? null };
}

export type NewCharge = Omit<ChargeCell, "open" | "voidedBy" | "lastRelease" | "lastMove" | "closedBy">;
type NewCredit = Omit<CreditCell, "unapplied" | "cancelledBy" | "reversed" | "refunded" | "lastRelease" | "lastMove" | "applied" | "besides">;

/** Two documents of one number both exist and both count; the later one is kept under a name of its own. */
export function addCharge(work: FoldWork, charge: NewCharge): ChargeCell {
  const number = ownNumber(work, charge.number, charge.entry, work.charges);
  const closedBy = { paid: 0, credited: 0, writtenOff: 0, movedBack: 0 };
  const cell: ChargeCell = { ...charge, number, open: charge.amount, voidedBy: null, lastRelease: null, lastMove: null, closedBy };
  work.charges.set(number, cell);
  return cell;
}

function addCredit(work: FoldWork, credit: NewCredit): void {
  const number = ownNumber(work, credit.number, credit.entry, work.credits);
  const cell: CreditCell = {
    ...credit, number, unapplied: credit.amount, cancelledBy: null, reversed: false, refunded: 0, lastRelease: null, lastMove: null,
    applied: new Map(), besides: [],
  };
  work.credits.set(number, cell);
  work.creditOfEntry.set(credit.entry, cell);
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
