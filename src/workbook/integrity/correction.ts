import { currencyDecimals, parseCurrency } from "../../core/values/currency";
import { minorFromNumber, minorText } from "../../core/values/money";
import type { CellDiff } from "./cellDiffs";
import type { Remedy } from "./finding";
import { plainOf } from "./plainCells";
import type { RepeatingTable } from "./repeatingTables";

/**
 * The act that says in a posted way what a person wrote over an invoice's total: a credit memo for what it became lower, a
 * debit memo for what it became higher. Null where no single act says it. The offer opens the act's form, it posts nothing.
 */
export function correction(table: RepeatingTable, { header, harm, cell, wanted, expected }: CellDiff): Remedy | null {
  if (table !== "Invoices" || header !== "Total" || harm !== "value" || typeof cell !== "number") return null;
  const currency = parseCurrency(String(plainOf(expected.cells["Currency"])));
  const posted = plainOf(wanted);
  const kind = plainOf(expected.cells["Kind"]);
  if (currency === null || typeof posted !== "number" || (kind !== "invoice" && kind !== "debit memo")) return null;
  const decimals = currencyDecimals(currency);
  const [now, before] = [minorFromNumber(cell, decimals), minorFromNumber(posted, decimals)];
  if (!now.ok || !before.ok || now.minor < 0 || now.minor === before.minor) return null;
  const action = now.minor < before.minor ? "creditInvoice" : "createDebitMemo";
  const amount = minorText(Math.abs(before.minor - now.minor), decimals);
  return { offer: { kind: "correct", input: { action, input: { invoice: String(plainOf(expected.cells["Number"])), amount } } }, work: null };
}
