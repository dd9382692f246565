import type { RefundBody, RefundDocument } from "../core/ledger/entries";
import type { CreditState } from "../core/ledger/ledgerState";
import { type CurrencyCode, parseCurrency } from "../core/values/currency";
import type { Decimal } from "../core/values/decimal";
import { formatIsoDate, type PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { issueWarning } from "../core/values/issue";
import { customerFinder } from "../workbook/masterData";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { AMOUNT_CODES, readPositive, shownMinor } from "./amounts";
import { type Book, bookReads, handTypedNumbers, numberTaker, openBook, postingDay } from "./book";
import { decodeFields } from "./inputFields";
import { findCredit } from "./settlements";
import { entrySummaries } from "./summaries";

export interface RefundInput {
  /** A payment or credit memo, or (else "") all that the customer has on account. */
  readonly from: string;
  readonly customer: string;
  /** All that is unapplied when null. */
  readonly amount: Decimal | null;
  readonly currency: CurrencyCode | null;
  readonly date: PlainDate | null;
  readonly method: string;
  readonly reference: string;
  readonly reason: string;
}

/** In order of precedence, after those of the input and of the book. */
export const REFUND_CODES = [
  "creditUnknown", "customerUnknown", "customerAmbiguous", "documentVoid", "refundCurrencyUnclear", "nothingUnapplied", ...AMOUNT_CODES, "refundAboveUnapplied",
  "seriesWrong", "duplicateNumber",
] as const;
export type RefundCode = (typeof REFUND_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "Payments", "Applications"];

/**
 * Pays credit back: of one payment or credit memo, or of whatever a customer has on account, oldest first. Never more than is
 * unapplied. Takes the next number of the Payment series; its row in Payments is negative. Dated in a locked month it is
 * posted on the first open day and keeps its bank date. A refund that was not paid out is undone by reverseRefund.
 */
export const refund: Action<RefundInput> = {
  name: "refund",
  decode: (given) =>
    decodeFields(given, ["from", "customer", "amount", "currency", "date", "method", "reference", "reason"], "", (fields) => {
      const input: RefundInput = {
        from: fields.text("from"), customer: fields.text("customer"), amount: fields.decimal("amount"), currency: fields.currency("currency"), date: fields.date("date"),
        method: fields.text("method"), reference: fields.text("reference"), reason: fields.text("reason"),
      };
      if ((input.from === "") === (input.customer === "")) fields.wrong("from", "a payment or credit memo, or left out and a customer given instead");
      return input;
    }),
  reads: (_input, env) => bookReads(["Customers", ...WRITES], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: ["Customers"], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const no = (code: RefundCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<RefundCode>> => refuse(rejection(code, params));
    const sources = input.from === "" ? creditsOfCustomer(book, input) : creditOf(book, input.from);
    if (!sources.ok) return sources;
    const { credits, customer, currency } = sources.value;
    const unapplied = credits.reduce((sum, credit) => sum + credit.unapplied, 0);
    if (unapplied === 0) return no("nothingUnapplied", { document: input.from || customer });
    const amount = input.amount === null ? ok(unapplied) : readPositive(input.amount, { field: "amount", currency });
    if (!amount.ok) return amount;
    const params = { document: input.from || customer, asked: shownMinor(amount.value, currency), unapplied: shownMinor(unapplied, currency), currency };
    if (amount.value > unapplied) return no("refundAboveUnapplied", params);
    const taker = numberTaker(book, "Payment", env.seat);
    if ("problem" in taker) return no("seriesWrong", { series: "Payment", problem: taker.problem });
    const date = postingDay(book, input.date, env.today, credits.reduce((latest, credit) => (credit.date > latest ? credit.date : latest), credits[0]?.date ?? env.today));
    const number = taker.take(date);
    const payments = viewTable(snapshot, "Payments");
    if ((payments !== null && handTypedNumbers(payments).has(number)) || book.ledger.credits.has(number) || book.ledger.refunds.has(number)) return no("duplicateNumber", { number });
    const asked = input.date;
    const isMoved = asked !== null && asked < date;
    const document: RefundDocument = {
      number, customer, date, bankDate: isMoved ? asked : null, method: input.method, reference: input.reference, currency, exchangeRate: "", amount: amount.value, reason: input.reason,
    };
    const body: RefundBody = { kind: "refund", refund: document, parts: partsOf(credits, amount.value) };
    const issues = isMoved ? [issueWarning("countsLater", null, { date: formatIsoDate(asked), open: formatIsoDate(date) })] : [];
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger), issues }));
  },
};

interface Sources {
  readonly credits: readonly CreditState[];
  readonly customer: string;
  readonly currency: CurrencyCode;
}

function creditOf(book: Book, number: string): Result<Sources, Rejection<RefundCode>> {
  const credit = findCredit(book, number);
  if (credit === null) return refuse(rejection("creditUnknown", { document: number }));
  if (credit.status === "Void") return refuse(rejection("documentVoid", { document: credit.number }));
  return ok({ credits: [credit], customer: credit.customer, currency: credit.currency });
}

/** Oldest first, then by number. Several currencies on account need one named: amounts of different currencies are never added. */
function creditsOfCustomer(book: Book, input: RefundInput): Result<Sources, Rejection<RefundCode>> {
  const view = viewTable(book.snapshot, "Customers");
  if (view === null) throw new Error("The preflight found the table Customers");
  const lookup = customerFinder(view)(input.customer);
  if (lookup.found === null) return refuse(rejection(lookup.reason === "unknown" ? "customerUnknown" : "customerAmbiguous", { customer: input.customer, near: lookup.near }));
  const { id, currency: usual } = lookup.found;
  const own = [...book.ledger.credits.values()].filter(({ customer, unapplied }) => customer === id && unapplied > 0);
  const currencies = [...new Set(own.map(({ currency }) => currency))].sort();
  if (input.currency === null && currencies.length > 1) return refuse(rejection("refundCurrencyUnclear", { customer: id, currencies: currencies.join(", ") }));
  const currency = input.currency ?? parseCurrency(currencies[0] ?? "") ?? usual ?? book.settings.currency;
  const credits = own.filter((credit) => credit.currency === currency).sort((a, b) => a.date - b.date || (a.number < b.number ? -1 : 1));
  return ok({ credits, customer: id, currency });
}

function partsOf(credits: readonly CreditState[], amount: number): RefundBody["parts"] {
  let left = amount;
  return credits.flatMap(({ number, unapplied }) => {
    const part = Math.min(left, unapplied);
    left -= part;
    return part === 0 ? [] : [{ from: number, amount: part }];
  });
}
