import type { Frame, Locator } from "playwright-core";
import { HostPage, type HostPageOptions } from "../../support/hostPage";

export type PlaceName = "Home" | "Bill" | "Cash" | "Customers" | "Close";

/** The pane as a person uses it: places, buttons and fields by what they are called. */
export class PanePage {
  private constructor(
    readonly host: HostPage,
    readonly frame: Frame,
  ) {}

  static async open(options: HostPageOptions = {}): Promise<PanePage> {
    const host = await HostPage.open(options);
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

  /** Waits until Home shows its figures. */
  async ready(): Promise<void> {
    await this.frame.getByRole("heading", { name: "To do" }).waitFor();
  }

  async chooseCustomer(search: string, option: string | RegExp): Promise<void> {
    await this.frame.getByRole("combobox", { name: "Customer" }).fill(search);
    await this.frame.getByRole("option", { name: option }).click();
  }

  close(): Promise<void> {
    return this.host.close();
  }
}
