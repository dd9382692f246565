import { createInvoices } from "../../src/actions/createInvoices";
import { planInSlices } from "../../src/actions/planInSlices";
import type { CellRead } from "../../src/workbook/port";
import { TestBook } from "../support/book";

const HEADERS = ["Row ID", "Customer", "Date", "Description", "Quantity", "Unit price", "Tax code", "PO #"];
const ROWS = 2_600;
const INPUT = { source: "Billable", invoiceDate: "2026-01-31" };
const CUSTOMERS = ["ACME", "00417", "ACME-UK"];

/** Rows of three customers with a reference for every four; every `badEvery`-th has text for its price. */
async function bookOf(badEvery = ROWS + 1): Promise<TestBook> {
  const book = await TestBook.withCustomers();
  const row = (at: number): CellRead[] => [`R${at}`, CUSTOMERS[at % 3] ?? "", 46034, `Work ${at}`, (at % 40) / 4 + 0.25, at % badEvery === badEvery - 1 ? "abc" : (at % 900) / 100 + 1, at % 2 === 0 ? "S20" : "Z0", `PO-${Math.floor(at / 12)}`];
  book.workbook.addTable("Billable", "Billable", HEADERS, Array.from({ length: ROWS }, (_, at) => row(at)));
  return book;
}

async function planning(book: TestBook) {
  const decoded = createInvoices.decode(INPUT);
  if (!decoded.ok) throw new Error("The input was refused");
  const env = { ...book.env(), entryId: "E1" };
  return { input: decoded.value, env, snapshot: await book.workbook.read(createInvoices.reads(decoded.value, env)) };
}

test.each([["good rows", ROWS + 1], ["some bad rows", 50]])("%s: planned in slices as at once, and told how far it is", async (_, badEvery) => {
  const work = await planning(await bookOf(badEvery));
  const shares: number[] = [];
  let pauses = 0;
  const sliced = await planInSlices(createInvoices, work, { pause: () => Promise.resolve(void (pauses += 1)), onShare: (share) => shares.push(share) });
  const whole = createInvoices.plan(work.snapshot, work.input, work.env);
  expect(JSON.stringify(sliced)).toBe(JSON.stringify(whole));
  expect(whole.ok && whole.value.entries.length).toBeGreaterThan(600);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect([shares.length, pauses]).toEqual([pauses, shares.length]);
  expect(pauses).toBeGreaterThan(ROWS / 300);
});

test("an act without steps is planned at once, cancelled or not", async () => {
  const work = await planning(await bookOf());
  const { planSteps: _, ...inOneGo } = createInvoices;
  expect((await planInSlices(inOneGo, work, { cancel: { isCancelled: true } }))?.ok).toBe(true);
});

test("cancelled at any step of planning: told as stopped, nothing is written, and the same act again posts all of it once", async () => {
  const book = await bookOf();
  const before = JSON.stringify([...book.workbook.tables.values()]);
  let steps = Infinity;
  for (let at = 1; at < steps; at += 1) {
    const cancel = { isCancelled: false };
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses += 1;
      if (pauses === at) cancel.isCancelled = true;
      return Promise.resolve();
    };
    if (at > 1 && at % 4 !== 0) continue;
    const result = await book.act("createInvoices", INPUT, { entryId: "RUN", breathe: pause, cancel, confirm: () => Promise.resolve(false) });
    if (result.status === "planned") {
      steps = at;
      break;
    }
    expect([result.status, result.documents, result.left, pauses]).toEqual(["stopped", [], undefined, at]);
    expect(JSON.stringify([...book.workbook.tables.values()])).toBe(before);
  }
  expect(steps).toBeGreaterThan(ROWS / 300);
  const posted = await book.act("createInvoices", INPUT, { entryId: "RUN" });
  expect(posted.status).toBe("posted");
  expect((await book.act("createInvoices", INPUT, { entryId: "RUN" })).status).toBe("exists");
  expect(new Set(book.lines("InvoiceLines", "Row ID")).size).toBe(ROWS);
});
