import type { ApplicationFact, ChargeFact, CreditFact, LedgerFacts } from "../../../src/core/ledger/facts";
import { chargeOpen, creditUnapplied } from "../../../src/core/reports/asOf";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { APPLICATION_KINDS } from "../../../src/core/reports/movementColumns";
import { compareUncounted, type Uncounted } from "../../../src/core/reports/settlement";
import { apply, charge, credit, currency, date } from "./support";

const LAST_DAY = date("2026-12-31");

/** Open by charge, unapplied by credit, and each charge's movements as "amount kind", in the order in which they count. */
function outcome({ charges, credits, applications }: LedgerFacts, asOf = LAST_DAY): unknown {
  const index = buildLedgerIndex({ charges, credits, applications });
  const { starts, amounts, kinds } = index.chargeMoves;
  const moves = charges.map((_, row) => [...amounts.slice(starts[row], starts[row + 1])].map((amount, at) => `${amount} ${APPLICATION_KINDS[kinds[(starts[row] ?? 0) + at] ?? 0] ?? ""}`));
  return [charges.map((_, row) => chargeOpen(index, row, asOf)), credits.map((_, row) => creditUnapplied(index, row, asOf)), moves];
}

const A = charge("A", "2026-01-01", 100);
const B = charge("B", "2026-01-01", 100);
const LATE = charge("A", "2026-01-10", 100);
const P = credit("P", "2026-01-01", 100);
const Q = credit("Q", "2026-01-01", 100);

/** What competes for the same rest on the same day: who comes first, whatever the order of rows. */
const ORDER: [rule: string, charges: ChargeFact[], credits: CreditFact[], applications: ApplicationFact[], open: number[], unapplied: number[], moves: string[][]][] = [
  ["the earlier day", [A], [P, Q], [apply("2026-01-06", "P", "A", 100), apply("2026-01-05", "Q", "A", 100)], [0], [100, 0], [["100 payment"]]],
  ["the first charge by number", [A, B], [P], [apply("2026-01-05", "P", "B", 100), apply("2026-01-05", "P", "A", 100)], [0, 100], [0], [["100 payment"], []]],
  ["what concerns no charge before what does", [A], [P], [apply("2026-01-05", "P", "A", 100), apply("2026-01-05", "P", null, 70, { kind: "refund" })], [70], [0], [["30 payment"]]],
  ["the application's own day where the document came later", [LATE], [P, Q], [apply("2026-01-06", "P", "A", 100), apply("2026-01-05", "Q", "A", 100)], [0], [100, 0], [["100 payment"]]],
  ["the larger amount", [A], [P, Q], [apply("2026-01-05", "P", "A", 60), apply("2026-01-05", "Q", "A", 80)], [0], [80, 20], [["80 payment", "20 payment"]]],
  ["the first credit by number", [A], [P, Q], [apply("2026-01-05", "Q", "A", 100), apply("2026-01-05", "P", "A", 100)], [0], [0, 100], [["100 payment"]]],
  ["what uses no credit before what does", [A], [P], [apply("2026-01-05", "P", "A", 100), apply("2026-01-05", null, "A", 100, { kind: "writeOff" })], [0], [100], [["100 writeOff"]]],
  ["the larger discount", [A], [P], [apply("2026-01-05", "P", "A", 50), apply("2026-01-05", "P", "A", 50, { discount: 60 })], [0], [50], [["100 payment"]]],
  ["the kind by name", [A], [], [apply("2026-01-05", null, "A", 100, { kind: "writeOff" }), apply("2026-01-05", null, "A", 100, { kind: "deduction" })], [0], [], [["100 deduction"]]],
];
it.each(ORDER)("%s goes first", (_rule, charges, credits, applications, open, unapplied, moves) => {
  for (const order of [applications, [...applications].reverse()]) expect(outcome({ charges, credits, applications: order })).toEqual([open, unapplied, moves]);
});

const back = (iso: string, from: string | null, to: string | null, amount: number, discount = 0): ApplicationFact => apply(iso, from, to, -amount, { kind: "reversal", discount: -discount });
const CLIPPED: [what: string, charges: ChargeFact[], credits: CreditFact[], applications: ApplicationFact[], open: number[], unapplied: number[], moves: string[][]][] = [
  ["a charge is never paid twice", [A], [P, Q], [apply("2026-01-05", "P", "A", 70), apply("2026-01-06", "Q", "A", 70)], [0], [30, 70], [["70 payment", "30 payment"]]],
  ["a credit is never used twice", [A, B], [P], [apply("2026-01-05", "P", "A", 70), apply("2026-01-06", "P", "B", 70)], [30, 70], [0], [["70 payment"], ["30 payment"]]],
  ["a discount is clipped at what is open, and uses no credit", [A], [P], [apply("2026-01-05", "P", "A", 95, { discount: 20 })], [0], [5], [["100 payment"]]],
  ["a discount alone", [A], [P], [apply("2026-01-05", "P", "A", 0, { discount: 20 })], [80], [100], [["20 payment"]]],
  ["a discount without a charge is none", [A], [P], [apply("2026-01-05", "P", null, 20, { discount: 20, kind: "refund" })], [100], [80], [[]]],
  ["a write-off is clipped at what is open", [A], [], [apply("2026-01-05", null, "A", 130, { kind: "writeOff" })], [0], [], [["100 writeOff"]]],
  ["a refund is clipped at what is left", [A], [P], [apply("2026-01-05", "P", "A", 60), apply("2026-01-06", "P", null, 60, { kind: "refund" })], [40], [0], [["60 payment"]]],
  ["no more is taken back than was applied", [A], [P], [apply("2026-01-05", "P", "A", 60), back("2026-01-06", "P", "A", 90)], [100], [100], [["60 payment", "-60 reversal"]]],
  ["nor more discount", [A], [P], [apply("2026-01-05", "P", "A", 60, { discount: 5 }), back("2026-01-06", "P", "A", 60, 30)], [100], [100], [["65 payment", "-65 reversal"]]],
  ["a discount alone is taken back", [A], [P], [apply("2026-01-05", "P", "A", 60, { discount: 5 }), back("2026-01-06", "P", "A", 0, 5)], [40], [40], [["65 payment", "-5 reversal"]]],
  ["a refund comes back without a charge, and no discount with it", [A], [P], [apply("2026-01-05", "P", null, 60, { kind: "refund" }), back("2026-01-06", "P", null, 60, 7)], [100], [100], [[]]],
  ["no more of a refund comes back than was paid", [A], [P], [apply("2026-01-05", "P", null, 60, { kind: "refund" }), back("2026-01-06", "P", null, 90)], [100], [100], [[]]],
  ["a write-off is taken back without a credit", [A], [], [apply("2026-01-05", null, "A", 60, { kind: "writeOff" }), back("2026-01-06", null, "A", 90)], [100], [], [["60 writeOff", "-60 reversal"]]],
  ["what is taken back before it was applied waits for it", [A], [P], [back("2026-01-04", "P", "A", 60), apply("2026-01-05", "P", "A", 60)], [100], [100], [["60 payment", "-60 reversal"]]],
  ["also a discount", [A], [P], [back("2026-01-04", "P", "A", 0, 5), apply("2026-01-05", "P", "A", 60, { discount: 5 })], [40], [40], [["65 payment", "-5 reversal"]]],
  ["an amount applied with a discount taken back, each as far as it fits", [A], [P, Q], [apply("2026-01-05", "P", "A", 80, { discount: 5 }), { ...apply("2026-01-06", "Q", "A", 40), discount: -10 }], [0], [20, 75], [["85 payment", "5 payment", "10 payment"]]],
  ["an amount taken back with a discount given, each as far as it fits", [A], [P], [apply("2026-01-05", "P", "A", 100), { ...back("2026-01-06", "P", "A", 30), discount: 50 }], [0], [30], [["100 payment", "0 reversal"]]],
  ["a discount is not given on what another has paid", [A], [P, Q], [apply("2026-01-05", "P", "A", 100), { ...back("2026-01-06", "Q", "A", 30), discount: 50 }], [0], [0, 100], [["100 payment"]]],
  ["what waits counts in the order in which it asked, as far as it fits", [A], [P, Q, credit("R", "2026-01-01", 100)], [
    apply("2026-01-05", "P", "A", 100), apply("2026-01-06", "Q", "A", 30), apply("2026-01-07", "R", "A", 100), back("2026-01-08", "P", "A", 50),
  ], [0], [50, 70, 80], [["100 payment", "-50 reversal", "30 payment", "20 payment"]]],
  ["a discount taken back lets in what waits", [A], [P, Q], [apply("2026-01-05", "P", "A", 95, { discount: 5 }), apply("2026-01-06", "Q", "A", 5), back("2026-01-07", "P", "A", 0, 5)], [0], [5, 95], [["100 payment", "-5 reversal", "5 payment"]]],
  ["what is let in may let others in on the same day", [A, B], [P, Q], [
    apply("2026-01-05", "P", "A", 100), apply("2026-01-06", "Q", "A", 100), apply("2026-01-07", "P", "B", 100), back("2026-01-08", "P", "A", 100),
  ], [0, 0], [0, 0], [["100 payment", "-100 reversal", "100 payment"], ["100 payment"]]],
  ["what is not applied in full counts with its rest once there is room", [A], [P, Q], [apply("2026-01-05", "P", "A", 80), apply("2026-01-06", "Q", "A", 50), back("2026-01-09", "P", "A", 80)], [50], [100, 50], [["80 payment", "20 payment", "-80 reversal", "30 payment"]]],
];
it.each(CLIPPED)("%s", (_what, charges, credits, applications, open, unapplied, moves) => {
  for (const order of [applications, [...applications].reverse()]) expect(outcome({ charges, credits, applications: order })).toEqual([open, unapplied, moves]);
});

const NOWHERE: [what: string, application: ApplicationFact][] = [
  ["of a charge that is not there", apply("2026-01-05", "P", "X", 60)], ["of a credit that is not there", apply("2026-01-05", "X", "A", 60)], ["of neither", apply("2026-01-05", null, null, 60)],
  ["of a credit that is not there, on no charge", apply("2026-01-05", "X", null, 60, { kind: "refund" })], ["of nothing, on a charge that is not there", apply("2026-01-05", null, "X", 60, { kind: "writeOff" })],
];
it.each(NOWHERE)("an application %s counts for neither side", (_what, application) => {
  expect(outcome({ charges: [A], credits: [P], applications: [application] })).toEqual([[100], [100], [[]]]);
});

it("between two currencies nothing is applied; where there is one side only, there is nothing to compare", () => {
  const yen = charge("Y", "2026-01-01", 100, { currency: "JPY" });
  expect(yen.currency).toBe(currency("JPY"));
  expect(outcome({ charges: [yen], credits: [P], applications: [apply("2026-01-05", "P", "Y", 60), apply("2026-01-05", null, "Y", 10, { kind: "writeOff" }), apply("2026-01-05", "P", null, 20, { kind: "refund" })] })).toEqual([[90], [80], [["10 writeOff"]]]);
});

const FROM_WHEN: [what: string, charges: ChargeFact[], credits: CreditFact[], application: ApplicationFact, day: string][] = [
  ["its own day", [A], [P], apply("2026-01-05", "P", "A", 60), "2026-01-05"],
  ["the charge's day, when that is later", [LATE], [P], apply("2026-01-05", "P", "A", 60), "2026-01-10"],
  ["the credit's day, when that is later", [A], [credit("P", "2026-01-12", 100)], apply("2026-01-05", "P", "A", 60), "2026-01-12"],
];
it.each(FROM_WHEN)("an application counts from %s", (_what, charges, credits, application, day) => {
  const index = buildLedgerIndex({ charges, credits, applications: [application] });
  expect([...index.chargeMoves.dates, ...index.creditMoves.dates]).toEqual([date(day), date(day)]);
});

const UNCOUNTED: [what: string, applications: ApplicationFact[], uncounted: string[]][] = [
  ["what fits is not told", [apply("2026-01-05", "P", "A", 60), back("2026-01-06", "P", "A", 20)], []],
  ["more than its documents allow", [apply("2026-01-05", "P", "A", 60), apply("2026-01-06", "Q", "A", 60)], ["Q A exceeds"]],
  ["a discount beyond what is open", [apply("2026-01-05", "P", "A", 95, { discount: 20 })], ["P A exceeds"]],
  ["what was applied and taken back while another took its place is nothing", [apply("2026-01-05", "P", "A", 100), apply("2026-01-05", "Q", "A", 50), back("2026-01-05", "Q", "A", 50)], []],
  ["of documents that are not there, or in another currency", [apply("2026-01-05", "X", "A", 60), apply("2026-01-05", "P", "Y", 60), apply("2026-01-05", null, null, 60)], ["X A missing", "P Y currency", "null null missing"]],
];
it.each(UNCOUNTED)("what does not count in full: %s", (_what, applications, uncounted) => {
  const yen = charge("Y", "2026-01-01", 100, { currency: "JPY" });
  const index = buildLedgerIndex({ charges: [A, yen], credits: [P, Q], applications });
  expect(index.uncounted.map(({ application: { from, to }, reason }) => `${from} ${to} ${reason}`).sort()).toEqual([...uncounted].sort());
});

const PLAIN: Uncounted = { application: apply("2026-01-05", "P", "A", 60), reason: "exceeds" };
it.each<[what: string, later: Uncounted]>([
  ["the reason", { ...PLAIN, reason: "missing" }],
  ["the day", { ...PLAIN, application: apply("2026-01-06", "P", "A", 60) }],
  ["the charge", { ...PLAIN, application: apply("2026-01-05", "P", "B", 60) }],
  ["the credit", { ...PLAIN, application: apply("2026-01-05", "Q", "A", 60) }],
  ["the amount", { ...PLAIN, application: apply("2026-01-05", "P", "A", 61) }],
  ["the discount", { ...PLAIN, application: apply("2026-01-05", "P", "A", 60, { discount: 1 }) }],
  ["the kind", { ...PLAIN, application: apply("2026-01-05", "P", "A", 60, { kind: "reversal" }) }],
])("what does not count is told in one order, in the end by %s", (_what, later) => {
  expect([compareUncounted(PLAIN, later), compareUncounted(later, PLAIN), compareUncounted(PLAIN, PLAIN)].map(Math.sign)).toEqual([-1, 1, 0]);
});
