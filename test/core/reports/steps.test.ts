import * as fc from "fast-check";
import { runSteps, sortInSteps } from "../../../src/core/reports/steps";

it("sorts as the built-in sort does, also beyond one run, and keeps the order of equals", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 200 }), fc.constantFrom(1, 90, 130), (keys, times) => {
      const items = Array.from({ length: times }, () => keys).flat().map((key, at) => ({ key, at }));
      const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
      expect(runSteps(sortInSteps(items, compare))).toEqual([...items].sort(compare));
    }),
    { numRuns: 40, seed: 1 },
  );
});
