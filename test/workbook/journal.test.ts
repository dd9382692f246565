import { journalCells, journalRow, readJournal, chainIssues, standingHashes, argumentsHash } from "../../src/workbook/journal";
import { decodeBody, encodeBody } from "../../src/workbook/codec";
import type { CellRead, TableSnapshot } from "../../src/workbook/port";
import { JOURNAL_COLUMNS } from "../../src/workbook/schema";
import { randomLedger } from "../core/ledger/randomLedger";
import { seededRandom } from "../fuzz/fuzz";
import { ledgerText, document, entry } from "../support/entries";

const ENTRIES = ledgerText("2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 80: INV-1 70 discount 2 writeOff 3 deduction 5\n2026-01-21 credit CM-1 30: INV-1 20\n2026-01-22 apply P-1: INV-1 -5\n2026-01-25 bounce P-1 80\n2026-01-25 void INV-1\n2026-01-25 writeoff INV-1 3");

function tableOf(given: typeof ENTRIES): TableSnapshot {
  let previousHash = "";
  const headers = JOURNAL_COLUMNS.map(({ header }) => header);
  const rows = given.map((item) => {
    const row = journalRow(item, { argsHash: "a", previousHash });
    previousHash = row.hash;
    const cells = journalCells(row);
    return headers.map((header): CellRead => { const cell = cells[header]; return cell === undefined || cell.type === "empty" ? "" : cell.value; });
  });
  return { id: "1", name: "Journal_A", sheet: "Journal A", address: "", top: 2, left: 0, headers, rows, state: { sheetProtected: false, filtered: false, showTotals: false } };
}

test("entries survive the Journal, in any order of rows and columns", () => {
  const table = tableOf(ENTRIES);
  expect(readJournal(table)).toMatchObject({ entries: ENTRIES, issues: [] });
  expect(chainIssues("Journal_A", readJournal(table).rows)).toEqual([]);
  const turned = { ...table, headers: [...table.headers].reverse(), rows: [...table.rows].reverse().map((row) => [...row].reverse()) };
  expect(readJournal(turned).entries).toEqual([...ENTRIES].reverse());
  expect(chainIssues("Journal_A", readJournal(turned).rows)).toEqual([]);
});

test.each(ENTRIES.map(({ body }) => [body.kind, body] as const))("%s: payload round trip", (_kind, body) => {
  expect(decodeBody(encodeBody(body))).toEqual({ ok: true, value: body });
});

test("entries of every kind come out of the Journal as they went in", () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const entries = randomLedger(seededRandom(seed), { customers: 3, entries: 24 });
    expect(readJournal(tableOf([...entries]))).toMatchObject({ entries, issues: [] });
    for (const { body } of entries) expect(decodeBody(encodeBody(body))).toEqual({ ok: true, value: body });
  }
});

test("any single changed cell makes its row no entry, and names it", () => {
  const table = tableOf(ENTRIES);
  const missed: string[] = [];
  table.headers.forEach((header, column) => {
    const rows = table.rows.map((row, index) => row.map((cell, at) => (index === 1 && at === column ? (typeof cell === "number" ? cell + 1 : `${String(cell)}x`) : cell)));
    const reading = readJournal({ ...table, rows });
    if (reading.entries.length !== ENTRIES.length - 1 || reading.issues[0]?.at?.address !== "'Journal A'!A5") missed.push(header);
  });
  expect(missed).toEqual([]);
});

test("a row stands only as it was made: gone, or changed in a cell beside its hash, it does not", () => {
  const table = tableOf(ENTRIES);
  const { rows } = readJournal(table);
  const [first, second, ...rest] = table.rows;
  if (first === undefined || second === undefined) throw new Error("no rows");
  const changed = second.map((cell, column) => (table.headers[column] === "By" ? `${String(cell)}x` : cell));
  expect([...standingHashes(table, rows.slice(1, 3))]).toEqual(rows.slice(1, 3).map(({ hash }) => hash));
  expect([...standingHashes({ ...table, rows: [changed, ...rest] }, rows)]).toEqual(rows.slice(2).map(({ hash }) => hash));
});

test("a removed row breaks the chain", () => {
  const table = tableOf(ENTRIES);
  const reading = readJournal({ ...table, rows: table.rows.filter((_, index) => index !== 2) });
  expect(reading.issues).toEqual([]);
  expect(chainIssues("Journal_A", reading.rows)).toHaveLength(1);
});

test("a long payload is cut so that no cell begins or ends with a character that programs treat specially", () => {
  const big = document("INV-1", "C", "2026-01-05", 100);
  const body = { kind: "invoice" as const, document: { ...big, reference: "= '+-@ \"ä".repeat(9000) } };
  const [read] = readJournal(tableOf([entry(1, "big", body)])).entries;
  expect(read?.body).toEqual(body);
  for (const cell of tableOf([entry(1, "big", body)]).rows[0] ?? []) expect(String(cell).length).toBeLessThan(32_000);
});

test("arguments hash: order of keys does not matter, values do", () => {
  expect(argumentsHash({ a: 1, b: [2, { c: null }] })).toBe(argumentsHash({ b: [2, { c: null }], a: 1 }));
  expect(argumentsHash({ a: 1 })).not.toBe(argumentsHash({ a: "1" }));
});
