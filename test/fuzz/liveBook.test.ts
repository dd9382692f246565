import { runLiveBooks } from "./liveBook.fuzz";

/** Seeds by the kind of book that they begin as. */
it.each<[what: string, seed: number, edits: number]>([
  ["a ledger", 30_000, 60],
  ["a person's own tables", 30_003, 30],
])("a slice, %s: every function's cells equal a rebuild after edits, told and untold", async (_what, seed, edits) => {
  const { result, tally } = await runLiveBooks({ seed, cases: edits });
  expect(result).toEqual({ cases: edits, failures: [], failed: 0 });
  // Errors equal errors: a slice that compares little else would say nothing.
  expect(tally.figures).toBeGreaterThan(tally.errors);
}, 180_000);
