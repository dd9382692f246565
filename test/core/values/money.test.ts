import fc from "fast-check";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../../../src/core/values/currency";
import { parseDecimal } from "../../../src/core/values/decimal";
import { addMoney, minorFromNumber, minorText, money, MINOR_MAX, moneyText, negateMoney, numberFromMinor, subtractMoney } from "../../../src/core/values/money";
import { allocate, minorFromDecimal, minorFromText } from "../../../src/core/values/moneyDecimal";

function code(text: string): CurrencyCode {
  const parsed = parseCurrency(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

const EUR = code("EUR");

const numbers: readonly (readonly [value: number, decimals: number, expected: number | string])[] = [
  [0, 2, 0], [-0, 2, 0], [1234.5, 2, 123450], [0.1 + 0.2, 2, 30], [1000.1 - 1000, 2, 10], [-4.35, 2, -435], [1e-12, 2, 0], [-1e-12, 2, 0], [1.1 * 3, 2, 330],
  [1.005, 2, "subMinor"], [1234.565, 2, "subMinor"], [33.333333, 2, "subMinor"], [0.001, 2, "subMinor"], [-0.001, 2, "subMinor"],
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
  ["9999999999999.99", 2, MINOR_MAX], ["9999999999999.991", 2, "tooLarge"], ["10000000000000", 2, "tooLarge"], ["9000000000000", 3, "tooLarge"], ["9".repeat(400), 2, "tooLarge"],
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

test("money adds, subtracts and negates in one currency only", () => {
  expect(addMoney(money(1050, EUR), money(-50, EUR))).toEqual(money(1000, EUR));
  expect(subtractMoney(money(1050, EUR), money(50, EUR))).toEqual(money(1000, EUR));
  expect(Object.is(negateMoney(money(0, EUR)).minor, 0)).toBe(true);
  expect(moneyText(negateMoney(money(1050, EUR)))).toBe("-10.50");
  expect(moneyText(money(1050, code("JPY")))).toBe("1050");
  expect(() => addMoney(money(1, EUR), money(1, code("USD")))).toThrow(TypeError);
  expect(() => subtractMoney(money(1, EUR), money(1, code("USD")))).toThrow(TypeError);
  expect(() => money(0.5, EUR)).toThrow(RangeError);
});

test.each([
  ["0.03 in halves", 3, [1, 1], [2, 1]],
  ["0.02 in four: nobody gets less than nothing", 2, [1, 1, 1, 1], [1, 1, 0, 0]],
  ["a credit is the mirror", -3, [1, 1], [-2, -1]],
  ["the residue goes to the last that has a weight", 100, [1, 1, 1, 0], [33, 33, 34, 0]],
  ["by weight", 1000, [70, 20, 10], [700, 200, 100]],
  ["nothing", 0, [1, 2], [0, 0]],
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

test.each([[[]], [[0, 0]], [[1, -1, 5]], [[0.5, 1]], [[Number.MAX_SAFE_INTEGER, 2]]])("allocate refuses the weights %j", (weights) => {
  expect(() => allocate(100, weights)).toThrow(RangeError);
});

test.each([
  ["EUR", "EUR"], [" usd ", "USD"], ["US", null], ["EURO", null], ["€", null], ["E1R", null], ["ßa", null], ["", null],
])("currency %j is %p", (text, expected) => {
  expect(parseCurrency(text)).toBe(expected);
});

test.each([["EUR", 2], ["JPY", 0], ["KRW", 0], ["ISK", 0], ["KWD", 3], ["TND", 3], ["CLF", 4], ["HUF", 2], ["XYZ", 2]])("%s has %i decimals", (text, decimals) => {
  expect(currencyDecimals(code(text))).toBe(decimals);
});
