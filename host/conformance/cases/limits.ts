import { type ConformanceCase, excelApi, guide, reference } from "../conformanceCase";
import { put, read } from "../steps";

const LARGE = guide("Get or set a large range", "excel/excel-add-ins-ranges-large");
const UNBOUNDED = guide("Read or write to an unbounded range", "excel/excel-add-ins-ranges-unbounded");
const FUNCTIONS = guide("Call built-in Excel worksheet functions", "excel/excel-add-ins-worksheet-functions");

/** Sizes, edges of the sheet, calculation, worksheet functions called by an add-in. */
export const limitCases: readonly ConformanceCase[] = [
  {
    id: "limits.last-cell-of-a-sheet", title: "A sheet has 1,048,576 rows and 16,384 columns", cites: UNBOUNDED, needs: excelApi("1.1"),
    run: async ({ excel, same }) => {
      await put(excel, "XFD1048576", [["last"]]);
      same(await read(excel, "XFD1048576"), [["last"]]);
    },
  },
  {
    id: "limits.outside-the-sheet", title: "A cell beyond the sheet is refused", cites: UNBOUNDED, needs: excelApi("1.1"),
    run: async ({ excel, refused }) => refused("InvalidArgument", () => read(excel, "A1048577")),
  },
  {
    id: "limits.unbounded-values", title: "The values of a whole column are null, not a million cells", cites: UNBOUNDED, needs: excelApi("1.1"),
    run: async ({ excel, same }) => same(await read(excel, "C:C"), null),
  },
  {
    id: "limits.text-of-32767", title: "A cell holds 32,767 characters", cites: LARGE, needs: excelApi("1.1"),
    run: async ({ excel, same }) => {
      const text = "x".repeat(32_767);
      await put(excel, "A1", [[text]]);
      const values = await read(excel, "A1");
      same(JSON.stringify(values).length, text.length + 6, "the length of what is read");
    },
  },
  {
    id: "limits.insert-off-the-sheet", title: "Inserting a row that would push a filled cell off the sheet is refused", cites: reference("Range", "insert"), needs: excelApi("1.1"),
    run: async ({ excel, refused }) => {
      await put(excel, "A1048576", [["last"]]);
      await refused("NonBlankCellOffSheet", () => excel(async (sheet, context) => {
        sheet.getRange("1:1").insert("Down");
        await context.sync();
      }));
    },
  },
  {
    id: "functions.sum", title: "A worksheet function called by an add-in answers as in a cell", cites: FUNCTIONS, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      await put(excel, "A1:A3", [[1], [2], [3.5]]);
      const sums = await excel(async (sheet, context) => {
        const { functions } = context.workbook;
        const sum = functions.sum(sheet.getRange("A1:A3")).load("value");
        const count = functions.countA(sheet.getRange("A1:A5")).load("value");
        await context.sync();
        return [sum.value, count.value];
      });
      same(sums, [6.5, 3]);
    },
  },
  {
    id: "functions.date-system", title: "DATE(2000,1,1) tells the date system without touching a cell", cites: FUNCTIONS, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      const serial = await excel(async (_sheet, context) => {
        const date = context.workbook.functions.date(2000, 1, 1).load("value");
        await context.sync();
        return date.value;
      });
      same([36526, 35064].includes(serial), true);
    },
  },
  {
    id: "functions.error", title: "A worksheet function that fails answers its error", cites: FUNCTIONS, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      const error = await excel(async (sheet, context) => {
        const found = context.workbook.functions.match("none", sheet.getRange("A1:A3"), 0).load("error");
        await context.sync();
        return found.error;
      });
      same(error, "#N/A");
    },
  },
  {
    id: "calculation.mode", title: "calculationMode is one of the three that Excel has", cites: reference("Application", "calculationMode"), needs: excelApi("1.1"),
    run: async ({ excel, same }) => {
      const mode = await excel(async (_sheet, context) => {
        context.application.load("calculationMode");
        await context.sync();
        return context.application.calculationMode;
      });
      same(["Automatic", "AutomaticExceptTables", "Manual"].includes(mode), true);
    },
  },
  {
    id: "selection.select", title: "A range that is selected is the selected range", cites: reference("Workbook", "getSelectedRange"), needs: excelApi("1.1"),
    run: async ({ excel, same }) => {
      const before = await excel(async (sheet, context) => {
        const active = context.workbook.worksheets.getActiveWorksheet().load("id");
        await context.sync();
        sheet.activate();
        sheet.getRange("C3:D4").select();
        const selected = context.workbook.getSelectedRange().load("address");
        await context.sync();
        context.workbook.worksheets.getItem(active.id).activate();
        await context.sync();
        return selected.address;
      });
      same(before.slice(before.lastIndexOf("!") + 1), "C3:D4");
    },
  },
];
