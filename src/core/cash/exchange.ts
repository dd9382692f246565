import { type Decimal, decimalFromMinor, roundToMinor, ZERO } from "../values/decimal";

/** What a payment settled of one document (a discount or write-off is no money: not counted), and at which rates. */
export interface ExchangedSettlement {
  /** In the document's minor units; below zero where an application is taken back. */
  readonly settledMinor: number;
  /** Units of the book's currency for one of the document's, as billed and as paid. */
  readonly invoiceRate: Decimal;
  readonly paymentRate: Decimal;
  readonly documentDecimals: number;
}

/** The exact gain (above zero) or loss on a settlement in units of the book's currency: settled × (payment rate − invoice rate). */
export function exactExchangeDifference({ settledMinor, invoiceRate, paymentRate, documentDecimals }: ExchangedSettlement): Decimal {
  return decimalFromMinor(settledMinor, documentDecimals).mul(paymentRate.sub(invoiceRate));
}

/**
 * Gain or loss on a settlement in the book's minor units, a figure of its own: open amounts stay in the document's currency
 * and do not know it. `before`: the exact differences that arose of the same document earlier. The sum over the document
 * is rounded, half away from zero, and each settlement gets what it adds to that sum: the residue is in the last, and what
 * is taken back comes to zero. USD 20 of an invoice at 50, paid at 45, is −100.00.
 */
export function exchangeDifference(of: ExchangedSettlement & { readonly bookDecimals: number; readonly before?: Decimal }): number {
  const { before = ZERO, bookDecimals } = of;
  return roundToMinor(before.add(exactExchangeDifference(of)), bookDecimals) - roundToMinor(before, bookDecimals);
}

/**
 * The rate that a payment was booked at, where the bank tells the amount received in the book's currency and not a rate. The
 * amount paid is above zero. Unrounded: 4,200.00 for USD 90 is 46.666…
 */
export function rateOfReceived(of: { readonly receivedMinor: number; readonly paidMinor: number; readonly documentDecimals: number; readonly bookDecimals: number }): Decimal {
  return decimalFromMinor(of.receivedMinor, of.bookDecimals).div(decimalFromMinor(of.paidMinor, of.documentDecimals));
}
