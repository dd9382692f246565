import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { openWorkbook } from "../../../host/xlsx/open";
import { launchBrowser } from "../../support/browser";
import { HostPage } from "../../support/hostPage";
import { writeShowBook } from "./book";

jest.setTimeout(180_000);

/** In the page, where the test puts it. */
declare const axe: { run(context: object, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };

const distDir = join(__dirname, "addin");
const folder = mkdtempSync(join(tmpdir(), "host-page-"));
const book = join(folder, "show.xlsx");
let browser: Browser;
let host: HostPage;

beforeAll(async () => {
  writeShowBook(book);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  const { strangers, problems } = host;
  await host.close();
  expect(strangers).toEqual([]);
  // Microsoft's client adds a style element of its own, which the test pane's policy refuses.
  expect(problems.filter((text) => !text.includes("inline style"))).toEqual([]);
});

async function openHost(options: { book?: string; colorScheme?: "light" | "dark" | "system" } = {}): Promise<void> {
  host = await HostPage.open({ distDir, browser, ...options });
}

/** The moving dashes: the selection is on the clipboard. */
function copied(): Promise<void> {
  return host.page.locator(".box.copied:visible").first().waitFor();
}

/** From the selection's fill handle to the cell under that column's head and beside that row's. */
async function dragHandle(column: string, row: number): Promise<void> {
  const { page } = host;
  const exactly = (text: string): RegExp => new RegExp(`^${text}$`);
  const handle = await page.locator(".fill-handle:visible").first().boundingBox();
  const head = await page.locator(".heads .head").filter({ hasText: exactly(column) }).boundingBox();
  const rowHead = await page.locator(".row-head").filter({ hasText: exactly(String(row)) }).boundingBox();
  if (handle === null || head === null || rowHead === null) throw new Error(`The fill handle or ${column}${row} is not on the screen`);
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(head.x + head.width / 2, rowHead.y + rowHead.height / 2, { steps: 4 });
  await page.mouse.up();
}

describe("a workbook on the page", () => {
  const shown: readonly (readonly [address: string, text: string])[] = [
    ["A1", "Finch & Harbour Studio"],
    ["B5", "00417"],
    ["C5", "1/12/2026"],
    ["E5", "1,250.50"],
    ["E6", "-80.00"],
    ["F5", "625.25"],
    ["E7", "123,456,789.25"],
    ["B10", "123,462,809.75"],
    ["B11", "#DIV/0!"],
    ["C14", "6"],
    ["A16", "Merged and centred"],
  ];

  test("shows values as their formats say, and the far end of a long sheet", async () => {
    await openHost({ book });
    const texts: [string, string][] = [];
    for (const [address] of shown) texts.push([address, await host.cellText("Ledger", address)]);
    expect(texts).toEqual(shown);
    await host.select("B12");
    expect(await host.formulaBar()).toBe("=SEQUENCE(3,2)");
    expect(await host.cellText("Big", "B100001")).toBe("Line 100000");
    // Row 1 and column A are frozen: still there at the far end.
    expect((await host.cell("C1").innerText()).trim()).toBe("Amount");
    expect((await host.cell("A100001").innerText()).trim()).toBe("100000");
    const drawn = await host.page.locator("[role=gridcell]").count();
    expect(drawn).toBeLessThan(3000);
  });

  test("grid roles name rows, columns and the active cell", async () => {
    await openHost({ book });
    await host.select("B6");
    const grid = host.page.getByRole("grid");
    expect(await grid.getAttribute("aria-activedescendant")).toBe("cell-5-1");
    expect(await host.cell("B6").getAttribute("aria-selected")).toBe("true");
    expect(await host.cell("B6").getAttribute("aria-colindex")).toBe("3");
    expect(await host.cell("A16").getAttribute("aria-colspan")).toBe("3");
    expect(await host.page.getByRole("columnheader", { name: "B", exact: true }).count()).toBe(1);
  });

  test("has no accessibility problem that axe knows, in light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      if (colorScheme === "dark") await host.close();
      await openHost({ book, colorScheme });
      await host.openPane();
      await host.page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
      const found = await host.page.evaluate(() => axe.run({ exclude: [["#pane"]] }, { resultTypes: ["violations"] }).then((result) => result.violations.map((entry) => `${entry.id}: ${entry.nodes[0]?.html ?? ""}`)));
      expect(found).toEqual([]);
    }
  });

  test("filters and sorts a table", async () => {
    await openHost({ book });
    await host.cell("B4").locator(".filter-button").click();
    const menu = host.page.getByRole("dialog", { name: "Sort and filter" });
    await menu.getByLabel("(Select all)").uncheck();
    await menu.getByLabel("Acme Limited").check();
    await menu.getByRole("button", { name: "Apply" }).click();
    await host.cell("A5").waitFor({ state: "detached" });
    expect(await host.cell("A6").count()).toBe(1);
    expect(await host.cell("A7").count()).toBe(0);
    await host.cell("B4").locator(".filter-button.active").click();
    await host.page.getByRole("button", { name: "Clear filter" }).click();
    await host.cell("A5").waitFor();
    await host.cell("E4").locator(".filter-button").click();
    await host.page.getByRole("button", { name: "Sort Z to A" }).click();
    await host.waitForCell("A5", "INV-2026-0003");
  });

  test("is saved as an .xlsx that holds what was typed, and opens again", async () => {
    await openHost({ book });
    await host.typeInto("B5", "'00418");
    await host.typeInto("A9", "below the table");
    const workbook = openWorkbook(await host.save());
    const sheet = workbook.findSheet("Ledger");
    expect(sheet?.get(4, 1)?.value).toBe("00418");
    expect(workbook.findTable("Invoices")?.area.bottom).toBe(8); // typing right below a table extends it
    expect(sheet?.get(9, 1)?.formula).toBe("SUM(Invoices[Total])");
    await host.page.locator("#book-state").filter({ hasText: /^$/ }).waitFor({ state: "attached" });
  });
});

describe("the keyboard", () => {
  test("moves, selects, edits, copies, clears and undoes", async () => {
    await openHost();
    const { keyboard } = host.page;
    await host.select("A1");
    await keyboard.type("10");
    await keyboard.press("Tab");
    await keyboard.type("20");
    await keyboard.press("Tab");
    await keyboard.type("=A1+B1");
    await keyboard.press("Enter"); // back below the column where Tab began
    await host.waitForCell("C1", "30");
    expect(await host.page.getByLabel("Name box").inputValue()).toBe("A2");

    await host.select("A1:C1");
    await host.page.locator("#summary").filter({ hasText: "Sum: 60" }).waitFor();
    await keyboard.press("Control+c");
    await copied();
    await host.select("A3");
    await keyboard.press("Control+v");
    await host.waitForCell("C3", "30");
    await host.select("A3");
    await keyboard.press("Delete");
    await host.waitForCell("C3", "20"); // the copied formula refers to its own row
    await keyboard.press("Control+z");
    await host.waitForCell("C3", "30");
    await keyboard.press("Control+y");
    await host.waitForCell("C3", "20");

    await host.select("A1");
    await keyboard.press("F2");
    await keyboard.type("5");
    await keyboard.press("Enter");
    await host.waitForCell("A1", "105");
    // Editing at once after a move takes up the text of the cell moved to, never of the one before.
    await host.select("A1");
    for (const key of ["ArrowRight", "F2", "0", "Enter"]) await keyboard.press(key);
    await host.waitForCell("B1", "200");
    await host.waitForCell("A1", "105");
    await host.select("A1");
    await keyboard.type("7");
    await keyboard.press("Escape");
    await host.waitForCell("A1", "105");
    await keyboard.press("Control+ArrowRight");
    await host.page.locator("#grid[aria-activedescendant=cell-0-2]").waitFor();
    await keyboard.press("Shift+ArrowDown");
    await keyboard.press("Shift+ArrowLeft");
    expect(await host.page.getByLabel("Name box").inputValue()).toBe("B1:C2");
    await keyboard.press("Control+b");
    await host.page.locator("#cell-0-2 .cell-text[style*='700']").waitFor();
    await keyboard.press("PageDown");
    await keyboard.press("Control+Home");
    await host.page.locator("#grid[aria-activedescendant=cell-0-0]").waitFor();
  });

  test("the fill handle goes on with a series, Ctrl+D repeats, and references follow cells that are cut", async () => {
    await openHost();
    const { keyboard } = host.page;
    for (const [address, text] of [["A1", "1"], ["A2", "3"], ["B1", "2026-01-30"], ["C1", "INV-009"], ["D1", "=A1*2"], ["E1", "=D1"]] as const) await host.typeInto(address, text);
    await host.select("A1:A2");
    await dragHandle("A", 5);
    await host.waitForCell("A5", "9");
    await host.select("B1:D1");
    await dragHandle("D", 4);
    await host.waitForCell("B4", /2026-02-02|2\/2\/2026/);
    await host.waitForCell("C4", "INV-012");
    await host.waitForCell("D4", "14");
    await host.select("A1:A3");
    await keyboard.press("Control+d");
    await host.waitForCell("A3", "1");
    await host.select("D1:D2");
    await keyboard.press("Control+x");
    await copied();
    await host.select("F6");
    await keyboard.press("Control+v");
    await host.waitForCell("F6", "2");
    await host.select("E1");
    expect(await host.formulaBar()).toBe("=F6");
    await host.select("F6");
    expect(await host.formulaBar()).toBe("=A1*2");
    await keyboard.press("Control+z");
    await host.waitForCell("D1", "2");
  });

  test("a refused entry keeps the text, says why, and a corrected one is taken", async () => {
    await openHost();
    await host.select("A1");
    await host.page.keyboard.type("=SUM(");
    await host.page.keyboard.press("Enter");
    expect(await host.message()).toMatch(/\S/);
    await host.dismissMessage();
    const editor = host.page.getByLabel("Cell contents");
    expect(await editor.inputValue()).toBe("=SUM(");
    await editor.fill("=SUM(1,2)");
    await editor.press("Enter");
    await host.waitForCell("A1", "3");
  });
});

describe("Microsoft's client in the pane", () => {
  test("the runtime loads with the workbook; Excel.run, events, commands, shortcuts and visibility work", async () => {
    await openHost();
    const frame = await host.paneFrame(); // not opened yet
    await frame.locator("#state").filter({ hasText: "ready Excel OfficeOnline" }).waitFor({ state: "attached" });
    expect(await host.page.locator(".pane-dock.open").count()).toBe(0);
    const logged = (text: string): Promise<unknown> => frame.waitForFunction((wanted) => Reflect.get(globalThis, "testLog").includes(wanted), text);

    await host.openPane();
    await logged("visibility Taskpane");
    await frame.locator("#write").click();
    await host.waitForCell("B2", "42");
    await logged("changed B2 Local");
    await host.select("C3");
    await host.page.getByRole("button", { name: "Say hello" }).click();
    await host.waitForCell("C3", "hello");
    await logged("command Test.Hello");
    await host.select("D4");
    await host.cell("D4").click({ button: "right" });
    await host.page.getByRole("menuitem", { name: "Say hello" }).click();
    await host.waitForCell("D4", "hello");
    await host.select("D4");
    await host.page.keyboard.press("Control+Alt+1");
    await logged("shortcut");
    await frame.evaluate(() => Office.addin.hide());
    await logged("visibility Hidden");
    expect(await host.page.locator(".pane-dock.open").count()).toBe(0);
    await host.page.locator("#batch-toggle").click();
    expect(await host.page.locator("#batch-list .batch").count()).toBeGreaterThan(3);
  });

  test("while a cell is edited requests fail with 5004, or wait when they ask to", async () => {
    await openHost();
    const frame = await host.openPane();
    await frame.locator("#state").filter({ hasText: "ready" }).waitFor();
    await host.select("A1");
    await host.page.keyboard.type("half");
    const refused = await frame.evaluate(() =>
      Excel.run(async (context) => {
        context.workbook.worksheets.getActiveWorksheet().getRange("A2").values = [["now"]];
        await context.sync();
      }).then(() => "done", (error: { code: string }) => error.code),
    );
    expect(refused).toBe("InvalidOperationInCellEditMode");
    const waiting = frame.evaluate(() =>
      Excel.run({ delayForCellEdit: true }, async (context) => {
        const sheet = context.workbook.worksheets.getActiveWorksheet();
        const typed = sheet.getRange("A1").load("values");
        sheet.getRange("A3").values = [["later"]];
        await context.sync();
        return typed.values;
      }),
    );
    await host.page.keyboard.press("Enter");
    expect(await waiting).toEqual([["half"]]); // what was typed is there when the waiting request runs
    await host.waitForCell("A1", "half");
    await host.waitForCell("A3", "later");
    expect(await host.cellText("Sheet1", "A2")).toBe("");
  });

  test("custom functions answer without the pane: plain, spilled, failed with their words, streamed and cancelled", async () => {
    await openHost();
    await host.typeInto("A1", "=TEST.ADD(2,3)");
    await host.waitForCell("A1", "5");
    await host.typeInto("A3", "=TEST.ROWS(2)");
    await host.waitForCell("B4", "row 2");
    await host.typeInto("D1", "=TEST.REFUSE()");
    await host.waitForCell("D1", "#N/A");
    expect(await host.cell("D1").getAttribute("title")).toBe("No customer of that name");
    await host.typeInto("E1", "=TEST.TICK(100)");
    await host.waitForCell("E1", "100");
    await host.waitForCell("E1", /^10[1-9]$/);
    await host.select("E1");
    await host.page.keyboard.press("Delete");
    const frame = await host.paneFrame();
    await frame.waitForFunction(() => Reflect.get(globalThis, "cancelled") === 1);
    await host.waitForCell("A1", "5");
  });

  test("the pane follows the host's theme", async () => {
    await openHost({ colorScheme: "system" });
    const frame = await host.openPane();
    const isDark = (): Promise<boolean> => frame.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    const atFirst = await isDark();
    await host.page.locator("#theme").click();
    await frame.waitForFunction((before) => matchMedia("(prefers-color-scheme: dark)").matches !== before, atFirst);
    expect(await host.page.locator("html").getAttribute("data-theme")).toBe(atFirst ? "light" : "dark");
  });
});
