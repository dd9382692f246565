import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../support/browser";
import { PanePage } from "./panePage";
import { writeBlankBook, writePaneBook } from "./paneBook";

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "open-item-pane-"));
const plain = join(folder, "plain.xlsx");
const rich = join(folder, "rich.xlsx");
const blank = join(folder, "blank.xlsx");
let browser: Browser;

beforeAll(async () => {
  await writePaneBook(plain);
  await writePaneBook(rich, { rich: true });
  writeBlankBook(blank);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function inPane(book: string, work: (pane: PanePage) => Promise<void>, colorScheme: "light" | "dark" = "light"): Promise<void> {
  const pane = await PanePage.open({ book, browser, colorScheme });
  try {
    await work(pane);
    expect(pane.host.strangers).toEqual([]);
  } finally {
    await pane.close();
  }
}

test("set up from an empty workbook, with a preview first", () =>
  inPane(blank, async (pane) => {
    await pane.button("Set up").click();
    await pane.text("14 sheets will be added").waitFor();
    await pane.button("Add 14 sheets").click();
    await pane.ready();
    await pane.text("Ledger in order").waitFor();
  }));

test("rows to invoices: a mistake names its cell, clears when corrected, and the invoices are posted once", () =>
  inPane(plain, async (pane) => {
    await pane.ready();
    await pane.host.typeInto("F3", "abc");
    await pane.button(/rows to invoice/).click();
    await pane.button("Check the rows").click();
    await pane.text("is not a number").waitFor();
    await pane.host.typeInto("F3", "35.5");
    await pane.text(/4 rows are ready to invoice/).waitFor();
    await pane.button("Preview").click();
    await pane.button("Post 3 invoices · 3,745.20 EUR").click();
    await pane.heading("3 invoices posted").waitFor();
    await pane.go("Home");
    await pane.text("8 open items").waitFor();
  }));

test("a cheque over three invoices less a deduction", () =>
  inPane(plain, async (pane) => {
    await pane.ready();
    await pane.go("Cash");
    await pane.chooseCustomer("acme", /Acme Ltd/);
    await pane.field(/^Amount/).fill("4850");
    await pane.button("Propose").click();
    await pane.button("More for INV-2026-0001").click();
    await pane.field("Deduction").fill("150");
    await pane.field("Reason").fill("damaged goods");
    await pane.text("150.00 stays open as INV-2026-0001-D1").waitFor();
    await pane.button("Post payment · 4,850.00 EUR").click();
    await pane.heading("Payment PAY-2026-0001 posted · 4,850.00 EUR").waitFor();
  }));

const SCREENS: readonly [name: string, book: string, open: (pane: PanePage) => Promise<void>][] = [
  ["welcome", blank, (pane) => pane.button("Set up").waitFor()],
  ["home", rich, (pane) => pane.ready()],
  ["changed rows", rich, async (pane) => { await pane.ready(); await pane.button("Look").click(); await pane.text("Invoices!").waitFor(); }],
  ["source", plain, async (pane) => { await pane.ready(); await pane.go("Bill"); await pane.text("Table Billable").waitFor(); }],
  ["check", plain, async (pane) => { await pane.host.typeInto("F3", "abc"); await pane.ready(); await pane.button(/rows to invoice/).click(); await pane.button("Check the rows").click(); await pane.text("is not a number").waitFor(); }],
  ["preview", plain, async (pane) => { await pane.ready(); await pane.button(/rows to invoice/).click(); await pane.button("Check the rows").click(); await pane.heading("Preview").waitFor(); }],
  ["cash", plain, async (pane) => { await pane.ready(); await pane.go("Cash"); await pane.chooseCustomer("acme", /Acme Ltd/); await pane.field("Apply to INV-2026-0001").waitFor(); }],
  ["customers", rich, async (pane) => { await pane.ready(); await pane.go("Customers"); await pane.button(/Blue Door/).waitFor(); }],
  ["customer card", rich, async (pane) => { await pane.ready(); await pane.go("Customers"); await pane.button(/Nieder/).click(); await pane.heading("Open items").waitFor(); }],
  ["settings", plain, async (pane) => { await pane.ready(); await pane.go("Close"); await pane.field("Company name").waitFor(); }],
];

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

describe.each(["light", "dark"] as const)("%s", (scheme) => {
  test.each(SCREENS)("%s: nothing for axe to find, and nothing wider than the pane", (_, book, open) =>
    inPane(book, async (pane) => {
      await pane.host.page.emulateMedia({ reducedMotion: "reduce" });
      await pane.host.page.locator("#pane-dock").evaluate((dock) => { dock.style.width = "320px"; });
      await open(pane);
      const wide = await pane.frame.evaluate(() => [...document.querySelectorAll("main *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.outerHTML.slice(0, 120)));
      expect(wide).toEqual([]);
      expect(await runAxe(pane)).toEqual([]);
    }, scheme));
});

/**
 * axe is evaluated through the browser's debugger, which the page's policy does not concern. Fluent's focus keeper leaves
 * out-of-sight stops that hand the focus on at once; axe takes them for hidden content.
 */
async function runAxe(pane: PanePage): Promise<string[]> {
  await pane.frame.evaluate(axe);
  const found: unknown = await pane.frame.evaluate("axe.run({ exclude: ['[data-tabster-dummy]'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))");
  return Array.isArray(found) ? found.map(String) : ["axe did not answer"];
}
