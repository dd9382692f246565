import type { ApplicationFact, ApplicationKind } from "../ledger/facts";
import { amountAt, intAt } from "./columns";
import { compareKeys } from "./keys";
import { type DayItems, daysInSteps, STEP_ROWS, type Steps } from "./steps";

/**
 * What an application really moves and when it starts to count. `charge` and `credit` are row numbers in the index, −1 for
 * none; a negative amount takes an earlier application back.
 */
export interface SettledMove {
  readonly date: number;
  readonly charge: number;
  readonly credit: number;
  /** Minor units by which the charge falls (amount and discount). */
  readonly fromCharge: number;
  /** Minor units by which the credit is used. */
  readonly fromCredit: number;
  /** The part of `fromCharge` that no credit stands behind: cash discount taken. */
  readonly discount: number;
  readonly kind: ApplicationKind;
}

/** An application that does not count, or not wholly, on any day. Books in order have none. */
export interface Uncounted {
  readonly application: ApplicationFact;
  /** "missing": a document is not there; "currency": the documents are in two currencies; "exceeds": it asks for more than they allow. */
  readonly reason: "missing" | "currency" | "exceeds";
}

export interface SettlementInput {
  readonly applications: readonly ApplicationFact[];
  /** Rows of their documents; −1: none is named, or it is not there. */
  readonly applicationCharge: Int32Array;
  readonly applicationCredit: Int32Array;
  readonly chargeAmount: Float64Array;
  readonly creditAmount: Float64Array;
  readonly chargeDate: Int32Array;
  readonly creditDate: Int32Array;
  readonly sameCurrency: (charge: number, credit: number) => boolean;
}

interface Asked {
  readonly date: number;
  readonly charge: number;
  readonly credit: number;
  amount: number;
  discount: number;
  readonly source: ApplicationFact;
}

/**
 * Carries the applications out in the order of the days on which they count (the latest of their own date and both
 * documents' dates), so that no charge and no credit is ever below zero or above its amount, as of any day. What does not
 * fit waits until something is taken back; until then it simply does not count, and the credit shows it as unapplied.
 * The result is in order of date and does not depend on the order of the facts.
 */
export function* settle(input: SettlementInput): Steps<{ readonly moves: SettledMove[]; readonly uncounted: readonly Uncounted[] }> {
  const moves: SettledMove[] = [];
  const uncounted: Uncounted[] = [];
  const chargeRest = input.chargeAmount.slice();
  const creditRest = input.creditAmount.slice();
  const asked = yield* askedInOrder(input, uncounted);
  let waiting: Asked[] = [];
  for (const { day: date, items } of asked) {
    yield;
    const released = carryOut(items, date);
    let rest = items.filter(isOpen);
    // Something given back may let others through; something applied may be what was to be given back.
    if (released || rest.length > 0 || waiting.some(givesBack)) {
      rest = [...waiting, ...rest];
      for (let moved = true; moved && rest.length > 0; ) {
        const before = moves.length;
        carryOut(rest, date);
        rest = rest.filter(isOpen);
        moved = moves.length > before;
      }
      waiting = rest;
    }
  }
  uncounted.push(...exceeding(waiting));
  return { moves, uncounted };

  /** True when something was given back. */
  function carryOut(items: readonly Asked[], date: number): boolean {
    let gaveBack = false;
    for (const item of items) {
      const chargeOpen = item.charge < 0 ? Infinity : amountAt(chargeRest, item.charge);
      const creditOpen = item.credit < 0 ? Infinity : amountAt(creditRest, item.credit);
      const chargeUsed = item.charge < 0 ? Infinity : amountAt(input.chargeAmount, item.charge) - chargeOpen;
      const creditUsed = item.credit < 0 ? Infinity : amountAt(input.creditAmount, item.credit) - creditOpen;
      const amount = item.amount < 0 ? 0 - Math.min(-item.amount, chargeUsed, creditUsed) : Math.min(item.amount, chargeOpen, creditOpen);
      const discount = item.discount < 0 ? 0 - Math.min(-item.discount, chargeUsed + amount) : Math.min(item.discount, chargeOpen - amount);
      if (amount === 0 && discount === 0) continue;
      gaveBack ||= amount < 0 || discount < 0;
      item.amount -= amount;
      item.discount -= discount;
      if (item.charge >= 0) chargeRest[item.charge] = chargeOpen - amount - discount;
      if (item.credit >= 0) creditRest[item.credit] = creditOpen - amount;
      moves.push({ date, charge: item.charge, credit: item.credit, fromCharge: amount + discount, fromCredit: item.credit < 0 ? 0 : amount, discount, kind: item.source.kind });
    }
    return gaveBack;
  }
}

/** What waits to the end. What was applied and taken back the same day, while something else took its place, amounts to nothing. */
function exceeding(waiting: readonly Asked[]): Uncounted[] {
  const sums = new Map<string, { amount: number; discount: number; readonly first: ApplicationFact }>();
  for (const { charge, credit, amount, discount, source } of waiting) {
    const key = `${charge} ${credit}`;
    const sum = sums.get(key) ?? { amount: 0, discount: 0, first: source };
    sum.amount += amount;
    sum.discount += discount;
    sums.set(key, sum);
  }
  return [...sums.values()].flatMap(({ amount, discount, first }): Uncounted[] => (amount === 0 && discount === 0 ? [] : [{ application: first, reason: "exceeds" }]));
}

/** An order that does not depend on the order of the facts. */
export function compareUncounted(a: Uncounted, b: Uncounted): number {
  const [first, second] = [a.application, b.application];
  return (
    compareKeys(a.reason, b.reason) ||
    first.date - second.date ||
    compareKeys(String(first.to), String(second.to)) ||
    compareKeys(String(first.from), String(second.from)) ||
    first.amount - second.amount ||
    first.discount - second.discount ||
    compareKeys(first.kind, second.kind)
  );
}

function givesBack(item: Asked): boolean {
  return item.amount < 0 || item.discount < 0;
}

function isOpen(item: Asked): boolean {
  return item.amount !== 0 || item.discount !== 0;
}

function* askedInOrder(input: SettlementInput, uncounted: Uncounted[]): Steps<readonly DayItems<Asked>[]> {
  const asked: Asked[] = [];
  for (const [at, source] of input.applications.entries()) {
    if (at % STEP_ROWS === 0) yield;
    const charge = intAt(input.applicationCharge, at);
    const credit = intAt(input.applicationCredit, at);
    // An application of a document that is not there (a damaged book) counts for neither side; the ledger check reports it.
    if ((source.to !== null && charge < 0) || (source.from !== null && credit < 0) || (charge < 0 && credit < 0)) {
      uncounted.push({ application: source, reason: "missing" });
      continue;
    }
    // Nor does one between two currencies: 100 yen are not 100 cents.
    if (charge >= 0 && credit >= 0 && !input.sameCurrency(charge, credit)) {
      uncounted.push({ application: source, reason: "currency" });
      continue;
    }
    const date = Math.max(source.date, charge < 0 ? -Infinity : intAt(input.chargeDate, charge), credit < 0 ? -Infinity : intAt(input.creditDate, credit));
    asked.push({ date, charge, credit, amount: source.amount, discount: charge < 0 ? 0 : source.discount, source });
  }
  return yield* daysInSteps(asked, ({ date }) => date, compareAsked);
}

/** Within a day what is applied before what is given back; then by the facts themselves, never by their order. */
function compareAsked(a: Asked, b: Asked): number {
  return (
    Number(a.amount < 0) - Number(b.amount < 0) ||
    compareKeys(a.source.to ?? "", b.source.to ?? "") ||
    a.source.date - b.source.date ||
    b.amount - a.amount ||
    compareKeys(a.source.from ?? "", b.source.from ?? "") ||
    b.discount - a.discount ||
    compareKeys(a.source.kind, b.source.kind)
  );
}
