import type { Told } from "../../actions/runAction";
import type { CellRef } from "../../core/values/issue";
import { Fault } from "../../workbook/fault";
import { faultMessage } from "../../workbook/faultSentences";

/** Something to tell the person, in place: never a toast. */
export interface Notice {
  readonly intent: "error" | "warning" | "success" | "info";
  readonly text: string;
  /** A cell that a click selects. */
  readonly at: CellRef | null;
}

/** What failed, what happened to the data and what to do. Anything but a Fault is a mistake of ours and says so. */
export function noticeOfFault(thrown: unknown): Notice {
  if (thrown instanceof Fault) return { intent: "error", text: faultMessage(thrown), at: null };
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { intent: "error", text: `Something went wrong in Open Item. Close the pane and open it again; what is posted is in the workbook. (${detail})`, at: null };
}

export function noticeOfTold(told: Told): Notice {
  // Sentences go on from a place; without one they stand alone. What is no plain word (a field, an id) stays as it is.
  const text = told.at === null && /^(?:the|there|it|all|an?|one|nothing|no|rows) /.test(told.message) ? told.message.slice(0, 1).toUpperCase() + told.message.slice(1) : told.message;
  return { intent: told.severity === "error" ? "error" : "warning", text, at: told.at };
}
