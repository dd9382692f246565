/* eslint-disable @typescript-eslint/no-explicit-any -- custom-functions-metadata knows no other word for "whatever a cell holds" */
/**
 * The custom functions as Excel sees them. Excel's metadata is made from these doc comments (custom-functions-metadata):
 * only top-level function declarations with plain types are seen. Arguments are only ever appended, ids never change.
 * `any[][]` arguments arrive as rows even for one cell, so that an empty cell is told from an argument left out (null).
 */
import { answer, answerRare } from "./runtime";
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
 * @param {any} [from_days] Least days past due. Left out: 1, or 0 with the option "due today is late".
 * @param {any} [to_days] Most days past due. Left out: no limit.
 * @param {any} [currency] Currency code, such as EUR. Needed when there are several.
 * @param {any[][]} [invoices] Your own invoices with their header row, such as MyInvoices[#All]. Times of day are dropped. Left out: this workbook's ledger, or the tables named in Settings.
 * @param {any[][]} [payments] Your own payments with their header row, such as MyPayments[#All]. Times of day are dropped.
 * @param {any} [options] Words separated by commas: due today is late, skip bad rows, round rows, add rows; or a column, such as amount=Gross.
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

/**
 * What moved a customer's balance between two days, with the balance after each line. It begins with BALANCE on the day before and ends with BALANCE on the last day.
 * @customfunction STATEMENT STATEMENT
 * @param {any[][]} customer Customer id or name, or a range of them.
 * @param {any[][]} [from] First day. Left out: the day of the first document.
 * @param {any[][]} [to] Last day. Left out: today. A time of day is dropped.
 * @param {any} [options] Words separated by commas: no headers; and for own tables named in Settings: skip bad rows, round rows, add rows; or a column, such as amount=Gross.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function STATEMENT(customer: any[][], from: any[][], to: any[][], options: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answerRare("STATEMENT", [customer, from, to, options], (figures) => figures.STATEMENT(customer, from, to, options), invocation);
}

/**
 * The rows that make a balance: each document with something left, what was done to it, and the sum so far; the last line is BALANCE.
 * @customfunction EXPLAIN EXPLAIN
 * @param {any[][]} customer Customer id or name, or a range of them.
 * @param {any[][]} [as_of] The date for which the balance is true. Left out: today. A time of day is dropped.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function EXPLAIN(customer: any[][], as_of: any[][], invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answerRare("EXPLAIN", [customer, as_of], (figures) => figures.EXPLAIN(customer, as_of), invocation);
}

/**
 * 0 when the ledger's figures hold together: rows as posted, nothing applied twice, movements = open items = aging with what is unapplied = balance. Else #VALUE! with the first row that does not.
 * @customfunction PROVE PROVE
 * @param {any[][]} [as_of] The date for which the figures are proved. Left out: today. A time of day is dropped.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function PROVE(as_of: any[][], invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answerRare("PROVE", [as_of], (figures) => figures.PROVE(as_of), invocation);
}

/**
 * Days sales outstanding = balance on the last day ÷ sales of the period × days of the period. Sales are billed less credit memos and cancelled invoices, tax included.
 * @customfunction DSO DSO
 * @param {any[][]} [from] First day of the period. Left out: twelve months up to the last day.
 * @param {any[][]} [to] Last day of the period. Left out: today. A time of day is dropped.
 * @param {any} [method] "simple" (the default); "countback" takes whole months of sales off the balance, the last one in part ("countback 30": 30 days each); "best possible" = not yet due ÷ sales × days.
 * @param {any} [currency] Currency code, such as EUR. Needed when there are several.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function DSO(from: any[][], to: any[][], method: any, currency: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answerRare("DSO", [from, to, method, currency], (figures) => figures.DSO(from, to, method, currency), invocation);
}

/**
 * Collection effectiveness index in percent = (opening balance + sales − closing balance) ÷ (opening balance + sales − what is open and not yet due at the end) × 100. Sales as in DSO.
 * @customfunction CEI CEI
 * @param {any[][]} [from] First day of the period. Left out: twelve months up to the last day.
 * @param {any[][]} [to] Last day of the period. Left out: today. A time of day is dropped.
 * @param {any} [currency] Currency code, such as EUR. Needed when there are several.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function CEI(from: any[][], to: any[][], currency: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answerRare("CEI", [from, to, currency], (figures) => figures.CEI(from, to, currency), invocation);
}

/**
 * Average days delinquent = DSO − best possible DSO = (balance − what is open and not yet due) ÷ sales × days of the period. Sales as in DSO.
 * @customfunction ADD ADD
 * @param {any[][]} [from] First day of the period. Left out: twelve months up to the last day.
 * @param {any[][]} [to] Last day of the period. Left out: today. A time of day is dropped.
 * @param {any} [currency] Currency code, such as EUR. Needed when there are several.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation
 * @streaming
 */
export function ADD(from: any[][], to: any[][], currency: any, invocation: CustomFunctions.StreamingInvocation<any[][]>): void {
  answerRare("ADD", [from, to, currency], (figures) => figures.ADD(from, to, currency), invocation);
}
