import type { AppliedPart, BilledDocument, BilledDue, Entry, EntryBody, InterestCharge, Party, Settlement } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import type { ChargeState, CreditState, FoldedLedger } from "../../../src/core/ledger/ledgerState";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../../../src/core/values/currency";
import { addDays, type PlainDate, parseIsoDate } from "../../../src/core/values/plainDate";

export interface RandomLedgerSize {
  readonly customers: number;
  /** Entries before the seats part (each seat sees them), and entries of each seat after that. */
  readonly entries: number;
  /** 2: two people went on from the same book without seeing each other: clashes of every sort. Default 1: a book without conflicts. */
  readonly seats?: 1 | 2;
  readonly entriesOfSeat?: number;
  /** The first is the book's; documents in the others carry an exchange rate. Default EUR, USD, JPY, KWD. */
  readonly currencies?: readonly string[];
  /** Days from 2026-01-01 on which documents are dated. Default 120. */
  readonly days?: number;
  /** Kinds to leave out, such as "merge". */
  readonly without?: readonly string[];
}

/**
 * A seeded book with entries of every kind: several customers and currencies, instalments, discounts, deductions and their
 * charge-backs, write-offs, refunds, reversals, voids, interest, openings, merges. With one seat everything asked for is possible
 * when it is posted (no conflicts); with two seats the two halves were made apart and put together. The same numbers from
 * `random` give the same book. Entries are in ledger order of each seat.
 */
export function randomLedger(random: () => number, size: RandomLedgerSize): readonly Entry[] {
  const common = grow(random, size, { seat: "A", start: [], count: size.entries });
  if (size.seats !== 2) return common;
  const count = size.entriesOfSeat ?? size.entries;
  const first = grow(random, size, { seat: "A", start: common, count });
  const second = grow(random, size, { seat: "B", start: common, count });
  return [...first, ...second.slice(common.length)];
}

const START = day("2026-01-01");
const BOOK = "EUR";
const NOBODY: Party = { name: "", address: "", city: "", postalCode: "", country: "", taxId: "", email: "", buyerReference: "", electronicAddress: "" };

/** Every sort of step; those that find nothing to work on do nothing. Repetition is weight. */
const STEPS = [
  "invoice", "invoice", "invoice", "invoice", "debitMemo", "interest", "creditMemo", "creditOnAccount", "payment", "payment", "payment", "payment",
  "deposit", "application", "application", "removal", "writeOff", "chargeBack", "refund", "reversePayment", "reverseRefund", "void", "opening", "merge",
  "change",
] as const;
type Step = (typeof STEPS)[number];

interface Growth {
  readonly seat: string;
  readonly start: readonly Entry[];
  readonly count: number;
}

function grow(random: () => number, size: RandomLedgerSize, { seat, start, count }: Growth): readonly Entry[] {
  const entries = [...start];
  const steps = STEPS.filter((step) => !(size.without ?? []).includes(step));
  const draw = new Draw(random, size, seat);
  let order = start.reduce((most, { head }) => Math.max(most, head.order), 0);
  let seq = start.filter(({ head }) => head.seat === seat).length;
  let ledger = foldEntries(entries);
  for (let attempt = 0; entries.length < start.length + count && attempt < count * 20; attempt += 1) {
    const body = draw.body(draw.pick(steps), ledger, seq + 1);
    if (body === null) continue;
    order += 1 + draw.below(2);
    seq += 1;
    // Recorded a minute apart; what was recorded says nothing about the days on which it counts.
    const postedAt = `2026-02-${String(1 + Math.floor(order / 1440)).padStart(2, "0")}T${String(Math.floor(order / 60) % 24).padStart(2, "0")}:${String(order % 60).padStart(2, "0")}:00Z`;
    entries.push({ head: { id: `${seat}${String(seq).padStart(5, "0")}`, seat, seq, order, postedAt, by: `Person ${seat}`, app: "test" }, body });
    ledger = foldEntries(entries);
  }
  return entries;
}

class Draw {
  private readonly currencies: readonly CurrencyCode[];

  constructor(
    private readonly random: () => number,
    private readonly size: RandomLedgerSize,
    private readonly seat: string,
  ) {
    this.currencies = (size.currencies ?? [BOOK, "USD", "JPY", "KWD"]).map(code);
  }

  body(step: Step, ledger: FoldedLedger, at: number): EntryBody | null {
    const date = this.date();
    switch (step) {
      case "invoice":
        return this.invoice(ledger, `INV-${this.seat}${at}`, date);
      case "debitMemo": {
        const charge = this.maybe(this.openCharges(ledger));
        const memo = `DM-${this.seat}${at}`;
        if (charge === null || this.below(2) === 0) return { kind: "debitMemo", document: this.document(memo, { date }) };
        return { kind: "debitMemo", document: this.document(memo, { date, customer: charge.customer, currency: charge.currency }), adjusts: charge.number };
      }
      case "interest":
        return this.interest(ledger, `DM-${this.seat}${at}`, date);
      case "creditMemo": {
        const charge = this.maybe(this.openCharges(ledger).filter(({ kind }) => kind !== "deduction"));
        if (charge === null) return null;
        const document = this.document(`CM-${this.seat}${at}`, { date, customer: charge.customer, currency: charge.currency, most: charge.open });
        const applications = [{ to: charge.number, customer: charge.customer, amount: Math.min(document.total, charge.open), discount: 0 }];
        return { kind: "creditMemo", document: { ...document, dues: [] }, original: charge.number, applications };
      }
      case "creditOnAccount":
        return { kind: "creditMemo", document: { ...this.document(`CM-${this.seat}${at}`, { date }), dues: [] }, original: null, applications: [] };
      case "payment":
      case "deposit":
        return this.payment(ledger, { number: `PAY-${this.seat}${at}`, kind: step, date });
      case "application":
        return this.application(ledger, date);
      case "removal":
        return this.removal(ledger, date);
      case "writeOff": {
        const charge = this.maybe(this.openCharges(ledger));
        if (charge === null) return null;
        return { kind: "writeOff", document: charge.number, customer: charge.customer, date, amount: this.upTo(charge.open), reason: "Small rest" };
      }
      case "chargeBack": {
        const charge = this.maybe(this.openCharges(ledger).filter(({ kind }) => kind === "deduction"));
        if (charge === null) return null;
        return { kind: "chargeBack", deduction: charge.number, customer: charge.customer, date, amount: this.upTo(charge.open), reason: "Not accepted" };
      }
      case "refund":
        return this.refund(ledger, `PAY-${this.seat}${at}`, date);
      case "reversePayment": {
        const credit = this.maybe([...ledger.credits.values()].filter(({ kind, reversed, status, refunded }) => kind !== "creditMemo" && !reversed && status !== "Void" && refunded === 0));
        if (credit === null) return null;
        const { number, customer, currency, amount } = credit;
        return { kind: "reversal", number: `${number}-R`, payment: number, customer, date, currency, amount, reason: "No funds" };
      }
      case "reverseRefund": {
        const refund = this.maybe([...ledger.refunds.values()].filter(({ reversed }) => !reversed));
        if (refund === null) return null;
        const { number, customer, currency, amount } = refund;
        return { kind: "reversal", number: `${number}-R`, payment: number, customer, date, currency, amount, reason: "Returned" };
      }
      case "void": {
        const charges = this.openCharges(ledger).filter(({ open, amount, kind }) => open === amount && kind !== "deduction");
        const credits = [...ledger.credits.values()].filter(({ kind, status, unapplied, amount }) => kind === "creditMemo" && status !== "Void" && unapplied === amount);
        const document = this.maybe([...charges, ...credits]);
        return document === null ? null : { kind: "void", document: document.number, customer: document.customer, date, reason: "Wrong" };
      }
      case "opening":
        return this.opening(`OPEN-${this.seat}${at}`, date);
      case "merge": {
        const [from, into] = [this.customer(), this.customer()];
        const isPossible = from !== into && !ledger.aliases.has(from.toLowerCase()) && ledger.aliases.get(into.toLowerCase()) !== from && this.below(3) === 0;
        return isPossible ? { kind: "merge", from, into, date, reason: "Entered twice" } : null;
      }
      case "change":
        return { kind: "change", table: "Settings", key: "Terms", cells: [{ column: "Value", before: "", after: `net ${at}` }] };
    }
  }

  /** Now and then rounded to the next five minor units, or paid before by what is on account. */
  private invoice(ledger: FoldedLedger, number: string, date: PlainDate): EntryBody {
    const plain = this.document(number, { date });
    const payableRounding = this.below(4) === 0 ? Math.round(plain.total / 5) * 5 - plain.total : 0;
    const total = plain.total + payableRounding;
    const document = payableRounding === 0 ? plain : { ...plain, total, payableRounding, dues: this.dues(date, total) };
    const credits = this.openCredits(ledger).filter(({ customer, currency, date: paid, kind }) => customer === plain.customer && currency === plain.currency && kind !== "creditMemo" && paid <= date);
    if (credits.length === 0 || this.below(2) === 0) return { kind: "invoice", document };
    let owed = total;
    const prepaid = credits.slice(0, 1 + this.below(2)).flatMap(({ number: from, unapplied }) => {
      const amount = Math.min(owed, this.upTo(unapplied));
      owed -= amount;
      return amount === 0 ? [] : [{ from, amount }];
    });
    return prepaid.length === 0 ? { kind: "invoice", document } : { kind: "invoice", document, prepaid };
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error("Nothing to pick from");
    return item;
  }

  below(limit: number): number {
    return Math.min(limit - 1, Math.floor(this.random() * limit));
  }

  private maybe<T>(list: readonly T[]): T | null {
    return list.length === 0 ? null : this.pick(list);
  }

  /** Everything as often as not, else a part. */
  private upTo(amount: number): number {
    return this.below(2) === 0 ? amount : 1 + this.below(amount);
  }

  private date(): PlainDate {
    return addDays(START, this.below(this.size.days ?? 120));
  }

  private customer(): string {
    return `C${String(1 + this.below(this.size.customers)).padStart(3, "0")}`;
  }

  private rate(currency: CurrencyCode): { exchangeRate: string; bookCurrency?: CurrencyCode } {
    const [book] = this.currencies;
    if (book === undefined || currency === book) return { exchangeRate: "" };
    return { exchangeRate: `${this.below(3)}.${String(1 + this.below(9999)).padStart(4, "0")}`, bookCurrency: book };
  }

  private openCharges(ledger: FoldedLedger): readonly ChargeState[] {
    return [...ledger.charges.values()].filter(({ open }) => open > 0);
  }

  private openCredits(ledger: FoldedLedger): readonly CreditState[] {
    return [...ledger.credits.values()].filter(({ unapplied }) => unapplied > 0);
  }

  private amount(currency: CurrencyCode): number {
    return this.below(12) === 0 ? 1 + this.below(9) : 1 + this.below(50) * 10 ** currencyDecimals(currency) + this.below(10 ** currencyDecimals(currency));
  }

  /** One line with one tax, whose figures agree; instalments now and then. `most`: total at most. */
  private document(number: string, of: { readonly date: PlainDate; readonly customer?: string; readonly currency?: CurrencyCode; readonly most?: number }): BilledDocument {
    const currency = of.currency ?? this.pick(this.currencies);
    const percent = this.pick([0, 0, 7, 20]);
    const net = of.most === undefined ? this.amount(currency) : Math.max(1, Math.min(this.amount(currency), Math.floor((of.most * 100) / (100 + percent)) - 1));
    const tax = of.most !== undefined && of.most < 3 ? 0 : Math.round((net * percent) / 100);
    const total = net + tax;
    const taxCode = percent === 0 ? "Z0" : `S${percent}`;
    const category = percent === 0 ? "Z" : "S";
    const price = net / 10 ** currencyDecimals(currency);
    const customer = of.customer ?? this.customer();
    return {
      number, customer, date: of.date, currency, reference: this.below(3) === 0 ? `PO ${this.below(99)}` : "", terms: { code: "NET30", rule: "net 30" },
      ...this.rate(currency), rounding: "perGroup", seller: NOBODY, buyer: { ...NOBODY, name: `Customer ${customer}` },
      lines: [{
        line: 1, kind: "item", rowId: "", date: of.date, supplyDate: of.date, item: "", description: "Work", quantity: "1", unit: "", unitPrice: price.toFixed(currencyDecimals(currency)),
        discountPercent: "0", taxCode, treatment: 0, ratePercent: String(percent), net,
      }],
      treatments: [{ code: taxCode, category, components: [{ code: taxCode, ratePercent: String(percent), included: false, compounds: false }], exemptionReason: "" }],
      taxGroups: [{ category, code: taxCode, ratePercent: String(percent), exemptionReason: "", taxable: net, tax }],
      net, tax, total, dues: this.dues(of.date, total),
    };
  }

  private dues(date: PlainDate, total: number): readonly BilledDue[] {
    const count = this.below(4) === 0 ? 2 + this.below(2) : 1;
    const each = Math.floor(total / count);
    return Array.from({ length: count }, (_, index) => {
      const amount = index === count - 1 ? total - each * (count - 1) : each;
      const hasDiscount = this.below(4) === 0;
      return {
        part: index + 1, due: addDays(date, 30 * (index + 1) - this.below(25)), amount, discountUntil: hasDiscount ? addDays(date, 10) : null,
        discount: hasDiscount ? Math.floor(amount / 50) : 0,
      };
    });
  }

  private payment(ledger: FoldedLedger, as: { readonly number: string; readonly kind: "payment" | "deposit"; readonly date: PlainDate }): EntryBody {
    const first = this.maybe(this.openCharges(ledger));
    const currency = first?.currency ?? this.pick(this.currencies);
    const customer = first?.customer ?? this.customer();
    const payable = this.openCharges(ledger).filter((charge) => charge.customer === customer && charge.currency === currency).slice(0, this.below(4));
    const settlements = as.kind === "deposit" ? [] : payable.map((charge, index) => this.settlement(charge, `${charge.number}-D${as.number}${index}`));
    const applied = settlements.reduce((sum, { amount }) => sum + amount, 0);
    const over = applied === 0 || this.below(3) === 0 ? this.amount(currency) : 0;
    return {
      kind: "payment", settlements,
      payment: {
        ...as, customer, bankDate: this.below(3) === 0 ? addDays(as.date, -1) : null, deposit: this.below(3) === 0 ? `D-${this.below(9)}` : "", method: "bank", reference: "",
        currency, ...this.rate(currency), amount: applied + over, fee: this.below(5) === 0 ? Math.floor((applied + over) / 100) : 0,
      },
    };
  }

  private settlement({ number, customer, open, dues, date }: ChargeState, deduction: string): Settlement {
    let left = open;
    const take = (share: number): number => {
      const part = this.below(share) === 0 ? this.below(Math.ceil(left / 3)) : 0;
      left -= part;
      return part;
    };
    const [discount, writeOff, deducted] = [take(4), take(5), take(4)];
    return {
      to: number, customer, amount: this.upTo(left), discount, writeOff, reason: deducted === 0 ? "" : "Damaged",
      deduction: deducted === 0 ? null : { number: deduction, amount: deducted, due: dues.at(-1)?.due ?? date, reason: "Damaged" },
    };
  }

  private application(ledger: FoldedLedger, date: PlainDate): EntryBody | null {
    const credit = this.maybe(this.openCredits(ledger));
    if (credit === null) return null;
    const charges = this.openCharges(ledger).filter(({ customer, currency }) => customer === credit.customer && currency === credit.currency).slice(0, 1 + this.below(3));
    let left = credit.unapplied;
    const applications = charges.flatMap(({ number, customer, open }): AppliedPart[] => {
      if (left === 0) return [];
      const amount = this.upTo(Math.min(left, open));
      left -= amount;
      return [{ to: number, customer, amount, discount: 0 }];
    });
    return applications.length === 0 ? null : { kind: "application", from: credit.number, date, applications };
  }

  private removal(ledger: FoldedLedger, date: PlainDate): EntryBody | null {
    const sums = new Map<string, { from: string; to: string; customer: string; amount: number }>();
    for (const { from, to, customer, amount } of ledger.applications) {
      if (from === null || to === null) continue;
      const sum = sums.get(`${from} ${to}`);
      sums.set(`${from} ${to}`, { from, to, customer, amount: (sum?.amount ?? 0) + amount });
    }
    const applied = this.maybe([...sums.values()].filter(({ amount }) => amount > 0));
    if (applied === null) return null;
    const { from, to, customer, amount } = applied;
    return { kind: "application", from, date, applications: [{ to, customer, amount: -this.upTo(amount), discount: 0 }] };
  }

  private refund(ledger: FoldedLedger, number: string, date: PlainDate): EntryBody | null {
    const credit = this.maybe(this.openCredits(ledger));
    if (credit === null) return null;
    const { customer, currency } = credit;
    const credits = this.openCredits(ledger).filter((other) => other.customer === customer && other.currency === currency).slice(0, 2);
    const parts = credits.map(({ number: from, unapplied }) => ({ from, amount: this.upTo(unapplied) }));
    const amount = parts.reduce((sum, part) => sum + part.amount, 0);
    const { exchangeRate } = this.rate(currency);
    return { kind: "refund", refund: { number, customer, date, bankDate: null, method: "bank", reference: "", currency, exchangeRate, amount, reason: "Overpaid" }, parts };
  }

  private interest(ledger: FoldedLedger, number: string, date: PlainDate): EntryBody | null {
    const charge = this.maybe(this.openCharges(ledger));
    if (charge === null) return null;
    const plain = this.document(number, { date, customer: charge.customer, currency: charge.currency });
    const charged: InterestCharge = { item: charge.number, after: addDays(date, -10), through: date, ratePercent: "8", principalDays: String(charge.open * 10), interest: plain.net, fee: 0 };
    return { kind: "debitMemo", document: plain, interest: [charged] };
  }

  private opening(number: string, date: PlainDate): EntryBody {
    const currency = this.pick(this.currencies);
    const amount = this.amount(currency);
    const facts = { number, customer: this.customer(), date, currency, reference: "", amount };
    if (this.below(3) === 0) return { kind: "opening", side: "credit", ...facts, dues: [], ...this.rate(currency) };
    return { kind: "opening", side: "charge", ...facts, dues: this.dues(date, amount).map(({ part, due, amount: share }) => ({ part, due, amount: share })), ...this.rate(currency) };
  }
}

function code(text: string): CurrencyCode {
  const parsed = parseCurrency(text);
  if (parsed === null) throw new Error(`No currency: ${text}`);
  return parsed;
}

function day(text: string): PlainDate {
  const parsed = parseIsoDate(text);
  if (parsed === null) throw new Error(`No day: ${text}`);
  return parsed;
}
