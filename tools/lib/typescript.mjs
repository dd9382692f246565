import { createRequire } from "node:module";
import { inProject } from "./project.mjs";

const require = createRequire(import.meta.url);

/** Loads one of the project's TypeScript modules into this process, as it is, without a build. Packages must be installed. */
export function loadTypeScript(relative) {
  // tsx looks for tsconfig.json in the current folder, which is the person's and not necessarily ours.
  process.env["TSX_TSCONFIG_PATH"] ??= inProject("tsconfig.json");
  require("tsx/cjs/api").register();
  return require(inProject(relative));
}
