import type { Entry } from "../core/ledger/entries";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import type { Issue } from "../core/values/issue";
import { issueOfFinding } from "./integrity/finding";
import { inspectBook } from "./integrity/inspect";
import type { Snapshot } from "./port";

/** The findings of an inspection as issues, for those who show issues; what this device remembers is not asked. */
export function checkBook(snapshot: Snapshot, fold: (entries: readonly Entry[]) => FoldedLedger): readonly Issue[] {
  return inspectBook(snapshot, { fold, witness: null, seat: "" }).map(issueOfFinding);
}
