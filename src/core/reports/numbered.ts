import type { ChargeFact, CreditFact } from "../ledger/facts";
import { itemAt, numberAt } from "./columns";
import { compareKeys, matchKey } from "./keys";
import { STEP_ROWS, type Steps } from "./steps";

/** Rows of documents by `matchKey` of their number. */
export interface RowsByNumber extends Iterable<[string, number]> {
  readonly size: number;
  get(key: string): number | undefined;
}

export interface Numbered<Item> {
  /** As given, but those that share a number stand among themselves in an order of their own. */
  readonly documents: readonly Item[];
  /** Row by `matchKey` of the number: of several the first, to which applications go. */
  readonly rows: RowsByNumber;
}

/**
 * Finds documents by number. Two that bear one number (a list pasted twice, or typed by two people) both count, so which
 * comes first must not depend on the order of rows: by date, customer, currency and amount, then by all that they hold.
 * `areDifferent`: no two bear one number, so that they are looked through only when somebody asks for one.
 */
export function* byNumber<Item extends ChargeFact | CreditFact>(given: readonly Item[], areDifferent: boolean): Steps<Numbered<Item>> {
  if (areDifferent) return { documents: given, rows: new LateRows(given) };
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

/** Rows by number, found when the first is asked for. */
class LateRows implements RowsByNumber {
  private found: ReadonlyMap<string, number> | null = null;

  constructor(private readonly documents: readonly { readonly number: string }[]) {}

  get size(): number {
    return this.documents.length;
  }

  get(key: string): number | undefined {
    return this.rows().get(key);
  }

  [Symbol.iterator](): Iterator<[string, number]> {
    return this.rows()[Symbol.iterator]();
  }

  private rows(): ReadonlyMap<string, number> {
    return (this.found ??= new Map(this.documents.map(({ number }, row) => [matchKey(number), row])));
  }
}
