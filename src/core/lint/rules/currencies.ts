import { isIsoCurrency, parseCurrency } from "../../values/currency";
import type { LintRule } from "../lintBook";
import { factsOf, finding, textOf } from "../lintCells";

/** Three letters that stand where a currency does and are no currency's code: mostly two of them changed places. Symbols and names are left alone. */
export const currencyUnknown: LintRule = {
  code: "currencyUnknown",
  severity: "warning",
  check: (book) => factsOf(book, "invoices", "lines", "payments", "items").flatMap((fact) => {
    const shown = textOf(fact, "currency");
    const code = parseCurrency(shown);
    return code === null || isIsoCurrency(code) ? [] : [finding(fact, "currency", { shown })];
  }),
};
