import type { InvoiceBody } from "../core/ledger/entries";
import { formatIsoDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { payloadFits } from "../workbook/journal";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { shownMinor } from "./amounts";
import { bookReads, firstOpenDay, handTypedNumbers, numberTaker, openBook, todayOf } from "./book";
import { decodeFields } from "./inputFields";
import { MEMO_CODES, MEMO_FIELDS, MEMO_READS, type MemoInput, decodeMemo, memoDocument, memoSubject } from "./memo";
import { billedSummary } from "./summaries";

/** In order of precedence, after those of the input and of the book. */
export const DEBIT_MEMO_CODES = ["dateLocked", "seriesWrong", ...MEMO_CODES, "duplicateNumber", "documentTooLarge"] as const;
export type DebitMemoCode = (typeof DEBIT_MEMO_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "DueDates", "InvoiceLines"];

/**
 * A charge besides invoices: lines with their tax, or one amount with its tax in it; perhaps for an invoice that was too low.
 * It has its own number (series Debit memo), terms and due dates, and is aged and paid like an invoice. The invoice that it
 * adjusts does not change.
 */
export const createDebitMemo: Action<MemoInput> = {
  name: "createDebitMemo",
  decode: (given) => decodeFields(given, MEMO_FIELDS, "", decodeMemo),
  reads: (_input, env) => bookReads([...MEMO_READS, ...WRITES], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: MEMO_READS, writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const no = (code: DebitMemoCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<DebitMemoCode>> => refuse(rejection(code, params));
    const date = input.date ?? todayOf(snapshot, env.today);
    const open = firstOpenDay(book.settings);
    if (open !== null && date < open) return no("dateLocked", { date: formatIsoDate(date), open: formatIsoDate(open) });
    const taker = numberTaker(book, "Debit memo", env.seat);
    if ("problem" in taker) return no("seriesWrong", { series: "Debit memo", problem: taker.problem });
    const subject = memoSubject(input, book);
    if (!subject.ok) return subject;
    const number = taker.take(date);
    const description = input.reason === "" ? "Additional charge" : input.reason;
    const { document, issues } = memoDocument(input, subject.value, book, { number, date, description, hasTerms: true });
    if (document === null) return ok(changeSet({ issues }));
    if (document.total <= 0) return no("memoZeroOrLess", { shown: shownMinor(document.total, document.currency), currency: document.currency, other: "credit memo" });
    const view = viewTable(snapshot, "Invoices");
    const isTaken = book.ledger.charges.has(number) || book.ledger.credits.has(number);
    if (isTaken || (view !== null && handTypedNumbers(view).has(number))) return no("duplicateNumber", { number });
    const { adjusts } = subject.value;
    const body: InvoiceBody = { kind: "debitMemo", document, ...(adjusts === null ? {} : { adjusts: adjusts.number }) };
    if (!payloadFits(body)) return no("documentTooLarge", { number, customer: document.customer, lines: document.lines.length });
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: [billedSummary("debitMemo", document)], issues }));
  },
};
