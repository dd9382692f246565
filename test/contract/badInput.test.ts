import type { ActionResult } from "../../src/actions/runAction";
import { Fault } from "../../src/workbook/fault";
import { faultMessage } from "../../src/workbook/faultSentences";
import { HostBook, messagesOf, seededBook } from "../support/hostBook";

jest.setTimeout(180_000);

/** Rows of billable work as people keep them, on a sheet of their own. */
const HEADERS = ["Client", "Date", "Description", "Hours", "Rate", "Tax code", "PO"];
const ROWS = [
  ["ACME", "2026-01-12", "Consulting", "12.5", "80.00", "S20", "PO-77"],
  ["ACME", "2026-01-13", "Travel", "1", "99.99", "S20", "PO-77"],
  ["'00417", "2026-01-14", "Design", "3", "1000", "Z0", ""],
];

let bytes: Uint8Array;
let book: HostBook;
beforeAll(async () => {
  const making = HostBook.fromBytes(await seededBook());
  try {
    making.addTable("Billable", HEADERS, ROWS);
    await making.post("createInvoices", { invoiceDate: "2026-01-05", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "500.00", taxCode: "Z0" }] });
    bytes = making.save();
  } finally {
    making.close();
  }
});
beforeEach(() => {
  book = HostBook.fromBytes(bytes);
});
afterEach(() => book.close());

const BILL = { act: "createInvoices", given: { invoiceDate: "2026-01-31", source: "Billable" } };
const PAY = { act: "postPayment", given: { customer: "ACME", date: "2026-02-03", amount: "500.00", apply: [{ invoice: "INV-2026-0001", amount: "500.00" }] } };

interface Case {
  readonly name: string;
  readonly act?: { readonly act: string; readonly given: unknown };
  readonly damage: (book: HostBook) => unknown;
  /** Every part must be in the messages: the place, what is there, what to do. */
  readonly says: readonly string[];
  /** What the message says to do, done by hand. A changed input is returned. */
  readonly cure: (book: HostBook) => unknown;
}

/** Whether anything in the workbook changed: cells, tables, sheets. */
function image(of: HostBook): unknown {
  return { cells: [...of.cells()], shape: of.shape() };
}

async function outcome(of: HostBook, { act, given }: { act: string; given: unknown }): Promise<{ status: string; messages: string[] }> {
  try {
    const result: ActionResult = await of.act(act, given);
    return { status: result.status, messages: messagesOf(result) };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return { status: "fault", messages: [faultMessage(thrown)] };
  }
}

const CELLS: readonly Case[] = [
  { name: "text in an amount", damage: (own) => own.type("Billable", 2, "Rate", "99,99 EUR"), says: ["Billable!E3", "(Rate)", "99,99 EUR", "Type the number again"], cure: (own) => own.type("Billable", 2, "Rate", "99.99") },
  { name: "a number kept as text", damage: (own) => own.type("Billable", 2, "Rate", "'99.99"), says: ["Billable!E3", "99.99", "is text, not a number", "Type the number again"], cure: (own) => own.type("Billable", 2, "Rate", "99.99") },
  { name: "words in an amount", damage: (own) => own.type("Billable", 3, "Rate", "tbd"), says: ["Billable!E4", "tbd", "Type a number"], cure: (own) => own.type("Billable", 3, "Rate", "1000") },
  { name: "TRUE in a quantity", damage: (own) => own.type("Billable", 1, "Hours", "TRUE"), says: ["Billable!D2", "(Hours)", "Type a number"], cure: (own) => own.type("Billable", 1, "Hours", "12.5") },
  { name: "a date as text", damage: (own) => own.type("Billable", 1, "Date", "'12.01.2026"), says: ["Billable!B2", "(Date)", "12.01.2026", "Type it again as a date"], cure: (own) => own.type("Billable", 1, "Date", "2026-01-12") },
  { name: "a date with a time of day", damage: (own) => own.type("Billable", 1, "Date", "46034.5"), says: ["Billable!B2", "time of day", "Type the day alone"], cure: (own) => own.type("Billable", 1, "Date", "2026-01-12") },
  { name: "an unknown customer", damage: (own) => own.type("Billable", 1, "Client", "ACNE"), says: ["Billable!A2", "(Client)", "ACNE", "Correct it, or add the customer"], cure: (own) => own.type("Billable", 1, "Client", "ACME") },
  { name: "an unknown customer, added", damage: (own) => own.type("Billable", 1, "Client", "NEWCO"), says: ["Billable!A2", "NEWCO", "add the customer to the Customers table"], cure: (own) => own.post("putRows", { table: "Customers", rows: [{ Customer: "NEWCO", Name: "New Co", Terms: "NET30" }] }) },
  { name: "a lost leading zero", damage: (own) => own.type("Billable", 3, "Client", "417"), says: ["Billable!A4", "417", "Correct it"], cure: (own) => own.type("Billable", 3, "Client", "'00417") },
  { name: "an unknown tax code", damage: (own) => own.type("Billable", 2, "Tax code", "S99"), says: ["Billable!F3", "(Tax code)", "S99"], cure: (own) => own.type("Billable", 2, "Tax code", "S20") },
  { name: "an error cell", damage: (own) => own.type("Billable", 2, "Rate", "=1/0"), says: ["Billable!E3", "#DIV/0!", "Correct its formula or type the value"], cure: (own) => own.type("Billable", 2, "Rate", "99.99") },
  { name: "an error cell in a text column", damage: (own) => own.type("Billable", 2, "Description", "=NA()"), says: ["Billable!C3", "#N/A", "Correct its formula"], cure: (own) => own.type("Billable", 2, "Description", "Travel") },
  { name: "an empty customer", damage: (own) => own.type("Billable", 2, "Client", ""), says: ["Billable!A3", "customer is empty"], cure: (own) => own.type("Billable", 2, "Client", "ACME") },
  { name: "an empty quantity", damage: (own) => own.type("Billable", 2, "Hours", ""), says: ["Billable!D3", "quantity is empty", "Type it"], cure: (own) => own.type("Billable", 2, "Hours", "1") },
  { name: "a sub-cent amount", act: { act: "createInvoices", given: { invoiceDate: "2026-01-31", source: "Flat" } }, damage: (own) => own.addTable("Flat", ["Customer", "Description", "Quantity", "Amount"], [["ACME", "Work", "3", "10"]]), says: ["Flat!D2", "10", "3", "Add a Unit price column"], cure: (own) => { own.type("Flat", 1, "Amount", "12"); } },
  { name: "a renamed source column", damage: (own) => renameColumn(own, "Billable", "Client", "Wer"), says: ["Billable!A1", "Customer", "Name one column “Customer”"], cure: (own) => renameColumn(own, "Billable", "Wer", "Customer") },
  { name: "two columns that could be the customer", damage: (own) => renameColumn(own, "Billable", "PO", "Account"), says: ["Client, Account", "Customer", "Rename one of them"], cure: (own) => renameColumn(own, "Billable", "Account", "PO") },
  { name: "a master row with text for a price", act: { act: "createInvoices", given: { invoiceDate: "2026-01-31", rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] } }, damage: (own) => own.type("Items", 1, "Unit price", "'eighty"), says: ["Items!D2", "(Unit price)", "eighty"], cure: (own) => own.type("Items", 1, "Unit price", "80") },
  { name: "a tax rate as text", damage: (own) => own.type("TaxCodes", 1, "Rate %", "'20"), says: ["'Tax codes'!C2", "(Rate %)", "20"], cure: (own) => own.type("TaxCodes", 1, "Rate %", "20") },
  { name: "a setting that cannot be read", damage: (own) => own.type("Settings", settingRow(own, "Currency"), "Value", "Euro"), says: ["Settings!B", "Currency", "Euro", "must be a currency code"], cure: (own) => own.type("Settings", settingRow(own, "Currency"), "Value", "EUR") },
];

const SURROUNDINGS: readonly Case[] = [
  { name: "a filtered table", act: PAY, damage: (own) => own.editor.filterTable(own.table("Invoices"), 2, { values: ["00417"], blanks: false }), says: ["Invoices", "is filtered", "Data › Clear"], cure: (own) => own.editor.clearFilters(own.table("Invoices")) },
  { name: "a filtered Journal", act: PAY, damage: (own) => own.editor.filterTable(own.table("Journal_A"), 8, { values: ["payment"], blanks: false }), says: ["Journal_A", "is filtered"], cure: (own) => own.editor.clearFilters(own.table("Journal_A")) },
  { name: "a protected sheet", act: PAY, damage: (own) => own.editor.protect(own.sheet("Payments")), says: ["sheet Payments is protected", "Unprotect Sheet"], cure: (own) => own.editor.unprotect(own.sheet("Payments")) },
  { name: "a protected Journal", act: PAY, damage: (own) => own.editor.protect(own.sheet("Journal A")), says: ["Journal A", "protected", "Unprotect Sheet"], cure: (own) => own.editor.unprotect(own.sheet("Journal A")) },
  { name: "a renamed column", act: PAY, damage: (own) => renameColumn(own, "Payments", "Unapplied", "On account"), says: ["Payments", "no column “Unapplied”", "On account", "Name the column “Unapplied” again"], cure: (own) => renameColumn(own, "Payments", "On account", "Unapplied") },
  { name: "a renamed Journal column", act: PAY, damage: (own) => renameColumn(own, "Journal_A", "Hash", "Finger print"), says: ["Journal_A", "“Hash”", "Finger print"], cure: (own) => renameColumn(own, "Journal_A", "Finger print", "Hash") },
  { name: "a deleted column", act: PAY, damage: (own) => own.editor.deleteTableColumn(own.table("Invoices"), 12), says: ["Invoices", "no column “Balance”"], cure: (own) => own.editor.undo() },
  { name: "a deleted table", act: PAY, damage: (own) => own.editor.deleteTable(own.table("Payments")), says: ["table Payments is missing", "Set up"], cure: (own) => own.post("setup", {}) },
  { name: "a deleted sheet", act: PAY, damage: (own) => own.editor.deleteSheet(own.sheet("Payments applied")), says: ["table Applications is missing", "Set up"], cure: (own) => own.post("setup", {}) },
  { name: "a deleted table with documents in it", act: PAY, damage: (own) => own.editor.deleteSheet(own.sheet("Invoices")), says: ["table Invoices is missing", "Set up"], cure: (own) => own.post("setup", {}) },
  { name: "a total row", act: PAY, damage: (own) => own.editor.showTotals(own.table("Invoices"), true), says: ["Invoices", "total row", "Table Design › Total Row"], cure: (own) => own.editor.showTotals(own.table("Invoices"), false) },
  { name: "a read-only workbook", act: PAY, damage: (own) => { own.workbook.readOnly = true; }, says: ["read-only", "open it for editing"], cure: (own) => { own.workbook.readOnly = false; } },
  { name: "1904 dates", act: PAY, damage: (own) => { own.workbook.dateSystem = 1904; }, says: ["1904", "Switch it off"], cure: (own) => { own.workbook.dateSystem = 1900; } },
  { name: "precision as displayed", act: PAY, damage: (own) => { own.workbook.precisionAsDisplayed = true; }, says: ["precision as displayed", "Switch it off"], cure: (own) => { own.workbook.precisionAsDisplayed = false; } },
  { name: "cell-edit mode", act: PAY, damage: (own) => { own.editor.cellEditMode = true; }, says: ["cell is being edited", "Press Enter or Esc", "Nothing was written"], cure: (own) => { own.editor.cellEditMode = false; } },
  { name: "an overtyped Journal row", act: PAY, damage: (own) => own.type("Journal_A", 1, "Document", "INV-2026-0009"), says: ["'Journal A'!A4", "was changed", "Undo the change"], cure: (own) => own.editor.undo() },
  { name: "a number that stands in Invoices, typed by hand", act: BILL, damage: (own) => typeBelow(own, "Invoices", "Number", "INV-2026-0002"), says: ["Invoices!A3", "INV-2026-0002", "taken already", "Remove the row that was typed by hand"], cure: (own) => own.editor.deleteTableRows(own.table("Invoices"), 1, 1) },
  { name: "a number typed by hand, passed over", act: BILL, damage: (own) => typeBelow(own, "Invoices", "Number", "INV-2026-0003"), says: ["Invoices!A3", "INV-2026-0003", "start at a higher number"], cure: (own) => own.type("Settings", settingRow(own, "Invoice number starts at"), "Value", "10") },
  { name: "a payment number typed by hand", act: PAY, damage: (own) => typeBelow(own, "Payments", "Number", "PAY-2026-0001"), says: ["Payments!A2", "PAY-2026-0001", "taken already"], cure: (own) => own.editor.deleteTableRows(own.table("Payments"), 0, 1) },
  { name: "no such table", act: { act: "createInvoices", given: { invoiceDate: "2026-01-31", source: "Zeiten" } }, damage: () => undefined, says: ["Zeiten", "Select the rows with their header row, or name the table"], cure: (own) => own.editor.renameTable(own.table("Billable"), "Zeiten") },
];

test.each([...CELLS, ...SURROUNDINGS])("$name: refused with place and cure, nothing written, the cure helps", async ({ act = BILL, damage, says, cure }) => {
  await damage(book);
  const before = image(book);
  const refused = await outcome(book, act);
  expect([refused.status === "refused" || refused.status === "fault", refused]).toEqual([true, refused]);
  const told = refused.messages.join("\n");
  for (const part of says) expect(told).toContain(part);
  expect(image(book)).toEqual(before);
  await cure(book);
  expect(await outcome(book, act)).toMatchObject({ status: "posted" });
  expect((await book.check()).filter(({ code }) => code !== "rowTypedByHand")).toEqual([]);
});

const WRONG_PAYMENTS: readonly { name: string; given: Record<string, unknown>; says: readonly string[]; retry: Record<string, unknown> }[] = [
  { name: "above the open amount", given: { amount: "600.00", apply: [{ invoice: "INV-2026-0001", amount: "600.00" }] }, says: ["INV-2026-0001", "500.00", "by 100.00", "leave the rest on account"], retry: { amount: "600.00", apply: [{ invoice: "INV-2026-0001", amount: "500.00" }] } },
  { name: "more applied than received", given: { amount: "400.00", apply: [{ invoice: "INV-2026-0001", amount: "500.00" }] }, says: ["500.00", "400.00", "100.00 too much"], retry: { amount: "400.00", apply: [{ invoice: "INV-2026-0001", amount: "400.00" }] } },
  { name: "a sub-cent amount", given: { amount: "500.005" }, says: ["amount", "500.005", "2 decimals of EUR", "Round it"], retry: { amount: "500.01" } },
  { name: "an unknown customer", given: { customer: "ACNE", amount: "1.00" }, says: ["ACNE", "Correct it"], retry: { customer: "ACME", amount: "1.00" } },
  { name: "text for an amount", given: { amount: "five" }, says: ["amount", "five", "a number such as 400.00"], retry: { amount: "5" } },
  { name: "a date that is none", given: { amount: "5", date: "03.02.2026" }, says: ["date", "03.02.2026", "YYYY-MM-DD"], retry: { amount: "5", date: "2026-02-03" } },
  { name: "an invoice that is not there", given: { amount: "5", apply: [{ invoice: "INV-2026-0099", amount: "5" }] }, says: ["apply[1]", "INV-2026-0099", "Check the number"], retry: { amount: "5", apply: [{ invoice: "INV-2026-0001", amount: "5" }] } },
];

test.each(WRONG_PAYMENTS)("a payment: $name", async ({ given, says, retry }) => {
  const before = image(book);
  const base = { customer: "ACME", date: "2026-02-03" };
  const refused = await outcome(book, { act: "postPayment", given: { ...base, ...given } });
  expect(refused.status).toBe("refused");
  for (const part of says) expect(refused.messages.join("\n")).toContain(part);
  expect(image(book)).toEqual(before);
  expect(await outcome(book, { act: "postPayment", given: { ...base, ...retry } })).toMatchObject({ status: "posted" });
});

function renameColumn(of: HostBook, table: string, from: string, to: string): void {
  const target = of.table(table);
  of.editor.renameColumn(target, target.columns.findIndex(({ name }) => name === from), to);
}

function settingRow(of: HostBook, setting: string): number {
  return of.rows("Settings").findIndex((row) => row["Setting"] === setting) + 1;
}

/** Typed into the first free row below the table, which then grows over it as in Excel. */
function typeBelow(of: HostBook, table: string, column: string, text: string): void {
  of.type(table, of.rows(table).length + 1, column, text);
}
