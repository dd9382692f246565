import { writeFileSync } from "node:fs";
import { saveWorkbook } from "../../../host/xlsx/save";
import { HostBook } from "../../support/hostBook";
import { Workbook } from "../../../host/model/workbook";

const LONG_NAME = "Niederösterreichische Elektrizitäts- und Wasserversorgungsgesellschaft mbH & Co. Kommanditgesellschaft";

const CUSTOMERS = [
  { "Customer": "ACME", "Name": "Acme Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "S20" },
  { "Customer": "00417", "Name": "Leading Zero GmbH", "Terms": "2-10-NET30", "Currency": "EUR", "Tax code": "Z0" },
  { "Customer": "NEW", "Name": LONG_NAME, "Terms": "NET30", "Currency": "EUR", "Tax code": "Z0" },
  { "Customer": "BLUE", "Name": "Blue Door & Sons", "Terms": "NET30", "Currency": "USD", "Tax code": "Z0" },
];

export const BILLABLE_HEADERS = ["Row ID", "Customer", "Date", "Description", "Quantity", "Unit price", "Tax code", "Reference"];
export const BILLABLE_ROWS = [
  ["R1", "ACME", "2026-01-12", "Design of the winter catalogue", "10", "80", "S20", "PO-77"],
  ["R2", "ACME", "2026-01-13", "Proof print", "2", "35.5", "S20", "PO-77"],
  ["R3", "'00417", "2026-01-14", "Folding boxes, 300 g", "1200", "1.25", "Z0", ""],
  ["R4", "NEW", "2026-01-15", "Posters", "3", "400", "Z0", "Order 9"],
];

export interface PaneBookOptions {
  /** Also: dollars, a bank table, a payment typed by hand and an overtyped total. */
  readonly rich?: boolean;
  /** So many rows of billable work, each with a reference of its own, instead of the four. */
  readonly work?: number;
  /** Somebody deleted the Journal's sheet. */
  readonly withoutJournal?: true;
}

/** A set-up book as of 3 February 2026 with open invoices and a table of billable work, saved as a file. */
export async function writePaneBook(path: string, options: PaneBookOptions = {}): Promise<void> {
  const book = new HostBook();
  try {
    await book.post("setup", { companyName: "Finch & Harbour Studio", currency: "EUR" });
    await book.post("saveSettings", { settings: { "Sample date": "2026-02-03" } });
    await book.post("putRows", { table: "Customers", rows: CUSTOMERS });
    const invoice = (customer: string, invoiceDate: string, unitPrice: string): Promise<unknown> =>
      book.post("createInvoices", { invoiceDate, rows: [{ customer, description: "Work", quantity: 1, unitPrice, taxCode: "Z0" }] });
    await invoice("ACME", "2025-10-10", "2000.00");
    await invoice("ACME", "2025-12-20", "1800.00");
    await invoice("ACME", "2026-01-15", "1200.00");
    await invoice("00417", "2026-01-28", "1000.00");
    await invoice("NEW", "2025-12-01", "1234567.89");
    book.addTable("Billable", BILLABLE_HEADERS, options.work === undefined ? BILLABLE_ROWS : Array.from({ length: options.work }, (_, row) => [`R${row}`, "ACME", "2026-01-12", "Work", "1", "10", "Z0", `PO-${row}`]));
    if (options.rich === true) {
      await invoice("BLUE", "2026-01-10", "640.00");
      await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "75.00", currency: "EUR" });
      book.addTable("BankLines", ["Date", "Payer", "Reference", "Amount"], [["2026-02-02", "ACME LTD", "INV-2026-0001", "1200"], ["2026-02-02", "UNKNOWN", "thanks", "99.5"]]);
      const sheet = book.table("Payments").sheet;
      book.editor.pasteText(sheet, 2, 0, [["HAND-1", "payment", "ACME", "2026-02-01"]]);
      book.type("Invoices", 2, "Total", "1900");
    }
    if (options.withoutJournal === true) book.editor.deleteSheet(book.sheet("Journal A"));
    book.editor.activateSheet(book.sheet("Billable"));
    writeFileSync(path, saveWorkbook(book.workbook));
  } finally {
    book.close();
  }
}

/** A workbook without a ledger. */
export function writeBlankBook(path: string): void {
  const workbook = new Workbook();
  workbook.addSheet("Sheet1");
  writeFileSync(path, saveWorkbook(workbook));
}
