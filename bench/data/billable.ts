import { CUSTOMER_BASE } from "./ledgerCells";
import { randomBelow } from "./random";

export const BILLABLE_HEADERS = ["Row ID", "Customer", "Date", "Description", "Quantity", "Unit price", "Tax code"] as const;
export const LINES_PER_INVOICE = 5;

/** Work to be billed: whole hundredths of quantity and price, so that what is right can be said without a fraction. */
export interface Billable {
  readonly customers: number;
  readonly customer: Int32Array;
  readonly quantity: Int32Array;
  readonly price: Int32Array;
  /** 1: taxed at 20 %, 0: zero-rated. */
  readonly taxed: Uint8Array;
}

/** Five lines for each customer, in random order as people write them. */
export function billable(customers: number, seed = 8): Billable {
  const random = randomBelow(seed);
  const lines = customers * LINES_PER_INVOICE;
  const customer = Int32Array.from({ length: lines }, (_, line) => Math.floor(line / LINES_PER_INVOICE));
  for (let line = lines - 1; line > 0; line--) {
    const other = random(line + 1);
    const kept = customer[line] ?? 0;
    customer[line] = customer[other] ?? 0;
    customer[other] = kept;
  }
  return {
    customers, customer, quantity: Int32Array.from({ length: lines }, () => 1 + random(4_000)), price: Int32Array.from({ length: lines }, () => 1 + random(50_000)), taxed: Uint8Array.from({ length: lines }, () => (random(4) === 0 ? 0 : 1)),
  };
}

export function billableCustomer(customer: number): string {
  return `C-${CUSTOMER_BASE + customer}`;
}

/** The rows as they stand in the sheet, without the header. */
export function billableCells({ customer, quantity, price, taxed }: Billable, serial: number): (string | number)[][] {
  return Array.from(customer, (who, line) => [`R${line + 1}`, billableCustomer(who), serial, `Work, part ${line % 97}`, (quantity[line] ?? 0) / 100, (price[line] ?? 0) / 100, taxed[line] === 1 ? "S20" : "Z0"]);
}

export interface Totals {
  readonly net: number;
  readonly tax: number;
}

/** What each customer is billed, in cents: lines rounded half up, 20 % of the taxed sum rounded half up. In BigInt. */
export function countBillable({ customers, customer, quantity, price, taxed }: Billable): Totals[] {
  const net = new Array<bigint>(customers).fill(0n);
  const base = new Array<bigint>(customers).fill(0n);
  customer.forEach((who, line) => {
    const amount = (BigInt(quantity[line] ?? 0) * BigInt(price[line] ?? 0) + 50n) / 100n;
    net[who] = (net[who] ?? 0n) + amount;
    if (taxed[line] === 1) base[who] = (base[who] ?? 0n) + amount;
  });
  return net.map((amount, who) => ({ net: Number(amount), tax: Number(((base[who] ?? 0n) * 20n + 50n) / 100n) }));
}

/**
 * The yardstick: the same rows' cells to priced invoices in whole numbers and nothing else: no issue is looked for, no due date reckoned, no text
 * made that a person could read.
 */
export function integerLoop(cells: readonly (readonly unknown[])[]): Map<string, { net: number; base: number; tax: number; lines: number[] }> {
  const invoices = new Map<string, { net: number; base: number; tax: number; lines: number[] }>();
  for (const row of cells) {
    const key = String(row[1]);
    let invoice = invoices.get(key);
    if (invoice === undefined) invoices.set(key, (invoice = { net: 0, base: 0, tax: 0, lines: [] }));
    const amount = Math.floor((Math.round(Number(row[4]) * 100) * Math.round(Number(row[5]) * 100) + 50) / 100);
    invoice.lines.push(amount);
    invoice.net += amount;
    if (row[6] === "S20") invoice.base += amount;
  }
  for (const invoice of invoices.values()) invoice.tax = Math.floor((invoice.base * 20 + 50) / 100);
  return invoices;
}
