import type { ChargeFact, CreditFact } from "../ledger/facts";
import { itemAt, numberAt } from "./columns";
import { compareKeys, matchKey } from "./keys";
import { STEP_ROWS, type Steps } from "./steps";

export interface Numbered<Item> {
  /** As given, but those that share a number stand among themselves in an order of their own. */
  readonly documents: readonly Item[];
  /** Row by `matchKey` of the number: of several the first, to which applications go. */
  readonly rows: ReadonlyMap<string, number>;
}

/**
 * Finds documents by number. Two that bear one number (a list pasted twice, or typed by two people) both count, so which
 * comes first must not depend on the order of rows: by date, customer, currency and amount, then by all that they hold.
 */
export function* byNumber<Item extends ChargeFact | CreditFact>(given: readonly Item[]): Steps<Numbered<Item>> {
  const rows = new Map<string, number>();
  const sharing = new Map<number, number[]>();
  for (const [row, { number }] of given.entries()) {
    if (row % STEP_ROWS === 0) yield;
    const key = matchKey(number);
    const first = rows.get(key);
    if (first === undefined) {
      rows.set(key, row);
      continue;
    }
    const places = sharing.get(first);
    if (places === undefined) sharing.set(first, [first, row]);
    else places.push(row);
  }
  if (sharing.size === 0) return { documents: given, rows };
  const documents = [...given];
  for (const places of sharing.values()) {
    yield;
    const inOrder = places.map((place) => itemAt(given, place)).sort(compareSharing);
    inOrder.forEach((document, at) => (documents[numberAt(places, at)] = document));
  }
  return { documents, rows };
}

function compareSharing<Item extends ChargeFact | CreditFact>(a: Item, b: Item): number {
  return a.date - b.date || compareKeys(a.customer, b.customer) || compareKeys(a.currency, b.currency) || a.amount - b.amount || compareKeys(JSON.stringify(a), JSON.stringify(b));
}
