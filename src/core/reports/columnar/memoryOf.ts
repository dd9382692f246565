import type { ColumnIndex } from "./columnIndex";
import { keyTableBytes } from "./keyTable";
import { rowOrderBytes } from "./rowOrder";

export interface IndexMemory {
  readonly bytes: number;
  /** Bytes a row of the tables (invoices and payments); 0 for an empty index. */
  readonly perRow: number;
  /** Bytes by part. Typed arrays by their length, spare room included; texts, objects and Map entries estimated. */
  readonly parts: Readonly<Record<"invoices" | "invoiceNumbers" | "payments" | "customers" | "rowOrder" | "badRows", number>>;
}

/** An account as an object with two texts of its own. */
const ACCOUNT_BYTES = 120;
const ENTRY_BYTES = 40;
const BAD_ROW_BYTES = 400;

/** What the index keeps in memory. */
export function memoryOf(index: ColumnIndex): IndexMemory {
  const parts = {
    invoices: index.account.byteLength + index.date.byteLength + index.due.byteLength + index.amount.byteLength,
    invoiceNumbers: keyTableBytes(index.numbers),
    payments: index.paymentOf.byteLength + index.paymentDate.byteLength + index.paymentAmount.byteLength + (index.paymentCurrency?.byteLength ?? 0) + (index.paymentCustomer?.byteLength ?? 0),
    customers: keyTableBytes(index.customers) + index.firstAccount.byteLength + index.accounts.length * (ACCOUNT_BYTES + 16) + index.furtherAccounts.size * ENTRY_BYTES,
    rowOrder: rowOrderBytes(index.invoiceRows) + rowOrderBytes(index.paymentRows),
    badRows: index.badRows.size * BAD_ROW_BYTES + index.twice.size * ENTRY_BYTES,
  };
  const bytes = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const rows = index.invoiceRows.length + index.paymentRows.length;
  return { bytes, perRow: rows === 0 ? 0 : bytes / rows, parts };
}
