import { parseProblem } from "../calc/rewrite";
import { columnCount, intersection, isInGrid, rowCount } from "./address";
import type { Area, Cell, Scalar } from "./cell";
import type { Entered } from "./enteredText";
import { enterText } from "./enteredText";
import type { ChangeDetails } from "./events";
import { copiedFormula } from "./formulaEdits";
import { HostError, invalidArgument } from "./hostError";
import type { Sheet } from "./sheet";
import type { Style } from "./style";
import { afterWrite } from "./tableGrowth";
import type { Transaction } from "./transaction";
import type { Workbook } from "./workbook";

export type ClearWhat = "All" | "Contents" | "Formats";

/**
 * Range.values: null leaves a cell as it is, "" empties it, strings are read as if typed (see enterText), numbers and booleans are taken as they are.
 * Values are checked for shape before anything is written. Returns after tables next to the area have grown.
 */
export function writeValues(tx: Transaction, sheet: Sheet, area: Area, values: readonly (readonly Scalar[])[], badFormula: "refuse" | "keep as text" = "refuse"): void {
  checkShape(area, values);
  tx.guard(sheet, area);
  const before = singleValue(sheet, area);
  const blankBelow = afterWrite.prepare(tx.workbook, sheet, area);
  const reader = new TextReader(tx.workbook, badFormula);
  values.forEach((line, i) =>
    line.forEach((value, j) => {
      if (value === null) return;
      enter(tx, sheet, area.top + i, area.left + j, value, reader);
    }),
  );
  afterWrite.finish(tx, sheet, area, blankBelow);
  emitChange(tx, sheet, area, before);
}

/** One cell, as a person types it. */
export function typeText(tx: Transaction, sheet: Sheet, row: number, column: number, text: string): void {
  writeValues(tx, sheet, { top: row, left: column, bottom: row, right: column }, [[text]]);
}

export function writeNumberFormats(tx: Transaction, sheet: Sheet, area: Area, formats: readonly (readonly (string | null)[])[]): void {
  checkShape(area, formats);
  tx.guardStructure(sheet, "allowFormatCells");
  const stylers = new Map<string, Styler>();
  const stylerFor = (numberFormat: string): Styler => {
    const known = stylers.get(numberFormat);
    if (known !== undefined) return known;
    const made = styler(tx, sheet, (style) => ({ ...style, numberFormat: numberFormat === "" ? "General" : numberFormat }));
    stylers.set(numberFormat, made);
    return made;
  };
  formats.forEach((line, i) =>
    line.forEach((numberFormat, j) => {
      if (numberFormat !== null) stylerFor(numberFormat)(area.top + i, area.left + j);
    }),
  );
  tx.emit({ kind: "formatChanged", sheet, area, origin: tx.origin });
}

/** Whole rows and columns are taken as far as the sheet is used, so that a column's format is not a million cells. `part`: the cells of the area that are meant. */
export function changeStyle(tx: Transaction, sheet: Sheet, area: Area, change: (style: Style) => Style, part: Area = area): void {
  const limited = intersection(limitToUsed(sheet, area), part);
  tx.guardStructure(sheet, "allowFormatCells");
  const restyle = styler(tx, sheet, change);
  if (limited !== null) for (let row = limited.top; row <= limited.bottom; row++) for (let column = limited.left; column <= limited.right; column++) restyle(row, column);
  tx.emit({ kind: "formatChanged", sheet, area, origin: tx.origin });
}

export function clearArea(tx: Transaction, sheet: Sheet, area: Area, what: ClearWhat): void {
  const limited = limitToUsed(sheet, area);
  tx.guard(sheet, limited);
  const before = singleValue(sheet, area);
  for (let row = limited.top; row <= limited.bottom; row++)
    for (let column = limited.left; column <= limited.right; column++) {
      const cell = sheet.get(row, column);
      if (cell === undefined) continue;
      if (what === "Formats") tx.put(sheet, row, column, isBlank(cell) ? undefined : { ...cell, style: 0 });
      else if (cell.spillOf !== undefined && !spillAnchorIn(cell, limited)) continue;
      else tx.put(sheet, row, column, what === "All" || cell.style === 0 ? undefined : { value: null, style: cell.style });
    }
  afterWrite.headers(tx, sheet, area);
  if (what !== "Formats") emitChange(tx, sheet, area, before);
  if (what !== "Contents") tx.emit({ kind: "formatChanged", sheet, area, origin: tx.origin });
}

export interface CopyOptions {
  readonly what: "All" | "Formulas" | "Values" | "Formats";
  /** Blank cells of the source leave the target's cells as they are. */
  readonly skipBlanks?: boolean;
  readonly transpose?: boolean;
}

/** Copies cells; a target bigger than the source is filled by repetition, a smaller one grows to the source's size. Returns the filled area. */
export function copyCells(tx: Transaction, from: { readonly sheet: Sheet; readonly area: Area }, to: { readonly sheet: Sheet; readonly area: Area }, options: CopyOptions): Area {
  const { what, skipBlanks = false, transpose = false } = options;
  if (rowCount(from.area) * columnCount(from.area) > 5_000_000) throw new HostError("RangeExceedsLimit", "The source has too many cells to copy.");
  const [height, width] = transpose ? [columnCount(from.area), rowCount(from.area)] : [rowCount(from.area), columnCount(from.area)];
  const fits = rowCount(to.area) % height === 0 && columnCount(to.area) % width === 0;
  const target = fits ? to.area : { ...to.area, bottom: to.area.top + height - 1, right: to.area.left + width - 1 };
  if (!isInGrid(target)) throw invalidArgument();
  if (rowCount(target) * columnCount(target) > 5_000_000) throw new HostError("RangeExceedsLimit", "The target has too many cells to fill.");
  tx.guard(to.sheet, target);
  const places = (i: number, j: number): readonly [number, number] => (transpose ? [from.area.top + j, from.area.left + i] : [from.area.top + i, from.area.left + j]);
  const source = Array.from({ length: height }, (_, i) => Array.from({ length: width }, (__, j) => from.sheet.get(...places(i, j))));
  const blankBelow = afterWrite.prepare(tx.workbook, to.sheet, target);
  for (let row = target.top; row <= target.bottom; row++)
    for (let column = target.left; column <= target.right; column++) {
      const i = (row - target.top) % height;
      const j = (column - target.left) % width;
      const cell = source[i]?.[j];
      if (skipBlanks && isBlank(cell)) continue;
      const old = to.sheet.get(row, column);
      const style = what === "All" || what === "Formats" ? (cell?.style ?? 0) : (old?.style ?? 0);
      if (what === "Formats") tx.put(to.sheet, row, column, { ...(old ?? { value: null }), style });
      else {
        const [fromRow, fromColumn] = places(i, j);
        const formula = cell?.formula === undefined || what === "Values" ? undefined : copiedFormula(cell.formula, row - fromRow, column - fromColumn);
        tx.put(to.sheet, row, column, plainCell(formula === undefined ? (cell?.value ?? null) : null, style, formula, cell?.quotePrefix));
      }
    }
  if (what !== "Formats") {
    afterWrite.finish(tx, to.sheet, target, blankBelow);
    emitChange(tx, to.sheet, target, null);
  }
  return target;
}

/** Puts a value down as entered; the cell keeps its style, a General cell takes the entry's number format. */
export function enter(tx: Transaction, sheet: Sheet, row: number, column: number, value: Scalar, reader: TextReader = new TextReader(tx.workbook, "refuse")): void {
  const old = sheet.get(row, column);
  const style = old?.style ?? 0;
  if (value === null || value === "") {
    if (old === undefined || old.spillOf !== undefined) return; // clearing a spilled cell does nothing
    tx.put(sheet, row, column, style === 0 ? undefined : { value: null, style });
    return;
  }
  const format = tx.workbook.styles.get(style).numberFormat;
  const entered: Entered = typeof value === "string" ? reader.read(value, format) : { value };
  if (typeof entered.value === "number" && !Number.isFinite(entered.value)) throw invalidArgument("A value is not a finite number.");
  if (typeof entered.value === "string" && entered.value.length > 32_767) throw invalidArgument("A text is longer than 32,767 characters, the most a cell holds.");
  const entryStyle = entered.numberFormat !== undefined && format === "General" ? tx.workbook.styles.change(style, { numberFormat: entered.numberFormat }) : style;
  tx.put(sheet, row, column, plainCell(entered.value, entryStyle, entered.formula, entered.quotePrefix));
}

/** Reads texts as entered into cells; one text after the other into the same format, as when one value fills a column, is read once. */
class TextReader {
  private text: string | null = null;
  private format = "";
  private entered: Entered = { value: null };

  constructor(
    private readonly workbook: Workbook,
    private readonly badFormula: "refuse" | "keep as text",
  ) {}

  read(text: string, format: string): Entered {
    if (text !== this.text || format !== this.format) {
      this.entered = readable(enterText(text, format, this.workbook.dateSystem), text, this.badFormula);
      this.text = text;
      this.format = format;
    }
    return this.entered;
  }
}

function readable(entered: Entered, text: string, badFormula: "refuse" | "keep as text"): Entered {
  if (entered.formula === undefined || parseProblem(entered.formula) === null) return entered;
  if (badFormula === "keep as text") return { value: text };
  throw invalidArgument(`There is a problem with the formula "${text}". To enter it as text, put an apostrophe (') in front.`);
}

export function plainCell(value: Scalar, style: number, formula?: string, quotePrefix?: boolean): Cell | undefined {
  if (value === null && formula === undefined && style === 0) return undefined;
  return { value, style, ...(formula === undefined ? {} : { formula }), ...(quotePrefix === true ? { quotePrefix } : {}) };
}

type Styler = (row: number, column: number) => void;

/** Restyles cells one by one: a million cells have few different styles, and each is changed once. */
function styler(tx: Transaction, sheet: Sheet, change: (style: Style) => Style): Styler {
  const { styles } = tx.workbook;
  const changed = new Map<number, number>();
  return (row, column) => {
    const cell = sheet.get(row, column);
    const before = cell?.style ?? 0;
    let style = changed.get(before);
    if (style === undefined) changed.set(before, (style = styles.intern(change(styles.get(before)))));
    if (style !== before) tx.put(sheet, row, column, { ...(cell ?? { value: null }), style });
  };
}

/** Whole-row and whole-column areas cut to the used part of the sheet (at least their first cell). */
export function limitToUsed(sheet: Sheet, area: Area): Area {
  const cells = rowCount(area) * columnCount(area);
  if (cells <= 2_000_000) return area;
  const used = sheet.usedArea() ?? { top: area.top, left: area.left, bottom: area.top, right: area.left };
  return {
    top: area.top, left: area.left,
    bottom: Math.max(area.top, Math.min(area.bottom, used.bottom)), right: Math.max(area.left, Math.min(area.right, used.right)),
  };
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (cell.value === null && cell.formula === undefined);
}

export function emitChange(tx: Transaction, sheet: Sheet, area: Area, before: Scalar | undefined | null, single = rowCount(area) === 1 && columnCount(area) === 1): void {
  const details: ChangeDetails | null = single ? { valueBefore: before ?? null, valueAfter: sheet.get(area.top, area.left)?.value ?? null } : null;
  tx.emit({ kind: "cellsChanged", sheet, area, changeType: "RangeEdited", origin: tx.origin, details });
}

export function checkShape(area: Area, lines: readonly (readonly unknown[])[]): void {
  const width = columnCount(area);
  if (lines.length !== rowCount(area) || lines.some((line) => line.length !== width))
    throw invalidArgument("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
}

export function singleValue(sheet: Sheet, area: Area): Scalar {
  return sheet.get(area.top, area.left)?.value ?? null;
}

function spillAnchorIn(cell: Cell, area: Area): boolean {
  const anchor = cell.spillOf;
  return anchor !== undefined && anchor.row >= area.top && anchor.row <= area.bottom && anchor.column >= area.left && anchor.column <= area.right;
}
