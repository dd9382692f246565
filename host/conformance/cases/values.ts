import { type ConformanceCase, excelApi, guide, reference, support } from "../conformanceCase";
import { put, putFormulas, read } from "../steps";

const SET_GET = guide("Set and get range values, text, or formulas", "excel/excel-add-ins-ranges-set-get-values");
const BLANK = guide("Blank and null values in Excel add-ins", "excel/excel-add-ins-blank-null-values");
const VALUES = reference("Range", "values");
const BASIC = excelApi("1.1");

/** What writing and reading cells does. */
export const valueCases: readonly ConformanceCase[] = [
  {
    id: "values.round-trip", title: "Numbers, texts and booleans are read as they were written", cites: SET_GET, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:C1", [[12.5, "text", true]]);
      same(await read(excel, "A1:C1"), [[12.5, "text", true]]);
    },
  },
  {
    id: "values.empty-is-empty-text", title: "An empty cell is read as an empty text", cites: BLANK, needs: BASIC,
    run: async ({ excel, same }) => same(await read(excel, "A1:B1"), [["", ""]]),
  },
  {
    id: "values.null-leaves-the-cell", title: "null in the array leaves the cell as it is", cites: BLANK, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:B1", [[1, 2]]);
      await excel(async (sheet, context) => {
        sheet.getRange("A1:B1").values = [[null, 3]];
        await context.sync();
      });
      same(await read(excel, "A1:B1"), [[1, 3]]);
    },
  },
  {
    id: "values.empty-text-clears", title: "An empty text clears the cell", cites: BLANK, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[1]]);
      await put(excel, "A1", [[""]]);
      same(await read(excel, "A1", "valueTypes"), [["Empty"]]);
    },
  },
  {
    id: "values.one-value-fills", title: "A single value is written to every cell of the range", cites: VALUES, needs: BASIC,
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        sheet.getRange("A1:B2").set({ values: "x" as never });
        await context.sync();
      });
      same(await read(excel, "A1:B2"), [["x", "x"], ["x", "x"]]);
    },
  },
  {
    id: "values.wrong-shape", title: "An array of another size than the range is refused", cites: SET_GET, needs: BASIC,
    run: async ({ excel, refused }) => refused("InvalidArgument", () => put(excel, "A1:B2", [[1, 2, 3]])),
  },
  {
    id: "values.equal-sign-is-a-formula", title: "A value that begins with an equal sign becomes a formula", cites: VALUES, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [["=1+2"]]);
      same(await read(excel, "A1"), [[3]]);
      same(await read(excel, "A1", "formulas"), [["=1+2"]]);
    },
  },
  {
    id: "values.plus-sign-is-a-formula", title: "A value that begins with a plus or minus sign and is no number becomes a formula", cites: VALUES, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:B1", [["+1+2", "-1+2"]]);
      same(await read(excel, "A1:B1"), [[3, 1]]);
    },
  },
  {
    id: "values.apostrophe-keeps-text", title: "A leading apostrophe makes what follows text and is not part of the value", cites: VALUES, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:B1", [["'=1+2", "'007"]]);
      same(await read(excel, "A1:B1"), [["=1+2", "007"]]);
      same(await read(excel, "A1:B1", "valueTypes"), [["String", "String"]]);
    },
  },
  {
    id: "values.text-format-keeps-text", title: "In a cell formatted as text, what looks like a number or a formula stays text", cites: support("Format numbers as text", "583160db-936b-4e52-bdff-6f1863518ba4"), needs: BASIC,
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        const range = sheet.getRange("A1:C1");
        range.numberFormat = [["@", "@", "@"]];
        range.values = [["007", "=1+2", "1/2"]];
        await context.sync();
      });
      same(await read(excel, "A1:C1"), [["007", "=1+2", "1/2"]]);
    },
  },
  {
    id: "values.numeric-text-becomes-number", title: "Text of digits in a cell of the General format becomes a number", cites: VALUES, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [["007"]]);
      same(await read(excel, "A1"), [[7]]);
    },
  },
  {
    id: "values.iso-date-becomes-serial", title: "An ISO date text becomes a date serial in a cell of the General format", cites: support("DATEVALUE function", "df8b07d4-7761-4a93-bc33-b7471bbff252"), needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [["2026-01-31"]]);
      same(await read(excel, "A1"), [[46053]]);
    },
  },
  {
    id: "values.booleans-as-text", title: "The texts TRUE and false become booleans", cites: VALUES, needs: BASIC, isOurReading: true,
    run: async ({ excel, same }) => {
      await put(excel, "A1:B1", [["TRUE", "false"]]);
      same(await read(excel, "A1:B1"), [[true, false]]);
    },
  },
  {
    id: "values.types", title: "valueTypes tells numbers, texts, booleans, errors and empty cells apart", cites: reference("Range", "valueTypes"), needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:C1", [[1, "a", true]]);
      await putFormulas(excel, "D1", [["=NA()"]]);
      same(await read(excel, "A1:E1", "valueTypes"), [["Double", "String", "Boolean", "Error", "Empty"]]);
    },
  },
  {
    id: "values.error-is-its-text", title: "An error is read as its text", cites: SET_GET, needs: BASIC,
    run: async ({ excel, same }) => {
      await putFormulas(excel, "A1:C1", [["=1/0", "=NA()", "=NoSuchName"]]);
      same(await read(excel, "A1:C1"), [["#DIV/0!", "#N/A", "#NAME?"]]);
    },
  },
  {
    id: "values.fifteen-digits", title: "A number of fifteen digits keeps all of them", cites: support("Excel specifications and limits", "1672b34d-7043-467e-8e27-269d656771c3"), needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:B1", [[999999999999999, 9999999999999.99]]);
      same(await read(excel, "A1:B1"), [[999999999999999, 9999999999999.99]]);
    },
  },
  {
    id: "values.whole-range-writes-in-order", title: "Later writes of one batch win over earlier ones", cites: guide("Application-specific API model: sync", "develop/application-specific-api-model"), needs: BASIC,
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        sheet.getRange("A1:B1").values = [[1, 1]];
        sheet.getRange("B1").values = [[2]];
        await context.sync();
      });
      same(await read(excel, "A1:B1"), [[1, 2]]);
    },
  },
  {
    id: "values.many-cells", title: "More cells than the client sends in one piece arrive in their places", cites: guide("Get or set a large range", "excel/excel-add-ins-ranges-large"), needs: BASIC,
    run: async ({ excel, same }) => {
      const rows = Array.from({ length: 2000 }, (_, row) => [row, `text ${row}`]);
      await put(excel, "A1:B2000", rows);
      same(await read(excel, "A1999:B2000"), rows.slice(1998));
    },
  },
  {
    id: "values.text-shows-the-format", title: "text is what the cell shows", cites: reference("Range", "text"), needs: BASIC,
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        const range = sheet.getRange("A1:B1");
        range.numberFormat = [["0.00", "yyyy-mm-dd"]];
        range.values = [[1.005, 46053]];
        await context.sync();
      });
      same(await read(excel, "B1", "text"), [["2026-01-31"]]);
    },
  },
  {
    id: "values.number-format-default", title: "The number format of a new cell is General", cites: reference("Range", "numberFormat"), needs: BASIC,
    run: async ({ excel, same }) => same(await read(excel, "A1", "numberFormat"), [["General"]]),
  },
  {
    id: "values.mixed-property-is-null", title: "A property that differs within the range is read as null", cites: BLANK, needs: BASIC,
    run: async ({ excel, same }) => {
      const bold = await excel(async (sheet, context) => {
        sheet.getRange("A1").format.font.bold = true;
        const font = sheet.getRange("A1:B1").format.font.load("bold");
        await context.sync();
        return font.bold;
      });
      same(bold, null);
    },
  },
];
