import type { CellRead } from "../workbook/port";

/** A table as it stands in the workbook, without its rows. */
export interface TableShape {
  readonly name: string;
  readonly headers: readonly string[];
  /** Body rows, totals row excluded. An empty table has one blank row in Excel. */
  readonly rowCount: number;
  /** Where the first body row stands on its sheet (0-based), where the source can tell. */
  readonly firstRow?: number;
}

/** Rows of a sheet, 0-based, both included. */
export interface SheetRows {
  readonly first: number;
  readonly last: number;
}

export interface BookShape {
  readonly dateSystem: 1900 | 1904;
  /** Every table of the workbook. */
  readonly tables: readonly TableShape[];
}

export interface ColumnsRequest {
  readonly table: string;
  /** Headers as `describe` gave them. */
  readonly headers: readonly string[];
  /** First body row (0-based) and number of rows. */
  readonly first: number;
  readonly count: number;
}

/** The cells of a request, column by column. */
export type ColumnCells = readonly (readonly CellRead[])[];

export interface ChecksumRequest {
  readonly table: string;
  readonly headers: readonly string[];
}

/** Something changed: where to read again. Hints are incomplete by nature and never say what the new value is. */
export type ChangeHint =
  /** `rows`: only cells of these rows of the table's sheet were edited, and no row came, went or moved. */
  | { readonly kind: "table"; readonly table: string; readonly rows?: SheetRows }
  | { readonly kind: "structure" }
  /** The person came back to the workbook: a good moment to see whether all is as it was read. */
  | { readonly kind: "focus" }
  /** Formulas were calculated: tables that hold formulas may show other values, and no edit says so. */
  | { readonly kind: "calculated" };

/**
 * Where the live ledger reads from; src/workbook/office/liveSource.ts is the one over Excel. Methods throw a Fault;
 * "tooLarge" asks for fewer rows at a time.
 */
export interface LedgerSource {
  describe(): Promise<BookShape>;
  /** Cells by request and column: answer[r][i][row] belongs to headers[i] of request r. One round trip for all. */
  readColumns(requests: readonly ColumnsRequest[]): Promise<readonly ColumnCells[]>;
  /**
   * What the workbook itself counts of the columns, as one text for each request: cells that are filled, sums, and sums that
   * tell rows apart. Equal texts do not prove equal cells (a text may have become another); different ones prove a change. One round trip.
   */
  checksums?(requests: readonly ChecksumRequest[]): Promise<readonly string[]>;
  /** Whether Excel is at rest: not calculating. */
  isIdle?(): Promise<boolean>;
  /** Calls `onHint` after edits until the returned function is called. */
  watch(onHint: (hint: ChangeHint) => void): Promise<() => void>;
}
