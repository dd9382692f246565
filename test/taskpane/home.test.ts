import { problemCount } from "../../src/taskpane/model/integrity";
import { todoItems } from "../../src/taskpane/model/todo";
import { allAccounts, currencyFigures } from "../../src/taskpane/model/figures";
import { isBillable } from "../../src/taskpane/model/billableTables";
import { isBankTable } from "../../src/taskpane/model/bankLines";
import { toSerial } from "../../src/core/values/plainDate";
import { TestBook } from "../support/book";
import { isoDay } from "../support/days";
import { type PaneBench, openPane } from "./paneBench";

const today = isoDay("2026-02-03");
const serial = (iso: string): number => toSerial(isoDay(iso));

function todo({ pane }: PaneBench): Record<string, number> {
  const { findings, reading, view } = pane.keeper.store.get();
  if (reading?.kind !== "open") throw new Error(`The book is ${reading?.kind}`);
  const index = view?.ledger.kind === "ready" ? view.ledger.books.index : null;
  const items = todoItems({ snapshot: reading.snapshot, ledger: reading.book.ledger, index, findings: findings ?? [], asOf: today });
  return Object.fromEntries(items.map((item) => [item.kind, item.count]));
}

test("a workbook without a ledger is told from one with an obstacle", async () => {
  expect((await openPane(new TestBook())).pane.keeper.store.get().reading?.kind).toBe("none");
  const book = await TestBook.withCustomers();
  book.workbook.table("Invoices").headers[0] = "No.";
  const { reading } = (await openPane(book)).pane.keeper.store.get();
  expect(reading?.kind === "refused" ? reading.told.map(({ code }) => code) : reading?.kind).toEqual(["columnMissing"]);
});

test("what waits: rows, bank lines, late customers, typed rows, changed rows", async () => {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2025-09-01", "100.00");
  await book.post("createInvoices", { invoiceDate: "2026-01-30", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: 5, taxCode: "Z0", rowId: "R1" }] });
  await book.post("postPayment", { customer: "ACME", date: "2026-02-01", amount: "20", reference: "known", currency: "EUR" });
  book.workbook.addTable("Billable", "Billable", ["Row ID", "Customer", "Quantity", "Unit price"], [["R1", "ACME", 1, 5], ["R2", "ACME", 1, 5], ["R3", "00417", 2, 5], ["", "", "", ""]]);
  book.workbook.addTable("BankLines", "Bank", ["Date", "Amount", "Reference"], [[serial("2026-02-01"), 20, "known"], [serial("2026-02-01"), 30, "new"], [serial("2026-02-01"), -9, "fee"]]);
  const made = await openPane(book);
  expect(todo(made)).toEqual({ rowsToInvoice: 2, bankLines: 1, lateCustomers: 1 });
  book.workbook.table("Payments").rows.push(["HAND", ...book.workbook.table("Payments").headers.slice(1).map(() => "")]);
  made.edit("Invoices", 1, "Total", 90);
  await made.until(() => todo(made)["typedRows"] !== undefined);
  expect(todo(made)).toMatchObject({ typedRows: 1 });
  expect(problemCount(made.pane.keeper.store.get().findings ?? [])).toBe(1);
});

test("figures per currency: open − unapplied = balance = buckets + unapplied", async () => {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2025-12-01", "100.00");
  await book.invoice("ACME", "2026-01-20", "50.00");
  await book.invoice("ACME-UK", "2026-01-20", "7.00", { currency: "GBP" });
  await book.post("postPayment", { customer: "ACME", date: "2026-02-01", amount: "30", currency: "EUR" });
  const { pane } = await openPane(book);
  const { view } = pane.keeper.store.get();
  const index = view?.ledger.kind === "ready" ? view.ledger.books.index : null;
  if (index === null) throw new Error("No figures");
  const figures = currencyFigures(index, allAccounts(index), today);
  expect(figures.map(({ balance, currency, open, overdue, unapplied }) => [currency, open, overdue, unapplied, balance])).toEqual([["EUR", 15000, 10000, 3000, 12000], ["GBP", 700, 0, 0, 700]]);
  for (const { aging, balance } of figures) expect(aging.buckets.reduce((sum, amount) => sum + amount, aging.unapplied)).toBe(balance);
});

test.each([
  ["Billable", ["Customer", "Quantity", "Unit price"], true], ["Time", ["Client", "Hours", "Rate"], true], ["Sales", ["Account", "Qty", "Amount"], true],
  ["OldInvoices", ["Invoice No", "Client", "Quantity", "Amount"], false], ["Debtors", ["Customer", "Quantity", "Price", "Due date"], false],
  ["Billable", ["Customer", "Price"], false], ["InvoiceLines", ["Customer", "Quantity", "Unit price"], false], ["OI_Drafts", ["Customer", "Quantity", "Unit price"], false],
])("is %s %j billable work: %s", (name, headers, expected) => {
  expect(isBillable(name, headers)).toBe(expected);
});

test.each([["BankLines", ["Date", "Amount"], true], ["Bank", ["Booking date", "Credit", "Text"], true], ["Bank", ["Date"], false], ["Payments", ["Date", "Amount"], false]])("is %s %j a bank table: %s", (name, headers, expected) => {
  expect(isBankTable(name, headers)).toBe(expected);
});
