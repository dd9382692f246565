import { foldEntries } from "../core/ledger/fold";
import type { Finding } from "../workbook/integrity/finding";
import { inspectBook } from "../workbook/integrity/inspect";
import { inspectReads } from "../workbook/integrity/inspectReads";
import { issueOfFinding } from "../workbook/integrity/finding";
import type { Workbook } from "../workbook/port";
import type { Witness } from "../workbook/witness";
import { disputedAmounts } from "./book";
import { type Told, tell } from "./runAction";

/** Reads the whole ledger once and tells what is wrong in it; writes nothing. */
export async function checkLedger(workbook: Workbook): Promise<readonly Told[]> {
  return (await inspectLedger(workbook)).map((finding) => tell(issueOfFinding(finding)));
}

/** As checkLedger, with the cures; `witness` is what this device remembers of the ledger. */
export async function inspectLedger(workbook: Workbook, of: { readonly witness?: Witness | null; readonly seat?: string } = {}): Promise<readonly Finding[]> {
  const snapshot = await workbook.read(inspectReads());
  return inspectBook(snapshot, { fold: (entries) => foldEntries(entries, disputedAmounts(snapshot, entries)), witness: of.witness ?? null, seat: of.seat ?? "" });
}
