import { openWorkbook } from "../../host/xlsx/open";
import { saveWorkbook } from "../../host/xlsx/save";
import { type ShownInvoice, showInvoice } from "../../src/actions/showInvoice";
import { copySentence } from "../../src/workbook/invoiceSheetCopy";
import { TEMPLATE_VERSION } from "../../src/workbook/invoiceSheetLayout";
import { lineRows, newPrintedBook, openPrintedBook, type PrintedBook } from "./printedBook";
import { invoiceCells } from "./sheetCells";

jest.setTimeout(120_000);

let book: PrintedBook;
let posted: Uint8Array;
beforeAll(async () => {
  const first = await newPrintedBook();
  await first.post("createInvoices", { invoiceDate: "2026-01-31", rows: lineRows("OAK", 2) });
  posted = saveWorkbook(first.session.host.workbook);
  first.close();
});
beforeEach(async () => {
  book = await openPrintedBook(openWorkbook(posted, { fileName: "book.xlsx" }));
});
afterEach(() => book.close());

async function shown(template?: number): Promise<ShownInvoice> {
  const result = await showInvoice({ number: "INV-2026-0001" }, { workbook: book.session.port, sheet: book.sheet, ...(template === undefined ? {} : { template }) });
  if (!result.ok) throw new Error(JSON.stringify(result.rejections));
  return result.value;
}

const put = (table: string, row: Readonly<Record<string, string>>): Promise<unknown> => book.post("putRows", { table, rows: [row] });

const CHANGES: readonly { readonly name: string; readonly change: () => Promise<unknown>; readonly template?: number; readonly says: string }[] = [
  { name: "nothing", change: () => Promise.resolve(), says: "" },
  { name: "what is not printed", change: () => put("Customers", { "Customer": "OAK", "Notes": "likes tea", "Terms": "NET14" }), says: "" },
  { name: "the seller's name and address", change: () => book.post("saveSettings", { settings: { "Company name": "Finch & Partners", "Address": "1 New Street" } }), says: "in Settings, Company name, Address changed" },
  { name: "the seller's tax id", change: () => put("Settings", { "Setting": "Tax ID", "Value": "NL999999999B99" }), says: "in Settings, Tax ID changed" },
  { name: "the buyer's city", change: () => put("Customers", { "Customer": "OAK", "City": "Potsdam" }), says: "in Customers, City changed" },
  { name: "the buyer, merged into another", change: () => book.post("mergeCustomers", { from: "OAK", into: "ELM", reason: "one" }), says: "in Customers, Name, Address, City" },
  { name: "the printed form", change: () => Promise.resolve(), template: TEMPLATE_VERSION + 1, says: `the printed form is version ${TEMPLATE_VERSION + 1}, and it was posted with version ${TEMPLATE_VERSION}` },
];

test.each(CHANGES)("shown again after a change of $name: a copy only where it prints differently, with what was posted", async ({ change, template, says }) => {
  await shown();
  const before = invoiceCells(book.session.host.workbook);
  const [seller, buyer] = [before.named("OI_SellerAddress"), before.named("OI_BuyerAddress")];
  expect(before.named("OI_Mark")).toEqual([null]);
  await change();
  const again = await shown(template);
  const sheet = invoiceCells(book.session.host.workbook);
  expect(sheet.named("OI_Mark")).toEqual([says === "" ? null : "COPY"]);
  expect([sheet.named("OI_SellerName"), sheet.named("OI_SellerAddress"), sheet.named("OI_BuyerAddress")]).toEqual([["Finch & Harbour Studio"], seller, buyer]);
  expect(copySentence(again.copy)).toContain(says);
  expect(again.copy.length > 0).toBe(says !== "");
});

test("a buyer who is gone from Customers", async () => {
  await book.session.host.Excel.run(async (context) => {
    context.workbook.tables.getItem("Customers").rows.getItemAt(0).delete();
    await context.sync();
  });
  expect(copySentence((await shown()).copy)).toBe("It is marked as a copy and shows what was posted: customer OAK is not in Customers any more.");
});
