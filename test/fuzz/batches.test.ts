import { batchesFuzz } from "./batches.fuzz";

test("request batches, right, wrong and mutilated, are answered with documented codes and leave a sound book", async () => {
  const result = await batchesFuzz.run({ seed: 11, cases: 300 });
  expect(result.failures).toEqual([]);
  expect(result.cases).toBe(300);
}, 60_000);
