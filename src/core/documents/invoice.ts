import type { CurrencyCode } from "../values/currency";
import type { Decimal } from "../values/decimal";
import { roundToStep } from "../values/moneyDecimal";
import type { ResolvedAllowance } from "./documentAllowances";
import type { PricedLine } from "./linePricing";
import { type PricedMember, taxMembers } from "./pricedMembers";
import type { TaxCategory, TaxTreatment } from "./tax";
import type { TaxedMember } from "./taxComponents";

/** perGroup: one rounding for each category and rate (EN 16931). perLine: each line's tax is rounded, groups are their sums. */
export type TaxRounding = "perGroup" | "perLine";

/** A charge (true) or an allowance (false) as an amount in minor units; positive in an ordinary document. */
export interface AmountAllowance {
  readonly charge: boolean;
  readonly amount: number;
}

/**
 * A charge or an allowance as a percent, rounded half away from zero. It is of the line's amount (of a document's: of what its
 * lines add up to, as priced), unless `base` names another amount in minor units (BT-137, BT-142; BT-93, BT-100).
 */
export interface PercentAllowance {
  readonly charge: boolean;
  readonly percent: Decimal;
  readonly base?: number;
}

export type LineAllowance = AmountAllowance | PercentAllowance;

/**
 * A document-level charge or allowance. Where the treatment's tax is included, the amount contains it, as prices do.
 * `tax` null: spread over the taxes of the lines in proportion to what the lines of each add up to.
 */
export type DocumentAllowance = LineAllowance & { readonly tax: TaxTreatment | null };

export interface LineInput {
  readonly quantity: Decimal;
  /** Price of `priceBaseQuantity` units, any number of decimals. */
  readonly unitPrice: Decimal;
  readonly priceBaseQuantity: Decimal;
  readonly discountPercent: Decimal;
  readonly allowances?: readonly LineAllowance[];
  readonly tax: TaxTreatment;
}

export interface InvoiceInput {
  readonly currency: CurrencyCode;
  readonly rounding: TaxRounding;
  readonly lines: readonly LineInput[];
  readonly allowances: readonly DocumentAllowance[];
  /** Already paid, minor units. */
  readonly prepaid: number;
  /** The step that cash is rounded to, in minor units (5 for 0.05), or null. */
  readonly cashRounding: number | null;
}

/** One tax of a line. Over the document these add up to the groups' tax exactly. */
export interface LineTax {
  readonly code: string;
  readonly category: TaxCategory;
  readonly ratePercent: Decimal;
  readonly taxable: number;
  readonly tax: number;
}

export interface LineTotals {
  /** round(unit price ÷ base quantity × quantity), as priced: with its tax where that is included. */
  readonly amount: number;
  /** round(amount × discount %). */
  readonly discount: number;
  /** The line's allowances and charges as amounts, in their order. */
  readonly allowanceAmounts: readonly number[];
  readonly allowanceTotal: number;
  readonly chargeTotal: number;
  /** BT-131: amount − discount − allowances + charges, without tax. */
  readonly net: number;
  readonly taxes: readonly LineTax[];
  /** net + taxes. */
  readonly gross: number;
}

/** A document allowance or charge in minor units, as it enters the totals. */
export interface DocumentAllowanceTotals {
  readonly charge: boolean;
  /** As given or as the percent makes it: with its tax where that is included. Without sign, as given. */
  readonly amount: number;
  /** Without tax: BT-92 or BT-99. */
  readonly net: number;
  /** One for each tax that it falls under (BT-95, BT-102); nets and taxes have the amount's sign. */
  readonly parts: readonly { readonly category: TaxCategory; readonly code: string; readonly net: number; readonly taxes: readonly LineTax[] }[];
}

/** A VAT breakdown (BG-23). `code` is the tax code or component that came first in this group. */
export interface TaxGroup {
  readonly category: TaxCategory;
  readonly ratePercent: Decimal;
  readonly code: string;
  readonly exemptionReason: string | null;
  readonly taxable: number;
  readonly tax: number;
}

/** All amounts are integer minor units of `currency`. The BT numbers are EN 16931's. */
export interface InvoiceTotals {
  readonly currency: CurrencyCode;
  readonly lines: readonly LineTotals[];
  /** Document allowances and charges, in their order. */
  readonly allowances: readonly DocumentAllowanceTotals[];
  readonly groups: readonly TaxGroup[];
  /** BT-106 */ readonly lineTotal: number;
  /** BT-107 */ readonly allowanceTotal: number;
  /** BT-108 */ readonly chargeTotal: number;
  /** BT-109 */ readonly net: number;
  /** BT-110 */ readonly tax: number;
  /** BT-112 */ readonly total: number;
  /** BT-113 */ readonly prepaid: number;
  /** BT-114 */ readonly payableRounding: number;
  /** BT-115 */ readonly payable: number;
}

/**
 * Prices a document: line amounts, VAT groups and totals, EN 16931 BR-CO-10…17 exact to the minor unit.
 * A line is round(price ÷ base quantity × quantity), minus the discount as an amount of its own, rounded, minus allowances,
 * plus charges ("the different parts of the calculation must be rounded separately", Peppol BIS Billing 3). Tax is rounded
 * once for each group (or line, by `rounding`); where the price includes it, tax = round(gross − gross ÷ (1 + rate)) and
 * net = gross − tax. Every rounding is half away from zero; sums of rounded amounts are not rounded again. The tax and net of
 * single lines are the group's, spread by running sums, so that each is within a cent of its own rounding and all add up.
 * Throws RangeError for input that `checkInvoiceInput` finds fault with: ask that first where people type.
 */
export function priceInvoice(input: InvoiceInput): InvoiceTotals {
  const { allowances: resolved, members, groups } = taxMembers(input);

  const lines = members.flatMap(({ member, net, taxes }) => (member.kind === "line" ? [lineTotals(member.line, net, taxes)] : []));
  const ofAllowances = members.filter(({ member }) => member.kind === "allowance");
  const allowances = resolved.map((of) => allowanceTotals(of, ofAllowances.filter(({ member }) => member.kind === "allowance" && member.of === of)));
  const lineTotal = sum(lines.map((line) => line.net));
  const allowanceTotal = sum(allowances.filter((each) => !each.charge).map((each) => each.net));
  const chargeTotal = sum(allowances.filter((each) => each.charge).map((each) => each.net));
  const net = lineTotal - allowanceTotal + chargeTotal;
  const tax = sum(groups.map((group) => group.tax));
  const total = net + tax;
  const due = total - input.prepaid;
  const payableRounding = input.cashRounding === null ? 0 : roundToStep(due, input.cashRounding) - due;
  return {
    currency: input.currency, lines, allowances, groups, lineTotal, allowanceTotal, chargeTotal, net, tax, total,
    prepaid: input.prepaid, payableRounding, payable: due + payableRounding,
  };
}

function lineTotals(line: PricedLine, net: number, taxes: readonly LineTax[]): LineTotals {
  const { amount, discount, allowanceAmounts, allowanceTotal, chargeTotal } = line;
  return { amount, discount, allowanceAmounts, allowanceTotal, chargeTotal, net, taxes, gross: net + sum(taxes.map((each) => each.tax)) };
}

/** Members of an allowance are negative; what is printed of it has the sign that it was given with. */
function allowanceTotals({ charge, amount }: ResolvedAllowance, members: readonly TaxedMember<PricedMember>[]): DocumentAllowanceTotals {
  const signed = (value: number): number => (charge || value === 0 ? value : -value);
  const parts = members.map(({ member, net, taxes }) => ({
    category: member.tax.category, code: member.tax.code, net: signed(net),
    taxes: taxes.map((each) => ({ ...each, taxable: signed(each.taxable), tax: signed(each.tax) })),
  }));
  return { charge, amount, net: sum(parts.map((part) => part.net)), parts };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
