import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../support/browser";
import { storedBook } from "../../support/storedBooks";
import { type PanePage, inPane } from "./panePage";
import { writePaneBook } from "./paneBook";

jest.setTimeout(240_000);

const folder = mkdtempSync(join(tmpdir(), "open-item-losses-"));
const plain = join(folder, "plain.xlsx");
const gone = join(folder, "gone.xlsx");
const earlier = join(folder, "earlier.xlsx");
let browser: Browser;

const UPDATE = /^Update this workbook/;
const UPDATED = "The workbook is up to date.";

beforeAll(async () => {
  await writePaneBook(plain);
  await writePaneBook(gone, { withoutJournal: true });
  writeFileSync(earlier, storedBook("schema1-whole"));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const within = (book: string, work: (pane: PanePage) => Promise<void>): Promise<void> => inPane({ book, browser }, work);

/** A payment posted, and the workbook closed without saving: the pane that opens it again. */
async function afterLoss(first: PanePage): Promise<PanePage> {
  await first.ready();
  await first.go("Cash");
  await first.chooseCustomer("acme", /Acme Ltd/);
  await first.field(/^Amount/).fill("50");
  await first.carryOn();
  await first.button("Post payment · 50.00 EUR").click();
  await first.heading("Payment PAY-2026-0001 posted · 50.00 EUR").waitFor();
  const pane = await first.reopen();
  await pane.button(/^Look: .* from this device/).click();
  await pane.text("Posting is off until this is settled.").waitFor();
  return pane;
}

/** The next payment's number, as it is posted. */
async function postPayment(pane: PanePage): Promise<string> {
  await pane.go("Cash");
  await pane.chooseCustomer("acme", /Acme Ltd/);
  await pane.field(/^Amount/).fill("50");
  await pane.button("Post payment · 50.00 EUR").click();
  const heading = pane.heading(/^Payment PAY-2026-\d{4} posted/);
  await heading.waitFor();
  return /PAY-2026-\d{4}/.exec(await heading.innerText())?.[0] ?? "";
}

test("the Journal's sheet deleted: Home says so and leads to it, the cure is previewed with what is lost, and the ledger is in order with the same figures", () =>
  within(gone, async (pane) => {
    await pane.text(/the Journal that they were made from is gone/).waitFor();
    await pane.button("See what is wrong").click();
    await pane.text(/make it again from the tables: 5 postings/).waitFor();
    await pane.button(/^Make again: /).click();
    await pane.text("5 postings are written into the Journal again").waitFor();
    await pane.text(/who posted them and when/).waitFor();
    await pane.frame.getByRole("button", { name: "Make again", exact: true }).click();
    await pane.text("1 thing is in order again.").waitFor();
    await pane.go("Home");
    await pane.text("Ledger in order").waitFor();
    await pane.text("5 open items").waitFor();
    expect(await pane.host.cellText("Journal A", "F4")).toMatch(/\(made again\)$/);
  }));

test("a posting that is gone with the file is done without, with a reason, and its number stays used", () =>
  within(plain, async (first) => {
    const pane = await afterLoss(first);
    await pane.button(/^Do without: /).click();
    await pane.field(/^Reason/).fill("Posted to the wrong workbook");
    await pane.text("Numbers that somebody may hold already stay used.").waitFor();
    await pane.frame.getByRole("button", { name: "Do without", exact: true }).click();
    await pane.text("1 thing is in order again.").waitFor();
    await pane.go("Home");
    await pane.text("Ledger in order").waitFor();
    expect(await postPayment(pane)).toBe("PAY-2026-0002");
  }));

test("an older copy is accepted with a reason, and goes on without giving a number twice", () =>
  within(plain, async (first) => {
    const pane = await afterLoss(first);
    await pane.button(/^Accept this copy: /).click();
    await pane.field(/^Reason/).fill("The server was restored");
    await pane.frame.getByRole("button", { name: "Accept this copy", exact: true }).click();
    await pane.text("1 thing is in order again.").waitFor();
    await pane.go("Home");
    await pane.text("Ledger in order").waitFor();
    expect(await postPayment(pane)).toBe("PAY-2026-0002");
  }));

test("a workbook of an earlier version is updated from Home, with what it gets shown first, and is asked no more", () =>
  within(earlier, async (pane) => {
    await pane.ready();
    await pane.button(UPDATE).click();
    await pane.text("This will be written").waitFor();
    await pane.frame.getByRole("button", { name: "Update", exact: true }).click();
    await pane.text(UPDATED).waitFor();
    await pane.go("Home");
    await pane.ready();
    expect(await pane.button(UPDATE).count()).toBe(0);
  }));
