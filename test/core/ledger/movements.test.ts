import type { Entry } from "../../../src/core/ledger/entries";
import { compareEntries, foldEntries } from "../../../src/core/ledger/fold";
import type { FoldedLedger } from "../../../src/core/ledger/ledgerState";
import { formatIsoDate } from "../../../src/core/values/plainDate";
import { document, entry, ledgerText } from "../../support/entries";

/** Every movement as "entry line date kind from>to amount+discount". */
function moves({ applications }: FoldedLedger): string[] {
  return applications.map(({ entry: id, line, date, kind, from, to, amount, discount }) => `${id} ${line} ${formatIsoDate(date)} ${kind} ${from ?? "-"}>${to ?? "-"} ${amount}+${discount}`);
}

function conflicts(ledger: FoldedLedger): string[] {
  return ledger.conflicts.map(({ code, ...params }) => `${code} ${Object.values(params).join(" ")}`);
}

interface MoveCase {
  readonly name: string;
  readonly ledger: string;
  readonly moves: readonly string[];
  readonly conflicts?: readonly string[];
}

const MOVES: readonly MoveCase[] = [
  {
    name: "what was paid before takes a line each, also where one is missing",
    ledger: "2026-01-05 deposit P-1 10\n2026-01-05 deposit P-2 20\n2026-01-10 invoice INV-1 100: P-1 10, P-9 5, P-2 20",
    moves: ["e3 1 2026-01-10 payment P-1>INV-1 10+0", "e3 3 2026-01-10 payment P-2>INV-1 20+0"],
    conflicts: ["documentMissing e3 P-9"],
  },
  {
    name: "amounts below zero, which no act posts, move nothing and are told",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 writeoff INV-1 -4\n2026-01-07 payment P-1 10: INV-1 10 deduction -4\n2026-01-07 payment P-2 10: INV-1 10 writeOff -3\n2026-01-08 payment P-3 10: INV-1 5 deduction 5\n2026-01-09 chargeback INV-1-D1 -4\n2026-01-09 refund R-1 -3: P-3 -3",
    moves: ["e3 1 2026-01-07 payment P-1>INV-1 10+0", "e4 1 2026-01-07 payment P-2>INV-1 10+0", "e5 1 2026-01-08 payment P-3>INV-1 5+0", "e5 2 2026-01-08 deduction ->INV-1 5+0"],
    conflicts: ["applicationClipped e2 INV-1 EUR -4 0", "applicationClipped e3 INV-1 EUR 6 10", "applicationClipped e4 INV-1 EUR 7 10", "applicationClipped e6 INV-1-D1 EUR -4 0", "refundClipped e7 R-1 EUR -3 0"],
  },
  {
    name: "a credit memo moves as credit, money as payment",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 credit CM-1 10: INV-1 10\n2026-01-07 payment P-1 20: INV-1 20\n2026-01-08 deposit P-2 30\n2026-01-09 apply P-2: INV-1 30",
    moves: ["e2 1 2026-01-06 credit CM-1>INV-1 10+0", "e3 1 2026-01-07 payment P-1>INV-1 20+0", "e5 1 2026-01-09 payment P-2>INV-1 30+0"],
  },
  {
    name: "settlements without deduction or write-off take a line each, those with one two",
    ledger: "2026-01-05 invoice INV-1 10\n2026-01-05 invoice INV-2 10\n2026-01-05 invoice INV-3 10\n2026-01-06 payment P-1 27: INV-1 10, INV-2 8 writeOff 2, INV-3 9",
    moves: ["e4 1 2026-01-06 payment P-1>INV-1 10+0", "e4 2 2026-01-06 payment P-1>INV-2 8+0", "e4 3 2026-01-06 writeOff ->INV-2 2+0", "e4 4 2026-01-06 payment P-1>INV-3 9+0"],
  },
  {
    name: "what is cut to nothing leaves no movement, but keeps its line",
    ledger: "2026-01-05 invoice INV-1 10\n2026-01-05 invoice INV-2 10\n2026-01-06 payment P-1 20: INV-1 10 writeOff 3 deduction 4, INV-2 10\n2026-01-07 payment P-2 5: INV-1 5",
    moves: ["e3 1 2026-01-06 payment P-1>INV-1 10+0", "e3 4 2026-01-06 payment P-1>INV-2 10+0"],
    conflicts: ["applicationClipped e3 INV-1 EUR 17 10", "applicationClipped e4 INV-1 EUR 5 0"],
  },
  {
    name: "… nor one when the payment bounces",
    ledger: "2026-01-05 invoice INV-1 10\n2026-01-06 payment P-1 12: INV-1 10 writeOff 3\n2026-01-07 bounce P-1 12",
    moves: ["e2 1 2026-01-06 payment P-1>INV-1 10+0", "e3 1 2026-01-07 reversal P-1>INV-1 -10+0", "e3 2 2026-01-07 reversal P-1>- 12+0"],
    conflicts: ["applicationClipped e2 INV-1 EUR 13 10"],
  },
  {
    name: "a discount is given in what the payment leaves open, and told with it when it was cut",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 credit CM-1 80: INV-1 80 discount 30",
    moves: ["e2 1 2026-01-06 credit CM-1>INV-1 80+20"],
    conflicts: ["applicationClipped e2 INV-1 EUR 110 100"],
  },
  {
    name: "a discount alone is applied, not taken back",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 credit CM-1 10: INV-1 0 discount 2",
    moves: ["e2 1 2026-01-06 credit CM-1>INV-1 0+2"],
  },
  {
    name: "a void of a charge and of a credit, a write-off",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-05 invoice INV-2 5\n2026-01-06 credit CM-1 10\n2026-01-07 void INV-1\n2026-01-08 void CM-1\n2026-01-09 writeoff INV-2 5",
    moves: ["e4 1 2026-01-07 void ->INV-1 100+0", "e5 1 2026-01-08 void CM-1>- 10+0", "e6 1 2026-01-09 writeOff ->INV-2 5+0"],
  },
  {
    name: "a refund of two credits that comes back: an odd line each, the even ones are for what bounced meanwhile",
    ledger: "2026-01-05 payment P-1 10\n2026-01-05 payment P-2 20\n2026-01-06 refund R-1 30: P-1 10, P-2 20\n2026-01-07 bounce P-1 10\n2026-01-08 bounce R-1 30",
    moves: [
      "e3 1 2026-01-06 refund P-1>- 10+0", "e3 2 2026-01-06 refund P-2>- 20+0", "e5 1 2026-01-08 reversal P-1>- -10+0", "e5 2 2026-01-08 reversal P-1>- 10+0",
      "e5 3 2026-01-08 reversal P-2>- -20+0",
    ],
  },
  {
    name: "a refund gives back what it took, and nothing of a credit of which nothing was left",
    ledger: "2026-01-05 payment P-1 10\n2026-01-05 payment P-2 20\n2026-01-06 refund R-1 10: P-1 10\n2026-01-07 refund R-2 30: P-1 10, P-2 20\n2026-01-08 bounce R-2 30",
    moves: ["e3 1 2026-01-06 refund P-1>- 10+0", "e4 2 2026-01-07 refund P-2>- 20+0", "e5 1 2026-01-08 reversal P-2>- -20+0"],
    conflicts: ["refundClipped e4 R-2 EUR 30 20"],
  },
  {
    name: "what bounces twice is taken back once, also what was written off and moved beside it",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 60: INV-1 60 writeOff 30\n2026-01-07 bounce P-1 60\n2026-01-08 bounce P-1 60",
    moves: [
      "e2 1 2026-01-06 payment P-1>INV-1 60+0", "e2 2 2026-01-06 writeOff ->INV-1 30+0", "e3 1 2026-01-07 reversal P-1>INV-1 -60+0", "e3 2 2026-01-07 reversal ->INV-1 -30+0",
      "e3 3 2026-01-07 reversal P-1>- 60+0",
    ],
  },
];

/** From which day a movement counts: `limits` of everything before it must hold on every day. */
const DAYS: readonly MoveCase[] = [
  {
    name: "posted later, dated earlier: as long as nothing was given back, a movement counts from its own day",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-05 invoice INV-2 100\n2026-01-05 payment P-1 90: INV-1 0\n2026-01-20 apply P-1: INV-1 50\n2026-01-10 payment P-2 20: INV-1 20\n2026-01-12 apply P-1: INV-2 30",
    moves: ["e4 1 2026-01-20 payment P-1>INV-1 50+0", "e5 1 2026-01-10 payment P-2>INV-1 20+0", "e6 1 2026-01-12 payment P-1>INV-2 30+0"],
  },
  {
    name: "a discount uses nothing of its credit, and holds it back no longer",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-05 invoice INV-2 100\n2026-01-05 payment P-1 90\n2026-01-20 apply P-1: INV-1 0 discount 2\n2026-01-10 apply P-1: INV-1 0 discount 3\n2026-01-12 apply P-1: INV-2 30",
    moves: ["e4 1 2026-01-20 payment P-1>INV-1 0+2", "e5 1 2026-01-10 payment P-1>INV-1 0+3", "e6 1 2026-01-12 payment P-1>INV-2 30+0"],
  },
  {
    name: "what is given back counts no earlier than the last that moved: an amount, a discount alone",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-05 payment P-1 90\n2026-01-20 apply P-1: INV-1 50 discount 4\n2026-01-10 apply P-1: INV-1 0 discount -1\n2026-01-11 apply P-1: INV-1 -20\n2026-01-12 apply P-1: INV-1 0 discount -8",
    moves: ["e3 1 2026-01-20 payment P-1>INV-1 50+4", "e4 1 2026-01-20 reversal P-1>INV-1 0+-1", "e5 1 2026-01-20 reversal P-1>INV-1 -20+0", "e6 1 2026-01-20 reversal P-1>INV-1 0+-3"],
    conflicts: ["applicationClipped e6 INV-1 EUR -8 -3"],
  },
  {
    name: "credit that was given back is used no earlier than that, also on another invoice",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-05 invoice INV-2 100\n2026-01-05 payment P-1 50: INV-1 50\n2026-01-20 apply P-1: INV-1 -50\n2026-01-10 apply P-1: INV-2 50",
    moves: ["e3 1 2026-01-05 payment P-1>INV-1 50+0", "e4 1 2026-01-20 reversal P-1>INV-1 -50+0", "e5 1 2026-01-20 payment P-1>INV-2 50+0"],
  },
];

test.each([...MOVES, ...DAYS])("$name", ({ ledger, moves: wanted, conflicts: told = [] }) => {
  const folded = foldEntries(ledgerText(ledger));
  expect(moves(folded)).toEqual(wanted);
  expect(conflicts(folded)).toEqual(told);
});

/** The status is named after what closed most of the invoice, so it tells how each movement was booked. */
test.each([
  ["paid by little, most of it written off beside the payment", "2026-01-06 payment P-1 40: INV-1 40 writeOff 60", "Written off"],
  ["… bounced: what was written off with it counts no more", "2026-01-06 payment P-1 40: INV-1 40 writeOff 60\n2026-01-07 bounce P-1 40\n2026-01-08 credit CM-1 45: INV-1 45\n2026-01-09 payment P-2 55: INV-1 55", "Paid"],
  ["what was deducted counts as paid", "2026-01-06 payment P-1 10: INV-1 10 deduction 50\n2026-01-07 writeoff INV-1 40", "Paid"],
  ["… until it is charged back", "2026-01-06 payment P-1 10: INV-1 10 deduction 60\n2026-01-07 chargeback INV-1-D1 60\n2026-01-08 writeoff INV-1 50\n2026-01-09 credit CM-1 40: INV-1 40", "Written off"],
])("%s", (_name, rest, status) => {
  const { charges } = foldEntries(ledgerText(`2026-01-05 invoice INV-1 100\n${rest}`));
  expect(charges.get("INV-1")).toMatchObject({ open: 0, status });
});

test.each([
  ["a part was written off", "2026-01-05 invoice INV-1 100\n2026-01-06 writeoff INV-1 10\n2026-01-07 void INV-1", "voidApplied e3 INV-1 EUR 10"],
  ["a part was paid, credited and written off", "2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 1: INV-1 1 writeOff 20\n2026-01-06 credit CM-1 300: INV-1 5\n2026-01-07 void INV-1", "voidApplied e4 INV-1 EUR 26"],
  ["a part of a deduction was moved back", "2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 90: INV-1 90 deduction 7\n2026-01-07 chargeback INV-1-D1 3\n2026-01-08 void INV-1-D1", "voidApplied e4 INV-1-D1 EUR 3"],
])("a cancelled document of which %s: what stays closed is told", (_name, ledger, told) => {
  expect(conflicts(foldEntries(ledgerText(ledger)))).toEqual([told]);
});

test("what was made of what: kinds of charges and credits, four copies of one number", () => {
  const { charges, credits } = foldEntries(ledgerText("2026-01-01 opening O-1 1\n2026-01-01 opening O-2 -1\n2026-01-02 invoice I 20\n2026-01-02 debit D 1\n2026-01-03 payment P 4: I 1 deduction 1, I 1 deduction 1, I 1 deduction 1, I 1 deduction 1\n2026-01-03 deposit E 1\n2026-01-03 credit C 1"));
  expect([...charges.values(), ...credits.values()].map(({ number, kind }) => `${number} ${kind}`)).toEqual([
    "O-1 opening", "I invoice", "D debitMemo", "I-D1 deduction", "I-D1 (e5) deduction", "I-D1 (e5, 2) deduction", "I-D1 (e5, 3) deduction", "O-2 opening", "P payment", "E deposit", "C creditMemo",
  ]);
});

describe("the order of reading", () => {
  const billed = (order: number, id: string, amount: number): Entry => entry(order, id, { kind: "invoice", document: document("INV-1", "C", "2026-01-05", amount) });
  test.each([
    [billed(1, "a", 1), billed(1, "b", 1), -1], [billed(1, "b", 1), billed(1, "a", 1), 1], [billed(1, "a", 1), billed(1, "a", 2), 0], [billed(2, "a", 1), billed(1, "b", 1), 1], [billed(9, "b", 1), billed(10, "a", 1), -1],
  ])("of two entries", (a, b, sign) => expect(Math.sign(compareEntries(a, b))).toBe(sign));
  test("does not matter, and what is read twice counts once and is no conflict", () => {
    const entries = ledgerText("2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 80: INV-1 80\n2026-01-06 payment P-2 80: INV-1 80");
    const folded = foldEntries([...entries, ...entries].reverse());
    expect(folded).toEqual(foldEntries(entries));
    expect(folded.entries.map(({ head }) => head.id)).toEqual(["e1", "e2", "e3"]);
    expect(conflicts(folded)).toEqual(["applicationClipped e3 INV-1 EUR 80 20"]);
  });
  test("of ids that two rows claim, the lower order counts, and they are told in order of id", () => {
    const entries = [billed(10, "y", 1), billed(9, "y", 3), billed(11, "x", 5), billed(11, "x", 4)];
    for (const given of [entries, [...entries].reverse()]) {
      const folded = foldEntries(given);
      expect([...folded.charges.values()].map(({ amount }) => amount)).toEqual([3, 4]);
      expect(conflicts(folded)).toEqual(["sameIdOtherContent x", "sameIdOtherContent y", "duplicateNumber x INV-1 INV-1 (x)"]);
    }
  });
});
