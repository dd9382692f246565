import * as fc from "fast-check";
import type { ApplicationFact, ApplicationKind, ChargeFact, CreditFact, LedgerFacts } from "../../../src/core/ledger/facts";
import type { ChargeKind, CreditKind } from "../../../src/core/ledger/ledgerState";
import type { LedgerIndex } from "../../../src/core/reports/ledgerIndex";
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

interface More {
  readonly customer?: string;
  readonly currency?: string;
}

export function charge(number: string, iso: string, amount: number, more: More & { readonly dues?: readonly (readonly [string, number])[]; readonly kind?: ChargeKind; readonly disputed?: number } = {}): ChargeFact {
  const dues = (more.dues ?? [[iso, amount] as const]).map(([due, part], index) => ({ part: index + 1, due: date(due), amount: part }));
  const kind = more.kind === undefined ? {} : { kind: more.kind };
  return { number, customer: more.customer ?? "A", date: date(iso), currency: currency(more.currency ?? "EUR"), amount, dues, disputed: more.disputed ?? 0, ...kind };
}

export function credit(number: string, iso: string, amount: number, more: More & { readonly kind?: CreditKind } = {}): CreditFact {
  const kind = more.kind === undefined ? {} : { kind: more.kind };
  return { number, customer: more.customer ?? "A", date: date(iso), currency: currency(more.currency ?? "EUR"), amount, ...kind };
}

export function apply(iso: string, from: string | null, to: string | null, amount: number, more: { readonly kind?: ApplicationFact["kind"]; readonly discount?: number } = {}): ApplicationFact {
  return { date: date(iso), from, to, customer: "A", currency: EUR, amount, discount: more.discount ?? 0, kind: more.kind ?? "payment" };
}

/**
 * What several tests read, made when a test first asks for it and anew for each: what runs while a file loads belongs to no
 * test, and a mutation run could not tell who noticed.
 */
export function inEachTest<Made extends object>(make: () => Made): Made {
  let made: Made | null = null;
  beforeEach(() => {
    made = null;
  });
  const now = (): Made => (made ??= make());
  return new Proxy({} as Made, { get: (_, key): unknown => Reflect.get(now(), key), has: (_, key) => Reflect.has(now(), key) });
}

/** All accounts of an index. */
export function everyAccount(index: LedgerIndex): number[] {
  return index.accounts.map((_, account) => account);
}

export const anyDay: fc.Arbitrary<PlainDate> = fc.integer({ min: -5, max: 220 }).map((day) => (date("2026-01-01") + day) as PlainDate);

const ONE_SIDED: Readonly<Record<"charge" | "credit", readonly ApplicationKind[]>> = { charge: ["writeOff", "deduction", "void"], credit: ["refund", "void", "reversal"] };
const CHARGE_KINDS: readonly (ChargeKind | null)[] = ["invoice", "debitMemo", "deduction", "opening", null];
const CREDIT_KINDS: readonly (CreditKind | null)[] = ["payment", "deposit", "creditMemo", "opening", null];

/** Ledgers of any kind: overpaid, reversed, refunded, dated in any order, in two currencies, with instalments. */
export const anyFacts: fc.Arbitrary<LedgerFacts> = fc
  .record({
    charges: fc.array(fc.record({ customer: fc.constantFrom("A", "B", "b"), day: fc.integer({ min: 0, max: 40 }), currency: fc.constantFrom("EUR", "USD"), kind: fc.constantFrom(...CHARGE_KINDS), parts: fc.array(fc.record({ after: fc.integer({ min: 0, max: 130 }), amount: fc.integer({ min: 1, max: 500 }) }), { minLength: 1, maxLength: 3 }) }), { maxLength: 6 }),
    credits: fc.array(fc.record({ customer: fc.constantFrom("A", "B"), day: fc.integer({ min: 0, max: 60 }), currency: fc.constantFrom("EUR", "USD"), kind: fc.constantFrom(...CREDIT_KINDS), amount: fc.integer({ min: 1, max: 900 }) }), { maxLength: 6 }),
    applications: fc.array(fc.record({ from: fc.option(fc.nat({ max: 5 })), to: fc.option(fc.nat({ max: 5 })), day: fc.integer({ min: 0, max: 80 }), amount: fc.integer({ min: -300, max: 600 }), discount: fc.integer({ min: -9, max: 20 }), kind: fc.nat({ max: 2 }) }), { maxLength: 12 }),
  })
  .map(({ charges, credits, applications }) => {
    const start = date("2026-01-01");
    const at = (day: number): PlainDate => (start + day) as PlainDate;
    const facts: LedgerFacts = {
      charges: charges.map((each, index) => {
        const dues = each.parts.map((part) => ({ due: at(each.day + part.after), amount: part.amount })).sort((a, b) => a.due - b.due).map((part, n) => ({ part: n + 1, ...part }));
        return { number: `I${index}`, customer: each.customer, date: at(each.day), currency: currency(each.currency), amount: dues.reduce((sum, part) => sum + part.amount, 0), dues, disputed: 0, ...(each.kind === null ? {} : { kind: each.kind }) };
      }),
      credits: credits.map((each, index) => ({ number: `P${index}`, customer: each.customer, date: at(each.day), currency: currency(each.currency), amount: each.amount, ...(each.kind === null ? {} : { kind: each.kind }) })),
      applications: applications.map((each): ApplicationFact => ({
        date: at(each.day), from: each.from === null ? null : `P${each.from}`, to: each.to === null ? null : `I${each.to}`, customer: "A", currency: EUR, amount: each.amount,
        discount: each.discount, kind: each.amount < 0 ? "reversal" : each.from === null ? (ONE_SIDED.charge[each.kind] ?? "void") : each.to === null ? (ONE_SIDED.credit[each.kind] ?? "void") : each.kind === 0 ? "credit" : "payment",
      })),
    };
    return facts;
  });
