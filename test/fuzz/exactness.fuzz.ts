import { parseCurrency } from "../../src/core/values/currency";
import { type Decimal, parseDecimal } from "../../src/core/values/decimal";
import { type DocumentAllowance, type InvoiceInput, type InvoiceTotals, type LineAllowance, priceInvoice } from "../../src/core/documents/invoice";
import type { TaxTreatment } from "../../src/core/documents/tax";
import { checkTotals } from "../../src/core/documents/totalsCheck";
import {
  type Digits, type GivenAllowance, type GivenDocument, type GivenLine, type GivenTax, lineSums, mayspread, type Reference, reference,
} from "./exactnessReference";
import { type Fuzz, FuzzFailures, type FuzzOptions, type FuzzResult, seededRandom } from "./fuzz";

const LINES_MAX = 48;
const CURRENCIES = [{ code: "JPY", decimals: 0 }, { code: "EUR", decimals: 2 }, { code: "EUR", decimals: 2 }, { code: "KWD", decimals: 3 }] as const;

/** Quantity × price × tax × discount, in documents, against whole numbers without limit: every figure to the minor unit. */
export const exactnessFuzz: Fuzz = {
  name: "exactness",
  counts: "quantity × price × tax × discount cases against exact fractions",
  whole: 2_600_000,
  missing: () => null,
  run: (options) => Promise.resolve(runExactness(options)),
};

function runExactness({ seed, cases, onProgress }: FuzzOptions): FuzzResult {
  const failures = new FuzzFailures();
  let done = 0;
  for (let number = 0; done < cases; number += 1) {
    const documentSeed = (seed + number) >>> 0;
    const document = makeDocument(documentSeed, Math.min(LINES_MAX, cases - done));
    for (const wrong of judge(document)) failures.add(`seed ${documentSeed}: ${wrong}`);
    done += document.lines.length;
    if (number % 1000 === 0) onProgress?.(done);
  }
  return failures.result(done);
}

/** What is wrong with the code's figures for a document; empty when all is exact. */
export function judge(document: GivenDocument, price: (input: InvoiceInput) => InvoiceTotals = priceInvoice): readonly string[] {
  const expected = reference(document);
  let totals: InvoiceTotals;
  try {
    totals = price(asInput(document));
  } catch (error) {
    return [`refused: ${String(error)}`];
  }
  return compare(document, expected, totals);
}

function compare(document: GivenDocument, expected: Reference, totals: InvoiceTotals): readonly string[] {
  const wrong: string[] = [];
  const same = (what: string, ours: number | undefined, exact: bigint): void => {
    if (ours === undefined || BigInt(ours) !== exact || Object.is(ours, -0)) wrong.push(`${what} is ${ours}, exactly ${exact}`);
  };
  expected.lines.forEach((line, index) => {
    const ours = totals.lines[index];
    const at = `line ${index + 1}`;
    same(`${at} amount`, ours?.amount, line.amount);
    same(`${at} discount`, ours?.discount, line.discount);
    line.allowances.forEach((allowance, position) => same(`${at} allowance ${position + 1}`, ours?.allowanceAmounts[position], allowance));
    const tax = document.taxes[document.lines[index]?.tax ?? 0];
    const contained = tax?.kind === "included" ? (ours?.taxes[0]?.tax ?? 0) : 0;
    same(`${at} net and contained tax`, (ours?.net ?? 0) + contained, line.subtotal);
    line.own.forEach((own, position) => {
      const given = ours?.taxes[position]?.tax ?? Number.NaN;
      if (document.perLine) same(`${at} tax ${position + 1}`, given, own);
      // Its share of the group's rounding is within one unit of its own; a compounding tax's base may be one off before that.
      else if (!(Math.abs(given - Number(own)) <= 1 + position)) wrong.push(`${at} bears ${given} of its group, alone ${own}`);
    });
  });
  expected.allowanceParts.forEach((parts, index) => {
    const ours = totals.allowances[index];
    same(`allowance ${index + 1}`, ours?.amount, parts.reduce((sum, part) => sum + part, 0n));
    parts.forEach((part, position) => {
      const { net = Number.NaN, taxes = [] } = ours?.parts[position] ?? {};
      const contained = document.taxes[document.allowances[index]?.tax ?? lineSums(document, expected.lines)[position]?.tax ?? 0]?.kind === "included";
      same(`allowance ${index + 1} part ${position + 1}`, net + (contained ? (taxes[0]?.tax ?? 0) : 0), part);
    });
  });
  document.taxes.forEach((tax, position) => {
    const codes = tax.kind === "compound" ? [`C${position}a`, `C${position}b`] : [`T${position}`];
    codes.forEach((code, at) => {
      const group = totals.groups.find((each) => each.code === code);
      const used = document.lines.some((line) => line.tax === position) || document.allowances.some((each) => each.tax === position);
      if (used || group !== undefined) same(`tax ${code}`, group?.tax, expected.byTax[position]?.taxes[at] ?? 0n);
      if (group !== undefined && at === 0) same(`taxable of ${code}`, group.taxable, expected.byTax[position]?.net ?? 0n);
    });
  });
  same("net", totals.net, expected.net);
  same("tax", totals.tax, expected.tax);
  same("total", totals.total, expected.net + expected.tax);
  same("payable", totals.payable, expected.payable);
  same("payable rounding", totals.payableRounding, expected.payable - (expected.net + expected.tax - document.prepaid));
  const stated = {
    ...totals, lineNets: totals.lines.map((line) => line.net),
    allowances: totals.allowances.filter((each) => !each.charge).map((each) => each.net),
    charges: totals.allowances.filter((each) => each.charge).map((each) => each.net),
  };
  const rules = checkTotals(stated).filter((rule) => rule.code !== "BR-CO-17" || !(document.perLine || document.taxes.some((tax) => tax.kind !== "onTop")));
  for (const rule of rules) wrong.push(rule.code);
  return wrong;
}

// Into the code's own types

function asInput(document: GivenDocument): InvoiceInput {
  const code = CURRENCIES.find((each) => each.decimals === document.decimals)?.code ?? "";
  const currency = parseCurrency(code);
  if (currency === null) throw new Error(code);
  const treatments = document.taxes.map(treatment);
  const treatmentAt = (position: number): TaxTreatment => {
    const found = treatments[position];
    if (found === undefined) throw new Error(`No tax ${position}`);
    return found;
  };
  return {
    currency,
    rounding: document.perLine ? "perLine" : "perGroup",
    lines: document.lines.map((line) => ({
      quantity: decimal(line.quantity), unitPrice: decimal(line.price), priceBaseQuantity: decimal(line.base), discountPercent: decimal(line.discount),
      allowances: line.allowances.map(asAllowance), tax: treatmentAt(line.tax),
    })),
    allowances: document.allowances.map((each): DocumentAllowance => ({ ...asAllowance(each), tax: each.tax === null ? null : treatmentAt(each.tax) })),
    prepaid: Number(document.prepaid),
    cashRounding: document.step === null ? null : Number(document.step),
  };
}

function asAllowance(given: GivenAllowance): LineAllowance {
  return "amount" in given ? { charge: given.charge, amount: Number(given.amount) } : { charge: given.charge, percent: decimal(given.percent) };
}

function treatment(tax: GivenTax, position: number): TaxTreatment {
  const component = (code: string, rate: Digits, compounds: boolean) => ({ code, ratePercent: decimal(rate), included: tax.kind === "included", compounds });
  const components = tax.kind === "compound"
    ? [component(`C${position}a`, tax.rate, false), component(`C${position}b`, tax.second, true)]
    : [component(`T${position}`, tax.rate, false)];
  return { code: `T${position}`, category: "S", components, exemptionReason: null };
}

function decimal({ digits, places }: Digits): Decimal {
  const size = String(digits < 0n ? -digits : digits).padStart(places + 1, "0");
  const text = `${digits < 0n ? "-" : ""}${size.slice(0, size.length - places)}.${size.slice(size.length - places)}`;
  const value = parseDecimal(text);
  if (value === null) throw new Error(text);
  return value;
}

// Cases

class Dice {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }

  /** Up to `size` digits, each length as likely, `places` of them decimals. */
  digits(size: number, places: number): Digits {
    let text = "";
    for (let length = 1 + this.below(size); text.length < length; ) text += String(this.below(10));
    return { digits: BigInt(text), places };
  }
}

/** Rates in use, and others. */
const RATES: readonly Digits[] = [
  { digits: 20n, places: 0 }, { digits: 19n, places: 0 }, { digits: 55n, places: 1 }, { digits: 9975n, places: 3 }, { digits: 825n, places: 2 },
  { digits: 0n, places: 0 }, { digits: 7n, places: 0 }, { digits: 88750n, places: 4 },
];

export function makeDocument(seed: number, linesMax: number): GivenDocument {
  const dice = new Dice(seed);
  const decimals = CURRENCIES[dice.below(CURRENCIES.length)]?.decimals ?? 2;
  const taxes = makeTaxes(dice);
  const isHuge = dice.chance(12);
  // A few of 10^13 beside each other, with charges and tax, are as much as an amount can hold.
  const length = 1 + dice.below(isHuge ? Math.min(linesMax, 4) : linesMax);
  const lines = Array.from({ length }, (): GivenLine => makeLine(dice, { decimals, isHuge, taxes: taxes.length }));
  const plain: GivenDocument = {
    decimals, perLine: dice.chance(3), taxes, lines, allowances: [],
    prepaid: dice.chance(4) ? dice.digits(9, 0).digits : 0n,
    step: dice.chance(3) ? ([5n, 10n, 50n, 100n, 7n][dice.below(5)] ?? 5n) : null,
  };
  const sums = reference(plain).lines;
  const weights = lineSums(plain, sums).map((each) => each.sum);
  const base = weights.reduce((sum, weight) => sum + weight, 0n);
  const allowances = Array.from({ length: dice.chance(2) ? dice.below(4) : 0 }, () => {
    const given = makeAllowance(dice);
    const amount = "amount" in given ? given.amount : (base < 0n ? -base : base);
    const spread = dice.chance(2) && mayspread(amount, weights);
    return { ...given, tax: spread ? null : dice.below(taxes.length) };
  });
  return { ...plain, allowances };
}

/** Taxes of one document differ in rate, because EN 16931 puts equal ones into one group. */
function makeTaxes(dice: Dice): readonly GivenTax[] {
  const start = dice.below(RATES.length);
  return Array.from({ length: 1 + dice.below(3) }, (_, index): GivenTax => {
    const usual = RATES[(start + index) % RATES.length] ?? { digits: 0n, places: 0 };
    // Four decimals and never a whole number of thousandths, so that it equals no usual rate; some are withholdings.
    const odd = { digits: (BigInt(dice.below(300_000)) * 3n + BigInt(index)) * 10n + 3n, places: 4 };
    const kinds = ["onTop", "onTop", "included", "compound"] as const;
    const kind = kinds[dice.below(kinds.length)] ?? "onTop";
    const rate = dice.chance(3) ? odd : usual;
    const withheld = kind === "onTop" && dice.chance(8) ? { digits: -rate.digits, places: rate.places } : rate;
    return { kind, rate: withheld, second: { digits: BigInt(1 + dice.below(150_000)), places: 4 } };
  });
}

function makeLine(dice: Dice, of: { readonly decimals: number; readonly isHuge: boolean; readonly taxes: number }): GivenLine {
  const sign = dice.chance(6) ? -1n : 1n;
  const places = dice.below(7);
  const quantity = dice.digits(6, places);
  const base = dice.chance(5) ? { digits: ([3n, 7n, 12n, 100n, 365n, 1000n][dice.below(6)] ?? 1n), places: 0 } : { digits: 1n, places: 0 };
  const pricePlaces = dice.below(7);
  const price = dice.digits(places + pricePlaces < 4 ? 4 : 8, pricePlaces);
  return {
    quantity: { digits: sign * quantity.digits, places },
    price: of.isHuge ? hugePrice(dice, { ...of, quantity, base }) : price,
    base,
    discount: dice.chance(2) ? { digits: BigInt(dice.below(1_000_001)), places: 4 } : { digits: BigInt(dice.below(11)), places: dice.below(2) },
    allowances: Array.from({ length: dice.chance(6) ? 1 + dice.below(2) : 0 }, () => makeAllowance(dice)),
    tax: dice.below(of.taxes),
  };
}

/** A price of six decimals that takes the line close to 10^13 minor units. */
function hugePrice(dice: Dice, { quantity, base, decimals }: { readonly quantity: Digits; readonly base: Digits; readonly decimals: number }): Digits {
  const target = 9_000_000_000_000n + BigInt(dice.below(1_000_000)) * 1_000_000n + BigInt(dice.below(1_000_000));
  const amount = quantity.digits === 0n ? 1n : quantity.digits;
  return { digits: (target * base.digits * 10n ** BigInt(quantity.places + 6)) / (amount * 10n ** BigInt(decimals)), places: 6 };
}

function makeAllowance(dice: Dice): GivenAllowance {
  const charge = dice.chance(2);
  return dice.chance(2) ? { charge, amount: dice.digits(6, 0).digits } : { charge, percent: { digits: BigInt(dice.below(1_000_001)), places: 4 } };
}
