import { parseCurrency } from "../../../src/core/values/currency";
import { type Decimal, ONE, parseDecimal, ZERO } from "../../../src/core/values/decimal";
import { minorFromText } from "../../../src/core/values/moneyDecimal";
import { type InvoiceInput, type InvoiceTotals, priceInvoice } from "../../../src/core/documents/invoice";
import { parseTaxCategory, type TaxTreatment } from "../../../src/core/documents/tax";
import { checkTotals } from "../../../src/core/documents/totalsCheck";
import cases from "./cases/einvoiceTotals.json";

interface Allowance {
  readonly charge: boolean;
  readonly amount: string;
}

interface Line {
  readonly quantity: string;
  readonly price: string;
  readonly baseQuantity: string | null;
  readonly net: string;
  readonly category: string;
  readonly rate: string | null;
  readonly allowances: readonly Allowance[];
}

interface Document {
  readonly file: string;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly allowances: readonly (Allowance & { readonly category: string; readonly rate: string | null })[];
  readonly groups: readonly { readonly taxable: string; readonly tax: string; readonly category: string; readonly rate: string | null }[];
  readonly totals: Readonly<
    Record<"net" | "tax" | "total" | "payable" | "lineTotal", string> &
      Record<"allowanceTotal" | "chargeTotal" | "prepaid" | "payableRounding", string | null>
  >;
}

/** 60 UBL documents of CEN/TC 434 (EN 16931) and OpenPeppol, numbers only. */
const documents: readonly Document[] = cases;

/** Lines whose stated net is not price ÷ base quantity × quantity: the publishers' own slips, so no pricing can give them. */
const LINE_SLIPS: Readonly<Record<string, string>> = {
  "en16931/test/testfiles/BIS_Billing_30-Rantefaktura_Enkel.xml": "486 × 4.9715 is 2416.149, stated 2416.16",
  "en16931/test/testfiles/ubl-tc434-test-1.xml": "2 × 1273 stated as 1273",
  "en16931/ubl/examples/guide-example1.xml": "6 × 18.33 stated as −109.98",
  "en16931/ubl/examples/guide-example2.xml": "2 × 1273 stated as 1273",
  "en16931/ubl/examples/guide-example3.xml": "2 × 800 stated as 400",
  "en16931/ubl/examples/ubl-tc434-example1.xml": "6 × 18.33 stated as −109.98",
  "en16931/ubl/examples/ubl-tc434-example10.xml": "6 × 18.33 stated as −109.98",
  "en16931/ubl/examples/ubl-tc434-example2.xml": "2 × 1273 stated as 1273",
  "en16931/ubl/examples/ubl-tc434-example3.xml": "2 × 800 stated as 800",
};

const exact = documents.filter((document) => LINE_SLIPS[document.file] === undefined);
const slipped = documents.filter((document) => LINE_SLIPS[document.file] !== undefined);

test("60 documents, of which 9 have a line that does not follow from its price", () => {
  expect([documents.length, slipped.length]).toEqual([60, 9]);
});

test.each(exact)("$file: priced from quantities and prices, to the cent", (document) => {
  expect(figures(priceInvoice(input(document)))).toEqual(stated(document));
});

test.each(slipped)("$file: line slip, but everything after the stated line nets to the cent", (document) => {
  const priced = priceInvoice(input(document));
  expect(priced.lines.map((line) => line.net)).not.toEqual(stated(document).lineNets);
  const lines = document.lines.map((line) => ({ ...line, quantity: "1", price: line.net, baseQuantity: null, allowances: [] }));
  expect(figures(priceInvoice(input({ ...document, lines })))).toEqual(stated(document));
});

test.each(documents)("$file: BR-CO-10 to BR-CO-17 hold as printed, and one cent anywhere is found", (document) => {
  const figure = stated(document);
  const totals = {
    ...figure,
    allowances: document.allowances.filter((allowance) => !allowance.charge).map((allowance) => cents(allowance.amount)),
    charges: document.allowances.filter((allowance) => allowance.charge).map((allowance) => cents(allowance.amount)),
    groups: document.groups.map((group) => ({ ratePercent: rate(group.rate), taxable: cents(group.taxable), tax: cents(group.tax) })),
  };
  expect(checkTotals(totals)).toEqual([]);
  for (const name of ["lineTotal", "allowanceTotal", "chargeTotal", "net", "tax", "total", "prepaid", "payableRounding", "payable"] as const) {
    expect(checkTotals({ ...totals, [name]: totals[name] + 1 })).not.toEqual([]);
  }
});

function input(document: Document): InvoiceInput {
  const currency = parseCurrency(document.currency);
  if (currency === null) throw new Error(document.currency);
  return {
    currency,
    rounding: "perGroup",
    lines: document.lines.map((line) => ({
      quantity: number(line.quantity),
      unitPrice: number(line.price),
      priceBaseQuantity: line.baseQuantity === null ? ONE : number(line.baseQuantity),
      discountPercent: ZERO,
      allowances: line.allowances.map((allowance) => ({ charge: allowance.charge, amount: cents(allowance.amount) })),
      tax: treatment(line.category, line.rate),
    })),
    allowances: document.allowances.map((allowance) => ({
      charge: allowance.charge,
      amount: cents(allowance.amount),
      tax: treatment(allowance.category, allowance.rate),
    })),
    prepaid: cents(document.totals.prepaid),
    // Those that round pay whole kronor; the others state no rounding.
    cashRounding: cents(document.totals.payableRounding) === 0 ? null : 100,
  };
}

function treatment(category: string, ratePercent: string | null): TaxTreatment {
  // B is Italy's split payment: the tax is computed as standard rated; who pays it is not a matter of totals.
  const known = parseTaxCategory(category === "B" ? "S" : category);
  if (known === null) throw new Error(category);
  const code = `${category}${ratePercent ?? ""}`;
  return {
    code,
    category: known,
    components: [{ code, ratePercent: rate(ratePercent), included: false, compounds: false }],
    exemptionReason: null,
  };
}

function figures(totals: InvoiceTotals): ReturnType<typeof stated> {
  const { lineTotal, allowanceTotal, chargeTotal, net, tax, total, prepaid, payableRounding, payable } = totals;
  return {
    lineNets: totals.lines.map((line) => line.net),
    groups: totals.groups.map((group) => `${group.category} ${group.ratePercent.toFixed()}: ${group.taxable} ${group.tax}`).sort(),
    lineTotal, allowanceTotal, chargeTotal, net, tax, total, prepaid, payableRounding, payable,
  };
}

function stated(document: Document) {
  const totals = document.totals;
  const category = (name: string): string => (name === "B" ? "S" : name);
  return {
    lineNets: document.lines.map((line) => cents(line.net)),
    groups: document.groups
      .map((group) => `${category(group.category)} ${rate(group.rate).toFixed()}: ${cents(group.taxable)} ${cents(group.tax)}`)
      .sort(),
    lineTotal: cents(totals.lineTotal), allowanceTotal: cents(totals.allowanceTotal), chargeTotal: cents(totals.chargeTotal),
    net: cents(totals.net), tax: cents(totals.tax), total: cents(totals.total), prepaid: cents(totals.prepaid),
    payableRounding: cents(totals.payableRounding), payable: cents(totals.payable),
  };
}

function rate(text: string | null): Decimal {
  return text === null ? ZERO : number(text);
}

function number(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new Error(text);
  return value;
}

function cents(text: string | null): number {
  const reading = minorFromText(text ?? "0", 2);
  if (!reading.ok) throw new Error(`${text}`);
  return reading.minor;
}
