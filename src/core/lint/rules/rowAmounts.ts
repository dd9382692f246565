import { decimalFromNumber, HUNDRED, scaleToMinor } from "../../values/decimal";
import { minorFromNumber, minorText } from "../../values/money";
import type { LintField, LintRule } from "../lintBook";
import { amountText, cellOf, currencyOf, decimalsOf, type Fact, factsOf, finding, groupBy, minorOf, numberOf, textOf } from "../lintCells";

/** Net and tax of a row, and what was rounded where a column says it, do not make its total. */
export const rowTotalNotSum: LintRule = {
  code: "rowTotalNotSum",
  severity: "error",
  check: (book) => factsOf(book, "invoices", "lines").flatMap((fact) => {
    const net = minorOf(fact, fact.table.role === "lines" && !fact.table.columns.has("net") ? "amount" : "net");
    const tax = minorOf(fact, "tax");
    const total = minorOf(fact, "total");
    if (net === null || tax === null || total === null) return [];
    const should = net + tax + (minorOf(fact, "rounding") ?? 0);
    return should === total ? [] : [finding(fact, "total", { is: shownAmount(fact, total), should: shownAmount(fact, should) })];
  }),
};

/** Quantity × price less discount is not the line's amount, by any rounding. */
export const lineNotProduct: LintRule = {
  code: "lineNotProduct",
  severity: "error",
  check: (book) => factsOf(book, "lines").flatMap((fact) => {
    const quantity = numberOf(fact, "quantity");
    const price = numberOf(fact, "unitPrice");
    const amount = minorOf(fact, "amount");
    // 10 % is kept as 0.1 in a cell that shows a percentage: with both a possible meaning, only a product that fits neither is wrong.
    const discount = numberOf(fact, "discountPercent") ?? 0;
    if (quantity === null || price === null || amount === null) return [];
    const products = [discount, ...(Math.abs(discount) < 1 ? [discount * 100] : [])].map((percent) => {
      const gross = decimalFromNumber(quantity).mul(decimalFromNumber(price));
      return gross.sub(gross.mul(decimalFromNumber(percent)).div(HUNDRED));
    });
    const decimals = decimalsOf(fact);
    if (products.some((product) => scaleToMinor(product, decimals).sub(amount).abs().lt(1))) return [];
    return products.slice(-1).map((product) => finding(fact, "amount", { is: shownAmount(fact, amount), should: amountText(product, decimals) }));
  }),
};

/** A document's net (or total, where the lines have one) is not the sum of its lines in the other table. */
export const documentNotLines: LintRule = {
  code: "documentNotLines",
  severity: "error",
  check: (book) => {
    const lines = groupBy(factsOf(book, "lines").filter((fact) => textOf(fact, "number") !== ""), (fact) => textOf(fact, "number"));
    return factsOf(book, "invoices").flatMap((fact) => {
      const own = lines.get(textOf(fact, "number")) ?? [];
      const [sums] = PAIRS.flatMap(([field, ofLine]) => sumsOf(fact, field, own.map((line) => minorOf(line, ofLine))));
      if (own.length === 0 || sums === undefined || sums.is === sums.should) return [];
      return [finding(fact, sums.field, { number: textOf(fact, "number"), is: shownAmount(fact, sums.is), should: shownAmount(fact, sums.should), lines: own.length })];
    });
  },
};

const PAIRS: readonly (readonly [document: LintField, line: LintField])[] = [["net", "amount"], ["total", "total"]];

interface Sums {
  readonly field: LintField;
  readonly is: number;
  readonly should: number;
}

/** What the document says and what its lines make; nothing where one of the amounts cannot be read. */
function sumsOf(fact: Fact, field: LintField, ofLines: readonly (number | null)[]): readonly Sums[] {
  const is = minorOf(fact, field);
  const known = ofLines.filter((minor) => minor !== null);
  return is === null || known.length < ofLines.length ? [] : [{ field, is, should: known.reduce((sum, minor) => sum + minor, 0) }];
}

/** An amount with a fraction below the currency's smallest unit: what is shown is not what is there. */
export const amountSubMinorUnit: LintRule = {
  code: "amountSubMinorUnit",
  severity: "warning",
  check: (book) => factsOf(book, "invoices", "lines", "payments").flatMap((fact) => AMOUNTS.flatMap((field) => {
    const value = numberOf(fact, field);
    if (value === null) return [];
    const reading = minorFromNumber(value, decimalsOf(fact));
    return reading.ok || reading.problem !== "subMinor" ? [] : [finding(fact, field, { shown: String(value), decimals: decimalsOf(fact) })];
  })),
};

const AMOUNTS: readonly LintField[] = ["net", "tax", "total", "amount"];

/** A quantity below zero on what is no credit. */
export const negativeQuantity: LintRule = {
  code: "negativeQuantity",
  severity: "warning",
  check: (book) => factsOf(book, "lines").flatMap((fact) => {
    const quantity = numberOf(fact, "quantity");
    return quantity === null || quantity >= 0 || /credit|return|gutschrift|avoir/i.test(textOf(fact, "kind")) ? [] : [finding(fact, "quantity", { quantity: String(quantity) })];
  }),
};

/** A price that is not the one of the list for that item, in the same currency. Posted lines keep the price of their day. */
export const priceOffList: LintRule = {
  code: "priceOffList",
  severity: "warning",
  check: (book) => {
    const list = groupBy(factsOf(book, "items").filter((fact) => numberOf(fact, "unitPrice") !== null), (fact) => textOf(fact, "item").toUpperCase());
    return factsOf(book, "lines").filter(({ table }) => !table.isLedger).flatMap((fact) => {
      const price = numberOf(fact, "unitPrice");
      const listed = (list.get(textOf(fact, "item").toUpperCase()) ?? []).filter((item) => currencyOf(item) === null || currencyOf(fact) === null || currencyOf(item) === currencyOf(fact));
      const [first] = listed;
      if (price === null || first === undefined || listed.some((item) => numberOf(item, "unitPrice") === price)) return [];
      return [finding(fact, "unitPrice", { item: textOf(fact, "item"), price: String(price), list: String(numberOf(first, "unitPrice")) })];
    });
  },
};

/** An error value where a fact should be. */
export const errorInFact: LintRule = {
  code: "errorInFact",
  severity: "error",
  check: (book) => factsOf(book, "invoices", "lines", "payments", "customers", "items").flatMap((fact) => [...fact.table.columns].sort(([, a], [, b]) => a - b).flatMap(([field]) => {
    const cell = cellOf(fact, field);
    return cell?.isError === true ? [finding(fact, field, { error: String(cell.value) })] : [];
  })),
};

/** The amount with its decimals, for a sentence. */
function shownAmount(fact: Fact, minor: number): string {
  return minorText(minor, decimalsOf(fact));
}
