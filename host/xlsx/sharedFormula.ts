import { MAX_COLUMNS, MAX_ROWS } from "../model/cell";
import { columnNumber } from "../model/address";
import { columnLetters } from "./cellReference";
import type { FormulaToken } from "./formulaTokens";

const CELL = /^(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})$/;
const COLUMN = /^(\$?)([A-Za-z]{1,3})$/;
const ROW = /^(\$?)([0-9]{1,7})$/;

/**
 * A shared formula, cut into tokens, as it reads `rows` below and `columns` right of the cell that holds it: relative references move, and
 * wrap round the sheet's edge as Excel's do (ECMA-376 18.3.1.40).
 */
export function moveTokens(tokens: readonly FormulaToken[], rows: number, columns: number): string {
  return tokens.map((token, index) => (token.kind === "word" ? movedWord(tokens, index, token, rows, columns) : token.text)).join("");
}

function movedWord(tokens: readonly FormulaToken[], index: number, token: FormulaToken, rows: number, columns: number): string {
  const after = tokens[index + 1]?.text ?? "";
  const before = tokens[index - 1]?.text ?? "";
  // A function (LOG10 looks like a cell), a sheet's name, or a table's name before its brackets.
  if (after === "(" || after === "!" || after.startsWith("[")) return token.text;
  const cell = CELL.exec(token.text);
  if (cell) {
    const [, dollarColumn = "", letters = "", dollarRow = "", digits = ""] = cell;
    if (columnNumber(letters) >= MAX_COLUMNS) return token.text;
    return dollarColumn + movedColumn(letters, dollarColumn, columns) + dollarRow + movedRow(digits, dollarRow, rows);
  }
  // Whole columns and rows only count in pairs: A:B, 1:3.
  const paired = (pattern: RegExp): boolean => (after === ":" && pattern.test(tokens[index + 2]?.text ?? "")) || (before === ":" && pattern.test(tokens[index - 2]?.text ?? ""));
  const column = COLUMN.exec(token.text);
  if (column && paired(COLUMN)) return (column[1] ?? "") + movedColumn(column[2] ?? "", column[1] ?? "", columns);
  const row = ROW.exec(token.text);
  if (row && paired(ROW)) return (row[1] ?? "") + movedRow(row[2] ?? "", row[1] ?? "", rows);
  return token.text;
}

function movedColumn(letters: string, dollar: string, by: number): string {
  return dollar === "$" ? letters : columnLetters(wrap(columnNumber(letters) + by, MAX_COLUMNS));
}

function movedRow(digits: string, dollar: string, by: number): string {
  return dollar === "$" ? digits : String(wrap(Number(digits) - 1 + by, MAX_ROWS) + 1);
}

function wrap(value: number, size: number): number {
  return ((value % size) + size) % size;
}
