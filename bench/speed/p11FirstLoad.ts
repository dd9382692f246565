import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PanePage } from "../../test/e2e/pane/panePage";
import { writePaneBook } from "../../test/e2e/pane/paneBook";
import { browserPath, launchBrowser } from "../../test/support/browser";
import { type Bar, type Bench, notRun, wrongResult } from "../frame/bench";
import { hashOf, percentile, rounded } from "../frame/measure";

const DIST = resolve(__dirname, "../../dist");

/** P11: what travels to Excel at the first load, and how soon a person can work. A browser without a cache opens each run. */
export const p11FirstLoad: Bench = {
  id: "P11",
  work: "first load on the host: scripts gzipped, click on the ribbon to Home with its figures, wall",
  sizes: [1],
  built: "scripts",
  async run({ rounds }) {
    const missing = whatIsMissing();
    if (missing !== null) return notRun(missing, barsOf(null, null, null));
    const weights = await bundleWeights();
    const folder = mkdtempSync(join(tmpdir(), "open-item-load-"));
    try {
      const book = join(folder, "book.xlsx");
      await writePaneBook(book);
      const times: number[] = [];
      let home = "";
      for (let round = 0; round < Math.max(3, rounds); round++) {
        const browser = await launchBrowser();
        try {
          const started = performance.now();
          const pane = await PanePage.open({ book, browser });
          await pane.ready();
          times.push(await sinceNavigation(pane, started));
          home = await pane.frame.locator("body").innerText();
          await pane.close();
        } finally {
          await browser.close();
        }
      }
      if (!home.includes("1,240,889.89") && !home.includes("To do")) return wrongResult("Home did not show its figures.", barsOf(null, null, null));
      const bars = barsOf(rounded(weights.pane / 1024), rounded(percentile(times, 0.5)), rounded(weights.functions / 1024));
      return { exact: true, hash: hashOf(home), reason: "", bars, sizes: { 1: { "pane KB gzipped": rounded(weights.pane / 1024), "functions KB gzipped": rounded(weights.functions / 1024), "interactive ms, median": rounded(percentile(times, 0.5)), "interactive ms, longest": rounded(Math.max(...times)), loads: times.length } } };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Null when the add-in is built and a browser is there. */
export function whatIsMissing(): string | null {
  if (!existsSync(join(DIST, "functions.js"))) return "The add-in is not built; `npm run build` builds it.";
  try {
    browserPath();
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** Milliseconds from the moment the add-in's page was asked for, as its own clock says. */
async function sinceNavigation(pane: PanePage, started: number): Promise<number> {
  const inPage = await pane.frame.evaluate(() => performance.now());
  return Math.min(inPage, performance.now() - started);
}

async function bundleWeights(): Promise<{ readonly functions: number; readonly pane: number }> {
  const module: unknown = await import("../../tools/check/bundleSizes.mjs");
  const { weighBundles } = module as { weighBundles(folder: string): readonly { readonly name: string; readonly bytes: number }[] }; // decoder: the script's export
  const [functions, pane] = weighBundles(DIST);
  return { functions: functions?.bytes ?? NaN, pane: pane?.bytes ?? NaN };
}

function barsOf(pane: number | null, interactive: number | null, functions: number | null): Bar[] {
  return [
    { name: "KB gzipped, the pane", value: pane, sense: "atMost", limit: 300 },
    { name: "ms to interactive, median", value: interactive, sense: "atMost", limit: 1_500 },
    { name: "KB gzipped, the functions", value: functions, sense: "atMost", limit: 40 },
  ];
}
