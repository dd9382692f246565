import { createCalc } from "../../../host/calc/calc";
import { SecondUser } from "../../../host/faults/secondUser";
import { parseArea } from "../../../host/model/address";
import { Editor } from "../../../host/model/edit";
import type { Sheet } from "../../../host/model/sheet";
import { shownText } from "../../../host/model/shownText";
import { Workbook } from "../../../host/model/workbook";
import { seededRandom } from "../../fuzz/fuzz";
import { onSheet, withHost } from "../richapi/support";

interface Two {
  readonly first: Editor;
  readonly second: SecondUser;
}

/** Two users of a book with the table Lines (A1:B4) and a sum beside it. */
function two(): Two {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  const first = new Editor(workbook, createCalc(workbook));
  first.pasteText(sheet, 0, 0, [["Item", "Qty"], ["A", "1"], ["B", "2"], ["C", "3"]]);
  first.addTable(sheet, area("A1:B4"), true, "Lines");
  first.typeCell(sheet, 0, 4, "=SUM(Lines[Qty])");
  return { first, second: new SecondUser(first) };
}

function area(text: string): { top: number; left: number; bottom: number; right: number } {
  const parsed = parseArea(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

function sheetOf(editor: Editor, index = 0): Sheet {
  const sheet = editor.workbook.sheets[index];
  if (sheet === undefined) throw new Error("no sheet");
  return sheet;
}

/** The used cells of a sheet as shown, rows joined by "|", and where its tables are. */
function shown(editor: Editor, index = 0): string[] {
  const sheet = sheetOf(editor, index);
  const used = sheet.usedArea(true);
  const rows = used === null ? [] : Array.from({ length: used.bottom + 1 }, (_, row) => Array.from({ length: used.right + 1 }, (__, column) => shownText(editor.workbook, sheet.get(row, column))).join("|"));
  return [...rows.map((row) => row.replace(/\|+$/, "")), ...sheet.tables.map((table) => `${table.name} ${table.area.top}-${table.area.bottom} ${table.columns.map((column) => column.name).join(",")}`)];
}

const type = (editor: Editor, row: number, column: number, text: string): void => editor.typeCell(sheetOf(editor), row, column, text);

/** What both do before the merge, and what both see after it. */
const merges: readonly (readonly [name: string, (two: Two) => void, string[]])[] = [
  ["different cells: both stay", ({ first, second }) => { type(first, 1, 1, "10"); type(second.editor, 2, 0, "Bee"); }, ["Item|Qty|||15", "A|10", "Bee|2", "C|3", "Lines 0-3 Item,Qty"]],
  ["the same cell: the later value stays", ({ first, second }) => { type(first, 1, 1, "10"); type(second.editor, 1, 1, "20"); }, ["Item|Qty|||25", "A|20", "B|2", "C|3", "Lines 0-3 Item,Qty"]],
  ["the same cell, the first user later", ({ first, second }) => { type(second.editor, 1, 1, "20"); type(first, 1, 1, "10"); }, ["Item|Qty|||15", "A|10", "B|2", "C|3", "Lines 0-3 Item,Qty"]],
  ["both append below the table: the later row lies over the earlier", ({ first, second }) => { first.pasteText(sheetOf(first), 4, 0, [["D", "4"]]); second.editor.pasteText(sheetOf(second.editor), 4, 0, [["E", "5"]]); }, ["Item|Qty|||11", "A|1", "B|2", "C|3", "E|5", "Lines 0-4 Item,Qty"]],
  ["one appends more than the other: the table holds all of it", ({ first, second }) => { first.pasteText(sheetOf(first), 4, 0, [["D", "4"], ["F", "6"]]); type(second.editor, 4, 0, "E"); }, ["Item|Qty|||16", "A|1", "B|2", "C|3", "E|4", "F|6", "Lines 0-5 Item,Qty"]],
  ["both insert rows in the table: they land apart", ({ first, second }) => { first.addTableRows(lines(first), 1, [["x", 10]]); second.editor.addTableRows(lines(second.editor), 2, [["y", 20]]); }, ["Item|Qty|||36", "A|1", "x|10", "B|2", "y|20", "C|3", "Lines 0-5 Item,Qty"]],
  ["a row inserted above carries the other's edit along", ({ first, second }) => { first.insertRows(sheetOf(first), 1, 1); type(second.editor, 2, 1, "22"); }, ["Item|Qty|||26", "", "A|1", "B|22", "C|3", "Lines 0-4 Item,Qty"]],
  ["the other appends while rows are inserted above", ({ first, second }) => { first.insertRows(sheetOf(first), 0, 2); second.editor.pasteText(sheetOf(second.editor), 4, 0, [["D", "4"]]); }, ["", "", "Item|Qty|||10", "A|1", "B|2", "C|3", "D|4", "Lines 2-6 Item,Qty"]],
  ["a deleted row takes the other's edit with it", ({ first, second }) => { first.deleteTableRows(lines(first), 1, 1); type(second.editor, 2, 1, "22"); type(second.editor, 3, 1, "33"); }, ["Item|Qty|||34", "A|1", "C|33", "Lines 0-2 Item,Qty"]],
  ["a renamed column and an edited cell", ({ first, second }) => { first.renameColumn(lines(first), 1, "Pieces"); type(second.editor, 1, 1, "7"); }, ["Item|Pieces|||12", "A|7", "B|2", "C|3", "Lines 0-3 Item,Pieces"]],
  ["a renamed table", ({ second }) => { second.editor.renameTable(lines(second.editor), "Rows"); }, ["Item|Qty|||6", "A|1", "B|2", "C|3", "Rows 0-3 Item,Qty"]],
  ["a sort is cells", ({ second }) => { second.editor.sortTable(lines(second.editor), [{ column: 1, ascending: false }]); }, ["Item|Qty|||6", "C|3", "B|2", "A|1", "Lines 0-3 Item,Qty"]],
  ["undone edits do not come over", ({ second }) => { type(second.editor, 1, 1, "99"); second.editor.undo(); }, ["Item|Qty|||6", "A|1", "B|2", "C|3", "Lines 0-3 Item,Qty"]],
  ["an undone deletion comes over as nothing", ({ first, second }) => { second.editor.deleteTableRows(lines(second.editor), 0, 1); second.editor.undo(); type(first, 1, 0, "AA"); }, ["Item|Qty|||6", "AA|1", "B|2", "C|3", "Lines 0-3 Item,Qty"]],
  ["a table that is turned into a range", ({ second }) => { second.editor.deleteTable(lines(second.editor), true); }, ["Item|Qty|||#REF!", "A|1", "B|2", "C|3"]],
];

function lines(editor: Editor): Sheet["tables"][number] {
  const table = sheetOf(editor).tables[0];
  if (table === undefined) throw new Error("no table");
  return table;
}

describe("after a merge both copies are the same", () => {
  it.each(merges)("%s", (_name, act, expected) => {
    const pair = two();
    act(pair);
    pair.second.merge();
    expect([shown(pair.first), shown(pair.second.editor)]).toEqual([expected, expected]);
    expect(pair.second.differs).toBe(false);
  });

  it("sheets that are added, renamed and deleted", () => {
    const { first, second } = two();
    first.addSheet("Mine");
    const theirs = second.editor.addSheet("Theirs");
    second.editor.typeCell(theirs, 0, 0, "=Sheet1!E1");
    second.editor.renameSheet(sheetOf(second.editor), "Data");
    second.merge();
    const names = (editor: Editor): string[] => editor.workbook.sheets.map(({ name }) => name);
    expect([names(first), names(second.editor)]).toEqual([["Data", "Theirs", "Mine"], ["Data", "Theirs", "Mine"]]);
    expect(shown(first, 1)).toEqual(["6"]);
    first.deleteSheet(sheetOf(first, 2));
    second.merge();
    expect(names(second.editor)).toEqual(["Data", "Theirs"]);
  });

  it("protection, hidden rows, names and settings", () => {
    const { first, second } = two();
    second.editor.protect(sheetOf(second.editor));
    second.editor.addName("Rate", "0.2");
    second.workbook.settings.set("seat", "B");
    first.hideRows(sheetOf(first), 2, 1, true);
    second.merge();
    expect([first.workbook.names.map(({ name }) => name), first.workbook.settings.get("seat")]).toEqual([["Rate"], "B"]);
    // Layout is merged sheet by sheet: where both changed it, the first user's stays.
    expect([sheetOf(first).hiddenRows.has(2), sheetOf(second.editor).hiddenRows.has(2), sheetOf(first).protection]).toEqual([true, true, null]);
  });

  it("a merge that fails throws the second user's work away", () => {
    const { first, second } = two();
    type(second.editor, 1, 1, "99");
    type(first, 2, 1, "5");
    second.discard();
    expect([shown(first)[1], shown(second.editor).slice(1, 3)]).toEqual(["A|1", ["A|1", "B|5"]]);
  });

  it("own undo goes on after a merge, and takes back own work only", () => {
    const { first, second } = two();
    type(first, 1, 1, "10");
    type(second.editor, 2, 1, "20");
    second.merge();
    first.undo();
    expect(shown(first).slice(1, 3)).toEqual(["A|1", "B|20"]);
    second.merge();
    expect(shown(second.editor)).toEqual(shown(first));
  });
});

it("random work of both always ends with the same book on both sides", () => {
  for (let seed = 1; seed <= 120; seed++) {
    const random = seededRandom(seed);
    const pick = (below: number): number => Math.floor(random() * below);
    const { first, second } = two();
    for (let round = 0; round < 3; round++) {
      for (let step = 0; step < 6; step++) {
        const editor = random() < 0.5 ? first : second.editor;
        const sheet = sheetOf(editor);
        const acts: readonly (() => void)[] = [
          () => editor.typeCell(sheet, pick(8), pick(4), String(pick(100))), () => editor.insertRows(sheet, pick(6), 1 + pick(2)), () => editor.deleteRows(sheet, 5 + pick(3), 1),
          () => sheet.tables[0] !== undefined && editor.pasteText(sheet, sheet.tables[0].area.bottom + 1, sheet.tables[0].area.left, [["new", String(pick(9))]]),
          () => editor.undo(), () => sheet.tables[0] !== undefined && editor.sortTable(sheet.tables[0], [{ column: 0, ascending: random() < 0.5 }]),
          () => editor.insertColumns(sheet, pick(3), 1),
        ];
        try {
          acts[pick(acts.length)]?.();
        } catch {
          // refused by the table's rules: nothing happened
        }
      }
      second.merge();
      expect([seed, round, shown(second.editor)]).toEqual([seed, round, shown(first)]);
    }
  }
});

describe("each user's add-in", () => {
  it("hears of the other's changes as remote ones", () =>
    withHost(async (host) => {
      await onSheet(host, (sheet) => { sheet.getRange("A1").values = [[1]]; });
      const second = new SecondUser(host.editor);
      const seen: string[] = [];
      await onSheet(host, (sheet) => { sheet.onChanged.add(async (event) => void seen.push(`${event.address} ${event.source} ${event.triggerSource}`)); });
      await withHost(async (other) => {
        await onSheet(other, (sheet) => { sheet.getRange("B2:B3").values = [[2], [3]]; });
      }, { workbook: second.workbook, editor: second.editor });
      second.merge();
      while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
      expect([seen, host.workbook.activeSheet?.get(2, 1)?.value]).toEqual([["B2:B3 Remote Unknown"], 3]);
    }, { declaredSets: { ExcelApi: "1.14" } }));
});
