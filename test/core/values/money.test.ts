import fc from "fast-check";
import { type CurrencyCode, currencyDecimals, isIsoCurrency, parseCurrency } from "../../../src/core/values/currency";
import { parseDecimal, type RoundingMode } from "../../../src/core/values/decimal";
import { minorFromNumber, minorText, MINOR_MAX, numberFromMinor } from "../../../src/core/values/money";
import { allocate, allocateOver, minorFromDecimal, minorFromText, roundToStep } from "../../../src/core/values/moneyDecimal";

function code(text: string): CurrencyCode {
  const parsed = parseCurrency(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}


const numbers: readonly (readonly [value: number, decimals: number, expected: number | string])[] = [
  [0, 2, 0], [-0, 2, 0], [1234.5, 2, 123450], [0.1 + 0.2, 2, 30], [1000.1 - 1000, 2, 10], [-4.35, 2, -435], [1e-12, 2, 0], [-1e-12, 2, 0], [1.1 * 3, 2, 330],
  [1.005, 2, "subMinor"], [1234.565, 2, "subMinor"], [33.333333, 2, "subMinor"], [0.001, 2, "subMinor"], [-0.001, 2, "subMinor"],
  // half a cent, and less, of amounts that are almost too large for a cell; what one subtraction leaves there is none
  [9000000000000.125, 2, "subMinor"], [-9000000000000.125, 2, "subMinor"], [9000000000000.123, 2, "subMinor"], [9000000000000.002, 2, 900000000000000], [-9000000000000.002, 2, -900000000000000],
  [900000000000.0005, 3, "subMinor"], [900000000000.0001, 3, 900000000000000], [900000000000000.5, 0, "subMinor"], [900000000000000.125, 0, 900000000000000], [900000000000000.25, 0, 900000000000000], [900000000000000.375, 0, "subMinor"],
  // the residue's edge: 1e-9 and a little
  [100.01 + 1e-9, 2, 10001], [100.01 + 2e-9, 2, "subMinor"], [100.01 - 1e-9, 2, 10001], [100.01 - 2e-9, 2, "subMinor"], [1e-9, 2, 0], [1.1e-9, 2, "subMinor"],
  [1e6 + 1.8e-9, 2, 100000000], [1e6 + 2.1e-9, 2, "subMinor"],
  [0.5, 0, "subMinor"], [12, 0, 12], [1.234, 3, 1234], [1.2345, 3, "subMinor"],
  [9999999999999.99, 2, MINOR_MAX], [-9999999999999.99, 2, -MINOR_MAX], [1e13, 2, "tooLarge"], [-1e13, 2, "tooLarge"], [1e300, 2, "tooLarge"],
  [999999999999.999, 3, MINOR_MAX], [1e12, 3, "tooLarge"],
  [NaN, 2, "notANumber"], [Infinity, 2, "notANumber"],
];

test.each(numbers)("a cell's %p at %i decimals is %p", (value, decimals, expected) => {
  const reading = minorFromNumber(value, decimals);
  expect(reading.ok ? reading.minor : reading.problem).toBe(expected);
});

const texts: readonly (readonly [text: string, decimals: number, expected: number | string])[] = [
  ["1234.50", 2, 123450], ["-0.01", 2, -1], [" +7 ", 2, 700], ["-0", 2, 0], [".5", 2, 50], ["5.", 2, 500], ["1.230", 2, 123], ["1.005", 2, "subMinor"],
  ["9999999999999.99", 2, MINOR_MAX], ["9999999999999.991", 2, "tooLarge"], ["10000000000000", 2, "tooLarge"], ["9000000000000", 3, "tooLarge"], ["9".repeat(400), 2, "tooLarge"], [`1.${"0".repeat(120)}1`, 2, "subMinor"], [`1.5${"0".repeat(120)}`, 2, 150],
  ["", 2, "notANumber"], [".", 2, "notANumber"], ["1,234.50", 2, "notANumber"], ["1e3", 2, "notANumber"], ["12 EUR", 2, "notANumber"],
];

test.each(texts)("the text %j at %i decimals is %p", (text, decimals, expected) => {
  const reading = minorFromText(text, decimals);
  expect(reading.ok ? reading.minor : reading.problem).toBe(expected);
});

test("a decimal that is no number is no amount", () => {
  const one = parseDecimal("1");
  expect(one === null ? null : minorFromDecimal(one.div(0), 2)).toEqual({ ok: false, problem: "notANumber" });
});

test("every amount survives the way through a cell and through text", () => {
  fc.assert(
    fc.property(fc.integer({ min: -MINOR_MAX, max: MINOR_MAX }), fc.constantFrom(0, 2, 3), (minor, decimals) => {
      expect(minorFromNumber(numberFromMinor(minor, decimals), decimals)).toEqual({ ok: true, minor });
      expect(minorFromText(minorText(minor, decimals), decimals)).toEqual({ ok: true, minor });
    }),
    { numRuns: 3000, seed: 1 },
  );
});

test("a difference of two amounts in cells is an amount (below a million), a tenth of a cent never is", () => {
  const cell = fc.integer({ min: -99_999_999, max: 99_999_999 });
  fc.assert(
    fc.property(cell, cell, fc.integer({ min: 1, max: 9 }), (a, b, mill) => {
      expect(minorFromNumber(a / 100 - b / 100, 2)).toEqual({ ok: true, minor: a - b === 0 ? 0 : a - b });
      expect(minorFromNumber((a * 10 + mill) / 1000, 2)).toEqual({ ok: false, problem: "subMinor" });
    }),
    { numRuns: 3000, seed: 2 },
  );
});

test.each([
  [0, 2, "0.00"], [5, 2, "0.05"], [-5, 2, "-0.05"], [123450, 2, "1234.50"], [-123450, 2, "-1234.50"], [7, 0, "7"], [-7, 0, "-7"], [7, 3, "0.007"], [12345, 3, "12.345"],
])("%i at %i decimals reads %s", (minor, decimals, expected) => {
  expect(minorText(minor, decimals)).toBe(expected);
});

test.each([
  ["0.03 in halves", 3, [1, 1], [2, 1]],
  ["0.02 in four: nobody gets less than nothing", 2, [1, 1, 1, 1], [1, 1, 0, 0]],
  ["a credit is the mirror", -3, [1, 1], [-2, -1]],
  ["the residue goes to the last that has a weight", 100, [1, 1, 1, 0], [33, 33, 34, 0]],
  ["by weight", 1000, [70, 20, 10], [700, 200, 100]],
  ["nothing", 0, [1, 2], [0, 0]],
  ["more parts than units: the first take them", 3, [1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0]],
  ["nobody gets less than nothing, whoever has no weight", 2, [1, 1, 1, 0, 1], [1, 1, 0, 0, 0]],
  ["a residue of more than a unit is the last part's", 5, [3, 3, 3, 3, 3, 3, 3], [1, 1, 1, 1, 1, 0, 0]],
  ["too little rounded away is made up by the last", 4, [1, 1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, 0, 4]],
  ["a zero weight in the middle", 7, [1, 0, 1], [4, 0, 3]],
  ["a zero weight first", -7, [0, 1, 1], [0, -4, -3]],
  ["goods and returns: the proportion is kept", 1000, [10000, -5000], [2000, -1000]],
  ["goods and returns, residue last", 100, [-1, 4], [-33, 133]],
  ["a part may be larger than the whole where signs are mixed", 1, [200, -100], [2, -1]],
  ["only returns", 100, [-3000, -1000], [75, 25]],
  ["a discount on returns", -100, [-3000, -1000], [-75, -25]],
  ["near 10^13", 9_999_999_999_999, [1, 1, 1], [3_333_333_333_333, 3_333_333_333_333, 3_333_333_333_333]],
  ["near 10^13 by large weights", 9_999_999_999_999, [4_500_000_000_000_001, 4_500_000_000_000_000], [5_000_000_000_000, 4_999_999_999_999]],
])("allocate: %s", (_, minor, weights, parts) => {
  expect(allocate(minor, weights)).toEqual(parts);
});

test("allocated parts sum to the amount, and none has the other sign", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 }), (minor, weights) => {
      fc.pre(weights.some((weight) => weight > 0));
      const parts = allocate(minor, weights);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(minor);
      expect(parts.every((part, at) => part * minor >= 0 && ((weights[at] ?? 0) > 0 || part === 0))).toBe(true);
    }),
    { numRuns: 2000, seed: 3 },
  );
});

test.each([[[]], [[0, 0]], [[1, -1]], [[5, 0, -5]], [[0.5, 0.5]], [[0.5, 0.5, 1]], [[1, NaN]], [[Number.MAX_SAFE_INTEGER, 2]]])("allocate refuses the weights %j", (weights) => {
  expect(() => allocate(100, weights)).toThrow(new RangeError("allocate needs weights that are whole and do not sum to zero"));
});

test("things with a weight come back with their parts", () => {
  const items = [{ name: "a", weight: 1 }, { name: "b", weight: 3 }];
  expect(allocateOver(-10, items, (item) => item.weight)).toEqual([{ item: items[0], amount: -3 }, { item: items[1], amount: -7 }]);
  expect(allocate(0, [1, 1]).every((part) => Object.is(part, 0))).toBe(true);
  expect(allocate(-1, [3, 1, 0]).every((part) => !Object.is(part, -0))).toBe(true);
});

const steps: readonly (readonly [minor: number, step: number, expected: number, mode?: RoundingMode])[] = [
  [1001, 5, 1000], [1002, 5, 1000], [1003, 5, 1005], [2018, 5, 2020], [1000, 5, 1000], [-1001, 5, -1000], [-1003, 5, -1005], [0, 5, 0], [2, 5, 0], [-2, 5, 0], [3, 5, 5],
  [1004, 10, 1000], [1005, 10, 1010], [-1005, 10, -1010], [1006, 10, 1010], [1049, 100, 1000], [1050, 100, 1100], [-1050, 100, -1100], [24, 50, 0], [25, 50, 50], [75, 50, 100],
  [1005, 10, 1000, "halfTowardsZero"], [1005, 10, 1000, "halfEven"], [1015, 10, 1020, "halfEven"], [1009, 10, 1000, "towardsZero"], [-1009, 10, -1000, "towardsZero"],
  [1001, 10, 1010, "awayFromZero"], [-1001, 10, -1000, "ceiling"], [-1001, 10, -1010, "floor"], [7, 1, 7], [9_999_999_999_998, 5, 10_000_000_000_000],
];

test.each(steps.map(([minor, step, expected, mode]) => ({ minor, step, expected, mode })))("$minor in cash of step $step is $expected ($mode)", ({ minor, step, expected, mode }) => {
  const rounded = mode === undefined ? roundToStep(minor, step) : roundToStep(minor, step, mode);
  expect(Object.is(rounded, expected)).toBe(true);
});

test.each([0, -5, 0.5, NaN])("%p is no step of cash", (step) => {
  expect(() => roundToStep(100, step)).toThrow(new RangeError(`Not a step to round to: ${step}`));
});

test.each([
  ["EUR", true], ["USD", true], ["JPY", true], ["KWD", true], ["ZWG", true], ["BGN", true], ["EUO", false], ["XXX", false], ["XAU", false], ["XTS", false], ["ABC", false], ["UYW", true],
])("ISO 4217 knows %s as money: %p", (text, known) => {
  expect(isIsoCurrency(code(text))).toBe(known);
});

/** ISO 4217, list one: the codes whose minor unit is not 1/100. */
const ODD_DECIMALS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", 3: "BHD IQD JOD KWD LYD OMR TND", 4: "CLF UYW", 2: "EUR USD GBP CHF HUF MGA MRU TWD IDR INR CNY",
};

test.each(Object.entries(ODD_DECIMALS).flatMap(([decimals, codes]) => codes.split(" ").map((each) => [each, Number(decimals)] as const)))("%s has %i decimals and is known", (text, decimals) => {
  expect(currencyDecimals(code(text))).toBe(decimals);
  expect(isIsoCurrency(code(text))).toBe(true);
});

test.each([
  ["EUR", "EUR"], [" usd ", "USD"], ["US", null], ["EURO", null], ["€", null], ["E1R", null], ["ßa", null], ["", null],
])("currency %j is %p", (text, expected) => {
  expect(parseCurrency(text)).toBe(expected);
});

test.each([["EUR", 2], ["JPY", 0], ["KRW", 0], ["ISK", 0], ["KWD", 3], ["TND", 3], ["CLF", 4], ["HUF", 2], ["XYZ", 2]])("%s has %i decimals", (text, decimals) => {
  expect(currencyDecimals(code(text))).toBe(decimals);
});
