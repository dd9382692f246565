import type { CurrencyCode } from "../values/currency";
import type { PlainDate } from "../values/plainDate";
import { chargeOpen, creditUnapplied, visitRows } from "./asOf";
import { intAt } from "./columns";
import { exactSum } from "./exactSum";
import type { LedgerIndex } from "./ledgerIndex";

/** Open charges minus unapplied credits of one account as of a day, in minor units; negative: we owe the customer. */
export function accountBalance(index: LedgerIndex, account: number, asOf: PlainDate): number {
  const { chargesOfAccount: charges, creditsOfAccount: credits } = index;
  let sum = 0;
  for (let at = intAt(charges.starts, account), end = intAt(charges.starts, account + 1); at < end; at++) sum += chargeOpen(index, intAt(charges.rows, at), asOf);
  sum = exactSum(sum);
  for (let at = intAt(credits.starts, account), end = intAt(credits.starts, account + 1); at < end; at++) sum -= creditUnapplied(index, intAt(credits.rows, at), asOf);
  return exactSum(sum);
}

/**
 * Balance per currency over the given accounts as of a day. Amounts of different currencies are never added; a currency
 * is in the answer when one of the accounts has a document dated until then.
 */
export function balances(index: LedgerIndex, accounts: Iterable<number>, asOf: PlainDate): Map<CurrencyCode, number> {
  const sums = new Map<CurrencyCode, number>();
  for (const account of accounts) {
    const currency = index.accounts[account]?.currency;
    if (currency === undefined || !hasDocuments(index, account, asOf)) continue;
    sums.set(currency, exactSum((sums.get(currency) ?? 0) + accountBalance(index, account, asOf)));
  }
  return sums;
}

/** True when the account has a charge or a credit dated until that day. */
export function hasDocuments(index: LedgerIndex, account: number, asOf: PlainDate): boolean {
  let found = false;
  visitRows(index.chargesOfAccount, account, (row) => {
    found ||= intAt(index.chargeDate, row) <= asOf;
  });
  visitRows(index.creditsOfAccount, account, (row) => {
    found ||= intAt(index.creditDate, row) <= asOf;
  });
  return found;
}
