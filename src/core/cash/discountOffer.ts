import { decimalFromNumber, roundToMinor } from "../values/decimal";
import type { PlainDate } from "../values/plainDate";

/** The cash discount of one due part as billed: `discount` off the whole part (`of`), paid on or before `until`. Minor units. */
export interface PartOffer {
  readonly until: PlainDate;
  readonly discount: number;
  readonly of: number;
}

/** What is open of a document, in order of due date, and what is left of its discount. */
export interface Offering {
  readonly parts: readonly { readonly amount: number; readonly offer: PartOffer | null }[];
  readonly discountLeft: number;
}

/**
 * The discount that settling this much (money and discount together) of an item earns on this day. Settling fills the
 * earliest parts first; each part earns its discount in proportion to what is settled of it, rounded half away from zero,
 * up to and including its last day. So a part payment earns its share and no more, and after one the discount is offered on
 * the rest only, never again on the whole (which other systems get wrong: odoo#94050).
 */
export function offerOn({ parts, discountLeft }: Offering, settled: number, on: PlainDate): number {
  let rest = settled;
  let earned = 0;
  for (const { amount, offer } of parts) {
    const filled = Math.min(rest, amount);
    rest -= filled;
    if (offer !== null && on <= offer.until) earned += roundToMinor(decimalFromNumber(offer.discount).mul(filled).div(offer.of), 0);
  }
  return Math.min(earned, discountLeft);
}

/** Discount that paying off everything open on this day earns. */
export function discountAvailable(item: Offering, on: PlainDate): number {
  return offerOn(item, openOf(item), on);
}

/** The most discount that goes with this much money: the greatest d that settling `paid` + d earns. */
export function discountOnPaid(item: Offering, paid: number, on: PlainDate): number {
  const room = Math.max(openOf(item) - paid, 0);
  let discount = room;
  for (;;) {
    const earned = Math.min(offerOn(item, paid + discount, on), room);
    if (earned >= discount) return discount;
    discount = earned;
  }
}

/** Whether a discount that somebody took is earned; where not, why, and what would be. */
export type DiscountVerdict =
  | { readonly kind: "earned" }
  | { readonly kind: "notOffered" } // nothing is offered on what is open, or all of it was taken
  | { readonly kind: "late"; readonly lastDay: PlainDate }
  | { readonly kind: "aboveOffer"; readonly offered: number; readonly available: number }; // for paying all, and for this payment

/** `item` undefined: a document without an offer. `paid`: the money that goes with the discount. */
export function judgeDiscount(item: Offering | undefined, taken: { readonly discount: number; readonly paid: number; readonly on: PlainDate }): DiscountVerdict {
  const { discount, paid, on } = taken;
  if (item === undefined || item.discountLeft === 0) return { kind: "notOffered" };
  const lastDay = lastDiscountDay(item);
  if (lastDay === null) return { kind: "notOffered" };
  if (on > lastDay) return { kind: "late", lastDay };
  if (discount <= offerOn(item, paid + discount, on)) return { kind: "earned" };
  return { kind: "aboveOffer", offered: discountAvailable(item, on), available: discountOnPaid(item, paid, on) };
}

/** The last day on which anything can be earned; null when nothing is offered. */
function lastDiscountDay({ parts }: Offering): PlainDate | null {
  return parts.flatMap(({ offer }) => offer?.until ?? []).sort((a, b) => b - a)[0] ?? null;
}

function openOf({ parts }: Offering): number {
  return parts.reduce((sum, part) => sum + part.amount, 0);
}
