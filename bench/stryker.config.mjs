/**
 * The mutation run over src/core (`npm run mutation [-- FOLDER …]`): thousands of small changes to the rules, each of which
 * some test must notice. OPEN_ITEM_MUTATE names folders or files below src/core, separated by commas.
 */
const { OPEN_ITEM_MUTATE: chosen = "" } = process.env;
const places = chosen === "" ? [""] : chosen.split(",");
const sources = places.map((place) => (place.endsWith(".ts") ? `src/core/${place}` : `src/core/${place === "" ? "" : `${place}/`}**/*.ts`));

export default {
  packageManager: "npm",
  plugins: ["./bench/node_modules/@stryker-mutator/mocha-runner/dist/src/index.js"],
  testRunner: "mocha",
  // Fuzzes and property tests cost more time than they tell here, and the worked examples must notice a change without them.
  mochaOptions: { require: ["tsx/cjs", "./bench/mutationTests.cjs"], spec: ["test/core/**/*.test.ts"], ignore: ["test/core/**/*.{fuzz,property}.test.ts"] },
  coverageAnalysis: "perTest",
  mutate: sources,
  // A constant evaluated while a module loads cannot be switched without loading everything anew.
  ignoreStatic: true,
  ignorePatterns: ["dist", "dist-host", "coverage", "assets", "docs", "host", "bench/node_modules", ".cache", "test/e2e", "test/host", "test/golden", "test/taskpane"],
  timeoutMS: 10_000,
  concurrency: 2,
  tempDirName: ".cache/mutation",
  reporters: ["clear-text", "json", "progress"],
  jsonReporter: { fileName: ".cache/mutation.json" },
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
};
