import { judgeDiscount } from "../core/cash/discountOffer";
import { payableItems } from "../core/cash/payable";
import { proposeApplications } from "../core/cash/proposal";
import type { AppliedPart } from "../core/ledger/entries";
import type { ChargeState, CreditState } from "../core/ledger/ledgerState";
import { currencyDecimals } from "../core/values/currency";
import { type Decimal, decimalFromNumber, roundToMinor } from "../core/values/decimal";
import { type Issue, issueWarning } from "../core/values/issue";
import { minorText } from "../core/values/money";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { type Customer, customerFinder } from "../workbook/masterData";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { type Book, type BookCode, bookReads, countingDay, openBook } from "./book";
import { type InputCode, allOk, decodeFields } from "./inputFields";
import { DISCOUNT_CODES, discountRejection, findCharge, findCredit, shareGroup } from "./settlements";
import { entrySummaries } from "./summaries";

export interface CreditLine {
  readonly path: string;
  readonly invoice: string;
  /** Below zero takes an application back. Null: as much as both allow. */
  readonly amount: Decimal | null;
  readonly discount: Decimal | null;
  /** Grant a discount that the terms do not offer. */
  readonly acceptDiscount: boolean;
}

export interface ApplyCreditInput {
  readonly from: string;
  readonly date: PlainDate | null;
  readonly apply: readonly CreditLine[] | "auto";
}

/** In order of precedence, after those of the input and of the book. */
export const APPLY_CREDIT_CODES = [
  "creditUnknown", "documentVoid", "invoiceUnknown", "invoiceTwice", "invoiceOtherCustomer", "currencyMismatch", "amountSubMinor", "amountTooLarge", "amountNegative",
  "notApplied", "invoiceVoid", "invoicePaid", "lineNothing", "applicationAboveOpen", "creditUsed", "creditEarnsNoDiscount", ...DISCOUNT_CODES,
] as const;
type OwnCode = (typeof APPLY_CREDIT_CODES)[number];
export type ApplyCreditCode = InputCode | BookCode | OwnCode;

const WRITES: readonly TableName[] = ["Invoices", "Payments", "Applications"];

/**
 * Applies what is left of a payment or credit memo to invoices, or takes applications back (negative amounts; the cash
 * discount that they took goes back in proportion). A cash discount is earned by the day the money came. The application
 * counts from the latest of the day asked for (else today), both documents' days and the first open day.
 */
export const applyCredit: Action<ApplyCreditInput> = {
  name: "applyCredit",
  decode: decodeApplyCredit,
  reads: (_input, env) => bookReads(["Customers", ...WRITES], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: ["Customers"], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const credit = findCredit(book, input.from);
    if (credit === null) return refuse(rejection<OwnCode>("creditUnknown", { document: input.from }));
    if (credit.status === "Void") return refuse(rejection<OwnCode>("documentVoid", { document: credit.number }));
    const counting = countingDay(book, input.date, env.today, credit.date);
    const { date } = counting;
    const issues: Issue[] = [...counting.issues];
    const source = sourceOf(book, credit);
    const parts = input.apply === "auto" ? proposedParts(book, source, issues) : partsOf(input.apply, book, source);
    if (!parts.ok) return parts;
    for (const { to, amount } of parts.value) {
      const charge = book.ledger.charges.get(to);
      if (amount > 0 && charge !== undefined && charge.date > date) issues.push(issueWarning("countsFromInvoice", null, { invoice: to, date: formatIsoDate(charge.date) }));
    }
    const body = { kind: "application" as const, from: credit.number, date, applications: parts.value };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger), issues }));
  },
};

/** A credit with what its entry tells besides. */
interface Source {
  readonly credit: CreditState;
  /** The day the money came; null for a credit memo, which is no money. */
  readonly paidOn: PlainDate | null;
  readonly reference: string;
}

function sourceOf({ ledger }: Book, credit: CreditState): Source {
  const body = ledger.entries.find(({ head }) => head.id === credit.entry)?.body;
  if (body?.kind === "creditMemo") return { credit, paidOn: null, reference: body.document.reference };
  if (body?.kind === "payment") return { credit, paidOn: body.payment.bankDate ?? body.payment.date, reference: body.payment.reference };
  return { credit, paidOn: credit.date, reference: "" };
}

function proposedParts(book: Book, { credit, paidOn, reference }: Source, issues: Issue[]): Result<readonly AppliedPart[], Rejection<OwnCode>> {
  const { customer, currency, unapplied } = credit;
  const items = payableItems(book.ledger, { customers: new Set([customer]), currency }).map((item) => (paidOn === null ? { ...item, discountLeft: 0, discount: null } : item));
  const { applications, alternatives } = proposeApplications({ amount: unapplied, date: paidOn ?? credit.date, reference }, items);
  if (applications.length === 0) return refuse(rejection("lineNothing", { line: "apply", invoice: credit.number }));
  if (alternatives.length > 0) issues.push(issueWarning("matchAmbiguous", null, { proposed: applications.map(({ to }) => to).join(", "), others: alternatives.join(", ") }));
  return ok(applications.map(({ to, amount, discount }) => ({ to, customer, amount, discount })));
}

function partsOf(lines: readonly CreditLine[], book: Book, source: Source): Result<readonly AppliedPart[], Rejection<OwnCode>> {
  const view = viewTable(book.snapshot, "Customers");
  const find = view === null ? null : customerFinder(view);
  const owner = find === null ? null : find(source.credit.customer).found;
  const mayPay = (customer: string): boolean => customer === source.credit.customer || (find !== null && owner !== null && shareGroup(find(customer), owner));
  const parts: AppliedPart[] = [];
  let left = source.credit.unapplied;
  for (const line of lines) {
    const part = partOf(line, { book, source, left, parts, mayPay });
    if (!part.ok) return part;
    parts.push(part.value);
    left -= part.value.amount;
  }
  return ok(parts);
}

interface PartContext {
  readonly book: Book;
  readonly source: Source;
  readonly left: number;
  readonly parts: readonly AppliedPart[];
  readonly mayPay: (customer: Customer["id"]) => boolean;
}

function partOf(line: CreditLine, { book, source, left, parts, mayPay }: PartContext): Result<AppliedPart, Rejection<OwnCode>> {
  const { credit, paidOn } = source;
  const { currency } = credit;
  const decimals = currencyDecimals(currency);
  const no = (code: OwnCode, params: Readonly<Record<string, string | number>> = {}): Result<AppliedPart, Rejection<OwnCode>> =>
    refuse(rejection(code, { line: line.path, invoice: line.invoice, document: credit.number, currency, ...params }));
  const shown = (minor: number): string => minorText(minor, decimals);
  const charge = findCharge(book, line.invoice);
  if (charge === null) return no("invoiceUnknown");
  if (parts.some(({ to }) => to === charge.number)) return no("invoiceTwice");
  if (!mayPay(charge.customer)) return no("invoiceOtherCustomer", { owner: charge.customer, customer: credit.customer });
  if (charge.currency !== currency) return no("currencyMismatch", { invoiceCurrency: charge.currency });
  const minors = { amount: 0, discount: 0 };
  for (const name of ["amount", "discount"] as const) {
    const value = line[name];
    const read = value === null ? null : minorFromDecimal(value, decimals);
    const params = { field: `${line.path}.${name}`, shown: value?.toFixed() ?? "", decimals };
    if (read !== null && !read.ok) return no(read.problem === "tooLarge" ? "amountTooLarge" : "amountSubMinor", params);
    if (name === "discount" && read !== null && read.minor < 0) return no("amountNegative", params);
    minors[name] = read?.minor ?? 0;
  }
  const { discount } = minors;
  const amount = line.amount === null ? Math.max(0, Math.min(left, charge.open - discount)) : minors.amount;
  if (amount < 0) {
    const back = takenBack(book, credit, charge, 0 - amount);
    return back === null ? no("notApplied", { applied: shown(appliedTo(book, credit, charge).amount) }) : ok(back);
  }
  if (charge.status === "Void") return no("invoiceVoid");
  if (charge.open === 0) return no("invoicePaid", { status: charge.status });
  if (amount + discount === 0) return no("lineNothing");
  if (amount + discount > charge.open) return no("applicationAboveOpen", { asked: shown(amount + discount), open: shown(charge.open), over: shown(amount + discount - charge.open) });
  if (amount > left) return no("creditUsed", { unapplied: shown(left), asked: shown(amount) });
  if (discount > 0 && paidOn === null) return no("creditEarnsNoDiscount");
  if (discount > 0 && paidOn !== null && !line.acceptDiscount) {
    const [item] = payableItems(book.ledger, { customers: new Set([charge.customer]), currency }).filter(({ number }) => number === charge.number);
    const verdict = judgeDiscount(item, { discount, paid: amount, on: paidOn });
    if (verdict.kind !== "earned") return refuse(discountRejection(verdict, { line, charge, amount, discount, paidOn }));
  }
  return ok({ to: charge.number, customer: charge.customer, amount, discount });
}

/** What of this application is taken back, its discount in proportion; null when less than that is applied. */
function takenBack(book: Book, credit: CreditState, charge: ChargeState, amount: number): AppliedPart | null {
  const applied = appliedTo(book, credit, charge);
  if (amount > applied.amount) return null;
  const discount = roundToMinor(decimalFromNumber(applied.discount).mul(amount).div(applied.amount), 0);
  return { to: charge.number, customer: charge.customer, amount: 0 - amount, discount: 0 - discount };
}

function appliedTo({ ledger }: Book, credit: CreditState, charge: ChargeState): { readonly amount: number; readonly discount: number } {
  const own = ledger.applications.filter(({ from, to }) => from === credit.number && to === charge.number);
  return { amount: own.reduce((sum, fact) => sum + fact.amount, 0), discount: own.reduce((sum, fact) => sum + fact.discount, 0) };
}

function decodeApplyCredit(given: unknown): Result<ApplyCreditInput, Rejection> {
  let lines: Result<readonly CreditLine[], Rejection> = ok([]);
  const decoded = decodeFields(given, ["from", "date", "apply"], "", (fields) => {
    const isAuto = fields.raw("apply") === "auto" || fields.raw("apply") === undefined;
    const list = isAuto ? [] : fields.list("apply");
    lines = allOk((list ?? []).map((line, index) => decodeLine(line, `apply[${index + 1}]`)));
    if (!isAuto && list?.length === 0) fields.wrong("apply", 'a list of invoices, or "auto"');
    return { from: fields.requiredText("from"), date: fields.date("date"), isAuto };
  });
  if (!decoded.ok) return decoded;
  if (!lines.ok) return lines;
  const { isAuto, from, date } = decoded.value;
  return ok({ from, date, apply: isAuto ? "auto" : lines.value });
}

function decodeLine(given: unknown, path: string): Result<CreditLine, Rejection<InputCode>> {
  return decodeFields(given, ["invoice", "amount", "discount", "acceptDiscount"], path, (fields) => {
    const amount = fields.decimal("amount");
    const discount = fields.decimal("discount");
    if (amount?.isNegative() === true && discount !== null) fields.wrong("discount", "left out where an application is taken back");
    return { path, invoice: fields.requiredText("invoice"), amount, discount, acceptDiscount: fields.flag("acceptDiscount") };
  });
}
