import type { CurrencyCode } from "../values/currency";
import { type AgingAmounts, agingByAccount, type AgingRequest, type AgingRow, sumAging } from "./aging";
import type { BucketSchedule } from "./buckets";
import { compareKeys } from "./keys";
import type { Account, LedgerIndex } from "./ledgerIndex";

/** One line of an aging by owner, customer group, country or whatever else a customer has; one currency a line. */
export interface AgingGroup extends AgingAmounts {
  readonly group: string;
  readonly currency: CurrencyCode;
  /** The accounts behind the line. */
  readonly accounts: readonly number[];
}

/**
 * Aging by a property of the customer, in order of group, then currency. `groupOf` names the group of an account: its
 * owner, for example; "" for none. Each account is in one line; the lines of a currency sum to the aging of its accounts.
 */
export function agingByGroup(index: LedgerIndex, accounts: Iterable<number>, request: AgingRequest, groupOf: (customer: Account) => string): AgingGroup[] {
  const groups = new Map<string, { readonly group: string; readonly currency: CurrencyCode; readonly rows: AgingRow[] }>();
  for (const row of agingByAccount(index, accounts, request)) {
    const group = groupOf(row.customer);
    const { currency } = row.customer;
    const key = `${currency}${group}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { group, currency, rows: [row] });
    else known.rows.push(row);
  }
  return [...groups.values()]
    .sort((a, b) => compareKeys(a.group, b.group) || compareKeys(a.currency, b.currency))
    .map(({ group, currency, rows }) => ({ group, currency, accounts: rows.map((row) => row.account), ...sumAging(rows, request.schedule) }));
}

export interface AgingTotal extends AgingAmounts {
  readonly currency: CurrencyCode;
}

/** A total line for each currency among the rows, in order of code: amounts of different currencies are never added. */
export function agingTotals(rows: readonly AgingRow[], schedule: BucketSchedule): AgingTotal[] {
  const currencies = [...new Set(rows.map((row) => row.customer.currency))].sort(compareKeys);
  return currencies.map((currency) => ({ currency, ...sumAging(rows.filter((row) => row.customer.currency === currency), schedule) }));
}
