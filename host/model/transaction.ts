import type { Calc } from "../calc/contract";
import type { Area, Cell } from "./cell";
import { MAX_COLUMNS } from "./cell";
import type { HostEvent, Origin } from "./events";
import type { RecordedChange } from "./changes";
import { HostError } from "./hostError";
import type { ProtectionPermission } from "./protection";
import type { Sheet } from "./sheet";
import type { Restore } from "./snapshot";
import type { ShiftChange } from "./structureEdits";
import type { Workbook } from "./workbook";

/** One recorded piece of an edit, to be taken back and put again. */
interface Operation {
  undo(): void;
  redo(): void;
}

/** How far a transaction had come. */
export interface Savepoint {
  readonly operations: number;
  readonly events: number;
  readonly changes: number;
}

/** Cells of one sheet as they were and became; parallel lists, because a paste can hold a million. */
class CellOperation implements Operation {
  private readonly places: number[] = [];
  private readonly before: (Cell | undefined)[] = [];
  private readonly after: (Cell | undefined)[] = [];
  /** Which of them got another style and nothing else. */
  private readonly restyled: boolean[] = [];
  constructor(
    readonly sheet: Sheet,
    private readonly calc: Calc | null,
  ) {}

  add(row: number, column: number, before: Cell | undefined, after: Cell | undefined, restyled = false): void {
    this.places.push(row * MAX_COLUMNS + column);
    this.before.push(before);
    this.after.push(after);
    this.restyled.push(restyled);
  }

  undo(): void {
    for (let i = this.places.length - 1; i >= 0; i--) this.putBack(i, this.before[i]);
  }

  redo(): void {
    for (let i = 0; i < this.places.length; i++) this.putBack(i, this.after[i]);
  }

  private putBack(index: number, cell: Cell | undefined): void {
    const place = this.places[index] ?? 0;
    const row = Math.floor(place / MAX_COLUMNS);
    const column = place % MAX_COLUMNS;
    if (this.restyled[index] === true) {
      // The value may have been calculated anew since then, or filled in by a spill: only the style goes back.
      this.sheet.put(row, column, withStyle(this.sheet.get(row, column), cell?.style ?? 0));
      return;
    }
    const now = this.sheet.get(row, column);
    // What a calculation between two edits of one step had filled belongs to neither of them: it goes with its anchor.
    if (now !== undefined)
      for (const place of filledBy(this.sheet, row, column, now)) {
        this.sheet.put(place.row, place.column, withStyle({ value: null, style: 0 }, place.cell.style));
        this.calc?.cellChanged(this.sheet, place.row, place.column);
      }
    this.sheet.put(row, column, cell);
    this.calc?.cellChanged(this.sheet, row, column);
  }
}

/**
 * One edit under way: applies changes at once, remembers how to take them back, and collects events that are sent
 * only after the recalculation. Cells in the model are replaced, never changed in place (calculated values apart).
 */
export class Transaction {
  readonly events: HostEvent[] = [];
  /** What was done to cells, for the merge with a co-author's copy; kept only when somebody asked for it. */
  readonly changes: RecordedChange[] = [];
  private recording: boolean;
  private readonly operations: Operation[] = [];
  private structural = false;
  /** References must be resolved anew: sheets, tables, names or places changed. */
  private movesReferences = false;
  /** Sheets whose rows were hidden or shown. */
  private readonly shownAnew = new Set<Sheet>();

  constructor(
    readonly workbook: Workbook,
    readonly calc: Calc | null,
    readonly origin: Origin,
    /** Told of inserted and deleted cells, so that ranges held by the rich API move with their cells. */
    readonly shiftListeners: readonly ((change: ShiftChange) => void)[] = [],
    recording = false,
  ) {
    this.recording = recording;
  }

  get isEmpty(): boolean {
    return this.operations.length === 0;
  }

  /** True when more than cells changed: places, sheets, tables, names, layout. */
  get isStructural(): boolean {
    return this.structural;
  }

  /** Inside `work` cells move as told by the change: they are recorded as the one change that they are. */
  shifting(change: ShiftChange, lost: () => readonly { readonly row: number; readonly column: number; readonly cell: Cell }[], work: () => void): void {
    if (!this.recording) return work();
    const entry: RecordedChange = { kind: "shift", change, lost: lost() };
    this.recording = false;
    try {
      work();
    } finally {
      this.recording = true;
    }
    this.changes.push(entry);
  }

  put(sheet: Sheet, row: number, column: number, cell: Cell | undefined): void {
    const before = sheet.get(row, column);
    if (before === undefined && cell === undefined) return;
    const last = this.operations[this.operations.length - 1];
    const operation = last instanceof CellOperation && last.sheet === sheet ? last : this.push(new CellOperation(sheet, this.calc));
    if (this.recording) this.changes.push({ kind: "cell", sheet, row, column, before, after: cell });
    if (before?.style !== cell?.style && hasSameContent(before, cell)) {
      operation.add(row, column, before, cell, true);
      sheet.put(row, column, cell);
      return;
    }
    operation.add(row, column, before, cell);
    if (before !== undefined) this.releaseSpill(sheet, row, column, before, operation);
    sheet.put(row, column, cell);
    this.calc?.cellChanged(sheet, row, column);
  }

  /** A change of anything but cells: `capture` remembers the state before and after `work`. */
  structure<T>(capture: () => Restore, work: () => T): T {
    const undo = capture();
    const result = work();
    this.push({ undo, redo: capture() });
    this.structural = true;
    this.movesReferences = true;
    this.calc?.structureChanged();
    return result;
  }

  /**
   * A change of looks: widths, heights, hidden rows, filters, panes, comments … No formula reads those, so nothing is calculated; except that
   * SUBTOTAL and AGGREGATE are when rows of `sheet` were hidden or shown. `capture` and `work` as for `structure`.
   */
  look<T>(sheet: Sheet | null, capture: () => Restore, work: () => T): T {
    const hidden = sheet === null ? null : [new Set(sheet.hiddenRows), new Set(sheet.filteredRows)] as const;
    const undo = capture();
    const result = work();
    this.push({ undo, redo: capture() });
    this.structural = true;
    if (sheet !== null && hidden !== null && !(isSameSet(hidden[0], sheet.hiddenRows) && isSameSet(hidden[1], sheet.filteredRows))) {
      this.shownAnew.add(sheet);
      this.calc?.rowsShownOrHidden(sheet);
    }
    return result;
  }

  emit(event: HostEvent): void {
    this.events.push(event);
  }

  /** For taking back a single failed action inside a bigger batch. */
  savepoint(): Savepoint {
    return { operations: this.operations.length, events: this.events.length, changes: this.changes.length };
  }

  /** Takes back everything after the savepoint. */
  rollback(to: Savepoint = { operations: 0, events: 0, changes: 0 }): void {
    for (const operation of this.operations.splice(to.operations).reverse()) operation.undo();
    this.events.length = to.events;
    this.changes.length = to.changes;
    this.tellCalc();
  }

  /** Starts a fresh cell record, so that a savepoint never lies inside one. */
  seal(): void {
    const last = this.operations[this.operations.length - 1];
    if (last instanceof CellOperation) this.push({ undo: () => undefined, redo: () => undefined });
  }

  undo(): void {
    for (const operation of [...this.operations].reverse()) operation.undo();
    this.tellCalc();
  }

  redo(): void {
    for (const operation of this.operations) operation.redo();
    this.tellCalc();
  }

  /** Refuses a write to a protected sheet unless every cell of the area is unlocked. */
  guard(sheet: Sheet, area: Area): void {
    if (sheet.protection === null) return;
    const isLocked = (row: number, column: number): boolean => this.workbook.styles.get(sheet.get(row, column)?.style ?? 0).locked;
    for (let row = area.top; row <= area.bottom; row++)
      for (let column = area.left; column <= area.right; column++) if (isLocked(row, column)) throw accessDenied(sheet);
  }

  /** Refuses a change of a protected sheet's structure or looks, unless the protection's options allow that kind of change. */
  guardStructure(sheet: Sheet, permission?: ProtectionPermission): void {
    if (sheet.protection === null || (permission !== undefined && sheet.protection.options?.[permission] === true)) return;
    throw accessDenied(sheet);
  }

  /** Refuses a change of the book's list of sheets while its structure is protected. */
  guardWorkbook(): void {
    if (this.workbook.protection !== null) throw new HostError("AccessDenied", "You cannot perform the requested operation: the structure of the workbook is protected.");
  }

  /** Cells that a dynamic array filled go with its anchor; a value put into a spilled cell makes its anchor calculate anew. */
  private releaseSpill(sheet: Sheet, row: number, column: number, before: Cell, operation: CellOperation): void {
    if (before.spillOf !== undefined) this.calc?.cellChanged(sheet, before.spillOf.row, before.spillOf.column);
    for (const place of filledBy(sheet, row, column, before)) {
      const emptied = withStyle({ value: null, style: 0 }, place.cell.style);
      operation.add(place.row, place.column, place.cell, emptied);
      sheet.put(place.row, place.column, emptied);
      this.calc?.cellChanged(sheet, place.row, place.column);
    }
  }

  /** After operations were taken back or put again; cells tell of themselves. */
  private tellCalc(): void {
    if (this.movesReferences) this.calc?.structureChanged();
    for (const sheet of this.shownAnew) this.calc?.rowsShownOrHidden(sheet);
  }

  private push<T extends Operation>(operation: T): T {
    this.operations.push(operation);
    return operation;
  }
}

/** True when nothing but the style differs. A formula entered again has no value yet, which is another content: it is calculated. */
function hasSameContent(a: Cell | undefined, b: Cell | undefined): boolean {
  return (
    (a?.value ?? null) === (b?.value ?? null) && a?.formula === b?.formula && a?.quotePrefix === b?.quotePrefix && a?.kept === b?.kept && a?.spill === b?.spill && a?.spillOf === b?.spillOf && a?.arrayRange === b?.arrayRange
  );
}

/** The cells that the spill of an anchor at that place fills. */
function filledBy(sheet: Sheet, row: number, column: number, { spill }: Cell): readonly { readonly row: number; readonly column: number; readonly cell: Cell }[] {
  if (spill === undefined || (spill.rows === 1 && spill.columns === 1)) return [];
  const places: { readonly row: number; readonly column: number; readonly cell: Cell }[] = [];
  for (let r = row; r < row + spill.rows; r++)
    for (let c = column; c < column + spill.columns; c++) {
      const cell = sheet.get(r, c);
      if (cell?.spillOf?.row === row && cell.spillOf.column === column) places.push({ row: r, column: c, cell });
    }
  return places;
}

function withStyle(cell: Cell | undefined, style: number): Cell | undefined {
  const isBlank = cell === undefined || (cell.value === null && cell.formula === undefined && cell.spillOf === undefined);
  if (isBlank && style === 0) return undefined;
  return { ...(cell ?? { value: null }), style };
}

function isSameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a.size !== b.size) return false;
  for (const entry of a) if (!b.has(entry)) return false;
  return true;
}

function accessDenied(sheet: Sheet): HostError {
  return new HostError("AccessDenied", `You cannot perform the requested operation: the sheet ${sheet.name} is protected.`);
}
