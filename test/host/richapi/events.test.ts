import { cellArea } from "../../../host/model/address";
import { onSheet, withHost, withInvoices } from "./support";
import type { NodeHost } from "../../../host/node/nodeHost";

/** Waits until the client has handed on so many events; fails by the test's time limit. */
async function until(list: readonly unknown[], count: number): Promise<void> {
  while (list.length < count) await new Promise((resolve) => setImmediate(resolve));
}

function sheetOf(host: NodeHost): NonNullable<NodeHost["workbook"]["activeSheet"]> {
  const sheet = host.workbook.activeSheet;
  if (sheet === null) throw new Error("no sheet");
  return sheet;
}

describe("events reach the add-in", () => {
  it("a table's change, with place, kind and details of a single cell", () =>
    withHost(async (host) => {
      await withInvoices(host);
      const seen: Excel.TableChangedEventArgs[] = [];
      await onSheet(host, (_sheet, context) => {
        context.workbook.tables.getItem("Invoices").onChanged.add(async (event) => void seen.push(event));
      });
      host.editor.typeCell(sheetOf(host), 1, 2, "120");
      await onSheet(host, (sheet) => { sheet.getRange("A2:B2").values = [["INV-9", "Z"]]; });
      await until(seen, 2);
      expect(seen.map((event) => [event.type, event.changeType, event.address, event.source, event.details?.valueBefore, event.details?.valueAfter])).toEqual([
        ["TableChanged", "RangeEdited", "C2", "Local", 100, 120],
        ["TableChanged", "RangeEdited", "A2:B2", "Local", undefined, undefined],
      ]);
    }));

  it("who made the change is told apart", () =>
    withHost(async (host) => {
      const seen: string[] = [];
      await onSheet(host, (sheet) => { sheet.onChanged.add(async (event) => void seen.push(`${event.address} ${event.triggerSource} ${event.source}`)); });
      await onSheet(host, (sheet) => { sheet.getRange("A1").values = [[1]]; });
      host.editor.typeCell(sheetOf(host), 1, 0, "2");
      host.editor.transact({ source: "Remote", trigger: "Unknown" }, () => host.editor.typeCell(sheetOf(host), 2, 0, "3"));
      await until(seen, 3);
      expect(seen).toEqual(["A1 ThisLocalAddin Local", "A2 Unknown Local", "A3 Unknown Remote"]);
    }, { declaredSets: { ExcelApi: "1.14" } }));

  it("sheets and tables that come and go, activation, selection, calculation, protection", () =>
    withHost(async (host) => {
      const seen: string[] = [];
      const note = async (event: { readonly type: string }): Promise<void> => void seen.push(event.type);
      await onSheet(host, (sheet, context) => {
        const { worksheets, tables } = context.workbook;
        worksheets.onAdded.add(note);
        worksheets.onDeleted.add(note);
        worksheets.onActivated.add(note);
        worksheets.onProtectionChanged.add(note);
        tables.onAdded.add(note);
        tables.onDeleted.add(note);
        sheet.onSelectionChanged.add(note);
        sheet.onCalculated.add(note);
      });
      const { editor } = host;
      const first = sheetOf(host);
      const second = editor.addSheet("Two");
      editor.activateSheet(second);
      const table = editor.addTable(second, { top: 0, left: 0, bottom: 1, right: 1 }, true);
      editor.deleteTable(table);
      editor.select(first, cellArea(4, 2));
      editor.typeCell(first, 0, 0, "=1+1");
      editor.protect(first);
      editor.deleteSheet(second);
      await until(seen, 9);
      expect(seen).toEqual([
        "WorksheetAdded", "WorksheetActivated", "TableAdded", "TableDeleted", "WorksheetActivated", "WorksheetSelectionChanged", "WorksheetCalculated",
        "WorksheetProtectionChanged", "WorksheetDeleted",
      ]);
    }, { declaredSets: { ExcelApi: "1.14" } }));

  it("a removed handler hears nothing more", () =>
    withHost(async (host) => {
      const seen: string[] = [];
      const all: string[] = [];
      await host.Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getFirst();
        const handler = sheet.onChanged.add(async (event) => void seen.push(event.address));
        context.workbook.worksheets.onChanged.add(async (event) => void all.push(event.address));
        await context.sync();
        handler.remove();
        await context.sync();
      });
      host.editor.typeCell(sheetOf(host), 0, 0, "x");
      await until(all, 1);
      expect([seen, all]).toEqual([[], ["A1"]]);
    }));

  it("the range of an event can be asked for", () =>
    withHost(async (host) => {
      const seen: Excel.WorksheetChangedEventArgs[] = [];
      await onSheet(host, (sheet) => { sheet.onChanged.add(async (event) => void seen.push(event)); });
      host.editor.typeCell(sheetOf(host), 2, 1, "here");
      await until(seen, 1);
      const range = await host.Excel.run(async (context) => {
        const found = seen[0]?.getRange(context).load("address,values");
        await context.sync();
        return found;
      });
      expect([range?.address, range?.values]).toEqual(["Sheet1!B3", [["here"]]]);
    }));
});
