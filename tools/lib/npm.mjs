import { existsSync } from "node:fs";
import path from "node:path";
import { run } from "./project.mjs";

/**
 * Runs npm and waits; its output goes to standard error. npm's own script is started with this node where it can be found,
 * because on Windows `npm` is a batch file, which only a shell can start.
 */
export function runNpm(args) {
  const options = { stdio: ["ignore", 2, 2] };
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
