import { type CurrencyCode, currencyDecimals } from "../values/currency";
import type { Decimal } from "../values/decimal";
import { addFractions, type Fraction, fractionText, powerOfTen, wholeFraction } from "../values/fraction";
import { type Group, groupBy } from "./groupBy";
import type { InvoiceInput } from "./invoice";
import { type PricedMember, type PricedMembers, taxMembers } from "./pricedMembers";
import type { TaxCategory } from "./tax";
import type { TaxedPart } from "./taxGroups";

/**
 * An amount before its rounding, in units of the currency, as plain decimal text: "0.9975". Quotients without an end (taxes
 * within prices) are cut off after EXACT_PLACES decimals, not rounded, and are not `complete`.
 */
export interface ExactAmount {
  readonly text: string;
  readonly complete: boolean;
}

/** A line's (or document allowance's) tax: unrounded, rounded by itself, and what it bears of its group's one rounding. */
export interface ExplainedShare {
  /** 1-based line; null for a part of a document allowance or charge. */
  readonly line: number | null;
  /** 1-based document allowance or charge; null for a line. */
  readonly allowance: number | null;
  readonly taxable: number;
  readonly exact: ExactAmount;
  readonly perLine: number;
  readonly perGroup: number;
}

/** One group's tax both ways. `difference` is perLine − perGroup. */
export interface ExplainedGroup {
  readonly category: TaxCategory;
  readonly ratePercent: Decimal;
  readonly code: string;
  /** The group's taxable amount when rounded per group. */
  readonly taxable: number;
  /** The sum of the shares' exact taxes: what is rounded once per group. */
  readonly exact: ExactAmount;
  readonly perGroup: number;
  readonly perLine: number;
  readonly difference: number;
  readonly shares: readonly ExplainedShare[];
}

export interface BothTotals {
  readonly net: number;
  readonly tax: number;
  readonly total: number;
}

/** Amounts are integer minor units of `currency`; `difference` is perLine − perGroup. */
export interface RoundingExplanation {
  readonly currency: CurrencyCode;
  readonly perGroup: BothTotals;
  readonly perLine: BothTotals;
  readonly difference: BothTotals;
  readonly groups: readonly ExplainedGroup[];
}

/** Decimals of an exact amount that has no end. */
export const EXACT_PLACES = 12;

/**
 * Where the cent comes from: the document's totals with its tax rounded once per group and once per line, and for each group
 * the lines with their unrounded taxes. The document's own rounding does not matter. A compounding tax is charged on rounded
 * taxes before it, so its exact tax is the one per group. Throws RangeError where priceInvoice does.
 */
export function explainRounding(input: InvoiceInput): RoundingExplanation {
  const grouped = taxMembers({ ...input, rounding: "perGroup" });
  const lined = taxMembers({ ...input, rounding: "perLine" });
  const decimals = currencyDecimals(input.currency);
  const parts = [
    ...grouped.parts().map((part): BothWays => ({ ...part, perGroup: part.of.tax, perLine: 0 })),
    ...lined.parts().map((part): BothWays => ({ ...part, perGroup: 0, perLine: part.of.tax })),
  ];
  const [perGroup, perLine] = [totalsOf(grouped), totalsOf(lined)];
  return {
    currency: input.currency, perGroup, perLine,
    difference: { net: perLine.net - perGroup.net, tax: perLine.tax - perGroup.tax, total: perLine.total - perGroup.total },
    groups: groupBy(parts, (part) => part.key).map((group) => explainGroup(group, decimals)),
  };
}

/** A tax as one of the two ways gives it; the other way's is 0, so that both add up to the pair. */
interface BothWays extends TaxedPart<PricedMember> {
  readonly perGroup: number;
  readonly perLine: number;
}

function explainGroup({ first, items }: Group<BothWays>, decimals: number): ExplainedGroup {
  // Each tax comes twice, the way per group first: that one's exact amount is shown.
  const pairs = groupBy(items, (part) => part.place);
  const exact = pairs.reduce((total, pair) => addFractions(total, pair.first.exact), wholeFraction(0));
  const [perGroup, perLine] = [sum(items.map((part) => part.perGroup)), sum(items.map((part) => part.perLine))];
  return {
    category: first.of.category, ratePercent: first.of.ratePercent, code: first.of.code,
    taxable: sum(pairs.map((pair) => pair.first.of.taxable)),
    exact: exactAmount(exact, decimals), perGroup, perLine, difference: perLine - perGroup,
    shares: pairs.map((pair): ExplainedShare => ({
      ...placeOf(pair.first.member), taxable: pair.first.of.taxable, exact: exactAmount(pair.first.exact, decimals),
      perLine: sum(pair.items.map((part) => part.perLine)), perGroup: sum(pair.items.map((part) => part.perGroup)),
    })),
  };
}

function placeOf(member: PricedMember): Pick<ExplainedShare, "line" | "allowance"> {
  return member.kind === "line" ? { line: member.place, allowance: null } : { line: null, allowance: member.place };
}

function exactAmount({ over, under }: Fraction, decimals: number): ExactAmount {
  return fractionText({ over, under: under * powerOfTen(decimals) }, EXACT_PLACES);
}

function totalsOf({ members, groups }: PricedMembers): BothTotals {
  const net = sum(members.map((each) => each.net));
  const tax = sum(groups.map((group) => group.tax));
  return { net, tax, total: net + tax };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
