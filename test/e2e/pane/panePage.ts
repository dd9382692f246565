import type { Frame, Locator } from "playwright-core";
import { HostPage, type HostPageOptions } from "../../support/hostPage";

export type PlaceName = "Home" | "Bill" | "Cash" | "Customers" | "Close";

/** Opens the pane on a book for one test and closes it after; a failure says what the pane showed. */
export async function inPane(options: HostPageOptions, work: (pane: PanePage) => Promise<void>): Promise<void> {
  const pane = await PanePage.open(options);
  try {
    await work(pane);
    expect(pane.host.strangers).toEqual([]);
  } catch (thrown) {
    // The runner prints the stack.
    if (thrown instanceof Error) thrown.stack = `${thrown.stack ?? thrown.message}\nThe pane showed:\n${await pane.shown()}`;
    throw thrown;
  } finally {
    await pane.close();
  }
}

/** The pane as a person uses it: places, buttons and fields by what they are called. */
export class PanePage {
  private constructor(
    readonly host: HostPage,
    readonly frame: Frame,
  ) {}

  static async open(options: HostPageOptions = {}): Promise<PanePage> {
    return PanePage.of(await HostPage.open(options));
  }

  private static async of(host: HostPage): Promise<PanePage> {
    const frame = await host.openPane();
    await frame.getByRole("tab", { name: "Home" }).waitFor();
    return new PanePage(host, frame);
  }

  async go(place: PlaceName): Promise<void> {
    await this.frame.getByRole("tab", { name: place }).click();
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole("button", { name });
  }

  field(label: string | RegExp): Locator {
    return this.frame.getByLabel(label);
  }

  text(text: string | RegExp): Locator {
    return this.frame.getByText(text).first();
  }

  heading(name: string | RegExp): Locator {
    return this.frame.getByRole("heading", { name });
  }

  /** All that can be read in the pane now, and what the page logged as wrong. */
  async shown(): Promise<string> {
    const text = await this.frame.locator("body").innerText().catch((thrown: unknown) => `(no pane any more: ${String(thrown)})`);
    return [text, ...this.host.problems].join("\n");
  }

  /** Waits until Home shows its figures. */
  async ready(): Promise<void> {
    await this.frame.getByRole("heading", { name: "To do" }).waitFor();
  }

  /** Opens a step of Close. */
  async openStep(step: string | RegExp): Promise<void> {
    await this.go("Close");
    await this.button(step).click();
  }

  /** Says that this device carries on with the ledger's numbers: asked once, before the first posting to a ledger from elsewhere. */
  async carryOn(): Promise<void> {
    await this.frame.getByRole("radio", { name: /Carry on with the ledger/ }).click();
    await this.button("Use these numbers").click();
    await this.frame.getByText("Whose numbers?").waitFor({ state: "detached" });
  }

  /** The page is loaded anew: what was not saved is gone from the workbook, what the device remembers stays. */
  async reopen(): Promise<PanePage> {
    await this.host.page.reload();
    await this.host.page.locator("html[data-ready]").waitFor({ state: "attached" });
    return PanePage.of(this.host);
  }

  async chooseCustomer(search: string, option: string | RegExp): Promise<void> {
    await this.frame.getByRole("combobox", { name: "Customer" }).fill(search);
    await this.frame.getByRole("option", { name: option }).click();
  }

  close(): Promise<void> {
    return this.host.close();
  }
}
