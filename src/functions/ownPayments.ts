import { matchKey } from "../core/reports/keys";
import type { CurrencyCode } from "../core/values/currency";
import type { PlainDate } from "../core/values/plainDate";
import { type Header, refuseAmbiguous, requireColumn } from "./headers";
import { PAYMENT_ROLES } from "./headerWords";
import type { Options } from "./options";
import type { OwnInvoice } from "./ownInvoices";
import { createCellReader, type CellReader, findTable, isBlankRow, isTotalLabel } from "./ownTable";

/** One payment of a person's own table; negative: taken back or paid back. */
export interface OwnPayment {
  readonly row: number;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  /** Null: on account. */
  readonly invoice: OwnInvoice | null;
}

export interface ReadPayments {
  readonly rows: readonly (readonly unknown[])[];
  readonly options: Options;
  readonly dateSystem: 1900 | 1904;
  readonly invoices: ReadonlyMap<string, OwnInvoice>;
  /** The customer's id for an id or a unique name of the invoices; null when there is none such. */
  readonly customerOf: (text: string) => string | null;
  /** Currencies of the invoices of a customer, or of all when it has none. */
  readonly currenciesOf: (customer: string) => readonly CurrencyCode[];
  /** True when the invoices have a currency column. */
  readonly hasCurrency: boolean;
}

const ON_ACCOUNT = /^(-+|–|—|n\/?a|none|on account|unapplied|on-account|unallocated|prepayment|advance)$/i;

/** Reads the payments of a person's own table against its invoices. */
export function readOwnPayments(request: ReadPayments): { readonly payments: readonly OwnPayment[]; readonly reader: CellReader } {
  const { found, body } = findTable(request.rows, PAYMENT_ROLES, ["invoice", "date", "amount"], request.options.paymentColumns);
  const date = requireColumn(found, PAYMENT_ROLES, "date", "payments");
  const amount = requireColumn(found, PAYMENT_ROLES, "amount", "payments");
  const customer = refuseAmbiguous(found, PAYMENT_ROLES, "customer", "payments");
  const invoice = refuseAmbiguous(found, PAYMENT_ROLES, "invoice", "payments") ?? (customer === null ? requireColumn(found, PAYMENT_ROLES, "invoice", "payments") : null);
  const currency = refuseAmbiguous(found, PAYMENT_ROLES, "currency", "payments");
  const columns: PaymentColumns = { date, amount, customer, invoice, currency };
  const reader = createCellReader("payments", request.dateSystem, request.options.has("round rows"));
  const payments: OwnPayment[] = [];
  body.forEach((row, index) => {
    if (isBlankRow(row)) return;
    const payment = readPayment(row, index + 1, columns, reader, request);
    if (payment !== "bad" && payment.amount !== 0) payments.push(payment);
  });
  return { payments, reader };
}

interface PaymentColumns {
  readonly date: Header;
  readonly amount: Header;
  readonly customer: Header | null;
  readonly invoice: Header | null;
  readonly currency: Header | null;
}

function readPayment(row: readonly unknown[], rowNumber: number, columns: PaymentColumns, reader: CellReader, request: ReadPayments): OwnPayment | "bad" {
  const invoiceId = reader.id(row, columns.invoice, rowNumber);
  const customerId = reader.id(row, columns.customer, rowNumber);
  if (invoiceId === "bad" || customerId === "bad") return "bad";
  const number = invoiceId !== null && ON_ACCOUNT.test(invoiceId) ? null : invoiceId;
  const invoice = number === null ? null : (request.invoices.get(matchKey(number)) ?? null);
  const invoiceTitle = columns.invoice?.text ?? "Invoice";
  if (number !== null && invoice === null) {
    if (isTotalLabel(number)) return reader.problem(rowNumber, `${invoiceTitle} is "${number}": it looks like a total row`, "leave total rows out of the range");
    return reader.problem(rowNumber, `${invoiceTitle} ${number} is not among the invoices`, "correct the number, or clear it to keep the payment on account");
  }
  if (invoice === null && (customerId === null || isTotalLabel(customerId)))
    return reader.problem(
      rowNumber,
      columns.customer === null ? `${invoiceTitle} is empty` : `has no ${invoiceTitle} and no ${columns.customer.text}: it looks like a total row`,
      columns.customer === null ? `name the invoice, or add a column "Customer" for payments on account` : "name the invoice or the customer, or leave total rows out of the range",
    );
  const date = reader.date(row, columns.date, rowNumber);
  if (date === "bad") return "bad";
  const known = customerId === null ? null : request.customerOf(customerId);
  if (invoice !== null && known !== null && matchKey(known) !== matchKey(invoice.customer))
    return reader.problem(rowNumber, `${columns.customer?.text ?? "Customer"} is ${customerId ?? ""}, but invoice ${invoice.number} is of ${invoice.customer}`, "correct one of them");
  const customer = invoice?.customer ?? known ?? customerId ?? "";
  const currency = currencyOf(row, rowNumber, columns, reader, request, invoice, customer);
  if (currency === "bad") return "bad";
  const amount = reader.amount(reader.cell(row, columns.amount), columns.amount, currency, rowNumber);
  if (amount === "bad") return "bad";
  return { row: rowNumber, customer, date, currency, amount, invoice };
}

function currencyOf(
  row: readonly unknown[],
  rowNumber: number,
  columns: PaymentColumns,
  reader: CellReader,
  request: ReadPayments,
  invoice: OwnInvoice | null,
  customer: string,
): CurrencyCode | "bad" {
  if (columns.currency !== null && request.hasCurrency && reader.cell(row, columns.currency).kind !== "blank") {
    const stated = reader.currency(row, columns.currency, rowNumber);
    if (stated !== "bad" && invoice !== null && stated !== invoice.currency)
      return reader.problem(rowNumber, `${columns.currency.text} is ${stated}, but invoice ${invoice.number} is in ${invoice.currency}`, "amounts of two currencies are never set against each other: correct one of them");
    return stated;
  }
  if (invoice !== null) return invoice.currency;
  const [only, ...others] = request.currenciesOf(customer);
  if (only !== undefined && others.length === 0) return only;
  return reader.problem(rowNumber, `the currency cannot be told: there are ${request.currenciesOf(customer).join(" and ")}`, `add a column "Currency" with the code`);
}
