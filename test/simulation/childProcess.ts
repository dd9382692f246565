import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { FaultsCommand } from "./main";

/**
 * Runs a part of the command in a process of its own over the sources in `root`; its words for people go where ours go, its
 * output is returned, and each line of it told as it comes.
 */
export function runChild(root: string, command: FaultsCommand, onLine: (line: string) => void = () => undefined): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const given = ["--import", pathToFileURL(require.resolve("tsx")).href, path.join(root, "test", "simulation", "child.ts"), JSON.stringify(command)];
    const child = spawn(process.execPath, given, { stdio: ["ignore", "pipe", "inherit"], cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: path.join(root, "tsconfig.json") } });
    let output = "";
    let told = 0;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (let end = output.indexOf("\n", told); end >= 0; end = output.indexOf("\n", told)) {
        onLine(output.slice(told, end));
        told = end + 1;
      }
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
