import { decimalFromNumber, roundToMinor } from "../values/decimal";
import type { DiscountBase } from "./discountBase";

/** What a document charges in one tax group, in minor units. Several taxes on one net (components) are a group each. */
export interface DiscountedGroup {
  readonly taxable: number;
  readonly tax: number;
}

/** A discount by what it reduces: `onIncome` + `onTax` is the discount; `groups` say by how much each group's base and tax fall. */
export interface DiscountSplit<Group extends DiscountedGroup = DiscountedGroup> {
  readonly onIncome: number;
  readonly onTax: number;
  readonly groups: readonly Group[];
}

/** What a discount is taken of, in minor units: the total where the tax falls with it, else the net. */
export function discountBaseMinor(document: { readonly net: number; readonly total: number }, base: DiscountBase): number {
  return base === "included" ? document.total : document.net;
}

/**
 * How a taken discount divides into income and tax: in proportion to the document's net and the tax of each of its groups,
 * each share rounded half away from zero, the residue in the last. `before` is what was taken of this document earlier:
 * the shares of all takings together are those of their sum, so that the tax corrected over several payments is the tax of
 * the whole discount. Only the included base reduces tax. Example: 50.00 off 236.00 (200.00 + 36.00) is 42.37 + 7.63.
 */
export function splitDiscount<Group extends DiscountedGroup>(
  discount: number, document: { readonly net: number; readonly taxGroups: readonly Group[] }, of: { readonly base: DiscountBase; readonly before?: number },
): DiscountSplit<Group> {
  const { base, before = 0 } = of;
  const now = splitWhole(before + discount, document, base);
  const earlier = splitWhole(before, document, base);
  const onIncome = now.onIncome - earlier.onIncome;
  const groups = document.taxGroups.map((group, index) => ({
    ...group, taxable: now.taxable(group, index) - earlier.taxable(group, index), tax: now.tax(group, index) - earlier.tax(group, index),
  }));
  return { onIncome, onTax: discount - onIncome, groups };
}

/** Shares are asked for in the order of the groups. */
interface WholeSplit {
  readonly onIncome: number;
  readonly taxable: (group: DiscountedGroup, index: number) => number;
  readonly tax: (group: DiscountedGroup, index: number) => number;
}

function splitWhole(discount: number, { net, taxGroups }: { readonly net: number; readonly taxGroups: readonly DiscountedGroup[] }, base: DiscountBase): WholeSplit {
  const taxOf = ({ tax }: DiscountedGroup): number => (base === "included" ? tax : 0);
  const ofAll = spread(discount, [net, ...taxGroups.map(taxOf)]);
  const onIncome = ofAll(net, 0);
  const ofNet = spread(onIncome, taxGroups.map(({ taxable }) => taxable), net);
  return { onIncome, taxable: (group, index) => ofNet(group.taxable, index), tax: (group, index) => ofAll(taxOf(group), index + 1) };
}

/**
 * Shares by weight, which may be below zero (a group of refunds): each rounded, the residue in the last that has a weight.
 * Where the weights do not add up to `whole` (several taxes on one net) they are no parts of it, and each is only rounded.
 */
function spread(minor: number, weights: readonly number[], whole: number = sum(weights)): (weight: number, index: number) => number {
  const last = sum(weights) === whole ? weights.findLastIndex((weight) => weight !== 0) : -1;
  let left = minor;
  return (weight, index) => {
    if (whole === 0) return 0;
    const part = index === last ? left : roundToMinor(decimalFromNumber(minor).mul(weight).div(whole), 0);
    left -= part;
    return part;
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
