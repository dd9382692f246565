import type { BilledDocument, Settlement } from "../ledger/entries";
import type { FoldedLedger } from "../ledger/ledgerState";
import { splitDiscount } from "./cashDiscount";

/** A cash discount that a payment took of one document, and what it reduces; minor units. */
export interface TakenDiscount {
  readonly to: string;
  readonly discount: number;
  readonly onIncome: number;
  readonly onTax: number;
  /** By how much base and tax of each of the document's tax groups fall. */
  readonly groups: readonly { readonly category: string; readonly code: string; readonly ratePercent: string; readonly taxable: number; readonly tax: number }[];
}

/**
 * How the discounts of a payment's settlements divide into income and tax, by the base that each document was billed with
 * (included where it does not say). `entry`: the payment's own where it is posted already; discounts taken before it count
 * into the split, later ones do not. Documents without lines (deductions, openings) are all income.
 */
export function takenDiscounts(settlements: readonly Settlement[], ledger: FoldedLedger, entry: string | null): readonly TakenDiscount[] {
  return settlements.flatMap(({ to, discount }): TakenDiscount[] => {
    if (discount === 0) return [];
    const document = billedDocument(ledger, to);
    if (document === null) return [{ to, discount, onIncome: discount, onTax: 0, groups: [] }];
    const { onIncome, onTax, groups } = splitDiscount(discount, document, { base: document.terms.discountBase ?? "included", before: takenBefore(ledger, to, entry) });
    return [{ to, discount, onIncome, onTax, groups: groups.map(({ category, code, ratePercent, taxable, tax }) => ({ category, code, ratePercent, taxable, tax })) }];
  });
}

function billedDocument({ charges, entries }: FoldedLedger, number: string): BilledDocument | null {
  const id = charges.get(number)?.entry;
  const body = entries.find(({ head }) => head.id === id)?.body;
  return body?.kind === "invoice" || body?.kind === "debitMemo" ? body.document : null;
}

/** Applications stand in ledger order. */
function takenBefore({ applications }: FoldedLedger, number: string, entry: string | null): number {
  let taken = 0;
  for (const application of applications) {
    if (application.entry === entry) break;
    if (application.to === number) taken += application.discount;
  }
  return taken;
}
