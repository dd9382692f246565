import * as fc from "fast-check";
import { daysInSteps, runSteps } from "../../../src/core/reports/steps";

interface Item {
  readonly day: number;
  readonly key: number;
  readonly at: number;
}
const dayOf = ({ day }: Item): number => day;
const compare = (a: Item, b: Item): number => a.key - b.key;

/** As the built-in sort orders them, a list a day. */
function expected(items: readonly Item[]): { readonly day: number; readonly items: readonly Item[] }[] {
  const days = [...new Set(items.map(dayOf))].sort((a, b) => a - b);
  return days.map((day) => ({ day, items: items.filter((item) => item.day === day).sort(compare) }));
}

it("gives the days in order, each sorted as the built-in sort does, equals in the order given", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ key: fc.nat({ max: 30 }), day: fc.integer({ min: -3, max: 3 }) }), { maxLength: 200 }), fc.constantFrom(1, 90), (given, times) => {
      const items = Array.from({ length: times }, () => given).flat().map((each, at) => ({ ...each, at }));
      expect(runSteps(daysInSteps(items, dayOf, compare))).toEqual(expected(items));
    }),
    { numRuns: 40, seed: 1 },
  );
});

it.each([4_096, 4_097, 9_000, 12_289])("a day of %i items is sorted with pauses in between", (count) => {
  const items = Array.from({ length: count }, (_, at) => ({ day: 7, key: (at * 7_919) % 1_009, at }));
  expect(runSteps(daysInSteps(items, dayOf, compare))).toEqual(expected(items));
  const runs = Math.ceil(count / 4_096);
  const passes = Math.ceil(Math.log2(runs));
  const pauses = [...daysInSteps(items, dayOf, compare)].length - Math.ceil(count / 512);
  expect([pauses >= runs + passes * Math.floor(count / 600), pauses <= runs + passes * (Math.ceil(count / 512) + 1)]).toEqual([true, true]);
});

it("of nothing makes nothing", () => expect(runSteps(daysInSteps([], dayOf, compare))).toEqual([]));
