import { proposeApplications } from "../core/cash/proposal";
import { type PayableItem, payableItems } from "../core/cash/payable";
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
import { type InputCode, allOk, decodeFields } from "./inputFields";
import { type ApplyLine, type SettlementCode, settleLines } from "./settlements";
import { deductionSummaries, paymentSummary } from "./summaries";

export interface PostPaymentInput {
  readonly customer: string;
  readonly date: PlainDate | null;
  readonly amount: Decimal;
  readonly currency: CurrencyCode | null;
  readonly method: string;
  readonly reference: string;
  readonly fee: Decimal | null;
  readonly bankDate: PlainDate | null;
  readonly deposit: string;
  readonly kind: "payment" | "deposit";
  /** Lines as given, "auto" for the proposal, null for on account. */
  readonly apply: readonly ApplyLine[] | "auto" | null;
}

/** In order of precedence. */
export type PaymentCode =
  | InputCode | BookCode | "seriesWrong" | "customerUnknown" | "customerAmbiguous" | "amountNotPositive" | "amountSubMinor" | "amountTooLarge"
  | "feeWrong" | SettlementCode | "applicationsAbovePayment" | "duplicateNumber";

const READS: readonly TableName[] = ["Customers", "DueDates"];
const WRITES: readonly TableName[] = ["Invoices", "DueDates", "Payments", "Applications"];

const FIELDS = ["customer", "date", "amount", "currency", "method", "reference", "fee", "bankDate", "deposit", "kind", "apply"];
const LINE_FIELDS = ["invoice", "amount", "discount", "deduction", "writeOff", "reason", "acceptDiscount"];

/**
 * Posts money received: applied to invoices as given, as proposed ("auto") or not at all (on account). What is not applied
 * stays unapplied. A payment dated in a locked month posts on the first open day and keeps its bank date.
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
    const lookup = find(input.customer);
    if (lookup.found === null) return refuse(rejection<PaymentCode>(lookup.reason === "unknown" ? "customerUnknown" : "customerAmbiguous", { customer: input.customer, near: lookup.near }));
    const customer = lookup.found;
    const currency = input.currency ?? currencyOf(input, book, customer);
    const amounts = readAmounts(input, currency);
    if (!amounts.ok) return amounts;
    const taker = numberTaker(book, "Payment", env.seat);
    if ("problem" in taker) return refuse(rejection("seriesWrong", { series: "Payment", problem: taker.problem }));

    const asked = input.date ?? todayOf(snapshot, env.today);
    const open = firstOpenDay(book.settings);
    const isLocked = open !== null && asked < open;
    const date = isLocked ? open : asked;
    const issues: Issue[] = [];
    if (isLocked) issues.push(issueWarning("postedOnFirstOpenDay", null, { date: formatIsoDate(asked), open: formatIsoDate(open) }));
    const payment: PaymentDocument = {
      number: taker.take(date), kind: input.kind, customer: customer.id, date, bankDate: input.bankDate ?? (isLocked ? asked : null), deposit: input.deposit,
      method: input.method, reference: input.reference, currency, exchangeRate: "", ...amounts.value,
    };
    const clash = handTypedNumbers(payments).get(payment.number);
    if (clash !== undefined) return refuse(rejection<PaymentCode>("duplicateNumber", { number: payment.number }, clash));
    if (book.ledger.credits.has(payment.number)) return refuse(rejection<PaymentCode>("duplicateNumber", { number: payment.number }));

    // A cash discount is earned by the day the money came, not by the day that the lock lets it be posted.
    const paidOn = input.bankDate ?? asked;
    const settled = settle(input, { book, payment, paidOn, customer, find, issues });
    if (!settled.ok) return settled;
    const settlements = settled.value;
    const applied = settlements.reduce((sum, line) => sum + line.amount, 0);
    if (applied > payment.amount) {
      const shown = (minor: number): string => minorText(minor, currencyDecimals(currency));
      return refuse(rejection<PaymentCode>("applicationsAbovePayment", { applied: shown(applied), amount: shown(payment.amount), over: shown(applied - payment.amount), currency }));
    }
    return ok(changeSet({
      entries: [{ id: env.entryId, body: { kind: "payment", payment, settlements } }],
      documents: [paymentSummary(payment), ...deductionSummaries(payment, settlements, book.ledger)],
      issues,
    }));
  },
};

function settle(
  input: PostPaymentInput,
  of: { book: Book; payment: PaymentDocument; paidOn: PlainDate; customer: Customer; find: ReturnType<typeof customerFinder>; issues: Issue[] },
): Result<readonly Settlement[], Rejection> {
  const { book, payment, paidOn, customer, find, issues } = of;
  if (input.apply === null) return ok([]);
  if (input.apply !== "auto") return settleLines(input.apply, { book, payment, paidOn, customer, find, issues });
  const items: readonly PayableItem[] = payableItems(book.ledger, { customers: new Set([customer.id]), currency: payment.currency });
  const proposal = proposeApplications({ amount: payment.amount, date: paidOn, reference: input.reference }, items);
  if (proposal.alternatives.length > 0)
    issues.push(issueWarning("matchAmbiguous", null, { proposed: proposal.applications.map(({ to }) => to).join(", "), others: proposal.alternatives.join(", ") }));
  return ok(proposal.applications.map(({ to, amount, discount }) => ({ to, customer: customer.id, amount, discount, writeOff: 0, deduction: null, reason: "" })));
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
    return {
      customer: fields.requiredText("customer"), date: fields.date("date"), amount: fields.decimal("amount"), currency: fields.currency("currency"),
      method: fields.text("method"), reference: fields.text("reference"), fee: fields.decimal("fee"), bankDate: fields.date("bankDate"),
      deposit: fields.text("deposit"), kind: kind === "deposit" ? ("deposit" as const) : ("payment" as const), isAuto, hasLines: list !== null,
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
    writeOff: fields.decimal("writeOff"), reason: fields.text("reason"), acceptDiscount: fields.flag("acceptDiscount"),
  }));
}
