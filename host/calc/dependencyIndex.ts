import type { Sheet } from "../model/sheet";
import type { SheetArea } from "./values";

/** An area that somebody depends on, with everybody who does. */
interface RangeEntry<Dependent> {
  readonly area: SheetArea;
  readonly dependents: Set<Dependent>;
  /** The last walk that came by: each range is followed once in a walk. */
  walk: number;
}

interface SheetIndex<Dependent> {
  /** Most cells have one dependent only: then without a set around it. */
  readonly cells: Map<number, Dependent | Set<Dependent>>;
  readonly ranges: Map<string, RangeEntry<Dependent>>;
  /** Per column, the ranges by the power-of-two blocks of rows that make them up. */
  readonly columns: (ColumnBlocks<Dependent> | undefined)[];
  /** Ranges of very many columns. */
  readonly wide: Set<RangeEntry<Dependent>>;
}

interface ColumnBlocks<Dependent> {
  readonly blocks: Map<number, Set<RangeEntry<Dependent>>>;
  /** Bit n: there is a block of 2^n rows. */
  levels: number;
}

const WIDE = 64;
const TOP_LEVEL = 20; // 2^20 rows
const BLOCKS_OF_LEVEL = 1 << 21;

/** Answers "who depends on this cell?" in about 20 steps, however many and however long the ranges are. */
export class DependencyIndex<Dependent extends object> {
  private readonly sheets = new Map<Sheet, SheetIndex<Dependent>>();
  private walk = 0;

  clear(): void {
    this.sheets.clear();
  }

  add(area: SheetArea, dependent: Dependent): void {
    const index = this.sheetIndex(area.sheet);
    if (area.top === area.bottom && area.left === area.right) {
      const key = cellKey(area.top, area.left);
      const known = index.cells.get(key);
      if (known === undefined) index.cells.set(key, dependent);
      else if (known instanceof Set) known.add(dependent);
      else if (known !== dependent) index.cells.set(key, new Set([known, dependent]));
      return;
    }
    const key = rangeKey(area);
    let entry = index.ranges.get(key);
    if (entry === undefined) {
      entry = { area, dependents: new Set(), walk: 0 };
      index.ranges.set(key, entry);
      this.place(index, entry);
    }
    entry.dependents.add(dependent);
  }

  remove(area: SheetArea, dependent: Dependent): void {
    const index = this.sheets.get(area.sheet);
    if (index === undefined) return;
    if (area.top === area.bottom && area.left === area.right) {
      const key = cellKey(area.top, area.left);
      const known = index.cells.get(key);
      if (known === dependent || (known instanceof Set && known.delete(dependent) && known.size === 0)) index.cells.delete(key);
      return;
    }
    const key = rangeKey(area);
    const entry = index.ranges.get(key);
    if (entry === undefined) return;
    entry.dependents.delete(dependent);
    if (entry.dependents.size > 0) return;
    index.ranges.delete(key);
    if (columnCount(area) > WIDE) index.wide.delete(entry);
    else for (let column = area.left; column <= area.right; column++) eachBlock(area, (block) => index.columns[column]?.blocks.get(block)?.delete(entry));
  }

  /** A new walk: ranges that an earlier one followed are followed again. */
  newWalk(): void {
    this.walk++;
  }

  /** Visits the dependents of a cell; of ranges only those that this walk has not met. */
  visit(sheet: Sheet, row: number, column: number, visit: (dependent: Dependent) => void): void {
    const index = this.sheets.get(sheet);
    if (index === undefined) return;
    const direct = index.cells.get(cellKey(row, column));
    if (direct instanceof Set) for (const dependent of direct) visit(dependent);
    else if (direct !== undefined) visit(direct);
    const ofColumn = index.columns[column];
    if (ofColumn !== undefined) {
      for (let level = 0; level <= TOP_LEVEL; level++) {
        if ((ofColumn.levels & (1 << level)) === 0) continue;
        const entries = ofColumn.blocks.get(level * BLOCKS_OF_LEVEL + (row >>> level));
        if (entries !== undefined) for (const entry of entries) this.follow(entry, visit);
      }
    }
    for (const entry of index.wide) {
      const { top, bottom, left, right } = entry.area;
      if (row >= top && row <= bottom && column >= left && column <= right) this.follow(entry, visit);
    }
  }

  private follow(entry: RangeEntry<Dependent>, visit: (dependent: Dependent) => void): void {
    if (entry.walk === this.walk) return;
    entry.walk = this.walk;
    for (const dependent of entry.dependents) visit(dependent);
  }

  private sheetIndex(sheet: Sheet): SheetIndex<Dependent> {
    let index = this.sheets.get(sheet);
    if (index === undefined) {
      index = { cells: new Map(), ranges: new Map(), columns: [], wide: new Set() };
      this.sheets.set(sheet, index);
    }
    return index;
  }

  private place(index: SheetIndex<Dependent>, entry: RangeEntry<Dependent>): void {
    const { area } = entry;
    if (columnCount(area) > WIDE) {
      index.wide.add(entry);
      return;
    }
    for (let column = area.left; column <= area.right; column++) {
      const ofColumn = (index.columns[column] ??= { blocks: new Map(), levels: 0 });
      eachBlock(area, (block, level) => {
        ofColumn.levels |= 1 << level;
        const entries = ofColumn.blocks.get(block);
        if (entries === undefined) ofColumn.blocks.set(block, new Set([entry]));
        else entries.add(entry);
      });
    }
  }
}

/** Cuts the rows of an area into blocks of 2^n rows that start at multiples of 2^n: at most 40 of them. */
function eachBlock(area: SheetArea, visit: (block: number, level: number) => void): void {
  let row = area.top;
  while (row <= area.bottom) {
    let level = 0;
    while (level < TOP_LEVEL && row % (2 << level) === 0 && row + (2 << level) - 1 <= area.bottom) level++;
    visit(level * BLOCKS_OF_LEVEL + (row >>> level), level);
    row += 1 << level;
  }
}

function cellKey(row: number, column: number): number {
  return row * 16384 + column;
}

function rangeKey(area: SheetArea): string {
  return `${area.top}:${area.left}:${area.bottom}:${area.right}`;
}

function columnCount(area: SheetArea): number {
  return area.right - area.left + 1;
}
