import type { CellRow, ColumnIndex, IndexTable } from "./columnIndex";
import { deleteRow, insertRow, rowAt, type RowOrder, setRow, visitOrder } from "./rowOrder";
import { addRow, removeRow } from "./rows";

/** One row of a table, 0-based: other cells, a new row before it, or none any more. */
export type RowEdit =
  | { readonly table: IndexTable; readonly kind: "change" | "insert"; readonly row: number; readonly cells: CellRow }
  | { readonly table: IndexTable; readonly kind: "delete"; readonly row: number };

/**
 * Keeps the index after an edit of a row: afterwards it gives the same figures and issues as one built anew. Throws
 * RangeError where there is no such row (an insert may be at the table's length).
 */
export function applyEdit(index: ColumnIndex, edit: RowEdit): void {
  const { table, row } = edit;
  const order = table === "invoices" ? index.invoiceRows : index.paymentRows;
  if (edit.kind === "insert") {
    if (row < 0 || row > order.length) throw new RangeError(`There is no place ${row} among ${order.length} rows`);
    insertRow(order, row, addRow(index, table, edit.cells));
    return;
  }
  const moved = removeRow(index, table, rowAt(order, row));
  if (moved !== null) replace(order, moved.was, moved.is);
  if (edit.kind === "change") setRow(order, row, addRow(index, table, edit.cells));
  else deleteRow(order, row);
}

/** Of the rows that bear one number another counts now; seldom, so that a pass over the order will do. */
function replace(order: RowOrder, was: number, is: number): void {
  let found = -1;
  visitOrder(order, (value, row) => {
    if (value === was) found = row;
  });
  setRow(order, found, is);
}
