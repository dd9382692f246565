/**
 * The rules of pricing said once more in whole numbers without limit, as a judge of the code: nothing here is taken from the
 * code or from a decimal library. A number is its digits and how many of them are decimals; an amount is minor units.
 */
export interface Digits {
  readonly digits: bigint;
  readonly places: number;
}

export interface GivenTax {
  readonly kind: "onTop" | "included" | "compound";
  /** Percent. */
  readonly rate: Digits;
  /** The second tax of `compound`, charged on the net and the first; else unused. */
  readonly second: Digits;
}

export type GivenAllowance =
  | { readonly charge: boolean; readonly amount: bigint }
  | { readonly charge: boolean; readonly percent: Digits };

export interface GivenLine {
  readonly quantity: Digits;
  readonly price: Digits;
  readonly base: Digits;
  readonly discount: Digits;
  readonly allowances: readonly GivenAllowance[];
  /** Position among the document's taxes. */
  readonly tax: number;
}

export interface GivenDocument {
  /** Decimals of the currency. */
  readonly decimals: number;
  readonly perLine: boolean;
  readonly taxes: readonly GivenTax[];
  readonly lines: readonly GivenLine[];
  /** `tax` null: spread over the lines' taxes. */
  readonly allowances: readonly (GivenAllowance & { readonly tax: number | null })[];
  readonly prepaid: bigint;
  readonly step: bigint | null;
}

export interface ReferenceLine {
  readonly amount: bigint;
  readonly discount: bigint;
  readonly allowances: readonly bigint[];
  readonly subtotal: bigint;
  /** The line's taxes rounded by themselves. */
  readonly own: readonly bigint[];
}

export interface Reference {
  readonly lines: readonly ReferenceLine[];
  readonly allowanceParts: readonly (readonly bigint[])[];
  /** Tax and net by position among the document's taxes. */
  readonly byTax: readonly { readonly net: bigint; readonly taxes: readonly bigint[] }[];
  readonly net: bigint;
  readonly tax: bigint;
  readonly payable: bigint;
}

/** n ÷ d to the nearest whole number, half away from zero; d above zero. */
export function nearest(n: bigint, d: bigint): bigint {
  const positive = n < 0n ? -n : n;
  const quotient = positive / d;
  const rounded = (positive - quotient * d) * 2n >= d ? quotient + 1n : quotient;
  return n < 0n ? -rounded : rounded;
}

const ten = (places: number): bigint => 10n ** BigInt(places);
const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** A percent of an amount. */
function percentOf(amount: bigint, percent: Digits): bigint {
  return nearest(amount * percent.digits, 100n * ten(percent.places));
}

function allowanceOf(given: GivenAllowance, base: bigint): bigint {
  return "amount" in given ? given.amount : percentOf(base, given.percent);
}

/** The taxes of an amount: on top of it, or contained in it; the second of two compounds on the first. */
function taxesOf(amount: bigint, tax: GivenTax): readonly bigint[] {
  if (tax.kind === "included") return [nearest(amount * tax.rate.digits, 100n * ten(tax.rate.places) + tax.rate.digits)];
  const first = percentOf(amount, tax.rate);
  return tax.kind === "onTop" ? [first] : [first, percentOf(amount + first, tax.second)];
}

function netOf(amount: bigint, taxes: readonly bigint[], tax: GivenTax): bigint {
  return tax.kind === "included" ? amount - total(taxes) : amount;
}

/** Parts by weight: each rounded, never more than is left unless the weights have both signs; the last takes what remains. */
export function split(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  const sum = total(weights);
  const mixed = weights.some((weight) => weight < 0n);
  let last = -1;
  weights.forEach((weight, index) => (last = weight === 0n ? last : index));
  let left = amount;
  return weights.map((weight, index) => {
    const exact = sum < 0n ? nearest(-amount * weight, -sum) : nearest(amount * weight, sum);
    const part = index === last ? left : !mixed && absolute(exact) > absolute(left) ? left : exact;
    left -= part;
    return part;
  });
}

/** Whether a spread is allowed: something to spread over, and with goods and returns no more than their difference. */
export function mayspread(amount: bigint, weights: readonly bigint[]): boolean {
  const sum = total(weights);
  if (sum === 0n) return false;
  return weights.every((weight) => weight * sum >= 0n) || absolute(amount) <= absolute(sum);
}

function referenceLine(line: GivenLine, document: GivenDocument): ReferenceLine {
  const over = line.quantity.digits * line.price.digits * ten(document.decimals + line.base.places);
  const amount = nearest(over, ten(line.quantity.places + line.price.places) * line.base.digits);
  const discount = percentOf(amount, line.discount);
  const allowances = line.allowances.map((allowance) => allowanceOf(allowance, amount));
  const subtotal = line.allowances.reduce((sum, { charge }, index) => (charge ? sum + (allowances[index] ?? 0n) : sum - (allowances[index] ?? 0n)), amount - discount);
  const tax = document.taxes[line.tax];
  return { amount, discount, allowances, subtotal, own: tax === undefined ? [] : taxesOf(subtotal, tax) };
}

/** What each tax of the document is used on, lines' sums first by position among the taxes; null where no line has it. */
export function lineSums(document: GivenDocument, lines: readonly ReferenceLine[]): readonly { readonly tax: number; readonly sum: bigint }[] {
  const order = [...new Set(document.lines.map((line) => line.tax))];
  return order.map((tax) => ({ tax, sum: total(lines.filter((_, index) => document.lines[index]?.tax === tax).map((line) => line.subtotal)) }));
}

/** Prices the document. Its spreads are such that `mayspread` allows them. */
export function reference(document: GivenDocument): Reference {
  const lines = document.lines.map((line) => referenceLine(line, document));
  const sums = lineSums(document, lines);
  const base = total(lines.map((line) => line.subtotal));
  /** Signed amounts by tax: the lines' and the allowances' parts. */
  const members: { readonly tax: number; readonly amount: bigint }[] = lines.map((line, index) => ({ tax: document.lines[index]?.tax ?? 0, amount: line.subtotal }));
  const allowanceParts = document.allowances.map((allowance) => {
    const amount = allowanceOf(allowance, base);
    const parts = allowance.tax === null ? split(amount, sums.map((each) => each.sum)) : [amount];
    parts.forEach((part, index) => members.push({ tax: allowance.tax ?? sums[index]?.tax ?? 0, amount: allowance.charge ? part : -part }));
    return parts;
  });
  const byTax = document.taxes.map((tax, position) => {
    const amounts = members.filter((member) => member.tax === position).map((member) => member.amount);
    const rounded = document.perLine ? amounts : [total(amounts)];
    const each = rounded.map((amount) => ({ amount, taxes: taxesOf(amount, tax) }));
    return {
      net: total(each.map(({ amount, taxes }) => netOf(amount, taxes, tax))),
      taxes: [0, 1].map((at) => total(each.map(({ taxes }) => taxes[at] ?? 0n))),
    };
  });
  const net = total(byTax.map((each) => each.net));
  const tax = total(byTax.flatMap((each) => each.taxes));
  const due = net + tax - document.prepaid;
  return { lines, allowanceParts, byTax, net, tax, payable: document.step === null ? due : nearest(due, document.step) * document.step };
}
