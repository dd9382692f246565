import { exactExchangeDifference, exchangeDifference } from "../cash/exchange";
import { type CurrencyCode, currencyDecimals } from "../values/currency";
import { type Decimal, ZERO, parseDecimal } from "../values/decimal";
import type { FoldedApplication } from "./ledgerState";
import type { ExchangeRate, FoldWork, WorkApplication } from "./movements";

/**
 * Gain or loss on the exchange for each application of money to a charge at another rate, in the book's minor units: amount ×
 * (rate of the credit − rate of the charge); a discount or write-off is no money and has none. The sum over a charge is rounded
 * once, half away from zero, and each application gets what it adds to that sum: no cent is left over, whatever follows, and
 * taking everything back comes to zero. Nothing arises where a rate is missing or the two rates are in different currencies.
 */
export function exchangeGains(work: FoldWork): ReadonlyMap<WorkApplication, NonNullable<FoldedApplication["exchange"]>> {
  const gains = new Map<WorkApplication, NonNullable<FoldedApplication["exchange"]>>();
  // Most books have one currency: nothing is looked up for each application then.
  if (!hasRates(work.charges)) return gains;
  const sums = new Map<string, Decimal>();
  for (const application of work.applications) {
    const { from, to, amount, currency } = application;
    if (from === null || to === null || amount === 0) continue;
    const terms = termsOf(work.charges.get(to)?.rate ?? null, work.credits.get(from)?.rate ?? null);
    if (terms === null) continue;
    const settlement = { settledMinor: amount, documentDecimals: currencyDecimals(currency), invoiceRate: terms.billed, paymentRate: terms.paid };
    const before = sums.get(to) ?? ZERO;
    sums.set(to, before.add(exactExchangeDifference(settlement)));
    gains.set(application, { currency: terms.bookCurrency, minor: exchangeDifference({ ...settlement, before, bookDecimals: currencyDecimals(terms.bookCurrency) }) });
  }
  return gains;
}

function hasRates(charges: FoldWork["charges"]): boolean {
  for (const { rate } of charges.values()) if (rate !== null) return true;
  return false;
}

function termsOf(charge: ExchangeRate | null, credit: ExchangeRate | null): { readonly billed: Decimal; readonly paid: Decimal; readonly bookCurrency: CurrencyCode } | null {
  if (charge === null || credit === null) return null;
  const bookCurrency = charge.bookCurrency ?? credit.bookCurrency;
  if (bookCurrency === null || (credit.bookCurrency !== null && credit.bookCurrency !== bookCurrency)) return null;
  const [billed, paid] = [parseDecimal(charge.text), parseDecimal(credit.text)];
  return billed === null || paid === null ? null : { billed, paid, bookCurrency };
}
