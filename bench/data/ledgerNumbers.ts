import { randomBelow } from "./random";

/** What a made-up ledger is written from: plain columns, without any of the code that is measured. Days count from START; amounts are minor units. */
export interface LedgerNumbers {
  readonly customers: number;
  /** Rows of the table Invoices: invoices (above zero) and credit memos (below). */
  readonly document: { readonly customer: Int32Array; readonly currency: Uint8Array; readonly day: Int32Array; readonly due: Int32Array; readonly amount: Float64Array };
  /** `invoice`: row of the invoice that is paid, −1 for a payment on account. `applied`: what of the amount it takes; the rest stands on account. */
  readonly payment: { readonly customer: Int32Array; readonly currency: Uint8Array; readonly day: Int32Array; readonly amount: Float64Array; readonly invoice: Int32Array; readonly applied: Float64Array };
}

export const CURRENCIES = ["EUR", "USD", "JPY", "KWD"] as const;
export const DECIMALS = [2, 2, 0, 3] as const;
/** Excel serial of the first day, 2024-01-01. */
export const START = 45_292;
/** Days over which documents are dated. */
export const SPAN = 730;

/**
 * A ledger of `invoices` documents and 1.3 times as many payments: part payments, whole ones, several on one invoice, over-payments and payments on
 * account; one document in fifty is a credit memo that nobody has applied; a customer in ten is billed in another currency than euro and one in forty
 * in two. Documents stand in order of date, payments too, as in a book that grew; each payment is dated on or after its invoice.
 */
export function ledgerNumbers(invoices: number, seed = 20_260_131): LedgerNumbers {
  const random = randomBelow(seed);
  const payments = Math.round(invoices * 1.3);
  const customers = Math.max(2, Math.round(invoices / 21));
  const homeCurrency = Uint8Array.from({ length: customers }, () => (random(10) > 0 ? 0 : 1 + random(3)));
  const isMixed = Uint8Array.from({ length: customers }, () => (random(40) === 0 ? 1 : 0));
  const document = makeDocuments({ invoices, customers, homeCurrency, isMixed, random });
  const left = document.amount.slice();
  const payment = {
    customer: new Int32Array(payments), currency: new Uint8Array(payments), day: new Int32Array(payments), amount: new Float64Array(payments),
    invoice: new Int32Array(payments).fill(-1), applied: new Float64Array(payments),
  };
  for (let row = 0; row < payments; row++) {
    // The book grows: a payment is for a document that stands about as far down as itself.
    const around = Math.floor((row / payments) * invoices);
    const to = Math.max(0, around - random(Math.max(1, Math.floor(invoices / 12))));
    const open = Math.max(0, left[to] ?? 0);
    const way = random(10);
    const isOnAccount = (document.amount[to] ?? 0) < 0 || way === 0;
    const applied = isOnAccount ? 0 : way < 6 ? open : random(open + 1);
    // What is over stands on account: all of a payment on a paid invoice, a little of one in ten.
    const extra = isOnAccount || applied === 0 ? 1 + random(250_000) : way === 9 && applied === open ? 1 + random(5_000) : 0;
    const taken = isOnAccount ? 0 : Math.min(open, applied + extra);
    payment.customer[row] = document.customer[to] ?? 0;
    payment.currency[row] = document.currency[to] ?? 0;
    payment.day[row] = document.day[around] ?? 0;
    payment.amount[row] = applied + extra;
    payment.invoice[row] = isOnAccount ? -1 : to;
    payment.applied[row] = taken;
    left[to] = (left[to] ?? 0) - taken;
  }
  return { customers, document, payment };
}

interface Making {
  readonly invoices: number;
  readonly customers: number;
  readonly homeCurrency: Uint8Array;
  readonly isMixed: Uint8Array;
  readonly random: (below: number) => number;
}

function makeDocuments({ invoices, customers, homeCurrency, isMixed, random }: Making): LedgerNumbers["document"] {
  const document = { customer: new Int32Array(invoices), currency: new Uint8Array(invoices), day: new Int32Array(invoices), due: new Int32Array(invoices), amount: new Float64Array(invoices) };
  for (let row = 0; row < invoices; row++) {
    // A few customers have many documents: half of all rows fall on a tenth of the customers.
    const customer = random(2) === 0 ? random(Math.max(1, Math.floor(customers / 10))) : random(customers);
    const day = Math.floor((row / invoices) * SPAN);
    const isCredit = random(50) === 0;
    document.customer[row] = customer;
    document.currency[row] = isMixed[customer] === 1 && random(2) === 0 ? 1 : (homeCurrency[customer] ?? 0);
    document.day[row] = day;
    document.due[row] = isCredit ? day : day + ([0, 14, 30, 30, 30, 45, 60, 90][random(8)] ?? 30);
    document.amount[row] = isCredit ? -(100 + random(50_000)) : 100 + random(random(20) === 0 ? 50_000_000 : 500_000);
  }
  return document;
}
