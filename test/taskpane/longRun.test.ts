import { MemoryStore } from "../support/memoryStore";
import { TestBook } from "../support/book";
import { isoDay } from "../support/days";
import { toSerial } from "../../src/core/values/plainDate";
import { type PaneBench, openPane } from "./paneBench";

const HEADERS = ["Row ID", "Customer", "Date", "Description", "Quantity", "Unit price", "Tax code", "Reference", "Invoiced"];
const INVOICES = 320;

async function bench(witness = new MemoryStore()): Promise<PaneBench> {
  const book = await TestBook.withCustomers();
  const day = toSerial(isoDay("2026-01-12"));
  book.workbook.addTable("Billable", "Billable", HEADERS, Array.from({ length: INVOICES }, (_, row) => [`R${row}`, "ACME", day, "Work", 1, 10, "Z0", `PO-${row}`, ""]));
  const made = await openPane(book, { witness });
  await made.pane.bill.begin("Billable");
  await made.pane.bill.check();
  return made;
}

const numbers = ({ book }: PaneBench): string[] => book.lines("Invoices", "Number");

/** Posts, and cancels after the first invoices. */
async function cutShort({ pane: { bill } }: PaneBench): Promise<void> {
  const stop = bill.store.subscribe(() => {
    const { isCancelling, progress } = bill.store.get();
    if (progress !== null && progress.done > 0 && !isCancelling) bill.cancel();
  });
  await bill.post();
  stop();
}

test("a run that was cut short is offered again when the pane is opened anew, and posts the rest under the same act", async () => {
  const witness = new MemoryStore();
  const made = await bench(witness);
  await cutShort(made);
  const posted = numbers(made).length;
  expect(posted).toBeLessThan(INVOICES);
  const { pane, until } = await openPane(made.book, { witness });
  await until(() => pane.recovery.store.get().pending.length > 0);
  const [run] = pane.recovery.store.get().pending;
  expect(run).toMatchObject({ kind: "resume", action: "createInvoices", posted, total: INVOICES });
  expect((await pane.recovery.resume(run?.act ?? ""))?.status).toMatch(/posted|exists/);
  expect(numbers(made)).toEqual(Array.from({ length: INVOICES }, (_, index) => `INV-2026-${String(index + 1).padStart(4, "0")}`));
  expect(pane.recovery.store.get()).toMatchObject({ pending: [], resuming: null, notice: null });
});

test("Cancel leaves whole invoices with contiguous numbers; Resume posts the rest, and nothing twice", async () => {
  const made = await bench();
  const { bill } = made.pane;
  const seen: number[] = [];
  bill.store.subscribe(() => {
    const { isCancelling, progress } = bill.store.get();
    if (progress === null) return;
    seen.push(progress.done);
    if (progress.done > 0 && !isCancelling) bill.cancel();
  });
  await bill.post();
  const { result } = bill.store.get();
  const posted = result?.documents.length ?? 0;
  expect(result?.status).toBe("stopped");
  expect(posted).toBeGreaterThan(0);
  expect(result?.left).toBe(INVOICES - posted);
  expect([...seen]).toEqual([...seen].sort((a, b) => a - b));
  expect(numbers(made)).toEqual(Array.from({ length: posted }, (_, index) => `INV-2026-${String(index + 1).padStart(4, "0")}`));
  expect(made.book.rows("InvoiceLines").length).toBe(posted);
  while (bill.store.get().result?.status === "stopped") await bill.post();
  expect(numbers(made)).toEqual(Array.from({ length: INVOICES }, (_, index) => `INV-2026-${String(index + 1).padStart(4, "0")}`));
  expect(new Set(made.book.lines("InvoiceLines", "Row ID")).size).toBe(INVOICES);
});
