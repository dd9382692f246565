import { Fault } from "../../../src/workbook/fault";
import { TestBook } from "../../support/book";
import { MemoryStore } from "../../support/memoryStore";

/** A table of work: two rows for each order, every order an invoice; 320 orders are two slices. */
async function workBook(orders: number, more: Readonly<Record<string, boolean>> = {}): Promise<TestBook> {
  const book = await TestBook.withCustomers();
  const headers = ["Customer", "Reference", "Description", "Quantity", "Unit price", "Tax code", ...(more["rowId"] === true ? ["Row ID"] : []), ...(more["unmarked"] === true ? [] : ["Invoiced"])];
  const rows = Array.from({ length: orders * 2 }, (_, i) => {
    const order = Math.floor(i / 2);
    return [order % 2 === 0 ? "ACME" : "00417", `PO-${order}`, `Work ${i}`, 1, 10 + order, "Z0", ...(more["rowId"] === true ? [`R${i}`] : []), ...(more["unmarked"] === true ? [] : [""])];
  });
  book.workbook.addTable("Work", "Work", headers, rows);
  return book;
}

const ORDERS = 320;
const ASKED = { source: "Work", invoiceDate: "2026-01-15", entry: "run-1" };

function expectWhole(book: TestBook, count: number): void {
  const numbers = Array.from({ length: count }, (_, i) => `INV-2026-${String(i + 1).padStart(4, "0")}`);
  expect(book.lines("Journal_A", "Document")).toEqual(numbers);
  expect(book.lines("Invoices", "Number")).toEqual(numbers);
  expect(book.lines("InvoiceLines", "Number")).toEqual(numbers.flatMap((number) => [number, number]));
  if (book.workbook.table("Work").headers.includes("Invoiced")) expect(book.lines("Work", "Invoiced").filter((mark) => mark !== "-")).toHaveLength(count * 2);
}

test("a long run goes out in slices of whole documents and says how far it is", async () => {
  const book = await workBook(ORDERS);
  const told: string[] = [];
  const result = await book.act("createInvoices", ASKED, { onProgress: ({ done, total, stage }) => told.push(`${stage} ${done}/${total}`) });
  expect([result.status, result.documents.length]).toEqual(["posted", ORDERS]);
  expect(told).toEqual(["plan 0/0", "post 0/320", "tables 300/320", "post 300/320", "tables 320/320", "confirm 320/320"]);
  expectWhole(book, ORDERS);
});

test.each([
  { how: "with an Invoiced column", more: {} },
  { how: "without marks, by what the rows say", more: { unmarked: true } },
  { how: "by row ids", more: { unmarked: true, rowId: true } },
])("stopped, then resumed with the same id: $how", async ({ more }) => {
  const book = await workBook(ORDERS, more);
  const cancel = { isCancelled: false };
  const first = await book.act("createInvoices", ASKED, { cancel, pause: async () => void (cancel.isCancelled = true) });
  expect([first.status, first.documents.length, first.left]).toEqual(["stopped", 300, 20]);
  expectWhole(book, 300);
  const rest = await book.act("createInvoices", ASKED);
  expect([rest.status, rest.documents.length]).toEqual(["posted", ORDERS]);
  expectWhole(book, ORDERS);
  expect((await book.act("createInvoices", ASKED)).status).toBe("exists");
  expectWhole(book, ORDERS);
});

test("resumed after the table was sorted the other way round: every row is billed once", async () => {
  const book = await workBook(ORDERS);
  const cancel = { isCancelled: false };
  await book.act("createInvoices", ASKED, { cancel, pause: async () => void (cancel.isCancelled = true) });
  book.workbook.table("Work").rows.reverse();
  expect((await book.act("createInvoices", ASKED)).status).toBe("posted");
  expect(new Set(book.lines("InvoiceLines", "Description")).size).toBe(ORDERS * 2);
  expect(book.rows("InvoiceLines")).toHaveLength(ORDERS * 2);
});

test("resumed after a billed row was changed and its mark taken away: refused, with the invoice", async () => {
  const book = await workBook(ORDERS, { unmarked: true });
  const cancel = { isCancelled: false };
  await book.act("createInvoices", ASKED, { cancel, pause: async () => void (cancel.isCancelled = true) });
  const work = book.workbook.table("Work");
  work.rows[4] = work.rows[4]?.map((cell, index) => (work.headers[index] === "Unit price" ? 999 : cell)) ?? [];
  const refused = await book.act("createInvoices", ASKED);
  expect([refused.status, refused.rejections.map(({ code }) => code)]).toEqual(["refused", ["rowsChanged"]]);
  expect(refused.rejections[0]?.message).toContain("INV-2026-0003");
  expect(book.rows("Journal_A")).toHaveLength(300);
});

test.each([
  { call: "commit", at: 4, status: "stopped", stands: 300 },
  { call: "commit", at: 1, status: "stopped", stands: 80 },
  { call: "write", at: 0, status: "stopped", stands: 300 },
])("Excel fails at $call $at: $status, whole documents; again posts the rest", async ({ call, at, status, stands }) => {
  const book = await workBook(ORDERS);
  let seen = -1;
  book.workbook.before = (name) => {
    if (name !== call) return;
    seen += 1;
    if (seen === at || (call === "commit" && seen > at && seen < at + 3)) throw new Fault("unknown", "no", false);
  };
  const result = await book.act("createInvoices", ASKED);
  expect([result.status, result.left, result.documents.length]).toEqual([status, ORDERS - stands, stands]);
  book.workbook.before = () => undefined;
  expect((await book.act("createInvoices", ASKED)).status).toBe("posted");
  expectWhole(book, ORDERS);
});

test("the source is sorted while the run is under way: the right rows are marked", async () => {
  const book = await workBook(ORDERS);
  let isSorted = false;
  const result = await book.act("createInvoices", ASKED, {
    pause: async () => {
      if (!isSorted) book.workbook.table("Work").rows.reverse();
      isSorted = true;
    },
  });
  expect([result.status, result.issues]).toEqual(["posted", []]);
  const invoiceOf = new Map(book.rows("InvoiceLines").map((row) => [row["Description"], row["Number"]]));
  for (const row of book.rows("Work")) expect([row["Description"], row["Invoiced"]]).toEqual([row["Description"], invoiceOf.get(row["Description"])]);
});

test("a run that was killed is remembered on the device until it is done", async () => {
  const book = await workBook(ORDERS);
  const witness = new MemoryStore();
  await book.post("setup", {}).catch(() => undefined);
  const ledger = String(book.rows("Settings").find((row) => row["Setting"] === "Ledger ID")?.["Value"]);
  await book.act("createInvoices", ASKED, { witness, pause: () => Promise.reject(new Error("killed")) }).catch(() => undefined);
  const kept = await witness.read(ledger);
  expect(kept?.acts.map(({ id, action, total, state }) => [id, action, total, state])).toEqual([["run-1", "createInvoices", ORDERS, "running"]]);
  expect(JSON.parse(kept?.acts[0]?.given ?? "")).toEqual(ASKED);
  expect(kept?.rows.map(({ state }) => state)).toEqual(Array(300).fill("stands"));
  expect((await book.act("createInvoices", ASKED, { witness })).status).toBe("posted");
  expect((await witness.read(ledger))?.acts.map(({ state }) => state)).toEqual(["done"]);
  expectWhole(book, ORDERS);
});
