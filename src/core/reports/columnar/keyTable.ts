import { intAt, itemAt, shortAt } from "../columns";
import { matchKey } from "../keys";
import { grownInts, grownShorts } from "./growth";
import { addNumber, createNumberSet, idOfNumber, type NumberSet, numberSetBytes } from "./numberSet";

/**
 * Texts (numbers of documents, ids of customers) as small whole numbers, compared as `matchKey` does. A text that ends in
 * digits, as most do ("INV-1000001"), is kept as its shape (what stands before, and how many digits) and a number, and is found without
 * hashing it; any other text is found by a Map. Which of the two holds a text never changes what is found.
 */
export interface KeyTable {
  count: number;
  /** By id: its shape, or TEXT. */
  shapeOf: Uint16Array;
  /** By id: the number behind the shape, or the position in `texts`. */
  numberOf: Int32Array;
  readonly shapes: KeyShape[];
  /** Shapes by what stands before the digits, then by the number of digits. */
  readonly byPrefix: Map<string, (KeyShape | undefined)[]>;
  /** The shape of the last text: the next one mostly has it too. */
  last: KeyShape | null;
  readonly texts: string[];
  /** Ids of texts without a shape, by every spelling seen and by `matchKey`. */
  readonly byText: Map<string, number>;
  /** By id: the spelling, where shape and number do not give it back. */
  readonly spelled: Map<number, string>;
  readonly expected: number;
}

interface KeyShape {
  readonly index: number;
  readonly prefix: string;
  readonly codes: readonly number[];
  readonly length: number;
  readonly digits: number;
  /** Shared by shapes that differ in case only. */
  readonly numbers: NumberSet;
}

const TEXT = 65_535;
/** Shapes beyond this many are texts: such ids are no numbering. */
const SHAPES_MAX = 2_000;
/** More digits than fit a 32-bit number are part of what stands before. */
const DIGITS_MAX = 9;
const [BLANK, ZERO, NINE, TILDE] = [32, 48, 57, 126];

export function createKeyTable(expected = 0): KeyTable {
  return { count: 0, shapeOf: new Uint16Array(expected), numberOf: new Int32Array(expected), shapes: [], byPrefix: new Map(), last: null, texts: [], byText: new Map(), spelled: new Map(), expected };
}

/** The id of a text, made when it is new. */
export function internKey(table: KeyTable, text: string): number {
  const { last } = table;
  if (last !== null && text.length === last.length) {
    const number = numberIn(last, text);
    if (number >= 0) {
      const known = idOfNumber(last.numbers, number);
      return known >= 0 ? known : addShaped(table, last, number);
    }
  }
  const tidy = tidied(text);
  const shape = shapeFor(table, tidy, true);
  if (shape === null) return internText(table, text);
  const number = digitsFrom(tidy, tidy.length - shape.digits);
  const known = idOfNumber(shape.numbers, number);
  table.last = shape;
  if (known >= 0) return known;
  const id = addShaped(table, shape, number);
  if (textOfKey(table, id) !== text) table.spelled.set(id, text);
  return id;
}

/** The id of a text, −1 when it was never seen. */
export function findKey(table: KeyTable, text: string): number {
  const tidy = tidied(text);
  const shape = shapeFor(table, tidy, false);
  if (shape !== null) return idOfNumber(shape.numbers, digitsFrom(tidy, tidy.length - shape.digits));
  return table.byText.get(text) ?? table.byText.get(matchKey(text)) ?? -1;
}

/** The text of an id as it was spelled when it was first seen. */
export function textOfKey(table: KeyTable, id: number): string {
  const number = intAt(table.numberOf, id);
  const shape = table.shapes[shortAt(table.shapeOf, id)];
  if (shape === undefined) return itemAt(table.texts, number);
  return table.spelled.get(id) ?? shape.prefix + String(number).padStart(shape.digits, "0");
}

/** Bytes of the table: columns as they are, texts and Map entries estimated (a text 24 + 1 a letter, an entry 40). */
export function keyTableBytes(table: KeyTable): number {
  const sets = new Set(table.shapes.map(({ numbers }) => numbers));
  const texts = table.texts.reduce((sum, text) => sum + 24 + text.length, 0);
  return table.shapeOf.byteLength + table.numberOf.byteLength + [...sets].reduce((sum, set) => sum + numberSetBytes(set), 0) + texts + (table.byText.size + table.spelled.size) * 40 + table.shapes.length * 200;
}

/** The number at the end of a text of this shape; −1 when it has another shape. */
function numberIn(shape: KeyShape, text: string): number {
  const { codes } = shape;
  for (let at = 0; at < codes.length; at++) if (text.charCodeAt(at) !== codes[at]) return -1;
  return digitsFrom(text, codes.length);
}

/** The number that a text ends in from `start`; −1 when something there is no digit. */
function digitsFrom(text: string, start: number): number {
  let number = 0;
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Texts that `matchKey` would do more with than put in capitals are tidied first; all others keep their spelling. */
function tidied(text: string): string {
  let afterBlank = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > TILDE || code < BLANK || (code === BLANK && afterBlank)) return matchKey(text);
    afterBlank = code === BLANK;
  }
  return afterBlank ? matchKey(text) : text;
}

function shapeFor(table: KeyTable, tidy: string, make: boolean): KeyShape | null {
  let start = tidy.length;
  const least = Math.max(0, tidy.length - DIGITS_MAX);
  while (start > least && isDigit(tidy.charCodeAt(start - 1))) start--;
  const digits = tidy.length - start;
  if (digits === 0) return null;
  const prefix = tidy.slice(0, start);
  const known = table.byPrefix.get(prefix)?.[digits];
  if (known !== undefined) return known;
  const capitals = prefix.toUpperCase();
  const twin = capitals === prefix ? undefined : table.byPrefix.get(capitals)?.[digits];
  // Shapes that differ in case share their numbers, and the one in capitals is always there to find them by.
  if (!make || table.shapes.length + 2 > SHAPES_MAX) return twin ?? null;
  const main = twin ?? addShape(table, capitals, digits, createNumberSet(table.expected));
  return capitals === prefix ? main : addShape(table, prefix, digits, main.numbers);
}

function addShape(table: KeyTable, prefix: string, digits: number, numbers: NumberSet): KeyShape {
  const shape: KeyShape = { index: table.shapes.length, prefix, codes: Array.from(prefix, (_, at) => prefix.charCodeAt(at)), length: prefix.length + digits, digits, numbers };
  table.shapes.push(shape);
  const list = table.byPrefix.get(prefix) ?? [];
  list[digits] = shape;
  table.byPrefix.set(prefix, list);
  return shape;
}

function addShaped(table: KeyTable, shape: KeyShape, number: number): number {
  const id = nextId(table);
  table.shapeOf[id] = shape.index;
  table.numberOf[id] = number;
  addNumber(shape.numbers, number, id);
  return id;
}

function internText(table: KeyTable, text: string): number {
  const spelled = table.byText.get(text);
  if (spelled !== undefined) return spelled;
  const key = matchKey(text);
  let id = table.byText.get(key);
  if (id === undefined) {
    id = nextId(table);
    table.shapeOf[id] = TEXT;
    table.numberOf[id] = table.texts.length;
    table.texts.push(text);
    table.byText.set(key, id);
  }
  if (key !== text) table.byText.set(text, id);
  return id;
}

function nextId(table: KeyTable): number {
  const id = table.count++;
  if (id >= table.numberOf.length) {
    table.numberOf = grownInts(table.numberOf, id + 1, 0);
    table.shapeOf = grownShorts(table.shapeOf, id + 1);
  }
  return id;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
