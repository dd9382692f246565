import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { projectRoot } from "./project.mjs";

const NEVER_OURS = new Set([".git", "node_modules", "dist", "dist-host", "build", "coverage", ".cache", "test-results"]);

/** The project's own files, as paths with forward slashes: those git knows or would add; without git, all but the products. */
export function projectFiles() {
  const git = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: projectRoot, encoding: "utf8", maxBuffer: 64 << 20 });
  if (git.error === undefined && git.status === 0) return [...new Set(git.stdout.split("\0").filter((file) => file !== ""))];
  return walk("");
}

function walk(folder) {
  return readdirSync(`${projectRoot}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    if (NEVER_OURS.has(entry.name)) return [];
    const file = `${folder}${entry.name}`;
    return entry.isDirectory() ? walk(`${file}/`) : [file];
  });
}
