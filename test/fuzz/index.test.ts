import { indexFuzz } from "./index.fuzz";

it("a slice: the index kept by edits equals a rebuild", async () => {
  expect(await indexFuzz.run({ seed: 20_261_122, cases: 2_000 })).toEqual({ cases: 2_000, failures: [], failed: 0 });
});
