/**
 * `npm run check [-- STEP …]`: types, lint and import walls, manifest, bundle sizes, links of the documents, stray addresses, coverage.
 * Every step runs even after one has failed; exit code 1 when any did.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { buildWhenStale } from "./build.mjs";
import { weighBundles } from "./check/bundleSizes.mjs";
import { findDeadLinks } from "./check/docLinks.mjs";
import { findStrayAddresses } from "./check/strayAddresses.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { Failure, readArguments, runScript, say } from "./lib/messages.mjs";
import { inProject, runNode } from "./lib/project.mjs";
import { projectFiles } from "./lib/projectFiles.mjs";

const require = createRequire(import.meta.url);

/** What programs print goes to standard error, as what this script says. */
const TO_STDERR = { stdio: ["ignore", 2, 2] };

/** Each step answers whether all was well, and has said what was not. */
const STEPS = {
  types: { title: "Types", run: () => compiles("tsconfig.json") && compiles("tsconfig.pure.json") },
  lint: { title: "Lint and import walls", run: lint },
  manifest: { title: "Manifest", run: checkManifest },
  size: { title: "Size of the bundles", run: checkSizes },
  links: { title: "Links in the documents", run: () => tell(findDeadLinks(projectFiles())) },
  addresses: { title: "No registry host, no path of one machine", run: () => tell(findStrayAddresses(projectFiles())) },
  coverage: { title: "Coverage of src/core by its own tests", run: checkCoverage },
};

await runScript(async (argv) => {
  const { words } = readArguments(argv, {});
  const unknown = words.find((word) => !Object.hasOwn(STEPS, word));
  if (unknown !== undefined) throw new Failure(`There is no step "${unknown}". Steps: ${Object.keys(STEPS).join(", ")}.`);
  ensureInstalled();
  const failed = [];
  for (const [name, { title, run }] of Object.entries(STEPS)) {
    if (words.length > 0 && !words.includes(name)) continue;
    say(`${title} …`);
    const started = Date.now();
    const isGood = await succeeds(run);
    say(`${title}: ${isGood ? "good" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (!isGood) failed.push(name);
  }
  say(failed.length === 0 ? "Check: all good." : `Check FAILED: ${failed.join(", ")}. One step again: npm run check -- ${failed[0]}`);
  return failed.length === 0 ? 0 : 1;
});

async function succeeds(run) {
  try {
    return await run();
  } catch (problem) {
    say(problem instanceof Failure ? problem.message : problem.stack);
    return false;
  }
}

function compiles(config) {
  mkdirSync(inProject(".cache/types"), { recursive: true });
  return runNode("node_modules/typescript/bin/tsc", ["--noEmit", "-p", config, "--incremental", "--tsBuildInfoFile", inProject(`.cache/types/${config}.tsbuildinfo`)], TO_STDERR) === 0;
}

function lint() {
  return runNode("node_modules/eslint/bin/eslint.js", ["--cache", "--cache-location", inProject(".cache/eslint/"), "--max-warnings", "0", "."], TO_STDERR) === 0;
}

/** The manifest as it stands (for this machine) and as a build for the web makes it. */
function checkManifest() {
  const validator = "tools/manifest/validate.mjs";
  if (!existsSync(inProject(validator))) throw new Failure(`${validator} is missing.`);
  const { manifestFor } = require("./webpack/productionManifest.cjs");
  const production = inProject(".cache/check/manifest.xml");
  mkdirSync(inProject(".cache/check"), { recursive: true });
  writeFileSync(production, manifestFor(readFileSync(inProject("manifest.xml"), "utf8"), "https://example.org/open-item/"));
  const source = runNode(validator, ["manifest.xml"], TO_STDERR);
  return runNode(validator, [production, "--production"], TO_STDERR) === 0 && source === 0;
}

async function checkSizes() {
  await buildWhenStale();
  let isGood = true;
  for (const { name, limit, bytes, isMissing } of weighBundles(inProject("dist"))) {
    const fits = !isMissing && bytes <= limit;
    say(`  ${name}: ${isMissing ? "not in the build" : `${kilobytes(bytes)} of ${kilobytes(limit)} KB compressed`}${fits ? "" : " - TOO LARGE OR MISSING"}`);
    isGood &&= fits;
  }
  return isGood;
}

function checkCoverage() {
  return runNode("node_modules/jest/bin/jest.js", ["--selectProjects", "unit", "--testPathPatterns", "test/core/", "--coverage", "--coverageReporters", "text-summary", "--silent", "--reporters", "summary"], TO_STDERR) === 0;
}



function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1);
}

function tell(findings) {
  for (const { file, line, problem } of findings) say(`  ${file}:${line} ${problem}`);
  return findings.length === 0;
}
