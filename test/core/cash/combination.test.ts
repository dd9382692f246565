import { findCombination } from "../../../src/core/cash/combination";

const CASES: readonly { name: string; amounts: number[]; target: number; is: ReturnType<typeof findCombination> }[] = [
  { name: "nothing to choose from", amounts: [], target: 5, is: { kind: "none" } },
  { name: "the empty set is no set", amounts: [5], target: 0, is: { kind: "none" } },
  { name: "one amount alone", amounts: [7, 5], target: 5, is: { kind: "unique", indexes: [1] } },
  { name: "all of them", amounts: [1, 2, 4], target: 7, is: { kind: "unique", indexes: [0, 1, 2] } },
  { name: "one more than all of them", amounts: [1, 2, 4], target: 8, is: { kind: "none" } },
  { name: "no amount is used twice", amounts: [3, 10], target: 6, is: { kind: "none" } },
  { name: "two equal amounts are two ways", amounts: [5, 9, 5], target: 5, is: { kind: "several", indexes: [0, 2] } },
  { name: "both of two equal amounts are one way", amounts: [5, 5, 9], target: 10, is: { kind: "unique", indexes: [0, 1] } },
  { name: "a pair against one", amounts: [4, 6, 10], target: 10, is: { kind: "several", indexes: [0, 1, 2] } },
  { name: "two ways share an amount", amounts: [1, 2, 3, 100], target: 103, is: { kind: "several", indexes: [0, 1, 2, 3] } },
  { name: "two ways to a sum on the way", amounts: [1, 1, 100], target: 101, is: { kind: "several", indexes: [0, 1, 2] } },
  { name: "what is not above zero is left out", amounts: [0, -5, 5, 7], target: 7, is: { kind: "unique", indexes: [3] } },
];

test.each(CASES)("$name", ({ amounts, target, is }) => {
  expect(findCombination(amounts, target)).toEqual(is);
});

describe("limits", () => {
  const four = [1, 2, 4, 8]; // 1, 3, 7, 15 sums; 1 + 2 + 4 + 8 steps
  test.each([
    { limits: { sums: 15, steps: 15 }, kind: "unique" },
    { limits: { sums: 14, steps: 15 }, kind: "unknown" },
    { limits: { sums: 15, steps: 14 }, kind: "unknown" },
  ])("$limits: $kind", ({ limits, kind }) => {
    expect(findCombination(four, 15, limits).kind).toBe(kind);
  });

  test("amounts and sums above the target cost nothing", () => {
    expect(findCombination([20, 30, 3], 4, { sums: 1, steps: 1 }).kind).toBe("none");
    expect(findCombination([3, 2], 4, { sums: 2, steps: 3 }).kind).toBe("none");
  });

  test("what is proved ambiguous needs no more sums", () => {
    expect(findCombination([5, 5, 1, 2], 5, { sums: 2, steps: 3 }).kind).toBe("several");
  });
});
