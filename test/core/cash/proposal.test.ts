import { findCombination } from "../../../src/core/cash/combination";
import type { PayableItem } from "../../../src/core/cash/payable";
import { proposeApplications } from "../../../src/core/cash/proposal";
import { currency } from "../../support/entries";
import { isoDay } from "../../support/days";

/** "INV-1 100.00 due 2026-01-31 [discount 2.00 until 2026-01-10]" in cents. */
function items(...lines: string[]): PayableItem[] {
  return lines.map((line) => {
    const [number = "", open = "0", , due = "", , discount, , until] = line.split(" ");
    return {
      number, customer: "C", date: isoDay("2026-01-01"), currency: currency("EUR"), reference: "", open: Number(open),
      parts: [{ part: 1, due: isoDay(due), amount: Number(open) }], discount: discount === undefined || until === undefined ? null : { amount: Number(discount), until: isoDay(until) },
    };
  });
}

const THREE = items("INV-1 100 due 2026-01-31", "INV-2 250 due 2026-02-10", "INV-3 700 due 2026-02-20");
const DISCOUNT = items("INV-1 10000 due 2026-01-31 discount 200 until 2026-01-11", "INV-2 5000 due 2026-02-10");

const CASES: readonly { name: string; amount: number; reference?: string; date?: string; of: PayableItem[]; expect: string[]; unapplied: number; alternatives?: string[] }[] = [
  { name: "by reference", amount: 300, reference: "Payment inv 3, thanks", of: THREE, expect: ["INV-3 300 reference"], unapplied: 0 },
  { name: "a longer number is no reference", amount: 100, reference: "INV-31", of: THREE, expect: ["INV-1 100 exactAmount"], unapplied: 0 },
  { name: "the only item of this amount", amount: 250, of: THREE, expect: ["INV-2 250 exactAmount"], unapplied: 0 },
  { name: "two items of one amount: the older, and the other is named", amount: 100, of: items("INV-1 100 due 2026-01-31", "INV-2 100 due 2026-02-10"), expect: ["INV-1 100 exactAmount"], unapplied: 0, alternatives: ["INV-2"] },
  { name: "the only sum", amount: 800, of: THREE, expect: ["INV-1 100 exactCombination", "INV-3 700 exactCombination"], unapplied: 0 },
  { name: "two sums fit: oldest first, and it is said", amount: 300, of: items("A 100 due 2026-01-01", "B 200 due 2026-01-02", "C 50 due 2026-01-03", "D 250 due 2026-01-04"), expect: ["A 100 oldestFirst", "B 200 oldestFirst"], unapplied: 0, alternatives: ["A", "B", "C", "D"] },
  { name: "after the discount, on its last day", amount: 9800, date: "2026-01-11", of: DISCOUNT, expect: ["INV-1 9800+200 exactAfterDiscount"], unapplied: 0 },
  { name: "a day late", amount: 9800, date: "2026-01-12", of: DISCOUNT, expect: ["INV-1 9800 oldestFirst"], unapplied: 0 },
  { name: "several after a discount", amount: 14800, date: "2026-01-11", of: DISCOUNT, expect: ["INV-1 9800+200 exactAfterDiscount", "INV-2 5000 exactAfterDiscount"], unapplied: 0 },
  { name: "oldest due first, the rest unapplied", amount: 1100, of: THREE, expect: ["INV-1 100 oldestFirst", "INV-2 250 oldestFirst", "INV-3 700 oldestFirst"], unapplied: 50 },
  { name: "nothing open", amount: 10, of: [], expect: [], unapplied: 10 },
];

test.each(CASES)("$name", ({ amount, reference = "", date = "2026-01-20", of, expect: wanted, unapplied, alternatives = [] }) => {
  const proposal = proposeApplications({ amount, date: isoDay(date), reference }, of);
  expect(proposal.applications.map((line) => `${line.to} ${line.amount}${line.discount === 0 ? "" : `+${line.discount}`} ${line.reason}`)).toEqual(wanted);
  expect([proposal.unapplied, proposal.alternatives]).toEqual([unapplied, alternatives]);
});

test("unique means unique: against every subset counted one by one", () => {
  let seed = 7;
  const random = (n: number): number => { seed = (seed * 48271) % 2147483647; return seed % n; };
  for (let round = 0; round < 400; round += 1) {
    const amounts = Array.from({ length: 1 + random(8) }, () => 1 + random(20));
    const target = 1 + random(60);
    const hits: number[][] = [];
    for (let mask = 1; mask < 2 ** amounts.length; mask += 1) {
      const indexes = amounts.flatMap((_, index) => ((mask >> index) & 1 ? [index] : []));
      if (indexes.reduce((sum, index) => sum + (amounts[index] ?? 0), 0) === target) hits.push(indexes);
    }
    const wanted = hits.length === 0 ? { kind: "none" } : hits.length === 1 ? { kind: "unique", indexes: hits[0] } : { kind: "several" };
    expect(findCombination(amounts, target)).toEqual(wanted);
  }
});
