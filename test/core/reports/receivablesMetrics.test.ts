import { accountBalance } from "../../../src/core/reports/balance";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { type Metric, metricText } from "../../../src/core/reports/metric";
import { type MetricsRequest, type ReceivablesMetrics, receivablesMetrics } from "../../../src/core/reports/receivablesMetrics";
import { apply, charge, credit, date, everyAccount, inEachTest } from "./support";

const index = inEachTest(() => buildLedgerIndex({
  charges: [
    charge("I1", "2025-12-10", 10_000, { dues: [["2026-01-09", 10_000]] }),
    charge("I2", "2026-01-20", 8_000, { dues: [["2026-02-19", 8_000]] }),
    charge("I3", "2026-02-10", 6_000, { dues: [["2026-03-12", 6_000]] }),
    charge("I4", "2026-03-05", 9_000, { dues: [["2026-04-04", 9_000]], customer: "B" }),
    charge("I5", "2026-03-06", 500, { customer: "B" }),
    charge("OLD", "2025-06-01", 2_000, { kind: "opening", customer: "B" }),
    charge("U1", "2026-03-01", 5_000, { currency: "USD", dues: [["2026-03-31", 5_000]] }),
    charge("AFTER", "2026-04-01", 99_000),
  ],
  credits: [
    credit("P1", "2026-01-19", 10_000), credit("P2", "2026-03-01", 8_000), credit("CM", "2026-03-10", 1_000, { kind: "creditMemo" }), credit("P3", "2026-03-20", 700, { customer: "B" }),
  ],
  applications: [
    apply("2026-01-19", "P1", "I1", 10_000), apply("2026-03-01", "P2", "I2", 8_000), apply("2026-03-10", "CM", "I3", 1_000, { kind: "credit" }), apply("2026-03-11", null, "I5", 500, { kind: "void" }),
  ],
}));
const QUARTER: MetricsRequest = { from: date("2026-01-01"), to: date("2026-03-31"), sales: "net", monthLength: "calendar" };

function shown(row: ReceivablesMetrics | undefined): unknown[] {
  if (row === undefined) return [];
  const texts = [row.dso, row.bestPossible, row.delinquent, row.effectiveness].map((each: Metric) => metricText(each, 3));
  return [row.currency, row.days, row.opening, row.sales, row.receivables, row.currentReceivables, ...texts, metricText(row.countback, 3), row.lateness.count, metricText(row.lateness.mean, 3)];
}

/*
 * EUR: opening 10,000 + 2,000. Net sales 8,000 + 6,000 + 9,000 + 500 − 1,000 − 500 = 22,000. At the end I3 5,000 (late), I4 9,000
 * (current), OLD 2,000 (late), P3 −700 on account: 15,300. Countback: March 9,000 + 500 − 1,000 − 500 = 8,000 (31), February 6,000 (28), then 1,300 of
 * January's 8,000: 31 × 1,300 ÷ 8,000 = 5.0375. On January 19 2,000 (OLD) are open: a month back nothing was sold (31 days), then 30 × 2,000 ÷ 10,000.
 */
const CASES: [what: string, request: MetricsRequest, expected: unknown[][]][] = [
  ["the first quarter, net sales", QUARTER, [
    ["EUR", 90, 12_000, 22_000, 15_300, 9_000, "62.591", "36.818", "25.773", "74.8", "64.038", 2, "10"],
    ["USD", 90, 0, 5_000, 5_000, 5_000, "90", "90", "0", null, "31", 0, null],
  ]],
  ["the first quarter, all that was billed", { ...QUARTER, sales: "billed" }, [
    ["EUR", 90, 12_000, 23_500, 15_300, 9_000, "58.596", "34.468", "24.128", "76.226", "58.067", 2, "10"],
    ["USD", 90, 0, 5_000, 5_000, 5_000, "90", "90", "0", null, "31", 0, null],
  ]],
  ["months of 30 days", { ...QUARTER, monthLength: 30 }, [
    ["EUR", 90, 12_000, 22_000, 15_300, 9_000, "62.591", "36.818", "25.773", "74.8", "64.875", 2, "10"],
    ["USD", 90, 0, 5_000, 5_000, 5_000, "90", "90", "0", null, "30", 0, null],
  ]],
  ["one day without sales", { ...QUARTER, from: date("2026-01-19"), to: date("2026-01-19") }, [
    ["EUR", 1, 12_000, 0, 2_000, 0, null, null, null, "83.333", "37", 1, "10"],
  ]],
  ["before anything", { ...QUARTER, from: date("2025-01-01"), to: date("2025-03-31") }, []],
];
it.each(CASES)("%s", (_what, request, expected) => {
  expect(receivablesMetrics(index, everyAccount(index), request).map(shown)).toEqual(expected);
});

it("agrees with BALANCE at both ends, and takes only the accounts given", () => {
  const [row, ...others] = receivablesMetrics(index, [0], QUARTER);
  expect(others).toEqual([]);
  expect([row?.opening, row?.receivables]).toEqual([accountBalance(index, 0, date("2025-12-31")), accountBalance(index, 0, date("2026-03-31"))]);
});

it("a sale on the first day is of the period; what is due on the last day is current, early payers are on time, and currencies stand by code", () => {
  const own = buildLedgerIndex({
    charges: [charge("I", "2026-01-01", 100, { dues: [["2026-01-31", 100]] }), charge("U", "2026-01-01", 50, { customer: "0", currency: "USD", dues: [["2026-01-31", 50]] }), charge("J", "2026-01-02", 7, { dues: [["2026-01-20", 7]] })],
    credits: [credit("P", "2026-01-31", 30), credit("Q", "2026-01-05", 7)], applications: [apply("2026-01-05", "Q", "J", 7)],
  });
  const rows = receivablesMetrics(own, everyAccount(own), { ...QUARTER, to: date("2026-01-31") });
  expect(rows.map((row) => [row.currency, row.sales, row.receivables, row.currentReceivables, metricText(row.lateness.mean, 1)])).toEqual([["EUR", 107, 70, 100, "0"], ["USD", 50, 50, 50, null]]);
});

describe("the months of the countback", () => {
  const months = (to: string, charges: [string, number][], monthLength: 30 | "calendar" = "calendar"): unknown[] => {
    const own = buildLedgerIndex({ charges: charges.map(([day, amount], row) => charge(`I${row}`, day, amount)), credits: [], applications: [] });
    const [row] = receivablesMetrics(own, [0], { from: date(to), to: date(to), sales: "net", monthLength });
    return row?.countback.months.map(({ sales, days }) => [sales, days]) ?? [];
  };
  const MONTHS: [what: string, to: string, charges: [string, number][], expected: [number, number][]][] = [
    ["calendar months from a month's end", "2026-03-31", [["2026-03-31", 1], ["2026-03-01", 2], ["2026-02-28", 4], ["2026-02-01", 8], ["2026-01-31", 16], ["2026-01-01", 32]], [[3, 31], [12, 28], [48, 31]]],
    ["from the end of February", "2026-02-28", [["2026-02-01", 1], ["2026-01-31", 2], ["2026-01-01", 4], ["2025-12-31", 8]], [[1, 28], [6, 31], [8, 31]]],
    ["from the end of a leap February", "2024-02-29", [["2024-02-01", 1], ["2024-01-31", 2]], [[1, 29], [2, 31]]],
    ["from the middle of a month, that day to that day", "2026-03-15", [["2026-03-15", 1], ["2026-02-16", 2], ["2026-02-15", 4], ["2026-01-16", 8]], [[3, 28], [12, 31]]],
    ["from the 30th through February, without drift", "2026-03-30", [["2026-03-01", 1], ["2026-02-28", 2], ["2026-01-31", 4], ["2026-01-30", 8]], [[1, 30], [6, 29], [8, 31]]],
    ["an empty month in between", "2026-03-31", [["2026-03-10", 1], ["2026-01-10", 2]], [[1, 31], [0, 28], [2, 31]]],
  ];
  it.each(MONTHS)("are %s", (_what, to, charges, expected) => expect(months(to, charges)).toEqual(expected));
  it("count 30 days each when asked", () => expect(months("2026-03-31", [["2026-03-10", 1], ["2026-02-10", 2]], 30)).toEqual([[1, 30], [2, 30]]));
});

it("refuses a last day before the first", () => {
  expect(() => receivablesMetrics(index, [0], { ...QUARTER, from: QUARTER.to, to: QUARTER.from })).toThrow("first day of the metrics is after the last");
});
