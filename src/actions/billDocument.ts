import { dueParts } from "../core/documents/dueParts";
import { type LineInput, priceInvoice } from "../core/documents/invoice";
import { checkInvoiceInput } from "../core/documents/invoiceCheck";
import type { TaxTreatment } from "../core/documents/tax";
import type { Terms } from "../core/documents/terms";
import type { BilledDocument, BilledLine, BilledTreatment, Party } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { ONE, ZERO, decimalText } from "../core/values/decimal";
import { type Issue, issueError } from "../core/values/issue";
import type { PlainDate } from "../core/values/plainDate";
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
}

/** Prices the lines and makes the document to be posted, or says which row cannot be priced. */
export function billDocument(request: DocumentRequest): { readonly document: BilledDocument } | { readonly issues: readonly Issue[] } {
  const { number, date, currency, reference, customer, terms, rounding, seller, buyer, lines } = request;
  const input = { currency, rounding, lines: lines.map(lineInput), allowances: [], prepaid: 0, cashRounding: null };
  const problems = checkInvoiceInput(input);
  if (problems.length > 0) {
    const issues = problems.map(({ code, line }) => issueError(code, lines[(line ?? 1) - 1]?.draft.at("unitPrice") ?? null, { customer }));
    return { issues };
  }
  const totals = priceInvoice(input);
  const treatments = distinctTreatments(lines.map((line) => line.tax));
  const billed = lines.map((line, index): BilledLine => ({
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
    taxCode: line.tax.code,
    treatment: treatments.findIndex((treatment) => sameTreatment(treatment, storedTreatment(line.tax))),
    ratePercent: decimalText(line.tax.components.reduce((sum, component) => sum.add(component.ratePercent), ZERO)),
    net: totals.lines[index]?.net ?? 0,
  }));
  const dues = dueParts(terms.terms, { invoiceDate: date, totalMinor: totals.total, currencyDecimals: currencyDecimals(currency) });
  const document: BilledDocument = {
    number, customer, date, currency, reference, terms: { code: terms.code, rule: terms.rule }, exchangeRate: "", rounding, seller, buyer,
    lines: billed, treatments,
    taxGroups: totals.groups.map((group) => ({
      category: group.category, code: group.code, ratePercent: decimalText(group.ratePercent), exemptionReason: group.exemptionReason ?? "",
      taxable: group.taxable, tax: group.tax,
    })),
    net: totals.net, tax: totals.tax, total: totals.total,
    dues: dues.map(({ part, due, amount, discountUntil, discount }) => ({ part, due, amount, discountUntil, discount })),
  };
  return { document };
}

function lineInput(line: ResolvedLine): LineInput {
  return { quantity: line.quantity, unitPrice: line.unitPrice, priceBaseQuantity: ONE, discountPercent: line.discountPercent, tax: line.tax };
}

function storedTreatment(tax: TaxTreatment): BilledTreatment {
  return {
    code: tax.code,
    category: tax.category,
    components: tax.components.map(({ code, ratePercent, included, compounds }) => ({ code, ratePercent: decimalText(ratePercent), included, compounds })),
    exemptionReason: tax.exemptionReason ?? "",
  };
}

function distinctTreatments(taxes: readonly TaxTreatment[]): readonly BilledTreatment[] {
  const distinct: BilledTreatment[] = [];
  for (const tax of taxes) {
    const stored = storedTreatment(tax);
    if (!distinct.some((known) => sameTreatment(known, stored))) distinct.push(stored);
  }
  return distinct;
}

function sameTreatment(a: BilledTreatment, b: BilledTreatment): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
