import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import { parseAddress } from "../../host/model/address";
import { startServer, type HostServer } from "../../host/web/server";
import { launchBrowser } from "./browser";
import { ensureHostBuilt } from "./hostBuild";

const root = resolve(__dirname, "../..");
/** A wait ends when what it waits for is seen; a machine with other work gets the time it needs. */
const PATIENCE = 60_000;

export interface HostPageOptions {
  /** The built add-in; default: dist. */
  readonly distDir?: string;
  /** The workbook to open. */
  readonly book?: string;
  /** "system" lets the page's own switch reach the pane's frame: an emulated scheme would override it there. */
  readonly colorScheme?: "light" | "dark" | "system";
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A browser to share; it is then not closed. */
  readonly browser?: Browser;
}

/** The host's page as a person uses it: cells by address, sheets by name. Every wait is for something seen, never for time. */
export class HostPage {
  /** Addresses outside this machine that the page or its frames asked for: must stay empty. */
  readonly strangers: string[] = [];
  /** Errors the page or the pane logged. */
  readonly problems: string[] = [];

  private constructor(
    readonly page: Page,
    readonly server: HostServer,
    private readonly closeAll: () => Promise<void>,
  ) {
    page.on("request", (request) => {
      if (!/^(https:\/\/localhost[:/]|data:|blob:https:\/\/localhost)/.test(request.url())) this.strangers.push(request.url());
    });
    page.on("pageerror", (error) => this.problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.problems.push(message.text());
    });
  }

  static async open(options: HostPageOptions = {}): Promise<HostPage> {
    const server = await startServer({
      distDir: options.distDir ?? join(root, "dist"),
      hostDir: await ensureHostBuilt(),
      officeDir: join(root, "node_modules/@microsoft/office-js/dist"),
      cacheDir: join(root, ".cache/host"),
      ...(options.book === undefined ? {} : { openFile: options.book }),
    });
    const browser = options.browser ?? (await launchBrowser());
    const context = await browser.newContext({ ignoreHTTPSErrors: true, reducedMotion: "reduce", colorScheme: options.colorScheme === "system" ? null : (options.colorScheme ?? "light"), viewport: options.viewport ?? { width: 1280, height: 800 }, acceptDownloads: true });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.address.slice(0, -1) });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const host = new HostPage(page, server, async () => {
      await context.close();
      if (options.browser === undefined) await browser.close();
      await server.close();
    });
    await page.goto(server.address);
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    return host;
  }

  close(): Promise<void> {
    return this.closeAll();
  }

  /** Selects a range ("B2", "A1:C3", "Sheet2!B2", a table's name) through the name box. */
  async select(range: string): Promise<void> {
    const box = this.page.getByLabel("Name box");
    await box.fill(range);
    await box.press("Enter");
    await this.page.locator("#grid:focus").waitFor();
  }

  async showSheet(name: string): Promise<void> {
    const tab = this.page.locator(`.sheet-tab[data-sheet=${JSON.stringify(name)}]`);
    await tab.click();
    await this.page.locator(`.sheet-tab.active[data-sheet=${JSON.stringify(name)}]`).waitFor();
  }

  /** Types into a cell as a person does and presses Enter. */
  async typeInto(address: string, text: string): Promise<void> {
    await this.select(address);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
    await this.page.locator("html:not([data-editing])").waitFor({ state: "attached" });
  }

  /** The element of a cell that is on the screen now (of the active sheet). */
  cell(address: string): Locator {
    const area = parseAddress(address)?.area;
    if (area === undefined) throw new Error(`${address} is not a cell`);
    return this.page.locator(`#cell-${area.top}-${area.left}`);
  }

  /** What a cell shows; goes to the sheet and the cell for it. */
  async cellText(sheet: string, address: string): Promise<string> {
    const active = this.page.locator(`.sheet-tab.active[data-sheet=${JSON.stringify(sheet)}]`);
    if ((await active.count()) === 0) await this.showSheet(sheet);
    await this.select(address);
    const cell = this.cell(address);
    await cell.waitFor();
    const shown = (await cell.innerText()).trim();
    return /^#+$/.test(shown) ? ((await cell.getAttribute("title")) ?? shown) : shown;
  }

  /** Waits until a cell of the active sheet shows this. */
  async waitForCell(address: string, text: string | RegExp): Promise<void> {
    const cell = this.cell(address);
    if (typeof text === "string") await this.page.locator(`#${(await cell.getAttribute("id")) ?? ""}`).filter({ hasText: new RegExp(`^${escaped(text)}$`) }).waitFor();
    else await cell.filter({ hasText: text }).waitFor();
  }

  /** What the formula bar says of the active cell, once it is that cell's. */
  async formulaBar(): Promise<string> {
    await this.page.locator("#grid:not([data-reading])").waitFor();
    return this.page.getByLabel("Formula bar").inputValue();
  }

  /** Opens the pane with the first ribbon button and waits for the add-in to be connected. */
  async openPane(): Promise<Frame> {
    await this.page.locator(".ribbon-button").first().click();
    await this.page.locator(".pane-dock.open").waitFor();
    return this.paneFrame();
  }

  /** The add-in's frame, open or not. */
  async paneFrame(): Promise<Frame> {
    await this.page.locator("html[data-addin=connected]").waitFor({ state: "attached" });
    const handle = await this.page.locator("#pane").elementHandle();
    const frame = await handle?.contentFrame();
    if (frame == null) throw new Error("The pane has no frame");
    return frame;
  }

  /** Saves as a person does; the downloaded file's bytes. */
  async save(): Promise<Uint8Array> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.page.locator("#save").click()]);
    return new Uint8Array(await readFile(await download.path()));
  }

  /** Texts of the message that is open. */
  async message(): Promise<string> {
    const dialog = this.page.locator("dialog.message");
    await dialog.waitFor();
    return dialog.innerText();
  }

  async dismissMessage(): Promise<void> {
    await this.page.locator("dialog.message button").first().click();
    await this.page.locator("dialog.message").waitFor({ state: "detached" });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
