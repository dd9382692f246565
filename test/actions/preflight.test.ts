import { Fault } from "../../src/workbook/fault";
import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
  await book.invoice("ACME", "2026-01-05", "100.00");
});

const OBSTACLES: readonly { code: string; says: string; make: (book: TestBook) => void; cure: (book: TestBook) => void | Promise<unknown> }[] = [
  { code: "sheetProtected", says: "sheet Payments is protected", make: ({ workbook }) => workbook.setState("Payments", { sheetProtected: true }), cure: ({ workbook }) => workbook.setState("Payments", { sheetProtected: false }) },
  { code: "tableFiltered", says: "table Invoices on sheet Invoices is filtered", make: ({ workbook }) => workbook.setState("Invoices", { filtered: true }), cure: ({ workbook }) => workbook.setState("Invoices", { filtered: false }) },
  { code: "totalsRowShown", says: "total row", make: ({ workbook }) => workbook.setState("Journal_A", { showTotals: true }), cure: ({ workbook }) => workbook.setState("Journal_A", { showTotals: false }) },
  {
    code: "columnMissing", says: "no column “Unapplied”. Was it renamed? Other columns there are: On account",
    make: ({ workbook }) => { workbook.table("Payments").headers[12] = "On account"; },
    cure: ({ workbook }) => { workbook.table("Payments").headers[12] = "Unapplied"; },
  },
  { code: "tableMissing", says: "The table Payments is missing", make: ({ workbook }) => { workbook.tables.delete("Payments"); }, cure: (own) => own.post("setup", {}) },
  { code: "tableMissing", says: "The table Invoices is missing", make: ({ workbook }) => { workbook.tables.delete("Invoices"); }, cure: (own) => own.post("setup", {}) },
  { code: "dates1904", says: "1904", make: ({ workbook }) => { workbook.dateSystem = 1904; }, cure: ({ workbook }) => { workbook.dateSystem = 1900; } },
  { code: "workbookReadOnly", says: "read-only", make: ({ workbook }) => { workbook.readOnly = true; }, cure: ({ workbook }) => { workbook.readOnly = false; } },
  { code: "precisionAsDisplayed", says: "precision", make: ({ workbook }) => { workbook.precisionAsDisplayed = true; }, cure: ({ workbook }) => { workbook.precisionAsDisplayed = false; } },
  {
    code: "journalDamaged", says: "Journal A!A2 (Entry): the Journal's row for INV-2026-0001",
    make: ({ workbook }) => { const row = workbook.table("Journal_A").rows[0]; if (row !== undefined) row[10] = String(row[10]).replace("10000", "90000"); },
    cure: ({ workbook }) => { const row = workbook.table("Journal_A").rows[0]; if (row !== undefined) row[10] = String(row[10]).replace("90000", "10000"); },
  },
  {
    code: "settingsUnreadable", says: "the setting Currency is “Euro”",
    make: ({ workbook }) => { for (const row of workbook.table("Settings").rows) if (row[0] === "Currency") row[1] = "Euro"; },
    cure: ({ workbook }) => { for (const row of workbook.table("Settings").rows) if (row[0] === "Currency") row[1] = "EUR"; },
  },
];

test.each(OBSTACLES)("$code: $says; after the cure it posts", async ({ code, says, make, cure }) => {
  const given = { customer: "ACME", date: "2026-02-03", amount: "100.00", apply: [{ invoice: "INV-2026-0001", amount: "100.00" }] };
  make(book);
  const before = JSON.stringify([...book.workbook.tables]);
  const result = await book.act("postPayment", given);
  expect(result.status).toBe("refused");
  expect(result.rejections.map((item) => item.code)).toContain(code);
  expect(result.rejections.map((item) => item.message).join("\n").replaceAll("'", "")).toContain(says.replaceAll("'", ""));
  expect(JSON.stringify([...book.workbook.tables])).toBe(before);
  await cure(book);
  await book.post("postPayment", given);
  expect(book.lines("Invoices", "Number", "Balance", "Status")).toEqual(["INV-2026-0001 0 Paid"]);
});

test("without a ledger", async () => {
  const empty = new TestBook();
  expect((await empty.act("postPayment", { customer: "A", amount: "1" })).rejections[0]?.code).toBe("notSetUp");
});

test("set up twice changes nothing; a user's own Customers table is left alone", async () => {
  const again = await book.act("setup", {});
  expect(again.status).toBe("exists");
  const own = new TestBook();
  own.workbook.addTable("Customers", "Kunden", ["Kunde", "Ort"], [["Meier", "Ulm"]]);
  await own.post("setup", {});
  expect(own.rows("Customers")).toEqual([{ Kunde: "Meier", Ort: "Ulm" }]);
  await own.post("putRows", { table: "Customers", rows: [{ Customer: "M", Name: "Meier" }] });
  expect(own.rows("OI_Customers")).toEqual([{ Customer: "M", Name: "Meier" }]);
  expect((await own.act("setup", {})).status).toBe("exists");
});

test("a lost reply: the entry is found by reading and not written again", async () => {
  book.workbook.afterCommit = () => { throw new Fault("noAnswer", "lost", true); };
  await book.post("postPayment", { customer: "ACME", date: "2026-02-03", amount: "40.00", apply: "auto" });
  expect(book.lines("Journal_A", "Kind", "Document")).toEqual(["invoice INV-2026-0001", "payment PAY-2026-0001"]);
  expect(book.lines("Payments", "Amount")).toEqual(["40"]);
});

test("a request that never arrived is tried again, at most three times, then pending", async () => {
  book.workbook.before = (call, count) => { if (call === "commit" && count < 1) throw new Fault("noAnswer", "hang", true); };
  await book.post("postPayment", { customer: "ACME", date: "2026-02-03", amount: "40.00" }).catch(() => undefined);
  book.workbook.before = (call) => { if (call === "readTable") throw new Fault("noAnswer", "hang", true); };
  const result = await book.act("postPayment", { customer: "ACME", date: "2026-02-03", amount: "41.00", entry: "x" });
  expect(result.status).toBe("pending");
  book.workbook.before = () => undefined;
  const again = await book.act("postPayment", { customer: "ACME", date: "2026-02-03", amount: "41.00", entry: "x" });
  expect(again.status).toBe("exists");
  expect(book.lines("Payments", "Amount").sort()).toEqual(["40", "41"]);
});

test("tables that could not be written after the commit are written when the act is repeated", async () => {
  book.workbook.before = (call) => { if (call === "write") throw new Fault("accessDenied", "protected", true); };
  const given = { customer: "ACME", date: "2026-02-03", amount: "100.00", apply: "auto", entry: "p" };
  const result = await book.act("postPayment", given);
  expect([result.status, result.issues.map(({ code }) => code)]).toEqual(["posted", ["tablesNotRefreshed"]]);
  book.workbook.before = () => undefined;
  expect((await book.act("postPayment", given)).status).toBe("exists");
  expect(book.lines("Invoices", "Balance", "Status")).toEqual(["0 Paid"]);
  expect(book.rows("Payments")).toHaveLength(1);
  expect((await book.act("postPayment", given)).status).toBe("exists");
  expect(book.rows("Applications")).toHaveLength(1);
});

test("cell-edit mode before the commit leaves everything as it was, and is a fault", async () => {
  book.workbook.before = (call) => { if (call === "commit") throw new Fault("cellEditMode", "editing", false); };
  await expect(book.act("postPayment", { customer: "ACME", amount: "1" })).rejects.toThrow("cellEditMode");
  expect(book.rows("Payments")).toEqual([]);
});
