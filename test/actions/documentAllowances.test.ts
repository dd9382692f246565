import { allowanceLines, type ReadyAllowance } from "../../src/actions/documentAllowances";
import { type InvoiceInput, priceInvoice } from "../../src/core/documents/invoice";
import type { TaxTreatment } from "../../src/core/documents/tax";
import { type Decimal, ONE, ZERO, parseDecimal } from "../../src/core/values/decimal";
import { seededRandom } from "../fuzz/fuzz";
import { TestBook } from "../support/book";
import { currency } from "../support/entries";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
  await book.post("putRows", { table: "TaxCodes", rows: [{ "Tax code": "S7", "Category": "S", "Rate %": "7" }] });
});

const row = (unitPrice: string, taxCode: string): Readonly<Record<string, unknown>> => ({ customer: "ACME", description: "Work", quantity: 1, unitPrice, taxCode });
const bill = (rows: readonly unknown[], allowances: readonly unknown[]): ReturnType<TestBook["act"]> => book.act("createInvoices", { invoiceDate: "2026-01-05", rows, allowances });
const lines = (): string[] => book.lines("InvoiceLines", "Line", "Kind", "Description", "Quantity", "Unit price", "Tax code", "Rate %", "Net");

test("a percent is spread over the taxes of the lines; a charge with a tax code of its own is one line", async () => {
  const made = await bill([row("100", "S20"), row("50", "S7"), row("50", "S20")], [{ kind: "discount", percent: "10" }, { kind: "charge", amount: "8.00", taxCode: "S20", description: "Freight" }]);
  expect(made.documents).toMatchObject([{ net: "188.00", tax: "31.75", total: "219.75" }]); // 143.00 at 20 %, 45.00 at 7 %
  expect(lines().slice(3)).toEqual(["4 discount Discount 10 % -1 15 S20 20 -15", "5 discount Discount 10 % -1 5 S7 7 -5", "6 charge Freight 1 8 S20 20 8"]);
  expect(book.rows("Invoices")[0]).toMatchObject({ "Net": 188, "Tax": 31.75, "Total": 219.75 });
});

test("each invoice of a run gets it, and a credit memo of the whole takes it back", async () => {
  const made = await bill([row("100", "Z0"), { ...row("30", "Z0"), customer: "00417" }], [{ kind: "discount", amount: "3" }]);
  expect(made.documents.map(({ customer, total }) => `${customer} ${total}`)).toEqual(["ACME 97.00", "00417 27.00"]);
  const back = await book.post("creditInvoice", { invoice: "INV-2026-0001" });
  expect(back.documents[0]).toMatchObject({ total: "-97.00" });
  const part = await book.post("creditInvoice", { invoice: "INV-2026-0002", lines: [{ line: 1 }, { line: 2 }] });
  expect(part.documents[0]).toMatchObject({ total: "-27.00" });
});

test.each([
  [{ kind: "rebate", amount: "1" }, "inputFieldWrong", "allowances[1].kind"],
  [{ kind: "discount" }, "inputFieldWrong", "allowances[1].amount"],
  [{ kind: "discount", amount: "1", percent: "1" }, "inputFieldWrong", "allowances[1].amount"],
  [{ kind: "discount", amount: "-1" }, "inputFieldWrong", "allowances[1].amount"],
  [{ kind: "discount", percent: "0" }, "inputFieldWrong", "allowances[1].percent"],
  [{ kind: "discount", percent: "1", tax: "S20" }, "inputFieldUnknown", "allowances[1].tax"],
])("%j is refused: %s names %s", async (allowance, code, field) => {
  const result = await bill([row("100", "S20")], [allowance]);
  expect(result.rejections.map((item) => [item.code, item.params["field"]])).toEqual([[code, field]]);
});

test.each([
  [{ kind: "discount", percent: "101" }, "allowancePercentOutOfRange", "allowances[1]"],
  [{ kind: "discount", amount: "0.001" }, "amountNotWholeMinor", "allowances[1].amount"],
  [{ kind: "discount", amount: "99999999999999999" }, "amountTooLarge", "allowances[1].amount"],
  [{ kind: "discount", amount: "1", taxCode: "S99" }, "taxCodeUnknown", "allowances[1].taxCode"],
  [{ kind: "discount", amount: "101" }, "invoiceNegative", "unitPrice"],
])("%j is an issue at its place: %s at %s", async (allowance, code, column) => {
  const result = await bill([row("100", "S20")], [allowance]);
  expect(result.status).toBe("refused");
  expect(result.issues.map((item) => [item.code, item.at?.column])).toEqual([[code, column]]);
});

test("lines that add up to nothing carry no spread discount", async () => {
  const result = await bill([row("100", "S20"), row("-100", "Z0")], [{ kind: "discount", amount: "5" }]);
  expect(result.issues.map(({ code }) => code)).toEqual(["allowanceCannotSpread"]);
});

describe("the lines come to the same totals as the allowances that they stand for", () => {
  const number = (text: string): Decimal => parseDecimal(text) ?? ZERO;
  const treatment = (code: string, rate: string, included: boolean): TaxTreatment => ({ code, category: "S", exemptionReason: null, components: [{ code, ratePercent: number(rate), included, compounds: false }] });
  test.each(["perGroup", "perLine"] as const)("%s, over 400 documents", (rounding) => {
    const random = seededRandom(7);
    const below = (limit: number): number => Math.floor(random() * limit);
    for (let round = 0; round < 400; round += 1) {
      const taxes = ["20", "7", "9.975"].map((rate, index) => treatment(`T${index}`, rate, random() < 0.3));
      const tax = (): TaxTreatment => taxes[below(taxes.length)] ?? treatment("T", "20", false);
      const items = Array.from({ length: 1 + below(4) }, () => ({ quantity: number(String(1 + below(9))), unitPrice: number(`${below(200)}.${String(1 + below(999)).padStart(3, "0")}`), priceBaseQuantity: ONE, discountPercent: ZERO, tax: tax() }));
      const allowances = Array.from({ length: 1 + below(2) }, (): ReadyAllowance => {
        const common = { path: "", description: "", charge: random() < 0.4, tax: random() < 0.5 ? null : tax() };
        return random() < 0.5 ? { ...common, percent: number(String(1 + below(20))) } : { ...common, amount: 1 + below(300) };
      });
      const base: InvoiceInput = { currency: currency("EUR"), rounding, lines: items, allowances: [], prepaid: 0, cashRounding: null };
      const judged = priceInvoice({ ...base, allowances });
      const asLines = priceInvoice({ ...base, lines: [...items, ...allowanceLines(allowances, items, base.currency).map(({ input }) => input)] });
      const shown = ({ net, tax: sum, total, groups }: typeof judged): unknown => ({ net, sum, total, groups: groups.map(({ ratePercent, taxable, tax: own }) => `${ratePercent.toFixed()} ${taxable} ${own}`).sort() });
      expect(shown(asLines)).toEqual(shown(judged));
    }
  });
});
