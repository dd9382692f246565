import type { BilledDocument, Entry, EntryBody, Party, TaxGroup } from "../../src/core/ledger/entries";
import { foldEntries } from "../../src/core/ledger/fold";
import type { FoldedLedger } from "../../src/core/ledger/ledgerState";
import { type CurrencyCode, parseCurrency } from "../../src/core/values/currency";
import type { PlainDate } from "../../src/core/values/plainDate";

/** The day on which these ledgers begin (2026-01-01) and how many days they go on. */
const FIRST = 20454;
const DAYS = 200;

const NOBODY: Party = { name: "", address: "", city: "", postalCode: "", country: "", taxId: "", email: "", buyerReference: "", electronicAddress: "" };

/** What people call customers and documents, and what they had better not: account names must survive each of them. */
const ODD = [
  "ACME", "007", "a:b:c", "two  blanks", " before", "after ", "semi; colon", "\"quoted\"", "O'Neil & Sons", "(paren)", "[2026-02-03]", "date: 2026-01-01", "tab\tbed", "line\nbreak", "=SUM(A1)", "@home", "*star", "!bang",
  "unapplied", "100%", "%3A", "%", "Müller GmbH", "東京 株式会社", "🚀", "\ud83d", "a|b", "a,b", "1.234,56 EUR", "no\u00a0break", "\u2028sep", "{brace}", "~tilde", "#hash", "\\back", "-", ".", "EUR",
] as const;

const CURRENCIES: readonly (readonly [code: string, rate: string])[] = [["EUR", ""], ["USD", "0.9237"], ["JPY", "0.00613"], ["KWD", "3.01234"], ["GBP", ""]];

interface Making {
  readonly random: () => number;
  readonly entries: Entry[];
  readonly customers: readonly string[];
  day: number;
}

/**
 * A ledger with every kind of entry that was there from the start, under names of every kind: instalments, taxes, part
 * payments, cash discounts, deductions, write-offs, bounced payments, voids, opening items, and acts that ask for too much.
 */
export function oddLedger(random: () => number): readonly Entry[] {
  const shuffled = [...ODD].sort(() => random() - 0.5);
  const making: Making = { random, entries: [], customers: shuffled.slice(0, 2 + below(random, 4)), day: FIRST };
  const count = 6 + below(random, 30);
  for (let made = 0; made < count; made += 1) {
    making.day += below(random, Math.ceil((2 * DAYS) / count));
    // The fold of what is there so far, so that most acts find something to act on.
    const body = anyBody(making, foldEntries(making.entries), made);
    const order = making.entries.length + 1;
    making.entries.push({ head: { id: `E${order}`, seat: "A", seq: order, order, postedAt: "2026-01-01T00:00:00Z", by: "", app: "" }, body });
  }
  return making.entries;
}

function anyBody(making: Making, ledger: FoldedLedger, made: number): EntryBody {
  const { random } = making;
  const date = making.day as PlainDate;
  const charges = [...ledger.charges.values()];
  const credits = [...ledger.credits.values()];
  const charge = pick(random, charges);
  const credit = pick(random, credits);
  const dice = random();
  if (charge === undefined || dice < 0.35) {
    const kind = random() < 0.9 ? "invoice" : "debitMemo";
    const document = billed(making, nameOf(making, "INV", made), making.day - below(random, 5));
    // Paid before, now and then by what is not there any more or is somebody else's.
    const before = random() < 0.3 ? pick(random, credits.filter((each) => each.currency === document.currency)) : undefined;
    return { kind, document, ...(before === undefined ? {} : { prepaid: [{ from: before.number, amount: 1 + below(random, 2 * before.unapplied) }] }) };
  }
  const { customer, currency } = charge;
  const number = nameOf(making, "P", made);
  if (dice < 0.65) {
    const targets = charges.filter((each) => each.currency === currency && each.open > 0 && (each.customer === customer || random() < 0.2)).slice(0, 1 + below(random, 3));
    const settlements = targets.map((to, index) => {
      const part = 1 + below(random, to.open);
      const rest = to.open - part;
      return {
        to: to.number, customer: to.customer, amount: part, discount: random() < 0.3 ? below(random, rest + 1) : 0, writeOff: random() < 0.2 ? below(random, 20) : 0, reason: "",
        deduction: random() < 0.25 ? { number: `${number}/D${index}`, amount: below(random, rest + 1), due: to.dues[0]?.due ?? date, reason: "short" } : null,
      };
    });
    const asked = settlements.reduce((sum, { amount }) => sum + amount, 0);
    const amount = Math.max(1, asked + below(random, 5000) - 500);
    return { kind: "payment", settlements, payment: { number, kind: random() < 0.8 ? "payment" : "deposit", customer, date, bankDate: null, deposit: "", method: "", reference: "", currency, exchangeRate: random() < 0.5 ? rateOf(currency) : drifted(random, rateOf(currency)), ...bookOf(currency), amount, fee: random() < 0.2 ? Math.min(amount, 35) : 0 } };
  }
  if (dice < 0.72) {
    const document = { ...billed(making, nameOf(making, "CM", made), making.day), customer, currency, exchangeRate: rateOf(currency), ...bookOf(currency) };
    return { kind: "creditMemo", document, original: charge.number, applications: random() < 0.7 ? [{ to: charge.number, customer, amount: 1 + below(random, document.total), discount: 0 }] : [] };
  }
  if (dice < 0.8 && credit !== undefined) {
    const to = pick(random, charges.filter((each) => each.currency === credit.currency)) ?? charge;
    const amount = random() < 0.3 ? -(1 + below(random, 3000)) : 1 + below(random, Math.max(1, credit.unapplied));
    return { kind: "application", from: credit.number, date, applications: [{ to: to.number, customer: to.customer, amount, discount: amount > 0 && random() < 0.2 ? below(random, 50) : 0 }] };
  }
  if (dice < 0.86) return { kind: "writeOff", document: charge.number, customer, date, amount: 1 + below(random, Math.max(1, charge.open)), reason: "" };
  if (dice < 0.9) return { kind: "void", document: (random() < 0.7 ? charge : (credit ?? charge)).number, customer, date, reason: "" };
  if (dice < 0.95 && credit !== undefined && (credit.kind === "payment" || credit.kind === "deposit"))
    return { kind: "reversal", number: `${number}/R`, payment: credit.number, customer: credit.customer, date, currency: credit.currency, amount: credit.amount, reason: "" };
  const side = random() < 0.6 ? "charge" : "credit";
  const amount = 1 + below(random, 90_000);
  return { kind: "opening", side, number: nameOf(making, "OLD", made), customer, date: (making.day - below(random, 90)) as PlainDate, currency, reference: "", amount, dues: side === "charge" ? [{ part: 1, due: (making.day + 10) as PlainDate, amount }] : [] };
}

function billed({ random, customers }: Making, number: string, day: number): BilledDocument {
  const currency = currencyOf(pick(random, CURRENCIES)?.[0] ?? "EUR");
  const huge = random() < 0.02 ? 9_000_000_000_000 : 0;
  const net = huge + below(random, 200_000);
  const rates = [20, 7, 0].slice(0, 1 + below(random, 3));
  const taxGroups = rates.map((rate): TaxGroup => ({ category: "S", code: `S${rate}${random() < 0.1 ? ":x" : ""}`, ratePercent: String(rate), exemptionReason: "", taxable: 0, tax: Math.round((net % 1_000_000) * rate / 300) }));
  const tax = taxGroups.reduce((sum, group) => sum + group.tax, 0);
  const payableRounding = random() < 0.3 ? below(random, 5) - 2 : 0;
  const total = Math.max(0, net + tax + payableRounding);
  const count = 1 + below(random, 3);
  let left = total;
  const dues = Array.from({ length: count }, (_, index) => {
    const amount = index === count - 1 ? left : below(random, left + 1);
    left -= amount;
    return { part: index + 1, due: (day + (index + 1) * below(random, 50)) as PlainDate, amount, discountUntil: null, discount: 0 };
  }).sort((a, b) => a.due - b.due).map((due, index) => ({ ...due, part: index + 1 }));
  return {
    number, customer: pick(random, customers) ?? "", date: day as PlainDate, currency, reference: random() < 0.2 ? (pick(random, ODD) ?? "") : "", terms: { code: "", rule: "" }, exchangeRate: rateOf(currency), ...bookOf(currency),
    rounding: "perGroup", seller: NOBODY, buyer: NOBODY, lines: [], treatments: [], taxGroups, net, tax, total, ...(total === net + tax ? {} : { payableRounding: total - net - tax }), dues,
  };
}

/** Mostly a plain series, now and then with an odd name in it or the number of another document. */
function nameOf({ random }: Making, prefix: string, made: number): string {
  const odd = random() < 0.3 ? (pick(random, ODD) ?? "") : "";
  return random() < 0.03 ? `${prefix}-1` : random() < 0.02 ? odd : `${prefix}-${made}${odd}`;
}

function drifted(random: () => number, rate: string): string {
  return rate === "" ? "" : (Number(rate) * (0.8 + random() * 0.4)).toFixed(6);
}

function rateOf(currency: CurrencyCode): string {
  return CURRENCIES.find(([code]) => code === currency)?.[1] ?? "";
}

function bookOf(currency: CurrencyCode): { readonly bookCurrency?: CurrencyCode } {
  return rateOf(currency) === "" ? {} : { bookCurrency: currencyOf("EUR") };
}

function currencyOf(code: string): CurrencyCode {
  const found = parseCurrency(code);
  if (found === null) throw new Error(code);
  return found;
}

function below(random: () => number, limit: number): number {
  return Math.floor(random() * Math.max(1, limit));
}

function pick<T>(random: () => number, list: readonly T[]): T | undefined {
  return list[below(random, list.length)];
}
