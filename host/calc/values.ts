import { type Area, ErrorValue, type Scalar } from "../model/cell";
import type { Sheet } from "../model/sheet";

/**
 * A rectangle of values. Below the last cell of its sheet all rows of a whole column are alike: such a matrix holds the rows above (`stored`, row
 * by row) and the one row (`rest`) that stands for all below, so that arithmetic with whole columns costs what their cells cost.
 */
export class Matrix {
  private whole: readonly Scalar[] | null = null;

  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly stored: readonly Scalar[],
    /** Null: every row is stored. */
    readonly rest: readonly Scalar[] | null = null,
  ) {}

  get storedRows(): number {
    return this.rest === null ? this.rows : this.stored.length / this.columns;
  }

  /** All cells, row by row. Of a whole column it is a list of a million: use `at`, `map` and `some` where they do. */
  get cells(): readonly Scalar[] {
    if (this.rest === null) return this.stored;
    this.whole ??= buildMatrix(this.rows, this.columns, (row, column) => this.at(row, column)).stored;
    return this.whole;
  }

  at(row: number, column: number): Scalar {
    const index = row * this.columns + column;
    return this.rest === null || index < this.stored.length ? (this.stored[index] ?? null) : (this.rest[column] ?? null);
  }

  map(change: (cell: Scalar) => Scalar): Matrix {
    return new Matrix(this.rows, this.columns, this.stored.map(change), this.rest?.map(change) ?? null);
  }

  some(test: (cell: Scalar) => boolean): boolean {
    return this.stored.some(test) || this.rest?.some(test) === true;
  }
}

export interface SheetArea extends Readonly<Area> {
  readonly sheet: Sheet;
}

/** One area, or several (a union). */
export class Reference {
  constructor(readonly areas: readonly SheetArea[]) {}
}

/** What an expression yields. `null` is an empty cell or an argument left out. */
export type Value = Scalar | Matrix | Reference;

export const VALUE_ERROR = new ErrorValue("#VALUE!");
export const REF_ERROR = new ErrorValue("#REF!");
export const NAME_ERROR = new ErrorValue("#NAME?");
export const NUM_ERROR = new ErrorValue("#NUM!");
export const NA_ERROR = new ErrorValue("#N/A");
export const DIV_ERROR = new ErrorValue("#DIV/0!");
export const NULL_ERROR = new ErrorValue("#NULL!");
export const CALC_ERROR = new ErrorValue("#CALC!");
export const SPILL_ERROR = new ErrorValue("#SPILL!");
/** Excel says the first two sentences in a message box and leaves the cell as it was; a cell that shows an old value would be a lie. */
export const OUT_OF_RESOURCES = new ErrorValue("#CALC!", "Excel ran out of resources while attempting to calculate one or more formulas. As a result, these formulas cannot be evaluated. Use ranges instead of whole columns in arrays, or split the formula.");
export const BUSY_ERROR = new ErrorValue("#BUSY!");

export function rowsOf(area: Readonly<Area>): number {
  return area.bottom - area.top + 1;
}

export function columnsOf(area: Readonly<Area>): number {
  return area.right - area.left + 1;
}

/** The overlap of two areas, or null. */
export function overlap(a: Readonly<Area>, b: Readonly<Area>): Area | null {
  const area = { top: Math.max(a.top, b.top), left: Math.max(a.left, b.left), bottom: Math.min(a.bottom, b.bottom), right: Math.min(a.right, b.right) };
  return area.top <= area.bottom && area.left <= area.right ? area : null;
}

/** True for the same value as a cell would hold it (errors by code and message). */
export function sameScalar(a: Scalar, b: Scalar): boolean {
  if (a instanceof ErrorValue) return b instanceof ErrorValue && a.code === b.code && a.message === b.message;
  return a === b || (typeof a === "number" && typeof b === "number" && Number.isNaN(a) && Number.isNaN(b));
}

export function matrixOf(rows: readonly (readonly Scalar[])[]): Matrix {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const cells: Scalar[] = [];
  for (const row of rows) for (let column = 0; column < width; column++) cells.push(column < row.length ? (row[column] ?? null) : NA_ERROR);
  return new Matrix(rows.length, width, cells);
}

/** Fills a matrix of the given size by a function of the position. */
export function buildMatrix(rows: number, columns: number, at: (row: number, column: number) => Scalar): Matrix {
  const cells = new Array<Scalar>(rows * columns);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) cells[row * columns + column] = at(row, column);
  return new Matrix(rows, columns, cells);
}
