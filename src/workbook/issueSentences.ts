import type { Sentence } from "./messages";

const near = (get: (name: string) => string): string => (get("near") === "" ? "" : ` Did you mean ${get("near")}?`);
const shown = (get: (name: string) => string): string => `“${get("shown")}”`;

/** What is wrong with a cell or row, and the cure; by code. */
export const ISSUE_SENTENCES: Readonly<Record<string, Sentence>> = {
  // Cells
  cellError: (get) => `the cell holds the error ${get("error")}. Correct its formula or type the value.`,
  amountNotNumber: (get) => `${shown(get)} is not a number. Type a number.`,
  amountIsText: (get) => `${shown(get)} is text, not a number. Type the number again, or use Data › Text to Columns to convert the column.`,
  amountSubMinor: (get) => `${shown(get)} has more than ${get("decimals")} decimals. Round it to ${get("decimals")} decimals.`,
  amountTooLarge: (get) => `${shown(get)} is larger than a cell can hold exactly. Check the amount.`,
  dateIsText: (get) => `the date ${shown(get)} is text. Type it again as a date, or use Data › Text to Columns to convert the column.`,
  dateNotDate: (get) => `${shown(get)} is not a date. Type a date.`,
  dateNotIso: (get) => `${shown(get)} is not a date. Write it as YYYY-MM-DD, for example 2026-01-31.`,
  dateOutOfRange: (get) => `${shown(get)} is not a day between 1900-03-01 and 9999-12-31. Type the date again.`,
  dateHasTime: (get) => `${shown(get)} holds a time of day. Type the day alone.`,
  flagUnknown: (get) => `${shown(get)} is neither Yes nor No. Type Yes, or leave the cell empty.`,
  currencyUnknown: (get) => `${shown(get)} is not a currency code. Type three letters such as EUR.`,
  textTooLong: (get) => `the text is longer than a cell can hold (${get("max")} characters). Shorten it.`,
  percentOutOfRange: (get) => `${get("shown")} % is not between 0 and 100. Correct the percentage.`,
  tooManyDigits: (get) => `${get("shown")} has more digits than a cell can hold (15). Shorten it.`,
  // Columns
  columnNotFound: (get) => `no column for ${get("field")} was found among ${get("headers")}. Name one column “${get("field")}”, or choose the column.`,
  columnAmbiguous: (get) => `${get("headers")} could each be ${get("field")}. Rename one of them, or choose the column.`,
  fieldUnknown: (get) => `the field ${get("field")} is not known. Use one of: ${get("known")}.`,
  fieldAmbiguous: (get) => `${get("headers")} both mean ${get("field")}. Keep one of them.`,
  headerUnknown: (get) => `the table ${get("table")} has no column “${get("header")}”. Its columns are: ${get("known")}.`,
  // Rows
  rowNotObject: () => "the row is not a set of named values. Give an object such as {\"customer\": \"ACME\"}.",
  noRows: () => "there are no rows here. Select the rows with their header row, or name the table.",
  nothingToInvoice: () => "all rows are already invoiced or left out. Choose other rows.",
  hiddenRowsLeftOut: (get) => `${get("count")} hidden rows were left out. Show them to include them.`,
  alreadyInvoiced: (get) => `the row is marked as invoiced (${get("invoiced")}) and was left out.`,
  keyMissing: (get) => `${get("header")} is empty. Every row needs it.`,
  keyTwice: (get) => `${get("key")} is given twice, first in row ${get("first")}. Keep one of the rows.`,
  rowTwice: (get) => `Row ID ${get("rowId")} stands twice, first in row ${get("first")}. Give each row its own, or leave one out.`,
  rowAlreadyBilled: (get) => `Row ID ${get("rowId")} is on invoice ${get("invoice")} already. Leave the row out, or credit ${get("invoice")} first.`,
  // Customers and items
  customerMissing: () => "the customer is empty. Type the customer, or leave the row out (is it a total?).",
  customerUnknown: (get) => `there is no customer “${get("customer")}”.${near(get)} Correct it, or add the customer to the Customers table.`,
  customerAmbiguous: (get) => `“${get("customer")}” is several customers (${get("near")} of the Customers table). Use the id in the Customer column.`,
  customerOnHold: (get) => `customer ${get("customer")} is on hold. Leave the row out, or clear Hold in the Customers table.`,
  referenceRequired: (get) => `customer ${get("customer")} needs a purchase order. Type it in the Reference column.`,
  itemUnknown: (get) => `there is no item “${get("item")}” and the row has no price. Type the price, or add the item to the Items table.`,
  itemAmbiguous: (get) => `the item “${get("item")}” stands several times in the Items table (${get("near")}). Keep one of them.`,
  descriptionMissing: () => "the line has no description. The invoice will show none.",
  // Quantities and prices
  quantityMissing: () => "the quantity is empty. Type it (1 for a fixed amount).",
  quantityZero: () => "the quantity is zero, so no price can be worked out from the amount. Type the quantity.",
  unitPriceMissing: () => "there is no price in the row and none for its item. Type the unit price.",
  priceNotExact: (get) => `${get("amount")} for a quantity of ${get("quantity")} gives no exact unit price. Add a Unit price column.`,
  priceOtherCurrency: (get) => `the price of item ${get("item")} is in ${get("listCurrency")}, the invoice in ${get("currency")}. Type the price in the row.`,
  priceBelowList: (get) => `the price ${get("price")} is below the list price ${get("list")} of ${get("item")}. Check it.`,
  discountUnclear: () => "the column Discount does not say whether it is a percentage or an amount. Name it “Discount %”.",
  priceBaseQuantityNotPositive: () => "the price's base quantity must be above zero. Correct it.",
  discountPercentOutOfRange: () => "the discount is not between 0 and 100 %. Correct it.",
  amountNotWholeMinor: () => "an amount is no whole number of cents. Round it.",
  includedTaxOutOfRange: () => "the tax included in the price leaves nothing of it. Correct the tax code's rate.",
  cashRoundingStepNotPositive: () => "the cash rounding step must be above zero. Correct it in Settings.",
  // Tax
  taxCodeMissing: (get) => `there is no tax code in the row, nor for its item, customer ${get("customer")} or in Settings. Type a tax code.`,
  taxCodeUnknown: (get) => `there is no tax code “${get("taxCode")}”. Known are: ${get("known")}. Correct it, or add it to the Tax codes table.`,
  taxNotValidYet: (get) => `tax code ${get("taxCode")} is valid from ${get("validFrom")}, after ${get("on")}. Use another code, or add a rate that is valid then.`,
  taxRateMissing: (get) => `tax code ${get("taxCode")} has no rate on ${get("on")}. Type its Rate % in the Tax codes table.`,
  taxRateOutOfRange: (get) => `the rate of tax code ${get("taxCode")} cannot be right. Correct Rate % in the Tax codes table.`,
  taxCategoryUnknown: (get) => `the tax category ${get("shown") || `of ${get("taxCode")}`} is not known. Use one of S, Z, E, AE, K, G, O, L, M.`,
  taxCategoryNeedsZeroRate: (get) => `tax code ${get("taxCode")} is exempt by its category and yet has a rate. Set the rate to 0, or the category to S.`,
  taxCategoriesDiffer: (get) => `the components of tax code ${get("taxCode")} have different categories. Give them one category.`,
  taxDuplicateRate: (get) => `tax code ${get("taxCode")} has two rates from the same day. Keep one of the rows in the Tax codes table.`,
  taxCompoundsFirst: (get) => `the first component of tax code ${get("taxCode")} compounds, with nothing before it. Clear Compounds there.`,
  // Terms and documents
  termsUnknown: (get) => `the terms “${get("terms")}” of customer ${get("customer")} are not understood. Use one of ${get("known")}, or a rule such as ${get("forms")}.`,
  termsRuleUnknown: (get) => `the rule ${shown(get)} is not understood. Known forms are: ${get("known")}.`,
  termsMissing: (get) => `customer ${get("customer")} has no terms: the invoice is due on its date. Type terms in the Customers table or in Settings.`,
  invoiceNegative: (get) => `the invoice for ${get("customer")} would be below zero. Make a credit memo instead.`,
  // Settings and Journal
  settingUnreadable: (get) => `the setting ${get("setting")} is ${shown(get)}. It must be ${get("expected")}.`,
  journalRowChanged: (get) => `the Journal's row for ${get("document")} was changed after it was posted. Undo the change, or restore the row from an earlier version of the file.`,
  journalPayloadUnread: (get) => `the Journal's row for ${get("document")} cannot be read. Restore it from an earlier version of the file.`,
  journalChainBroken: (get) => `rows are missing from the Journal before ${get("document")}. Restore them from an earlier version of the file.`,
  // Payments
  postedOnFirstOpenDay: (get) => `${get("date")} is in a locked period. The payment is posted on ${get("open")} and keeps ${get("date")} as its bank date.`,
  matchAmbiguous: (get) => `${get("proposed") || "Nothing"} is proposed, but ${get("others")} would fit as well. Check which is meant.`,
  paymentBeforeInvoice: (get) => `invoice ${get("invoice")} is dated ${get("date")}, after the payment. The application counts from ${get("date")}.`,
  tablesNotRefreshed: (get) => `It is posted, but the tables could not be brought up to date (${get("detail")}). Clear the obstacle and post again: nothing is posted twice.`,
};
