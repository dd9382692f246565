import type { Issue } from "../values/issue";
import type { LintBook, LintRule } from "./lintBook";
import { formulaInFact, numberAsText, strayBlanks, valueInFormulaColumn } from "./rules/cells";
import { currencyUnknown } from "./rules/currencies";
import { customerStranger, duplicateCustomerName, lookAlikeCustomer } from "./rules/customers";
import { dateAsText, dateFarOff, dateImpossible, dateSystem1904, dueBeforeDate, futurePayment } from "./rules/dates";
import { numberTwice, nearDuplicateNumber, numberHole } from "./rules/documentNumbers";
import { overpaid, paymentForNoInvoice, paymentForOthersInvoice, samePaymentTwice } from "./rules/payments";
import { amountSubMinorUnit, documentNotLines, errorInFact, lineNotProduct, negativeQuantity, priceOffList, rowTotalNotSum } from "./rules/rowAmounts";
import { taxRateChanged } from "./rules/taxRates";
import { hiddenRowsInTotal, mixedCurrenciesInTotal, sumMissesRows, totalNotSum } from "./rules/totals";

/** Every rule, in the order in which its findings are told: what makes figures wrong first, within a cell's table. */
export const LINT_RULES: readonly LintRule[] = [
  numberTwice, rowTotalNotSum, lineNotProduct, documentNotLines, totalNotSum, sumMissesRows, mixedCurrenciesInTotal, dueBeforeDate, dateAsText, dateImpossible,
  numberAsText, errorInFact, customerStranger, paymentForOthersInvoice, paymentForNoInvoice,
  nearDuplicateNumber, numberHole, hiddenRowsInTotal, taxRateChanged, currencyUnknown, dateFarOff, amountSubMinorUnit, priceOffList, futurePayment, overpaid, samePaymentTwice,
  negativeQuantity, formulaInFact, valueInFormulaColumn, strayBlanks, lookAlikeCustomer, duplicateCustomerName, dateSystem1904,
];

/**
 * What is wrong or doubtful in tables of facts: each an issue with its cell. Changes nothing, and says nothing twice: a cell
 * that holds no date or number is told once and not judged as one.
 */
export function lint(book: LintBook): readonly Issue[] {
  return LINT_RULES.flatMap(({ code, severity, check }) => check(book).map(({ at, params }): Issue => ({ code, severity, at, params })));
}
