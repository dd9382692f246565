import type { CellRef, Issue, IssueParams } from "../../core/values/issue";
import { messageOf } from "../../workbook/messages";
import type { Rejection } from "../../workbook/rejection";
import type { DocumentSummary } from "../action";

/**
 * "planned": only asked what it would do, or not confirmed. "pending": written, perhaps; the book must be read again to know.
 * "stopped": some whole documents stand, the rest was not begun; the same act again posts the rest.
 */
export type ActionStatus = "posted" | "exists" | "refused" | "pending" | "planned" | "stopped";

/** An issue or rejection with its sentence. */
export interface Told {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly at: CellRef | null;
  readonly params: IssueParams;
  readonly message: string;
}

export interface ActionResult {
  readonly status: ActionStatus;
  /** What was posted (or would be, when planned; what stands, when stopped). */
  readonly documents: readonly DocumentSummary[];
  readonly issues: readonly Told[];
  readonly rejections: readonly Told[];
  /** The id of the act: give it again (as `entry` of the input) and it is not done twice. */
  readonly entry: string;
  /** How many documents remain to be posted; only where the act was stopped, and not where that was before its plan was worked out. */
  readonly left?: number;
}

export function refused(entry: string, rejections: readonly Rejection[], issues: readonly Issue[]): ActionResult {
  return { ...result("refused", entry, [], issues), rejections: rejections.map((item) => tell({ ...item, severity: "error" })) };
}

export function result(status: ActionStatus, entry: string, documents: readonly DocumentSummary[], issues: readonly Issue[]): ActionResult {
  return { status, documents, issues: issues.map(tell), rejections: [], entry };
}

/** An issue or rejection with the sentence that names place and cure. */
export function tell({ code, severity, at, params }: Issue): Told {
  return { code, severity, at, params, message: messageOf({ code, at, params }) };
}
