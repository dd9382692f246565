/** `npm run fuzz [-- NAME …] [--seed N] [--cases N] [--json]`: the whole of every fuzz (test/fuzz); `npm test` runs slices of them. */
import { ensureInstalled } from "./ensure.mjs";
import { Failure, readArguments, runScript } from "./lib/messages.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

await runScript(async (argv) => {
  const { words: names, options } = readArguments(argv, { seed: "value", cases: "value", json: "flag" });
  ensureInstalled();
  // A fuzz is loaded on demand by import(), which Node resolves apart from require.
  (await import("tsx/esm/api")).register();
  return loadTypeScript("test/fuzz/main.ts").main({ names, seed: wholeNumber("seed", options.seed), cases: wholeNumber("cases", options.cases), json: options.json === true });
});

function wholeNumber(name, text) {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Failure(`--${name} wants a whole number, not ${text}.`);
  return Number(text);
}
