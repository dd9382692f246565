import { recover } from "../../../src/actions/recover";
import { Fault } from "../../../src/workbook/fault";
import { TestBook } from "../../support/book";
import { MemoryStore } from "../../support/memoryStore";

const INVOICE = { invoiceDate: "2026-02-03", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "100.00", taxCode: "Z0" }] };

interface Case {
  readonly act: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** Settings taken away before: the row itself, or only its value. */
  readonly without: readonly string[];
  readonly wanted: Readonly<Record<string, unknown>>;
}

const CASES: readonly Case[] = [
  { act: "saveSettings", given: { settings: { "Late discount": "open", "Company name": "New name" } }, without: [], wanted: { "Late discount": "open", "Company name": "New name" } },
  { act: "saveSettings", given: { settings: { "Paper size": "Letter" } }, without: ["Paper size"], wanted: { "Paper size": "Letter" } },
  { act: "lockPeriod", given: { through: "2026-01-31" }, without: [], wanted: { "Locked through": "2026-01-31" } },
  { act: "migrate", given: {}, without: ["Ledger ID", "Schema version"], wanted: { "Ledger ID": expect.stringMatching(/./), "Schema version": "2" } },
];

function settingsOf(book: TestBook): Record<string, unknown> {
  return Object.fromEntries(book.rows("Settings").map((row) => [row["Setting"], row["Value"]]));
}

/** A book in which the act stands in the Journal and was killed before its cells were written. */
async function brokenBook({ act, given, without }: Case, witness?: MemoryStore): Promise<TestBook> {
  const book = await TestBook.withCustomers();
  const settings = book.workbook.table("Settings");
  for (const name of without) settings.rows.splice(settings.rows.findIndex(([setting]) => setting === name), 1);
  book.workbook.before = (call) => { if (call === "write") throw new Fault("unknown", "killed", true); };
  const result = await book.act(act, { ...given, entry: "broken" }, witness === undefined ? {} : { witness });
  expect([result.status, result.issues.map(({ code }) => code)]).toEqual(["posted", expect.arrayContaining(["tablesNotRefreshed"])]);
  book.workbook.before = () => undefined;
  return book;
}

describe.each(CASES)("$act $given, killed after its commit", (broken) => {
  test.each(["recovery", "the next act", "the same act again"])("is finished by %s", async (by) => {
    const book = await brokenBook(broken);
    expect(settingsOf(book)).not.toMatchObject(broken.wanted);
    if (by === "recovery") expect((await recover(book.workbook, { env: book.env() })).finished).toHaveLength(book.rows("Journal_A").length);
    else if (by === "the next act") expect((await book.act("createInvoices", INVOICE)).issues).toEqual([]);
    else expect((await book.act(broken.act, { ...broken.given, entry: "broken" })).status).toBe("exists");
    expect(settingsOf(book)).toMatchObject(broken.wanted);
    expect((await recover(book.workbook, { env: book.env() })).finished).toEqual([]);
  });
});

const SAVED: Case = { act: "saveSettings", given: { settings: { "Late discount": "open" } }, without: [], wanted: {} };

test("this device knows it however much was posted since, and finishes it", async () => {
  const witness = new MemoryStore();
  const book = await brokenBook(SAVED, witness);
  await book.act("createInvoices", { ...INVOICE, entry: "e1" });
  book.workbook.table("Settings").rows.find(([name]) => name === "Late discount")?.splice(1, 1, "refuse");
  expect((await recover(book.workbook, { env: book.env(), witness })).finished).toEqual(["Late discount"]);
  expect(settingsOf(book)["Late discount"]).toBe("open");
});

test.each(["recovery", "the next act"])("a setting that a person set back by hand stays: %s", async (by) => {
  const witness = new MemoryStore();
  const book = await TestBook.withCustomers();
  await book.act("saveSettings", { settings: { "Late discount": "open" } }, { witness });
  const row = book.workbook.table("Settings").rows.find(([name]) => name === "Late discount");
  row?.splice(1, 1, "refuse");
  if (by === "recovery") expect((await recover(book.workbook, { env: book.env(), witness })).finished).toEqual([]);
  else expect((await book.act("createInvoices", INVOICE, { witness })).status).toBe("posted");
  expect(settingsOf(book)["Late discount"]).toBe("refuse");
});
