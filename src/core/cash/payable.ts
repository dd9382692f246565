import type { Entry } from "../ledger/entries";
import type { DuePart } from "../ledger/facts";
import type { FoldedLedger } from "../ledger/ledgerState";
import type { CurrencyCode } from "../values/currency";
import type { PlainDate } from "../values/plainDate";

/** A charge with something open, as a payment sees it. Amounts in minor units. */
export interface PayableItem {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly reference: string;
  readonly open: number;
  /** Open parts in order of due date; they sum to `open`. */
  readonly parts: readonly DuePart[];
  /** What the terms offer for paying early, less what was already taken; null when they offer nothing. */
  readonly discount: { readonly until: PlainDate; readonly amount: number } | null;
}

/** The open items of these customers in one currency, oldest due first (then by date and number). */
export function payableItems(ledger: FoldedLedger, of: { readonly customers: ReadonlySet<string>; readonly currency: CurrencyCode }): readonly PayableItem[] {
  const offers = discountOffers(ledger.entries);
  const taken = new Map<string, number>();
  for (const { to, discount } of ledger.applications) if (to !== null) taken.set(to, (taken.get(to) ?? 0) + discount);
  const items = [...ledger.charges.values()]
    .filter((charge) => charge.open > 0 && charge.currency === of.currency && of.customers.has(charge.customer))
    .map((charge): PayableItem => {
      const { number, customer, date, currency, open } = charge;
      const offer = offers.get(number);
      const left = Math.min(Math.max((offer?.amount ?? 0) - (taken.get(number) ?? 0), 0), open);
      return {
        number, customer, date, currency, open, reference: offer?.reference ?? "", parts: openParts(charge.dues, open, charge.amount),
        discount: offer === undefined || offer.until === null || left === 0 ? null : { until: offer.until, amount: left },
      };
    });
  return items.sort(compareByDue);
}

/** Cash discount that a payment of this day may take: its last day counts (inclusive). */
export function discountAvailable(item: PayableItem, on: PlainDate): number {
  return item.discount !== null && on <= item.discount.until ? item.discount.amount : 0;
}

export function compareByDue(a: PayableItem, b: PayableItem): number {
  const byDue = (a.parts[0]?.due ?? a.date) - (b.parts[0]?.due ?? b.date);
  if (byDue !== 0) return byDue;
  if (a.date !== b.date) return a.date - b.date;
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

/** What was applied filled the earliest parts first. */
function openParts(dues: readonly DuePart[], open: number, amount: number): readonly DuePart[] {
  let applied = amount - open;
  return dues.flatMap((part): DuePart[] => {
    const filled = Math.min(applied, part.amount);
    applied -= filled;
    return part.amount - filled > 0 ? [{ ...part, amount: part.amount - filled }] : [];
  });
}

interface Offer {
  readonly until: PlainDate | null;
  readonly amount: number;
  readonly reference: string;
}

function discountOffers(entries: readonly Entry[]): ReadonlyMap<string, Offer> {
  const offers = new Map<string, Offer>();
  for (const { body } of entries) {
    if (body.kind !== "invoice" && body.kind !== "debitMemo") continue;
    const { number, dues, reference } = body.document;
    const offering = dues.filter((due) => due.discountUntil !== null);
    offers.set(number, { until: offering[0]?.discountUntil ?? null, amount: offering.reduce((sum, due) => sum + due.discount, 0), reference });
  }
  return offers;
}
