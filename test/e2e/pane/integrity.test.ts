import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../support/browser";
import { type PanePage, inPane } from "./panePage";
import { writePaneBook } from "./paneBook";

jest.setTimeout(240_000);

const folder = mkdtempSync(join(tmpdir(), "open-item-integrity-"));
const plain = join(folder, "plain.xlsx");
const rich = join(folder, "rich.xlsx");
const long = join(folder, "long.xlsx");
let browser: Browser;

beforeAll(async () => {
  await writePaneBook(plain);
  await writePaneBook(rich, { rich: true });
  await writePaneBook(long, { work: 700 });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const within = (book: string, work: (pane: PanePage) => Promise<void>): Promise<void> =>
  inPane({ book, browser }, async (pane) => {
    await pane.ready();
    await work(pane);
  });

test("a posted cell typed over: Home says so, Put back shows what it writes, and the ledger is in order again", () =>
  within(plain, async (pane) => {
    await pane.text("Ledger in order").waitFor();
    const was = await pane.host.cellText("Invoices", "L3");
    await pane.host.typeInto("Invoices!L3", "1900");
    await pane.text("1 thing does not agree with what was posted").waitFor();
    await pane.button(/^Look/).click();
    await pane.frame.getByRole("button", { name: /^Put back: Invoices!L3/ }).click();
    await pane.text("This will be written").waitFor();
    await pane.carryOn();
    await pane.frame.getByRole("button", { name: "Put back", exact: true }).click();
    await pane.text("1 thing is in order again.").waitFor();
    await pane.go("Home");
    await pane.text("Ledger in order").waitFor();
    expect(await pane.host.cellText("Invoices", "L3")).toBe(was);
  }));

test("the ribbon's Check ledger opens Integrity, and a click on a place selects the cell", () =>
  within(rich, async (pane) => {
    await pane.host.page.locator(".ribbon-button", { hasText: "Check ledger" }).click();
    await pane.heading("Integrity").waitFor();
    await pane.text("HAND-1 was typed by hand").waitFor();
    await pane.frame.getByRole("button", { name: /^Invoices!/ }).first().click();
    await pane.host.page.locator(".sheet-tab.active[data-sheet=Invoices]").waitFor();
  }));

test("posted, closed without saving, opened again: what this device posted is offered back, with its number", () =>
  within(plain, async (first) => {
    await first.go("Cash");
    await first.chooseCustomer("acme", /Acme Ltd/);
    await first.field(/^Amount/).fill("50");
    await first.carryOn();
    await first.button("Post payment · 50.00 EUR").click();
    await first.heading("Payment PAY-2026-0001 posted · 50.00 EUR").waitFor();
    const pane = await first.reopen();
    await pane.text(/posting(s)? from this device (is|are) not in this workbook/).waitFor();
    await pane.button(/^Look: .* from this device/).click();
    await pane.text("Posting is off until this is settled.").waitFor();
    await pane.frame.getByRole("button", { name: /^Put back: / }).first().click();
    await pane.text(/written into the Journal again/).waitFor();
    await pane.frame.getByRole("button", { name: "Put back", exact: true }).click();
    await pane.text("1 thing is in order again.").waitFor();
    await pane.go("Home");
    await pane.text("Ledger in order").waitFor();
    expect(await pane.host.cellText("Payments", "A2")).toBe("PAY-2026-0001");
  }));

test("a long run shows how far it is; Cancel leaves whole invoices, Resume posts the rest", () =>
  within(long, async (pane) => {
    await pane.button(/rows to invoice/).click();
    await pane.button("Check the rows").click();
    await pane.heading("Preview").waitFor();
    await pane.carryOn();
    await cancelAt(pane, "300 of 700 invoices");
    await pane.button(/^Post 700 invoices/).click();
    await pane.heading(/^Stopped/).waitFor();
    await pane.text(/^What stands is whole: INV-2026-0003 to INV-2026-\d{4}\./).waitFor();
    await pane.button(/^Resume: post the other/).click();
    await pane.heading(/700 invoices posted/).waitFor();
    await pane.go("Home");
    await pane.text("705 open items").waitFor();
  }));

/** Presses Cancel as soon as this shows. From outside the page it may be gone before it is seen. */
async function cancelAt(pane: PanePage, shown: string): Promise<void> {
  await pane.frame.evaluate((text) => {
    const observer = new MutationObserver(() => {
      const isShown = [...document.querySelectorAll("strong")].some(({ textContent }) => textContent.startsWith(text));
      const cancel = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Cancel");
      if (!isShown || cancel === undefined) return;
      observer.disconnect();
      cancel.click();
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  }, shown);
}

test("rows typed by hand: problems at their cells, corrected in the sheet, previewed and posted where they stand", () =>
  within(rich, async (pane) => {
    await pane.button(/1 row typed by hand/).click();
    await pane.heading("1 row needs a correction first").waitFor();
    await pane.host.typeInto("Payments!A3", "PAY-2026-0002");
    // The last thing that was wrong: what is ready then is the whole row.
    await pane.host.typeInto("Payments!K3", "75");
    await pane.heading("1 row is ready to post").waitFor();
    await pane.carryOn();
    await pane.button("Post 1 row").click();
    await pane.text("Posted: PAY-2026-0002.").waitFor();
    await pane.text("No row is typed by hand.").waitFor();
  }));

test("a period is locked with its checks, shown as locked, and unlocked only with a reason that the audit view shows", () =>
  within(rich, async (pane) => {
    await pane.openStep(/^Lock period/);
    await pane.heading("Before locking").waitFor();
    await pane.carryOn();
    await pane.button(/^Lock through 1\/31\/2026/).click();
    await pane.text("Locked through 1/31/2026").waitFor();
    await pane.openStep(/^Lock period/);
    await pane.field("Lock through").fill("2025-12-31");
    await pane.field(/^Reason for unlocking/).fill("One more invoice");
    await pane.button("Unlock back to 12/31/2025").click();
    await pane.text("Locked through 12/31/2025").waitFor();
    await pane.openStep(/^Audit view/);
    await pane.text("One more invoice").waitFor();
    await pane.text("Journal A: each of its").waitFor();
    await pane.field("Customer or document").fill("INV-2026-0001");
    await pane.button(/^Invoice INV-2026-0001/).click();
    await pane.host.page.locator(".sheet-tab.active[data-sheet=Invoice]").waitFor();
  }));
