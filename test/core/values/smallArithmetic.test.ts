import fc from "fast-check";
import { decimalFromNumber, parseDecimal, smallDecimal } from "../../../src/core/values/decimal";
import { divideFractions, fractionOf, multiplyFractions, roundFraction, wholeFraction } from "../../../src/core/values/fraction";
import { powerOfTen, roundedPercent, roundedProduct, roundedQuotient, roundedShare } from "../../../src/core/values/smallArithmetic";

function decimal(text: string) {
  const value = parseDecimal(text);
  if (value === null) throw new Error(text);
  return value;
}

test.each([
  ["0", 0, 0], ["-0", 0, 0], ["7", 7, 0], ["-12", -12, 0], ["1200", 1200, 0], ["12.50", 125, 1], ["-0.005", -5, 3], ["0.1", 1, 1], ["100.0000001", 1000000001, 7],
  ["9999999.9999999", 99999999999999, 7], ["0.0000001", 1, 7],
])("%s is %p with %p places", (text, over, places) => {
  const small = smallDecimal(decimal(text));
  expect(small).toEqual({ over, places });
  expect(Object.is(small?.over, -0)).toBe(false);
});

test.each(["10000000", "0.00000001", "1.00000001", "12345678.5", "0.12345678", "10000000.0000001", "10000000000000000"])("%s has too many digits for it", (text) => {
  expect(smallDecimal(decimal(text))).toBeNull();
});

test("what is no finite number is no small decimal", () => {
  expect([smallDecimal(decimalFromNumber(NaN)), smallDecimal(decimal("1").div(0))]).toEqual([null, null]);
});

const digits = fc.tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.integer({ min: 0, max: 8 })).map(([whole, places]) => decimal(String(whole)).div(decimal(String(10n ** BigInt(places)))));

test("a small decimal is the decimal", () => {
  fc.assert(fc.property(digits, (value) => {
    const small = smallDecimal(value);
    if (small === null) return;
    const { over, under } = fractionOf(value);
    expect(BigInt(small.over) * under).toBe(over * 10n ** BigInt(small.places));
  }), { numRuns: 2_000 });
});

/** What the plain way says where it says something, and what fractions say. */
test("products, percents and shares are those of fractions, or not told", () => {
  fc.assert(fc.property(digits, digits, fc.integer({ min: 0, max: 4 }), fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (a, b, decimals, minor) => {
    const exact = multiplyFractions(fractionOf(a), fractionOf(b));
    const product = roundedProduct(a, b, decimals);
    if (product !== null) expect(product).toBe(roundFraction({ over: exact.over * 10n ** BigInt(decimals), under: exact.under }));
    const percent = roundedPercent(minor, a);
    if (percent !== null) expect(percent).toBe(roundFraction(divideFractions(multiplyFractions(wholeFraction(minor), fractionOf(a)), wholeFraction(100))));
  }), { numRuns: 2_000 });
});

test.each([
  [5, 2, 3], [-5, 2, -3], [49, 100, 0], [-49, 100, 0], [50, 100, 1], [-50, 100, -1], [0, 7, 0], [-0, 7, 0], [1e15, 1, 1e15], [-1e15, 1, -1e15], [999_999_999_999_999, 2, 500_000_000_000_000], [1e15, 3, 333_333_333_333_333],
  [1e15 + 1, 1, null], [1, 2e15, null], [NaN, 1, null],
])("%p ÷ %p is %p", (over, under, expected) => {
  expect(Object.is(roundedQuotient(over, under), expected)).toBe(true);
});

test("a share is exact at any size", () => {
  expect(roundedShare(1_234_567, 20, 100)).toBe(246_913);
  expect(roundedShare(999_999_999_999_999, 99_750, 1_000_000)).toBe(99_750_000_000_000);
  expect(() => roundedShare(999_999_999_999_999, 200, 100)).toThrow(RangeError);
});

test("powers of ten, and decimals that are told by fractions alone", () => {
  expect(Array.from({ length: 16 }, (_, exponent) => powerOfTen(exponent))).toEqual(Array.from({ length: 16 }, (_, exponent) => Number(10n ** BigInt(exponent))));
  expect([roundedProduct(decimal("12345678.5"), decimal("1"), 2), roundedProduct(decimal("1"), decimal("12345678.5"), 2), roundedPercent(1, decimal("0.00000001")), roundedProduct(decimal("200"), decimal("3"), 2)]).toEqual([null, null, null, 60_000]);
});
