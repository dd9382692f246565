import { interestOf, interestTogether } from "../../../src/core/cash/interest";
import { type Decimal, parseDecimal } from "../../../src/core/values/decimal";
import { addDays } from "../../../src/core/values/plainDate";
import { isoDay } from "../../support/days";

function rate(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

const DUE = isoDay("2025-12-31");
function day(number: number): ReturnType<typeof addDays> {
  return addDays(DUE, number);
}
const owed = (principal: number, from = -30): { from: ReturnType<typeof day>; principal: number } => ({ from: day(from), principal });

const PUBLISHED: readonly { source: string; principal: number; ratePercent: string; days: number; interest: number }[] = [
  { source: "erpnext test_dunning: 100.00 at 10 % for 15 days", principal: 10_000, ratePercent: "10", days: 15, interest: 41 },
  { source: "tools.gera.services: 12,000.00 at 13 % for 90 days", principal: 1_200_000, ratePercent: "13", days: 90, interest: 38_466 },
  { source: "paidnice prints 169.68, from a day's figure rounded first", principal: 500_000, ratePercent: "12.25", days: 101, interest: 16_949 },
  { source: "a leap year has 365 days too", principal: 365_000, ratePercent: "10", days: 366, interest: 36_600 },
  { source: "no day", principal: 10_000, ratePercent: "10", days: 0, interest: 0 },
  { source: "half a cent goes up", principal: 365, ratePercent: "50", days: 1, interest: 1 },
  { source: "just below half a cent", principal: 364, ratePercent: "50", days: 1, interest: 0 },
  { source: "no decimals: 100,000 yen", principal: 100_000, ratePercent: "3", days: 61, interest: 501 },
  { source: "three decimals: 100.000 dinars", principal: 100_000, ratePercent: "8", days: 45, interest: 986 },
];

test.each(PUBLISHED)("$source", ({ principal, ratePercent, days, interest }) => {
  const { principalDays, ...found } = interestOf({ principalSteps: [owed(principal)], ratePercent: rate(ratePercent), from: DUE, through: day(days) });
  expect(principalDays.toFixed()).toBe(String(principal * days));
  expect(found).toEqual({ interest, days, steps: days === 0 ? [] : [{ from: DUE, through: day(days), days, principal }] });
});

describe("steps of the principal", () => {
  const terms = { ratePercent: rate("10"), from: DUE, through: day(30) };

  test("a payment's own day still bears interest on what was owed before it", () => {
    const { steps, days, interest } = interestOf({ ...terms, principalSteps: [owed(100_000), owed(40_000, 10)] });
    expect(steps).toEqual([
      { from: DUE, through: day(10), days: 10, principal: 100_000 },
      { from: day(10), through: day(30), days: 20, principal: 40_000 },
    ]);
    expect([days, interest]).toEqual([30, 493]); // (100,000 × 10 + 40,000 × 20) × 10 % ÷ 365 = 493.15…
  });

  test("days on which nothing was owed bear none and are not counted", () => {
    const { steps, days } = interestOf({ ...terms, principalSteps: [owed(100_000, 5), owed(0, 10), owed(50_000, 20)] });
    expect(steps.map((step) => [step.from - DUE, step.through - DUE, step.principal])).toEqual([[5, 10, 100_000], [20, 30, 50_000]]);
    expect(days).toBe(15);
  });

  test("in any order; of two on one day the later given counts", () => {
    const { steps } = interestOf({ ...terms, principalSteps: [owed(1, 10), owed(2, 10), owed(7)] });
    expect(steps.map(({ principal, days }) => [principal, days])).toEqual([[7, 10], [2, 20]]);
  });

  test("steps on the watermark and on the last day", () => {
    const { steps } = interestOf({ ...terms, principalSteps: [owed(9), owed(8, 0), owed(7, 30), owed(6, 31)] });
    expect(steps).toEqual([{ from: DUE, through: day(30), days: 30, principal: 8 }]);
  });

  test("a watermark at or after the last day: nothing", () => {
    for (const through of [day(0), day(-1)]) expect(interestOf({ ...terms, through, principalSteps: [owed(100_000)] })).toMatchObject({ interest: 0, days: 0, steps: [] });
    expect(interestOf({ ...terms, principalSteps: [] })).toMatchObject({ interest: 0, days: 0, steps: [] });
  });

  test("refused", () => {
    expect(() => interestOf({ ...terms, principalSteps: [owed(-1)] })).toThrow("Principal below zero: -1");
    expect(() => interestOf({ ...terms, principalSteps: [], ratePercent: rate("-0.01") })).toThrow("below zero: -0.01");
    expect(interestOf({ ...terms, principalSteps: [owed(5)], ratePercent: rate("0") }).interest).toBe(0);
  });
});

describe("charged from a watermark", () => {
  const at = { principalSteps: [owed(123_457), owed(98_765, 12)], ratePercent: rate("9.12") };

  /** What each run charges: the interest of all periods so far, less what was charged before. */
  function charges(...days: readonly number[]): number[] {
    const periods = days.map((on, index) => ({ ...interestOf({ ...at, from: day(days[index - 1] ?? 0), through: day(on) }), ratePercent: at.ratePercent }));
    return periods.map((_, index) => interestTogether(periods.slice(0, index + 1)) - interestTogether(periods.slice(0, index)));
  }
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);

  test("day 5, then day 35: together the interest of 35 days, not of 5 and of 35 (rentemester#145)", () => {
    expect(charges(5, 35)).toEqual([154, 784]); // 154.23… and 938.25… in all
    expect(interestOf({ ...at, from: DUE, through: day(35) }).interest).toBe(938);
  });

  test("charged every day for three months it comes to the interest of three months", () => {
    const daily = charges(...Array.from({ length: 90 }, (_, index) => index + 1));
    expect(sum(daily)).toBe(2_295); // (123,457 × 12 + 98,765 × 78) × 9.12 % ÷ 365 = 2,295.03…
    expect(interestOf({ ...at, from: DUE, through: day(90) }).interest).toBe(2_295);
  });

  test("periods at rates of their own, and none", () => {
    const half = { principalDays: rate("18250"), ratePercent: rate("1") }; // half a cent
    expect([interestTogether([half]), interestTogether([half, half]), interestTogether([half, { ...half, ratePercent: rate("2") }]), interestTogether([])]).toEqual([1, 1, 2, 0]);
  });
});
