import type { WriteOffBody } from "../core/ledger/entries";
import { currencyDecimals } from "../core/values/currency";
import { type Decimal, decimalFromMinor } from "../core/values/decimal";
import type { PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { keyOf } from "../workbook/masterData";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { type Action, changeSet } from "./action";
import { AMOUNT_CODES, readPositive, shownMinor } from "./amounts";
import { bookReads, countingDay, openBook } from "./book";
import { decodeFields } from "./inputFields";
import { findCharge, findCredit } from "./settlements";
import { entrySummaries } from "./summaries";

export interface WriteOffInput {
  readonly document: string;
  /** All that is open when null. */
  readonly amount: Decimal | null;
  readonly date: PlainDate | null;
  readonly reason: string;
  readonly approvedBy: string;
}

/** In order of precedence, after those of the input and of the book. */
export const WRITE_OFF_CODES = [
  "documentUnknown", "documentIsCredit", "documentVoid", "nothingOpen", ...AMOUNT_CODES, "amountAboveOpen", "writeOffNeedsApproval", "approverIsPoster",
] as const;
export type WriteOffCode = (typeof WRITE_OFF_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "Applications"];

/**
 * Gives up collecting an invoice, debit memo, deduction or opening item, whole or in part; the reason is required. All
 * write-offs of one document together may come to the Write-off limit of Settings (in units of the document's currency);
 * above it somebody else than the poster has to approve, and is named in the entry. Counts from the latest of the day asked
 * for (else today), the document's day and the first open day.
 */
export const writeOff: Action<WriteOffInput> = {
  name: "writeOff",
  decode: (given) =>
    decodeFields(given, ["document", "amount", "date", "reason", "approvedBy"], "", (fields) => ({
      document: fields.requiredText("document"), amount: fields.decimal("amount"), date: fields.date("date"), reason: fields.requiredText("reason"),
      approvedBy: fields.text("approvedBy"),
    })),
  reads: (_input, env) => bookReads(WRITES, env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const no = (code: WriteOffCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<WriteOffCode>> => refuse(rejection(code, params));
    const charge = findCharge(book, input.document);
    if (charge === null) return no(findCredit(book, input.document) === null ? "documentUnknown" : "documentIsCredit", { document: input.document });
    const { number: document, currency, open, customer } = charge;
    if (charge.status === "Void") return no("documentVoid", { document });
    if (open === 0) return no("nothingOpen", { document, status: charge.status });
    const amount = input.amount === null ? ok(open) : readPositive(input.amount, { field: "amount", currency });
    if (!amount.ok) return amount;
    if (amount.value > open) return no("amountAboveOpen", { document, asked: shownMinor(amount.value, currency), open: shownMinor(open, currency), currency });
    const limit = book.settings.writeOffLimit;
    const before = book.ledger.applications.filter(({ to, kind }) => to === document && kind === "writeOff").reduce((sum, fact) => sum + fact.amount, 0);
    if (limit !== null && decimalFromMinor(before + amount.value, currencyDecimals(currency)).gt(limit)) {
      const params = { document, asked: shownMinor(amount.value, currency), before: shownMinor(before, currency), limit: limit.toFixed(currencyDecimals(currency)), currency };
      if (input.approvedBy === "") return no("writeOffNeedsApproval", params);
      if (keyOf(input.approvedBy) === keyOf(env.by)) return no("approverIsPoster", { approvedBy: input.approvedBy });
    }
    const { date, issues } = countingDay(book, input.date, env.today, charge.date);
    const body: WriteOffBody = {
      kind: "writeOff", document, customer, date, amount: amount.value, reason: input.reason, ...(input.approvedBy === "" ? {} : { approvedBy: input.approvedBy }),
    };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger), issues }));
  },
};
