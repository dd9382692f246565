import { findCombination } from "../../../src/core/cash/combination";

test("unique means unique: against every subset counted one by one", () => {
  let seed = 7;
  const random = (n: number): number => { seed = (seed * 48271) % 2147483647; return seed % n; };
  for (let round = 0; round < 150; round += 1) {
    const amounts = Array.from({ length: 1 + random(8) }, () => 1 + random(20));
    const target = 1 + random(60);
    const hits: number[][] = [];
    for (let mask = 1; mask < 2 ** amounts.length; mask += 1) {
      const indexes = amounts.flatMap((_, index) => ((mask >> index) & 1 ? [index] : []));
      if (indexes.reduce((sum, index) => sum + (amounts[index] ?? 0), 0) === target) hits.push(indexes);
    }
    const found = findCombination(amounts, target);
    if (found.kind !== "several") {
      expect(found).toEqual(hits.length === 0 ? { kind: "none" } : { kind: "unique", indexes: hits[0] });
      expect(hits.length).toBeLessThan(2);
      continue;
    }
    const unions = hits.flatMap((one, index) => hits.slice(index + 1).map((other) => JSON.stringify([...new Set([...one, ...other])].sort((a, b) => a - b))));
    expect(unions).toContain(JSON.stringify(found.indexes));
  }
});

test("two thousand open items are given up long before every sum is formed", () => {
  const amounts = Array.from({ length: 2000 }, (_, index) => 1000 + ((index * 7919) % 90_001));
  expect(findCombination(amounts, 150_000_001)).toEqual({ kind: "unknown" });
});

test("thirty items of amounts that never meet are more than can be proved", () => {
  expect(findCombination(Array.from({ length: 30 }, (_, index) => 2 ** index), 2 ** 30 - 1)).toEqual({ kind: "unknown" });
});
