import { TestBook } from "../support/book";
import { isoDay } from "../support/days";
import { toSerial } from "../../src/core/values/plainDate";
import { type PaneBench, openPane } from "./paneBench";

const HEADERS = ["Row ID", "Customer", "Date", "Description", "Quantity", "Unit price", "Tax code"];
const day = toSerial(isoDay("2026-01-12"));

async function bench(rows: readonly (readonly (string | number)[])[], headers: readonly string[] = HEADERS): Promise<PaneBench> {
  const book = await TestBook.withCustomers();
  book.workbook.addTable("Billable", "Billable", headers, rows);
  return openPane(book);
}

const GOOD = [["R1", "ACME", day, "Design", 10, 80, "Z0"], ["R2", "00417", day, "Print", 2, 35.5, "Z0"], ["R3", "ACME", day, "Proof", 1, 20, "Z0"]];

test("good rows go straight to the preview, are posted once, and a second click posts nothing more", async () => {
  const { book, pane } = await bench(GOOD);
  await pane.bill.begin("Billable");
  await pane.bill.check();
  const { plan, step } = pane.bill.store.get();
  expect(step).toBe("preview");
  expect(plan?.cards.map(({ rows, summary }) => [summary.customer, summary.total, rows])).toEqual([["ACME", "820.00", [1, 3]], ["00417", "71.00", [2]]]);
  await Promise.all([pane.bill.post(), pane.bill.post()]);
  expect(pane.bill.store.get().result?.documents.map(({ number }) => number)).toEqual(["INV-2026-0001", "INV-2026-0002"]);
  await pane.bill.post();
  expect(pane.bill.store.get().result?.status).toBe("exists");
  expect(book.lines("Invoices", "Number", "Total")).toEqual(["INV-2026-0001 820", "INV-2026-0002 71"]);
});

test("a mistake stops at Check with its cell; correcting the cell clears it by itself", async () => {
  const { edit, pane, until } = await bench([["R1", "ACME", day, "Design", 10, "abc", "Z0"], ...GOOD.slice(1)]);
  await pane.bill.begin("Billable");
  await pane.bill.check();
  expect(pane.bill.store.get().step).toBe("check");
  expect(pane.bill.store.get().plan?.told.map(({ at, code }) => [code, at?.column, at?.row])).toEqual([["amountNotNumber", "Unit price", 1]]);
  edit("Billable", 1, "Unit price", 80);
  await until(() => pane.bill.store.get().plan?.told.length === 0);
  expect(pane.bill.store.get().plan?.cards.length).toBe(2);
});

test("a bad row can be left out and taken in again", async () => {
  const { book, pane } = await bench([["R1", "NOBODY", day, "Design", 10, 80, "Z0"], ...GOOD.slice(1)]);
  await pane.bill.begin("Billable");
  await pane.bill.check();
  await pane.bill.leaveOut(1, true);
  expect(pane.bill.store.get().plan?.told).toEqual([]);
  await pane.bill.leaveOut(1, false);
  expect(pane.bill.store.get().plan?.told.length).toBe(1);
  await pane.bill.leaveOut(1, true);
  pane.bill.toPreview();
  await pane.bill.post();
  expect(book.lines("InvoiceLines", "Row ID")).toEqual(["R2", "R3"]);
});

test("an invoice that is not checked is not posted, and its rows stay to be invoiced", async () => {
  const { book, pane } = await bench(GOOD);
  await pane.bill.begin("Billable");
  await pane.bill.check();
  const card = pane.bill.store.get().plan?.cards[0];
  pane.bill.toggleCard(card?.key ?? "");
  await pane.bill.post();
  expect(book.lines("Invoices", "Number", "Customer")).toEqual(["INV-2026-0001 00417"]);
});

test("a price changed after the preview is not posted unseen", async () => {
  const { book, pane } = await bench(GOOD);
  await pane.bill.begin("Billable");
  await pane.bill.check();
  const row = book.workbook.table("Billable").rows[0];
  if (row !== undefined) row[5] = 8000;
  await pane.bill.post();
  const { notice, plan, step } = pane.bill.store.get();
  expect([step, notice?.intent]).toEqual(["preview", "warning"]);
  expect(plan?.cards[0]?.summary.total).toBe("80020.00");
  expect(book.rows("Invoices")).toEqual([]);
  await pane.bill.post();
  expect(book.lines("Invoices", "Total")).toEqual(["80020", "71"]);
});

test("Post while an edit elsewhere has the rows read again: the click is not lost, and what was seen is posted", async () => {
  const { book, edit, pane } = await bench(GOOD);
  await pane.bill.begin("Billable");
  await pane.bill.check();
  edit("Billable", 1, "Description", "Work of January");
  const reading = pane.bill.leaveOut(99, true);
  expect(pane.bill.store.get().busy).toBe("reading");
  await pane.bill.post();
  await reading;
  expect(pane.bill.store.get()).toMatchObject({ busy: null, planShare: null });
  expect(book.lines("Invoices", "Total").length).toBe(2);
});

test("Back loses nothing typed", async () => {
  const { pane, until } = await bench(GOOD);
  await pane.bill.begin("Billable");
  await pane.bill.check();
  pane.bill.setDate("2026-01-31");
  await until(() => pane.bill.store.get().plan?.cards[0]?.summary.date === "2026-01-31");
  pane.bill.back();
  pane.go("cash");
  pane.go("bill");
  await pane.bill.enter();
  expect(pane.bill.store.get()).toMatchObject({ step: "source", table: "Billable", dateText: "2026-01-31" });
});

/** 1,500 rows of 300 invoices of 50.00. */
function benchOfMany(): Promise<PaneBench> {
  return bench(Array.from({ length: 1_500 }, (_, at) => [`R${at}`, "ACME", day, "Work", 1, 10, "Z0", `PO-${at % 300}`]), [...HEADERS, "PO #"]);
}

test("Cancel while the invoices are worked out: back at the source, nothing written, and the next reading is whole", async () => {
  const { book, pane } = await benchOfMany();
  await pane.bill.begin("Billable");
  const shares: (number | null)[] = [];
  const stop = pane.bill.store.subscribe(() => {
    const { busy, planShare } = pane.bill.store.get();
    shares.push(planShare);
    if (busy === "reading" && planShare !== null && planShare > 0.3) pane.bill.cancel();
  });
  await pane.bill.check();
  stop();
  expect(shares.some((share) => share !== null && share > 0.3)).toBe(true);
  expect(pane.bill.store.get()).toMatchObject({ step: "source", busy: null, plan: null, planShare: null, notice: { intent: "info", text: "Stopped. Nothing was written." } });
  expect(book.rows("Invoices")).toEqual([]);
  await pane.bill.check();
  expect(pane.bill.store.get().plan?.cards.length).toBe(300);
  expect(pane.bill.store.get().notice).toBeNull();
});

test("Cancel while the plan is worked out once more for posting: the preview stands as it was", async () => {
  const { book, pane } = await benchOfMany();
  await pane.bill.begin("Billable");
  await pane.bill.check();
  const posting = pane.bill.post();
  pane.bill.cancel();
  await posting;
  expect(pane.bill.store.get()).toMatchObject({ step: "preview", busy: null, result: null, notice: { intent: "info", text: "Stopped. Nothing was written." } });
  expect(book.rows("Invoices")).toEqual([]);
  await pane.bill.post();
  expect(pane.bill.store.get().result?.status).toBe("posted");
});

test("a change in the sheet while the rows are read: the older reading is dropped", async () => {
  const { edit, pane } = await benchOfMany();
  await pane.bill.begin("Billable");
  const first = pane.bill.check();
  edit("Billable", 1, "Unit price", 20);
  await Promise.all([first, pane.bill.check()]);
  expect(pane.bill.store.get().plan?.cards[0]?.summary.total).toBe("60.00");
});
