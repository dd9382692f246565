import type { CreditState } from "../core/ledger/ledgerState";
import { currencyDecimals } from "../core/values/currency";
import { type Issue, issueWarning } from "../core/values/issue";
import { minorText } from "../core/values/money";
import type { PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { type Book, type BookCode, bookReads, countingDay, handTypedNumbers, openBook } from "./book";
import { type InputCode, decodeFields } from "./inputFields";
import { findCredit, findDocument } from "./settlements";
import { entrySummaries } from "./summaries";

export interface ReversePaymentInput {
  /** A payment or deposit. */
  readonly payment: string;
  readonly date: PlainDate | null;
  readonly reason: string;
}

/** In order of precedence, after those of the input and of the book. */
export const REVERSE_PAYMENT_CODES = ["paymentUnknown", "documentIsRefund", "documentIsCreditMemo", "paymentReversed", "duplicateNumber"] as const;
type OwnCode = (typeof REVERSE_PAYMENT_CODES)[number];
export type ReversePaymentCode = InputCode | BookCode | OwnCode;

const WRITES: readonly TableName[] = ["Invoices", "Payments", "Applications"];

/**
 * A payment that bounced: everything it paid is open again (discounts, write-offs and what is left of its deductions too)
 * from the day of the reversal; views as of earlier days do not change. The reversal is `<payment>-R` in Payments.
 */
export const reversePayment: Action<ReversePaymentInput> = {
  name: "reversePayment",
  decode: (given) =>
    decodeFields(given, ["payment", "date", "reason"], "", (fields) => ({
      payment: fields.requiredText("payment"), date: fields.date("date"), reason: fields.text("reason"),
    })),
  reads: (_input, env) => bookReads(WRITES, env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const found = findReversible(book, input.payment);
    if (!found.ok) return found;
    const { number, customer, currency, amount, refunded } = found.value;
    const reversal = `${number}-R`;
    const payments = viewTable(snapshot, "Payments");
    const clash = payments === null ? undefined : handTypedNumbers(payments).get(reversal);
    if (clash !== undefined) return refuse(rejection<OwnCode>("duplicateNumber", { number: reversal }, clash));
    const counting = countingDay(book, input.date, env.today, found.value.date);
    const { date } = counting;
    const issues: Issue[] = [...counting.issues];
    // The bank has taken back what was paid back to the customer already: nothing in the book owes it to us any more.
    if (refunded > 0) issues.push(issueWarning("bouncedAfterRefund", null, { payment: number, refunded: minorText(refunded, currencyDecimals(currency)), currency, customer }));
    const body = { kind: "reversal" as const, number: reversal, payment: number, customer, date, currency, amount, reason: input.reason };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger), issues }));
  },
};

function findReversible(book: Book, wanted: string): Result<CreditState, Rejection<OwnCode>> {
  const credit = findCredit(book, wanted);
  if (credit === null) return refuse(findDocument(book.ledger.refunds, wanted) === null ? rejection("paymentUnknown", { payment: wanted }) : rejection("documentIsRefund", { document: wanted }));
  if (credit.kind === "creditMemo") return refuse(rejection("documentIsCreditMemo", { document: credit.number }));
  return credit.reversed || credit.status === "Void" ? refuse(rejection("paymentReversed", { payment: credit.number })) : ok(credit);
}
