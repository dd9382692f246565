import type { Entry } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import { currency, ledgerText } from "../../support/entries";

/** Rate and book currency by document number; the documents are in USD. */
type Rates = Readonly<Record<string, readonly [rate: string, book?: string]>>;

function withRates(entries: readonly Entry[], rates: Rates, of = "USD"): Entry[] {
  const terms = (number: string): object => {
    const [exchangeRate = "", book] = rates[number] ?? [];
    return { currency: currency(of), exchangeRate, ...(book === undefined ? {} : { bookCurrency: currency(book) }) };
  };
  return entries.map((entry): Entry => {
    const { body } = entry;
    if (body.kind === "invoice" || body.kind === "debitMemo" || body.kind === "creditMemo") return { ...entry, body: { ...body, document: { ...body.document, ...terms(body.document.number) } } };
    if (body.kind === "payment") return { ...entry, body: { ...body, payment: { ...body.payment, ...terms(body.payment.number) } } };
    if (body.kind === "opening") return { ...entry, body: { ...body, ...terms(body.number) } };
    return entry;
  });
}

function gains(text: string, rates: Rates, of = "USD"): string[] {
  return foldEntries(withRates(ledgerText(text), rates, of)).applications.map(({ kind, amount, exchange }) => `${kind} ${amount}: ${exchange === null ? "-" : `${exchange.minor} ${exchange.currency}`}`);
}

const PAID = "2026-01-05 invoice INV-1 10000\n2026-01-20 payment P-1 9000: INV-1 9000 discount 1000";

test.each([
  ["erpnext: USD 100 at 50, 10 % discount, USD 90 for 4,200.00: a loss of 300.00, none on the discount", PAID, { "INV-1": ["50", "INR"], "P-1": ["46.6666666666667", "INR"] }, ["payment 9000: -30000 INR"]],
  ["a gain", PAID, { "INV-1": ["0.9", "EUR"], "P-1": ["0.91", "EUR"] }, ["payment 9000: 90 EUR"]],
  ["the same rate", PAID, { "INV-1": ["0.9", "EUR"], "P-1": ["0.90", "EUR"] }, ["payment 9000: 0 EUR"]],
  ["a book without decimals", PAID, { "INV-1": ["150", "JPY"], "P-1": ["150.005", "JPY"] }, ["payment 9000: 0 JPY"]],
  ["a book with three", PAID, { "INV-1": ["0.3", "KWD"], "P-1": ["0.301", "KWD"] }, ["payment 9000: 90 KWD"]],
  ["no rate on the invoice", PAID, { "P-1": ["0.9", "EUR"] }, ["payment 9000: -"]],
  ["no rate on the payment", PAID, { "INV-1": ["0.9", "EUR"] }, ["payment 9000: -"]],
  ["rates in two currencies", PAID, { "INV-1": ["0.9", "EUR"], "P-1": ["0.8", "GBP"] }, ["payment 9000: -"]],
  ["the book's currency told by one of both", PAID, { "INV-1": ["0.9"], "P-1": ["0.91", "EUR"] }, ["payment 9000: 90 EUR"]],
  ["… by the other", PAID, { "INV-1": ["0.9", "EUR"], "P-1": ["0.91"] }, ["payment 9000: 90 EUR"]],
  ["… by neither", PAID, { "INV-1": ["0.9"], "P-1": ["0.91"] }, ["payment 9000: -"]],
  ["a rate that is none, on either side", PAID, { "INV-1": ["much", "EUR"], "P-1": ["0.91", "EUR"] }, ["payment 9000: -"]],
  ["…", PAID, { "INV-1": ["0.9", "EUR"], "P-1": ["much", "EUR"] }, ["payment 9000: -"]],
  [
    "the sum over an invoice is rounded once, by running sums: 0.006, 0.012, 0.020",
    "2026-01-05 invoice INV-1 10\n2026-01-20 payment P-1 3: INV-1 3\n2026-01-21 payment P-2 3: INV-1 3\n2026-01-22 payment P-3 4: INV-1 4",
    { "INV-1": ["1", "EUR"], "P-1": ["1.2", "EUR"], "P-2": ["1.2", "EUR"], "P-3": ["1.2", "EUR"] }, ["payment 3: 1 EUR", "payment 3: 0 EUR", "payment 4: 1 EUR"],
  ],
  [
    "each invoice has a sum of its own",
    "2026-01-05 invoice INV-1 3\n2026-01-05 invoice INV-2 3\n2026-01-20 payment P-1 6: INV-1 3, INV-2 3",
    { "INV-1": ["1", "EUR"], "INV-2": ["1", "EUR"], "P-1": ["1.2", "EUR"] }, ["payment 3: 1 EUR", "payment 3: 1 EUR"],
  ],
  [
    "a bounce takes back what there was, to the cent; write-offs and deductions have none",
    "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 33: INV-1 33 writeOff 1 deduction 2\n2026-01-25 bounce P-1 33",
    { "INV-1": ["1", "EUR"], "P-1": ["1.05", "EUR"] },
    ["payment 33: 2 EUR", "deduction 2: -", "writeOff 1: -", "reversal -33: -2 EUR", "reversal 2: -", "reversal -2: -", "reversal -1: -", "reversal 33: -"],
  ],
  [
    "a deduction keeps its invoice's rate; an opening item has its own",
    "2026-01-01 opening O-1 50\n2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 150: INV-1 60 deduction 40, O-1 50\n2026-01-21 apply P-1: INV-1-D1 40",
    { "O-1": ["2", "EUR"], "INV-1": ["1", "EUR"], "P-1": ["1.5", "EUR"] }, ["payment 60: 30 EUR", "deduction 40: -", "payment 50: -25 EUR", "payment 40: 20 EUR"],
  ],
] as const)("%s", (_name, text, rates: Rates, wanted) => {
  expect(gains(text, rates)).toEqual(wanted);
});

test("a discount alone is no settlement in money", () => {
  expect(gains("2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 5: INV-1 0 discount 2", { "INV-1": ["1", "EUR"], "P-1": ["2", "EUR"] })).toEqual(["payment 0: -"]);
});

test("an item brought in without a word of rates has none, whatever its payment says", () => {
  const [opening, ...paid] = ledgerText("2026-01-01 opening O-1 50\n2026-01-05 invoice INV-1 30\n2026-01-20 payment P-1 80: O-1 50, INV-1 30");
  const { applications } = foldEntries([...(opening === undefined ? [] : [opening]), ...withRates(paid, { "INV-1": ["1", "EUR"], "P-1": ["2", "EUR"] }, "EUR")]);
  expect(applications.map(({ to, exchange }) => [to, exchange?.minor ?? null])).toEqual([["O-1", null], ["INV-1", 30]]);
});
