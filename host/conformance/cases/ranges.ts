import { type ConformanceCase, excelApi, guide, reference } from "../conformanceCase";
import { local, put, putFormulas, read } from "../steps";

const GET = guide("Get a range using the Excel JavaScript API", "excel/excel-add-ins-ranges-get");
const INSERT = guide("Insert a range of cells", "excel/excel-add-ins-ranges-insert");
const CLEAR = guide("Clear or delete ranges", "excel/excel-add-ins-ranges-clear-delete");
const COPY = guide("Cut, copy, and paste ranges", "excel/excel-add-ins-ranges-cut-copy-paste");
const BASIC = excelApi("1.1");

/** The address that a range of the scratch sheet has. */
function addressCase(id: string, title: string, cites: ConformanceCase["cites"], version: string, expected: string, pick: (sheet: Excel.Worksheet) => Excel.Range): ConformanceCase {
  return {
    id: `ranges.${id}`, title, cites, needs: excelApi(version),
    run: async ({ excel, same }) => {
      await put(excel, "B2:C3", [[1, 2], [3, 4]]);
      const address = await excel(async (sheet, context) => {
        const range = pick(sheet).load("address");
        await context.sync();
        return local(range.address);
      });
      same(address, expected);
    },
  };
}

export const rangeCases: readonly ConformanceCase[] = [
  addressCase("by-indexes", "getRangeByIndexes counts from zero", reference("Worksheet", "getRangeByIndexes"), "1.7", "C2:D4", (sheet) => sheet.getRangeByIndexes(1, 2, 3, 2)),
  addressCase("cell", "getCell counts from the range's own corner", reference("Range", "getCell"), "1.1", "C3", (sheet) => sheet.getRange("B2:C3").getCell(1, 1)),
  addressCase("used", "getUsedRange covers what is filled", reference("Worksheet", "getUsedRange"), "1.1", "B2:C3", (sheet) => sheet.getUsedRange(true)),
  addressCase("offset", "getOffsetRange moves and keeps the size", reference("Range", "getOffsetRange"), "1.1", "C4:D5", (sheet) => sheet.getRange("B2:C3").getOffsetRange(2, 1)),
  addressCase("resized", "getResizedRange grows by so many rows and columns", reference("Range", "getResizedRange"), "1.2", "B2:E4", (sheet) => sheet.getRange("B2:C3").getResizedRange(1, 2)),
  addressCase("rows-below", "getRowsBelow are the rows under the range", reference("Range", "getRowsBelow"), "1.2", "B4:C5", (sheet) => sheet.getRange("B2:C3").getRowsBelow(2)),
  addressCase("rows-above", "getRowsAbove are the rows over the range", reference("Range", "getRowsAbove"), "1.2", "B3:C4", (sheet) => sheet.getRange("B5:C6").getRowsAbove(2)),
  addressCase("columns-after", "getColumnsAfter are the columns right of the range", reference("Range", "getColumnsAfter"), "1.2", "D2:D3", (sheet) => sheet.getRange("B2:C3").getColumnsAfter(1)),
  addressCase("last-cell", "getLastCell is the lower right one", reference("Range", "getLastCell"), "1.1", "C3", (sheet) => sheet.getRange("B2:C3").getLastCell()),
  addressCase("last-row", "getLastRow is the lowest row of the range", reference("Range", "getLastRow"), "1.1", "B3:C3", (sheet) => sheet.getRange("B2:C3").getLastRow()),
  addressCase("row", "getRow counts from zero within the range", reference("Range", "getRow"), "1.1", "B3:C3", (sheet) => sheet.getRange("B2:C3").getRow(1)),
  addressCase("column", "getColumn counts from zero within the range", reference("Range", "getColumn"), "1.1", "C2:C3", (sheet) => sheet.getRange("B2:C3").getColumn(1)),
  addressCase("entire-row", "getEntireRow is all of the row", reference("Range", "getEntireRow"), "1.1", "2:2", (sheet) => sheet.getRange("C2").getEntireRow()),
  addressCase("entire-column", "getEntireColumn is all of the column", reference("Range", "getEntireColumn"), "1.1", "C:C", (sheet) => sheet.getRange("C2").getEntireColumn()),
  addressCase("intersection", "getIntersection is what two ranges share", reference("Range", "getIntersection"), "1.1", "C3", (sheet) => sheet.getRange("B2:C3").getIntersection("C3:D9")),
  addressCase("bounding", "getBoundingRect holds both ranges", reference("Range", "getBoundingRect"), "1.1", "B2:F9", (sheet) => sheet.getRange("B2").getBoundingRect("F9")),
  {
    id: "ranges.no-intersection", title: "Ranges that share nothing have a null object as intersection", cites: reference("Range", "getIntersectionOrNullObject"), needs: excelApi("1.4"),
    run: async ({ excel, same }) => {
      const isNull = await excel(async (sheet, context) => {
        const shared = sheet.getRange("A1:B2").getIntersectionOrNullObject("C3:D4");
        await context.sync();
        return shared.isNullObject;
      });
      same(isNull, true);
    },
  },
  {
    id: "ranges.counts-and-indexes", title: "rowIndex, columnIndex, rowCount, columnCount and cellCount describe the range", cites: GET, needs: BASIC,
    run: async ({ excel, same }) => {
      const shape = await excel(async (sheet, context) => {
        const range = sheet.getRange("C5:E6").load("rowIndex, columnIndex, rowCount, columnCount, cellCount");
        await context.sync();
        return [range.rowIndex, range.columnIndex, range.rowCount, range.columnCount, range.cellCount];
      });
      same(shape, [4, 2, 2, 3, 6]);
    },
  },
  {
    id: "ranges.address-quotes-the-sheet", title: "The address names the sheet, in quotes where its name needs them", cites: reference("Range", "address"), needs: BASIC,
    run: async ({ excel, same }) => same(await read(excel, "A1", "address"), "'Self-test'!A1"),
  },
  {
    id: "ranges.insert-shifts-down", title: "Inserting cells shifts what stands there down", cites: INSERT, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:B2", [[1, 10], [2, 20]]);
      await excel(async (sheet, context) => {
        sheet.getRange("A1").insert("Down");
        await context.sync();
      });
      same(await read(excel, "A1:B3"), [["", 10], [1, 20], [2, ""]]);
    },
  },
  {
    id: "ranges.insert-rows-adapts-formulas", title: "Inserting a row adapts the formulas that refer below it", cites: INSERT, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:A3", [[1], [2], [3]]);
      await putFormulas(excel, "C1", [["=SUM(A1:A3)+A3"]]);
      await excel(async (sheet, context) => {
        sheet.getRange("2:2").insert("Down");
        await context.sync();
      });
      same(await read(excel, "C1", "formulas"), [["=SUM(A1:A4)+A4"]]);
      same(await read(excel, "C1"), [[9]]);
    },
  },
  {
    id: "ranges.delete-shifts-up", title: "Deleting cells moves those below up, and a formula on a deleted cell is a #REF!", cites: CLEAR, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:A3", [[1], [2], [3]]);
      await putFormulas(excel, "C5:C6", [["=A2"], ["=A3"]]);
      await excel(async (sheet, context) => {
        sheet.getRange("A2").delete("Up");
        await context.sync();
      });
      same(await read(excel, "A1:A3"), [[1], [3], [""]]);
      same(await read(excel, "C5:C6", "formulas"), [["=#REF!"], ["=A2"]]);
    },
  },
  {
    id: "ranges.clear-contents-keeps-formats", title: "Clearing contents keeps the formats", cites: CLEAR, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[5]]);
      const bold = await excel(async (sheet, context) => {
        const range = sheet.getRange("A1");
        range.format.font.bold = true;
        range.clear("Contents");
        const font = range.format.font.load("bold");
        await context.sync();
        return font.bold;
      });
      same([await read(excel, "A1"), bold], [[[""]], true]);
    },
  },
  {
    id: "ranges.clear-formats-keeps-contents", title: "Clearing formats keeps the contents", cites: CLEAR, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[5]]);
      await excel(async (sheet, context) => {
        const range = sheet.getRange("A1");
        range.numberFormat = [["0.00"]];
        range.clear("Formats");
        await context.sync();
      });
      same([await read(excel, "A1"), await read(excel, "A1", "numberFormat")], [[[5]], [["General"]]]);
    },
  },
  {
    id: "ranges.copy-adapts-references", title: "Copying a formula adapts its relative references and keeps the absolute ones", cites: COPY, needs: excelApi("1.9"),
    run: async ({ excel, same }) => {
      await put(excel, "A1:A2", [[1], [2]]);
      await putFormulas(excel, "B1", [["=A1+$A$1"]]);
      await excel(async (sheet, context) => {
        sheet.getRange("B2").copyFrom("B1");
        await context.sync();
      });
      same(await read(excel, "B2", "formulas"), [["=A2+$A$1"]]);
    },
  },
  {
    id: "ranges.copy-values-only", title: "Copying values only leaves the formulas behind", cites: COPY, needs: excelApi("1.9"),
    run: async ({ excel, same }) => {
      await putFormulas(excel, "A1", [["=1+1"]]);
      await excel(async (sheet, context) => {
        sheet.getRange("C1").copyFrom("A1", "Values");
        await context.sync();
      });
      same(await read(excel, "C1", "formulas"), [[2]]);
    },
  },
  {
    id: "ranges.find", title: "findOrNullObject finds a cell by its text, and nothing as a null object", cites: guide("Find a string", "excel/excel-add-ins-ranges-string-match"), needs: excelApi("1.9"),
    run: async ({ excel, same }) => {
      await put(excel, "A1:B2", [["apple", "pear"], ["plum", "fig"]]);
      const found = await excel(async (sheet, context) => {
        const area = sheet.getRange("A1:B2");
        const plum = area.findOrNullObject("plum", { completeMatch: true }).load("address");
        const none = area.findOrNullObject("kiwi", { completeMatch: true });
        await context.sync();
        return [local(plum.address), none.isNullObject];
      });
      same(found, ["A2", true]);
    },
  },
  {
    id: "ranges.merge", title: "Merging keeps the upper left value", cites: reference("Range", "merge"), needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      await put(excel, "A1:B1", [["kept", ""]]);
      await excel(async (sheet, context) => {
        sheet.getRange("A1:B1").merge();
        await context.sync();
      });
      same(await read(excel, "A1:B1"), [["kept", ""]]);
    },
  },
  {
    id: "ranges.hidden-rows", title: "A hidden row is told by rowHidden and its values are still read", cites: reference("Range", "rowHidden"), needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      await put(excel, "A1:A2", [[1], [2]]);
      const hidden = await excel(async (sheet, context) => {
        sheet.getRange("2:2").rowHidden = true;
        const [first, second, both] = [sheet.getRange("A1").load("rowHidden"), sheet.getRange("A2").load("rowHidden"), sheet.getRange("A1:A2").load("rowHidden, values")];
        await context.sync();
        return [first.rowHidden, second.rowHidden, both.rowHidden, both.values];
      });
      same(hidden, [false, true, null, [[1], [2]]]);
    },
  },
];
