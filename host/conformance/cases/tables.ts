import { type ConformanceCase, excelApi, guide, reference, support } from "../conformanceCase";
import { local, put, putFormulas, putTable, read } from "../steps";

const TABLES = guide("Work with tables using the Excel JavaScript API", "excel/excel-add-ins-tables");
const TOGETHER = guide("Coauthoring in Excel add-ins", "excel/co-authoring-in-excel-add-ins");
const STRUCTURED = support("Using structured references with Excel tables", "f5ed2452-2337-4f71-bed3-c8ae6d2b276e");
const BASIC = excelApi("1.1");
const ROWS = [["Name", "Amount"], ["a", 1], ["b", 2], ["c", 3]];

export const tableCases: readonly ConformanceCase[] = [
  {
    id: "tables.parts", title: "A table has a header row, a body and a whole", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      const parts = await excel(async (_sheet, context) => {
        const table = context.workbook.tables.getItem(name);
        const ranges = [table.getHeaderRowRange(), table.getDataBodyRange(), table.getRange()].map((range) => range.load("address"));
        await context.sync();
        return ranges.map(({ address }) => local(address));
      });
      same(parts, ["A1:B1", "A2:B4", "A1:B4"]);
    },
  },
  {
    id: "tables.without-headers", title: "A table made without headers gets a header row of its own above the data", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1:B1", [[1, 2]]);
      const header = await excel(async (sheet, context) => {
        const table = sheet.tables.add("A1:B1", false);
        const range = table.getHeaderRowRange().load("values");
        await context.sync();
        return range.values;
      });
      same(header, [["Column1", "Column2"]]);
    },
  },
  {
    id: "tables.headers-are-made-unique", title: "Equal headers are made different", cites: support("Overview of Excel tables", "7ab0bb7d-3a9e-4b56-a3c9-6c94334e492c"), needs: BASIC, isOurReading: true,
    run: async ({ excel, same }) => {
      await putTable(excel, [["Name", "Name"], [1, 2]]);
      same(await read(excel, "A1:B1"), [["Name", "Name2"]]);
    },
  },
  {
    id: "tables.names-differ-by-more-than-case", title: "A table cannot take the name of another, whatever the case of its letters", cites: reference("Table", "name"), needs: BASIC, isOurReading: true,
    run: async ({ excel, refused }) => {
      const name = await putTable(excel, ROWS);
      await refused("ItemAlreadyExists", () => excel(async (sheet, context) => {
        sheet.getRange("D1:D2").values = [["X"], [1]];
        sheet.tables.add("D1:D2", true).name = name.toUpperCase();
        await context.sync();
      }));
    },
  },
  {
    id: "tables.cannot-overlap", title: "A table over another table is refused", cites: TABLES, needs: BASIC,
    run: async ({ excel, refused }) => {
      await putTable(excel, ROWS);
      await refused("InvalidArgument", () => excel(async (sheet, context) => {
        sheet.tables.add("B2:D5", true);
        await context.sync();
      }));
    },
  },
  {
    id: "tables.rows-add-appends", title: "rows.add without a place appends", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).rows.add(undefined, [["d", 4]]);
        await context.sync();
      });
      same(await read(excel, "A4:B5"), [["c", 3], ["d", 4]]);
    },
  },
  {
    id: "tables.rows-add-inserts", title: "rows.add with a place inserts before that row", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).rows.add(1, [["x", 9]]);
        await context.sync();
      });
      same(await read(excel, "A2:B5"), [["a", 1], ["x", 9], ["b", 2], ["c", 3]]);
    },
  },
  {
    id: "tables.rows-add-moves-what-is-below", title: "Adding rows moves the cells below the table down", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await put(excel, "A6", [["below"]]);
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).rows.add(undefined, [["d", 4], ["e", 5]]);
        await context.sync();
      });
      same(await read(excel, "A8"), [["below"]]);
    },
  },
  {
    id: "tables.rows-add-wrong-width", title: "A row of another width than the table is refused", cites: TABLES, needs: BASIC,
    run: async ({ excel, refused }) => {
      const name = await putTable(excel, ROWS);
      await refused("InvalidArgument", () => excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).rows.add(undefined, [["d", 4, 5]]);
        await context.sync();
      }));
    },
  },
  {
    id: "tables.row-delete", title: "Deleting a row takes it out of the table and moves the others up", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).rows.getItemAt(0).delete();
        await context.sync();
      });
      same(await read(excel, "A2:A4"), [["b"], ["c"], [""]]);
    },
  },
  {
    id: "tables.columns-add", title: "columns.add adds a column with its header and values", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).columns.add(undefined, [["Flag"], ["x"], ["y"], ["z"]]);
        await context.sync();
      });
      same(await read(excel, "C1:C4"), [["Flag"], ["x"], ["y"], ["z"]]);
    },
  },
  {
    id: "tables.column-by-name", title: "A column is found by its header without regard to case", cites: reference("TableColumnCollection", "getItemOrNullObject"), needs: excelApi("1.4"),
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      const found = await excel(async (_sheet, context) => {
        const columns = context.workbook.tables.getItem(name).columns;
        const column = columns.getItemOrNullObject("AMOUNT").load("name");
        const none = columns.getItemOrNullObject("Nothing");
        await context.sync();
        return [column.isNullObject ? "" : column.name, none.isNullObject];
      });
      same(found, ["Amount", true]);
    },
  },
  {
    id: "tables.resize-keeps-the-cells", title: "Resizing changes what belongs to the table and no cell", cites: reference("Table", "resize"), needs: excelApi("1.13"),
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await put(excel, "A5:B5", [["d", 4]]);
      const address = await excel(async (_sheet, context) => {
        const table = context.workbook.tables.getItem(name);
        table.resize("A1:B5");
        const range = table.getRange().load("address");
        await context.sync();
        return local(range.address);
      });
      same([address, await read(excel, "A5:B5")], ["A1:B5", [["d", 4]]]);
    },
  },
  {
    id: "tables.resize-keeps-the-header", title: "A table cannot be resized away from its header row", cites: reference("Table", "resize"), needs: excelApi("1.13"),
    run: async ({ excel, refused }) => {
      const name = await putTable(excel, ROWS);
      await refused("InvalidArgument", () => excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).resize("A2:B5");
        await context.sync();
      }));
    },
  },
  {
    id: "tables.write-below-grows", title: "Values written right below the body belong to the table afterwards", cites: TOGETHER, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      const count = await excel(async (_sheet, context) => {
        const table = context.workbook.tables.getItem(name);
        table.getDataBodyRange().getRowsBelow(1).values = [["d", 4]];
        table.rows.load("count");
        await context.sync();
        return table.rows.count;
      });
      same(count, 4);
    },
  },
  {
    id: "tables.empty-has-a-blank-row", title: "A table without data still has one blank body row", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, [["Name", "Amount"], ["a", 1]]);
      const body = await excel(async (_sheet, context) => {
        const table = context.workbook.tables.getItem(name);
        table.rows.getItemAt(0).delete();
        const range = table.getDataBodyRange().load("address, values");
        await context.sync();
        return [local(range.address), range.values];
      });
      same(body, ["A2:B2", [["", ""]]]);
    },
  },
  {
    id: "tables.totals-row", title: "The totals row stands below the body and is no part of it", cites: TABLES, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      const places = await excel(async (_sheet, context) => {
        const table = context.workbook.tables.getItem(name);
        table.showTotals = true;
        const [body, totals] = [table.getDataBodyRange().load("address"), table.getTotalRowRange().load("address")];
        await context.sync();
        return [local(body.address), local(totals.address)];
      });
      same(places, ["A2:B4", "A5:B5"]);
    },
  },
  {
    id: "tables.calculated-column", title: "A formula in every row of a column fills rows that are added", cites: support("Use calculated columns in an Excel table", "873fbac6-7110-4300-8f6f-aafa2ea11ce8"), needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, [["Amount", "Twice"], [1, ""], [2, ""]]);
      await putFormulas(excel, "B2:B3", [["=[@Amount]*2"], ["=[@Amount]*2"]]);
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).rows.add(undefined, [[5, null as never]]);
        await context.sync();
      });
      same(await read(excel, "B2:B4"), [[2], [4], [10]]);
    },
  },
  ...([
    ["all", "[#All]", "=ROWS(T[#All])", 4], ["data", "[#Data]", "=ROWS(T[#Data])", 3], ["headers", "[#Headers]", "=COUNTA(T[#Headers])", 2],
    ["column", "[Amount]", "=SUM(T[Amount])", 6], ["two-columns", "[[Name]:[Amount]]", "=COLUMNS(T[[Name]:[Amount]])", 2],
    ["header-of-a-column", "[[#Headers],[Amount]]", "=T[[#Headers],[Amount]]", "Amount"], ["bare", "alone", "=ROWS(T)", 3],
  ] as const).map(([id, form, formula, expected]): ConformanceCase => ({
    id: `tables.reference-${id}`, title: `A structured reference ${form} means that part of the table`, cites: STRUCTURED, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await putFormulas(excel, "E1", [[formula.replace("T[", `${name}[`).replace("(T)", `(${name})`)]]);
      same(await read(excel, "E1"), [[expected]]);
    },
  })),
  {
    id: "tables.this-row", title: "[@Column] means the cell of the same row", cites: STRUCTURED, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await putFormulas(excel, "E3", [[`=${name}[@Amount]*10`]]);
      same(await read(excel, "E3"), [[20]]);
    },
  },
  {
    id: "tables.rename-adapts-formulas", title: "Renaming a table or a column adapts the formulas that name it", cites: STRUCTURED, needs: BASIC,
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await putFormulas(excel, "E1", [[`=SUM(${name}[Amount])`]]);
      await excel(async (sheet, context) => {
        context.workbook.tables.getItem(name).name = `${name}_new`;
        sheet.getRange("B1").values = [["Price"]];
        await context.sync();
      });
      same([await read(excel, "E1", "formulas"), await read(excel, "E1")], [[[`=SUM(${name}_new[Price])`]], [[6]]]);
    },
  },
  {
    id: "tables.convert-to-range", title: "convertToRange leaves the cells and no table", cites: reference("Table", "convertToRange"), needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      const isNull = await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).convertToRange();
        await context.sync();
        const gone = context.workbook.tables.getItemOrNullObject(name);
        await context.sync();
        return gone.isNullObject;
      });
      same([isNull, await read(excel, "A2:B2")], [true, [["a", 1]]]);
    },
  },
  {
    id: "tables.sort", title: "Sorting a table moves whole rows", cites: TABLES, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).sort.apply([{ key: 1, ascending: false }]);
        await context.sync();
      });
      same(await read(excel, "A2:B4"), [["c", 3], ["b", 2], ["a", 1]]);
    },
  },
  {
    id: "tables.filter-hides-rows", title: "A filter hides rows and their values are still read", cites: TABLES, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      await excel(async (_sheet, context) => {
        context.workbook.tables.getItem(name).columns.getItem("Name").filter.applyValuesFilter(["b"]);
        await context.sync();
      });
      const hidden = await excel(async (sheet, context) => {
        const rows = ["A2", "A3", "A4"].map((address) => sheet.getRange(address).load("rowHidden"));
        await context.sync();
        return rows.map(({ rowHidden }) => rowHidden);
      });
      same([hidden, await read(excel, "A2:A4")], [[true, false, true], [["a"], ["b"], ["c"]]]);
    },
  },
  {
    id: "tables.clear-filters", title: "clearFilters shows every row again", cites: TABLES, needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      const hidden = await excel(async (sheet, context) => {
        const table = context.workbook.tables.getItem(name);
        table.columns.getItem("Name").filter.applyValuesFilter(["b"]);
        await context.sync();
        table.clearFilters();
        const rows = sheet.getRange("A2:A4").load("rowHidden");
        await context.sync();
        return rows.rowHidden;
      });
      same(hidden, false);
    },
  },
  {
    id: "tables.visible-view", title: "getVisibleView leaves filtered rows out", cites: reference("Range", "getVisibleView"), needs: excelApi("1.3"),
    run: async ({ excel, same }) => {
      const name = await putTable(excel, ROWS);
      const values = await excel(async (_sheet, context) => {
        const table = context.workbook.tables.getItem(name);
        table.columns.getItem("Name").filter.applyValuesFilter(["a", "c"]);
        await context.sync();
        const view = table.getDataBodyRange().getVisibleView().load("values");
        await context.sync();
        return view.values;
      });
      same(values, [["a", 1], ["c", 3]]);
    },
  },
];
