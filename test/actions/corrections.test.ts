import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
  await book.post("createInvoices", {
    invoiceDate: "2026-01-05",
    rows: [
      { customer: "ACME", description: "Work", quantity: "10", unitPrice: "100", taxCode: "S20" },
      { customer: "ACME", description: "Books", quantity: "3", unitPrice: "9.99", taxCode: "Z0" },
    ],
  }); // 1200 + 29.97 = 1229.97
});

const invoices = (): string[] => book.lines("Invoices", "Number", "Total", "Balance", "Status");

test("void keeps the number; the next invoice takes the next", async () => {
  await book.post("voidDocument", { document: "INV-2026-0001", date: "2026-01-06", reason: "Twice" });
  expect(invoices()).toEqual(["INV-2026-0001 1229.97 0 Void"]);
  expect(await book.invoice("ACME", "2026-01-07", "1")).toBe("INV-2026-0002");
  expect((await book.act("voidDocument", { document: "INV-2026-0001" })).rejections[0]?.code).toBe("documentVoid");
  expect((await book.act("postPayment", { customer: "ACME", amount: "1", apply: [{ invoice: "INV-2026-0001" }] })).rejections[0]?.code).toBe("invoiceVoid");
});

test("an invoice with a payment on it is not voided", async () => {
  await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount: "1229.97", apply: "auto" });
  const result = await book.act("voidDocument", { document: "INV-2026-0001" });
  expect(result.rejections[0]?.message).toContain("1229.97 EUR applied (PAY-2026-0001)");
});

test("a bounced cheque", async () => {
  await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount: "1229.97", apply: "auto" });
  expect(invoices()).toEqual(["INV-2026-0001 1229.97 0 Paid"]);
  await book.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-01-20", reason: "No funds" });
  expect(invoices()).toEqual(["INV-2026-0001 1229.97 1229.97 Open"]);
  expect(book.lines("Payments", "Number", "Kind", "Amount", "Unapplied", "Status")).toEqual(["PAY-2026-0001 payment 1229.97 0 Void", "PAY-2026-0001-R reversal -1229.97 0 Paid"]);
  expect((await book.act("reversePayment", { payment: "PAY-2026-0001" })).rejections[0]?.code).toBe("paymentReversed");
});

test("credit of the whole, of a line, of an amount", async () => {
  const whole = await book.act("creditInvoice", { invoice: "INV-2026-0001" });
  expect(whole.documents[0]).toMatchObject({ kind: "credit memo", number: "CM-2026-0001", net: "-1029.97", tax: "-200.00", total: "-1229.97" });
  expect(invoices()).toEqual(["INV-2026-0001 1229.97 0 Credited", "CM-2026-0001 -1229.97 0 Paid"]);
  expect((await book.act("creditInvoice", { invoice: "INV-2026-0001", amount: "0.01" })).rejections[0]?.code).toBe("creditAboveInvoice");
});

test("part of a line at the original's tax, although the rate has changed since", async () => {
  await book.post("putRows", { table: "TaxCodes", rows: [{ "Tax code": "S20", "Category": "S", "Rate %": "21", "Valid from": "2026-01-10" }] });
  const credit = await book.post("creditInvoice", { invoice: "INV-2026-0001", date: "2026-02-01", lines: [{ line: 1, quantity: "2.5" }] });
  expect(credit.documents[0]).toMatchObject({ net: "-250.00", tax: "-50.00", total: "-300.00" });
  const amount = await book.post("creditInvoice", { invoice: "INV-2026-0001", amount: "100.00" });
  expect(amount.documents[0]).toMatchObject({ total: "-100.00" });
  expect(invoices()[0]).toBe("INV-2026-0001 1229.97 829.97 Part paid");
  expect((await book.act("creditInvoice", { invoice: "INV-2026-0001", lines: [{ line: 2, quantity: "4" }] })).rejections[0]?.code).toBe("quantityAboveLine");
  expect((await book.act("creditInvoice", { invoice: "INV-2026-0001", lines: [{ line: 3 }] })).rejections[0]?.code).toBe("lineUnknown");
});

test("a payment on account is applied later, and taken back", async () => {
  await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount: "500" });
  await book.post("applyCredit", { from: "PAY-2026-0001", date: "2026-01-12", apply: [{ invoice: "INV-2026-0001", amount: "200" }] });
  expect(book.lines("Payments", "Unapplied", "Status")).toEqual(["300 Part paid"]);
  expect((await book.act("applyCredit", { from: "PAY-2026-0001", apply: [{ invoice: "INV-2026-0001", amount: "300.01" }] })).rejections[0]?.code).toBe("creditUsed");
  await book.post("applyCredit", { from: "PAY-2026-0001", date: "2026-01-13", apply: [{ invoice: "INV-2026-0001", amount: "-50" }] });
  await book.post("applyCredit", { from: "PAY-2026-0001", date: "2026-01-14" });
  expect(book.lines("Payments", "Unapplied", "Status")).toEqual(["0 Paid"]);
  expect(invoices()).toEqual(["INV-2026-0001 1229.97 729.97 Part paid"]);
});
