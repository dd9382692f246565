import { AGING_COLUMNS, placeOf } from "../data/countAging";
import { customerOf, INVOICE, PAYMENT } from "../data/ledgerCells";
import { CURRENCIES, DECIMALS, START } from "../data/ledgerNumbers";

/** Aging of every customer and currency in one statement, of whole minor units; `day` counts from START. Both databases take it as it is. */
export function agingSql(day: number): string {
  const late = `(${day} - due)`;
  const sum = (condition: string): string => `SUM(CASE WHEN rest > 0 AND ${condition} THEN rest ELSE 0 END)`;
  return `
    SELECT customer, currency, ${sum(`${late} <= 0`)}, ${sum(`${late} BETWEEN 1 AND 30`)}, ${sum(`${late} BETWEEN 31 AND 60`)}, ${sum(`${late} BETWEEN 61 AND 90`)},
      ${sum(`${late} > 90`)}, SUM(CASE WHEN rest < 0 THEN rest ELSE 0 END)
    FROM (
      SELECT i.customer, i.currency, i.due, i.amount - COALESCE(p.paid, 0) AS rest
      FROM invoices i LEFT JOIN (SELECT invoice, SUM(amount) AS paid FROM payments WHERE date <= ${day} AND invoice <> '' GROUP BY invoice) p ON p.invoice = i.number
      WHERE i.date <= ${day}
      UNION ALL SELECT customer, currency, date, -amount FROM payments WHERE date <= ${day} AND invoice = ''
    ) AS open
    GROUP BY customer, currency`;
}

export const SQL_TABLES = [
  { name: "invoices", currencyAt: INVOICE.currency, columns: [["number", "text"], ["customer", "text"], ["date", "day"], ["due", "day"], ["currency", "text"], ["amount", "minor"]] },
  { name: "payments", currencyAt: PAYMENT.currency, columns: [["invoice", "text"], ["customer", "text"], ["date", "day"], ["currency", "text"], ["amount", "minor"]] },
] as const;

/** Rows of an answer in the order of a counted aging. */
export function agingOfRows(rows: Iterable<readonly unknown[]>, customers: number): Float64Array {
  const cells = new Float64Array(customers * CURRENCIES.length * AGING_COLUMNS);
  for (const [customer, currency, ...amounts] of rows) {
    const place = placeOf(customerOf(String(customer)), CURRENCIES.findIndex((code) => code === currency));
    amounts.forEach((amount, column) => (cells[place + column] = Number(amount)));
  }
  return cells;
}

const POWERS = new Map<unknown, number>(CURRENCIES.map((code, place) => [code, 10 ** (DECIMALS[place] ?? 2)]));

/** A cell as the databases store it: days from START, whole minor units. */
export function sqlValue(type: "text" | "day" | "minor", cell: unknown, currency: unknown): string | number {
  if (type === "text") return String(cell);
  return type === "day" ? Number(cell) - START : Math.round(Number(cell) * (POWERS.get(currency) ?? 100));
}
