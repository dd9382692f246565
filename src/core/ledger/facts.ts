import type { CurrencyCode } from "../values/currency";
import type { PlainDate } from "../values/plainDate";
import type { ChargeKind, CreditKind } from "./ledgerState";

/**
 * What every report and function reads: the posted documents and applications, without prose and without layout. The fold
 * of the Journals makes them, the ledger tables repeat them, and a user's own tables are read into the same shape, so that
 * AGING, BALANCE and the pane share one code path. Amounts are integer minor units of the document's currency.
 */
export interface LedgerFacts {
  readonly charges: readonly ChargeFact[];
  readonly credits: readonly CreditFact[];
  readonly applications: readonly ApplicationFact[];
  /** Where no two charges and no two credits bear one number, and whoever made the facts knows them: the rows of each application's documents. */
  readonly ends?: ApplicationEnds;
}

/** Rows of the charge and the credit of each application; −1: it names none, or none that is there. */
export interface ApplicationEnds {
  readonly charge: Int32Array;
  readonly credit: Int32Array;
}

/** Something a customer owes: invoice, debit memo, deduction, opening item. `amount` > 0 (a zero invoice is allowed). */
export interface ChargeFact {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  /** Due parts in order of due date; they sum to `amount`. One part without instalments. */
  readonly dues: readonly DuePart[];
  readonly disputed: number;
  /** What of the amount is payable rounding, either sign; absent where there is none. */
  readonly rounding?: number;
  /** What made it. Tables that do not say (a person's own) hold invoices. */
  readonly kind?: ChargeKind;
}

export interface DuePart {
  readonly part: number;
  readonly due: PlainDate;
  readonly amount: number;
}

/** Something we owe the customer until it is applied: payment, deposit, credit memo. `amount` > 0. */
export interface CreditFact {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  /** What of the amount is payable rounding that is taken back; absent where there is none. */
  readonly rounding?: number;
  /** What made it. Where tables do not say, a credit that is applied as a credit memo is one, and any other a payment. */
  readonly kind?: CreditKind;
}

export type ApplicationKind =
  | "payment" // part of a payment on a charge
  | "credit" // part of a credit memo on a charge
  | "writeOff" // given up, no credit behind it: from is null
  | "deduction" // moved to an open item of its own, or (the item falls, the invoice by a negative amount) charged back: from is null
  | "void" // cancels what is left of a document: from is null, or for a credit to is null
  | "reversal" // takes an earlier application back (negative); with to null a bounced payment's credit (positive) or a refund's return (negative)
  | "refund"; // paid back: to is null

/**
 * One dated movement between a credit and a charge. The charge `to` falls by amount + discount, the credit `from` is used
 * by amount. `from` null: nothing is used (write-off, deduction, void). `to` null: only the credit falls (refund, bounce).
 */
export interface ApplicationFact {
  readonly date: PlainDate;
  readonly from: string | null;
  readonly to: string | null;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly discount: number;
  readonly kind: ApplicationKind;
}
