import { addCounts, countsLine, countsOf } from "../../tools/lib/jestRuns.mjs";

const RESULT = { numPassedTests: 5, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0 };

test.each([
  ["all passed", RESULT, 0, "5 passed, 0 failed"],
  ["some failed", { ...RESULT, numFailedTests: 2 }, 1, "5 passed, 2 failed"],
  ["skipped and to do", { ...RESULT, numPendingTests: 2, numTodoTests: 1 }, 0, "5 passed, 0 failed, 3 skipped"],
  ["a file that cannot be loaded", { ...RESULT, numRuntimeErrorTestSuites: 1 }, 1, "5 passed, 1 failed"],
  ["jest failed for another reason", RESULT, 1, "5 passed, 1 failed"],
  ["jest ended without a result", null, 0, "0 passed, 1 failed"],
])("%s", (_name, results, status, line) => expect(countsLine(countsOf(results, status))).toBe(line));

test("two runs add up", () => {
  expect(countsLine(addCounts({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 0 }))).toBe("11 passed, 22 failed, 3 skipped");
});
