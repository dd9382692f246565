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
  /** The invoice that a deduction was taken from; null for every other charge. */
  readonly origin: string | null;
}

/** A credit after all entries. `unapplied` + everything used = `amount`, always. */
export interface CreditState extends CreditFact {
  readonly kind: CreditKind;
  readonly entry: string;
  readonly unapplied: number;
  readonly status: DocumentStatus;
  /** A bounced payment. */
  readonly reversed: boolean;
  /** Paid back of it and not returned since. */
  readonly refunded: number;
}

/** A refund after all entries. `amount` is what the credits behind it allowed, at most what was paid out. */
export interface RefundState {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly entry: string;
  readonly reversed: boolean;
}

/** An application as it counts, with the entry and the line that asked for it. */
export interface FoldedApplication extends ApplicationFact {
  readonly entry: string;
  readonly line: number;
  /** The customer as the document bears it: another one than `customer` once two customers were merged. */
  readonly postedCustomer: string;
  /** Gain (above zero) or loss on the exchange, a figure of its own; null where none can arise. */
  readonly exchange: { readonly currency: CurrencyCode; readonly minor: number } | null;
}

/** What two people did to each other's documents, and the fold settled by its rules: shown, never hidden. */
export type LedgerConflict =
  | { readonly code: "applicationClipped"; readonly entry: string; readonly document: string; readonly currency: CurrencyCode; readonly asked: number; readonly effective: number }
  | { readonly code: "refundClipped"; readonly entry: string; readonly document: string; readonly currency: CurrencyCode; readonly asked: number; readonly effective: number }
  | { readonly code: "refundOfBounced"; readonly entry: string; readonly document: string; readonly currency: CurrencyCode; readonly amount: number }
  | { readonly code: "voidApplied"; readonly entry: string; readonly document: string; readonly currency: CurrencyCode; readonly left: number }
  | { readonly code: "documentMissing"; readonly entry: string; readonly document: string }
  | { readonly code: "currencyMismatch"; readonly entry: string; readonly document: string }
  | { readonly code: "duplicateNumber"; readonly entry: string; readonly document: string; readonly keptAs: string }
  | { readonly code: "mergeIgnored"; readonly entry: string; readonly document: string; readonly into: string }
  | { readonly code: "sameIdOtherContent"; readonly entry: string }
  | { readonly code: "rowBilledTwice"; readonly entry: string; readonly document: string; readonly rowId: string; readonly first: string };

export interface FoldedLedger {
  readonly facts: LedgerFacts;
  readonly charges: ReadonlyMap<string, ChargeState>;
  readonly credits: ReadonlyMap<string, CreditState>;
  readonly refunds: ReadonlyMap<string, RefundState>;
  readonly applications: readonly FoldedApplication[];
  /** The customer that a merged id now counts for, by `customerKey`. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly conflicts: readonly LedgerConflict[];
  /** The entries that count, each id once, in ledger order. */
  readonly entries: readonly Entry[];
}

/** What a charge can be closed by; "movedBack": a deduction returned to its invoice. */
export type Closing = "paid" | "credited" | "writtenOff" | "movedBack";

/** How much of a charge was closed by what; decides its status. */
export type ClosedBy = Readonly<Record<Closing, number>> & { readonly voided: boolean };

/**
 * Status of a charge. With nothing open: Void when cancelled or (a deduction) mostly moved back, else named after what closed
 * most of it (a cent written off with a payment is Paid). With something open: Part paid once anything was applied, also
 * where it was cancelled and a bounced payment opened it again. A zero invoice is Paid.
 */
export function chargeStatus(amount: number, open: number, { paid, credited, writtenOff, movedBack, voided }: ClosedBy): DocumentStatus {
  if (open > 0) return open < amount ? "Part paid" : "Open";
  if (voided || movedBack > Math.max(paid, credited, writtenOff)) return "Void";
  if (writtenOff > paid && writtenOff >= credited) return "Written off";
  return credited > paid ? "Credited" : "Paid";
}

/** Status of a credit, in the same words: Open = nothing used, Part paid = partly used, Paid = used up, Void = bounced or cancelled. */
export function creditStatus(amount: number, unapplied: number, cancelled: boolean): DocumentStatus {
  if (unapplied > 0) return unapplied < amount ? "Part paid" : "Open";
  return cancelled ? "Void" : "Paid";
}

/** Later of two days. */
export function laterOf(a: PlainDate, b: PlainDate | null): PlainDate {
  return b !== null && b > a ? b : a;
}
