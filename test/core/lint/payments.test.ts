import { invoices, payments, type SheetText, testCases } from "./support";

const owed = (rows: string, headers = "Invoice no | Customer | Total"): SheetText => invoices(rows, headers);
const twice = "samePaymentTwice Payments!D3 customer=C amount=5.00 firstRow=2";

testCases([
  { name: "a payment for another customer's invoice", sheets: [owed("'A | C | 5\n'B | D | 5\n'E | | 5"), payments("2026-01-05 | c | 'a | 1 | r\n2026-01-05 | C | 'B | 1 | s\n2026-01-05 | C | 'E | 1 | t\n2026-01-05 | | 'B | 1 | u")], told: ["paymentForOthersInvoice Payments!B3 customer=C invoice=B owner=D", "lookAlikeCustomer Payments!B2 customer=c near=C"] },
  { name: "a number that two customers' invoices bear is nobody's mistake", sheets: [owed("'A | C | 5\n'A | D | 5"), payments("2026-01-05 | D | 'A | 1 | r")], told: ["numberTwice Invoices!A3 number=A first=A firstRow=2"] },
  { name: "a payment for no invoice; without invoices nothing is said", sheets: [owed("'A | C | 5"), payments("2026-01-05 | C | 'B | 1 | r\n2026-01-05 | C | | 1 | s")], told: ["paymentForNoInvoice Payments!C2 invoice=B"] },
  { name: "no list of invoices", sheets: [payments("2026-01-05 | C | 'B | 1 | r")], told: [] },
  { name: "more than the total was paid, told at the payment that is too much and once", sheets: [owed("'A | C | 5"), payments("2026-01-05 | C | 'A | 3 | r\n2026-02-05 | C | 'a | 2.01 | s\n | C | 'A | 1 | t")], told: ["overpaid Payments!D3 invoice=a paid=5.01 total=5.00"] },
  { name: "at the first payment, without a date; exactly the total is right", sheets: [owed("'A | C | 5\n'B | C | 5"), payments(" | C | 'A | 6 | r\n2026-01-05 | C | 'B | 2 | s\n2026-02-05 | C | 'B | 3 | t")], told: ["overpaid Payments!D2 invoice=A paid=6.00 total=5.00"] },
  { name: "not where the invoice has no total, stands twice, or has another currency", sheets: [
    owed("'A | C | | EUR\n'B | C | 1 | EUR\n'B | C | 1 | EUR\n'D | C | 1 | USD", "Invoice no | Customer | Total | Currency"), payments("2026-01-05 | C | 'A | 6 | r\n2026-01-05 | C | 'B | 7 | s\n2026-01-05 | C | 'D | 8 | t\n2026-01-05 | C | 'D | | u"),
  ], told: ["numberTwice Invoices!A4 number=B first=B firstRow=3"] },

  { name: "the same payment twice: one reference within twenty days, or near dates", sheets: [payments("2026-01-05 | C | | 5 | r7\n2026-01-25 | c | | 5 | R7")], told: [twice.replace("=C", "=c")] },
  { name: "one reference, as a standing order has, later than that", sheets: [payments("2026-01-05 | C | | 5 | r7\n2026-01-26 | C | | 5 | r7")], told: [] },
  { name: "no reference in one of them, three days apart", sheets: [payments("2026-01-05 | C | | 5 | r7\n2026-01-08 | C | | 5 | ")], told: [twice] },
  { name: "the earlier date below", sheets: [payments("2026-01-08 | C | | 5 | \n2026-01-05 | C | | 5 | r7")], told: [twice] },
  { name: "four days apart", sheets: [payments("2026-01-05 | C | | 5 | \n2026-01-09 | C | | 5 | r")], told: [] },
  { name: "two references are two payments; two invoices too", sheets: [payments("2026-01-05 | C | 'A | 5 | r7\n2026-01-05 | C | 'A | 5 | r8\n2026-01-05 | C | 'B | 5 | r7")], told: [] },
  { name: "one of them names no invoice", sheets: [payments("2026-01-05 | C | 'A | 5 | \n2026-01-05 | C | | 5 | ")], told: [twice] },
  { name: "other customers, amounts, currencies, no dates, no customer, nothing paid, taken back", sheets: [payments("2026-01-05 | C | 5 | EUR\n2026-01-05 | D | 5 | EUR\n2026-01-05 | C | 6 | EUR\n2026-01-05 | C | 5 | USD\n | C | 5 | EUR\n | C | 5 | EUR\n2026-01-05 | | 5 | EUR\n2026-01-05 | | 5 | EUR\n2026-01-05 | E | 0 | EUR\n2026-01-05 | E | 0 | EUR\n2026-01-05 | E | -1 | EUR\n2026-01-05 | E | -1 | EUR\n2026-01-05 | F | | EUR\n2026-01-05 | F | | EUR", "Payment date | Customer | Amount | Currency")], told: [] },
  { name: "three times: each later one is told with the first that it is", sheets: [payments("2026-01-01 | C | 5\n2026-01-03 | C | 5\n2026-01-06 | C | 5", "Payment date | Customer | Amount")], told: [
    "samePaymentTwice Payments!C3 customer=C amount=5.00 firstRow=2", "samePaymentTwice Payments!C4 customer=C amount=5.00 firstRow=3",
  ] },
]);
