/** Error values a cell can hold. `message` is what a custom function said; Excel shows it when the cell is pointed at. */
export class ErrorValue {
  constructor(
    readonly code: ErrorCode,
    readonly message: string = "",
  ) {}
}

export type ErrorCode =
  | "#NULL!" | "#DIV/0!" | "#VALUE!" | "#REF!" | "#NAME?" | "#NUM!" | "#N/A"
  | "#SPILL!" | "#CALC!" | "#BUSY!" | "#GETTING_DATA" | "#FIELD!" | "#CONNECT!" | "#BLOCKED!" | "#UNKNOWN!";

/** What a cell holds. `null` is an empty cell (which may still carry a style). */
export type Scalar = number | string | boolean | ErrorValue | null;

export interface Cell {
  /** The value; of a formula cell the last calculated one. */
  value: Scalar;
  /** Formula as Excel's files write it (A1, English names, commas, no leading "="). Absent: a constant. */
  formula?: string;
  /** Index into the workbook's styles; 0 is the default style. */
  style: number;
  /** The leading apostrophe: typed text that looks like something else. */
  quotePrefix?: boolean;
  /** Set on the anchor of a dynamic array: how many rows and columns it fills now (1×1 while it does not spill). */
  spill?: { rows: number; columns: number };
  /** Set on a cell that another cell's spill fills: the anchor. Such a cell has no formula of its own. */
  spillOf?: { row: number; column: number };
  /** A legacy array formula (Ctrl+Shift+Enter) with the fixed range it fills, e.g. "A1:B3". Only on its first cell. */
  arrayRange?: string;
  /** What the opened file had beside this (runs of rich text, value metadata), for host/xlsx alone; it counts while the value is the same. */
  kept?: unknown;
}

/** All positions in host/ are 0-based rows and columns; ends are inclusive. */
export interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;
