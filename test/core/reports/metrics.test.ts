import { decimalText, parseDecimal, type RoundingMode, ZERO } from "../../../src/core/values/decimal";
import { metric, type Metric, metricText, whole } from "../../../src/core/reports/metric";
import { averageDaysDelinquent, bestPossibleDso, collectionEffectiveness, countbackDso, daysSalesOutstanding, meanDaysLate, type MonthSales, weightedDaysLate } from "../../../src/core/reports/metrics";

/** IBM's late payment histories, first quarter of 2013, and all 2,466 rows: sums over the public file, in cents and days. */
const IBM = { opening: 572_506, sales: 1_928_165, receivables: 590_374, currentReceivables: 522_237, days: 90 };

const PUBLISHED: [what: string, make: () => Metric, places: number, expected: string | null][] = [
  ["DSO simple (trymesha.com): 150,000 of 1,800,000 in 365 days", () => daysSalesOutstanding({ receivables: 15_000_000, sales: 180_000_000, days: 365 }), 1, "30.4"],
  ["CEI, IBM Q1 2013", () => collectionEffectiveness(IBM), 3, "96.556"],
  ["DSO (90 days), IBM Q1 2013", () => daysSalesOutstanding(IBM), 3, "27.557"],
  ["best-possible DSO, IBM Q1 2013", () => bestPossibleDso(IBM), 3, "24.376"],
  ["ADD as DSO − best-possible DSO, IBM Q1 2013", () => averageDaysDelinquent(IBM), 3, "3.18"],
  ["ADD simple, IBM all rows (8,489 days late over 2,466 invoices)", () => meanDaysLate({ days: whole(8_489), count: 2_466 }), 6, "3.442417"],
  ["ADD weighted, IBM all rows; the published 3.571100 is 3.5711", () => weightedDaysLate({ dayAmounts: whole(52_746_278), amount: whole(14_770_318) }), 6, "3.5711"],
  ["CEI of a month with a third of a quarter's sales (CRF)", () => collectionEffectiveness({ opening: 3_000, sales: 9_000 / 3, receivables: 3_500, currentReceivables: 2_500 }), 4, "71.4286"],
  ["CEI when all is collected that was due", () => collectionEffectiveness({ opening: 100, sales: 200, receivables: 50, currentReceivables: 50 }), 2, "100"],
  ["no sales: no DSO", () => daysSalesOutstanding({ receivables: 100, sales: 0, days: 30 }), 1, null],
  ["more credited than billed: no DSO", () => daysSalesOutstanding({ receivables: 100, sales: -1, days: 30 }), 1, null],
  ["nothing was due: no CEI", () => collectionEffectiveness({ opening: 0, sales: 100, receivables: 100, currentReceivables: 100 }), 1, null],
  ["nothing paid: no days late", () => meanDaysLate({ days: ZERO, count: 0 }), 1, null],
  ["nothing paid: no weighted days late", () => weightedDaysLate({ dayAmounts: ZERO, amount: ZERO }), 1, null],
  ["credit on account only: a DSO below zero", () => daysSalesOutstanding({ receivables: -100, sales: 300, days: 30 }), 1, "-10"],
];
it.each(PUBLISHED)("%s", (_what, make, places, expected) => {
  expect(metricText(make(), places)).toBe(expected);
});

it("says what a metric is made of, and why there is none", () => {
  const made = collectionEffectiveness(IBM);
  expect([made.kind, made.numerator.toNumber(), made.denominator.toNumber(), made.factor]).toEqual(["value", 1_910_297, 1_978_434, 100]);
  const dso = daysSalesOutstanding(IBM);
  expect([dso.numerator.toNumber(), dso.denominator.toNumber(), dso.factor]).toEqual([590_374, 1_928_165, 90]);
  const delinquent = averageDaysDelinquent(IBM);
  expect([delinquent.numerator.toNumber(), delinquent.denominator.toNumber(), delinquent.factor]).toEqual([68_137, 1_928_165, 90]);
  const best = bestPossibleDso(IBM);
  expect([best.numerator.toNumber(), best.denominator.toNumber(), best.factor]).toEqual([522_237, 1_928_165, 90]);
  expect([meanDaysLate({ days: whole(8), count: 2 }).factor, weightedDaysLate({ dayAmounts: whole(8), amount: whole(2) }).factor]).toEqual([1, 1]);
});

const ABSENT: [make: () => Metric, reason: string][] = [
  [() => daysSalesOutstanding({ receivables: 1, sales: 0, days: 30 }), "noSales"],
  [() => bestPossibleDso({ currentReceivables: 1, sales: 0, days: 30 }), "noSales"],
  [() => averageDaysDelinquent({ receivables: 2, currentReceivables: 1, sales: 0, days: 30 }), "noSales"],
  [() => collectionEffectiveness({ opening: 0, sales: 0, receivables: 0, currentReceivables: 0 }), "nothingToCollect"],
  [() => meanDaysLate({ days: ZERO, count: 0 }), "nothingPaid"],
  [() => weightedDaysLate({ dayAmounts: ZERO, amount: ZERO }), "nothingPaid"],
];
it.each(ABSENT)("a metric without a base is absent by name (%#)", (make, reason) => {
  const made = make();
  expect(made).toEqual({ kind: "absent", reason, numerator: made.numerator, denominator: made.denominator, factor: made.factor });
});

const ROUNDED: [mode: RoundingMode | undefined, places: number, expected: string][] = [
  [undefined, 1, "2.3"], ["halfAwayFromZero", 1, "2.3"], ["halfEven", 1, "2.2"], ["towardsZero", 1, "2.2"], [undefined, 2, "2.25"], [undefined, 0, "2"],
];
it.each(ROUNDED)("2.25 rounded by %s to %i places is %s", (mode, places, expected) => {
  expect(metricText(metric(whole(9), whole(4), 1, "noSales"), places, mode)).toBe(expected);
});

it("keeps amounts that doubles would not", () => {
  const made = metric(whole(Number.MAX_SAFE_INTEGER), whole(1), 365, "noSales");
  expect(metricText(made, 0)).toBe((BigInt(Number.MAX_SAFE_INTEGER) * 365n).toString());
});

const month = (sales: number, days = 30): MonthSales => ({ sales, days });
const COUNTBACK: [what: string, receivables: number, months: MonthSales[], value: string | null, counted: string[]][] = [
  ["212,000 with 100, 80, 70 thousand in months of 30 days", 212_000, [month(100_000), month(80_000), month(70_000)], "73.7143", ["30", "30", "13.7143"]],
  ["the same in March, February, January", 212_000, [month(100_000, 31), month(80_000, 28), month(70_000, 31)], "73.1714", ["31", "28", "14.1714"]],
  ["exactly two months", 180, [month(100), month(80), month(70)], "60", ["30", "30"]],
  ["a part of the latest month", 25, [month(100, 31), month(80)], "7.75", ["7.75"]],
  ["a month without sales counts whole", 150, [month(100), month(0), month(100)], "75", ["30", "30", "15"]],
  ["a month with more credited than billed adds to what is left", 150, [month(100), month(-50), month(200)], "75", ["30", "30", "15"]],
  ["nothing open", 0, [month(100)], "0", []],
  ["credit only", -5, [], "0", []],
  ["more open than ever sold", 200, [month(100), month(60)], null, ["30", "30"]],
  ["no sales on record", 200, [], null, []],
];
it.each(COUNTBACK)("countback: %s", (_what, receivables, months, value, counted) => {
  const made = countbackDso(receivables, months);
  expect(metricText(made, 4)).toBe(value);
  expect(made.kind).toBe(value === null ? "absent" : "value");
  expect(made.months.map((each) => decimalText(each.counted.toDecimalPlaces(4)))).toEqual(counted);
  const explained = made.months.reduce((sum, each) => sum + each.explained, 0);
  if (made.kind === "absent") expect([made.reason, made.unexplained]).toEqual(["historyTooShort", receivables - explained]);
  else expect(explained).toBe(Math.max(0, receivables));
  expect(made.months.map(({ sales, days }) => ({ sales, days }))).toEqual(months.slice(0, made.months.length));
});

it("reads decimals exactly", () => expect(metricText(metric(parseDecimal("0.1") ?? ZERO, whole(3), 3, "noSales"), 20)).toBe("0.1"));
