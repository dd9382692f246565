import { inspectLedger } from "../../src/actions/checkLedger";
import type { CureOffer, Finding } from "../../src/workbook/integrity/finding";
import { decodeBody } from "../../src/workbook/codec";
import { HostBook, messagesOf, seededBook } from "../support/hostBook";

let bytes: Uint8Array;
let book: HostBook;

beforeAll(async () => {
  const made = HostBook.fromBytes(await seededBook());
  await made.post("createInvoices", { invoiceDate: "2026-01-05", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "1000.00", taxCode: "S20", reference: "PO-1" }] });
  await made.post("createInvoices", { invoiceDate: "2026-01-06", rows: [{ customer: "00417", description: "Work", quantity: 2, unitPrice: "50.00", taxCode: "Z0" }] });
  await made.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "300.00", apply: [{ invoice: "INV-2026-0001", amount: "300.00" }] });
  bytes = made.save();
  made.close();
}, 120_000);

beforeEach(() => {
  book = HostBook.fromBytes(bytes);
});

afterEach(() => book.close());

function inspect(): Promise<readonly Finding[]> {
  return inspectLedger(book.port, { seat: "A" });
}

async function offer(code: string, kind: string): Promise<CureOffer> {
  const found = (await inspect()).find((finding) => finding.code === code);
  const offers = found === undefined ? [] : [found.cure, ...found.others].filter((each) => each !== null);
  const wanted = offers.find((each) => each.kind === kind);
  if (wanted === undefined) throw new Error(`${code}: no ${kind} in ${JSON.stringify(found)}`);
  return wanted;
}

/** What the last Journal row records. */
function lastRecord(): unknown {
  const row = book.rows("Journal_A").at(-1);
  const body = decodeBody(String(row?.["Payload 1"]));
  return body.ok ? body.value : null;
}

test("an overtyped total: was, is, and the cures; putting it back is recorded and changes only that cell", async () => {
  book.type("Invoices", 1, "Total", "1100");
  const [found] = await inspect();
  expect(found).toMatchObject({ code: "postedCellChanged", level: "fix", at: { address: "Invoices!L2" }, params: { was: "1200", is: "1100" }, cure: { kind: "putBack" } });
  expect(found?.others).toEqual([{ kind: "correct", input: { action: "creditInvoice", input: { invoice: "INV-2026-0001", amount: "100.00" } } }]);
  const before = book.cells();
  await book.post("cure", { cures: [found?.cure] });
  expect(book.valueAt("Invoices", 1, "Total")).toBe(1200);
  expect(lastRecord()).toEqual({ kind: "change", table: "Invoices", key: "INV-2026-0001", cells: [{ column: "Total", before: "1100", after: "1200" }] });
  expect([...book.cells()].filter(([address, value]) => before.get(address) !== value && !address.startsWith("Journal")).map(([address]) => address)).toEqual(["Invoices!R2C12"]);
  expect(await inspect()).toEqual([]);
});

test("the same cure again does nothing; another offer than those found is refused", async () => {
  book.type("Invoices", 1, "Net", "1");
  const cure = await offer("postedCellChanged", "putBack");
  const given = { cures: [cure], entry: "cure-1" };
  await book.post("cure", given);
  const cells = book.cells();
  expect((await book.act("cure", given)).status).toBe("exists");
  expect(book.cells()).toEqual(cells);
  const stale = await book.act("cure", { cures: [cure] });
  expect([stale.status, stale.rejections[0]?.code]).toEqual(["refused", "cureStale"]);
  expect(book.cells()).toEqual(cells);
});

test("a preview writes nothing", async () => {
  book.editor.deleteTableRows(book.table("Invoices"), 0, 1);
  const cells = book.cells();
  const cure = await offer("rowGone", "putBack");
  expect(book.cells()).toEqual(cells);
  expect(messagesOf(await book.act("cure", { cures: [cure] }))).toEqual([]);
  expect(book.lines("Invoices", "Number", "Total")).toEqual(["INV-2026-0002 100.00", "INV-2026-0001 1200.00"]);
});

test("an accepted reference counts: it is not told again, also when the table is made again", async () => {
  book.type("Invoices", 1, "Reference", "PO 5");
  await book.post("cure", { cures: [await offer("rowAmended", "amend")] });
  expect(lastRecord()).toEqual({ kind: "change", table: "Invoices", key: "INV-2026-0001", cells: [{ column: "Reference", before: "PO-1", after: "PO 5" }] });
  expect(await inspect()).toEqual([]);
  book.editor.deleteSheet(book.sheet("Invoices"));
  await book.post("cure", { cures: [await offer("tableGone", "rebuild")] });
  expect(book.lines("Invoices", "Number", "Reference")).toEqual(["INV-2026-0001 PO 5", "INV-2026-0002 -"]);
  expect(await inspect()).toEqual([]);
});

test.each([["DueDates", "postedCellChanged"], ["Invoices", "rowAmended"]])("a due date that was changed in %s and accepted counts in both tables and in the figures", async (table, code) => {
  book.type(table, 1, "Due", "2026-03-31");
  await book.post("cure", { cures: [await offer(code, "amend")] });
  expect(lastRecord()).toEqual({ kind: "change", table: "DueDates", key: "INV-2026-0001 1", cells: [{ column: "Due", before: "2026-02-04", after: "2026-03-31" }] });
  expect(await inspect()).toEqual([]);
  expect([book.lines("Invoices", "Number", "Due")[0], book.lines("DueDates", "Number", "Due")[0]]).toEqual(["INV-2026-0001 2026-03-31", "INV-2026-0001 2026-03-31"]);
  book.editor.deleteTableRows(book.table("DueDates"), 0, 1);
  await book.post("cure", { cures: [await offer("rowGone", "putBack")] });
  expect(book.lines("DueDates", "Number", "Due").sort()[0]).toBe("INV-2026-0001 2026-03-31");
});

test("a person's own columns and rows stay when posted rows are put back", async () => {
  book.editor.addTableColumn(book.table("Invoices"), 2, "My note", ["first", "second"]);
  book.type("Payments", 2, "Number", "MINE-1");
  book.type("Invoices", 2, "Customer", "ACME");
  await book.post("cure", { cures: [await offer("postedCellChanged", "putBack")] });
  expect(book.lines("Invoices", "Customer", "My note")).toEqual(["ACME first", "00417 second"]);
  expect(book.lines("Payments", "Number")).toEqual(["PAY-2026-0001", "MINE-1"]);
  expect((await inspect()).map(({ code }) => code)).toEqual(["rowTypedByHand"]);
});

test("a Journal row that was changed in one cell is put back because its own hash proves it", async () => {
  book.type("Journal_A", 3, "Order", "77");
  const [found] = await inspect();
  expect(found).toMatchObject({ code: "journalRowChanged", level: "block", cure: { kind: "putBack" } });
  await book.post("cure", { cures: [found?.cure] });
  expect(book.valueAt("Journal_A", 3, "Order")).not.toBe(77);
  expect(await inspect()).toEqual([]);
});

test("while the Journal lacks entries nothing is put back from it", async () => {
  book.editor.deleteTableRows(book.table("Journal_A"), 1, 1);
  const found = await inspect();
  expect(found.map(({ code }) => code)).toContain("journalChainBroken");
  expect(found.flatMap(({ cure, others }) => [...(cure === null ? [] : [cure]), ...others])).toEqual([]);
});

test("what protects a sheet is named before anything is written", async () => {
  book.type("Invoices", 1, "Total", "1100");
  const cure = await offer("postedCellChanged", "putBack");
  book.editor.protect(book.sheet("Invoices"));
  const done = await book.act("cure", { cures: [cure] });
  expect([done.status, done.rejections.map(({ code }) => code)]).toEqual(["refused", ["sheetProtected"]]);
});
