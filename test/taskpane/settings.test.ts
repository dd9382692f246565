import { TestBook } from "../support/book";
import { openPane } from "./paneBench";

test("settings are saved as Settings keeps them, recorded in the Journal, and hold at once", async () => {
  const { book, pane } = await openPane(await TestBook.withCustomers());
  const before = book.rows("Journal_A").length;
  pane.settings.edit("Company name", '=HYPERLINK("http://x","y")');
  pane.settings.edit("Sample date", "2026-02-03");
  await pane.settings.save();
  expect(pane.settings.store.get().notices.map(({ intent }) => intent)).toEqual(["success"]);
  expect(book.rows("Settings").filter(({ Setting }) => Setting === "Sample date" || Setting === "Company name").map(({ Value }) => Value)).toEqual(['=HYPERLINK("http://x","y")', "2026-02-03"]);
  expect(book.rows("Journal_A").slice(before).map(({ Kind }) => Kind)).toEqual(["change", "change"]);
  expect(pane.settings.value("Company name")).toBe('=HYPERLINK("http://x","y")');
});

test.each([
  ["Currency", "euros"], ["Invoice number padding", "99"], ["Invoice number prefix", "INV-{YEAR}-"], ["Invoice number prefix", "INV-"],
])("%s cannot be %s: it is said, nothing is saved, and what was typed stays", async (setting, value) => {
  const { book, pane } = await openPane(await TestBook.withCustomers());
  const rows = book.rows("Settings");
  pane.settings.edit(setting, value);
  await pane.settings.save();
  expect(pane.settings.store.get().notices.map(({ intent }) => intent)).toEqual(["error"]);
  expect(book.rows("Settings")).toEqual(rows);
  expect(pane.settings.value(setting)).toBe(value);
});

test("a date that is no date is not even sent", async () => {
  const { book, pane } = await openPane(await TestBook.withCustomers());
  pane.settings.edit("Locked through", "yesterday");
  const calls = book.workbook.calls.filter((call) => call === "write").length;
  await pane.settings.save();
  expect(pane.settings.problem("Locked through")?.code).toBe("dateNotUnderstood");
  expect(book.workbook.calls.filter((call) => call === "write").length).toBe(calls);
});

test("a setting typed back to what it was is no change", async () => {
  const { pane } = await openPane(await TestBook.withCustomers());
  pane.settings.edit("Currency", "USD");
  pane.settings.edit("Currency", "EUR");
  expect(pane.settings.isChanged()).toBe(false);
});
