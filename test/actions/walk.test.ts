import { TestBook } from "../support/book";

test("setup, invoices from rows, a cheque over three invoices with a deduction", async () => {
  const book = await TestBook.withCustomers();
  const invoices = await book.post("createInvoices", {
    invoiceDate: "2026-01-31",
    rows: [
      { customer: "ACME", date: "2026-01-12", description: "Consulting", quantity: "12.5", unitPrice: "80.00", taxCode: "S20", reference: "PO-77" },
      { customer: "ACME", date: "2026-01-13", description: "Travel", quantity: 1, unitPrice: "99.99", taxCode: "S20", reference: "PO-77" },
      { customer: "00417", description: "Design", quantity: 3, unitPrice: "1000", reference: "" },
    ],
  });
  expect(invoices.documents).toEqual([
    { kind: "invoice", number: "INV-2026-0001", customer: "ACME", date: "2026-01-31", due: "2026-03-02", dues: [{ part: 1, due: "2026-03-02", amount: "1319.99" }], currency: "EUR", net: "1099.99", tax: "220.00", total: "1319.99" },
    { kind: "invoice", number: "INV-2026-0002", customer: "00417", date: "2026-01-31", due: "2026-03-02", dues: [{ part: 1, due: "2026-03-02", amount: "3000.00" }], currency: "EUR", net: "3000.00", tax: "0.00", total: "3000.00" },
  ]);
  book.workbook.calls.length = 0;
  const payment = await book.post("postPayment", {
    customer: "ACME", date: "2026-02-03", amount: "1000.00", method: "cheque",
    apply: [{ invoice: "INV-2026-0001", amount: "1000.00", deduction: "150.00", reason: "Damaged goods" }],
  });
  expect(book.workbook.calls).toEqual(["read", "commit", "readTable", "write"]);
  expect(payment.documents.map(({ kind, number, due, total }) => [kind, number, due, total])).toEqual([
    ["payment", "PAY-2026-0001", null, "1000.00"],
    ["deduction", "INV-2026-0001-D1", "2026-03-02", "150.00"],
  ]);
  expect(book.lines("Invoices", "Number", "Kind", "Customer", "Total", "Balance", "Status")).toEqual([
    "INV-2026-0001 invoice ACME 1319.99 169.99 Part paid",
    "INV-2026-0002 invoice 00417 3000 3000 Open",
    "INV-2026-0001-D1 deduction ACME 150 150 Open",
  ]);
  expect(book.lines("Applications", "Line", "From", "To", "Amount", "Kind")).toEqual([
    "1 PAY-2026-0001 INV-2026-0001 1000 payment",
    "2 - INV-2026-0001 150 deduction",
  ]);
  expect(book.lines("Journal_A", "Seq", "Order", "Kind", "Document")).toEqual(["1 1 invoice INV-2026-0001", "2 2 invoice INV-2026-0002", "3 3 payment PAY-2026-0001"]);
});
