import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Frame, Page } from "playwright-core";
import { saveWorkbook } from "../../host/xlsx/save";
import { PanePage } from "../../test/e2e/pane/panePage";
import { launchBrowser } from "../../test/support/browser";
import { HostBook } from "../../test/support/hostBook";
import { HostPage } from "../../test/support/hostPage";
import { billable } from "../data/billable";
import { balancesOf, countAging } from "../data/countAging";
import { currencyOf, customerId } from "../data/ledgerCells";
import { ledgerBook } from "../data/ledgerBook";
import { CURRENCIES, DECIMALS, type LedgerNumbers, ledgerNumbers, SPAN, START } from "../data/ledgerNumbers";
import { type Bar, type Bench, notRun, type SizeFigures, wrongResult } from "../frame/bench";
import { hashOf, percentile, rounded } from "../frame/measure";
import { fillBook } from "./p8Batch";
import { whatIsMissing } from "./p11FirstLoad";

const CELLS = 10_000;
const KEYS = 60;
/** Longest wait for the figures, milliseconds. */
const PATIENCE = 300_000;

/** P12: how long the add-in holds the page's thread while it works, and how soon a key shows while 10,000 figures are live. */
export const p12Thread: Bench = {
  id: "P12",
  work: "longest task on the pane's thread while it posts a batch and while 10,000 live figures read a ledger of 100,000 invoices; keydown to paint meanwhile",
  sizes: [1_000, 10_000, 100_000],
  built: "scripts",
  async run({ sizes, rounds, say }) {
    const missing = whatIsMissing();
    if (missing !== null) return notRun(missing, barsOf(null, null, null, null));
    const browser = await launchBrowser();
    const folder = mkdtempSync(join(tmpdir(), "open-item-thread-"));
    const figures: Record<string, SizeFigures> = {};
    let bars = barsOf(null, null, null, null);
    let hash = "";
    try {
      for (const size of sizes) {
        say(`${size.toLocaleString("en")} invoices`);
        const numbers = ledgerNumbers(size);
        const batch = join(folder, "batch.xlsx");
        const ledger = join(folder, "ledger.xlsx");
        const invoices = Math.max(20, Math.round(size / 100));
        await writeBatch(batch, invoices);
        const expected = writeFigures(ledger, numbers, Math.min(CELLS, size));
        const reads: number[] = [];
        const posts: number[] = [];
        let keys: number[] = [];
        for (let run = 0; run < rounds; run++) {
          const read = await readAndType(browser, ledger, expected);
          if (read.shown !== expected.text) return wrongResult(`The last cell shows ${read.shown}, not ${expected.text}, at ${size} invoices.`, bars);
          reads.push(read.longest);
          keys = [...keys, ...read.keys];
          posts.push(await postBatch(browser, batch, invoices));
        }
        hash = hashOf(expected.text);
        const longest = [...reads, ...posts];
        bars = barsOf(rounded(percentile(reads, 0.5)), rounded(percentile(posts, 0.5)), rounded(Math.max(...longest)), rounded(percentile(keys, 0.95)));
        figures[size] = {
          "longest task while reading ms, median": rounded(percentile(reads, 0.5)), "worst": rounded(Math.max(...reads)), [`longest task while posting ${invoices} invoices ms, median`]: rounded(percentile(posts, 0.5)), "worst of posting": rounded(Math.max(...posts)),
          "keydown to paint p95 ms": rounded(percentile(keys, 0.95)), "keydown to paint median ms": rounded(percentile(keys, 0.5)), runs: rounds, "live cells": Math.min(CELLS, size),
        };
      }
      return { exact: true, hash, reason: `Tasks below 50 ms count as 0: browsers do not report them. Statements have no screen in the pane yet; ${rounds} runs instead of 20 unless --rounds says so.`, bars, sizes: figures };
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function writeBatch(file: string, invoices: number): Promise<void> {
  const book = new HostBook();
  try {
    await fillBook(book, billable(invoices));
    await book.post("saveSettings", { settings: { "Sample date": "2026-02-03" } });
    book.editor.activateSheet(book.sheet("Billable"));
    writeFileSync(file, saveWorkbook(book.workbook));
  } finally {
    book.close();
  }
}

interface ExpectedCell {
  readonly address: string;
  readonly text: string;
}

/** The ledger with a column of figures; answers which cell to look at and what it must show. */
function writeFigures(file: string, numbers: LedgerNumbers, cells: number): ExpectedCell {
  const workbook = ledgerBook(numbers);
  const sheet = workbook.findSheet("Figures");
  if (sheet === undefined) throw new Error("No sheet Figures");
  const days = [SPAN - 1, SPAN - 31, SPAN - 92, SPAN - 184, SPAN - 366];
  let expected: ExpectedCell = { address: "", text: "" };
  let row = 0;
  for (const day of days) {
    const balances = balancesOf(countAging(numbers, day));
    for (let customer = 0; customer < numbers.customers; customer++) {
      for (const [currency] of CURRENCIES.entries()) {
        const balance = balances[customer * CURRENCIES.length + currency] ?? 0;
        if (row >= cells || (balance === 0 && currency !== 0)) continue;
        [customerId(customer), START + day, currencyOf(currency)].forEach((value, column) => sheet.put(row, column, { value, style: 0 }));
        sheet.put(row, 3, { value: null, formula: `BILLING.BALANCE(A${row + 1},B${row + 1},C${row + 1})`, style: 0 });
        row++;
        expected = { address: `D${row}`, text: String(balance / 10 ** (DECIMALS[currency] ?? 2)) };
      }
    }
  }
  writeFileSync(file, saveWorkbook(workbook));
  return expected;
}

async function readAndType(browser: Browser, book: string, expected: ExpectedCell): Promise<{ readonly longest: number; readonly keys: readonly number[]; readonly shown: string }> {
  const host = await HostPage.open({ book, browser });
  try {
    const frame = await host.paneFrame();
    let shown = "";
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      shown = await host.cellText("Figures", expected.address);
      if (/^-?\d/.test(shown)) break;
    }
    const longest = await longestTask(frame);
    return { longest, keys: await keysToPaint(host.page, () => host.select("H2")), shown };
  } finally {
    await host.close();
  }
}

async function postBatch(browser: Browser, book: string, invoices: number): Promise<number> {
  const pane = await PanePage.open({ book, browser });
  try {
    pane.host.page.setDefaultTimeout(PATIENCE);
    await pane.ready();
    await pane.button(/rows to invoice/).click();
    await pane.button("Check the rows").click();
    const post = pane.button(new RegExp(`^Post ${invoices.toLocaleString("en")} invoices`));
    const preview = pane.button("Preview");
    // Rows without a mistake go straight to the preview.
    await preview.or(post).first().waitFor();
    if ((await preview.count()) > 0) await preview.click();
    await post.click();
    await pane.heading(`${invoices.toLocaleString("en")} invoices posted`).waitFor({ timeout: PATIENCE });
    return await longestTask(pane.frame);
  } finally {
    await pane.close();
  }
}

/** The longest task of the add-in's own frame so far, milliseconds; 0 when none took 50. */
function longestTask(frame: Frame): Promise<number> {
  return frame.evaluate(
    () =>
      new Promise<number>((answer) => {
        let longest = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { name, duration } of list.getEntries()) if (name === "self") longest = Math.max(longest, duration);
        });
        observer.observe({ type: "longtask", buffered: true });
        setTimeout(() => {
          observer.disconnect();
          answer(longest);
        }, 100);
      }),
  );
}

/** Milliseconds from a key's event to the frame after it, in the page's own clock. */
async function keysToPaint(page: Page, select: () => Promise<void>): Promise<number[]> {
  await select();
  await page.evaluate(() => {
    const times: number[] = [];
    Reflect.set(window, "benchKeys", times);
    addEventListener("keydown", (event) => {
      const started = event.timeStamp;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => void times.push(performance.now() - started);
        channel.port2.postMessage(null);
      });
    }, { capture: true });
  });
  for (let key = 0; key < KEYS; key++) await page.keyboard.press(key % 10 === 9 ? "Enter" : String(key % 10));
  await page.waitForFunction((count) => (Reflect.get(window, "benchKeys") as number[]).length >= count, KEYS);
  return page.evaluate(() => Reflect.get(window, "benchKeys") as number[]);
}

function barsOf(reading: number | null, posting: number | null, worst: number | null, keys: number | null): Bar[] {
  return [
    { name: "ms, longest task while reading, median", value: reading, sense: "atMost", limit: 50 },
    { name: "ms, longest task while posting, median", value: posting, sense: "atMost", limit: 50 },
    { name: "ms, the longest of all", value: worst, sense: "atMost", limit: 100 },
    { name: "ms keydown to paint, p95", value: keys, sense: "atMost", limit: 100 },
  ];
}
