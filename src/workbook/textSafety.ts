import type { CellWrite } from "./port";

/** A cell holds at most 32,767 characters (Microsoft, "Excel specifications and limits"). */
export const CELL_TEXT_MAX = 32_767;

/**
 * The one way by which text leaves for a cell: always as `type: "text"`, so that a customer called
 * `=HYPERLINK("http://x","y")` stays four words. Line ends become LF; control characters that XML 1.0 cannot hold are
 * dropped, because a file with them does not open; lone surrogates become U+FFFD. Longer than a cell: thrown, callers
 * check first. The empty text is an empty cell.
 */
export function textWrite(value: string): CellWrite {
  const clean = cleanText(value);
  if (clean.length > CELL_TEXT_MAX) throw new RangeError(`A cell holds ${CELL_TEXT_MAX} characters, not ${clean.length}`);
  return clean === "" ? { type: "empty" } : { type: "text", value: clean };
}

// eslint-disable-next-line no-control-regex -- what cleanText looks for
const DOUBTFUL = /[\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

export function cleanText(value: string): string {
  if (!DOUBTFUL.test(value)) return value;
  const lines = value.replace(/\r\n?/g, "\n");
  // eslint-disable-next-line no-control-regex -- exactly these characters are what XML 1.0 forbids
  return lines.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "").replace(/\p{Surrogate}/gu, "\uFFFD");
}
