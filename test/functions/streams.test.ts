import { ErrorValue } from "../../host/model/cell";
import type { Sheet } from "../../host/model/sheet";
import { TICKS_A_ROUND } from "../../src/live/watchman";
import { LiveBook } from "../fuzz/liveBookRig";
import { startBook } from "../fuzz/liveBookStart";
import { callIn, grid } from "./support";

/** The streams of the functions through Microsoft's runtime, in a posted book on the host; timers and midnight are the test's. */
let live: LiveBook;
let sheet: Sheet;

beforeEach(async () => {
  live = await LiveBook.open(await startBook("ledger"));
  sheet = live.book.editor.addSheet("Figures");
});
afterEach(() => live.close());

/** Types formulas into the first column and waits for their answers. */
async function typed(...formulas: readonly string[]): Promise<void> {
  formulas.forEach((formula, row) => live.book.editor.typeCell(sheet, row, 0, formula));
  await live.settle();
}

function shown(rows = 1): unknown[] {
  return Array.from({ length: rows }, (_, row) => {
    const value = sheet.get(row, 0)?.value;
    return value instanceof ErrorValue ? `${value.code} ${value.message}` : value;
  });
}

/** What customer ACME owes changes by the amount: a payment of it on account. */
async function pay(amount: string): Promise<void> {
  await live.book.post("postPayment", { customer: "ACME", date: "2026-03-10", amount, apply: "none" });
  await live.settle();
}

const BALANCE = '=BILLING.BALANCE("ACME",DATE(2026,3,31))';

it("equal calls share one reading of the ledger and one answer, and one that goes does not take the others along", async () => {
  await typed(...new Array<string>(40).fill(BALANCE), '=BILLING.BALANCE("TOKYO",DATE(2026,3,31))');
  const first = shown(41);
  expect(new Set(first.slice(0, 40)).size).toBe(1);
  expect([...live.reads].sort()).toEqual(["Applications", "Customers", "DueDates", "Invoices", "Payments", "Settings"]);
  live.book.editor.typeCell(sheet, 0, 0, "");
  await pay("10");
  const [balance] = first;
  expect(shown(41).slice(1)).toEqual([...new Array<unknown>(39).fill(Number(balance) - 10), first[40]]);
});

it("many edits at once are one reading of what they touched and one answer of each cell that changed", async () => {
  await typed(BALANCE, '=BILLING.BALANCE("00417",DATE(2026,3,31))', "=BILLING.AGING()");
  live.reads.length = 0;
  live.told.clear();
  const place = live.book.place("Customers", 1, "Notes");
  for (let n = 0; n < 30; n++) live.book.editor.typeCell(place.sheet, place.row, place.column, `note ${n}`);
  await live.settle();
  expect(live.reads).toEqual(["Customers"]);
  expect([...live.told]).toEqual([]); // notes are no figures
  const settings = live.book.place("Settings", 1, "Value");
  for (let n = 0; n < 5; n++) live.book.editor.typeCell(settings.sheet, settings.row, settings.column, `text ${n}`);
  await pay("10");
  expect([...live.told]).toEqual([["BALANCE", 1], ["AGING", 1]]);
});

it("cells that are gone are neither reckoned nor told of, and midnight is nobody's concern", async () => {
  await typed(BALANCE, "=BILLING.BALANCE(\"ACME\")", "=BILLING.AGING()", '=BILLING.STATEMENT("ACME")');
  expect(live.clock.isHeard).toBe(true);
  for (let row = 0; row < 4; row++) live.book.editor.typeCell(sheet, row, 0, "");
  await live.settle();
  expect(live.clock.isHeard).toBe(false);
  live.told.clear();
  await pay("10");
  live.clock.newDay();
  await live.settle();
  expect([...live.told]).toEqual([]);
  // The stream can be opened again, and knows what happened meanwhile.
  await typed(BALANCE);
  expect(shown()).toEqual(grid(callIn("BALANCE", [[["ACME"]], [["2026-03-31"]], null, null, null, null], (await live.freshView()).ledger, (await live.freshView()).environment, live.clock.today()))[0]);
});

describe("a ledger that goes and comes back", () => {
  it.each<[what: string, lose: () => void, said: string, regain: () => void]>([
    ["a table deleted and undone", () => live.book.editor.deleteTable(live.book.table("Applications"), true), "the table Applications is missing", () => void live.book.editor.undo()],
    ["a column renamed and named again", () => rename("Total", "Sum"), "the table Invoices lacks the column Total", () => rename("Sum", "Total")],
    ["a table renamed and named again", () => live.book.editor.renameTable(live.book.table("Payments"), "Money"), "the table Payments is missing", () => live.book.editor.renameTable(live.book.table("Money"), "Payments")],
  ])("%s: the cells say so, and show figures again", async (_what, lose, said, regain) => {
    await typed(BALANCE, "=BILLING.PROVE()");
    const before = shown(2);
    lose();
    await looked();
    expect(shown(2)).toEqual(new Array<unknown>(2).fill(expect.stringContaining(said)));
    regain();
    await looked();
    expect(shown(2)).toEqual(before);
  });

  it.each(["told", "untold"])("a column deleted and undone, %s", async (how) => {
    await typed(BALANCE);
    const before = shown();
    if (how === "untold") live.gaps.add("all");
    const table = live.book.table("Settings");
    live.book.editor.deleteTableColumn(table, table.columns.findIndex(({ name }) => name === "Value"));
    await looked();
    expect(shown()).toEqual([expect.stringContaining("the table Settings lacks the column Value")]);
    live.book.editor.undo();
    await looked();
    expect(shown()).toEqual(before);
  });

  it("a read that fails keeps what was true and is tried again", async () => {
    await typed(BALANCE);
    const [before] = shown();
    live.failingReads = 3;
    await pay("10");
    expect(live.failingReads).toBe(0);
    expect(shown()).toEqual([Number(before) - 10]);
  });
});

function rename(from: string, to: string): void {
  const table = live.book.table("Invoices");
  live.book.editor.renameColumn(table, table.columns.findIndex(({ name }) => name === from), to);
}

/** As long as it may take until an edit of which nothing was told is seen. */
async function looked(): Promise<void> {
  await live.settle();
  const { version } = live.live.peek() ?? { version: 0 };
  for (let look = 0; look < TICKS_A_ROUND * 1.2 + 2 && live.live.peek()?.version === version; look++) await live.look();
}

it("a renamed sheet, moved columns and a totals row change nothing", async () => {
  await typed(BALANCE, "=BILLING.AGING(,DATE(2026,3,31))");
  const before = shown(20);
  const table = live.book.table("Invoices");
  live.book.editor.renameSheet(table.sheet, "Rechnungen");
  live.book.editor.addTableColumn(table, 0, "My note");
  live.book.editor.showTotals(table, true);
  await live.settle();
  expect(shown(20)).toEqual(before);
  live.book.editor.showTotals(table, false);
  await pay("10");
  expect(shown()).toEqual([Number(before[0]) - 10]);
});

it("midnight moves what has no date of its own, and a sample date holds it", async () => {
  await typed('=BILLING.OVERDUE("TOKYO")', '=BILLING.OVERDUE("TOKYO",DATE(2026,3,20))');
  const [today, fixed] = shown(2);
  expect(today).toBe(fixed);
  live.told.clear();
  await live.settle();
  for (let day = 0; day < 5; day++) live.clock.newDay(); // the second invoice falls due on 22 March
  await live.settle();
  expect(shown(2)).toEqual([Number(fixed) + 777, fixed]);
  expect(live.told.get("OVERDUE")).toBe(1);
  await live.book.post("putRows", { table: "Settings", rows: [{ Setting: "Sample date", Value: "2026-03-20" }] });
  await live.settle();
  expect(shown(2)).toEqual([fixed, fixed]);
  live.clock.newDay();
  await live.settle();
  expect(shown(2)).toEqual([fixed, fixed]);
});

it("another locale changes no answer: none is asked for", async () => {
  const { ledger, environment } = await live.freshView();
  const all = (): unknown[] => ["BALANCE", "AGING", "NEXTDUE", "OVERDUE", "OPENITEMS", "PROVE", "DSO", "CEI", "ADD"].map((name) => callIn(name, [], ledger, environment, live.clock.today()))
    .concat(["STATEMENT", "EXPLAIN"].map((name) => callIn(name, [[["acme ltd"]]], ledger, environment, live.clock.today())), [callIn("OPEN", [[["inv-2026-0001"]]], ledger, environment, live.clock.today())]);
  const before = all();
  const spies = [
    jest.spyOn(Number.prototype, "toLocaleString"), jest.spyOn(String.prototype, "localeCompare"), jest.spyOn(String.prototype, "toLocaleLowerCase"), jest.spyOn(String.prototype, "toLocaleUpperCase"),
    jest.spyOn(Intl, "NumberFormat"), jest.spyOn(Intl, "DateTimeFormat"), jest.spyOn(Intl, "Collator"),
  ];
  const after = all();
  const asked = spies.flatMap((spy) => spy.mock.calls.map(() => spy.getMockName()));
  for (const spy of spies) spy.mockRestore();
  expect(asked).toEqual([]);
  expect(after).toEqual(before);
});
