import { decimalFromMinor, HUNDRED, roundToMinor } from "../values/decimal";
import type { LineInput } from "./invoice";

/** A line before tax, in minor units; with its tax where the price includes it. */
export interface PricedLine {
  readonly amount: number;
  readonly discount: number;
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
  // Multiplied before it is divided: a quotient such as 1585 ÷ 365 has no end, the product's quotient is rounded once.
  const amount = roundToMinor(line.unitPrice.mul(line.quantity).div(line.priceBaseQuantity), decimals);
  const discount = roundToMinor(decimalFromMinor(amount, decimals).mul(line.discountPercent).div(HUNDRED), decimals);
  let allowanceTotal = 0;
  let chargeTotal = 0;
  for (const allowance of line.allowances ?? []) {
    if (allowance.charge) chargeTotal += allowance.amount;
    else allowanceTotal += allowance.amount;
  }
  return { amount, discount, allowanceTotal, chargeTotal, subtotal: amount - discount - allowanceTotal + chargeTotal };
}
