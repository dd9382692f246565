import { dueParts } from "../core/documents/dueParts";
import type { BilledDocument, BilledLine, InterestCharge, InvoiceBody } from "../core/ledger/entries";
import { interestDue } from "../core/ledger/interestDue";
import type { ChargeState } from "../core/ledger/ledgerState";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { type Decimal, ZERO } from "../core/values/decimal";
import { type Issue, issueError } from "../core/values/issue";
import { minorText } from "../core/values/money";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import { addDays, formatIsoDate, type PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { payloadFits } from "../workbook/journal";
import { type Customer, customerFinder, findTerms } from "../workbook/masterData";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { type TableView, viewTable } from "../workbook/tables";
import { type Action, type DocumentSummary, type PlannedEntry, changeSet } from "./action";
import { type Book, bookReads, countingDay, handTypedNumbers, numberTaker, openBook, todayOf } from "./book";
import { decodeFields } from "./inputFields";
import { findCharge } from "./settlements";
import { billedSummary } from "./summaries";

export interface ChargeInterestInput {
  /** "" for all. */
  readonly customer: string;
  /** Empty for all. */
  readonly invoices: readonly string[];
  readonly ratePercent: Decimal;
  /** The last day that bears interest; today when null. */
  readonly through: PlainDate | null;
  /** The memos' date; the latest of `through` and the first open day when null. */
  readonly date: PlainDate | null;
  /** A fixed sum for each item that is charged for the first time; null: none. */
  readonly fee: Decimal | null;
  readonly terms: string;
}

/** In order of precedence, after those of the input and of the book. */
export const CHARGE_INTEREST_CODES = [
  "rateOutOfRange", "interestNotYetDue", "customerUnknown", "customerAmbiguous", "invoiceUnknown", "seriesWrong", "feeNotAmount", "nothingToCharge", "duplicateNumber",
  "documentTooLarge",
] as const;
export type ChargeInterestCode = (typeof CHARGE_INTEREST_CODES)[number];

const READS: readonly TableName[] = ["Customers", "Terms"];
const WRITES: readonly TableName[] = ["Invoices", "DueDates", "InvoiceLines"];
/** Twice the highest statutory rates; above it a percentage was taken for a fraction or the other way round. */
const RATE_MAX = 100;

/**
 * Interest for late payment: for each customer and currency one debit memo with a line for each item that was overdue (also
 * if it is paid by now) since the last run. Simple daily interest, principal × rate ÷ 365 × days, all runs over one item rounded
 * together; the memo keeps up to which day each item was charged, so the same days are never charged twice. The fixed sum
 * is charged once for each item. Interest is damages and bears no tax (EN 16931 category O); it bears no interest either.
 */
export const chargeInterest: Action<ChargeInterestInput> = {
  name: "chargeInterest",
  decode: (given) =>
    decodeFields(given, ["customer", "invoices", "ratePercent", "through", "date", "fee", "terms"], "", (fields) => {
      fields.requiredText("ratePercent");
      const invoices = fields.list("invoices") ?? [];
      const numbers = invoices.flatMap((value) => (typeof value === "string" && value !== "" ? [value] : []));
      if (numbers.length < invoices.length) fields.wrong("invoices", "a list of invoice numbers");
      return {
        customer: fields.text("customer"), invoices: numbers, ratePercent: fields.decimal("ratePercent") ?? ZERO, through: fields.date("through"), date: fields.date("date"),
        fee: fields.decimal("fee"), terms: fields.text("terms"),
      };
    }),
  reads: (_input, env) => bookReads([...READS, ...WRITES], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: READS, writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const no = (code: ChargeInterestCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<ChargeInterestCode>> => refuse(rejection(code, params));
    if (!input.ratePercent.gt(ZERO) || input.ratePercent.gt(RATE_MAX)) return no("rateOutOfRange", { shown: input.ratePercent.toFixed(), most: RATE_MAX });
    const today = todayOf(snapshot, env.today);
    const through = input.through ?? today;
    if (through > today) return no("interestNotYetDue", { through: formatIsoDate(through), today: formatIsoDate(today) });
    const asked = askedItems(input, book);
    if (!asked.ok) return asked;
    const taker = numberTaker(book, "Debit memo", env.seat);
    if ("problem" in taker) return no("seriesWrong", { series: "Debit memo", problem: taker.problem });
    const counting = countingDay(book, input.date ?? through, env.today, through);
    const issues: Issue[] = input.date === null ? [] : [...counting.issues];
    const memos = groupMemos(input, { book, through, isAsked: asked.value });
    if (!memos.ok) return memos;
    if (memos.value.length === 0) return no("nothingToCharge", { through: formatIsoDate(through) });
    const handTyped = handTypedNumbers(viewOf(book, "Invoices"));
    const entries: PlannedEntry[] = [];
    const documents: DocumentSummary[] = [];
    for (const [index, memo] of memos.value.entries()) {
      const number = taker.take(counting.date);
      const document = memoDocument(memo, { input, book, number, date: counting.date, issues });
      if (document === null) continue;
      if (book.ledger.charges.has(number) || book.ledger.credits.has(number) || handTyped.has(number)) return no("duplicateNumber", { number });
      const body: InvoiceBody = { kind: "debitMemo", document, interest: memo.lines.map(({ due }) => due) };
      if (!payloadFits(body)) return no("documentTooLarge", { number, customer: document.customer, lines: document.lines.length });
      entries.push({ id: memos.value.length === 1 ? env.entryId : `${env.entryId}.${index + 1}`, body });
      documents.push(billedSummary("interest", document));
    }
    return ok(changeSet({ entries, documents, issues }));
  },
};

function askedItems(input: ChargeInterestInput, book: Book): Result<(charge: ChargeState) => boolean, Rejection<ChargeInterestCode>> {
  const numbers = new Set<string>();
  let customer: string | null = null;
  if (input.customer !== "") {
    const lookup = customerFinder(viewOf(book, "Customers"))(input.customer);
    if (lookup.found === null) return refuse(rejection(lookup.reason === "unknown" ? "customerUnknown" : "customerAmbiguous", { customer: input.customer, near: lookup.near }));
    customer = lookup.found.id;
  }
  for (const [index, invoice] of input.invoices.entries()) {
    const charge = findCharge(book, invoice);
    if (charge === null) return refuse(rejection("invoiceUnknown", { line: `invoices[${index + 1}]`, invoice }));
    numbers.add(charge.number);
  }
  return ok((charge) => (customer === null || charge.customer === customer) && (numbers.size === 0 || numbers.has(charge.number)));
}

interface MemoLine {
  readonly charge: ChargeState;
  readonly due: InterestCharge;
  readonly days: number;
}

interface Memo {
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly MemoLine[];
}

/** By customer, then currency; the lines in the order in which their items were posted. */
function groupMemos(input: ChargeInterestInput, of: { readonly book: Book; readonly through: PlainDate; readonly isAsked: (charge: ChargeState) => boolean }): Result<readonly Memo[], Rejection<ChargeInterestCode>> {
  const { book, through, isAsked } = of;
  const currencies = [...new Set([...book.ledger.charges.values()].filter(isAsked).map(({ currency }) => currency))].sort();
  const memos = new Map<string, Memo>();
  for (const currency of currencies) {
    const fee = input.fee === null ? { ok: true as const, minor: 0 } : minorFromDecimal(input.fee, currencyDecimals(currency));
    if (!fee.ok || fee.minor < 0) return refuse(rejection("feeNotAmount", { shown: input.fee?.toFixed() ?? "", currency, decimals: currencyDecimals(currency) }));
    const terms = { ratePercent: input.ratePercent, through, fee: fee.minor };
    for (const line of interestDue(book.ledger, terms, (charge) => charge.currency === currency && isAsked(charge))) {
      const { customer } = line.charge;
      const key = JSON.stringify([customer, currency]);
      memos.set(key, { customer, currency, lines: [...(memos.get(key)?.lines ?? []), line] });
    }
  }
  return ok([...memos].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, memo]) => memo));
}

interface MemoContext {
  readonly input: ChargeInterestInput;
  readonly book: Book;
  readonly number: string;
  readonly date: PlainDate;
  readonly issues: Issue[];
}

function memoDocument({ customer: id, currency, lines: charged }: Memo, { input, book, number, date, issues }: MemoContext): BilledDocument | null {
  const lookup = customerFinder(viewOf(book, "Customers"))(id);
  if (lookup.found === null) {
    issues.push(issueError("interestCustomerGone", null, { customer: id }));
    return null;
  }
  const customer: Customer = lookup.found;
  const wanted = input.terms || customer.terms || book.settings.terms || "net 0";
  const terms = findTerms(viewOf(book, "Terms"), wanted);
  if (!terms.ok) {
    issues.push(issueError("termsUnknown", terms.at ?? customer.at, { customer: id, terms: wanted, problem: terms.problem.code, known: terms.known.join(", "), forms: terms.problem.knownForms.join(" · ") }));
    return null;
  }
  const lines = charged.flatMap((line) => linesOf(line, date)).map((line, index): BilledLine => ({ ...line, line: index + 1 }));
  const total = lines.reduce((sum, { net }) => sum + net, 0);
  const dues = dueParts({ ...terms.terms, discount: null }, { invoiceDate: date, totalMinor: total, currencyDecimals: currencyDecimals(currency) });
  return {
    number, customer: customer.id, date, currency, reference: charged.map(({ charge }) => charge.number).join(", "), terms: { code: terms.code, rule: terms.rule }, exchangeRate: "",
    rounding: book.settings.rounding, seller: book.settings.seller, buyer: customer.party, lines,
    treatments: [{ code: "", category: "O", components: [{ code: "", ratePercent: "0", included: false, compounds: false }], exemptionReason: NOT_TAXED }],
    taxGroups: [{ category: "O", code: "", ratePercent: "0", exemptionReason: NOT_TAXED, taxable: total, tax: 0 }],
    net: total, tax: 0, total, dues: dues.map(({ part, due, amount, discountUntil, discount }) => ({ part, due, amount, discountUntil, discount })),
  };
}

const NOT_TAXED = "Interest for late payment is outside the scope of tax";

function linesOf({ charge, due, days }: MemoLine, date: PlainDate): readonly BilledLine[] {
  const decimals = currencyDecimals(charge.currency);
  const period = `${formatIsoDate(addDays(due.after, 1))} to ${formatIsoDate(due.through)}`;
  const line = (kind: "item" | "charge", description: string, minor: number): BilledLine[] =>
    minor === 0
      ? []
      : [{
          line: 0, kind, rowId: "", date: null, supplyDate: date, item: "", description, quantity: "1", unit: "", unitPrice: minorText(minor, decimals), discountPercent: "0",
          taxCode: "", treatment: 0, ratePercent: "0", net: minor,
        }];
  return [
    ...line("item", `Interest on ${charge.number}: ${due.ratePercent} % for ${days} ${days === 1 ? "day" : "days"}, ${period}`, due.interest),
    ...line("charge", `Fixed sum for late payment of ${charge.number}`, due.fee),
  ];
}

function viewOf(book: Book, name: TableName): TableView {
  const found = viewTable(book.snapshot, name);
  if (found === null) throw new Error(`The preflight found the table ${name}`);
  return found;
}
