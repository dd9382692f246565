import type { Entry, EntryBody, InvoiceBody, PaymentBody } from "../../src/core/ledger/entries";
import { foldEntries } from "../../src/core/ledger/fold";
import { type JournalRow, journalCells, journalRow, readJournal } from "../../src/workbook/journal";
import type { CellWrite } from "../../src/workbook/port";
import { projectEntry } from "../../src/workbook/projection";
import { journalTables } from "../../src/workbook/tables";
import { HostBook } from "../../test/support/hostBook";

export interface PostedBook {
  readonly book: HostBook;
  readonly rows: readonly JournalRow[];
}

/** Of five documents three are invoices, and two are payments of the first two. */
const INVOICES_OF_FIVE = 3;
const CUSTOMERS = 500;

/**
 * A book in which so many documents are posted: three of five are invoices with `lines` lines, two payments of them. The Journal
 * and the tables are written from the entries, which are copies of an invoice and a payment that were posted here; the last
 * `unwritten` documents stand in the Journal only, as a run leaves them that is killed after its commit.
 */
export async function postedBook(of: { readonly documents: number; readonly lines: number; readonly unwritten: number }): Promise<PostedBook> {
  const { documents, lines, unwritten } = of;
  const [invoice, payment] = await templates(lines);
  const book = new HostBook();
  await book.post("setup", { companyName: "Finch & Harbour", currency: "EUR" });
  const entries = Array.from({ length: documents }, (_, index): Entry => ({
    head: { id: `E${String(index + 1).padStart(7, "0")}`, seat: "A", seq: index + 1, order: index + 1, postedAt: "2026-02-03T10:00:00Z", by: "Test", app: "bench" },
    body: bodyOf(index, { invoice, payment }),
  }));
  const rows: JournalRow[] = [];
  for (const entry of entries) rows.push(journalRow(entry, { argsHash: "a".repeat(64), previousHash: rows.at(-1)?.hash ?? "" }));
  const ledger = foldEntries(entries);
  const tables = new Map<string, Readonly<Record<string, CellWrite>>[]>([["Journal_A", rows.map(journalCells)]]);
  for (const entry of ledger.entries.slice(0, documents - unwritten))
    for (const [table, own] of projectEntry(entry, ledger)) {
      const list = tables.get(table) ?? [];
      list.push(...own);
      tables.set(table, list);
    }
  for (const [table, own] of tables) putRows(book, table, own);
  return { book, rows };
}

function putRows(book: HostBook, name: string, rows: readonly Readonly<Record<string, CellWrite>>[]): void {
  const { sheet, area, columns } = book.table(name);
  book.editor.resizeTable(book.table(name), { ...area, bottom: area.top + rows.length });
  rows.forEach((row, index) => columns.forEach((column, at) => {
    const cell = row[column.name];
    if (cell !== undefined && cell.type !== "empty") sheet.put(area.top + 1 + index, area.left + at, { value: cell.value, style: 0 });
  }));
}

function numberOf(prefix: string, n: number): string {
  return `${prefix}-2026-${String(n + 1).padStart(5, "0")}`;
}

function bodyOf(index: number, { invoice, payment }: Templates): EntryBody {
  const [five, place] = [Math.floor(index / 5), index % 5];
  const customer = `C-${10_000 + (five % CUSTOMERS)}`;
  if (place < INVOICES_OF_FIVE) {
    const number = numberOf("INV", five * INVOICES_OF_FIVE + place);
    return { ...invoice, document: { ...invoice.document, number, customer, lines: invoice.document.lines.map((line, at) => ({ ...line, rowId: `R${index}.${at}` })) } };
  }
  const paid = numberOf("INV", five * INVOICES_OF_FIVE + place - INVOICES_OF_FIVE);
  return { ...payment, payment: { ...payment.payment, number: numberOf("PAY", five * 2 + place - INVOICES_OF_FIVE), customer }, settlements: payment.settlements.map((part) => ({ ...part, to: paid })) };
}

interface Templates {
  readonly invoice: InvoiceBody;
  readonly payment: PaymentBody;
}

/** An invoice of so many lines and a payment of half of it, as the acts post them. */
async function templates(lines: number): Promise<[Templates["invoice"], Templates["payment"]]> {
  const book = new HostBook();
  try {
    await book.post("setup", { companyName: "Finch & Harbour", currency: "EUR" });
    await book.post("putRows", { table: "Customers", rows: [{ "Customer": "C", "Name": "Customer Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "S20" }] });
    const work = Array.from({ length: lines }, (_, line) => ({ customer: "C", description: `Work, part ${line + 1}`, quantity: "3.5", unitPrice: `${80 + line}.25`, rowId: `R${line}` }));
    await book.post("createInvoices", { invoiceDate: "2026-01-31", rows: work });
    await book.post("postPayment", { customer: "C", date: "2026-02-03", amount: "100.00", method: "bank", reference: "Thank you", apply: [{ invoice: "INV-2026-0001", amount: "100.00" }] });
    const snapshot = await book.port.read({ tables: ["Settings"], prefixes: ["Journal_"] });
    const bodies = journalTables(snapshot).flatMap((table) => readJournal(table).entries).map(({ body }) => body);
    const invoice = bodies.find((body) => body.kind === "invoice");
    const payment = bodies.find((body) => body.kind === "payment");
    if (invoice?.kind !== "invoice" || payment?.kind !== "payment") throw new Error("The templates were not posted");
    return [invoice, payment];
  } finally {
    book.close();
  }
}
