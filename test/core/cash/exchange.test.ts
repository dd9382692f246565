import { exactExchangeDifference, exchangeDifference, rateOfReceived } from "../../../src/core/cash/exchange";
import { type Decimal, decimalText, parseDecimal } from "../../../src/core/values/decimal";

function rate(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}
const CENTS = { documentDecimals: 2, bookDecimals: 2 };

const CASES: readonly { source: string; settled: number; invoice: string; payment: string; decimals?: { documentDecimals: number; bookDecimals: number }; is: number }[] = [
  { source: "erpnext: USD 20 of USD 100 at 50, 900 received: a loss of 100", settled: 2_000, invoice: "50", payment: "45", is: -10_000 },
  { source: "a gain", settled: 2_000, invoice: "45", payment: "50", is: 10_000 },
  { source: "the same rate", settled: 2_000, invoice: "1.1", payment: "1.10", is: 0 },
  { source: "taken back: the loss is taken back", settled: -2_000, invoice: "50", payment: "45", is: 10_000 },
  { source: "half a cent, away from zero", settled: 100, invoice: "1.000", payment: "1.005", is: 1 },
  { source: "half a cent lost", settled: 100, invoice: "1.005", payment: "1.000", is: -1 },
  { source: "below half a cent", settled: 100, invoice: "1.00", payment: "1.0049", is: 0 },
  { source: "a yen invoice in a euro book", settled: 150_000, invoice: "0.0062", payment: "0.0060", decimals: { documentDecimals: 0, bookDecimals: 2 }, is: -3_000 },
  { source: "a dinar invoice in a yen book", settled: 1_500, invoice: "480.25", payment: "481.5", decimals: { documentDecimals: 3, bookDecimals: 0 }, is: 2 },
];

test.each(CASES)("$source", ({ settled, invoice, payment, decimals = CENTS, is }) => {
  expect(exchangeDifference({ settledMinor: settled, invoiceRate: rate(invoice), paymentRate: rate(payment), ...decimals })).toBe(is);
});

test("erpnext, cash discount in another currency: USD 100 at 50, 10 % discount, 4,200 received for USD 90: loss 300", () => {
  const paymentRate = rateOfReceived({ receivedMinor: 420_000, paidMinor: 9_000, ...CENTS });
  expect(exchangeDifference({ settledMinor: 9_000, invoiceRate: rate("50"), paymentRate, ...CENTS })).toBe(-30_000);
});

test("the rate of what was received", () => {
  expect(decimalText(rateOfReceived({ receivedMinor: 90_000, paidMinor: 2_000, ...CENTS }))).toBe("45");
  expect(decimalText(rateOfReceived({ receivedMinor: 600, paidMinor: 100, documentDecimals: 3, bookDecimals: 0 }))).toBe("6000");
});

describe("over several settlements of one document", () => {
  /** Differences in order, each after those before it. */
  function differences(invoice: string, ...settled: readonly (readonly [minor: number, paymentRate: string])[]): number[] {
    let before = rate("0");
    return settled.map(([settledMinor, paid]) => {
      const settlement = { settledMinor, invoiceRate: rate(invoice), paymentRate: rate(paid), ...CENTS };
      const minor = exchangeDifference({ ...settlement, before });
      before = before.add(exactExchangeDifference(settlement));
      return minor;
    });
  }

  test.each([
    { name: "they sum to the whole rounded once, the residue in the last", invoice: "1", settled: [[100, "1.005"], [100, "1.005"], [100, "1.005"]], is: [1, 0, 1] }, // 0.5, 1.0, 1.5 → 2
    { name: "losses", invoice: "1.005", settled: [[100, "1"], [100, "1"], [100, "1"]], is: [-1, 0, -1] },
    { name: "taken back, in parts and at another's rate between: zero", invoice: "1", settled: [[100, "1.005"], [50, "1.1"], [-33, "1.005"], [-67, "1.005"], [-50, "1.1"]], is: [1, 5, -1, 0, -5] },
  ] as const)("$name", ({ invoice, settled, is }) => {
    expect(differences(invoice, ...settled)).toEqual(is);
  });
});
