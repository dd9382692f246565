import type { PlainDate } from "../values/plainDate";
import { type PayableItem, discountAvailable } from "./payable";
import { findCombination } from "./combination";

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
  readonly date: PlainDate;
  readonly reference: string;
}

/**
 * What a payment probably pays, in the order of the rule: by reference, exact amount of one item, exact amount of a
 * provably unique combination, exact after an available cash discount, oldest due first, the rest unapplied. `items` are
 * the open items of its payer in its currency, oldest due first. Where several items fit equally the older is proposed
 * and the others are named: ambiguity is shown, not guessed away.
 */
export function proposeApplications(payment: PaymentFacts, items: readonly PayableItem[]): PaymentProposal {
  const named = items.filter((item) => mentions(payment.reference, item));
  if (named.length > 0) return byReference(payment, named);
  const same = items.filter((item) => item.open === payment.amount);
  const [only] = same;
  if (only !== undefined) return { ...exact([only], "exactAmount"), alternatives: same.slice(1).map(({ number }) => number) };
  const combination = findCombination(items.map((item) => item.open), payment.amount);
  if (combination.kind === "unique") return exact(pick(items, combination.indexes), "exactCombination");
  const discounted = exactAfterDiscount(payment, items);
  if (discounted !== null) return discounted;
  const several = combination.kind === "several" ? items.map(({ number }) => number) : [];
  return oldestFirst(payment.amount, items, several);
}

/** Fills open due parts by due date, over all items. */
function oldestFirst(amount: number, items: readonly PayableItem[], alternatives: readonly string[]): PaymentProposal {
  const parts = items.flatMap((item, order) => item.parts.map((part) => ({ item, order, part })));
  parts.sort((a, b) => a.part.due - b.part.due || a.order - b.order);
  const byItem = new Map<string, number>();
  let rest = amount;
  for (const { item, part } of parts) {
    const taken = Math.min(rest, part.amount);
    if (taken <= 0) break;
    byItem.set(item.number, (byItem.get(item.number) ?? 0) + taken);
    rest -= taken;
  }
  const applications = [...byItem].map(([to, taken]): ProposedApplication => ({ to, amount: taken, discount: 0, reason: "oldestFirst" }));
  return { applications, unapplied: rest, alternatives };
}

/** The named documents only: what is left over is not guessed onto others. A discount is proposed where it makes the sum exact. */
function byReference(payment: PaymentFacts, named: readonly PayableItem[]): PaymentProposal {
  const net = named.reduce((sum, item) => sum + item.open - discountAvailable(item, payment.date), 0);
  const takesDiscount = net === payment.amount;
  let rest = payment.amount;
  const applications = named.flatMap((item): ProposedApplication[] => {
    const discount = takesDiscount ? discountAvailable(item, payment.date) : 0;
    const amount = Math.min(rest, item.open - discount);
    rest -= amount;
    return amount > 0 ? [{ to: item.number, amount, discount, reason: "reference" }] : [];
  });
  return { applications, unapplied: rest, alternatives: [] };
}

function exactAfterDiscount(payment: PaymentFacts, items: readonly PayableItem[]): PaymentProposal | null {
  const nets = items.map((item) => item.open - discountAvailable(item, payment.date));
  const hits = items.filter((item, index) => nets[index] === payment.amount && discountAvailable(item, payment.date) > 0);
  const [hit] = hits;
  if (hit !== undefined) return { ...discounted([hit], payment.date), alternatives: hits.slice(1).map(({ number }) => number) };
  const combination = findCombination(nets, payment.amount);
  return combination.kind === "unique" ? discounted(pick(items, combination.indexes), payment.date) : null;
}

function discounted(items: readonly PayableItem[], on: PlainDate): PaymentProposal {
  const applications = items.map((item): ProposedApplication => {
    const discount = discountAvailable(item, on);
    return { to: item.number, amount: item.open - discount, discount, reason: "exactAfterDiscount" };
  });
  return { applications, unapplied: 0, alternatives: [] };
}

function exact(items: readonly PayableItem[], reason: ProposalReason): PaymentProposal {
  return { applications: items.map((item) => ({ to: item.number, amount: item.open, discount: 0, reason })), unapplied: 0, alternatives: [] };
}

function pick(items: readonly PayableItem[], indexes: readonly number[]): PayableItem[] {
  return indexes.flatMap((index) => items[index] ?? []);
}

/** Fewest letters and digits of a purchase order that may stand for its invoice. */
const REFERENCE_LENGTH_MIN = 4;

/** The document's number stands in the text as a word of its own, whatever separators were typed; or its reference does. */
function mentions(text: string, item: PayableItem): boolean {
  if (text.trim() === "") return false;
  return holds(text, item.number, 1) || holds(text, item.reference, REFERENCE_LENGTH_MIN);
}

function holds(text: string, wanted: string, lengthMin: number): boolean {
  const runs = wanted.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (runs.join("").length < lengthMin || runs.length === 0) return false;
  return new RegExp(`(?<![\\p{L}\\p{N}])${runs.join("[^\\p{L}\\p{N}]*")}(?![\\p{L}\\p{N}])`, "iu").test(text);
}
