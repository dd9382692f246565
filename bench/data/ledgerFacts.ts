import type { ApplicationFact, ChargeFact, CreditFact, LedgerFacts } from "../../src/core/ledger/facts";
import { type CurrencyCode, parseCurrency } from "../../src/core/values/currency";
import { fromSerial, type PlainDate } from "../../src/core/values/plainDate";
import { currencyOf, customerId, documentNumber, paymentNumber } from "./ledgerCells";
import { CURRENCIES, type LedgerNumbers, START } from "./ledgerNumbers";

/** The day as the core counts days. */
export function plainDay(day: number): PlainDate {
  return known(fromSerial(START + day));
}

/** The ledger as the fold of the Journals would give it. */
export function factsOf(numbers: LedgerNumbers): LedgerFacts {
  const { document, payment } = numbers;
  const codes = CURRENCIES.map((_, place) => known(parseCurrency(currencyOf(place))));
  const codeOf = (currency: number | undefined): CurrencyCode => known(codes[currency ?? 0]);
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  const applications: ApplicationFact[] = [];
  document.amount.forEach((amount, row) => {
    const number = documentNumber(numbers, row);
    const shared = { number, customer: customerId(document.customer[row] ?? 0), date: plainDay(document.day[row] ?? 0), currency: codeOf(document.currency[row]) };
    if (amount < 0) credits.push({ ...shared, amount: -amount, kind: "creditMemo" });
    else charges.push({ ...shared, amount, dues: [{ part: 1, due: plainDay(document.due[row] ?? 0), amount }], disputed: 0, kind: "invoice" });
  });
  payment.amount.forEach((amount, row) => {
    const number = paymentNumber(row);
    const shared = { customer: customerId(payment.customer[row] ?? 0), date: plainDay(payment.day[row] ?? 0), currency: codeOf(payment.currency[row]) };
    credits.push({ ...shared, number, amount, kind: "payment" });
    const applied = payment.applied[row] ?? 0;
    if (applied > 0) applications.push({ ...shared, from: number, to: documentNumber(numbers, payment.invoice[row] ?? 0), amount: applied, discount: 0, kind: "payment" });
  });
  return { charges, credits, applications };
}

function known<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("Not readable");
  return value;
}
