import { type CellChunk, type ColumnIndex, createColumnIndex, type ExpectedRows, type IndexLayout } from "./columnIndex";
import { pushRow } from "./rowOrder";
import { addInvoiceRow, addPaymentRow } from "./rows";

/**
 * Builds an index from chunks of cells; a chunk is not kept. Tables may come in any order and mixed, each table's own rows
 * in order. Bad cells become issues (`issuesOf`), never figures.
 */
export function buildIndexFromCells(layout: IndexLayout, chunks: Iterable<CellChunk>, expected?: ExpectedRows): ColumnIndex {
  const index = createColumnIndex(layout, expected);
  for (const chunk of chunks) appendCells(index, chunk);
  return index;
}

/** Adds rows behind the last of their table. */
export function appendCells(index: ColumnIndex, { table, rows }: CellChunk): void {
  if (table === "invoices") for (const cells of rows) pushRow(index.invoiceRows, addInvoiceRow(index, cells));
  else for (const cells of rows) pushRow(index.paymentRows, addPaymentRow(index, cells));
}
