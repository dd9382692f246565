import { createLiveLedger, type LiveLedger, type LiveView } from "../../src/live/liveLedger";
import { parseIsoDate } from "../../src/core/values/plainDate";
import { told } from "../core/reports/upkeep/changedLedger";
import { seededRandom } from "../fuzz/fuzz";
import { ChangedBook } from "./changedBook";
import { FIRST_ROW, type FakeBook, posted, sampleBook } from "./support";

/** A live ledger whose timers the test fires. */
function liveOver(book: FakeBook): { readonly live: LiveLedger; fire(): Promise<void> } {
  let timers: (() => void)[] = [];
  const live = createLiveLedger({
    source: book,
    lookMilliseconds: null,
    pause: () => Promise.resolve(),
    setTimer: (work) => {
      timers.push(work);
      return () => (timers = timers.filter((each) => each !== work));
    },
  });
  return {
    live,
    async fire() {
      while (timers.length > 0) {
        const due = timers;
        timers = [];
        for (const work of due) work();
        for (let turn = 0; turn < 300; turn++) await Promise.resolve();
        await new Promise(setImmediate);
      }
    },
  };
}

function day(iso: string): NonNullable<ReturnType<typeof parseIsoDate>> {
  const found = parseIsoDate(iso);
  if (found === null) throw new Error(iso);
  return found;
}

const REQUEST = { asOf: day("2026-02-20"), from: day("2026-01-10"), basis: "due", ageCredits: false, schedule: { limits: [30], dueTodayIsLate: false }, forecast: "due" } as const;

function toldOf({ ledger }: LiveView): string {
  if (ledger.kind !== "ready") return JSON.stringify(ledger);
  const { index, blocked, customers } = ledger.books;
  return JSON.stringify({ blocked: [...blocked], customers: customers.entries, index: told(index, REQUEST) });
}

async function readAnew(book: FakeBook): Promise<string> {
  const { live } = liveOver(book);
  const view = await live.view();
  live.stop();
  return toldOf(view);
}

it.each([0, 0, 0, 0.05, 0.05, 0.2].map((damage, seed) => [seed, damage]))("a ledger that is kept is one read anew (seed %d, damage %d)", async (seed, damage) => {
  const changed = new ChangedBook(seededRandom(4_100 + seed), damage);
  const { live, fire } = liveOver(changed.book);
  await live.view();
  for (let n = 0; n < 40; n++) {
    for (let each = 0; each <= n % 3; each++) changed.change();
    await fire();
    expect([n, toldOf(await live.view())]).toEqual([n, await readAnew(changed.book)]);
  }
  live.stop();
});

it("what stays is not read into facts anew", async () => {
  const book = sampleBook();
  const { live, fire } = liveOver(book);
  const before = await live.view();
  const rows = book.tables.get("Invoices")?.rows ?? [];
  rows[1] = { ...rows[1], Disputed: 20 };
  book.hint({ kind: "table", table: "Invoices" });
  await fire();
  const after = await live.view();
  if (before.ledger.kind !== "ready" || after.ledger.kind !== "ready") throw new Error("No ledger");
  const [was, is] = [before.ledger.books.index, after.ledger.books.index];
  expect(is.charges.map((charge, row) => charge === was.charges[row])).toEqual([true, false]);
  expect(is.charges[1]).toEqual({ ...was.charges[1], disputed: 2_000 });
  live.stop();
});

describe("what is read after a change", () => {
  const dueRow = { Number: "INV-9", Part: 1, Due: 46_040, Amount: 40, Entry: "e9" };
  const invoice = posted("Invoices", { Number: "INV-9", Kind: "invoice", Customer: "ACME", Date: 46_030, Due: 46_040, Currency: "EUR", Total: 40, Entry: "e9" });
  const rowsAt = (first: number, last = first): { first: number; last: number } => ({ first: FIRST_ROW + first, last: FIRST_ROW + last });
  const cases: [what: string, change: (book: FakeBook) => void, reads: string[]][] = [
    ["one edited row", (book) => {
      const rows = book.tables.get("Invoices")?.rows ?? [];
      rows[1] = { ...rows[1], Disputed: 20 };
      book.hint({ kind: "table", table: "Invoices", rows: rowsAt(1) });
    }, ["Invoices 1+1"]],
    ["rows added below, with the row above them", (book) => {
      book.tables.get("Invoices")?.rows.push(invoice);
      book.tables.get("DueDates")?.rows.push(dueRow);
      book.hint({ kind: "table", table: "Invoices", rows: rowsAt(4) });
      book.hint({ kind: "table", table: "DueDates", rows: rowsAt(3) });
    }, ["Invoices 3+2", "DueDates 2+2"]],
    ["all rows where one more came than was told", (book) => {
      book.tables.get("Invoices")?.rows.push(invoice);
      book.hint({ kind: "table", table: "Invoices", rows: rowsAt(1) });
    }, ["Invoices 0+5"]],
    ["all rows where the one above the added ones is another", (book) => {
      book.tables.get("Invoices")?.rows.unshift(invoice);
      book.hint({ kind: "table", table: "Invoices", rows: rowsAt(4) });
    }, ["Invoices 3+2", "Invoices 0+5"]],
    ["all rows where an empty column was typed into: a formula fills it", (book) => {
      for (const row of book.tables.get("Invoices")?.rows ?? []) row["Exchange rate"] = { error: "#DIV/0!" };
      book.hint({ kind: "table", table: "Invoices", rows: rowsAt(1) });
    }, ["Invoices 1+1", "Invoices 0+4"]],
    ["all rows where nothing more is known", (book) => book.hint({ kind: "table", table: "Payments" }), ["Payments 0+1"]],
    ["nothing for an edit beside the rows", (book) => book.hint({ kind: "table", table: "Invoices", rows: { first: 0, last: FIRST_ROW - 1 } }), []],
    ["overlapping edits once", (book) => {
      book.hint({ kind: "table", table: "Invoices", rows: rowsAt(1, 2) });
      book.hint({ kind: "table", table: "Invoices", rows: rowsAt(2, 3) });
    }, ["Invoices 1+3"]],
  ];
  it.each(cases)("%s", async (_what, change, reads) => {
    const book = sampleBook();
    const { live, fire } = liveOver(book);
    await live.view();
    book.reads = [];
    change(book);
    await fire();
    expect(book.reads.map(({ table, first, count }) => `${table} ${first}+${count}`)).toEqual(reads);
    expect(toldOf(await live.view())).toBe(await readAnew(book));
    live.stop();
  });
});
