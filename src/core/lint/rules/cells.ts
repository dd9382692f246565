import type { LintField, LintRule } from "../lintBook";
import { cellOf, type Fact, factsIn, factsOf, finding } from "../lintCells";

const NUMBERS: readonly LintField[] = ["net", "tax", "total", "amount", "quantity", "unitPrice", "discountPercent", "taxRate"];
const IDS: readonly LintField[] = ["number", "customer", "name", "invoice", "item"];

/** A number that is text: a sum passes over it. */
export const numberAsText: LintRule = {
  code: "numberAsText",
  severity: "error",
  check: (book) => factsOf(book, "invoices", "lines", "payments", "items").flatMap((fact) => NUMBERS.flatMap((field) => {
    const cell = cellOf(fact, field);
    return cell !== null && !cell.isError && typeof cell.value === "string" && /\p{Nd}/u.test(cell.value) ? [finding(fact, field, { shown: cell.value.slice(0, 80) })] : [];
  })),
};

/** Blanks before, after or doubled within an id, or of a kind that looks like one: a lookup does not find it. */
export const strayBlanks: LintRule = {
  code: "strayBlanks",
  severity: "warning",
  check: (book) => factsOf(book, "invoices", "lines", "payments", "customers", "items").flatMap((fact) => IDS.flatMap((field) => {
    const cell = cellOf(fact, field);
    if (cell === null || cell.isError || typeof cell.value !== "string" || cell.value.trim() === "") return [];
    return /^\s|\s$|\s{2}|[^\S ]|[\u200b-\u200f\u2060\ufeff]/u.test(cell.value) ? [finding(fact, field, { shown: cell.value.slice(0, 80) })] : [];
  })),
};

/** Facts, which people type: never the outcome of a formula in a ledger; what only some rows compute is suspect everywhere. */
const TYPED: readonly LintField[] = ["number", "kind", "customer", "name", "date", "due", "currency", "net", "tax", "total", "taxCode", "taxRate", "item", "quantity", "unitPrice", "discountPercent", "amount", "invoice", "reference", "paidOn"];

/** A column is computed, or typed, when at least four of five filled rows are, and five rows are filled. */
const COLUMN_ROWS_MIN = 5;

function isMost(some: readonly Filled[], others: readonly Filled[]): boolean {
  return some.length + others.length >= COLUMN_ROWS_MIN && some.length >= others.length * 4;
}

/** A formula among typed facts: the figure changes when other cells do. */
export const formulaInFact: LintRule = {
  code: "formulaInFact",
  severity: "warning",
  check: (book) => book.tables.flatMap((table) => columnFacts(factsIn(book, table)).flatMap(({ field, computed, typed }) => {
    const isOdd = table.isLedger || isMost(typed, computed);
    return isOdd ? computed.map(({ fact, formula }) => finding(fact, field, { formula: String(formula).slice(0, 80) })) : [];
  })),
};

/** A value typed over a formula: the column's other rows are computed, this one no longer is. */
export const valueInFormulaColumn: LintRule = {
  code: "valueInFormulaColumn",
  severity: "warning",
  check: (book) => book.tables.flatMap((table) => columnFacts(factsIn(book, table)).flatMap(({ field, computed, typed }) => {
    return isMost(computed, typed) && !table.isLedger ? typed.map(({ fact, value }) => finding(fact, field, { shown: value.slice(0, 80) })) : [];
  })),
};

interface ColumnFacts {
  readonly field: LintField;
  readonly computed: readonly Filled[];
  readonly typed: readonly Filled[];
}

interface Filled {
  readonly fact: Fact;
  readonly value: string;
  readonly formula: string | null;
}

function columnFacts(facts: readonly Fact[]): readonly ColumnFacts[] {
  return TYPED.map((field) => {
    const filled = facts.flatMap((fact): readonly Filled[] => {
      const cell = cellOf(fact, field);
      return cell === null || cell.value === "" ? [] : [{ fact, value: String(cell.value), formula: cell.formula }];
    });
    return { field, computed: filled.filter(({ formula }) => formula !== null), typed: filled.filter(({ formula }) => formula === null) };
  });
}
