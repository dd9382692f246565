import { customerAt, selectedCell } from "../../src/taskpane/model/customerAt";
import { allAccounts, currencyFigures, stripBuckets } from "../../src/taskpane/model/figures";
import { listItems } from "../../src/taskpane/model/itemList";
import type { RangeSnapshot } from "../../src/workbook/port";
import { TestBook } from "../support/book";
import { isoDay } from "../support/days";
import { type PaneBench, openPane } from "./paneBench";

const today = isoDay("2026-02-03");

async function openBook(): Promise<PaneBench> {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2025-09-01", "100.00");
  await book.invoice("ACME", "2026-01-20", "50.00");
  await book.invoice("00417", "2025-12-01", "25.00");
  await book.invoice("ACME-UK", "2026-01-20", "7.00", { currency: "GBP" });
  await book.post("postPayment", { customer: "ACME", date: "2026-02-01", amount: "30", currency: "EUR" });
  return openPane(book);
}

function booksOf({ pane }: PaneBench): Parameters<typeof customerAt>[2] {
  const { view } = pane.keeper.store.get();
  if (view?.ledger.kind !== "ready") throw new Error("No figures");
  return view.ledger.books;
}

test("each figure and each bucket is the sum of the items that it opens", async () => {
  const { index } = booksOf(await openBook());
  for (const { aging, currency, open, overdue, unapplied } of currencyFigures(index, allAccounts(index), today)) {
    const total = (kind: "open" | "overdue" | "unapplied"): number => listItems(index, { kind, currency }, today).total;
    expect([total("open"), total("overdue"), total("unapplied")]).toEqual([open, overdue, unapplied]);
    for (const { amount, from, to } of stripBuckets(aging)) expect(listItems(index, { kind: "bucket", currency, from, to }, today).total).toBe(amount);
  }
  expect(listItems(index, { kind: "overdue", currency: index.currencies[0] ?? fail() }, today).items.map(({ customer, number }) => [customer, number])).toEqual([["ACME", "INV-2025-0001"], ["00417", "INV-2025-0002"]]);
});

function fail(): never {
  throw new Error("No currency");
}

test.each([
  ["Billable!D3", { rowAddress: "Billable!A3:D3", row: 2, column: 3 }], ["'Old tracker'!AA10:AC12", { rowAddress: "'Old tracker'!A10:AA10", row: 9, column: 26 }],
  ["Sheet1!$B$2", { rowAddress: "Sheet1!A2:B2", row: 1, column: 1 }], ["Sheet1!5:5", null], ["Sheet1!B:C", null],
])("the selected cell of %s", (address, expected) => {
  expect(selectedCell(address)).toEqual(expected);
});

test.each([
  ["the id in the cell", ["x", "ACME"], 1, "ACME"], ["an invoice number in the cell", ["INV-2025-0002", 5], 0, "00417"],
  ["the nearest on the left", ["ACME", "00417", 12], 2, "00417"], ["else on the right", ["note", 12, "ACME"], 1, "ACME"],
  ["no amount beside the cell is an id", [417, "note"], 1, null], ["nobody", ["note", 12], 1, null],
] as const)("whom a cell is about: %s", async (_, values, column, expected) => {
  const range: RangeSnapshot = { sheet: "Sheet1", address: "Sheet1!A1:C1", top: 0, left: 0, values: [values], text: [values.map(String)], table: null, hiddenRows: [] };
  expect(customerAt(range, { rowAddress: "Sheet1!A1:C1", row: 0, column }, booksOf(await openBook()))).toBe(expected);
});

test("a bank line opens the payment with its payer, its amount and where it comes from", async () => {
  const { pane } = await openBook();
  const line = { address: "Bank!A2", date: isoDay("2026-02-02"), amount: 25, reference: "INV-2025-0002", payer: "SOMEBODY" };
  pane.cash.begin(line);
  expect(pane.cash.store.get()).toMatchObject({ bankLine: line, form: { customer: "00417", amount: "25", date: "2026-02-02", reference: "INV-2025-0002" } });
  pane.cash.begin({ ...line, reference: "thanks" });
  expect(pane.cash.store.get().form.customer).toBe("");
});

test("Back leads to where a card or the check was opened", async () => {
  const { pane } = await openBook();
  const { navigation } = pane;
  pane.openCustomer("ACME");
  expect(navigation.get()).toMatchObject({ place: "customers", customer: "ACME" });
  pane.goBack({ customer: null });
  expect(navigation.get()).toMatchObject({ place: "home", customer: null });
  pane.go("close");
  pane.go("home");
  pane.openClose("integrity");
  expect(navigation.get()).toMatchObject({ place: "close", close: "integrity" });
  pane.goBack({ close: null });
  expect(navigation.get()).toMatchObject({ place: "home", close: null });
  pane.go("home");
  pane.goBack({ todo: null });
  expect(navigation.get().place).toBe("home");
});
