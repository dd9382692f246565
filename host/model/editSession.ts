import type { Calc, CalculatedCell } from "../calc/contract";
import { boundingArea, cellArea, contains, intersection } from "./address";
import type { Area } from "./cell";
import type { RecordedChange } from "./changes";
import { inverseChanges } from "./changes";
import type { HostEvent, HostEventListener, Origin } from "./events";
import { BY_HAND } from "./events";
import type { Sheet } from "./sheet";
import type { ShiftChange } from "./structureEdits";
import { Transaction } from "./transaction";
import type { Workbook } from "./workbook";

const UNDO_STEPS = 100;

/** `undone`: the very list that was told before, when the changes take it back. */
type ChangeListener = (changes: readonly RecordedChange[], origin: Origin, undone?: readonly RecordedChange[]) => void;

/** Steps of editing: transactions, undo and redo, recalculation after each step, then its events. Editor adds the verbs. */
export class EditSession {
  private editing = false;
  private readonly listeners = new Set<HostEventListener>();
  private readonly shiftListeners: ((change: ShiftChange) => void)[] = [];
  private readonly editModeListeners = new Set<() => void>();
  private readonly changeListeners = new Set<ChangeListener>();
  private readonly undone: Transaction[] = [];
  private readonly done: Transaction[] = [];
  private current: Transaction | null = null;

  constructor(
    readonly workbook: Workbook,
    readonly calc: Calc | null,
  ) {
    if (calc !== null) calc.onCalculated = (changed) => this.dispatch(calculatedEvents(changed));
  }

  /** A person is typing in a cell: rich API batches fail with InvalidOperationInCellEditMode unless they ask to wait. */
  get cellEditMode(): boolean {
    return this.editing;
  }

  set cellEditMode(on: boolean) {
    this.editing = on;
    if (!on) for (const listener of [...this.editModeListeners]) listener();
  }

  /** Called each time a person leaves the cell; returns the way to stop listening. */
  onCellEditEnd(listener: () => void): () => void {
    this.editModeListeners.add(listener);
    return () => this.editModeListeners.delete(listener);
  }

  onEvent(listener: HostEventListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Told of the cells that each finished step changed (undo and redo, too), for the merge with a co-author's copy. */
  onChanges(listener: ChangeListener): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  /** Told inside an edit of cells that were inserted or deleted (the rich API moves its ranges along). */
  onShift(listener: (change: ShiftChange) => void): () => void {
    this.shiftListeners.push(listener);
    return () => this.shiftListeners.splice(this.shiftListeners.indexOf(listener), 1);
  }

  /** One undo step: the work, then one recalculation, then the events. Nested calls join the outer step. */
  transact<T>(origin: Origin, work: () => T): T {
    if (this.current !== null) return this.guarded(this.current, work);
    const tx = new Transaction(this.workbook, this.calc, origin, this.shiftListeners, this.changeListeners.size > 0);
    this.current = tx;
    try {
      const result = work();
      this.current = null;
      this.finish(tx);
      return result;
    } catch (error) {
      this.current = null;
      tx.rollback();
      this.recalculate();
      throw error;
    }
  }

  /** Inside `transact`: values are brought up to date now, before something reads them. */
  settle(): void {
    if (this.current !== null) for (const event of calculatedEvents(this.recalculate())) this.current.emit(event);
  }

  undo(): boolean {
    const tx = this.done.pop();
    if (tx === undefined) return false;
    tx.undo();
    this.undone.push(tx);
    this.tellChanges(inverseChanges(tx.changes), BY_HAND, tx.changes);
    this.dispatch([...replayed(tx), ...calculatedEvents(this.recalculate())]);
    return true;
  }

  redo(): boolean {
    const tx = this.undone.pop();
    if (tx === undefined) return false;
    tx.redo();
    this.done.push(tx);
    this.tellChanges(tx.changes, BY_HAND);
    this.dispatch([...replayed(tx), ...calculatedEvents(this.recalculate())]);
    return true;
  }

  /**
   * Forgets every step. Calling an API without undo support "clears the user's undo stack" from that call on (learn.microsoft.com, "Undo
   * capabilities with the Excel JavaScript API").
   */
  clearUndo(): void {
    this.done.length = 0;
    this.undone.length = 0;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  protected edit<T>(work: (tx: Transaction) => T): T {
    return this.transact(this.current?.origin ?? BY_HAND, () => {
      if (this.current === null) throw new Error("No edit is under way");
      return work(this.current);
    });
  }

  /** A failing edit inside a step takes back itself only. */
  private guarded<T>(tx: Transaction, work: () => T): T {
    tx.seal();
    const savepoint = tx.savepoint();
    try {
      return work();
    } catch (error) {
      tx.rollback(savepoint);
      throw error;
    }
  }

  private finish(tx: Transaction): void {
    const calculated = calculatedEvents(this.recalculate());
    if (!tx.isEmpty) {
      if (tx.origin.source === "Remote") {
        // The undo stack is each user's own; steps remembered by place are of no use once a co-author moved the places.
        if (tx.isStructural) this.clearUndo();
      } else {
        this.done.push(tx);
        if (this.done.length > UNDO_STEPS) this.done.shift();
        this.undone.length = 0;
      }
      this.tellChanges(tx.changes, tx.origin);
    }
    this.dispatch([...withTables(tx.events), ...calculated]);
  }

  private tellChanges(changes: readonly RecordedChange[], origin: Origin, undone?: readonly RecordedChange[]): void {
    if (changes.length > 0) for (const listener of [...this.changeListeners]) listener(changes, origin, undone);
  }

  private recalculate(): readonly CalculatedCell[] {
    // reading is no reason to calculate: a volatile custom function would be called again by the batch that brings its answer, for ever
    if (this.calc === null || this.calc.isUpToDate || this.workbook.calculationMode === "manual") return [];
    return this.calc.recalculate();
  }

  protected send(events: readonly HostEvent[]): void {
    if (this.current === null) this.dispatch(events);
    else for (const event of events) this.current.emit(event);
  }

  private dispatch(events: readonly HostEvent[]): void {
    for (const event of events) for (const listener of [...this.listeners]) listener(event);
  }
}

/** Adds, after each change of cells, the change of every table that it touches. */
function withTables(events: readonly HostEvent[]): readonly HostEvent[] {
  return events.flatMap((event) => {
    if (event.kind !== "cellsChanged") return [event];
    const touched = event.sheet.tables.flatMap((table): HostEvent[] => {
      const area = intersection(table.area, event.area);
      if (area === null) return [];
      const { sheet, changeType, origin, details, replayed, shift } = event;
      return [{
        kind: "tableChanged", table, sheet, area, changeType, origin, details: contains(area, event.area) ? details : null, ...(replayed === true ? { replayed } : {}), ...(shift === undefined ? {} : { shift }),
      }];
    });
    return [event, ...touched];
  });
}

/** Undo and redo are told as edits by hand of the same cells. */
function replayed(tx: Transaction): readonly HostEvent[] {
  return withTables(tx.events.map((event) => (event.kind === "cellsChanged" ? { ...event, origin: BY_HAND, details: null, replayed: true } : event)));
}

export function calculatedEvents(changed: readonly CalculatedCell[]): readonly HostEvent[] {
  const areas = new Map<Sheet, Area>();
  for (const { sheet, row, column } of changed) {
    const known = areas.get(sheet);
    const area = cellArea(row, column);
    areas.set(sheet, known === undefined ? area : boundingArea(known, area));
  }
  return [...areas].map(([sheet, area]) => ({ kind: "calculated", sheet, area }));
}
