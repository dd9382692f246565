import { discountBaseMinor, splitDiscount } from "../../../src/core/cash/cashDiscount";
import { DISCOUNT_BASES, type DiscountBase } from "../../../src/core/cash/discountBase";

/** Nets and taxes of the groups, in cents. */
function document(...groups: [taxable: number, tax: number][]): { net: number; total: number; taxGroups: { taxable: number; tax: number }[] } {
  const net = groups.reduce((sum, [taxable]) => sum + taxable, 0);
  return { net, total: net + groups.reduce((sum, [, tax]) => sum + tax, 0), taxGroups: groups.map(([taxable, tax]) => ({ taxable, tax })) };
}

const CASES: readonly { source: string; of: ReturnType<typeof document>; discount: number; base: DiscountBase; receive: number; onIncome: number; onTax: number }[] = [
  { source: "erpnext test_payment_entry: 236.00 at 10 %", of: document([20_000, 3_600]), discount: 2_360, base: "included", receive: 21_240, onIncome: 2_000, onTax: 360 },
  { source: "erpnext: 50.00 off 236.00", of: document([20_000, 3_600]), discount: 5_000, base: "included", receive: 18_600, onIncome: 4_237, onTax: 763 },
  { source: "odoo included: 1,725.00 at 10 %", of: document([150_000, 22_500]), discount: 17_250, base: "included", receive: 155_250, onIncome: 15_000, onTax: 2_250 },
  { source: "odoo excluded: 1,000.00 at 15 % and 2,000.00 untaxed", of: document([100_000, 15_000], [200_000, 0]), discount: 30_000, base: "excluded", receive: 285_000, onIncome: 30_000, onTax: 0 },
  { source: "odoo term, included", of: document([100_000, 15_000]), discount: 11_500, base: "included", receive: 103_500, onIncome: 10_000, onTax: 1_500 },
  { source: "odoo term, excluded", of: document([100_000, 15_000]), discount: 10_000, base: "excluded", receive: 105_000, onIncome: 10_000, onTax: 0 },
  { source: "odoo mixed: taxed on 900.00 from the start", of: document([90_000, 13_500], [10_000, 0]), discount: 10_000, base: "mixed", receive: 103_500, onIncome: 10_000, onTax: 0 },
  { source: "untaxed", of: document([9_999, 0]), discount: 200, base: "included", receive: 9_799, onIncome: 200, onTax: 0 },
  { source: "all of it", of: document([20_000, 3_600]), discount: 23_600, base: "included", receive: 0, onIncome: 20_000, onTax: 3_600 },
  { source: "two rates", of: document([10_000, 1_900], [5_000, 350]), discount: 518, base: "included", receive: 16_732, onIncome: 450, onTax: 68 },
];

test.each(CASES)("$source ($base)", ({ of, discount, base, receive, onIncome, onTax }) => {
  expect(of.total - discount).toBe(receive);
  const split = splitDiscount(discount, of, { base });
  expect([split.onIncome, split.onTax]).toEqual([onIncome, onTax]);
  expect(split.groups.reduce((sum, group) => sum + group.tax, 0)).toBe(onTax);
});

test("the base in the document", () => {
  const of = { net: 100, total: 119 };
  expect(DISCOUNT_BASES.map((base) => [base, discountBaseMinor(of, base)])).toEqual([["included", 119], ["excluded", 100], ["mixed", 100]]);
});

describe("by tax group", () => {
  test("base and tax of each group fall in proportion, the residue in the last", () => {
    const of = document([3_333, 633], [3_333, 233], [3_334, 0]);
    expect(splitDiscount(100, of, { base: "included" })).toEqual({ onIncome: 92, onTax: 8, groups: [{ taxable: 31, tax: 6 }, { taxable: 31, tax: 2 }, { taxable: 30, tax: 0 }] });
    expect(splitDiscount(100, of, { base: "excluded" })).toEqual({ onIncome: 100, onTax: 0, groups: [{ taxable: 33, tax: 0 }, { taxable: 33, tax: 0 }, { taxable: 34, tax: 0 }] });
  });

  test("the residue goes to the last group that has any", () => {
    const group = (taxable: number, of: number): { taxable: number; tax: number } => ({ taxable, tax: of });
    expect(splitDiscount(10, document([100, 19], [100, 19], [100, 19]), { base: "included" })).toEqual({ onIncome: 8, onTax: 2, groups: [group(3, 1), group(3, 1), group(2, 0)] });
    expect(splitDiscount(10, document([100, 19], [100, 19], [100, 0]), { base: "included" })).toEqual({ onIncome: 9, onTax: 1, groups: [group(3, 1), group(3, 0), group(3, 0)] });
  });

  test("two taxes on one net: each tax is lowered, the net once", () => {
    const of = { net: 10_000, taxGroups: [{ taxable: 10_000, tax: 900 }, { taxable: 10_000, tax: 900 }] };
    expect(splitDiscount(1_180, of, { base: "included" })).toEqual({ onIncome: 1_000, onTax: 180, groups: [{ taxable: 1_000, tax: 90 }, { taxable: 1_000, tax: 90 }] });
  });

  test("a group of returned goods", () => {
    expect(splitDiscount(95, document([10_000, 2_000], [-2_000, -500]), { base: "included" })).toEqual({ onIncome: 80, onTax: 15, groups: [{ taxable: 100, tax: 20 }, { taxable: -20, tax: -5 }] });
  });

  test("a document of nothing", () => {
    expect(splitDiscount(0, document([0, 0]), { base: "included" })).toEqual({ onIncome: 0, onTax: 0, groups: [{ taxable: 0, tax: 0 }] });
    expect(splitDiscount(0, document(), { base: "included" })).toEqual({ onIncome: 0, onTax: 0, groups: [] });
  });
});

describe("over several payments", () => {
  const of = document([10_000, 1_900], [5_005, 350]);

  test("the tax of all takings is the tax of the whole discount, however it is divided", () => {
    const whole = splitDiscount(517, of, { base: "included" });
    for (const step of [1, 7, 100, 516]) {
      let before = 0;
      const sum = { onIncome: 0, onTax: 0, groups: [{ taxable: 0, tax: 0 }, { taxable: 0, tax: 0 }] };
      while (before < 517) {
        const taken = Math.min(step, 517 - before);
        const split = splitDiscount(taken, of, { base: "included", before });
        expect(split.onIncome + split.onTax).toBe(taken);
        sum.onIncome += split.onIncome;
        sum.onTax += split.onTax;
        split.groups.forEach(({ taxable, tax }, index) => { const group = sum.groups[index]; if (group !== undefined) { group.taxable += taxable; group.tax += tax; } });
        before += taken;
      }
      expect(sum).toEqual(whole);
    }
  });

  test("a bounced payment gives back what it took", () => {
    const taken = splitDiscount(100, of, { base: "included", before: 50 });
    const back = splitDiscount(-100, of, { base: "included", before: 150 });
    expect([back.onIncome, back.onTax]).toEqual([-taken.onIncome, -taken.onTax]);
  });
});
