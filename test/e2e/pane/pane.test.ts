import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../support/browser";
import { type PanePage, inPane } from "./panePage";
import { writeBlankBook, writePaneBook } from "./paneBook";

jest.setTimeout(240_000);

const folder = mkdtempSync(join(tmpdir(), "open-item-pane-"));
const plain = join(folder, "plain.xlsx");
const rich = join(folder, "rich.xlsx");
const blank = join(folder, "blank.xlsx");
const gone = join(folder, "gone.xlsx");
let browser: Browser;

beforeAll(async () => {
  await writePaneBook(plain);
  await writePaneBook(rich, { rich: true });
  await writePaneBook(gone, { withoutJournal: true });
  writeBlankBook(blank);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const within = (book: string, work: (pane: PanePage) => Promise<void>, colorScheme: "light" | "dark" = "light"): Promise<void> => inPane({ book, browser, colorScheme }, work);

test("set up from an empty workbook, with a preview first", () =>
  within(blank, async (pane) => {
    await pane.button("Set up").click();
    await pane.text("14 sheets will be added").waitFor();
    await pane.button("Add 14 sheets").click();
    await pane.ready();
    await pane.text("Ledger in order").waitFor();
  }));

test("rows to invoices: a mistake names its cell, clears when corrected, and the invoices are posted once", () =>
  within(plain, async (pane) => {
    await pane.ready();
    await pane.host.typeInto("F3", "abc");
    await pane.button(/rows to invoice/).click();
    await pane.button("Check the rows").click();
    await pane.text("is not a number").waitFor();
    await pane.host.typeInto("F3", "35.5");
    await pane.text(/4 rows are ready to invoice/).waitFor();
    await pane.button("Preview").click();
    await pane.carryOn();
    await pane.button("Post 3 invoices · 3,745.20 EUR").click();
    await pane.heading("3 invoices posted").waitFor();
    await pane.go("Home");
    await pane.text("8 open items").waitFor();
  }));

test("a cheque over three invoices less a deduction", () =>
  within(plain, async (pane) => {
    await pane.ready();
    await pane.go("Cash");
    await pane.chooseCustomer("acme", /Acme Ltd/);
    await pane.field(/^Amount/).fill("4850");
    await pane.button("Propose").click();
    await pane.button("More for INV-2026-0001").click();
    await pane.field("Deduction").fill("150");
    await pane.field("Reason").fill("damaged goods");
    await pane.text("150.00 stays open as INV-2026-0001-D1").waitFor();
    await pane.carryOn();
    await pane.button("Post payment · 4,850.00 EUR").click();
    await pane.heading("Payment PAY-2026-0001 posted · 4,850.00 EUR").waitFor();
  }));

test("a posted invoice is shown on the Invoice sheet", () =>
  within(plain, async (pane) => {
    await pane.ready();
    await pane.button(/rows to invoice/).click();
    await pane.button("Check the rows").click();
    await pane.carryOn();
    await pane.button("Post 3 invoices · 3,745.20 EUR").click();
    await pane.heading("3 invoices posted").waitFor();
    await pane.button("Show invoice INV-2026-0003").click();
    await pane.text("INV-2026-0003 is shown on the sheet Invoice.").waitFor();
    await pane.host.page.locator(".sheet-tab.active[data-sheet=Invoice]").waitFor();
  }));

test("a figure opens its items, an item its customer, and Back leads the same way with the focus where it was", () =>
  within(plain, async (pane) => {
    await pane.ready();
    await pane.button(OVERDUE).click();
    await pane.heading("Overdue").waitFor();
    await pane.text("3 open items").waitFor();
    await pane.button(/Niederösterreichische/).click();
    await pane.heading("Open items").waitFor();
    await pane.button("Back").click();
    await pane.heading("Overdue").waitFor();
    await pane.frame.locator("button:focus", { hasText: /^Niederösterreichische/ }).waitFor();
    await pane.button("Back").click();
    await pane.ready();
    await pane.frame.locator("button:focus", { hasText: OVERDUE }).waitFor();
    await pane.button(/^31–60 days/).click();
    await pane.heading("31–60 days past due").waitFor();
    await pane.frame.getByRole("heading", { name: "31–60 days past due" }).press("Escape");
    await pane.ready();
    await pane.frame.locator("button:focus", { hasText: /^31–60 days/ }).waitFor();
  }));

test("Explain balance opens the card of the customer in the row of the selected cell", () =>
  within(plain, async (pane) => {
    await pane.ready();
    await pane.host.select("D3");
    await pane.host.page.locator(".ribbon-button", { hasText: "Explain" }).click();
    await pane.heading("Acme Ltd").waitFor();
    await pane.host.select("A20");
    await pane.host.page.locator(".ribbon-button", { hasText: "Explain" }).click();
    await pane.text("No customer is named in Billable!A20 or beside it.").waitFor();
  }));

test("the self-test runs on a sheet of its own, can be cancelled, and leaves nothing behind", () =>
  within(blank, async (pane) => {
    await pane.openStep(/^Self-test/);
    await pane.button("Run the self-test").click();
    await pane.text(/^[1-9]\d* of \d+ cases/).waitFor();
    await pane.button("Cancel").click();
    await pane.text(/^[1-9]\d* passed, 0 failed, 0 not supported here, \d+ not run\.$/).waitFor();
    await pane.host.page.locator(".sheet-tab", { hasText: "Self-test" }).waitFor({ state: "detached" });
  }));

const OPEN = /^Open\s*1,240,567.89\sEUR$/;
const OVERDUE = /^Overdue\s*1,238,367.89\sEUR$/;

const SCREENS: readonly [name: string, book: string, open: (pane: PanePage) => Promise<void>][] = [
  ["welcome", blank, (pane) => pane.button("Set up").waitFor()],
  ["home", rich, (pane) => pane.ready()],
  ["close", rich, async (pane) => { await pane.ready(); await pane.go("Close"); await pane.button(/^Integrity/).waitFor(); }],
  ["integrity", rich, async (pane) => { await pane.ready(); await pane.button(/^Look/).click(); await pane.text("HAND-1 was typed by hand").waitFor(); }],
  ["a cure's preview", rich, async (pane) => { await pane.ready(); await pane.openStep(/^Integrity/); await pane.button(/^Put back:/).click(); await pane.text("This will be written").waitFor(); }],
  ["a ledger without its Journal", gone, (pane) => pane.button("See what is wrong").waitFor()],
  ["the Journal made again", gone, async (pane) => { await pane.button("See what is wrong").click(); await pane.button(/^Make again: /).click(); await pane.text("This will be written").waitFor(); }],
  ["rows typed by hand", rich, async (pane) => { await pane.ready(); await pane.button(/typed by hand/).click(); await pane.heading("1 row needs a correction first").waitFor(); }],
  ["lock", rich, async (pane) => { await pane.ready(); await pane.openStep(/^Lock period/); await pane.heading("Before locking").waitFor(); await pane.carryOn(); await pane.frame.getByRole("button", { name: /^Lock through/, disabled: false }).waitFor(); }],
  ["audit", rich, async (pane) => { await pane.ready(); await pane.openStep(/^Audit view/); await pane.text("Payment PAY-2026-0001").waitFor(); }],
  ["figures", plain, async (pane) => { await pane.ready(); await pane.button(OPEN).waitFor(); }],
  ["items of a figure", plain, async (pane) => { await pane.ready(); await pane.button(OPEN).click(); await pane.text("5 open items").waitFor(); }],
  ["bank lines", rich, async (pane) => { await pane.ready(); await pane.button(/bank lines? without a payment/).click(); await pane.button(/INV-2026-0001/).click(); await pane.text("From the bank line").waitFor(); await pane.carryOn(); await pane.frame.getByRole("button", { name: /^Post payment/, disabled: false }).waitFor(); }],
  ["whose numbers", plain, async (pane) => { await pane.ready(); await pane.go("Cash"); await pane.button("Use these numbers").waitFor(); }],
  ["source", plain, async (pane) => { await pane.ready(); await pane.go("Bill"); await pane.text("Table Billable").waitFor(); }],
  ["check", plain, async (pane) => { await pane.host.typeInto("F3", "abc"); await pane.ready(); await pane.button(/rows to invoice/).click(); await pane.button("Check the rows").click(); await pane.text("is not a number").waitFor(); }],
  ["preview", plain, async (pane) => { await pane.ready(); await pane.button(/rows to invoice/).click(); await pane.button("Check the rows").click(); await pane.heading("Preview").waitFor(); }],
  ["cash", plain, async (pane) => { await pane.ready(); await pane.go("Cash"); await pane.chooseCustomer("acme", /Acme Ltd/); await pane.field("Apply to INV-2026-0001").waitFor(); }],
  ["customers", rich, async (pane) => { await pane.ready(); await pane.go("Customers"); await pane.button(/Blue Door/).waitFor(); }],
  ["customer card", rich, async (pane) => { await pane.ready(); await pane.go("Customers"); await pane.button(/Nieder/).click(); await pane.heading("Open items").waitFor(); }],
  ["self-test", blank, async (pane) => { await pane.openStep(/^Self-test/); await pane.button("Run the self-test").waitFor(); }],
  ["settings", plain, async (pane) => { await pane.ready(); await pane.openStep(/^Settings/); await pane.field("Company name").waitFor(); }],
];

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

describe.each(["light", "dark"] as const)("%s", (scheme) => {
  test.each(SCREENS)("%s: nothing for axe to find, and nothing wider than the pane", (_, book, open) =>
    within(book, async (pane) => {
      await pane.host.page.emulateMedia({ reducedMotion: "reduce" });
      await pane.host.page.locator("#pane-dock").evaluate((dock) => { dock.style.width = "320px"; });
      await open(pane);
      await pane.frame.evaluate(() => Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished)));
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
  // A button that has just been enabled fades in: halfway its colours are nobody's choice.
  await pane.frame.evaluate("Promise.allSettled(document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity).map(({ finished }) => finished))");
  await pane.frame.evaluate(axe);
  const found: unknown = await pane.frame.evaluate("axe.run({ exclude: ['[data-tabster-dummy]'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))");
  return Array.isArray(found) ? found.map(String) : ["axe did not answer"];
}
