import { createCalc } from "../../../host/calc/calc";
import { ErrorValue, type Scalar } from "../../../host/model/cell";
import { Editor } from "../../../host/model/edit";
import type { Sheet } from "../../../host/model/sheet";
import type { Table } from "../../../host/model/table";
import { Workbook } from "../../../host/model/workbook";
import { fillData } from "../../fuzz/formulasBook";
import { seededRandom } from "../../fuzz/fuzz";
import { RandomFormulas } from "../../fuzz/randomFormulas";

interface Edited {
  readonly editor: Editor;
  readonly data: Sheet;
  readonly other: Sheet;
  readonly calculations: Sheet;
  readonly sales: Table;
}

/** What a formula says of places, not of values: these results do change when cells move. */
const OF_PLACES = /INDIRECT|ROW\(|COLUMNS?\(|CELL\(|Data:Calc|INDEX\(Data!/;
/** Rows and columns as a whole lose the cells that are moved out of them. */
const WHOLE_ROWS = /Data!\$?\d+:\$?\d+/;

function edited(seed: number): Edited {
  const random = seededRandom(seed);
  const workbook = new Workbook();
  fillData(workbook, random);
  const other = workbook.addSheet("Other");
  const calculations = workbook.addSheet("Calc");
  const formulas = new RandomFormulas(random);
  for (let row = 0; row < FORMULAS; ) {
    const formula = formulas.next(row + 1);
    if (OF_PLACES.test(formula) || WHOLE_ROWS.test(formula)) continue;
    calculations.put(row++, 0, { value: null, style: 0, formula });
  }
  const editor = new Editor(workbook, createCalc(workbook, { now: () => new Date(2026, 0, 31) }));
  editor.calculate("Full");
  const data = workbook.findSheet("Data");
  const sales = data?.tables[0];
  if (data === undefined || sales === undefined) throw new Error("The data are missing.");
  return { editor, data, other, calculations, sales };
}

/** Where the first formula stands. */
interface Place {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
}

const FORMULAS = 400;

function cellsFrom({ sheet, row, column }: Place): readonly { readonly formula: string; readonly result: string }[] {
  return Array.from({ length: FORMULAS }, (_, index) => {
    const cell = sheet.get(row + index, column);
    return { formula: cell?.formula ?? "", result: shown(cell?.value ?? null) };
  });
}

function shown(value: Scalar): string {
  return value instanceof ErrorValue ? value.code : JSON.stringify(value);
}

const area = (top: number, left: number, bottom: number, right: number) => ({ top, left, bottom, right });

test.each<[string, (book: Edited) => Place | undefined]>([
  ["rows come in above", ({ editor, data }) => void editor.insertRows(data, 0, 3)],
  ["columns come in before", ({ editor, data }) => void editor.insertColumns(data, 0, 2)],
  ["an empty column goes", ({ editor, data }) => void editor.deleteColumns(data, 11, 1)],
  ["rows come and go", ({ editor, data }) => {
    editor.insertRows(data, 0, 5);
    return void editor.deleteRows(data, 1, 4);
  }],
  ["a block is pushed to the right", ({ editor, data }) => void editor.insertCells(data, area(0, 9, 11, 9), "Right")],
  ["what they look up is cut and pasted on the same sheet", ({ editor, data }) => void editor.move({ sheet: data, area: area(0, 9, 11, 10) }, { sheet: data, row: 40, column: 16 })],
  ["the holidays are cut and pasted on another sheet", ({ editor, data, other }) => void editor.move({ sheet: data, area: area(0, 12, 9, 12) }, { sheet: other, row: 3, column: 3 })],
  ["they are cut and pasted themselves", ({ editor, calculations }) => {
    editor.move({ sheet: calculations, area: area(0, 0, FORMULAS - 1, 0) }, { sheet: calculations, row: 7, column: 4 });
    return { sheet: calculations, row: 7, column: 4 };
  }],
  ["they are cut and pasted on another sheet", ({ editor, calculations, other }) => {
    editor.move({ sheet: calculations, area: area(0, 0, FORMULAS - 1, 0) }, { sheet: other, row: 2, column: 1 });
    return { sheet: other, row: 2, column: 1 };
  }],
  ["they are cut and pasted among their data", ({ editor, calculations, data }) => {
    editor.move({ sheet: calculations, area: area(0, 0, FORMULAS - 1, 0) }, { sheet: data, row: 50, column: 20 });
    return { sheet: data, row: 50, column: 20 };
  }],
  ["the sheet has another name", ({ editor, data }) => void editor.renameSheet(data, "It's 2026")],
  ["the table has another name", ({ editor, sales }) => void editor.renameTable(sales, "Orders")],
  ["columns have other names", ({ editor, sales }) => {
    editor.renameColumn(sales, 1, "Who, [exactly]?");
    editor.renameColumn(sales, 2, "Net");
    return void editor.renameColumn(sales, 7, "It's #1");
  }],
])("no formula's result changes when %s", (_name, change) => {
  const book = edited(2026);
  const before = cellsFrom({ sheet: book.calculations, row: 0, column: 0 });
  const place = change(book) ?? { sheet: book.calculations, row: 0, column: 0 };
  book.editor.calculate("Full");
  const wrong = cellsFrom(place).filter(({ result }, index) => result !== before[index]?.result && !before[index]?.formula.includes("#Headers"));
  expect(wrong.slice(0, 5)).toEqual([]);
});
