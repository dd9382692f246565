/**
 * `npm run bench [-- --only P1,P5] [--sizes 10000,100000] [--rounds N] [--json]`: the speed figures P1 to P12 beside what else could do the
 * work, each after a check against an independent count. docs/PERFORMANCE.md holds the last whole run.
 */
import { createRequire } from "node:module";
import { buildWhenStale } from "./build.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { ensureBenchInstalled } from "./lib/benchPackages.mjs";
import { Failure, readArguments, runScript, say } from "./lib/messages.mjs";
import { inProject } from "./lib/project.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

const require = createRequire(import.meta.url);
const ROUNDS = 5;
/** A million rows as lists of cells take two gigabytes and more. */
const MEMORY = "--max-old-space-size=12000";

await runScript(async (argv) => {
  const { words, options } = readArguments(argv, { only: "value", sizes: "value", rounds: "value", json: "flag" });
  if (words.length > 0) throw new Failure(`npm run bench takes no names; write --only ${words.join(",")}.`);
  const sizes = options.sizes === undefined ? undefined : options.sizes.split(",").map((text) => wholeNumber("sizes", text));
  const rounds = options.rounds === undefined ? ROUNDS : wholeNumber("rounds", options.rounds);
  const only = options.only === undefined ? [] : options.only.split(",").map((id) => id.trim().toUpperCase());
  ensureInstalled();
  ensureBenchInstalled();
  await bundle();
  // What runs in a browser is the add-in as it is built.
  if (only.length === 0 || only.includes("P11") || only.includes("P12")) await buildWhenStale();
  const { BENCHES } = loadTypeScript("bench/benches.ts");
  const { runBenches } = loadTypeScript("bench/frame/main.ts");
  const starts = {
    bundle: ["--expose-gc", MEMORY, inProject(".cache/bench/bench.cjs")],
    scripts: ["--expose-gc", MEMORY, "--require", require.resolve("tsx/cjs"), inProject("bench/one.ts")],
  };
  return runBenches(BENCHES, { only, sizes, rounds, json: options.json === true }, starts);
});

/** The benches as one script in .cache/bench, as the add-in is shipped. */
function bundle() {
  const compiler = require("webpack")(require(inProject("bench/webpack.bench.config.cjs")));
  return new Promise((done, fail) => {
    compiler.run((error, stats) => {
      compiler.close(() => undefined);
      if (error) fail(error);
      else if (stats.hasErrors()) fail(new Failure(`The benches could not be built:\n${stats.toString({ preset: "errors-only" })}`));
      else done();
    });
  }).then(() => say("Built the benches."));
}

function wholeNumber(name, text) {
  if (!/^\s*[1-9]\d{0,8}\s*$/.test(text)) throw new Failure(`--${name} wants whole numbers such as 10000, not ${text}.`);
  return Number(text);
}
