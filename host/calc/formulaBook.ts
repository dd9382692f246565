import { MAX_ROWS } from "../model/cell";
import type { Sheet } from "../model/sheet";
import type { Workbook } from "../model/workbook";
import { isArrayFormula } from "./arrayFormula";
import { DependencyIndex } from "./dependencyIndex";
import { type FormulaCell, NO_STREAMS } from "./formulaCell";
import { parseFormula } from "./parser";
import { otherFunctions, precedentsOf } from "./precedents";
import type { Position, Resolver } from "./resolver";
import type { SheetArea } from "./values";

interface SheetFormulas {
  /** By column, then row. */
  readonly columns: (Map<number, FormulaCell> | undefined)[];
  readonly dirty: (Set<FormulaCell> | undefined)[];
  dirtyCount: number;
  /** Cells whose result fills more than themselves now. */
  readonly spilling: Set<FormulaCell>;
}

/** All formula cells of the book: who depends on whom, and which are to be calculated. */
export class FormulaBook {
  private readonly sheets = new Map<Sheet, SheetFormulas>();
  private readonly dependants = new DependencyIndex<FormulaCell>();
  /** Cells that a result fills, or would fill were they free: a change there concerns the result. */
  private readonly spillAreas = new DependencyIndex<FormulaCell>();
  private readonly volatile = new Set<FormulaCell>();
  private readonly hiddenRowReaders = new Set<FormulaCell>();
  /** Dirty cells in the order in which they became so; calculated ones stay until the list is taken. */
  private queue: FormulaCell[] = [];

  constructor(
    private readonly workbook: Workbook,
    private readonly resolver: Resolver,
  ) {}

  get(sheet: Sheet, row: number, column: number): FormulaCell | undefined {
    return this.sheets.get(sheet)?.columns[column]?.get(row);
  }

  *all(): Iterable<FormulaCell> {
    for (const formulas of this.sheets.values()) for (const column of formulas.columns) if (column !== undefined) yield* column.values();
  }

  /** Forgets everything; `rebuild` reads the workbook anew. */
  clear(): void {
    this.sheets.clear();
    this.dependants.clear();
    this.spillAreas.clear();
    this.volatile.clear();
    this.hiddenRowReaders.clear();
    this.queue = [];
  }

  /** Registers the formula of a cell. */
  add(position: Position, text: string): FormulaCell {
    const parsed = parseFormula(text);
    const node = parsed.ok ? parsed.node : null;
    const cell: FormulaCell = {
      sheet: position.sheet, row: position.row, column: position.column, text, node,
      array: node !== null && isArrayFormula(node, position, this.resolver),
      otherFunctions: node === null ? [] : otherFunctions(node),
      precedents: [], volatile: false, foundAreas: [], dirty: false, openAt: -1, runs: 0, wanted: null, filled: null, generation: 0, calls: null, streams: NO_STREAMS,
    };
    const formulas = this.formulasOf(position.sheet);
    (formulas.columns[position.column] ??= new Map()).set(position.row, cell);
    this.link(cell);
    return cell;
  }

  /** Works out what the cell depends on. */
  private link(cell: FormulaCell): void {
    if (cell.node === null) return;
    const { areas, volatile, looksAtHiddenRows } = precedentsOf(cell.node, cell, this.resolver);
    cell.precedents = areas;
    cell.volatile = volatile;
    for (const area of areas) this.dependants.add(area, cell);
    if (volatile) this.volatile.add(cell);
    if (looksAtHiddenRows) this.hiddenRowReaders.add(cell);
  }

  /** The formulas whose result depends on which rows of these sheets are hidden. */
  lookingAtHiddenRows(sheets: ReadonlySet<Sheet>): readonly FormulaCell[] {
    return [...this.hiddenRowReaders].filter((cell) => [...cell.precedents, ...cell.foundAreas].some(({ sheet }) => sheets.has(sheet)));
  }

  setVolatile(cell: FormulaCell): void {
    cell.volatile = true;
    this.volatile.add(cell);
  }

  remove(cell: FormulaCell): void {
    const formulas = this.formulasOf(cell.sheet);
    formulas.columns[cell.column]?.delete(cell.row);
    for (const area of cell.precedents) this.dependants.remove(area, cell);
    for (const area of cell.foundAreas) this.dependants.remove(area, cell);
    this.setWanted(cell, null);
    this.volatile.delete(cell);
    this.hiddenRowReaders.delete(cell);
    this.setClean(cell);
  }

  /** An area that showed only while the formula ran. */
  addFound(cell: FormulaCell, area: SheetArea): void {
    const known = [...cell.precedents, ...cell.foundAreas].some(
      (other) => other.sheet === area.sheet && other.top === area.top && other.left === area.left && other.bottom === area.bottom && other.right === area.right,
    );
    if (known) return;
    cell.foundAreas.push(area);
    this.dependants.add(area, cell);
  }

  setWanted(cell: FormulaCell, area: SheetArea | null): void {
    if (cell.wanted !== null) this.spillAreas.remove(cell.wanted, cell);
    cell.wanted = area;
    const { spilling } = this.formulasOf(cell.sheet);
    // thousands of blocked spills must not be looked through each time that a cell is read
    if (cell.filled === null || area === null) spilling.delete(cell);
    else spilling.add(cell);
    if (area !== null) this.spillAreas.add(area, cell);
  }

  setDirty(cell: FormulaCell, because: "result" | "change"): void {
    if (because === "change") cell.generation++;
    if (cell.dirty) return;
    cell.dirty = true;
    const formulas = this.formulasOf(cell.sheet);
    (formulas.dirty[cell.column] ??= new Set()).add(cell);
    formulas.dirtyCount++;
    this.queue.push(cell);
  }

  setClean(cell: FormulaCell): void {
    if (!cell.dirty) return;
    cell.dirty = false;
    const formulas = this.formulasOf(cell.sheet);
    formulas.dirty[cell.column]?.delete(cell);
    formulas.dirtyCount--;
  }

  /** The next one to calculate, or undefined when all is done. */
  *dirtyCells(): Iterable<FormulaCell> {
    for (let index = 0; index < this.queue.length; index++) {
      const cell = this.queue[index];
      if (cell?.dirty === true) yield cell;
      if (index > 100_000 && index * 2 > this.queue.length) {
        this.queue.splice(0, index + 1);
        index = -1;
      }
    }
    this.queue = [];
  }

  /** False: no cell waits to be calculated. */
  get mayBeDirty(): boolean {
    return this.queue.length > 0;
  }

  setVolatileDirty(): void {
    this.spreadAll(this.volatile, "change");
  }

  /** A cell's value changed: everything that depends on it, at any distance, becomes dirty. */
  changed(positions: Iterable<Position>, except: FormulaCell | null = null): void {
    this.dependants.newWalk();
    this.spillAreas.newWalk();
    const open: FormulaCell[] = [];
    const mark = (dependant: FormulaCell): void => {
      if (dependant === except || dependant.dirty) return;
      this.setDirty(dependant, "change");
      open.push(dependant);
    };
    for (const { sheet, row, column } of positions) {
      this.dependants.visit(sheet, row, column, mark);
      this.spillAreas.visit(sheet, row, column, mark);
    }
    this.spreadFrom(open, mark);
  }

  /** The cells themselves and everything that depends on them. */
  spreadAll(cells: Iterable<FormulaCell>, because: "result" | "change"): void {
    this.dependants.newWalk();
    const open: FormulaCell[] = [];
    const mark = (dependant: FormulaCell): void => {
      if (dependant.dirty) return;
      this.setDirty(dependant, "change");
      open.push(dependant);
    };
    for (const cell of cells) {
      this.setDirty(cell, because);
      open.push(cell);
    }
    this.spreadFrom(open, mark);
  }

  private spreadFrom(open: FormulaCell[], mark: (dependant: FormulaCell) => void): void {
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const { sheet, filled } = cell;
      if (filled === null) this.dependants.visit(sheet, cell.row, cell.column, mark);
      else {
        for (let row = filled.top; row <= filled.bottom; row++) {
          for (let column = filled.left; column <= filled.right; column++) this.dependants.visit(sheet, row, column, mark);
        }
      }
    }
  }

  /** True when no cell of the area (and no spill into it) waits to be calculated. */
  isReady(area: SheetArea): boolean {
    const formulas = this.sheets.get(area.sheet);
    if (formulas === undefined || formulas.dirtyCount === 0) return true;
    if (formulas.spilling.size === 0 && area.top === area.bottom && area.left === area.right) {
      return formulas.columns[area.left]?.get(area.top)?.dirty !== true;
    }
    return this.dirtyIn(area).next().done === true;
  }

  /** The cells to calculate before the area can be read. */
  *dirtyIn(area: SheetArea): Generator<FormulaCell, void> {
    const formulas = this.sheets.get(area.sheet);
    if (formulas === undefined || formulas.dirtyCount === 0) return;
    const right = Math.min(area.right, formulas.dirty.length - 1);
    for (let column = area.left; column <= right; column++) {
      const dirty = formulas.dirty[column];
      if (dirty === undefined || dirty.size === 0) continue;
      const cells = formulas.columns[column];
      if (area.bottom - area.top < dirty.size && cells !== undefined) {
        for (let row = area.top; row <= area.bottom; row++) {
          const cell = cells.get(row);
          if (cell?.dirty === true) yield cell;
        }
      } else for (const cell of dirty) if (cell.row >= area.top && cell.row <= area.bottom) yield cell;
    }
    for (const cell of formulas.spilling) {
      const { filled } = cell;
      if (!cell.dirty || filled === null || inside(cell, area)) continue;
      if (filled.top <= area.bottom && filled.bottom >= area.top && filled.left <= area.right && filled.right >= area.left) yield cell;
    }
  }

  /** Reads every formula of the workbook. */
  rebuild(): void {
    this.clear();
    for (const sheet of this.workbook.sheets.filter(({ hasHeldFormulas }) => hasHeldFormulas)) {
      sheet.eachRow(0, MAX_ROWS - 1, (cells, row) => {
        for (let column = 0; column < cells.length; column++) {
          const formula = cells[column]?.formula;
          if (formula !== undefined) this.add({ sheet, row, column }, formula);
        }
      });
    }
  }

  private formulasOf(sheet: Sheet): SheetFormulas {
    let formulas = this.sheets.get(sheet);
    if (formulas === undefined) {
      formulas = { columns: [], dirty: [], dirtyCount: 0, spilling: new Set() };
      this.sheets.set(sheet, formulas);
    }
    return formulas;
  }
}

function inside(cell: FormulaCell, area: SheetArea): boolean {
  return cell.row >= area.top && cell.row <= area.bottom && cell.column >= area.left && cell.column <= area.right;
}
