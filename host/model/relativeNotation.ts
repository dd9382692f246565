import { walk } from "../calc/ast";
import { parseFormula } from "../calc/parser";
import { columnName, type WrittenArea } from "../calc/references";
import { MAX_COLUMNS, MAX_ROWS } from "./cell";

/** A formula (without "=") of the cell (0-based) as Range.formulasR1C1 gives it: relative parts as distances, fixed ones as numbers from 1. */
export function toR1C1(formula: string, row: number, column: number): string {
  const parsed = parseFormula(formula);
  if (!parsed.ok) return formula;
  const places: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  for (const node of walk(parsed.node))
    if (node.kind === "reference" || node.kind === "sheets") places.push({ start: node.areaStart, end: node.end, text: relativeText(node.area, row, column) });
  let text = formula;
  for (const place of places.sort((a, b) => b.start - a.start)) text = text.slice(0, place.start) + place.text + text.slice(place.end);
  return text;
}

function relativeText(area: WrittenArea, row: number, column: number): string {
  const top = part("R", area.top, row, area.topFixed);
  const bottom = part("R", area.bottom, row, area.bottomFixed);
  const left = part("C", area.left, column, area.leftFixed);
  const right = part("C", area.right, column, area.rightFixed);
  if (area.form === "cell") return top + left;
  if (area.form === "area") return `${top}${left}:${bottom}${right}`;
  const [first, last] = area.form === "rows" ? [top, bottom] : [left, right];
  return first === last ? first : `${first}:${last}`;
}

function part(letter: "R" | "C", index: number, from: number, isFixed: boolean): string {
  if (isFixed) return `${letter}${index + 1}`;
  return index === from ? letter : `${letter}[${index - from}]`;
}

const NUMBER = String.raw`(?:\[(-?\d{1,7})\]|(\d{1,7}))?`;
const REFERENCE = String.raw`(?:R${NUMBER}C${NUMBER}|R${NUMBER}(?::R${NUMBER})?|C${NUMBER}(?::C${NUMBER})?)(?![\p{L}\p{N}_.!(\[])`;
/** Texts, quoted names, names and what stands in brackets after one are left alone. */
const PIECES = new RegExp(String.raw`"(?:[^"]|"")*"|'(?:[^']|'')*'|(${REFERENCE})|[\p{L}_\\][\p{L}\p{N}_.\\]*(?:\[(?:[^\[\]]|\[[^\]]*\])*\])?`, "giu");

/** The formula in the notation of cells: what Range.formulasR1C1 takes, for the cell (0-based) that it is put into. */
export function fromR1C1(formula: string, row: number, column: number): string {
  return formula.replace(PIECES, (piece, reference: string | undefined, ...numbers: readonly (string | undefined)[]) => (reference === undefined ? piece : writtenText(reference, numbers, row, column)));
}

function writtenText(reference: string, numbers: readonly (string | undefined)[], row: number, column: number): string {
  const rowAt = (first: number): string => index(numbers[first], numbers[first + 1], row, MAX_ROWS, (at) => String(at + 1));
  const columnAt = (first: number): string => index(numbers[first], numbers[first + 1], column, MAX_COLUMNS, columnName);
  const isRange = reference.includes(":");
  if (/^R[^:]*C/i.test(reference)) return columnAt(2) + rowAt(0);
  if (/^R/i.test(reference)) return `${rowAt(4)}:${isRange ? rowAt(6) : rowAt(4)}`;
  return `${columnAt(8)}:${isRange ? columnAt(10) : columnAt(8)}`;
}

/** A distance that leads over the sheet's edge goes on at the other one, as in Excel. */
function index(distance: string | undefined, fixed: string | undefined, from: number, count: number, name: (at: number) => string): string {
  if (fixed !== undefined) return `$${name(Math.min(Math.max(Number(fixed), 1), count) - 1)}`;
  return name((((from + Number(distance ?? 0)) % count) + count) % count);
}
