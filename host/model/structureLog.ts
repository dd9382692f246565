import type { CellsChange, Rename } from "../calc/rewrite";
import type { Restore } from "./snapshot";
import type { Workbook } from "./workbook";

/** One thing that happened to the places or the names of a book. Sheets are named as they were called just before it. */
export type StructureChange =
  | { readonly kind: "cells"; readonly change: CellsChange }
  | { readonly kind: "rename"; readonly rename: Rename };

/**
 * What happened to the places and names of a book since it was opened, newest first. Parts of a file that the model does not
 * hold (drawings, charts, hyperlinks, sparklines) follow it when the book is saved. A chain, so that undo is one assignment.
 */
export interface StructureLog {
  readonly entry: StructureChange;
  readonly before: StructureLog | null;
}

/** Adds to the log; rows that come in one after the other become one change, as a table that grows makes thousands. */
export function logged(log: StructureLog | null, entry: StructureChange): StructureLog {
  const joined = log === null ? null : joinedInserts(log.entry, entry);
  return joined === null ? { entry, before: log } : { entry: joined, before: log?.before ?? null };
}

export function captureStructureLog(workbook: Workbook): Restore {
  const { structureLog } = workbook;
  return () => {
    workbook.structureLog = structureLog;
  };
}

/** The log in the order in which things happened. */
export function structureChanges(log: StructureLog | null): StructureChange[] {
  const changes: StructureChange[] = [];
  for (let link = log; link !== null; link = link.before) changes.push(link.entry);
  return changes.reverse();
}

function joinedInserts(first: StructureChange, second: StructureChange): StructureChange | null {
  if (first.kind !== "cells" || second.kind !== "cells") return null;
  const [a, b] = [first.change, second.change];
  if (a.kind !== "insert" || b.kind !== "insert" || a.sheet !== b.sheet || a.axis !== b.axis) return null;
  if (a.within?.first !== b.within?.first || a.within?.last !== b.within?.last) return null;
  // Only what comes in inside or right behind what just came in moves the same places.
  if (b.at < a.at || b.at > a.at + a.count) return null;
  return { kind: "cells", change: { ...a, count: a.count + b.count } };
}
