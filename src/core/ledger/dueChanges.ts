import type { DuePart } from "./facts";
import type { Entry } from "./entries";
import { type PlainDate, parseIsoDate } from "../values/plainDate";

/**
 * Due dates that were changed by agreement after posting: day by document number and part. They are journalled as changes of
 * the table DueDates with the key "number part"; of several the last in ledger order counts.
 */
export function dueChanges(entries: readonly Entry[]): ReadonlyMap<string, ReadonlyMap<number, PlainDate>> {
  const changes = new Map<string, Map<number, PlainDate>>();
  for (const { body } of entries) {
    if (body.kind !== "change" || body.table !== "DueDates") continue;
    const split = /^(.+) (\d+)$/.exec(body.key);
    const [, number, part] = split ?? [];
    if (number === undefined || part === undefined) continue;
    for (const { column, after } of body.cells) {
      const date = column === "Due" ? parseIsoDate(after) : null;
      if (date === null) continue;
      const parts = changes.get(number) ?? new Map<number, PlainDate>();
      changes.set(number, parts.set(Number(part), date));
    }
  }
  return changes;
}

/** The due parts as changed, in order of due date. */
export function changedDues(dues: readonly DuePart[], changes: ReadonlyMap<number, PlainDate> | undefined): readonly DuePart[] {
  if (changes === undefined) return dues;
  return dues.map((due) => ({ ...due, due: changes.get(due.part) ?? due.due })).sort((a, b) => a.due - b.due || a.part - b.part);
}
