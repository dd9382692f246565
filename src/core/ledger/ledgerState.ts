import type { CurrencyCode } from "../values/currency";
import type { PlainDate } from "../values/plainDate";
import type { ApplicationFact, ChargeFact, CreditFact, LedgerFacts } from "./facts";
import type { Entry } from "./entries";

/** Lateness is a function of a date and therefore no status. */
export type DocumentStatus = "Open" | "Part paid" | "Paid" | "Credited" | "Written off" | "Void";

export type ChargeKind = "invoice" | "debitMemo" | "deduction" | "opening";
export type CreditKind = "payment" | "deposit" | "creditMemo" | "opening";

/** A charge after all entries. `open` + everything applied = `amount`, always. */
export interface ChargeState extends ChargeFact {
  readonly kind: ChargeKind;
  readonly entry: string;
  readonly open: number;
  readonly status: DocumentStatus;
}

/** A credit after all entries. `unapplied` + everything used = `amount`, always. */
export interface CreditState extends CreditFact {
  readonly kind: CreditKind;
  readonly entry: string;
  readonly unapplied: number;
  readonly status: DocumentStatus;
  /** A bounced payment. */
  readonly reversed: boolean;
}

/** An application as it counts, with the entry and the line that asked for it. */
export interface FoldedApplication extends ApplicationFact {
  readonly entry: string;
  readonly line: number;
}

/** What two people did to each other's documents, and the fold settled by its rules: shown, never hidden. */
export type LedgerConflict =
  | { readonly code: "applicationClipped"; readonly entry: string; readonly document: string; readonly currency: CurrencyCode; readonly asked: number; readonly effective: number }
  | { readonly code: "documentMissing"; readonly entry: string; readonly document: string }
  | { readonly code: "currencyMismatch"; readonly entry: string; readonly document: string }
  | { readonly code: "duplicateNumber"; readonly entry: string; readonly document: string; readonly keptAs: string }
  | { readonly code: "sameIdOtherContent"; readonly entry: string }
  | { readonly code: "rowBilledTwice"; readonly entry: string; readonly document: string; readonly rowId: string; readonly first: string };

export interface FoldedLedger {
  readonly facts: LedgerFacts;
  readonly charges: ReadonlyMap<string, ChargeState>;
  readonly credits: ReadonlyMap<string, CreditState>;
  readonly applications: readonly FoldedApplication[];
  readonly conflicts: readonly LedgerConflict[];
  /** The entries that count, each id once, in ledger order. */
  readonly entries: readonly Entry[];
}

/** How much of a charge was closed by what; decides its status. */
export interface ClosedBy {
  paid: number;
  credited: number;
  writtenOff: number;
  voided: boolean;
}

/**
 * Status of a charge: Void when cancelled; with nothing open, named after what closed most of it (a cent written off
 * with a payment is Paid); else Part paid once anything was applied. A zero invoice is Paid.
 */
export function chargeStatus(amount: number, open: number, closedBy: ClosedBy): DocumentStatus {
  if (closedBy.voided) return "Void";
  if (open > 0) return open < amount ? "Part paid" : "Open";
  if (closedBy.writtenOff > closedBy.paid && closedBy.writtenOff >= closedBy.credited) return "Written off";
  return closedBy.credited > closedBy.paid ? "Credited" : "Paid";
}

/** Status of a credit, in the same words: Open = nothing used, Part paid = partly used, Paid = used up, Void = bounced or cancelled. */
export function creditStatus(amount: number, unapplied: number, cancelled: boolean): DocumentStatus {
  if (cancelled) return "Void";
  if (unapplied <= 0) return "Paid";
  return unapplied < amount ? "Part paid" : "Open";
}

/** Later of two days. */
export function laterOf(a: PlainDate, b: PlainDate | null): PlainDate {
  return b !== null && b > a ? b : a;
}
