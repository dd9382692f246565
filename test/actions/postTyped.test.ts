import { postTyped } from "../../src/actions/postTyped";
import { runAction } from "../../src/actions/runAction";
import { Fault } from "../../src/workbook/fault";
import type { Workbook } from "../../src/workbook/port";
import { HostBook, seededBook } from "../support/hostBook";

jest.setTimeout(240_000);

let bytes: Uint8Array;
beforeAll(async () => {
  const making = HostBook.fromBytes(await seededBook());
  await making.post("createInvoices", { invoiceDate: "2026-01-05", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "500.00", taxCode: "Z0" }, { customer: "00417", description: "Print", quantity: 1, unitPrice: "80.00" }] });
  await making.post("createInvoices", { invoiceDate: "2026-01-06", rows: [{ customer: "ACME", description: "More", quantity: 1, unitPrice: "70.00", taxCode: "Z0" }] });
  bytes = making.save();
  making.close();
});

function within<T>(work: (book: HostBook) => Promise<T>): Promise<T> {
  return HostBook.within(bytes, work);
}

type Cells = Readonly<Record<string, string>>;

/** Types rows below a table, as a person does: Excel takes them into the table. */
function typeRows(book: HostBook, table: "Invoices" | "Payments", rows: readonly Cells[]): void {
  const { sheet, area } = book.table(table);
  const isEmpty = book.rows(table).length === 0;
  const columns = book.table(table).columns.map(({ name }) => name);
  rows.forEach((cells, index) => {
    const row = isEmpty ? area.top + 1 + index : area.bottom + 1 + index;
    for (const [header, text] of Object.entries(cells)) book.editor.typeCell(sheet, row, area.left + columns.indexOf(header), text);
  });
}

const codes = (issues: readonly { readonly code: string; readonly at: { readonly column?: string } | null }[]): string[] => issues.map(({ code, at }) => `${at?.column ?? "-"} ${code}`);
const PAYMENT: Cells = { "Customer": "ACME", "Date": "2026-01-30", "Amount": "45.00" };
const INVOICE: Cells = { "Customer": "ACME", "Date": "2026-01-30", "Net": "100.00", "Reference": "Workshop" };

const GOOD_PAYMENTS: readonly { readonly name: string; readonly row: Cells; readonly posted: Cells; readonly applied?: readonly string[]; readonly told?: readonly string[] }[] = [
  { name: "bare", row: PAYMENT, posted: { "Number": "PAY-2026-0001", "Kind": "payment", "Currency": "EUR", "Unapplied": "45.00", "Status": "Open" } },
  { name: "the customer by name", row: { ...PAYMENT, "Customer": "acme ltd" }, posted: { "Customer": "ACME" } },
  { name: "with everything", row: { ...PAYMENT, "Kind": "Deposit", "Method": "cash", "Deposit": "D-1", "Fee": "1.5", "Currency": "GBP", "Exchange rate": "1.17", "Number": "PAY-2026-0001" }, posted: { "Kind": "deposit", "Method": "cash", "Fee": "1.50", "Currency": "GBP", "Exchange rate": "1.17" } },
  { name: "for one invoice", row: { ...PAYMENT, "Reference": "inv 2026 0001" }, posted: { "Unapplied": "0.00", "Status": "Paid" }, applied: ["INV-2026-0001 45.00"], told: ["Reference typedApplied"] },
  { name: "for less than it brings", row: { ...PAYMENT, "Amount": "600", "Reference": "INV-2026-0001 thanks" }, posted: { "Unapplied": "100.00" }, applied: ["INV-2026-0001 500.00"], told: ["Reference typedApplied"] },
  { name: "for two in full", row: { ...PAYMENT, "Amount": "570", "Reference": "INV-2026-0001, INV-2026-0003" }, posted: { "Unapplied": "0.00" }, applied: ["INV-2026-0001 500.00", "INV-2026-0003 70.00"], told: ["Reference typedApplied", "Reference typedApplied"] },
  { name: "for two in part: nobody knows how", row: { ...PAYMENT, "Reference": "INV-2026-0001, INV-2026-0003" }, posted: { "Unapplied": "45.00" }, told: ["Reference typedReferenceUnclear"] },
  { name: "for a stranger's", row: { ...PAYMENT, "Reference": "INV-2026-0002" }, posted: { "Unapplied": "45.00" }, told: ["Reference referenceOfStranger"] },
  { name: "formulas, of which the figures are posted", row: { ...PAYMENT, "Amount": "=40+5", "Date": "=DATE(2026,1,30)" }, posted: { "Amount": "45.00", "Date": "2026-01-30" } },
];

test.each(GOOD_PAYMENTS)("a typed payment, $name, becomes the posted row in its place", async ({ row, posted, applied = [], told = [] }) => {
  await within(async (book) => {
    typeRows(book, "Payments", [row]);
    const result = await book.post("postTyped", { table: "payments" });
    expect(codes(result.issues)).toEqual(told);
    expect(book.rows("Payments")).toHaveLength(1);
    expect(book.rows("Payments")[0]).toMatchObject({ ...posted, "Entry": result.entry });
    expect(book.lines("Applications", "To", "Amount")).toEqual(applied);
    expect(await book.check()).toEqual([]);
  });
});

const BAD_PAYMENTS: readonly { readonly name: string; readonly row: Cells; readonly told: readonly string[]; readonly says?: string }[] = [
  { name: "a number of one's own", row: { ...PAYMENT, "Number": "cash 30 Jan" }, told: ["Number typedNumberNotNext"], says: "which is PAY-2026-0001. Empty the cell" },
  { name: "a later number", row: { ...PAYMENT, "Number": "PAY-2026-0002" }, told: ["Number typedNumberNotNext"] },
  { name: "a posted number", row: { ...PAYMENT, "Number": "inv-2026-0001" }, told: ["Number typedIsPosted"], says: "run the ledger check" },
  { name: "a refund", row: { ...PAYMENT, "Kind": "refund" }, told: ["Kind typedKindWrong"], says: "use Refund" },
  { name: "a strange kind", row: { ...PAYMENT, "Kind": "gift" }, told: ["Kind typedKindWrong"], says: "Type payment or deposit" },
  { name: "nobody", row: { "Date": "2026-01-30", "Amount": "45" }, told: ["Customer typedCellMissing"] },
  { name: "an unknown customer", row: { ...PAYMENT, "Customer": "ACNE" }, told: ["Customer customerUnknown"], says: "Did you mean ACME?" },
  { name: "no day and no amount", row: { "Customer": "ACME" }, told: ["Date typedCellMissing", "Amount typedCellMissing"] },
  { name: "texts for figures", row: { ...PAYMENT, "Amount": "'45.00", "Date": "'30 Jan" }, told: ["Date dateIsText", "Amount amountIsText"] },
  { name: "less than a cent", row: { ...PAYMENT, "Amount": "45.005" }, told: ["Amount amountSubMinor"] },
  { name: "money going out", row: { ...PAYMENT, "Amount": "-45" }, told: ["Amount typedAmountNotPositive"] },
  { name: "a fee above it", row: { ...PAYMENT, "Fee": "46" }, told: ["Fee feeWrong"] },
  { name: "an error value", row: { ...PAYMENT, "Amount": "=1/0" }, told: ["Amount cellError"] },
  { name: "no such currency", row: { ...PAYMENT, "Currency": "EURO" }, told: ["Currency currencyUnknown"] },
  { name: "a rate in the book's own currency", row: { ...PAYMENT, "Exchange rate": "1.2" }, told: ["Exchange rate exchangeRateWrong"] },
];

const GOOD_INVOICES: readonly { readonly name: string; readonly row: Cells; readonly posted: Cells; readonly told?: readonly string[] }[] = [
  { name: "net", row: INVOICE, posted: { "Number": "INV-2026-0004", "Kind": "invoice", "Due": "2026-03-01", "Terms": "NET30", "Net": "100.00", "Tax": "20.00", "Total": "120.00", "Balance": "120.00", "Status": "Open" } },
  { name: "total alone", row: { "Customer": "ACME", "Date": "2026-01-30", "Total": "100.00", "Reference": "Workshop" }, posted: { "Net": "83.33", "Tax": "16.67", "Total": "100.00" } },
  { name: "all three that agree, and the next number", row: { ...INVOICE, "Tax": "20", "Total": "120", "Number": "INV-2026-0004", "Kind": "Invoice" }, posted: { "Total": "120.00" } },
  { name: "terms", row: { ...INVOICE, "Terms": "NET14" }, posted: { "Due": "2026-02-13", "Terms": "NET14" } },
  { name: "a due day", row: { ...INVOICE, "Due": "2026-02-10" }, posted: { "Due": "2026-02-10", "Terms": "" } },
  { name: "a due day that the terms give", row: { ...INVOICE, "Due": "2026-02-13", "Terms": "NET14" }, posted: { "Due": "2026-02-13", "Terms": "NET14" } },
  { name: "yen", row: { ...INVOICE, "Customer": "TOKYO", "Net": "1250" }, posted: { "Currency": "JPY", "Tax": "0", "Total": "1250" } },
  { name: "paid, as it says", row: { ...INVOICE, "Balance": "0" }, posted: { "Balance": "120.00", "Status": "Open" }, told: ["Balance typedBalanceDiffers"] },
  { name: "without a word", row: { "Customer": "ACME", "Date": "2026-01-30", "Net": "1" }, posted: { "Total": "1.20" }, told: ["Reference descriptionMissing"] },
];

test.each(GOOD_INVOICES)("a typed invoice, $name, becomes the posted row in its place", async ({ row, posted, told = [] }) => {
  await within(async (book) => {
    typeRows(book, "Invoices", [row]);
    const result = await book.post("postTyped", { table: "Invoices" });
    expect(codes(result.issues)).toEqual(told);
    expect(book.rows("Invoices")).toHaveLength(4);
    const wanted = Object.fromEntries(Object.entries(posted).map(([header, text]) => [header, text === "" ? null : text]));
    expect(book.rows("Invoices")[3]).toMatchObject({ ...wanted, "Entry": result.entry });
    expect(book.rows("InvoiceLines")).toHaveLength(4);
    expect(await book.check()).toEqual([]);
  });
});

const BAD_INVOICES: typeof BAD_PAYMENTS = [
  { name: "another tax", row: { ...INVOICE, "Tax": "19.00" }, told: ["Tax typedFigureDiffers"], says: "Tax is 19.00 EUR, but with tax code S20 it comes to 20.00" },
  { name: "another total", row: { ...INVOICE, "Tax": "20", "Total": "119.99" }, told: ["Total typedFigureDiffers"] },
  { name: "no amount", row: { "Customer": "ACME", "Date": "2026-01-30", "Tax": "20" }, told: ["Net typedCellMissing"] },
  { name: "a credit", row: { ...INVOICE, "Net": "-100" }, told: ["Net typedAmountNotPositive"] },
  { name: "a credit memo", row: { ...INVOICE, "Kind": "credit memo" }, told: ["Kind typedKindWrong"], says: "use Credit" },
  { name: "due before it was written", row: { ...INVOICE, "Due": "2026-01-29" }, told: ["Due typedDueBeforeDate"] },
  { name: "due on another day than its terms", row: { ...INVOICE, "Due": "2026-02-14", "Terms": "NET14" }, told: ["Due typedDueDiffers"], says: "the terms NET14 give, 2026-02-13" },
  { name: "terms nobody knows", row: { ...INVOICE, "Terms": "soon" }, told: ["Terms termsUnknown"] },
  { name: "a number of one's own", row: { ...INVOICE, "Number": "10482" }, told: ["Number typedNumberNotNext"] },
  { name: "no day", row: { "Customer": "ACME", "Net": "1", "Reference": "x" }, told: ["Date typedCellMissing"] },
];

test.each([...BAD_PAYMENTS.map((each) => ({ table: "Payments" as const, ...each })), ...BAD_INVOICES.map((each) => ({ table: "Invoices" as const, ...each }))])("$table, $name: refused at its cell, and nothing is written", async ({ table, row, told, says }) => {
  await within(async (book) => {
    typeRows(book, table, [row]);
    const before = book.cells();
    const result = await book.act("postTyped", { table });
    expect([result.status, codes(result.issues.filter(({ severity }) => severity === "error"))]).toEqual(["refused", told]);
    for (const { at } of result.issues) expect(at).toMatchObject({ table, row: table === "Invoices" ? 4 : 1 });
    if (says !== undefined) expect(result.issues[0]?.message).toContain(says);
    expect(book.cells()).toEqual(before);
  });
});

test("a locked day: an invoice is refused, a payment is posted on the first open one and keeps its own", async () => {
  await within(async (book) => {
    await book.post("saveSettings", { settings: { "Locked through": "2026-01-31" } });
    typeRows(book, "Invoices", [INVOICE]);
    typeRows(book, "Payments", [PAYMENT]);
    expect(codes((await book.act("postTyped", { table: "Invoices" })).issues)).toEqual(["Date dateLocked"]);
    expect(codes((await book.post("postTyped", { table: "Payments" })).issues)).toEqual(["Date postedOnFirstOpenDay"]);
    expect(book.lines("Payments", "Date", "Bank date")).toEqual(["2026-02-01 2026-01-30"]);
  });
});

test("good and bad rows: the bad are named, the good go by their numbers, each invoice paid once", async () => {
  await within(async (book) => {
    typeRows(book, "Payments", [
      { ...PAYMENT, "Amount": "400", "Reference": "INV-2026-0001" }, { ...PAYMENT, "Number": "cash" }, { ...PAYMENT, "Amount": "400", "Reference": "INV-2026-0001" }, { ...PAYMENT, "Amount": "7" }, { ...PAYMENT, "Amount": "7" },
    ]);
    const refused = await book.act("postTyped", { table: "Payments" });
    expect([refused.status, refused.issues.filter(({ severity }) => severity === "error").map(({ at, code }) => `${at?.row} ${code}`)]).toEqual(["refused", ["2 typedNumberNotNext"]]);
    const unknown = await book.act("postTyped", { table: "Payments", rows: [1, 9] });
    expect(unknown.rejections.map(({ message }) => message)).toEqual(["Row 9 of Payments was not typed by hand. Name one of: 1, 2, 3, 4, 5."]);
    const posted = await book.post("postTyped", { table: "Payments", rows: [5, 3, 1, 4], entry: "typed" });
    expect(posted.documents.map(({ number }) => number)).toEqual(["PAY-2026-0001", "PAY-2026-0002", "PAY-2026-0003", "PAY-2026-0004"]);
    expect(book.lines("Payments", "Number", "Amount", "Unapplied", "Entry")).toEqual([
      "PAY-2026-0001 400.00 0.00 typed.1", "cash 45.00 - -", "PAY-2026-0002 400.00 300.00 typed.3", "PAY-2026-0003 7.00 7.00 typed.4", "PAY-2026-0004 7.00 7.00 typed.5",
    ]);
    expect(book.lines("Applications", "From", "To", "Amount")).toEqual(["PAY-2026-0001 INV-2026-0001 400.00", "PAY-2026-0002 INV-2026-0001 100.00"]);
    expect((await book.act("postTyped", { table: "Payments", rows: [5, 3, 1, 4], entry: "typed" })).status).toBe("exists");
    expect((await book.check()).map(({ code }) => code)).toEqual(["rowTypedByHand"]);
    expect((await book.act("postTyped", { table: "Payments", rows: [1] })).rejections.map(({ code }) => code)).toEqual(["typedRowUnknown"]);
    expect((await book.act("postTyped", { table: "Invoices" })).rejections.map(({ code }) => code)).toEqual(["typedRowsNone"]);
  });
});

test("the number that a row would get stands in a row below: that one goes first", async () => {
  await within(async (book) => {
    typeRows(book, "Payments", [PAYMENT, { ...PAYMENT, "Number": "PAY-2026-0001" }]);
    const result = await book.act("postTyped", { table: "Payments", rows: [1] });
    expect(result.issues.map(({ at, code }) => `${at?.row} ${code}`)).toEqual(["2 duplicateNumber"]);
    await book.post("postTyped", { table: "Payments", rows: [2] });
    await book.post("postTyped", { table: "Payments", rows: [1] });
    expect(book.lines("Payments", "Number")).toEqual(["PAY-2026-0002", "PAY-2026-0001"]);
  });
});

/** The port, losing what is written after the commit. */
function withoutProjection(port: Workbook): Workbook {
  return new Proxy(port, { get: (target, key): unknown => (key === "write" ? () => Promise.reject(new Fault("accessDenied", "write", false)) : Reflect.get(target, key)) });
}

test.each([
  { name: "the same act", finish: (book: HostBook) => book.act("postTyped", { table: "Payments", entry: "typed" }) },
  { name: "the next act of any kind", finish: (book: HostBook) => book.post("postPayment", { customer: "00417", amount: "1.00" }) },
])("a run that broke off after its commit is finished in place by $name", async ({ finish }) => {
  await within(async (book) => {
    typeRows(book, "Payments", [PAYMENT, { ...PAYMENT, "Amount": "46" }, PAYMENT]);
    await runAction(postTyped, { table: "Payments", entry: "typed" }, { workbook: withoutProjection(book.port), env: book.env() });
    expect(book.lines("Payments", "Number", "Entry")).toEqual(["- -", "- -", "- -"]);
    // The rows are posted: they must not be offered again.
    expect((await book.act("postTyped", { table: "Payments" })).rejections.map(({ code }) => code)).toEqual(["typedRowsNone"]);
    await finish(book);
    expect(book.lines("Payments", "Number", "Amount", "Entry").slice(0, 3)).toEqual(["PAY-2026-0001 45.00 typed.1", "PAY-2026-0002 46.00 typed.2", "PAY-2026-0003 45.00 typed.3"]);
    expect((await book.check()).filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

test("a preview writes nothing and shows the documents", async () => {
  await within(async (book) => {
    typeRows(book, "Invoices", [INVOICE]);
    const before = book.cells();
    const result = await runAction(postTyped, { table: "Invoices" }, { workbook: book.port, env: book.env(), confirm: "dryRun" });
    expect([result.status, result.documents.map(({ number, total }) => `${number} ${total}`)]).toEqual(["planned", ["INV-2026-0004 120.00"]]);
    expect(book.cells()).toEqual(before);
  });
});

test("a person's own columns and formats stay as they are", async () => {
  await within(async (book) => {
    const { sheet, area } = book.table("Payments");
    book.editor.pasteText(sheet, area.top, area.right + 1, [["Mine"]]);
    typeRows(book, "Payments", [{ ...PAYMENT, "Mine": "keep" }]);
    await book.post("postTyped", { table: "Payments" });
    expect(book.rows("Payments")[0]).toMatchObject({ "Mine": "keep", "Status": "Open" });
  });
});
