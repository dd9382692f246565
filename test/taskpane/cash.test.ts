import { TestBook } from "../support/book";
import { type PaneBench, openPane } from "./paneBench";

async function bench(): Promise<PaneBench> {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2025-12-01", "2000.00");
  await book.invoice("ACME", "2025-12-15", "1800.00");
  await book.invoice("ACME", "2026-01-10", "1200.00");
  await book.invoice("00417", "2026-01-28", "1000.00");
  const made = await openPane(book);
  made.pane.cash.enter();
  return made;
}

function pay({ pane }: PaneBench, customer: string, amount: string): void {
  pane.cash.search(customer);
  pane.cash.chooseCustomer(customer, "");
  pane.cash.setField("amount", amount);
}

test("a cheque over three invoices with a deduction comes out exact and is posted once", async () => {
  const made = await bench();
  const { book, pane } = made;
  pay(made, "ACME", "4,850.00");
  pane.cash.propose();
  expect(pane.cash.reading()).toMatchObject({ applied: 485000, unapplied: 0, difference: 15000 });
  pane.cash.setLine("INV-2026-0001", { deduction: "150", reason: "damaged goods" });
  expect(pane.cash.reading()).toMatchObject({ applied: 485000, unapplied: 0, difference: 0 });
  await Promise.all([pane.cash.post(), pane.cash.post()]);
  await pane.cash.post();
  expect(pane.cash.store.get().result?.documents.map(({ number, total }) => [number, total])).toEqual([["PAY-2026-0001", "4850.00"], ["INV-2026-0001-D1", "150.00"]]);
  expect(book.lines("Payments", "Number", "Amount", "Unapplied")).toEqual(["PAY-2026-0001 4850 0"]);
});

test.each([
  ["nothing chosen", (made: PaneBench) => made.pane.cash.setField("amount", "10"), { customer: "required" }],
  ["no amount", (made: PaneBench) => made.pane.cash.chooseCustomer("ACME", ""), { amount: "required" }],
  ["zero", (made: PaneBench) => pay(made, "ACME", "0"), { amount: "zero" }],
  ["a word", (made: PaneBench) => pay(made, "ACME", "much"), { amount: "textNotANumber" }],
  ["half a cent", (made: PaneBench) => pay(made, "ACME", "1.005"), { amount: "textSubMinor" }],
  ["a bad date", (made: PaneBench) => (pay(made, "ACME", "10"), made.pane.cash.setField("date", "31/31/2026")), { date: "dateNotUnderstood" }],
  ["a bad line", (made: PaneBench) => (pay(made, "ACME", "10"), made.pane.cash.setLine("INV-2025-0001", { amount: "x" })), { "INV-2025-0001 amount": "textNotANumber" }],
])("%s: the field is named and nothing is posted", async (_, fill, problems) => {
  const made = await bench();
  fill(made);
  const found = Object.fromEntries([...(made.pane.cash.reading()?.problems ?? [])].map(([field, { code }]) => [field, code]));
  expect(found).toEqual(problems);
  await made.pane.cash.post();
  expect(made.book.rows("Payments")).toEqual([]);
});

test("typing another name unselects the customer, so that nothing is posted for the one before; the same one brings the lines back", async () => {
  const made = await bench();
  pay(made, "ACME", "100");
  made.pane.cash.setLine("INV-2025-0001", { amount: "100" });
  made.pane.cash.search("AC");
  expect(made.pane.cash.reading()?.given).toBeNull();
  made.pane.cash.chooseCustomer("ACME", "");
  expect(made.pane.cash.reading()?.applied).toBe(10000);
  made.pane.cash.chooseCustomer("00417", "");
  expect(made.pane.cash.reading()?.applied).toBe(0);
});

test("more than is open is refused with the invoice named, before anything is posted", async () => {
  const made = await bench();
  pay(made, "00417", "2000");
  made.pane.cash.setLine("INV-2026-0002", { amount: "2000" });
  await made.pane.cash.post();
  expect(made.pane.cash.store.get().plan?.told.map(({ code }) => code)).toEqual(["applicationAboveOpen"]);
  expect(made.book.rows("Payments")).toEqual([]);
});

test("all that is open takes an earned discount when the payment then settles the item", async () => {
  const made = await bench();
  pay(made, "00417", "980");
  made.pane.cash.payFull("INV-2026-0002");
  expect(made.pane.cash.reading()).toMatchObject({ applied: 98000, unapplied: 0, difference: 0 });
});
