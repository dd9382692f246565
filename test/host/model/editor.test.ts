import { createCalc } from "../../../host/calc/calc";
import { parseArea } from "../../../host/model/address";
import type { Area } from "../../../host/model/cell";
import { Editor } from "../../../host/model/edit";
import { BY_ADD_IN } from "../../../host/model/events";
import type { HostEvent } from "../../../host/model/events";
import { shownText } from "../../../host/model/shownText";
import type { Sheet } from "../../../host/model/sheet";
import { Workbook } from "../../../host/model/workbook";

interface Bench {
  readonly workbook: Workbook;
  readonly sheet: Sheet;
  readonly editor: Editor;
  readonly events: HostEvent[];
}

function bench(): Bench {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  const editor = new Editor(workbook, createCalc(workbook));
  const events: HostEvent[] = [];
  editor.onEvent((event) => void events.push(event));
  return { workbook, sheet, editor, events };
}

function area(text: string): Area {
  const parsed = parseArea(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

/** The sheet's used cells as shown, row by row; formulas with their "=". */
function shown({ workbook, sheet }: Bench): string[][] {
  const used = sheet.usedArea(true);
  if (used === null) return [];
  return Array.from({ length: used.bottom + 1 }, (_, row) => Array.from({ length: used.right + 1 }, (__, column) => shownText(workbook, sheet.get(row, column))));
}

function withTable(): Bench {
  const it = bench();
  it.editor.pasteText(it.sheet, 0, 0, [["Item", "Qty"], ["A", "1"], ["B", "2"]]);
  it.editor.addTable(it.sheet, area("A1:B3"), true, "Lines");
  return it;
}

describe("typing", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["1,234.5", "1,234.50"], ["12%", "12%"], ["1/31/2026", "1/31/2026"], ["5-Jan-2026", "5 Jan 2026"], ["'007", "007"], ["true", "TRUE"], ["=2*3", "6"], ["+2*3", "6"],
    ["=1/0", "#DIV/0!"], ["hello", "hello"], ["$5", "$5"], ["-", "-"], ["-abc", "#NAME?"],
  ];
  it.each(cases)("%s shows %s", (typed, expected) => {
    const it = bench();
    it.editor.typeCell(it.sheet, 0, 0, typed);
    expect(shown(it)).toEqual([[expected]]);
  });

  it("a formula that cannot be read is refused, a pasted one stays text", () => {
    const it = bench();
    expect(() => it.editor.typeCell(it.sheet, 0, 0, "=SUM(1,")).toThrow(/formula/);
    it.editor.pasteText(it.sheet, 0, 0, [["- none -", "1"]]);
    expect(shown(it)).toEqual([["- none -", "1"]]);
  });

  it("below a table extends it, and undo takes both back at once", () => {
    const it = withTable();
    it.editor.typeCell(it.sheet, 3, 0, "C");
    expect(it.sheet.tables[0]?.area).toEqual(area("A1:B4"));
    it.editor.undo();
    expect([it.sheet.tables[0]?.area, it.sheet.get(3, 0)]).toEqual([area("A1:B3"), undefined]);
    it.editor.redo();
    expect([it.sheet.tables[0]?.area, it.sheet.get(3, 0)?.value]).toEqual([area("A1:B4"), "C"]);
  });
});

describe("a table's columns stay those of its cells, each with a header", () => {
  it.each<[what: string, edit: (it: Bench) => void, headers: readonly string[]]>([
    ["a sheet column inserted inside", ({ editor, sheet }) => editor.insertColumns(sheet, 1, 1), ["Item", "Column1", "Qty"]],
    ["more columns inserted than it has", ({ editor, sheet }) => editor.insertColumns(sheet, 1, 3), ["Item", "Column1", "Column2", "Column3", "Qty"]],
    ["a sheet column inserted before", ({ editor, sheet }) => editor.insertColumns(sheet, 0, 2), ["Item", "Qty"]],
    ["columns deleted that reach beyond it", ({ editor, sheet }) => editor.deleteColumns(sheet, 1, 3), ["Item"]],
    ["a column deleted before, and its first", ({ editor, sheet }) => { editor.insertColumns(sheet, 0, 1); editor.deleteColumns(sheet, 0, 2); }, ["Qty"]],
  ])("%s", (_what, edit, headers) => {
    const bench = withTable();
    edit(bench);
    const [table] = bench.sheet.tables;
    expect(table?.columns.map(({ name }) => name)).toEqual(headers);
    expect(headers.map((_header, column) => bench.sheet.get(0, (table?.area.left ?? 0) + column)?.value)).toEqual(headers);
    expect((table?.area.right ?? 0) - (table?.area.left ?? 0) + 1).toBe(headers.length);
  });
});

describe("undo puts back exactly what was", () => {
  const edits: readonly (readonly [string, (it: Bench) => void])[] = [
    ["typing", ({ editor, sheet }) => editor.typeCell(sheet, 1, 1, "9")],
    ["a paste over a header", ({ editor, sheet }) => editor.pasteText(sheet, 0, 0, [["Thing", "Count"], ["x", "7"]])],
    ["clearing", ({ editor, sheet }) => editor.clear(sheet, area("A1:B3"), "All")],
    ["inserted rows", ({ editor, sheet }) => editor.insertRows(sheet, 1, 2)],
    ["deleted rows", ({ editor, sheet }) => editor.deleteRows(sheet, 2, 1)],
    ["an inserted column", ({ editor, sheet }) => editor.insertColumns(sheet, 1, 1)],
    ["a deleted column", ({ editor, sheet }) => editor.deleteColumns(sheet, 0, 1)],
    ["a renamed sheet", ({ editor, sheet }) => editor.renameSheet(sheet, "Other")],
    ["a deleted sheet", ({ editor, workbook }) => editor.deleteSheet(workbook.sheets[1] ?? editor.addSheet())],
    ["a deleted table", ({ editor, sheet }) => sheet.tables.slice(0, 1).forEach((table) => editor.deleteTable(table))],
    ["totals", ({ editor, sheet }) => sheet.tables.forEach((table) => editor.showTotals(table, true))],
    ["a filter", ({ editor, sheet }) => sheet.tables.forEach((table) => editor.filterTable(table, 0, { values: ["A"], blanks: false }))],
    ["a sort", ({ editor, sheet }) => sheet.tables.forEach((table) => editor.sortTable(table, [{ column: 1, ascending: false }]))],
    ["added table rows", ({ editor, sheet }) => sheet.tables.forEach((table) => editor.addTableRows(table, 0, [["Z", 26]]))],
    ["a merge", ({ editor, sheet }) => editor.merge(sheet, area("D1:E2"))],
    ["a name", ({ editor }) => editor.addName("Rate", "0.2")],
    ["a format", ({ editor, sheet }) => editor.changeStyle(sheet, area("A1:B2"), (style) => ({ ...style, fill: "#FF0000" }))],
  ];
  it.each(edits)("%s", (_name, edit) => {
    const it = withTable();
    it.editor.addSheet("Two");
    it.editor.typeCell(it.sheet, 0, 3, "=SUM(Lines[Qty])");
    it.editor.typeCell(it.sheet, 1, 3, "=A2&Sheet1!B3");
    const state = (): unknown => ({
      cells: it.workbook.sheets.map((sheet) => sheet.rows.flatMap((row, r) => row.flatMap((cell, c) => (cell === undefined ? [] : [[r, c, cell]])))),
      tables: it.sheet.tables.map(({ name, area: place, columns, showTotals, filters }) => ({ name, place, columns: columns.map((column) => ({ ...column })), showTotals, filters: [...filters] })),
      names: it.workbook.names.map((name) => ({ ...name, sheet: null })), sheets: it.workbook.sheets.map((sheet) => [sheet.name, sheet.merges, [...sheet.filteredRows]]),
    });
    const before = JSON.stringify(state());
    edit(it);
    const after = JSON.stringify(state());
    expect(after).not.toBe(before);
    it.editor.undo();
    expect(JSON.stringify(state())).toBe(before);
    it.editor.redo();
    expect(JSON.stringify(state())).toBe(after);
  });

  it("several edits in one transact are one step, and a thrown error takes them all back", () => {
    const it = bench();
    it.editor.transact(BY_ADD_IN, () => {
      it.editor.typeCell(it.sheet, 0, 0, "1");
      it.editor.typeCell(it.sheet, 1, 0, "2");
    });
    expect(() =>
      it.editor.transact(BY_ADD_IN, () => {
        it.editor.typeCell(it.sheet, 2, 0, "3");
        throw new Error("stop");
      })).toThrow("stop");
    expect(shown(it)).toEqual([["1"], ["2"]]);
    it.editor.undo();
    expect([shown(it), it.editor.canUndo]).toEqual([[], false]);
  });
});

describe("references", () => {
  it("to a renamed sheet are renamed, to a deleted one are #REF!", () => {
    const it = bench();
    const second = it.editor.addSheet("Data");
    it.editor.typeCell(second, 0, 0, "5");
    it.editor.typeCell(it.sheet, 0, 0, "=Data!A1*2");
    it.editor.renameSheet(second, "My data");
    expect(it.sheet.get(0, 0)).toMatchObject({ formula: "'My data'!A1*2", value: 10 });
    it.editor.deleteSheet(second);
    expect(shown(it)).toEqual([["#REF!"]]);
  });
});
