import type { CellRead, CellWrite } from "../port";

/** What goes into `Range.values` for one cell. Excel takes "" as "clear". */
export type RawCell = string | number | boolean;

/**
 * The one writer of text. The cell gets the "@" format before the value, and texts that Excel could take for a formula
 * go behind a leading apostrophe as well: "If the returned value starts with a plus, minus or equal sign, Excel
 * interprets this value as a formula" (Range.values); that "@" alone stops this is not documented.
 */
export function rawCell(write: CellWrite): RawCell {
  switch (write.type) {
    case "empty":
      return "";
    case "number":
      return write.value;
    case "text":
      return /^[=+\-@'\t\r\n]/.test(write.value) ? `'${write.value}` : write.value;
  }
}

/** The number format that the cell must have before its value is written; null leaves the column's own. */
export function formatOf(write: CellWrite): string | null {
  if (write.type === "text") return "@";
  return write.type === "number" ? (write.format ?? null) : null;
}

const ERROR_TEXT = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|BUSY!|GETTING_DATA|FIELD!|CONNECT!|BLOCKED!|UNKNOWN!|EXTERNAL!)$/;

/** Excel gives error cells as their English text in `values`, in every language (Range.values). */
export function cellRead(value: unknown): CellRead {
  if (typeof value === "string") return ERROR_TEXT.test(value) ? { error: value } : value;
  return typeof value === "number" || typeof value === "boolean" ? value : "";
}

/** A formula as it was; a text stays text whatever it looks like. */
export function rawAgain(cell: CellRead, formula: unknown): unknown {
  return typeof cell === "string" && cell !== "" && formula === cell ? `'${cell}` : formula;
}
