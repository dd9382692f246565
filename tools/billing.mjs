/**
 * `npm run --silent billing -- …`: the headless command (docs/automation.md). Standard output carries the command's JSON and
 * nothing else.
 */
import { Console } from "node:console";
import { ensureInstalled } from "./ensure.mjs";
import { runScript } from "./lib/messages.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

await runScript(async (argv) => {
  ensureInstalled();
  // npm starts scripts in the project's folder; file names mean the folder in which npm was called.
  const { INIT_CWD: calledFrom, npm_lifecycle_event: event } = process.env;
  if (event === "billing" && calledFrom !== undefined) process.chdir(calledFrom);
  globalThis.console = new Console(process.stderr, process.stderr);
  const status = await loadTypeScript("host/cli.ts").main(argv);
  // Timers of the client library may still be waiting. Written output must have left before the process ends.
  await new Promise((resolve) => process.stdout.write("", resolve));
  process.exit(status);
});
