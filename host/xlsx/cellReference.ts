import { MAX_COLUMNS, MAX_ROWS, type Area } from "../model/cell";
import { columnLetters as lettersOf } from "../model/address";

const LETTERS: string[] = [];

/** Column letters, remembered: a sheet asks for the same few a million times. */
export function columnLetters(column: number): string {
  return (LETTERS[column] ??= lettersOf(column));
}

/** "B3" of a cell's `r` as 0-based row and column; null when it is no cell of a sheet. Made for speed: no dollars. */
export function parseCell(text: string): { row: number; column: number } | null {
  let at = 0;
  let column = 0;
  let code = text.charCodeAt(0);
  while ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) {
    column = column * 26 + (code & 31);
    code = text.charCodeAt(++at);
  }
  if (at === 0 || at > 3 || at === text.length) return null;
  let row = 0;
  for (; at < text.length; at++) {
    code = text.charCodeAt(at) - 48;
    if (!(code >= 0 && code <= 9)) return null;
    row = row * 10 + code;
  }
  return row >= 1 && row <= MAX_ROWS && column <= MAX_COLUMNS ? { row: row - 1, column: column - 1 } : null;
}

export function formatCell(row: number, column: number): string {
  return columnLetters(column) + (row + 1);
}

/** An area as a file's `ref` writes it: always cells, also for whole rows and columns. */
export function formatArea(area: Area): string {
  const first = formatCell(area.top, area.left);
  return area.top === area.bottom && area.left === area.right ? first : `${first}:${formatCell(area.bottom, area.right)}`;
}
