import { existsSync } from "node:fs";
import path from "node:path";
import { projectRoot, run } from "./project.mjs";

/**
 * Runs npm in the project (or in a folder of it) and waits; its output goes to standard error. npm's own script is started with this node where it can be found,
 * because on Windows `npm` is a batch file, which only a shell can start.
 */
export function runNpm(args, folder = projectRoot) {
  const options = { stdio: ["ignore", 2, 2], cwd: folder };
  const script = npmScript();
  if (script !== null) return run(process.execPath, [script, ...args], options);
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}

function npmScript() {
  const beside = path.dirname(process.execPath);
  const places = [
    process.env["npm_execpath"] ?? "",
    path.join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    path.join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  return places.find((place) => path.basename(place) === "npm-cli.js" && existsSync(place)) ?? null;
}
