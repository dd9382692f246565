import type { CreditMemoBody } from "../core/ledger/entries";
import { type Result, ok, refuse } from "../core/values/result";
import { payloadFits } from "../workbook/journal";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { shownMinor } from "./amounts";
import { bookReads, countingDay, handTypedNumbers, numberTaker, openBook } from "./book";
import { decodeFields } from "./inputFields";
import { MEMO_CODES, MEMO_FIELDS, MEMO_READS, type MemoInput, decodeMemo, memoDocument, memoSubject } from "./memo";
import { billedSummary } from "./summaries";

/** In order of precedence, after those of the input and of the book. */
export const CREATE_CREDIT_MEMO_CODES = ["seriesWrong", ...MEMO_CODES, "duplicateNumber", "documentTooLarge"] as const;
export type CreateCreditMemoCode = (typeof CREATE_CREDIT_MEMO_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "InvoiceLines"];

/**
 * Credit on account, without an invoice (goodwill, a bonus, goods returned from before the book began): lines with their tax,
 * or one amount with its tax in it. It stays unapplied until applyCredit or refund uses it. What corrects an invoice of the
 * book is creditInvoice, which takes that invoice's tax; naming an invoice here is refused for that reason.
 */
export const createCreditMemo: Action<MemoInput> = {
  name: "createCreditMemo",
  decode: (given) =>
    decodeFields(given, MEMO_FIELDS, "", (fields) => {
      if (fields.text("invoice") !== "") fields.wrong("invoice", "left out: creditInvoice credits an invoice, at that invoice's tax");
      if (fields.text("terms") !== "") fields.wrong("terms", "left out: a credit is not due");
      return decodeMemo(fields);
    }),
  reads: (_input, env) => bookReads([...MEMO_READS, ...WRITES], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: MEMO_READS, writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const no = (code: CreateCreditMemoCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<CreateCreditMemoCode>> => refuse(rejection(code, params));
    const taker = numberTaker(book, "Credit memo", env.seat);
    if ("problem" in taker) return no("seriesWrong", { series: "Credit memo", problem: taker.problem });
    const subject = memoSubject(input, book);
    if (!subject.ok) return subject;
    const counting = countingDay(book, input.date, env.today, input.date ?? book.settings.sampleDate ?? env.today);
    const number = taker.take(counting.date);
    const description = input.reason === "" ? "Credit on account" : input.reason;
    const made = memoDocument(input, subject.value, book, { number, date: counting.date, description, hasTerms: false });
    const issues = [...counting.issues, ...made.issues];
    if (made.document === null) return ok(changeSet({ issues }));
    const document = { ...made.document, dues: [] };
    if (document.total <= 0) return no("memoZeroOrLess", { shown: shownMinor(document.total, document.currency), currency: document.currency, other: "debit memo" });
    const view = viewTable(snapshot, "Invoices");
    const isTaken = book.ledger.charges.has(number) || book.ledger.credits.has(number);
    if (isTaken || (view !== null && handTypedNumbers(view).has(number))) return no("duplicateNumber", { number });
    const body: CreditMemoBody = { kind: "creditMemo", document, original: null, applications: [] };
    if (!payloadFits(body)) return no("documentTooLarge", { number, customer: document.customer, lines: document.lines.length });
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: [billedSummary("creditMemo", document)], issues }));
  },
};
