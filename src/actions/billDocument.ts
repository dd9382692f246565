import { discountBaseMinor } from "../core/cash/cashDiscount";
import type { DiscountBase } from "../core/cash/discountBase";
import { priceOnDiscountedTax } from "../core/cash/discountedTax";
import { dueParts } from "../core/documents/dueParts";
import { type InvoiceTotals, type LineInput, priceInvoice } from "../core/documents/invoice";
import { type PricingProblem, checkInvoiceInput } from "../core/documents/invoiceCheck";
import type { TaxTreatment } from "../core/documents/tax";
import type { Terms } from "../core/documents/terms";
import type { BilledDocument, BilledLine, BilledTreatment, Party } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { ONE, ZERO, decimalText } from "../core/values/decimal";
import { type Issue, issueError } from "../core/values/issue";
import type { PlainDate } from "../core/values/plainDate";
import { FIRST_TEMPLATE, TEMPLATE_VERSION } from "../workbook/invoiceSheetLayout";
import { type ReadyAllowance, allowanceLines } from "./documentAllowances";
import type { DocumentRate } from "./exchangeRate";
import type { ResolvedLine } from "./resolveLines";

export interface DocumentRequest {
  readonly number: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly reference: string;
  readonly customer: string;
  readonly terms: { readonly code: string; readonly rule: string; readonly terms: Terms };
  readonly rounding: "perGroup" | "perLine";
  readonly seller: Party;
  readonly buyer: Party;
  readonly lines: readonly ResolvedLine[];
  /** What the terms' cash discount is taken of. */
  readonly discountBase: DiscountBase;
  /** Discounts and charges for the whole document. */
  readonly allowances?: readonly ReadyAllowance[];
  /** Of the document's currency in the book's; left out where there is none. */
  readonly rate?: DocumentRate;
  /** How much of what is owed (minor units, above zero) was paid before; left out: nothing. */
  readonly prepaid?: (owed: number) => number;
  /** The step in minor units that what is left to pay is rounded to; left out: not rounded. */
  readonly cashRounding?: number;
}

/**
 * Prices the lines and makes the document to be posted, or says which row, discount or charge cannot be priced. What is left to pay
 * after the prepaid amount is rounded (EN 16931, BR-CO-16), and the rounding is owed: total = net + tax + rounding.
 */
export function billDocument(request: DocumentRequest): { readonly document: BilledDocument } | { readonly issues: readonly Issue[] } {
  const { number, date, currency, reference, customer, terms, rounding, seller, buyer, lines, discountBase, allowances = [], cashRounding = null } = request;
  const own = lines.map(lineInput);
  const plain = { currency, rounding, prepaid: 0, cashRounding };
  const problems = checkInvoiceInput({ ...plain, lines: own, allowances });
  if (problems.length > 0) return { issues: problems.map((problem) => pricingIssue(problem, request)) };
  const added = allowanceLines(allowances, own, currency);
  const input = { ...plain, lines: [...own, ...added.map((line) => line.input)], allowances: [] };
  const cashDiscount = terms.terms.discount;
  const price = (prepaid: number): InvoiceTotals =>
    cashDiscount !== null && discountBase === "mixed" ? priceOnDiscountedTax({ ...input, prepaid }, cashDiscount.percent) : priceInvoice({ ...input, prepaid });
  const unpaid = price(0);
  const prepaid = unpaid.total > 0 ? (request.prepaid?.(unpaid.total) ?? 0) : 0;
  const totals = prepaid === 0 ? unpaid : price(prepaid);
  const owed = totals.total + totals.payableRounding;
  const treatments: BilledTreatment[] = [];
  const places = new Map<string, number>();
  const taxOf = (tax: TaxTreatment): Pick<BilledLine, "taxCode" | "treatment" | "ratePercent"> => {
    const { stored, text, ratePercent } = writtenTreatment(tax);
    let place = places.get(text);
    if (place === undefined) places.set(text, (place = treatments.push(stored) - 1));
    return { taxCode: tax.code, treatment: place, ratePercent };
  };
  const items = lines.map((line, index): BilledLine => {
    const { taxCode, treatment, ratePercent } = taxOf(line.tax);
    // Written out in the order of the payload: these are the most objects that an act makes.
    return {
      line: index + 1,
      kind: "item",
      rowId: line.draft.rowId,
      date: line.draft.date,
      supplyDate: line.supplyDate,
      item: line.draft.item,
      description: line.description,
      quantity: decimalText(line.quantity),
      unit: line.unit,
      unitPrice: decimalText(line.unitPrice),
      discountPercent: decimalText(line.discountPercent),
      taxCode,
      treatment,
      ratePercent,
      net: totals.lines[index]?.net ?? 0,
    };
  });
  const billed = [...items, ...added.map(({ kind, description, input: line }, index): BilledLine => ({
    line: lines.length + index + 1, kind, rowId: "", date: null, supplyDate: date, item: "", description, quantity: decimalText(line.quantity), unit: "",
    unitPrice: decimalText(line.unitPrice), discountPercent: "0", ...taxOf(line.tax), net: totals.lines[lines.length + index]?.net ?? 0,
  }))];
  const dues = dueParts(terms.terms, { invoiceDate: date, totalMinor: owed, currencyDecimals: currencyDecimals(currency), discountBaseMinor: discountBaseMinor(totals, discountBase) });
  const document: BilledDocument = {
    number, customer, date, currency, reference, terms: { code: terms.code, rule: terms.rule, ...(cashDiscount === null || discountBase === "included" ? {} : { discountBase }) }, ...(request.rate ?? { exchangeRate: "" }), rounding, seller, buyer,
    lines: billed, treatments,
    taxGroups: totals.groups.map((group) => ({
      category: group.category, code: group.code, ratePercent: decimalText(group.ratePercent), exemptionReason: group.exemptionReason ?? "",
      taxable: group.taxable, tax: group.tax,
    })),
    net: totals.net, tax: totals.tax, total: owed, ...(totals.payableRounding === 0 ? {} : { payableRounding: totals.payableRounding }),
    dues: dues.map(({ part, due, amount, discountUntil, discount }) => ({ part, due, amount, discountUntil, discount })),
    ...(TEMPLATE_VERSION === FIRST_TEMPLATE ? {} : { template: TEMPLATE_VERSION }),
  };
  return { document };
}

function pricingIssue({ code, line, allowance }: PricingProblem, { customer, lines, allowances = [] }: DocumentRequest): Issue {
  const given = allowance === null ? undefined : allowances[allowance - 1];
  return issueError(code, given === undefined ? (lines[(line ?? 1) - 1]?.draft.at("unitPrice") ?? null) : { column: given.path }, { customer });
}

function lineInput(line: ResolvedLine): LineInput {
  return { quantity: line.quantity, unitPrice: line.unitPrice, priceBaseQuantity: ONE, discountPercent: line.discountPercent, tax: line.tax };
}

interface WrittenTreatment {
  readonly stored: BilledTreatment;
  /** Equal texts are one treatment of a document. */
  readonly text: string;
  /** Of all its components together. */
  readonly ratePercent: string;
}

/** The lines of an act share a few treatments. */
const written = new WeakMap<TaxTreatment, WrittenTreatment>();

function writtenTreatment(tax: TaxTreatment): WrittenTreatment {
  let treatment = written.get(tax);
  if (treatment === undefined) {
    const stored = storedTreatment(tax);
    treatment = { stored, text: JSON.stringify(stored), ratePercent: decimalText(tax.components.reduce((sum, component) => sum.add(component.ratePercent), ZERO)) };
    written.set(tax, treatment);
  }
  return treatment;
}

function storedTreatment(tax: TaxTreatment): BilledTreatment {
  return {
    code: tax.code,
    category: tax.category,
    components: tax.components.map(({ code, ratePercent, included, compounds }) => ({ code, ratePercent: decimalText(ratePercent), included, compounds })),
    exemptionReason: tax.exemptionReason ?? "",
  };
}
