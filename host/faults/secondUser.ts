import { createCalc } from "../calc/calc";
import type { Calc } from "../calc/contract";
import type { RecordedChange } from "../model/changes";
import { Editor } from "../model/edit";
import type { Origin } from "../model/events";
import type { Workbook } from "../model/workbook";
import { copyBook } from "./bookCopy";
import type { BookState } from "./mergeState";
import { adoptState, bookState, mergeState } from "./mergeState";
import type { MergeResult, TimedChange } from "./mergeOps";
import { applyChanges, shiftsOf, timed } from "./mergeOps";

/** A change that comes from a co-author. */
export const BY_CO_AUTHOR: Origin = { source: "Remote", trigger: "Unknown" };

const FIRST_ID_OF_COPIES = 1_000_000;
let copies = 0;

/**
 * A second user on one book with a copy of their own. Both work on their copies; `merge` brings the two together as AutoSave does: cell by cell,
 * the later value wins; insertions and deletions of the one carry the other's cells along; both copies are the same afterwards, and each user's
 * add-in hears of the other's changes with source "Remote".
 *
 * Two add-ins that both append below the same table write the same cells: of these the later row stays, and with it cells of the earlier one
 * that the later did not write (reliability.md §5; documented for TableRowCollection.add as a conflict). Rows that were inserted land apart.
 */
export class SecondUser {
  readonly workbook: Workbook;
  readonly calc: Calc;
  readonly editor: Editor;
  private readonly log: { readonly first: Step[]; readonly second: Step[] } = { first: [], second: [] };
  private readonly stopListening: readonly (() => void)[];
  private base: BookState;
  private time = 0;

  constructor(private readonly first: Editor) {
    this.workbook = copyBook(first.workbook, FIRST_ID_OF_COPIES * ++copies);
    this.calc = createCalc(this.workbook);
    this.editor = new Editor(this.workbook, this.calc);
    this.editor.calculate("Full");
    this.base = bookState(first.workbook);
    const listen = (editor: Editor, log: Step[]): (() => void) =>
      editor.onChanges((changes, origin, undone) => {
        if (origin.source !== "Local") return;
        // What was undone before anybody saw it never happened.
        if (undone !== undefined && log[log.length - 1]?.source === undone) log.pop();
        else log.push({ source: changes, changes: timed(changes, ++this.time) });
      });
    this.stopListening = [listen(first, this.log.first), listen(this.editor, this.log.second)];
  }

  /** True when either side has something that the other has not seen. */
  get differs(): boolean {
    return this.log.first.length > 0 || this.log.second.length > 0;
  }

  /** Brings the copies together; can be called between any two batches of either user. */
  merge(): { readonly intoFirst: MergeResult; readonly intoSecond: MergeResult } {
    const [first, second] = [this.log.first.flatMap(({ changes }) => changes), this.log.second.flatMap(({ changes }) => changes)];
    const mine = bookState(this.workbook);
    let intoFirst: MergeResult = NOTHING;
    let intoSecond: MergeResult = NOTHING;
    this.first.transact(BY_CO_AUTHOR, () => {
      mergeState(this.first, this.base, mine, this.workbook, "before");
      intoFirst = applyChanges(this.first, second, first, this.workbook.styles);
      mergeState(this.first, this.base, mine, this.workbook, { own: shiftsOf(first), theirs: shiftsOf(second), applied: intoFirst.shifts });
    });
    this.editor.transact(BY_CO_AUTHOR, () => {
      intoSecond = applyChanges(this.editor, first, second, this.first.workbook.styles);
      adoptState(this.editor, this.first.workbook);
    });
    this.begin();
    return { intoFirst, intoSecond };
  }

  /** "Can't merge changes": the second user's copy is thrown away and loaded anew (office-js #1813); nothing of theirs comes over. */
  discard(): void {
    this.editor.transact(BY_CO_AUTHOR, () => adoptState(this.editor, this.first.workbook));
    this.begin();
  }

  /** The second user closes the book. */
  leave(): void {
    for (const stop of this.stopListening) stop();
  }

  private begin(): void {
    this.log.first.length = 0;
    this.log.second.length = 0;
    this.base = bookState(this.first.workbook);
  }
}

/** One step of a user's work since the last merge. */
interface Step {
  readonly source: readonly RecordedChange[];
  readonly changes: readonly TimedChange[];
}

const NOTHING: MergeResult = { applied: 0, overwritten: 0, lost: 0, shifts: [] };
