import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The file in the project, from its path with forward slashes. */
export function inProject(relative) {
  return path.join(projectRoot, ...relative.split("/"));
}

/**
 * Runs a program in the project and waits. Node programs are started with this very node, never through a shell,
 * so that it works the same on Windows. The answer is the exit code; a program that cannot be started is an error.
 */
export function run(program, args, options = {}) {
  const { status, error, signal } = spawnSync(program, args, { cwd: projectRoot, stdio: "inherit", ...options });
  if (error !== undefined) throw new Error(`${program} could not be started: ${error.message}`);
  return signal === null ? (status ?? 1) : 1;
}

/** Runs the command of an installed package: its script, with this node. */
export function runNode(script, args, options = {}) {
  return run(process.execPath, [inProject(script), ...args], options);
}

/** As runNode, while this process goes on with its own work (a server, say). */
export function runNodeBeside(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inProject(script), ...args], { cwd: projectRoot, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
