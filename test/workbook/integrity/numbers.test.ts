import { disputedAmounts } from "../../../src/actions/book";
import type { Entry, EntryBody } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import type { Finding } from "../../../src/workbook/integrity/finding";
import { findingSentence } from "../../../src/workbook/integrity/finding";
import { inspectBook } from "../../../src/workbook/integrity/inspect";
import { inspectReads } from "../../../src/workbook/integrity/inspectReads";
import { journalCells, journalRow, readJournal } from "../../../src/workbook/journal";
import type { Series } from "../../../src/core/documents/numbering";
import { seriesHoles } from "../../../src/workbook/numberHoles";
import { TestBook } from "../../support/book";
import { isoDay } from "../../support/days";

const YEARLY: Series = { prefix: "INV-{YYYY}-", next: 1, padding: 4, reset: "calendarYear", fiscalYearStartMonth: 1, years: [] };
const THROUGH: Series = { ...YEARLY, reset: "never" };

interface HoleCase {
  readonly name: string;
  readonly series?: Series;
  /** Number and date; an "=" before the number: an opening item, or one recorded as used. */
  readonly used: readonly (readonly [number: string, date: string])[];
  readonly starts?: readonly number[];
  readonly holes: readonly string[];
}

const HOLES: readonly HoleCase[] = [
  { name: "none", used: [["INV-2026-0001", "2026-01-01"], ["INV-2026-0002", "2026-01-01"]], holes: [] },
  { name: "in any order", used: [["INV-2026-0003", "2026-01-02"], ["INV-2026-0001", "2026-01-05"], ["INV-2026-0002", "2026-01-01"]], holes: [] },
  { name: "one missing", used: [["INV-2026-0001", "2026-01-01"], ["INV-2026-0003", "2026-01-01"]], holes: ["INV-2026-0002…INV-2026-0002 before INV-2026-0003"] },
  { name: "several, twice", used: [["INV-2026-0003", "2026-01-01"], ["INV-2026-0009", "2026-01-01"]], holes: ["INV-2026-0001…INV-2026-0002 before INV-2026-0003", "INV-2026-0004…INV-2026-0008 before INV-2026-0009"] },
  { name: "moved on in Settings", used: [["INV-2026-0001", "2026-01-01"], ["INV-2026-0100", "2026-01-01"]], starts: [100], holes: [] },
  { name: "each year by itself", used: [["INV-2025-0001", "2025-12-31"], ["INV-2025-0002", "2025-12-31"], ["INV-2026-0001", "2026-01-01"]], holes: [] },
  { name: "each year by itself, one missing", used: [["INV-2025-0002", "2025-12-31"], ["INV-2026-0001", "2026-01-01"]], holes: ["INV-2025-0001…INV-2025-0001 before INV-2025-0002"] },
  { name: "through the years", series: THROUGH, used: [["INV-2025-0001", "2025-12-31"], ["INV-2026-0002", "2026-01-01"], ["INV-2025-0003", "2025-12-31"]], holes: [] },
  { name: "through the years, then each by itself", used: [["INV-2025-0001", "2025-12-31"], ["INV-2026-0002", "2026-01-01"], ["INV-2026-0003", "2026-01-02"]], holes: [] },
  { name: "recorded as used", used: [["INV-2026-0001", "2026-01-01"], ["=INV-2026-0002", "2026-01-01"], ["INV-2026-0003", "2026-01-01"]], holes: [] },
  { name: "opening items with numbers of their own", used: [["=INV-2026-0040", "2026-01-01"], ["=INV-2026-0044", "2026-01-01"], ["INV-2026-0045", "2026-01-03"]], holes: [] },
  { name: "numbers of other series", used: [["INV-2026-0001", "2026-01-01"], ["INV-2026-B-0007", "2026-01-01"], ["PAY-2026-0009", "2026-01-01"], ["MINE-77", "2026-01-01"]], holes: [] },
  { name: "beyond the padding", series: { ...THROUGH, next: 9999 }, used: [["INV-2026-9999", "2026-01-01"], ["INV-2026-10002", "2026-01-01"]], holes: ["INV-2026-10000…INV-2026-10001 before INV-2026-10002"] },
  { name: "months in the prefix", series: { ...YEARLY, prefix: "R{YYYY}{MM}/" }, used: [["R202601/0001", "2026-01-20"], ["R202602/0002", "2026-02-01"], ["R202603/0004", "2026-03-01"]], holes: ["R202603/0003…R202603/0003 before R202603/0004"] },
  { name: "a fiscal year", series: { ...YEARLY, reset: "fiscalYear", fiscalYearStartMonth: 4 }, used: [["INV-2026-0001", "2026-03-31"], ["INV-2027-0001", "2026-04-01"], ["INV-2027-0003", "2026-04-02"]], holes: ["INV-2027-0002…INV-2027-0002 before INV-2027-0003"] },
];

test.each(HOLES)("holes in a series: $name", ({ series = YEARLY, used, starts = [], holes }) => {
  const found = seriesHoles(series, used.map(([number, date]) => ({ number: number.replace("=", ""), date: isoDay(date), isTaken: !number.startsWith("=") })), new Set(starts));
  expect(found.map(({ numberAt, count, before }) => `${numberAt(0)}…${numberAt(count - 1)} before ${before}`)).toEqual(holes);
});

async function inspect(book: TestBook): Promise<readonly Finding[]> {
  const snapshot = await book.workbook.read(inspectReads());
  return inspectBook(snapshot, { fold: (entries) => foldEntries(entries, disputedAmounts(snapshot, entries)), witness: null, seat: "A" });
}

/** Journal rows with other bodies and hashes that hold: what no hash can tell. */
function forge(book: TestBook, change: (entry: Entry) => EntryBody | null): void {
  const table = book.workbook.table("Journal_A");
  const { entries, rows } = readJournal({ ...table, address: "", top: 0, left: 0 });
  let previousHash = "";
  let seq = 0;
  table.rows = entries.flatMap((entry, index) => {
    const body = change(entry);
    if (body === null) return [];
    const row = journalRow({ head: { ...entry.head, seq: (seq += 1) }, body }, { argsHash: rows[index]?.argsHash ?? "", previousHash });
    previousHash = row.hash;
    const cells = journalCells(row);
    return [table.headers.map((header) => {
      const cell = cells[header];
      return cell === undefined || cell.type === "empty" ? "" : cell.value;
    })];
  });
}

let base: TestBook;
let book: TestBook;

beforeAll(async () => {
  base = await TestBook.withCustomers();
  for (let index = 1; index <= 4; index++) await base.invoice("ACME", "2026-01-05", `${index * 10}.25`);
  await base.post("createInvoices", { invoiceDate: "2026-01-06", rows: [
    { customer: "ACME-UK", description: "Work", quantity: 3, unitPrice: "19.99", taxCode: "S20" }, { customer: "ACME-UK", description: "Work", quantity: 1, unitPrice: "0.01", taxCode: "Z0" },
  ] });
});

beforeEach(() => {
  book = base.copy();
});

test("a number that is missing is named, and recorded as not used it is missing no more", async () => {
  expect(await inspect(book)).toEqual([]);
  for (const table of ["Invoices", "DueDates", "InvoiceLines"]) book.workbook.table(table).rows.splice(1, 1);
  forge(book, ({ body }) => (body.kind === "invoice" && body.document.number === "INV-2026-0002" ? null : body));
  const found = await inspect(book);
  expect(found.map(({ code, level, params, cure, others }) => [code, level, params["numbers"], params["document"], cure, others.map(({ kind }) => kind)])).toEqual([["numbersMissing", "note", "INV-2026-0002", "INV-2026-0003", null, ["recordNumbers"]]]);
  expect(found.map(findingSentence)).toEqual([expect.stringContaining("nothing in the ledger bears INV-2026-0002, though INV-2026-0003 follows")]);
  await book.post("cure", { cures: found[0]?.others });
  expect(await inspect(book)).toEqual([]);
  expect(await book.invoice("ACME", "2026-01-09", "1.00")).toBe("INV-2026-0006");
});

test("a number that is taken twice is named, with the number under which the second counts", async () => {
  forge(book, ({ body }) => (body.kind === "invoice" && body.document.number === "INV-2026-0004" ? { ...body, document: { ...body.document, number: "INV-2026-0003" } } : body));
  const found = await inspect(book);
  expect(found.filter(({ code }) => code === "numberTakenTwice").map(findingSentence)).toEqual([expect.stringMatching(/the number INV-2026-0003 was taken twice; the second counts as INV-2026-0003 \(E\d+A\)/)]);
});

const FORGED: readonly { readonly name: string; readonly change: (document: Extract<EntryBody, { kind: "invoice" | "debitMemo" }>["document"]) => Partial<Extract<EntryBody, { kind: "invoice" | "debitMemo" }>["document"]>; readonly codes: readonly string[] }[] = [
  { name: "nothing", change: () => ({}), codes: [] },
  { name: "a line's net", change: ({ lines }) => ({ lines: lines.map((line, index) => (index === 0 ? { ...line, net: line.net + 1 } : line)) }), codes: ["documentLinesWrong"] },
  { name: "a tax", change: ({ taxGroups }) => ({ taxGroups: taxGroups.map((group, index) => (index === 0 ? { ...group, tax: group.tax + 1 } : group)) }), codes: ["documentTaxWrong", "documentRateWrong"] },
  { name: "a taxable amount", change: ({ taxGroups }) => ({ taxGroups: taxGroups.map((group, index) => (index === 0 ? { ...group, taxable: group.taxable + 100 } : group)) }), codes: ["documentRateWrong", "documentLinesWrong"] },
  { name: "a rate", change: ({ taxGroups }) => ({ taxGroups: taxGroups.map((group, index) => (index === 0 ? { ...group, ratePercent: "19" } : group)) }), codes: ["documentRateWrong"] },
  { name: "the whole tax, in all its places", change: ({ tax, total, taxGroups, dues }) => ({
    tax: tax + 1, total: total + 1, dues: dues.map((due) => ({ ...due, amount: due.amount + 1 })), taxGroups: taxGroups.map((group, index) => (index === 0 ? { ...group, tax: group.tax + 1 } : group)),
  }), codes: ["documentRateWrong"] },
  { name: "the net", change: ({ net }) => ({ net: net + 5 }), codes: ["documentSumWrong", "documentLinesWrong", "documentLinesWrong"] },
];

test.each(FORGED)("sums that do not hold although the hash does: $name", async ({ change, codes }) => {
  forge(book, ({ body }) => (body.kind === "invoice" && body.document.number === "INV-2026-0005" ? { ...body, document: { ...body.document, ...change(body.document) } } : body));
  const found = (await inspect(book)).filter(({ code }) => code.startsWith("document"));
  expect(found.map(({ code }) => code)).toEqual(codes);
  expect(found.map(findingSentence).filter((sentence) => !sentence.includes("INV-2026-0005"))).toEqual([]);
});
