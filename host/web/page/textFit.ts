import type { CellLook, ShownCell } from "../protocol";

/** Room left and right of a cell's text. */
export const CELL_PADDING = 3;
const INDENT_PIXELS = 9;
const MEASURES_KEPT = 20_000;

const context = document.createElement("canvas").getContext("2d");
const widths = new Map<string, number>();

const PIXELS_PER_POINT = 96 / 72;
const DEFAULT_POINTS = 11;
/** Digits of Calibri 11 at 96 dpi: column widths count them, so a wider stand-in font is made smaller to fit them. */
const CALIBRI_DIGIT_PIXELS = 7.45;
export const DEFAULT_FAMILY = "Calibri";

export function fontOf(look: CellLook | undefined): string {
  if (look === undefined) return `${fontPixels(DEFAULT_POINTS)}px ${fontFamily(DEFAULT_FAMILY)}`;
  return `${look.italic ? "italic " : ""}${look.bold ? "bold " : ""}${fontPixels(look.fontSize)}px ${fontFamily(look.fontFamily)}`;
}

/** A size in points as shown here: scaled down when the system has no font of Calibri's width. */
export function fontPixels(points: number): number {
  return Math.round(points * PIXELS_PER_POINT * fontScale() * 100) / 100;
}

let scale = 0;

function fontScale(): number {
  if (scale === 0) {
    const digits = "0123456789";
    const measured = measure(digits, `${DEFAULT_POINTS * PIXELS_PER_POINT}px ${fontFamily(DEFAULT_FAMILY)}`) / digits.length;
    scale = measured > CALIBRI_DIGIT_PIXELS ? CALIBRI_DIGIT_PIXELS / measured : 1;
  }
  return scale;
}

/** The file's font, then one with the same widths that free systems have. */
export function fontFamily(name: string): string {
  const safe = name.replace(/["\\;{}]/g, "");
  const twin = /^(calibri|aptos)/i.test(safe) ? "Carlito, 'Liberation Sans', " : /^(arial|helvetica)/i.test(safe) ? "'Liberation Sans', " : /^times/i.test(safe) ? "'Liberation Serif', " : /^(courier|consolas)/i.test(safe) ? "'Liberation Mono', monospace, " : "";
  return `"${safe}", ${twin}"Segoe UI", system-ui, sans-serif`;
}

export function textWidth(text: string, font: string): number {
  const key = `${font}\n${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const width = measure(text, font);
  if (widths.size > MEASURES_KEPT) widths.clear();
  widths.set(key, width);
  return width;
}

function measure(text: string, font: string): number {
  if (context === null) return text.length * CALIBRI_DIGIT_PIXELS;
  context.font = font;
  return context.measureText(text).width;
}

export function indentPixels(look: CellLook | undefined): number {
  return (look?.indent ?? 0) * INDENT_PIXELS;
}

/** A number in a column: whole, with fewer digits when its format is General, or "####" when even that does not fit. */
export function fittedNumber(cell: ShownCell, look: CellLook | undefined, columnWidth: number): string {
  const font = fontOf(look);
  const room = columnWidth - 2 * CELL_PADDING - indentPixels(look) + 1;
  if (textWidth(cell.text, font) <= room) return cell.text;
  if (cell.value !== undefined)
    for (let digits = 10; digits > 0; digits--) {
      const shorter = shorterNumber(cell.value, digits);
      if (shorter !== null && textWidth(shorter, font) <= room) return shorter;
    }
  return "#".repeat(Math.max(1, Math.floor(room / Math.max(1, textWidth("#", font)))));
}

/** Fewer decimals, never fewer digits before the point: a shown number must not be off by a power of ten. */
function shorterNumber(value: number, digits: number): string | null {
  const whole = Math.trunc(Math.abs(value)).toString();
  if (whole.length > digits || whole.includes("e")) return null;
  return String(Number(value.toFixed(Math.min(15, digits - whole.length))));
}
