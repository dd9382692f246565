/**
 * `npm run build`: the add-in into dist and the embedded host's page into dist-host, for this machine.
 * `npm run build -- --base-url https://billing.example.com/ [--out FOLDER]`: the site for that address, with its manifest, into
 * dist (or FOLDER); nothing else needs to be put on the web server. npm start and npm test build dist for this machine again.
 */
import { existsSync, readdirSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled } from "./ensure.mjs";
import { fingerprintOf, readStamp, writeStamp } from "./lib/fingerprint.mjs";
import { Failure, readArguments, runScript, say } from "./lib/messages.mjs";
import { inProject } from "./lib/project.mjs";

const require = createRequire(import.meta.url);

const SHARED_INPUTS = ["package-lock.json", "tsconfig.json", "tools/webpack"];
const BUILDS = [
  { name: "dist", title: "add-in", config: "webpack.config.js", product: "dist/functions.js", inputs: ["src", "assets", "manifest.xml", "webpack.config.js", "package.json"] },
  { name: "dist-host", title: "embedded host", config: "host/web/webpack.host.config.cjs", product: "dist-host/main.js", inputs: ["host", "src"] },
];

/** Builds what is missing or older than its sources. */
export async function buildWhenStale() {
  for (const build of BUILDS) {
    const fingerprint = fingerprintOf([...build.inputs, ...SHARED_INPUTS]);
    const stamp = readStamp(build.name);
    if (existsSync(inProject(build.product)) && stamp === fingerprint) continue;
    if (stamp?.startsWith("site ")) say(`${build.name} holds the ${stamp}; it is replaced by the build for this machine.`);
    await buildHere(build, fingerprint);
  }
}

async function buildHere(build, fingerprint) {
  say(`Building the ${build.title} …`);
  await compile(build, {});
  const now = new Date();
  // webpack leaves a file alone that would not change; its time must still say when it was last found to be current.
  utimesSync(inProject(build.product), now, now);
  writeStamp(build.name, fingerprint);
}

async function buildSite(baseUrl, outDir) {
  const { readBaseUrl } = require("./webpack/productionManifest.cjs");
  let address;
  try {
    address = readBaseUrl(baseUrl);
  } catch (problem) {
    throw new Failure(problem.message);
  }
  if (["localhost", "127.0.0.1", "[::1]"].includes(new URL(address).hostname)) {
    throw new Failure(`${address} is this machine. Leave --base-url out for the build for this machine, or give the address the site will have.`);
  }
  refuseStrangersFolder(outDir);
  say(`Building the site for ${address} …`);
  if (outDir === inProject("dist")) writeStamp("dist", `site ${address}`); // not the build that npm start and the tests need
  await compile(BUILDS[0], { baseUrl: address, outDir });
  say(`The site is in ${outDir}. Put its files at ${address} and give Excel its manifest.xml (docs/hosting.md).`);
}

/** A build empties its folder first, so the folder must be new, empty, or one that an earlier build filled. */
function refuseStrangersFolder(outDir) {
  if (!existsSync(outDir) || readdirSync(outDir).length === 0) return;
  if (["functions.js", "functions.json", "manifest.xml"].every((name) => existsSync(path.join(outDir, name)))) return;
  throw new Failure(`${outDir} holds other files, and a build empties its folder first. Name a new or an empty folder with --out.`);
}

async function compile({ title, config }, env) {
  const webpack = require("webpack");
  const compiler = webpack(require(inProject(config))(env, { mode: "production" }));
  const stats = await new Promise((resolve, reject) => {
    compiler.run((problem, result) => compiler.close(() => (problem === null ? resolve(result) : reject(problem))));
  });
  if (stats.hasErrors()) throw new Failure(`The ${title} could not be built.\n${stats.toString({ preset: "errors-only", colors: false })}`);
  if (stats.hasWarnings()) say(stats.toString({ preset: "errors-warnings", colors: false }));
}

async function main(argv) {
  const { words, options } = readArguments(argv, { "base-url": "value", out: "value" });
  if (words.length > 0) throw new Failure(`What is "${words[0]}"? Usage: npm run build [-- --base-url https://billing.example.com/ [--out FOLDER]]`);
  if (options.out !== undefined && options["base-url"] === undefined) throw new Failure("--out goes with --base-url: the build for this machine is always in dist.");
  ensureInstalled();
  if (options["base-url"] !== undefined) return buildSite(options["base-url"], options.out === undefined ? inProject("dist") : path.resolve(process.env["INIT_CWD"] ?? ".", options.out));
  for (const build of BUILDS) await buildHere(build, fingerprintOf([...build.inputs, ...SHARED_INPUTS]));
  say("The add-in is in dist; npm start shows it in the embedded host.");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runScript(main);
