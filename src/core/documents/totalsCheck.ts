import { type Decimal, decimalFromNumber, HUNDRED, roundToMinor } from "../values/decimal";

/** The figures of a document as stated, ours or a stranger's, in minor units; nothing here is believed. */
export interface StatedTotals {
  readonly lineNets: readonly number[];
  readonly allowances: readonly number[];
  readonly charges: readonly number[];
  readonly groups: readonly StatedGroup[];
  readonly lineTotal: number;
  readonly allowanceTotal: number;
  readonly chargeTotal: number;
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly prepaid: number;
  readonly payableRounding: number;
  readonly payable: number;
}

export interface StatedGroup {
  readonly ratePercent: Decimal;
  readonly taxable: number;
  readonly tax: number;
}

export type TotalsRule = "BR-CO-10" | "BR-CO-11" | "BR-CO-12" | "BR-CO-13" | "BR-CO-14" | "BR-CO-15" | "BR-CO-16" | "BR-CO-17";

/** A rule that does not hold. `group` is the 0-based VAT group for BR-CO-17, else null. Amounts in minor units. */
export interface TotalsProblem {
  readonly code: TotalsRule;
  readonly stated: number;
  readonly expected: number;
  readonly group: number | null;
}

/**
 * EN 16931 BR-CO-10 to BR-CO-17, exact to the minor unit: stricter than the official Schematron, which lets VAT be off by
 * one currency unit. Returns the rules that fail, in their order; empty when the document is exact.
 */
export function checkTotals(stated: StatedTotals): readonly TotalsProblem[] {
  const problems: TotalsProblem[] = [];
  const expect = (code: TotalsRule, value: number, expected: number, group: number | null = null): void => {
    if (value !== expected) problems.push({ code, stated: value, expected, group });
  };
  expect("BR-CO-10", stated.lineTotal, sum(stated.lineNets));
  expect("BR-CO-11", stated.allowanceTotal, sum(stated.allowances));
  expect("BR-CO-12", stated.chargeTotal, sum(stated.charges));
  expect("BR-CO-13", stated.net, sum(stated.lineNets) - stated.allowanceTotal + stated.chargeTotal);
  expect("BR-CO-14", stated.tax, sum(stated.groups.map((group) => group.tax)));
  expect("BR-CO-15", stated.total, stated.net + stated.tax);
  expect("BR-CO-16", stated.payable, stated.total - stated.prepaid + stated.payableRounding);
  stated.groups.forEach((group, index) => {
    const exact = decimalFromNumber(group.taxable).mul(group.ratePercent).div(HUNDRED);
    expect("BR-CO-17", group.tax, roundToMinor(exact, 0), index);
  });
  return problems;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
