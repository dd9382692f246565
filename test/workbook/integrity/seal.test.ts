import { disputedAmounts } from "../../../src/actions/book";
import { recover } from "../../../src/actions/recover";
import type { Entry } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import type { FoldedLedger } from "../../../src/core/ledger/ledgerState";
import { runSteps } from "../../../src/core/reports/steps";
import { inspectBook } from "../../../src/workbook/integrity/inspect";
import { inspectReads } from "../../../src/workbook/integrity/inspectReads";
import { REPEATING_TABLES } from "../../../src/workbook/integrity/repeatingTables";
import { makeSeal } from "../../../src/workbook/integrity/seal";
import { readJournal } from "../../../src/workbook/journal";
import type { CellRead, Snapshot, TableSnapshot } from "../../../src/workbook/port";
import { rememberedLedger } from "../../../src/workbook/settings";
import { journalTables } from "../../../src/workbook/tables";
import type { BookSeal } from "../../../src/workbook/witness";
import { TestBook } from "../../support/book";
import { MemoryStore } from "../../support/memoryStore";

let book: TestBook;
let clean: Snapshot;
let seal: BookSeal;
let witness: MemoryStore;

beforeAll(async () => {
  book = await TestBook.withCustomers();
  for (let index = 1; index <= 3; index++) await book.invoice("ACME", "2026-01-05", `${index * 10}.25`, { reference: `PO-${index}` });
  await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "30.50", apply: [{ invoice: "INV-2026-0001", amount: "10.25" }, { invoice: "INV-2026-0002", amount: "15.00" }] });
  await book.post("creditInvoice", { invoice: "INV-2026-0003", amount: "5.00", reason: "Agreed", date: "2026-01-21" });
  clean = await book.workbook.read(inspectReads());
  witness = new MemoryStore();
  await recover(book.workbook, { env: book.env(), witness });
  seal = (await witness.readSeal(rememberedLedger(clean))) ?? [];
});

/** The add-in as it is when it was just loaded: it knows nothing but what the device kept. */
async function fresh(): Promise<{ inspect: typeof inspectBook; read: typeof import("../../../src/workbook/integrity/seal").readSealed; verifyRest: typeof import("../../../src/workbook/integrity/seal").verifyRest; printOfRow: typeof import("../../../src/workbook/journal").printOfRow }> {
  jest.resetModules();
  const [sealing, inspecting, journal] = await Promise.all([import("../../../src/workbook/integrity/seal"), import("../../../src/workbook/integrity/inspect"), import("../../../src/workbook/journal")]);
  return { inspect: inspecting.inspectBook, read: sealing.readSealed, verifyRest: sealing.verifyRest, printOfRow: journal.printOfRow };
}

function context(snapshot: Snapshot): Parameters<typeof inspectBook>[1] {
  return { fold: (entries) => foldOf(snapshot, entries), witness: null, seat: "A" };
}

function foldOf(snapshot: Snapshot, entries: readonly Entry[]): FoldedLedger {
  return foldEntries(entries, disputedAmounts(snapshot, entries));
}

/** The book with one cell changed, read again. */
function withCell(table: TableSnapshot, row: number, column: number, cell: CellRead): Snapshot {
  const rows = table.rows.map((cells, index) => (index === row ? cells.map((each, at) => (at === column ? cell : each)) : cells));
  return { ...clean, tables: new Map([...clean.tables].map(([name, each]) => [name, name === table.name ? { ...each, rows } : { ...each }])) };
}

function otherThan(cell: CellRead): CellRead {
  return typeof cell === "number" ? cell + 1 : typeof cell === "string" ? `${cell}x` : "x";
}

test("a start keeps a seal of every row and every entry, and the next start keeps the same", async () => {
  const rows = journalTables(clean).flatMap((table) => readJournal(table).rows);
  expect(seal.map(({ seat, head, rows: prints }) => [seat, head, prints.length])).toEqual([["A", rows.at(-1)?.hash, rows.length]]);
  expect([...(seal[0]?.rows ?? []), ...(seal[0]?.prints ?? [])].some(Number.isNaN)).toBe(false);
  const kept = jest.spyOn(witness, "keepSeal");
  await recover(book.workbook, { env: book.env(), witness });
  expect(kept).not.toHaveBeenCalled();
});

test("a sealed book is as clean as one that was verified whole, and the rest of the verification agrees", async () => {
  const { inspect, read, verifyRest } = await fresh();
  const readings = runSteps(read(clean, seal));
  expect(inspect(clean, context(clean))).toEqual([]);
  const entries = readings.flatMap((reading) => reading.entries);
  expect(entries).toEqual(journalTables(clean).flatMap((table) => readJournal(table).entries));
  expect(runSteps(verifyRest(foldOf(clean, entries)))).toBe(false);
});

test("every changed cell of a sealed book, in its tables and its Journal, is told as in one without a seal", async () => {
  const { inspect, read } = await fresh();
  runSteps(read(clean, seal));
  const silent: string[] = [];
  for (const table of [...REPEATING_TABLES.flatMap((name) => clean.tables.get(name) ?? []), ...journalTables(clean)])
    for (const row of new Set([0, table.rows.length - 1]))
      for (const [column, header] of table.headers.entries()) {
        const changed = withCell(table, row, column, otherThan(table.rows[row]?.[column] ?? ""));
        runSteps(read(changed, seal));
        const told = inspect(changed, context(changed));
        if (told.length === 0) silent.push(`${table.name} ${row} ${header}`);
        if (row === 0) expect(told).toEqual(inspectBook({ ...changed, tables: new Map([...changed.tables].map(([name, each]) => [name, { ...each }])) }, context(changed)));
      }
  expect(silent).toEqual([]);
});

test("rows that were written after the seal are hashed, and a seal of another book vouches for nothing", async () => {
  const { inspect, read } = await fresh();
  const short = seal.map((own) => ({ ...own, rows: own.rows.slice(0, 2), marks: own.marks.slice(0, 2), prints: own.prints.slice(0, 2) }));
  const other = seal.map((own) => ({ ...own, rows: own.rows.map((print) => print + 1) }));
  for (const given of [short, other, [], null]) {
    const again = { ...clean, tables: new Map([...clean.tables].map(([name, table]) => [name, { ...table }])) };
    expect(runSteps(read(again, given)).flatMap(({ issues }) => issues)).toEqual([]);
    expect(inspect(again, context(again))).toEqual([]);
  }
});

test("what a wrong seal vouches for is found by the rest of the verification, and then told", async () => {
  const { inspect, read, verifyRest, printOfRow } = await fresh();
  const journal = journalTables(clean)[0];
  const document = journal?.headers.indexOf("Document") ?? -1;
  if (journal === undefined) throw new Error("no Journal");
  const changed = withCell(journal, 1, document, "INV-2026-9999");
  const row = readJournal(journal).rows[1];
  if (row === undefined) throw new Error("no row");
  const forged = seal.map((own) => ({ ...own, rows: own.rows.map((print, place) => (place === row.head.seq - 1 ? printOfRow({ ...row, document: "INV-2026-9999" }) : print)) }));
  const [first] = runSteps(read(changed, forged));
  expect(first?.issues).toEqual([]);
  expect(runSteps(verifyRest(foldOf(changed, first?.entries ?? [])))).toBe(true);
  const again = { ...changed, tables: new Map([...changed.tables].map(([name, table]) => [name, { ...table }])) };
  expect(runSteps(read(again, forged))[0]?.issues.map(({ code }) => code)).toEqual(["journalRowChanged"]);
  expect(inspect(again, context(again)).map(({ code }) => code)).toContain("journalRowChanged");
});

test("a wrong print of what an entry wrote is found by the rest of the verification", async () => {
  const { inspect, read, verifyRest } = await fresh();
  const forged = seal.map((own) => ({ ...own, prints: own.prints.map((print, place) => (place === 1 ? print + 1 : print)) }));
  const readings = runSteps(read(clean, forged));
  expect(inspect(clean, context(clean))).toEqual([]);
  expect(runSteps(verifyRest(foldOf(clean, readings.flatMap(({ entries }) => entries))))).toBe(true);
});

test("a seal that cannot be read or kept stops nothing", async () => {
  const store = new MemoryStore();
  store.readSeal = () => Promise.reject(new Error("denied"));
  store.keepSeal = () => Promise.reject(new Error("full"));
  expect(await recover(book.workbook, { env: book.env(), witness: store })).toMatchObject({ finished: [], pending: [], findings: [] });
  expect(makeSeal({ ...clean, tables: new Map() }, [])).toEqual([]);
});
