import type { Decimal } from "../core/values/decimal";
import type { PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { type Action, changeSet } from "./action";
import { AMOUNT_CODES, readPositive, shownMinor } from "./amounts";
import { bookReads, countingDay, openBook } from "./book";
import { decodeFields } from "./inputFields";
import { findCharge } from "./settlements";
import { entrySummaries } from "./summaries";

export interface ChargeBackInput {
  readonly deduction: string;
  /** All that is open of the deduction when null. */
  readonly amount: Decimal | null;
  readonly date: PlainDate | null;
  readonly reason: string;
}

/** In order of precedence, after those of the input and of the book. */
export const CHARGE_BACK_CODES = ["documentUnknown", "notDeduction", "nothingOpen", ...AMOUNT_CODES, "amountAboveOpen"] as const;
export type ChargeBackCode = (typeof CHARGE_BACK_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "Applications"];

/**
 * Refuses a deduction: it moves back to its invoice, whole or in part, and is owed there again by the invoice's own due
 * dates (no new document, so that reminders and interest go on as if it had never been deducted).
 */
export const chargeBack: Action<ChargeBackInput> = {
  name: "chargeBack",
  decode: (given) =>
    decodeFields(given, ["deduction", "amount", "date", "reason"], "", (fields) => ({
      deduction: fields.requiredText("deduction"), amount: fields.decimal("amount"), date: fields.date("date"), reason: fields.requiredText("reason"),
    })),
  reads: (_input, env) => bookReads(WRITES, env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const no = (code: ChargeBackCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<ChargeBackCode>> => refuse(rejection(code, params));
    const item = findCharge(book, input.deduction);
    if (item === null) return no("documentUnknown", { document: input.deduction });
    const { number: deduction, customer, currency, open } = item;
    if (item.origin === null) return no("notDeduction", { document: deduction });
    if (open === 0) return no("nothingOpen", { document: deduction, status: item.status });
    const amount = input.amount === null ? ok(open) : readPositive(input.amount, { field: "amount", currency });
    if (!amount.ok) return amount;
    if (amount.value > open) return no("amountAboveOpen", { document: deduction, asked: shownMinor(amount.value, currency), open: shownMinor(open, currency), currency });
    const { date, issues } = countingDay(book, input.date, env.today, item.date);
    const body = { kind: "chargeBack" as const, deduction, customer, date, amount: amount.value, reason: input.reason };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger), issues }));
  },
};
