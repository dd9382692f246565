import type { PlainDate } from "../values/plainDate";
import { creditUnapplied, visitOpenParts, visitRows } from "./asOf";
import { itemAt } from "./columns";
import { compareKeys } from "./keys";
import type { LedgerIndex } from "./ledgerIndex";

/** A due part of a charge, or a credit, with something left as of a day. Amounts in minor units of the account's currency. */
export interface OpenItem {
  readonly kind: "charge" | "credit";
  readonly account: number;
  readonly row: number;
  readonly number: string;
  /** Part of an instalment invoice as the facts number it; null where there is one part, and for credits. */
  readonly part: number | null;
  readonly date: PlainDate;
  /** Null for a credit. */
  readonly due: PlainDate | null;
  /** Days past due: negative while not due; null for a credit. */
  readonly daysLate: number | null;
  /** Of the part; negative for a credit. */
  readonly amount: number;
  /** What is left; negative for a credit. */
  readonly open: number;
  readonly disputed: number;
}

/** Open items of the given accounts, in order of account, due date (credits: their date), document number, part. */
export function openItems(index: LedgerIndex, accounts: Iterable<number>, asOf: PlainDate): OpenItem[] {
  const items: OpenItem[] = [];
  for (const account of accounts) {
    const start = items.length;
    visitRows(index.chargesOfAccount, account, (row) => {
      const charge = itemAt(index.charges, row);
      let disputedLeft = charge.disputed;
      visitOpenParts(index, row, asOf, (part, _due, open) => {
        const due = itemAt(charge.dues, part);
        const disputed = Math.min(disputedLeft, open);
        disputedLeft -= disputed;
        items.push({
          kind: "charge", account, row, number: charge.number, part: charge.dues.length > 1 ? due.part : null, date: charge.date,
          due: due.due, daysLate: asOf - due.due, amount: due.amount, open, disputed,
        });
      });
    });
    visitRows(index.creditsOfAccount, account, (row) => {
      const credit = itemAt(index.credits, row);
      const left = creditUnapplied(index, row, asOf);
      if (left === 0) return;
      items.push({
        kind: "credit", account, row, number: credit.number, part: null, date: credit.date,
        due: null, daysLate: null, amount: -credit.amount, open: -left, disputed: 0,
      });
    });
    // One by one: a customer may have more items than a call takes arguments.
    for (const item of items.splice(start).sort(compareItems)) items.push(item);
  }
  return items;
}

function compareItems(a: OpenItem, b: OpenItem): number {
  return (a.due ?? a.date) - (b.due ?? b.date) || compareKeys(a.number, b.number) || (a.part ?? 0) - (b.part ?? 0) || compareKeys(a.kind, b.kind) || b.open - a.open;
}
