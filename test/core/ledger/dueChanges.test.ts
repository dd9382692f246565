import { changedDues, dueChanges } from "../../../src/core/ledger/dueChanges";
import type { EntryBody } from "../../../src/core/ledger/entries";
import type { DuePart } from "../../../src/core/ledger/facts";
import { foldEntries } from "../../../src/core/ledger/fold";
import { isoDay } from "../../support/days";
import { entry, ledgerText } from "../../support/entries";

const due = (key: string, after: string, column = "Due", table = "DueDates"): EntryBody => ({ kind: "change", table, key, cells: [{ column, before: "", after }] });

const CASES: readonly { name: string; bodies: readonly EntryBody[]; expect: Record<string, Record<number, string>> }[] = [
  { name: "a later day", bodies: [due("INV-1 1", "2026-05-01")], expect: { "INV-1": { 1: "2026-05-01" } } },
  { name: "of several the last counts, each part by itself", bodies: [due("INV-1 1", "2026-05-01"), due("INV-1 2", "2026-06-01"), due("INV-1 1", "2026-05-15"), due("INV-2 1", "2026-04-01")], expect: { "INV-1": { 1: "2026-05-15", 2: "2026-06-01" }, "INV-2": { 1: "2026-04-01" } } },
  { name: "a number with blanks", bodies: [due("RE 2026 7 2", "2026-05-01")], expect: { "RE 2026 7": { 2: "2026-05-01" } } },
  { name: "other tables, other columns, keys without a part and what is no date change nothing", bodies: [due("INV-1 1", "2026-05-01", "Due", "Customers"), due("INV-1 1", "100", "Amount"), due("INV-1", "2026-05-01"), due("INV-1 1", "soon")], expect: {} },
];

test.each(CASES)("$name", ({ bodies, expect: wanted }) => {
  const changes = dueChanges(bodies.map((body, at) => entry(at + 1, `c${at}`, body)));
  const days = Object.entries(wanted).map(([number, parts]) => [number, new Map(Object.entries(parts).map(([part, day]) => [Number(part), isoDay(day)]))] as const);
  expect([...changes]).toEqual(days);
});

test("parts stand in order of their new days; parts of one day by their number; nothing else changes", () => {
  const parts: readonly DuePart[] = [1, 2, 3].map((part) => ({ part, due: isoDay(`2026-0${part}-01`), amount: part * 10 }));
  expect(changedDues(parts, undefined)).toBe(parts);
  expect(changedDues(parts, new Map([[1, isoDay("2026-03-01")]])).map(({ part, due: day, amount }) => [part, day, amount])).toEqual([[2, isoDay("2026-02-01"), 20], [1, isoDay("2026-03-01"), 10], [3, isoDay("2026-03-01"), 30]]);
});

test("the fold's invoice is due on the day that was agreed", () => {
  const ledger = foldEntries([...ledgerText("2026-01-05 invoice INV-1 100\n2026-01-05 invoice INV-2 50"), entry(9, "c", due("INV-1 1", "2026-07-01"))]);
  expect([...ledger.charges.values()].map(({ number, dues }) => [number, ...dues.map((part) => part.due)])).toEqual([["INV-1", isoDay("2026-07-01")], ["INV-2", isoDay("2026-01-05")]]);
});
