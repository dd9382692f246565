import type { CellRead } from "./port";

/** Sheets whole, as people see them: values with the formulas behind them, hidden rows, where tables lie. Read, never written. */
export interface SheetReader {
  /** All sheets, or those of these names; in as many round trips as their size needs. */
  readSheets(names?: readonly string[]): Promise<WorkbookCells>;
}

export interface WorkbookCells {
  readonly dateSystem: 1900 | 1904;
  readonly sheets: readonly SheetCells[];
}

/** The used part of a sheet. Rows and columns are 0-based positions of the sheet. */
export interface SheetCells {
  readonly name: string;
  readonly top: number;
  readonly left: number;
  readonly values: readonly (readonly CellRead[])[];
  /** "=SUM(D2:D9)" where the cell computes its value, else null. */
  readonly formulas: readonly (readonly (string | null)[])[];
  /** Rows of the sheet that are hidden, by hand or by a filter. */
  readonly hiddenRows: ReadonlySet<number>;
  readonly tables: readonly SheetTableArea[];
}

export interface SheetTableArea {
  readonly name: string;
  /** Header row and first column. */
  readonly top: number;
  readonly left: number;
  /** With the header row, and with the totals row where it is shown. */
  readonly rowCount: number;
  readonly columnCount: number;
  readonly showTotals: boolean;
}
