import { depositWith } from "../core/cash/deposits";
import { takenDiscounts } from "../core/cash/takenDiscounts";
import type { BilledDocument, EntryBody, PaymentBody, PaymentDocument, PrepaidPart, Settlement } from "../core/ledger/entries";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import type { DuePart } from "../core/ledger/facts";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { minorText } from "../core/values/money";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import { documentKind, reversalAmount } from "../workbook/projection";
import type { DocumentSummary } from "./action";

/** An invoice or credit memo; a credit memo's amounts are negative, as in its table rows. */
export function billedSummary(kind: "invoice" | "debitMemo" | "interest" | "creditMemo", document: BilledDocument, prepaid: readonly PrepaidPart[] = []): DocumentSummary {
  const sign = kind === "creditMemo" ? -1 : 1;
  const { number, customer, currency, payableRounding = 0 } = document;
  const paid = prepaid.reduce((sum, part) => sum + part.amount, 0);
  const amount = (minor: number): string => textOf(sign * minor, currency);
  return {
    kind: documentKind(kind), number, customer, date: formatIsoDate(document.date), ...duesOf(sign === 1 ? document.dues : [], currency), currency,
    net: amount(document.net), tax: amount(document.tax), total: amount(document.total),
    ...(payableRounding === 0 ? {} : { rounding: amount(payableRounding) }),
    ...(prepaid.length === 0 ? {} : {
      prepaid: { parts: prepaid.map((part) => ({ payment: part.from, amount: textOf(part.amount, currency) })), amount: textOf(paid, currency), payable: textOf(document.total - paid, currency) },
    }),
  };
}

export function paymentSummary(payment: PaymentDocument): DocumentSummary {
  const { number, kind, customer, currency, amount, date } = payment;
  return {
    kind, number, customer, date: formatIsoDate(date), due: null, dues: [], currency, net: textOf(amount, currency), tax: textOf(0, currency),
    total: textOf(amount, currency),
  };
}

/** A charge or movement without lines: deduction, void, reversal, opening. */
export function plainSummary(of: {
  readonly kind: string; readonly number: string; readonly customer: string; readonly date: PlainDate; readonly currency: CurrencyCode; readonly amount: number;
  readonly dues: readonly DuePart[];
}): DocumentSummary {
  const { kind, number, customer, currency, amount } = of;
  return {
    kind, number, customer, date: formatIsoDate(of.date), ...duesOf(of.dues, currency), currency, net: textOf(amount, currency), tax: textOf(0, currency),
    total: textOf(amount, currency),
  };
}

function duesOf(dues: readonly DuePart[], currency: CurrencyCode): Pick<DocumentSummary, "due" | "dues"> {
  const last = dues.at(-1);
  return {
    due: last === undefined ? null : formatIsoDate(last.due),
    dues: dues.map(({ part, due, amount }) => ({ part, due: formatIsoDate(due), amount: textOf(amount, currency) })),
  };
}

function textOf(minor: number, currency: CurrencyCode): string {
  return minorText(minor === 0 ? 0 : minor, currencyDecimals(currency));
}

/** The documents that an entry made, as they were told when it was posted. */
export function entrySummaries(body: EntryBody, ledger: FoldedLedger): readonly DocumentSummary[] {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
      return [billedSummary(body.interest === undefined ? body.kind : "interest", body.document, body.prepaid)];
    case "creditMemo":
      return [billedSummary(body.kind, body.document)];
    case "payment":
      return [{ ...paymentSummary(body.payment), ...cashFacts(body, ledger) }, ...deductionSummaries(body.payment, body.settlements, ledger)];
    case "reversal":
      return [plainSummary({ ...body, kind: "reversal", amount: reversalAmount(body, ledger), dues: [] })];
    case "void":
    case "writeOff": {
      const document = ledger.charges.get(body.document) ?? ledger.credits.get(body.document);
      if (document === undefined) return [];
      const facts = { number: body.document, customer: body.customer, date: body.date, currency: document.currency, dues: [] };
      return [plainSummary(body.kind === "void" ? { ...facts, kind: "void", amount: document.amount } : { ...facts, kind: "write-off", amount: 0 - body.amount })];
    }
    case "application": {
      const from = ledger.credits.get(body.from);
      if (from === undefined) return [];
      const amount = body.applications.reduce((sum, part) => sum + part.amount, 0);
      return [plainSummary({ kind: "application", number: body.from, customer: from.customer, date: body.date, currency: from.currency, amount, dues: [] })];
    }
    case "opening":
      return [plainSummary({ ...body, kind: "opening", amount: body.side === "charge" ? body.amount : 0 - body.amount })];
    case "chargeBack": {
      const item = ledger.charges.get(body.deduction);
      return item === undefined ? [] : [plainSummary({ kind: "charge-back", number: body.deduction, customer: body.customer, date: body.date, currency: item.currency, amount: 0 - body.amount, dues: [] })];
    }
    case "refund":
      return [plainSummary({ ...body.refund, kind: "refund", amount: 0 - body.refund.amount, dues: [] })];
    case "merge":
    case "change":
      return [];
  }
}

/** The discounts that a payment took and the deposit that it is part of; what was posted before it counts into both. */
function cashFacts(body: PaymentBody, ledger: FoldedLedger): Pick<DocumentSummary, "discounts" | "deposit"> {
  const { currency } = body.payment;
  const entry = ledger.entries.find((posted) => posted.body === body)?.head.id ?? null;
  const discounts = takenDiscounts(body.settlements, ledger, entry).map(({ to, discount, onIncome, onTax }) => ({
    invoice: to, amount: textOf(discount, currency), onIncome: textOf(onIncome, currency), onTax: textOf(onTax, currency),
  }));
  const total = depositWith(body.payment, ledger, entry);
  return {
    ...(discounts.length === 0 ? {} : { discounts }),
    ...(total === null ? {} : { deposit: {
      name: total.deposit, payments: total.payments.flatMap(({ number, isReversed }) => (isReversed ? [] : [number])),
      amount: textOf(total.amount, currency), fee: textOf(total.fee, currency), banked: textOf(total.banked, currency),
    } }),
  };
}

/** A deduction begins where its invoice does at the earliest (the fold's rule). */
export function deductionSummaries(payment: PaymentDocument, settlements: readonly Settlement[], ledger: FoldedLedger): readonly DocumentSummary[] {
  return settlements.flatMap(({ deduction, customer, to }) => {
    if (deduction === null) return [];
    const from = ledger.charges.get(to)?.date ?? payment.date;
    const { number, amount, due } = deduction;
    return [plainSummary({ kind: "deduction", number, customer, date: from > payment.date ? from : payment.date, currency: payment.currency, amount, dues: [{ part: 1, due, amount }] })];
  });
}
