import type { BilledDocument, Entry } from "./entries";
import type { ChargeCell, CreditCell, FoldWork } from "./movements";

/** Makes the charges and credits that an entry brings into being; movements come later. */
export function addDocuments(work: FoldWork, { head, body }: Entry): void {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
      addCharge(work, { ...chargeOf(body.document, head.id), kind: body.kind });
      return;
    case "creditMemo": {
      const { number, customer, date, currency, total } = body.document;
      addCredit(work, { number, kind: "creditMemo", customer, date, currency, amount: total, entry: head.id });
      return;
    }
    case "payment": {
      const { number, kind, customer, date, currency, amount } = body.payment;
      addCredit(work, { number, kind, customer, date, currency, amount, entry: head.id });
      return;
    }
    case "opening": {
      const { number, customer, date, currency, amount, dues } = body;
      if (body.side === "charge") addCharge(work, { number, kind: "opening", customer, date, currency, amount, dues, entry: head.id });
      else addCredit(work, { number, kind: "opening", customer, date, currency, amount, entry: head.id });
      return;
    }
    default:
      return;
  }
}

function chargeOf(document: BilledDocument, entry: string): Omit<NewCharge, "kind"> {
  const { number, customer, date, currency, total } = document;
  return { number, customer, date, currency, amount: total, dues: document.dues.map(({ part, due, amount }) => ({ part, due, amount })), entry };
}

export type NewCharge = Omit<ChargeCell, "open" | "lastRelease" | "lastMove" | "closedBy">;
type NewCredit = Omit<CreditCell, "unapplied" | "cancelled" | "reversed" | "lastRelease" | "lastMove" | "applied" | "besides">;

/** Two documents of one number both exist and both count; the later one is kept under a name of its own. */
export function addCharge(work: FoldWork, charge: NewCharge): ChargeCell {
  const number = ownNumber(work, charge.number, charge.entry, work.charges);
  const closedBy = { paid: 0, credited: 0, writtenOff: 0, voided: false };
  const cell: ChargeCell = { ...charge, number, open: charge.amount, lastRelease: null, lastMove: null, closedBy };
  work.charges.set(number, cell);
  return cell;
}

function addCredit(work: FoldWork, credit: NewCredit): void {
  const number = ownNumber(work, credit.number, credit.entry, work.credits);
  work.credits.set(number, {
    ...credit, number, unapplied: credit.amount, cancelled: false, reversed: false, lastRelease: null, lastMove: null,
    applied: new Map(), besides: [],
  });
}

function ownNumber(work: FoldWork, number: string, entry: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(number)) return number;
  const keptAs = `${number} (${entry})`;
  work.conflicts.push({ code: "duplicateNumber", entry, document: number, keptAs });
  return keptAs;
}
