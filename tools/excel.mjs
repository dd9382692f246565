/**
 * `npm run excel`: the add-in in the Excel of this machine (Windows, Mac).
 * `npm run excel:web -- --document URL`: in Excel on the web, in a workbook on OneDrive or SharePoint.
 * Serves the build at https://localhost:3000/ while Microsoft's tools (office-addin-debugging) put it into Excel; Ctrl+C takes it
 * out again. Those tools send no usage data since version 7.
 */
import { createRequire } from "node:module";
import path from "node:path";
import { buildWhenStale } from "./build.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { Failure, readArguments, runScript, say } from "./lib/messages.mjs";
import { inProject, runNodeBeside } from "./lib/project.mjs";
import { serveSite } from "./lib/siteServer.mjs";

const require = createRequire(import.meta.url);
const PORT = 3000;
const DEBUGGING = "node_modules/office-addin-debugging/cli.js";

await runScript(async (argv) => {
  const { words, options } = readArguments(argv, { document: "value" });
  const [platform = "desktop", ...rest] = words;
  if (rest.length > 0 || (platform !== "desktop" && platform !== "web")) throw new Failure("Usage: npm run excel [-- --document BOOK.xlsx], or npm run excel:web -- --document URL");
  if (platform === "web" && !/^https:\/\//.test(options.document ?? "")) {
    throw new Failure("Excel on the web needs a workbook: npm run excel:web -- --document URL, with the link that OneDrive or SharePoint gives for sharing it.");
  }
  if (platform === "desktop" && process.platform !== "win32" && process.platform !== "darwin") {
    throw new Failure("There is no Excel for this system. Use npm run excel:web -- --document URL, or npm start for the embedded host.");
  }
  const document = options.document === undefined ? null : /^https:/.test(options.document) ? options.document : path.resolve(process.env["INIT_CWD"] ?? ".", options.document);

  ensureInstalled();
  await buildWhenStale();
  const stop = await serve();
  const toolArguments = ["start", inProject("dist/manifest.xml"), platform, "--app", "excel", "--no-debug", "--no-live-reload", ...(document === null ? [] : ["--document", document])];
  try {
    if ((await runNodeBeside(DEBUGGING, toolArguments)) !== 0) throw new Failure("Excel could not be given the add-in. What Microsoft's tool said stands above; README.md tells how to add dist/manifest.xml by hand.");
    say(`The add-in is served at https://localhost:${PORT}/ and open in Excel. Ctrl+C takes it out again.`);
    await new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, resolve);
    });
    await runNodeBeside(DEBUGGING, ["stop", inProject("dist/manifest.xml"), platform]);
  } finally {
    await stop();
  }
  return 0;
});

/** The certificate is made and trusted by Microsoft's tool, which asks the person first. */
async function serve() {
  const { getHttpsServerOptions } = require("office-addin-dev-certs");
  say("Asking for a certificate for localhost that Excel trusts (the system may ask you to allow it) …");
  const { key, cert } = await getHttpsServerOptions();
  try {
    return await serveSite(inProject("dist"), PORT, { key, cert });
  } catch (problem) {
    if (problem.code === "EADDRINUSE") throw new Failure(`Port ${PORT} is taken, perhaps by npm start. End that first: the manifest names this port.`);
    throw problem;
  }
}
