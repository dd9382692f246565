import { type CurrencyCode, currencyDecimals } from "../values/currency";
import { minorText } from "../values/money";
import { formatIsoDate, type PlainDate } from "../values/plainDate";
import { encodeName, type JournalAccount } from "./journalNames";

/** A transaction of a plain-text journal. Amounts are minor units; what it posts, at cost where there is one, sums to zero. */
export interface JournalTransaction {
  readonly date: PlainDate;
  /** Number of the document that it is about. */
  readonly code: string;
  readonly customer: string;
  /** What happened, in a word or two. */
  readonly note: string;
  readonly tags: readonly (readonly [name: string, value: string])[];
  readonly postings: readonly JournalPosting[];
}

export interface JournalPosting {
  readonly account: JournalAccount;
  readonly minor: number;
  readonly currency: CurrencyCode;
  /** What the amount is worth in the book's currency, where the document has an exchange rate; with the amount's sign. */
  readonly cost?: { readonly minor: number; readonly currency: CurrencyCode };
  readonly due?: PlainDate;
}

/** A transaction as hledger and ledger both read it: date, code, payee and note, tags one a line, postings. */
export function transactionText({ date, code, customer, note, tags, postings }: JournalTransaction): string {
  const lines = [
    `${formatIsoDate(date)} * (${encodeName(code)}) ${encodeName(customer)} | ${note}`,
    ...tags.map(([name, value]) => `    ; ${name}: ${encodeName(value)}`),
    ...postings.map((posting) => `    ${posting.account.name}    ${amountText(posting)}`),
  ];
  return lines.join("\n");
}

function amountText({ minor, currency, cost, due }: JournalPosting): string {
  const amount = `${minorText(minor, currencyDecimals(currency))} ${currency}`;
  // A total cost is written without a sign: it has the amount's.
  const costed = cost === undefined ? amount : `${amount} @@ ${minorText(Math.abs(cost.minor), currencyDecimals(cost.currency))} ${cost.currency}`;
  return due === undefined ? costed : `${costed}  ; due: ${formatIsoDate(due)}`;
}
