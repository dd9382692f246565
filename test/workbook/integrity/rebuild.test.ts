import { disputedAmounts } from "../../../src/actions/book";
import { foldEntries } from "../../../src/core/ledger/fold";
import { type CureOffer, type Finding, findingSentence } from "../../../src/workbook/integrity/finding";
import { inspectBook } from "../../../src/workbook/integrity/inspect";
import { inspectReads } from "../../../src/workbook/integrity/inspectReads";
import { rememberedLedger } from "../../../src/workbook/settings";
import { TestBook } from "../../support/book";
import { MemoryStore } from "../../support/memoryStore";

let book: TestBook;
let store: MemoryStore;

const act = (name: string, given: unknown, entry?: string): ReturnType<TestBook["act"]> => book.act(name, given, { witness: store, ...(entry === undefined ? {} : { entryId: entry }) });
const REBUILD = { kind: "rebuild", input: { table: "Journal_A" } };

beforeEach(async () => {
  book = await TestBook.withCustomers();
  store = new MemoryStore();
  for (const [invoiceDate, unitPrice] of [["2026-01-05", "100.00"], ["2026-01-06", "60.00"]]) await act("createInvoices", { invoiceDate, rows: [{ customer: "ACME", description: "Work", quantity: 2, unitPrice, taxCode: "S20" }, { customer: "ACME", description: "More", quantity: 1, unitPrice: "5.00", taxCode: "S7" }] });
  await act("postPayment", { customer: "ACME", date: "2026-01-20", amount: "93.00", apply: [{ invoice: "INV-2026-0001", amount: "93.00", deduction: "7.00", reason: "Damaged" }] });
});

async function witness(): ReturnType<MemoryStore["read"]> {
  return store.read(rememberedLedger(await book.workbook.read(inspectReads())));
}

async function inspect(of: { readonly remembers: boolean } = { remembers: false }): Promise<readonly Finding[]> {
  const snapshot = await book.workbook.read(inspectReads());
  return inspectBook(snapshot, { fold: (entries) => foldEntries(entries, disputedAmounts(snapshot, entries)), witness: of.remembers ? await witness() : null, seat: "A" });
}

const offers = ({ cure, others }: Finding): readonly CureOffer[] => [...(cure === null ? [] : [cure]), ...others];
const balances = (): string[] => [...book.lines("Invoices", "Number", "Kind", "Total", "Balance", "Status", "Check"), ...book.lines("Payments", "Number", "Amount", "Unapplied", "Status", "Check")];

function edit(table: string, row: number, header: string, value: string | number): void {
  const { headers, rows } = book.workbook.table(table);
  (rows[row] ?? [])[headers.indexOf(header)] = value;
}

test("the Journal deleted: told with what can be made again, never recommended, and made again with the same numbers and a record of who did it", async () => {
  const before = balances();
  book.workbook.tables.delete("Journal_A");
  const [gone] = await inspect();
  expect([gone?.code, gone?.level, gone?.cure, gone?.others]).toEqual(["journalGone", "block", null, [REBUILD]]);
  expect(gone === undefined ? "" : findingSentence(gone)).toMatch(/Version History.*make it again from the tables: 3 postings\. Post nothing before\.$/);
  const planned = await book.act("cure", { cures: [REBUILD] }, { confirm: "dryRun" });
  expect(planned.issues.map(({ code, message }) => [code, message.includes("who posted them and when")])).toEqual([["journalFromTables", true]]);
  const done = await book.act("cure", { cures: [REBUILD] });
  expect(done.status).toBe("posted");
  expect(balances()).toEqual(before);
  expect(await inspect()).toEqual([]);
  expect(book.lines("Journal_A", "Kind", "Document", "By", "Posted at")).toEqual([
    "invoice INV-2026-0001 Test (made again) 2026-02-03T10:00:00Z", "invoice INV-2026-0002 Test (made again) 2026-02-03T10:00:00Z", "payment PAY-2026-0001 Test (made again) 2026-02-03T10:00:00Z", "change Journal_A Test 2026-02-03T10:00:00Z",
  ]);
  expect(String(book.rows("Journal_A")[3]?.["Payload 1"])).toContain("3 entries: 0 as this device remembers them, 3 from the tables");
  expect((await book.act("createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "ACME", description: "Next", quantity: 1, unitPrice: "1.00", taxCode: "Z0" }] })).documents[0]?.number).toBe("INV-2026-0003");
});

test("with what the device remembers, the Journal is again what it was: same rows, same chain", async () => {
  const before = [...book.rows("Journal_A")];
  book.workbook.tables.delete("Journal_A");
  const [gone] = await inspect({ remembers: true });
  expect([gone?.params["count"], gone?.params["remembered"]]).toEqual([3, 3]);
  expect((await act("cure", { cures: [REBUILD] })).status).toBe("posted");
  expect(book.rows("Journal_A").slice(0, -1)).toEqual(before);
  expect(await inspect({ remembers: true })).toEqual([]);
});

test("a device that remembers a part gives that part as it was, and takes the new Journal for the right one", async () => {
  const ledger = rememberedLedger(await book.workbook.read(inspectReads()));
  const [first] = (await witness())?.rows ?? [];
  await store.forget(ledger, [first?.row.head.id ?? ""]);
  book.workbook.tables.delete("Journal_A");
  expect((await act("cure", { cures: [REBUILD] })).status).toBe("posted");
  expect(book.lines("Journal_A", "Document", "By")).toEqual(["INV-2026-0001 Test (made again)", "INV-2026-0002 Test", "PAY-2026-0001 Test", "Journal_A Test"]);
  expect(await inspect({ remembers: true })).toEqual([]);
  expect((await act("postPayment", { customer: "ACME", date: "2026-01-21", amount: "1.00", apply: [] })).status).toBe("posted");
});

test("an emptied Journal is one that is gone; without it nothing is posted and Set up makes no empty one", async () => {
  book.workbook.table("Journal_A").rows.length = 0;
  expect((await inspect()).map(({ code }) => code)).toEqual(["journalGone"]);
  const refused = async (name: string, given: unknown): Promise<readonly string[]> => (await book.act(name, given)).rejections.map(({ code }) => code);
  expect(await refused("postPayment", { customer: "ACME", date: "2026-01-21", amount: "1.00", apply: [] })).toEqual(["journalLost"]);
  book.workbook.tables.delete("Journal_A");
  expect(await refused("setup", {})).toEqual(["journalLost"]);
  expect(await refused("postPayment", { customer: "ACME", date: "2026-01-21", amount: "1.00", apply: [] })).toEqual(["journalLost"]);
  expect((await book.act("cure", { cures: [REBUILD] })).status).toBe("posted");
});

test("what was changed is not believed: it is named with its place and left out, and can follow once it is put right", async () => {
  edit("Payments", 0, "Amount", 39);
  book.workbook.tables.delete("Journal_A");
  const [gone] = await inspect();
  expect([gone?.params["count"], gone?.params["left"], gone?.params["document"], gone?.places.map(({ table, row }) => [table, row])]).toEqual([2, 1, "PAY-2026-0001", [["Payments", 1]]]);
  const done = await book.act("cure", { cures: [REBUILD] });
  expect([done.status, done.issues[0]?.message.includes("Not made again: PAY-2026-0001.")]).toEqual(["posted", true]);
  expect(String(book.rows("Journal_A").at(-1)?.["Payload 1"])).toContain("Not made again");
  edit("Payments", 0, "Amount", 93);
  const left = (await inspect()).find(({ code }) => code === "journalEntriesGone");
  expect([left?.level, left?.cure, left?.params["count"]]).toEqual(["block", null, 1]);
  expect((await book.act("cure", { cures: [REBUILD] })).status).toBe("posted");
  expect(await inspect()).toEqual([]);
});

interface Missing {
  readonly what: string;
  readonly harm: () => void;
  /** Codes that are told once the Journal is made again. */
  readonly after: readonly string[];
}

const MISSING: readonly Missing[] = [
  { what: "a line that is gone", harm: () => void book.workbook.table("InvoiceLines").rows.splice(1, 1), after: ["rowGone"] },
  { what: "one changed line is known by what the others leave", harm: () => edit("InvoiceLines", 1, "Net", 17), after: ["postedCellChanged"] },
  { what: "due dates that are gone", harm: () => void (book.workbook.table("DueDates").rows.length = 0), after: ["rowGone", "rowGone", "rowGone"] },
];

test.each(MISSING)("a document comes to what was posted whatever is missing of it: $what", async ({ after, harm }) => {
  const totals = balances();
  harm();
  book.workbook.tables.delete("Journal_A");
  const [gone] = await inspect();
  expect(gone?.params["filled"]).toMatch(/^INV-2026-000/);
  expect((await book.act("cure", { cures: [REBUILD] })).status).toBe("posted");
  expect(balances()).toEqual(totals);
  const found = await inspect();
  expect(found.map(({ code }) => code)).toEqual(after);
  for (const { cure } of found) if (cure !== null) await book.act("cure", { cures: [cure] });
  expect(await inspect()).toEqual([]);
});

test("the last rows of a Journal deleted, on a device that remembers nothing: told, and made again from the tables", async () => {
  book.workbook.table("Journal_A").rows.pop();
  const found = (await inspect()).filter(({ code }) => code === "journalEntriesGone");
  expect(found.map(({ cure, level, params }) => [level, cure, params["count"]])).toEqual([["block", null, 1]]);
  expect((await book.act("cure", { cures: found.flatMap(offers) })).status).toBe("posted");
  expect(await inspect()).toEqual([]);
});

test("rows that nobody posted are not taken for a lost posting", async () => {
  const { headers, rows } = book.workbook.table("Invoices");
  const fake = [...(rows[0] ?? [])];
  fake[headers.indexOf("Number")] = "INV-2026-0099";
  fake[headers.indexOf("Entry")] = "01FALSE";
  rows.push(fake);
  expect((await inspect()).map(({ code }) => code)).toEqual(["rowNotPosted"]);
});

test("while a row of the Journal cannot be read, nobody is told to delete the rows that it wrote", async () => {
  edit("Journal_A", 1, "Payload 1", "{");
  const found = await inspect();
  expect(found.map(({ code, cure, others }) => [code, cure, others])).toEqual([["journalRowChanged", null, []], ...found.slice(1).map(() => ["rowEntryUnread", null, []])]);
  expect(found.length).toBeGreaterThan(2);
  expect(found.slice(1).map(findingSentence).filter((sentence) => !/: INV-2026-0002 bears .* Keep the row/.test(sentence))).toEqual([]);
});

test("broken off before its record: told and recommended, and the same act again writes the record and nothing twice", async () => {
  book.workbook.tables.delete("Journal_A");
  let commits = 0;
  book.workbook.before = (call) => {
    if (call === "commit" && ++commits === 2) throw new Error("killed");
  };
  await expect(book.act("cure", { cures: [REBUILD] }, { entryId: "again-1" })).rejects.toThrow("killed");
  book.workbook.before = () => undefined;
  expect(book.rows("Journal_A").length).toBe(3);
  const [begun] = await inspect();
  expect([begun?.code, begun?.cure?.kind, begun === undefined ? "" : findingSentence(begun)]).toEqual(["journalEntriesGone", "rebuild", expect.stringContaining("its record is missing")]);
  expect((await book.act("cure", { cures: [REBUILD] }, { entryId: "again-1" })).status).toBe("posted");
  expect(book.lines("Journal_A", "Document")).toEqual(["INV-2026-0001", "INV-2026-0002", "PAY-2026-0001", "Journal_A"]);
  expect(await inspect()).toEqual([]);
  expect((await book.act("cure", { cures: [REBUILD] }, { entryId: "again-1" })).status).toBe("exists");
});

test.each(["A", "B"])("of two seats' Journals that of %s is gone: its documents come into this seat's Journal with their numbers", async (seat) => {
  const other = new TestBook(book.workbook, "B", 500);
  await other.post("claimSeat", { how: "new", seat: "B" });
  await other.post("createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "00417", description: "Theirs", quantity: 1, unitPrice: "9.99", taxCode: "Z0" }] });
  const before = balances();
  book.workbook.tables.delete(`Journal_${seat}`);
  const found = (await inspect()).filter(({ code }) => code === "journalEntriesGone");
  expect((await book.act("cure", { cures: found.flatMap(offers) })).status).toBe("posted");
  expect(balances()).toEqual(before);
  expect(await inspect()).toEqual([]);
  expect(book.lines("Journal_A", "Document", "Seat").at(-2)).toBe(seat === "B" ? "INV-2026-B-0001 A" : "PAY-2026-0001 A");
});

test("an emptied Journal of which the device remembers every row is no lost Journal: the rows are put back", async () => {
  const before = [...book.rows("Journal_A")];
  book.workbook.table("Journal_A").rows.length = 0;
  const lost = (await inspect({ remembers: true })).find(({ code }) => code === "entriesLost");
  expect(lost?.cure?.kind).toBe("rejournal");
  expect((await act("rejournal", lost?.cure?.input)).status).toBe("posted");
  expect(book.rows("Journal_A").slice(0, -1)).toEqual(before);
  expect(await inspect({ remembers: true })).toEqual([]);
});

test("a row of a payment that is gone as well: what would be open otherwise is named before anything is written", async () => {
  book.workbook.table("Applications").rows.splice(0, 1);
  book.workbook.tables.delete("Journal_A");
  const [gone] = await inspect();
  expect([gone?.params["differing"], gone === undefined ? "" : findingSentence(gone)]).toEqual([expect.stringContaining("INV-2026-0001"), expect.stringContaining("otherwise than the tables say")]);
});

test("a whole table gone as well is named: it is brought back first", async () => {
  book.workbook.tables.delete("Applications");
  book.workbook.tables.delete("Journal_A");
  const [gone] = await inspect();
  expect(gone === undefined ? "" : findingSentence(gone)).toContain("The tables Applications are gone as well: bring them back first");
});

test("a new Journal table that did not get its name: named back by its cure, then made again", async () => {
  const { headers } = book.workbook.table("Journal_A");
  book.workbook.tables.delete("Journal_A");
  book.workbook.addTable("Table1", "Journal A", headers, []);
  const renamed = (await inspect()).find(({ code }) => code === "tableRenamed");
  expect(renamed?.cure?.kind).toBe("rebindTable");
  expect((await book.act("cure", { cures: [renamed?.cure] })).status).toBe("posted");
  expect((await book.act("cure", { cures: [REBUILD] })).status).toBe("posted");
  expect(await inspect()).toEqual([]);
});
