import { createCalc } from "../../../host/calc/calc";
import type { Calc } from "../../../host/calc/contract";
import { Editor } from "../../../host/model/edit";
import { BY_HAND } from "../../../host/model/events";
import type { Sheet } from "../../../host/model/sheet";
import type { Table } from "../../../host/model/table";
import { Workbook } from "../../../host/model/workbook";

const ROWS = 100_000;

interface Big {
  readonly workbook: Workbook;
  readonly sheet: Sheet;
  readonly table: Table;
  readonly calc: Calc;
  readonly editor: Editor;
}

/** A table of so many rows with a calculated column, and beside it formulas that ask which rows are shown (four) and that do not (two). */
function bigBook(rows: number): Big {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  const other = workbook.addSheet("Other");
  const calc = createCalc(workbook, { now: () => new Date(2026, 0, 31) });
  const editor = new Editor(workbook, calc);
  for (const [column, name] of ["Region", "Amount", "Double"].entries()) sheet.put(0, column, { value: name, style: 0 });
  for (let row = 1; row <= rows; row++) {
    sheet.put(row, 0, { value: row % 2 === 0 ? "North" : "South", style: 0 });
    sheet.put(row, 1, { value: row, style: 0 });
    sheet.put(row, 2, { value: null, style: 0, formula: "[@Amount]*2" });
  }
  const table = editor.addTable(sheet, { top: 0, left: 0, bottom: rows, right: 2 }, true, "Lines");
  editor.addName("Shown", "SUBTOTAL(103,Lines[Amount])");
  editor.writeFormulas(sheet, { top: 0, left: 4, bottom: 0, right: 8 }, [["=SUBTOTAL(109,Lines[Amount])", "=AGGREGATE(9,5,Lines[Double])", "=Shown", "=SUM(Lines[Double])", "=E1+1"]]);
  editor.writeFormulas(other, { top: 0, left: 0, bottom: 0, right: 1 }, [["=SUBTOTAL(3,Lines[Region])", "=SUBTOTAL(109,Other!D:D)"]]);
  return { workbook, sheet, table, calc, editor };
}

/** SUBTOTAL, AGGREGATE, the name, what depends on the first, and the other sheet's SUBTOTAL. */
const ASKING = 5;

function asked({ sheet, workbook }: Big): unknown[] {
  return [...[4, 5, 6, 8].map((column) => sheet.get(0, column)?.value), workbook.sheets[1]?.get(0, 0)?.value];
}

const SUM = (ROWS * (ROWS + 1)) / 2;
const EVEN = (ROWS / 2) * (ROWS / 2 + 1);
const ALL = [SUM, 2 * SUM, ROWS, SUM + 1, ROWS];

const LOOKS: readonly { readonly name: string; readonly act: (big: Big) => void; readonly runs: number; readonly shows: readonly unknown[] }[] = [
  { name: "a column's width", act: ({ editor, sheet }) => editor.setColumnWidth(sheet, 1, 20), runs: 0, shows: ALL },
  { name: "a row's height", act: ({ editor, sheet }) => editor.setRowHeight(sheet, 5, 30), runs: 0, shows: ALL },
  { name: "a hidden column", act: ({ editor, sheet }) => editor.hideColumns(sheet, 1, 1, true), runs: 0, shows: ALL },
  { name: "frozen panes", act: ({ editor, sheet }) => editor.changeSheet(sheet, (it) => (it.frozen = { rows: 1, columns: 0 })), runs: 0, shows: ALL },
  { name: "a column's number format", act: ({ editor, sheet }) => editor.changeStyle(sheet, { top: 1, bottom: ROWS, left: 1, right: 2 }, (style) => ({ ...style, numberFormat: "0.00" })), runs: 0, shows: ALL },
  { name: "a comment", act: ({ editor }) => editor.changeComments((book) => (book.comments = [])), runs: 0, shows: ALL },
  { name: "a table's banding", act: ({ editor, table }) => editor.changeTable(table, (it) => (it.showBandedRows = false)), runs: 0, shows: ALL },
  { name: "protection", act: ({ editor, sheet }) => editor.protect(sheet), runs: 0, shows: ALL },
  { name: "a hidden row", act: ({ editor, sheet }) => editor.hideRows(sheet, 1, 1, true), runs: ASKING, shows: [SUM - 1, 2 * (SUM - 1), ROWS - 1, SUM, ROWS] },
  { name: "a hidden row of another sheet", act: ({ editor, workbook }) => editor.hideRows(workbook.sheets[1] ?? workbook.addSheet("x"), 1, 1, true), runs: 1, shows: ALL },
  { name: "a filter", act: ({ editor, table }) => editor.filterTable(table, 0, { values: ["North"], blanks: false }), runs: ASKING, shows: [EVEN, 2 * EVEN, ROWS / 2, EVEN + 1, ROWS / 2] },
];

describe("looks are not calculated", () => {
  const big = bigBook(ROWS);

  it.each(LOOKS)("$name: only what asks which rows are shown, undone and done again too", ({ act, runs, shows }) => {
    const { calc, editor } = big;
    const measured: unknown[] = [];
    const measure = (work: () => void): void => {
      const before = calc.evaluations;
      work();
      measured.push(calc.evaluations - before, asked(big));
    };
    measure(() => act(big));
    measure(() => void editor.undo());
    measure(() => void editor.redo());
    expect(measured).toEqual([runs, shows, runs, ALL, runs, shows]);
    editor.undo();
  });

  it("a sort calculates the rows that it moves and no others", () => {
    const small = bigBook(1000);
    const { editor, table, calc, sheet } = small;
    editor.writeValues(sheet, { top: 10, bottom: 10, left: 1, right: 1 }, [[11.5]]);
    const before = calc.evaluations;
    editor.sortTable(table, [{ column: 1, ascending: true }]);
    expect([sheet.get(10, 1)?.value, sheet.get(10, 2)?.value, sheet.get(11, 1)?.value, sheet.get(11, 2)?.value]).toEqual([11, 22, 11.5, 23]);
    expect(calc.evaluations - before).toBeLessThan(20);
    editor.undo();
    expect([sheet.get(10, 2)?.value, sheet.get(11, 2)?.value]).toEqual([23, 22]);
  });
});

test("a format taken back leaves the values that came since then, and spills whole", () => {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  let day = 1;
  const calc = createCalc(workbook, { now: () => new Date(2026, 0, day) });
  const editor = new Editor(workbook, calc);
  editor.writeFormulas(sheet, { top: 0, left: 0, bottom: 0, right: 2 }, [["=SEQUENCE(3,1,10)", "=DAY(NOW())", "=SUM(A1#)"]]);
  const values = (): unknown[] => [0, 1, 2].map((row) => sheet.get(row, 0)?.value).concat([1, 2].map((column) => sheet.get(0, column)?.value));
  const before = calc.evaluations;
  editor.changeStyle(sheet, { top: 0, left: 0, bottom: 2, right: 2 }, (style) => ({ ...style, fill: "#FF0000" }));
  expect([values(), calc.evaluations - before]).toEqual([[10, 11, 12, 1, 33], 0]);
  day = 9;
  workbook.calculationMode = "manual";
  editor.calculate("Recalculate");
  editor.undo();
  expect([values(), sheet.get(1, 0)?.style, sheet.get(1, 0)?.spillOf, sheet.get(2, 2)]).toEqual([[10, 11, 12, 9, 33], 0, { row: 0, column: 0 }, undefined]);
  editor.redo();
  expect([values(), workbook.styles.get(sheet.get(2, 0)?.style ?? 0).fill, workbook.styles.get(sheet.get(2, 2)?.style ?? 0).fill]).toEqual([[10, 11, 12, 9, 33], "#FF0000", "#FF0000"]);
});

test("a spill that came and went within one step is gone when the step is taken back", () => {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  const editor = new Editor(workbook, createCalc(workbook));
  editor.transact(BY_HAND, () => {
    editor.writeFormulas(sheet, { top: 0, left: 0, bottom: 0, right: 0 }, [["=SEQUENCE(3,2)"]]);
    editor.settle();
    editor.writeValues(sheet, { top: 0, left: 0, bottom: 0, right: 0 }, [["typed over"]]);
  });
  editor.undo();
  expect(sheet.usedArea()).toBeNull();
  editor.redo();
  expect([sheet.usedArea(), sheet.get(0, 0)?.value]).toEqual([{ top: 0, left: 0, bottom: 0, right: 0 }, "typed over"]);
});
