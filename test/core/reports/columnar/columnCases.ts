import type { LedgerFacts } from "../../../../src/core/ledger/facts";
import { agingByAccount, type AgingRequest } from "../../../../src/core/reports/aging";
import { agingAll } from "../../../../src/core/reports/columnar/agingAll";
import { applyEdit, type RowEdit } from "../../../../src/core/reports/columnar/applyEdit";
import { buildIndexFromCells } from "../../../../src/core/reports/columnar/buildIndex";
import type { CellRow, ColumnIndex, IndexLayout } from "../../../../src/core/reports/columnar/columnIndex";
import { blockedCustomers, issuesOf } from "../../../../src/core/reports/columnar/issues";
import { matchKey } from "../../../../src/core/reports/keys";
import { buildLedgerIndex } from "../../../../src/core/reports/ledgerIndex";
import { parseCurrency } from "../../../../src/core/values/currency";
import { minorFromNumber } from "../../../../src/core/values/money";
import { fromSerial, type PlainDate } from "../../../../src/core/values/plainDate";
import { currency } from "../support";

/** Number, Customer, Date, Due, Amount, Currency; Invoice, Customer, Date, Amount, Currency. */
export const LAYOUT: IndexLayout = {
  invoices: { number: 0, customer: 1, date: 2, due: 3, amount: 4, currency: 5 },
  payments: { invoice: 0, customer: 1, date: 2, amount: 3, currency: 4 },
  dateSystem: 1900,
  currency: currency("EUR"),
};
export const SERIAL = 46_000;

export interface CellBook {
  readonly invoices: CellRow[];
  readonly payments: CellRow[];
}

export function indexOf(book: CellBook, layout = LAYOUT): ColumnIndex {
  return buildIndexFromCells(layout, [{ table: "invoices", rows: book.invoices }, { table: "payments", rows: book.payments }]);
}

export function dayOfSerial(serial: number): PlainDate {
  const day = fromSerial(serial);
  if (day === null) throw new Error(`${serial} is no date`);
  return day;
}

export function requestAt(serial: number, other: Partial<AgingRequest> = {}): AgingRequest {
  return { asOf: dayOfSerial(serial), basis: "due", schedule: { limits: [30, 60, 90], dueTodayIsLate: false }, ageCredits: false, ...other };
}

/** What an index says, in a form that does not depend on the order in which customers were first seen. */
export function answersOf(index: ColumnIndex, request: AgingRequest): unknown {
  const { accounts, width, amounts } = agingAll(index, request);
  const blocked = blockedCustomers(index);
  const rows = accounts.flatMap(({ customerKey, currency: code }, at) => {
    const own = [...amounts.subarray(at * width, at * width + width)];
    // An account that lost its last row stays with zeros; figures of blocked customers are never shown.
    return own.every((amount) => amount === 0) || blocked.has(customerKey) ? [] : [`${customerKey} ${code} ${own.join(" ")}`];
  });
  return {
    rows: rows.sort(),
    issues: issuesOf(index).map(({ code, at, params }) => `${at?.table ?? ""} ${at?.row ?? ""} ${code} ${params["cell"] ?? ""}`),
    blocked: [...blocked].map(([customer, { code }]) => `${customer} ${code}`).sort(),
  };
}

/** The same through the ledger's facts and their settlement; for books without bad rows. */
export function answersOfFacts(book: CellBook, request: AgingRequest): string[] {
  const index = buildLedgerIndex(factsOf(book));
  return agingByAccount(index, index.accounts.keys(), request)
    .filter(({ buckets, unapplied }) => unapplied !== 0 || buckets.some((amount) => amount !== 0))
    .map(({ customer, buckets, unapplied, total }) => `${customer.customerKey} ${customer.currency} ${[...buckets, unapplied, total].join(" ")}`)
    .sort();
}

function factsOf(book: CellBook): LedgerFacts {
  const charges: LedgerFacts["charges"][number][] = [];
  const credits: LedgerFacts["credits"][number][] = [];
  const applications: LedgerFacts["applications"][number][] = [];
  const money = (cell: unknown): number => {
    const reading = minorFromNumber(Number(cell), 2);
    if (!reading.ok) throw new Error(`${String(cell)} is no amount`);
    return reading.minor;
  };
  const owner = new Map<string, string>();
  for (const [number, customer, date, due, total, code] of book.invoices) {
    const amount = money(total);
    const common = { number: String(number), customer: String(customer), date: dayOfSerial(Number(date)), currency: currency(String(code)) };
    owner.set(matchKey(String(number)), amount < 0 ? "" : String(customer));
    if (amount < 0) credits.push({ ...common, amount: -amount });
    else charges.push({ ...common, amount, dues: [{ part: 1, due: dayOfSerial(Number(due)), amount }], disputed: 0 });
  }
  const customerOf = (number: string): string => String(book.invoices.find((row) => matchKey(String(row[0])) === matchKey(number))?.[1] ?? "");
  book.payments.forEach(([invoice, customer, serial, total, code], row) => {
    const amount = money(total);
    const date = dayOfSerial(Number(serial));
    const paidBy = String(invoice) === "" ? String(customer) : customerOf(String(invoice));
    const shared = { customer: paidBy, date, currency: parseCurrency(String(code)) ?? currency("EUR") };
    if (amount === 0) return;
    credits.push({ number: `Payment ${row}`, ...shared, amount });
    if (owner.get(matchKey(String(invoice))) !== "" && String(invoice) !== "") applications.push({ ...shared, from: `Payment ${row}`, to: matchKey(String(invoice)), amount, discount: 0, kind: "payment" });
  });
  return { charges, credits, applications };
}

/** Random books and edits. `bad`: how often a cell is spoiled. */
export function cellMaker(random: () => number, bad: number): { invoice(): CellRow; payment(): CellRow; edit(book: CellBook): RowEdit } {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[below(items.length)];
  const number = (): unknown => pick([`INV-${100 + below(30)}`, `inv-${100 + below(30)}`, `R${below(9)}`, 2000 + below(9), `Müller ${below(4)}`, `no digits ${pick(["a", "B", "b"]) ?? ""}`]);
  const customer = (): unknown => pick(["C01", "c01", " C02", "C3", "Zoë", "zoË", 417, "00417", "Plain & Sons"]);
  const spoiled = (row: unknown[]): CellRow => {
    if (random() >= bad) return row;
    row[below(row.length)] = pick(["", "x", true, { error: "#N/A" }, 1.005, -5, 1e15, 46_000.5, null]);
    return random() < 0.2 ? row.map(() => "") : row;
  };
  const amount = (): number => (below(100_000) + 1) / 100;
  const code = (): string => (bad > 0 && random() < 0.1 ? "USD" : (pick(["EUR", "eur"]) ?? "EUR"));
  return {
    invoice: () => spoiled([number(), customer(), SERIAL + below(200), SERIAL + below(300), random() < 0.1 ? -amount() : amount(), code()]),
    payment: () => spoiled([random() < 0.15 ? "" : number(), "", SERIAL + below(250), amount() / (random() < 0.8 ? 4 : 1), code()].map((cell, at) => (at === 3 && typeof cell === "number" ? Math.round(cell * 100) / 100 : cell))),
    edit(book) {
      const table = random() < 0.5 ? "invoices" : "payments";
      const rows = book[table];
      const cells = table === "invoices" ? this.invoice() : this.payment();
      const chance = random();
      if (rows.length === 0 || chance < 0.3) return { table, kind: "insert", row: below(rows.length + 1), cells };
      const row = below(rows.length);
      if (chance < 0.5) return { table, kind: "delete", row };
      // An edit of a person changes one cell; a row pasted over changes them all.
      const one = below(cells.length);
      return { table, kind: "change", row, cells: chance < 0.8 ? (rows[row] ?? []).map((cell, at) => (at === one ? cells[at] : cell)) : cells };
    },
  };
}

/** Carries an edit out on the cells and on the index. */
export function edited(book: CellBook, index: ColumnIndex, edit: RowEdit): void {
  applyEdit(index, edit);
  const rows = book[edit.table];
  if (edit.kind === "insert") rows.splice(edit.row, 0, edit.cells);
  else if (edit.kind === "delete") rows.splice(edit.row, 1);
  else rows[edit.row] = edit.cells;
}
