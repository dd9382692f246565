import type { CellRef, IssueParams } from "../core/values/issue";

/**
 * A rule said no: a stable code, where it concerns a place that place, and what its sentence needs. The union of codes is
 * closed per action; sentences are in messages.ts.
 */
export interface Rejection<Code extends string = string> {
  readonly code: Code;
  readonly at: CellRef | null;
  readonly params: IssueParams;
}

export function rejection<Code extends string>(code: Code, params: IssueParams = {}, at: CellRef | null = null): Rejection<Code> {
  return { code, at, params };
}
