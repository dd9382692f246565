import type { Cell } from "./cell";
import type { Sheet } from "./sheet";
import type { Shift, ShiftChange } from "./structureEdits";

/** One thing done to the cells of a book, in the order in which it was done: a cell put down, or cells shifted. */
export type RecordedChange =
  | { readonly kind: "cell"; readonly sheet: Sheet; readonly row: number; readonly column: number; readonly before: Cell | undefined; readonly after: Cell | undefined }
  /** `lost`: the cells that a deletion removed, so that it can be taken back. */
  | { readonly kind: "shift"; readonly change: ShiftChange; readonly lost: readonly { readonly row: number; readonly column: number; readonly cell: Cell }[] };

const OPPOSITE: Readonly<Record<Shift, Shift>> = { Down: "Up", Up: "Down", Right: "Left", Left: "Right" };

/** The changes that take the given ones back, last first. */
export function inverseChanges(changes: readonly RecordedChange[]): RecordedChange[] {
  return [...changes].reverse().flatMap((entry): RecordedChange[] => {
    if (entry.kind === "cell") return [{ ...entry, before: entry.after, after: entry.before }];
    const { change, lost } = entry;
    const back: RecordedChange = { kind: "shift", change: { ...change, shift: OPPOSITE[change.shift] }, lost: [] };
    return [back, ...lost.map(({ row, column, cell }): RecordedChange => ({ kind: "cell", sheet: change.sheet, row, column, before: undefined, after: cell }))];
  });
}
