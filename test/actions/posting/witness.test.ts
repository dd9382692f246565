import type { ActionEnv } from "../../../src/actions/action";
import { createPostingQueue } from "../../../src/actions/posting/queue";
import { createSharedBook } from "../../../src/actions/posting/sharedBook";
import { recover } from "../../../src/actions/recover";
import { Fault } from "../../../src/workbook/fault";
import { LEDGER_ID, SAMPLE_LEDGER } from "../../../src/workbook/settings";
import { TestBook } from "../../support/book";
import { MemoryStore } from "../../support/memoryStore";

const INVOICE = { invoiceDate: "2026-01-15", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "100.00", taxCode: "Z0" }] };

function ledgerOf(book: TestBook): string {
  return String(book.rows("Settings").find((row) => row["Setting"] === "Ledger ID")?.["Value"]);
}

function envOn(book: TestBook, device: string, seat = "A"): ActionEnv {
  return { ...book.env(), device, seat };
}

describe("what this device remembers", () => {
  test("rows are kept before the workbook is touched, and marked when they stand", async () => {
    const book = await TestBook.withCustomers();
    const witness = new MemoryStore();
    const states: string[] = [];
    book.workbook.afterCommit = () => void witness.read(ledgerOf(book)).then((kept) => states.push(...(kept?.rows.map(({ state }) => state) ?? [])));
    await book.act("createInvoices", { ...INVOICE, entry: "e1" }, { witness });
    expect(states).toEqual(["asked"]);
    const kept = await witness.read(ledgerOf(book));
    expect(kept?.rows.map(({ row, act, action, state }) => [row.head.id, row.document, act, action, state])).toEqual([["e1", "INV-2026-0001", "e1", "createInvoices", "stands"]]);
    expect([...(kept?.heads.values() ?? [])].map(({ seat, seq, hash }) => [seat, seq, hash])).toEqual([["A", 1, book.rows("Journal_A")[0]?.["Hash"]]]);
  });

  test.each(["denied", "full"] as const)("storage %s: posted, and said that it is not covered", async (state) => {
    const book = await TestBook.withCustomers();
    const witness = new MemoryStore();
    witness.state = state;
    const result = await book.act("createInvoices", INVOICE, { witness });
    expect([result.status, result.issues.map(({ code, params }) => [code, params["reason"]])]).toEqual(["posted", [["notCovered", "storage"]]]);
  });

  test("storage that fails in the middle of an act fails nothing", async () => {
    const book = await TestBook.withCustomers();
    const witness = new MemoryStore();
    book.workbook.afterCommit = () => void (witness.state = "full");
    const result = await book.act("createInvoices", INVOICE, { witness });
    expect([result.status, result.issues.map(({ code }) => code)]).toEqual(["posted", ["notCovered"]]);
  });

  test("without a witness nothing is said of it", async () => {
    const book = await TestBook.withCustomers();
    expect((await book.act("createInvoices", INVOICE)).issues).toEqual([]);
  });
});

/** A book with two invoices, and one as it was after the first; both in one device's memory. */
async function olderCopy(): Promise<{ book: TestBook; older: TestBook; witness: MemoryStore }> {
  const book = await TestBook.withCustomers();
  const witness = new MemoryStore();
  await book.act("createInvoices", { ...INVOICE, entry: "e1" }, { witness });
  const older = book.copy();
  await book.act("createInvoices", { ...INVOICE, entry: "e2" }, { witness });
  return { book, older, witness };
}

describe("numbers", () => {
  test("an older copy of the book: refused, naming what is missing, until it is accepted; its numbers stay used", async () => {
    const { older, witness } = await olderCopy();
    const refused = await older.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness });
    expect(refused.rejections.map(({ code, params }) => [code, params["count"], params["documents"]])).toEqual([["bookOlder", 1, "INV-2026-0002"]]);
    expect(older.rows("Journal_A")).toHaveLength(1);
    const accepted = await older.act("acceptCopy", { reason: "The file server was restored", entry: "ok" }, { witness });
    expect(accepted.status).toBe("posted");
    const next = await older.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness });
    expect([next.status, next.documents[0]?.number]).toEqual(["posted", "INV-2026-0003"]);
  });

  test("what an undo took away is put back as it was, and its rows with it", async () => {
    const { book, older, witness } = await olderCopy();
    expect((await older.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness })).status).toBe("refused");
    const back = await older.act("rejournal", { entries: ["e2"], entry: "back" }, { witness });
    expect([back.status, back.issues]).toEqual(["posted", []]);
    expect(older.lines("Journal_A", "Entry", "Kind", "Document").slice(0, 2)).toEqual(["e1 invoice INV-2026-0001", "e2 invoice INV-2026-0002"]);
    expect(older.rows("Journal_A")[1]).toEqual(book.rows("Journal_A")[1]);
    expect(older.rows("Invoices")).toEqual(book.rows("Invoices"));
    const next = await older.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness });
    expect(next.documents[0]?.number).toBe("INV-2026-0003");
    expect((await older.act("rejournal", { entries: ["e2"] }, { witness })).rejections.map(({ code }) => code)).toEqual(["entryStands"]);
  });

  test("put back, and broken off before that was recorded: the same act again writes the record, any other is told that they stand", async () => {
    const { older, book, witness } = await olderCopy();
    const given = { entries: ["e2"], reason: "Undone by mistake", entry: "back" };
    older.workbook.before = (call, count) => { if (call === "commit" && count === commits + 1) throw new Fault("unknown", "killed", false); };
    const commits = older.workbook.calls.filter((call) => call === "commit").length;
    await expect(older.act("rejournal", given, { witness })).rejects.toMatchObject({ mayHaveWritten: true });
    older.workbook.before = () => undefined;
    expect(older.lines("Journal_A", "Entry")).toEqual(["e1", "e2"]);
    expect((await recover(older.workbook, { env: older.env(), witness })).pending).toMatchObject([{ kind: "resume", act: "back", action: "rejournal", given, total: 1, posted: 0 }]);
    expect((await older.act("rejournal", { ...given, entry: "other" }, { witness })).rejections.map(({ code }) => code)).toEqual(["entryStands"]);
    expect((await older.act("rejournal", given, { witness })).status).toBe("posted");
    expect(older.lines("Journal_A", "Entry", "Kind")).toEqual(["e1 invoice", "e2 invoice", "back change"]);
    expect(older.rows("Invoices")).toEqual(book.rows("Invoices"));
    expect((await older.act("rejournal", given, { witness })).status).toBe("exists");
    expect((await recover(older.workbook, { env: older.env(), witness })).pending).toEqual([]);
  });

  test("nothing put back: nothing is remembered as begun", async () => {
    const { older, witness } = await olderCopy();
    older.workbook.before = (call) => { if (call === "commit") throw new Fault("accessDenied", "protected", false); };
    await expect(older.act("rejournal", { entries: ["e2"], entry: "back" }, { witness })).rejects.toMatchObject({ mayHaveWritten: false });
    expect((await witness.read(ledgerOf(older)))?.acts.filter(({ state }) => state === "running")).toEqual([]);
  });

  test("two copies that were both posted into: refused; a new seat goes on with numbers of its own", async () => {
    const { older, witness } = await olderCopy();
    await older.act("createInvoices", { ...INVOICE, entry: "other" });
    const refused = await older.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness });
    expect(refused.rejections.map(({ code, params }) => [code, params["document"]])).toEqual([["bookForked", "INV-2026-0002"]]);
    const claimed = await older.act("claimSeat", { how: "new" }, { witness, env: envOn(older, "device-1") });
    expect(claimed.status).toBe("posted");
    expect((await witness.read(ledgerOf(older)))?.seat).toBe("B");
    const next = await older.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness, env: envOn(older, "device-1", "B") });
    expect([next.status, next.documents[0]?.number]).toEqual(["posted", "INV-2026-B-0001"]);
  });

  test("done without: journalled, and the number is not given again", async () => {
    const { older, witness } = await olderCopy();
    expect((await older.act("dropEntry", { entries: ["e2"], reason: "Written by mistake" }, { witness })).status).toBe("posted");
    expect((await older.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness })).documents[0]?.number).toBe("INV-2026-0003");
  });
});

describe("seats", () => {
  test("a device takes a seat over; the other is refused at its next act, and can claim it again", async () => {
    const book = await TestBook.withCustomers();
    await book.act("createInvoices", INVOICE, { env: envOn(book, "laptop") });
    expect((await book.act("claimSeat", {}, { env: envOn(book, "desktop") })).status).toBe("posted");
    const refused = await book.act("createInvoices", INVOICE, { env: envOn(book, "laptop") });
    expect(refused.rejections.map(({ code, params }) => [code, params["seat"], params["free"]])).toEqual([["seatElsewhere", "A", "B"]]);
    expect((await book.act("createInvoices", INVOICE, { env: envOn(book, "desktop") })).status).toBe("posted");
    // The command line has no device of its own.
    expect((await book.act("createInvoices", INVOICE)).status).toBe("posted");
    expect((await book.act("claimSeat", { how: "continue", seat: "A" }, { env: envOn(book, "laptop") })).status).toBe("posted");
    expect((await book.act("createInvoices", INVOICE, { env: envOn(book, "laptop") })).status).toBe("posted");
    expect((await book.act("createInvoices", INVOICE, { env: envOn(book, "desktop") })).status).toBe("refused");
  });

  test.each([
    { given: { how: "new", seat: "A" }, code: "seatTaken" },
    { given: { how: "continue", seat: "C" }, code: "seatUnknown" },
    { given: { how: "borrow" }, code: "inputFieldWrong" },
    { given: { seat: "a1" }, code: "inputFieldWrong" },
  ])("$given is refused: $code", async ({ given, code }) => {
    const book = await TestBook.withCustomers();
    expect((await book.act("claimSeat", given)).rejections.map((told) => told.code)).toEqual([code]);
  });
});

describe("one act at a time", () => {
  test("two acts at once: one after the other, each from its own read", async () => {
    const book = await TestBook.withCustomers();
    const both = await Promise.all([book.act("createInvoices", INVOICE), book.act("createInvoices", INVOICE), book.act("createInvoices", INVOICE)]);
    expect(both.map(({ documents }) => documents[0]?.number)).toEqual(["INV-2026-0001", "INV-2026-0002", "INV-2026-0003"]);
  });

  test("work that fails lets the next go on; a lock that cannot be had leaves the queue", async () => {
    const names: string[] = [];
    const locked = createPostingQueue({ name: () => "L1", lock: (name, work) => { names.push(name); return work(); } });
    await expect(locked.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await locked.run(() => Promise.resolve(7))).toBe(7);
    expect(names).toEqual(["L1", "L1"]);
    const denied = createPostingQueue({ name: () => "L1", lock: () => Promise.reject(new Error("SecurityError")) });
    expect(await denied.run(() => Promise.resolve(8))).toBe(8);
  });
});

describe("a shared book", () => {
  test("rows that a merge swallowed are appended again before the act resolves", async () => {
    const book = await TestBook.withCustomers();
    let rounds = 0;
    const quiet = async (): Promise<void> => {
      rounds += 1;
      if (rounds > 1) return;
      book.workbook.table("Journal_A").rows.pop();
      book.workbook.table("InvoiceLines").rows.pop();
    };
    const result = await book.act("createInvoices", INVOICE, { shared: { quiet } });
    expect([result.status, result.issues, rounds]).toEqual(["posted", [], 2]);
    expect(book.lines("Journal_A", "Document")).toEqual(["INV-2026-0001"]);
    expect(book.lines("InvoiceLines", "Number", "Net")).toEqual(["INV-2026-0001 100"]);
  });

  test("quiet is three seconds without an edit of another person, and at most ten", async () => {
    let now = 0;
    const timers: { at: number; run: () => void }[] = [];
    let edit: () => void = () => undefined;
    const shared = createSharedBook({
      onRemoteEdit: (listener) => { edit = listener; return () => void (edit = () => undefined); },
      after: (milliseconds, run) => { const timer = { at: now + milliseconds, run }; timers.push(timer); return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0); },
    });
    const pass = (milliseconds: number): void => { now += milliseconds; for (const timer of [...timers]) if (timer.at <= now && timers.includes(timer)) timer.run(); };
    const ends: number[] = [];
    const first = shared.quiet().then(() => ends.push(now));
    pass(2_000); edit(); pass(2_000); pass(1_000); await first;
    const second = shared.quiet().then(() => ends.push(now));
    for (let i = 0; i < 10; i += 1) { edit(); pass(1_000); }
    await second;
    expect(ends).toEqual([5_000, 15_000]);
  });
});

describe("recovery", () => {
  test.each(["posted", "killed while recovering"])("own committed entries get their rows, and nothing else is written: %s", async (how) => {
    const book = await TestBook.withCustomers();
    book.workbook.before = (call) => { if (call === "write") throw new Fault("unknown", "gone", true); };
    for (const entry of ["e1", "e2"]) expect((await book.act("createInvoices", { ...INVOICE, entry })).issues.map(({ code }) => code)).toEqual(["tablesNotRefreshed"]);
    expect(book.rows("Invoices")).toEqual([]);
    if (how !== "posted") expect((await recover(book.workbook, { env: book.env() })).finished).toEqual([]);
    book.workbook.before = () => undefined;
    expect((await recover(book.workbook, { env: book.env() })).finished).toEqual(["INV-2026-0001", "INV-2026-0002"]);
    expect(book.lines("Invoices", "Number", "Balance")).toEqual(["INV-2026-0001 100", "INV-2026-0002 100"]);
    book.workbook.calls.length = 0;
    expect(await recover(book.workbook, { env: book.env() })).toEqual({ finished: [], pending: [], findings: [] });
    expect(book.workbook.calls).toEqual(["read"]);
  });

  test("rows that were asked for: done where they arrived, offered where they did not", async () => {
    const book = await TestBook.withCustomers();
    const witness = new MemoryStore();
    const lost = (call: string): void => { if (call === "commit" || call === "readTable") throw new Fault("noAnswer", "hang", true); };
    book.workbook.before = lost;
    expect((await book.act("createInvoices", { ...INVOICE, entry: "e1" }, { witness })).status).toBe("pending");
    book.workbook.before = () => undefined;
    const offered = await recover(book.workbook, { env: book.env(), witness });
    expect(offered.pending).toMatchObject([{ kind: "write", act: "e1", action: "createInvoices", canWrite: true }]);
    expect((await book.act("rejournal", { entries: ["e1"] }, { witness })).status).toBe("posted");
    expect(book.lines("Invoices", "Number", "Entry")).toEqual(["INV-2026-0001 e1"]);
    expect((await recover(book.workbook, { env: book.env(), witness })).pending).toEqual([]);
    // The reply was lost, the row was not.
    book.workbook.before = (call) => { if (call === "readTable") throw new Fault("noAnswer", "hang", true); };
    expect((await book.act("createInvoices", { ...INVOICE, entry: "e2" }, { witness })).status).toBe("pending");
    book.workbook.before = () => undefined;
    expect(await recover(book.workbook, { env: book.env(), witness })).toMatchObject({ finished: ["INV-2026-0002"], pending: [] });
    expect((await witness.read(ledgerOf(book)))?.rows.map(({ row, state }) => [row.head.id, state])).toContainEqual(["e2", "stands"]);
  });

  test.each(["recovery", "the same act again"])("a row that was written in part is filled in its place by %s", async (by) => {
    const book = await TestBook.withCustomers();
    const given = { entry: "op", rows: [1, 2].map((i) => ({ number: `OLD-${i}`, customer: "ACME", date: "2025-12-01", due: "2025-12-31", amount: "100.00", currency: "EUR" })), control: [{ customer: "ACME", amount: "200.00", currency: "EUR" }] };
    book.workbook.before = (call) => { if (call === "write") throw new Fault("unknown", "killed", true); };
    await book.act("postOpening", given);
    book.workbook.before = () => undefined;
    const invoices = book.workbook.table("Invoices");
    invoices.rows.push(invoices.headers.map((header) => (header === "Number" ? "OLD-1" : header === "Kind" ? "opening" : "")));
    if (by === "recovery") expect((await recover(book.workbook, { env: book.env() })).finished).toEqual(["OLD-1", "OLD-2"]);
    else {
      book.workbook.table("Journal_A").rows.pop();
      expect((await book.act("postOpening", given)).status).toBe("posted");
    }
    expect(book.lines("Invoices", "Number", "Total", "Entry")).toEqual(["OLD-1 100 op.1", "OLD-2 100 op.2"]);
    expect((await recover(book.workbook, { env: book.env() })).findings).toEqual([]);
  });

  test("what was broken off long ago is known by this device, however much was posted since", async () => {
    const book = await TestBook.withCustomers();
    const witness = new MemoryStore();
    book.workbook.before = (call) => { if (call === "write") throw new Fault("unknown", "killed", true); };
    await book.act("postPayment", { customer: "ACME", date: "2026-02-03", amount: "5.00", entry: "p1" }, { witness });
    book.workbook.before = () => undefined;
    for (const entry of ["e1", "e2"]) await book.act("createInvoices", { ...INVOICE, entry });
    expect(book.rows("Payments")).toEqual([]);
    expect((await recover(book.workbook, { env: book.env(), witness })).finished).toEqual(["PAY-2026-0001"]);
    expect((await witness.read(ledgerOf(book), "unsettled"))?.rows).toEqual([]);
  });
});

describe("what is kept", () => {
  test("rows that were seen standing in a reopened book, up to so many: the oldest are forgotten, the heads are not", async () => {
    const { book, older, witness } = await olderCopy();
    await book.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness });
    await recover(older.workbook, { env: older.env(), witness, rowsKept: 1 });
    expect((await witness.read(ledgerOf(book)))?.rows).toHaveLength(3);
    await recover(book.workbook, { env: book.env(), witness, rowsKept: 1 });
    const kept = await witness.read(ledgerOf(book));
    expect([kept?.rows.map(({ row }) => row.head.id), kept?.heads.get("A")?.seq]).toEqual([["e3"], 3]);
    const found = await recover(older.workbook, { env: older.env(), witness });
    expect(found.findings.map(({ code }) => code)).toContain("bookOlder");
  });

  test("the sample workbook is not remembered: a fresh copy of it is no older copy", async () => {
    const { book, older, witness } = await olderCopy();
    for (const each of [book, older]) each.workbook.table("Settings").rows.find(([name]) => name === LEDGER_ID)?.splice(1, 1, SAMPLE_LEDGER);
    const before = await witness.read(SAMPLE_LEDGER);
    expect(await recover(older.workbook, { env: older.env(), witness })).toEqual({ finished: [], pending: [], findings: [] });
    expect(await older.act("createInvoices", { ...INVOICE, entry: "e3" }, { witness })).toMatchObject({ status: "posted", issues: [] });
    expect(await witness.read(SAMPLE_LEDGER)).toEqual(before);
  });

  test("a large book is opened in slices", async () => {
    const book = await TestBook.withCustomers();
    const rows = Array.from({ length: 210 }, (_, i) => ({ number: `OLD-${i}`, customer: "ACME", date: "2025-12-01", due: "2025-12-31", amount: "1.00", currency: "EUR" }));
    await book.act("postOpening", { entry: "op", rows, control: [{ customer: "ACME", amount: "210.00", currency: "EUR" }] });
    let pauses = 0;
    const found = await recover(book.copy().workbook, { env: book.env(), pause: async () => void (pauses += 1) });
    expect([found, pauses > 0]).toEqual([{ finished: [], pending: [], findings: [] }, true]);
  });
});
