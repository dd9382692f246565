import type { CurrencyCode } from "../values/currency";
import type { CellRef, Issue } from "../values/issue";
import type { PlainDate } from "../values/plainDate";

/** What a table is about, as its headers tell. */
export type LintRole = "invoices" | "lines" | "payments" | "customers" | "items";

/** What a column holds. `amount`: of a line its net, of a payment what was paid. `number`: of the document that the row is or belongs to. */
export type LintField =
  | "number" | "kind" | "customer" | "name" | "date" | "supplyDate" | "due" | "currency" | "net" | "tax" | "rounding" | "total" | "taxCode" | "taxRate" | "item" | "quantity"
  | "unitPrice" | "discountPercent" | "amount" | "invoice" | "reference" | "paidOn";

export interface LintCell {
  /** "" when empty. An error value is its text, with `isError`. */
  readonly value: string | number | boolean;
  readonly isError: boolean;
  /** "=SUM(D2:D9)"; null for what was typed. */
  readonly formula: string | null;
}

export interface LintRow {
  readonly cells: readonly LintCell[];
  readonly isHidden: boolean;
  /** A row of sums below or between the facts. */
  readonly isTotal: boolean;
  /** 0-based row of the sheet. */
  readonly sheetRow: number;
}

/** A table of facts as it stands in the sheet, with what its columns were recognised as. */
export interface LintTable {
  readonly name: string;
  readonly role: LintRole;
  /** One of the add-in's own tables, where facts are never formulas. */
  readonly isLedger: boolean;
  readonly headers: readonly string[];
  readonly columns: ReadonlyMap<LintField, number>;
  readonly rows: readonly LintRow[];
  /** 0-based column of the sheet in which the table begins. */
  readonly left: number;
  readonly at: (row: number, column: number) => CellRef;
}

export interface LintBook {
  readonly tables: readonly LintTable[];
  /** What is dated later is in the future. */
  readonly today: PlainDate;
  readonly dateSystem: 1900 | 1904;
  /** Of rows that name none; null when not known, and amounts have two decimals. */
  readonly currency: CurrencyCode | null;
}

export type LintCode =
  | "numberTwice" | "nearDuplicateNumber" | "numberHole" | "rowTotalNotSum" | "lineNotProduct" | "documentNotLines" | "totalNotSum" | "sumMissesRows"
  | "hiddenRowsInTotal" | "mixedCurrenciesInTotal" | "taxRateChanged" | "currencyUnknown" | "dueBeforeDate" | "dateAsText" | "dateImpossible" | "dateFarOff" | "numberAsText"
  | "amountSubMinorUnit" | "errorInFact" | "priceOffList" | "futurePayment" | "customerStranger" | "paymentForOthersInvoice" | "paymentForNoInvoice" | "overpaid"
  | "samePaymentTwice" | "negativeQuantity" | "formulaInFact" | "valueInFormulaColumn" | "dateSystem1904" | "strayBlanks" | "lookAlikeCustomer" | "duplicateCustomerName";

/** One thing to look for. `severity`: an error makes figures wrong, a warning is for a person to judge. */
export interface LintRule {
  readonly code: LintCode;
  readonly severity: Issue["severity"];
  readonly check: (book: LintBook) => readonly LintFinding[];
}

/** Where, and what the sentence needs to say. */
export interface LintFinding {
  readonly at: CellRef | null;
  readonly params: Issue["params"];
}
