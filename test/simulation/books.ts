import type { Workbook } from "../../host/model/workbook";
import { HostBook } from "../support/hostBook";

export type BookName = "blank" | "seeded" | "busy";

const LINE = { customer: "ACME", description: "Work", quantity: 1, unitPrice: "100.00", taxCode: "Z0" };

const CUSTOMERS = [
  { "Customer": "ACME", "Name": "Acme Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "S20", "Group": "Road Runner" },
  { "Customer": "00417", "Name": "Leading Zero GmbH", "Terms": "2-10-NET30", "Currency": "EUR", "Tax code": "Z0" },
  { "Customer": "ACME-UK", "Name": "Acme UK", "Terms": "NET30", "Currency": "GBP", "Tax code": "S20", "Group": "Road Runner" },
  { "Customer": "KUWAIT", "Name": "Kuwait WLL", "Terms": "NET30", "Currency": "KWD", "Tax code": "Z0" },
];

/** What the busy book has gone through; every act of the registry finds something to do in it. */
const STORY: readonly (readonly [action: string, given: Readonly<Record<string, unknown>>])[] = [
  ["putRows", { table: "Customers", rows: [{ "Customer": "ACME-OLD", "Name": "Acme (old)", "Terms": "NET30", "Currency": "EUR", "Tax code": "Z0" }] }],
  ["createInvoices", { invoiceDate: "2025-12-20", rows: [LINE] }], // INV-2025-0001, 100.00, due 2026-01-19
  ["createInvoices", { invoiceDate: "2026-01-05", rows: [{ ...LINE, unitPrice: "500.00", taxCode: "S20" }] }], // INV-2026-0001, 600.00
  ["createInvoices", { invoiceDate: "2026-01-06", rows: [{ ...LINE, customer: "ACME-UK", unitPrice: "19.99", quantity: 3, taxCode: "S20" }, { ...LINE, customer: "ACME-OLD", unitPrice: "0.10" }] }], // -0002 71.96 GBP, -0003 0.10
  ["postPayment", { customer: "ACME", date: "2026-01-20", amount: "93.00", apply: [{ invoice: "INV-2026-0001", amount: "93.00", deduction: "7.00", reason: "Damaged" }] }], // PAY-2026-0001, INV-2026-0001-D1
  ["postPayment", { customer: "ACME", date: "2026-01-21", amount: "50.00", apply: [] }], // PAY-2026-0002 on account
  ["createCreditMemo", { customer: "ACME", date: "2026-01-22", reason: "Bonus", amount: "24.00", taxCode: "S20" }], // CM-2026-0001
  ["postPayment", { customer: "ACME", date: "2026-01-23", amount: "30.00", apply: [] }], // PAY-2026-0003
  ["refund", { from: "PAY-2026-0003", amount: "10.00", date: "2026-01-24", method: "bank", reason: "Paid twice" }], // PAY-2026-0004
  ["createInvoices", { invoiceDate: "2026-01-25", rows: [{ ...LINE, description: "To be voided", unitPrice: "33.33" }] }], // INV-2026-0004
];

/** Source rows in a table of the user's own, for invoices that mark what they billed. */
const JOBS_HEADERS = ["Customer", "Description", "Quantity", "Unit price", "Tax code", "Invoiced"] as const;
const JOBS = [["ACME", "Job one", "2", "10.05", "S20", ""], ["ACME-UK", "Job two", "1", "7.77", "S20", ""], ["ACME", "Job three", "3", "0.01", "Z0", ""]] as const;

/** Set up formats a thousand rows below each table; to copy these for each schedule would take longer than the schedule. */
const FORMATTED_ROWS_KEPT = 6;

/** Cuts the formats below the tables of a book that is going to be copied often. */
export function trimmed(workbook: Workbook): Workbook {
  for (const sheet of workbook.sheets) {
    const [table] = sheet.tables;
    if (table !== undefined) sheet.rows.length = Math.min(sheet.rows.length, table.area.bottom + 1 + FORMATTED_ROWS_KEPT);
  }
  return workbook;
}

const made = new Map<BookName, Promise<Workbook>>();

/** A base book, made once for each process through the add-in's own acts; never changed: schedules work on copies. */
export function baseBook(name: BookName): Promise<Workbook> {
  const known = made.get(name) ?? makeBook(name);
  made.set(name, known);
  return known;
}

async function makeBook(name: BookName): Promise<Workbook> {
  const book = new HostBook();
  try {
    if (name === "blank") return book.workbook;
    await book.post("setup", { companyName: "Finch & Harbour", currency: "EUR" });
    trimmed(book.workbook);
    await book.post("putRows", { table: "Customers", rows: CUSTOMERS });
    await book.post("putRows", { table: "Items", rows: [{ "Item": "CONS", "Description": "Consulting", "Unit": "h", "Unit price": "80.00", "Currency": "EUR", "Tax code": "S20" }] });
    if (name === "busy") {
      for (const [action, given] of STORY) await book.post(action, given);
      book.addTable("Jobs", JOBS_HEADERS, JOBS);
    }
    return book.workbook;
  } finally {
    book.close();
  }
}
