/**
 * A text with the wildcards of Excel's criteria and lookups: ? is any one character, * any number of them, and ~ before ?, * or ~ takes it
 * literally. Matched without regard to case, in steps proportional to both lengths (a regular expression of many stars can take for ever).
 */
export interface WildcardPattern {
  /** True when the whole text fits. */
  readonly matches: (text: string) => boolean;
  /** Where the first part of the text that fits begins, at `from` or later; −1 when none does. */
  readonly find: (text: string, from: number) => number;
}

/** Characters between two stars; null is any one character. */
type Piece = readonly (string | null)[];

/** The pattern of a text; null when it has no wildcard. */
export function wildcardPattern(text: string): WildcardPattern | null {
  if (!/[?*~]/.test(text)) return null;
  const pieces = piecesOf(folded(text));
  return { matches: (candidate) => fits(folded(candidate), pieces), find: (candidate, from) => firstFit(folded(candidate), pieces, from) };
}

/** In lower case, letter by letter where a letter would become two, so that positions stay. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join("");
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: (string | null)[][] = [[]];
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    const next = text[index + 1] ?? "";
    if (character === "*") pieces.push([]);
    else if (character === "~" && next !== "" && "?*~".includes(next)) {
      pieces.at(-1)?.push(next);
      index++;
    } else pieces.at(-1)?.push(character === "?" ? null : character);
  }
  return pieces.filter((piece, index) => piece.length > 0 || index === 0 || index === pieces.length - 1);
}

function standsAt(text: string, piece: Piece, at: number): boolean {
  return at >= 0 && at + piece.length <= text.length && piece.every((character, index) => character === null || text[at + index] === character);
}

function findPiece(text: string, piece: Piece, from: number): number {
  for (let at = from; at + piece.length <= text.length; at++) if (standsAt(text, piece, at)) return at;
  return -1;
}

/** Behind the pieces, each found as early as it can be; −1 when one is missing. */
function endOf(text: string, pieces: readonly Piece[], from: number): number {
  let at = from;
  for (const piece of pieces) {
    const found = findPiece(text, piece, at);
    if (found < 0) return -1;
    at = found + piece.length;
  }
  return at;
}

function fits(text: string, pieces: readonly Piece[]): boolean {
  const [first = [], ...rest] = pieces;
  const last = rest.pop();
  if (!standsAt(text, first, 0)) return false;
  if (last === undefined) return first.length === text.length;
  const end = endOf(text, rest, first.length);
  return end >= 0 && end + last.length <= text.length && standsAt(text, last, text.length - last.length);
}

function firstFit(text: string, pieces: readonly Piece[], from: number): number {
  const [first = [], ...rest] = pieces;
  const start = findPiece(text, first, from);
  return start >= 0 && endOf(text, rest, start + first.length) >= 0 ? start : -1;
}
