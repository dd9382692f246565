import type { FoldedLedger } from "../ledger/ledgerState";
import { currencyDecimals, type CurrencyCode } from "../values/currency";
import { journalDocuments } from "./journalDocuments";
import { encodeName, type JournalAccount, quoteName } from "./journalNames";
import { type JournalTransaction, transactionText } from "./journalTransaction";
import { journalTransactions } from "./journalTransactions";

export interface JournalOptions {
  /** Put before every account, for journals of several books in one file; "" or absent: nothing. */
  readonly under?: string;
}

/**
 * The ledger as a plain-text journal that hledger (1.25) and ledger (3.3) read alike: currencies and accounts are declared,
 * then one transaction for each document and each movement, on the day on which it counts, sorted by day.
 * Balances as of any day are the ledger's own: `assets:receivable:CUSTOMER:DOCUMENT` is what is open of a charge,
 * `assets:receivable:CUSTOMER:unapplied:DOCUMENT` (negative) what is left of a credit, and their sum the customer's balance.
 * A charge has one posting for each due part, with the tag `due`. Amounts have the decimals of their currency.
 */
export function ledgerJournal(ledger: FoldedLedger, { under: book = "" }: JournalOptions = {}): string {
  const under = book === "" ? "" : `${encodeName(book)}:`;
  const transactions = [...journalTransactions(ledger, journalDocuments(ledger))]
    .sort((a, b) => a.date - b.date)
    .map((transaction) => placedUnder(transaction, under));
  const accounts = new Map(transactions.flatMap(({ postings }) => postings.map(({ account }) => [account.name, account] as const)));
  const currencies = new Set(transactions.flatMap(({ postings }) => postings.flatMap(({ currency, cost }) => (cost === undefined ? [currency] : [currency, cost.currency]))));
  const blocks = [
    "; Receivables of Open Item, for hledger and ledger. %3A and the like in a name stand for one character; the comment of the account says which name is meant.",
    ...[...currencies].sort().map(currencyText),
    ...[...accounts.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(accountText),
    ...transactions.map((transaction) => `\n${transactionText(transaction)}`),
  ];
  return `${blocks.join("\n")}\n`;
}

function placedUnder(transaction: JournalTransaction, under: string): JournalTransaction {
  if (under === "") return transaction;
  return { ...transaction, postings: transaction.postings.map((posting) => ({ ...posting, account: { ...posting.account, name: under + posting.account.name } })) };
}

/** A currency without decimals gets no format: ledger does not read "1000. JPY", hledger does not read "1000 JPY" there. */
function currencyText(currency: CurrencyCode): string {
  const decimals = currencyDecimals(currency);
  return decimals === 0 ? `commodity ${currency}` : `commodity ${currency}\n    format 1000.${"0".repeat(decimals)} ${currency}`;
}

function accountText({ name, standsFor }: JournalAccount): string {
  return [`account ${name}`, ...standsFor.map(([what, of]) => `    ; ${what} ${quoteName(of)}`)].join("\n");
}
