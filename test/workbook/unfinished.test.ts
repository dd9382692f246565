import { foldEntries } from "../../src/core/ledger/fold";
import { readJournal } from "../../src/workbook/journal";
import { projectEntry } from "../../src/workbook/projection";
import { journalTables } from "../../src/workbook/tables";
import { tablesOf } from "../../src/workbook/unfinished";
import { TestBook } from "../support/book";

test("the tables of an entry are those that it has rows in", async () => {
  const book = await TestBook.withCustomers();
  const line = { customer: "ACME", description: "Work", quantity: 1, unitPrice: "100", taxCode: "Z0" };
  const deposit = (await book.post("postPayment", { customer: "ACME", amount: "80", date: "2026-01-05", kind: "deposit" })).documents[0]?.number ?? "";
  await book.post("createInvoices", { invoiceDate: "2026-01-10", rows: [line], prepaid: [deposit] });
  await book.invoice("00417", "2026-01-11", "50");
  await book.invoice("00417", "2026-01-12", "0");
  const snapshot = await book.workbook.read({ tables: [], prefixes: ["Journal_"] });
  const entries = journalTables(snapshot).flatMap((table) => readJournal(table).entries);
  const ledger = foldEntries(entries, new Map());
  const tables = ledger.entries.map((entry) => ({ kind: entry.body.kind, tables: tablesOf(entry, ledger) }));
  const billed = ledger.entries.filter(({ body }) => body.kind === "invoice" || body.kind === "payment");
  expect(billed.map((entry) => tablesOf(entry, ledger))).toEqual(billed.map((entry) => [...projectEntry(entry, ledger).keys()]));
  expect(tables.filter(({ kind }) => kind === "invoice").map((each) => each.tables.length)).toEqual([4, 3, 3]);
});
