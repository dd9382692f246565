import { decimalFromNumber, parseDecimal } from "../../../src/core/values/decimal";
import { addFractions, divideFractions, fractionOf, fractionText, multiplyFractions, powerOfTen, roundFraction, wholeFraction } from "../../../src/core/values/fraction";

function decimal(text: string) {
  const value = parseDecimal(text);
  if (value === null) throw new Error(text);
  return value;
}

test.each([
  ["0", 0n, 1n], ["12", 12n, 1n], ["-12", -12n, 1n], ["1.25", 125n, 100n], ["-0.005", -5n, 1000n], ["1200", 1200n, 1n], ["0.1000", 1n, 10n],
  ["1e0".replace("e0", "") + "0".repeat(25), 10n ** 25n, 1n], ["0." + "0".repeat(24) + "1", 1n, 10n ** 25n],
])("%s is %p over %p", (text, over, under) => {
  expect(fractionOf(decimal(text))).toEqual({ over, under });
});

test("what is no number is no fraction", () => {
  expect(() => fractionOf(decimalFromNumber(NaN))).toThrow("Not a number: NaN");
  expect(() => fractionOf(decimal("1").div(0))).toThrow(RangeError);
});

test("sums, products and quotients", () => {
  const [half, third] = [{ over: 1n, under: 2n }, { over: 1n, under: 3n }];
  expect(addFractions(half, third)).toEqual({ over: 5n, under: 6n });
  expect(addFractions(third, third)).toEqual({ over: 2n, under: 3n });
  expect(multiplyFractions(half, third)).toEqual({ over: 1n, under: 6n });
  expect(divideFractions(half, third)).toEqual({ over: 3n, under: 2n });
  expect(multiplyFractions({ over: 14n, under: 3n }, { over: 7n, under: 5n })).toEqual({ over: 98n, under: 15n });
  expect(divideFractions({ over: 14n, under: 15n }, { over: 3n, under: 5n })).toEqual({ over: 70n, under: 45n });
  expect(wholeFraction(-7)).toEqual({ over: -7n, under: 1n });
});

test.each([
  [5n, 2n, 3], [-5n, 2n, -3], [49n, 100n, 0], [-49n, 100n, 0], [50n, 100n, 1], [-50n, 100n, -1], [0n, 7n, 0], [7n, 7n, 1], [10n ** 15n, 1n, 1e15], [-(10n ** 15n), 1n, -1e15],
  [4n * 10n ** 15n + 1n, 4n, 1e15], [1n, 3n, 0], [2n, 3n, 1],
])("%p over %p rounds to %p", (over, under, expected) => {
  expect(Object.is(roundFraction({ over, under }), expected)).toBe(true);
});

test.each([10n ** 15n + 1n, -(10n ** 15n) - 1n])("%p is no amount", (over) => {
  expect(() => roundFraction({ over, under: 1n })).toThrow("Amount out of range");
});

test.each([
  [1n, 8n, 6, "0.125", true], [1n, 3n, 3, "0.333", false], [2n, 3n, 3, "0.666", false], [-1n, 8n, 3, "-0.125", true], [-5n, 1n, 2, "-5", true], [0n, 9n, 4, "0", true],
  [1n, 1000n, 2, "0", false], [12345n, 100n, 12, "123.45", true], [100n, 1n, 0, "100", true], [5n, 2n, 0, "2", false], [1n, 100n, 1, "0", false], [21n, 200n, 3, "0.105", true], [10203n, 100n, 4, "102.03", true], [-1n, 1000n, 2, "-0", false],
])("%p over %p at %i places is %s, complete %p", (over, under, places, text, complete) => {
  expect(fractionText({ over, under }, places)).toEqual({ text, complete });
});

test.each([0, 1, 19, 20, 40])("10 to the power of %i", (exponent) => {
  expect(powerOfTen(exponent)).toBe(10n ** BigInt(exponent));
});
