import type { Entry } from "../../../src/core/ledger/entries";
import { foldEntries, foldMore } from "../../../src/core/ledger/fold";
import type { FoldedLedger } from "../../../src/core/ledger/ledgerState";
import { seededRandom } from "../../fuzz/fuzz";
import { ledgerText } from "../../support/entries";
import { randomLedger } from "./randomLedger";

const DISPUTED = new Map([["INV-1", 500]]);

/** All that a fold says, the order of its documents included. */
function said(ledger: FoldedLedger): unknown {
  const { charges, credits, refunds, aliases, ...rest } = ledger;
  return { ...rest, charges: [...charges], credits: [...credits], refunds: [...refunds], aliases: [...aliases] };
}

/** Folds the entries in pieces of 1, 2, 3 … entries, each added to what the pieces before made. */
function inPieces(entries: readonly Entry[], random: () => number): FoldedLedger {
  let at = Math.floor(random() * entries.length);
  let ledger = foldEntries(entries.slice(0, at), DISPUTED);
  while (at < entries.length) {
    const count = 1 + Math.floor(random() * 4);
    ledger = foldMore(ledger, entries.slice(at, at + count), DISPUTED);
    at += count;
  }
  return ledger;
}

test.each([{ seats: 1 as const, rounds: 60 }, { seats: 2 as const, rounds: 60 }])("a ledger folded piece by piece is the ledger folded at once: $seats seats", ({ seats, rounds }) => {
  for (let seed = 1; seed <= rounds; seed += 1) {
    const random = seededRandom(seed);
    const entries = randomLedger(random, { customers: 3, entries: 20, seats, entriesOfSeat: 8 });
    expect([seed, said(inPieces(entries, random))]).toEqual([seed, said(foldEntries(entries, DISPUTED))]);
  }
});

const BOOK = "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 80: INV-1 70 deduction 5";

test.each<[name: string, before: string, added: string]>([
  ["documents and what pays them", BOOK, "2026-01-21 invoice INV-2 50\n2026-01-22 payment P-2 60: INV-2 50, INV-1 5\n2026-01-23 credit CM-1 30: INV-1 20\n2026-01-24 apply P-1: INV-1 3\n2026-01-25 writeoff INV-1 1"],
  ["a void", BOOK, "2026-01-25 void INV-1"],
  ["a bounce", BOOK, "2026-01-25 bounce P-1 80"],
  ["a number that an invoice has", BOOK, "2026-01-21 invoice INV-1 50"],
  ["a number twice among the new ones", BOOK, "2026-01-21 invoice INV-2 50\n2026-01-21 invoice INV-2 60"],
  ["what was missing", "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 80: INV-2 70", "2026-01-21 invoice INV-2 70"],
  ["something missing now", BOOK, "2026-01-21 payment P-2 60: INV-9 50"],
])("more entries: %s", (_name, before, added) => {
  const all = ledgerText(`${before}\n${added}`);
  const count = ledgerText(before).length;
  const ledger = foldEntries(all.slice(0, count), DISPUTED);
  const whole = said(foldEntries(all, DISPUTED));
  expect(said(foldMore(ledger, all.slice(count), DISPUTED))).toEqual(whole);
  // The same ledger gone on from again, and the one before it, are as they were.
  expect(said(foldMore(ledger, all.slice(count), DISPUTED))).toEqual(whole);
  expect(said(ledger)).toEqual(said(foldEntries(all.slice(0, count), DISPUTED)));
});

test("entries that come before others, or were there already, are folded with all of them", () => {
  const all = ledgerText(`${BOOK}\n2026-01-21 invoice INV-2 50`);
  const [first, ...rest] = all;
  if (first === undefined) throw new Error("no entries");
  expect(said(foldMore(foldEntries(rest), [first]))).toEqual(said(foldEntries(all)));
  expect(said(foldMore(foldEntries(all), [first]))).toEqual(said(foldEntries(all)));
  expect(said(foldMore(foldEntries([]), all))).toEqual(said(foldEntries(all)));
  const again = { ...first, head: { ...first.head, order: 99 } };
  expect(said(foldMore(foldEntries(all), [again]))).toEqual(said(foldEntries([...all, again])));
});
