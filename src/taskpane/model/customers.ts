import { accountBalance } from "../../core/reports/balance";
import { matchKey } from "../../core/reports/keys";
import type { LedgerIndex } from "../../core/reports/ledgerIndex";
import { nextDue } from "../../core/reports/nextDue";
import { type OpenItem, openItems } from "../../core/reports/openItems";
import type { CurrencyCode } from "../../core/values/currency";
import type { PlainDate } from "../../core/values/plainDate";
import type { Books } from "../../live/books";
import { type CurrencyFigures, currencyFigures } from "./figures";

export interface CustomerChoice {
  readonly id: string;
  readonly name: string;
  /** Number of the document by which the customer was found; "" when found by id or name. */
  readonly document: string;
}

const CHOICES_MAX = 30;

/** Customers whose id or name holds the text, ids that begin with it first; then those of documents whose number holds it. */
export function findCustomers(books: Books, text: string): readonly CustomerChoice[] {
  const wanted = matchKey(text);
  const all = books.customers.entries.map(({ id, name }): CustomerChoice => ({ id, name: name ?? id, document: "" }));
  if (wanted === "") return all.slice(0, CHOICES_MAX);
  const ranked = all.flatMap((choice) => {
    const [id, name] = [matchKey(choice.id), matchKey(choice.name)];
    const rank = id === wanted ? 0 : id.startsWith(wanted) ? 1 : name.startsWith(wanted) ? 2 : id.includes(wanted) || name.includes(wanted) ? 3 : null;
    return rank === null ? [] : [{ choice, rank }];
  });
  const found = ranked.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice);
  const known = new Set(found.map(({ id }) => matchKey(id)));
  const { charges, credits } = books.index;
  for (const { number, customer } of [...charges, ...credits]) {
    if (found.length >= CHOICES_MAX) break;
    if (!matchKey(number).includes(wanted) || known.has(matchKey(customer))) continue;
    known.add(matchKey(customer));
    const entry = books.customers.find(customer);
    found.push({ id: customer, name: (entry.kind === "found" ? entry.entry.name : null) ?? customer, document: number });
  }
  return found.slice(0, CHOICES_MAX);
}

/** Something that happened with a customer, newest first. */
export interface CustomerEvent {
  readonly kind: "invoice" | "credit" | "payment";
  readonly number: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  /** Minor units; credits and payments are negative. */
  readonly amount: number;
}

export interface CustomerCard {
  readonly id: string;
  readonly name: string;
  readonly figures: readonly CurrencyFigures[];
  readonly items: readonly (OpenItem & { readonly currency: CurrencyCode })[];
  readonly events: readonly CustomerEvent[];
  readonly nextDue: PlainDate | null;
  /** Why the figures cannot be told (a damaged row); null when they can. */
  readonly blocked: string | null;
}

const EVENTS_MAX = 8;

/** Everything the customer card shows as of a day; null for an id that nobody bears. */
export function customerCard(books: Books, id: string, asOf: PlainDate): CustomerCard | null {
  const search = books.customers.find(id);
  if (search.kind !== "found") return null;
  const { index } = books;
  const accounts = index.accountsOf.get(search.key) ?? [];
  return {
    id: search.entry.id,
    name: search.entry.name ?? search.entry.id,
    figures: currencyFigures(index, accounts, asOf),
    items: openItems(index, accounts, asOf).flatMap((item) => {
      const currency = index.accounts[item.account]?.currency;
      return currency === undefined ? [] : [{ ...item, currency }];
    }),
    events: lastEvents(index, new Set(accounts), asOf),
    nextDue: nextDue(index, accounts, asOf, false),
    blocked: books.blocked.get(search.key) ?? books.blocked.get("") ?? null,
  };
}

function lastEvents(index: LedgerIndex, accounts: ReadonlySet<number>, asOf: PlainDate): readonly CustomerEvent[] {
  const charges = index.charges.flatMap((charge, row): CustomerEvent[] =>
    accounts.has(index.chargeAccount[row] ?? -1) && charge.date <= asOf ? [{ kind: "invoice", number: charge.number, date: charge.date, currency: charge.currency, amount: charge.amount }] : [],
  );
  const credits = index.credits.flatMap((credit, row): CustomerEvent[] =>
    accounts.has(index.creditAccount[row] ?? -1) && credit.date <= asOf ? [{ kind: "payment", number: credit.number, date: credit.date, currency: credit.currency, amount: -credit.amount }] : [],
  );
  return [...charges, ...credits].sort((a, b) => b.date - a.date || (a.number < b.number ? 1 : -1)).slice(0, EVENTS_MAX);
}

export interface CustomerLine extends CustomerChoice {
  /** Empty where a damaged row makes them untellable. */
  readonly balances: readonly { readonly currency: CurrencyCode; readonly balance: number }[];
}

/** Choices with their balances as of a day, for the list under the search field. */
export function customerLines(books: Books, text: string, asOf: PlainDate): readonly CustomerLine[] {
  return findCustomers(books, text).map((choice) => {
    const isBlocked = books.blocked.has(matchKey(choice.id)) || books.blocked.has("");
    const accounts = isBlocked ? [] : (books.index.accountsOf.get(matchKey(choice.id)) ?? []);
    const balances = accounts.flatMap((account) => {
      const currency = books.index.accounts[account]?.currency;
      return currency === undefined ? [] : [{ currency, balance: accountBalance(books.index, account, asOf) }];
    });
    return { ...choice, balances };
  });
}
