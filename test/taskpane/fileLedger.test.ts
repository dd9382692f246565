import { isOtherLedger, nameOfFile, noteLedger } from "../../src/taskpane/model/fileLedger";
import type { DeviceMemory } from "../../src/taskpane/services";
import { TestBook } from "../support/book";
import { openPane } from "./paneBench";

function memory(): DeviceMemory {
  const kept = new Map<string, string>();
  return { get: (key) => kept.get(key) ?? "", set: (key, value) => void kept.set(key, value) };
}

test.each([
  ["https://firm.sharepoint.com/sites/a/Shared%20Documents/Receivables%202026.xlsx?web=1", "receivables 2026.xlsx"], ["D:\\Firm\\Documents\\Receivables.xlsx", "receivables.xlsx"], ["/Volumes/Firm/Receivables.XLSX", "receivables.xlsx"],
  ["Book1", ""], ["", ""], ["https://firm.test/100%.xlsx", "100%.xlsx"],
])("the name of %s is %s", (address, name) => {
  expect(nameOfFile(address)).toBe(name);
});

test("the first ledger under a name is no news, another one is, until it is known too", () => {
  const device = memory();
  expect(isOtherLedger(device, "a.xlsx", "L1")).toBe(false);
  expect(isOtherLedger(device, "a.xlsx", "L1")).toBe(false);
  expect(isOtherLedger(device, "b.xlsx", "L2")).toBe(false);
  expect(isOtherLedger(device, "a.xlsx", "L2")).toBe(true);
  expect(isOtherLedger(device, "a.xlsx", "L2")).toBe(true);
  noteLedger(device, "a.xlsx", "L2");
  expect([isOtherLedger(device, "a.xlsx", "L2"), isOtherLedger(device, "a.xlsx", "L1"), isOtherLedger(device, "a.xlsx", "L3")]).toEqual([false, false, true]);
  expect([isOtherLedger(device, "", "L9"), isOtherLedger(device, "a.xlsx", "")]).toEqual([false, false]);
});

test("another company's workbook under the same file name is told once, as a note, and posting goes on", async () => {
  const device = memory();
  const open = async (ledger: string): Promise<Awaited<ReturnType<typeof openPane>>> => {
    const book = await TestBook.withCustomers();
    const { headers, rows } = book.workbook.table("Settings");
    for (const row of rows) if (row[headers.indexOf("Setting")] === "Ledger ID") row[headers.indexOf("Value")] = ledger;
    return openPane(book, { device, file: "https://firm.test/one/Receivables.xlsx" });
  };
  const first = await open("ledger-1");
  expect(first.pane.device.store.get().otherLedger).toBe("");
  const second = await open("ledger-2");
  expect(second.pane.device.store.get().otherLedger).toBe("receivables.xlsx");
  await second.until(() => second.pane.keeper.store.get().findings !== null);
  expect([second.pane.keeper.store.get().findings, second.pane.keeper.canPost()]).toEqual([[], true]);
  second.pane.device.knowLedger();
  expect(second.pane.device.store.get().otherLedger).toBe("");
});
