import { createCalc } from "../../host/calc/calc";
import { type Cell, ErrorValue, type Scalar } from "../../host/model/cell";
import { Workbook } from "../../host/model/workbook";
import { saveWorkbook } from "../../host/xlsx/save";
import { fillData } from "./formulasBook";
import { type Fuzz, FuzzFailures, seededRandom } from "./fuzz";
import { knownDifference } from "./formulaDifferences";
import { libreOfficeMissing, recalculatedByLibreOffice } from "./libreOffice";
import { RandomFormulas } from "./randomFormulas";

const FORMULAS_PER_BOOK = 1_000;
/** Workbooks that LibreOffice gets in one start. */
const BOOKS_AT_ONCE = 5;

/**
 * Random formulas over random data, saved by the host without results, calculated by LibreOffice and compared cell by cell. The
 * differences that are LibreOffice's own are listed, each with its reason, in formulaDifferences.ts.
 */
export const formulasFuzz: Fuzz = {
  name: "formulas",
  counts: "formulas judged by LibreOffice",
  whole: 24_000,
  missing: libreOfficeMissing,
  run: async ({ seed, cases, onProgress }) => {
    const failures = new FuzzFailures();
    const sizes: number[] = [];
    for (let left = cases; left > 0; left -= FORMULAS_PER_BOOK) sizes.push(Math.min(left, FORMULAS_PER_BOOK));
    let done = 0;
    for (let first = 0; first < sizes.length; first += BOOKS_AT_ONCE) {
      const books = sizes.slice(first, first + BOOKS_AT_ONCE).map((size, index) => ({ seed: seed + first + index, book: makeBook(seed + first + index, size) }));
      const judged = recalculatedByLibreOffice(books.map(({ book }) => withoutResults(book)));
      books.forEach(({ seed: bookSeed, book }, index) => {
        const theirs = judged[index];
        if (theirs !== undefined) done += compareBooks(book, theirs, bookSeed, failures);
      });
      onProgress?.(done);
      await Promise.resolve();
    }
    return failures.result(done);
  },
};

function makeBook(seed: number, formulas: number): Workbook {
  const random = seededRandom(seed);
  const book = new Workbook();
  fillData(book, random);
  const sheet = book.addSheet("Calc");
  const generator = new RandomFormulas(random);
  for (let row = 0; row < formulas; row++) sheet.put(row, 0, { value: null, style: 0, formula: generator.next(row + 1) });
  const calc = createCalc(book, { now: () => new Date(2026, 0, 31, 12) });
  calc.recalculate();
  return book;
}

/** The file as another program must calculate it: no formula cell has a value. */
function withoutResults(book: Workbook): Uint8Array {
  const kept: { readonly cell: Cell; readonly value: Scalar }[] = [];
  for (const sheet of book.sheets) {
    for (const cell of sheet.rows.flat()) {
      if (cell?.formula === undefined) continue;
      kept.push({ cell, value: cell.value });
      cell.value = null;
    }
  }
  const bytes = saveWorkbook(book);
  for (const { cell, value } of kept) cell.value = value;
  return bytes;
}

function compareBooks(ours: Workbook, theirs: Workbook, seed: number, failures: FuzzFailures): number {
  const sheet = ours.findSheet("Calc");
  const other = theirs.findSheet("Calc");
  let count = 0;
  sheet?.rows.forEach((cells, row) => {
    const formula = cells[0]?.formula;
    if (formula === undefined) return;
    count++;
    const mine = cells[0]?.value ?? null;
    const judged = other?.get(row, 0)?.value ?? null;
    if (agree(mine, judged) || knownDifference(formula, mine instanceof ErrorValue && judged instanceof ErrorValue, (above) => agreesAbove(ours, theirs, above)) !== null) return;
    failures.add(`seed ${seed} A${row + 1}: =${formula} is ${shown(mine)} here and ${shown(judged)} in LibreOffice`);
  });
  return count;
}

/** True when the two programs agree about a cell above: else the difference lies there. A boolean in a cell is a number for LibreOffice. */
function agreesAbove(ours: Workbook, theirs: Workbook, row: number): boolean {
  const mine = ours.findSheet("Calc")?.get(row - 1, 0)?.value ?? null;
  return typeof mine !== "boolean" && agree(mine, theirs.findSheet("Calc")?.get(row - 1, 0)?.value ?? null);
}

/** Numbers to 11 digits (the order of additions differs); errors by code, but LibreOffice saves those that only it has (Err:502 …) as #VALUE!. */
function agree(mine: Scalar, judged: Scalar): boolean {
  if (typeof mine === "number" && typeof judged === "number") return Math.abs(mine - judged) <= 1e-9 + Math.abs(mine) * 1e-11;
  if (mine instanceof ErrorValue && judged instanceof ErrorValue) return mine.code === judged.code || judged.code === "#VALUE!";
  if (mine === "" && judged === null) return true;
  return mine === judged;
}

function shown(value: Scalar): string {
  return value instanceof ErrorValue ? value.code : JSON.stringify(value);
}
