import type { PlainDate } from "../core/values/plainDate";
import { ok, refuse } from "../core/values/result";
import { keyOf } from "../workbook/masterData";
import { rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { type Action, changeSet } from "./action";
import { bookReads, countingDay, openBook } from "./book";
import { decodeFields } from "./inputFields";
import { entrySummaries } from "./summaries";

export interface ReverseRefundInput {
  readonly refund: string;
  readonly date: PlainDate | null;
  readonly reason: string;
}

/** In order of precedence, after those of the input and of the book. */
export const REVERSE_REFUND_CODES = ["refundUnknown", "refundReversed"] as const;
export type ReverseRefundCode = (typeof REVERSE_REFUND_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "Payments", "Applications"];

/** A refund that did not arrive: its credits are on account again from the day of the reversal, which is `<refund>-R` in Payments. */
export const reverseRefund: Action<ReverseRefundInput> = {
  name: "reverseRefund",
  decode: (given) =>
    decodeFields(given, ["refund", "date", "reason"], "", (fields) => ({ refund: fields.requiredText("refund"), date: fields.date("date"), reason: fields.text("reason") })),
  reads: (_input, env) => bookReads(WRITES, env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const found = [...book.ledger.refunds.values()].find(({ number }) => keyOf(number) === keyOf(input.refund));
    if (found === undefined) return refuse(rejection<ReverseRefundCode>("refundUnknown", { refund: input.refund }));
    const { number, customer, currency } = found;
    if (found.reversed) return refuse(rejection<ReverseRefundCode>("refundReversed", { refund: number }));
    const posted = book.entries.flatMap(({ head, body }) => (head.id === found.entry && body.kind === "refund" ? [body.refund.amount] : []))[0] ?? found.amount;
    const { date, issues } = countingDay(book, input.date, env.today, found.date);
    const body = { kind: "reversal" as const, number: `${number}-R`, payment: number, customer, date, currency, amount: posted, reason: input.reason };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger), issues }));
  },
};
