import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../support/browser";
import { HostPage } from "../../support/hostPage";
import { writePaneBook } from "./paneBook";

jest.setTimeout(240_000);

const folder = mkdtempSync(join(tmpdir(), "open-item-functions-"));
const book = join(folder, "book.xlsx");
const site = join(folder, "site");
let browser: Browser;

beforeAll(async () => {
  await writePaneBook(book);
  cpSync(resolve(__dirname, "../../../dist"), site, { recursive: true });
  // What is not there cannot be parsed: whatever the cells show, the pane's code had no part in it.
  for (const file of readdirSync(site)) if (/^pane\..*\.js$/.test(file)) rmSync(join(site, file));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test("cells are answered without the pane's code, also by the functions that come in a part of their own", async () => {
  const host = await HostPage.open({ book, browser, distDir: site });
  try {
    await host.typeInto("L2", '=BILLING.BALANCE("ACME",DATE(2026,2,3))');
    await host.waitForCell("L2", "5000");
    await host.typeInto("L3", "=BILLING.PROVE(DATE(2026,2,3))");
    await host.waitForCell("L3", "0");
    await host.typeInto("L4", '=INDEX(BILLING.STATEMENT("ACME",,DATE(2026,2,3)),5,7)');
    await host.waitForCell("L4", "5000");
    await host.typeInto("L5", '=ROUND(BILLING.DSO(DATE(2026,1,1),DATE(2026,1,31),"best possible","EUR"),6)');
    await host.waitForCell("L5", "31");
    expect(host.strangers).toEqual([]);
  } finally {
    await host.close();
  }
});
