import { parseCurrency } from "../../src/core/values/currency";
import { auditTrail } from "../../src/workbook/auditTrail";
import type { Entry } from "../../src/core/ledger/entries";
import { journalCells, journalRow } from "../../src/workbook/journal";
import type { CellRead, Snapshot, TableSnapshot } from "../../src/workbook/port";
import { JOURNAL_COLUMNS } from "../../src/workbook/schema";
import { createCliBench, printed } from "../support/cli";
import { isoDay } from "../support/days";
import { HostBook } from "../support/hostBook";
import { storedBook } from "../support/storedBooks";

jest.setTimeout(120_000);

const bench = createCliBench();
afterAll(() => bench.dispose());

async function snapshotOf(bytes: Uint8Array, change: (book: HostBook) => void | Promise<void> = () => undefined): Promise<Snapshot> {
  const book = HostBook.fromBytes(bytes);
  try {
    await change(book);
    return await book.port.read({ tables: [], prefixes: ["Journal_"] });
  } finally {
    book.close();
  }
}

test("every entry says when, by whom, from which seat, what and for how much; a change old and new", async () => {
  const trail = auditTrail(await snapshotOf(storedBook("schema1-whole")));
  const lines = trail.entries.map((entry) => [entry.seq, entry.kind, entry.document, entry.customer, entry.date, entry.amount, entry.currency, entry.reason].filter((part) => part !== "").join(" | "));
  expect(lines).toEqual([
    "1 | invoice | INV-2025-0001 | ACME | 2025-11-05 | 1200.00 | EUR", "2 | invoice | INV-2025-0002 | 00417 | 2025-11-05 | 299.85 | EUR",
    "3 | invoice | INV-2025-0003 | ACME-UK | 2025-12-15 | 400.00 | GBP", "4 | invoice | INV-2025-0004 | TOKYO | 2025-12-15 | 8750 | JPY", "5 | invoice | INV-2025-0005 | KUWAIT | 2025-12-15 | 10.005 | KWD",
    "6 | invoice | INV-2026-0001 | ACME | 2026-01-20 | 192.00 | EUR", "7 | invoice | INV-2026-0002 | OLD-ACME | 2026-01-20 | 96.00 | EUR", "8 | invoice | INV-2026-0003 | ACME | 2026-01-20 | 49.43 | EUR",
    "9 | payment | PAY-2025-0001 | ACME | 2025-12-04 | 1000.00 | EUR", "10 | payment | PAY-2025-0002 | 00417 | 2025-11-14 | 293.85 | EUR", "11 | payment | PAY-2026-0001 | ACME | 2026-01-25 | 150.00 | EUR",
    "12 | payment | PAY-2026-0002 | TOKYO | 2026-01-28 | 5000 | JPY", "13 | payment | PAY-2026-0003 | KUWAIT | 2026-01-29 | 10.005 | KWD",
    "14 | application | PAY-2026-0001 | ACME | 2026-01-27 | 150.00 | EUR", "15 | creditMemo | CM-2026-0001 | ACME | 2026-01-30 | -24.00 | EUR", "16 | reversal | PAY-2026-0002-R | TOKYO | 2026-01-31 | -5000 | JPY | bounced",
    "17 | invoice | INV-2026-0004 | 00417 | 2026-01-31 | 5.00 | EUR", "18 | void | INV-2026-0004 | 00417 | 2026-01-31 | not delivered", "19 | invoice | INV-2026-0005 | 00417 | 2026-02-02 | 10.00 | CHF",
    "20 | payment | PAY-2026-0004 | 00417 | 2026-02-03 | 6.00 | CHF", "21 | writeOff | INV-2025-0003 | ACME-UK | 2026-02-01 | 9.99 | GBP | small change", "22 | opening | 10482 | ACME | 2025-10-01 | 500.00 | EUR",
    "23 | opening | P-77 | ACME | 2025-10-20 | -50.00 | EUR", "24 | refund | PAY-2026-0005 | ACME | 2026-02-01 | -20.00 | EUR", "25 | debitMemo | DM-2026-0001 | KUWAIT | 2026-02-01 | 1.005 | KWD",
    "26 | merge | OLD-ACME | OLD-ACME, ACME | 2026-02-02 | one company", "27 | change | Locked through", "28 | change | Address",
  ]);
  expect(trail.entries.at(-1)).toMatchObject({ by: "Test", when: "2026-02-03T10:00:00Z", seat: "A", app: "test", schema: 1, table: "Settings", changes: [{ column: "Value", before: "", after: "Sadama 12" }] });
  expect(trail.seats).toEqual([{ seat: "A", table: "Journal_A", rows: 28, verifiedThrough: 28, brokenAt: null }]);
  expect([trail.total, trail.issues]).toEqual([28, []]);
});

test.each([
  { filter: { document: "inv-2026-0001" }, seqs: [6, 15] },
  { filter: { document: "10482" }, seqs: [22] },
  { filter: { document: "INV-2025-0001" }, seqs: [1, 9, 14] },
  { filter: { document: "P-77" }, seqs: [23, 24] },
  { filter: { customer: "old-acme" }, seqs: [7, 26] },
  { filter: { customer: "KUWAIT" }, seqs: [5, 13, 25] },
  { filter: { customer: "KUWAIT", document: "PAY-2026-0003" }, seqs: [13] },
  { filter: { from: isoDay("2026-02-04") }, seqs: [] },
  { filter: { from: isoDay("2026-02-03"), to: isoDay("2026-02-03"), document: "Address" }, seqs: [28] },
  { filter: { to: isoDay("2026-02-02") }, seqs: [] },
])("only $filter", async ({ filter, seqs }) => {
  expect(auditTrail(await snapshotOf(storedBook("schema1-whole")), filter).entries.map(({ seq }) => seq)).toEqual(seqs);
});

const BREAKS: readonly { readonly name: string; readonly change: (book: HostBook) => void; readonly through: number; readonly brokenAt: number | null; readonly issues: number }[] = [
  { name: "nothing", change: () => undefined, through: 28, brokenAt: null, issues: 0 },
  { name: "a word in a row", change: (book) => book.type("Journal_A", 10, "By", "Somebody else"), through: 9, brokenAt: 11, issues: 1 },
  { name: "the last row", change: (book) => book.type("Journal_A", 28, "Kind", "invoice"), through: 27, brokenAt: 28, issues: 1 },
  { name: "a row taken out", change: (book) => book.editor.deleteRows(book.table("Journal_A").sheet, book.table("Journal_A").area.top + 5, 1), through: 4, brokenAt: 6, issues: 0 },
];

test.each(BREAKS)("the chain with $name changed", async ({ change, through, brokenAt, issues }) => {
  const trail = auditTrail(await snapshotOf(storedBook("schema1-whole"), change));
  expect(trail.seats.map(({ verifiedThrough }) => verifiedThrough)).toEqual([through]);
  expect(trail.seats[0]?.brokenAt?.seq ?? null).toBe(brokenAt);
  expect(trail.issues).toHaveLength(issues);
});

test("two seats have a chain each, and the order of both is one", async () => {
  const trail = auditTrail(await snapshotOf(storedBook("schema1-whole"), async (book) => {
    const b = new HostBook({ workbook: book.workbook, seat: "B" });
    await b.post("setup", {});
    await b.post("createInvoices", { invoiceDate: "2026-02-03", rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] });
    b.close();
  }));
  expect(trail.seats.map(({ seat, verifiedThrough }) => `${seat} ${verifiedThrough}`)).toEqual(["A 28", "B 1"]);
  expect(trail.entries.at(-1)).toMatchObject({ seat: "B", seq: 1, schema: 2 });
});

test("the command prints the trail, and says by its status that a chain is broken", async () => {
  const book = bench.write("book.xlsx", storedBook("schema1-whole"));
  const whole = await bench.main("audit", book, "--customer", "KUWAIT", "--json");
  expect([whole.status, whole.stderr]).toEqual([0, ""]);
  expect(printed(whole)).toMatchObject({ total: 28, issues: [], seats: [{ seat: "A", verifiedThrough: 28, brokenAt: null }], entries: [{ document: "INV-2025-0005" }, { document: "PAY-2026-0003" }, { document: "DM-2026-0001" }] });
  expect(String(printed(whole)["note"])).toContain("what each person says of themselves");
  const changed = HostBook.fromBytes(storedBook("schema1-whole"));
  changed.type("Journal_A", 3, "Posted at", "2020-01-01T00:00:00Z");
  const broken = await bench.main("audit", bench.write("broken.xlsx", changed.save()));
  changed.close();
  expect([broken.status, printed(broken)]).toMatchObject([1, { seats: [{ verifiedThrough: 2 }], issues: [{ code: "journalRowChanged" }] }]);
  expect((await bench.main("audit", book, "--from", "yesterday")).status).toBe(2);
});

test("ten thousand entries take less than a second of CPU", () => {
  const headers = JOURNAL_COLUMNS.map(({ header }) => header);
  const rows: CellRead[][] = [];
  let previousHash = "";
  const EUR = parseCurrency("EUR");
  if (EUR === null) throw new Error("EUR is a currency");
  for (let seq = 1; seq <= 10_000; seq += 1) {
    const entry: Entry = {
      head: { id: `E${seq}`, seat: "A", seq, order: seq, postedAt: "2026-02-03T10:00:00Z", by: "Test", app: "test" },
      body: { kind: "opening", side: "charge", number: `N-${seq}`, customer: `C${seq % 300}`, date: isoDay("2026-01-31"), currency: EUR, reference: "brought forward from the old book", amount: 100 + seq, dues: [{ part: 1, due: isoDay("2026-02-28"), amount: 100 + seq }] },
    };
    const row = journalRow(entry, { argsHash: "", previousHash });
    previousHash = row.hash;
    const cells = journalCells(row);
    rows.push(headers.map((header) => {
      const cell = cells[header];
      return cell === undefined || cell.type === "empty" ? "" : cell.value;
    }));
  }
  const table: TableSnapshot = { id: "1", name: "Journal_A", sheet: "Journal A", address: "'Journal A'!A3", top: 2, left: 0, headers, rows, state: { sheetProtected: false, filtered: false, showTotals: false } };
  const snapshot: Snapshot = { tables: new Map([[table.name, table]]), tableNames: [table.name], sheetNames: [table.sheet], source: null, dateSystem: 1900, readOnly: false, precisionAsDisplayed: false };
  const before = process.cpuUsage();
  const trail = auditTrail(snapshot, { customer: "C7" });
  const { user } = process.cpuUsage(before);
  expect([trail.total, trail.entries.length, trail.seats[0]?.verifiedThrough]).toEqual([10_000, 34, 10_000]);
  expect(user / 1_000).toBeLessThan(1_000 * SLACK);
  if (process.env["SHOW"] !== undefined) process.stderr.write(`${user / 1_000} ms\n`);
});

/** Tests share the machine. */
const SLACK = 3;
