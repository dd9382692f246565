import { customerKey } from "../core/ledger/customers";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import { text } from "./cells";
import type { CellUpdate } from "./port";
import { type TableView, rawCell, spelledHeader } from "./tables";

/** Column of Customers that leads from a merged customer to the one it counts for, also where only tables are read. */
export const MERGED_INTO = "Merged into";

export interface MergeMark {
  readonly rowIndex: number;
  readonly customer: string;
  /** What the cell should say; "" for a customer that was never merged. */
  readonly into: string;
}

/** Rows of Customers whose mark is not what the ledger says. None where the book has no such column. */
export function mergeMarks(view: TableView, { aliases }: FoldedLedger): readonly MergeMark[] {
  if (!view.indexes.has(MERGED_INTO)) return [];
  return view.snapshot.rows.flatMap((_, rowIndex): MergeMark[] => {
    const customer = String(rawCell(view, rowIndex, "Customer"));
    const into = aliases.get(customerKey(customer)) ?? "";
    return String(rawCell(view, rowIndex, MERGED_INTO)) === into ? [] : [{ rowIndex, customer, into }];
  });
}

export function mergeUpdates(view: TableView, ledger: FoldedLedger): readonly CellUpdate[] {
  const column = spelledHeader(view, MERGED_INTO);
  return mergeMarks(view, ledger).map(({ rowIndex, into }) => ({ table: view.snapshot.name, rowIndex, column, value: text(into) }));
}
