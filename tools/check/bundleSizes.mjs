import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const KILOBYTE = 1024;

/** What may travel to Excel, compressed. The functions must answer in cells while the pane is not even open. */
export const BUDGETS = [
  { name: "the functions and the pane's loader (functions.js)", includes: (file) => file === "functions.js", limit: 40 * KILOBYTE },
  { name: "the pane (all other scripts)", includes: (file) => file.endsWith(".js") && file !== "functions.js" && file !== "selfTest.js", limit: 300 * KILOBYTE },
  { name: "the self-test's list (selfTest.js)", includes: (file) => file === "selfTest.js", limit: 30 * KILOBYTE },
];

/** Each budget with what the scripts of a built site weigh, in bytes after gzip. */
export function weighBundles(siteFolder) {
  const weights = readdirSync(siteFolder)
    .filter((file) => file.endsWith(".js"))
    .map((file) => ({ file, bytes: gzipSync(readFileSync(path.join(siteFolder, file)), { level: 9 }).length }));
  return BUDGETS.map(({ name, includes, limit }) => {
    const counted = weights.filter(({ file }) => includes(file));
    return { name, limit, bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0), isMissing: counted.length === 0 };
  });
}
