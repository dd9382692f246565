import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { HostPage } from "../support/hostPage";
import { PanePage } from "./pane/panePage";

jest.setTimeout(240_000);

/**
 * The main job on the sample company, as a newcomer does it: invoices from fourteen rows, a cheque over three invoices, and
 * figures in cells that follow without a reload; saved, opened again, and everything is there.
 */
const SAMPLE = resolve(__dirname, "../../assets/sample.xlsx");
/** Cells of the sheet Receivables: balance today, next due, and KALDA's row of the right-hand AGING (not due, 1–30, total). */
const BALANCE_00417 = "E23";
const BALANCE_KALDA = "E26";
const NEXT_DUE_KALDA = "G26";
const AGING_KALDA = { current: "K10", from1To30: "L10", total: "Q10" };

const folder = mkdtempSync(join(tmpdir(), "open-item-walk-"));
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function waitForText(host: HostPage, address: string, text: string): Promise<void> {
  await host.select(`Receivables!${address}`);
  await host.waitForCell(address, text);
}

test("bill fourteen rows, post the cheque, watch AGING, BALANCE and NEXTDUE, save and reopen", async () => {
  const saved = join(folder, "saved.xlsx");
  const pane = await PanePage.open({ book: SAMPLE, browser, viewport: { width: 1400, height: 900 } });
  try {
    await billAndCollect(pane);
    writeFileSync(saved, await pane.host.save());
    expect(pane.host.strangers).toEqual([]);
  } finally {
    await pane.close();
  }
  const again = await HostPage.open({ book: saved, browser });
  try {
    await findEverything(again);
  } finally {
    await again.close();
  }
});

async function billAndCollect(pane: PanePage): Promise<void> {
  const { host } = pane;
  await pane.ready();
  await waitForText(host, BALANCE_00417, "6,337.81");
  await waitForText(host, BALANCE_KALDA, "5,000.00");

  // Step 1: the selected rows; the missing tax code is named with its cell, typed in, and the line goes away.
  await host.select("Billable!A2:K15");
  await host.page.getByRole("button", { name: "Create invoices" }).click();
  await pane.text("Billable").waitFor();
  await pane.button("Check the rows").click();
  await pane.text("Billable!I13").waitFor();
  await host.typeInto("Billable!I13", "EE");
  await pane.button("Preview").click();
  // By hand: 2,836.50 + 1,384.78 + 765.70 + 161.08 + 918.84 + 2,108.00 + 1,544.10.
  await pane.button("Post 7 invoices · 9,719.00 EUR").click();
  await pane.heading("7 invoices posted").waitFor();
  // 6,337.81 + 2,836.50 + 1,384.78
  await waitForText(host, BALANCE_00417, "10,559.09");
  await host.select("Billable!K2");
  await host.waitForCell("K2", /^INV-2026-\d{4}$/);

  // Step 2: 4,850.00 over three invoices of 5,000.00, 150.00 kept back for damaged posters.
  await pane.go("Cash");
  await pane.chooseCustomer("kalda", /Kalda Theatre/);
  await pane.field(/^Amount/).fill("4850");
  await pane.button("Propose").click();
  await pane.button("More for INV-2026-0003").click();
  await pane.field("Deduction").fill("150");
  await pane.field("Reason").fill("Damaged posters");
  await pane.text("150.00 stays open as INV-2026-0003-D1").waitFor();
  await pane.button("Post payment · 4,850.00 EUR").click();
  await pane.heading(/^Payment PAY-2026-\d{4} posted · 4,850\.00 EUR$/).waitFor();
  await waitForText(host, BALANCE_KALDA, "150.00");
  await waitForText(host, NEXT_DUE_KALDA, "2026-02-08");
  await waitForText(host, AGING_KALDA.current, "150.00");
  await waitForText(host, AGING_KALDA.from1To30, "0.00");
  await waitForText(host, AGING_KALDA.total, "150.00");
}

async function findEverything(again: HostPage): Promise<void> {
  await waitForText(again, BALANCE_KALDA, "150.00");
  await waitForText(again, BALANCE_00417, "10,559.09");
  await again.select("Billable!I13");
  await again.waitForCell("I13", "EE");
  const frame = await again.openPane();
  await frame.getByRole("heading", { name: "To do" }).waitFor();
  await frame.getByText("rows to invoice").waitFor({ state: "detached" });
  expect(again.strangers).toEqual([]);
}
