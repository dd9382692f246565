import { addDays, type PlainDate } from "../values/plainDate";
import { accountAging, type AgingAmounts, type AgingBasis, type AgingRequest } from "./aging";
import { accountBalance } from "./balance";
import { type MovementKind, visitBalanceMovements } from "./balanceMovements";
import type { BucketSchedule } from "./buckets";
import { intAt, itemAt } from "./columns";
import { compareKeys } from "./keys";
import type { Account, LedgerIndex } from "./ledgerIndex";
import { type OpenItem, openItems } from "./openItems";

/** The aging strip below a statement: as of its last day. */
export interface StatementAging {
  readonly basis: AgingBasis;
  readonly schedule: BucketSchedule;
}

export interface StatementLine {
  readonly date: PlainDate;
  readonly kind: MovementKind;
  /** The document that moves. */
  readonly number: string;
  /** The document it moves against, where there is one: the payment with which a discount was taken. */
  readonly against: string | null;
  /** Last due date of a charge on the line that brings it; null otherwise. */
  readonly due: PlainDate | null;
  /** Minor units; negative: the customer owes less. */
  readonly amount: number;
  /** Balance after this line. */
  readonly balance: number;
}

/** One customer in one currency. Amounts in minor units; opening + Σ lines = closing, always. */
export interface BalanceForwardStatement {
  readonly account: number;
  readonly customer: Account;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Balance at the end of the day before `from`. */
  readonly opening: number;
  /** In order of date; within a day what is charged, what is credited, then the rest, by document number. */
  readonly lines: readonly StatementLine[];
  /** Balance at the end of `to`: to the cent what BALANCE gives. */
  readonly closing: number;
  readonly aging: AgingAmounts;
}

/** A statement that lists what is open and nothing else. Σ items = closing = buckets + unapplied. */
export interface OpenItemStatement {
  readonly account: number;
  readonly customer: Account;
  readonly asOf: PlainDate;
  readonly items: readonly (OpenItem & { readonly balance: number })[];
  readonly closing: number;
  readonly aging: AgingAmounts;
}

/**
 * Balance-forward statements of the accounts, from `from` to `to`, both included, in the order given; an account that
 * owes nothing and did not move in between is left out. Throws RangeError when `from` is after `to`.
 */
export function balanceForwardStatements(index: LedgerIndex, accounts: Iterable<number>, period: { readonly from: PlainDate; readonly to: PlainDate }, aging: StatementAging): BalanceForwardStatement[] {
  const { from, to } = period;
  if (from > to) throw new RangeError("A statement's first day is after its last");
  const statements: BalanceForwardStatement[] = [];
  const request: AgingRequest = { asOf: to, basis: aging.basis, schedule: aging.schedule, ageCredits: false };
  for (const account of accounts) {
    const customer = index.accounts[account];
    if (customer === undefined) continue;
    const opening = accountBalance(index, account, addDays(from, -1));
    const lines = linesOf(index, account, period, opening);
    if (opening === 0 && lines.length === 0) continue;
    statements.push({ account, customer, from, to, opening, lines, closing: lines.at(-1)?.balance ?? opening, aging: accountAging(index, account, request) });
  }
  return statements;
}

/** Open-item statements of the accounts as of a day, in the order given; an account with nothing open is left out. */
export function openItemStatements(index: LedgerIndex, accounts: Iterable<number>, asOf: PlainDate, aging: StatementAging): OpenItemStatement[] {
  const statements: OpenItemStatement[] = [];
  const request: AgingRequest = { asOf, basis: aging.basis, schedule: aging.schedule, ageCredits: false };
  for (const account of accounts) {
    const customer = index.accounts[account];
    const open = customer === undefined ? [] : openItems(index, [account], asOf);
    if (customer === undefined || open.length === 0) continue;
    let closing = 0;
    const items = open.map((item) => ({ ...item, balance: (closing += item.open) }));
    statements.push({ account, customer, asOf, items, closing, aging: accountAging(index, account, request) });
  }
  return statements;
}

function linesOf(index: LedgerIndex, account: number, { from, to }: { readonly from: PlainDate; readonly to: PlainDate }, opening: number): StatementLine[] {
  const ranked: Ranked[] = [];
  visitBalanceMovements(index, account, from, to, ({ date, kind, side, row, partner, isNew, amount }) => {
    const isCharge = side === "charge";
    const { number } = isCharge ? itemAt(index.charges, row) : itemAt(index.credits, row);
    const against = partner < 0 ? null : isCharge ? itemAt(index.credits, partner).number : itemAt(index.charges, partner).number;
    const due = isNew && isCharge ? addDays(from, intAt(index.partDue, intAt(index.partStarts, row + 1) - 1) - from) : null;
    // Columns hold plain day numbers; counted from a day they are days again.
    const line: OpenLine = { date: addDays(from, date - from), kind, number, against, due, amount, balance: 0 };
    ranked.push({ place: date * RANKS + (!isNew ? REST : isCharge ? CHARGED : CREDITED), line });
  });
  ranked.sort(compareLines);
  let balance = opening;
  return ranked.map(({ line }) => {
    line.balance = balance += line.amount;
    return line;
  });
}

/** A line whose balance is known once all are in order. */
interface OpenLine extends Omit<StatementLine, "balance"> {
  balance: number;
}

interface Ranked {
  /** Date and order within the day in one number. */
  readonly place: number;
  readonly line: OpenLine;
}

/** Order within a day. */
const [CHARGED, CREDITED, REST, RANKS] = [0, 1, 2, 3];

function compareLines(a: Ranked, b: Ranked): number {
  return a.place - b.place || compareAlike(a.line, b.line);
}

function compareAlike(a: OpenLine, b: OpenLine): number {
  return compareKeys(a.number, b.number) || compareKeys(a.kind, b.kind) || compareKeys(a.against ?? "", b.against ?? "") || b.amount - a.amount;
}
