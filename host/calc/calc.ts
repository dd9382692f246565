import { ErrorValue, type Scalar } from "../model/cell";
import type { Sheet } from "../model/sheet";
import type { Workbook } from "../model/workbook";
import type { CallNode, FormulaNode } from "./ast";
import { Calculator } from "./calculator";
import type { Calc, CalculatedCell, CustomFunctionDispatch, CustomFunctionResult, CustomFunctionsMetadata } from "./contract";
import type { BlankForm } from "./customArguments";
import { customKey, CustomFunctions } from "./customFunctions";
import { evaluateFormula, evaluateNode } from "./evaluate";
import { serialOf } from "./excelDates";
import { FormulaBook } from "./formulaBook";
import { type FormulaCell, NO_STREAMS } from "./formulaCell";
import { LookupIndexes } from "./lookupIndexes";
import { parseFormula } from "./parser";
import { type Position, Resolver } from "./resolver";
import { CellsNeeded, type Engine, OutOfResources, type Scope } from "./scope";
import { emptyCells, mendSpills } from "./spill";
import { Matrix, OUT_OF_RESOURCES, type SheetArea, type Value } from "./values";

/**
 * 64 arrays of a million cells in one formula. Operators count the rows of a whole column that hold cells, so that only a formula with dozens of
 * arrays that really are that long needs more: Excel gives up on such, too.
 */
const MOST_CELLS = 1 << 26;

export interface CalcOptions {
  /** The clock of TODAY and NOW. */
  readonly now?: () => Date;
  /** What RAND and RANDBETWEEN draw from: uniform, 0 ≤ x < 1. */
  readonly random?: () => number;
  /** Cells of arrays that one formula may make or walk through; then it is #CALC!. */
  readonly cellsPerFormula?: number;
  /** What a custom function gets for an empty cell. Default: null, as Excel sends it now. */
  readonly blankAs?: BlankForm;
  /** True: a custom function's new call is told before its old one is cancelled. Default: false. */
  readonly cancelsLast?: boolean;
}

/** Makes the calculation engine of a workbook. Nothing is calculated before the first `recalculate`: until then cells show what the file had. */
export function createCalc(workbook: Workbook, options: CalcOptions = {}): Calc {
  return new WorkbookCalc(workbook, options);
}

class WorkbookCalc implements Calc, Engine {
  onCalculated: ((cells: readonly CalculatedCell[]) => void) | null = null;
  readonly resolver: Resolver;
  readonly indexes = new LookupIndexes();
  private readonly book: FormulaBook;
  private readonly calculator: Calculator;
  private readonly customFunctions: CustomFunctions;
  private readonly clock: () => Date;
  private readonly draw: () => number;
  /** "new": the book was just opened; "changed": read every formula again and calculate it. */
  private structure: "new" | "known" | "changed" = "new";
  private pendingChanges: Position[] = [];
  private shownAnew = new Set<Sheet>();
  /** Custom functions registered before the book was read. */
  private toStart = new Set<string>();
  private serialNow = 0;
  /** Cells of arrays that the running formula made or walked through. */
  private spent = 0;
  private readonly cellsPerFormula: number;

  constructor(
    readonly workbook: Workbook,
    options: CalcOptions,
  ) {
    this.clock = options.now ?? (() => new Date());
    this.draw = options.random ?? Math.random;
    this.cellsPerFormula = options.cellsPerFormula ?? MOST_CELLS;
    this.resolver = new Resolver(workbook);
    this.book = new FormulaBook(workbook, this.resolver);
    this.customFunctions = new CustomFunctions({ blankAs: options.blankAs ?? "null", cancelsLast: options.cancelsLast ?? false });
    this.calculator = new Calculator(this.book, this, this.indexes, this.customFunctions);
  }

  cellChanged(sheet: Sheet, row: number, column: number): void {
    this.pendingChanges.push({ sheet, row, column });
  }

  structureChanged(): void {
    this.structure = "changed";
    this.resolver.forget();
    this.indexes.forget();
  }

  rowsShownOrHidden(sheet: Sheet): void {
    this.shownAnew.add(sheet);
  }

  recalculate(): readonly CalculatedCell[] {
    this.settle();
    this.book.setVolatileDirty();
    return this.run();
  }

  get isUpToDate(): boolean {
    return this.structure === "known" && this.pendingChanges.length === 0 && this.shownAnew.size === 0 && this.toStart.size === 0 && !this.book.mayBeDirty;
  }

  recalculateAll(): readonly CalculatedCell[] {
    this.structureChanged();
    return this.recalculate();
  }

  registerCustomFunctions(namespace: string, metadata: CustomFunctionsMetadata, dispatch: CustomFunctionDispatch): void {
    for (const key of this.customFunctions.register(namespace, metadata, dispatch)) this.toStart.add(key);
  }

  customFunctionResult(result: CustomFunctionResult): void {
    this.customFunctionResults([result]);
  }

  customFunctionResults(results: readonly CustomFunctionResult[]): void {
    const cells = results.flatMap((result) => this.customFunctions.accept(result));
    if (cells.length === 0) return;
    this.settle();
    this.book.spreadAll(cells.filter((cell) => this.book.get(cell.sheet, cell.row, cell.column) === cell), "result");
    const changed = this.run();
    if (changed.length > 0) this.onCalculated?.(changed);
  }

  get pendingCustomFunctions(): number {
    return this.customFunctions.pending;
  }

  get evaluations(): number {
    return this.calculator.evaluations;
  }

  get circular(): readonly CalculatedCell[] {
    return this.calculator.circular;
  }

  evaluate(formula: string, at: Position): Scalar[][];
  evaluate(node: FormulaNode, scope: Scope): Value;
  evaluate(what: string | FormulaNode, where: Position | Scope): Scalar[][] | Value {
    if (typeof what === "string") return this.evaluateText(what, where);
    if (!("engine" in where)) throw new TypeError("A part of a formula is evaluated in a scope.");
    return evaluateNode(what, where);
  }

  private evaluateText(formula: string, at: Position): Scalar[][] {
    const parsed = parseFormula(formula.replace(/^=/, ""));
    if (!parsed.ok) return [[new ErrorValue("#NAME?", parsed.problem.message)]];
    this.settle();
    this.serialNow = serialOfDate(this.clock());
    for (;;) {
      this.newBudget();
      try {
        const result = evaluateFormula(parsed.node, { engine: this, ...at, locals: null, depth: 0 });
        if (!(result instanceof Matrix)) return [[result]];
        return Array.from({ length: result.rows }, (_, row) => result.cells.slice(row * result.columns, (row + 1) * result.columns));
      } catch (thrown) {
        if (thrown instanceof OutOfResources) return [[OUT_OF_RESOURCES]];
        if (!(thrown instanceof CellsNeeded)) throw thrown;
        this.calculator.calculateArea(thrown.area);
      }
    }
  }

  // What evaluations need (Engine)

  ready(area: SheetArea): void {
    if (!this.book.isReady(area)) throw new CellsNeeded(area);
  }

  dependOn(area: SheetArea): void {
    if (this.calculator.running !== null) this.book.addFound(this.calculator.running, area);
  }

  spend(cells: number): void {
    this.spent += cells;
    if (this.spent > this.cellsPerFormula) throw new OutOfResources();
  }

  newBudget(): void {
    this.spent = 0;
  }

  now(): number {
    return this.serialNow;
  }

  random(): number {
    return this.draw();
  }

  callCustom(node: CallNode, scope: Scope): Value | undefined {
    return this.customFunctions.call(node, scope, this.calculator.running, this.calculator.usedStreams);
  }

  /** Takes in what was reported since the last calculation. */
  private settle(): void {
    if (this.structure !== "known") this.readBook();
    if (this.pendingChanges.length > 0) this.takeChanges(this.pendingChanges.splice(0));
    if (this.shownAnew.size > 0) {
      this.book.spreadAll(this.book.lookingAtHiddenRows(this.shownAnew), "change");
      this.shownAnew = new Set();
    }
    if (this.toStart.size > 0) this.startCustomFunctions();
  }

  private readBook(): void {
    const opened = this.structure === "new";
    this.structure = "known";
    const before = [...this.book.all()];
    this.book.rebuild();
    const emptied = mendSpills(this.workbook.sheets, this.book.all());
    const dirty: FormulaCell[] = [];
    for (const cell of this.book.all()) {
      if (cell.filled !== null) this.book.setWanted(cell, cell.filled);
      if (cell.otherFunctions.some((key) => this.customFunctions.options(key)?.volatile === true)) this.book.setVolatile(cell);
      // a file's values stand until something changes; errors are tried again, as Excel does
      const value = cell.sheet.get(cell.row, cell.column)?.value ?? null;
      if (!opened) this.book.setDirty(cell, "change");
      else if (value === null || value instanceof ErrorValue) dirty.push(cell);
    }
    this.book.spreadAll(dirty, "change");
    this.carryOver(before);
    for (const position of emptied) this.calculator.noteChange(position);
    this.book.changed(emptied);
  }

  /** Streams go on in the cell that has the same formula now, so that an inserted row does not stop and start them all. */
  private carryOver(before: readonly FormulaCell[]): void {
    for (const old of before) {
      const same = this.book.get(old.sheet, old.row, old.column);
      if (same?.text === old.text) {
        same.streams = old.streams;
        for (const stream of old.streams) {
          stream.cells.delete(old);
          stream.cells.add(same);
        }
        old.streams = NO_STREAMS;
      }
      this.customFunctions.released(old);
    }
  }

  private takeChanges(positions: readonly Position[]): void {
    const changed: Position[] = [];
    for (const position of positions) {
      const { sheet, row, column } = position;
      this.indexes.touch(sheet, column);
      changed.push(position);
      const known = this.book.get(sheet, row, column);
      const formula = sheet.get(row, column)?.formula;
      if (known !== undefined && known.text !== formula) this.dropFormula(known, changed);
      if (formula === undefined) continue;
      const cell = known?.text === formula ? known : this.addFormula(position, formula);
      this.book.setDirty(cell, "change");
    }
    this.book.changed(changed);
  }

  private addFormula(position: Position, formula: string): FormulaCell {
    const cell = this.book.add(position, formula);
    if (cell.otherFunctions.some((key) => this.customFunctions.options(key)?.volatile === true)) this.book.setVolatile(cell);
    return cell;
  }

  private dropFormula(cell: FormulaCell, changed: Position[]): void {
    this.book.remove(cell);
    this.customFunctions.released(cell);
    if (cell.filled === null) return;
    const emptied: Position[] = [];
    emptyCells(cell.sheet, cell, cell.filled, null, emptied);
    for (const position of emptied) this.calculator.noteChange(position);
    changed.push(...emptied);
  }

  /** Newly registered functions run where they never gave a value; streams and volatile ones start in any case. */
  private startCustomFunctions(): void {
    const keys = this.toStart;
    const start: FormulaCell[] = [];
    this.toStart = new Set();
    for (const cell of this.book.all()) {
      const called = cell.otherFunctions.filter((key) => keys.has(customKey(key)));
      if (called.length === 0) continue;
      const options = called.map((key) => this.customFunctions.options(key));
      if (options.some((option) => option?.volatile === true)) this.book.setVolatile(cell);
      const value = cell.sheet.get(cell.row, cell.column)?.value ?? null;
      if (value === null || value instanceof ErrorValue || options.some((option) => option?.stream === true || option?.volatile === true)) start.push(cell);
    }
    this.book.spreadAll(start, "change");
  }

  private run(): readonly CalculatedCell[] {
    this.serialNow = serialOfDate(this.clock());
    this.calculator.run();
    const changed = this.calculator.takeChanges();
    this.customFunctions.send();
    return changed;
  }
}

/** Local date and time as a serial of the 1900 system. */
function serialOfDate(date: Date): number {
  const seconds = date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds() + date.getMilliseconds() / 1000;
  return serialOf(date.getFullYear(), date.getMonth() + 1, date.getDate()) + seconds / 86400;
}
