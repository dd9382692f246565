import { payableItems } from "../core/cash/payable";
import { proposeApplications } from "../core/cash/proposal";
import type { AppliedPart } from "../core/ledger/entries";
import type { CreditState } from "../core/ledger/ledgerState";
import { currencyDecimals } from "../core/values/currency";
import type { Decimal } from "../core/values/decimal";
import { minorText } from "../core/values/money";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import type { PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { customerFinder, keyOf } from "../workbook/masterData";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { type Book, bookReads, openBook, postingDay } from "./book";
import { allOk, decodeFields } from "./inputFields";
import { findCharge, findCredit } from "./settlements";
import { entrySummaries } from "./summaries";

export interface CreditLine {
  readonly path: string;
  readonly invoice: string;
  /** Below zero takes an application back. Null: as much as both allow. */
  readonly amount: Decimal | null;
}

export interface ApplyCreditInput {
  readonly from: string;
  readonly date: PlainDate | null;
  readonly apply: readonly CreditLine[] | "auto";
}

/** In order of precedence, after those of the book. */
export type ApplyCreditCode =
  | "creditUnknown" | "documentVoid" | "invoiceUnknown" | "invoiceTwice" | "invoiceOtherCustomer" | "currencyMismatch" | "amountSubMinor" | "notApplied"
  | "invoiceVoid" | "invoicePaid" | "lineNothing" | "applicationAboveOpen" | "creditUsed";

const WRITES: readonly TableName[] = ["Invoices", "Payments", "Applications"];

/** Applies what is left of a payment or credit memo to invoices, or takes applications back (negative amounts). */
export const applyCredit: Action<ApplyCreditInput> = {
  name: "applyCredit",
  decode: decodeApplyCredit,
  reads: (_input, env) => bookReads(["Customers", ...WRITES], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: ["Customers"], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const credit = findCredit(book, input.from);
    if (credit === null) return refuse(rejection<ApplyCreditCode>("creditUnknown", { document: input.from }));
    if (credit.status === "Void") return refuse(rejection<ApplyCreditCode>("documentVoid", { document: credit.number }));
    const date = postingDay(book, input.date, env.today, credit.date);
    const parts = input.apply === "auto" ? proposedParts(book, credit, date) : partsOf(input.apply, book, credit);
    if (!parts.ok) return parts;
    const body = { kind: "application" as const, from: credit.number, date, applications: parts.value };
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: entrySummaries(body, book.ledger) }));
  },
};

function proposedParts(book: Book, credit: CreditState, date: PlainDate): Result<readonly AppliedPart[], Rejection<ApplyCreditCode>> {
  const { customer, currency, unapplied } = credit;
  const items = payableItems(book.ledger, { customers: new Set([customer]), currency }).map((item) => ({ ...item, discount: null }));
  const { applications } = proposeApplications({ amount: unapplied, date, reference: "" }, items);
  if (applications.length === 0) return refuse(rejection("lineNothing", { line: "apply", invoice: credit.number }));
  return ok(applications.map(({ to, amount }) => ({ to, customer, amount, discount: 0 })));
}

function partsOf(lines: readonly CreditLine[], book: Book, credit: CreditState): Result<readonly AppliedPart[], Rejection<ApplyCreditCode>> {
  const parts: AppliedPart[] = [];
  let left = credit.unapplied;
  for (const line of lines) {
    const part = partOf(line, { book, credit, left, parts });
    if (!part.ok) return part;
    parts.push(part.value);
    left -= part.value.amount;
  }
  return ok(parts);
}

function partOf(line: CreditLine, of: { book: Book; credit: CreditState; left: number; parts: readonly AppliedPart[] }): Result<AppliedPart, Rejection<ApplyCreditCode>> {
  const { book, credit, left, parts } = of;
  const { currency } = credit;
  const no = (code: ApplyCreditCode, params: Readonly<Record<string, string | number>> = {}): Result<AppliedPart, Rejection<ApplyCreditCode>> =>
    refuse(rejection(code, { line: line.path, invoice: line.invoice, document: credit.number, currency, ...params }));
  const shown = (minor: number): string => minorText(minor, currencyDecimals(currency));
  const charge = findCharge(book, line.invoice);
  if (charge === null) return no("invoiceUnknown");
  if (parts.some(({ to }) => to === charge.number)) return no("invoiceTwice");
  if (charge.customer !== credit.customer && !sameGroup(book, charge.customer, credit.customer)) return no("invoiceOtherCustomer", { owner: charge.customer, customer: credit.customer });
  if (charge.currency !== currency) return no("currencyMismatch", { invoiceCurrency: charge.currency });
  const read = line.amount === null ? null : minorFromDecimal(line.amount, currencyDecimals(currency));
  if (read !== null && !read.ok) return no("amountSubMinor", { field: `${line.path}.amount`, shown: line.amount?.toFixed() ?? "", decimals: currencyDecimals(currency) });
  const amount = read === null ? Math.min(left, charge.open) : read.minor;
  const part = { to: charge.number, customer: charge.customer, amount, discount: 0 };
  if (amount < 0) {
    const applied = book.ledger.applications.filter(({ from, to }) => from === credit.number && to === charge.number).reduce((sum, fact) => sum + fact.amount, 0);
    return -amount > applied ? no("notApplied", { applied: shown(applied) }) : ok(part);
  }
  if (charge.status === "Void") return no("invoiceVoid");
  if (charge.open === 0) return no("invoicePaid", { status: charge.status });
  if (amount === 0) return no("lineNothing");
  if (amount > charge.open) return no("applicationAboveOpen", { asked: shown(amount), open: shown(charge.open), over: shown(amount - charge.open) });
  if (amount > left) return no("creditUsed", { unapplied: shown(left), asked: shown(amount) });
  return ok(part);
}

function sameGroup({ snapshot }: Book, a: string, b: string): boolean {
  const view = viewTable(snapshot, "Customers");
  if (view === null) return false;
  const find = customerFinder(view);
  const [first, second] = [find(a).found, find(b).found];
  return first !== null && second !== null && first.group !== "" && keyOf(first.group) === keyOf(second.group);
}

function decodeApplyCredit(given: unknown): Result<ApplyCreditInput, Rejection> {
  let lines: Result<readonly CreditLine[], Rejection> = ok([]);
  const decoded = decodeFields(given, ["from", "date", "apply"], "", (fields) => {
    const isAuto = fields.raw("apply") === "auto" || fields.raw("apply") === undefined;
    const list = isAuto ? [] : (fields.list("apply") ?? []);
    lines = allOk(list.map((line, index) => decodeFields(line, ["invoice", "amount"], `apply[${index + 1}]`, (inner): CreditLine => ({
      path: `apply[${index + 1}]`, invoice: inner.requiredText("invoice"), amount: inner.decimal("amount"),
    }))));
    if (!isAuto && list.length === 0) fields.wrong("apply", 'a list of invoices, or "auto"');
    return { from: fields.requiredText("from"), date: fields.date("date"), isAuto };
  });
  if (!decoded.ok) return decoded;
  if (!lines.ok) return lines;
  const { isAuto, from, date } = decoded.value;
  return ok({ from, date, apply: isAuto ? "auto" : lines.value });
}
