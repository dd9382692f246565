import { type ConformanceCase, excelApi, guide, reference } from "../conformanceCase";
import { local, put, putFormulas, read } from "../steps";

const SHEETS = guide("Work with worksheets using the Excel JavaScript API", "excel/excel-add-ins-worksheets");
const PROTECTION = guide("Work with worksheets: data protection", "excel/excel-add-ins-worksheets#data-protection");
const NAMES = reference("NamedItemCollection", "add");
const BASIC = excelApi("1.1");

/** Sheets, protection, names, properties that travel with the file. */
export const sheetCases: readonly ConformanceCase[] = [
  {
    id: "sheets.names-differ-by-more-than-case", title: "A sheet is found by its name without regard to case", cites: SHEETS, needs: BASIC,
    run: async ({ excel, same }) => {
      const found = await excel(async (sheet, context) => {
        sheet.load("id, name");
        await context.sync();
        const again = context.workbook.worksheets.getItem(sheet.name.toUpperCase()).load("id");
        await context.sync();
        return again.id === sheet.id;
      });
      same(found, true);
    },
  },
  {
    id: "sheets.rename-adapts-formulas", title: "Renaming a sheet adapts the formulas that name it", cites: SHEETS, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[7]]);
      await putFormulas(excel, "B1", [["='Self-test'!A1*2"]]);
      await excel(async (sheet, context) => {
        sheet.name = "Self test renamed";
        await context.sync();
      });
      same([await read(excel, "B1", "formulas"), await read(excel, "B1")], [[["='Self test renamed'!A1*2"]], [[14]]]);
    },
  },
  ...(["a/b", "a?b", "a*b", "a[b", "a:b", "x".repeat(32), ""] as const).map((name, index): ConformanceCase => ({
    id: `sheets.refused-name-${index + 1}`, title: `A sheet cannot be called ${name === "" ? "nothing" : name.length > 31 ? "by more than 31 characters" : `“${name}”`}`, cites: reference("Worksheet", "name"), needs: BASIC,
    run: async ({ excel, refused }) =>
      refused("InvalidArgument", () => excel(async (sheet, context) => {
        sheet.name = name;
        await context.sync();
      })),
  })),
  {
    id: "sheets.deleted-references", title: "A formula on a deleted sheet is a #REF!", cites: SHEETS, needs: BASIC,
    run: async ({ excel, same }) => {
      await excel(async (_sheet, context) => {
        context.workbook.worksheets.add("Self-test 2").getRange("A1").values = [[1]];
        await context.sync();
      });
      await putFormulas(excel, "A1", [["='Self-test 2'!A1"]]);
      await excel(async (_sheet, context) => {
        context.workbook.worksheets.getItem("Self-test 2").delete();
        await context.sync();
      });
      same(await read(excel, "A1"), [["#REF!"]]);
    },
  },
  {
    id: "sheets.positions", title: "position counts sheets from zero, hidden ones too", cites: reference("Worksheet", "position"), needs: BASIC,
    run: async ({ excel, same }) => {
      const isLast = await excel(async (sheet, context) => {
        sheet.load("position");
        const count = context.workbook.worksheets.getCount();
        await context.sync();
        return sheet.position === count.value - 1;
      });
      same(isLast, true);
    },
  },
  {
    id: "sheets.very-hidden", title: "A sheet can be very hidden and is still read", cites: SHEETS, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[3]]);
      const visibility = await excel(async (sheet, context) => {
        sheet.visibility = "VeryHidden";
        sheet.load("visibility");
        await context.sync();
        return sheet.visibility;
      });
      same([visibility, await read(excel, "A1")], ["VeryHidden", [[3]]]);
    },
  },
  {
    id: "sheets.copy", title: "Copying a sheet copies its cells beside it", cites: reference("Worksheet", "copy"), needs: excelApi("1.7"),
    run: async ({ excel, same }) => {
      await put(excel, "A1", [["copied"]]);
      const values = await excel(async (sheet, context) => {
        const copy = sheet.copy("After", sheet);
        const range = copy.getRange("A1").load("values");
        await context.sync();
        copy.delete();
        await context.sync();
        return range.values;
      });
      same(values, [["copied"]]);
    },
  },
  {
    id: "sheets.protected-refuses-writing", title: "Writing to a locked cell of a protected sheet is refused with AccessDenied", cites: PROTECTION, needs: excelApi("1.2"),
    run: async ({ excel, refused }) => {
      await excel(async (sheet, context) => {
        sheet.protection.protect();
        await context.sync();
      });
      await refused("AccessDenied", () => put(excel, "A1", [[1]]));
    },
  },
  {
    id: "sheets.protected-is-read", title: "A protected sheet is read as before and says that it is protected", cites: PROTECTION, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[4]]);
      const isProtected = await excel(async (sheet, context) => {
        sheet.protection.protect();
        sheet.protection.load("protected");
        await context.sync();
        return sheet.protection.protected;
      });
      same([isProtected, await read(excel, "A1")], [true, [[4]]]);
    },
  },
  {
    id: "sheets.unlocked-cells-of-a-protected-sheet", title: "An unlocked cell of a protected sheet can be written", cites: PROTECTION, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        sheet.getRange("A1").format.protection.locked = false;
        sheet.protection.protect();
        await context.sync();
      });
      await put(excel, "A1", [[5]]);
      same(await read(excel, "A1"), [[5]]);
    },
  },
  {
    id: "sheets.protect-twice", title: "Protecting a protected sheet is refused", cites: reference("WorksheetProtection", "protect"), needs: excelApi("1.2"),
    run: async ({ excel, refused }) => {
      const protect = (): Promise<void> => excel(async (sheet, context) => {
        sheet.protection.protect();
        await context.sync();
      });
      await protect();
      await refused("InvalidOperation", protect);
    },
  },
  {
    id: "sheets.freeze", title: "Frozen rows are told by their location", cites: reference("WorksheetFreezePanes", "freezeRows"), needs: excelApi("1.7"),
    run: async ({ excel, same }) => {
      const address = await excel(async (sheet, context) => {
        sheet.freezePanes.freezeRows(2);
        const frozen = sheet.freezePanes.getLocationOrNullObject().load("address");
        await context.sync();
        return local(frozen.address);
      });
      same(address, "1:2");
    },
  },
  {
    id: "names.range", title: "A name stands for its range in formulas and for the API", cites: NAMES, needs: excelApi("1.4"),
    run: async ({ excel, same }) => {
      await put(excel, "A1:A2", [[1], [2]]);
      const address = await excel(async (sheet, context) => {
        sheet.names.add("SelfTestRange", sheet.getRange("A1:A2"));
        const range = sheet.names.getItem("SelfTestRange").getRange().load("address");
        await context.sync();
        return local(range.address);
      });
      await putFormulas(excel, "C1", [["=SUM(SelfTestRange)"]]);
      same([address, await read(excel, "C1")], ["A1:A2", [[3]]]);
    },
  },
  {
    id: "names.constant", title: "A name can stand for a constant", cites: NAMES, needs: excelApi("1.4"),
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        sheet.names.add("SelfTestRate", "=0.2");
        await context.sync();
      });
      await putFormulas(excel, "A1", [["=SelfTestRate*10"]]);
      same(await read(excel, "A1"), [[2]]);
    },
  },
  {
    id: "names.follow-their-cells", title: "A name follows its cells when rows are inserted above", cites: NAMES, needs: excelApi("1.4"),
    run: async ({ excel, same }) => {
      const address = await excel(async (sheet, context) => {
        sheet.names.add("SelfTestMoved", sheet.getRange("A3"));
        await context.sync();
        sheet.getRange("1:2").insert("Down");
        const range = sheet.names.getItem("SelfTestMoved").getRange().load("address");
        await context.sync();
        return local(range.address);
      });
      same(address, "A5");
    },
  },
  {
    id: "names.exist-once", title: "A name that is there cannot be added again", cites: NAMES, needs: excelApi("1.4"),
    run: async ({ excel, refused }) => {
      const add = (): Promise<void> => excel(async (sheet, context) => {
        sheet.names.add("SelfTestTwice", sheet.getRange("A1"));
        await context.sync();
      });
      await add();
      await refused("ItemAlreadyExists", add);
    },
  },
  {
    id: "settings.round-trip", title: "A setting of the add-in is kept in the workbook and deleted again", cites: guide("Persist add-in state and settings", "develop/persisting-add-in-state-and-settings"), needs: excelApi("1.4"),
    run: async ({ excel, same }) => {
      const seen = await excel(async (_sheet, context) => {
        const { settings } = context.workbook;
        settings.add("selfTest", { answer: 42 });
        const kept = settings.getItem("selfTest").load("value");
        await context.sync();
        settings.getItem("selfTest").delete();
        const gone = settings.getItemOrNullObject("selfTest");
        await context.sync();
        return [kept.value, gone.isNullObject];
      });
      same(seen, [{ answer: 42 }, true]);
    },
  },
  {
    id: "sheets.page-layout", title: "Orientation and paper of a sheet are kept", cites: reference("PageLayout", "orientation"), needs: excelApi("1.9"),
    run: async ({ excel, same }) => {
      const layout = await excel(async (sheet, context) => {
        sheet.pageLayout.orientation = "Landscape";
        sheet.pageLayout.setPrintArea("A1:D20");
        sheet.pageLayout.load("orientation");
        const area = sheet.pageLayout.getPrintAreaOrNullObject().load("address");
        await context.sync();
        return [sheet.pageLayout.orientation, local(area.address)];
      });
      same(layout, ["Landscape", "A1:D20"]);
    },
  },
];
