import { journalAddress, recordedAt, searchTrail } from "../../src/taskpane/model/audit";
import { ISO_REGIONAL } from "../../src/taskpane/model/regional";
import { auditTrail } from "../../src/workbook/auditTrail";
import type { Snapshot } from "../../src/workbook/port";
import { TestBook } from "../support/book";
import { isoDay } from "../support/days";
import { openPane } from "./paneBench";

let snapshot: Snapshot;

beforeAll(async () => {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2026-01-10", "100.00");
  await book.invoice("00417", "2026-01-11", "80.00");
  await book.post("postPayment", { customer: "ACME", date: "2026-02-01", amount: "30", currency: "EUR", apply: [{ invoice: "INV-2026-0001", amount: "30" }] });
  await book.post("saveSettings", { settings: { "Company name": "Finch" } });
  const reading = (await openPane(book)).pane.keeper.store.get().reading;
  if (reading?.kind !== "open") throw new Error("No book");
  snapshot = reading.snapshot;
});

const NONE = { text: "", from: null, to: null };

test.each([
  ["everything, the newest first", NONE, ["Company name", "PAY-2026-0001", "INV-2026-0002", "INV-2026-0001"]],
  ["a document, with what was done to it", { ...NONE, text: "inv-2026-0001" }, ["PAY-2026-0001", "INV-2026-0001"]],
  ["a customer", { ...NONE, text: "ACME" }, ["PAY-2026-0001", "INV-2026-0001"]],
  ["a part of a name", { ...NONE, text: "0417" }, ["INV-2026-0002"]],
  ["nobody", { ...NONE, text: "ZZZ" }, []],
  ["a day before all", { ...NONE, to: isoDay("2026-02-02") }, []],
  ["the day itself", { ...NONE, from: isoDay("2026-02-03"), to: isoDay("2026-02-03"), text: "PAY" }, ["PAY-2026-0001"]],
])("searching for %s", (_, search, documents) => {
  const trail = auditTrail(snapshot);
  expect(searchTrail(trail, snapshot, search).filter(({ kind, table }) => kind !== "change" || table === "Settings").map(({ document }) => document)).toEqual(documents);
});

test("an entry's row in the Journal is found, and when it was recorded is told with its zone", () => {
  const [entry] = searchTrail(auditTrail(snapshot), snapshot, { ...NONE, text: "PAY-2026-0001" });
  if (entry === undefined) throw new Error("No entry");
  expect(journalAddress(snapshot, entry)).toMatch(/!A\d+$/);
  expect(journalAddress(snapshot, { ...entry, id: "unknown" })).toBeNull();
  expect(recordedAt(entry.when, ISO_REGIONAL)).toBe("2026-02-03 10:00 UTC");
});
