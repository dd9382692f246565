import type { Area } from "./cell";
import { MAX_COLUMNS, MAX_ROWS } from "./cell";

/** 0 → "A", 26 → "AA". */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** "A" → 0; letters only, as far as XFD. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

/** "B3", "B3:D9", whole columns "B:D", whole rows "3:9"; without the sheet. */
export function areaText(area: Area): string {
  if (isWholeColumns(area)) return `${columnLetters(area.left)}:${columnLetters(area.right)}`;
  if (isWholeRows(area)) return `${area.top + 1}:${area.bottom + 1}`;
  const first = `${columnLetters(area.left)}${area.top + 1}`;
  const last = `${columnLetters(area.right)}${area.bottom + 1}`;
  return first === last ? first : `${first}:${last}`;
}

/** The sheet's name as formulas and addresses write it: quoted when it holds more than letters, digits, "_" and ".". */
export function sheetPrefix(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name) && !/^[rc]\d*$/i.test(name);
  return `${plain ? name : `'${name.replaceAll("'", "''")}'`}!`;
}

export interface ParsedAddress {
  /** Sheet name without quotes; null when the address has none. */
  readonly sheet: string | null;
  readonly area: Area;
}

/** Reads an A1 address with or without sheet and "$"; null when it is none (a name, a structured reference, out of the grid). */
export function parseAddress(text: string): ParsedAddress | null {
  const split = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?([^!]+)$/.exec(text.trim().replace(/^=/, ""));
  if (split === null) return null;
  const sheet = split[1]?.replaceAll("''", "'") ?? split[2] ?? null;
  const area = parseArea(split[3] ?? "");
  return area === null ? null : { sheet, area };
}

export function parseArea(text: string): Area | null {
  const match = /^\$?([A-Za-z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Za-z]{1,3})?\$?(\d{1,7})?)?$/.exec(text.trim());
  if (match === null) return null;
  const [, letters1, digits1, letters2, digits2] = match;
  const isRange = text.includes(":");
  if (!isRange && (letters1 === undefined || digits1 === undefined)) return null;
  if (isRange && ((letters1 === undefined) !== (letters2 === undefined) || (digits1 === undefined) !== (digits2 === undefined))) return null;
  if (letters1 === undefined && digits1 === undefined) return null;
  const left = letters1 === undefined ? 0 : columnNumber(letters1);
  const right = letters1 === undefined ? MAX_COLUMNS - 1 : letters2 === undefined ? left : columnNumber(letters2);
  const top = digits1 === undefined ? 0 : Number(digits1) - 1;
  const bottom = digits1 === undefined ? MAX_ROWS - 1 : digits2 === undefined ? top : Number(digits2) - 1;
  const area: Area = { top: Math.min(top, bottom), left: Math.min(left, right), bottom: Math.max(top, bottom), right: Math.max(left, right) };
  return isInGrid(area) ? area : null;
}

export function isInGrid(area: Area): boolean {
  return area.top >= 0 && area.left >= 0 && area.bottom < MAX_ROWS && area.right < MAX_COLUMNS && area.top <= area.bottom && area.left <= area.right;
}

export function isWholeRows(area: Area): boolean {
  return area.left === 0 && area.right === MAX_COLUMNS - 1;
}

export function isWholeColumns(area: Area): boolean {
  return area.top === 0 && area.bottom === MAX_ROWS - 1;
}

export function cellArea(row: number, column: number): Area {
  return { top: row, left: column, bottom: row, right: column };
}

export function rowCount(area: Area): number {
  return area.bottom - area.top + 1;
}

export function columnCount(area: Area): number {
  return area.right - area.left + 1;
}

export function intersection(a: Area, b: Area): Area | null {
  const area = { top: Math.max(a.top, b.top), left: Math.max(a.left, b.left), bottom: Math.min(a.bottom, b.bottom), right: Math.min(a.right, b.right) };
  return area.top <= area.bottom && area.left <= area.right ? area : null;
}

export function boundingArea(a: Area, b: Area): Area {
  return { top: Math.min(a.top, b.top), left: Math.min(a.left, b.left), bottom: Math.max(a.bottom, b.bottom), right: Math.max(a.right, b.right) };
}

export function contains(outer: Area, inner: Area): boolean {
  return outer.top <= inner.top && outer.left <= inner.left && outer.bottom >= inner.bottom && outer.right >= inner.right;
}

export function sameArea(a: Area, b: Area): boolean {
  return contains(a, b) && contains(b, a);
}
