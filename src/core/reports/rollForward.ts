import type { CurrencyCode } from "../values/currency";
import { addDays, type PlainDate } from "../values/plainDate";
import { accountBalance } from "./balance";
import { type BalanceMovement, type MovementKind, visitBalanceMovements } from "./balanceMovements";
import { itemAt } from "./columns";
import { exactSum } from "./exactSum";
import { compareKeys } from "./keys";
import type { Account, LedgerIndex } from "./ledgerIndex";

/**
 * What moved receivables in a period, each figure with the sign in which it moves them, in minor units of one currency:
 * closing = opening + the sum of all columns. What lowers receivables (cash, credits, discounts …) is negative.
 */
export interface RollForwardColumns {
  /** Open items brought in from another book (opening entries), charges less credits. */
  readonly broughtIn: number;
  /** Invoices, debit memos, interest and fees, by document date, tax included, without what was rounded. */
  readonly billed: number;
  /** What was rounded so that the amount to pay is a whole number of cash steps, less what credit memos took back of it. */
  readonly rounding: number;
  /** Credit memos granted, by document date, whether or not they are applied yet. */
  readonly credits: number;
  /** Payments and deposits received, by payment date, whether or not they are applied yet. */
  readonly cash: number;
  /** Cash discounts taken, less those taken back. */
  readonly discounts: number;
  /** Amounts given up. */
  readonly writeOffs: number;
  /** Paid back to customers, less what came back: receivables rise, because credit on account is used up. */
  readonly refunds: number;
  /** What was left of cancelled documents: an invoice's rest (negative) or a credit memo's (positive). */
  readonly voids: number;
  /** Bounced or cancelled payments, and the write-offs that came back with them: receivables rise. */
  readonly reversals: number;
  /** Short payments moved to open items of their own: 0 in sum, the invoice falls by what the item is. */
  readonly deductions: number;
  /** Credit of one customer applied to a charge of another: 0 over all customers of a currency. */
  readonly transfers: number;
}

export interface RollForward extends RollForwardColumns {
  /** Balance at the end of the day before `from`. */
  readonly opening: number;
  /** Balance at the end of `to`, reckoned as of that day, not as a sum of the columns. */
  readonly closing: number;
  /** opening + Σ columns − closing: 0 always, the proof that nothing is missing. */
  readonly difference: number;
}

export interface RollForwardRow extends RollForward {
  readonly account: number;
  readonly customer: Account;
}

export interface RollForwardTotal extends RollForward {
  readonly currency: CurrencyCode;
}

export const ROLL_FORWARD_COLUMNS = [
  "broughtIn", "billed", "rounding", "credits", "cash", "discounts", "writeOffs", "refunds", "voids", "reversals", "deductions", "transfers",
] as const satisfies readonly (keyof RollForwardColumns)[];

const COLUMN_OF: Readonly<Record<MovementKind, keyof RollForwardColumns>> = {
  invoice: "billed", debitMemo: "billed", deduction: "deductions", opening: "broughtIn", payment: "cash", deposit: "cash", creditMemo: "credits",
  discount: "discounts", writeOff: "writeOffs", void: "voids", refund: "refunds", reversal: "reversals", transfer: "transfers",
};

/**
 * The column that a movement belongs to. A cancelled payment is no cancelled sale: it stands with the bounced ones. A refund
 * that came back is credit on account again, and stands with the refunds.
 */
export function rollForwardColumn(index: LedgerIndex, { kind, side, row, amount }: BalanceMovement): keyof RollForwardColumns {
  if (kind === "reversal" && side === "credit" && amount < 0) return "refunds";
  if (kind === "void" && side === "credit" && index.creditKinds[row] !== "creditMemo") return "reversals";
  return COLUMN_OF[kind];
}

/**
 * The roll-forward of each account from `from` to `to`, both included, in the order given; accounts on which nothing
 * stood or moved are left out. Throws RangeError when `from` is after `to`.
 */
export function rollForwardByAccount(index: LedgerIndex, accounts: Iterable<number>, period: { readonly from: PlainDate; readonly to: PlainDate }): RollForwardRow[] {
  const { from, to } = period;
  if (from > to) throw new RangeError("A roll-forward's first day is after its last");
  const rows: RollForwardRow[] = [];
  for (const account of accounts) {
    const customer = index.accounts[account];
    if (customer === undefined) continue;
    const sums = noColumns();
    let moved = false;
    visitBalanceMovements(index, account, from, to, (movement) => {
      const column = rollForwardColumn(index, movement);
      const rounding = roundingOf(index, movement);
      sums[column] = exactSum(sums[column] + movement.amount - rounding);
      sums.rounding = exactSum(sums.rounding + rounding);
      moved = true;
    });
    const opening = accountBalance(index, account, addDays(from, -1));
    if (opening !== 0 || moved) rows.push({ account, customer, ...proven(opening, sums, accountBalance(index, account, to)) });
  }
  return rows;
}

/** What of a document that comes into being is rounding, with the sign in which it moves receivables. */
function roundingOf({ charges, credits }: LedgerIndex, { side, row, isNew }: BalanceMovement): number {
  if (!isNew) return 0;
  return side === "charge" ? (itemAt(charges, row).rounding ?? 0) : 0 - (itemAt(credits, row).rounding ?? 0);
}

/** One total line for each currency among the rows, in order of code. */
export function rollForwardTotals(rows: readonly RollForwardRow[]): RollForwardTotal[] {
  const currencies = [...new Set(rows.map((row) => row.customer.currency))].sort(compareKeys);
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.customer.currency === currency);
    const sum = (figure: (row: RollForwardRow) => number): number => own.reduce((total, row) => exactSum(total + figure(row)), 0);
    const sums = noColumns();
    for (const column of ROLL_FORWARD_COLUMNS) sums[column] = sum((row) => row[column]);
    return { currency, ...proven(sum((row) => row.opening), sums, sum((row) => row.closing)) };
  });
}

type Sums = { -readonly [Column in keyof RollForwardColumns]: number };

function noColumns(): Sums {
  return { broughtIn: 0, billed: 0, rounding: 0, credits: 0, cash: 0, discounts: 0, writeOffs: 0, refunds: 0, voids: 0, reversals: 0, deductions: 0, transfers: 0 };
}

function proven(opening: number, columns: RollForwardColumns, closing: number): RollForward {
  const moved = ROLL_FORWARD_COLUMNS.reduce((sum, column) => sum + columns[column], opening);
  return { opening, ...columns, closing, difference: exactSum(moved - closing) };
}
