import { createLiveLedger, type LiveLedger } from "../../src/live/liveLedger";
import { createEngine, type CallAnswer } from "../../src/functions/engine";
import { balanceFigure } from "../../src/functions/scalarFigures";
import { agingFigure } from "../../src/functions/tableFigures";
import { isCellError } from "../../src/functions/cellError";
import { Fault } from "../../src/workbook/fault";
import { fromYmd } from "../../src/core/values/plainDate";
import type { Clock } from "../../src/live/clock";
import { FakeBook, sampleBook } from "./support";

/** Timers that the test fires: no test waits for a clock. */
function manualTimers(): { setTimer: (work: () => void, ms: number) => () => void; fire: () => void; waiting: () => number[] } {
  let timers: { work: () => void; ms: number }[] = [];
  return {
    setTimer: (work, ms) => {
      const timer = { work, ms };
      timers.push(timer);
      return () => (timers = timers.filter((each) => each !== timer));
    },
    fire: () => {
      const due = timers;
      timers = [];
      for (const { work } of due) work();
    },
    waiting: () => timers.map(({ ms }) => ms),
  };
}

function fakeClock(): Clock & { newDay(): void; day: number } {
  const listeners = new Set<() => void>();
  return {
    day: 1,
    today() {
      const date = fromYmd(2026, 6, this.day);
      if (date === null) throw new Error("No date");
      return date;
    },
    onNewDay(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    newDay() {
      this.day++;
      for (const listener of listeners) listener();
    },
  };
}

/** Lets promises that are ready run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 300; turn++) await Promise.resolve();
}

interface Bench {
  readonly book: FakeBook;
  readonly live: LiveLedger;
  readonly timers: ReturnType<typeof manualTimers>;
  readonly clock: ReturnType<typeof fakeClock>;
  ask(customer: unknown, asOf?: unknown): { readonly got: unknown[]; cancel(): void };
  aging(asOf: string): unknown[][];
}

function bench(book: FakeBook = sampleBook()): Bench {
  const timers = manualTimers();
  const live = createLiveLedger({ source: book, setTimer: timers.setTimer, lookMilliseconds: null, pause: () => Promise.resolve() });
  const clock = fakeClock();
  const engine = createEngine({ live, clock, pause: () => Promise.resolve() });
  const open = (name: string, args: unknown[], read: Parameters<typeof engine.open>[2]): { got: unknown[]; cancel(): void } => {
    const got: unknown[] = [];
    const target = { setResult: (answer: CallAnswer) => void got.push(plain(answer)), onCanceled: () => undefined as void };
    engine.open(name, args, read, target);
    return { got, cancel: () => target.onCanceled() };
  };
  return {
    book, live, timers, clock,
    ask: (customer, asOf = null) => open("BALANCE", [customer, asOf], () => balanceFigure(customer, asOf, null, null, null, null)),
    aging: (asOf) => open("AGING", [asOf], () => agingFigure(null, [[asOf]], null, null, null, null, "no headers")).got as unknown[][],
  };
}

function plain(answer: CallAnswer): unknown {
  if (isCellError(answer)) return `${answer.error} ${answer.message}`;
  const rows = answer.map((row) => row.map((value) => (isCellError(value) ? `${value.error} ${value.message}` : value)));
  return rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] : rows;
}

describe("this workbook's ledger", () => {
  const cases: [customer: unknown, asOf: unknown, expected: unknown][] = [
    [null, [["2026-02-03"]], 220.25],
    [[["acme"]], [["2026-01-19"]], 300],
    [[["acme ltd"]], [["2026-01-20"]], 150],
    [[["00417"]], [["2026-01-14"]], 80.5],
    [[["00417"]], [["2026-01-31"]], 70.25],
    [[["NEW"]], null, 0],
    [[["Nobody"]], null, "#N/A There is no customer Nobody"],
    [[["ACME"], [""], ["417"]], [["2026-02-03"]], [[150], [""], ["#N/A There is no customer 417"]]],
  ];
  it.each(cases)("balance of %j as of %j", async (customer, asOf, expected) => {
    const { ask } = bench();
    const { got } = ask(customer, asOf);
    await settled();
    expect(got).toEqual([expected]);
  });

  it("ages instalments, takes the sample date for today, leaves rows typed by hand out", async () => {
    const { aging, ask } = bench();
    const got = aging("2026-02-03");
    const today = ask([["ACME"]]);
    await settled();
    expect(got).toEqual([[["00417", 0, 70.25, 0, 0, 0, 0, 70.25], ["ACME", 180, 0, 0, 0, 0, -30, 150], ["Total", 180, 70.25, 0, 0, 0, -30, 220.25]]]);
    expect(today.got).toEqual([150]);
  });

  it("reads the tables once for many cells, only the needed columns, in two round trips", async () => {
    const { book, ask } = bench();
    for (let n = 0; n < 100; n++) ask([["ACME"]], [[46000 + n]]);
    await settled();
    expect(book.describes).toBe(1);
    expect(book.reads.map((read) => read.table).sort()).toEqual(["Applications", "Customers", "DueDates", "Invoices", "Payments", "Settings"]);
    // The settings say which tables count; those of a small book then share one answer.
    expect(book.answers).toBe(2);
    expect(book.reads.find((read) => read.table === "Customers")?.headers).toEqual(["Customer", "Name", "Merged into"]);
  });

  it("halves a slice that is too large", async () => {
    const book = sampleBook();
    const rows = Array.from({ length: 900 }, (_, n) => ({ Number: `I${n}`, Kind: "invoice", Customer: "ACME", Date: 46023, Due: 46023, Currency: "EUR", Total: 1, Entry: `x${n}` }));
    book.add("Invoices", rows);
    book.cellLimit = 5000;
    const { ask } = bench(book);
    const { got } = ask([["ACME"]]);
    await settled();
    expect(got).toEqual([900 - 150]);
  });

  const missing: [what: string, change: (book: FakeBook) => void, expected: string][] = [
    ["no ledger", (book) => book.tables.clear(), "#VALUE! No ledger in this workbook yet"],
    ["a stranger's Invoices table", (book) => { book.tables.clear(); book.tables.set("Invoices", { headers: ["No", "Client"], rows: [] }); }, "#VALUE! No ledger in this workbook yet"],
    ["a deleted table", (book) => void book.tables.delete("DueDates"), "#VALUE! The ledger cannot be read: the table DueDates is missing"],
    ["a renamed column", (book) => void book.tables.get("Invoices")?.headers.splice(11, 1, "Sum"), "#VALUE! The ledger cannot be read: the table Invoices lacks the column Total"],
  ];
  it.each(missing)("%s", async (_what, change, expected) => {
    const book = sampleBook();
    change(book);
    const { got } = bench(book).ask([["ACME"]]);
    await settled();
    expect(got).toEqual([expect.stringContaining(expected)]);
  });

  const damage: [what: string, change: (book: FakeBook) => void, expected: string][] = [
    ["an overtyped total", (book) => Object.assign(book.tables.get("Invoices")?.rows[0] ?? {}, { Total: 299 }), "Invoices row 1 (INV-1) was changed after it was posted"],
    ["an amount as text", (book) => Object.assign(book.tables.get("Payments")?.rows[0] ?? {}, { Amount: "150" }), "Payments row 1 (PAY-1): Amount cannot be read"],
    ["an overtyped application", (book) => Object.assign(book.tables.get("Applications")?.rows[0] ?? {}, { Amount: 1 }), "Payments applied row 1 (PAY-1 to INV-1) was changed after it was posted"],
    ["a due date lost", (book) => void book.tables.get("DueDates")?.rows.splice(0, 1), "Due dates of INV-1 do not add up to its total"],
    ["a row copied", (book) => void book.tables.get("Invoices")?.rows.push({ ...book.tables.get("Invoices")?.rows[0] }), "Invoices row 5 (INV-1) stands there twice"],
  ];
  it.each(damage)("%s blocks its customer and the total, nobody else", async (_what, change, expected) => {
    const book = sampleBook();
    change(book);
    const { ask } = bench(book);
    const [acme, other, all] = [ask([["ACME"]]), ask([["00417"]]), ask(null)];
    await settled();
    expect(acme.got).toEqual([expect.stringContaining(`#VALUE! ${expected}`)]);
    expect(other.got).toEqual([70.25]);
    expect(all.got).toEqual([expect.stringContaining(`#VALUE! ${expected}`)]);
  });
});

it("shows a damaged customer by name with #VALUE! cells, totals with #VALUE!, all others as they are", async () => {
  for (const rows of ["both", "only"]) {
    const book = sampleBook();
    const invoices = book.tables.get("Invoices")?.rows ?? [];
    Object.assign(invoices[1] ?? {}, { Total: 81 });
    if (rows === "only") invoices.splice(2, 1);
    const { aging } = bench(book);
    const got = aging("2026-02-03");
    await settled();
    const broken = expect.stringContaining("#VALUE! Invoices row 2 (INV-2) was changed after it was posted. Undo the change");
    expect(got).toEqual([[["00417", ...new Array<unknown>(7).fill(broken)], ["ACME", 180, 0, 0, 0, 0, -30, 150], ["Total", ...new Array<unknown>(7).fill(broken)]]]);
  }
});

describe("Settings › Figures come from", () => {
  const OWN_INVOICES = [{ No: "A-1", Client: "Acme", Date: "2026-01-02", Terms: "net 30", Amount: 100.1 }, { No: "A-2", Client: "00417", Date: "2026-01-10", Terms: 10, Amount: 50 }];
  const OWN_PAYMENTS = [{ Invoice: "A-1", "Paid on": "2026-01-20", Paid: 40 }];
  function ownBook(setting: string): FakeBook {
    return sampleBook()
      .add("Settings", [{ Setting: "Figures come from", Value: setting }, { Setting: "Sample date", Value: "2026-02-03" }])
      .addOwn("MyInvoices", ["No", "Client", "Date", "Terms", "Amount"], OWN_INVOICES)
      .addOwn("MyPayments", ["Invoice", "Paid on", "Paid"], OWN_PAYMENTS);
  }
  const settings: [setting: string, customer: unknown, expected: unknown][] = [
    ["MyInvoices, MyPayments", [["Acme"]], 60.1],
    ["myinvoices[#All]; MYPAYMENTS", [["00417"]], 50],
    ["MyInvoices", [["Acme"]], 100.1],
    ["this workbook", [["ACME"]], 150],
    ["", [["ACME"]], 150],
    ["MyInvoces, MyPayments", null, '#VALUE! Settings › Figures come from names the table "MyInvoces", which is not in this workbook (there are MyInvoices, MyPayments). Correct it in Settings, or write "this workbook" there'],
    ["Invoices, Payments", null, "#VALUE! Settings › Figures come from names Invoices, a table of this workbook's own ledger"],
    ["A, B, C", null, "#VALUE! Settings › Figures come from names 3 tables"],
    ["MyInvoices, MyInvoices", null, "#VALUE! Settings › Figures come from names MyInvoices twice"],
    ["MyPayments", null, "#VALUE! The table MyPayments has no column for the customer"],
  ];
  it.each(settings)("%j: %j is %j", async (setting, customer, expected) => {
    const { ask } = bench(ownBook(setting));
    const { got } = ask(customer);
    await settled();
    expect(got).toEqual([typeof expected === "string" ? expect.stringContaining(expected) : expected]);
  });

  it("works without a ledger and follows edits, calculations, lost and found tables, and the setting", async () => {
    const book = ownBook("MyInvoices, MyPayments");
    for (const name of ["Customers", "Invoices", "DueDates", "Payments", "Applications"]) book.tables.delete(name);
    const { ask, aging, timers } = bench(book);
    const { got } = ask([["Acme"]]);
    const table = aging("2026-02-03");
    await settled();
    const change = async (hint: Parameters<FakeBook["hint"]>[0], edit: () => void): Promise<void> => {
      edit();
      book.hint(hint);
      timers.fire();
      await settled();
    };
    const payments = book.tables.get("MyPayments");
    await change({ kind: "table", table: "MyPayments" }, () => Object.assign(payments?.rows[0] ?? {}, { Paid: 50 }));
    await change({ kind: "calculated" }, () => Object.assign(payments?.rows[0] ?? {}, { Paid: 60 }));
    await change({ kind: "table", table: "MyPayments" }, () => Object.assign(payments?.rows[0] ?? {}, { Paid: "60" }));
    await change({ kind: "table", table: "MyPayments" }, () => Object.assign(payments?.rows[0] ?? {}, { Paid: { error: "#REF!" } }));
    await change({ kind: "structure" }, () => book.tables.delete("MyPayments"));
    await change({ kind: "structure" }, () => book.tables.set("MyPayments", { headers: ["Invoice", "Paid on", "Paid"], rows: [] }));
    await change({ kind: "table", table: "Settings" }, () => Object.assign(book.tables.get("Settings")?.rows[0] ?? {}, { Value: "this workbook" }));
    const says = (text: string): unknown => expect.stringContaining(`#VALUE! ${text}`);
    expect(got).toEqual([
      60.1, 50.1, 40.1,
      says('Row 1, Paid is text ("60"). In the table MyPayments: type the amount as a number'),
      says("Row 1, Paid holds the error #REF!. In the table MyPayments"),
      says('Settings › Figures come from names the table "MyPayments", which is not in this workbook'),
      100.1,
      says("No ledger in this workbook yet"),
    ]);
    expect(table[0]).toEqual([["00417", 0, 50, 0, 0, 0, 0, 50], ["Acme", 0, 60.1, 0, 0, 0, 0, 60.1], ["Total", 0, 110.1, 0, 0, 0, 0, 110.1]]);
  });

  it("reads nothing again when a calculation changed nothing, and ignores calculations of a ledger", async () => {
    const { book, ask, timers } = bench(ownBook("MyInvoices, MyPayments"));
    const { got } = ask([["Acme"]]);
    await settled();
    book.hint({ kind: "calculated" });
    timers.fire();
    await settled();
    expect(got).toEqual([60.1]);
    const other = bench();
    other.ask([["ACME"]]);
    await settled();
    other.book.hint({ kind: "calculated" });
    expect(other.timers.waiting()).toEqual([]);
  });
});

describe("keeping fresh", () => {
  it("reads the tables that a posting touched in one round trip", async () => {
    const { ask, book, timers } = bench();
    ask([["ACME"]]);
    await settled();
    const before = book.answers;
    for (const table of ["Invoices", "DueDates", "Payments", "Applications"]) book.hint({ kind: "table", table });
    timers.fire();
    await settled();
    expect(book.answers - before).toBe(1);
    expect(new Set(book.reads.slice(-4).map(({ table }) => table)).size).toBe(4);
  });

  it("reads only the touched table again, once for many hints, and pushes only what changed", async () => {
    const { book, ask, timers } = bench();
    const [acme, other] = [ask([["ACME"]]), ask([["00417"]])];
    await settled();
    book.reads = [];
    const payments = book.tables.get("Payments")?.rows ?? [];
    book.add("Payments", [...payments, { Number: "PAY-2", Kind: "payment", Customer: "ACME", Date: "2026-02-01", Currency: "EUR", Amount: 50, Entry: "e9" }]);
    for (let n = 0; n < 5; n++) book.hint({ kind: "table", table: "Payments" });
    book.hint({ kind: "table", table: "Notes" });
    expect(timers.waiting()).toHaveLength(1);
    expect(timers.waiting()[0]).toBeGreaterThanOrEqual(100);
    timers.fire();
    await settled();
    expect(book.reads.map((read) => read.table)).toEqual(["Payments"]);
    expect(acme.got).toEqual([150, 100]);
    expect(other.got).toEqual([70.25]);
  });

  it("keeps what was true when a read fails, and tries again", async () => {
    const { book, ask, timers } = bench();
    const { got } = ask([["ACME"]]);
    await settled();
    book.fail = new Fault("cellEditMode", "a cell is being edited", false);
    Object.assign(book.tables.get("Customers")?.rows[0] ?? {}, { Name: "Acme & Co" });
    book.hint({ kind: "table", table: "Customers" });
    timers.fire();
    await settled();
    expect(got).toEqual([150]);
    book.fail = null;
    timers.fire();
    await settled();
    const named = ask([["acme & co"]]);
    expect(named.got).toEqual([150]);
  });

  it("answers after a first read that failed", async () => {
    const { book, ask, timers } = bench();
    book.fail = new Fault("cellEditMode", "a cell is being edited", false);
    const { got } = ask([["ACME"]]);
    await settled();
    expect(got).toEqual([]);
    book.fail = null;
    timers.fire();
    await settled();
    expect(got).toEqual([150]);
  });

  it("shows a ledger that is set up later", async () => {
    const empty = new FakeBook();
    const { ask, timers, book } = bench(empty);
    const { got } = ask([["ACME"]]);
    await settled();
    for (const [name, table] of sampleBook().tables) book.tables.set(name, table);
    book.hint({ kind: "structure" });
    timers.fire();
    await settled();
    expect(got).toEqual([expect.stringContaining("No ledger"), 150]);
  });

  it("shares one stream for equal calls and survives cancels in any order", async () => {
    const { ask, book, timers } = bench();
    const [first, second] = [ask([["ACME"]]), ask([["ACME"]])];
    await settled();
    expect([first.got, second.got]).toEqual([[150], [150]]);
    first.cancel();
    first.cancel();
    const third = ask([["ACME"]]);
    expect(third.got).toEqual([150]);
    book.tables.get("Payments")?.rows.splice(0, 1);
    book.tables.get("Applications")?.rows.splice(0, 1);
    book.hint({ kind: "structure" });
    timers.fire();
    await settled();
    expect([first.got, second.got, third.got]).toEqual([[150], [150, 300], [150, 300]]);
  });

  it("moves with the day when as_of is left out and there is no sample date", async () => {
    const book = sampleBook();
    book.add("Settings", [{ Setting: "Currency", Value: "EUR" }]);
    book.add("Payments", [{ Number: "PAY-1", Kind: "payment", Customer: "ACME", Date: "2026-06-02", Currency: "EUR", Amount: 150, Entry: "e4" }]);
    book.add("Applications", []);
    const { ask, clock } = bench(book);
    const [open, fixed] = [ask([["ACME"]]), ask([["ACME"]], [["2026-06-01"]])];
    await settled();
    clock.newDay();
    await settled();
    expect([open.got, fixed.got]).toEqual([[300, 150], [300]]);
  });
});
