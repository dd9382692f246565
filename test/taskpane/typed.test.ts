import { TestBook } from "../support/book";
import { isoDay } from "../support/days";
import { toSerial } from "../../src/core/values/plainDate";
import { type PaneBench, openPane } from "./paneBench";

/** Two payments typed by hand: one good, one of a customer that nobody knows. */
async function bench(): Promise<PaneBench> {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2026-01-10", "1200.00");
  const { headers, rows } = book.workbook.table("Payments");
  const typed = (cells: Readonly<Record<string, string | number>>): (string | number)[] => headers.map((header) => cells[header] ?? "");
  rows.push(
    typed({ Customer: "ACME", Date: toSerial(isoDay("2026-02-01")), Amount: 200, Reference: "INV-2026-0001" }),
    typed({ Customer: "NOBODY", Date: toSerial(isoDay("2026-02-01")), Amount: 50 }),
  );
  return openPane(book);
}

async function look(made: PaneBench): Promise<void> {
  await made.pane.typed.look();
  await made.until(() => !made.pane.typed.store.get().isReading && made.pane.typed.runner.store.get().phase !== "planning");
}

test("good rows are offered, bad ones listed with their cell, and what is posted stands where it was typed", async () => {
  const made = await bench();
  await look(made);
  const { bad, good, table, told } = made.pane.typed.store.get();
  expect([table, good, bad]).toEqual(["Payments", [1], [2]]);
  expect(told.filter(({ severity }) => severity === "error").map(({ at }) => [at?.row, at?.column])).toEqual([[2, "Customer"]]);
  expect(made.pane.typed.runner.store.get().changes?.documents.map(({ customer, total }) => [customer, total])).toEqual([["ACME", "200.00"]]);
  const result = await made.pane.typed.runner.carryOut();
  expect(result?.status).toBe("posted");
  expect(made.book.lines("Payments", "Number", "Customer", "Amount")).toEqual(["PAY-2026-0001 ACME 200", "- NOBODY 50"]);
  expect(made.book.lines("Invoices", "Number", "Balance")).toEqual(["INV-2026-0001 1000"]);
});

test("a corrected row becomes a good one, and nothing is posted by looking", async () => {
  const made = await bench();
  const journal = made.book.rows("Journal_A").length;
  await look(made);
  made.edit("Payments", 2, "Customer", "00417");
  await made.pane.keeper.refresh();
  await look(made);
  expect(made.pane.typed.store.get().good).toEqual([1, 2]);
  expect(made.book.rows("Journal_A").length).toBe(journal);
});

test("without such rows there is nothing to post", async () => {
  const made = await openPane(await TestBook.withCustomers());
  await look(made);
  expect(made.pane.typed.store.get()).toMatchObject({ tables: [], table: null, good: [] });
  expect(await made.pane.typed.runner.carryOut()).toBeNull();
});
