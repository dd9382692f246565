import type { PlainDate } from "../values/plainDate";
import { findCombination } from "./combination";
import { discountAvailable } from "./discountOffer";
import type { PayableItem } from "./payable";
import { namedDocuments } from "./remittance";

export type ProposalReason =
  | "reference" // the payment's reference names the document
  | "exactAmount" // the only item of this amount
  | "exactCombination" // the only set of items that adds up to it
  | "exactAfterDiscount" // the amount after an available cash discount
  | "oldestFirst";

export interface ProposedApplication {
  readonly to: string;
  readonly amount: number;
  readonly discount: number;
  readonly reason: ProposalReason;
}

export interface PaymentProposal {
  readonly applications: readonly ProposedApplication[];
  readonly unapplied: number;
  /** Documents that would have fitted equally well; not empty: a person should look. */
  readonly alternatives: readonly string[];
}

export interface PaymentFacts {
  readonly amount: number;
  /** The day the money came: what a cash discount is measured by. */
  readonly date: PlainDate;
  readonly reference: string;
}

/**
 * What a payment probably pays, in the order of the rule: by reference, exact amount of one item, exact amount of a
 * provably unique combination, exact after an available cash discount, oldest due first, the rest unapplied. `items` are
 * the open items of its payer in its currency, oldest due first; `ofGroup` those of the other customers of its group, which
 * only a reference reaches. Where several items fit equally the older is proposed and the others are named: ambiguity is
 * shown, not guessed away. Σ amounts ≤ the payment; amount + discount ≤ the item's open.
 */
export function proposeApplications(payment: PaymentFacts, items: readonly PayableItem[], ofGroup: readonly PayableItem[] = []): PaymentProposal {
  const named = namedDocuments(payment.reference, [...items, ...ofGroup]);
  if (named.length > 0) return byReference(payment, named);
  const same = items.filter((item) => item.open === payment.amount);
  if (same.length > 0) return settled(same.slice(0, 1), "exactAmount", numbersOf(same.slice(1)));
  const combination = findCombination(items.map((item) => item.open), payment.amount);
  if (combination.kind === "unique") return settled(pick(items, combination.indexes), "exactCombination", []);
  const fitting = combination.kind === "several" ? numbersOf(pick(items, combination.indexes)) : [];
  return exactAfterDiscount(payment, items, fitting);
}

/** The named documents only: what is left over is not guessed onto others. A discount is proposed where it makes the sum exact. */
function byReference(payment: PaymentFacts, named: readonly PayableItem[]): PaymentProposal {
  const net = named.reduce((sum, item) => sum + item.open - discountAvailable(item, payment.date), 0);
  const isExact = net === payment.amount;
  let rest = payment.amount;
  const applications = named.flatMap((item): ProposedApplication[] => {
    const discount = isExact ? discountAvailable(item, payment.date) : 0;
    const amount = Math.min(rest, item.open - discount);
    rest -= amount;
    return amount > 0 ? [{ to: item.number, amount, discount, reason: "reference" }] : [];
  });
  return { applications, unapplied: rest, alternatives: [] };
}

interface Discounted {
  readonly item: PayableItem;
  readonly discount: number;
}

/** `fitting`: what fits without a discount, though not alone; named whatever is proposed. */
function exactAfterDiscount(payment: PaymentFacts, items: readonly PayableItem[], fitting: readonly string[]): PaymentProposal {
  const discounted = items.map((item) => ({ item, discount: discountAvailable(item, payment.date) }));
  const settle = (chosen: readonly Discounted[], others: readonly string[]): PaymentProposal => ({
    applications: chosen.map(({ item, discount }) => ({ to: item.number, amount: item.open - discount, discount, reason: "exactAfterDiscount" })),
    unapplied: 0,
    alternatives: [...new Set([...others, ...fitting])].filter((number) => !chosen.some(({ item }) => item.number === number)),
  });
  // What is exact without a discount was found before.
  const hits = discounted.filter(({ item, discount }) => item.open - discount === payment.amount);
  if (hits.length > 0) return settle(hits.slice(0, 1), numbersOf(hits.map(({ item }) => item)));
  if (discounted.every(({ discount }) => discount === 0)) return oldestFirst(payment.amount, items, fitting);
  const combination = findCombination(discounted.map(({ item, discount }) => item.open - discount), payment.amount);
  if (combination.kind === "unique") return settle(pick(discounted, combination.indexes), []);
  const several = combination.kind === "several" ? numbersOf(pick(items, combination.indexes)) : [];
  return oldestFirst(payment.amount, items, [...new Set([...fitting, ...several])]);
}

/** Fills open due parts by due date, over all items. No discount: nothing says that one was meant. */
function oldestFirst(amount: number, items: readonly PayableItem[], alternatives: readonly string[]): PaymentProposal {
  const parts = items.flatMap((item) => item.parts.map((part) => ({ item, part }))).sort((a, b) => a.part.due - b.part.due);
  const byItem = new Map<string, number>();
  let rest = amount;
  for (const { item, part } of parts) {
    if (rest === 0) break;
    const taken = Math.min(rest, part.amount);
    byItem.set(item.number, (byItem.get(item.number) ?? 0) + taken);
    rest -= taken;
  }
  const applications = [...byItem].map(([to, taken]): ProposedApplication => ({ to, amount: taken, discount: 0, reason: "oldestFirst" }));
  return { applications, unapplied: rest, alternatives };
}

function settled(items: readonly PayableItem[], reason: ProposalReason, alternatives: readonly string[]): PaymentProposal {
  return { applications: items.map((item) => ({ to: item.number, amount: item.open, discount: 0, reason })), unapplied: 0, alternatives };
}

function pick<T>(items: readonly T[], indexes: readonly number[]): readonly T[] {
  const wanted = new Set(indexes);
  return items.filter((_, index) => wanted.has(index));
}

function numbersOf(items: readonly PayableItem[]): readonly string[] {
  return items.map(({ number }) => number);
}
