import { lintWorkbook } from "../../src/actions/lintWorkbook";
import { createOfficeSheetReader } from "../../src/workbook/office/sheetCellReads";
import { isoDay } from "../support/days";
import { HostBook } from "../support/hostBook";

/** A workbook as a person keeps it, through Microsoft's client: two sheets, a formula of sums, a hidden row, a table. */
async function ownBook(): Promise<HostBook> {
  const book = new HostBook();
  await book.host.Excel.run(async (context) => {
    const sheets = context.workbook.worksheets;
    const sales = sheets.add("Old sales");
    sales.getRange("B3:F7").values = [
      ["Invoice no", "Customer", "Net", "VAT", "Total"], ["A-1", "ACME", 10, 2, 12], ["A-2", "BOLT", 20, 4, 25], ["A-1", "ACME", 30, 6, 36], ["Total", "", "=SUM(D4:D5)", "=SUM(E4:E6)", 73],
    ];
    sales.getRange("5:5").rowHidden = true;
    const cash = sheets.add("Cash");
    cash.getRange("A1:D3").values = [["Payment date", "Customer", "Invoice no", "Amount"], [46054, "ACME", "A-1", "#N/A"], ["'1/2/2026", "ACME", "A-9", 5]];
    cash.tables.add("A1:D3", true).name = "Receipts";
    sheets.add("Notes").getRange("A1").values = [["Nothing to check here"]];
    await context.sync();
  });
  return book;
}

async function told(book: HostBook, source: string | null = null): Promise<string[]> {
  const sheets = createOfficeSheetReader((batch) => book.host.Excel.run(batch));
  const found = await lintWorkbook({ workbook: book.port, sheets, source, today: isoDay("2026-06-30") });
  return found.map(({ code, severity, at, message }) => `${severity} ${code} ${at?.table ?? "-"} ${message}`);
}

const SALES = [
  "error numberTwice - 'Old sales'!B6 (Invoice no): A-1 stands in row 4 already. Give one of them its own number, or delete the copy.",
  "error rowTotalNotSum - 'Old sales'!F5 (Total): the total is 25.00, net and tax make 24.00. Correct whichever is wrong.",
  "error sumMissesRows - 'Old sales'!D7 (Net): =SUM(D4:D5) leaves out 1 of the rows, first row 6. Extend its range.",
  "warning hiddenRowsInTotal - 'Old sales'!D7 (Net): the total includes 1 hidden rows, first row 5. Show them, or say beside the total that they are hidden.",
  "warning hiddenRowsInTotal - 'Old sales'!E7 (VAT): the total includes 1 hidden rows, first row 5. Show them, or say beside the total that they are hidden.",
  "warning hiddenRowsInTotal - 'Old sales'!F7 (Total): the total includes 1 hidden rows, first row 5. Show them, or say beside the total that they are hidden.",
];
const CASH = [
  "error dateAsText Receipts Cash!A3 (Payment date): the date “1/2/2026” is text. Type it again as a date, or use Data › Text to Columns to convert the column.",
  "error paymentForNoInvoice Receipts Cash!C3 (Invoice no): there is no invoice A-9. Correct the number.",
];

test("everything in the workbook, each finding with its cell and cure; a part of it by name of table, sheet or address", async () => {
  const book = await ownBook();
  try {
    const all = await told(book);
    expect(all.filter((line) => line.includes("'Old sales'")).sort()).toEqual([...SALES].sort());
    expect(all.filter((line) => line.includes("Receipts"))).toEqual(expect.arrayContaining(CASH));
    expect(await told(book, " old SALES ")).toEqual(all.filter((line) => line.includes("'Old sales'")));
    expect(await told(book, "'Old sales'!B3:F7")).toEqual(all.filter((line) => line.includes("'Old sales'")));
    expect(await told(book, "receipts")).toEqual(all.filter((line) => line.includes("Receipts")));
    expect(all).toHaveLength((await told(book, "Cash")).length + SALES.length);
  } finally {
    book.close();
  }
});

test("a source that holds nothing to check, and a workbook without anything", async () => {
  const book = await ownBook();
  try {
    expect(await told(book, "Notes")).toEqual(["error nothingToCheck - “Notes” is no table or sheet of invoices, lines, payments, customers or items (there are: Old sales, Receipts). Name the columns Invoice number, Customer, Date, Due, Net, Tax, Total, or name another table."]);
  } finally {
    book.close();
  }
  const empty = new HostBook();
  try {
    expect(await told(empty)).toEqual(["error nothingToCheck - there is no table of invoices, lines, payments, customers or items. Name the columns Invoice number, Customer, Date, Due, Net, Tax, Total, or name another table."]);
  } finally {
    empty.close();
  }
});

test("a ledger: its own tables, with what a person typed into them; nothing is written", async () => {
  const book = new HostBook();
  try {
    await book.post("setup", {});
    await book.post("putRows", { table: "Customers", rows: [{ "Customer": "ACME", "Name": "Acme Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "Z0" }] });
    await book.post("createInvoices", { invoiceDate: "2026-01-05", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "100.00", taxCode: "Z0" }] });
    await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "40.00", currency: "EUR", apply: "auto" });
    expect(await told(book)).toEqual([]);
    await book.post("putRows", { table: "Customers", rows: [{ Customer: "ACME2", Name: "ACME Limited" }] });
    const before = book.cells();
    expect(await told(book)).toEqual([expect.stringMatching(/^warning duplicateCustomerName Customers Customers!B\d+ \(Name\): “ACME Limited” looks like “Acme Ltd” in row \d+\. If they are one customer, keep one of them\.$/)]);
    expect(book.cells()).toEqual(before);
  } finally {
    book.close();
  }
});
