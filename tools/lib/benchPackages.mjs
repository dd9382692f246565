import { existsSync } from "node:fs";
import { Failure, say } from "./messages.mjs";
import { runNpm } from "./npm.mjs";
import { inProject } from "./project.mjs";

/** The peers and the mutation tester are packages of bench/, which the add-in and its tests do without. */
export function ensureBenchInstalled() {
  if (existsSync(inProject("bench/node_modules/@stryker-mutator/core/package.json"))) return;
  say("Installing the packages of bench/ …");
  if (runNpm(["ci"], inProject("bench")) !== 0) throw new Failure("npm ci in bench/ did not end well; its own message is above.");
}
