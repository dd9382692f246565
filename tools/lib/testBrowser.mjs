import { existsSync, readFileSync } from "node:fs";
import { browserAdvice, findBrowser } from "./browser.mjs";
import { Failure, say } from "./messages.mjs";
import { run } from "./project.mjs";

/** The browser for the browser tests. On Debian as root it is installed when it is missing; elsewhere the person is told what to install. */
export function ensureBrowser() {
  const installed = find();
  if (installed !== null) return installed;
  if (!canInstallPackages()) throw new Failure(browserAdvice());
  say("No browser was found; installing Chromium (apt-get install chromium) …");
  const status = aptInstall(["chromium"]);
  const found = find();
  if (found === null) throw new Failure(`Chromium could not be installed (apt-get ended with ${status}). ${browserAdvice()}`);
  return found;
}

/**
 * On a CI machine also what the tests of saved files, printed sheets and exported journals use. They are skipped without it, so
 * a failure here is told and no more.
 */
export function ensurePrintTools() {
  const { CI: ci } = process.env;
  if (ci === undefined || ci === "" || ci === "false" || !canInstallPackages()) return;
  const packages = [["libreoffice-calc", "soffice"], ["poppler-utils", "pdftotext"], ["hledger", "hledger"], ["ledger", "ledger"]];
  const absent = packages.filter(([, program]) => !existsSync(`/usr/bin/${program}`)).map(([name]) => name);
  if (absent.length === 0) return;
  say(`Installing ${absent.join(", ")} for the tests of saved files and journals …`);
  if (aptInstall(absent) !== 0) say("They could not be installed; the tests that need them are skipped.");
}

function find() {
  try {
    return findBrowser();
  } catch (problem) {
    throw new Failure(problem.message);
  }
}

/** Ubuntu's chromium package is a snap, which containers cannot run; so Debian itself only. */
function canInstallPackages() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get") || !existsSync("/etc/os-release")) return false;
  return /^ID="?debian"?$/m.test(readFileSync("/etc/os-release", "utf8"));
}

function aptInstall(packages) {
  const options = { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  // A package list that is a little old often still serves, so a failed update does not end it.
  run("apt-get", ["update", "-q"], options);
  return run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], options);
}
