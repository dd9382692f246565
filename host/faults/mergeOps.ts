import type { Area, Cell } from "../model/cell";
import type { RecordedChange } from "../model/changes";
import type { Editor } from "../model/edit";
import { HostError } from "../model/hostError";
import type { Sheet } from "../model/sheet";
import { shiftedArea, shiftedPlace, type ShiftChange } from "../model/structureEdits";
import type { StyleTable } from "../model/style";

/** A recorded change with when it happened, by a clock that both users share. Sheets are named by id, because each user has objects of their own. */
export type TimedChange =
  | { readonly kind: "cell"; readonly sheet: string; readonly row: number; readonly column: number; readonly after: Cell | undefined; readonly time: number }
  | { readonly kind: "shift"; readonly sheet: string; readonly change: Pick<ShiftChange, "area" | "shift">; readonly time: number };

export function timed(changes: readonly RecordedChange[], time: number): TimedChange[] {
  return changes.map((entry) =>
    entry.kind === "cell"
      ? { kind: "cell", sheet: entry.sheet.id, row: entry.row, column: entry.column, after: entry.after, time }
      : { kind: "shift", sheet: entry.change.sheet.id, change: { area: entry.change.area, shift: entry.change.shift }, time });
}

export interface MergeResult {
  /** Changes that came over. */
  readonly applied: number;
  /** Cells that both wrote and where the other's later value stays. */
  readonly overwritten: number;
  /** Changes of cells or sheets that the other deleted, and shifts that the other's tables refuse. */
  readonly lost: number;
  /** The insertions and deletions as they were done in the other's copy. */
  readonly shifts: readonly PlacedShift[];
}

export function shiftsOf(changes: readonly TimedChange[]): PlacedShift[] {
  return changes.flatMap((entry) => (entry.kind === "shift" ? [{ sheet: entry.sheet, change: entry.change }] : []));
}

/** Where an area of the sheet is after the shifts; null when it is gone. */
export function areaAfter(shifts: readonly PlacedShift[], sheet: string, area: Area): Area | null {
  let now: Area | null = area;
  for (const shift of shifts) if (now !== null && shift.sheet === sheet) now = shiftedArea(shift.change, now);
  return now;
}

/** What an insertion or deletion was, on the sheet of that id. */
export type PlacedShift = { readonly sheet: string; readonly change: Pick<ShiftChange, "area" | "shift"> };

/**
 * Brings one user's changes into the other's copy: places are carried over what the other inserted and deleted meanwhile, and of a cell that
 * both wrote the later value wins (per cell; there is no row that wins as a whole).
 */
export function applyChanges(target: Editor, changes: readonly TimedChange[], others: readonly TimedChange[], styles: StyleTable): MergeResult {
  const { workbook } = target;
  let against = shiftsOf(others);
  const shifts: PlacedShift[] = [];
  const written = new WrittenCells(others);
  let [applied, overwritten, lost] = [0, 0, 0];
  const waiting: { readonly sheet: Sheet; readonly row: number; readonly column: number; readonly cell: Cell | undefined }[] = [];
  const flush = (): void => {
    const sheets = new Set(waiting.map(({ sheet }) => sheet));
    for (const sheet of sheets) target.putCells(sheet, waiting.filter((entry) => entry.sheet === sheet));
    waiting.length = 0;
  };
  for (const entry of changes) {
    const sheet = workbook.sheets.find((other) => other.id === entry.sheet);
    if (sheet === undefined) {
      lost++;
      continue;
    }
    if (entry.kind === "cell") {
      const place = carried(against, entry.sheet, entry.row, entry.column);
      if (place === null) lost++;
      else if (written.timeAt(entry.sheet, place.row, place.column) > entry.time) overwritten++;
      else {
        waiting.push({ sheet, ...place, cell: entry.after === undefined ? undefined : restyled(entry.after, styles, workbook.styles) });
        applied++;
      }
      continue;
    }
    flush();
    const moved = carriedShift(against, entry);
    against = against.flatMap((other) => (other.sheet === entry.sheet ? (carriedOver(other, entry) ?? []) : [other]));
    if (moved === null) {
      lost++;
      continue;
    }
    try {
      if (moved.shift === "Down" || moved.shift === "Right") target.insertCells(sheet, moved.area, moved.shift);
      else target.deleteCells(sheet, moved.area, moved.shift);
      written.shift(entry.sheet, moved);
      shifts.push({ sheet: entry.sheet, change: moved });
      applied++;
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      lost++;
    }
  }
  flush();
  return { applied, overwritten, lost, shifts };
}

/** When each cell was last written by the other user, in places of now. */
class WrittenCells {
  private times = new Map<string, Map<string, number>>();

  constructor(changes: readonly TimedChange[]) {
    for (const entry of changes) {
      if (entry.kind === "shift") this.shift(entry.sheet, entry.change);
      else this.of(entry.sheet).set(`${entry.row}:${entry.column}`, entry.time);
    }
  }

  timeAt(sheet: string, row: number, column: number): number {
    return this.times.get(sheet)?.get(`${row}:${column}`) ?? -1;
  }

  shift(sheet: string, change: Pick<ShiftChange, "area" | "shift">): void {
    const moved = new Map<string, number>();
    for (const [key, time] of this.of(sheet)) {
      const [row = 0, column = 0] = key.split(":").map(Number);
      const place = shiftedPlace(change, row, column);
      if (place !== null) moved.set(`${place.row}:${place.column}`, time);
    }
    this.times.set(sheet, moved);
  }

  private of(sheet: string): Map<string, number> {
    const known = this.times.get(sheet);
    if (known !== undefined) return known;
    const made = new Map<string, number>();
    this.times.set(sheet, made);
    return made;
  }
}

function carried(against: readonly PlacedShift[], sheet: string, row: number, column: number): { readonly row: number; readonly column: number } | null {
  let place: { readonly row: number; readonly column: number } | null = { row, column };
  for (const other of against) {
    if (place === null) return null;
    if (other.sheet === sheet) place = shiftedPlace(other.change, place.row, place.column);
  }
  return place;
}

/** A shift after the other's shifts; null when its cells are gone. */
function carriedShift(against: readonly PlacedShift[], entry: PlacedShift): PlacedShift["change"] | null {
  let change: PlacedShift["change"] | null = entry.change;
  for (const other of against) {
    if (change === null) return null;
    if (other.sheet === entry.sheet) change = overShift(change, other.change);
  }
  return change;
}

function carriedOver(other: PlacedShift, entry: PlacedShift): PlacedShift | null {
  const change = overShift(other.change, entry.change);
  return change === null ? null : { sheet: other.sheet, change };
}

/** One shift as it is after another: an insertion keeps its size and goes where its first cell went, a deletion shrinks with what is gone. */
function overShift(change: PlacedShift["change"], over: PlacedShift["change"]): PlacedShift["change"] | null {
  const { area, shift } = change;
  if (shift === "Up" || shift === "Left") {
    const moved = shiftedArea(over, area);
    return moved === null ? null : { area: moved, shift };
  }
  const start = shiftedPlace(over, area.top, area.left) ?? { row: area.top, column: area.left };
  const [rows, columns] = [start.row - area.top, start.column - area.left];
  return { area: { top: area.top + rows, bottom: area.bottom + rows, left: area.left + columns, right: area.right + columns }, shift };
}

/** Style numbers are each copy's own; what a calculation filled is filled again. */
export function restyled(cell: Cell, from: StyleTable, to: StyleTable): Cell {
  const { spill: _spilled, spillOf: _filled, ...rest } = cell;
  return { ...rest, style: to.intern(from.get(cell.style)) };
}
