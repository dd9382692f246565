import { priceInvoice } from "../../src/core/documents/invoice";
import { exactnessFuzz, judge, makeDocument } from "./exactness.fuzz";
import { nearest, split } from "./exactnessReference";

test("a slice of the exactness fuzz: 20,000 cases, none wrong", async () => {
  expect(exactnessFuzz.missing()).toBeNull();
  const { cases, failed, failures } = await exactnessFuzz.run({ seed: 20260131, cases: 20_000 });
  expect({ cases, failed, failures }).toEqual({ cases: 20_000, failed: 0, failures: [] });
});

test("the judge sees a single minor unit, wherever it is", () => {
  const document = makeDocument(7, 12);
  expect(judge(document)).toEqual([]);
  for (const field of ["net", "tax", "total", "payable", "payableRounding", "lineTotal"] as const) {
    expect(judge(document, (input) => { const totals = priceInvoice(input); return { ...totals, [field]: totals[field] + 1 }; })).not.toEqual([]);
  }
  for (const field of ["amount", "discount", "net"] as const) {
    expect(judge(document, (input) => {
      const totals = priceInvoice(input);
      return { ...totals, lines: totals.lines.map((line, at) => (at === 0 ? { ...line, [field]: line[field] + 1 } : line)) };
    })).not.toEqual([]);
  }
  expect(judge(document, (input) => {
    const totals = priceInvoice(input);
    return { ...totals, groups: totals.groups.map((group, at) => (at === 0 ? { ...group, tax: group.tax + 1 } : group)) };
  })).not.toEqual([]);
  expect(judge(document, () => { throw new RangeError("no"); })).toEqual(["refused: RangeError: no"]);
});

test.each([[5n, 10n, 1n], [-5n, 10n, -1n], [4n, 10n, 0n], [-4n, 10n, 0n], [15n, 10n, 2n], [7n, 3n, 2n], [8n, 3n, 3n]])("the judge's own rounding: %p ÷ %p is %p", (n, d, expected) => {
  expect(nearest(n, d)).toBe(expected);
});

test("the judge's own split", () => {
  expect(split(3n, [1n, 1n])).toEqual([2n, 1n]);
  expect(split(2n, [1n, 1n, 1n, 1n])).toEqual([1n, 1n, 0n, 0n]);
  expect(split(10n, [100n, -50n])).toEqual([20n, -10n]);
});
