import { parseTerms } from "../core/documents/terms";
import type { BilledDocument } from "../core/ledger/entries";
import type { ChargeState } from "../core/ledger/ledgerState";
import type { CurrencyCode } from "../core/values/currency";
import { type Decimal, ONE, decimalText } from "../core/values/decimal";
import { type Issue, issueError } from "../core/values/issue";
import type { PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { type Customer, customerFinder, findTerms, itemFinder, readTaxCodes } from "../workbook/masterData";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { readFieldRows } from "../workbook/sourceRows";
import { type TableView, viewTable } from "../workbook/tables";
import { AMOUNT_CODES, readPositive } from "./amounts";
import { billDocument } from "./billDocument";
import type { Book } from "./book";
import { type DocumentRate, readRate } from "./exchangeRate";
import type { FieldReader } from "./inputFields";
import { type ResolvedLine, resolveLine } from "./resolveLines";
import { findCharge } from "./settlements";

/** What a debit memo and a credit memo on account have in common. */
export interface MemoInput {
  readonly customer: string;
  /** The document that it adjusts; "" for none. */
  readonly invoice: string;
  readonly date: PlainDate | null;
  readonly currency: CurrencyCode | null;
  readonly exchangeRate: Decimal | null;
  readonly reference: string;
  readonly reason: string;
  /** Lines as in createInvoices; or (null) one amount with its tax in it. */
  readonly rows: readonly unknown[] | null;
  readonly amount: Decimal | null;
  readonly taxCode: string;
  readonly terms: string;
}

export const MEMO_FIELDS = ["customer", "invoice", "date", "currency", "exchangeRate", "reference", "reason", "rows", "amount", "taxCode", "terms"] as const;

/** In order of precedence, after those of the input and of the book. */
export const MEMO_CODES = [
  "invoiceUnknown", "invoiceVoid", "customerUnknown", "customerAmbiguous", "invoiceOtherCustomer", "currencyMismatch", "exchangeRateWrong", ...AMOUNT_CODES, "memoZeroOrLess",
] as const;
export type MemoCode = (typeof MEMO_CODES)[number];

export const MEMO_READS: readonly TableName[] = ["Customers", "Items", "TaxCodes", "Terms"];

export function decodeMemo(fields: FieldReader): MemoInput {
  const rows = fields.list("rows");
  const input: MemoInput = {
    customer: fields.text("customer"), invoice: fields.text("invoice"), date: fields.date("date"), currency: fields.currency("currency"),
    exchangeRate: fields.decimal("exchangeRate"), reference: fields.text("reference"), reason: fields.text("reason"), rows, amount: fields.decimal("amount"),
    taxCode: fields.text("taxCode"), terms: fields.text("terms"),
  };
  if (input.customer === "" && input.invoice === "") fields.wrong("customer", "a customer, or left out and an invoice given");
  if ((rows === null) === (input.amount === null)) fields.wrong("amount", "an amount with its tax, or left out and rows given");
  if (rows !== null && input.taxCode !== "") fields.wrong("taxCode", "left out: each row has its own");
  return input;
}

/** Who and what a memo is about, before it has a number and a day. */
export interface MemoSubject {
  readonly customer: Customer;
  readonly adjusts: ChargeState | null;
  readonly currency: CurrencyCode;
  readonly amount: Decimal | null;
  readonly rate: DocumentRate;
}

export function memoSubject(input: MemoInput, book: Book): Result<MemoSubject, Rejection<MemoCode>> {
  const no = (code: MemoCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<MemoCode>> => refuse(rejection(code, params));
  const adjusts = input.invoice === "" ? null : findCharge(book, input.invoice);
  if (adjusts === null && input.invoice !== "") return no("invoiceUnknown", { invoice: input.invoice, line: "invoice" });
  if (adjusts?.status === "Void") return no("invoiceVoid", { invoice: adjusts.number, line: "invoice" });
  const lookup = customerFinder(view(book, "Customers"))(input.customer === "" && adjusts !== null ? adjusts.customer : input.customer);
  if (lookup.found === null) return no(lookup.reason === "unknown" ? "customerUnknown" : "customerAmbiguous", { customer: input.customer, near: lookup.near });
  const customer = lookup.found;
  if (adjusts !== null && adjusts.customer !== customer.id) return no("invoiceOtherCustomer", { line: "invoice", invoice: adjusts.number, owner: adjusts.customer, customer: customer.id });
  const currency = input.currency ?? adjusts?.currency ?? customer.currency ?? book.settings.currency;
  if (adjusts !== null && adjusts.currency !== currency) return no("currencyMismatch", { line: "invoice", invoice: adjusts.number, invoiceCurrency: adjusts.currency, currency });
  const rate = readRate(input.exchangeRate, currency, book.settings.currency);
  if (!rate.ok) return rate;
  if (input.amount !== null) {
    const amount = readPositive(input.amount, { field: "amount", currency });
    if (!amount.ok) return amount;
  }
  return ok({ customer, adjusts, currency, amount: input.amount, rate: rate.value });
}

export interface MemoNumber {
  readonly number: string;
  readonly date: PlainDate;
  /** Of the one line where only an amount is given. */
  readonly description: string;
  /** A credit memo is not due. */
  readonly hasTerms: boolean;
}

/** The priced document, or what is wrong with its rows. Rows take the memo's customer and currency; their tax is found as in an invoice. */
export function memoDocument(input: MemoInput, subject: MemoSubject, book: Book, as: MemoNumber): { readonly document: BilledDocument | null; readonly issues: readonly Issue[] } {
  const { customer, currency, amount } = subject;
  const issues: Issue[] = [];
  const lines = resolvedLines(input, subject, book, as, issues);
  const wanted = as.hasTerms ? input.terms || customer.terms || book.settings.terms : "";
  const terms = wanted === "" ? { ...plainTerms(), code: "" } : findTerms(view(book, "Terms"), wanted);
  if (!terms.ok) issues.push(issueError("termsUnknown", terms.at ?? customer.at, { customer: customer.id, terms: wanted, problem: terms.problem.code, known: terms.known.join(", "), forms: terms.problem.knownForms.join(" · ") }));
  if (!terms.ok || lines.length === 0 || issues.some(({ severity }) => severity === "error")) return { document: null, issues };
  const priced = billDocument({
    number: as.number, date: as.date, currency, reference: referenceOf(input, subject), customer: customer.id, terms, rounding: book.settings.rounding, seller: book.settings.seller,
    buyer: customer.party, lines: amount === null ? lines : lines.map(withTaxIncluded), discountBase: book.settings.discountBase,
    rate: subject.rate,
  });
  return "issues" in priced ? { document: null, issues: [...issues, ...priced.issues] } : { document: priced.document, issues };
}

/** "INV-2026-0001: Freight", whichever of them there are. */
function referenceOf(input: MemoInput, { adjusts }: MemoSubject): string {
  const about = input.reference === "" ? (adjusts?.number ?? "") : input.reference;
  return [about, input.reason].filter((text) => text !== "").join(": ");
}

function resolvedLines(input: MemoInput, { customer, currency }: MemoSubject, book: Book, as: MemoNumber, issues: Issue[]): readonly ResolvedLine[] {
  const taxCodes = readTaxCodes(view(book, "TaxCodes"));
  const rows: readonly unknown[] = input.rows ?? [{ description: as.description, quantity: 1, unitPrice: decimalText(input.amount ?? ONE), taxCode: input.taxCode }];
  const reading = readFieldRows(rows.map((row) => (typeof row === "object" && row !== null && !Array.isArray(row) ? { customer: customer.id, currency, ...row } : row)));
  issues.push(...taxCodes.issues, ...reading.issues);
  const masters = {
    customer: customerFinder(view(book, "Customers")), item: itemFinder(view(book, "Items")), taxCodes: taxCodes.rows, settings: book.settings, invoiceDate: as.date,
    billedRows: new Map<string, string>(),
  };
  return reading.drafts.flatMap((draft): ResolvedLine[] => {
    const line = resolveLine({ ...draft, rowId: "" }, masters, issues);
    if (line === null) return [];
    if (line.customer.id !== customer.id) issues.push(issueError("memoOtherCustomer", draft.at("customer"), { customer: line.customer.id, memo: customer.id }));
    if (line.currency !== currency) issues.push(issueError("memoOtherCurrency", draft.at("currency"), { currency: line.currency, memo: currency }));
    return [line];
  });
}

/** An amount is what the customer owes or gets: its tax is in it, whatever prices usually are. */
function withTaxIncluded(line: ResolvedLine): ResolvedLine {
  return { ...line, tax: { ...line.tax, components: line.tax.components.map((component) => ({ ...component, included: true })) } };
}

function plainTerms(): Extract<ReturnType<typeof findTerms>, { ok: true }> {
  const parsed = parseTerms("net 0");
  if (!parsed.ok) throw new Error("net 0 is a rule");
  return { ok: true, code: "", rule: "net 0", terms: parsed.value };
}

function view(book: Book, name: TableName): TableView {
  const found = viewTable(book.snapshot, name);
  if (found === null) throw new Error(`The preflight found the table ${name}`);
  return found;
}
