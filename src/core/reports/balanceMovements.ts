import type { ApplicationKind } from "../ledger/facts";
import type { ChargeKind, CreditKind } from "../ledger/ledgerState";
import { amountAt, codeAt, intAt, itemAt } from "./columns";
import type { LedgerIndex } from "./ledgerIndex";
import { APPLICATION_KINDS } from "./movementColumns";

/**
 * What changes a balance. A document does on its own date; an application between a customer's own credit and charge does
 * not (both sides fall), except for its cash discount. "deduction" is both the part taken off an invoice and the open item
 * made of it; "transfer" is credit of one account applied to a charge of another (one payment for several of a group).
 */
export type MovementKind = ChargeKind | CreditKind | "discount" | "writeOff" | "void" | "refund" | "reversal" | "transfer";

export interface BalanceMovement {
  /** Day number on which it counts. */
  readonly date: number;
  readonly kind: MovementKind;
  /** The document that moves, and whether it is a charge or a credit. */
  readonly side: "charge" | "credit";
  readonly row: number;
  /** Row of the document on the other side (of the other kind), −1 for none. */
  readonly partner: number;
  /** True where the movement is the document itself coming into being. */
  readonly isNew: boolean;
  /** Minor units by which the balance rises; negative: it falls. */
  readonly amount: number;
}

const ONE_SIDED: Readonly<Record<ApplicationKind, MovementKind>> = {
  payment: "payment", credit: "creditMemo", writeOff: "writeOff", deduction: "deduction", void: "void", reversal: "reversal", refund: "refund",
};

/**
 * Visits every movement of one account's balance dated from `from` to `to`, both included, in no particular order. Their
 * amounts sum to balance(to) − balance(from − 1), by construction: each change of a charge or a credit is visited once.
 */
export function visitBalanceMovements(index: LedgerIndex, account: number, from: number, to: number, visit: (movement: BalanceMovement) => void): void {
  const { chargesOfAccount: charges, creditsOfAccount: credits, chargeMoves, creditMoves } = index;
  // Plain loops: statements and roll-forwards come by here for every document of every customer.
  for (let place = intAt(charges.starts, account), last = intAt(charges.starts, account + 1); place < last; place++) {
    const row = intAt(charges.rows, place);
    const side = "charge";
    const date = intAt(index.chargeDate, row);
    if (date >= from && date <= to) visit({ date, kind: itemAt(index.charges, row).kind ?? "invoice", side, row, partner: -1, isNew: true, amount: amountAt(index.chargeAmount, row) });
    for (let at = intAt(chargeMoves.starts, row), end = intAt(chargeMoves.starts, row + 1); at < end; at++) {
      const moved = intAt(chargeMoves.dates, at);
      if (moved < from || moved > to) continue;
      const discount = amountAt(chargeMoves.discounts, at);
      const amount = amountAt(chargeMoves.amounts, at) - discount;
      const partner = intAt(chargeMoves.partners, at);
      if (discount !== 0) visit({ date: moved, kind: "discount", side, row, partner, isNew: false, amount: -discount });
      if (amount === 0) continue;
      if (partner < 0) visit({ date: moved, kind: oneSided(codeAt(chargeMoves.kinds, at)), side, row, partner, isNew: false, amount: -amount });
      else if (intAt(index.creditAccount, partner) !== account) visit({ date: moved, kind: "transfer", side, row, partner, isNew: false, amount: -amount });
    }
  }
  for (let place = intAt(credits.starts, account), last = intAt(credits.starts, account + 1); place < last; place++) {
    const row = intAt(credits.rows, place);
    const side = "credit";
    const date = intAt(index.creditDate, row);
    if (date >= from && date <= to) visit({ date, kind: itemAt(index.creditKinds, row), side, row, partner: -1, isNew: true, amount: -amountAt(index.creditAmount, row) });
    for (let at = intAt(creditMoves.starts, row), end = intAt(creditMoves.starts, row + 1); at < end; at++) {
      const moved = intAt(creditMoves.dates, at);
      const amount = amountAt(creditMoves.amounts, at);
      if (moved < from || moved > to || amount === 0) continue;
      const partner = intAt(creditMoves.partners, at);
      if (partner < 0) visit({ date: moved, kind: oneSided(codeAt(creditMoves.kinds, at)), side, row, partner, isNew: false, amount });
      else if (intAt(index.chargeAccount, partner) !== account) visit({ date: moved, kind: "transfer", side, row, partner, isNew: false, amount });
    }
  }
}

function oneSided(code: number): MovementKind {
  return ONE_SIDED[itemAt(APPLICATION_KINDS, code)];
}
