import type { ColumnName, StructuredItem } from "./ast";

const ITEMS: Readonly<Record<string, StructuredItem>> = {
  "#all": "all", "#data": "data", "#headers": "headers", "#totals": "totals", "#this row": "this row",
};

export interface StructuredContent {
  readonly items: readonly StructuredItem[];
  readonly columns: { readonly first: ColumnName; readonly last: ColumnName } | null;
}

/** Where the bracket that opens at `start` closes, by Excel's escape ('] is a character); -1 when it never does. */
export function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === "'") index++;
    else if (character === "[") depth++;
    else if (character === "]" && --depth === 0) return index;
  }
  return -1;
}

/**
 * Reads what stands between the outer brackets of a structured reference, text[start, end): "Col", "@", "@Col", "@[A b]", "#All",
 * "[#Headers],[A]:[B]", "[#This Row],[A]". Null: not a structured reference.
 */
export function readStructured(text: string, start: number, end: number): StructuredContent | null {
  const items: StructuredItem[] = [];
  let at = skipSpaces(text, start, end);
  if (at === end) return { items, columns: null }; // Table[] is the data
  let last = end;
  while (last > at && text[last - 1] === " ") last--;
  if (text[at] === "@") {
    items.push("this row");
    at = skipSpaces(text, at + 1, last);
    if (at >= last) return { items, columns: null };
  }
  if (text[at] !== "[") {
    const item = ITEMS[text.slice(at, last).toLowerCase()];
    if (item !== undefined) return { items: [item], columns: null };
    const column = plainColumn(text, at, last);
    return column === null ? null : { items, columns: { first: column, last: column } };
  }
  return readParts(text, at, last, items);
}

function readParts(text: string, start: number, end: number, items: StructuredItem[]): StructuredContent | null {
  let columns: StructuredContent["columns"] = null;
  let at = start;
  while (at < end) {
    const close = closingBracket(text, at);
    if (text[at] !== "[" || close < 0 || close >= end) return null;
    const item = ITEMS[text.slice(at + 1, close).trim().toLowerCase()];
    if (item !== undefined) {
      if (columns !== null) return null;
      items.push(item);
      at = close + 1;
    } else {
      const first = plainColumn(text, at + 1, close);
      if (first === null || columns !== null) return null;
      at = skipSpaces(text, close + 1, end);
      let final = first;
      if (text[at] === ":") {
        at = skipSpaces(text, at + 1, end);
        const finalClose = closingBracket(text, at);
        const second = text[at] === "[" && finalClose > 0 && finalClose < end ? plainColumn(text, at + 1, finalClose) : null;
        if (second === null) return null;
        final = second;
        at = finalClose + 1;
      }
      columns = { first, last: final };
    }
    at = skipSpaces(text, at, end);
    if (at < end) {
      if (text[at] !== ",") return null;
      at = skipSpaces(text, at + 1, end);
      if (at >= end) return null;
    }
  }
  return areTogether(items) ? { items, columns } : null;
}

/** Of several parts only neighbours can be joined: the headers and the data, or the data and the totals. */
function areTogether(items: readonly StructuredItem[]): boolean {
  if (items.length < 2) return true;
  return items.length === 2 && items.includes("data") && (items.includes("headers") || items.includes("totals"));
}

function plainColumn(text: string, start: number, end: number): ColumnName | null {
  let name = "";
  for (let index = start; index < end; index++) {
    const character = text[index] ?? "";
    if (character === "'") name += text[++index] ?? "";
    else if (character === "[" || character === "]") return null;
    else name += character;
  }
  return name === "" ? null : { name, start, end };
}

function skipSpaces(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text[at] === " " || text[at] === "\n" || text[at] === "\r")) at++;
  return at;
}

/** A column's name with the characters escaped that mean something inside the brackets: [ ] # ' (and @ at its beginning). */
export function columnText(name: string): string {
  return name.replace(/[[\]#']/g, "'$&").replace(/^@/, "'@");
}
