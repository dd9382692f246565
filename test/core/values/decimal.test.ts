import { decimalFromMinor, decimalFromNumber, decimalText, parseDecimal, roundDecimal, type RoundingMode, roundToMinor, scaleToMinor } from "../../../src/core/values/decimal";

function decimal(text: string) {
  const value = parseDecimal(text);
  if (value === null) throw new Error(text);
  return value;
}

const roundings: readonly (readonly [text: string, decimals: number, mode: RoundingMode, expected: number])[] = [
  ["1.005", 2, "halfAwayFromZero", 101], ["-1.005", 2, "halfAwayFromZero", -101], ["1.00499999999999999999999999", 2, "halfAwayFromZero", 100],
  ["156435.885", 2, "halfAwayFromZero", 15643589], ["-156435.885", 2, "halfAwayFromZero", -15643589],
  ["0.5", 0, "halfAwayFromZero", 1], ["0.5", 0, "halfEven", 0], ["1.5", 0, "halfEven", 2], ["-2.5", 0, "halfEven", -2],
  ["1.999", 2, "towardsZero", 199], ["-1.999", 2, "towardsZero", -199], ["1.001", 2, "awayFromZero", 101], ["-1.001", 2, "awayFromZero", -101],
];

test.each(roundings)("%s at %i decimals, %s, is %i", (text, decimals, mode, expected) => {
  expect(roundToMinor(decimal(text), decimals, mode)).toBe(expected);
  expect(roundDecimal(decimal(text), decimals, mode).eq(decimalFromMinor(expected, decimals))).toBe(true);
});

/** Every mode on the same values: ties and not, both signs. */
const MODES: Readonly<Record<RoundingMode, readonly number[]>> = {
  //                 2.5  -2.5  3.5  -3.5  2.4  -2.4  2.6  -2.6  2  -0.5
  halfAwayFromZero: [3, -3, 4, -4, 2, -2, 3, -3, 2, -1],
  halfTowardsZero: [2, -2, 3, -3, 2, -2, 3, -3, 2, 0],
  halfEven: [2, -2, 4, -4, 2, -2, 3, -3, 2, 0],
  halfCeiling: [3, -2, 4, -3, 2, -2, 3, -3, 2, 0],
  halfFloor: [2, -3, 3, -4, 2, -2, 3, -3, 2, -1],
  awayFromZero: [3, -3, 4, -4, 3, -3, 3, -3, 2, -1],
  towardsZero: [2, -2, 3, -3, 2, -2, 2, -2, 2, 0],
  ceiling: [3, -2, 4, -3, 3, -2, 3, -2, 2, 0],
  floor: [2, -3, 3, -4, 2, -3, 2, -3, 2, -1],
};

test.each(Object.entries(MODES).map(([mode, expected]) => ({ mode: mode as RoundingMode, expected })))("$mode", ({ mode, expected }) => {
  const values = ["2.5", "-2.5", "3.5", "-3.5", "2.4", "-2.4", "2.6", "-2.6", "2", "-0.5"].map(decimal);
  expect(values.map((value) => roundToMinor(value, 0, mode))).toEqual(expected);
});

test("half away from zero is what is meant without a word", () => {
  expect(roundToMinor(decimal("-0.005"), 2)).toBe(-1);
  expect(decimalText(roundDecimal(decimal("2.345"), 2))).toBe("2.35");
});

test("zero has no sign", () => {
  expect(Object.is(roundToMinor(decimal("-0.001"), 2), 0)).toBe(true);
});

test("the largest amount, on either side of zero", () => {
  expect([roundToMinor(decimal("10000000000000"), 2), roundToMinor(decimal("-10000000000000.004"), 2)]).toEqual([1e15, -1e15]);
});

test.each(["10000000000000.01", "-10000000000000.01", "9".repeat(50)])("%s is no amount", (text) => {
  expect(() => roundToMinor(decimal(text), 2)).toThrow(new RangeError(`Amount out of range: ${text}`));
});

test("neither is what is no number", () => {
  expect(() => roundToMinor(decimal("1").div(0), 2)).toThrow(RangeError);
  expect(() => roundToMinor(decimalFromNumber(NaN), 2)).toThrow(RangeError);
});

test.each([
  ["12", "12"], ["-1234.5600", "-1234.56"], ["+.5", "0.5"], ["5.", "5"], [" 007 ", "7"], ["0.00000000000000000001", "0.00000000000000000001"],
  ["1,5", null], ["1e5", null], ["", null], [".", null], ["--1", null], ["1 000", null], ["0x10", null], ["١", null], ["Infinity", null],
])("parseDecimal(%j) is %p", (text, expected) => {
  const value = parseDecimal(text);
  expect(value === null ? null : decimalText(value)).toBe(expected);
});

test.each([[0.1, "0.1"], [1e21, "1000000000000000000000"], [1e-7, "0.0000001"], [-2.5, "-2.5"], [123456789012345, "123456789012345"]])(
  "the number %p is the decimal %s",
  (value, expected) => {
    expect(decimalText(decimalFromNumber(value))).toBe(expected);
  },
);

test("minor units and back", () => {
  expect(decimalText(decimalFromMinor(-5, 2))).toBe("-0.05");
  expect(decimalText(scaleToMinor(decimal("1.2345"), 2))).toBe("123.45");
});
