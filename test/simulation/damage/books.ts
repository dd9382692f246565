import { copyBook } from "../../../host/faults/bookCopy";
import type { Workbook } from "../../../host/model/workbook";
import { HostBook } from "../../support/hostBook";
import { trimmed } from "../books";

type Step = readonly [action: string, given: Readonly<Record<string, unknown>>];

const line = (customer: string, unitPrice: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({ customer, description: "Work", quantity: 1, unitPrice, taxCode: "Z0", ...more });

/** Invoices with several lines, payments with deduction and write-off, memos, a refund, a bounce; four currencies. */
const STORY: readonly Step[] = [
  ["createInvoices", { invoiceDate: "2026-01-05", rows: [line("ACME", "500.00", { taxCode: "S20", reference: "PO-1" }), line("ACME", "12.50", { quantity: 3, taxCode: "S20", reference: "PO-1" })] }],
  ["createInvoices", { invoiceDate: "2026-01-06", rows: [line("ACME-UK", "19.99", { quantity: 3, taxCode: "S20" }), line("TOKYO", "1500"), line("KUWAIT", "7.125"), line("00417", "250.00", { reference: "10482" })] }],
  ["createInvoices", { invoiceDate: "2026-01-08", rows: [line("ACME", "100.00"), line("00417", "88.88")] }],
  ["postPayment", { customer: "ACME", date: "2026-01-20", amount: "93.00", method: "bank", reference: "remittance 7", apply: [{ invoice: "INV-2026-0001", amount: "93.00", deduction: "7.00", reason: "Damaged" }] }],
  ["postPayment", { customer: "ACME-UK", date: "2026-01-21", amount: "50.00", apply: [{ invoice: "INV-2026-0002", amount: "40.00" }] }],
  ["postPayment", { customer: "TOKYO", date: "2026-01-21", amount: "1500", apply: [{ invoice: "INV-2026-0003", amount: "1500" }] }],
  ["createCreditMemo", { customer: "ACME", date: "2026-01-22", reason: "Bonus", amount: "24.00", taxCode: "S20" }],
  ["creditInvoice", { invoice: "INV-2026-0001", amount: "60.00", date: "2026-01-23", reason: "Returned" }],
  ["refund", { from: "PAY-2026-0002", amount: "5.00", date: "2026-01-24", method: "bank", reason: "Paid twice" }],
  ["postPayment", { customer: "00417", date: "2026-01-25", amount: "88.88", apply: [{ invoice: "INV-2026-0007", amount: "88.88" }] }],
  ["reversePayment", { payment: "PAY-2026-0005", date: "2026-01-28", reason: "Bounced" }],
  ["writeOff", { document: "INV-2026-0004", amount: "0.125", date: "2026-01-29", reason: "Small rest" }],
];

export const DAMAGE_BOOKS = ["one seat", "two seats", "own tables and columns", "many rows"] as const;
export type DamageBookName = (typeof DAMAGE_BOOKS)[number];

const CUSTOMERS = [["ACME", "EUR", "S20"], ["00417", "EUR", "Z0"], ["ACME-UK", "GBP", "S20"], ["TOKYO", "JPY", "Z0"], ["KUWAIT", "KWD", "Z0"]].map(([customer, currency, tax]) => ({
  "Customer": customer, "Name": `${customer ?? ""} Ltd`, "Terms": "NET30", "Currency": currency, "Tax code": tax,
}));

/** What is added to a copy gets ids from here on. */
const FIRST_IDS = 300_000;
const SECOND_SEAT_IDS = 400_000;

const made = new Map<DamageBookName, Promise<Workbook>>();

/** A whole book that cases are copies of; made once for each process through the add-in's own acts. */
export function damageBook(name: DamageBookName): Promise<Workbook> {
  const known = made.get(name) ?? make(name).then(trimmed);
  made.set(name, known);
  return known;
}

async function make(name: DamageBookName): Promise<Workbook> {
  if (name === "two seats") return withSecondSeat(await damageBook("one seat"));
  const book = name === "own tables and columns" ? await prefixedBook() : await plainBook();
  try {
    const story = name === "many rows" ? STORY.slice(0, 2) : STORY;
    for (const [action, given] of story) await book.post(action, given);
    if (name === "many rows") await book.post("createInvoices", { invoiceDate: "2026-01-15", groupBy: ["customer", "reference"], rows: Array.from({ length: 24 }, (_, index) => line("ACME", `${index + 1}.10`, { reference: `PO-${index + 100}` })) });
    if (name === "own tables and columns") {
      const invoices = book.workbook.findTable("OI_Invoices");
      if (invoices !== undefined) book.editor.addTableColumn(invoices, 3, "My note", Array.from({ length: 7 }, (_, index) => `note ${index}`));
    }
    return book.workbook;
  } finally {
    book.close();
  }
}

async function withSecondSeat(source: Workbook): Promise<Workbook> {
  const other = new HostBook({ workbook: copyBook(source, SECOND_SEAT_IDS), seat: "B" });
  try {
    await other.post("setup", {});
    await other.post("createInvoices", { invoiceDate: "2026-02-01", rows: [line("ACME", "45.67", { taxCode: "S20" }), line("ACME-UK", "10.00")] });
    await other.post("postPayment", { customer: "ACME", date: "2026-02-02", amount: "20.00", apply: [] });
    return other.workbook;
  } finally {
    other.close();
  }
}

let plain: Promise<Workbook> | null = null;

async function plainBook(): Promise<HostBook> {
  plain ??= setUp(new HostBook());
  return new HostBook({ workbook: copyBook(await plain, FIRST_IDS) });
}

async function setUp(book: HostBook): Promise<Workbook> {
  try {
    await book.post("setup", { companyName: "Finch & Harbour", currency: "EUR" });
    trimmed(book.workbook);
    await book.post("putRows", { table: "Customers", rows: CUSTOMERS });
    return book.workbook;
  } finally {
    book.close();
  }
}

/** A person's own tables have our names, so ours bear the prefix. */
async function prefixedBook(): Promise<HostBook> {
  const book = new HostBook();
  book.addTable("Invoices", ["No", "Who", "Sum"], [["1", "Somebody", "10"], ["2", "Somebody else", "20"]], "My invoices");
  book.addTable("Payments", ["No", "Who", "Sum"], [["1", "Somebody", "10"]], "My payments");
  return new HostBook({ workbook: await setUp(book) });
}
