import { openWorkbook } from "../../host/xlsx/open";
import type { Workbook } from "../../host/model/workbook";
import { inspectLedger } from "../../src/actions/checkLedger";
import { storedBook } from "../support/storedBooks";
import { baseBook, type BookName, trimmed } from "./books";
import { DeviceStore } from "./deviceStore";
import { AddIn, OpenBook, outcomeLine } from "./world";

/** Books in which something has already happened that an act is there to deal with. */
export type StartName = BookName | "typed payments" | "typed invoices" | "schema 1" | "damaged" | "lost entry" | "journal gone";

/** Where a scenario begins. */
export interface StartingPoint {
  readonly workbook: Workbook;
  /** What the device's storage holds. */
  readonly kept: ReadonlyMap<string, string>;
  /** What the act is given, where it follows from the book. */
  readonly given: Readonly<Record<string, unknown>> | null;
}

const NOTHING_KEPT: ReadonlyMap<string, string> = new Map();

const made = new Map<StartName, Promise<StartingPoint>>();

/** Made once for each process; never changed: schedules work on copies. */
export function startingPoint(name: StartName): Promise<StartingPoint> {
  const known = made.get(name) ?? make(name);
  made.set(name, known);
  return known;
}

async function make(name: StartName): Promise<StartingPoint> {
  const plain = (workbook: Workbook): StartingPoint => ({ workbook, kept: NOTHING_KEPT, given: null });
  switch (name) {
    case "typed payments": return plain(await withTyped("Payments", [
      { "Customer": "ACME", "Date": "2026-01-30", "Amount": "45.00" }, { "Customer": "ACME", "Date": "2026-01-31", "Amount": "100.00", "Reference": "INV-2025-0001" }, { "Customer": "ACME-UK", "Date": "2026-01-31", "Amount": "0.01" },
    ]));
    case "typed invoices": return plain(await withTyped("Invoices", [
      { "Customer": "ACME", "Date": "2026-01-30", "Net": "100.00", "Reference": "Workshop" }, { "Customer": "KUWAIT", "Date": "2026-01-30", "Total": "1.005", "Reference": "Print" },
    ]));
    case "schema 1": return plain(await withDerivedValues(trimmed(openWorkbook(storedBook("schema1-whole"), { fileName: "book.xlsx" }))));
    case "damaged": return damaged();
    case "lost entry": return lostEntry();
    case "journal gone": return journalGone();
    default: return plain(await baseBook(name));
  }
}

/** The busy book with rows typed below a table, as a person does. */
async function withTyped(name: string, rows: readonly Readonly<Record<string, string>>[]): Promise<Workbook> {
  const { workbook, editor } = new OpenBook(await baseBook("busy"));
  for (const cells of rows) {
    const table = workbook.findTable(name);
    if (table === undefined) throw new Error(`no table ${name}`);
    const row = table.area.bottom + 1;
    for (const [header, text] of Object.entries(cells)) editor.typeCell(table.sheet, row, table.area.left + table.columns.findIndex((column) => column.name === header), text);
  }
  return workbook;
}

/** The book after an act of today's version: balances and the like are refreshed by any act, and not by the one that is looked at. */
async function withDerivedValues(source: Workbook): Promise<Workbook> {
  const book = new OpenBook(source);
  const addIn = new AddIn(book);
  try {
    const outcome = await addIn.act("createInvoices", { invoiceDate: "2026-02-03", rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] }, "before-1");
    if (outcome.kind !== "result" || outcome.result.status !== "posted") throw new Error(`the old book takes no invoice: ${outcomeLine(outcome)}`);
    return book.workbook;
  } finally {
    addIn.close();
  }
}

/** A posted amount, a check and a due date changed by hand; the act is given every cure that the inspection offers. */
async function damaged(): Promise<StartingPoint> {
  const book = new OpenBook(await baseBook("busy"));
  const change = (name: string, header: string, index: number, text: string): void => {
    const table = book.workbook.findTable(name);
    if (table === undefined) throw new Error(`no table ${name}`);
    book.editor.typeCell(table.sheet, table.area.top + 1 + index, table.area.left + table.columns.findIndex((column) => column.name === header), text);
  };
  change("Payments", "Amount", 0, "39");
  change("Invoices", "Check", 1, "edited");
  change("InvoiceLines", "Net", 2, "1000000");
  change("Applications", "Amount", 0, "0.01");
  const addIn = new AddIn(book);
  try {
    const cures = (await inspectLedger(addIn.port, { seat: "A" })).flatMap(({ cure }) => (cure === null ? [] : [cure]));
    if (cures.length < 4) throw new Error(`only ${cures.length} cures are offered`);
    return { workbook: book.workbook, kept: NOTHING_KEPT, given: { cures } };
  } finally {
    addIn.close();
  }
}

/** The busy book without its Journal; the act is given the offer to make it again. */
async function journalGone(): Promise<StartingPoint> {
  const book = new OpenBook(await baseBook("busy"));
  const sheet = book.workbook.findTable("Journal_A")?.sheet;
  if (sheet === undefined) throw new Error("no Journal to delete");
  book.editor.deleteSheet(sheet);
  return { workbook: book.workbook, kept: NOTHING_KEPT, given: { cures: [{ kind: "rebuild", input: { table: "Journal_A" } }] } };
}

/** This device posted a payment, and the book is the version of before. */
async function lostEntry(): Promise<StartingPoint> {
  const workbook = await baseBook("busy");
  const device = new DeviceStore();
  const addIn = new AddIn(new OpenBook(workbook), { witness: device });
  try {
    const outcome = await addIn.act("postPayment", { customer: "ACME-UK", date: "2026-02-03", amount: "71.97", apply: [] }, "lost-1");
    if (outcome.kind !== "result" || outcome.result.status !== "posted") throw new Error(`nothing to lose: ${outcomeLine(outcome)}`);
    return { workbook, kept: device.storage.everything(), given: null };
  } finally {
    addIn.close();
  }
}
