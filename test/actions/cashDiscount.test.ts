import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
  await book.post("putRows", { table: "TaxCodes", rows: [{ "Tax code": "V15", "Category": "S", "Rate %": "15" }, { "Tax code": "V18", "Category": "S", "Rate %": "18" }] });
  await book.post("putRows", { table: "Terms", rows: [{ Terms: "10-10", Rule: "10/10 n/30" }] });
  await book.post("putRows", { table: "Customers", rows: [{ "Customer": "C", "Name": "Discount Ltd", "Terms": "10-10", "Currency": "EUR" }] });
});

type Line = readonly [price: string, taxCode: string];
async function bill(...lines: readonly Line[]): Promise<Record<string, unknown>> {
  const rows = lines.map(([unitPrice, taxCode]) => ({ customer: "C", description: "Work", quantity: 1, unitPrice, taxCode }));
  const number = (await book.post("createInvoices", { invoiceDate: "2026-01-01", rows })).documents[0]?.number;
  const [invoice] = book.rows("Invoices").filter((row) => row["Number"] === number);
  const [due] = book.rows("DueDates").filter((row) => row["Number"] === number);
  return { ...invoice, ...due };
}
const base = (value: string): Promise<unknown> => book.post("putRows", { table: "Settings", rows: [{ Setting: "Cash discount base", Value: value }] });
const pay = (date: string, amount: string, line: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ customer: "C", date, amount, apply: [{ invoice: "INV-2026-0001", amount, ...line }] });

const LEGAL: readonly { source: string; base: string; lines: readonly Line[]; total: number; discount: number; receive: string; onIncome: string; onTax: string }[] = [
  { source: "erpnext 236.00", base: "included", lines: [["200", "V18"]], total: 236, discount: 23.6, receive: "212.40", onIncome: "20.00", onTax: "3.60" },
  { source: "odoo 1,725.00", base: "included", lines: [["1500", "V15"]], total: 1725, discount: 172.5, receive: "1552.50", onIncome: "150.00", onTax: "22.50" },
  { source: "odoo 3,150.00", base: "excluded", lines: [["1000", "V15"], ["2000", "Z0"]], total: 3150, discount: 300, receive: "2850.00", onIncome: "300.00", onTax: "0.00" },
  { source: "odoo term", base: "included", lines: [["1000", "V15"]], total: 1150, discount: 115, receive: "1035.00", onIncome: "100.00", onTax: "15.00" },
  { source: "odoo term", base: "excluded", lines: [["1000", "V15"]], total: 1150, discount: 100, receive: "1050.00", onIncome: "100.00", onTax: "0.00" },
  { source: "odoo term", base: "mixed", lines: [["1000", "V15"]], total: 1135, discount: 100, receive: "1035.00", onIncome: "100.00", onTax: "0.00" },
  { source: "two rates", base: "mixed", lines: [["1000", "V15"], ["500", "V18"], ["100", "Z0"]], total: 1816, discount: 160, receive: "1656.00", onIncome: "160.00", onTax: "0.00" },
];

test.each(LEGAL)("$source, $base: billed, offered, taken on the last day", async ({ base: wanted, lines, total, discount, receive, onIncome, onTax }) => {
  await base(wanted);
  const invoice = await bill(...lines);
  expect([invoice["Total"], invoice["Discount"], invoice["Discount until"]]).toEqual([total, discount, 46033]); // 2026-01-11
  await base(wanted === "included" ? "excluded" : "included"); // what is posted keeps its base
  const found = await book.post("postPayment", { customer: "C", date: "2026-01-11", amount: receive, apply: "auto" });
  expect(found.documents[0]?.discounts).toEqual([{ invoice: "INV-2026-0001", amount: discount.toFixed(2), onIncome, onTax }]);
  expect(book.lines("Invoices", "Balance", "Status")).toEqual(["0 Paid"]);
  expect((await book.act("postPayment", { customer: "C", date: "2026-01-11", amount: receive, apply: "auto", entry: found.entry })).documents).toEqual(found.documents);
});

test("an unreadable base is named at its cell", async () => {
  await base("half");
  expect((await book.act("postPayment", { customer: "C", amount: "1" })).rejections.map(({ message }) => message).join()).toContain("the setting Cash discount base is “half”. It must be included, excluded or mixed");
});

test("a part payment earns its share, and the next one is offered the rest only (odoo#94050)", async () => {
  await bill(["1000", "Z0"]); // 100.00 until 2026-01-11
  expect((await book.act("postPayment", pay("2026-01-05", "400", { discount: "100" }))).rejections[0]?.code).toBe("discountAboveOffer");
  const part = await book.post("postPayment", pay("2026-01-05", "450", { discount: "50" }));
  expect(part.documents[0]?.discounts?.map(({ amount }) => amount)).toEqual(["50.00"]);
  expect((await book.act("postPayment", pay("2026-01-06", "400", { discount: "100" }))).rejections[0]?.message).toContain("at most 50.00 EUR, and 44.45 with a payment of 400.00");
  await book.post("postPayment", { customer: "C", date: "2026-01-11", amount: "450", apply: "auto" });
  expect(book.lines("Applications", "Amount", "Discount")).toEqual(["450 50", "450 50"]);
  expect(book.lines("Invoices", "Balance", "Status")).toEqual(["0 Paid"]);
});

test("a part payment without a discount leaves the discount of what is left", async () => {
  await bill(["1000", "Z0"]);
  await book.post("postPayment", pay("2026-01-05", "500"));
  expect((await book.act("postPayment", pay("2026-01-06", "400", { discount: "100" }))).rejections[0]?.code).toBe("discountAboveOffer");
  await book.post("postPayment", pay("2026-01-06", "450", { discount: "50" }));
  expect(book.lines("Invoices", "Balance")).toEqual(["0"]);
});

test("a credit memo lowers the discount with the amount", async () => {
  await bill(["1000", "Z0"]);
  await book.post("creditInvoice", { invoice: "INV-2026-0001", date: "2026-01-02", amount: "200" });
  expect((await book.act("postPayment", pay("2026-01-06", "719", { discount: "81" }))).rejections[0]?.message).toContain("at most 80.00");
  await book.post("postPayment", pay("2026-01-06", "720", { discount: "80" }));
  expect(book.lines("Invoices", "Balance").slice(0, 1)).toEqual(["0"]);
});

describe("taken late", () => {
  const late = (line: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => pay("2026-01-12", "900", { discount: "100", ...line });
  beforeEach(async () => { await bill(["1000", "Z0"]); });

  test("refused with the day", async () => {
    expect((await book.act("postPayment", late())).rejections[0]).toMatchObject({ code: "discountLate", params: { lastDay: "2026-01-11", paidOn: "2026-01-12" } });
  });

  test("left open, and said, where Settings says so", async () => {
    await book.post("putRows", { table: "Settings", rows: [{ Setting: "Late discount", Value: "open" }] });
    const result = await book.post("postPayment", late());
    expect(result.issues.map(({ code, message }) => [code, message])).toEqual([["lateDiscountOpen", "The last day for the discount on INV-2026-0001 was 2026-01-11; it was paid on 2026-01-12. 100.00 EUR stays open on the invoice: collect it, or write it off."]]);
    expect(result.documents[0]?.discounts).toBeUndefined();
    expect(book.lines("Invoices", "Balance", "Status")).toEqual(["100 Part paid"]);
  });

  test("a deduction with a reason", async () => {
    await book.post("putRows", { table: "Settings", rows: [{ Setting: "Late discount", Value: "deduction" }] });
    await book.post("postPayment", late());
    await book.post("postPayment", { customer: "C", date: "2026-01-12", amount: "10", apply: [{ invoice: "INV-2026-0001-D1", amount: "10" }] });
    expect(book.lines("Invoices", "Number", "Balance", "Reference")).toEqual(["INV-2026-0001 0 -", "INV-2026-0001-D1 90 INV-2026-0001: Late discount"]);
  });

  test("with a deduction of its own in the line they are one item", async () => {
    await book.post("putRows", { table: "Settings", rows: [{ Setting: "Late discount", Value: "deduction" }] });
    await book.post("postPayment", pay("2026-01-12", "850", { discount: "100", deduction: "50", reason: "Damaged, and late" }));
    expect(book.lines("Invoices", "Number", "Balance", "Reference").slice(1)).toEqual(["INV-2026-0001-D1 150 INV-2026-0001: Damaged, and late"]);
  });

  test.each([[{ reason: "Good customer" }, "Good customer"], [{}, "Discount accepted"]])("granted with a reason: %o", async (more, reason) => {
    await book.post("postPayment", late({ acceptDiscount: true, ...more }));
    expect(book.lines("Invoices", "Balance", "Status")).toEqual(["0 Paid"]);
    expect(String(book.rows("Journal_A").at(-1)?.["Payload 1"])).toContain(`"reason":"${reason}"`);
  });

  test("accepting an earned discount is no grace", async () => {
    await book.post("postPayment", pay("2026-01-11", "900", { discount: "100", acceptDiscount: true }));
    expect(String(book.rows("Journal_A").at(-1)?.["Payload 1"])).toContain('"reason":""');
  });

  test("a bounced payment gives the discount back", async () => {
    await book.post("postPayment", pay("2026-01-11", "900", { discount: "100" }));
    await book.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-01-11" });
    expect(book.lines("Invoices", "Balance", "Status")).toEqual(["1000 Open"]);
    await book.post("postPayment", pay("2026-01-11", "900", { discount: "100" }));
    expect(book.lines("Invoices", "Balance", "Status")).toEqual(["0 Paid"]);
  });
});

test("the mixed base: a credited line bears the tax that was billed for it", async () => {
  await base("mixed");
  const invoice = await bill(["1000", "V15"], ["333.33", "V18"]); // 135.00 + round(300.00 × 18 %) = 54.00
  expect([invoice["Net"], invoice["Tax"]]).toEqual([1333.33, 189]);
  await base("included");
  const line = await book.post("creditInvoice", { invoice: "INV-2026-0001", date: "2026-01-02", lines: [{ line: 1 }] });
  expect(line.documents[0]).toMatchObject({ net: "-1000.00", tax: "-135.00", total: "-1135.00" });
  const rest = await book.post("creditInvoice", { invoice: "INV-2026-0001", date: "2026-01-02", lines: [{ line: 2 }] });
  expect(rest.documents[0]).toMatchObject({ net: "-333.33", tax: "-54.00", total: "-387.33" });
  expect(book.rows("Invoices")[0]).toMatchObject({ Balance: 0, Status: "Credited" });
});
