import { allocateOver } from "../values/moneyDecimal";
import { groupBy } from "./groupBy";
import type { DocumentAllowance } from "./invoice";
import { allowanceAmount } from "./linePricing";
import type { TaxTreatment } from "./tax";
import { treatmentKey } from "./taxGroups";

/** A line as far as document allowances look at it: what it adds up to before tax, as priced, and its tax. */
export interface AllowanceBase {
  readonly subtotal: number;
  readonly tax: TaxTreatment;
}

/** A document allowance or charge as amounts of the taxes that it falls under; `amount` is their sum, without sign. */
export interface ResolvedAllowance {
  readonly charge: boolean;
  readonly amount: number;
  readonly parts: readonly { readonly amount: number; readonly tax: TaxTreatment }[];
}

/**
 * Gives each document allowance its amount and its taxes. A percent is of the lines' sum, as priced. One with a tax code of its
 * own is one part (EN 16931, BG-20 and BG-21); one without is spread over the lines' taxes in proportion to what the lines of
 * each add up to, residue last. So "10 % off the invoice" takes 10 % off every tax. Null where there is nothing to spread over.
 */
export function resolveAllowances(allowances: readonly DocumentAllowance[], lines: readonly AllowanceBase[]): readonly (ResolvedAllowance | null)[] {
  if (allowances.length === 0) return [];
  const base = lines.reduce((sum, line) => sum + line.subtotal, 0);
  const shares = groupBy(lines, (line) => treatmentKey(line.tax)).map(({ first, items }) => ({
    tax: first.tax, sum: items.reduce((sum, line) => sum + line.subtotal, 0),
  }));
  return allowances.map((allowance): ResolvedAllowance | null => {
    const amount = allowanceAmount(allowance, base);
    const { charge, tax } = allowance;
    if (tax !== null) return { charge, amount, parts: [{ amount, tax }] };
    if (!canSpread(amount, shares.map((share) => share.sum))) return null;
    const parts = allocateOver(amount, shares, (share) => share.sum).map((part) => ({ amount: part.amount, tax: part.item.tax }));
    return { charge, amount, parts };
  });
}

/**
 * Sums of one sign always carry a spread. Where returned goods stand beside sold ones, an amount larger than what is left of
 * both would be blown up: 5.00 over 100.00 and −99.99 is 50,000.00 and −49,995.00. That needs a tax code of its own.
 */
function canSpread(amount: number, sums: readonly number[]): boolean {
  const total = sums.reduce((sum, each) => sum + each, 0);
  if (total === 0) return false;
  const isOfOneSign = sums.every((each) => each * Math.sign(total) >= 0);
  return isOfOneSign || Math.abs(amount) <= Math.abs(total);
}
