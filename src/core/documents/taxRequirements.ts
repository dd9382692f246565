import type { Decimal } from "../values/decimal";
import { carriesTax, type TaxCategory } from "./tax";

/** What a document says that its tax categories look at. Ids are texts as printed; blank means that there is none. */
export interface TaxFacts {
  readonly groups: readonly { readonly category: TaxCategory; readonly ratePercent: Decimal; readonly exemptionReason: string | null }[];
  readonly sellerTaxId: string;
  readonly buyerTaxId: string;
}

export type TaxRequirementCode =
  | "sellerTaxIdMissing" // every category but O: BR-S-02, BR-Z-02, BR-E-02, BR-AE-02, BR-IC-02, BR-G-02, BR-AF-02, BR-AG-02
  | "buyerTaxIdMissing" // AE and K: BR-AE-02, BR-IC-02
  | "rateNotAboveZero" // S: BR-S-05
  | "rateBelowZero" // L and M: BR-AF-05, BR-AG-05
  | "rateNotZero" // Z E AE K G: BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05; O has none: BR-O-05
  | "exemptionReasonMissing" // E AE K G O: BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10
  | "exemptionReasonNotAllowed" // S Z L M: BR-S-10, BR-Z-10, BR-AF-10, BR-AG-10
  | "outOfScopeBesideOthers" // O stands alone: BR-O-11
  | "taxIdOutOfScope"; // an invoice wholly out of scope names no tax id: BR-O-02

/** `group` is 0-based; null when the document as a whole is meant. `rule` is EN 16931's. */
export interface TaxRequirement {
  readonly code: TaxRequirementCode;
  readonly rule: string;
  readonly group: number | null;
}

/** How EN 16931 abbreviates each category in the names of its rules. */
const RULE_NAMES: Readonly<Record<TaxCategory, string>> = { S: "S", Z: "Z", E: "E", AE: "AE", K: "IC", G: "G", O: "O", L: "AF", M: "AG" };

/**
 * What each tax category asks of the document by EN 16931: a reason, a rate, tax ids. Empty when all is there. It judges
 * whether the document can be an e-invoice; the amounts are `checkTotals`' part. A withholding's negative rate is no VAT and
 * has no place in EN 16931: as S it is `rateNotAboveZero`.
 */
export function checkTaxRequirements(facts: TaxFacts): readonly TaxRequirement[] {
  const problems: TaxRequirement[] = [];
  const categories = new Set(facts.groups.map((group) => group.category));
  const add = (code: TaxRequirementCode, category: TaxCategory, rule: string, group: number | null = null): void => {
    problems.push({ code, rule: `BR-${RULE_NAMES[category]}-${rule}`, group });
  };
  for (const category of categories) {
    if (category !== "O" && isBlank(facts.sellerTaxId)) add("sellerTaxIdMissing", category, "02");
    if ((category === "AE" || category === "K") && isBlank(facts.buyerTaxId)) add("buyerTaxIdMissing", category, "02");
  }
  if (categories.has("O")) {
    if (facts.groups.length > 1) add("outOfScopeBesideOthers", "O", "11");
    else if (!isBlank(facts.sellerTaxId) || !isBlank(facts.buyerTaxId)) add("taxIdOutOfScope", "O", "02");
  }
  facts.groups.forEach(({ category, ratePercent, exemptionReason }, index) => {
    if (category === "S" && !ratePercent.gt(0)) add("rateNotAboveZero", category, "05", index);
    if ((category === "L" || category === "M") && ratePercent.lt(0)) add("rateBelowZero", category, "05", index);
    if (!carriesTax(category) && !ratePercent.isZero()) add("rateNotZero", category, "05", index);
    const hasReason = !isBlank(exemptionReason ?? "");
    if (carriesTax(category) || category === "Z") {
      if (hasReason) add("exemptionReasonNotAllowed", category, "10", index);
    } else if (!hasReason) add("exemptionReasonMissing", category, "10", index);
  });
  return problems;
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
