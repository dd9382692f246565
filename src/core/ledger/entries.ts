import type { CurrencyCode } from "../values/currency";
import type { PlainDate } from "../values/plainDate";
import type { DiscountBase } from "../cash/discountBase";
import type { DuePart } from "./facts";

/**
 * What is posted: immutable entries, one Journal row each. An entry holds the whole document with seller, buyer, terms
 * and tax as they were, so that the book can be read and rebuilt from the Journal alone. Amounts are integer minor units
 * of the document's currency; quantities, prices and rates are plain decimal texts, because JSON numbers would round them.
 */
export interface Entry {
  readonly head: EntryHead;
  readonly body: EntryBody;
}

export interface EntryHead {
  readonly id: string;
  readonly seat: string;
  /** 1, 2, 3 … within the seat. */
  readonly seq: number;
  /** Logical clock (Lamport): one more than the greatest order that the poster had seen. */
  readonly order: number;
  /** ISO 8601 in UTC: when it was recorded, not when it counts. */
  readonly postedAt: string;
  /** What the person says of themselves. */
  readonly by: string;
  readonly app: string;
}

export type EntryBody =
  | InvoiceBody
  | CreditMemoBody
  | PaymentBody
  | ApplicationBody
  | VoidBody
  | ReversalBody
  | WriteOffBody
  | ChargeBackBody
  | RefundBody
  | OpeningBody
  | MergeBody
  | ChangeBody;

export type EntryKind = EntryBody["kind"];

/** A charge made of lines: an invoice or a debit memo. */
export interface InvoiceBody {
  readonly kind: "invoice" | "debitMemo";
  readonly document: BilledDocument;
  /** The invoice that a debit memo adds to; absent where it stands for itself. */
  readonly adjusts?: string;
  /** What a debit memo charges for late payment, by item; absent where it is none. */
  readonly interest?: readonly InterestCharge[];
  /** What was paid before and is applied with it, in this order (EN 16931: BT-113 is their sum); absent where nothing was. */
  readonly prepaid?: readonly PrepaidPart[];
  /** Made of a row that a person typed into the table: what that row was then, as a hash; absent where it was not. */
  readonly typed?: string;
}

/** What an invoice takes of one payment or deposit that was on account, above zero. */
export interface PrepaidPart {
  readonly from: string;
  readonly amount: number;
}

/**
 * Interest on one item for the days after `after`, through `through` (the watermark: days up to it bear no interest again).
 * principalDays: Σ principal in minor units × days, a whole number as text, so that any later run can round all charges of the item together.
 */
export interface InterestCharge {
  readonly item: string;
  readonly after: PlainDate;
  readonly through: PlainDate;
  readonly ratePercent: string;
  readonly principalDays: string;
  readonly interest: number;
  /** A fixed sum charged for the item; 0 where it was charged before or none is. */
  readonly fee: number;
}

/** Credit granted. The document's amounts are positive; its rows in the tables are negative. */
export interface CreditMemoBody {
  readonly kind: "creditMemo";
  readonly document: BilledDocument;
  /** The invoice that it corrects; null for a credit on account. */
  readonly original: string | null;
  readonly applications: readonly AppliedPart[];
}

export interface PaymentBody {
  readonly kind: "payment";
  readonly payment: PaymentDocument;
  readonly settlements: readonly Settlement[];
  /** As of an invoice: made of a row that a person typed. */
  readonly typed?: string;
}

/** A later application of a payment or credit memo; negative parts take an application back. */
export interface ApplicationBody {
  readonly kind: "application";
  readonly from: string;
  readonly date: PlainDate;
  readonly applications: readonly AppliedPart[];
}

/** Cancels a document and keeps its number. */
export interface VoidBody {
  readonly kind: "void";
  readonly document: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly reason: string;
}

/**
 * A payment that bounced: its applications are taken back and its credit is gone. Or a refund that was not paid out: its
 * credit is there again. `payment` is the number of either; `amount` is what it was posted with.
 */
export interface ReversalBody {
  readonly kind: "reversal";
  readonly number: string;
  readonly payment: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly reason: string;
}

/** Gives up collecting a charge or part of it. */
export interface WriteOffBody {
  readonly kind: "writeOff";
  readonly document: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly amount: number;
  readonly reason: string;
  /** Who else agreed; absent within the limit of Settings. */
  readonly approvedBy?: string;
}

/** A deduction that is not accepted: moved back to its invoice, whose own due dates count again. */
export interface ChargeBackBody {
  readonly kind: "chargeBack";
  readonly deduction: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly amount: number;
  readonly reason: string;
}

/** Credit paid back to the customer: unapplied parts of payments and credit memos. */
export interface RefundBody {
  readonly kind: "refund";
  readonly refund: RefundDocument;
  readonly parts: readonly RefundPart[];
}

/** An open item brought in from another book, with its own number and dates. */
export interface OpeningBody {
  readonly kind: "opening";
  readonly side: "charge" | "credit";
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly reference: string;
  readonly amount: number;
  /** Empty for a credit. */
  readonly dues: readonly DuePart[];
  readonly exchangeRate?: string;
  readonly bookCurrency?: CurrencyCode;
}

/**
 * Two customer ids that are one customer: what was and will be posted for `from` counts for `into`. It has no day: a view
 * of an earlier day shows the same totals, under the one name. `date` tells when it was decided.
 */
export interface MergeBody {
  readonly kind: "merge";
  readonly from: string;
  readonly into: string;
  readonly date: PlainDate;
  readonly reason: string;
}

/** A change of settings or master data: old and new, for the record. */
export interface ChangeBody {
  readonly kind: "change";
  readonly table: string;
  readonly key: string;
  readonly cells: readonly { readonly column: string; readonly before: string; readonly after: string }[];
  /** Why, where a reason has to be given (a locked period opened again). */
  readonly reason?: string;
}

export interface BilledDocument {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly reference: string;
  /** discountBase: what the cash discount in `dues` was taken of; absent where it was the total (included). */
  readonly terms: { readonly code: string; readonly rule: string; readonly discountBase?: DiscountBase };
  /** Units of the book's currency for one of the document's, as decimal text; "" in the book's own currency. */
  readonly exchangeRate: string;
  /** The book's currency when this was posted; absent without an exchange rate. */
  readonly bookCurrency?: CurrencyCode;
  readonly rounding: "perGroup" | "perLine";
  readonly seller: Party;
  readonly buyer: Party;
  readonly lines: readonly BilledLine[];
  /** What the tax codes meant when this was posted; lines refer to them by position. A credit memo uses its original's. */
  readonly treatments: readonly BilledTreatment[];
  readonly taxGroups: readonly TaxGroup[];
  readonly net: number;
  readonly tax: number;
  /** What is owed: net + tax + payableRounding. The dues sum to it. */
  readonly total: number;
  /** What makes the amount to pay a whole number of cash steps (EN 16931: BT-114), either sign; absent where it is nothing. */
  readonly payableRounding?: number;
  readonly dues: readonly BilledDue[];
  /** The version of the printed form at the time of posting; absent for 1. */
  readonly template?: number;
}

/** A seller or buyer as printed, at the time of posting. */
export interface Party {
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
  readonly taxId: string;
  readonly email: string;
  readonly buyerReference: string;
  readonly electronicAddress: string;
}

export interface BilledLine {
  readonly line: number;
  readonly kind: "item" | "discount" | "charge";
  readonly rowId: string;
  readonly date: PlainDate | null;
  readonly supplyDate: PlainDate;
  readonly item: string;
  readonly description: string;
  readonly quantity: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly discountPercent: string;
  readonly taxCode: string;
  /** Position in the document's `treatments`. */
  readonly treatment: number;
  /** Sum of the line's tax components. */
  readonly ratePercent: string;
  readonly net: number;
}

export interface BilledTreatment {
  readonly code: string;
  readonly category: string;
  readonly components: readonly { readonly code: string; readonly ratePercent: string; readonly included: boolean; readonly compounds: boolean }[];
  readonly exemptionReason: string;
}

export interface TaxGroup {
  readonly category: string;
  readonly code: string;
  readonly ratePercent: string;
  readonly exemptionReason: string;
  readonly taxable: number;
  readonly tax: number;
}

export interface BilledDue extends DuePart {
  readonly discountUntil: PlainDate | null;
  readonly discount: number;
}

export interface PaymentDocument {
  readonly number: string;
  readonly kind: "payment" | "deposit";
  readonly customer: string;
  readonly date: PlainDate;
  /** The day in the bank's books, where it differs (a locked month, a weekend). */
  readonly bankDate: PlainDate | null;
  readonly deposit: string;
  readonly method: string;
  readonly reference: string;
  readonly currency: CurrencyCode;
  readonly exchangeRate: string;
  /** The book's currency when this was posted; absent without an exchange rate. */
  readonly bookCurrency?: CurrencyCode;
  /** Credited to the customer, above zero. */
  readonly amount: number;
  /** The bank's charge, borne by us: the bank received amount − fee. */
  readonly fee: number;
}

export interface RefundDocument {
  readonly number: string;
  readonly customer: string;
  readonly date: PlainDate;
  /** The day in the bank's books, where a lock let it be posted only later. */
  readonly bankDate: PlainDate | null;
  readonly method: string;
  readonly reference: string;
  readonly currency: CurrencyCode;
  readonly exchangeRate: string;
  /** Paid to the customer, above zero; its row in Payments is negative. */
  readonly amount: number;
  readonly reason: string;
}

/** What a refund takes of one payment or credit memo. */
export interface RefundPart {
  readonly from: string;
  readonly amount: number;
}

/** What a payment does to one charge: it falls by amount + discount + writeOff + deduction. */
export interface Settlement {
  readonly to: string;
  readonly customer: string;
  readonly amount: number;
  readonly discount: number;
  readonly writeOff: number;
  readonly deduction: DeductionItem | null;
  readonly reason: string;
  /** Who else agreed to a write-off above the limit of Settings. */
  readonly approvedBy?: string;
}

/** A short payment kept as an open item of its own, with the original due date. */
export interface DeductionItem {
  readonly number: string;
  readonly amount: number;
  readonly due: PlainDate;
  readonly reason: string;
  /** Who looks after it. */
  readonly owner?: string;
}

export interface AppliedPart {
  readonly to: string;
  readonly customer: string;
  readonly amount: number;
  readonly discount: number;
}
