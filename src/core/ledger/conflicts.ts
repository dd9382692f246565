import type { ChargeCell, FoldWork } from "./movements";

/** More was asked than was left: what counts is `effective`. */
export function clip(work: FoldWork, cut: { readonly entry: string; readonly to: ChargeCell; readonly asked: number; readonly effective: number }): void {
  const { entry, to, asked, effective } = cut;
  if (asked === effective) return;
  work.conflicts.push({ code: "applicationClipped", entry, document: to.number, currency: to.currency, asked, effective });
}

export function missing(work: FoldWork, entry: string, document: string): void {
  work.conflicts.push({ code: "documentMissing", entry, document });
}

export function mismatch(work: FoldWork, entry: string, document: string): void {
  work.conflicts.push({ code: "currencyMismatch", entry, document });
}

/** What can be judged only once everything is in: cancelled documents that did not stay closed, refunds of money that bounced. */
export function addFinalConflicts(work: FoldWork): void {
  for (const { number, currency, amount, open, voidedBy, closedBy } of work.charges.values()) {
    const kept = closedBy.paid + closedBy.credited + closedBy.writtenOff + closedBy.movedBack;
    if (voidedBy !== null && amount > 0 && (open > 0 || kept > 0)) work.conflicts.push({ code: "voidApplied", entry: voidedBy, document: number, currency, left: kept });
  }
  for (const { number, currency, unapplied, cancelledBy, reversed, refunded, applied } of work.credits.values()) {
    if (cancelledBy === null) continue;
    const used = [...applied.values()].reduce((sum, part) => sum + part.amount, 0);
    if (reversed && refunded > 0) work.conflicts.push({ code: "refundOfBounced", entry: cancelledBy, document: number, currency, amount: refunded });
    if (!reversed && (used > 0 || unapplied > 0 || refunded > 0)) work.conflicts.push({ code: "voidApplied", entry: cancelledBy, document: number, currency, left: used + refunded });
  }
}
