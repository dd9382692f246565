import type { CellRead } from "../workbook/port";

/** A table as it stands in the workbook, without its rows. */
export interface TableShape {
  readonly name: string;
  readonly headers: readonly string[];
  /** Body rows, totals row excluded. An empty table has one blank row in Excel. */
  readonly rowCount: number;
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

/** Something changed: where to read again. Hints are incomplete by nature and never say what the new value is. */
export type ChangeHint =
  | { readonly kind: "table"; readonly table: string }
  | { readonly kind: "structure" }
  /** Formulas were calculated: tables that hold formulas may show other values, and no edit says so. */
  | { readonly kind: "calculated" };

/**
 * Where the live ledger reads from; src/workbook/office/liveSource.ts is the one over Excel. Methods throw a Fault;
 * "tooLarge" asks for fewer rows at a time.
 */
export interface LedgerSource {
  describe(): Promise<BookShape>;
  /** Cells by column: answer[i][row] belongs to headers[i]. One round trip. */
  readColumns(request: ColumnsRequest): Promise<readonly (readonly CellRead[])[]>;
  /** Calls `onHint` after edits until the returned function is called. */
  watch(onHint: (hint: ChangeHint) => void): Promise<() => void>;
}
