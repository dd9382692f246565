import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./project.mjs";

const POLL_MILLISECONDS = 200;
/** A folder without an owner's number in it is one that is being made, or that a killed process left. */
const OWNERLESS_MILLISECONDS = 5_000;

/**
 * Runs `work` while no other process of this project does the same: several commands may be started at once in a clean clone.
 * `whenWaiting` is called once if another process is at it. The lock of a process that no longer lives is taken over.
 */
export function withLock(name, whenWaiting, work) {
  const folder = path.join(projectRoot, ".cache", `${name}.lock`);
  mkdirSync(path.dirname(folder), { recursive: true });
  let told = false;
  while (!take(folder)) {
    if (isAbandoned(folder)) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (!told) whenWaiting();
    told = true;
    pause(POLL_MILLISECONDS);
  }
  try {
    return work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Making a folder either succeeds for exactly one process or fails. */
function take(folder) {
  try {
    mkdirSync(folder);
  } catch (problem) {
    if (problem.code === "EEXIST") return false;
    throw problem;
  }
  writeFileSync(path.join(folder, "owner"), String(process.pid));
  return true;
}

function isAbandoned(folder) {
  try {
    const owner = Number(readFileSync(path.join(folder, "owner"), "utf8"));
    if (Number.isInteger(owner) && owner > 0) return !isAlive(owner);
  } catch {
    // No owner's number yet.
  }
  const made = statSync(folder, { throwIfNoEntry: false });
  return made !== undefined && Date.now() - made.mtimeMs > OWNERLESS_MILLISECONDS;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    return problem.code === "EPERM";
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
