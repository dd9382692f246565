import type { PayableItem } from "../../../src/core/cash/payable";
import { type PaymentProposal, proposeApplications } from "../../../src/core/cash/proposal";
import { isoDay } from "../../support/days";
import { payable } from "./support";

const items = (...lines: string[]): PayableItem[] => lines.map((line) => payable(line));

const THREE = items("INV-1 100 due 2026-01-31", "INV-2 250 due 2026-02-10", "INV-3 700 due 2026-02-20");
const DISCOUNT = items("INV-1 10000 due 2026-01-31 discount 200 until 2026-01-11", "INV-2 5000 due 2026-02-10");
const TWO_DISCOUNTS = items("INV-1 10000 due 2026-01-31 discount 200 until 2026-01-11", "INV-2 10000 due 2026-02-10 discount 200 until 2026-01-11");
const PARTS: PayableItem[] = [
  payable("INV-1 300 due 2026-01-31", { parts: [{ part: 1, due: isoDay("2026-01-31"), amount: 100, offer: null }, { part: 2, due: isoDay("2026-03-31"), amount: 200, offer: null }] }),
  payable("INV-2 250 due 2026-02-10"),
];
const PAIRS = items("A 100 due 2026-01-01", "B 200 due 2026-01-02", "C 50 due 2026-01-03", "D 250 due 2026-01-04");

interface Case {
  readonly name: string;
  readonly amount: number;
  readonly reference?: string;
  readonly date?: string;
  readonly of: readonly PayableItem[];
  readonly ofGroup?: readonly PayableItem[];
  readonly expect: readonly string[];
  readonly unapplied?: number;
  readonly alternatives?: readonly string[];
}

const CASES: readonly Case[] = [
  // By reference
  { name: "by reference", amount: 300, reference: "Payment inv 3, thanks", of: THREE, expect: ["INV-3 300 reference"] },
  { name: "by reference, although another has this amount", amount: 250, reference: "INV-3", of: THREE, expect: ["INV-3 250 reference"] },
  { name: "several by reference, oldest due first", amount: 320, reference: "INV-3 INV-1", of: THREE, expect: ["INV-1 100 reference", "INV-3 220 reference"] },
  { name: "named but nothing left for it", amount: 100, reference: "INV-3 INV-1", of: THREE, expect: ["INV-1 100 reference"] },
  { name: "more than what is named stays on account", amount: 150, reference: "INV-1", of: THREE, expect: ["INV-1 100 reference"], unapplied: 50 },
  { name: "by reference, with the discount that makes it exact", amount: 9800, reference: "INV-1", date: "2026-01-11", of: DISCOUNT, expect: ["INV-1 9800+200 reference"] },
  { name: "two by reference, each with its discount", amount: 19600, reference: "INV-1, INV-2", date: "2026-01-11", of: TWO_DISCOUNTS, expect: ["INV-1 9800+200 reference", "INV-2 9800+200 reference"] },
  { name: "by reference, a day late", amount: 9800, reference: "INV-1", date: "2026-01-12", of: DISCOUNT, expect: ["INV-1 9800 reference"] },
  { name: "by reference, no discount where the sum is not exact", amount: 9799, reference: "INV-1", date: "2026-01-11", of: DISCOUNT, expect: ["INV-1 9799 reference"] },
  { name: "a longer number is no reference", amount: 100, reference: "INV-31", of: THREE, expect: ["INV-1 100 exactAmount"] },
  { name: "only a reference reaches the group", amount: 400, reference: "for INV-9", of: THREE, ofGroup: items("INV-9 400 due 2026-01-01"), expect: ["INV-9 400 reference"] },
  { name: "without one the group is not touched", amount: 400, of: THREE, ofGroup: items("INV-9 400 due 2026-01-01"), expect: ["INV-1 100 oldestFirst", "INV-2 250 oldestFirst", "INV-3 50 oldestFirst"] },
  // Exact amount
  { name: "the only item of this amount", amount: 250, of: THREE, expect: ["INV-2 250 exactAmount"] },
  { name: "one item before a pair that fits too", amount: 300, of: items("A 100 due 2026-01-01", "B 200 due 2026-01-02", "C 300 due 2026-01-03"), expect: ["C 300 exactAmount"] },
  { name: "two items of one amount: the older, and the other is named", amount: 100, of: items("INV-1 100 due 2026-01-31", "INV-2 100 due 2026-02-10"), expect: ["INV-1 100 exactAmount"], alternatives: ["INV-2"] },
  { name: "three items of one amount", amount: 100, of: items("A 100 due 2026-01-01", "B 100 due 2026-01-02", "C 100 due 2026-01-03"), expect: ["A 100 exactAmount"], alternatives: ["B", "C"] },
  // Exact combination
  { name: "the only sum", amount: 800, of: THREE, expect: ["INV-1 100 exactCombination", "INV-3 700 exactCombination"] },
  { name: "everything", amount: 1050, of: THREE, expect: ["INV-1 100 exactCombination", "INV-2 250 exactCombination", "INV-3 700 exactCombination"] },
  { name: "two sums fit: oldest first, and it is said", amount: 300, of: PAIRS, expect: ["A 100 oldestFirst", "B 200 oldestFirst"], alternatives: ["A", "B", "C", "D"] },
  // After a discount
  { name: "after the discount, on its last day", amount: 9800, date: "2026-01-11", of: DISCOUNT, expect: ["INV-1 9800+200 exactAfterDiscount"] },
  { name: "a day late", amount: 9800, date: "2026-01-12", of: DISCOUNT, expect: ["INV-1 9800 oldestFirst"] },
  { name: "in time, but the amount fits nothing", amount: 9700, date: "2026-01-11", of: DISCOUNT, expect: ["INV-1 9700 oldestFirst"] },
  {
    name: "the only sum after discounts, although sums fit without: those are named", amount: 300, date: "2026-01-11",
    of: items("A 100 due 2026-01-01 discount 1 until 2026-01-11", "B 200 due 2026-01-02 discount 2 until 2026-01-11", "C 150 due 2026-01-03 discount 1 until 2026-01-11", "D 150 due 2026-01-04 discount 2 until 2026-01-11", "E 205 due 2026-01-05 discount 4 until 2026-01-11"),
    expect: ["A 99+1 exactAfterDiscount", "E 201+4 exactAfterDiscount"], alternatives: ["B", "C", "D"],
  },
  { name: "two that fit after the discount", amount: 9800, date: "2026-01-11", of: TWO_DISCOUNTS, expect: ["INV-1 9800+200 exactAfterDiscount"], alternatives: ["INV-2"] },
  { name: "several after a discount", amount: 14800, date: "2026-01-11", of: DISCOUNT, expect: ["INV-1 9800+200 exactAfterDiscount", "INV-2 5000 exactAfterDiscount"] },
  { name: "an item without a discount is no exact amount after one", amount: 5000, date: "2026-01-11", of: DISCOUNT, expect: ["INV-2 5000 exactAmount"] },
  {
    name: "one after its discount, and sums without one: both are named", amount: 300, date: "2026-01-01", of: [...PAIRS, payable("E 310 due 2026-01-05 discount 10 until 2026-01-11")],
    expect: ["E 300+10 exactAfterDiscount"], alternatives: ["A", "B", "C", "D"],
  },
  {
    name: "sums that fit only after discounts, and not alone", amount: 300, date: "2026-01-01",
    of: items("A 103 due 2026-01-01 discount 3 until 2026-01-11", "B 200 due 2026-01-02", "C 153 due 2026-01-03 discount 3 until 2026-01-11", "D 150 due 2026-01-04", "E 7 due 2026-01-05"),
    expect: ["A 103 oldestFirst", "B 197 oldestFirst"], alternatives: ["A", "B", "C", "D"],
  },
  {
    name: "a sum without a discount that is unique goes first", amount: 300, date: "2026-01-01",
    of: items("A 103 due 2026-01-01 discount 3 until 2026-01-11", "B 200 due 2026-01-02", "D 100 due 2026-01-04"), expect: ["B 200 exactCombination", "D 100 exactCombination"],
  },
  // Oldest due first
  { name: "oldest due first, the rest unapplied", amount: 1100, of: THREE, expect: ["INV-1 100 oldestFirst", "INV-2 250 oldestFirst", "INV-3 700 oldestFirst"], unapplied: 50 },
  { name: "part of the oldest", amount: 99, of: THREE, expect: ["INV-1 99 oldestFirst"] },
  { name: "parts by their own due dates", amount: 400, of: PARTS, expect: ["INV-1 150 oldestFirst", "INV-2 250 oldestFirst"] },
  { name: "of one due date the first item", amount: 150, of: items("B 100 due 2026-01-01", "A 100 due 2026-01-01"), expect: ["B 100 oldestFirst", "A 50 oldestFirst"] },
  { name: "invoiceninja#313: 100.00 over 50.00 and 70.00 of which 20.00 are paid", amount: 100_00, of: items("INV-1 3000 due 2026-01-31", "INV-2 7000 due 2026-01-31"), expect: ["INV-1 3000 exactCombination", "INV-2 7000 exactCombination"] },
  { name: "nothing open", amount: 10, of: [], expect: [], unapplied: 10 },
];

function shown({ applications }: PaymentProposal): string[] {
  return applications.map((line) => `${line.to} ${line.amount}${line.discount === 0 ? "" : `+${line.discount}`} ${line.reason}`);
}

test.each(CASES)("$name", ({ amount, reference = "", date = "2026-01-20", of, ofGroup, expect: wanted, unapplied = 0, alternatives = [] }) => {
  const proposal = proposeApplications({ amount, date: isoDay(date), reference }, of, ofGroup);
  expect(shown(proposal)).toEqual(wanted);
  expect([proposal.unapplied, proposal.alternatives]).toEqual([unapplied, alternatives]);
});
