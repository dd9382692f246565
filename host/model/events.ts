import type { Area, Scalar } from "./cell";
import type { Sheet } from "./sheet";
import type { Table } from "./table";

/** Where an edit came from: this user or a co-author; the add-in of this host or anything else (a person, another add-in). */
export interface Origin {
  readonly source: "Local" | "Remote";
  readonly trigger: "ThisLocalAddin" | "Unknown";
}

/** A person at the keyboard. */
export const BY_HAND: Origin = { source: "Local", trigger: "Unknown" };
export const BY_ADD_IN: Origin = { source: "Local", trigger: "ThisLocalAddin" };

export type ChangeType = "RangeEdited" | "RowInserted" | "RowDeleted" | "ColumnInserted" | "ColumnDeleted" | "CellInserted" | "CellDeleted";

/** Given for an edit of a single cell only, as Excel does. */
export interface ChangeDetails {
  readonly valueBefore: Scalar;
  readonly valueAfter: Scalar;
}

/** Where cells went when cells were inserted or deleted; told with CellInserted and CellDeleted. `replayed`: by undo or redo. */
export type ShiftDirection = "Down" | "Up" | "Right" | "Left";

/** What happened, in order; sent to listeners after the edit and its recalculation. */
export type HostEvent =
  | { readonly kind: "cellsChanged"; readonly sheet: Sheet; readonly area: Area; readonly changeType: ChangeType; readonly origin: Origin; readonly details: ChangeDetails | null; readonly replayed?: boolean; readonly shift?: ShiftDirection }
  | { readonly kind: "tableChanged"; readonly table: Table; readonly sheet: Sheet; readonly area: Area; readonly changeType: ChangeType; readonly origin: Origin; readonly details: ChangeDetails | null; readonly replayed?: boolean; readonly shift?: ShiftDirection }
  | { readonly kind: "rowsSorted"; readonly sheet: Sheet; readonly area: Area; readonly columns: boolean; readonly origin: Origin }
  | { readonly kind: "tableAdded"; readonly tableId: string; readonly sheet: Sheet; readonly origin: Origin }
  | { readonly kind: "tableDeleted"; readonly tableId: string; readonly tableName: string; readonly sheet: Sheet; readonly origin: Origin }
  | { readonly kind: "tableFiltered"; readonly tableId: string; readonly sheet: Sheet; readonly origin: Origin }
  | { readonly kind: "formatChanged"; readonly sheet: Sheet; readonly area: Area; readonly origin: Origin }
  | { readonly kind: "rowHiddenChanged"; readonly sheet: Sheet; readonly area: Area; readonly hidden: boolean; readonly origin: Origin }
  | { readonly kind: "sheetAdded" | "sheetDeleted"; readonly sheetId: string; readonly origin: Origin }
  | { readonly kind: "sheetRenamed"; readonly sheet: Sheet; readonly before: string; readonly after: string; readonly origin: Origin }
  | { readonly kind: "sheetMoved"; readonly sheet: Sheet; readonly before: number; readonly after: number; readonly origin: Origin }
  | { readonly kind: "sheetVisibilityChanged"; readonly sheet: Sheet; readonly before: Sheet["visibility"]; readonly after: Sheet["visibility"]; readonly origin: Origin }
  | { readonly kind: "sheetActivated" | "sheetDeactivated"; readonly sheet: Sheet }
  | { readonly kind: "selectionChanged"; readonly sheet: Sheet; readonly area: Area }
  | { readonly kind: "calculated"; readonly sheet: Sheet; readonly area: Area }
  | { readonly kind: "protectionChanged"; readonly sheet: Sheet; readonly isProtected: boolean; readonly origin: Origin }
  /** Not an Excel event: widths, frozen panes, merges, page setup and the like; a screen redraws on it. */
  | { readonly kind: "layoutChanged"; readonly sheet: Sheet };

export type HostEventListener = (event: HostEvent) => void;
