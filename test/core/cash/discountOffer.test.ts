import { type Offering, discountAvailable, discountOnPaid, judgeDiscount, offerOn } from "../../../src/core/cash/discountOffer";
import { isoDay } from "../../support/days";

const LAST = isoDay("2026-01-11");
const LATE = isoDay("2026-01-12");

/** 500.00 with 2 % (10.00) by 11 January, of which this much is open. */
function single(open = 50_000, discountLeft = 1_000): Offering {
  return { parts: [{ amount: open, offer: { until: LAST, discount: 1_000, of: 50_000 } }], discountLeft };
}

/** Two parts of 100.00 with 3.00 and 1.00 of their own, and one of 50.00 without. */
const PARTS: Offering = {
  parts: [
    { amount: 10_000, offer: { until: LAST, discount: 300, of: 10_000 } },
    { amount: 10_000, offer: { until: isoDay("2026-02-10"), discount: 100, of: 10_000 } },
    { amount: 5_000, offer: null },
  ],
  discountLeft: 400,
};

describe("what settling earns", () => {
  test.each([
    { name: "the whole on the last day", of: single(), settled: 50_000, on: LAST, is: 1_000 },
    { name: "the whole a day late", of: single(), settled: 50_000, on: LATE, is: 0 },
    { name: "half: half", of: single(), settled: 25_000, on: LAST, is: 500 },
    { name: "a third: rounded", of: single(), settled: 16_667, on: LAST, is: 333 },
    { name: "half a cent goes up", of: single(), settled: 25, on: LAST, is: 1 },
    { name: "less than half a cent", of: single(), settled: 24, on: LAST, is: 0 },
    { name: "nothing settled", of: single(), settled: 0, on: LAST, is: 0 },
    { name: "more than is open earns no more", of: single(20_000), settled: 50_000, on: LAST, is: 400 },
    { name: "after a part payment of 200.00: of the rest only (odoo#94050)", of: single(30_000), settled: 30_000, on: LAST, is: 600 },
    { name: "what was granted before is not given again", of: single(30_000, 100), settled: 30_000, on: LAST, is: 100 },
    { name: "parts: the first", of: PARTS, settled: 10_000, on: LAST, is: 300 },
    { name: "parts: the first and half of the second", of: PARTS, settled: 15_000, on: LAST, is: 350 },
    { name: "parts: all", of: PARTS, settled: 25_000, on: LAST, is: 400 },
    { name: "parts: the first is late", of: PARTS, settled: 25_000, on: LATE, is: 100 },
    { name: "parts: all are late", of: PARTS, settled: 25_000, on: isoDay("2026-02-11"), is: 0 },
  ])("$name", ({ of, settled, on, is }) => {
    expect(offerOn(of, settled, on)).toBe(is);
  });

  test("available is what settling all that is open earns", () => {
    expect(discountAvailable(single(), LAST)).toBe(1_000);
    expect(discountAvailable(single(30_000), LAST)).toBe(600);
    expect(discountAvailable(PARTS, LATE)).toBe(100);
  });
});

describe("the most that goes with a payment", () => {
  test.each([
    { name: "exactly the discounted amount", of: single(), paid: 49_000, is: 1_000 },
    { name: "all, without a discount: no room", of: single(), paid: 50_000, is: 0 },
    { name: "more than all", of: single(), paid: 60_000, is: 0 },
    { name: "a cent of room", of: single(), paid: 49_999, is: 1 },
    { name: "400.00: 2 ÷ 98 of it", of: single(), paid: 40_000, is: 816 },
    { name: "nothing", of: single(), paid: 0, is: 0 },
    { name: "over two parts", of: PARTS, paid: 14_650, is: 350 },
  ])("$name", ({ of, paid, is }) => {
    const most = discountOnPaid(of, paid, LAST);
    expect(most).toBe(is);
    expect(offerOn(of, paid + most, LAST)).toBeGreaterThanOrEqual(most);
  });

  test("for every payment of an item: earned, and one cent more is not", () => {
    const open = 1_234;
    const item: Offering = { parts: [{ amount: open, offer: { until: LAST, discount: 40, of: 1_300 } }], discountLeft: 40 };
    const wrong: number[] = [];
    for (let paid = 0; paid <= open; paid += 1) {
      const most = discountOnPaid(item, paid, LAST);
      const fits = (discount: number): boolean => paid + discount <= open && discount <= offerOn(item, paid + discount, LAST);
      if (!fits(most) || fits(most + 1) || fits(most + 2) || fits(most + 3)) wrong.push(paid);
    }
    expect(wrong).toEqual([]);
  });
});

describe("the verdict", () => {
  test.each([
    { name: "no offer known", of: undefined, discount: 1, paid: 100, on: LAST, is: { kind: "notOffered" } },
    { name: "parts without an offer", of: { parts: [{ amount: 5, offer: null }], discountLeft: 5 }, discount: 1, paid: 4, on: LAST, is: { kind: "notOffered" } },
    { name: "all of it was taken", of: single(100, 0), discount: 1, paid: 99, on: LAST, is: { kind: "notOffered" } },
    { name: "earned on the last day", of: single(), discount: 1_000, paid: 49_000, on: LAST, is: { kind: "earned" } },
    { name: "late", of: single(), discount: 1_000, paid: 49_000, on: LATE, is: { kind: "late", lastDay: LAST } },
    { name: "late when the last part's day is over", of: PARTS, discount: 1, paid: 9_999, on: isoDay("2026-02-11"), is: { kind: "late", lastDay: isoDay("2026-02-10") } },
    { name: "one part is late, the other offers less", of: PARTS, discount: 101, paid: 24_899, on: LATE, is: { kind: "aboveOffer", offered: 100, available: 100 } },
    { name: "the whole discount on a part payment", of: single(), discount: 1_000, paid: 40_000, on: LAST, is: { kind: "aboveOffer", offered: 1_000, available: 816 } },
    { name: "a cent too much", of: single(), discount: 1_001, paid: 48_999, on: LAST, is: { kind: "aboveOffer", offered: 1_000, available: 1_000 } },
    { name: "less than offered", of: single(), discount: 999, paid: 49_001, on: LAST, is: { kind: "earned" } },
    { name: "days of parts in another order", of: { ...PARTS, parts: [...PARTS.parts].reverse() }, discount: 1, paid: 9_999, on: isoDay("2026-02-11"), is: { kind: "late", lastDay: isoDay("2026-02-10") } },
  ])("$name", ({ of, discount, paid, on, is }) => {
    expect(judgeDiscount(of, { discount, paid, on })).toEqual(is);
  });
});
