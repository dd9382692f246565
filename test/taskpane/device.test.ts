import { isLost } from "../../src/taskpane/model/integrity";
import { MemoryStore } from "../support/memoryStore";
import { TestBook } from "../support/book";
import { type PaneBench, openPane } from "./paneBench";

async function posted(): Promise<TestBook> {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2026-01-10", "1200.00");
  return book;
}

async function pay(made: PaneBench, amount: string): Promise<void> {
  const { cash } = made.pane;
  cash.reset();
  cash.chooseCustomer("ACME", "");
  cash.setField("amount", amount);
  await cash.post();
}

const payments = ({ book }: PaneBench): string[] => book.lines("Payments", "Number", "Amount");

test("a ledger that this device has not posted to asks whose numbers to use, and posts nothing before", async () => {
  const made = await openPane(await posted(), { witness: new MemoryStore() });
  expect(made.pane.numbers.mustChoose()).toBe(true);
  await pay(made, "10");
  expect(payments(made)).toEqual([]);
  made.pane.numbers.choose("carryOn");
  expect(await made.pane.numbers.use()).toBe(true);
  expect(made.pane.numbers.mustChoose()).toBe(false);
  await pay(made, "10");
  expect(payments(made)).toEqual(["PAY-2026-0001 10"]);
});

test("numbers of one's own are a series of their own, and the example shows them", async () => {
  const made = await openPane(await posted(), { witness: new MemoryStore() });
  expect(made.pane.numbers.example()).toBe("INV-2026-B-0001");
  made.pane.numbers.choose("own");
  expect(await made.pane.numbers.use()).toBe(true);
  await pay(made, "10");
  expect(payments(made)).toEqual(["PAY-2026-B-0001 10"]);
  expect(made.book.rows("Journal_B").length).toBeGreaterThan(0);
});

test("what was chosen is remembered on this device", async () => {
  const witness = new MemoryStore();
  const made = await openPane(await posted(), { witness });
  made.pane.numbers.choose("carryOn");
  await made.pane.numbers.use();
  const again = await openPane(made.book, { witness });
  expect(again.pane.numbers.mustChoose()).toBe(false);
});

test("where nothing can be kept, posting works, nobody is asked, and it is said once that losses cannot be noticed", async () => {
  const witness = new MemoryStore();
  witness.state = "denied";
  const made = await openPane(await posted(), { witness });
  expect(made.pane.device.store.get()).toMatchObject({ isCovered: false, isUnderstood: false });
  await pay(made, "10");
  expect(payments(made)).toEqual(["PAY-2026-0001 10"]);
  made.pane.device.understand();
  expect(made.pane.device.store.get().isUnderstood).toBe(true);
});

test("a ledger set up here asks nothing", async () => {
  const made = await openPane(new TestBook(), { witness: new MemoryStore() });
  await made.pane.setup.open();
  expect(await made.pane.setup.make()).toBe(true);
  expect(made.pane.numbers.mustChoose()).toBe(false);
  expect(made.pane.keeper.canPost()).toBe(true);
  await made.book.post("putRows", { table: "Customers", rows: [{ Customer: "ACME", Name: "Acme Ltd", Terms: "NET30", Currency: "EUR" }] });
  await made.pane.keeper.refresh();
  await pay(made, "10");
  expect(payments(made)).toEqual(["PAY-2026-0001 10"]);
  await made.pane.keeper.refresh();
  expect(made.pane.numbers.mustChoose()).toBe(false);
});

test("what this device posted and the workbook lacks is noticed at the next start", async () => {
  const witness = new MemoryStore();
  const made = await openPane(await posted(), { witness });
  made.pane.numbers.choose("carryOn");
  await made.pane.numbers.use();
  const copy = made.book.copy();
  await pay(made, "10");
  const older = await openPane(copy, { witness });
  const lost = (older.pane.keeper.store.get().findings ?? []).filter(isLost);
  expect(lost.map(({ params }) => params["document"])).toEqual(["PAY-2026-0001"]);
  expect(older.pane.keeper.canPost()).toBe(false);
  const { integrity, keeper } = older.pane;
  integrity.preview(lost.flatMap(({ cure }) => (cure === null ? [] : [cure])));
  const { open } = integrity.store.get();
  await older.until(() => open?.runner.store.get().phase === "preview");
  expect(open?.runner.store.get().changes?.rejournal?.map(({ document }) => document)).toEqual(["PAY-2026-0001"]);
  const result = await open?.runner.carryOut();
  expect([result?.status, open?.runner.store.get().notices]).toEqual(["posted", []]);
  expect(payments(older)).toEqual(payments(made));
  expect((keeper.store.get().findings ?? []).filter(({ level }) => level !== "note")).toEqual([]);
  expect(keeper.canPost()).toBe(true);
});
