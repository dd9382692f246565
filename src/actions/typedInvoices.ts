import type { InvoiceBody } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals, isIsoCurrency } from "../core/values/currency";
import { ONE, decimalFromMinor } from "../core/values/decimal";
import { issueError, issueWarning } from "../core/values/issue";
import { minorText } from "../core/values/money";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import { readCurrency, readDate, readDecimal, readMinor } from "../workbook/cellValue";
import { payloadFits } from "../workbook/journal";
import { type Customer, type TermsLookup, findTerms } from "../workbook/masterData";
import type { LineField } from "../workbook/sourceColumns";
import type { LineDraft } from "../workbook/sourceRows";
import { type TableView, cellPlace, incomingCell } from "../workbook/tables";
import { typedHash } from "../workbook/typedRows";
import { billDocument } from "./billDocument";
import { firstOpenDay } from "./book";
import { type DocumentRate, readRate } from "./exchangeRate";
import { type Masters, type ResolvedLine, resolveLine } from "./resolveLines";
import { type TypedPaymentContext, typedCustomer } from "./typedPayments";
import { type TypedNumbers, type TypedRow, typedNumber } from "./typedNumber";

export interface TypedInvoiceContext extends TypedNumbers {
  readonly find: TypedPaymentContext["find"];
  readonly terms: TableView;
  readonly masters: (date: PlainDate) => Masters;
}

const OTHER_KINDS: ReadonlyMap<string, string> = new Map([
  ["credit memo", "Credit"], ["debit memo", "Debit memo"], ["interest", "Charge interest"], ["deduction", "Post payment"], ["opening", "Opening items"],
]);

/** Where the fields of a line stand in a row of Invoices: it has no columns of a line. */
const COLUMN_OF: Partial<Readonly<Record<LineField, string>>> = { customer: "Customer", reference: "Reference", currency: "Currency", date: "Date", description: "Reference", unitPrice: "Net", taxCode: "Tax" };

/**
 * An invoice of one line from a row typed into Invoices, or null with what is wrong at its cells. Net is what is billed (or,
 * where only Total was typed, Total with its tax in it), at the customer's tax code; a Net, Tax, Total or Due that was typed
 * has to agree with what the rules give, for a row is never posted as anything else than it says.
 */
export function typedInvoice(typed: TypedRow, context: TypedInvoiceContext): InvoiceBody | null {
  const { view, row, issues } = typed;
  const { book } = context;
  const cell = (header: string): ReturnType<typeof incomingCell> => incomingCell(view, row, header);
  const kind = typed.text("Kind").toLowerCase();
  if (kind !== "" && kind !== "invoice") typed.wrong("Kind", "typedKindWrong", { kind, act: OTHER_KINDS.get(kind) ?? "", known: "invoice" });
  const customer = typedCustomer(typed, context);
  const date = typed.take(readDate(cell("Date")));
  if (date === null && issues.every(({ at }) => at?.column !== "Date")) typed.wrong("Date", "typedCellMissing", { header: "Date" });
  const open = firstOpenDay(book.settings);
  if (date !== null && open !== null && date < open) typed.wrong("Date", "dateLocked", { date: formatIsoDate(date), open: formatIsoDate(open) });
  const currency = typed.take(readCurrency(cell("Currency"))) ?? customer?.currency ?? book.settings.currency;
  if (!isIsoCurrency(currency)) typed.wrong("Currency", "currencyUnknown", { shown: currency });
  const amounts = typedAmounts(typed, currencyDecimals(currency));
  const due = typed.take(readDate(cell("Due")));
  const rate = readRate(typed.take(readDecimal(cell("Exchange rate"))), currency, book.settings.currency);
  if (!rate.ok) for (const { code, params } of rate.rejections) typed.wrong("Exchange rate", code, params);
  if (customer === null || date === null || amounts === null || !rate.ok) return null;
  const terms = typedTerms(typed, { customer, date, due }, context);
  const line = resolveLine(draftOf(typed, { customer, date, currency, amounts }), context.masters(date), issues);
  if (terms === null || line === null || issues.some(({ severity }) => severity === "error")) return null;
  return billed(typed, { customer, date, due, amounts, terms, rate: rate.value, line: withTax(line, amounts.net === null) }, context);
}

/** Minor units as typed; null where nothing was. */
interface TypedAmounts {
  readonly net: number | null;
  readonly tax: number | null;
  readonly total: number | null;
  readonly billed: number;
}

function typedAmounts(typed: TypedRow, decimals: number): TypedAmounts | null {
  const before = typed.issues.length;
  const read = (header: string): number | null => typed.take(readMinor(incomingCell(typed.view, typed.row, header), decimals));
  const [net, tax, total] = [read("Net"), read("Tax"), read("Total")];
  if (typed.issues.length > before) return null;
  const billed = net ?? total;
  if (billed === null) {
    typed.wrong("Net", "typedCellMissing", { header: "Net" });
    return null;
  }
  if (billed <= 0) {
    typed.wrong(net === null ? "Total" : "Net", "typedAmountNotPositive", { shown: minorText(billed, decimals) });
    return null;
  }
  return { net, tax, total, billed };
}

type KnownTerms = Extract<TermsLookup, { ok: true }>;

/** As typed in Terms; else, with a due day alone, that day; else the customer's or the book's. */
function typedTerms(typed: TypedRow, of: { readonly customer: Customer; readonly date: PlainDate; readonly due: PlainDate | null }, { book, terms }: TypedInvoiceContext): KnownTerms | null {
  const { customer, date, due } = of;
  if (due !== null && due < date) {
    typed.wrong("Due", "typedDueBeforeDate", { due: formatIsoDate(due), date: formatIsoDate(date) });
    return null;
  }
  const named = typed.text("Terms");
  const wanted = named !== "" ? named : due !== null ? `net ${due - date}` : customer.terms || book.settings.terms || "net 0";
  const found = findTerms(terms, wanted);
  const at = cellPlace(typed.view, typed.row, "Terms");
  if (!found.ok) {
    typed.issues.push(issueError("termsUnknown", found.at ?? at, { customer: customer.id, terms: wanted, problem: found.problem.code, known: found.known.join(", "), forms: found.problem.knownForms.join(" · ") }));
    return null;
  }
  if (named === "" && due === null && customer.terms === "" && book.settings.terms === "") typed.issues.push(issueWarning("termsMissing", customer.at, { customer: customer.id }));
  const isRule = named === "" && (due !== null || (customer.terms === "" && book.settings.terms === ""));
  return isRule ? { ...found, code: "" } : found;
}

function draftOf({ view, row, text }: TypedRow, of: { readonly customer: Customer; readonly date: PlainDate; readonly currency: CurrencyCode; readonly amounts: TypedAmounts }): LineDraft {
  const { customer, date, currency, amounts } = of;
  const reference = text("Reference");
  return {
    row: row + 1, customer: customer.id, date, supplyDate: date, item: "", description: reference, quantity: ONE, unit: "",
    unitPrice: decimalFromMinor(amounts.billed, currencyDecimals(currency)), discountPercent: null, taxCode: "", reference, currency, rowId: "",
    at: (field) => cellPlace(view, row, COLUMN_OF[field] ?? "Number"),
  };
}

/** A net amount bears its tax on top and a total has it in it, whatever the tax code says of prices. */
function withTax(line: ResolvedLine, isIncluded: boolean): ResolvedLine {
  return { ...line, tax: { ...line.tax, components: line.tax.components.map((component) => ({ ...component, included: isIncluded })) } };
}

interface Billing {
  readonly customer: Customer;
  readonly date: PlainDate;
  readonly due: PlainDate | null;
  readonly amounts: TypedAmounts;
  readonly terms: KnownTerms;
  readonly rate: DocumentRate;
  readonly line: ResolvedLine;
}

function billed(typed: TypedRow, { customer, date, due, amounts, terms, rate, line }: Billing, context: TypedInvoiceContext): InvoiceBody | null {
  const { book } = context;
  const { currency } = line;
  const cashRounding = book.settings.cashRounding.get(currency);
  const request = {
    date, currency, reference: line.draft.reference, customer: customer.id, terms, rounding: book.settings.rounding, seller: book.settings.seller, buyer: customer.party,
    lines: [line], discountBase: book.settings.discountBase, rate, ...(cashRounding === undefined ? {} : { cashRounding }),
  };
  // Judged before a number is taken: a row that is refused must not use one up.
  const draft = billDocument({ ...request, number: "" });
  if ("issues" in draft) {
    typed.issues.push(...draft.issues);
    return null;
  }
  const { net, tax, total, dues } = draft.document;
  const shown = (minor: number): string => minorText(minor, currencyDecimals(currency));
  for (const [header, wanted, ours] of [["Net", amounts.net, net], ["Tax", amounts.tax, tax], ["Total", amounts.total, total]] as const)
    if (wanted !== null && wanted !== ours) typed.wrong(header, "typedFigureDiffers", { header, shown: shown(wanted), ours: shown(ours), currency, taxCode: line.tax.code });
  const lastDue = dues.at(-1)?.due ?? date;
  if (due !== null && due !== lastDue) typed.wrong("Due", "typedDueDiffers", { due: formatIsoDate(due), ours: formatIsoDate(lastDue), terms: terms.code === "" ? terms.rule : terms.code });
  warnOfSettled(typed, { total, currency }, shown);
  const number = typedNumber(typed, date, context);
  if (number === null) return null;
  const body: InvoiceBody = { kind: "invoice", document: { ...draft.document, number }, typed: typedHash(typed.view, typed.row) };
  if (payloadFits(body)) return body;
  typed.wrong("Reference", "textTooLong", { max: "30000" });
  return null;
}

/** A row that says it is paid is posted as open: the payment is a posting of its own. */
function warnOfSettled(typed: TypedRow, { total, currency }: { readonly total: number; readonly currency: CurrencyCode }, shown: (minor: number) => string): void {
  const balance = readMinor(incomingCell(typed.view, typed.row, "Balance"), currencyDecimals(currency));
  if (!balance.ok || balance.value === null || balance.value === total) return;
  typed.issues.push(issueWarning("typedBalanceDiffers", cellPlace(typed.view, typed.row, "Balance"), { shown: shown(balance.value), ours: shown(total), currency }));
}

