import * as fc from "fast-check";
import { decimalFromMinor, decimalFromNumber, decimalText, roundToMinor } from "../../src/core/values/decimal";
import { exactDecimal, exactFromMinor, exactText, roundHalfAway, subtractExact } from "../../src/functions/exactDecimal";

const CASES: [value: number, decimals: number, minor: number, moved: string][] = [
  [1.005, 2, 101, "0.005"],
  [-1.005, 2, -101, "-0.005"],
  [0.004, 2, 0, "-0.004"],
  [2.5, 0, 3, "0.5"],
  [1e-7, 2, 0, "-0.0000001"],
  [12e20, 0, 12e20, "0"],
];
it.each(CASES)("%p at %p decimals is %p", (value, decimals, minor, moved) => {
  expect(roundHalfAway(exactDecimal(value), decimals)).toBe(minor);
  if (Number.isSafeInteger(minor)) expect(exactText(subtractExact(exactFromMinor(minor, decimals), exactDecimal(value)))).toBe(moved);
});

it("agrees with decimal.js", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.constantFrom(0, 2, 3), (value, decimals) => {
      const minor = roundHalfAway(exactDecimal(value), decimals);
      expect(minor).toBe(roundToMinor(decimalFromNumber(value), decimals));
      expect(exactText(subtractExact(exactFromMinor(minor, decimals), exactDecimal(value)))).toBe(decimalText(decimalFromMinor(minor, decimals).minus(decimalFromNumber(value))));
    }),
  );
});
