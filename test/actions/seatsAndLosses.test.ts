import { recover } from "../../src/actions/recover";
import type { ActionResult } from "../../src/actions/runAction";
import { Fault } from "../../src/workbook/fault";
import { TestBook } from "../support/book";
import { MemoryStore } from "../support/memoryStore";

const INVOICE = { invoiceDate: "2026-01-05", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "100.00", taxCode: "Z0" }] };
const codes = ({ rejections }: ActionResult): readonly string[] => rejections.map(({ code }) => code);
const journals = (book: TestBook): readonly string[] => [...book.workbook.tables.keys()].filter((name) => name.startsWith("Journal_"));

describe("a new seat", () => {
  test("broken off after its Journal was made: claimed again without a name it is the same seat, and no Journal is left unused", async () => {
    const book = await TestBook.withCustomers();
    await book.post("createInvoices", INVOICE);
    book.workbook.before = (call) => { if (call === "commit") throw new Fault("accessDenied", "killed", false); };
    await expect(book.act("claimSeat", { how: "new" })).rejects.toBeInstanceOf(Fault);
    book.workbook.before = () => undefined;
    expect(journals(book)).toEqual(["Journal_A", "Journal_B"]);
    await book.post("claimSeat", { how: "new" });
    expect(journals(book)).toEqual(["Journal_A", "Journal_B"]);
    expect(book.lines("Journal_B", "Kind", "Document")).toEqual(["change B"]);
    // It is taken now: the next is another.
    await book.post("claimSeat", { how: "new" });
    expect(journals(book)).toEqual(["Journal_A", "Journal_B", "Journal_C"]);
  });

  test.each([["deleted", (book: TestBook) => void book.workbook.tables.delete("Journal_B")], ["emptied", (book: TestBook) => void (book.workbook.table("Journal_B").rows.length = 0)]])("its Journal %s: nobody takes its numbers again", async (_, harm) => {
    const book = await TestBook.withCustomers();
    await book.post("claimSeat", { how: "new", seat: "B" });
    const other = new TestBook(book.workbook, "B", 500);
    await other.post("createInvoices", INVOICE);
    harm(book);
    expect(codes(await book.act("claimSeat", { how: "new" }))).toEqual(["journalLost"]);
    expect(codes(await other.act("createInvoices", INVOICE))).toEqual(["journalLost"]);
    expect(codes(await other.act("setup", {}))).toEqual(book.workbook.tables.has("Journal_B") ? [] : ["journalLost"]);
    expect(book.lines("Invoices", "Number")).toEqual(["INV-2026-B-0001"]);
  });
});

describe("entries put back on a device that then keeps nothing any more", () => {
  test("broken off before the record: the same act again writes the record, and then there is nothing left to do", async () => {
    const book = await TestBook.withCustomers();
    const store = new MemoryStore();
    await book.act("createInvoices", { ...INVOICE, entry: "e1" }, { witness: store });
    const older = book.copy();
    await book.act("createInvoices", { ...INVOICE, entry: "e2" }, { witness: store });
    const given = { entries: ["e2"], reason: "Undone by mistake", entry: "back" };
    let commits = 0;
    older.workbook.before = (call) => { if (call === "commit" && ++commits === 2) throw new Fault("unknown", "killed", false); };
    await expect(older.act("rejournal", given, { witness: store })).rejects.toBeInstanceOf(Fault);
    older.workbook.before = () => undefined;
    store.state = "denied";
    expect((await older.act("rejournal", given, { witness: store })).status).toBe("posted");
    expect(older.lines("Journal_A", "Entry", "Kind")).toEqual(["e1 invoice", "e2 invoice", "back change"]);
    expect(older.rows("Invoices")).toEqual(book.rows("Invoices"));
    expect((await older.act("rejournal", given, { witness: store })).status).toBe("exists");
    expect(codes(await older.act("rejournal", { ...given, entry: "other" }, { witness: store }))).toEqual(["entryStands"]);
    expect((await recover(older.workbook, { env: older.env(), witness: store })).findings).toEqual([]);
  });
});
