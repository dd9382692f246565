import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { saveWorkbook } from "../../host/xlsx/save";
import { launchBrowser } from "../../test/support/browser";
import { HostPage } from "../../test/support/hostPage";
import { balancesOf, countAging } from "../data/countAging";
import { currencyOf, customerId } from "../data/ledgerCells";
import { ledgerBook } from "../data/ledgerBook";
import { CURRENCIES, DECIMALS, type LedgerNumbers, ledgerNumbers, SPAN, START } from "../data/ledgerNumbers";
import { type Bar, type Bench, notRun, type SizeFigures, wrongResult } from "../frame/bench";
import { hashOf, percentile, rounded } from "../frame/measure";
import { longestOf, MARK, type Task, tasksDuring } from "../frame/tasks";
import { type BatchRun, runBatch, writeBatch } from "./p12Batch";
import { whatIsMissing } from "./p11FirstLoad";

const CELLS = 10_000;
const KEYS = 60;
/** Between two keys, milliseconds: sixteen a second, faster than people type. Without a pause keys queue behind keys: that is told beside it. */
const PAUSE = 60;
/** The most that one step of a run may take, milliseconds; what takes longer is told and ends that run alone. */
const PATIENCE = 120_000;

/** P12: how long the add-in holds the page's thread while it works, how soon a key shows while 10,000 figures are live, and how soon Cancel answers. */
export const p12Thread: Bench = {
  id: "P12",
  work: "longest task on the pane's thread while it plans and posts a batch and while live figures read a ledger, processor time; keydown to paint; Cancel to answer",
  sizes: [1_000, 10_000, 100_000],
  built: "scripts",
  async run({ sizes, rounds, say }) {
    const missing = whatIsMissing();
    if (missing !== null) return notRun(missing, barsOf([], []));
    const folder = mkdtempSync(join(tmpdir(), "open-item-thread-"));
    const figures: Record<string, SizeFigures> = {};
    const unfinished: string[] = [];
    let bars = barsOf([], []);
    let hash = "";
    try {
      for (const size of sizes) {
        say(`${size.toLocaleString("en")} invoices`);
        const batch = join(folder, "batch.xlsx");
        const ledger = join(folder, "ledger.xlsx");
        const invoices = Math.max(20, Math.round(size / 10));
        await writeBatch(batch, invoices);
        const expected = writeFigures(ledger, ledgerNumbers(size), Math.min(CELLS, size));
        const reads: ReadRun[] = [];
        const batches: BatchRun[] = [];
        for (let run = 0; run < rounds; run++) {
          const read = await bounded("reading", unfinished, (browser) => readAndType(browser, ledger, expected));
          if (read !== null && read.shown !== expected.text) return wrongResult(`The last cell shows ${read.shown}, not ${expected.text}, at ${size} invoices.`, bars);
          if (read !== null) reads.push(read);
          const posted = await bounded("billing", unfinished, (browser) => runBatch(browser, batch, { invoices, patience: PATIENCE }));
          if (posted !== null) batches.push(posted);
          say(`run ${run + 1} of ${rounds}`);
        }
        hash = hashOf(expected.text);
        bars = barsOf(reads, batches);
        figures[size] = figuresOf(reads, batches, invoices);
      }
      const reason = `${rounds} runs instead of 20 unless --rounds says so. Statements have no screen in the pane yet.${unfinished.length === 0 ? "" : ` Not ended within their limits: ${unfinished.join("; ")}.`}`;
      return { exact: true, hash, reason, bars, sizes: figures };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** One run in a browser of its own; null, and told, where a step of it took longer than its limit. */
async function bounded<Run>(name: string, unfinished: string[], work: (browser: Browser) => Promise<Run>): Promise<Run | null> {
  const browser = await launchBrowser();
  try {
    return await work(browser);
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== "TimeoutError") throw thrown;
    unfinished.push(`${name} (${thrown.message.split("\n")[0] ?? ""})`);
    return null;
  } finally {
    await browser.close();
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
  // A number that does not fit its column is shown rounded.
  sheet.columnWidths.set(3, 24);
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

interface ReadRun {
  /** The longest task once the pane is there: of reading and of showing what was read. */
  readonly longest: Task;
  /** The longest before: mostly the evaluation of Microsoft's library, of ours, and the first screen. */
  readonly opening: Task;
  readonly keys: readonly number[];
  readonly keysWithoutPause: readonly number[];
  readonly shown: string;
}

async function readAndType(browser: Browser, book: string, expected: ExpectedCell): Promise<ReadRun> {
  const host = await HostPage.open({ book, browser });
  try {
    host.page.setDefaultTimeout(PATIENCE);
    let shown = "";
    const tasks = await tasksDuring(browser, host.page, async () => {
      const pane = await host.paneFrame();
      await pane.getByRole("tab", { name: "Home" }).waitFor();
      await pane.evaluate((mark) => void performance.mark(mark), MARK);
      for (const end = Date.now() + PATIENCE; Date.now() < end && !/^-?\d/.test(shown); await host.page.waitForTimeout(LOOK)) shown = await host.cellText("Figures", expected.address);
    });
    const keys = await keysToPaint(host.page, () => host.select("H2"), PAUSE);
    return { longest: longestOf(tasks.after), opening: longestOf(tasks.before), keys, keysWithoutPause: await keysToPaint(host.page, () => host.select("J2"), 0), shown };
  } finally {
    await host.close();
  }
}

/** Looks at a cell disturb what is measured: not more often than a person would. */
const LOOK = 500;

/** Milliseconds from a key's event to the frame after it, in the page's own clock. */
async function keysToPaint(page: Page, select: () => Promise<void>, pause: number): Promise<number[]> {
  await select();
  await page.evaluate(() => {
    const times: number[] = [];
    const before: unknown = Reflect.get(window, "benchKeysEnd");
    if (before instanceof AbortController) before.abort();
    const end = new AbortController();
    Reflect.set(window, "benchKeysEnd", end);
    Reflect.set(window, "benchKeys", times);
    addEventListener("keydown", (event) => {
      const started = event.timeStamp;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => void times.push(performance.now() - started);
        channel.port2.postMessage(null);
      });
    }, { capture: true, signal: end.signal });
  });
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 10 === 9 ? "Enter" : String(key % 10));
    if (pause > 0) await page.waitForTimeout(pause);
  }
  await page.waitForFunction((count) => (Reflect.get(window, "benchKeys") as number[]).length >= count, KEYS);
  return page.evaluate(() => Reflect.get(window, "benchKeys") as number[]);
}

function barsOf(reads: readonly ReadRun[], batches: readonly BatchRun[]): Bar[] {
  const ofBatches = batches.map(({ planning, posting }) => Math.max(planning.cpu, posting.cpu));
  const ofReads = reads.map(({ longest }) => longest.cpu);
  const bar = (name: string, values: readonly number[], share: number, limit: number): Bar => ({ name, value: values.length === 0 ? null : rounded(percentile(values, share)), sense: "atMost", limit });
  return [
    bar("ms, longest task while reading, median", ofReads, 0.5, 50),
    bar("ms, longest task while billing, median", ofBatches, 0.5, 50),
    bar("ms, the longest of all", [...ofReads, ...ofBatches], 1, 100),
    bar("ms keydown to paint, p95", reads.flatMap(({ keys }) => keys), 0.95, 100),
    bar("ms to Cancel's answer, the longest", batches.flatMap(({ cancelPlanning, cancelPosting }) => [cancelPlanning, cancelPosting]).filter((each) => !Number.isNaN(each)), 1, 1_000),
  ];
}

function figuresOf(reads: readonly ReadRun[], batches: readonly BatchRun[], invoices: number): SizeFigures {
  const figures: Record<string, number> = {};
  const add = (name: string, values: readonly number[]): void => {
    const known = values.filter((value) => !Number.isNaN(value));
    if (known.length > 0) figures[name] = rounded(percentile(known, 0.5));
  };
  add("longest task while the pane opens, CPU ms", reads.map(({ opening }) => opening.cpu));
  add("longest task while reading, CPU ms", reads.map(({ longest }) => longest.cpu));
  add("the same, wall ms", reads.map(({ longest }) => longest.wall));
  add(`longest task while planning ${invoices} invoices, CPU ms`, batches.map(({ planning }) => planning.cpu));
  add("the same of planning, wall ms", batches.map(({ planning }) => planning.wall));
  add("longest task while posting, CPU ms", batches.map(({ posting }) => posting.cpu));
  add("the same of posting, wall ms", batches.map(({ posting }) => posting.wall));
  add("Cancel while planning, wall ms", batches.map(({ cancelPlanning }) => cancelPlanning));
  add("Cancel while posting answers, wall ms", batches.map(({ cancelPosting }) => cancelPosting));
  add("and has stopped, wall ms", batches.map(({ stopped }) => stopped));
  add("keydown to paint, wall ms", reads.flatMap(({ keys }) => keys));
  add("the same without a pause between keys", reads.flatMap(({ keysWithoutPause }) => keysWithoutPause));
  add("its p95", reads.map(({ keysWithoutPause }) => percentile(keysWithoutPause, 0.95)));
  return { ...figures, runs: Math.max(reads.length, batches.length) };
}
