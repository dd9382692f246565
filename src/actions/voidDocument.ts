import { type PlainDate } from "../core/values/plainDate";
import { currencyDecimals } from "../core/values/currency";
import { minorText } from "../core/values/money";
import { ok, refuse } from "../core/values/result";
import type { FoldedApplication } from "../core/ledger/ledgerState";
import { rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { type Action, changeSet } from "./action";
import { type Book, bookReads, countingDay, openBook } from "./book";
import { decodeFields } from "./inputFields";
import { findCharge, findCredit } from "./settlements";
import { entrySummaries } from "./summaries";

export interface VoidDocumentInput {
  readonly document: string;
  readonly date: PlainDate | null;
  readonly reason: string;
}

/** In order of precedence, after those of the input and of the book. */
export const VOID_CODES = ["documentUnknown", "documentIsPayment", "documentIsDeduction", "documentVoid", "documentApplied"] as const;
export type VoidCode = (typeof VOID_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "Payments", "Applications"];

/** Cancels an invoice, debit memo, opening item or credit memo to which nothing is applied; its number stays taken. Never counts before the document's date or in a locked month. */
export const voidDocument: Action<VoidDocumentInput> = {
  name: "voidDocument",
  decode: (given) =>
    decodeFields(given, ["document", "date", "reason"], "", (fields) => ({
      document: fields.requiredText("document"), date: fields.date("date"), reason: fields.text("reason"),
    })),
  reads: (_input, env) => bookReads(WRITES, env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const document = findCharge(book, input.document) ?? findCredit(book, input.document);
    if (document === null && book.ledger.refunds.has(input.document)) return refuse(rejection<VoidCode>("documentIsPayment", { document: input.document }));
    if (document === null) return refuse(rejection<VoidCode>("documentUnknown", { document: input.document }));
    if (document.kind === "payment" || document.kind === "deposit") return refuse(rejection<VoidCode>("documentIsPayment", { document: document.number }));
    if (document.kind === "deduction") return refuse(rejection<VoidCode>("documentIsDeduction", { document: document.number }));
    if (document.status === "Void") return refuse(rejection<VoidCode>("documentVoid", { document: document.number }));
    const left = "open" in document ? document.open : document.unapplied;
    if (left !== document.amount)
      return refuse(rejection<VoidCode>("documentApplied", {
        document: document.number, applied: minorText(document.amount - left, currencyDecimals(document.currency)), currency: document.currency, by: appliedBy(book, document.number),
      }));
    const { date, issues } = countingDay(book, input.date, env.today, document.date);
    const body = { kind: "void" as const, document: document.number, customer: document.customer, date, reason: input.reason };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger), issues }));
  },
};

function appliedBy({ ledger }: Book, number: string): string {
  const other = (fact: FoldedApplication): string => (fact.to === number ? (fact.from ?? fact.kind) : (fact.to ?? fact.kind));
  return [...new Set(ledger.applications.filter(({ from, to }) => from === number || to === number).map(other))].join(", ");
}
