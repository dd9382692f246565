import type { LedgerFacts } from "../../src/core/ledger/facts";

export interface PlainStatement {
  readonly opening: number;
  /** Day, document and amount of each movement, with the balance after it, as text. */
  readonly lines: readonly string[];
  readonly closing: number;
}

/** A statement as one would write it first: look through all invoices and all payments for this customer, sort, add up. */
export function rescanStatement(facts: LedgerFacts, customer: string, currency: string, from: number, to: number): PlainStatement {
  const isTheirs = (fact: { readonly customer: string; readonly currency: string }): boolean => fact.customer === customer && fact.currency === currency;
  const movements = [
    ...facts.charges.filter(isTheirs).map(({ number, date, amount }) => ({ number, date: Number(date), amount, rank: 0 })),
    ...facts.credits.filter(isTheirs).map(({ number, date, amount }) => ({ number, date: Number(date), amount: -amount, rank: 1 })),
  ].sort((a, b) => a.date - b.date || a.rank - b.rank || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
  let balance = movements.reduce((sum, { date, amount }) => (date < from ? sum + amount : sum), 0);
  const opening = balance;
  const lines = movements.filter(({ date }) => date >= from && date <= to).map(({ number, date, amount }) => `${date} ${number} ${amount} ${(balance += amount)}`);
  return { opening, lines, closing: balance };
}
