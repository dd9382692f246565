import fc from "fast-check";
import type { BilledDocument, InvoiceBody, Party } from "../../src/core/ledger/entries";
import { parseCurrency } from "../../src/core/values/currency";
import { encodeBody } from "../../src/workbook/codec";
import { payloadFits } from "../../src/workbook/journal";
import { invoiceFits, payloadBound } from "../../src/workbook/payloadBound";
import { isoDay } from "../support/days";

const day = isoDay("2026-01-31");
const AMOUNT = -999_999_999_999_999;

/** An invoice with `text` in every text. */
function invoiceOf(text: string, lines: number): InvoiceBody {
  const currency = parseCurrency("EUR");
  if (currency === null) throw new Error("EUR");
  const party: Party = { name: text, address: text, city: text, postalCode: text, country: text, taxId: text, email: text, buyerReference: text, electronicAddress: text };
  const document: BilledDocument = {
    number: text, customer: text, date: day, currency, reference: text, terms: { code: text, rule: text, discountBase: "included" }, exchangeRate: text, bookCurrency: currency, rounding: "perGroup", seller: party, buyer: party,
    lines: Array.from({ length: lines }, (_, line) => ({
      line: 100_000 + line, kind: "discount", rowId: text, date: day, supplyDate: day, item: text, description: text, quantity: text, unit: text, unitPrice: text, discountPercent: text, taxCode: text, treatment: 100_000, ratePercent: text, net: AMOUNT,
    })),
    treatments: Array.from({ length: 3 }, () => ({ code: text, category: text, exemptionReason: text, components: Array.from({ length: 3 }, () => ({ code: text, ratePercent: text, included: false, compounds: false })) })),
    taxGroups: Array.from({ length: 9 }, () => ({ category: text, code: text, ratePercent: text, exemptionReason: text, taxable: AMOUNT, tax: AMOUNT })),
    net: AMOUNT, tax: AMOUNT, total: AMOUNT, payableRounding: AMOUNT, dues: Array.from({ length: 12 }, () => ({ part: 100, due: day, amount: AMOUNT, discountUntil: day, discount: AMOUNT })), template: 100,
  };
  return { kind: "invoice", document, prepaid: [{ from: text, amount: AMOUNT }, { from: text, amount: AMOUNT }] };
}

test("the bound is never below the payload, whatever stands in the texts", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.integer({ min: 0, max: 60 }), (text, lines) => {
    const body = invoiceOf(text, lines);
    expect(payloadBound(body)).toBeGreaterThanOrEqual(encodeBody(body).length);
  }), { numRuns: 300 });
  for (const text of ["", "\u001f", "\ud800", '"\\'].map((sign) => sign.repeat(7))) expect(payloadBound(invoiceOf(text, 30))).toBeGreaterThanOrEqual(encodeBody(invoiceOf(text, 30)).length);
});

test.each([["a small invoice", "x", 10], ["one near the limit", "a plain text", 290], ["one beyond it", "a plain text", 400]])("%s: fits as the payload says", (_, text, lines) => {
  expect(invoiceFits(invoiceOf(text, lines))).toBe(payloadFits(invoiceOf(text, lines)));
});

test("the two judge differently where it matters", () => {
  expect([invoiceFits(invoiceOf("a plain text", 290)), invoiceFits(invoiceOf("a plain text", 400))]).toEqual([true, false]);
});
