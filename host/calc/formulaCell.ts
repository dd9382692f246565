import type { Sheet } from "../model/sheet";
import type { FormulaNode } from "./ast";
import type { CustomCall, CustomStream } from "./customFunctions";
import type { SheetArea } from "./values";

/** What the engine knows about one cell with a formula. */
export interface FormulaCell {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Null: the text cannot be read; the cell shows #NAME?. */
  readonly node: FormulaNode | null;
  /** Makes an array by its nature. */
  readonly array: boolean;
  /** Functions called that are not built in (keys). */
  readonly otherFunctions: readonly string[];
  precedents: readonly SheetArea[];
  volatile: boolean;
  /** Found while it ran, as of A1:INDEX(…). */
  foundAreas: SheetArea[];
  dirty: boolean;
  /** Its place on the calculation stack while it waits for others; −1 otherwise. */
  openAt: number;
  /** How often it ran in this calculation, to stop formulas that chase each other. */
  runs: number;
  /** The area that its result fills or wants to fill; null for a single value. */
  wanted: SheetArea | null;
  /** The area filled with spilled values now. */
  filled: SheetArea | null;
  /** Raised whenever it must be calculated for another reason than a custom function's result. */
  generation: number;
  /** Null, and the shared empty set, while it uses none: most cells never do. */
  calls: Map<string, CustomCall> | null;
  streams: ReadonlySet<CustomStream>;
}

export const NO_STREAMS: ReadonlySet<CustomStream> = new Set();
