import type { CellRead } from "../../src/workbook/port";
import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
});

const good = { customer: "ACME", date: "2026-01-12", description: "Consulting", quantity: "12.5", unitPrice: "80.00", taxCode: "S20", reference: "PO-77" };
const HEADERS = ["Client", "Work date", "Description", "Hours", "Rate", "VAT code", "PO #", "Row ID", "My notes"];
const goodRow: CellRead[] = ["00417", 46034, "Design", 3, 100, "S20", "", "R1", "x"];

/** Bad given rows, and bad cells in a sheet: code, what the message names, and the cure that makes the retry post. */
const BAD: readonly { row?: Record<string, unknown>; cells?: readonly [number, CellRead]; code: string; says: string }[] = [
  { row: { ...good, customer: "ACMEE" }, code: "customerUnknown", says: "row 2, customer: there is no customer “ACMEE”. Did you mean ACME?" },
  { row: { ...good, customer: "417" }, code: "customerUnknown", says: "Did you mean 00417?" },
  { row: { ...good, customer: "" }, code: "customerMissing", says: "row 2, customer" },
  { row: { ...good, taxCode: "S99" }, code: "taxCodeUnknown", says: "row 2, taxCode: there is no tax code “S99”" },
  { row: { ...good, date: "1999-12-31" }, code: "taxNotValidYet", says: "valid from 2000-01-01" },
  { row: { ...good, unitPrice: "80,00" }, code: "amountNotNumber", says: "“80,00”" },
  { row: { ...good, unitPrice: "" }, code: "unitPriceMissing", says: "row 2, unitPrice" },
  { row: { ...good, date: "12.01.2026" }, code: "dateNotIso", says: "YYYY-MM-DD" },
  { row: { ...good, date: "2026-02-30" }, code: "dateNotIso", says: "2026-02-30" },
  { row: { ...good, discountPercent: "101" }, code: "percentOutOfRange", says: "101" },
  { row: { ...good, unitprise: "1" }, code: "fieldUnknown", says: "unitprise" },
  { row: { ...good, currency: "EURO" }, code: "currencyUnknown", says: "EURO" },
  { row: { ...good, unitPrice: "999999999999" }, code: "amountTooLarge", says: "" },
  { row: { ...good, unitPrice: "1.2345678901234567" }, code: "tooManyDigits", says: "15" },
  { row: { ...good, reference: "", quantity: -20 }, code: "invoiceNegative", says: "below zero" },
  { row: { ...good, quantity: { hours: 1 } }, code: "cellError", says: "" },
  { cells: [0, "Nobody"], code: "customerUnknown", says: "Billable!A3 (Client)" },
  { cells: [1, "12/01/2026"], code: "dateIsText", says: "Billable!B3 (Work date): the date “12/01/2026” is text" },
  { cells: [1, 46034.5], code: "dateHasTime", says: "Billable!B3" },
  { cells: [3, "3 h"], code: "amountIsText", says: "Billable!D3 (Hours): “3 h” is text" },
  { cells: [3, ""], code: "quantityMissing", says: "Billable!D3" },
  { cells: [4, { error: "#REF!" }], code: "cellError", says: "Billable!E3 (Rate): the cell holds the error #REF!" },
  { cells: [5, "NOPE"], code: "taxCodeUnknown", says: "Billable!F3" },
  { cells: [7, "R1"], code: "rowTwice", says: "Billable!H3 (Row ID): Row ID R1 stands twice, first in row 1" },
];

test.each(BAD)("$code: $says", async ({ row, cells, code, says }) => {
  const bad = [...goodRow];
  bad[7] = "R2";
  if (cells !== undefined) {
    bad[cells[0]] = cells[1];
    book.workbook.addTable("Billable", "Billable", HEADERS, [goodRow, bad]);
  }
  const given = { invoiceDate: "2026-01-31", ...(row === undefined ? { source: "Billable" } : { rows: [good, row] }) };
  const result = await book.act("createInvoices", given);
  expect(result.status).toBe("refused");
  const error = result.issues.find((issue) => issue.severity === "error");
  expect(error?.code).toBe(code);
  expect(error?.message).toContain(says);
  expect([book.rows("Invoices"), book.rows("Journal_A")]).toEqual([[], []]);
  const retry = await book.act("createInvoices", { ...given, exclude: [2] });
  expect([retry.status, retry.documents.length]).toEqual(["posted", 1]);
});

test("from a table: columns by other names, leading zeros, numbers in id cells, row ids are billed once", async () => {
  book.workbook.addTable("Billable", "Billable", HEADERS, [goodRow, ["ACME-UK", 46035, "Work", 2, 50, "", 4711, "R2", ""], ["", "", "", "", "", "", "", "", ""]]);
  const result = await book.post("createInvoices", { invoiceDate: "2026-01-31", source: "Billable" });
  expect(result.documents.map(({ customer, currency, net, tax, total }) => [customer, currency, net, tax, total])).toEqual([
    ["00417", "EUR", "300.00", "60.00", "360.00"],
    ["ACME-UK", "GBP", "100.00", "20.00", "120.00"],
  ]);
  expect(book.lines("InvoiceLines", "Number", "Row ID", "Customer", "Supply date", "Reference", "Net")).toEqual([
    "INV-2026-0001 R1 00417 46034 - 300",
    "INV-2026-0002 R2 ACME-UK 46035 4711 100",
  ]);
  const again = await book.act("createInvoices", { invoiceDate: "2026-01-31", source: "Billable" });
  expect(again.issues.map(({ code, message }) => [code, message.includes("INV-2026-000")])).toEqual([["rowAlreadyBilled", true], ["rowAlreadyBilled", true]]);
});

test("columns that cannot be told apart, or are not there", async () => {
  book.workbook.addTable("Two", "Two", ["Customer", "Qty", "Quantity", "Price"], [["ACME", 1, 2, 3]]);
  expect((await book.act("createInvoices", { source: "Two" })).issues[0]?.message).toContain("Qty, Quantity could each be Quantity");
  const corrected = await book.act("createInvoices", { source: "Two", mapping: { quantity: "Qty" } });
  expect(corrected.documents[0]?.total).toBe("3.00");
  book.workbook.addTable("None", "None", ["Wer", "Was"], [["ACME", 1]]);
  expect((await book.act("createInvoices", { source: "None" })).issues[0]?.message).toContain("no column for Customer was found among Wer, Was");
  expect((await book.act("createInvoices", { source: "Nowhere" })).rejections[0]?.code).toBe("noSource");
});

test("grouped by customer, reference and currency by default; the same rows by customer alone", async () => {
  const rows = [good, { ...good, reference: "PO-78" }, good];
  expect((await book.post("createInvoices", { rows })).documents.map(({ net }) => net)).toEqual(["2000.00", "1000.00"]);
  expect((await book.post("createInvoices", { rows, groupBy: ["customer"] })).documents.map(({ net }) => net)).toEqual(["3000.00"]);
  expect(book.lines("Invoices", "Reference")).toEqual(["PO-77", "PO-78", "PO-77, PO-78"]);
});

test("tax code by precedence row, exemption, item, customer, settings; price and text from the item", async () => {
  await book.post("putRows", { table: "Items", rows: [{ "Item": "CONS", "Description": "Consulting", "Unit": "h", "Unit price": "80", "Tax code": "S7" }] });
  const rate = async (row: Record<string, unknown>): Promise<unknown> => {
    await book.post("createInvoices", { rows: [{ customer: "ACME-UK", quantity: 1, unitPrice: "100", description: "x", ...row }] });
    return book.rows("InvoiceLines").at(-1)?.["Tax code"];
  };
  expect(await rate({ item: "CONS", taxCode: "S5" })).toBe("S5");
  expect(await rate({ item: "CONS" })).toBe("S7");
  expect(await rate({})).toBe("S20");
  await book.post("putRows", { table: "Customers", rows: [{ "Customer": "ACME-UK", "Exemption": "AE" }] });
  expect(await rate({ item: "CONS" })).toBe("AE");
  await book.post("createInvoices", { rows: [{ customer: "ACME", item: "CONS", quantity: "2" }] });
  expect(book.rows("InvoiceLines").at(-1)).toMatchObject({ "Description": "Consulting", "Unit": "h", "Unit price": 80, "Net": 160 });
});

test("terms: instalments add up, an unknown rule is refused with the known forms", async () => {
  await book.post("putRows", { table: "Customers", rows: [{ Customer: "ACME", Terms: "30%@15, 70%@45" }, { Customer: "00417", Terms: "whenever" }] });
  const result = await book.post("createInvoices", { invoiceDate: "2026-01-01", rows: [{ ...good, unitPrice: "0.99", quantity: 1, taxCode: "Z0" }] });
  expect(result.documents[0]).toMatchObject({ due: "2026-02-15", dues: [{ part: 1, due: "2026-01-16", amount: "0.30" }, { part: 2, due: "2026-02-15", amount: "0.69" }] });
  const refused = await book.act("createInvoices", { rows: [{ ...good, customer: "00417" }] });
  expect(refused.issues[0]?.message).toMatch(/terms “whenever” of customer 00417 .*net 30/);
});

test("a customer named like a formula is text in every cell", async () => {
  const name = '=HYPERLINK("http://x","y")';
  await book.post("putRows", { table: "Customers", rows: [{ Customer: name, Name: name, Terms: "NET30" }] });
  const writes: unknown[] = [];
  const { write, commitRow } = book.workbook;
  book.workbook.write = async (changes, against) => { writes.push(changes.appends); return write.call(book.workbook, changes, against); };
  book.workbook.commitRow = async (append) => { writes.push(append.row); return commitRow.call(book.workbook, append); };
  await book.post("createInvoices", { rows: [{ ...good, customer: name, description: "=1+1" }] });
  const cells = JSON.stringify(writes);
  expect(cells).toContain(`{"type":"text","value":${JSON.stringify(name)}}`);
  expect(cells).not.toMatch(/"type":"(number|empty)","value":"=/);
});

test("a number typed by hand is in the way, and says how to clear it", async () => {
  book.workbook.table("Invoices").rows.push(book.workbook.table("Invoices").headers.map((header) => (header === "Number" ? "INV-2026-0001" : "")));
  const result = await book.act("createInvoices", { invoiceDate: "2026-01-31", rows: [good] });
  expect(result.rejections[0]?.message).toContain("Invoices!A2 (Number): the number INV-2026-0001 is taken");
  await book.post("putRows", { table: "Settings", rows: [{ Setting: "Invoice number starts at", Value: "100" }] });
  expect((await book.post("createInvoices", { invoiceDate: "2026-01-31", rows: [good] })).documents[0]?.number).toBe("INV-2026-0100");
});

test("a document too large for the Journal is refused by name", async () => {
  const rows = Array.from({ length: 700 }, (_, index) => ({ ...good, description: `Line ${index} ${"long text ".repeat(10)}` }));
  const result = await book.act("createInvoices", { rows });
  expect(result.rejections[0]?.code).toBe("documentTooLarge");
  expect(result.rejections[0]?.message).toContain("INV-2026-0001 for ACME is too large for one entry (700 lines)");
});

test("300 invoices are committed in a bounded number of calls", async () => {
  const rows = Array.from({ length: 300 }, (_, index) => ({ ...good, reference: `PO-${index}` }));
  book.workbook.calls.length = 0;
  await book.post("createInvoices", { rows });
  expect(book.workbook.calls).toEqual(["read", "commit", "commit", "commit", "commit", "readTable", "write"]);
  expect(book.rows("Journal_A")).toHaveLength(300);
});
