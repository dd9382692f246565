import { matchKey } from "../core/reports/keys";
import { STEP_ROWS, type Steps } from "../core/reports/steps";
import type { CurrencyCode } from "../core/values/currency";
import type { PlainDate } from "../core/values/plainDate";
import { withoutZero } from "./cells";
import { refuseValue } from "./cellError";
import { type Header, type Recognition, refuseAmbiguous, requireColumn } from "./headers";
import { PAYMENT_ROLES } from "./headerWords";
import { NO_COLUMN, type Options } from "./options";
import type { OwnInvoice } from "./ownInvoices";
import { createCellReader, type CellReader, findTable, isBlankRow, isTotalLabel } from "./ownTable";
import { labelText, type TableLabel } from "./rowProblems";

/** One payment of a person's own table; negative: taken back or paid back. */
export interface OwnPayment {
  readonly row: number;
  readonly customer: string;
  readonly date: PlainDate;
  readonly currency: CurrencyCode;
  readonly amount: number;
  /** Cash discount taken: settles the invoice like money. */
  readonly discount: number;
  /** Null: on account. */
  readonly invoice: OwnInvoice | null;
}

export interface ReadPayments {
  readonly label: TableLabel;
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
export function* readOwnPayments(request: ReadPayments): Steps<{ readonly payments: readonly OwnPayment[]; readonly reader: CellReader }> {
  const { label } = request;
  const { found, headers, body } = findTable(request.rows, PAYMENT_ROLES, ["invoice", "date", "amount"], request.options.paymentColumns);
  const date = requireColumn(found, PAYMENT_ROLES, "date", label);
  const amount = requireColumn(found, PAYMENT_ROLES, "amount", label);
  const customer = refuseAmbiguous(found, PAYMENT_ROLES, "customer", label);
  const invoice = refuseAmbiguous(found, PAYMENT_ROLES, "invoice", label) ?? (customer === null ? requireColumn(found, PAYMENT_ROLES, "invoice", label) : null);
  const currency = refuseAmbiguous(found, PAYMENT_ROLES, "currency", label);
  const discount = invoice === null ? null : discountColumn(request, found, headers, amount);
  const columns: PaymentColumns = { date, amount, discount, customer, invoice, currency };
  const reader = createCellReader(label, request.dateSystem, request.options.has("round rows"));
  const payments: OwnPayment[] = [];
  for (const [index, row] of body.entries()) {
    if (index % STEP_ROWS === 0) yield;
    if (isBlankRow(row)) continue;
    const payment = readPayment(row, index + 1, columns, reader, request);
    if (payment !== "bad" && (payment.amount !== 0 || payment.discount !== 0)) payments.push(payment);
  }
  return { payments, reader };
}

/**
 * The cash discount comes on top of the amount paid. Where the amount may already hold it (a gross amount, or a net one
 * beside it), nothing is guessed; "discount=none" in options says that it does.
 */
function discountColumn({ label, options }: ReadPayments, found: Recognition, headers: readonly Header[], amount: Header): Header | null {
  const named = options.paymentColumns.get("discount");
  if (named?.toLowerCase() === NO_COLUMN) return null;
  const discount = refuseAmbiguous(found, PAYMENT_ROLES, "discount", label);
  if (discount === null || named !== undefined) return discount;
  const net = headers.find((header) => header !== amount && header.words.has("net"));
  if (!amount.words.has("gross") && net === undefined) return discount;
  return refuseValue(
    `In ${labelText(label)}, it cannot be told whether ${amount.text} already holds ${discount.text}: write "discount=${discount.text}" in options when the discount comes on top of it, "discount=none" when it is in it`,
  );
}

interface PaymentColumns {
  readonly date: Header;
  readonly amount: Header;
  readonly discount: Header | null;
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
  const discountCell = reader.cell(row, columns.discount);
  const discount = columns.discount === null || discountCell.kind === "blank" ? 0 : reader.amount(discountCell, columns.discount, currency, rowNumber);
  if (discount === "bad") return "bad";
  const discountTitle = columns.discount?.text ?? "Discount";
  if (discount !== 0 && invoice === null) return reader.problem(rowNumber, `${discountTitle} is taken without an invoice`, "name the invoice that it was taken of");
  if (amount * discount < 0) return reader.problem(rowNumber, `${discountTitle} and ${columns.amount.text} have different signs`, "write a discount taken without a minus");
  return { row: rowNumber, customer, date, currency, amount, discount, invoice };
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
  if (columns.currency !== null && request.hasCurrency && withoutZero(reader.cell(row, columns.currency)).kind !== "blank") {
    const stated = reader.currency(row, columns.currency, rowNumber);
    if (stated !== "bad" && invoice !== null && stated !== invoice.currency)
      return reader.problem(rowNumber, `${columns.currency.text} is ${stated}, but invoice ${invoice.number} is in ${invoice.currency}`, "amounts of two currencies are never set against each other: correct one of them");
    return stated;
  }
  if (invoice !== null) return invoice.currency;
  const there = request.currenciesOf(customer);
  const [only, ...others] = there;
  if (only !== undefined && others.length === 0) return only;
  return reader.problem(rowNumber, `the currency cannot be told: ${only === undefined ? "no invoice says one" : `there are ${there.join(" and ")}`}`, `add a column "Currency" with the code`);
}
