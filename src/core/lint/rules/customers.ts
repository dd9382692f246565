import { isSlip, nameKey } from "../customerKeys";
import type { LintFinding, LintRule } from "../lintBook";
import { type Fact, factsIn, factsOf, finding, groupBy, textOf } from "../lintCells";

/**
 * Where none of a person's table, or most of several, are known, the list is of other people, and only near misses are told: from
 * how many customers on.
 */
const NONE_KNOWN_MIN = 2;
const MOST_UNKNOWN_MIN = 4;

/** A customer of an invoice or payment who is not in the list of customers. */
export const customerStranger: LintRule = {
  code: "customerStranger",
  severity: "error",
  check: (book) => {
    const names = factsOf(book, "customers").flatMap((fact) => [textOf(fact, "customer"), textOf(fact, "name")]).filter((text) => text !== "");
    const known = new Set(names.map((name) => name.toUpperCase()));
    const keys = names.map((name) => ({ name, key: nameKey(name) }));
    if (known.size === 0) return [];
    return book.tables.filter(({ role }) => role !== "customers" && role !== "items").flatMap((table) => {
      const byCustomer = groupBy(factsIn(book, table).filter((fact) => textOf(fact, "customer") !== ""), (fact) => textOf(fact, "customer").toUpperCase());
      const strangers = [...byCustomer].filter(([customer]) => !known.has(customer));
      const fewest = strangers.length === byCustomer.size ? NONE_KNOWN_MIN : MOST_UNKNOWN_MIN;
      const areOthers = !table.isLedger && strangers.length * 2 > byCustomer.size && byCustomer.size >= fewest;
      return strangers.flatMap(([, facts]) => facts.flatMap((fact) => {
        const customer = textOf(fact, "customer");
        const key = nameKey(customer);
        const near = keys.find((each) => each.key === key || isSlip(each.key, key))?.name ?? "";
        return areOthers && near === "" ? [] : [finding(fact, "customer", { customer, near })];
      }));
    });
  },
};

/** A spelling that may stand for one slip, and how often the right one must be there. */
const COMMON_ROWS_MIN = 3;

/** Where no list says who the customers are: a spelling that is near another, more common one. */
export const lookAlikeCustomer: LintRule = {
  code: "lookAlikeCustomer",
  severity: "warning",
  check: (book) => (factsOf(book, "customers").length > 0 ? [] : lookAlikes(factsOf(book, "invoices", "lines", "payments").filter((fact) => textOf(fact, "customer") !== ""))),
};

function lookAlikes(facts: readonly Fact[]): readonly LintFinding[] {
  const spellings = [...groupBy(facts, (fact) => textOf(fact, "customer")).entries()].map(([text, rows]) => ({ text, rows, key: nameKey(text) }));
  return spellings.flatMap(({ text, rows, key }) => {
    const better = spellings.find((other) => other.text !== text && other.rows.length > rows.length && (other.key === key || (rows.length === 1 && other.rows.length >= COMMON_ROWS_MIN && isSlip(other.key, key))));
    return better === undefined ? [] : rows.map((fact) => finding(fact, "customer", { customer: text, near: better.text }));
  });
}

/** Two customers of one list with one name, or with ids or names that only look different; told at the later one. */
export const duplicateCustomerName: LintRule = {
  code: "duplicateCustomerName",
  severity: "warning",
  check: (book) => book.tables.filter(({ role }) => role === "customers").flatMap((table) => {
    const facts = factsIn(book, table);
    const found = new Map<Fact, LintFinding>();
    for (const field of ["name", "customer"] as const)
      for (const [key, [first, ...others]] of groupBy(facts, (fact) => nameKey(textOf(fact, field)))) {
        if (key === "") continue;
        for (const fact of others) if (!found.has(fact)) found.set(fact, againstFirst(fact, first, field));
      }
    return [...found.values()];
  }),
};

function againstFirst(fact: Fact, first: Fact, field: "name" | "customer"): LintFinding {
  return finding(fact, field, { customer: textOf(fact, "customer"), name: textOf(fact, field), first: textOf(first, field), firstRow: first.row.sheetRow + 1 });
}
