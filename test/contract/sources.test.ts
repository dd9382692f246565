import { FaultRun } from "../../host/faults/faultRun";
import { Fault } from "../../src/workbook/fault";
import { faultMessage } from "../../src/workbook/faultSentences";
import { HostBook, messagesOf, seededBook } from "../support/hostBook";

jest.setTimeout(180_000);

const HEADERS = ["Client", "Date", "Description", "Hours", "Rate", "Tax code", "Project", "Row ID"];
const ROWS = [
  ["ACME", "2026-01-12", "One", "1", "10.00", "Z0", "P1", "r1"],
  ["'00417", "2026-01-13", "Two", "2", "10.00", "Z0", "P1", "r2"],
  ["ACME", "2026-01-14", "Three", "3", "10.00", "Z0", "P2", "r3"],
  ["ACME", "2026-01-15", "Four", "4", "10.00", "Z0", "P1", "r4"],
];

let bytes: Uint8Array;
let book: HostBook;
const faults = new FaultRun();
beforeAll(async () => {
  const making = HostBook.fromBytes(await seededBook());
  making.addTable("Billable", HEADERS, ROWS, "Time & work");
  const plain = making.editor.addSheet("It's plain");
  making.editor.pasteText(plain, 2, 1, [HEADERS, ...ROWS]);
  making.editor.addName("ToBill", "'It''s plain'!$B$3:$I$7");
  bytes = making.save();
  making.close();
});
beforeEach(() => {
  book = HostBook.fromBytes(bytes, { hooks: faults });
});
afterEach(() => book.close());

/** Invoices as "customer: descriptions of its lines". */
function billed(): string[] {
  const lines = book.rows("InvoiceLines");
  return book.rows("Invoices").map((invoice) => `${String(invoice["Customer"])}: ${lines.filter((line) => line["Number"] === invoice["Number"]).map((line) => String(line["Description"])).join(" ")}`);
}

const ALL = ["ACME: One Four", "00417: Two", "ACME: Three"];
const table = (top: number, bottom: number, left = 0, right = 7) => ({ top, bottom, left, right });

const SOURCES: readonly { name: string; given?: Record<string, unknown>; prepare?: (own: HostBook) => void; invoices: readonly string[]; warns?: string }[] = [
  { name: "a table", given: { source: "Billable" }, invoices: ALL },
  { name: "a table, in other letters", given: { source: "billable" }, invoices: ALL },
  { name: "a plain range by its address", given: { source: "'It''s plain'!B3:I7" }, invoices: ALL },
  { name: "a plain range, absolute", given: { source: "'It''s plain'!$B$3:$I$7" }, invoices: ALL },
  { name: "whole columns", given: { source: "'It''s plain'!B:I" }, invoices: ALL },
  { name: "a defined name", given: { source: "ToBill" }, invoices: ALL },
  { name: "a range inside a table stands for its rows", given: { source: "'Time & work'!C3:D4" }, invoices: ["00417: Two", "ACME: Three"] },
  { name: "the whole table selected", prepare: (own) => own.select("Time & work", table(0, 4)), invoices: ALL },
  { name: "some rows of a table selected", prepare: (own) => own.select("Time & work", table(2, 3, 2, 3)), invoices: ["00417: Two", "ACME: Three"] },
  { name: "one cell of a table selected", prepare: (own) => own.select("Time & work", table(4, 4, 1, 1)), invoices: ["ACME: Four"] },
  { name: "the header of a table selected means all of it", prepare: (own) => own.select("Time & work", table(0, 0)), invoices: ALL },
  { name: "rows and more below selected", prepare: (own) => own.select("Time & work", table(3, 40, 0, 20)), invoices: ["ACME: Three", "ACME: Four"] },
  { name: "a plain block selected", prepare: (own) => own.select("It's plain", table(2, 6, 1, 8)), invoices: ALL },
  { name: "hidden rows are left out, and told", given: { source: "Billable" }, prepare: (own) => own.editor.hideRows(own.sheet("Time & work"), 2, 1, true), invoices: ["ACME: One Four", "ACME: Three"], warns: "1 hidden row was left out" },
  { name: "filtered rows are left out, and told", given: { source: "Billable" }, prepare: (own) => own.editor.filterTable(own.table("Billable"), 0, { values: ["00417"], blanks: false }), invoices: ["00417: Two"], warns: "3 hidden rows were left out" },
  { name: "a selection with a hidden row", prepare: (own) => { own.editor.hideRows(own.sheet("Time & work"), 2, 1, true); own.select("Time & work", table(2, 3)); }, invoices: ["ACME: Three"], warns: "1 hidden row" },
  { name: "rows left out by the person", given: { source: "Billable", exclude: [1, 3] }, invoices: ["00417: Two", "ACME: Four"] },
  { name: "grouped by customer alone", given: { source: "Billable", groupBy: ["customer"] }, invoices: ["ACME: One Three Four", "00417: Two"] },
  { name: "a column chosen by the person", given: { source: "Billable", mapping: { description: "Row ID", rowId: "Description" } }, invoices: ["ACME: r1 r4", "00417: r2", "ACME: r3"] },
  { name: "a blank row in a plain range", given: { source: "'It''s plain'!B3:I7" }, prepare: (own) => own.editor.clear(own.sheet("It's plain"), { top: 4, bottom: 4, left: 1, right: 8 }, "Contents"), invoices: ["ACME: One Four", "ACME: Three"] },
];

test.each(SOURCES)("$name", async ({ given = {}, prepare, invoices, warns }) => {
  prepare?.(book);
  const result = await book.act("createInvoices", { invoiceDate: "2026-01-31", ...given });
  expect([result.status, messagesOf(result).filter((message) => warns === undefined || !message.includes(warns))]).toEqual(["posted", []]);
  if (warns !== undefined) expect(messagesOf(result).join()).toContain(warns);
  expect([...billed()].sort()).toEqual([...invoices].sort());
  expect(await book.check()).toEqual([]);
});

const NO_SOURCE: readonly { name: string; given?: Record<string, unknown>; prepare?: (own: HostBook) => void; says: string }[] = [
  { name: "nothing selected but empty cells", prepare: (own) => own.select("It's plain", table(100, 105, 1, 8)), says: "Select one block of cells with its header row" },
  { name: "a name that is not there", given: { source: "Nowhere" }, says: "“Nowhere”" },
  { name: "a sheet that is not there", given: { source: "Nowhere!A1:C3" }, says: "“Nowhere!A1:C3”" },
  { name: "a block without a header row", given: { source: "'It''s plain'!B4:I7" }, says: "Name one column “Customer”" },
  { name: "headers alone", given: { source: "'It''s plain'!B3:I3" }, says: "no rows" },
];

test.each(NO_SOURCE)("$name: refused, with the cure", async ({ given = {}, prepare, says }) => {
  prepare?.(book);
  const before = [...book.cells()];
  const told = await book.act("createInvoices", { invoiceDate: "2026-01-31", ...given }).then(messagesOf, (thrown: unknown) => [thrown instanceof Fault ? faultMessage(thrown) : String(thrown)]);
  expect(told.join("\n")).toContain(says);
  expect([...book.cells()]).toEqual(before);
});

test("several areas selected: Excel refuses to name them, the message says what to select; one block then posts", async () => {
  book.select("Time & work", table(1, 1));
  const before = [...book.cells()];
  faults.plan({ kind: "failAction", batch: 1, action: 0, code: "InvalidSelection" }); // what getSelectedRange answers for A2:H2 and A4:H4 together
  const refused = await book.act("createInvoices", { invoiceDate: "2026-01-31" }).then(() => "", (thrown: unknown) => (thrown instanceof Fault ? faultMessage(thrown) : String(thrown)));
  expect(refused).toContain("Select one block of cells with its header row, or rows of one table");
  expect([...book.cells()]).toEqual(before);
  await book.post("createInvoices", { invoiceDate: "2026-01-31" });
  expect(billed()).toEqual(["ACME: One"]);
});

test("a row that is billed is not billed again; after its invoice is void it may be", async () => {
  await book.post("createInvoices", { invoiceDate: "2026-01-31", source: "Billable" });
  const again = await book.act("createInvoices", { invoiceDate: "2026-01-31", source: "Billable" });
  expect(again.status).toBe("refused");
  expect(messagesOf(again)[0]).toMatch(/Time & work'!H2 \(Row ID\).*r1 is on invoice INV-2026-0001 already/);
  await book.post("voidDocument", { document: "INV-2026-0002" });
  await book.post("createInvoices", { invoiceDate: "2026-01-31", source: "Billable", exclude: [1, 3, 4] });
  expect(billed()).toEqual([...ALL, "00417: Two"]);
});
