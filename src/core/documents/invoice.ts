import { type CurrencyCode, currencyDecimals } from "../values/currency";
import { type Decimal, decimalFromNumber, roundToMinor } from "../values/decimal";
import { checkInvoiceInput } from "./invoiceCheck";
import { priceLine, type PricedLine } from "./linePricing";
import type { TaxCategory, TaxTreatment } from "./tax";
import { computeTaxes, type TaxMember } from "./taxGroups";

/** perGroup: one rounding for each category and rate (EN 16931). perLine: each line's tax is rounded, groups are their sums. */
export type TaxRounding = "perGroup" | "perLine";

/** A charge (true) or an allowance (false) in minor units; positive in an ordinary document. */
export interface LineAllowance {
  readonly charge: boolean;
  readonly amount: number;
}

/** A document-level charge or allowance. Where the treatment's tax is included, `amount` contains it, as prices do. */
export interface DocumentAllowance extends LineAllowance {
  readonly tax: TaxTreatment;
}

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
  readonly allowanceTotal: number;
  readonly chargeTotal: number;
  /** BT-131: amount − discount − allowances + charges, without tax. */
  readonly net: number;
  readonly taxes: readonly LineTax[];
  /** net + taxes. */
  readonly gross: number;
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
  const fault = checkInvoiceInput(input)[0];
  if (fault !== undefined) throw new RangeError(`Cannot price: ${fault.code}${fault.line === null ? "" : ` in line ${fault.line}`}`);

  const decimals = currencyDecimals(input.currency);
  const priced = input.lines.map((line) => ({ line: priceLine(line, decimals), tax: line.tax }));
  const { members, groups } = computeTaxes<PricedMember>(
    [
      ...priced.map(({ line, tax }) => ({ kind: "line" as const, line, amount: line.subtotal, tax })),
      ...input.allowances.map((each) => ({ kind: each.charge ? ("charge" as const) : ("allowance" as const), amount: signed(each), tax: each.tax })),
    ],
    input.rounding,
  );

  const lines: LineTotals[] = [];
  let allowanceTotal = 0;
  let chargeTotal = 0;
  for (const { member, net, taxes } of members) {
    if (member.kind === "line") lines.push(lineTotals(member.line, net, taxes));
    else if (member.kind === "charge") chargeTotal += net;
    else allowanceTotal -= net;
  }
  const lineTotal = sum(lines.map((line) => line.net));
  const net = lineTotal - allowanceTotal + chargeTotal;
  const tax = sum(groups.map((group) => group.tax));
  const total = net + tax;
  const payableRounding = roundingTo(input.cashRounding, total - input.prepaid);
  return {
    currency: input.currency, lines, groups, lineTotal, allowanceTotal, chargeTotal, net, tax, total,
    prepaid: input.prepaid, payableRounding, payable: total - input.prepaid + payableRounding,
  };
}

type PricedMember = TaxMember &
  ({ readonly kind: "line"; readonly line: PricedLine } | { readonly kind: "charge" | "allowance" });

function lineTotals(line: PricedLine, net: number, taxes: readonly LineTax[]): LineTotals {
  return {
    amount: line.amount, discount: line.discount, allowanceTotal: line.allowanceTotal, chargeTotal: line.chargeTotal,
    net, taxes, gross: net + sum(taxes.map((each) => each.tax)),
  };
}

function signed(allowance: LineAllowance): number {
  return allowance.charge ? allowance.amount : 0 - allowance.amount;
}

function roundingTo(step: number | null, due: number): number {
  return step === null ? 0 : roundToMinor(decimalFromNumber(due).div(step), 0) * step - due;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
