import { currencyDecimals } from "../values/currency";
import { resolveAllowances, type ResolvedAllowance } from "./documentAllowances";
import type { InvoiceInput } from "./invoice";
import { checkInvoiceInput } from "./invoiceCheck";
import { priceLine, type PricedLine } from "./linePricing";
import type { TaxMember } from "./taxComponents";
import { computeTaxes, type ComputedTaxes } from "./taxGroups";

/** What is taxed: a line, or one part of a document allowance (negative) or charge. `place` is its number, from 1, among those. */
export type PricedMember = TaxMember & { readonly place: number } &
  ({ readonly kind: "line"; readonly line: PricedLine } | { readonly kind: "allowance"; readonly of: ResolvedAllowance });

export interface PricedMembers extends ComputedTaxes<PricedMember> {
  readonly allowances: readonly ResolvedAllowance[];
}

/**
 * Prices the lines and document allowances and taxes them: what `priceInvoice` totals and `explainRounding` explains. Members
 * are the lines in their order, then the parts of the allowances. Throws RangeError for input that `checkInvoiceInput` finds
 * fault with.
 */
export function taxMembers(input: InvoiceInput): PricedMembers {
  const fault = checkInvoiceInput(input)[0];
  if (fault !== undefined) throw new RangeError(`Cannot price: ${fault.code}${fault.line === null ? "" : ` in line ${fault.line}`}`);

  const decimals = currencyDecimals(input.currency);
  const priced = input.lines.map((line) => ({ line: priceLine(line, decimals), tax: line.tax }));
  const bases = priced.map(({ line, tax }) => ({ subtotal: line.subtotal, tax }));
  const allowances = resolveAllowances(input.allowances, bases).filter((each) => each !== null);
  const members: readonly PricedMember[] = [
    ...priced.map(({ line, tax }, index) => ({ place: index + 1, kind: "line" as const, line, amount: line.subtotal, tax })),
    ...allowances.flatMap((of, index) =>
      of.parts.map(({ amount, tax }) => ({ place: index + 1, kind: "allowance" as const, of, amount: of.charge ? amount : 0 - amount, tax })),
    ),
  ];
  return { allowances, ...computeTaxes(members, input.rounding) };
}
