import { type Decimal, decimalFromNumber, scaleToMinor, ZERO } from "../../values/decimal";
import type { LintBook, LintField, LintFinding, LintRule, LintTable } from "../lintBook";
import { amountText, currencyOf, decimalsOf, type Fact, factsIn, numberOf } from "../lintCells";
import { readSumFormula, type SumFormula } from "../sumFormula";

const SUMMED: readonly LintField[] = ["net", "tax", "total", "amount", "quantity"];

/** A sum in a total's row of one recognised column, and the facts above it that it should add up. */
interface TotalCell {
  readonly table: LintTable;
  readonly index: number;
  readonly column: number;
  readonly field: LintField;
  readonly value: number;
  readonly formula: string | null;
  readonly sum: SumFormula | null;
  readonly facts: readonly [Fact, ...Fact[]];
  /** Every fact above it: what a last total below subtotals adds up. */
  readonly above: readonly Fact[];
}

/** A total that was typed and is not the sum of the rows above it. */
export const totalNotSum: LintRule = {
  code: "totalNotSum",
  severity: "error",
  check: (book) => totalsOf(book).flatMap((total) => {
    // A sum over several currencies is told as such.
    if (total.formula !== null || total.field === "quantity" || currenciesOf(total).length > 1) return [];
    const decimals = decimalsOf(total.facts[0]);
    const is = decimalFromNumber(total.value);
    const should = sumOf(total.facts, total.field);
    // Rows with more decimals than the currency has leave a rest that was rounded one way or the other.
    const isSum = [should, sumOf(total.above, total.field)].some((sum) => scaleToMinor(sum.sub(is), decimals).abs().lt(1));
    return isSum ? [] : [found(total, { is: amountText(is, decimals), should: amountText(should, decimals) })];
  }),
};

/** What a SUM of these rows gives: texts and errors count for nothing. */
function sumOf(facts: readonly Fact[], field: LintField): Decimal {
  return facts.reduce((sum, fact) => sum.add(decimalFromNumber(numberOf(fact, field) ?? 0)), ZERO);
}

/** A SUM whose range ends before the rows do, or begins after. */
export const sumMissesRows: LintRule = {
  code: "sumMissesRows",
  severity: "error",
  check: (book) => totalsOf(book).flatMap((total) => {
    const { facts, formula, sum, table, column } = total;
    if (sum === null || sum.area === null || sum.area.left !== sum.area.right || sum.area.left !== table.left + column) return [];
    const { top, bottom } = sum.area;
    const missed = facts.filter(({ row }) => row.sheetRow < top || row.sheetRow > bottom);
    return missed.slice(0, 1).map(({ row }) => found(total, { formula: String(formula), missed: missed.length, row: row.sheetRow + 1 }));
  }),
};

/** Rows that are hidden stand among those that a total adds up, or that it leaves out. */
export const hiddenRowsInTotal: LintRule = {
  code: "hiddenRowsInTotal",
  severity: "warning",
  check: (book) => totalsOf(book).flatMap((total) => {
    const hidden = total.facts.filter(({ row }) => row.isHidden);
    const effect = total.sum?.skipsHidden === true ? "leaves out" : "includes";
    return hidden.slice(0, 1).map(({ row }) => found(total, { hidden: hidden.length, row: row.sheetRow + 1, effect }));
  }),
};

/** One total over amounts of several currencies. */
export const mixedCurrenciesInTotal: LintRule = {
  code: "mixedCurrenciesInTotal",
  severity: "error",
  check: (book) => totalsOf(book).flatMap((total) => {
    const currencies = currenciesOf(total);
    if (total.field === "quantity" || currencies.length < 2) return [];
    return [found(total, { currencies: currencies.filter((code) => code !== "").sort().join(", ") })];
  }),
};

/** The currencies of the amounts that a total adds up; "" where one is not known. */
function currenciesOf({ facts, field }: TotalCell): readonly string[] {
  return [...new Set(facts.filter((fact) => (numberOf(fact, field) ?? 0) !== 0).map((fact) => currencyOf(fact) ?? ""))];
}

/** The totals of every table: each adds up the facts since the total's row before it; after subtotals, a last one all facts. */
function totalsOf(book: LintBook): readonly TotalCell[] {
  return book.tables.flatMap((table) => {
    const facts = factsIn(book, table);
    const rows = table.rows.flatMap((row, index) => (row.isTotal ? [index] : []));
    return rows.flatMap((index, at) => {
      const from = rows[at - 1] ?? -1;
      const above = facts.filter((fact) => fact.index < index);
      const since = above.filter((fact) => fact.index > from);
      const [first, ...others] = since.length === 0 ? above : since;
      return first === undefined ? [] : SUMMED.flatMap((field) => totalCell({ table, index, field, facts: [first, ...others], above }));
    });
  });
}

function totalCell(of: Pick<TotalCell, "table" | "index" | "field" | "facts" | "above">): readonly TotalCell[] {
  const column = of.table.columns.get(of.field) ?? -1;
  const cell = of.table.rows[of.index]?.cells[column];
  if (typeof cell?.value !== "number") return [];
  const sum = cell.formula === null ? null : readSumFormula(cell.formula);
  // A formula of another kind (a sum of subtotals, of several ranges) is not judged by its rows.
  return cell.formula !== null && sum === null ? [] : [{ ...of, column, value: cell.value, formula: cell.formula, sum }];
}

function found({ table, index, column }: TotalCell, params: LintFinding["params"]): LintFinding {
  return { at: table.at(index, column), params };
}
