import { decimalFromNumber, decimalText, HUNDRED } from "../../values/decimal";
import type { LintBook, LintFinding, LintRule, LintTable } from "../lintBook";
import { dateOf, type Fact, factsIn, finding, groupBy, numberOf, textOf } from "../lintCells";

/** A group needs that many rows before a rate can be called odd, and a rate is odd that so few of them have. */
const ROWS_MIN = 5;
const ODD_SHARE = 0.1;

/**
 * A rate that hardly any row of its group has. Rows of one tax code are a group; a rate that holds from a day on is a change
 * of the law and no finding. Where no column names a code, the table is one group, without the rows at zero: exports and
 * exempt sales stand in every book.
 */
export const taxRateChanged: LintRule = {
  code: "taxRateChanged",
  severity: "warning",
  check: (book) => book.tables.flatMap((table) => ratesIn(book, table)),
};

interface Rated {
  readonly fact: Fact;
  readonly rate: string;
}

function ratesIn(book: LintBook, table: LintTable): readonly LintFinding[] {
  const rated = factsIn(book, table).flatMap((fact): readonly Rated[] => {
    const rate = numberOf(fact, "taxRate");
    // 20 % is kept as 20 or as 0.2.
    return rate === null ? [] : [{ fact, rate: decimalText(rate !== 0 && Math.abs(rate) < 1 ? decimalFromNumber(rate).mul(HUNDRED) : decimalFromNumber(rate)) }];
  });
  if (!table.columns.has("taxCode")) return oddOnes(rated.filter(({ rate }) => rate !== "0"));
  return [...groupBy(rated.filter(({ fact }) => textOf(fact, "taxCode") !== ""), ({ fact }) => textOf(fact, "taxCode").toUpperCase()).values()].flatMap((group) => (isChangedOnce(group) ? [] : oddOnes(group)));
}

/** True when one day parts the rates: all rows before it have one, all from it on another. */
function isChangedOnce(group: readonly Rated[]): boolean {
  const dated = group.map(({ fact, rate }) => ({ date: dateOf(fact, "supplyDate") ?? dateOf(fact, "date"), rate }));
  const known = dated.flatMap(({ date, rate }) => (date === null ? [] : [{ date, rate }])).sort((a, b) => a.date - b.date);
  const rates = known.filter(({ rate }, index) => rate !== known[index - 1]?.rate).map(({ rate }) => rate);
  const [first, second] = rates;
  if (known.length < group.length || rates.length !== 2) return false;
  // A change of one row at either end may as well be a slip.
  return [first, second].every((rate) => known.filter((each) => each.rate === rate).length > 1);
}

function oddOnes(group: readonly Rated[]): readonly LintFinding[] {
  const [common, ...others] = [...groupBy(group, ({ rate }) => rate).values()].sort((a, b) => b.length - a.length);
  if (common === undefined || group.length < ROWS_MIN) return [];
  const odd = others.filter((rows) => rows.length <= Math.max(1, group.length * ODD_SHARE)).flat();
  return odd.map(({ fact, rate }) => finding(fact, "taxRate", { rate, common: common[0].rate, taxCode: textOf(fact, "taxCode") }));
}
