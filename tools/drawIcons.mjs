/** Draws assets/icon-*.png from the SVGs with a headless browser. Run by hand after changing a drawing; the PNGs are kept in git. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { browserAdvice, findBrowser } from "./lib/browser.mjs";
import { projectRoot } from "./lib/project.mjs";

const RIBBON_SIZES = [16, 32, 80];
const DRAWINGS = [
  { svg: "icon.svg", name: "icon", sizes: [16, 32, 64, 80, 128] },
  ...["invoice", "payment", "refresh", "explain", "check"].map((name) => ({ svg: `icons/${name}.svg`, name: `icon-${name}`, sizes: RIBBON_SIZES })),
];

const executablePath = findBrowser();
if (executablePath === null) throw new Error(browserAdvice());
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
for (const { svg, name, sizes } of DRAWINGS) {
  const drawing = readFileSync(path.join(projectRoot, "assets", svg), "utf8");
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
    await page.screenshot({ path: path.join(projectRoot, "assets", `${name}-${size}.png`), omitBackground: true });
    await page.close();
  }
  console.log(`${name}: ${sizes.join(", ")}`);
}
await browser.close();
