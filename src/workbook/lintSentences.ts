import type { LintCode } from "../core/lint/lintBook";
import type { Sentence } from "./messages";

const row = (get: (name: string) => string): string => `row ${get("firstRow")}`;

/** What the check of a sheet found, and the cure; by code. */
export const LINT_SENTENCES: Readonly<Record<LintCode | "nothingToCheck", Sentence>> = {
  nothingToCheck: (get) => `${get("source") === "" ? "there is no table" : `“${get("source")}” is no table or sheet`} of invoices, lines, payments, customers or items${get("tables") === "" ? "" : ` (there are: ${get("tables")})`}. Name the columns Invoice number, Customer, Date, Due, Net, Tax, Total, or name another table.`,
  numberTwice: (get) => `${get("number")} stands in ${row(get)} already. Give one of them its own number, or delete the copy.`,
  nearDuplicateNumber: (get) => `${get("number")} may be ${get("first")} in ${row(get)}, spelled otherwise. If it is the same document, delete one; if not, leave it.`,
  numberHole: (get) => (get("count") === "1" ? `${get("from")} is missing before ${get("next")}. Find the document, or note why the number was not used.` : `${get("from")} to ${get("to")} (${get("count")} numbers) are missing before ${get("next")}. Find the documents, or note why the numbers were not used.`),
  rowTotalNotSum: (get) => `the total is ${get("is")}, net and tax make ${get("should")}. Correct whichever is wrong.`,
  lineNotProduct: (get) => `the amount is ${get("is")}, quantity and price make ${get("should")}. Correct whichever is wrong.`,
  documentNotLines: (get) => `${get("number")} says ${get("is")}, its ${get("lines")} lines make ${get("should")}. Correct the document or the lines.`,
  totalNotSum: (get) => `the total was typed as ${get("is")}, the rows above make ${get("should")}. Put a SUM in its place.`,
  sumMissesRows: (get) => `${get("formula")} leaves out ${get("missed")} of the rows, first row ${get("row")}. Extend its range.`,
  hiddenRowsInTotal: (get) => `the total ${get("effect")} ${get("hidden")} hidden rows, first row ${get("row")}. Show them, or say beside the total that they are hidden.`,
  mixedCurrenciesInTotal: (get) => `one total adds amounts of ${get("currencies")}. Make a total for each currency.`,
  taxRateChanged: (get) => `the rate is ${get("rate")} %, the other rows${get("taxCode") === "" ? "" : ` of ${get("taxCode")}`} have ${get("common")} %. Correct it, or give it a tax code of its own.`,
  currencyUnknown: (get) => `“${get("shown")}” is not a currency's code (ISO 4217). Type its three letters, for example EUR.`,
  dueBeforeDate: (get) => `it is due on ${get("due")}, before its date ${get("date")}. Correct one of the dates.`,
  dateAsText: (get) => `the date “${get("shown")}” is text. Type it again as a date, or use Data › Text to Columns to convert the column.`,
  dateImpossible: (get) => `there is no day “${get("shown")}”. Type the date that was meant.`,
  dateFarOff: (get) => `${get("date")} is more than ten years from the other dates of the column. Check the year.`,
  numberAsText: (get) => `“${get("shown")}” is text and counts for nothing in a sum. Type the number again, or use Data › Text to Columns to convert the column.`,
  amountSubMinorUnit: (get) => `${get("shown")} has more than ${get("decimals")} decimals, so what is shown is not what is added. Round it to ${get("decimals")} decimals.`,
  errorInFact: (get) => `the cell holds the error ${get("error")}. Correct its formula or type the value.`,
  priceOffList: (get) => `the price ${get("price")} of ${get("item")} is not its list price ${get("list")}. Check it.`,
  futurePayment: (get) => `the payment is dated ${get("date")}, after today (${get("today")}). Check the date.`,
  customerStranger: (get) => `“${get("customer")}” is not in the list of customers.${get("near") === "" ? "" : ` Did you mean ${get("near")}?`} Correct it, or add the customer.`,
  paymentForOthersInvoice: (get) => `${get("customer")} pays ${get("invoice")}, which is ${get("owner")}'s. Check the invoice and the payer.`,
  paymentForNoInvoice: (get) => `there is no invoice ${get("invoice")}. Correct the number.`,
  overpaid: (get) => `with this payment ${get("paid")} was paid on ${get("invoice")}, whose total is ${get("total")}. Check the amount and the invoice.`,
  samePaymentTwice: (get) => `${get("customer")}'s payment of ${get("amount")} stands in ${row(get)} too. If it is the same payment, delete one.`,
  negativeQuantity: (get) => `the quantity is ${get("quantity")} on what is no credit. Check the sign, or make it a credit memo.`,
  formulaInFact: (get) => `${get("formula")} computes what the other rows have as typed facts. Type the value, so that it cannot change by itself.`,
  valueInFormulaColumn: (get) => `“${get("shown")}” was typed over the formula that the column's other rows have. Copy the formula down again, or note why not.`,
  dateSystem1904: () => "The workbook counts days from 1904, and dates copied to or from other workbooks are four years off. Change it under File › Options › Advanced › Use 1904 date system, then check the dates.",
  strayBlanks: (get) => `“${get("shown")}” has blanks too many, or one that only looks like a blank, so that lookups miss it. Type it again.`,
  lookAlikeCustomer: (get) => `“${get("customer")}” may be “${get("near")}”, spelled otherwise. If so, use one spelling.`,
  duplicateCustomerName: (get) => `“${get("name")}” looks like “${get("first")}” in ${row(get)}. If they are one customer, keep one of them.`,
};
