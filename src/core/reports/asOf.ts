import type { PlainDate } from "../values/plainDate";
import { amountAt, intAt } from "./columns";
import type { Grouped, LedgerIndex } from "./ledgerIndex";
import type { Movements } from "./movementColumns";

/**
 * Open amount of a charge as of a day: amount − everything that counts until then. 0 before the charge's own date: a
 * document dated later does not exist yet. Minor units, never negative (docs: Open as of D).
 */
export function chargeOpen(index: LedgerIndex, row: number, asOf: PlainDate): number {
  if (intAt(index.chargeDate, row) > asOf) return 0;
  return amountAt(index.chargeAmount, row) - movedUntil(index.chargeMoves, row, asOf);
}

/** What is left of a credit as of a day: amount − what was applied or paid back until then. Minor units, never negative. */
export function creditUnapplied(index: LedgerIndex, row: number, asOf: PlainDate): number {
  if (intAt(index.creditDate, row) > asOf) return 0;
  return amountAt(index.creditAmount, row) - movedUntil(index.creditMoves, row, asOf);
}

function movedUntil(moves: Movements, row: number, asOf: PlainDate): number {
  const end = intAt(moves.starts, row + 1);
  let sum = 0;
  for (let at = intAt(moves.starts, row); at < end && intAt(moves.dates, at) <= asOf; at++) sum += amountAt(moves.amounts, at);
  return sum;
}

/**
 * Visits what is left of each due part of a charge; applications fill the earliest-due parts first. `visit` gets the part's
 * position in the charge, its due day and its open amount (above zero).
 */
export function visitOpenParts(index: LedgerIndex, row: number, asOf: PlainDate, visit: (part: number, due: number, open: number, at: number) => void): void {
  const open = chargeOpen(index, row, asOf);
  if (open === 0) return;
  let applied = amountAt(index.chargeAmount, row) - open;
  const start = intAt(index.partStarts, row);
  const end = intAt(index.partStarts, row + 1);
  for (let at = start; at < end; at++) {
    const amount = amountAt(index.partAmount, at);
    const filled = Math.min(amount, applied);
    applied -= filled;
    if (amount > filled) visit(at - start, intAt(index.partDue, at), amount - filled, at);
  }
}

/** Visits the rows of one group. */
export function visitRows(grouped: Grouped, group: number, visit: (row: number) => void): void {
  const end = intAt(grouped.starts, group + 1);
  for (let at = intAt(grouped.starts, group); at < end; at++) visit(intAt(grouped.rows, at));
}
