import { cellArea } from "./address";
import type { Area, Cell } from "./cell";
import { ErrorValue } from "./cell";
import { isBlank, limitToUsed } from "./cellEdits";
import { shownText } from "./shownText";
import type { Sheet } from "./sheet";
import type { Workbook } from "./workbook";

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Cells of the area, row by row, as far as the sheet is used. */
export function* cellsOf(sheet: Sheet, area: Area): Iterable<Place & { readonly cell: Cell }> {
  for (const row of sheet.rowNumbers(area.top, area.bottom)) {
    const cells = sheet.rows[row];
    if (cells === undefined) continue;
    for (let column = area.left; column <= area.right && column < cells.length; column++) {
      const cell = cells[column];
      if (cell !== undefined) yield { row, column, cell };
    }
  }
}

export interface SearchOptions {
  readonly completeMatch: boolean;
  readonly matchCase: boolean;
}

/** Cells whose shown text holds (or is) the text; hidden rows are searched, too. */
export function findCells(workbook: Workbook, sheet: Sheet, area: Area, text: string, options: SearchOptions): Place[] {
  const fold = (value: string): string => (options.matchCase ? value : value.toLowerCase());
  const wanted = fold(text);
  const found: Place[] = [];
  for (const { row, column, cell } of cellsOf(sheet, area)) {
    const shown = fold(shownText(workbook, cell));
    if (shown !== "" && (options.completeMatch ? shown === wanted : shown.includes(wanted))) found.push({ row, column });
  }
  return found;
}

/** Excel.SpecialCellType, those that are a matter of cells. */
export const SPECIAL_CELLS = ["Blanks", "ConditionalFormats", "Constants", "DataValidations", "Formulas", "SameConditionalFormat", "SameDataValidation", "Visible"] as const;
/** Excel.SpecialCellValueType: names the kinds that count among constants and formulas. */
export const SPECIAL_VALUES = ["All", "Errors", "ErrorsLogical", "ErrorsNumbers", "ErrorsText", "ErrorsLogicalNumber", "ErrorsLogicalText", "ErrorsNumberText", "Logical", "LogicalNumbers", "LogicalText", "LogicalNumbersText", "Numbers", "NumbersText", "Text"] as const;

/** Go to special: the areas of the cells of one kind, null when there are none. The search stops at the used range, as Excel's does. */
export function specialCells(sheet: Sheet, area: Area, kind: (typeof SPECIAL_CELLS)[number], values: (typeof SPECIAL_VALUES)[number]): readonly Area[] | null {
  const within = limitToUsed(sheet, area);
  if (kind === "Blanks" || kind === "Visible") {
    const wanted = kind === "Blanks" ? (row: number, column: number) => isBlank(sheet.get(row, column)) : (row: number, column: number) => !isHidden(sheet, row, column);
    const used = sheet.usedArea();
    if (used === null) return null;
    const places: Place[] = [];
    for (let row = within.top; row <= Math.min(within.bottom, used.bottom); row++)
      for (let column = within.left; column <= Math.min(within.right, used.right); column++) if (wanted(row, column)) places.push({ row, column });
    return orNull(areasOf(places));
  }
  if (kind === "DataValidations" || kind === "SameDataValidation") return orNull(cut(sheet.validations.map((validation) => validation.area), within));
  if (kind === "ConditionalFormats" || kind === "SameConditionalFormat") return orNull(cut(sheet.conditionalFormats.flatMap((format) => format.areas), within));
  const places: Place[] = [];
  for (const { row, column, cell } of cellsOf(sheet, within)) {
    const isFormula = cell.formula !== undefined;
    if (isBlank(cell) || cell.spillOf !== undefined || isFormula !== (kind === "Formulas") || !isOfKind(cell, values)) continue;
    places.push({ row, column });
  }
  return orNull(areasOf(places));
}

function isOfKind({ value }: Cell, values: (typeof SPECIAL_VALUES)[number]): boolean {
  if (values === "All") return true;
  if (value instanceof ErrorValue) return values.includes("Errors");
  if (typeof value === "number") return values.includes("Number");
  return typeof value === "boolean" ? values.includes("Logical") : values.includes("Text");
}

export function isHidden(sheet: Sheet, row: number, column: number): boolean {
  return sheet.hiddenRows.has(row) || sheet.filteredRows.has(row) || sheet.hiddenColumns.has(column);
}

function cut(areas: readonly Area[], within: Area): Area[] {
  return areas.flatMap((area) => {
    const part = { top: Math.max(area.top, within.top), left: Math.max(area.left, within.left), bottom: Math.min(area.bottom, within.bottom), right: Math.min(area.right, within.right) };
    return part.top <= part.bottom && part.left <= part.right ? [part] : [];
  });
}

function orNull(areas: readonly Area[]): readonly Area[] | null {
  return areas.length === 0 ? null : areas;
}

/** The cells as few rectangles: runs in a row, then equal runs below one another. `places` are in reading order. */
export function areasOf(places: readonly Place[]): Area[] {
  const runs: Area[] = [];
  for (const { row, column } of places) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.top === row && last.right === column - 1) last.right = column;
    else runs.push(cellArea(row, column));
  }
  const open = new Map<string, Area>();
  const areas: Area[] = [];
  for (const run of runs) {
    const key = `${run.left}:${run.right}`;
    const above = open.get(key);
    if (above !== undefined && above.bottom === run.top - 1) above.bottom = run.bottom;
    else {
      areas.push(run);
      open.set(key, run);
    }
  }
  return areas;
}

/** Ctrl+A from a cell: the block around it that blank rows and columns bound. */
export function surroundingRegion(sheet: Sheet, from: Area): Area {
  const used = sheet.usedArea(true);
  if (used === null) return from;
  const region = { ...from };
  const hasCells = (area: Area): boolean => {
    for (const { cell } of cellsOf(sheet, area)) if (!isBlank(cell)) return true;
    return false;
  };
  // One side after the other as far as it goes: each pass looks at an edge once for every row or column that it takes in.
  for (let isDone = false; !isDone;) {
    isDone = true;
    const grow = (edge: () => Area | null, take: () => void): void => {
      for (let strip = edge(); strip !== null && hasCells(strip); strip = edge()) {
        take();
        isDone = false;
      }
    };
    const [across, down] = [(row: number) => ({ top: row, bottom: row, left: Math.max(0, region.left - 1), right: region.right + 1 }), (column: number) => ({ left: column, right: column, top: Math.max(0, region.top - 1), bottom: region.bottom + 1 })];
    grow(() => (region.bottom < used.bottom ? across(region.bottom + 1) : null), () => void region.bottom++);
    grow(() => (region.top > 0 ? across(region.top - 1) : null), () => void region.top--);
    grow(() => (region.right < used.right ? down(region.right + 1) : null), () => void region.right++);
    grow(() => (region.left > 0 ? down(region.left - 1) : null), () => void region.left--);
  }
  return region;
}

const STEPS = { Up: [-1, 0], Down: [1, 0], Left: [0, -1], Right: [0, 1] } as const;
export type Direction = keyof typeof STEPS;
export const DIRECTIONS = ["Up", "Down", "Left", "Right"] as const;

/** Ctrl+arrow from a cell: the end of the block, or the next cell with something in it, or the edge of the sheet. */
export function edgeFrom(sheet: Sheet, from: Place, direction: Direction, limit: Area): Place {
  const [rows, columns] = STEPS[direction];
  const used = sheet.usedArea(true);
  const filled = (row: number, column: number): boolean => !isBlank(sheet.get(row, column));
  const inside = (row: number, column: number): boolean => row >= limit.top && row <= limit.bottom && column >= limit.left && column <= limit.right;
  const edge: Place = {
    row: rows === 0 ? from.row : rows < 0 ? limit.top : limit.bottom,
    column: columns === 0 ? from.column : columns < 0 ? limit.left : limit.right,
  };
  if (used === null) return edge;
  let { row, column } = from;
  const runs = filled(row, column) && inside(row + rows, column + columns) && filled(row + rows, column + columns);
  if (runs) {
    while (inside(row + rows, column + columns) && filled(row + rows, column + columns)) [row, column] = [row + rows, column + columns];
    return { row, column };
  }
  // Past the used range there is nothing more to meet.
  const last = direction === "Down" ? used.bottom : direction === "Right" ? used.right : 0;
  for (;;) {
    [row, column] = [row + rows, column + columns];
    if (!inside(row, column)) return edge;
    if (filled(row, column)) return { row, column };
    if ((direction === "Down" && row > last) || (direction === "Right" && column > last)) return edge;
  }
}
