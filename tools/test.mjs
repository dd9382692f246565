/**
 * `npm test [-- PATTERN …]`: unit, contract, component and browser tests; PATTERN limits them to test files whose path contains it.
 * `--unit`: without a browser; `--e2e`: only the browser tests. The last line on standard output is `N passed, N failed`.
 */
import { buildWhenStale } from "./build.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { addCounts, countsLine, runJest } from "./lib/jestRuns.mjs";
import { Failure, readArguments, runScript, say } from "./lib/messages.mjs";
import { ensureBrowser, ensurePrintTools } from "./lib/testBrowser.mjs";

await runScript(async (argv) => {
  const { words: patterns, options } = readArguments(argv, { unit: "flag", e2e: "flag" });
  if (options.unit === true && options.e2e === true) throw new Failure("--unit and --e2e exclude each other; without either, everything runs.");
  const withUnit = options.e2e !== true;
  const withBrowser = options.unit !== true;

  ensureInstalled();
  const env = withBrowser ? { CHROME_PATH: ensureBrowser() } : {};
  ensurePrintTools();

  let counts = { passed: 0, failed: 0, skipped: 0 };
  if (withUnit) {
    say("Unit and contract tests …");
    counts = addCounts(counts, runJest({ projects: ["unit", "dom"], patterns, env }));
  }
  if (withBrowser) {
    say("Browser tests …");
    counts = addCounts(counts, (await isBuilt()) ? runJest({ projects: ["e2e"], patterns, inBand: true, env }) : { passed: 0, failed: 1, skipped: 0 });
  }
  const isNothing = counts.passed + counts.failed + counts.skipped === 0;
  if (isNothing) say(`No test file's path contains ${patterns.join(" or ")}.`);
  process.stdout.write(`${countsLine(counts)}\n`);
  return counts.failed > 0 || isNothing ? 1 : 0;
});

/** Browser tests walk through the built add-in: without it they count as one failed test, and the others' result still stands. */
async function isBuilt() {
  try {
    await buildWhenStale();
    return true;
  } catch (problem) {
    if (!(problem instanceof Failure)) throw problem;
    say(problem.message);
    return false;
  }
}
