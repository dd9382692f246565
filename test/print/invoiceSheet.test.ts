import { openWorkbook } from "../../host/xlsx/open";
import { saveWorkbook } from "../../host/xlsx/save";
import { showInvoice } from "../../src/actions/showInvoice";
import { invoiceCells } from "./sheetCells";
import { lineRows, newPrintedBook, openPrintedBook, type PrintedBook } from "./printedBook";

let book: PrintedBook;
const show = (number: string, copy = false): ReturnType<typeof showInvoice> => showInvoice({ number, copy }, { workbook: book.session.port, sheet: book.sheet });
const cells = (): ReturnType<typeof invoiceCells> => invoiceCells(book.session.host.workbook);

/** Posted once; each test opens the file anew. */
let posted: Uint8Array;

beforeAll(async () => {
  const first = await newPrintedBook();
  for (const count of [3, 1, 12]) await first.post("createInvoices", { invoiceDate: "2026-01-31", rows: lineRows("OAK", count) });
  posted = saveWorkbook(first.session.host.workbook);
  first.close();
}, 120_000);
beforeEach(async () => {
  book = await openPrintedBook(openWorkbook(posted, { fileName: "book.xlsx" }));
});
afterEach(() => book.close());

test("the sheet grows and shrinks with the document and leaves nothing of the one before", async () => {
  for (const [number, count] of [["INV-2026-0001", 3], ["INV-2026-0003", 12], ["INV-2026-0002", 1], ["inv-2026-0003 ", 12]] as const) {
    expect((await show(number)).ok).toBe(true);
    const sheet = cells();
    expect(sheet.named("OI_Number")).toEqual([number.trim().toUpperCase()]);
    expect(sheet.named("OI_Lines").filter((value) => typeof value === "string" && value.startsWith("Line "))).toHaveLength(count);
    expect(sheet.all().filter((value) => typeof value === "string" && value.startsWith("Line "))).toHaveLength(count);
    expect(sheet.named("OI_Total")).toEqual([sheet.invoiceTotal(number.trim().toUpperCase())]);
    expect(sheet.rowsOf("OI_Lines")).toBe(count);
    // The print area ends at the notes, wherever they are now.
    expect(sheet.printAreaBottom()).toBe(sheet.rowOf("OI_Notes"));
  }
});

test("a moved, restyled and partly deleted sheet still works, and what was deleted is not filled", async () => {
  await show("INV-2026-0001");
  await book.session.host.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem("Invoice");
    sheet.name = "Our invoice";
    sheet.getRange("1:3").insert("Down");
    sheet.getRange("C:C").insert("Right");
    context.workbook.names.getItem("OI_Total").getRange().format.font.color = "#003366";
    context.workbook.names.getItem("OI_Terms").getRange().clear("Contents");
    context.workbook.names.getItem("OI_Terms").delete();
    await context.sync();
  });
  const shown = await show("INV-2026-0003");
  expect(shown).toMatchObject({ ok: true, value: { sheet: "Our invoice", made: false } });
  const sheet = cells();
  expect(sheet.named("OI_Total")).toEqual([sheet.invoiceTotal("INV-2026-0003")]);
  expect(sheet.fontColor("OI_Total")).toBe("#003366");
  expect(sheet.rowsOf("OI_Lines")).toBe(12);
  expect(sheet.all()).not.toContain("2/10 n/30");
});

test("line rows keep the formats that a person gave the first of them", async () => {
  await show("INV-2026-0002");
  await book.session.host.Excel.run(async (context) => {
    context.workbook.names.getItem("OI_Lines").getRange().format.fill.color = "#F2F2F2";
    await context.sync();
  });
  await show("INV-2026-0003");
  expect(cells().fills("OI_Lines")).toEqual(["#F2F2F2"]);
});

test("a deleted sheet is made again; a sheet called Invoice that is the person's own is left alone", async () => {
  await book.session.host.Excel.run(async (context) => {
    context.workbook.worksheets.add("Invoice").getRange("A1").values = [["my own"]];
    await context.sync();
  });
  expect(await show("INV-2026-0001")).toMatchObject({ ok: true, value: { sheet: "Invoice (2)", made: true } });
  await book.session.host.Excel.run(async (context) => {
    context.workbook.worksheets.getItem("Invoice (2)").delete();
    await context.sync();
  });
  expect(await show("INV-2026-0003")).toMatchObject({ ok: true, value: { sheet: "Invoice (2)", made: true } });
  expect(cells().named("OI_Number")).toEqual(["INV-2026-0003"]);
  expect(book.session.host.workbook.findSheet("Invoice")?.get(0, 0)?.value).toBe("my own");
});

test("what the sheet shows is what was posted, whatever the tables say today", async () => {
  await book.post("putRows", { table: "Customers", rows: [{ Customer: "OAK", Name: "Renamed" }] });
  await book.post("putRows", { table: "Settings", rows: [{ Setting: "Company name", Value: "Other" }] });
  await show("INV-2026-0001");
  expect(cells().named("OI_BuyerName")[0]).toContain("Müller & Söhne");
  expect(cells().named("OI_SellerName")).toEqual(["Finch & Harbour Studio"]);
});

test("a void invoice says so, a copy too; a formula as a name stays text", async () => {
  await book.post("putRows", { table: "Customers", rows: [{ Customer: "EVIL", Name: '=HYPERLINK("http://x","y")', Terms: "NET30" }] });
  await book.post("createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "EVIL", description: "=1+1", quantity: 1, unitPrice: 5, taxCode: "S20" }] });
  await book.post("voidDocument", { document: "INV-2026-0004", date: "2026-02-01", reason: "typed twice" });
  await show("INV-2026-0004", true);
  const sheet = cells();
  expect(sheet.named("OI_Mark")).toEqual(["VOID · COPY"]);
  expect(sheet.named("OI_Notes")).toEqual(["Cancelled on 2026-02-01: typed twice"]);
  expect(sheet.named("OI_BuyerName")).toEqual(['=HYPERLINK("http://x","y")']);
  expect(sheet.named("OI_Lines")).toContain("=1+1");
  expect(sheet.formulas()).toEqual(['"Price "&OI_Currency', '"Net "&OI_Currency']);
});

test("a total that needs room gets it: never ####", async () => {
  await book.post("createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "OAK", description: "Ship", quantity: 1, unitPrice: "987654321987.65", taxCode: "Z0" }] });
  await show("INV-2026-0001");
  const before = cells().columnWidth("OI_Total");
  await show("INV-2026-0004");
  expect(cells().columnWidth("OI_Total")).toBeGreaterThan(before);
});

interface Refusal {
  readonly name: string;
  readonly number: string;
  readonly code: string;
  readonly before: () => Promise<unknown>;
}

const REFUSALS: readonly Refusal[] = [
  { name: "an unknown number", number: "INV-9", code: "documentUnknown", before: () => Promise.resolve() },
  { name: "a payment", number: "PAY-2026-0001", code: "documentNotPrinted", before: () => book.post("postPayment", { customer: "OAK", date: "2026-02-01", amount: 10, apply: "none" }) },
  { name: "a protected sheet", number: "INV-2026-0001", code: "sheetProtected", before: () => onSheet((sheet) => sheet.protection.protect()) },
  { name: "no OI_Lines", number: "INV-2026-0001", code: "invoiceSheetLines", before: () => onNames((names) => names.getItem("OI_Lines").delete()) },
  { name: "blocks in one row", number: "INV-2026-0001", code: "invoiceSheetOverlap", before: () => onNames((names) => void (names.getItem("OI_TaxLines").formula = "=Invoice!$A$19:$H$20")) },
];

test.each(REFUSALS)("$name is refused and nothing changes", async ({ number, code, before }) => {
  await show("INV-2026-0002");
  await before();
  const all = cells().all();
  const result = await show(number);
  expect(result.ok ? "shown" : result.rejections.map((rejection) => rejection.code)).toEqual([code]);
  expect(cells().all()).toEqual(all);
});

async function onSheet(change: (sheet: Excel.Worksheet) => void): Promise<void> {
  await book.session.host.Excel.run(async (context) => {
    change(context.workbook.worksheets.getItem("Invoice"));
    await context.sync();
  });
}

async function onNames(change: (names: Excel.NamedItemCollection) => void): Promise<void> {
  await book.session.host.Excel.run(async (context) => {
    change(context.workbook.names);
    await context.sync();
  });
}
