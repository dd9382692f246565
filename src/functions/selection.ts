import type { CustomerEntry } from "../core/reports/customerDirectory";
import { matchKey } from "../core/reports/keys";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { numberFromMinor } from "../core/values/money";
import type { Books } from "../live/books";
import type { Asked } from "./arguments";
import { type Answer, type CellError, notAvailable, refuseValue, valueError } from "./cellError";
import { type Cell, idText } from "./cells";

/** The accounts (customer in a currency) that one cell asks about, or the answer that stands in the cell instead. */
export type Chosen = { readonly kind: "accounts"; readonly accounts: readonly number[]; readonly entry: CustomerEntry | null } | { readonly kind: "answer"; readonly answer: Answer };

/** All accounts of the books; refused while a damaged row makes any figure over all untrue. */
export function allAccounts(books: Books): readonly number[] {
  const [first] = books.blocked.values();
  if (first !== undefined) refuseValue(first);
  return books.index.accounts.map((_account, row) => row);
}

/** The customer in a cell: "" for an empty cell, #N/A for an unknown one, #VALUE! where the figures cannot be told. */
export function chooseCustomer(books: Books, cell: Cell): Chosen {
  if (cell.kind === "blank") return { kind: "answer", answer: "" };
  const text = idText(cell);
  if (text === null) return { kind: "answer", answer: valueError(cell.kind === "error" ? `The customer cell holds the error ${cell.code}` : "The customer must be an id or a name") };
  const search = books.customers.find(text);
  if (search.kind === "unknown") return { kind: "answer", answer: notAvailable(`There is no customer ${text}`) };
  if (search.kind === "several") return { kind: "answer", answer: notAvailable(`Several customers are named ${text} (${search.ids.slice(0, 5).join(", ")}): use the id`) };
  const blocked = books.blocked.get(search.key) ?? books.blocked.get("");
  if (blocked !== undefined) return { kind: "answer", answer: valueError(blocked) };
  return { kind: "accounts", accounts: books.index.accountsOf.get(search.key) ?? [], entry: search.entry };
}

/** Answers a customer argument: one value for all, or a value for each cell in the range's shape. */
export function answerEach(books: Books, asked: Asked, compute: (accounts: readonly number[], entry: CustomerEntry | null) => Answer): Answer[][] {
  if (asked.kind === "all") return [[compute(allAccounts(books), null)]];
  return asked.cells.map((row) =>
    row.map((cell) => {
      const chosen = chooseCustomer(books, cell);
      return chosen.kind === "answer" ? chosen.answer : compute(chosen.accounts, chosen.entry);
    }),
  );
}

/** Money in a cell: a plain number, exact minor units / 10^decimals. */
export function moneyAnswer(minor: number, currency: CurrencyCode | null): number {
  return numberFromMinor(minor, currency === null ? 2 : currencyDecimals(currency));
}

/** One amount out of amounts per currency: the one asked for, or the only one; several are an error that names them. */
export function oneCurrency(amounts: ReadonlyMap<CurrencyCode, number>, asked: CurrencyCode | null): number | CellError {
  if (asked !== null) return moneyAnswer(amounts.get(asked) ?? 0, asked);
  const [only, ...others] = amounts;
  if (only === undefined) return 0;
  if (others.length === 0) return moneyAnswer(only[1], only[0]);
  const names = [...amounts.keys()].sort().join(", ");
  return valueError(`There are several currencies (${names}), which are never added: name one in the currency argument`);
}

/** The customer as a report shows it: the id, as a number where the tables hold numbers. */
export function shownCustomer(books: Books, customer: string): string | number {
  const search = books.customers.find(customer);
  const entry = search.kind === "found" && search.key === matchKey(customer) ? search.entry : null;
  const id = entry?.id ?? customer;
  return entry?.asNumber === true && String(Number(id)) === id ? Number(id) : id;
}
