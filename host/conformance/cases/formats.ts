import { type ConformanceCase, excelApi, guide, reference } from "../conformanceCase";
import { put, putTable, read } from "../steps";

const BASIC = excelApi("1.1");
const VALIDATION = guide("Add data validation to Excel ranges", "excel/excel-add-ins-data-validation");
const CONDITIONAL = guide("Apply conditional formatting to Excel ranges", "excel/excel-add-ins-conditional-formatting");
const COMMENTS = guide("Work with comments using the Excel JavaScript API", "excel/excel-add-ins-comments");

/** A number format and what a number looks like in it; formats are in US English whatever the person's language. */
const SHOWN: readonly (readonly [format: string, value: number, text: string])[] = [
  ["0.00", 1234.5, "1234.50"],
  ["#,##0.00", 1234567.891, "1,234,567.89"],
  ["0%", 0.256, "26%"],
  ["yyyy-mm-dd", 46053, "2026-01-31"],
  ["#,##0.00;(#,##0.00)", -12.5, "(12.50)"],
  ["000000", 42, "000042"],
];

export const formatCases: readonly ConformanceCase[] = [
  ...SHOWN.map(([format, value, text], index): ConformanceCase => ({
    id: `formats.shown-${index + 1}`, title: `${value} in the format ${format} shows ${text} in an English workbook`, cites: reference("Range", "numberFormat"), needs: BASIC,
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        const range = sheet.getRange("A1");
        range.numberFormat = [[format]];
        range.values = [[value]];
        range.format.columnWidth = 200;
        await context.sync();
      });
      same(await read(excel, "A1", "text"), [[text]]);
    },
  })),
  {
    id: "formats.fill-and-font", title: "Colours and fonts are read as they were set", cites: guide("Set the format of a range", "excel/excel-add-ins-ranges-set-format"), needs: BASIC,
    run: async ({ excel, same }) => {
      const look = await excel(async (sheet, context) => {
        const { format } = sheet.getRange("A1");
        format.fill.color = "#4472C4";
        format.font.color = "#FFFFFF";
        format.font.size = 14;
        format.horizontalAlignment = "Right";
        format.load("horizontalAlignment, fill/color, font/color, font/size");
        await context.sync();
        return [format.fill.color, format.font.color, format.font.size, format.horizontalAlignment];
      });
      same(look, ["#4472C4", "#FFFFFF", 14, "Right"]);
    },
  },
  {
    id: "formats.wrap", title: "wrapText is kept", cites: reference("RangeFormat", "wrapText"), needs: BASIC,
    run: async ({ excel, same }) => {
      const wraps = await excel(async (sheet, context) => {
        const { format } = sheet.getRange("A1");
        format.wrapText = true;
        format.load("wrapText");
        await context.sync();
        return format.wrapText;
      });
      same(wraps, true);
    },
  },
  {
    id: "formats.table-column-format-goes-down", title: "A row added to a table takes the number format of the rows above", cites: guide("Work with tables", "excel/excel-add-ins-tables"), needs: BASIC, isOurReading: true,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, [["Amount"], [1], [2]]);
      await excel(async (sheet, context) => {
        sheet.getRange("A2:A3").numberFormat = [["0.00"], ["0.00"]];
        context.workbook.tables.getItem(name).rows.add(undefined, [[3]]);
        await context.sync();
      });
      same(await read(excel, "A4", "numberFormat"), [["0.00"]]);
    },
  },
  {
    id: "validation.kept", title: "A list of allowed values is kept with its messages", cites: VALIDATION, needs: excelApi("1.8"),
    run: async ({ excel, same }) => {
      const kept = await excel(async (sheet, context) => {
        const { dataValidation } = sheet.getRange("A1:A5");
        dataValidation.rule = { list: { inCellDropDown: true, source: "yes,no" } };
        dataValidation.prompt = { showPrompt: true, title: "Answer", message: "yes or no" };
        dataValidation.load("type, prompt, rule");
        await context.sync();
        return [dataValidation.type, dataValidation.prompt.title, dataValidation.rule.list?.source];
      });
      same(kept, ["List", "Answer", "yes,no"]);
    },
  },
  {
    id: "validation.does-not-stop-the-api", title: "What an add-in writes is not refused by a validation", cites: VALIDATION, needs: excelApi("1.8"),
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        sheet.getRange("A1").dataValidation.rule = { wholeNumber: { formula1: 1, formula2: 10, operator: "Between" } };
        await context.sync();
      });
      await put(excel, "A1", [[99]]);
      same(await read(excel, "A1"), [[99]]);
    },
  },
  {
    id: "conditional.added-and-removed", title: "A conditional format is added, counted and removed, and changes no cell", cites: CONDITIONAL, needs: excelApi("1.6"),
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[-5]]);
      const counts = await excel(async (sheet, context) => {
        const formats = sheet.getRange("A1:A3").conditionalFormats;
        const added = formats.add("CellValue");
        added.cellValue.format.font.color = "#FF0000";
        added.cellValue.rule = { formula1: "0", operator: "LessThan" };
        const before = formats.getCount();
        await context.sync();
        formats.clearAll();
        const after = formats.getCount();
        await context.sync();
        return [before.value, after.value];
      });
      same([counts, await read(excel, "A1")], [[1, 0], [[-5]]]);
    },
  },
  {
    id: "comments.kept", title: "A comment is kept with its cell and its text", cites: COMMENTS, needs: excelApi("1.10"),
    run: async ({ excel, same }) => {
      const kept = await excel(async (sheet, context) => {
        const comment = context.workbook.comments.add(sheet.getRange("B2"), "Please check");
        comment.load("content");
        const place = comment.getLocation().load("address");
        await context.sync();
        const address = place.address.slice(place.address.lastIndexOf("!") + 1);
        comment.delete();
        await context.sync();
        return [comment.content, address];
      });
      same(kept, ["Please check", "B2"]);
    },
  },
];
