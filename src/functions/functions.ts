/* eslint-disable @typescript-eslint/no-explicit-any -- custom-functions-metadata knows no other word for "whatever a cell holds" */
/**
 * The custom functions as Excel sees them. Excel's metadata is made from these doc comments (custom-functions-metadata):
 * only top-level function declarations with plain types are seen. Arguments are only ever appended, ids never change.
 * `any[][]` arguments arrive as rows even for one cell, so that an empty cell is told from an argument left out (null).
 */
import { answer } from "./runtime";
import { balanceFigure, nextDueFigure, openFigure, overdueFigure } from "./scalarFigures";
import { agingFigure, openItemsFigure } from "./tableFigures";

/**
 * What customers owe: open invoices minus credit on account, as of a date.
 * @customfunction BALANCE BALANCE
 * @param {any[][]} [customer] Customer id or name, or a range of them. Left out: all customers. An empty cell gives an empty cell.
 * @param {any[][]} [as_of] The date for which the figure is true. Left out: today. A time of day is dropped.
 * @param {any} [currency] Currency code, such as EUR. Needed when there are several.
 * @param {any[][]} [invoices] Your own invoices with their header row, such as MyInvoices[#All]. Times of day are dropped. Left out: this workbook's ledger, or the tables named in Settings.
 * @param {any[][]} [payments] Your own payments with their header row, such as MyPayments[#All]. Times of day are dropped.
 * @param {any} [options] Words separated by commas: skip bad rows, round rows, add rows; or a column, such as amount=Gross.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function BALANCE(customer: any[][], as_of: any[][], currency: any, invoices: any[][], payments: any[][], options: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answer("BALANCE", [customer, as_of, currency, invoices, payments, options], () => balanceFigure(customer, as_of, currency, invoices, payments, options), invocation);
}

/**
 * What is open by age: a row for each customer, buckets by days past due, credit on account, totals.
 * @customfunction AGING AGING
 * @param {any[][]} [customer] Customer id or name, or a range of them. Left out: all customers with something open.
 * @param {any[][]} [as_of] The date for which the figures are true. Left out: today. A time of day is dropped.
 * @param {any[][]} [bucket_limits] Last day of each bucket, such as "30,60,90" (the default), or a row of numbers.
 * @param {any} [basis] "due date" (the default) or "invoice date".
 * @param {any[][]} [invoices] Your own invoices with their header row, such as MyInvoices[#All]. Times of day are dropped. Left out: this workbook's ledger, or the tables named in Settings.
 * @param {any[][]} [payments] Your own payments with their header row, such as MyPayments[#All]. Times of day are dropped.
 * @param {any} [options] Words separated by commas: items, no headers, no totals, age credits, disputed, due today is late, skip bad rows, round rows, add rows; or a column, such as amount=Gross.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function AGING(customer: any[][], as_of: any[][], bucket_limits: any[][], basis: any, invoices: any[][], payments: any[][], options: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answer("AGING", [customer, as_of, bucket_limits, basis, invoices, payments, options], () => agingFigure(customer, as_of, bucket_limits, basis, invoices, payments, options), invocation);
}

/**
 * The earliest due date with an open amount; it may lie in the past. Format the cell as a date.
 * @customfunction NEXTDUE NEXTDUE
 * @param {any[][]} [customer] Customer id or name, or a range of them. Left out: all customers. An empty cell gives an empty cell.
 * @param {any[][]} [as_of] The date for which the answer is true. Left out: today. A time of day is dropped.
 * @param {any} [upcoming_only] TRUE leaves out what was due before the as-of date.
 * @param {any} [if_none] What to show when nothing is open. Left out: #N/A.
 * @param {any[][]} [invoices] Your own invoices with their header row, such as MyInvoices[#All]. Times of day are dropped. Left out: this workbook's ledger, or the tables named in Settings.
 * @param {any[][]} [payments] Your own payments with their header row, such as MyPayments[#All]. Times of day are dropped.
 * @param {any} [options] Words separated by commas: skip bad rows, round rows, add rows; or a column, such as due=Pay by.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function NEXTDUE(customer: any[][], as_of: any[][], upcoming_only: any, if_none: any, invoices: any[][], payments: any[][], options: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answer("NEXTDUE", [customer, as_of, upcoming_only, if_none, invoices, payments, options], () => nextDueFigure(customer, as_of, upcoming_only, if_none, invoices, payments, options), invocation);
}

/**
 * What is past due by at least some days. Credit on account is not deducted.
 * @customfunction OVERDUE OVERDUE
 * @param {any[][]} [customer] Customer id or name, or a range of them. Left out: all customers. An empty cell gives an empty cell.
 * @param {any[][]} [as_of] The date for which the figure is true. Left out: today. A time of day is dropped.
 * @param {any} [from_days] Least days past due. Left out: 1.
 * @param {any} [to_days] Most days past due. Left out: no limit.
 * @param {any} [currency] Currency code, such as EUR. Needed when there are several.
 * @param {any[][]} [invoices] Your own invoices with their header row, such as MyInvoices[#All]. Times of day are dropped. Left out: this workbook's ledger, or the tables named in Settings.
 * @param {any[][]} [payments] Your own payments with their header row, such as MyPayments[#All]. Times of day are dropped.
 * @param {any} [options] Words separated by commas: skip bad rows, round rows, add rows; or a column, such as amount=Gross.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function OVERDUE(customer: any[][], as_of: any[][], from_days: any, to_days: any, currency: any, invoices: any[][], payments: any[][], options: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answer("OVERDUE", [customer, as_of, from_days, to_days, currency, invoices, payments, options], () => overdueFigure(customer, as_of, from_days, to_days, currency, invoices, payments, options), invocation);
}

/**
 * What is left of one invoice, credit memo or payment; credit is negative.
 * @customfunction OPEN OPEN
 * @param {any[][]} invoice Number of the document, or a range of numbers. An empty cell gives an empty cell.
 * @param {any[][]} [as_of] The date for which the figure is true. Left out: today. A time of day is dropped.
 * @param {any[][]} [invoices] Your own invoices with their header row, such as MyInvoices[#All]. Times of day are dropped. Left out: this workbook's ledger, or the tables named in Settings.
 * @param {any[][]} [payments] Your own payments with their header row, such as MyPayments[#All]. Times of day are dropped.
 * @param {any} [options] Words separated by commas: skip bad rows, round rows, add rows; or a column, such as amount=Gross.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function OPEN(invoice: any[][], as_of: any[][], invoices: any[][], payments: any[][], options: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answer("OPEN", [invoice, as_of, invoices, payments, options], () => openFigure(invoice, as_of, invoices, payments, options), invocation);
}

/**
 * Every document with something left: document, date, due date, days late, amount, open, disputed.
 * @customfunction OPENITEMS OPENITEMS
 * @param {any[][]} [customer] Customer id or name, or a range of them. Left out: all customers.
 * @param {any[][]} [as_of] The date for which the list is true. Left out: today. A time of day is dropped.
 * @param {any[][]} [invoices] Your own invoices with their header row, such as MyInvoices[#All]. Times of day are dropped. Left out: this workbook's ledger, or the tables named in Settings.
 * @param {any[][]} [payments] Your own payments with their header row, such as MyPayments[#All]. Times of day are dropped.
 * @param {any} [options] Words separated by commas: no headers, skip bad rows, round rows, add rows; or a column, such as amount=Gross.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function OPENITEMS(customer: any[][], as_of: any[][], invoices: any[][], payments: any[][], options: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answer("OPENITEMS", [customer, as_of, invoices, payments, options], () => openItemsFigure(customer, as_of, invoices, payments, options), invocation);
}
