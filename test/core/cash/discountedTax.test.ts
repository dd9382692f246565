import { priceOnDiscountedTax } from "../../../src/core/cash/discountedTax";
import { type InvoiceInput, type LineInput, priceInvoice } from "../../../src/core/documents/invoice";
import type { TaxTreatment } from "../../../src/core/documents/tax";
import { type Decimal, decimalText, ONE, parseDecimal, ZERO } from "../../../src/core/values/decimal";
import { currency } from "../../support/entries";

function exact(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}
function tax(category: TaxTreatment["category"], code: string, ...rates: string[]): TaxTreatment {
  const components = rates.map((rate, index) => ({ code: rates.length === 1 ? code : `${code}${index}`, ratePercent: exact(rate.replace("i", "")), included: rate.endsWith("i"), compounds: false }));
  return { code, category, components, exemptionReason: category === "S" ? null : "Exempt" };
}
const line = (price: string, of: TaxTreatment): LineInput => ({ quantity: ONE, unitPrice: exact(price), priceBaseQuantity: ONE, discountPercent: ZERO, tax: of });
const input = (lines: readonly LineInput[], more: Partial<InvoiceInput> = {}): InvoiceInput => ({ currency: currency("EUR"), rounding: "perGroup", lines, allowances: [], prepaid: 0, cashRounding: null, ...more });
const S15 = tax("S", "S15", "15");
const S7 = tax("S", "S7", "7");
const EXEMPT = tax("E", "X");

function groupsOf(given: InvoiceInput, percent: string): string[] {
  return priceOnDiscountedTax(given, exact(percent)).groups.map(({ category, code, ratePercent, taxable, tax: of }) => `${category} ${code} ${decimalText(ratePercent)} ${taxable} ${of}`);
}

test("odoo mixed: 1,500.00 at 15 % with 10 % discount is taxed on 1,350.00", () => {
  const totals = priceOnDiscountedTax(input([line("1500", S15)]), exact("10"));
  expect([totals.net, totals.tax, totals.total, totals.payable, totals.lineTotal]).toEqual([150_000, 20_250, 170_250, 170_250, 150_000]);
  expect([totals.allowanceTotal, totals.chargeTotal, totals.allowances]).toEqual([0, 0, []]);
  expect(totals.lines.map(({ net }) => net)).toEqual([150_000]);
  expect(totals.groups.map(({ exemptionReason }) => exemptionReason)).toEqual([null, "Cash discount"]);
});

test("each rate of its own; what is not taxed stays", () => {
  const given = input([line("100.05", S15), line("50", S7), line("20", EXEMPT), line("100", { ...S15 }), line("30", tax("AE", "R"))]);
  expect(groupsOf(given, "2")).toEqual(["S S15 15 19605 2941", "S S7 7 4900 343", "E X 0 2500 0", "AE R 0 3000 0"]);
  const totals = priceOnDiscountedTax(given, exact("2"));
  expect([totals.net, totals.tax]).toEqual([30_005, 3_284]);
});

test("document allowances and charges are discounted with their tax, and shown as they were", () => {
  const given = input([line("100", S15)], { allowances: [{ charge: false, amount: 1_000, tax: S15 }, { charge: true, amount: 500, tax: S7 }] });
  const totals = priceOnDiscountedTax(given, exact("10"));
  expect(groupsOf(given, "10")).toEqual(["S S15 15 8100 1215", "S S7 7 450 32", "E  0 950 0"]);
  expect([totals.net, totals.allowanceTotal, totals.chargeTotal, totals.allowances.length]).toEqual([9_500, 1_000, 500, 2]);
});

test("a price with its tax in it: the net stays, the tax is lowered", () => {
  const given = input([line("115", tax("S", "S15", "15i"))]);
  const totals = priceOnDiscountedTax(given, exact("10"));
  expect([totals.net, totals.tax, totals.total]).toEqual([10_000, 1_350, 11_350]);
});

test("two taxes on a line are both lowered", () => {
  expect(groupsOf(input([line("100", tax("S", "GST", "9", "9"))]), "10")).toEqual(["S GST0 9 9000 810", "S GST1 9 9000 810", "E  0 1000 0"]);
});

test("prepaid and cash rounding come after", () => {
  const totals = priceOnDiscountedTax(input([line("10.01", S15)], { prepaid: 100, cashRounding: 5 }), exact("10"));
  expect([totals.total, totals.prepaid, totals.payableRounding, totals.payable]).toEqual([1_136, 100, -1, 1_035]);
});

test("without tax, or a discount too small for a cent, it is the plain invoice", () => {
  for (const given of [input([line("100", EXEMPT)]), input([line("0.04", S15)]), input([])]) expect(priceOnDiscountedTax(given, exact("10"))).toEqual(priceInvoice(given));
});
