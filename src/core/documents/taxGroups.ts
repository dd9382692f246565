import { addFractions, divideFractions, type Fraction, fractionOf, multiplyFractions, roundFraction, wholeFraction } from "../values/fraction";
import { type Group, groupBy } from "./groupBy";
import type { LineTax, TaxGroup, TaxRounding } from "./invoice";
import { computePlainTaxes, plainTaxes } from "./plainTaxes";
import type { TaxCategory, TaxComponent, TaxTreatment } from "./tax";
import { componentsOf, groupKey, type TaxedMember, type TaxMember } from "./taxComponents";

/** One tax of one member: `place` tells them apart within the document, `key` is the tax's group. */
export interface TaxedPart<Member> {
  readonly member: Member;
  readonly place: string;
  readonly key: string;
  readonly of: LineTax;
  /** Unrounded, in minor units: what its rounding came from. */
  readonly exact: Fraction;
}

export interface ComputedTaxes<Member> {
  readonly members: readonly TaxedMember<Member>[];
  readonly groups: readonly TaxGroup[];
  /** Every tax of every member with its exact amount, for explanations; made when asked for. */
  readonly parts: () => readonly TaxedPart<Member>[];
}

/**
 * Tax by category and rate over lines and document allowances and charges, each group rounded once, half away from zero.
 * Order of work: included taxes are taken out of the price, which gives the nets; then the taxes on top of the nets; then,
 * position by position, those that compound. Groups appear in the order in which members first need them.
 * The input is one that `checkInvoiceInput` accepts; RangeError beyond the range of amounts.
 */
export function computeTaxes<Member extends TaxMember>(members: readonly Member[], rounding: TaxRounding): ComputedTaxes<Member> {
  const plain = plainTaxes(members);
  if (plain === null) return computeAnyTaxes(members, rounding);
  return { ...computePlainTaxes(plain, rounding), parts: () => computeAnyTaxes(members, rounding).parts() };
}

function computeAnyTaxes<Member extends TaxMember>(members: readonly Member[], rounding: TaxRounding): ComputedTaxes<Member> {
  const shared = sharedComponents(members);
  const shares = members.map((member, index) => startShare(member, rounding === "perLine" ? `${index} ` : "", shared));

  const withIncluded = shares.filter((share) => share.parts.some((part) => part.component.included));
  for (const group of groupBy(withIncluded, (share) => share.scope + share.parts.map((part) => part.key).join(" + "))) {
    takeOutIncluded(group);
  }

  const onTop = shares.flatMap((share) => share.parts).filter((part) => !part.component.included);
  const plain = onTop.filter((part) => !part.component.compounds);
  for (const group of groupBy(plain, (part) => part.scope + part.key)) chargeOnTop(group);
  const compounding = onTop.filter((part) => part.component.compounds).sort((a, b) => a.before.length - b.before.length);
  for (const group of groupBy(compounding, (part) => `${part.scope}${part.before.length} ${part.key}`)) chargeOnTop(group);

  return {
    members: shares.map(({ member, net, parts }) => ({ member, net, taxes: parts.map(lineTax) })),
    groups: sumGroups(shares.flatMap((share) => share.parts)),
    parts: () =>
      shares.flatMap(({ member, parts }, at) => parts.map((part, tax) => ({ member, place: `${at} ${tax}`, key: part.key, of: lineTax(part), exact: exactTax(part) }))),
  };
}

/** A member while its taxes are being computed: `net` and the parts' `tax` are filled step by step. */
interface Share<Member extends TaxMember = TaxMember> {
  readonly member: Member;
  /** Prefix of the keys while tax is computed: the member's own with perLine rounding, else empty. */
  readonly scope: string;
  readonly parts: readonly Part[];
  net: number;
}

/** One tax of one member. */
interface Part {
  readonly share: Share;
  readonly scope: string;
  readonly component: TaxComponent;
  readonly category: TaxCategory;
  readonly exemptionReason: string | null;
  /** The group that it belongs to. */
  readonly key: string;
  /** The member's taxes that stand before this one. */
  readonly before: readonly Part[];
  /** The rate as a fraction: 20 % is 1/5. */
  readonly rate: Fraction;
  /** The tax as a fraction of the net amount, compounding resolved. */
  readonly rateOnNet: Fraction;
  tax: number;
}

function startShare<Member extends TaxMember>(member: Member, scope: string, shared: ReadonlySet<string>): Share<Member> {
  const parts: Part[] = [];
  const share: Share<Member> = { member, scope, parts, net: member.amount };
  const { category, exemptionReason } = member.tax;
  let compoundBase = WHOLE;
  for (const component of componentsOf(member.tax)) {
    const rate = rateOf(component);
    const rateOnNet = component.compounds ? multiplyFractions(rate, compoundBase) : rate;
    if (rate.over > 0n) compoundBase = addFractions(compoundBase, rateOnNet);
    const key = groupKey(category, component, shared);
    parts.push({ share, scope, component, category, exemptionReason, key, before: [...parts], rate, rateOnNet, tax: 0 });
  }
  return share;
}

const WHOLE: Fraction = wholeFraction(1);

function rateOf(component: TaxComponent): Fraction {
  const { over, under } = fractionOf(component.ratePercent);
  return { over, under: under * 100n };
}

/** The same text for treatments that tax an amount alike, whatever their code and reason are. */
export function treatmentKey(treatment: TaxTreatment): string {
  const parts = componentsOf(treatment).map(({ code, ratePercent, included, compounds }, _, all) =>
    [ratePercent.toFixed(), included, compounds, all.length > 1 ? code : ""].join(" "),
  );
  return [treatment.category, ...parts].join(" + ");
}

function sharedComponents(members: readonly TaxMember[]): ReadonlySet<string> {
  const several = members.map((member) => componentsOf(member.tax)).filter((components) => components.length > 1);
  return new Set(several.flat().map((component) => component.code));
}

/** Takes the included taxes out of the prices of members that bear the same taxes. */
function takeOutIncluded(group: Group<Share>): void {
  const amountOf = (share: Share): number => share.member.amount;
  for (const { item: share, amount } of spread(group.items, amountOf, includedRate(group.first))) share.net = share.member.amount - amount;
  // Several included taxes: each is rounded of its own, the last takes the residue, so that they sum to what was taken out.
  for (const same of groupBy(group.items.flatMap(includedParts), (part) => String(part.before.length))) {
    for (const { item: part, amount } of spread(same.items, (each) => amountOf(each.share), rateInPrice(same.first))) part.tax = amount;
  }
  for (const share of group.items) {
    const parts = includedParts(share);
    const given = parts.reduce((sum, part) => sum + part.tax, 0);
    for (const last of parts.slice(-1)) last.tax += share.member.amount - share.net - given;
  }
}

function includedParts(share: Share): readonly Part[] {
  return share.parts.filter((part) => part.component.included);
}

/** What part of a price all its included taxes are: 20 % included is 1/6. */
function includedRate(share: Share): Fraction {
  const sum = includedSum(share);
  return divideFractions(sum, addFractions(WHOLE, sum));
}

/** What part of a price one included tax is. */
function rateInPrice(part: Part): Fraction {
  return divideFractions(part.rateOnNet, addFractions(WHOLE, includedSum(part.share)));
}

function includedSum(share: Share): Fraction {
  return includedParts(share).reduce((sum, part) => addFractions(sum, part.rateOnNet), wholeFraction(0));
}

/** A part's own tax, unrounded: of the price where that includes it, else of what it is charged on. */
function exactTax(part: Part): Fraction {
  return part.component.included
    ? multiplyFractions(wholeFraction(part.share.member.amount), rateInPrice(part))
    : multiplyFractions(wholeFraction(taxableOf(part)), part.rate);
}

function chargeOnTop(group: Group<Part>): void {
  for (const { item: part, amount } of spread(group.items, taxableOf, group.first.rate)) part.tax = amount;
}

/** What a tax is charged on: the net, plus the taxes before it when it compounds. Withholdings are never part of it. */
function taxableOf(part: Part): number {
  if (!part.component.compounds) return part.share.net;
  const chargedOn = part.before.filter((earlier) => earlier.rate.over > 0n);
  return chargedOn.reduce((sum, earlier) => sum + earlier.tax, part.share.net);
}

/**
 * A group's one rounded amount in parts: each part is the difference of the rounded running amounts. So the parts sum to
 * the group's one rounding, and each is within one minor unit of its own, however many there are.
 */
function spread<T>(items: readonly T[], baseOf: (item: T) => number, rate: Fraction): readonly { readonly item: T; readonly amount: number }[] {
  let running = 0;
  let given = 0;
  return items.map((item) => {
    running += baseOf(item); // whole minor units within MINOR_MAX: exact in a double
    const upTo = roundFraction({ over: BigInt(running) * rate.over, under: rate.under });
    const amount = upTo - given;
    given = upTo;
    return { item, amount };
  });
}

function lineTax(part: Part): LineTax {
  const { code, ratePercent } = part.component;
  return { code, category: part.category, ratePercent, taxable: taxableOf(part), tax: part.tax };
}

function sumGroups(parts: readonly Part[]): readonly TaxGroup[] {
  return groupBy(parts, (part) => part.key).map(({ first, items }) => ({
    category: first.category,
    ratePercent: first.component.ratePercent,
    code: first.component.code,
    exemptionReason: items.find((part) => part.exemptionReason !== null)?.exemptionReason ?? null,
    taxable: items.reduce((sum, part) => sum + taxableOf(part), 0),
    tax: items.reduce((sum, part) => sum + part.tax, 0),
  }));
}
