import type { CurrencyCode } from "../../values/currency";
import type { Account } from "../ledgerIndex";
import { createKeyTable, type KeyTable } from "./keyTable";
import { createRowOrder, type RowOrder } from "./rowOrder";

/** Where the cells of a row stand, by position in the row. */
export interface IndexLayout {
  /** `due` null: an invoice is due on its own date. `currency` null: `IndexLayout.currency`. */
  readonly invoices: { readonly number: number; readonly customer: number; readonly date: number; readonly due: number | null; readonly amount: number; readonly currency: number | null };
  /** A payment without an invoice is on account of its customer. */
  readonly payments: { readonly invoice: number; readonly customer: number | null; readonly date: number; readonly amount: number; readonly currency: number | null };
  readonly dateSystem: 1900 | 1904;
  /** Of rows whose table has no currency column. */
  readonly currency: CurrencyCode;
}

export type IndexTable = "invoices" | "payments";
export type CellRow = readonly unknown[];

/** Rows of a table as the workbook gives them, in order. */
export interface CellChunk {
  readonly table: IndexTable;
  readonly rows: readonly CellRow[];
}

/** Rows that will come, known from the workbook before they are read: columns are then made once, in their size. */
export interface ExpectedRows {
  readonly invoices: number;
  readonly payments: number;
}

/** A row that cannot be counted, kept so that it can be told where it stands and be looked at again. */
export interface BadRow {
  readonly table: IndexTable;
  readonly problem: RowProblem;
  /** The invoice whose number it bears too (`twice`). */
  readonly document?: number;
  /** Customer by number, −1 where it cannot be told. */
  readonly customer: number;
  readonly cells: CellRow;
}

export interface RowProblem {
  readonly code: ProblemCode;
  /** Position of the cell in the row. */
  readonly cell: number;
}

export type ProblemCode = "missing" | "notAnId" | "notANumber" | "notADate" | "subMinor" | "tooLarge" | "notACurrency" | "negativePayment" | "twice";

/** A row that is empty in all cells that count: it stands for nothing. */
export const BLANK_ROW = -1;
/** A payment that is no row of the table (any more). */
export const NO_PAYMENT = -1;
/** `paymentOf` of a payment on account: −2 − account. */
export const ON_ACCOUNT = -2;

/**
 * Invoices and payments as columns, straight from cells: dates are day numbers, amounts integer minor units, texts small whole
 * numbers. Made once, then kept by `applyEdit`; figures as of any day come from one pass (`agingAll`). Its fields are
 * written by this folder only.
 */
export interface ColumnIndex {
  readonly layout: IndexLayout;

  readonly customers: KeyTable;
  readonly currencies: CurrencyCode[];
  readonly decimals: number[];
  /** Currency by spelling in the cells; −1: none. */
  readonly currencyOf: Map<string, number>;
  /** The last spelling: the next row mostly has it too. */
  readonly last: { spelling: string; currency: number };

  /** Accounts in order of appearance. An account whose last row went stays, with zeros. */
  readonly accounts: Account[];
  readonly accountCustomer: number[];
  readonly accountCurrency: number[];
  /** The first account of a customer, −1: none; further ones (other currencies) by customer × 1024 + currency. */
  firstAccount: Int32Array;
  readonly furtherAccounts: Map<number, number>;

  /** Numbers of invoices; the columns below are by their ids. A number that only payments bear has account −1. */
  readonly numbers: KeyTable;
  account: Int32Array;
  date: Int32Array;
  due: Int32Array;
  /** Negative: a credit memo. */
  amount: Float64Array;

  /** Payments by slot. */
  payments: number;
  /** Invoice by id, ON_ACCOUNT − account, or NO_PAYMENT. */
  paymentOf: Int32Array;
  paymentDate: Int32Array;
  paymentAmount: Float64Array;
  /** Currency of each payment; null while there is one currency in all. */
  paymentCurrency: Uint16Array | null;
  /** The customer that a payment's row names, −1: none; null when the table has no such column. */
  paymentCustomer: Int32Array | null;
  /** Nothing stands against counting any payment (`conflictOf`), so that figures need not look. False: not known; the next figures look. */
  allCount: boolean;
  /** Slots of payments that are gone, chained through `paymentDate`. */
  freePayment: number;

  /** By row of the table: invoice id or payment slot, BLANK_ROW, or −2 − number of the bad row. */
  readonly invoiceRows: RowOrder;
  readonly paymentRows: RowOrder;
  readonly badRows: Map<number, BadRow>;
  nextBad: number;
  /** Further rows of an invoice's number, by the invoice, then by the bad row's number. */
  readonly twice: Map<number, Map<number, BadRow>>;
  /** The row that was read last. */
  readonly read: ReadRow;
}

/** What a good row says. */
export interface ReadRow {
  /** Invoice by id; −1 for a payment on account. */
  document: number;
  /** −1: the payment names none. */
  customer: number;
  account: number;
  currency: number;
  date: number;
  due: number;
  amount: number;
  /** Of the last bad row. */
  problem: RowProblem;
}

/** An empty index. */
export function createColumnIndex(layout: IndexLayout, expected: ExpectedRows = { invoices: 0, payments: 0 }): ColumnIndex {
  const { invoices, payments } = expected;
  return {
    layout,
    customers: createKeyTable(),
    currencies: [],
    decimals: [],
    currencyOf: new Map(),
    last: { spelling: "", currency: -1 },
    accounts: [],
    accountCustomer: [],
    accountCurrency: [],
    firstAccount: new Int32Array(0),
    furtherAccounts: new Map(),
    numbers: createKeyTable(invoices),
    account: new Int32Array(invoices).fill(-1),
    date: new Int32Array(invoices),
    due: new Int32Array(invoices),
    amount: new Float64Array(invoices),
    payments: 0,
    paymentOf: new Int32Array(payments).fill(NO_PAYMENT),
    paymentDate: new Int32Array(payments),
    paymentAmount: new Float64Array(payments),
    paymentCurrency: null,
    paymentCustomer: layout.payments.customer === null ? null : new Int32Array(payments).fill(-1),
    allCount: true,
    freePayment: NO_PAYMENT,
    invoiceRows: createRowOrder(),
    paymentRows: createRowOrder(),
    badRows: new Map(),
    nextBad: 0,
    twice: new Map(),
    read: { document: -1, customer: -1, account: -1, currency: 0, date: 0, due: 0, amount: 0, problem: { code: "missing", cell: 0 } },
  };
}
