import type { Calc } from "../calc/contract";
import type { Area } from "../model/cell";
import type { Editor } from "../model/edit";
import { HostError } from "../model/hostError";
import type { Sheet } from "../model/sheet";
import type { ShiftChange } from "../model/structureEdits";
import { shiftedArea } from "../model/structureEdits";
import type { Table } from "../model/table";
import type { Workbook } from "../model/workbook";
import { REQUIREMENT_SETS } from "./requirementSets";
import type { Platform } from "./undoSupport";
import { clearsUndo } from "./undoSupport";

/** Requirement sets the add-in's manifest declares, e.g. { ExcelApi: "1.13" }; a member above them is ApiNotFound. */
export type DeclaredSets = Readonly<Record<string, string>>;

/** A range as the rich API holds it: it moves along when cells are inserted or deleted; `area` is null once its cells are gone. */
export class RangeRef {
  constructor(
    readonly sheet: Sheet,
    public place: Area | null,
  ) {}

  get area(): Area {
    if (this.place === null) throw new HostError("InvalidReference", "This reference is not valid for the current operation: its cells were deleted.");
    return this.place;
  }

  shift(change: ShiftChange): void {
    if (this.place !== null && change.sheet === this.sheet) this.place = shiftedArea(change, this.place);
  }
}

/** What the members know of the world around the workbook; each has a default. */
export interface SessionSettings {
  /** Default: OfficeOnline. Decides what is documented to differ, as which calls clear the undo stack. */
  readonly platform?: Platform;
  readonly userName?: string;
  /** ISO date and time, for comments. */
  readonly now?: () => string;
  /** Workbook.save. Without it saving does nothing, as in a book that is saved by itself. */
  readonly onSave?: () => void;
  readonly onClose?: (behavior: "Save" | "SkipSave") => void;
}

/** Excel on the web takes and gives at most 5 MB per batch (learn.microsoft.com, "Resource limits and performance optimization"). */
export const PAYLOAD_LIMIT = 5 * 1024 * 1024;
/** An empty cell in an answer: "", with its comma. One digit takes less. */
const FEWEST_BYTES = 2;

/** What the members of API objects work with: one per add-in instance. */
export class Session {
  /** "eventType:targetId" → how many registrations the client made. */
  readonly subscriptions = new Map<string, number>();
  /** Runtime.enableEvents: off, this add-in hears of nothing. */
  eventsEnabled = true;
  /** Application.suspendApiCalculationUntilNextSync: on until the batch ends. */
  calculationSuspended = false;
  /** Member at work ("Range.values"): where a batch failed, as debugInfo.errorLocation tells it. */
  place = "";
  private undoIsCleared = false;
  /** The fewest bytes that the cells told in this batch take. */
  private bytesTold = 0;
  private readonly ranges = new Set<WeakRef<RangeRef>>();
  private readonly stopListening: () => void;

  constructor(
    readonly workbook: Workbook,
    readonly editor: Editor,
    readonly calc: Calc | null,
    private readonly declaredSets: DeclaredSets,
    /** Results of custom functions and the runtime's readiness, as the client reports them. */
    readonly customFunctions: { setResults(results: readonly unknown[]): void; ready(): void },
    readonly settings: SessionSettings = {},
  ) {
    this.stopListening = editor.onShift((change) => {
      for (const reference of this.ranges) {
        const range = reference.deref();
        if (range === undefined) this.ranges.delete(reference);
        else range.shift(change);
      }
    });
  }

  dispose(): void {
    this.stopListening();
    this.subscriptions.clear();
  }

  range(sheet: Sheet, area: Area): RangeRef {
    const range = new RangeRef(sheet, area);
    this.ranges.add(new WeakRef(range));
    if (this.ranges.size % 4096 === 0) for (const reference of this.ranges) if (reference.deref() === undefined) this.ranges.delete(reference);
    return range;
  }

  get userName(): string {
    return this.settings.userName ?? "User";
  }

  now(): string {
    return this.settings.now?.() ?? new Date().toISOString();
  }

  get platform(): Platform {
    return this.settings.platform ?? "OfficeOnline";
  }

  /** Remembers that the member was used by which the undo stack is lost; see endBatch. */
  used(className: string, member: string): void {
    if (clearsUndo(this.platform, className, member)) this.undoIsCleared = true;
  }

  /** Values are brought up to date before something reads them, unless the add-in suspended calculation until the next sync. */
  settle(): void {
    if (!this.calculationSuspended) this.editor.settle();
  }

  /** Counts cells that a load is about to tell; false when the answer is too large with them, so that they need not be read. */
  fitsAnswer(cells: number): boolean {
    this.bytesTold += cells * FEWEST_BYTES;
    return !this.answerIsTooLarge;
  }

  /** The answer of this batch is larger than the client takes, however short the values are. */
  get answerIsTooLarge(): boolean {
    return this.bytesTold > PAYLOAD_LIMIT;
  }

  /** After the last action of a batch. */
  endBatch(): void {
    this.bytesTold = 0;
    this.calculationSuspended = false;
    if (this.undoIsCleared) this.editor.clearUndo();
    this.undoIsCleared = false;
  }

  /** Refuses objects whose sheet was deleted meanwhile. */
  requireSheet(sheet: Sheet): Sheet {
    if (!this.workbook.sheets.includes(sheet)) throw itemNotFound();
    return sheet;
  }

  requireTable(table: Table): Table {
    if (!table.sheet.tables.includes(table) || !this.workbook.sheets.includes(table.sheet)) throw itemNotFound();
    return table;
  }

  /** Refuses a member of a requirement set above the declared ones: the client itself does not check (host-protocol.md §1.3). */
  requireMember(className: string, member: string): void {
    if (!this.isDeclared(className, member))
      throw new HostError("ApiNotFound", `The API ${className}.${member} is in requirement set ${setOf(className, member)}, which the add-in does not declare.`);
  }

  isDeclared(className: string, member: string): boolean {
    const [name = "", version = ""] = setOf(className, member).split(" ");
    const declared = this.declaredSets[name];
    return declared !== undefined && compareVersions(declared, version) >= 0;
  }
}

export function itemNotFound(): HostError {
  return new HostError("ItemNotFound", "The requested resource doesn't exist.");
}

function setOf(className: string, member: string): string {
  const known = REQUIREMENT_SETS[className];
  return known === undefined ? "ExcelApi 1.1" : (known.members[member] ?? known.own);
}

function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split(".").map(Number);
  const [majorB = 0, minorB = 0] = b.split(".").map(Number);
  return majorA - majorB || minorA - minorB;
}
