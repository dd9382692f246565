import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { disputedAmounts } from "../../../src/actions/book";
import { foldEntries } from "../../../src/core/ledger/fold";
import { CHECK_SENTENCES } from "../../../src/workbook/checkSentences";
import type { Finding } from "../../../src/workbook/integrity/finding";
import { inspectBook } from "../../../src/workbook/integrity/inspect";
import { inspectReads } from "../../../src/workbook/integrity/inspectReads";
import { ISSUE_SENTENCES } from "../../../src/workbook/issueSentences";
import { journalCells, journalRow, readJournal } from "../../../src/workbook/journal";
import type { TableSnapshot } from "../../../src/workbook/port";
import { REJECTION_SENTENCES } from "../../../src/workbook/rejectionSentences";
import type { JournalHead, Witness } from "../../../src/workbook/witness";
import { TestBook } from "../../support/book";
import type { MemoryWorkbook } from "../../support/memoryWorkbook";

let base: TestBook;
let book: TestBook;

beforeAll(async () => {
  base = await TestBook.withCustomers();
  for (let index = 1; index <= 14; index++) await base.invoice("ACME", "2026-01-05", `${index * 10}.25`, { reference: `PO-${100 - index}` });
  await base.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "30.50", apply: [{ invoice: "INV-2026-0001", amount: "10.25" }, { invoice: "INV-2026-0002", amount: "20.25" }] });
});

beforeEach(() => {
  book = base.copy();
});

async function inspect(witness: Witness | null = null): Promise<readonly Finding[]> {
  const snapshot = await book.workbook.read(inspectReads());
  return inspectBook(snapshot, { fold: (entries) => foldEntries(entries, disputedAmounts(snapshot, entries)), witness, seat: "A" });
}

function column(table: ReturnType<MemoryWorkbook["table"]>, header: string): number {
  return table.headers.indexOf(header);
}

/** Puts other values into a column. */
function recast(workbook: MemoryWorkbook, name: string, header: string, change: (values: readonly unknown[]) => readonly unknown[]): void {
  const table = workbook.table(name);
  const index = column(table, header);
  const values = change(table.rows.map((row) => row[index]));
  table.rows.forEach((row, position) => {
    const value = values[position];
    row[index] = typeof value === "number" || typeof value === "string" ? value : "";
  });
}

interface Damage {
  readonly name: string;
  readonly damage: (workbook: MemoryWorkbook) => void;
  /** Code, level, count where one finding stands for many, kind of the recommended cure. */
  readonly found: readonly (readonly [code: string, level: string, count: number | null, cure: string | null])[];
}

const DAMAGES: readonly Damage[] = [
  { name: "nothing", damage: () => undefined, found: [] },
  { name: "the order of the rows", damage: (workbook) => workbook.table("Invoices").rows.reverse(), found: [] },
  { name: "the order of the Journal", damage: (workbook) => workbook.table("Journal_A").rows.reverse(), found: [] },
  { name: "many rows gone", damage: (workbook) => workbook.table("Invoices").rows.splice(1, 12), found: [["rowsGone", "fix", 12, "putBack"]] },
  { name: "a column sorted alone", damage: (workbook) => recast(workbook, "Invoices", "Reference", (values) => [...values].reverse()), found: [["columnsSortedApart", "fix", 14, "putBack"]] },
  { name: "the key column sorted alone", damage: (workbook) => recast(workbook, "DueDates", "Number", (values) => [...values].reverse()), found: [["columnsSortedApart", "fix", 14, "putBack"]] },
  { name: "a column turned into texts", damage: (workbook) => recast(workbook, "Invoices", "Total", (values) => values.map(String)), found: [["columnChanged", "fix", 14, "putBack"]] },
  { name: "a column renamed", damage: (workbook) => void (workbook.table("Invoices").headers[11] = "Sum"), found: [["columnRenamed", "fix", null, "rebindColumn"]] },
  { name: "a table renamed", damage: (workbook) => workbook.tables.set("Bills", { ...workbook.table("Invoices"), name: "Bills" }) && workbook.tables.delete("Invoices"), found: [["tableRenamed", "fix", null, "rebindTable"]] },
  { name: "a table gone", damage: (workbook) => workbook.tables.delete("DueDates"), found: [["tableGone", "fix", 14, "rebuild"]] },
  { name: "a people's table gone", damage: (workbook) => workbook.tables.delete("Terms"), found: [["peoplesTableGone", "fix", null, null]] },
  { name: "a number overtyped", damage: (workbook) => void ((workbook.table("Invoices").rows[4] ?? [])[0] = "INV-1"), found: [["postedCellChanged", "fix", null, "putBack"]] },
  { name: "a row twice", damage: (workbook) => workbook.table("Invoices").rows.push([...(workbook.table("Invoices").rows[2] ?? [])]), found: [["rowTwiceInTable", "fix", null, "removeExtra"]] },
  { name: "the Journal gone", damage: (workbook) => workbook.tables.delete("Journal_A"), found: [["journalGone", "block", 15, null]] },
  { name: "a Journal column gone", damage: (workbook) => workbook.table("Journal_A").headers.splice(6, 1, "Something"), found: [["columnRenamed", "block", null, "rebindColumn"]] },
  { name: "a Journal row twice", damage: (workbook) => workbook.table("Journal_A").rows.push([...(workbook.table("Journal_A").rows[2] ?? [])]), found: [["journalRowTwice", "note", null, "removeExtra"]] },
];

test.each(DAMAGES)("one cause is one finding: $name", async ({ damage, found }) => {
  damage(book.workbook);
  expect((await inspect()).map(({ code, level, params, cure }) => [code, level, params["count"] === 0 ? null : (params["count"] ?? null), cure?.kind ?? null])).toEqual(found);
});

test("the dates of 1904 and precision as displayed are told", async () => {
  book.workbook.dateSystem = 1904;
  book.workbook.precisionAsDisplayed = true;
  expect((await inspect()).map(({ code }) => code).slice(0, 2)).toEqual(["dates1904", "precisionAsDisplayed"]);
});

test("a Journal row whose hash holds but whose sums do not is told", async () => {
  const table = book.workbook.table("Journal_A");
  const reading = readJournal({ ...table, address: "", top: 0, left: 0 } satisfies TableSnapshot);
  const [entry, row] = [reading.entries.at(-2), reading.rows.at(-2)];
  if (entry?.body.kind !== "invoice" || row === undefined) throw new Error("the last but one is an invoice");
  const { document } = entry.body;
  const forged = journalRow({ ...entry, body: { ...entry.body, document: { ...document, total: document.total + 1 } } }, { argsHash: row.argsHash, previousHash: row.previousHash });
  const cells = journalCells(forged);
  table.rows[table.rows.length - 2] = table.headers.map((header) => {
    const cell = cells[header];
    return cell === undefined || cell.type === "empty" ? "" : cell.value;
  });
  const codes = (await inspect()).map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["documentSumWrong", "documentDuesWrong", "journalChainBroken"]));
});

function witnessOf(rows: readonly ReturnType<typeof readJournal>["rows"][number][], head: JournalHead): Witness {
  return { seat: "A", rows: rows.map((row) => ({ row, act: row.head.id, action: "createInvoices", state: "stands" as const })), heads: new Map([[head.seat, head]]), acts: [] };
}

test("what this device saw and the book lacks: an older book, and its own entries with the offer to put them back", async () => {
  const table = book.workbook.table("Journal_A");
  const { rows } = readJournal({ ...table, address: "", top: 0, left: 0 });
  const last = rows.at(-1);
  if (last === undefined) throw new Error("no row");
  const witness = witnessOf(rows, { seat: "A", seq: last.head.seq, hash: last.hash });
  expect(await inspect(witness)).toEqual([]);
  table.rows.pop();
  const found = await inspect(witness);
  expect(found.slice(0, 2).map(({ code, level, cure }) => [code, level, cure?.kind ?? null])).toEqual([["bookOlder", "block", null], ["entriesLost", "block", "rejournal"]]);
  // Its rows in the tables are the last trace of it: nothing offers to delete them.
  expect(found.slice(2).every(({ cure, others }) => cure === null && others.length === 0)).toBe(true);
});

test("another history than this device saw is a fork", async () => {
  expect((await inspect(witnessOf([], { seat: "A", seq: 3, hash: "other" }))).map(({ code }) => code)).toEqual(["bookForked"]);
});

test("every finding has its sentence", () => {
  const folder = "src/workbook/integrity";
  const codes = readdirSync(folder, { encoding: "utf8", recursive: true }).filter((name) => name.endsWith(".ts")).flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/code: "(\w+)"/g)].map((match) => match[1] ?? ""));
  expect(codes.length).toBeGreaterThan(25);
  expect(codes.filter((code) => !(code in CHECK_SENTENCES) && !(code in ISSUE_SENTENCES) && !(code in REJECTION_SENTENCES))).toEqual([]);
  // One code, one sentence: of two the last would be told.
  expect(Object.keys(CHECK_SENTENCES).filter((code) => code in ISSUE_SENTENCES || code in REJECTION_SENTENCES)).toEqual([]);
});
