import * as fc from "fast-check";
import type { ApplicationFact, ChargeFact, CreditFact, LedgerFacts } from "../../../src/core/ledger/facts";
import { type CurrencyCode, parseCurrency } from "../../../src/core/values/currency";
import { type PlainDate, parseIsoDate } from "../../../src/core/values/plainDate";

export function date(iso: string): PlainDate {
  const found = parseIsoDate(iso);
  if (found === null) throw new Error(`No date: ${iso}`);
  return found;
}

export function currency(code: string): CurrencyCode {
  const found = parseCurrency(code);
  if (found === null) throw new Error(`No currency: ${code}`);
  return found;
}

const EUR = currency("EUR");

export function charge(number: string, iso: string, amount: number, more: { readonly customer?: string; readonly dues?: readonly (readonly [string, number])[] } = {}): ChargeFact {
  const dues = (more.dues ?? [[iso, amount] as const]).map(([due, part], index) => ({ part: index + 1, due: date(due), amount: part }));
  return { number, customer: more.customer ?? "A", date: date(iso), currency: EUR, amount, dues, disputed: 0 };
}

export function credit(number: string, iso: string, amount: number, customer = "A"): CreditFact {
  return { number, customer, date: date(iso), currency: EUR, amount };
}

export function apply(iso: string, from: string | null, to: string | null, amount: number, more: { readonly kind?: ApplicationFact["kind"]; readonly discount?: number } = {}): ApplicationFact {
  return { date: date(iso), from, to, customer: "A", currency: EUR, amount, discount: more.discount ?? 0, kind: more.kind ?? "payment" };
}

/** Ledgers of any kind: overpaid, reversed, refunded, dated in any order, in two currencies, with instalments. */
export const anyFacts: fc.Arbitrary<LedgerFacts> = fc
  .record({
    charges: fc.array(fc.record({ customer: fc.constantFrom("A", "B", "b"), day: fc.integer({ min: 0, max: 40 }), currency: fc.constantFrom("EUR", "USD"), parts: fc.array(fc.record({ after: fc.integer({ min: 0, max: 130 }), amount: fc.integer({ min: 1, max: 500 }) }), { minLength: 1, maxLength: 3 }) }), { maxLength: 6 }),
    credits: fc.array(fc.record({ customer: fc.constantFrom("A", "B"), day: fc.integer({ min: 0, max: 60 }), currency: fc.constantFrom("EUR", "USD"), amount: fc.integer({ min: 1, max: 900 }) }), { maxLength: 6 }),
    applications: fc.array(fc.record({ from: fc.option(fc.nat({ max: 5 })), to: fc.option(fc.nat({ max: 5 })), day: fc.integer({ min: 0, max: 80 }), amount: fc.integer({ min: -300, max: 600 }), discount: fc.integer({ min: 0, max: 20 }) }), { maxLength: 12 }),
  })
  .map(({ charges, credits, applications }) => {
    const start = date("2026-01-01");
    const at = (day: number): PlainDate => (start + day) as PlainDate;
    const facts: LedgerFacts = {
      charges: charges.map((each, index) => {
        const dues = each.parts.map((part) => ({ due: at(each.day + part.after), amount: part.amount })).sort((a, b) => a.due - b.due).map((part, n) => ({ part: n + 1, ...part }));
        return { number: `I${index}`, customer: each.customer, date: at(each.day), currency: currency(each.currency), amount: dues.reduce((sum, part) => sum + part.amount, 0), dues, disputed: 0 };
      }),
      credits: credits.map((each, index) => ({ number: `P${index}`, customer: each.customer, date: at(each.day), currency: currency(each.currency), amount: each.amount })),
      applications: applications.map((each): ApplicationFact => ({
        date: at(each.day), from: each.from === null ? null : `P${each.from}`, to: each.to === null ? null : `I${each.to}`, customer: "A", currency: EUR, amount: each.amount,
        discount: each.amount < 0 ? 0 : each.discount, kind: each.amount < 0 ? "reversal" : "payment",
      })),
    };
    return facts;
  });
