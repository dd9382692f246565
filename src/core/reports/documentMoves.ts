import type { ApplicationKind } from "../ledger/facts";
import { amountAt, codeAt, intAt, itemAt } from "./columns";
import type { LedgerIndex } from "./ledgerIndex";
import { APPLICATION_KINDS } from "./movementColumns";

/** One dated change of a document after it came into being. */
export interface DocumentMove {
  readonly date: number;
  readonly kind: ApplicationKind | "discount";
  /** Row of the document on the other side (a credit's for a charge, a charge's for a credit), −1 for none. */
  readonly partner: number;
  /** Minor units by which what the customer owes changes on this document: negative where a charge is settled, positive where a credit is used. */
  readonly amount: number;
}

/**
 * Visits what was done to a charge or credit until a day, in order of date. The document's own amount (negative for a
 * credit) plus these is what is open of it on that day. A cash discount is a move of its own beside the payment.
 */
export function visitMovesOf(index: LedgerIndex, side: "charge" | "credit", row: number, until: number, visit: (move: DocumentMove) => void): void {
  const moves = side === "charge" ? index.chargeMoves : index.creditMoves;
  const sign = side === "charge" ? -1 : 1;
  const end = intAt(moves.starts, row + 1);
  for (let at = intAt(moves.starts, row); at < end && intAt(moves.dates, at) <= until; at++) {
    const date = intAt(moves.dates, at);
    const partner = intAt(moves.partners, at);
    const discount = side === "charge" ? amountAt(index.chargeMoves.discounts, at) : 0;
    const amount = amountAt(moves.amounts, at) - discount;
    if (amount !== 0) visit({ date, kind: itemAt(APPLICATION_KINDS, codeAt(moves.kinds, at)), partner, amount: sign * amount });
    if (discount !== 0) visit({ date, kind: "discount", partner, amount: -discount });
  }
}
