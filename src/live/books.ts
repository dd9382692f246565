import type { CustomerDirectory } from "../core/reports/customerDirectory";
import type { LedgerIndex } from "../core/reports/ledgerIndex";

/** What a figure is computed from, whichever tables it came from: this workbook's ledger or a person's own tables. */
export interface Books {
  readonly index: LedgerIndex;
  readonly customers: CustomerDirectory;
  /**
   * Customers whose figures cannot be told because a row of theirs is damaged: `matchKey` of the customer → the sentence
   * that names the document. Key "" stands for a row whose customer is unknown: it blocks totals over all.
   */
  readonly blocked: ReadonlyMap<string, string>;
  /** Lines that stand below a table of figures, such as "Not counted: 4 rows". */
  readonly notes: readonly string[];
  /** False where the tables name no currency: it is then not shown. */
  readonly hasCurrency: boolean;
}
