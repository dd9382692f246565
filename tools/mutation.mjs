/**
 * `npm run mutation [-- FOLDER …]`: changes src/core in thousands of small ways and counts how many of them its tests notice.
 * FOLDER is a folder or file below src/core (values, ledger/fold.ts); without one all of it is changed, which takes hours.
 */
import { existsSync } from "node:fs";
import { ensureInstalled } from "./ensure.mjs";
import { ensureBenchInstalled } from "./lib/benchPackages.mjs";
import { Failure, readArguments, runScript } from "./lib/messages.mjs";
import { inProject, runNode } from "./lib/project.mjs";

await runScript(async (argv) => {
  const { words: places } = readArguments(argv, {});
  for (const place of places) if (!existsSync(inProject(`src/core/${place}`))) throw new Failure(`There is no src/core/${place}.`);
  ensureInstalled();
  ensureBenchInstalled();
  const env = { ...process.env, OPEN_ITEM_MUTATE: places.join(","), TSX_TSCONFIG_PATH: inProject("tsconfig.json") };
  return runNode("bench/node_modules/@stryker-mutator/core/bin/stryker.js", ["run", "bench/stryker.config.mjs"], { env });
});
