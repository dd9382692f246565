import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "./project.mjs";

/** One text that changes whenever a file among `inputs` (files or folders of the project) is added, removed or written. */
export function fingerprintOf(inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const file of filesUnder(inProject(input))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest("hex");
}

function filesUnder(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

export function readStamp(name) {
  try {
    return readFileSync(stampPath(name), "utf8");
  } catch {
    return null;
  }
}

export function writeStamp(name, text) {
  mkdirSync(inProject(".cache/built"), { recursive: true });
  writeFileSync(stampPath(name), text);
}

function stampPath(name) {
  return inProject(`.cache/built/${name}`);
}
