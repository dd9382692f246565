import { type Decimal, ONE } from "../values/decimal";
import { divideFractions, type Fraction, fractionOf, multiplyFractions, powerOfTen, roundFraction, wholeFraction } from "../values/fraction";
import { roundedPercent, roundedProduct } from "../values/smallArithmetic";
import type { LineAllowance, LineInput } from "./invoice";

/** A line before tax, in minor units; with its tax where the price includes it. */
export interface PricedLine {
  readonly amount: number;
  readonly discount: number;
  /** The line's allowances and charges as amounts, in their order. */
  readonly allowanceAmounts: readonly number[];
  readonly allowanceTotal: number;
  readonly chargeTotal: number;
  /** amount − discount − allowances + charges */
  readonly subtotal: number;
}

/**
 * Prices one line. The discount is taken of the rounded amount and is itself rounded (BT-136 = BT-137 × BT-138), as a person
 * who checks the printed invoice does. 348.35 × 16 less 4 % is 5,573.60 − 222.94 = 5,350.66.
 * Throws RangeError beyond the range of amounts.
 */
export function priceLine(line: LineInput, decimals: number): PricedLine {
  const amount = plainAmount(line, decimals) ?? roundFraction(exactAmount(line, decimals));
  const discount = percentOf(amount, line.discountPercent);
  const { allowances: given = [] } = line;
  if (given.length === 0) return { amount, discount, allowanceAmounts: [], allowanceTotal: 0, chargeTotal: 0, subtotal: amount - discount };
  const allowances = given.map((allowance) => ({ charge: allowance.charge, amount: allowanceAmount(allowance, amount) }));
  let allowanceTotal = 0;
  let chargeTotal = 0;
  for (const allowance of allowances) {
    if (allowance.charge) chargeTotal += allowance.amount;
    else allowanceTotal += allowance.amount;
  }
  const subtotal = amount - discount - allowanceTotal + chargeTotal;
  return { amount, discount, allowanceAmounts: allowances.map((allowance) => allowance.amount), allowanceTotal, chargeTotal, subtotal };
}

/** The rounded amount of a line whose price is that of one unit, reckoned in plain numbers; null where those do not do. */
export function plainAmount(line: LineInput, decimals: number): number | null {
  return isOne(line.priceBaseQuantity) ? roundedProduct(line.unitPrice, line.quantity, decimals) : null;
}

function isOne(value: Decimal): boolean {
  return value === ONE || value.eq(ONE);
}

/** Price ÷ base quantity × quantity in minor units, unrounded. */
export function exactAmount(line: LineInput, decimals: number): Fraction {
  const product = multiplyFractions(fractionOf(line.unitPrice), fractionOf(line.quantity));
  const { over, under } = divideFractions(product, fractionOf(line.priceBaseQuantity));
  return { over: over * powerOfTen(decimals), under };
}

/** The amount of an allowance or charge: as given, or its percent of `base` (or of the base that it names itself), rounded. */
export function allowanceAmount(allowance: LineAllowance, base: number): number {
  return "percent" in allowance ? percentOf(allowance.base ?? base, allowance.percent) : allowance.amount;
}

function percentOf(minor: number, percent: Decimal): number {
  const plain = roundedPercent(minor, percent);
  if (plain !== null) return plain;
  const { over, under } = multiplyFractions(wholeFraction(minor), fractionOf(percent));
  return roundFraction({ over, under: under * 100n });
}
