import { smallDecimal } from "../values/decimal";
import { powerOfTen, roundedShare } from "../values/smallArithmetic";
import type { TaxGroup, TaxRounding } from "./invoice";
import type { TaxCategory, TaxComponent, TaxTreatment } from "./tax";
import { componentsOf, groupKey, type TaxedMember, type TaxMember } from "./taxComponents";

/** A treatment of one tax on top of the net: by far the most there are. */
export interface PlainTax {
  readonly key: string;
  readonly category: TaxCategory;
  readonly component: TaxComponent;
  readonly exemptionReason: string | null;
  /** The rate is `over` ÷ `under`: 20 % is 20 and 100. */
  readonly over: number;
  readonly under: number;
}

/** Null: not one tax on top of the net. */
const plainTaxOfTreatment = new WeakMap<TaxTreatment, PlainTax | null>();

function plainTaxOf(treatment: TaxTreatment): PlainTax | null {
  let plain = plainTaxOfTreatment.get(treatment);
  if (plain === undefined) {
    plain = makePlainTax(treatment);
    plainTaxOfTreatment.set(treatment, plain);
  }
  return plain;
}

function makePlainTax(treatment: TaxTreatment): PlainTax | null {
  const [component, second] = componentsOf(treatment);
  if (component === undefined || second !== undefined || component.included || component.compounds) return null;
  const rate = smallDecimal(component.ratePercent);
  if (rate === null) return null;
  const { category, exemptionReason } = treatment;
  return { key: groupKey(category, component, NONE_SHARED), category, component, exemptionReason, over: rate.over, under: powerOfTen(rate.places + 2) };
}

const NONE_SHARED: ReadonlySet<string> = new Set();

export interface PlainMember<Member> {
  readonly member: Member;
  readonly tax: PlainTax;
}

/** The members with their taxes when each has one that is on top of the net; else null. */
export function plainTaxes<Member extends TaxMember>(members: readonly Member[]): readonly PlainMember<Member>[] | null {
  const plain: PlainMember<Member>[] = [];
  for (const member of members) {
    const tax = plainTaxOf(member.tax);
    if (tax === null) return null;
    plain.push({ member, tax });
  }
  return plain;
}

interface PlainGroup {
  readonly first: PlainTax;
  exemptionReason: string | null;
  taxable: number;
  tax: number;
}

/** Their taxes and groups as `computeTaxes` says, in one pass and in plain numbers. */
export function computePlainTaxes<Member extends TaxMember>(members: readonly PlainMember<Member>[], rounding: TaxRounding): { readonly members: readonly TaxedMember<Member>[]; readonly groups: readonly TaxGroup[] } {
  const groups = new Map<string, PlainGroup>();
  const taxed = members.map(({ member, tax }): TaxedMember<Member> => {
    const net = member.amount;
    let group = groups.get(tax.key);
    if (group === undefined) groups.set(tax.key, (group = { first: tax, exemptionReason: null, taxable: 0, tax: 0 }));
    group.exemptionReason ??= tax.exemptionReason;
    group.taxable += net;
    // A group's one rounding in parts: the difference of the rounded running amounts.
    const amount = rounding === "perLine" ? roundedShare(net, tax.over, tax.under) : roundedShare(group.taxable, tax.over, tax.under) - group.tax;
    group.tax += amount;
    const { code, ratePercent } = tax.component;
    return { member, net, taxes: [{ code, category: tax.category, ratePercent, taxable: net, tax: amount }] };
  });
  const sums = [...groups.values()].map(({ first, exemptionReason, taxable, tax }): TaxGroup => ({
    category: first.category, ratePercent: first.component.ratePercent, code: first.component.code, exemptionReason, taxable, tax,
  }));
  return { members: taxed, groups: sums };
}
