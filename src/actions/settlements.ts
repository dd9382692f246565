import { discountAvailable, type PayableItem, payableItems } from "../core/cash/payable";
import type { DeductionItem, PaymentDocument, Settlement } from "../core/ledger/entries";
import type { ChargeState, CreditState } from "../core/ledger/ledgerState";
import { currencyDecimals } from "../core/values/currency";
import type { Decimal } from "../core/values/decimal";
import { type Issue, issueWarning } from "../core/values/issue";
import { minorText } from "../core/values/money";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { type Customer, type customerFinder, keyOf } from "../workbook/masterData";
import { type Rejection, rejection } from "../workbook/rejection";
import type { Book } from "./book";

/** One line of a payment's "apply", as given. A blank amount means: as much as the invoice still takes. */
export interface ApplyLine {
  /** Where it stands in the input, for messages: "apply[2]". */
  readonly path: string;
  readonly invoice: string;
  readonly amount: Decimal | null;
  readonly discount: Decimal | null;
  readonly deduction: Decimal | null;
  readonly writeOff: Decimal | null;
  readonly reason: string;
  /** Grant a discount that the terms do not offer (late, or none agreed). */
  readonly acceptDiscount: boolean;
}

/** In order of precedence within a line. */
export type SettlementCode =
  | "invoiceUnknown" | "invoiceTwice" | "invoiceOtherCustomer" | "currencyMismatch" | "invoiceVoid" | "amountSubMinor" | "amountNegative"
  | "invoicePaid" | "lineNothing" | "applicationAboveOpen" | "discountNotOffered" | "discountLate" | "discountAboveOffer" | "writeOffAboveLimit";

export interface SettleContext {
  readonly book: Book;
  readonly payment: PaymentDocument;
  /** The day the money came: what a cash discount is measured by. */
  readonly paidOn: PlainDate;
  readonly customer: Customer;
  readonly find: ReturnType<typeof customerFinder>;
  readonly issues: Issue[];
}

/** Checks the lines against the open items, in order; the first line that is refused refuses the payment. */
export function settleLines(lines: readonly ApplyLine[], context: SettleContext): Result<readonly Settlement[], Rejection<SettlementCode>> {
  const settlements: Settlement[] = [];
  let left = context.payment.amount;
  for (const line of lines) {
    const settled = settleLine(line, context, { left, settlements });
    if (!settled.ok) return settled;
    settlements.push(settled.value);
    left -= settled.value.amount;
  }
  return ok(settlements);
}

interface SoFar {
  readonly left: number;
  readonly settlements: readonly Settlement[];
}

function settleLine(line: ApplyLine, context: SettleContext, { left, settlements }: SoFar): Result<Settlement, Rejection<SettlementCode>> {
  const { book, payment, customer, find, issues } = context;
  const no = (code: SettlementCode, params: Readonly<Record<string, string | number>> = {}): Result<Settlement, Rejection<SettlementCode>> =>
    refuse(rejection(code, { invoice: line.invoice, line: line.path, ...params }));
  const charge = findCharge(book, line.invoice);
  if (charge === null) return no("invoiceUnknown");
  if (settlements.some(({ to }) => to === charge.number)) return no("invoiceTwice");
  if (charge.customer !== customer.id && !shareGroup(find(charge.customer), customer)) return no("invoiceOtherCustomer", { customer: customer.id, owner: charge.customer });
  if (charge.currency !== payment.currency) return no("currencyMismatch", { currency: payment.currency, invoiceCurrency: charge.currency });
  if (charge.status === "Void") return no("invoiceVoid");
  const decimals = currencyDecimals(charge.currency);
  const shown = (minor: number): string => minorText(minor, decimals);
  const minors = { discount: 0, deduction: 0, writeOff: 0, amount: 0 };
  for (const field of ["discount", "deduction", "writeOff", "amount"] as const) {
    const value = line[field];
    if (value === null) continue;
    const read = minorFromDecimal(value, decimals);
    if (!read.ok) return no("amountSubMinor", { field: `${line.path}.${field}`, shown: value.toFixed(), currency: charge.currency, decimals });
    if (read.minor < 0) return no("amountNegative", { field: `${line.path}.${field}`, shown: value.toFixed() });
    minors[field] = read.minor;
  }
  if (charge.open === 0) return no("invoicePaid", { status: charge.status });
  const besides = minors.discount + minors.deduction + minors.writeOff;
  const amount = line.amount === null ? Math.max(0, Math.min(left, charge.open - besides)) : minors.amount;
  if (amount + besides === 0) return no("lineNothing");
  if (amount + besides > charge.open)
    return no("applicationAboveOpen", { asked: shown(amount + besides), open: shown(charge.open), over: shown(amount + besides - charge.open), currency: charge.currency });
  const discount = checkDiscount(line, charge, context, minors.discount);
  if (!discount.ok) return discount;
  const limit = book.settings.writeOffLimit;
  if (limit !== null && line.writeOff !== null && line.writeOff.gt(limit)) return no("writeOffAboveLimit", { writeOff: shown(minors.writeOff), limit: limit.toFixed() });
  if (charge.date > payment.date) issues.push(issueWarning("paymentBeforeInvoice", null, { invoice: charge.number, date: formatIsoDate(charge.date) }));
  const deducted = minors.deduction + discount.value.late;
  return ok({
    to: charge.number, customer: charge.customer, amount, discount: discount.value.taken, writeOff: minors.writeOff,
    deduction: deducted === 0 ? null : deductionOf(book, charge, deducted, line.reason || (discount.value.late > 0 ? "Late discount" : "")),
    reason: line.reason,
  });
}

/** A discount as far as it is earned; a late one is refused or, by Settings, kept as a deduction. */
function checkDiscount(line: ApplyLine, charge: ChargeState, { book, paidOn }: SettleContext, asked: number): Result<{ taken: number; late: number }, Rejection<SettlementCode>> {
  if (asked === 0 || line.acceptDiscount) return ok({ taken: asked, late: 0 });
  const no = (code: SettlementCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<SettlementCode>> =>
    refuse(rejection(code, { invoice: charge.number, line: line.path, discount: minorText(asked, currencyDecimals(charge.currency)), currency: charge.currency, ...params }));
  const item: PayableItem | undefined = payableItems(book.ledger, { customers: new Set([charge.customer]), currency: charge.currency }).find(({ number }) => number === charge.number);
  if (item?.discount === null || item === undefined) return no("discountNotOffered", {});
  const available = discountAvailable(item, paidOn);
  if (available === 0) {
    if (book.settings.lateDiscount === "deduction") return ok({ taken: 0, late: asked });
    return no("discountLate", { lastDay: formatIsoDate(item.discount.until), paidOn: formatIsoDate(paidOn) });
  }
  if (asked > available) return no("discountAboveOffer", { available: minorText(available, currencyDecimals(charge.currency)) });
  return ok({ taken: asked, late: 0 });
}

/** `<invoice>-D1`, -D2 …: its own open item with the invoice's due date. */
function deductionOf(book: Book, charge: ChargeState, amount: number, reason: string): DeductionItem {
  let count = 1;
  while (book.ledger.charges.has(`${charge.number}-D${count}`)) count += 1;
  return { number: `${charge.number}-D${count}`, amount, due: charge.dues.at(-1)?.due ?? charge.date, reason };
}

/** A charge by its number as typed: exact, else without regard to case and outer blanks. */
export function findCharge(book: Book, wanted: string): ChargeState | null {
  const exact = book.ledger.charges.get(wanted);
  if (exact !== undefined) return exact;
  const hits = [...book.ledger.charges.values()].filter(({ number }) => keyOf(number) === keyOf(wanted));
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

function shareGroup(owner: ReturnType<SettleContext["find"]>, customer: Customer): boolean {
  return owner.found !== null && owner.found.group !== "" && keyOf(owner.found.group) === keyOf(customer.group);
}

/** A payment or credit memo by its number as typed: exact, else without regard to case and outer blanks. */
export function findCredit(book: Book, wanted: string): CreditState | null {
  const exact = book.ledger.credits.get(wanted);
  if (exact !== undefined) return exact;
  const hits = [...book.ledger.credits.values()].filter(({ number }) => keyOf(number) === keyOf(wanted));
  return hits.length === 1 ? (hits[0] ?? null) : null;
}
