import { addDays, endOfMonth, formatIsoDate, fromYmd, parseIsoDate } from "../../src/core/values/plainDate";
import { type FactLine, firstInstalment, invoiceTotal, seededNumbers, twoPercent } from "./arithmetic";
import { CUSTOMERS, ITEMS, type SampleCustomer, SAMPLE_DATE } from "./company";
import { STORY_INVOICES, STORY_PAYMENTS } from "./story";

/** Everything that happened, in the order in which it is posted. Amounts in cents, days ISO. */
export type Fact = InvoiceFact | PaymentFact | VoidFact | BounceFact;

export interface InvoiceFact {
  readonly kind: "invoice";
  readonly date: string;
  readonly number: string;
  readonly customer: string;
  readonly reference: string;
  readonly lines: readonly FactLine[];
  readonly total: number;
}

export interface PaymentFact {
  readonly kind: "payment";
  readonly date: string;
  readonly number: string;
  readonly customer: string;
  readonly method: string;
  readonly reference: string;
  readonly amount: number;
  readonly applied: readonly { readonly invoice: string; readonly amount: number; readonly discount: number }[];
}

export interface VoidFact {
  readonly kind: "void";
  readonly date: string;
  readonly invoice: string;
  readonly reason: string;
}

export interface BounceFact {
  readonly kind: "bounce";
  readonly date: string;
  readonly payment: string;
  readonly reason: string;
}

/** Nothing is paid after this day; the next morning is the sample date. */
const LAST_PAYMENT_DAY = "2026-02-02";
/** From here on Olive & Thyme does not pay. */
const OLIVE_STOPS = "2025-10-01";
/** The customers of the story have no other invoices after this day, so that the tour's figures stand alone. */
const STORY_BEGINS = "2025-12-01";
const STORY_CUSTOMERS: ReadonlySet<string> = new Set(["KALDA", "CAFE", "PAPER"]);

/** The sample's facts: always the same. */
export function sampleFacts(): readonly Fact[] {
  const drafts = [...bulkInvoices(), ...STORY_INVOICES].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const invoices = numbered(drafts);
  const facts: Fact[] = [...invoices, ...payments(invoices)];
  const order: Readonly<Record<Fact["kind"], number>> = { invoice: 0, void: 1, payment: 2, bounce: 3 };
  return numberPayments([...facts, ...corrections(invoices)].sort((a, b) => (a.date === b.date ? order[a.kind] - order[b.kind] : a.date < b.date ? -1 : 1)));
}

export interface InvoiceDraft {
  readonly date: string;
  readonly customer: string;
  readonly reference: string;
  readonly lines: readonly FactLine[];
}

function bulkInvoices(): readonly InvoiceDraft[] {
  const numbers = seededNumbers(20260203);
  return billingDays().flatMap((date) => CUSTOMERS.flatMap((customer): InvoiceDraft[] => {
    const bills = numbers.below(100) < customer.frequency;
    if (!bills || (STORY_CUSTOMERS.has(customer.id) && date >= STORY_BEGINS)) return [];
    const count = 1 + numbers.below(4);
    const lines = Array.from({ length: count }, () => bulkLine(customer, date, numbers));
    const reference = numbers.below(3) === 0 ? "" : `${customer.id === "00417" ? "K" : "PO"}-${date.slice(2, 4)}${String(100 + numbers.below(900))}`;
    return [{ date, customer: customer.id, reference, lines }];
  }));
}

/** The 15th and the last day of each month, December 2024 to January 2026. */
function billingDays(): readonly string[] {
  return Array.from({ length: 14 }, (_, index) => {
    const middle = fromYmd(index === 0 ? 2024 : index === 13 ? 2026 : 2025, index === 0 ? 12 : index === 13 ? 1 : index, 15);
    if (middle === null) throw new Error("No such day");
    return [formatIsoDate(middle), formatIsoDate(endOfMonth(middle))];
  }).flat();
}

function bulkLine(customer: SampleCustomer, date: string, numbers: ReturnType<typeof seededNumbers>): FactLine {
  const item = numbers.pick(ITEMS);
  const supplied = daysLater(date, -numbers.below(20));
  return {
    item: item.id, description: item.description, quantity: numbers.pick(item.quantities), unit: item.unit,
    // Pounds are priced at a round 0.88 to the euro.
    price: customer.currency === "GBP" ? Math.floor((item.price * 88) / 100) : item.price,
    discountPercent: numbers.below(12) === 0 ? 5 : 0, taxCode: customer.exemption === "" ? item.taxCode : customer.exemption, date: supplied,
  };
}

function numbered(drafts: readonly InvoiceDraft[]): readonly InvoiceFact[] {
  const next = new Map<string, number>();
  return drafts.map((draft) => {
    const year = draft.date.slice(0, 4);
    const number = (next.get(year) ?? 0) + 1;
    next.set(year, number);
    return { kind: "invoice", ...draft, number: `INV-${year}-${String(number).padStart(4, "0")}`, total: invoiceTotal(draft.customer, draft.lines) };
  });
}

/** How and when each invoice is paid; what would be paid after the last payment day is open. */
function payments(invoices: readonly InvoiceFact[]): readonly PaymentFact[] {
  const numbers = seededNumbers(417);
  const voided = voidedInvoice(invoices).number;
  const ordinary = invoices.flatMap((invoice): PaymentFact[] => {
    const customer = CUSTOMERS.find(({ id }) => id === invoice.customer);
    const isStory = STORY_INVOICES.some((story) => story.date === invoice.date && story.customer === invoice.customer);
    if (customer === undefined || isStory || invoice.number === voided || (customer.id === "OLIVE" && invoice.date >= OLIVE_STOPS)) return [];
    const [least, most] = customer.pays;
    const lag = customer.payRun === null ? least + numbers.below(most - least + 1) : daysToRun(invoice.date, least, customer.payRun);
    const by = customer.id === "KALDA" ? "cheque" : customer.id === "CAFE" ? "card" : "bank";
    const pay = (days: number, amount: number, discount = 0, more = 0): PaymentFact => ({
      kind: "payment", date: daysLater(invoice.date, days), number: "", customer: customer.id, method: by, reference: invoice.number, amount: amount + more,
      applied: [{ invoice: invoice.number, amount, discount }],
    });
    if (customer.id === "BAKER") return [pay(15 + numbers.below(3), firstInstalment(invoice.total)), pay(45 + numbers.below(4), invoice.total - firstInstalment(invoice.total))];
    if (customer.id === "PAPER" && lag <= 10) return [pay(lag, invoice.total - twoPercent(invoice.total), twoPercent(invoice.total))];
    if (invoice.number === overpaidInvoice(invoices).number) return [pay(lag, invoice.total, 0, OVERPAID)];
    // One in twelve comes in two parts.
    const part = Math.floor((invoice.total * 2) / 5);
    return numbers.below(12) === 0 ? [pay(lag, part), pay(lag + 9, invoice.total - part)] : [pay(lag, invoice.total)];
  });
  const story = STORY_PAYMENTS.map((payment): PaymentFact => {
    const invoice = invoices.find(({ customer, date }) => customer === payment.customer && date === payment.invoiceDate);
    if (invoice === undefined) throw new Error(`The story pays an invoice that is not there: ${payment.customer} ${payment.invoiceDate}`);
    return { kind: "payment", date: payment.date, number: "", customer: payment.customer, method: payment.method, reference: invoice.number, amount: invoice.total, applied: [{ invoice: invoice.number, amount: invoice.total, discount: 0 }] };
  });
  return merged([...ordinary, ...story]).filter(({ date }) => date <= LAST_PAYMENT_DAY);
}

/** Days until the first pay day of the month that comes after at least so many days. */
function daysToRun(date: string, least: number, day: number): number {
  for (let days = least; ; days += 1) if (Number(daysLater(date, days).slice(8)) === day) return days;
}

/** What a customer pays on one day by one method is one payment over several invoices. */
function merged(single: readonly PaymentFact[]): readonly PaymentFact[] {
  const byRun = new Map<string, PaymentFact>();
  for (const payment of single) {
    const key = [payment.date, payment.customer, payment.method].join(" ");
    const before = byRun.get(key);
    if (before === undefined) byRun.set(key, payment);
    else byRun.set(key, { ...before, amount: before.amount + payment.amount, reference: `${before.reference}, ${payment.reference}`, applied: [...before.applied, ...payment.applied] });
  }
  return [...byRun.values()];
}

/** Paid 63.20 too much in November; the rest is on account. */
const OVERPAID = 63_20;

function overpaidInvoice(invoices: readonly InvoiceFact[]): InvoiceFact {
  return firstOf(invoices, "00417", "2025-11-15");
}

/** Billed to the wrong purchase order in May, cancelled two days later. */
function voidedInvoice(invoices: readonly InvoiceFact[]): InvoiceFact {
  return firstOf(invoices, "MUSEUM", "2025-05-15");
}

/** The first invoice of a customer on or after a day. */
function firstOf(invoices: readonly InvoiceFact[], customer: string, from: string): InvoiceFact {
  const found = invoices.find((invoice) => invoice.customer === customer && invoice.date >= from);
  if (found === undefined) throw new Error(`The sample has no invoice of ${customer} from ${from}`);
  return found;
}

/** The void; and Kalda's September cheque, which bounced and was replaced by another. */
function corrections(invoices: readonly InvoiceFact[]): readonly Fact[] {
  const voided = voidedInvoice(invoices);
  return [
    { kind: "void", date: daysLater(voided.date, 2), invoice: voided.number, reason: "Wrong purchase order" },
    { kind: "bounce", date: "", payment: firstOf(invoices, "KALDA", "2025-08-31").number, reason: "Cheque returned unpaid by the bank" },
  ];
}

/** Numbers the payments by year; the bounce takes its payment's number, and the cheque that replaced it is added. */
function numberPayments(facts: readonly Fact[]): readonly Fact[] {
  const withReplacement = facts.flatMap((fact): Fact[] => {
    if (fact.kind !== "bounce") return [fact];
    const cheque = facts.find((other): other is PaymentFact => other.kind === "payment" && other.applied.some(({ invoice }) => invoice === fact.payment));
    if (cheque === undefined) throw new Error("The cheque that bounces is not there");
    return [
      { ...fact, date: daysLater(cheque.date, 5), payment: `cheque ${cheque.date} ${cheque.reference}` },
      { ...cheque, date: daysLater(cheque.date, 12) },
    ];
  });
  const order: Readonly<Record<Fact["kind"], number>> = { invoice: 0, void: 1, payment: 2, bounce: 3 };
  const sorted = [...withReplacement].sort((a, b) => (a.date === b.date ? order[a.kind] - order[b.kind] : a.date < b.date ? -1 : 1));
  const next = new Map<string, number>();
  const names = new Map<string, string>();
  return sorted.map((fact): Fact => {
    if (fact.kind === "bounce") return { ...fact, payment: names.get(fact.payment) ?? fact.payment };
    if (fact.kind !== "payment") return fact;
    const year = fact.date.slice(0, 4);
    const count = (next.get(year) ?? 0) + 1;
    next.set(year, count);
    const number = `PAY-${year}-${String(count).padStart(4, "0")}`;
    names.set(`cheque ${fact.date} ${fact.reference}`, number);
    return { ...fact, number };
  });
}

export function daysLater(date: string, days: number): string {
  const day = parseIsoDate(date);
  if (day === null) throw new Error(`No such day: ${date}`);
  return formatIsoDate(addDays(day, days));
}

/** What a customer owed at the end of a day, by hand: charges less credits, in cents of the customer's currency. */
export function balanceOn(facts: readonly Fact[], customer: string, day: string): number {
  let balance = 0;
  for (const fact of facts) {
    if (fact.date > day) continue;
    if (fact.kind === "invoice" && fact.customer === customer) balance += fact.total;
    if (fact.kind === "payment" && fact.customer === customer) balance -= credited(fact);
    if (fact.kind === "void") balance -= amountOf(facts, customer, (other) => other.kind === "invoice" && other.number === fact.invoice);
    if (fact.kind === "bounce") balance += amountOf(facts, customer, (other) => other.kind === "payment" && other.number === fact.payment);
  }
  return balance;
}

function amountOf(facts: readonly Fact[], customer: string, matches: (fact: Fact) => boolean): number {
  const found = facts.find(matches);
  if (found === undefined) throw new Error("A correction of something that is not there");
  if (found.kind === "invoice") return found.customer === customer ? found.total : 0;
  return found.kind === "payment" && found.customer === customer ? credited(found) : 0;
}

function credited(payment: PaymentFact): number {
  return payment.amount + payment.applied.reduce((sum, { discount }) => sum + discount, 0);
}

export const AS_OF_BEFORE = "2026-01-31";
export const AS_OF_NOW = SAMPLE_DATE;
