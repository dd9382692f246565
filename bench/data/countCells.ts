import { AGING_COLUMNS, columnOf, placeOf } from "./countAging";
import { type Cells, customerOf, INVOICE, PAYMENT } from "./ledgerCells";
import { CURRENCIES, DECIMALS, START } from "./ledgerNumbers";

/**
 * The aging of rows as they stand, counted in whole numbers through a plain Map: the judge after edits, when the numbers that the first rows were
 * written from no longer hold. What is paid over on an invoice stands on account.
 */
export function countCells(invoices: readonly Cells[], payments: readonly Cells[], customers: number, day: number): Float64Array {
  const cells = new Float64Array(customers * CURRENCIES.length * AGING_COLUMNS);
  const paid = new Map<unknown, bigint>();
  const add = (place: number, amount: bigint): void => {
    cells[place] = (cells[place] ?? 0) + Number(amount);
  };
  for (const row of payments) {
    if (Number(row[PAYMENT.date]) - START > day) continue;
    const amount = minorOf(row[PAYMENT.amount], row[PAYMENT.currency]);
    const invoice = row[PAYMENT.invoice];
    if (invoice === "") add(accountOf(row[PAYMENT.customer], row[PAYMENT.currency]) + AGING_COLUMNS - 1, -amount);
    else paid.set(invoice, (paid.get(invoice) ?? 0n) + amount);
  }
  for (const row of invoices) {
    if (Number(row[INVOICE.date]) - START > day) continue;
    const rest = minorOf(row[INVOICE.amount], row[INVOICE.currency]) - (paid.get(row[INVOICE.number]) ?? 0n);
    const column = rest < 0n ? AGING_COLUMNS - 1 : columnOf(day - (Number(row[INVOICE.due]) - START));
    add(accountOf(row[INVOICE.customer], row[INVOICE.currency]) + column, rest);
  }
  return cells;
}

function accountOf(customer: unknown, currency: unknown): number {
  return placeOf(customerOf(String(customer)), CURRENCIES.findIndex((code) => code === currency));
}

/** Digits moved as text: no multiplication of a binary fraction is trusted here. */
function minorOf(cell: unknown, currency: unknown): bigint {
  const decimals = DECIMALS[CURRENCIES.findIndex((code) => code === currency)] ?? 2;
  const [whole = "0", fraction = ""] = String(cell).split(".");
  if (fraction.length > decimals) throw new Error(`${String(cell)} is no whole amount`);
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}
