import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { withLock } from "./lib/lock.mjs";
import { Failure, runScript, say } from "./lib/messages.mjs";
import { runNpm } from "./lib/npm.mjs";
import { inProject } from "./lib/project.mjs";

const OLDEST_NODE = 20;

/**
 * Installs the packages when they are missing or not those of package-lock.json; otherwise returns within milliseconds.
 * Uses nothing but Node itself, because in a clean clone there is nothing else. Messages go to standard error.
 */
export function ensureInstalled() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE) throw new Failure(`Open Item needs Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org/.`);
  if (isInstalled()) return;
  withLock("install", () => say("Another command is installing the packages; waiting for it."), () => {
    if (isInstalled()) return;
    say("Installing the packages (npm ci) …");
    const status = runNpm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
    if (status !== 0) throw new Failure("The packages could not be installed. What npm said stands above; when it is cured, run the same command again.");
    keepStamp();
  });
}

/** The stamp is written last, so an installation that was broken off is made anew. */
function isInstalled() {
  const stamp = stampPath();
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === lockfileHash();
  const isCurrent = isInstalledByHand();
  if (isCurrent) keepStamp();
  return isCurrent;
}

/** Somebody ran npm themselves: npm leaves its own copy of the lockfile as its last act. */
function isInstalledByHand() {
  const made = statSync(inProject("node_modules/.package-lock.json"), { throwIfNoEntry: false });
  return made !== undefined && made.mtimeMs >= statSync(inProject("package-lock.json")).mtimeMs;
}

function keepStamp() {
  try {
    writeFileSync(stampPath(), lockfileHash());
  } catch (problem) {
    // Without a stamp the next command only looks again; a project that may not be written to still works.
    if (problem.code !== "EACCES" && problem.code !== "EROFS" && problem.code !== "EPERM") throw problem;
  }
}

function stampPath() {
  return inProject("node_modules/.open-item-installed");
}

function lockfileHash() {
  return createHash("sha256").update(readFileSync(inProject("package-lock.json"))).digest("hex");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runScript(() => ensureInstalled());
