import { createInvoices } from "../../src/actions/createInvoices";
import { runAction } from "../../src/actions/runAction";
import type { Workbook } from "../../src/workbook/port";
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

test.each([
  { call: "commitRows", table: "Journal_A", before: 1 },
  { call: "write", table: "Invoices", before: 0 },
  { call: "write", table: "InvoiceLines", before: 1 },
] as const)("what is written below $table after we looked and before $call goes below the new rows", async ({ call, table, before }) => {
  const book = HostBook.fromBytes(await seededBook());
  try {
    for (let i = 0; i < before; i += 1) await book.post("createInvoices", { rows: ROWS, invoiceDate: "2026-01-05" });
    const rowsBefore = book.rows(table).filter((row) => row["Entry"] !== null).length;
    const { sheet, area } = book.table(table);
    const belowRow = (last: number): string[][] => [...book.cells()].flatMap(([at, cell]) => {
      const [, name, row, column] = /^(.*)!R(\d+)(C\d+)$/.exec(at) ?? [];
      return name === sheet.name && Number(row) > last + 1 ? [[`${Number(row) - last - 1} below`, String(column), cell]] : [];
    });
    let typed: string[][] = [];
    const type = (): void => {
      ["late note", "'00417", "=6*7"].forEach((text, index) => book.editor.typeCell(sheet, area.bottom + 2, area.left + 1 + index, text));
      typed = belowRow(area.bottom);
    };
    const workbook: Workbook = {
      ...book.port,
      commitRows: async (append) => { if (call === "commitRows") type(); return book.port.commitRows(append); },
      write: async (changes, against) => { if (call === "write") type(); return book.port.write(changes, against); },
    };
    const posted = await runAction(createInvoices, { rows: ROWS, invoiceDate: "2026-01-06" }, { workbook, env: book.env() });
    expect([posted.status, posted.issues]).toEqual(["posted", []]);
    expect(book.rows(table)).toHaveLength(rowsBefore + ROWS.length);
    expect(typed).toHaveLength(3);
    expect(belowRow(book.table(table).area.bottom)).toEqual(typed);
    expect(await book.check()).toEqual([]);
  } finally {
    book.close();
  }
});
