import { agingByAccount, sumAging } from "../../../src/core/reports/aging";
import { accountBalance } from "../../../src/core/reports/balance";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { balanceForwardStatements } from "../../../src/core/reports/statement";
import { formatIsoDate } from "../../../src/core/values/plainDate";
import { apply, charge, credit, date, inEachTest } from "./support";

/** Numbers re-typed from public test suites and reports of defects. */
describe("GnuCash, test-new-owner-report.scm @08bf3ec5, 1980", () => {
  // Theirs is a refund of 50.00 out of a lot of 40.00: here the 10.00 paid back beyond it is a charge of its own (R).
  const index = inEachTest(() => buildLedgerIndex({
    charges: [charge("A", "1980-01-13", 1150), charge("B", "1980-05-13", 675), charge("C", "1980-06-24", 2800), charge("R", "1980-06-30", 1000)],
    credits: [
      credit("CN1", "1980-06-22", 300, { kind: "creditMemo" }), credit("CN2", "1980-06-25", 2700), credit("P1", "1980-03-18", 150), credit("P2", "1980-03-20", 200),
      credit("P3", "1980-06-26", 100), credit("lot1", "1980-06-28", 12000), credit("lot2", "1980-06-28", 4000),
    ],
    applications: [
      apply("1980-03-18", "P1", "A", 150), apply("1980-03-20", "P2", "A", 200), apply("1980-06-26", "P3", "C", 100), apply("1980-06-26", "CN2", "C", 2700, { kind: "credit" }),
      apply("1980-06-29", "lot1", null, 12000, { kind: "refund" }), apply("1980-06-30", "lot2", null, 4000, { kind: "refund" }),
    ],
  }));
  const aging = { basis: "due", schedule: { limits: [30, 60, 90], dueTodayIsLate: false } } as const;
  const statements = inEachTest(() => balanceForwardStatements(index, [0], { from: date("1980-01-01"), to: date("1980-06-30") }, aging));

  const RUNNING: [day: string, cents: number][] = [
    ["1980-01-13", 1150], ["1980-03-18", 1000], ["1980-03-20", 800], ["1980-05-13", 1475], ["1980-06-22", 1175], ["1980-06-24", 3975],
    ["1980-06-25", 1275], ["1980-06-26", 1175], ["1980-06-28", -14825], ["1980-06-29", -2825], ["1980-06-30", 2175],
  ];
  it.each(RUNNING)("the statement's balance at the end of %s is %i", (day, expected) => {
    expect(statements[0]?.lines.filter((line) => formatIsoDate(line.date) === day).at(-1)?.balance).toBe(expected);
    expect(accountBalance(index, 0, date(day))).toBe(expected);
  });

  it("debits of the period 216.25, credits 194.50, closing 21.75", () => {
    const amounts = statements[0]?.lines.map((line) => line.amount) ?? [];
    const sum = (sign: number): number => amounts.reduce((total, amount) => (Math.sign(amount) === sign ? total + amount : total), 0);
    expect([sum(1), sum(-1), statements[0]?.closing]).toEqual([21625, -19450, 2175]);
  });

  it("the credit note of 27.00 is a credit memo because it is applied as one", () => {
    expect(statements[0]?.lines.filter((line) => line.kind === "creditMemo").map((line) => line.number)).toEqual(["CN1", "CN2"]);
  });
});

const asOf = date("2026-06-30");
const bucketsOf = (daysLate: number, limits: readonly number[]): readonly number[] => {
  const due = formatIsoDate((asOf - daysLate) as typeof asOf);
  const index = buildLedgerIndex({ charges: [charge("I", "2020-01-01", 100, { dues: [[due, 100]] })], credits: [], applications: [] });
  return sumAging(agingByAccount(index, [0], { asOf, basis: "due", schedule: { limits, dueTodayIsLate: false }, ageCredits: false }), { limits, dueTodayIsLate: false }).buckets;
};
const IN_ONE_BUCKET: [source: string, daysLate: number, limits: number[], buckets: number[]][] = [
  ["erpnext 51596: not due yet stands in Current, so that the buckets sum to what is open", -45, [30, 60, 90], [100, 0, 0, 0, 0]],
  ["bigcapital AgingReport: exactly 30 days is in one bucket (theirs: in none)", 30, [30, 60, 90], [0, 100, 0, 0, 0]],
  ["bigcapital AgingReport: exactly 60 days is in one bucket (theirs: in none)", 60, [30, 60, 90], [0, 0, 100, 0, 0]],
  ["OCA aged_partner_balance: older than the last custom interval still counts (theirs: not)", 400, [15, 45], [0, 0, 0, 100]],
  ["OCA aged_partner_balance: without any interval too", 400, [], [0, 100]],
  ["OCA: due today is Current", 0, [30], [100, 0, 0]],
];
it.each(IN_ONE_BUCKET)("%s", (_source, daysLate, limits, buckets) => expect(bucketsOf(daysLate, limits)).toEqual(buckets));

it("Fabric-Inventory#197: a receipt dated later does not lower an earlier view (110,775 true, 525 shown)", () => {
  const index = buildLedgerIndex({ charges: [charge("I", "2026-01-01", 11_077_500)], credits: [credit("P", "2026-03-01", 11_025_000)], applications: [apply("2026-03-01", "P", "I", 11_025_000)] });
  expect([accountBalance(index, 0, date("2026-02-28")), accountBalance(index, 0, date("2026-03-01"))]).toEqual([11_077_500, 52_500]);
});

it("an open cent shows", () => {
  const index = buildLedgerIndex({ charges: [charge("I", "2026-01-01", 100)], credits: [credit("P", "2026-01-02", 99)], applications: [apply("2026-01-02", "P", "I", 99)] });
  expect(agingByAccount(index, [0], { asOf, basis: "due", schedule: { limits: [30], dueTodayIsLate: false }, ageCredits: false }).map((row) => row.buckets)).toEqual([[0, 0, 1]]);
});

it("GnuCash's way, aging credits by their own day: 4.00 − 3.00 = 1.00 in one bucket; by default 3.00 stands apart", () => {
  const index = buildLedgerIndex({ charges: [charge("I", "2026-06-20", 400)], credits: [credit("C", "2026-06-20", 300)], applications: [] });
  const request = { asOf, basis: "due", schedule: { limits: [30], dueTodayIsLate: false } } as const;
  expect([true, false].map((ageCredits) => agingByAccount(index, [0], { ...request, ageCredits }).map(({ buckets, unapplied, total }) => [buckets, unapplied, total]))).toEqual([
    [[[0, 100, 0], 0, 100]], [[[0, 400, 0], -300, 100]],
  ]);
});
