import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import webpack, { type Configuration } from "webpack";

const root = resolve(__dirname, "../..");
const built = join(root, "dist-host/main.js");

/** Builds the host page into dist-host when a source of it is newer than the build (`npm test` has built it already). */
export async function ensureHostBuilt(): Promise<string> {
  const hostDir = join(root, "dist-host");
  if (existsSync(built) && statSync(built).mtimeMs >= newest(join(root, "host"))) return hostDir;
  const configure = readConfigure(await import(join(root, "host/web/webpack.host.config.cjs")));
  await new Promise<void>((done, fail) => {
    const compiler = webpack(configure({}, { mode: "production" }));
    compiler.run((error, stats) => {
      compiler.close(() => undefined);
      if (error !== null) fail(error);
      else if (stats?.hasErrors() === true) fail(new Error(stats.toString({ preset: "errors-only" })));
      else done();
    });
  });
  return hostDir;
}

function newest(folder: string): number {
  return Math.max(0, ...readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && /\.(ts|cjs|css|html)$/.test(entry.name)).map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

function readConfigure(module: unknown): (env: object, argv: { mode: string }) => Configuration {
  const { default: configure } = module as { default: (env: object, argv: { mode: string }) => Configuration }; // decoder: the file exports one function
  return configure;
}
