import { type ConformanceCase, excelApi, guide, reference } from "../conformanceCase";
import { put, read } from "../steps";

const MODEL = guide("Using the application-specific API model", "develop/application-specific-api-model");
const NULLS = guide("*OrNullObject methods and properties", "develop/application-specific-api-model#ornullobject-methods-and-properties");
const ERRORS = guide("Error handling with the application-specific JavaScript APIs", "testing/application-specific-api-error-handling");
const BASIC = excelApi("1.1");
const NULL_API = excelApi("1.4");

/** Proxies, null objects, errors: how a batch succeeds and fails. */
export const objectCases: readonly ConformanceCase[] = [
  {
    id: "objects.not-loaded", title: "Reading a property that was not loaded throws PropertyNotLoaded", cites: MODEL, needs: BASIC,
    run: async ({ excel, refused }) => refused("PropertyNotLoaded", () => excel(async (sheet) => sheet.getRange("A1").values)),
  },
  {
    id: "objects.load-several", title: "Several objects are loaded in one sync", cites: MODEL, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:B1", [[1, 2]]);
      const values = await excel(async (sheet, context) => {
        const [first, second] = [sheet.getRange("A1").load("values"), sheet.getRange("B1").load("values")];
        await context.sync();
        return [first.values, second.values];
      });
      same(values, [[[1]], [[2]]]);
    },
  },
  {
    id: "objects.missing-sheet-is-refused", title: "getItem of a sheet that is not there is refused with ItemNotFound", cites: ERRORS, needs: BASIC,
    run: async ({ excel, refused }) =>
      refused("ItemNotFound", () => excel(async (_sheet, context) => {
        context.workbook.worksheets.getItem("No such sheet here").load("name");
        await context.sync();
      })),
  },
  {
    id: "objects.missing-table-is-refused", title: "getItem of a table that is not there is refused with ItemNotFound", cites: ERRORS, needs: BASIC,
    run: async ({ excel, refused }) =>
      refused("ItemNotFound", () => excel(async (_sheet, context) => {
        context.workbook.tables.getItem("NoSuchTableHere").load("name");
        await context.sync();
      })),
  },
  ...(["worksheets", "tables", "names"] as const).map((collection): ConformanceCase => ({
    id: `objects.null-object-${collection}`, title: `getItemOrNullObject of ${collection} answers a null object for what is not there`, cites: NULLS, needs: NULL_API,
    run: async ({ excel, same }) => {
      const isNull = await excel(async (_sheet, context) => {
        const item = context.workbook[collection].getItemOrNullObject("NoSuchItemHere");
        await context.sync();
        return item.isNullObject;
      });
      same(isNull, true);
    },
  })),
  {
    id: "objects.null-object-of-an-existing-item", title: "getItemOrNullObject of what is there is no null object", cites: NULLS, needs: NULL_API,
    run: async ({ excel, same }) => {
      const found = await excel(async (sheet, context) => {
        sheet.load("name");
        await context.sync();
        const again = context.workbook.worksheets.getItemOrNullObject(sheet.name).load("name");
        await context.sync();
        return [again.isNullObject, again.name === sheet.name];
      });
      same(found, [false, true]);
    },
  },
  {
    id: "objects.used-range-of-an-empty-sheet", title: "getUsedRangeOrNullObject of an empty sheet, values only, is a null object", cites: NULLS, needs: NULL_API,
    run: async ({ excel, same }) => {
      const isNull = await excel(async (sheet, context) => {
        const used = sheet.getUsedRangeOrNullObject(true);
        await context.sync();
        return used.isNullObject;
      });
      same(isNull, true);
    },
  },
  {
    id: "objects.failure-keeps-what-came-before", title: "When an action of a batch fails, what came before it in the batch stays and what follows is not done", cites: ERRORS, needs: BASIC, isOurReading: true,
    run: async ({ excel, refused, same }) => {
      await refused("InvalidArgument", () => excel(async (sheet, context) => {
        sheet.getRange("A1").values = [["before"]];
        sheet.getRange("A2:A3").values = [["wrong shape"], ["x"], ["y"]];
        sheet.getRange("A4").values = [["after"]];
        await context.sync();
      }));
      same(await read(excel, "A1:A4"), [["before"], [""], [""], [""]]);
    },
  },
  {
    id: "objects.error-names-the-place", title: "A refused batch says in debugInfo which member failed", cites: ERRORS, needs: BASIC,
    run: async ({ excel, same }) => {
      let location = "";
      await excel(async (sheet, context) => {
        sheet.getRange("A1:B1").values = [[1, 2, 3]];
        await context.sync();
      }).catch((error: unknown) => {
        location = (error as OfficeExtension.Error).debugInfo.errorLocation ?? ""; // an instance of the client's realm, not of this one
      });
      same(location, "Range.values");
    },
  },
  {
    id: "objects.run-goes-on-after-a-failure", title: "After a refused batch the next one is done as usual", cites: ERRORS, needs: BASIC,
    run: async ({ excel, refused, same }) => {
      await refused("InvalidArgument", () => put(excel, "A1:B1", [[1]]));
      await put(excel, "A1:B1", [[1, 2]]);
      same(await read(excel, "A1:B1"), [[1, 2]]);
    },
  },
  {
    id: "objects.invalid-address", title: "An address that is none is refused with InvalidArgument", cites: reference("Worksheet", "getRange"), needs: BASIC,
    run: async ({ excel, refused }) => refused("InvalidArgument", () => read(excel, "No such address!!")),
  },
  {
    id: "objects.item-exists", title: "A second sheet of the same name is refused with ItemAlreadyExists, whatever the case of its letters", cites: ERRORS, needs: BASIC,
    run: async ({ excel, refused }) =>
      refused("ItemAlreadyExists", () => excel(async (sheet, context) => {
        sheet.load("name");
        await context.sync();
        context.workbook.worksheets.add(sheet.name.toUpperCase());
        await context.sync();
      })),
  },
  {
    id: "objects.context-of-another-run", title: "An object of a finished run cannot be used in another", cites: MODEL, needs: BASIC,
    run: async ({ excel, refused }) => {
      const kept = await excel(async (sheet, context) => {
        const range = sheet.getRange("A1");
        await context.sync();
        return range;
      });
      await refused("InvalidObjectPath", () => excel(async (_sheet, context) => {
        kept.load("values");
        await kept.context.sync();
        await context.sync();
      }));
    },
  },
  {
    id: "objects.load-with-paths", title: "A path loads a property of a property", cites: MODEL, needs: BASIC,
    run: async ({ excel, same }) => {
      const size = await excel(async (sheet, context) => {
        const range = sheet.getRange("A1").load("format/font/bold, address");
        await context.sync();
        return range.format.font.bold;
      });
      same(size, false);
    },
  },
  {
    id: "objects.count-of-a-collection", title: "getCount tells how many there are without loading them", cites: reference("WorksheetCollection", "getCount"), needs: NULL_API,
    run: async ({ excel, same }) => {
      const counts = await excel(async (_sheet, context) => {
        const sheets = context.workbook.worksheets.load("items/name");
        const count = context.workbook.worksheets.getCount();
        await context.sync();
        return count.value === sheets.items.length;
      });
      same(counts, true);
    },
  },
  {
    id: "objects.to-json", title: "toJSON gives what was loaded", cites: MODEL, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[5]]);
      const shown = await excel(async (sheet, context) => {
        const range = sheet.getRange("A1").load("values");
        await context.sync();
        return range.toJSON().values;
      });
      same(shown, [[5]]);
    },
  },
];
