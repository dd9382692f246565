import { type DepositTotal, depositWith } from "../../../src/core/cash/deposits";
import type { Entry, PaymentDocument } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import { currency, entry } from "../../support/entries";
import { isoDay } from "../../support/days";

function payment(order: number, number: string, deposit: string, amount: number, more: Partial<PaymentDocument> = {}): Entry {
  const document: PaymentDocument = {
    number, kind: "payment", customer: "C", date: isoDay("2026-01-05"), bankDate: null, deposit, method: "", reference: "", currency: currency("EUR"), exchangeRate: "", amount, fee: 0, ...more,
  };
  return entry(order, `P${order}`, { kind: "payment", payment: document, settlements: [] });
}
const bounce = (order: number, number: string): Entry =>
  entry(order, `R${order}`, { kind: "reversal", number: `${number}-R`, payment: number, customer: "C", date: isoDay("2026-01-09"), currency: currency("EUR"), amount: 0, reason: "" });

const ENTRIES = [
  payment(1, "P-1", " D-12 ", 10_000, { fee: 150 }), payment(2, "P-2", "", 5_000), payment(3, "P-3", "d-12", 20_000, { customer: "D" }), payment(4, "P-4", "D-13", 70),
  payment(5, "P-5", "D-12", 900, { currency: currency("USD"), fee: 1 }), payment(6, "P-6", "D-12", 300, { fee: 10 }), bounce(7, "P-6"), payment(8, "P-7", "   ", 1),
];

/** The deposit with the payment of this number, as posted; "new" is not posted yet. */
function depositOf(number: string, given: Entry = payment(9, number, "D-12", 4_000, { fee: 5 })): DepositTotal | null {
  const posted = ENTRIES.find(({ body }) => body.kind === "payment" && body.payment.number === number);
  const { body } = posted ?? given;
  if (body.kind !== "payment") throw new Error(number);
  return depositWith(body.payment, foldEntries(ENTRIES), posted?.head.id ?? null);
}
const shown = (total: DepositTotal | null): unknown[] => [total?.deposit, total?.currency, total?.payments.map(({ number }) => number).join(" "), total?.amount, total?.fee, total?.banked];

test("a new payment joins those posted before it; one that bounced does not count, another currency is another deposit", () => {
  expect(depositOf("new")).toEqual({
    deposit: "D-12", currency: "EUR", amount: 34_000, fee: 155, banked: 33_845,
    payments: [
      { number: "P-1", customer: "C", amount: 10_000, fee: 150, isReversed: false }, { number: "P-3", customer: "D", amount: 20_000, fee: 0, isReversed: false },
      { number: "P-6", customer: "C", amount: 300, fee: 10, isReversed: true }, { number: "new", customer: "C", amount: 4_000, fee: 5, isReversed: false },
    ],
  });
});

test.each([
  { number: "P-1", is: ["D-12", "EUR", "P-1", 10_000, 150, 9_850] },
  { number: "P-3", is: ["D-12", "EUR", "P-1 P-3", 30_000, 150, 29_850] },
  { number: "P-4", is: ["D-13", "EUR", "P-4", 70, 0, 70] },
  { number: "P-5", is: ["D-12", "USD", "P-5", 900, 1, 899] },
  { number: "P-6", is: ["D-12", "EUR", "P-1 P-3 P-6", 30_000, 150, 29_850] },
])("a posted payment shows its deposit as it stood with it: $number", ({ number, is }) => {
  expect(shown(depositOf(number))).toEqual(is);
});

test.each(["P-2", "P-7"])("no deposit: %s", (number) => {
  expect(depositOf(number)).toBeNull();
});

test("other capitals, outer blanks and ways to write an accent are the same deposit; an inner blank is not", () => {
  const first = foldEntries([payment(1, "P-1", "  Dépôt-1 ", 100)]);
  const names = (deposit: string): number | undefined => {
    const { body } = payment(2, "P-2", deposit, 5);
    return body.kind === "payment" ? depositWith(body.payment, first, null)?.payments.length : undefined;
  };
  expect(["DE\u0301PO\u0302T-1", "D\u00e9p\u00f4t 1", "Depot-1"].map(names)).toEqual([2, 1, 1]);
});
