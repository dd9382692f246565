import { payableItems, type PayableItem } from "../core/cash/payable";
import { namedDocuments } from "../core/cash/remittance";
import type { PaymentBody, Settlement } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals, isIsoCurrency } from "../core/values/currency";
import { issueError, issueWarning } from "../core/values/issue";
import { minorText } from "../core/values/money";
import { formatIsoDate } from "../core/values/plainDate";
import { readCurrency, readDate, readDecimal, readMinor } from "../workbook/cellValue";
import { type Customer, type customerFinder, unknownCustomerIssue } from "../workbook/masterData";
import { cellPlace, incomingCell } from "../workbook/tables";
import { typedHash } from "../workbook/typedRows";
import { type Book, firstOpenDay } from "./book";
import { readRate } from "./exchangeRate";
import { type TypedNumbers, type TypedRow, typedNumber } from "./typedNumber";

export interface TypedPaymentContext extends TypedNumbers {
  readonly find: ReturnType<typeof customerFinder>;
  /** What rows before this one take of each invoice, in minor units; added to. */
  readonly applied: Map<string, number>;
}

/** Kinds of a typed row in Payments that can be posted as it stands, and the act that does the others. */
const OTHER_KINDS: ReadonlyMap<string, string> = new Map([["refund", "Refund"], ["reversal", "Reverse payment"]]);

/**
 * A payment from a row typed into Payments, or null with what is wrong at its cells. It is applied to what its Reference
 * names where that is one thing to do, else it stays on account; a cash discount is never taken of itself.
 */
export function typedPayment(typed: TypedRow, context: TypedPaymentContext): PaymentBody | null {
  const { view, row, issues } = typed;
  const { book } = context;
  const cell = (header: string): ReturnType<typeof incomingCell> => incomingCell(view, row, header);
  const kind = typed.text("Kind").toLowerCase();
  if (kind !== "" && kind !== "payment" && kind !== "deposit") typed.wrong("Kind", "typedKindWrong", { kind, act: OTHER_KINDS.get(kind) ?? "", known: "payment or deposit" });
  const customer = typedCustomer(typed, context);
  const asked = typed.take(readDate(cell("Date")));
  if (asked === null && issues.every(({ at }) => at?.column !== "Date")) typed.wrong("Date", "typedCellMissing", { header: "Date" });
  const currency = typed.take(readCurrency(cell("Currency"))) ?? customer?.currency ?? book.settings.currency;
  if (!isIsoCurrency(currency)) typed.wrong("Currency", "currencyUnknown", { shown: currency });
  const decimals = currencyDecimals(currency);
  const amount = typed.take(readMinor(cell("Amount"), decimals));
  const fee = typed.take(readMinor(cell("Fee"), decimals)) ?? 0;
  const bankDate = typed.take(readDate(cell("Bank date")));
  const rate = readRate(typed.take(readDecimal(cell("Exchange rate"))), currency, book.settings.currency);
  if (!rate.ok) for (const { code, params } of rate.rejections) typed.wrong("Exchange rate", code, params);
  if (amount === null && issues.every(({ at }) => at?.column !== "Amount")) typed.wrong("Amount", "typedCellMissing", { header: "Amount" });
  if (amount !== null && amount <= 0) typed.wrong("Amount", "typedAmountNotPositive", { shown: minorText(amount, decimals) });
  if (amount !== null && amount > 0 && (fee < 0 || fee > amount)) typed.wrong("Fee", "feeWrong", { shown: minorText(fee, decimals) });
  if (customer === null || asked === null || amount === null || !rate.ok) return null;

  const open = firstOpenDay(book.settings);
  const isLocked = open !== null && asked < open;
  const date = isLocked ? open : asked;
  if (isLocked) issues.push(issueWarning("postedOnFirstOpenDay", cellPlace(view, row, "Date"), { date: formatIsoDate(asked), open: formatIsoDate(open) }));
  const number = typedNumber(typed, date, context);
  if (number === null) return null;
  const reference = typed.text("Reference");
  const payment: PaymentBody["payment"] = {
    number, kind: kind === "deposit" ? "deposit" : "payment", customer: customer.id, date, bankDate: bankDate ?? (isLocked ? asked : null), deposit: typed.text("Deposit"),
    method: typed.text("Method"), reference, currency, ...rate.value, amount, fee,
  };
  const settlements = settlementsOf(typed, { reference, customer, currency, amount }, context);
  return issues.some(({ severity }) => severity === "error") ? null : { kind: "payment", payment, settlements, typed: typedHash(view, row) };
}

export function typedCustomer(typed: TypedRow, { find }: { readonly find: TypedPaymentContext["find"] }): Customer | null {
  const wanted = typed.text("Customer");
  const at = cellPlace(typed.view, typed.row, "Customer");
  if (wanted === "") {
    if (typed.issues.every((issue) => issue.at?.column !== "Customer")) typed.issues.push(issueError("typedCellMissing", at, { header: "Customer" }));
    return null;
  }
  const lookup = find(wanted);
  if (lookup.found === null) {
    typed.issues.push(unknownCustomerIssue(at, wanted, lookup));
    return null;
  }
  typed.issues.push(...lookup.issues);
  return lookup.found;
}

interface Received {
  readonly reference: string;
  readonly customer: Customer;
  readonly currency: CurrencyCode;
  readonly amount: number;
}

/** One invoice is paid as far as the money goes; several only when it pays them all. Anything else a person has to say. */
function settlementsOf({ view, row, issues }: TypedRow, { reference, customer, currency, amount }: Received, { book, applied }: TypedPaymentContext): readonly Settlement[] {
  if (reference === "") return [];
  const at = cellPlace(view, row, "Reference");
  const items = payableItems(book.ledger, { customers: new Set([customer.id]), currency });
  const openOf = (item: PayableItem): number => item.open - (applied.get(item.number) ?? 0);
  const named = namedDocuments(reference, items.filter((item) => openOf(item) > 0));
  const strangers = strangersNamed(book, reference, { customer, currency });
  for (const { number, customer: owner } of strangers) issues.push(issueWarning("referenceOfStranger", at, { invoice: number, owner, customer: customer.id }));
  const [only] = named;
  if (only === undefined || strangers.length > 0) return [];
  const total = named.reduce((sum, item) => sum + openOf(item), 0);
  if (named.length > 1 && amount < total) {
    issues.push(issueWarning("typedReferenceUnclear", at, { named: named.map(({ number }) => number).join(", "), open: minorText(total, currencyDecimals(currency)), currency }));
    return [];
  }
  let left = amount;
  return named.map((item) => {
    const part = Math.min(left, openOf(item));
    left -= part;
    applied.set(item.number, (applied.get(item.number) ?? 0) + part);
    issues.push(issueWarning("typedApplied", at, { invoice: item.number, amount: minorText(part, currencyDecimals(currency)), currency }));
    return { to: item.number, customer: item.customer, amount: part, discount: 0, writeOff: 0, deduction: null, reason: "" };
  });
}

/** Open invoices of other customers that the text names by their number. */
function strangersNamed({ ledger }: Book, reference: string, of: { readonly customer: Customer; readonly currency: CurrencyCode }): readonly { readonly number: string; readonly customer: string }[] {
  const others = [...ledger.charges.values()].filter((charge) => charge.open > 0 && charge.customer !== of.customer.id);
  return namedDocuments(reference, others.map(({ number, customer }) => ({ number, customer, reference: "" })));
}

