import type { CurrencyCode } from "../values/currency";
import { compareKeys } from "./keys";
import type { LedgerIndex } from "./ledgerIndex";

/** The one currency of a figure over several customers; several without one named are an answer of their own, never a sum. */
export type CurrencyChoice =
  | { readonly kind: "one"; readonly currency: CurrencyCode; readonly accounts: readonly number[] }
  | { readonly kind: "none" }
  | { readonly kind: "several"; readonly currencies: readonly CurrencyCode[] };

/**
 * Which currency a single figure over these accounts is in, and the accounts that count for it: the named one, else the
 * only one there is. "none": there is no account (of that currency); "several": one has to be named.
 */
export function chooseCurrency(index: LedgerIndex, accounts: Iterable<number>, named: CurrencyCode | null): CurrencyChoice {
  const byCurrency = new Map<CurrencyCode, number[]>();
  for (const account of accounts) {
    const currency = index.accounts[account]?.currency;
    if (currency === undefined || (named !== null && named !== currency)) continue;
    const list = byCurrency.get(currency);
    if (list === undefined) byCurrency.set(currency, [account]);
    else list.push(account);
  }
  const [first, second] = byCurrency;
  if (first === undefined) return { kind: "none" };
  if (second !== undefined) return { kind: "several", currencies: [...byCurrency.keys()].sort(compareKeys) };
  return { kind: "one", currency: first[0], accounts: first[1] };
}
