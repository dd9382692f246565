import type { FillType } from "../model/autoFill";
import type { Area } from "../model/cell";
import type { DeclaredSets, BatchLogEntry, HostMessage, ProcessorAnswer } from "../richapi/processor";
import type { CustomFunctionsMetadata } from "../calc/contract";

/** What the page and the workbook's worker say to each other: plain data only. Positions are 0-based, ends inclusive. */

export interface SheetSummary {
  readonly id: string;
  readonly name: string;
  readonly visible: boolean;
  readonly tabColor: string | null;
  readonly isProtected: boolean;
}

/** The whole book in brief; sent after opening and whenever any of it changes. */
export interface BookState {
  readonly fileName: string;
  readonly sheets: readonly SheetSummary[];
  readonly activeSheetId: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Custom functions that have not answered for the first time. */
  readonly waitingFunctions: number;
  readonly dirty: boolean;
}

/** The shape of one sheet: everything but the cells. Sizes in CSS pixels. */
export interface SheetLayout {
  readonly sheetId: string;
  readonly used: Area | null;
  /** Sparse: only what differs from the default; 0 is hidden. */
  readonly columnWidths: readonly (readonly [number, number])[];
  readonly rowHeights: readonly (readonly [number, number])[];
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly gridlines: boolean;
  readonly merges: readonly Area[];
  readonly tables: readonly TableLayout[];
}

export interface TableLayout {
  readonly name: string;
  readonly area: Area;
  readonly filterButtons: boolean;
  /** 0-based columns of the table that a filter narrows. */
  readonly filteredColumns: readonly number[];
}

/** How a cell looks, resolved: the cell's own format over its table's style. */
export interface CellLook {
  readonly fontFamily: string;
  /** Points. */
  readonly fontSize: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly color: string | null;
  readonly fill: string | null;
  /** CSS border text, e.g. "1px solid #000000", or null for the gridline. */
  readonly borderRight: string | null;
  readonly borderBottom: string | null;
  readonly align: "left" | "center" | "right";
  readonly valign: "top" | "center" | "bottom";
  readonly wrap: boolean;
  readonly indent: number;
}

export type ShownKind = "empty" | "text" | "number" | "boolean" | "error";

export interface ShownCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly kind: ShownKind;
  /** Index into `looks` of the same answer. */
  readonly look: number;
  /** For a number under General: the value, so that a narrow column can show fewer digits. */
  readonly value?: number;
  /** What a custom function said about its error. */
  readonly message?: string;
  /** Colour that the number format asks for ("[Red]"). */
  readonly formatColor?: string;
}

export interface Span {
  readonly first: number;
  readonly last: number;
}

export interface ViewAnswer {
  readonly sheetId: string;
  readonly revision: number;
  readonly cells: readonly ShownCell[];
  readonly looks: readonly CellLook[];
}

/** What the formula bar shows for the active cell. */
export interface CellDetail {
  /** As a person would type it: "=SUM(A1:A3)", "12.5", "'00417". */
  readonly editText: string;
  readonly text: string;
  readonly spillOf: string | null;
  readonly spill: Area | null;
  readonly prompt: { readonly title: string; readonly message: string } | null;
  /** Entries of the cell's drop-down list, if it has one. */
  readonly list: readonly string[] | null;
}

export interface SelectionSummary {
  readonly count: number;
  readonly numberCount: number;
  /** As shown, in the active cell's number format. */
  readonly sum: string;
  readonly average: string;
}

export interface Selection {
  readonly sheetId: string;
  readonly area: Area;
}

export type RangeRequest = { readonly sheetId: string; readonly area: Area };
export type SheetRequest = { readonly sheetId: string };
export type FormatRequest = RangeRequest & { readonly format: "bold" | "italic" | "underline" };
/** `target` holds the source and goes on from it on one side. */
export type FillRequest = { readonly sheetId: string; readonly source: Area; readonly target: Area; readonly type: FillType };

/** Every call the page can make: input and output. A refused call rejects with the message for the person. */
export interface SessionCalls {
  open(input: { readonly bytes: ArrayBuffer; readonly fileName: string }): BookState;
  newBook(input: Record<string, never>): BookState;
  save(input: Record<string, never>): { readonly bytes: Uint8Array; readonly fileName: string };
  connect(input: { readonly sets: DeclaredSets; readonly functions: CustomFunctionsMetadata | null; readonly namespace: string }): void;
  state(input: Record<string, never>): BookState;
  layout(input: SheetRequest): SheetLayout;
  view(input: { readonly sheetId: string; readonly rows: readonly Span[]; readonly columns: readonly Span[] }): ViewAnswer;
  detail(input: { readonly sheetId: string; readonly row: number; readonly column: number }): CellDetail;
  summary(input: RangeRequest): SelectionSummary;
  type(input: { readonly sheetId: string; readonly row: number; readonly column: number; readonly text: string }): void;
  pasteText(input: { readonly sheetId: string; readonly row: number; readonly column: number; readonly rows: readonly (readonly string[])[] }): Area;
  pasteCells(input: { readonly from: RangeRequest; readonly to: RangeRequest; readonly cut: boolean }): Area;
  clear(input: RangeRequest): void;
  fill(input: FillRequest): void;
  copyText(input: RangeRequest): string;
  format(input: FormatRequest): void;
  /** The cell that Ctrl+arrow goes to. */
  edge(input: { readonly sheetId: string; readonly row: number; readonly column: number; readonly rowStep: number; readonly columnStep: number }): { readonly row: number; readonly column: number };
  /** Shows an address, a name or a table: where the name box goes. Null when there is no such place. */
  find(input: { readonly text: string }): Selection | null;
  undo(input: Record<string, never>): boolean;
  redo(input: Record<string, never>): boolean;
  select(input: RangeRequest): void;
  activateSheet(input: SheetRequest): void;
  addSheet(input: Record<string, never>): SheetSummary;
  renameSheet(input: { readonly sheetId: string; readonly name: string }): void;
  deleteSheet(input: SheetRequest): void;
  moveSheet(input: { readonly sheetId: string; readonly position: number }): void;
  unhideSheet(input: SheetRequest): void;
  hideSheet(input: SheetRequest): void;
  insertRows(input: { readonly sheetId: string; readonly row: number; readonly count: number }): void;
  deleteRows(input: { readonly sheetId: string; readonly row: number; readonly count: number }): void;
  insertColumns(input: { readonly sheetId: string; readonly column: number; readonly count: number }): void;
  deleteColumns(input: { readonly sheetId: string; readonly column: number; readonly count: number }): void;
  /** Pixels; null gives back the default width. */
  columnWidth(input: { readonly sheetId: string; readonly column: number; readonly width: number | null }): void;
  rowHeight(input: { readonly sheetId: string; readonly row: number; readonly height: number | null }): void;
  /** Distinct texts of a table's column, for the filter menu, and which of them are shown now. */
  filterChoices(input: { readonly sheetId: string; readonly table: string; readonly column: number }): FilterChoices;
  filter(input: { readonly sheetId: string; readonly table: string; readonly column: number; readonly values: readonly string[] | null; readonly blanks: boolean }): void;
  sort(input: { readonly sheetId: string; readonly table: string; readonly column: number; readonly ascending: boolean }): void;
  richApi(input: { readonly body: string; readonly flags: number }): ProcessorAnswer;
}

export interface FilterChoices {
  readonly values: readonly { readonly text: string; readonly shown: boolean }[];
  readonly hasBlanks: boolean;
  readonly blanksShown: boolean;
}

export type CallName = keyof SessionCalls;
export type CallInput<K extends CallName> = Parameters<SessionCalls[K]>[0];
export type CallOutput<K extends CallName> = ReturnType<SessionCalls[K]>;

export interface CallMessage {
  readonly id: number;
  readonly call: CallName;
  readonly input: unknown;
}

/** What the worker says without being asked. */
export type Push =
  /** Cells or the shape of a sheet may look different now. */
  | { readonly push: "changed"; readonly sheetId: string; readonly layout: boolean }
  | { readonly push: "book"; readonly state: BookState }
  /** Something other than the person at the grid moved the selection. */
  | { readonly push: "selected"; readonly selection: Selection }
  | { readonly push: "message"; readonly message: HostMessage }
  | { readonly push: "batch"; readonly entry: BatchLogEntry };

export type FromWorker =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly refusal: string }
  | Push;
