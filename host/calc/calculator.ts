import type { Cell, Scalar } from "../model/cell";
import type { CustomFunctions, CustomStream } from "./customFunctions";
import { evaluateFormula } from "./evaluate";
import type { FormulaBook } from "./formulaBook";
import { type FormulaCell, NO_STREAMS } from "./formulaCell";
import type { LookupIndexes } from "./lookupIndexes";
import type { Position } from "./resolver";
import { CellsNeeded, type Engine, OutOfResources } from "./scope";
import { writeResult } from "./spill";
import { CALC_ERROR, type Matrix, NAME_ERROR, OUT_OF_RESOURCES, type SheetArea } from "./values";

interface Waiting {
  readonly cell: FormulaCell;
  /** Some running formula has really asked for this cell; false: its text mentions it, perhaps in a branch that is never taken. */
  readonly asked: boolean;
}

/** Formulas that make each other run again and again (spills in each other's way) show #CALC! after this many runs. */
const MAX_RUNS = 500;

/** Calculates formula cells, each after those that it reads; without recursion, since chains of 100,000 cells are ordinary. */
export class Calculator {
  private stack: Waiting[] = [];
  private readonly changes = new Map<Cell, Position>();
  private circularCells = new Set<FormulaCell>();
  /** The cell whose formula runs now. */
  running: FormulaCell | null = null;
  /** Runs of formulas so far. */
  evaluations = 0;
  private used: Set<CustomStream> = new Set();

  constructor(
    private readonly book: FormulaBook,
    private readonly engine: Engine,
    private readonly indexes: LookupIndexes,
    private readonly customFunctions: CustomFunctions,
  ) {}

  get usedStreams(): Set<CustomStream> {
    return this.used;
  }

  /** Calculates all that is dirty. */
  run(): void {
    const ran: FormulaCell[] = [];
    this.circularCells = new Set();
    for (const cell of this.book.dirtyCells()) this.calculate(cell, ran);
    for (const cell of ran) cell.runs = 0;
  }

  /** What has changed since the last call. */
  takeChanges(): Position[] {
    const positions = [...this.changes.values()];
    this.changes.clear();
    return positions;
  }

  get circular(): readonly Position[] {
    return [...this.circularCells].map(({ sheet, row, column }) => ({ sheet, row, column }));
  }

  /** Calculates what must be known before the area can be read. */
  calculateArea(area: SheetArea): void {
    const ran: FormulaCell[] = [];
    for (const cell of [...this.book.dirtyIn(area)]) if (cell.dirty) this.calculate(cell, ran);
    for (const cell of ran) cell.runs = 0;
  }

  private calculate(root: FormulaCell, ran: FormulaCell[]): void {
    this.stack.push({ cell: root, asked: true });
    for (let top = this.stack.at(-1); top !== undefined; top = this.stack.at(-1)) {
      const { cell } = top;
      if (!cell.dirty) {
        this.stack.pop();
        continue;
      }
      if (cell.openAt < 0) {
        cell.openAt = this.stack.length - 1;
        if (this.pushPrecedents(cell)) continue;
      }
      if (cell.runs === 0) ran.push(cell);
      const needed = this.evaluate(cell);
      if (needed !== null) this.wait(needed);
      else {
        cell.openAt = -1;
        this.stack.pop();
      }
    }
  }

  private pushPrecedents(cell: FormulaCell): boolean {
    const before = this.stack.length;
    for (const area of cell.precedents) {
      for (const precedent of this.book.dirtyIn(area)) if (precedent.openAt < 0) this.stack.push({ cell: precedent, asked: false });
    }
    return this.stack.length > before;
  }

  /** The running formula has asked for cells that are not calculated: they come first, unless they wait for it themselves. */
  private wait(needed: SheetArea): void {
    const cells = [...this.book.dirtyIn(needed)];
    const open = cells.find((cell) => cell.openAt >= 0);
    if (open === undefined) {
      for (const cell of cells) this.stack.push({ cell, asked: true });
      return;
    }
    // the last cell on the way from there to here that nobody has asked for: perhaps there is no circle without it
    for (let index = this.stack.length - 1; index > open.openAt; index--) {
      const waiting = this.stack[index];
      if (waiting === undefined || waiting.cell.openAt !== index || waiting.asked) continue;
      this.unwind(index);
      return;
    }
    const circle = this.stack.slice(open.openAt).filter(({ cell }, index) => cell.openAt === open.openAt + index);
    this.unwind(open.openAt);
    for (const { cell } of circle) {
      this.circularCells.add(cell);
      this.finish(cell, 0, NO_STREAMS);
    }
  }

  private unwind(length: number): void {
    for (let index = length; index < this.stack.length; index++) {
      const waiting = this.stack[index];
      if (waiting?.cell.openAt === index) waiting.cell.openAt = -1;
    }
    this.stack.length = length;
  }

  /** Runs the formula; the area that it needs calculated first, or null when it is done. */
  private evaluate(cell: FormulaCell): SheetArea | null {
    if (this.used.size > 0) this.used = new Set(); // the old one belongs to the cell that filled it
    cell.runs++;
    this.evaluations++;
    if (cell.runs > MAX_RUNS) {
      this.finish(cell, CALC_ERROR, NO_STREAMS);
      return null;
    }
    this.running = cell;
    this.engine.newBudget();
    try {
      const scope = { engine: this.engine, sheet: cell.sheet, row: cell.row, column: cell.column, locals: null, depth: 0 };
      const result = cell.node === null ? NAME_ERROR : evaluateFormula(cell.node, scope);
      this.finish(cell, result, this.used.size === 0 ? NO_STREAMS : this.used);
      return null;
    } catch (thrown) {
      if (thrown instanceof CellsNeeded) {
        return thrown.area;
      }
      if (thrown instanceof OutOfResources) {
        this.finish(cell, OUT_OF_RESOURCES, NO_STREAMS);
        return null;
      }
      throw thrown;
    } finally {
      this.running = null;
    }
  }

  private finish(cell: FormulaCell, result: Exclude<Scalar, null> | Matrix, used: ReadonlySet<CustomStream>): void {
    this.book.setClean(cell);
    this.customFunctions.finished(cell, used);
    const { changed, wanted, filled } = writeResult(cell, result);
    cell.filled = filled;
    if (wanted !== null || cell.wanted !== null) this.book.setWanted(cell, wanted);
    for (const position of changed) this.noteChange(position);
    // dependants of the cell itself have been dirty all along; those of newly filled or emptied cells may not
    const others = changed.filter(({ row, column }) => row !== cell.row || column !== cell.column);
    if (others.length > 0) this.book.changed(changed, cell);
  }

  /** Remembers that the cell shows something else now. */
  noteChange(position: Position): void {
    const { sheet, row, column } = position;
    this.indexes.touch(sheet, column);
    const cell = sheet.get(row, column) ?? { value: null, style: 0 };
    this.changes.set(cell, position);
  }
}
