import { writeFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { saveWorkbook } from "../../host/xlsx/save";
import { PanePage } from "../../test/e2e/pane/panePage";
import { HostBook } from "../../test/support/hostBook";
import { billable } from "../data/billable";
import { longestOf, type Task, tasksDuring } from "../frame/tasks";
import { fillBook } from "./p8Batch";

/** What one run of a person through Bill showed. */
export interface BatchRun {
  /** The longest task from "Check the rows" to the preview with all its invoices. */
  readonly planning: Task;
  /** The longest task of the posting, from the click to the end of the run. */
  readonly posting: Task;
  /** Milliseconds from Cancel to the answer on the screen, by the clock, while the invoices are worked out. */
  readonly cancelPlanning: number;
  /** The same while they are posted: that it is stopping, and that it has stopped. */
  readonly cancelPosting: number;
  readonly stopped: number;
}

/** A set-up book with rows of work for so many invoices, as a file. */
export async function writeBatch(file: string, invoices: number): Promise<void> {
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

/**
 * Checks and previews a batch whole, posts it until the first slice stands, and cancels. A posting run of thousands takes minutes on
 * the host and repeats the same work slice by slice, so that its first slices say how long its tasks are. `patience`: the most
 * that one step may take, milliseconds.
 */
export async function runBatch(browser: Browser, book: string, of: { readonly invoices: number; readonly patience: number }): Promise<BatchRun> {
  const { invoices, patience } = of;
  const pane = await PanePage.open({ book, browser });
  const { page } = pane.host;
  try {
    page.setDefaultTimeout(patience);
    await pane.ready();
    await pane.button(/rows to invoice/).click();
    const check = pane.button("Check the rows");
    await check.click();
    const cancelPlanning = await timeOfCancel(pane, () => pane.text("Stopped. Nothing was written.").waitFor());
    for (; (await check.count()) === 0; await pane.button("Back").click());
    const count = invoices.toLocaleString("en-US");
    const post = pane.button(new RegExp(`^Post ${count} invoices`));
    const numbers = pane.text("Whose numbers?");
    const preview = pane.button("Preview");
    const planned = await tasksDuring(browser, page, async () => {
      await check.click();
      await preview.or(post).or(numbers).first().waitFor();
      // Rows with something to look at stop at Check.
      if ((await preview.count()) > 0) await preview.click();
      await post.or(numbers).first().waitFor();
    });
    if ((await numbers.count()) > 0) await pane.carryOn();
    let [cancelPosting, stopped] = [NaN, NaN];
    const posted = await tasksDuring(browser, page, async () => {
      await post.click();
      const done = pane.text(/safe in the Journal/);
      const whole = pane.heading(`${count} invoices posted`);
      await done.or(whole).first().waitFor();
      if ((await whole.count()) > 0) return;
      const started = performance.now();
      cancelPosting = await timeOfCancel(pane, () => pane.text("Stopping after the invoices").or(pane.heading(/^Stopped|posted$/)).first().waitFor());
      await pane.heading(/^Stopped|posted$/).waitFor();
      stopped = performance.now() - started;
    });
    return { planning: longestOf(planned.after), posting: longestOf(posted.after), cancelPlanning, cancelPosting, stopped };
  } finally {
    await pane.close();
  }
}

/** A small batch may be done before anybody can press Cancel. */
const PRESSED_WITHIN = 3_000;

/** Milliseconds from the press to the answer; NaN where there was nothing to cancel any more. */
async function timeOfCancel(pane: PanePage, answer: () => Promise<void>): Promise<number> {
  const cancel = pane.button("Cancel");
  await cancel.waitFor({ timeout: PRESSED_WITHIN }).catch(() => undefined);
  const started = performance.now();
  const isPressed = await cancel.click({ timeout: PRESSED_WITHIN }).then(() => true, () => false);
  if (!isPressed) return NaN;
  await answer();
  return performance.now() - started;
}
