import type { CellsChange } from "../calc/rewrite";
import { renameInFormula, shiftFormula } from "../calc/rewrite";
import { parseArea } from "../model/address";
import { MAX_COLUMNS, MAX_ROWS, type Area } from "../model/cell";
import type { StructureChange } from "../model/structureLog";
import { formatArea } from "./cellReference";

/** The cell in which a corner of a drawing stands. */
export interface Corner {
  readonly row: number;
  readonly column: number;
}

/** Whether the row or column in which a corner stood was deleted: it stands on the edge of what followed then. */
export interface Cut {
  readonly row: boolean;
  readonly column: boolean;
}

const NOT_CUT: Cut = { row: false, column: false };

type BandChange = Extract<CellsChange, { axis: unknown }>;

/**
 * Takes places, areas and formulas from where they were when the file was opened to where they are now: rows, columns and
 * cells came and went, sheets and tables got other names. Sheets are given by their name in the file.
 */
export class Follower {
  private readonly formulas = new Map<string, string>();

  constructor(private readonly changes: readonly StructureChange[]) {}

  get hasChanges(): boolean {
    return this.changes.length > 0;
  }

  /** The formula, in the file's spelling, as it reads now. What cannot be read stays as it is. */
  formula(formula: string, sheet: string): string {
    const key = `${sheet}\n${formula}`;
    const known = this.formulas.get(key);
    if (known !== undefined) return known;
    let text = formula;
    for (const { entry, sheet: name } of this.along(sheet)) {
      text = entry.kind === "rename" ? renameInFormula(text, entry.rename) : shiftFormula(text, name, entry.change);
    }
    this.formulas.set(key, text);
    return text;
  }

  /** A list of areas as files write it ("A1:B2 D4"); "" when all of it was deleted. */
  areaList(list: string, sheet: string): string {
    const parts: string[] = [];
    for (const text of list.trim().split(/\s+/)) {
      const area = parseArea(text);
      if (area === null) parts.push(text);
      else {
        const now = this.areas(area, sheet);
        const [only] = now;
        // Written as it was when nothing happened to it: "A1:A1", "A:A".
        parts.push(...(now.length === 1 && only !== undefined && sameArea(only, area) ? [text] : now.map(formatArea)));
      }
    }
    return parts.join(" ");
  }

  /** One area as a file's `ref` writes it; "" when it was deleted. Where its cells moved apart it stays: it cannot be in pieces. */
  oneArea(text: string, sheet: string): string {
    const now = this.areaList(text, sheet);
    return now.includes(" ") ? text : now;
  }

  /** Where an area is now: in pieces when cells under a part of it were shifted, nowhere when all of it was deleted. */
  areas(area: Area, sheet: string): Area[] {
    let pieces = [area];
    for (const { entry, sheet: name } of this.along(sheet)) {
      if (entry.kind === "cells" && same(entry.change.sheet, name)) {
        const { change } = entry;
        pieces = pieces.flatMap((piece) => shiftedPieces(piece, change));
      }
    }
    return pieces;
  }

  cell(row: number, column: number, sheet: string): { readonly row: number; readonly column: number } | null {
    const [place] = this.areas({ top: row, left: column, bottom: row, right: column }, sheet);
    return place === undefined ? null : { row: place.top, column: place.left };
  }

  /** A whole row's or column's index now; null when it was deleted. Shifted blocks of cells do not move it. */
  line(axis: "rows" | "columns", index: number, sheet: string): number | null {
    let now: number | null = index;
    for (const { entry, sheet: name } of this.along(sheet)) {
      if (now === null || entry.kind !== "cells" || entry.change.kind === "move") continue;
      const { change } = entry;
      if (change.axis !== axis || !same(change.sheet, name) || !isWhole(change)) continue;
      const span = shiftedSpan(now, now, change, axis === "rows" ? MAX_ROWS : MAX_COLUMNS);
      now = span === null ? null : span[0];
    }
    return now;
  }

  /**
   * The corners of a drawing that moves with its cells. `sizes`: it also grows and shrinks with them. A drawing whose cells
   * were all deleted becomes flat; it is never lost.
   */
  corners(from: Corner, to: Corner, sizes: boolean, sheet: string): { readonly from: Corner; readonly to: Corner; readonly cutFrom: Cut; readonly cutTo: Cut } {
    let result: Corners = { from, to, cutFrom: NOT_CUT, cutTo: NOT_CUT };
    for (const { entry, sheet: name } of this.along(sheet)) {
      if (entry.kind === "cells" && entry.change.kind !== "move" && same(entry.change.sheet, name)) result = movedCorners(result, entry.change, sizes);
    }
    return result;
  }

  /** The sheet's name now; null when it was deleted. */
  sheetName(sheet: string): string | null {
    let name: string | null = sheet;
    for (const entry of this.changes) {
      if (entry.kind === "rename" && entry.rename.kind === "sheet" && name !== null && same(entry.rename.from, name)) name = entry.rename.to;
    }
    return name;
  }

  /** The table's name now; null when it was deleted. */
  tableName(table: string): string | null {
    let name: string | null = table;
    for (const entry of this.changes) {
      if (entry.kind === "rename" && entry.rename.kind === "table" && name !== null && same(entry.rename.from, name)) name = entry.rename.to;
    }
    return name;
  }

  /** The changes with the name that the sheet had before each of them. */
  private *along(sheet: string): Iterable<{ readonly entry: StructureChange; readonly sheet: string }> {
    let name = sheet;
    for (const entry of this.changes) {
      yield { entry, sheet: name };
      if (entry.kind === "rename" && entry.rename.kind === "sheet" && entry.rename.to !== null && same(entry.rename.from, name)) name = entry.rename.to;
    }
  }
}

function shiftedPieces(area: Area, change: CellsChange): Area[] {
  if (change.kind === "move") return movedPieces(area, change);
  const rows = change.axis === "rows";
  const [first, last] = rows ? [area.left, area.right] : [area.top, area.bottom];
  const within = change.within ?? { first: 0, last: Number.MAX_SAFE_INTEGER };
  if (last < within.first || first > within.last) return [area];
  const span = rows ? shiftedSpan(area.top, area.bottom, change, MAX_ROWS) : shiftedSpan(area.left, area.right, change, MAX_COLUMNS);
  const [start, end] = span ?? [-1, -1];
  if (rows ? start === area.top && end === area.bottom : start === area.left && end === area.right) return [area];
  const across = (from: number, to: number): Area => (rows ? { ...area, left: from, right: to } : { ...area, top: from, bottom: to });
  const pieces: Area[] = [];
  if (first < within.first) pieces.push(across(first, within.first - 1));
  if (span !== null) {
    const inside = across(Math.max(first, within.first), Math.min(last, within.last));
    pieces.push(rows ? { ...inside, top: start, bottom: end } : { ...inside, left: start, right: end });
  }
  if (last > within.last) pieces.push(across(within.last + 1, last));
  return pieces;
}

function movedPieces(area: Area, change: Extract<CellsChange, { kind: "move" }>): Area[] {
  const from = change.area;
  const inside = area.top >= from.top && area.bottom <= from.bottom && area.left >= from.left && area.right <= from.right;
  if (!inside || !same(change.sheet, change.toSheet)) return [area];
  const rows = change.toRow - from.top;
  const columns = change.toColumn - from.left;
  return [{ top: area.top + rows, bottom: area.bottom + rows, left: area.left + columns, right: area.right + columns }];
}

function shiftedSpan(first: number, last: number, change: BandChange, size: number): readonly [number, number] | null {
  const { at, count } = change;
  if (change.kind === "insert") {
    const start = first >= at ? first + count : first;
    return start >= size ? null : [start, Math.min(size - 1, last >= at ? last + count : last)];
  }
  // An area up to the sheet's edge stays up to the edge: whole columns, whole rows.
  if (last === size - 1 && first < at) return [first, last];
  const end = at + count;
  if (first >= at && last < end) return null;
  return [first >= end ? first - count : Math.min(first, at), last >= end ? last - count : Math.min(last, at - 1)];
}

function isWhole(change: BandChange): boolean {
  if (change.within === undefined) return true;
  return change.within.first === 0 && change.within.last >= (change.axis === "rows" ? MAX_COLUMNS : MAX_ROWS) - 1;
}

interface Corners {
  readonly from: Corner;
  readonly to: Corner;
  readonly cutFrom: Cut;
  readonly cutTo: Cut;
}

function movedCorners(corners: Corners, change: BandChange, sizes: boolean): Corners {
  const rows = change.axis === "rows";
  const { from, to } = corners;
  const [first, last] = rows ? [from.column, to.column] : [from.row, to.row];
  if (change.within !== undefined && (first < change.within.first || last > change.within.last)) return corners;
  const start = movedLine(rows ? from.row : from.column, change);
  const opened = rows ? from.row : from.column;
  const end = sizes ? movedLine(rows ? to.row : to.column, change) : { line: (rows ? to.row : to.column) + start.line - opened, cut: false };
  const placed = (corner: Corner, line: number): Corner => (rows ? { ...corner, row: line } : { ...corner, column: line });
  const cut = (before: Cut, now: boolean): Cut => (now ? { ...before, [rows ? "row" : "column"]: true } : before);
  return { from: placed(from, start.line), to: placed(to, end.line), cutFrom: cut(corners.cutFrom, start.cut), cutTo: cut(corners.cutTo, end.cut) };
}

function movedLine(line: number, { kind, at, count }: BandChange): { readonly line: number; readonly cut: boolean } {
  if (line < at) return { line, cut: false };
  if (kind === "insert") return { line: line + count, cut: false };
  return line < at + count ? { line: at, cut: true } : { line: line - count, cut: false };
}

function sameArea(a: Area, b: Area): boolean {
  return a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right;
}

function same(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}
