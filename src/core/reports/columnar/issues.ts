import { type Issue, issueError } from "../../values/issue";
import { intAt } from "../columns";
import { matchKey } from "../keys";
import { type ColumnIndex, ON_ACCOUNT } from "./columnIndex";
import { findKey, textOfKey } from "./keyTable";
import { idText } from "./readRows";
import { visitOrder } from "./rowOrder";
import { badNumber } from "./rows";
import { conflictOf } from "./settled";

interface Found {
  readonly issue: Issue;
  /** `matchKey` of the customers whose figures it makes untrue; "": everybody's. */
  readonly blocks: readonly string[];
}

/**
 * Every row that is not counted, in order of table and row: rows that cannot be read, numbers that several rows bear, payments of
 * an invoice that is not there, or of another customer or currency than they say. `at.row` is 1-based; `params.cell` is the position in
 * the row's cells.
 */
export function issuesOf(index: ColumnIndex): Issue[] {
  return findings(index).map(({ issue }) => issue);
}

/** First issue of each customer whose figures cannot be told, by `matchKey`; "" stands for everybody. */
export function blockedCustomers(index: ColumnIndex): ReadonlyMap<string, Issue> {
  const blocked = new Map<string, Issue>();
  for (const { issue, blocks } of findings(index)) for (const customer of blocks) if (!blocked.has(customer)) blocked.set(customer, issue);
  return blocked;
}

function findings(index: ColumnIndex): Found[] {
  const found: Found[] = [];
  const keyOf = (customer: number): string => (customer < 0 ? "" : matchKey(textOfKey(index.customers, customer)));
  const ownerOf = (document: number): number => index.accountCustomer[index.account[document] ?? -1] ?? -1;
  const keysOf = (customer: number, document: number): string[] => {
    const others = [...(index.twice.get(document)?.values() ?? [])].map(({ customer: other }) => other);
    const known = [...new Set([ownerOf(document), customer, ...others])].filter((each) => each >= 0);
    return known.length === 0 ? [""] : known.map(keyOf);
  };
  if (index.badRows.size > 0) visitOrder(index.invoiceRows, (value, row) => {
    const at = { table: "invoices", row: row + 1 };
    if (value >= 0 && index.twice.has(value)) found.push({ issue: issueError("twice", at, { cell: index.layout.invoices.number }), blocks: [keyOf(ownerOf(value))] });
    const bad = value <= ON_ACCOUNT ? index.badRows.get(badNumber(value)) : undefined;
    if (bad !== undefined) found.push({ issue: issueError(bad.problem.code, at, { cell: bad.problem.cell }), blocks: [keyOf(bad.customer)] });
  });
  const { paymentCustomer } = index;
  visitOrder(index.paymentRows, (value, row) => {
    const at = { table: "payments", row: row + 1 };
    if (value >= 0) {
      const conflict = conflictOf(index, value);
      if (conflict === null) return;
      found.push({ issue: issueError(conflict, at, { cell: index.layout.payments.invoice }), blocks: keysOf(paymentCustomer?.[value] ?? -1, intAt(index.paymentOf, value)) });
      return;
    }
    const bad = value <= ON_ACCOUNT ? index.badRows.get(badNumber(value)) : undefined;
    if (bad === undefined) return;
    const document = findKey(index.numbers, idText(bad.cells[index.layout.payments.invoice]) ?? "");
    found.push({ issue: issueError(bad.problem.code, at, { cell: bad.problem.cell }), blocks: keysOf(bad.customer, document) });
  });
  return found;
}
