import { type Area, type Cell, ErrorValue, MAX_COLUMNS, MAX_ROWS, type Scalar } from "../model/cell";
import type { Sheet } from "../model/sheet";
import { parseFormula } from "./parser";
import type { FormulaCell } from "./formulaCell";
import type { Position } from "./resolver";
import { Matrix, NA_ERROR, overlap, sameScalar, type SheetArea, SPILL_ERROR } from "./values";

/** What writing a result did to the sheet. */
export interface Written {
  /** Every cell whose value is another one now. */
  readonly changed: readonly Position[];
  /** The area that the result wants, when it is more than one cell. */
  readonly wanted: SheetArea | null;
  readonly filled: SheetArea | null;
}

/** Writes a formula's result into its cell and, for an array, into the cells around it. */
export function writeResult(formula: FormulaCell, result: Exclude<Scalar, null> | Matrix): Written {
  const { sheet, row, column } = formula;
  const cell = sheet.get(row, column);
  if (cell === undefined) return { changed: [], wanted: null, filled: null };
  if (cell.arrayRange !== undefined) return writeLegacyArray(formula, cell, cell.arrayRange, result);
  const changed: Position[] = [];
  const dynamic = result instanceof Matrix || formula.array || cell.spill !== undefined;
  if (!(result instanceof Matrix) || result.rows * result.columns === 1) {
    clearSpill(formula, cell, null, changed);
    if (dynamic) cell.spill = { rows: 1, columns: 1 };
    setValue(formula, cell, result instanceof Matrix ? (result.at(0, 0) ?? 0) : result, changed);
    return { changed, wanted: null, filled: null };
  }
  const area: SheetArea = { sheet, top: row, left: column, bottom: row + result.rows - 1, right: column + result.columns - 1 };
  if (isBlocked(area)) {
    clearSpill(formula, cell, null, changed);
    cell.spill = { rows: 1, columns: 1 };
    setValue(formula, cell, SPILL_ERROR, changed);
    return { changed, wanted: clipped(area), filled: null };
  }
  clearSpill(formula, cell, area, changed);
  cell.spill = { rows: result.rows, columns: result.columns };
  fill(formula, area, (r, c) => result.at(r, c) ?? 0, changed);
  return { changed, wanted: area, filled: area };
}

/** A spill needs room: no value, formula or merged cell in its way, no table, and not the sheet's edge. */
function isBlocked(area: SheetArea): boolean {
  const { sheet, top, left, bottom, right } = area;
  if (bottom >= MAX_ROWS || right >= MAX_COLUMNS) return true;
  if (sheet.tables.some((table) => overlap(table.area, area) !== null)) return true;
  if (sheet.merges.some((merge) => overlap(merge, area) !== null)) return true;
  for (const row of sheet.rowNumbers(top, bottom)) {
    const cells = sheet.rows[row];
    if (cells === undefined) continue;
    for (let column = left; column <= right; column++) {
      const cell = cells[column];
      if (cell === undefined || (row === top && column === left)) continue;
      if (cell.spillOf?.row === top && cell.spillOf.column === left) continue;
      if (cell.formula !== undefined || (cell.value !== null && cell.value !== "")) return true;
      if (cell.value === "" && cell.spillOf === undefined) return true;
    }
  }
  return false;
}

function clipped(area: SheetArea): SheetArea {
  return { ...area, bottom: Math.min(area.bottom, MAX_ROWS - 1), right: Math.min(area.right, MAX_COLUMNS - 1) };
}

function fill(formula: FormulaCell, area: SheetArea, at: (row: number, column: number) => Scalar, changed: Position[]): void {
  const { sheet, top, left, bottom, right } = area;
  sheet.hasHeldSpills = true;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const value = at(row - top, column - left);
      let cell = sheet.get(row, column);
      if (cell === undefined) {
        cell = { value: null, style: 0 };
        sheet.put(row, column, cell);
      }
      if (row !== formula.row || column !== formula.column) cell.spillOf = { row: formula.row, column: formula.column };
      if (sameScalar(cell.value, value)) continue;
      cell.value = value;
      changed.push({ sheet, row, column });
    }
  }
}

/** Empties the cells that the last result filled and `next` does not cover. */
function clearSpill(formula: FormulaCell, cell: Cell, next: Area | null, changed: Position[]): void {
  const { sheet, row, column } = formula;
  const rows = cell.spill?.rows ?? 1;
  const columns = cell.spill?.columns ?? 1;
  const old = formula.filled ?? { top: row, left: column, bottom: row + rows - 1, right: column + columns - 1 };
  emptyCells(sheet, { row, column }, old, next, changed);
}

/** Empties spilled cells of an anchor that is gone or fills less now. Cells that somebody typed into since are left alone. */
export function emptyCells(sheet: Sheet, anchor: { readonly row: number; readonly column: number }, old: Area, next: Area | null, changed: Position[]): void {
  for (let row = old.top; row <= old.bottom; row++) {
    for (let column = old.left; column <= old.right; column++) {
      if (next !== null && row >= next.top && row <= next.bottom && column >= next.left && column <= next.right) continue;
      const cell = sheet.get(row, column);
      if (cell?.spillOf?.row !== anchor.row || cell.spillOf.column !== anchor.column) continue;
      delete cell.spillOf;
      cell.value = null;
      if (cell.style === 0) sheet.put(row, column, undefined);
      changed.push({ sheet, row, column });
    }
  }
}

function setValue(formula: FormulaCell, cell: Cell, value: Scalar, changed: Position[]): void {
  if (sameScalar(cell.value, value)) return;
  cell.value = value;
  changed.push({ sheet: formula.sheet, row: formula.row, column: formula.column });
}

/** Ctrl+Shift+Enter: the range is fixed. One value, row or column is repeated, what is missing is #N/A, the rest is cut off. */
function writeLegacyArray(formula: FormulaCell, cell: Cell, range: string, result: Exclude<Scalar, null> | Matrix): Written {
  const parsed = parseFormula(range);
  const changed: Position[] = [];
  if (!parsed.ok || parsed.node.kind !== "reference") {
    setValue(formula, cell, new ErrorValue("#REF!"), changed);
    return { changed, wanted: null, filled: null };
  }
  const { top, left, bottom, right } = parsed.node.area;
  const area: SheetArea = { sheet: formula.sheet, top, left, bottom, right };
  const matrix = result instanceof Matrix ? result : new Matrix(1, 1, [result]);
  const at = (row: number, column: number): Scalar => {
    const r = matrix.rows === 1 ? 0 : row;
    const c = matrix.columns === 1 ? 0 : column;
    return r < matrix.rows && c < matrix.columns ? (matrix.at(r, c) ?? 0) : NA_ERROR;
  };
  fill(formula, area, at, changed);
  const several = top !== bottom || left !== right;
  return { changed, wanted: several ? area : null, filled: several ? area : null };
}

/** After rows, columns or cells moved: spilled cells point to where their anchor stands now; those without one are emptied. */
export function mendSpills(sheets: readonly Sheet[], formulas: Iterable<FormulaCell>): Position[] {
  const kept = new Set<Cell>();
  for (const formula of formulas) {
    const anchor = formula.sheet.get(formula.row, formula.column);
    const area = anchor === undefined ? null : spilledArea(formula, anchor);
    if (area === null) continue;
    for (let row = area.top; row <= area.bottom; row++) {
      for (let column = area.left; column <= area.right; column++) {
        const cell = formula.sheet.get(row, column);
        if (cell?.spillOf === undefined || cell === anchor || cell.formula !== undefined) continue;
        cell.spillOf = { row: formula.row, column: formula.column };
        kept.add(cell);
      }
    }
    formula.filled = { ...area, sheet: formula.sheet };
  }
  const emptied: Position[] = [];
  for (const sheet of sheets.filter(({ hasHeldSpills }) => hasHeldSpills)) {
    sheet.eachRow(0, MAX_ROWS - 1, (cells, row) => {
      cells.forEach((cell, column) => {
        if (cell?.spillOf === undefined || kept.has(cell)) return;
        delete cell.spillOf;
        if (cell.formula !== undefined) return;
        cell.value = null;
        if (cell.style === 0) sheet.put(row, column, undefined);
        emptied.push({ sheet, row, column });
      });
    });
  }
  return emptied;
}

function spilledArea(formula: FormulaCell, anchor: Cell): Area | null {
  if (anchor.arrayRange !== undefined) {
    const parsed = parseFormula(anchor.arrayRange);
    return parsed.ok && parsed.node.kind === "reference" ? parsed.node.area : null;
  }
  const { spill } = anchor;
  if (spill === undefined || (spill.rows === 1 && spill.columns === 1)) return null;
  return { top: formula.row, left: formula.column, bottom: formula.row + spill.rows - 1, right: formula.column + spill.columns - 1 };
}
