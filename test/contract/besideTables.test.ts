import { HostBook, seededBook } from "../support/hostBook";

jest.setTimeout(120_000);

const ROWS = [1, 2, 3].map((i) => ({ customer: "ACME", reference: `PO-${i}`, description: "Work", quantity: 1, unitPrice: "10.00", taxCode: "Z0" }));

test.each([
  { name: "before anything was posted", before: 0 },
  { name: "after some was posted", before: 1 },
])("what a person wrote below the tables moves down and stays: $name", async ({ before }) => {
  const book = HostBook.fromBytes(await seededBook());
  try {
    for (let i = 0; i < before; i += 1) await book.post("createInvoices", { rows: ROWS, invoiceDate: "2026-01-05" });
    const tables = ["Journal_A", "Invoices", "InvoiceLines", "DueDates", "Payments"];
    tables.forEach((name, index) => {
      const { sheet, area } = book.table(name);
      book.editor.typeCell(sheet, area.bottom + 2 + (index % 3), area.left + 1, `note below ${name}`);
    });
    await book.post("createInvoices", { rows: ROWS, invoiceDate: "2026-01-06" });
    await book.post("postPayment", { customer: "ACME", date: "2026-02-03", amount: "5.00" });
    expect([...book.cells().values()].filter((text) => text.includes("note below")).sort()).toEqual(tables.map((name) => JSON.stringify(`note below ${name}`)).sort());
    expect(book.rows("Invoices")).toHaveLength(3 * (before + 1));
    expect(book.rows("Journal_A")).toHaveLength(3 * (before + 1) + 1);
    expect(await book.check()).toEqual([]);
  } finally {
    book.close();
  }
});
