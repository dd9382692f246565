import { priceOnDiscountedTax } from "../core/cash/discountedTax";
import { type InvoiceInput, type LineInput, type LineTotals, priceInvoice } from "../core/documents/invoice";
import { parseTaxCategory, type TaxTreatment } from "../core/documents/tax";
import { parseTerms } from "../core/documents/terms";
import type { BilledDocument, BilledLine, BilledTreatment } from "../core/ledger/entries";
import { laterOf } from "../core/ledger/ledgerState";
import { currencyDecimals } from "../core/values/currency";
import { type Decimal, ONE, ZERO, decimalFromMinor, decimalText, parseDecimal } from "../core/values/decimal";
import { minorText } from "../core/values/money";
import { allocate } from "../core/values/moneyDecimal";
import type { PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { payloadFits } from "../workbook/journal";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { readPositive } from "./amounts";
import { type Book, bookReads, countingDay, handTypedNumbers, numberTaker, openBook } from "./book";
import { allOk, decodeFields } from "./inputFields";
import { findCharge } from "./settlements";
import { billedSummary } from "./summaries";

export interface CreditInvoiceLine {
  readonly line: number;
  /** Null: the whole line. */
  readonly quantity: Decimal | null;
}

export interface CreditInvoiceInput {
  readonly invoice: string;
  readonly date: PlainDate | null;
  readonly reason: string;
  /** What to credit: whole lines or quantities of them, an amount with its tax in it, or (both null) the whole invoice. */
  readonly lines: readonly CreditInvoiceLine[] | null;
  readonly amount: Decimal | null;
}

/** In order of precedence, after those of the input and of the book. */
export const CREDIT_INVOICE_CODES = [
  "seriesWrong", "invoiceUnknown", "invoiceVoid", "invoiceNotBilled", "nothingOpen", "amountZeroOrLess", "amountSubMinor", "amountTooLarge", "nothingToCredit",
  "lineUnknown", "quantityAboveLine", "creditAboveInvoice", "memoZeroOrLess", "amountAboveOpen", "duplicateNumber", "documentTooLarge",
] as const;
export type CreditInvoiceCode = (typeof CREDIT_INVOICE_CODES)[number];

const WRITES: readonly TableName[] = ["Invoices", "InvoiceLines", "Payments", "Applications"];

/**
 * Credits an invoice or debit memo, whole or in part, at the original's tax, and applies the credit to what is open of it; the
 * rest is unapplied. A deduction is credited in the same way: at the tax of the invoice that it was taken from, applied to
 * the deduction, and (nothing else given) by all that is open of it.
 */
export const creditInvoice: Action<CreditInvoiceInput> = {
  name: "creditInvoice",
  decode: decodeCreditInvoice,
  reads: (_input, env) => bookReads(WRITES, env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const no = (code: CreditInvoiceCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<CreditInvoiceCode>> => refuse(rejection(code, params));
    const taker = numberTaker(book, "Credit memo", env.seat);
    if ("problem" in taker) return no("seriesWrong", { series: "Credit memo", problem: taker.problem });
    const charge = findCharge(book, input.invoice);
    if (charge === null) return no("invoiceUnknown", { invoice: input.invoice, line: "invoice" });
    if (charge.status === "Void") return no("invoiceVoid", { invoice: charge.number, line: "invoice" });
    const original = billedDocument(book, charge.origin ?? charge.number);
    if (original === null) return no("invoiceNotBilled", { invoice: charge.number });
    const isDeduction = charge.origin !== null;
    if (isDeduction && charge.open === 0) return no("nothingOpen", { document: charge.number, status: charge.status });
    const counting = countingDay(book, input.date, env.today, laterOf(original.date, charge.date));
    const { date } = counting;
    const decimals = currencyDecimals(original.currency);
    const asked = isDeduction && input.lines === null && input.amount === null ? { ...input, amount: decimalFromMinor(charge.open, decimals) } : input;
    const before = creditedBefore(book, original.number);
    const made = creditDocument(original, asked, { number: taker.take(date), date, before });
    if (!made.ok) return made;
    const document = made.value;
    const shown = (minor: number): string => minorText(minor, decimals);
    const left = original.total - before.total;
    if (document.total > left) return no("creditAboveInvoice", { invoice: original.number, asked: shown(document.total), left: shown(left), currency: original.currency });
    if (document.total <= 0) return no("memoZeroOrLess", { shown: shown(document.total), currency: original.currency, other: "debit memo" });
    if (isDeduction && document.total > charge.open) return no("amountAboveOpen", { document: charge.number, asked: shown(document.total), open: shown(charge.open), currency: charge.currency });
    const view = viewTable(snapshot, "Invoices");
    if ((view !== null && handTypedNumbers(view).has(document.number)) || book.ledger.credits.has(document.number)) return no("duplicateNumber", { number: document.number });
    const applied = Math.min(document.total, charge.open);
    const applications = applied === 0 ? [] : [{ to: charge.number, customer: charge.customer, amount: applied, discount: 0 }];
    const body = { kind: "creditMemo" as const, document, original: original.number, applications };
    if (!payloadFits(body)) return no("documentTooLarge", { number: document.number, customer: document.customer, lines: document.lines.length });
    return ok(changeSet({ entries: [{ id: env.entryId, body }], documents: [billedSummary("creditMemo", document)], issues: counting.issues }));
  },
};

function billedDocument({ entries }: Book, number: string): BilledDocument | null {
  for (const { body } of entries) if ((body.kind === "invoice" || body.kind === "debitMemo") && body.document.number === number) return body.document;
  return null;
}

/** What credit memos that stand have credited of an invoice; `rounding` is the part of `total` that is payable rounding. */
interface Credited {
  readonly total: number;
  readonly rounding: number;
}

function creditedBefore({ entries, ledger }: Book, number: string): Credited {
  const memos = entries.flatMap(({ body }) => (body.kind === "creditMemo" && body.original === number && ledger.credits.get(body.document.number)?.status !== "Void" ? [body.document] : []));
  return { total: memos.reduce((sum, { total }) => sum + total, 0), rounding: memos.reduce((sum, { payableRounding = 0 }) => sum + payableRounding, 0) };
}

interface CreditAs {
  readonly number: string;
  readonly date: PlainDate;
  readonly before: Credited;
}

function creditDocument(original: BilledDocument, input: CreditInvoiceInput, { number, date, before }: CreditAs): Result<BilledDocument, Rejection<CreditInvoiceCode>> {
  const base: BilledDocument = { ...original, number, date, reference: input.reason === "" ? original.number : `${original.number}: ${input.reason}`, dues: [] };
  const unrounded = withoutRounding(base);
  if (input.amount !== null) return amountCredit(unrounded, original, input.amount, before);
  // The whole invoice is its own figures, never priced again.
  if (input.lines === null) return ok({ ...base, lines: base.lines.map(withoutRowId) });
  const lines: BilledLine[] = [];
  for (const { line, quantity } of input.lines) {
    const found = original.lines.find((candidate) => candidate.line === line);
    if (found === undefined) return refuse(rejection("lineUnknown", { invoice: original.number, line }));
    const billed = decimalOf(found.quantity);
    const credited = quantity ?? billed;
    if (credited.abs().gt(billed.abs()) || credited.isNegative() !== billed.isNegative())
      return refuse(rejection("quantityAboveLine", { invoice: original.number, line, quantity: found.quantity, asked: credited.toFixed() }));
    lines.push({ ...withoutRowId(found), line: lines.length + 1, quantity: decimalText(credited) });
  }
  const credit = priced(unrounded, lines, original.treatments.map(treatmentOf), discountedTaxPercent(original));
  const isLast = before.total - before.rounding + credit.total === original.net + original.tax;
  return ok(isLast ? rounded(credit, restOfRounding(original, before)) : credit);
}

/** The rounding of an invoice is no line's: the credit memo that credits the last of it takes what is left of the rounding. */
function restOfRounding({ payableRounding = 0 }: BilledDocument, before: Credited): number {
  return payableRounding - before.rounding;
}

function withoutRounding(document: BilledDocument): BilledDocument {
  const { payableRounding = 0, ...unrounded } = document;
  return { ...unrounded, total: document.total - payableRounding };
}

function rounded({ dues, ...document }: BilledDocument, payableRounding: number): BilledDocument {
  return payableRounding === 0 ? { ...document, dues } : { ...document, total: document.total + payableRounding, payableRounding, dues };
}

/**
 * An amount that contains its tax, spread over the original's tax treatments by what its lines of each come to with their
 * taxes; one line for each.
 */
function amountCredit(base: BilledDocument, original: BilledDocument, amount: Decimal, before: Credited): Result<BilledDocument, Rejection<CreditInvoiceCode>> {
  const { currency } = original;
  const read = readPositive(amount, { field: "amount", currency });
  if (!read.ok) return read;
  const treatments = original.treatments.map(treatmentOf);
  const grosses = linesOf(original.lines, treatments, original).map(({ gross }) => gross);
  const weights = treatments.map((_, at) => Math.max(0, original.lines.reduce((sum, line, index) => (line.treatment === at ? sum + (grosses[index] ?? 0) : sum), 0)));
  if (weights.every((weight) => weight === 0)) return refuse(rejection("nothingToCredit", { invoice: original.number }));
  const isLast = before.total + read.value === original.total;
  const rest = isLast ? restOfRounding(original, before) : 0;
  // Where hardly more than the rounding is left, it is credited as the rest is.
  const rounding = rest < read.value ? rest : 0;
  const shares = allocate(read.value - rounding, weights);
  const lines = treatments.flatMap((tax, at): BilledLine[] => {
    const share = shares[at] ?? 0;
    if (share === 0) return [];
    return [{
      line: 0, kind: "item", rowId: "", date: null, supplyDate: original.date, item: "", description: `Credit on ${original.number}`, quantity: "1", unit: "",
      unitPrice: decimalText(decimalFromMinor(share, currencyDecimals(currency))), discountPercent: "0", taxCode: tax.code, treatment: at,
      ratePercent: decimalText(tax.components.reduce((sum, component) => sum.add(component.ratePercent), ZERO)), net: 0,
    }];
  });
  const included = treatments.map((tax) => ({ ...tax, components: tax.components.map((component) => ({ ...component, included: true })) }));
  return ok(rounded(priced(base, lines.map((line, index) => ({ ...line, line: index + 1 })), included), rounding));
}

/** The cash discount by which the original's tax was lowered from the start (its mixed base); null where it was not. */
function discountedTaxPercent({ terms }: BilledDocument): Decimal | null {
  const parsed = terms.discountBase === "mixed" ? parseTerms(terms.rule) : null;
  return parsed?.ok === true ? (parsed.value.discount?.percent ?? null) : null;
}

function priced(base: BilledDocument, lines: readonly BilledLine[], treatments: readonly TaxTreatment[], discountPercent: Decimal | null = null): BilledDocument {
  const input = invoiceInput(lines, treatments, base);
  const totals = discountPercent === null ? priceInvoice(input) : priceOnDiscountedTax(input, discountPercent);
  return {
    ...base,
    lines: lines.map((line, index) => ({ ...line, net: totals.lines[index]?.net ?? 0 })),
    treatments: treatments.map((tax): BilledTreatment => ({
      code: tax.code, category: tax.category, exemptionReason: tax.exemptionReason ?? "",
      components: tax.components.map((component) => ({ ...component, ratePercent: decimalText(component.ratePercent) })),
    })),
    taxGroups: totals.groups.map((group) => ({
      category: group.category, code: group.code, ratePercent: decimalText(group.ratePercent), exemptionReason: group.exemptionReason ?? "",
      taxable: group.taxable, tax: group.tax,
    })),
    net: totals.net, tax: totals.tax, total: totals.total,
  };
}

function invoiceInput(lines: readonly BilledLine[], treatments: readonly TaxTreatment[], { currency, rounding }: BilledDocument): InvoiceInput {
  const inputs = lines.map((line): LineInput => {
    const tax = treatments[line.treatment];
    if (tax === undefined) throw new Error(`Line ${line.line} refers to no tax treatment`);
    return { quantity: decimalOf(line.quantity), unitPrice: decimalOf(line.unitPrice), priceBaseQuantity: ONE, discountPercent: decimalOf(line.discountPercent), tax };
  });
  return { currency, rounding, lines: inputs, allowances: [], prepaid: 0, cashRounding: null };
}

function linesOf(lines: readonly BilledLine[], treatments: readonly TaxTreatment[], document: BilledDocument): readonly LineTotals[] {
  return priceInvoice(invoiceInput(lines, treatments, document)).lines;
}

function treatmentOf(stored: BilledTreatment): TaxTreatment {
  return {
    code: stored.code, category: parseTaxCategory(stored.category) ?? "S", exemptionReason: stored.exemptionReason || null,
    components: stored.components.map((component) => ({ ...component, ratePercent: decimalOf(component.ratePercent) })),
  };
}

/** A credit memo's line is no billing of the source row: the row may be billed again. */
function withoutRowId(line: BilledLine): BilledLine {
  return { ...line, rowId: "" };
}

function decimalOf(text: string): Decimal {
  return parseDecimal(text) ?? ZERO;
}

function decodeCreditInvoice(given: unknown): Result<CreditInvoiceInput, Rejection> {
  let lines: Result<readonly CreditInvoiceLine[], Rejection> = ok([]);
  const decoded = decodeFields(given, ["invoice", "date", "reason", "lines", "amount"], "", (fields) => {
    const list = fields.list("lines");
    if (list !== null)
      lines = allOk(list.map((line, index) => decodeFields(line, ["line", "quantity"], `lines[${index + 1}]`, (inner): CreditInvoiceLine => ({
        line: inner.decimal("line")?.toNumber() ?? 0, quantity: inner.decimal("quantity"),
      }))));
    if (list !== null && fields.raw("amount") !== undefined) fields.wrong("amount", "left out when lines are given");
    return {
      invoice: fields.requiredText("invoice"), date: fields.date("date"), reason: fields.text("reason"), amount: fields.decimal("amount"), hasLines: list !== null,
    };
  });
  if (!decoded.ok) return decoded;
  if (!lines.ok) return lines;
  const { hasLines, ...rest } = decoded.value;
  return ok({ ...rest, lines: hasLines ? lines.value : null });
}
