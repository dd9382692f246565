import type { Area } from "../model/cell";
import type { HostEvent } from "../model/events";

/**
 * What is known to go wrong with Excel's change events, each to be switched on by itself. Code that trusts events fails with one of them;
 * code that takes them as hints does not.
 */
export type EventGap =
  /** No event at all, of any kind: a handler lost by a reload (learn.microsoft.com, "Work with events"). */
  | "all"
  /** Deleted rows tell nothing (office-js #294). */
  | "deletedRows"
  /** Edits of a filtered table tell nothing: drag-fill (office-js #1110). */
  | "filteredEdits"
  /** A cell picked from a validation's list tells nothing (office-js #420, #3888). */
  | "validatedCells"
  /** Undo and redo tell nothing (unverified; reliability.md §13 P3). */
  | "undo"
  /** A co-author's changes tell nothing (reported after failed merges, office-js #1803). */
  | "remote"
  /** Inserted rows are told with another address than theirs (office-js #728). */
  | "wrongRowAddress"
  /** Single-cell edits come without details (office-js #5308 for pastes). */
  | "noDetails"
  /** Table.onChanged is silent while Worksheet.onChanged tells. */
  | "tableEvents";

/** The event as it is told with the gaps on; null: not at all. */
export function throughGaps(event: HostEvent, gaps: ReadonlySet<EventGap>): HostEvent | null {
  if (gaps.size === 0) return event;
  if (gaps.has("all")) return null;
  if (event.kind !== "cellsChanged" && event.kind !== "tableChanged") return event;
  if (gaps.has("tableEvents") && event.kind === "tableChanged") return null;
  if (gaps.has("deletedRows") && event.changeType === "RowDeleted") return null;
  if (gaps.has("remote") && event.origin.source === "Remote") return null;
  if (gaps.has("undo") && event.replayed === true) return null;
  if (gaps.has("filteredEdits") && event.sheet.tables.some((table) => table.filters.size > 0 && overlaps(table.area, event.area))) return null;
  if (gaps.has("validatedCells") && event.details !== null && event.sheet.validations.some((rule) => rule.rule["type"] === "list" && overlaps(rule.area, event.area))) return null;
  let told: typeof event = event;
  if (gaps.has("wrongRowAddress") && event.changeType === "RowInserted") told = { ...told, area: { ...told.area, top: Math.max(0, told.area.top - 1), bottom: Math.max(0, told.area.bottom - 1) } };
  if (gaps.has("noDetails")) told = { ...told, details: null };
  return told;
}

function overlaps(a: Area, b: Area): boolean {
  return a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}
