import type { PlainDate } from "../values/plainDate";
import type { Grouped, LedgerIndex, Movements } from "./ledgerIndex";

/**
 * Open amount of a charge as of a day: amount − everything that counts until then. 0 before the charge's own date: a
 * document dated later does not exist yet. Minor units, never negative (docs: Open as of D).
 */
export function chargeOpen(index: LedgerIndex, row: number, asOf: PlainDate): number {
  if ((index.chargeDate[row] ?? Infinity) > asOf) return 0;
  return (index.chargeAmount[row] ?? 0) - movedUntil(index.chargeMoves, row, asOf);
}

/** What is left of a credit as of a day: amount − what was applied or paid back until then. Minor units, never negative. */
export function creditUnapplied(index: LedgerIndex, row: number, asOf: PlainDate): number {
  if ((index.creditDate[row] ?? Infinity) > asOf) return 0;
  return (index.creditAmount[row] ?? 0) - movedUntil(index.creditMoves, row, asOf);
}

function movedUntil(moves: Movements, row: number, asOf: PlainDate): number {
  const end = moves.starts[row + 1] ?? 0;
  let sum = 0;
  for (let at = moves.starts[row] ?? 0; at < end && (moves.dates[at] ?? 0) <= asOf; at++) sum += moves.amounts[at] ?? 0;
  return sum;
}

/**
 * Visits what is left of each due part of a charge; applications fill the earliest-due parts first. `visit` gets the part's
 * position in the charge, its due day and its open amount (above zero).
 */
export function visitOpenParts(index: LedgerIndex, row: number, asOf: PlainDate, visit: (part: number, due: number, open: number, at: number) => void): void {
  const open = chargeOpen(index, row, asOf);
  if (open === 0) return;
  let applied = (index.chargeAmount[row] ?? 0) - open;
  const start = index.partStarts[row] ?? 0;
  const end = index.partStarts[row + 1] ?? 0;
  for (let at = start; at < end; at++) {
    const amount = index.partAmount[at] ?? 0;
    const filled = Math.min(amount, applied);
    applied -= filled;
    if (amount > filled) visit(at - start, index.partDue[at] ?? 0, amount - filled, at);
  }
}

/** Visits the rows of one group. */
export function visitRows(grouped: Grouped, group: number, visit: (row: number) => void): void {
  const end = grouped.starts[group + 1] ?? 0;
  for (let at = grouped.starts[group] ?? 0; at < end; at++) visit(grouped.rows[at] ?? 0);
}
