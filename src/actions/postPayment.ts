import { rateOfReceived } from "../core/cash/exchange";
import { payableItems } from "../core/cash/payable";
import { proposeApplications } from "../core/cash/proposal";
import { namedDocuments } from "../core/cash/remittance";
import { customerNow } from "../core/ledger/customers";
import type { PaymentDocument, Settlement } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import type { Decimal } from "../core/values/decimal";
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
import { type Book, type BookCode, bookReads, firstOpenDay, handTypedNumbers, numberTaker, openBook, todayOf } from "./book";
import { readRate } from "./exchangeRate";
import { type InputCode, allOk, decodeFields } from "./inputFields";
import { SETTLEMENT_CODES, type ApplyLine, type SettleContext, settleLines, shareGroup } from "./settlements";
import { entrySummaries } from "./summaries";

export interface PostPaymentInput {
  readonly customer: string;
  readonly date: PlainDate | null;
  readonly amount: Decimal;
  readonly currency: CurrencyCode | null;
  /** Units of the book's currency for one of the payment's. */
  readonly exchangeRate: Decimal | null;
  /** What the bank booked in the book's currency, fee included: the rate follows from it. */
  readonly received: Decimal | null;
  readonly method: string;
  readonly reference: string;
  readonly fee: Decimal | null;
  readonly bankDate: PlainDate | null;
  readonly deposit: string;
  readonly kind: "payment" | "deposit";
  /** Lines as given, "auto" for the proposal, null for on account. */
  readonly apply: readonly ApplyLine[] | "auto" | null;
}

/** In order of precedence, after those of the input and of the book. */
export const POST_PAYMENT_CODES = [
  "customerUnknown", "customerAmbiguous", "amountNotPositive", "amountSubMinor", "amountTooLarge", "feeWrong", "receivedWrong", "exchangeRateWrong", "seriesWrong", "duplicateNumber",
  ...SETTLEMENT_CODES, "applicationsAbovePayment",
] as const;
export type PaymentCode = InputCode | BookCode | (typeof POST_PAYMENT_CODES)[number];

const READS: readonly TableName[] = ["Customers", "DueDates"];
const WRITES: readonly TableName[] = ["Invoices", "DueDates", "Payments", "Applications"];

const FIELDS = ["customer", "date", "amount", "currency", "exchangeRate", "received", "method", "reference", "fee", "bankDate", "deposit", "kind", "apply"];
const LINE_FIELDS = ["invoice", "amount", "discount", "deduction", "writeOff", "reason", "owner", "approvedBy", "acceptDiscount"];

/**
 * Posts money received: applied to invoices as given, as proposed ("auto") or not at all (on account). What is not applied
 * stays unapplied. One payment may settle several customers of its payer's Group. A payment dated in a locked month posts on
 * the first open day and keeps its bank date.
 */
export const postPayment: Action<PostPaymentInput> = {
  name: "postPayment",
  decode: decodePayment,
  reads: (_input, env) => bookReads([...READS, ...WRITES], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: READS, writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const customers = viewTable(snapshot, "Customers");
    const payments = viewTable(snapshot, "Payments");
    if (customers === null || payments === null) return refuse(rejection("notSetUp"));
    const find = customerFinder(customers);
    const payer = findPayer(input.customer, book, find);
    if (!payer.ok) return payer;
    const customer = payer.value;
    const currency = input.currency ?? currencyOf(input, book, customer);
    const amounts = readAmounts(input, currency);
    if (!amounts.ok) return amounts;
    const given = rateGiven(input, amounts.value.amount, { currency, book: book.settings.currency });
    if (!given.ok) return given;
    const rate = readRate(given.value, currency, book.settings.currency);
    if (!rate.ok) return rate;
    const taker = numberTaker(book, "Payment", env.seat);
    if ("problem" in taker) return refuse(rejection<PaymentCode>("seriesWrong", { series: "Payment", problem: taker.problem }));

    const asked = input.date ?? todayOf(snapshot, env.today);
    const open = firstOpenDay(book.settings);
    const isLocked = open !== null && asked < open;
    const date = isLocked ? open : asked;
    const issues: Issue[] = [];
    if (isLocked) issues.push(issueWarning("postedOnFirstOpenDay", null, { date: formatIsoDate(asked), open: formatIsoDate(open) }));
    const payment: PaymentDocument = {
      number: taker.take(date), kind: input.kind, customer: customer.id, date, bankDate: input.bankDate ?? (isLocked ? asked : null), deposit: input.deposit,
      method: input.method, reference: input.reference, currency, ...rate.value, ...amounts.value,
    };
    const clash = handTypedNumbers(payments).get(payment.number);
    if (clash !== undefined) return refuse(rejection<PaymentCode>("duplicateNumber", { number: payment.number }, clash));
    if (book.ledger.credits.has(payment.number) || book.ledger.refunds.has(payment.number)) return refuse(rejection<PaymentCode>("duplicateNumber", { number: payment.number }));

    // A cash discount is earned by the day the money came, not by the day that the lock lets it be posted.
    const paidOn = input.bankDate ?? asked;
    const settled = settle(input, { book, payment, paidOn, customer, find, issues, by: env.by });
    if (!settled.ok) return settled;
    const settlements = settled.value;
    const applied = settlements.reduce((sum, line) => sum + line.amount, 0);
    if (applied > payment.amount) {
      const shown = (minor: number): string => minorText(minor, currencyDecimals(currency));
      return refuse(rejection<PaymentCode>("applicationsAbovePayment", { applied: shown(applied), amount: shown(payment.amount), over: shown(applied - payment.amount), currency }));
    }
    const body = { kind: "payment" as const, payment, settlements };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger), issues }));
  },
};

type Finder = ReturnType<typeof customerFinder>;

/** The customer by id or name; one that was merged is the customer it was merged into. */
function findPayer(wanted: string, { ledger }: Book, find: Finder): Result<Customer, Rejection<PaymentCode>> {
  const lookup = find(customerNow(ledger.aliases, wanted));
  const now = lookup.found === null ? lookup : find(customerNow(ledger.aliases, lookup.found.id));
  if (now.found !== null) return ok(now.found);
  return refuse(rejection(now.reason === "unknown" ? "customerUnknown" : "customerAmbiguous", { customer: wanted, near: now.near }));
}

function settle(input: PostPaymentInput, context: SettleContext): Result<readonly Settlement[], Rejection<PaymentCode>> {
  const { book, payment, paidOn, customer, find, issues } = context;
  if (input.apply === null) return ok([]);
  if (input.apply !== "auto") return settleLines(input.apply, context);
  const { currency, amount, reference } = payment;
  const owners = new Set([...book.ledger.charges.values()].map((charge) => charge.customer));
  const group = new Set([...owners].filter((owner) => owner !== customer.id && shareGroup(find(owner), customer)));
  const items = payableItems(book.ledger, { customers: new Set([customer.id, ...group]), currency });
  const own = items.filter((item) => item.customer === customer.id);
  const strangers = [...book.ledger.charges.values()].filter((charge) => charge.open > 0 && charge.customer !== customer.id && !group.has(charge.customer));
  for (const charge of reference === "" ? [] : namedDocuments(reference, strangers.map((each) => ({ ...each, reference: "" }))))
    issues.push(issueWarning("referenceOfStranger", null, { invoice: charge.number, owner: charge.customer, customer: customer.id }));
  const proposal = proposeApplications({ amount, date: paidOn, reference }, own, items.filter((item) => item.customer !== customer.id));
  if (proposal.alternatives.length > 0)
    issues.push(issueWarning("matchAmbiguous", null, { proposed: proposal.applications.map(({ to }) => to).join(", "), others: proposal.alternatives.join(", ") }));
  return ok(proposal.applications.map((line) => ({
    to: line.to, customer: book.ledger.charges.get(line.to)?.customer ?? customer.id, amount: line.amount, discount: line.discount, writeOff: 0, deduction: null, reason: "",
  })));
}

/** The invoices' currency where they are named and known, else the customer's, else the book's. */
function currencyOf(input: PostPaymentInput, book: Book, customer: Customer): CurrencyCode {
  const named = Array.isArray(input.apply) ? input.apply.flatMap((line: ApplyLine) => book.ledger.charges.get(line.invoice)?.currency ?? []) : [];
  return named[0] ?? customer.currency ?? book.settings.currency;
}

function readAmounts(input: PostPaymentInput, currency: CurrencyCode): Result<{ amount: number; fee: number }, Rejection<PaymentCode>> {
  const decimals = currencyDecimals(currency);
  const amount = minorFromDecimal(input.amount, decimals);
  const shown = input.amount.toFixed();
  if (!input.amount.gt(0)) return refuse(rejection("amountNotPositive", { field: "amount", shown }));
  if (!amount.ok) return refuse(rejection(amount.problem === "subMinor" ? "amountSubMinor" : "amountTooLarge", { field: "amount", shown, currency, decimals }));
  if (input.fee === null) return ok({ amount: amount.minor, fee: 0 });
  const fee = minorFromDecimal(input.fee, decimals);
  if (!fee.ok || fee.minor < 0 || fee.minor > amount.minor) return refuse(rejection("feeWrong", { shown: input.fee.toFixed(), currency, decimals }));
  return ok({ amount: amount.minor, fee: fee.minor });
}

/** Digits of a rate that follows from amounts: those that a cell keeps. The amount received comes out of it to the cent. */
const RATE_DIGITS = 15;

/** The rate as given, or as it follows from what was received; null for none. */
function rateGiven(input: PostPaymentInput, amount: number, of: { readonly currency: CurrencyCode; readonly book: CurrencyCode }): Result<Decimal | null, Rejection<PaymentCode>> {
  if (input.received === null) return ok(input.exchangeRate);
  const bookDecimals = currencyDecimals(of.book);
  const received = minorFromDecimal(input.received, bookDecimals);
  const params = { shown: input.received.toFixed(), book: of.book, decimals: bookDecimals };
  if (!received.ok || received.minor <= 0) return refuse(rejection("receivedWrong", { ...params, problem: "amount" }));
  if (of.currency === of.book && received.minor !== amount) return refuse(rejection("receivedWrong", { ...params, problem: "currency" }));
  return ok(rateOfReceived({ receivedMinor: received.minor, paidMinor: amount, documentDecimals: currencyDecimals(of.currency), bookDecimals }).toSignificantDigits(RATE_DIGITS));
}

function decodePayment(given: unknown): Result<PostPaymentInput, Rejection> {
  let lines: Result<readonly ApplyLine[], Rejection> = ok([]);
  const decoded = decodeFields(given, FIELDS, "", (fields) => {
    const raw = fields.raw("apply");
    const kind = fields.text("kind") || "payment";
    if (kind !== "payment" && kind !== "deposit") fields.wrong("kind", "payment or deposit");
    const isAuto = raw === "auto";
    const list = isAuto || raw === "none" ? null : fields.list("apply");
    if (list !== null) lines = allOk(list.map((line, index) => decodeLine(line, `apply[${index + 1}]`)));
    fields.requiredText("amount");
    const received = fields.decimal("received");
    const exchangeRate = fields.decimal("exchangeRate");
    if (received !== null && exchangeRate !== null) fields.wrong("received", "left out where exchangeRate is given");
    return {
      customer: fields.requiredText("customer"), date: fields.date("date"), amount: fields.decimal("amount"), currency: fields.currency("currency"),
      exchangeRate, received, method: fields.text("method"), reference: fields.text("reference"), fee: fields.decimal("fee"),
      bankDate: fields.date("bankDate"), deposit: fields.text("deposit"), kind: kind === "deposit" ? ("deposit" as const) : ("payment" as const), isAuto,
      hasLines: list !== null,
    };
  });
  if (!decoded.ok) return decoded;
  if (!lines.ok) return lines;
  const { isAuto, hasLines, amount, ...rest } = decoded.value;
  if (amount === null) return refuse(rejection("inputFieldMissing", { field: "amount" }));
  return ok({ ...rest, amount, apply: isAuto ? "auto" : hasLines && lines.value.length > 0 ? lines.value : null });
}

function decodeLine(given: unknown, path: string): Result<ApplyLine, Rejection> {
  return decodeFields(given, LINE_FIELDS, path, (fields) => ({
    path,
    invoice: fields.requiredText("invoice"), amount: fields.decimal("amount"), discount: fields.decimal("discount"), deduction: fields.decimal("deduction"),
    writeOff: fields.decimal("writeOff"), reason: fields.text("reason"), owner: fields.text("owner"), approvedBy: fields.text("approvedBy"),
    acceptDiscount: fields.flag("acceptDiscount"),
  }));
}
