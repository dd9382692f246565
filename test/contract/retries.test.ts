import { FaultRun } from "../../host/faults/faultRun";
import type { TransportHooks } from "../../host/node/nodeHost";
import { type Action, ActionType } from "../../host/richapi/protocol";
import { Fault } from "../../src/workbook/fault";
import { LostReplies } from "../support/lostReplies";
import { batchKind, HostBook, messagesOf, seededBook } from "../support/hostBook";

jest.setTimeout(240_000);

const PAID = { customer: "ACME", date: "2026-02-03", amount: "400.00", apply: [{ invoice: "INV-2026-0001", amount: "400.00" }], entry: "pay-1" };
const BILLED = { invoiceDate: "2026-01-31", entry: "bill-1", rows: [{ customer: "ACME", description: "More", quantity: 2, unitPrice: "9.99" }, { customer: "00417", description: "Other", quantity: 1, unitPrice: "5.00" }] };

let bytes: Uint8Array;
beforeAll(async () => {
  const making = HostBook.fromBytes(await seededBook());
  await making.post("createInvoices", { invoiceDate: "2026-01-05", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "500.00", taxCode: "Z0" }] });
  bytes = making.save();
  making.close();
});

/** Loses the reply of one batch after the host has carried it out: the act's commit, its verification or its projection. */
class LosesReplyOf implements TransportHooks {
  readonly lost = new LostReplies();
  target: "commit" | "verify" | "projection" | null = null;
  private writeBatches = 0;
  private isWrite = false;
  private isRead = false;

  beforeBatch(): null {
    this.isWrite = false;
    this.isRead = false;
    return null;
  }

  beforeAction(_batch: number, _index: number, action: Action): void {
    this.isRead ||= action.ActionType === ActionType.query;
    if (this.isWrite || action.ActionType !== ActionType.setProperty) return;
    this.isWrite = true;
    this.writeBatches += 1;
  }

  afterBatch(): "drop" | null {
    const now = this.isWrite ? (this.writeBatches === 1 ? "commit" : "projection") : this.isRead && this.writeBatches === 1 ? "verify" : null;
    if (this.target === null || now !== this.target) return null;
    this.target = null;
    this.lost.notice();
    return "drop";
  }
}

/** A reply that is given up before it comes. */
class ComesTooLate extends FaultRun {
  readonly lost = new LostReplies();

  override afterBatch(): "drop" | number | null {
    const fate = super.afterBatch();
    if (typeof fate === "number") this.lost.notice();
    return fate;
  }
}

async function within<T>(hooks: (TransportHooks & { readonly lost?: LostReplies }) | undefined, work: (book: HostBook) => Promise<T>): Promise<T> {
  const book = HostBook.fromBytes(bytes, { ...(hooks === undefined ? {} : { hooks }), ...(hooks?.lost === undefined ? {} : { lost: hooks.lost }) });
  try {
    return await work(book);
  } finally {
    book.close();
  }
}

/** What one act must have left, however often it was asked for: one Journal row, one document, tables that agree. */
async function expectPaidOnce(book: HostBook): Promise<void> {
  expect(book.lines("Journal_A", "Kind", "Document")).toEqual(["invoice INV-2026-0001", "payment PAY-2026-0001"]);
  expect(book.lines("Payments", "Number", "Amount", "Unapplied", "Entry")).toEqual(["PAY-2026-0001 400.00 0.00 pay-1"]);
  expect(book.lines("Applications", "From", "To", "Amount")).toEqual(["PAY-2026-0001 INV-2026-0001 400.00"]);
  expect(book.lines("Invoices", "Number", "Balance", "Status")).toEqual(["INV-2026-0001 100.00 Part paid"]);
  expect(await book.check()).toEqual([]);
}

test.each([["postPayment", PAID, 1], ["createInvoices", BILLED, 2]] as const)("%s twice with one id is done once; other arguments under that id are refused", async (act, given, count) => {
  await within(undefined, async (book) => {
    const first = await book.post(act, given);
    const after = [...book.cells()];
    const again = await book.act(act, JSON.parse(JSON.stringify(given)));
    expect([again.status, again.documents]).toEqual(["exists", first.documents]);
    expect(again.documents).toHaveLength(count);
    const reordered = Object.fromEntries(Object.entries(given).reverse());
    expect((await book.act(act, reordered)).status).toBe("exists");
    for (const other of [{ ...given, date: "2026-02-04", invoiceDate: "2026-02-04" }, act === "postPayment" ? { ...PAID, amount: "400.01" } : { ...BILLED, invoiceDate: "2026-01-30" }]) {
      const refused = await book.act(act, other);
      expect(refused.status).toBe("refused");
    }
    const reused = await book.act(act, act === "postPayment" ? { ...PAID, amount: "400.01" } : { ...BILLED, invoiceDate: "2026-01-30" });
    expect(messagesOf(reused)[0]).toContain("posted already with other values");
    expect([...book.cells()]).toEqual(after);
  });
});

test("an id of another act is refused", async () => {
  await within(undefined, async (book) => {
    await book.post("postPayment", PAID);
    expect((await book.act("creditInvoice", { invoice: "INV-2026-0001", entry: "pay-1" })).status).toBe("refused");
    expect((await book.act("createInvoices", { ...BILLED, entry: "pay-1" })).status).toBe("refused");
    await expectPaidOnce(book);
  });
});

test("without an id each act is new", async () => {
  await within(undefined, async (book) => {
    for (const number of ["PAY-2026-0001", "PAY-2026-0002"]) expect((await book.post("postPayment", { customer: "ACME", date: "2026-02-03", amount: "5" })).documents[0]?.number).toBe(number);
  });
});

test("after saving and reopening it is still the same act", async () => {
  const saved = await within(undefined, async (book) => {
    await book.post("postPayment", PAID);
    return book.save();
  });
  const book = HostBook.fromBytes(saved);
  try {
    expect((await book.act("postPayment", PAID)).status).toBe("exists");
    await expectPaidOnce(book);
  } finally {
    book.close();
  }
});

test.each([
  { lost: "commit", status: "posted", issues: [] },
  { lost: "verify", status: "pending", issues: [] },
  { lost: "projection", status: "posted", issues: ["tablesNotRefreshed"] },
] as const)("a lost reply to the $lost is resolved by reading: $status, and never twice", async ({ lost, status, issues }) => {
  const hooks = new LosesReplyOf();
  await within(hooks, async (book) => {
    hooks.target = lost;
    const result = await book.act("postPayment", PAID);
    expect([result.status, result.issues.map(({ code }) => code)]).toEqual([status, issues]);
    expect(book.lines("Journal_A", "Entry").filter((id) => id === "pay-1")).toHaveLength(1);
    expect((await book.act("postPayment", PAID)).status).toBe("exists");
    await expectPaidOnce(book);
  });
});

test("without an answer a request is given up after its time", async () => {
  const book = HostBook.fromBytes(bytes, { answerWithin: 50, hooks: { afterBatch: () => "drop" } });
  try {
    await expect(book.port.readTable("Invoices")).rejects.toMatchObject({ code: "noAnswer", mayHaveWritten: true });
  } finally {
    book.close();
  }
});

test("a reply that comes after it was given up changes nothing", async () => {
  const faults = new ComesTooLate();
  await within(faults, async (book) => {
    book.takeBatches();
    faults.plan({ kind: "delayReply", batch: 2, milliseconds: 300 });
    const result = await book.act("postPayment", PAID);
    expect(result.status).toMatch(/posted|pending/);
    await book.host.idle();
    expect((await book.act("postPayment", PAID)).status).toBe("exists");
    await expectPaidOnce(book);
  });
});

test("a commit that the host refuses leaves everything as it was, and can be tried again", async () => {
  const faults = new FaultRun();
  await within(faults, async (book) => {
    const before = [...book.cells()];
    // 5102: too many requests. The batches after the read are refused, however they are counted, until the act gives up.
    faults.plan({ kind: "refuse", batch: 2, hostError: 5102 });
    faults.plan({ kind: "refuse", batch: 3, hostError: 5102 });
    const outcome = await book.act("postPayment", PAID).then(({ status }) => status, (thrown: unknown) => (thrown instanceof Fault ? "fault" : "error"));
    if (outcome !== "posted") {
      expect([...book.cells()]).toEqual(before);
      await book.post("postPayment", PAID);
    }
    await expectPaidOnce(book);
  });
});

/** Where in the run of an act its commit and its projection come, and how many actions they have; counted on an undisturbed run. */
async function shapeOf(book: HostBook, act: () => Promise<unknown>): Promise<Record<"commit" | "projection", { batch: number; actions: number }>> {
  book.host.processor.clearLog();
  await act();
  const log = book.host.processor.log.filter(({ cleanup }) => !cleanup);
  const find = (kind: "commit" | "projection"): { batch: number; actions: number } => {
    const index = log.findIndex(({ actions }) => batchKind(actions) === kind);
    return { batch: index + 1, actions: log[index]?.actions.length ?? 0 };
  };
  return { commit: find("commit"), projection: find("projection") };
}

/** Cells with a value on the ledger's sheets that no table holds: what a broken write would leave behind (the Journals' note is above). */
function strays(book: HostBook): string[] {
  return book.workbook.sheets.flatMap((sheet) => sheet.rows.flatMap((row, r) => row.flatMap((cell, c) => {
    const isHeld = sheet.tables.some(({ area }) => r >= area.top && r <= area.bottom && c >= area.left && c <= area.right);
    const isAbove = sheet.tables.every(({ area }) => r < area.top);
    return cell === undefined || cell.value === null || isHeld || isAbove ? [] : [`${sheet.name} ${r + 1},${c + 1}: ${String(cell.value)}`];
  })));
}

test.each([["commit", "again"], ["projection", "again"], ["projection", "another act"]] as const)("the %s fails at each of its actions in turn: %s makes it whole, once", async (kind, then) => {
  const faults = new FaultRun();
  await within(faults, async (book) => {
    await book.post("createInvoices", { invoiceDate: "2026-01-05", rows: [{ customer: "ACME", description: "Much", quantity: 1, unitPrice: "5000.00", taxCode: "Z0" }] });
    let count = 0;
    const pay = (entry: string): unknown => ({ customer: "ACME", date: "2026-02-03", amount: "2.00", apply: [{ invoice: "INV-2026-0002", amount: "1.00", deduction: "0.50", reason: "Damaged" }], entry });
    await book.post("postPayment", pay("first")); // it alone changes the invoice's status
    const shape = await shapeOf(book, () => book.post("postPayment", pay("undisturbed")));
    count += 2;
    expect(shape[kind].actions).toBeGreaterThan(3);
    // The projection is long: every seventh of its actions stands for its neighbours.
    for (let action = 0; action < shape[kind].actions; action += kind === "commit" ? 1 : 7) {
      const id = `fault-${action}`;
      faults.plan({ kind: "failAction", batch: shape[kind].batch, action, code: "GeneralException" });
      const first = await book.act("postPayment", pay(id)).then(({ status, issues }) => `${status} ${issues.map(({ code }) => code).join()}`.trim(), (thrown: unknown) => (thrown instanceof Fault ? "fault" : String(thrown)));
      expect([action, first]).toEqual([action, kind === "commit" ? expect.stringMatching(/^(fault|posted)$/) as unknown : "posted tablesNotRefreshed"]);
      count += 1;
      if (then === "again") expect(["posted", "exists"]).toContain((await book.act("postPayment", pay(id))).status);
      else {
        await book.post("postPayment", pay(`other-${action}`));
        count += 1;
      }
      expect([action, await book.check(), strays(book)]).toEqual([action, [], []]);
      expect(book.rows("Payments")).toHaveLength(count);
      expect(new Set(book.lines("Payments", "Number")).size).toBe(count);
    }
    expect(book.rows("Invoices").find((row) => row["Number"] === "INV-2026-0002")?.["Balance"]).toBe((5000 - 1.5 * count).toFixed(2));
    expect(book.rows("Journal_A").filter((row) => row["Kind"] === "payment")).toHaveLength(count);
  });
});
