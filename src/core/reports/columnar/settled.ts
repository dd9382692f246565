import type { PlainDate } from "../../values/plainDate";
import { amountAt, intAt, shortAt } from "../columns";
import { type ColumnIndex, NO_PAYMENT, ON_ACCOUNT } from "./columnIndex";

export type PaymentConflict = "noInvoice" | "otherCustomer" | "otherCurrency";

/** What stands against counting a payment of an invoice; null: nothing. Payments on account have nothing against them. */
export function conflictOf(index: ColumnIndex, slot: number): PaymentConflict | null {
  const document = intAt(index.paymentOf, slot);
  if (document < 0) return null;
  const account = index.account[document] ?? -1;
  if (account < 0) return "noInvoice";
  // Which of several rows of a number it pays cannot be told; their customers are blocked as it is.
  if (index.twice.size > 0 && index.twice.has(document)) return null;
  const customer = index.paymentCustomer?.[slot] ?? -1;
  if (customer >= 0 && customer !== index.accountCustomer[account]) return "otherCustomer";
  const { paymentCurrency } = index;
  return paymentCurrency !== null && shortAt(paymentCurrency, slot) !== index.accountCurrency[account] ? "otherCurrency" : null;
}

/**
 * What was paid of each invoice until a day, in minor units by id; payments on account go to `onAccount`. Of an invoice
 * that is not there an amount may stand too; it counts for nothing.
 */
export function paidUntil(index: ColumnIndex, asOf: PlainDate, onAccount: (account: number, date: number, amount: number) => void): Float64Array {
  const paid = new Float64Array(index.numbers.count);
  const { paymentOf, paymentDate, paymentAmount, payments } = index;
  const looks = !index.allCount;
  let allCount = true;
  for (let slot = 0; slot < payments; slot++) {
    const document = intAt(paymentOf, slot);
    if (looks && document >= 0 && conflictOf(index, slot) !== null) {
      allCount = false;
      continue;
    }
    const date = intAt(paymentDate, slot);
    if (date > asOf || document === NO_PAYMENT) continue;
    if (document >= 0) paid[document] = amountAt(paid, document) + amountAt(paymentAmount, slot);
    else onAccount(ON_ACCOUNT - document, date, amountAt(paymentAmount, slot));
  }
  if (looks) index.allCount = allCount;
  return paid;
}

/**
 * Visits what is left of each payment of the given invoices as of a day: payments fill their invoice in order of the day on
 * which they count, then of their own date. Which of several of one day comes first changes no figure.
 */
export function visitLeftOver(index: ColumnIndex, documents: ReadonlySet<number>, asOf: PlainDate, visit: (account: number, date: number, amount: number) => void): void {
  const slots = new Map<number, number[]>();
  for (let slot = 0; slot < index.payments; slot++) {
    const document = intAt(index.paymentOf, slot);
    if (!documents.has(document) || intAt(index.paymentDate, slot) > asOf || conflictOf(index, slot) !== null) continue;
    const list = slots.get(document);
    if (list === undefined) slots.set(document, [slot]);
    else list.push(slot);
  }
  for (const [document, list] of slots) {
    const date = intAt(index.date, document);
    let open = date > asOf ? 0 : Math.max(0, amountAt(index.amount, document));
    const counts = (slot: number): number => Math.max(date, intAt(index.paymentDate, slot));
    list.sort((a, b) => counts(a) - counts(b) || intAt(index.paymentDate, a) - intAt(index.paymentDate, b));
    for (const slot of list) {
      const amount = amountAt(index.paymentAmount, slot);
      const left = amount - Math.min(open, amount);
      open -= amount - left;
      if (left > 0) visit(intAt(index.account, document), intAt(index.paymentDate, slot), left);
    }
  }
}
