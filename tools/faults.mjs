/**
 * `npm run faults [-- --layer NAME] [--seed N] [--cases N] [--matching PATTERN] [--long] [--json] [--mutants]`: everything that can go wrong
 * between Excel and the add-in (test/simulation); `npm test` runs a slice of it.
 */
import { ensureInstalled } from "./ensure.mjs";
import { Failure, readArguments, runScript } from "./lib/messages.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

await runScript(async (argv) => {
  const { words, options } = readArguments(argv, { layer: "value", seed: "value", cases: "value", matching: "value", long: "flag", json: "flag", mutants: "flag", part: "value", first: "flag" });
  ensureInstalled();
  // A layer is loaded on demand by import(), which Node resolves apart from require.
  (await import("tsx/esm/api")).register();
  const layers = [...words, ...(options.layer?.split(",") ?? [])];
  const status = await loadTypeScript("test/simulation/main.ts").main({
    layers, seed: wholeNumber("seed", options.seed), cases: wholeNumber("cases", options.cases), long: options.long === true, json: options.json === true, mutants: options.mutants === true,
    part: options.part, matching: options.matching, first: options.first === true,
  });
  return status;
});

function wholeNumber(name, text) {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Failure(`--${name} wants a whole number, not ${text}.`);
  return Number(text);
}
