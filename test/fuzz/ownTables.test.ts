import { FuzzFailures } from "./fuzz";
import { judgeOwnTables } from "./ownTables.fuzz";

test("a slice of own tables of all kinds: what the core gives, or a refusal with its reason", () => {
  const tally = { told: 0, refusedRows: 0, refusedColumns: 0 };
  const failures = new FuzzFailures();
  for (let seed = 1; seed <= 100; seed++) for (const sentence of judgeOwnTables(seed, tally)) failures.add(`${seed}: ${sentence}`);
  expect(failures.result(100)).toEqual({ cases: 100, failures: [], failed: 0 });
  expect(tally.told).toBeGreaterThan(50);
  expect(tally.refusedRows).toBeGreaterThan(10);
  expect(tally.refusedColumns).toBeLessThan(15);
});
