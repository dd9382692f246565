import { minorText } from "../../values/money";
import type { LintBook, LintFinding, LintRule } from "../lintBook";
import { currencyOf, dateOf, decimalsOf, type Fact, factsIn, factsOf, finding, groupBy, minorOf, textOf } from "../lintCells";

/** How far apart two rows of one payment may be dated, without and with a reference that both bear; standing orders are further. */
const NEAR_DAYS = 3;
const REFERENCE_DAYS = 20;

/** One payment in two rows: same customer and amount, near dates or one reference, not for two invoices; told at the later row. */
export const samePaymentTwice: LintRule = {
  code: "samePaymentTwice",
  severity: "warning",
  check: (book) => book.tables.filter(({ role }) => role === "payments").flatMap((table) => {
    const paid = paidIn(factsIn(book, table)).filter(({ fact, minor }) => minor > 0 && textOf(fact, "customer") !== "");
    const groups = groupBy(paid, ({ fact, minor }) => JSON.stringify([textOf(fact, "customer").toUpperCase(), currencyOf(fact), minor]));
    return [...groups.values()].flatMap((group) => group.flatMap(({ fact, minor }, index): readonly LintFinding[] => {
      const first = group.slice(0, index).find((earlier) => isSamePayment(earlier.fact, fact));
      return first === undefined ? [] : [finding(fact, "amount", { customer: textOf(fact, "customer"), amount: minorText(minor, decimalsOf(fact)), firstRow: first.fact.row.sheetRow + 1 })];
    }));
  }),
};

interface Paid {
  readonly fact: Fact;
  readonly minor: number;
}

/** Rows with an amount that can be read. */
function paidIn(facts: readonly Fact[]): readonly Paid[] {
  return facts.flatMap((fact) => {
    const minor = minorOf(fact, "amount");
    return minor === null ? [] : [{ fact, minor }];
  });
}

function isSamePayment(a: Fact, b: Fact): boolean {
  const [first, second] = [dateOf(a, "date"), dateOf(b, "date")];
  if (first === null || second === null || differs(a, b, "invoice")) return false;
  const days = Math.abs(first - second);
  const hasReference = textOf(a, "reference") !== "" && textOf(b, "reference") !== "";
  return hasReference ? days <= REFERENCE_DAYS && !differs(a, b, "reference") : days <= NEAR_DAYS;
}

function differs(a: Fact, b: Fact, field: "invoice" | "reference"): boolean {
  return textOf(a, field) !== "" && textOf(b, field) !== "" && textOf(a, field).toUpperCase() !== textOf(b, field).toUpperCase();
}

/** A payment for an invoice of another customer. */
export const paymentForOthersInvoice: LintRule = {
  code: "paymentForOthersInvoice",
  severity: "error",
  check: (book) => namedInvoices(book).flatMap(({ payment, invoices }) => {
    const payer = textOf(payment, "customer");
    const owners = invoices.map((invoice) => textOf(invoice, "customer"));
    if (payer === "" || owners.some((owner) => owner === "" || owner.toUpperCase() === payer.toUpperCase())) return [];
    return owners.slice(0, 1).map((owner) => finding(payment, "customer", { customer: payer, invoice: textOf(payment, "invoice"), owner }));
  }),
};

/** A payment for an invoice that is in none of the lists. */
export const paymentForNoInvoice: LintRule = {
  code: "paymentForNoInvoice",
  severity: "error",
  check: (book) => namedInvoices(book).filter(({ invoices }) => invoices.length === 0).map(({ payment }) => finding(payment, "invoice", { invoice: textOf(payment, "invoice") })),
};

/** More was paid on an invoice than its total; told at the payment that is too much. */
export const overpaid: LintRule = {
  code: "overpaid",
  severity: "warning",
  check: (book) => {
    const payments = groupBy(paidIn(factsOf(book, "payments")).filter(({ fact }) => textOf(fact, "invoice") !== ""), ({ fact }) => textOf(fact, "invoice").toUpperCase());
    return [...invoicesByNumber(book)].flatMap(([number, [invoice, ...copies]]) => {
      const total = minorOf(invoice, "total");
      // Where the invoice stands in several rows its total is not known.
      return total === null || copies.length > 0 ? [] : tooMuch({ invoice, total }, payments.get(number) ?? []);
    });
  },
};

function tooMuch({ invoice, total }: { readonly invoice: Fact; readonly total: number }, payments: readonly Paid[]): readonly LintFinding[] {
  let paid = 0;
  return payments.filter(({ fact }) => currencyOf(fact) === currencyOf(invoice)).flatMap(({ fact, minor }) => {
    const before = paid;
    paid += minor;
    if (before > total || paid <= total) return [];
    return [finding(fact, "amount", { invoice: textOf(fact, "invoice"), paid: minorText(paid, decimalsOf(fact)), total: minorText(total, decimalsOf(fact)) })];
  });
}

interface NamedInvoice {
  readonly payment: Fact;
  /** The rows of that number; none where there is no such invoice. */
  readonly invoices: readonly Fact[];
}

/** Payments that name one invoice; none where the book lists no invoices. */
function namedInvoices(book: LintBook): readonly NamedInvoice[] {
  const byNumber = invoicesByNumber(book);
  if (byNumber.size === 0) return [];
  return factsOf(book, "payments").filter((fact) => textOf(fact, "invoice") !== "").map((payment) => ({ payment, invoices: byNumber.get(textOf(payment, "invoice").toUpperCase()) ?? [] }));
}

function invoicesByNumber(book: LintBook): ReadonlyMap<string, readonly [Fact, ...Fact[]]> {
  return groupBy(factsOf(book, "invoices").filter((fact) => textOf(fact, "number") !== ""), (fact) => textOf(fact, "number").toUpperCase());
}
