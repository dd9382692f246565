/**
 * The workbook as the add-in needs it, without the word Excel: actions and the live ledger speak to this port,
 * src/workbook/office implements it. Each method is one round trip to the host (one `sync`) unless it says otherwise.
 */
export type CellScalar = number | string | boolean;
/** A cell as read: empty is "", an error value is an object so that it can never be taken for text. */
export type CellRead = CellScalar | { readonly error: string };

/** What stands around a table that can make a write impossible or wrong; checked before anything is written. */
export interface TableState {
  readonly sheetProtected: boolean;
  readonly filtered: boolean;
  readonly showTotals: boolean;
}

export interface TableSnapshot {
  readonly id: string;
  readonly name: string;
  readonly sheet: string;
  /** Sheet-qualified A1 address of the whole table, header included. */
  readonly address: string;
  /** 0-based sheet position of the header row and of the first column. */
  readonly top: number;
  readonly left: number;
  readonly headers: readonly string[];
  /** Body rows in order. An empty table has one row of empty cells in Excel; it is given here as no rows. */
  readonly rows: readonly (readonly CellRead[])[];
  readonly state: TableState;
  /** Body cells that hold a formula, by 0-based row and column; only where the read asked for `formulas`. */
  readonly formulas?: readonly FormulaCell[];
  /** Something stands not far below the table: room is made for rows that are appended, so that it moves down and stays. */
  readonly crowded?: true;
  /** Cells right below the table, in its columns, down to the last used row of the sheet; only where the read asked for `below`. */
  readonly below?: readonly (readonly CellRead[])[];
}

export interface FormulaCell {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
}

/** A table's name and headers, for finding one that was renamed or copied. */
export interface TableHead {
  readonly id: string;
  readonly name: string;
  readonly sheet: string;
  readonly headers: readonly string[];
}

export interface RangeSnapshot {
  readonly sheet: string;
  readonly address: string;
  readonly top: number;
  readonly left: number;
  readonly values: readonly (readonly CellRead[])[];
  /** Cells as shown, for messages ("02/03/2026") and for text dates. */
  readonly text: readonly (readonly string[])[];
  /** Name of the table that holds the range, when one does. */
  readonly table: string | null;
  /** Indexes (0-based in `values`) of rows hidden by a filter or by hand. */
  readonly hiddenRows: readonly number[];
  /**
   * When the person selected only some rows of a table, `values` is the whole table (headers first) and these are the
   * selected rows' indexes in it. Absent: every row counts.
   */
  readonly selectedRows?: readonly number[];
}

export interface ReadRequest {
  /** Tables by name; one that does not exist is simply absent from the answer. */
  readonly tables: readonly string[];
  /** Also every table whose name starts with one of these ("Journal_": every seat's). Part of the same round trip for the caller. */
  readonly prefixes?: readonly string[];
  readonly source?: SourceRequest;
  /** Also which body cells hold formulas. */
  readonly formulas?: true;
  /** Also what stands below each table. One round trip more where anything does. */
  readonly below?: true;
  /** Also name and headers of every other table (Snapshot.heads). One round trip more where there is one. */
  readonly headers?: true;
}

/** Rows that a person pointed at: the selection, a table, or an address. */
export type SourceRequest =
  | { readonly kind: "selection" }
  | { readonly kind: "named"; readonly nameOrAddress: string };

export interface Snapshot {
  readonly tables: ReadonlyMap<string, TableSnapshot>;
  /** Every table in the workbook, by name. */
  readonly tableNames: readonly string[];
  readonly sheetNames: readonly string[];
  readonly source: RangeSnapshot | null;
  readonly dateSystem: 1900 | 1904;
  readonly readOnly: boolean;
  /** Excel's "Set precision as displayed": it would round what is stored. */
  readonly precisionAsDisplayed: boolean;
  /** Tables that were not read; only where the read asked for `headers`. */
  readonly heads?: readonly TableHead[];
}

export type CellWrite = { readonly type: "text"; readonly value: string } | { readonly type: "number"; readonly value: number; readonly format?: string } | { readonly type: "empty" };

/** Rows for the end of a table: cells by header. Headers of the user's own columns never appear. */
export interface RowsAppend {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, CellWrite>>[];
}

/** One cell of an existing row, found by the row's key when written, never by a remembered address. */
export interface CellUpdate {
  readonly table: string;
  /** Body row index in the snapshot the plan was made from, checked against `key` in the write's own batch. */
  readonly rowIndex: number;
  readonly column: string;
  readonly value: CellWrite;
}

export interface TableChanges {
  readonly appends: readonly RowsAppend[];
  readonly updates: readonly CellUpdate[];
}

export interface NewTable {
  readonly name: string;
  readonly sheet: string;
  readonly headers: readonly string[];
  /** Number format per column, "@" for text. */
  readonly formats: readonly string[];
  readonly widths: readonly number[];
  /** A sentence above the table (Journals); the table then starts at A3, else at A1. */
  readonly note?: string;
  readonly rows: readonly (readonly CellWrite[])[];
}

/** Columns for the right end of a table that lacks them; what stands to its right moves on. */
export interface NewColumns {
  readonly table: string;
  /** Width in characters. */
  readonly columns: readonly { readonly header: string; readonly format: string; readonly width: number }[];
}

/** A change of a table's shape, always previewed. `table` is its name now; rows are 0-based body rows of the snapshot. */
export type TableRepair =
  | { readonly kind: "renameTable"; readonly table: string; readonly to: string }
  | { readonly kind: "renameColumn"; readonly table: string; readonly from: string; readonly to: string }
  /** The table then has so many body rows: takes in what stands below it. */
  | { readonly kind: "resize"; readonly table: string; readonly rows: number }
  /** Rows go, what stands below moves up within the table. Refused (rowsMoved) when their first cells are not as in the snapshot. */
  | { readonly kind: "deleteRows"; readonly table: string; readonly rows: readonly number[] };

/** Rows of a table as they were read, to be found again where they were. */
export interface RowPlace {
  readonly at: TableSnapshot;
  /** These rows (0-based) with all their cells; null: every row by its first column. */
  readonly rows: readonly number[] | null;
}

export interface Workbook {
  /** One batch: the asked tables, whole, with their state. */
  read(request: ReadRequest): Promise<Snapshot>;
  /** The commit: appends exactly one row and reads it back in the same batch. Returns the cells as read back. */
  commitRow(append: { readonly at: TableSnapshot; readonly row: Readonly<Record<string, CellWrite>> }): Promise<readonly CellRead[]>;
  /**
   * The commit of an act that makes many entries: appends the rows in order, each row a write of its own in one bounded
   * batch (what fails leaves a prefix of whole rows), and reads them back in the same batch. The caller keeps a call
   * below 100 rows and 2 MB of text.
   */
  commitRows(append: { readonly at: TableSnapshot; readonly rows: readonly Readonly<Record<string, CellWrite>>[] }): Promise<readonly (readonly CellRead[])[]>;
  /**
   * After a commit: the Journal's body rows from `from` (0-based) to its end, null where there is no such table, and the names
   * of the tables whose rows are not any more where they were read.
   */
  readBack(ask: { readonly journal: string; readonly from: number; readonly places: readonly RowPlace[] }): Promise<{
    readonly rows: readonly (readonly CellRead[])[] | null;
    readonly moved: ReadonlySet<string>;
    /** Tables with something not far below them. */
    readonly crowded: ReadonlySet<string>;
  }>;
  /** Re-reads one table (verify by key). */
  readTable(name: string): Promise<TableSnapshot | null>;
  /**
   * Writes the tables that repeat the journal; ≤ 1,500 cells per action, < 4 MB per batch. As with a commit: one round trip more
   * where a table is crowded (rows of a broken run there are written over), and one where somebody wrote below it meanwhile.
   */
  write(changes: TableChanges, against: Snapshot): Promise<void>;
  createTables(tables: readonly NewTable[]): Promise<void>;
  /** Changes tables' shapes, in order; deletions are checked against the snapshot first (a round trip of its own). */
  repair(repairs: readonly TableRepair[], against: Snapshot): Promise<void>;
  /** Two round trips; a column that the table has by now is left as it is. */
  addColumns(columns: readonly NewColumns[]): Promise<void>;
  /** Selects a cell so that the person sees it. */
  select(address: string): Promise<void>;
}
