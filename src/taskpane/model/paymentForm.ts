import { discountAvailable } from "../../core/cash/discountOffer";
import { type PayableItem, payableItems } from "../../core/cash/payable";
import { type PaymentProposal, type ProposalReason, proposeApplications } from "../../core/cash/proposal";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { type CurrencyCode, currencyDecimals } from "../../core/values/currency";
import { minorText } from "../../core/values/money";
import { type PlainDate, formatIsoDate } from "../../core/values/plainDate";
import type { TextAmountProblem } from "../../core/values/textAmount";
import { type Regional, editableMinor, parseAmount, parseDateText } from "./regional";

/** What is typed for one open item, as typed. */
export interface LineForm {
  readonly amount: string;
  readonly discount: string;
  readonly deduction: string;
  readonly writeOff: string;
  readonly reason: string;
  /** Grant a discount that the terms do not offer. */
  readonly acceptDiscount: boolean;
  /** Why it was proposed; null when typed by the person. */
  readonly because: ProposalReason | null;
}

export const EMPTY_LINE: LineForm = { amount: "", discount: "", deduction: "", writeOff: "", reason: "", acceptDiscount: false, because: null };
export const LINE_AMOUNTS = ["amount", "discount", "deduction", "writeOff"] as const;
export type LineAmount = (typeof LINE_AMOUNTS)[number];

export interface PaymentForm {
  /** Id; "" until chosen. */
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly date: string;
  readonly method: string;
  readonly reference: string;
  readonly bankDate: string;
  readonly fee: string;
  readonly lines: ReadonlyMap<string, LineForm>;
}

export type FieldProblem = TextAmountProblem | { readonly code: "required" } | { readonly code: "dateNotUnderstood" } | { readonly code: "negative" } | { readonly code: "zero" };

/** The form as read: amounts in minor units, everything that cannot be read by field ("amount", "line INV-1 discount"). */
export interface PaymentReading {
  readonly items: readonly PayableItem[];
  readonly problems: ReadonlyMap<string, FieldProblem>;
  readonly amount: number | null;
  readonly date: PlainDate | null;
  readonly applied: number;
  /** Stays on account; below zero when more is applied than was received. */
  readonly unapplied: number;
  /** Still open on the items that something is applied to: zero when every one of them is settled. */
  readonly difference: number;
  readonly touched: number;
  /** The input of postPayment; null while something cannot be read. */
  readonly given: Readonly<Record<string, unknown>> | null;
}

export interface PaymentContext {
  readonly ledger: FoldedLedger;
  /** Ids that share the customer's group, the customer included. */
  readonly group: ReadonlySet<string>;
  readonly regional: Regional;
}

/** Reads the form against the ledger. Nothing is guessed: a field that cannot be read is named, and no input comes out. */
export function readPayment(form: PaymentForm, { ledger, group, regional }: PaymentContext): PaymentReading {
  const items = payableItems(ledger, { customers: group, currency: form.currency });
  const problems = new Map<string, FieldProblem>();
  const read = (field: string, text: string): number | null => {
    if (text.trim() === "") return null;
    const amount = parseAmount(text, form.currency, regional);
    if (amount.ok && amount.value >= 0) return amount.value;
    const [problem] = amount.ok ? [{ code: "negative" } as const] : amount.rejections;
    if (problem !== undefined) problems.set(field, problem);
    return null;
  };
  const amount = read("amount", form.amount);
  if (form.amount.trim() === "") problems.set("amount", { code: "required" });
  else if (amount === 0) problems.set("amount", { code: "zero" });
  if (form.customer === "") problems.set("customer", { code: "required" });
  const date = readDate("date", form.date, regional, problems);
  if (form.date.trim() === "") problems.set("date", { code: "required" });
  const bankDate = readDate("bankDate", form.bankDate, regional, problems);
  const fee = read("fee", form.fee);
  let applied = 0;
  let difference = 0;
  const apply: Record<string, unknown>[] = [];
  for (const item of items) {
    const line = form.lines.get(item.number);
    if (line === undefined) continue;
    const [paid, discount, deduction, writeOff] = LINE_AMOUNTS.map((name) => read(lineField(item.number, name), line[name]) ?? 0);
    const settled = (paid ?? 0) + (discount ?? 0) + (deduction ?? 0) + (writeOff ?? 0);
    if (settled === 0) continue;
    applied += paid ?? 0;
    difference += item.open - settled;
    const text = (minor: number | undefined): string => minorText(minor ?? 0, currencyDecimals(form.currency));
    apply.push({ invoice: item.number, amount: text(paid), discount: text(discount), deduction: text(deduction), writeOff: text(writeOff), reason: line.reason.trim(), ...(line.acceptDiscount && discount !== 0 ? { acceptDiscount: true } : {}) });
  }
  const given = problems.size > 0 || amount === null || date === null ? null : {
    customer: form.customer, date: formatIsoDate(date), amount: minorText(amount, currencyDecimals(form.currency)), currency: form.currency,
    method: form.method.trim(), reference: form.reference.trim(),
    ...(fee === null || fee === 0 ? {} : { fee: minorText(fee, currencyDecimals(form.currency)) }),
    ...(bankDate === null ? {} : { bankDate: formatIsoDate(bankDate) }),
    ...(apply.length === 0 ? {} : { apply }),
  };
  return { items, problems, amount, date, applied, unapplied: (amount ?? 0) - applied, difference, touched: apply.length, given };
}

export function lineField(invoice: string, name: LineAmount): string {
  return `${invoice} ${name}`;
}

function readDate(field: string, text: string, regional: Regional, problems: Map<string, FieldProblem>): PlainDate | null {
  if (text.trim() === "") return null;
  const date = parseDateText(text, regional);
  if (date === null) problems.set(field, { code: "dateNotUnderstood" });
  return date;
}

/** The lines that the proposal fills, each with its reason; what was typed before is replaced. */
export function proposedLines(form: PaymentForm, reading: PaymentReading, regional: Regional): { readonly lines: ReadonlyMap<string, LineForm>; readonly proposal: PaymentProposal } | null {
  if (reading.amount === null || reading.date === null) return null;
  const paidOn = parseDateText(form.bankDate, regional) ?? reading.date;
  const own = reading.items.filter(({ customer }) => customer === form.customer);
  const proposal = proposeApplications({ amount: reading.amount, date: paidOn, reference: form.reference }, own);
  const lines = new Map(proposal.applications.map(({ to, amount, discount, reason }) => [to, {
    ...EMPTY_LINE, amount: editableMinor(amount, form.currency, regional), discount: discount === 0 ? "" : editableMinor(discount, form.currency, regional), because: reason,
  }]));
  return { lines, proposal };
}

/** The line when everything still open on the item is to be paid, an earned discount taken; limited to what is left of the payment. */
export function fullLine(item: PayableItem, of: { readonly form: PaymentForm; readonly reading: PaymentReading; readonly regional: Regional }): LineForm {
  const { form, reading, regional } = of;
  const line = form.lines.get(item.number) ?? EMPTY_LINE;
  const minor = (text: string): number => {
    const amount = parseAmount(text, form.currency, regional);
    return amount.ok ? amount.value : 0;
  };
  const paidOn = parseDateText(form.bankDate, regional) ?? reading.date;
  const wanted = item.open - minor(line.deduction) - minor(line.writeOff);
  const left = reading.amount === null ? null : reading.unapplied + minor(line.amount);
  const offered = paidOn === null ? 0 : discountAvailable(item, paidOn);
  // A discount is worth taking only where the payment then settles the item.
  const discount = line.discount.trim() !== "" ? minor(line.discount) : left !== null && left < wanted && left >= wanted - offered ? offered : 0;
  const amount = Math.max(0, Math.min(wanted - discount, left ?? wanted));
  return { ...line, amount: amount === 0 ? "" : editableMinor(amount, form.currency, regional), discount: discount === 0 ? line.discount : editableMinor(discount, form.currency, regional), because: null };
}
