import { createCalc } from "../../../host/calc/calc";
import { MAX_ROWS } from "../../../host/model/cell";
import { Editor } from "../../../host/model/edit";
import type { Sheet } from "../../../host/model/sheet";
import { Workbook } from "../../../host/model/workbook";
import { withHost } from "../richapi/support";

function open(): { readonly workbook: Workbook; readonly sheet: Sheet; readonly editor: Editor } {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  return { workbook, sheet, editor: new Editor(workbook, createCalc(workbook)) };
}

/** Milliseconds of this process's own computing. Bounds are many times what is needed: they catch work for each cell that is not there. */
function computing(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const WHOLE = { top: 0, left: 0, bottom: MAX_ROWS - 1, right: 16_383 };

describe("a cell in the last row", () => {
  it("rows are visited where there are cells, in order, whatever order they came in", () => {
    const { sheet } = open();
    const rows = [MAX_ROWS - 1, 3, 500_000, 0, 4, 70_000];
    for (const row of rows) sheet.put(row, 1, { value: row, style: 0 });
    const sorted = [...rows].sort((a, b) => a - b);
    expect(sheet.rowNumbers()).toEqual(sorted);
    expect(sheet.rowNumbers(4, 500_000)).toEqual([4, 70_000, 500_000]);
    expect(sheet.rowNumbers(70_001, 499_999)).toEqual([]);
    expect(sheet.usedArea()).toEqual({ top: 0, left: 1, bottom: MAX_ROWS - 1, right: 1 });
    sheet.put(3, 1, undefined);
    sheet.put(9, 1, undefined);
    expect(sheet.usedArea()).toEqual({ top: 0, left: 1, bottom: MAX_ROWS - 1, right: 1 });
    for (let row = 0; row < 10_000; row++) sheet.put(row, 0, { value: row, style: 0 });
    expect(sheet.rowNumbers(0, 20_000)).toEqual(Array.from({ length: 10_000 }, (_, row) => row));
  });

  it("looking at the sheet costs nothing for the rows in between", () => {
    const { sheet, editor } = open();
    editor.writeFormulas(sheet, { top: 0, left: 0, bottom: 0, right: 2 }, [["=COUNTA(F:F)", "=SUM(F:F)", "=COUNTIF(F:F,\">1\")"]]);
    editor.writeValues(sheet, { top: MAX_ROWS - 2, left: 5, bottom: MAX_ROWS - 2, right: 5 }, [[7]]);
    const milliseconds = computing(() => {
      for (let round = 0; round < 20; round++) {
        sheet.usedArea();
        editor.insertRows(sheet, 2, 1);
        editor.undo();
      }
    });
    expect(milliseconds).toBeLessThan(10_000);
    expect([0, 1, 2].map((column) => sheet.get(0, column)?.value)).toEqual([1, 7, 1]);
  });
});

describe("one value for very many cells", () => {
  it("a format, a value and a fill down 50,000 rows, undone at last", async () => {
    const { workbook, sheet, editor } = open();
    await withHost(async (host) => {
      const start = process.cpuUsage();
      await host.Excel.run(async (context) => {
        const column = context.workbook.worksheets.getItem("Sheet1").getRange("B4:B50000");
        column.numberFormat = "0.00" as unknown as string[][]; // Office.js: "a single value … will be applied to all cells"
        column.values = "2.5" as unknown as string[][];
        column.format.fill.color = "#FF0000";
        await context.sync();
      });
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000).toBeLessThan(40_000);
    }, { workbook, editor });
    for (const row of [3, 25_000, 49_999]) {
      const cell = sheet.get(row, 1);
      const { numberFormat, fill } = workbook.styles.get(cell?.style ?? 0);
      expect([row, cell?.value, numberFormat, fill]).toEqual([row, 2.5, "0.00", "#FF0000"]);
    }
    expect([sheet.get(2, 1), sheet.get(50_000, 1), workbook.styles.count]).toEqual([undefined, undefined, 3]);
    editor.undo();
    expect(sheet.usedArea()).toBeNull();
  });

  it("more cells than an answer can hold are refused without being read, and the batch's writes stay", async () => {
    const { workbook, sheet, editor } = open();
    await withHost(async (host) => {
      const refused = await host.Excel.run(async (context) => {
        const huge = context.workbook.worksheets.getItem("Sheet1").getRange("A1:D1048000").load("values, formulas, text");
        context.workbook.worksheets.getItem("Sheet1").getRange("A1").values = [["written"]];
        await context.sync();
        return huge.values;
      }).then(() => "", (thrown: { readonly code?: string }) => thrown.code ?? String(thrown));
      expect([refused, sheet.get(0, 0)?.value]).toEqual(["ResponsePayloadSizeLimitExceeded", "written"]);
      const small = await host.Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem("Sheet1").getRange("A1:A2").load("values");
        await context.sync();
        return range.values;
      });
      expect(small).toEqual([["written"], [""]]);
    }, { workbook, editor });
  });

  it("widths, sorting, removing duplicates and merging of a whole sheet look at the cells that are there", () => {
    const { sheet, editor } = open();
    editor.pasteText(sheet, 0, 0, [["b", "1"], ["a", "2"], ["b", "3"]]);
    const milliseconds = computing(() => {
      editor.setColumnWidth(sheet, 0, 12, 16_384);
      editor.sortRange(sheet, WHOLE, [{ column: 0, ascending: true }], { hasHeaders: false, byColumns: false, matchCase: false });
      expect(editor.removeDuplicates(sheet, WHOLE, [0], false)).toEqual({ removed: 1, left: 2 });
      expect([0, 1, 2].map((row) => [sheet.get(row, 0)?.value, sheet.get(row, 1)?.value])).toEqual([["a", 2], ["b", 1], [undefined, undefined]]);
      editor.merge(sheet, WHOLE);
      expect([sheet.merges, sheet.usedArea()]).toEqual([[WHOLE], { top: 0, left: 0, bottom: 0, right: 0 }]);
    });
    expect(milliseconds).toBeLessThan(10_000);
    expect([sheet.columnWidths.size, sheet.columnWidths.get(16_383)]).toEqual([16_384, 12]);
  });
});

test("a table resized over the whole sheet takes names and formulas along, each name once", () => {
  const { sheet, editor } = open();
  editor.pasteText(sheet, 0, 0, [["Item", "Double", "", "", "Column2"], ["1", "=[@Item]*2"]]);
  const table = editor.addTable(sheet, { top: 0, left: 0, bottom: 1, right: 1 }, true, "Lines");
  const milliseconds = computing(() => editor.resizeTable(table, { ...WHOLE, bottom: 3 }));
  expect(milliseconds).toBeLessThan(10_000);
  expect(table.columns.slice(0, 6).map(({ name }) => name)).toEqual(["Item", "Double", "Column1", "Column2", "Column22", "Column3"]);
  expect([new Set(table.columns.map(({ name }) => name.toLowerCase())).size, new Set(table.columns.map(({ id }) => id)).size]).toEqual([16_384, 16_384]);
});

test("borders of a side belong to the cells at that side only", () => {
  const { workbook, sheet, editor } = open();
  const area = { top: 1, left: 1, bottom: 3, right: 3 };
  editor.changeStyle(sheet, area, (style) => ({ ...style, border: { ...style.border, top: { style: "thin", color: null } } }), { ...area, bottom: 1 });
  const lines = [1, 2].map((row) => [0, 1, 3, 4].map((column) => workbook.styles.get(sheet.get(row, column)?.style ?? 0).border.top?.style ?? "none"));
  expect(lines).toEqual([["none", "thin", "thin", "none"], ["none", "none", "none", "none"]]);
});
