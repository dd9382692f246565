import { type DiscountVerdict, judgeDiscount } from "../core/cash/discountOffer";
import { type PayableItem, payableItems } from "../core/cash/payable";
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
import { viewTable } from "../workbook/tables";
import { type Book, handTypedNumbers } from "./book";

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
  /** Who looks after the deduction. */
  readonly owner: string;
  /** Who else agreed to a write-off above the limit. */
  readonly approvedBy: string;
  /** Grant a discount that the terms do not offer (late, more, or none agreed). */
  readonly acceptDiscount: boolean;
}

/** Of a cash discount that is not earned. */
export const DISCOUNT_CODES = ["discountNotOffered", "discountLate", "discountAboveOffer"] as const;

/** In order of precedence within a line; of several lines the first that is refused refuses the payment. */
export const SETTLEMENT_CODES = [
  "invoiceUnknown", "invoiceTwice", "invoiceOtherCustomer", "currencyMismatch", "invoiceVoid", "amountSubMinor", "amountTooLarge", "amountNegative",
  "invoicePaid", "lineNothing", "applicationAboveOpen", ...DISCOUNT_CODES, "writeOffAboveLimit", "approverIsPoster",
] as const;
export type SettlementCode = (typeof SETTLEMENT_CODES)[number];

export interface SettleContext {
  readonly book: Book;
  readonly payment: PaymentDocument;
  /** The day the money came: what a cash discount is measured by. */
  readonly paidOn: PlainDate;
  readonly customer: Customer;
  readonly find: ReturnType<typeof customerFinder>;
  readonly issues: Issue[];
  /** Who posts: nobody approves an own write-off. */
  readonly by: string;
}

interface Settling extends SettleContext {
  readonly items: ReadonlyMap<string, PayableItem>;
}

/** Checks the lines against the open items, in order. */
export function settleLines(lines: readonly ApplyLine[], context: SettleContext): Result<readonly Settlement[], Rejection<SettlementCode>> {
  const { book, payment } = context;
  const customers = new Set(lines.flatMap(({ invoice }) => findCharge(book, invoice)?.customer ?? []));
  const items = new Map(payableItems(book.ledger, { customers, currency: payment.currency }).map((item) => [item.number, item]));
  const settlements: Settlement[] = [];
  let left = payment.amount;
  for (const line of lines) {
    const settled = settleLine(line, { ...context, items }, { left, settlements });
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

function settleLine(line: ApplyLine, context: Settling, { left, settlements }: SoFar): Result<Settlement, Rejection<SettlementCode>> {
  const { book, payment, customer, find, issues } = context;
  const no = refuser(line);
  const charge = findCharge(book, line.invoice);
  if (charge === null) return no("invoiceUnknown");
  if (settlements.some(({ to }) => to === charge.number)) return no("invoiceTwice");
  if (charge.customer !== customer.id && !shareGroup(find(charge.customer), customer)) return no("invoiceOtherCustomer", { customer: customer.id, owner: charge.customer });
  if (charge.currency !== payment.currency) return no("currencyMismatch", { currency: payment.currency, invoiceCurrency: charge.currency });
  if (charge.status === "Void") return no("invoiceVoid");
  const read = readMinors(line, charge);
  if (!read.ok) return read;
  const { discount, deduction, writeOff } = read.value;
  if (charge.open === 0) return no("invoicePaid", { status: charge.status });
  const shown = (minor: number): string => minorText(minor, currencyDecimals(charge.currency));
  const besides = discount + deduction + writeOff;
  const amount = line.amount === null ? Math.max(0, Math.min(left, charge.open - besides)) : read.value.amount;
  if (amount + besides === 0) return no("lineNothing");
  if (amount + besides > charge.open)
    return no("applicationAboveOpen", { asked: shown(amount + besides), open: shown(charge.open), over: shown(amount + besides - charge.open), currency: charge.currency });
  const granted = checkDiscount(line, charge, context, { amount, discount });
  if (!granted.ok) return granted;
  if (isAboveLimit(writeOff, { charge, book, settlements })) {
    if (line.approvedBy === "") return no("writeOffAboveLimit", { writeOff: shown(writeOff), limit: book.settings.writeOffLimit?.toFixed() ?? "", currency: charge.currency });
    if (keyOf(line.approvedBy) === keyOf(context.by)) return no("approverIsPoster", { approvedBy: line.approvedBy });
  }
  if (charge.date > payment.date) issues.push(issueWarning("paymentBeforeInvoice", null, { invoice: charge.number, date: formatIsoDate(charge.date) }));
  const deducted = deduction + granted.value.late;
  return ok({
    to: charge.number, customer: charge.customer, amount, discount: granted.value.taken, writeOff,
    deduction: deducted === 0 ? null : deductionOf(book, charge, { amount: deducted, reason: line.reason || (granted.value.late > 0 ? "Late discount" : ""), owner: line.owner }),
    reason: line.reason || (granted.value.isGrace ? "Discount accepted" : ""),
    ...(line.approvedBy === "" || writeOff === 0 ? {} : { approvedBy: line.approvedBy }),
  });
}

/** The limit is the payment's and the document's: many small write-offs are one large one. */
function isAboveLimit(writeOff: number, of: { readonly charge: ChargeState; readonly book: Book; readonly settlements: readonly Settlement[] }): boolean {
  const { charge, book, settlements } = of;
  const limit = book.settings.writeOffLimit;
  if (limit === null || writeOff === 0) return false;
  const ofPayment = settlements.reduce((sum, settlement) => sum + settlement.writeOff, 0);
  const ofDocument = book.ledger.applications.filter(({ to, kind }) => to === charge.number && kind === "writeOff").reduce((sum, fact) => sum + fact.amount, 0);
  return limit.lt(minorText(writeOff + Math.max(ofPayment, ofDocument), currencyDecimals(charge.currency)));
}

type Refuser = (code: SettlementCode, params?: Readonly<Record<string, string | number>>) => Result<never, Rejection<SettlementCode>>;

function refuser({ invoice, path }: ApplyLine): Refuser {
  return (code, params = {}) => refuse(rejection(code, { invoice, line: path, ...params }));
}

type LineMinors = Readonly<Record<"amount" | "discount" | "deduction" | "writeOff", number>>;

function readMinors(line: ApplyLine, { currency }: ChargeState): Result<LineMinors, Rejection<SettlementCode>> {
  const decimals = currencyDecimals(currency);
  const minors = { discount: 0, deduction: 0, writeOff: 0, amount: 0 };
  for (const name of ["amount", "discount", "deduction", "writeOff"] as const) {
    const value = line[name];
    if (value === null) continue;
    const read = minorFromDecimal(value, decimals);
    const params = { field: `${line.path}.${name}`, shown: value.toFixed(), currency, decimals };
    if (!read.ok) return refuser(line)(read.problem === "tooLarge" ? "amountTooLarge" : "amountSubMinor", params);
    if (read.minor < 0) return refuser(line)("amountNegative", params);
    minors[name] = read.minor;
  }
  return ok(minors);
}

/** What of a line's discount is taken, and what stays owed as a deduction; `isGrace`: taken although it was not earned. */
interface GrantedDiscount {
  readonly taken: number;
  readonly late: number;
  readonly isGrace: boolean;
}

/** A discount as far as it is earned; a late one is refused, or by Settings stays open or is kept as a deduction. */
function checkDiscount(line: ApplyLine, charge: ChargeState, context: Settling, asked: { readonly amount: number; readonly discount: number }): Result<GrantedDiscount, Rejection<SettlementCode>> {
  const { book, paidOn, items, issues } = context;
  const { amount, discount } = asked;
  if (discount === 0) return ok({ taken: 0, late: 0, isGrace: false });
  const verdict = judgeDiscount(items.get(charge.number), { discount, paid: amount, on: paidOn });
  const isEarned = verdict.kind === "earned";
  if (isEarned || line.acceptDiscount) return ok({ taken: discount, late: 0, isGrace: !isEarned });
  const mode = book.settings.lateDiscount;
  if (verdict.kind !== "late" || mode === "refuse") return refuse(discountRejection(verdict, { line, charge, amount, discount, paidOn }));
  if (mode === "deduction") return ok({ taken: 0, late: discount, isGrace: false });
  const { currency, number } = charge;
  issues.push(issueWarning("lateDiscountOpen", null, {
    invoice: number, discount: minorText(discount, currencyDecimals(currency)), currency, lastDay: formatIsoDate(verdict.lastDay), paidOn: formatIsoDate(paidOn),
  }));
  return ok({ taken: 0, late: 0, isGrace: false });
}

/** Why a discount is refused, with what would be accepted. */
export function discountRejection(verdict: Exclude<DiscountVerdict, { kind: "earned" }>, of: {
  readonly line: { readonly path: string; readonly invoice: string };
  readonly charge: ChargeState;
  readonly amount: number;
  readonly discount: number;
  readonly paidOn: PlainDate;
}): Rejection<(typeof DISCOUNT_CODES)[number]> {
  const { currency } = of.charge;
  const shown = (minor: number): string => minorText(minor, currencyDecimals(currency));
  const params = { invoice: of.line.invoice, line: of.line.path, discount: shown(of.discount), currency };
  switch (verdict.kind) {
    case "notOffered":
      return rejection("discountNotOffered", params);
    case "late":
      return rejection("discountLate", { ...params, lastDay: formatIsoDate(verdict.lastDay), paidOn: formatIsoDate(of.paidOn) });
    case "aboveOffer":
      return rejection("discountAboveOffer", { ...params, offered: shown(verdict.offered), available: shown(verdict.available), paid: shown(of.amount) });
  }
}

/** `<invoice>-D1`, -D2 …: its own open item with the invoice's due date. A number that somebody typed by hand is left alone. */
function deductionOf(book: Book, charge: ChargeState, of: { readonly amount: number; readonly reason: string; readonly owner: string }): DeductionItem {
  const { charges, credits } = book.ledger;
  const invoices = viewTable(book.snapshot, "Invoices");
  const handTyped = invoices === null ? new Map<string, unknown>() : handTypedNumbers(invoices);
  const isTaken = (number: string): boolean => [charges, credits, handTyped].some((numbers) => numbers.has(number));
  let count = 1;
  while (isTaken(`${charge.number}-D${count}`)) count += 1;
  const { amount, reason, owner } = of;
  return { number: `${charge.number}-D${count}`, amount, due: charge.dues.at(-1)?.due ?? charge.date, reason, ...(owner === "" ? {} : { owner }) };
}

/** A charge by its number as typed: exact, else without regard to case and outer blanks. */
export function findCharge(book: Book, wanted: string): ChargeState | null {
  return findDocument(book.ledger.charges, wanted);
}

/** A payment or credit memo by its number as typed: exact, else without regard to case and outer blanks. */
export function findCredit(book: Book, wanted: string): CreditState | null {
  return findDocument(book.ledger.credits, wanted);
}

/** By number as typed: exact, else the only one without regard to case and outer blanks. */
export function findDocument<T extends { readonly number: string }>(documents: ReadonlyMap<string, T>, wanted: string): T | null {
  const exact = documents.get(wanted);
  if (exact !== undefined) return exact;
  const [hit, second] = [...documents.values()].filter(({ number }) => keyOf(number) === keyOf(wanted));
  return hit === undefined || second !== undefined ? null : hit;
}

/** Whether another customer's documents may be settled with this one's money: both bear the same Group. */
export function shareGroup(owner: ReturnType<SettleContext["find"]>, customer: Customer): boolean {
  return owner.found !== null && owner.found.group !== "" && keyOf(owner.found.group) === keyOf(customer.group);
}
