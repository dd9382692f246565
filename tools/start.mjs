/**
 * `npm start [-- BOOK.xlsx]`: the add-in in the embedded host, in the browser, with the sample company (or BOOK).
 * Options: `--port N` (default 3000, or any free one when that is taken), `--no-browser`.
 */
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { buildWhenStale } from "./build.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { Failure, readArguments, runScript, say } from "./lib/messages.mjs";
import { hasDisplay, openBrowser } from "./lib/openBrowser.mjs";
import { inProject, runNode } from "./lib/project.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

const USUAL_PORT = 3000;

await runScript(async (argv) => {
  const { words, options } = readArguments(argv, { port: "value", "no-browser": "flag" });
  if (words.length > 1) throw new Failure("One workbook at a time: npm start [-- BOOK.xlsx]");
  const port = options.port === undefined ? null : readPort(options.port);
  const asked = words[0] === undefined ? null : path.resolve(process.env["INIT_CWD"] ?? ".", words[0]);
  if (asked !== null && !existsSync(asked)) throw new Failure(`There is no file ${asked}.`);

  ensureInstalled();
  await buildWhenStale();
  const server = await serve(asked ?? firstBook(), port);
  process.stdout.write(`Open Item is at ${server.address}\n`);

  let closeBrowser = () => undefined;
  if (options["no-browser"] === true || !hasDisplay()) say("Open this address in Chrome or Edge; its certificate is made on this machine, so the browser asks once. Ctrl+C ends.");
  else {
    closeBrowser = openBrowser(server.address, server.publicKeyHash);
    say("Ctrl+C ends.");
  }
  await new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, resolve);
  });
  closeBrowser();
  await server.close();
  return 0;
});

async function serve(openFile, port) {
  const { startServer } = loadTypeScript("host/web/server.ts");
  const options = {
    distDir: inProject("dist"),
    hostDir: inProject("dist-host"),
    officeDir: inProject("node_modules/@microsoft/office-js/dist"),
    cacheDir: inProject(".cache/host"),
    openFile,
  };
  try {
    return await startServer({ ...options, port: port ?? USUAL_PORT });
  } catch (problem) {
    if (problem.code === "EACCES") throw new Failure(`Port ${port ?? USUAL_PORT} may not be used here. Name another: npm start -- --port 3443`);
    if (problem.code !== "EADDRINUSE") throw problem;
    if (port !== null) throw new Failure(`Port ${port} is taken by another program. Leave --port out to use any free one.`);
    say(`Port ${USUAL_PORT} is taken by another program; using a free one.`);
    return startServer({ ...options, port: 0 });
  }
}

/** The sample company; where it has not been made, an empty ledger. */
function firstBook() {
  const sample = inProject("assets/sample.xlsx");
  if (existsSync(sample)) return sample;
  const empty = inProject(".cache/start/Ledger.xlsx");
  say("There is no assets/sample.xlsx; making an empty ledger …");
  mkdirSync(path.dirname(empty), { recursive: true });
  if (runNode("tools/billing.mjs", ["setup", empty], { stdio: ["ignore", "ignore", "inherit"] }) !== 0) throw new Failure("The empty ledger could not be made.");
  return empty;
}

function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Failure(`--port ${text}: a port is a whole number from 1 to 65535.`);
  return port;
}
