import type { BilledDocument, Entry } from "../ledger/entries";
import type { DuePart } from "../ledger/facts";
import type { ChargeState, FoldedLedger } from "../ledger/ledgerState";
import type { CurrencyCode } from "../values/currency";
import type { PlainDate } from "../values/plainDate";
import { type PartOffer, offerOn } from "./discountOffer";

/** A part of a charge that is not settled yet: `amount` is what is open of it. */
export interface PayablePart extends DuePart {
  /** What its terms offer for paying early; null when they offer nothing. */
  readonly offer: PartOffer | null;
}

/** A charge with something open, as a payment sees it. Amounts in minor units. */
export interface PayableItem {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly reference: string;
  readonly open: number;
  /** Open parts in order of due date; they sum to `open`. */
  readonly parts: readonly PayablePart[];
  /** Cash discount that the terms offer on the whole document and nobody took yet: the most that can still be taken. */
  readonly discountLeft: number;
  /** What paying all that is open earns by the first last day; null when nothing is offered or left. */
  readonly discount: { readonly until: PlainDate; readonly amount: number } | null;
}

/** The open items of these customers in one currency, oldest due first (then by date and number). */
export function payableItems(ledger: FoldedLedger, of: { readonly customers: ReadonlySet<string>; readonly currency: CurrencyCode }): readonly PayableItem[] {
  const billed = billedDocuments(ledger.entries);
  const taken = new Map<string, number>();
  for (const { to, discount } of ledger.applications) if (to !== null) taken.set(to, (taken.get(to) ?? 0) + discount);
  return [...ledger.charges.values()]
    .filter((charge) => charge.open > 0 && charge.currency === of.currency && of.customers.has(charge.customer))
    .map((charge) => payableItem(charge, billed.get(charge.entry), taken.get(charge.number) ?? 0))
    .sort(compareByDue);
}

function compareByDue(a: PayableItem, b: PayableItem): number {
  const byDue = dueOf(a) - dueOf(b);
  if (byDue !== 0) return byDue;
  if (a.date !== b.date) return a.date - b.date;
  return a.number < b.number ? -1 : 1;
}

function dueOf({ parts, date }: PayableItem): PlainDate {
  return parts[0]?.due ?? date;
}

function payableItem(charge: ChargeState, billed: BilledDocument | undefined, taken: number): PayableItem {
  const { number, customer, date, currency, open } = charge;
  const offers = new Map((billed?.dues ?? []).flatMap((due): [number, PartOffer][] => {
    const { part, amount, discount, discountUntil } = due;
    return discountUntil === null || discount <= 0 || amount <= 0 ? [] : [[part, { until: discountUntil, discount, of: amount }]];
  }));
  const parts = openParts(charge).map((part): PayablePart => ({ ...part, offer: offers.get(part.part) ?? null }));
  const offered = [...offers.values()].reduce((sum, offer) => sum + offer.discount, 0);
  const discountLeft = Math.max(offered - taken, 0);
  const [until] = parts.flatMap(({ offer }) => offer?.until ?? []).sort((a, b) => a - b);
  const amount = until === undefined ? 0 : offerOn({ parts, discountLeft }, open, until);
  return {
    number, customer, date, currency, reference: billed?.reference ?? "", open, parts, discountLeft,
    discount: until === undefined || amount === 0 ? null : { until, amount },
  };
}

/** What was applied filled the earliest parts first. */
function openParts({ dues, open, amount }: ChargeState): readonly DuePart[] {
  let applied = amount - open;
  return [...dues].sort((a, b) => a.due - b.due).flatMap((part): DuePart[] => {
    const filled = Math.min(applied, part.amount);
    applied -= filled;
    return part.amount > filled ? [{ ...part, amount: part.amount - filled }] : [];
  });
}

/** What was billed, by entry: a charge names the entry that made it, and an entry bills one document. */
function billedDocuments(entries: readonly Entry[]): ReadonlyMap<string, BilledDocument> {
  const billed = new Map<string, BilledDocument>();
  for (const { head, body } of entries) if (body.kind === "invoice" || body.kind === "debitMemo") billed.set(head.id, body.document);
  return billed;
}
