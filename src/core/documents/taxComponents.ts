import { ZERO } from "../values/decimal";
import type { LineTax } from "./invoice";
import { carriesTax, type TaxCategory, type TaxComponent, type TaxTreatment } from "./tax";

/** A line, document charge (positive) or document allowance (negative), as priced, in minor units. */
export interface TaxMember {
  readonly amount: number;
  readonly tax: TaxTreatment;
}

/** A member's share of its groups: Σ taxes over members = Σ tax over groups, Σ net likewise. */
export interface TaxedMember<Member> {
  readonly member: Member;
  readonly net: number;
  readonly taxes: readonly LineTax[];
}

/** Categories that carry no tax, and codes without components, are one component of 0 %. */
export function componentsOf(treatment: TaxTreatment): readonly TaxComponent[] {
  if (carriesTax(treatment.category) && treatment.components.length > 0) return treatment.components;
  return [{ code: treatment.code, ratePercent: ZERO, included: false, compounds: false }];
}

/**
 * EN 16931 knows category and rate only, so two codes of 20 % are one group. Taxes that stand beside others on a line (CGST
 * 9 % and SGST 9 %) are told apart by their code, there and wherever else the document uses that code.
 */
export function groupKey(category: TaxCategory, component: TaxComponent, shared: ReadonlySet<string>): string {
  return `${category} ${component.ratePercent.toFixed()} ${shared.has(component.code) ? component.code : ""}`;
}
