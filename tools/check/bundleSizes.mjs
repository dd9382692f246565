import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const KILOBYTE = 1024;

/** What is fetched to show the pane's first screen, besides functions.js. */
const FIRST_SCREEN = /^(pane|paneLibraries)\./;

/** Fetched when a function asks for it, or the person for the self-test. */
const OTHERS = { figures: /^figures\./, selfTest: /^selfTest\.js$/ };

/** What may travel to Excel, compressed. The functions must answer in cells while the pane is not even open. */
export const BUDGETS = [
  { name: "the functions and the pane's loader (functions.js)", includes: (file) => file === "functions.js", limit: 40 * KILOBYTE },
  { name: "the pane's first screen (pane, paneLibraries)", includes: (file) => FIRST_SCREEN.test(file), limit: 300 * KILOBYTE },
  { name: "the pane's other screens, fetched after the first", includes: (file) => file.endsWith(".js") && file !== "functions.js" && !FIRST_SCREEN.test(file) && !Object.values(OTHERS).some((other) => other.test(file)), limit: 120 * KILOBYTE },
  { name: "the less used functions (figures)", includes: (file) => OTHERS.figures.test(file), limit: 20 * KILOBYTE },
  { name: "the self-test's list (selfTest.js)", includes: (file) => OTHERS.selfTest.test(file), limit: 30 * KILOBYTE },
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
