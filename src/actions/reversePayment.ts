import { type PlainDate } from "../core/values/plainDate";
import { ok, refuse } from "../core/values/result";
import { rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { type Action, changeSet } from "./action";
import { bookReads, openBook, postingDay } from "./book";
import { decodeFields } from "./inputFields";
import { findCredit } from "./settlements";
import { entrySummaries } from "./summaries";

export interface ReversePaymentInput {
  readonly payment: string;
  readonly date: PlainDate | null;
  readonly reason: string;
}

/** In order of precedence, after those of the book. */
export type ReversePaymentCode = "paymentUnknown" | "paymentReversed";

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
    const payment = findCredit(book, input.payment);
    if (payment === null || payment.kind === "creditMemo") return refuse(rejection<ReversePaymentCode>("paymentUnknown", { payment: input.payment }));
    if (payment.reversed || payment.status === "Void") return refuse(rejection<ReversePaymentCode>("paymentReversed", { payment: payment.number }));
    const { number, customer, currency, amount } = payment;
    const date = postingDay(book, input.date, env.today, payment.date);
    const body = { kind: "reversal" as const, number: `${number}-R`, payment: number, customer, date, currency, amount, reason: input.reason };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger) }));
  },
};
