import { seededRandom } from "../../fuzz/fuzz";
import { foldEntries } from "../../../src/core/ledger/fold";
import { ENTRY_KINDS } from "../../../src/workbook/codec";
import { randomLedger } from "./randomLedger";

const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

test("a book of one seat has no conflicts", () => {
  for (const seed of SEEDS) expect(foldEntries(randomLedger(seededRandom(seed), { customers: 4, entries: 24 })).conflicts).toEqual([]);
});

test("books hold every kind of entry, those of two seats every sort of clash that posting apart can make", () => {
  const kinds = new Set<string>();
  const clashes = new Set<string>();
  for (const seed of SEEDS) {
    const entries = randomLedger(seededRandom(seed), { customers: 3, entries: 30, seats: 2 });
    for (const { body } of entries) kinds.add(body.kind);
    for (const { code } of foldEntries(entries).conflicts) clashes.add(code);
  }
  expect([...kinds].sort()).toEqual([...ENTRY_KINDS].sort());
  expect([...clashes].sort()).toEqual(["applicationClipped", "documentMissing", "mergeIgnored", "refundClipped", "refundOfBounced", "voidApplied"]);
});

test("the same seed gives the same book, another seed another", () => {
  const of = (seed: number): unknown => randomLedger(seededRandom(seed), { customers: 3, entries: 12, seats: 2 });
  expect(of(5)).toEqual(of(5));
  expect(of(5)).not.toEqual(of(6));
});
