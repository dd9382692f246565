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

it.each([4_096, 4_097, 9_000, 12_289])("merges the runs of %i items, equals in the order given, with a pause at least every 4,096", (count) => {
  const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
  const items = Array.from({ length: count }, (_, at) => ({ key: (at * 7_919) % 1_009, at }));
  expect(runSteps(sortInSteps(items, compare)).map(({ at }) => at)).toEqual([...items].sort(compare).map(({ at }) => at));
  const runs = Math.ceil(count / 4_096);
  const passes = Math.ceil(Math.log2(runs));
  const pauses = [...sortInSteps(items, compare)].length;
  expect([pauses >= runs + passes * Math.floor(count / 600), pauses <= runs + passes * (Math.ceil(count / 512) + 1)]).toEqual([true, true]);
});

it("of nothing makes nothing", () => expect(runSteps(sortInSteps([], () => 0))).toEqual([]));
