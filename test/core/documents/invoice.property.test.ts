import fc from "fast-check";
import { decimalFromMinor, ONE } from "../../../src/core/values/decimal";
import { type InvoiceInput, type InvoiceTotals, priceInvoice } from "../../../src/core/documents/invoice";
import { addsUp, currency, decimal, invoice, tax } from "./pricing";

/**
 * The same rules said again in exact fractions of BigInts, sharing no arithmetic with the code: what a careful person would
 * compute by hand. Seeded, so a failure is a failure everywhere.
 */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const whole = (value: bigint | number): Fraction => ({ over: BigInt(value), under: 1n });
const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const plus = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under });
const divided = (a: Fraction, b: Fraction): Fraction =>
  b.over < 0n ? { over: -a.over * b.under, under: a.under * -b.over } : { over: a.over * b.under, under: a.under * b.over };

/** Half away from zero. */
function round({ over, under }: Fraction): bigint {
  const size = over < 0n ? -over : over;
  const rounded = (2n * size + under) / (2n * under);
  return over < 0n ? -rounded : rounded;
}

/** A number with some decimals, as digits: { digits: 12345, places: 3 } is 12.345. */
interface Digits {
  readonly digits: number;
  readonly places: number;
}

const exactly = ({ digits, places }: Digits): Fraction => ({ over: BigInt(digits), under: 10n ** BigInt(places) });
const asDecimal = ({ digits, places }: Digits) => decimalFromMinor(digits, places);

interface Line {
  readonly quantity: Digits;
  readonly price: Digits;
  readonly per: number;
  readonly discount: Digits;
  readonly rate: Digits;
}

const line: fc.Arbitrary<Line> = fc.record({
  quantity: fc.record({ digits: fc.integer({ min: -99999, max: 99999 }), places: fc.integer({ min: 0, max: 4 }) }),
  price: fc.record({ digits: fc.integer({ min: -9999, max: 99999 }), places: fc.integer({ min: 0, max: 5 }) }),
  per: fc.constantFrom(1, 1, 1, 3, 12, 365, 1000),
  discount: fc.oneof(fc.constant({ digits: 0, places: 0 }), fc.record({ digits: fc.integer({ min: 0, max: 1000 }), places: fc.constant(1) })),
  rate: fc.constantFrom({ digits: 0, places: 0 }, { digits: 5, places: 0 }, { digits: 9975, places: 3 }, { digits: 19, places: 0 }, { digits: 255, places: 1 }, { digits: -20, places: 0 }),
});

const document = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  decimals: fc.constantFrom(0, 2, 3),
  included: fc.boolean(),
  rounding: fc.constantFrom("perGroup" as const, "perLine" as const),
  cashStep: fc.constantFrom(null, 5, 10, 100),
});
type Document = typeof document extends fc.Arbitrary<infer T> ? T : never;

const CODES: Readonly<Record<number, string>> = { 0: "JPY", 2: "EUR", 3: "KWD" };

function asInput(given: Document): InvoiceInput {
  return invoice(
    given.lines.map((each) => ({
      quantity: asDecimal(each.quantity), unitPrice: asDecimal(each.price), priceBaseQuantity: ONE.mul(each.per),
      discountPercent: asDecimal(each.discount), tax: tax(`${asDecimal(each.rate).toFixed()}${given.included ? " included" : ""}`),
    })),
    { currency: currency(CODES[given.decimals] ?? ""), rounding: given.rounding, cashRounding: given.cashStep },
  );
}

/** Net, tax, total and payable by hand. */
function byHand(given: Document): readonly bigint[] {
  const groups = new Map<string, { amount: bigint; rate: Fraction }>();
  given.lines.forEach((each, index) => {
    const scale = whole(10n ** BigInt(given.decimals));
    const amount = round(times(divided(times(exactly(each.price), exactly(each.quantity)), whole(each.per)), scale));
    const discount = round(divided(times(whole(amount), exactly(each.discount)), whole(100)));
    const key = `${each.rate.digits}${given.rounding === "perLine" ? `/${index}` : ""}`;
    const before = groups.get(key)?.amount ?? 0n;
    groups.set(key, { amount: before + amount - discount, rate: divided(exactly(each.rate), whole(100)) });
  });
  let net = 0n;
  let taxTotal = 0n;
  for (const { amount, rate } of groups.values()) {
    const onTop = times(whole(amount), rate);
    const within = plus(whole(amount), divided(whole(-amount), plus(whole(1), rate)));
    const groupTax = round(given.included ? within : onTop);
    net += given.included ? amount - groupTax : amount;
    taxTotal += groupTax;
  }
  const total = net + taxTotal;
  const payable = given.cashStep === null ? total : round(divided(whole(total), whole(given.cashStep))) * BigInt(given.cashStep);
  return [net, taxTotal, total, payable];
}

function figures(totals: InvoiceTotals): readonly bigint[] {
  return [totals.net, totals.tax, totals.total, totals.payable].map(BigInt);
}

test("5,000 documents equal exact fractions, and their parts add up", () => {
  fc.assert(
    fc.property(document, (given) => {
      const input = asInput(given);
      const totals = priceInvoice(input);
      return figures(totals).join() === byHand(given).join() && addsUp(input, totals).length === 0;
    }),
    { numRuns: 5000, seed: 20260203 },
  );
});

test("a line's share of its group's tax is within one minor unit of its own rounding", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 60 }), fc.boolean(), (cents, included) => {
      const rate = `20${included ? " included" : ""}`;
      const lines = cents.map((minor) => ({
        quantity: ONE, unitPrice: decimalFromMinor(minor, 2), priceBaseQuantity: ONE, discountPercent: decimal("0"), tax: tax(rate),
      }));
      for (const { taxes, amount } of priceInvoice(invoice(lines)).lines) {
        const own = included ? amount / 6 : amount / 5;
        if (!(Math.abs((taxes[0]?.tax ?? NaN) - own) <= 1)) return false;
      }
      return true;
    }),
    { numRuns: 500, seed: 7 },
  );
});

test("several taxes, compounding or included, add up in every mix", () => {
  const component = fc.record({ rate: fc.integer({ min: -20, max: 30 }), included: fc.boolean(), compounds: fc.boolean() });
  const mixed = fc.record({ minor: fc.integer({ min: -99999, max: 999999 }), components: fc.array(component, { minLength: 1, maxLength: 4 }) });
  fc.assert(
    fc.property(fc.array(mixed, { minLength: 1, maxLength: 5 }), fc.constantFrom("perGroup" as const, "perLine" as const), (lines, rounding) => {
      const input = invoice(
        lines.map(({ minor, components }) => ({
          quantity: ONE, unitPrice: decimalFromMinor(minor, 2), priceBaseQuantity: ONE, discountPercent: decimal("0"),
          tax: tax(components.map((each, at) => `T${at} ${each.rate}${each.included ? " included" : ""}${each.compounds ? " compound" : ""}`).join(" & ")),
        })),
        { rounding },
      );
      const totals = priceInvoice(input);
      // The price is the net and the taxes that it contains, nothing else.
      const priceIsWhole = totals.lines.every((each, index) => {
        const contained = each.taxes.filter((_, at) => input.lines[index]?.tax.components[at]?.included === true);
        return each.net + contained.reduce((sum, part) => sum + part.tax, 0) === each.amount;
      });
      return priceIsWhole && addsUp(input, totals).length === 0;
    }),
    { numRuns: 1500, seed: 99 },
  );
});
