import { checkLedger } from "../../src/actions/checkLedger";
import { ledgerJournal } from "../../src/core/exchange/hledger";
import { foldEntries } from "../../src/core/ledger/fold";
import { readJournal } from "../../src/workbook/journal";
import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
});

const row = (unitPrice: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({ customer: "ACME", description: "Work", quantity: 1, unitPrice, taxCode: "Z0", currency: "CHF", ...more });
const bill = (rows: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): ReturnType<TestBook["act"]> => book.act("createInvoices", { invoiceDate: "2026-01-10", rows, ...more });
const invoices = (): string[] => book.lines("Invoices", "Number", "Net", "Tax", "Rounding", "Total", "Balance", "Status");

test.each([
  ["a step by currency", "CHF 0.05; sek 1", [row("10.02"), row("10.03", { currency: "SEK" }), row("10.02", { currency: "EUR" })], {}, ["10.02 -0.02 10.00", "10.03 -0.03 10.00", "10.02 - 10.02"]],
  ["given for the act", "", [row("10.03")], { cashRounding: "0.05" }, ["10.03 0.02 10.05"]],
  ["switched off for the act", "CHF 0.05", [row("10.03")], { cashRounding: "0" }, ["10.03 - 10.03"]],
  ["a tie goes away from zero", "", [row("0.50")], { cashRounding: "1" }, ["0.50 0.50 1.00"]],
  ["tax is not rounded again", "CHF 0.05", [row("9.99", { taxCode: "S20" })], {}, ["9.99 0.01 12.00"]],
  ["nothing to round", "CHF 0.05", [row("10.05")], {}, ["10.05 - 10.05"]],
])("%s", async (_name, setting, rows, more, expected) => {
  await book.post("saveSettings", { settings: { "Cash rounding": setting === "" ? "EUR 5" : setting } });
  if (setting === "") await book.post("saveSettings", { settings: { "Cash rounding": "" } });
  const made = await bill(rows, more);
  expect(made.documents.map(({ net, rounding, total }) => `${net} ${rounding ?? "-"} ${total}`)).toEqual(expected);
  expect((await checkLedger(book.workbook)).map(({ message }) => message)).toEqual([]);
});

test("the rounding is an amount of its own everywhere: table, due dates, journal, export", async () => {
  await bill([row("9.99", { taxCode: "S20" })], { cashRounding: "0.05", terms: "50%@10, balance@40" });
  expect(invoices()).toEqual(["INV-2026-0001 9.99 2 0.01 12 12 Open"]);
  expect(book.rows("DueDates").reduce((sum, due) => sum + Number(due["Amount"]), 0)).toBe(12);
  const journal = book.workbook.tables.get("Journal_A");
  expect(journal?.rows.some((cells) => cells.some((cell) => String(cell).includes('"total":1200,"payableRounding":1,"dues"')))).toBe(true);
  const snapshot = await book.workbook.readTable("Journal_A");
  if (snapshot === null) throw new Error("No journal");
  expect(ledgerJournal(foldEntries(readJournal(snapshot).entries))).toMatch(/income:sales {4}-9\.99 CHF\n {4}liabilities:tax:S20 {4}-2\.00 CHF\n {4}income:rounding {4}-0\.01 CHF/);
});

test("what is left after a deposit is rounded, so that the amount to pay is a whole number of steps", async () => {
  const deposit = (await book.post("postPayment", { customer: "ACME", amount: "3.33", currency: "CHF", date: "2026-01-05", kind: "deposit" })).documents[0]?.number ?? "";
  const made = await bill([row("10.01")], { cashRounding: "0.05", prepaid: [deposit] });
  expect(made.documents[0]).toMatchObject({ total: "10.03", rounding: "0.02", prepaid: { amount: "3.33", payable: "6.70" } });
  expect(invoices()).toEqual(["INV-2026-0001 10.01 0 0.02 10.03 6.7 Part paid"]);
});

test.each(["10.02", "10.03"])("a credit memo of the whole of %s takes the rounding back", async (price) => {
  await bill([row(price)], { cashRounding: "0.05" });
  await book.post("creditInvoice", { invoice: "INV-2026-0001" });
  expect(invoices().map((line) => line.split(" ").slice(-2).join(" "))).toEqual(["0 Credited", "0 Paid"]);
  expect(book.rows("Invoices").reduce((sum, each) => sum + Math.round(Number(each["Total"]) * 100), 0)).toBe(0);
  expect(book.rows("Invoices").reduce((sum, each) => sum + Math.round(Number(each["Rounding"]) * 100), 0)).toBe(0);
});

test("of several credit memos the last takes the rounding back, by line and by amount", async () => {
  await bill([row("5.01"), row("5.01")], { cashRounding: "0.05" }); // 10.02 → 10.00
  const first = await book.post("creditInvoice", { invoice: "INV-2026-0001", lines: [{ line: 1 }] });
  const last = await book.post("creditInvoice", { invoice: "INV-2026-0001", lines: [{ line: 2 }] });
  expect([first, last].map(({ documents }) => `${documents[0]?.net} ${documents[0]?.rounding ?? "-"} ${documents[0]?.total}`)).toEqual(["-5.01 - -5.01", "-5.01 0.02 -4.99"]);
  expect(invoices()[0]).toBe("INV-2026-0001 10.02 0 -0.02 10 0 Credited");
  await bill([row("10.03")], { cashRounding: "0.05" }); // 10.05
  await book.post("creditInvoice", { invoice: "INV-2026-0002", amount: "4" });
  const rest = await book.post("creditInvoice", { invoice: "INV-2026-0002", amount: "6.05" });
  expect(rest.documents[0]).toMatchObject({ net: "-6.03", rounding: "-0.02", total: "-6.05" });
  expect((await checkLedger(book.workbook)).map(({ message }) => message)).toEqual([]);
});

test("where no more than the rounding is left, an amount credits it as it is", async () => {
  await bill([row("10.03")], { cashRounding: "0.05" });
  await book.post("creditInvoice", { invoice: "INV-2026-0001", amount: "10.03" });
  const rest = await book.post("creditInvoice", { invoice: "INV-2026-0001", amount: "0.02" });
  expect(rest.documents[0]).toMatchObject({ net: "-0.02", total: "-0.02" });
  expect(rest.documents[0]?.rounding).toBeUndefined();
});

test.each(["0.05", "CHF", "CHF 0", "CHF -1", "CHF 0.001", "CHF 0,05", "CHF 0.05; CHF 0.1", "franc 0.05"])("the setting “%s” is refused by name", async (value) => {
  const result = await book.act("saveSettings", { settings: { "Cash rounding": value } });
  expect(result.issues.map(({ code, params }) => [code, params["setting"]])).toEqual([["settingUnreadable", "Cash rounding"]]);
});

test.each([
  [{ cashRounding: "-0.05" }, [["inputFieldWrong", "cashRounding"]], []],
  [{ cashRounding: "0.001" }, [], [["amountNotWholeMinor", "cashRounding"]]],
  [{ cashRounding: "99999999999999999" }, [], [["amountTooLarge", "cashRounding"]]],
])("%j is refused", async (more, rejections, issues) => {
  const result = await bill([row("10.03")], more);
  expect(result.rejections.map(({ code, params }) => [code, params["field"]])).toEqual(rejections);
  expect(result.issues.map(({ code, at }) => [code, at?.column])).toEqual(issues);
});

test("an invoice below zero is refused also where rounding would make it nothing", async () => {
  const result = await bill([row("-0.02")], { cashRounding: "0.05" });
  expect(result.issues.map(({ code }) => code)).toEqual(["invoiceNegative"]);
});

test("a book without the column Rounding goes on as it was", async () => {
  const table = book.workbook.tables.get("Invoices");
  if (table === undefined) throw new Error("No invoices");
  book.workbook.tables.delete("Invoices");
  book.workbook.addTable("Invoices", table.sheet, table.headers.filter((header) => header !== "Rounding"), []);
  await bill([row("10.03")], { cashRounding: "0.05" });
  expect(book.lines("Invoices", "Number", "Net", "Total", "Balance")).toEqual(["INV-2026-0001 10.03 10.05 10.05"]);
  expect((await checkLedger(book.workbook)).map(({ message }) => message)).toEqual([]);
});
