import type { Sheet } from "../model/sheet";
import type { Workbook } from "../model/workbook";
import type { CallNode, FormulaNode } from "./ast";
import type { LookupIndexes } from "./lookupIndexes";
import type { Resolver } from "./resolver";
import type { SheetArea, Value } from "./values";

/** What an evaluation needs from the engine around it. */
export interface Engine {
  readonly workbook: Workbook;
  readonly resolver: Resolver;
  readonly indexes: LookupIndexes;
  /** To be called before cells are read. Throws `CellsNeeded` when formulas among them are still to be calculated. */
  ready(area: SheetArea): void;
  /** Says that the running formula depends on an area that its text does not show, as in A1:INDEX(…). */
  dependOn(area: SheetArea): void;
  /** Counts cells of arrays that the running formula makes or walks through; throws `OutOfResources` when they are too many. */
  spend(cells: number): void;
  /** A formula begins. */
  newBudget(): void;
  /** Local date and time as a serial number of the 1900 system. */
  now(): number;
  /** What RAND draws: uniform, 0 ≤ x < 1. */
  random(): number;
  /** Evaluates a part of the formula; for functions that evaluate their arguments themselves. */
  evaluate(node: FormulaNode, scope: Scope): Value;
  /** Calls a custom function; undefined when none has that name. */
  callCustom(node: CallNode, scope: Scope): Value | undefined;
}

/** Where a formula is evaluated. */
export interface Scope {
  readonly engine: Engine;
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  /** Names given by LET, in lower case. */
  readonly locals: ReadonlyMap<string, Value> | null;
  /** How many names deep we are, to stop names that mean each other. */
  readonly depth: number;
}

/** Thrown out of an evaluation that needs more than a formula may. */
export class OutOfResources extends Error {}

/** Thrown out of an evaluation that reads formulas which are not calculated yet; it is repeated after them. */
export class CellsNeeded {
  constructor(readonly area: SheetArea) {}
}
