import type { ChargeFact, CreditFact } from "../../ledger/facts";
import type { CurrencyCode } from "../../values/currency";
import { intAt, itemAt } from "../columns";
import { compareKeys, matchKey } from "../keys";
import { type Account, compareAccounts, type Grouped, groupBy, type LedgerIndex } from "../ledgerIndex";
import { type ChangedDocuments, newRow } from "./changedDocuments";

type Accounts = Pick<LedgerIndex, "accounts" | "accountsOf" | "currencies" | "chargeAccount" | "creditAccount" | "chargesOfAccount" | "creditsOfAccount">;

/** The accounts after a change of documents: new ones come in where they belong, those without a document go. */
export function changedAccounts(index: LedgerIndex, charges: ChangedDocuments<ChargeFact>, credits: ChangedDocuments<CreditFact>): Accounts {
  if (charges.before.length + charges.after.length + credits.before.length + credits.after.length === 0) return index;
  const accounts: Account[] = [...index.accounts];
  const added = new Map<string, number>();
  const touched = new Set<number>();
  const accountOf = ({ customer, currency }: ChargeFact | CreditFact): number => {
    const customerKey = matchKey(customer);
    const known = index.accountsOf.get(customerKey)?.find((account) => itemAt(accounts, account).currency === currency);
    const id = `${currency}${customerKey}`;
    const account = known ?? added.get(id) ?? accounts.push({ customerKey, customer, currency }) - 1;
    if (known === undefined) added.set(id, account);
    touched.add(account);
    return account;
  };
  const chargeAccount = accountColumn(index.chargeAccount, charges, accountOf, touched);
  const creditAccount = accountColumn(index.creditAccount, credits, accountOf, touched);
  const chargesOfAccount = groupBy(chargeAccount, accounts.length);
  const creditsOfAccount = groupBy(creditAccount, accounts.length);
  const gone = new Set<number>();
  let isSpelledAnew = false;
  for (const account of touched) {
    const customer = spellingOf(rowsOf(chargesOfAccount, account, charges.documents), rowsOf(creditsOfAccount, account, credits.documents));
    if (customer === null) gone.add(account);
    else if (customer !== itemAt(accounts, account).customer) {
      isSpelledAnew = true;
      accounts[account] = { ...itemAt(accounts, account), customer };
    }
  }
  if (added.size === 0 && gone.size === 0) return { accounts: isSpelledAnew ? accounts : index.accounts, accountsOf: index.accountsOf, currencies: index.currencies, chargeAccount, creditAccount, chargesOfAccount, creditsOfAccount };

  const order = [...accounts.keys()].filter((account) => !gone.has(account)).sort((a, b) => compareAccounts(itemAt(accounts, a), itemAt(accounts, b)));
  const places = new Int32Array(accounts.length);
  order.forEach((account, place) => (places[account] = place));
  const inOrder = order.map((account) => itemAt(accounts, account));
  const ofCharges = chargeAccount.map((account) => intAt(places, account));
  const ofCredits = creditAccount.map((account) => intAt(places, account));
  return {
    ...accountLookups(inOrder),
    chargeAccount: ofCharges,
    creditAccount: ofCredits,
    chargesOfAccount: groupBy(ofCharges, order.length),
    creditsOfAccount: groupBy(ofCredits, order.length),
  };
}

function accountColumn<Fact extends ChargeFact | CreditFact>(before: Int32Array, changed: ChangedDocuments<Fact>, accountOf: (document: Fact) => number, touched: Set<number>): Int32Array {
  const column = new Int32Array(changed.documents.length);
  if (changed.moved === null) column.set(before);
  else
    before.forEach((account, row) => {
      const now = newRow(changed.moved, row);
      if (now >= 0) column[now] = account;
    });
  for (const row of changed.before) touched.add(intAt(before, row));
  for (const row of changed.after) column[row] = accountOf(itemAt(changed.documents, row));
  return column;
}

function* rowsOf<Fact extends object>({ starts, rows }: Grouped, account: number, documents: readonly Fact[]): Generator<Fact, void, undefined> {
  for (let at = intAt(starts, account), end = intAt(starts, account + 1); at < end; at++) yield itemAt(documents, intAt(rows, at));
}

/** The smallest spelling of the customer, as when the index is built; null: the account has no documents. */
function spellingOf(...lists: readonly Iterable<ChargeFact | CreditFact>[]): string | null {
  let smallest: string | null = null;
  for (const list of lists) for (const { customer } of list) if (smallest === null || customer < smallest) smallest = customer;
  return smallest;
}

/** Accounts with the ways to find them. */
function accountLookups(accounts: readonly Account[]): { readonly accounts: readonly Account[]; readonly accountsOf: ReadonlyMap<string, readonly number[]>; readonly currencies: readonly CurrencyCode[] } {
  const accountsOf = new Map<string, number[]>();
  accounts.forEach(({ customerKey }, account) => {
    const list = accountsOf.get(customerKey);
    if (list === undefined) accountsOf.set(customerKey, [account]);
    else list.push(account);
  });
  return { accounts, accountsOf, currencies: [...new Set(accounts.map(({ currency }) => currency))].sort(compareKeys) };
}
