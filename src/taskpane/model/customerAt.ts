import { matchKey } from "../../core/reports/keys";
import type { Books } from "../../live/books";
import type { CellRead, RangeSnapshot } from "../../workbook/port";

/** A cell of a sheet: the upper left one of what is selected. */
export interface SelectedCell {
  /** The cells of its row up to it, as an address to read: what is left of a figure says whose it is. */
  readonly rowAddress: string;
  /** 0-based. */
  readonly row: number;
  readonly column: number;
}

/** "Sheet!C5:D9" as the cell C5 with the address "Sheet!A5:C5"; null for whole rows and columns. */
export function selectedCell(address: string): SelectedCell | null {
  const match = /^(.*)!\$?([A-Z]{1,3})\$?(\d+)(?::.*)?$/.exec(address);
  const [, sheet, letters, row] = match ?? [];
  if (sheet === undefined || letters === undefined || row === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { rowAddress: `${sheet}!A${row}:${letters}${row}`, row: Number(row) - 1, column };
}

/**
 * The id of the customer whom the cell is about: named by the cell itself or by the number of a document in it, else by the
 * nearest text in its row, looking left first. Numbers count only in the cell itself: an amount is nobody's id.
 */
export function customerAt(range: RangeSnapshot, cell: SelectedCell, books: Books): string | null {
  const values = range.values[cell.row - range.top] ?? [];
  const at = cell.column - range.left;
  const left = values.slice(0, Math.max(0, at)).reverse();
  const own = values[at];
  const others = [...left, ...values.slice(at + 1)].filter((value) => typeof value === "string");
  for (const value of [...(own === undefined ? [] : [own]), ...others]) {
    const found = customerOf(value, books);
    if (found !== null) return found;
  }
  return null;
}

function customerOf(value: CellRead, books: Books): string | null {
  const text = typeof value === "object" ? "" : String(value).trim();
  if (text === "") return null;
  const search = books.customers.find(text);
  if (search.kind === "found") return search.entry.id;
  const wanted = matchKey(text);
  const { charges, credits } = books.index;
  return [...charges, ...credits].find(({ number }) => matchKey(number) === wanted)?.customer ?? null;
}
