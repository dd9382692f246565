import type { CurrencyCode } from "../core/values/currency";
import type { PlainDate } from "../core/values/plainDate";
import type { Books } from "../live/books";
import type { TableArguments } from "./arguments";
import type { Answer } from "./cellError";
import type { Options } from "./options";

/** The days that a figure is computed for. */
export interface When {
  readonly asOf: PlainDate;
  readonly today: PlainDate;
  readonly dateSystem: 1900 | 1904;
}

/** One call of a function with its arguments read: what it needs, and how it is computed from the books. */
export interface Figure {
  /** Null: this workbook's ledger. */
  readonly tables: TableArguments | null;
  readonly options: Options;
  readonly currency: CurrencyCode | null;
  readonly asOfGiven: boolean;
  /** The as-of argument; null when it was left out and today counts. */
  readonly asOf: (dateSystem: 1900 | 1904) => PlainDate | null;
  /** True where it matters when something was paid: tables that do not say are then refused, also as of today. */
  readonly needsHistory?: boolean;
  readonly compute: (books: Books, when: When) => Answer[][];
}
