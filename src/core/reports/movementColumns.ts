import type { ApplicationKind } from "../ledger/facts";
import { intAt } from "./columns";
import type { SettledMove } from "./settlement";

/**
 * Dated movements of each document, in order of date within the document: those of row n are at starts[n] … starts[n + 1] − 1.
 */
export interface Movements {
  readonly starts: Int32Array;
  readonly dates: Int32Array;
  /** Minor units by which the document falls; negative: it is open again. */
  readonly amounts: Float64Array;
  /** The other side: row of the credit behind a charge's movement, of the charge behind a credit's; −1 for none. */
  readonly partners: Int32Array;
  /** Position in `APPLICATION_KINDS`. */
  readonly kinds: Uint8Array;
}

export interface ChargeMovements extends Movements {
  /** The part of `amounts` that is cash discount. */
  readonly discounts: Float64Array;
}

const KIND_CODES: Readonly<Record<ApplicationKind, number>> = { payment: 0, credit: 1, writeOff: 2, deduction: 3, void: 4, reversal: 5, refund: 6 };

/** Kinds by their code in `Movements.kinds`. */
export const APPLICATION_KINDS: readonly ApplicationKind[] = ["payment", "credit", "writeOff", "deduction", "void", "reversal", "refund"];

/** The movements of `documents` charges out of settled moves in order of date. */
export function chargeMovements(moves: readonly SettledMove[], documents: number): ChargeMovements {
  const ofCharge = (move: SettledMove): number => move.charge;
  const starts = startsOf(moves, documents, ofCharge);
  const columns = movementsOf(moves, starts, ofCharge, (move) => move.fromCharge, (move) => move.credit);
  const discounts = new Float64Array(columns.amounts.length);
  visitInPlace(moves, starts, ofCharge, (move, at) => (discounts[at] = move.discount));
  return { ...columns, discounts };
}

/** The movements of `documents` credits out of settled moves in order of date. */
export function creditMovements(moves: readonly SettledMove[], documents: number): Movements {
  const ofCredit = (move: SettledMove): number => move.credit;
  return movementsOf(moves, startsOf(moves, documents, ofCredit), ofCredit, (move) => move.fromCredit, (move) => move.charge);
}

type OfMove = (move: SettledMove) => number;

function startsOf(moves: readonly SettledMove[], documents: number, rowOf: OfMove): Int32Array {
  const starts = new Int32Array(documents + 1);
  for (const move of moves) {
    const row = rowOf(move);
    if (row >= 0) starts[row + 1] = intAt(starts, row + 1) + 1;
  }
  for (let row = 0; row < documents; row++) starts[row + 1] = intAt(starts, row + 1) + intAt(starts, row);
  return starts;
}

function movementsOf(moves: readonly SettledMove[], starts: Int32Array, rowOf: OfMove, amountOf: OfMove, partnerOf: OfMove): Movements {
  const total = intAt(starts, starts.length - 1);
  const dates = new Int32Array(total);
  const amounts = new Float64Array(total);
  const partners = new Int32Array(total);
  const kinds = new Uint8Array(total);
  visitInPlace(moves, starts, rowOf, (move, at) => {
    dates[at] = move.date;
    amounts[at] = amountOf(move);
    partners[at] = partnerOf(move);
    kinds[at] = KIND_CODES[move.kind];
  });
  return { starts, dates, amounts, partners, kinds };
}

/** A counting sort by document: the order of date within a document stays. */
function visitInPlace(moves: readonly SettledMove[], starts: Int32Array, rowOf: OfMove, visit: (move: SettledMove, at: number) => void): void {
  const next = starts.slice();
  for (const move of moves) {
    const row = rowOf(move);
    if (row < 0) continue;
    const at = intAt(next, row);
    next[row] = at + 1;
    visit(move, at);
  }
}
