/**
 * How smooth the host's grid is: a sheet of 100,000 rows scrolled with the wheel, by page and to its end.
 * `npx tsx bench/scroll.ts [--frames 300] [--json]`
 *
 * Prints the time between frames as the page itself sees it (a screen without load shows 16.7 ms), and how many cells are drawn.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeShowBook } from "../test/e2e/host/book";
import { HostPage } from "../test/support/hostPage";

const { values } = parseArgs({ options: { frames: { type: "string", default: "300" }, json: { type: "boolean", default: false } } });
const FRAMES = Number(values.frames);

interface Figure {
  readonly way: string;
  readonly frames: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
  readonly blankFrames: number;
}

/** Runs in the page: scrolls by `step` pixels each frame; a frame is blank when its middle row shows no text. */
async function scrollFrames({ frames, step }: { readonly frames: number; readonly step: number }): Promise<{ readonly gaps: number[]; readonly blank: number }> {
  const scroller = document.querySelector(".scroller");
  if (scroller === null) throw new Error("No grid");
  const gaps: number[] = [];
  let blank = 0;
  let last = performance.now();
  for (let frame = 0; frame < frames; frame++) {
    scroller.scrollTop += step;
    const now = await new Promise<number>((done) => requestAnimationFrame(done));
    gaps.push(now - last);
    last = now;
    const rows = [...document.querySelectorAll(".rows.body .row")];
    const middle = rows[Math.floor(rows.length / 2)];
    if (middle?.querySelector(".cell-text")?.textContent === undefined) blank++;
  }
  return { gaps: gaps.slice(2), blank };
}

function summary(way: string, { gaps, blank }: { readonly gaps: number[]; readonly blank: number }): Figure {
  const sorted = [...gaps].sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
  return { way, frames: gaps.length, median: at(0.5), p95: at(0.95), longest: at(1), blankFrames: blank };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "open-item-scroll-"));
  const book = join(folder, "book.xlsx");
  writeShowBook(book);
  const host = await HostPage.open({ book, distDir: resolve(__dirname, "../test/e2e/host/addin") });
  try {
    const far = await host.cellText("Big", "B100001");
    if (far !== "Line 100000") throw new Error(`The last row shows "${far}"`);
    const figures: Figure[] = [];
    for (const [way, step] of [["wheel, 100 px a frame", 100], ["page by page, 600 px a frame", 600], ["dragging the bar, 20,000 px a frame", 20_000]] as const) {
      await host.select("B2");
      figures.push(summary(way, await host.page.evaluate(scrollFrames, { frames: FRAMES, step })));
    }
    const drawn = await host.page.locator("[role=gridcell]").count();
    if (values.json) console.log(JSON.stringify({ rows: 100_000, drawn, figures }));
    else {
      console.log(`100,000 rows; ${drawn} cells drawn at a time`);
      console.table(figures);
    }
  } finally {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
