import { type ConformanceCase, excelApi, guide, reference } from "../conformanceCase";
import { put, putFormulas, putTable, read } from "../steps";

const EVENTS = guide("Work with events using the Excel JavaScript API", "excel/excel-add-ins-events");

/** What is told when something changes. */
export const eventCases: readonly ConformanceCase[] = [
  {
    id: "events.sheet-changed", title: "Writing a cell tells the sheet's handler where", cites: EVENTS, needs: excelApi("1.7"),
    run: async ({ excel, same, until }) => {
      const seen: string[] = [];
      await excel(async (sheet, context) => {
        sheet.onChanged.add(async (event) => void seen.push(`${event.changeType} ${event.address} ${event.source}`));
        await context.sync();
      });
      await put(excel, "B2", [[1]]);
      await until(() => seen.length > 0, "the change of B2");
      same(seen[0], "RangeEdited B2 Local");
    },
  },
  {
    id: "events.table-changed", title: "Writing into a table tells the table's handler", cites: EVENTS, needs: excelApi("1.7"),
    run: async ({ excel, same, until }) => {
      const name = await putTable(excel, [["Name", "Amount"], ["a", 1]]);
      const seen: string[] = [];
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).onChanged.add(async (event) => void seen.push(`${event.changeType} ${event.address}`));
        await context.sync();
      });
      await put(excel, "B2", [[5]]);
      await until(() => seen.length > 0, "the change of B2");
      same(seen[0], "RangeEdited B2");
    },
  },
  {
    id: "events.details-of-one-cell", title: "The change of a single cell tells the values before and after", cites: reference("WorksheetChangedEventArgs", "details"), needs: excelApi("1.9"),
    run: async ({ excel, same, until }) => {
      await put(excel, "A1", [["old"]]);
      const seen: unknown[] = [];
      await excel(async (sheet, context) => {
        sheet.onChanged.add(async (event) => void seen.push([event.details.valueBefore, event.details.valueAfter]));
        await context.sync();
      });
      await put(excel, "A1", [["new"]]);
      await until(() => seen.length > 0, "the change of A1");
      same(seen[0], ["old", "new"]);
    },
  },
  {
    id: "events.no-details-of-several-cells", title: "The change of several cells tells no values", cites: reference("WorksheetChangedEventArgs", "details"), needs: excelApi("1.9"),
    run: async ({ excel, same, until }) => {
      const seen: boolean[] = [];
      await excel(async (sheet, context) => {
        sheet.onChanged.add(async (event) => void seen.push(event.details === undefined || event.details === null));
        await context.sync();
      });
      await put(excel, "A1:B1", [[1, 2]]);
      await until(() => seen.length > 0, "the change of A1:B1");
      same(seen[0], true);
    },
  },
  {
    id: "events.formula-results-are-silent", title: "A formula that shows another result is no change of its cell", cites: EVENTS, needs: excelApi("1.7"),
    run: async ({ excel, same, until }) => {
      await put(excel, "A1", [[1]]);
      await putFormulas(excel, "B1", [["=A1*2"]]);
      const seen: string[] = [];
      await excel(async (sheet, context) => {
        sheet.onChanged.add(async (event) => void seen.push(event.address));
        await context.sync();
      });
      await put(excel, "A1", [[2]]);
      await put(excel, "C1", [["end"]]);
      await until(() => seen.includes("C1"), "the change of C1");
      same([seen, await read(excel, "B1")], [["A1", "C1"], [[4]]]);
    },
  },
  {
    id: "events.removed-handler", title: "A handler that was removed hears nothing more", cites: EVENTS, needs: excelApi("1.7"),
    run: async ({ excel, same, until }) => {
      const [removed, kept]: [string[], string[]] = [[], []];
      const handler = await excel(async (sheet, context) => {
        const added = sheet.onChanged.add(async (event) => void removed.push(event.address));
        sheet.onChanged.add(async (event) => void kept.push(event.address));
        await context.sync();
        return added;
      });
      await Excel.run(handler.context as Excel.RequestContext, async (context) => {
        handler.remove();
        await context.sync();
      });
      await put(excel, "A1", [[1]]);
      await until(() => kept.length > 0, "the change of A1");
      same([removed, kept], [[], ["A1"]]);
    },
  },
  {
    id: "events.row-inserted", title: "An inserted row is told as such", cites: reference("WorksheetChangedEventArgs", "changeType"), needs: excelApi("1.7"),
    run: async ({ excel, same, until }) => {
      await put(excel, "A1:A3", [[1], [2], [3]]);
      const seen: string[] = [];
      await excel(async (sheet, context) => {
        sheet.onChanged.add(async (event) => void seen.push(event.changeType));
        await context.sync();
        sheet.getRange("2:2").insert("Down");
        await context.sync();
      });
      await until(() => seen.length > 0, "the inserted row");
      same(seen[0], "RowInserted");
    },
  },
  {
    id: "events.disabled", title: "While events are switched off for this add-in nothing is told", cites: guide("Enable and disable events", "excel/excel-add-ins-events#enable-and-disable-events"), needs: excelApi("1.8"),
    run: async ({ excel, same, until }) => {
      const seen: string[] = [];
      await excel(async (sheet, context) => {
        sheet.onChanged.add(async (event) => void seen.push(event.address));
        await context.sync();
        context.runtime.enableEvents = false;
        await context.sync();
        sheet.getRange("A1").values = [[1]];
        await context.sync();
        context.runtime.enableEvents = true;
        await context.sync();
        sheet.getRange("B1").values = [[2]];
        await context.sync();
      });
      await until(() => seen.includes("B1"), "the change of B1");
      same(seen, ["B1"]);
    },
  },
  {
    id: "events.sheet-added-and-deleted", title: "Sheets that come and go are told", cites: EVENTS, needs: excelApi("1.7"),
    run: async ({ excel, same, until }) => {
      const seen: string[] = [];
      const handlers = await excel(async (_sheet, context) => {
        const { worksheets } = context.workbook;
        const added = worksheets.onAdded.add(async (event) => void seen.push(event.type));
        const deleted = worksheets.onDeleted.add(async (event) => void seen.push(event.type));
        await context.sync();
        return { added, deleted };
      });
      await excel(async (_sheet, context) => {
        context.workbook.worksheets.add("Self-test 3");
        await context.sync();
        context.workbook.worksheets.getItem("Self-test 3").delete();
        await context.sync();
      });
      await until(() => seen.length > 1, "the sheet that came and went");
      await Excel.run(handlers.added.context as Excel.RequestContext, async (context) => {
        handlers.added.remove();
        handlers.deleted.remove();
        await context.sync();
      });
      same(seen, ["WorksheetAdded", "WorksheetDeleted"]);
    },
  },
  {
    id: "events.calculated", title: "A sheet that was calculated is told", cites: reference("Worksheet", "onCalculated"), needs: excelApi("1.8"),
    run: async ({ excel, until }) => {
      await put(excel, "A1", [[1]]);
      await putFormulas(excel, "B1", [["=A1*2"]]);
      let told = 0;
      await excel(async (sheet, context) => {
        sheet.onCalculated.add(async () => void (told += 1));
        await context.sync();
      });
      await put(excel, "A1", [[2]]);
      await until(() => told > 0, "the calculation");
    },
  },
];
