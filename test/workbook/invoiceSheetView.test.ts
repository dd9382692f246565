import type { BilledDocument } from "../../src/core/ledger/entries";
import { parseCurrency } from "../../src/core/values/currency";
import { parseIsoDate, type PlainDate, toSerial } from "../../src/core/values/plainDate";
import { text } from "../../src/workbook/cells";
import { type DocumentToShow, addressLines, invoiceView, spreadOver, textRows } from "../../src/workbook/invoiceSheetView";
import type { CellWrite } from "../../src/workbook/port";

function day(iso: string): PlainDate {
  const found = parseIsoDate(iso);
  if (found === null) throw new Error(iso);
  return found;
}

function documentWith(parts: Partial<BilledDocument> & { readonly code?: string }): BilledDocument {
  const currency = parseCurrency(parts.code ?? "EUR");
  if (currency === null) throw new Error("currency");
  const party = { name: "Seller & Co", address: "Line 1\nLine 2\n\nLine 3", city: "Lübeck", postalCode: "23552", country: "Germany", taxId: "DE1", email: "a@b", buyerReference: "BR-1", electronicAddress: "" };
  return {
    number: "INV-1", customer: "00417", date: day("2026-01-31"), currency, reference: "PO-7", terms: { code: "NET30", rule: "net 30" }, exchangeRate: "", rounding: "perGroup",
    seller: party, buyer: { ...party, name: "=HYPERLINK(\"http://x\",\"y\")" },
    lines: [
      { line: 1, kind: "item", rowId: "", date: null, supplyDate: day("2026-01-12"), item: "A", description: "Work", quantity: "12.5", unit: "hour", unitPrice: "80", discountPercent: "0", taxCode: "S20", treatment: 0, ratePercent: "20", net: 100_000 },
      { line: 2, kind: "item", rowId: "", date: null, supplyDate: day("2026-01-13"), item: "B", description: "", quantity: "3", unit: "pcs", unitPrice: "0.1235", discountPercent: "2.50", taxCode: "AE", treatment: 1, ratePercent: "0", net: 36 },
    ],
    treatments: [{ code: "S20", category: "S", components: [], exemptionReason: "" }, { code: "AE", category: "AE", components: [], exemptionReason: "Reverse charge" }],
    taxGroups: [
      { category: "S", code: "S20", ratePercent: "20", exemptionReason: "", taxable: 100_000, tax: 20_000 },
      { category: "AE", code: "AE", ratePercent: "0", exemptionReason: "Reverse charge", taxable: 36, tax: 0 },
    ],
    net: 100_036, tax: 20_000, total: 120_036,
    dues: [{ part: 1, due: day("2026-03-02"), amount: 120_036, discountUntil: null, discount: 0 }],
    ...parts,
  };
}

function view(parts: Partial<DocumentToShow> = {}, document: Partial<BilledDocument> & { readonly code?: string } = {}): ReturnType<typeof invoiceView> {
  return invoiceView({ kind: "invoice", document: documentWith(document), original: "", voided: null, isCopy: false, ...parts });
}

const shown = (cell: CellWrite | undefined): string => (cell === undefined || cell.type === "empty" ? "" : cell.type === "text" ? cell.value : `${cell.value} ${cell.format ?? ""}`);
const shownAll = (cells: readonly CellWrite[]): string => cells.map(shown).join(" | ");

test.each([
  ["OI_Title", {}, "Invoice"],
  ["OI_Title", { kind: "creditMemo" as const }, "Credit memo"],
  ["OI_Mark", {}, ""],
  ["OI_Mark", { isCopy: true }, "COPY"],
  ["OI_Mark", { isCopy: true, voided: { date: day("2026-02-01"), reason: "twice" } }, "VOID · COPY"],
  ["OI_Notes", { voided: { date: day("2026-02-01"), reason: "twice" } }, "Cancelled on 2026-02-01: twice\nReverse charge"],
  ["OI_Notes", { kind: "creditMemo" as const, original: "INV-0" }, "Corrects invoice INV-0.\nReverse charge"],
  ["OI_Due", {}, `${toSerial(day("2026-03-02"))} d mmm yyyy`],
  ["OI_Due", { kind: "creditMemo" as const }, ""],
  ["OI_Total", {}, '1200.36 "EUR" #,##0.00'],
  ["OI_BuyerName", {}, '=HYPERLINK("http://x","y")'],
  ["OI_SellerAddress", {}, "Line 1 | Line 2 | Line 3 | 23552 Lübeck | Germany"],
  ["OI_Customer", {}, "00417"],
] as const)("%s of %j is %s", (field, parts, expected) => {
  expect(shownAll(view(parts).fields[field])).toBe(expected);
});

test("lines: one number of decimals a column, rates and discounts as text, the item where the description is blank", () => {
  const rows = view().blocks["OI_Lines"] ?? [];
  const columns = ["OI_Line_Description", "OI_Line_Quantity", "OI_Line_Unit", "OI_Line_Price", "OI_Line_Discount", "OI_Line_Tax", "OI_Line_Net"];
  expect(rows.map((row) => columns.map((name) => shown(row[name])).join(" ; "))).toEqual([
    "Work ; 12.5 #,##0.0 ; hour ; 80 #,##0.0000 ;  ; 20% ; 1000 #,##0.00",
    "B ; 3 #,##0.0 ; pcs ; 0.1235 #,##0.0000 ; 2.5% ; 0% AE ; 0.36 #,##0.00",
  ]);
});

test("rounding stands below the taxes, above the total that it is part of", () => {
  const rows = view({}, { payableRounding: -1, total: 120_035 }).blocks["OI_TaxLines"] ?? [];
  expect([rows.at(-1)?.["OI_Tax_Text"], rows.at(-1)?.["OI_Tax_Base"], rows.at(-1)?.["OI_Tax_Amount"]].map(shown)).toEqual(["Rounding", "", '-0.01 "EUR" #,##0.00']);
});

const TWO_PARTS = [
  { part: 1, due: day("2026-03-02"), amount: 100_000, discountUntil: day("2026-02-10"), discount: 400 },
  { part: 2, due: day("2026-04-02"), amount: 20_036, discountUntil: null, discount: 0 },
];

test.each([
  ["a part of the first", 30_000, ["Paid in advance, P-1 -300", "Instalment 1 of 2, please pay by 700", "or, less EUR 4.00 cash discount, by 696", "Instalment 2 of 2, please pay by 200.36"]],
  ["less than the discount is left of the first", 99_900, ["Paid in advance, P-1 -999", "Instalment 1 of 2, please pay by 1", "Instalment 2 of 2, please pay by 200.36"]],
  ["the first and a part of the second", 110_000, ["Paid in advance, P-1 -1100", "Instalment 2 of 2, please pay by 100.36"]],
  ["all of it", 120_036, ["Paid in advance, P-1 -1200.36", "Nothing is left to pay 0"]],
])("paid in advance: %s", (_name, amount, expected) => {
  const rows = view({ prepaid: [{ number: "P-1", date: day("2026-01-05"), amount }] }, { dues: TWO_PARTS }).blocks["OI_DueLines"] ?? [];
  expect(rows.map((row) => `${shown(row["OI_Due_Text"])} ${shown(row["OI_Due_Amount"]).split(" ")[0]}`)).toEqual(expected);
});

test("tax: a row a rate, with what it is taken of", () => {
  const rows = view().blocks["OI_TaxLines"] ?? [];
  expect(rows.map((row) => [row["OI_Tax_Text"], row["OI_Tax_Base"], row["OI_Tax_Amount"]].map(shown))).toEqual([
    ["Tax 20% on", "1000 #,##0.00", '200 "EUR" #,##0.00'],
    ["Reverse charge, tax 0% on", "0.36 #,##0.00", '0 "EUR" #,##0.00'],
  ]);
});

test.each([
  ["one date", [{ part: 1, due: day("2026-03-02"), amount: 120_036, discountUntil: null, discount: 0 }], ["Please pay by 1200.36"]],
  ["a cash discount", [{ part: 1, due: day("2026-03-02"), amount: 120_036, discountUntil: day("2026-02-10"), discount: 2_401 }], ["Please pay by 1200.36", "or, less EUR 24.01 cash discount, by 1176.35"]],
  ["instalments", [{ part: 1, due: day("2026-02-15"), amount: 36_011, discountUntil: null, discount: 0 }, { part: 2, due: day("2026-03-17"), amount: 84_025, discountUntil: null, discount: 0 }], ["Instalment 1 of 2, please pay by 360.11", "Instalment 2 of 2, please pay by 840.25"]],
])("payment: %s", (_name, dues, expected) => {
  const rows = view({}, { dues }).blocks["OI_DueLines"] ?? [];
  expect(rows.map((row) => `${shown(row["OI_Due_Text"])} ${shown(row["OI_Due_Amount"]).split(" ")[0] ?? ""}`)).toEqual(expected);
});

test("currencies keep their own decimals", () => {
  expect(shown(view({}, { code: "JPY" }).fields.OI_Total[0])).toBe('120036 "JPY" #,##0');
  expect(shown(view({}, { code: "KWD" }).fields.OI_Total[0])).toBe('120.036 "KWD" #,##0.000');
});

test.each([
  [["a", "b"], 4, ["a", "b", "", ""]],
  [["a", "b", "c"], 3, ["a", "b", "c"]],
  [["a", "b", "c", "d"], 2, ["a", "b\nc\nd"]],
  [["a", "b"], 1, ["a\nb"]],
  [[], 2, ["", ""]],
])("%j over %d rows", (lines, rows, expected) => {
  expect(spreadOver(lines.map(text), rows).map(shown)).toEqual(expected);
});

test("an address without a city is no blank line", () => {
  expect(addressLines({ ...documentWith({}).buyer, address: "", city: "", postalCode: "", country: "" })).toEqual([]);
});

test.each([["", 10, 1], ["short", 10, 1], ["two words", 5, 2], ["one two three four", 8, 3], ["a\nb", 10, 2], ["abcdefghijklmnopqrstuvwxy", 10, 3]])("%j takes, at %d characters, %d rows", (value, characters, rows) => {
  expect(textRows(value, characters)).toBe(rows);
});
