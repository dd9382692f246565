import { ACTIONS } from "../../src/actions/registry";
import type { ActionEnv } from "../../src/actions/action";
import { type ActionResult, type RunOptions, runAction } from "../../src/actions/runAction";
import { isoDay } from "./days";
import { MemoryWorkbook } from "./memoryWorkbook";

/** A set-up book with two or three customers, for tests of actions; every act goes through runAction. */
export class TestBook {
  /** `ids`: how many entry ids were given out before, for a copy of a book. */
  constructor(readonly workbook: MemoryWorkbook = new MemoryWorkbook(), readonly seat = "A", private ids = 0) {}

  env(): ActionEnv {
    return {
      newEntryId: () => `E${String((this.ids += 1)).padStart(4, "0")}${this.seat}`, now: "2026-02-03T10:00:00Z", today: isoDay("2026-02-03"),
      by: "Test", seat: this.seat, appVersion: "test",
    };
  }

  async act(name: string, given: unknown, options: Omit<Partial<RunOptions>, "workbook"> = {}): Promise<ActionResult> {
    const action = ACTIONS.find((candidate) => candidate.name === name);
    if (action === undefined) throw new Error(`No action ${name}`);
    return runAction(action, given, { workbook: this.workbook, env: this.env(), ...options });
  }

  /** As act, but anything but "posted" fails the test with the messages. */
  async post(name: string, given: unknown): Promise<ActionResult> {
    const result = await this.act(name, given);
    if (result.status !== "posted") throw new Error(`${name}: ${result.status} ${JSON.stringify([...result.rejections, ...result.issues].map(({ message }) => message))}`);
    return result;
  }

  static async withCustomers(): Promise<TestBook> {
    const book = new TestBook();
    await book.post("setup", {});
    await book.post("putRows", {
      table: "Customers",
      rows: [
        { "Customer": "ACME", "Name": "Acme Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "Z0", "Group": "Road Runner" },
        { "Customer": "00417", "Name": "Leading Zero GmbH", "Terms": "2-10-NET30", "Currency": "EUR", "Tax code": "Z0" },
        { "Customer": "ACME-UK", "Name": "Acme UK", "Terms": "NET30", "Currency": "GBP", "Tax code": "S20", "Group": "Road Runner" },
      ],
    });
    return book;
  }

  /** Posts one invoice of one zero-rated line; returns its number. */
  async invoice(customer: string, date: string, amount: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const result = await this.post("createInvoices", { invoiceDate: date, rows: [{ customer, description: "Work", quantity: 1, unitPrice: amount, taxCode: "Z0", ...more }] });
    return result.documents[0]?.number ?? "";
  }

  /** A book of its own with the same tables. */
  copy(): TestBook {
    const copy = new TestBook(new MemoryWorkbook(), this.seat, this.ids);
    for (const { name, sheet, headers, rows } of this.workbook.tables.values()) copy.workbook.addTable(name, sheet, headers, rows);
    return copy;
  }

  rows(table: string): Record<string, unknown>[] {
    return this.workbook.rows(table);
  }

  /** A table as lines of text: the named columns, joined by blanks. */
  lines(table: string, ...columns: string[]): string[] {
    return this.rows(table).map((row) => columns.map((column) => String(row[column] ?? "-")).join(" "));
  }
}
