import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runNode } from "./project.mjs";

/**
 * Runs jest once for the named projects of jest.config.js and answers its counts. What jest prints goes to standard error.
 * A test file that cannot even be loaded counts as one failed test, and so does a run that ends without a result.
 */
export function runJest({ projects, patterns, inBand = false, env = {} }) {
  const folder = mkdtempSync(path.join(tmpdir(), "open-item-test-"));
  const results = path.join(folder, "results.json");
  try {
    const status = runNode(
      "node_modules/jest/bin/jest.js",
      [
        "--selectProjects", ...projects,
        "--json", `--outputFile=${results}`,
        "--passWithNoTests",
        "--forceExit", // a test that failed with its server open must not keep the run alive
        ...(inBand ? ["--runInBand"] : []),
        ...(patterns.length > 0 ? ["--testPathPatterns", ...patterns] : []),
      ],
      { stdio: ["ignore", 2, 2], env: { ...process.env, ...env } },
    );
    return countsOf(readResults(results), status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The counts of a jest result; `status` is jest's exit code, which never may be bad while the counts look good. */
export function countsOf(results, status) {
  if (results === null) return { passed: 0, failed: 1, skipped: 0 };
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed, skipped: results.numPendingTests + results.numTodoTests };
}

export function addCounts(left, right) {
  return { passed: left.passed + right.passed, failed: left.failed + right.failed, skipped: left.skipped + right.skipped };
}

/** `12 passed, 0 failed`, and `, 3 skipped` when there are any. */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
