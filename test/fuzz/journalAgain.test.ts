import { journalAgainFuzz } from "./journalAgain.fuzz";

test("random books whose Journal is gone: every cell is as it was when it is made again from the tables", async () => {
  const { failures, failed } = await journalAgainFuzz.run({ seed: 40_001, cases: 8 });
  expect(failures).toEqual([]);
  expect(failed).toBe(0);
});
