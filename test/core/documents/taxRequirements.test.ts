import { parseTaxCategory, type TaxCategory } from "../../../src/core/documents/tax";
import { checkTaxRequirements } from "../../../src/core/documents/taxRequirements";
import { decimal } from "./pricing";

/** "S 20, AE 0 because" with the ids that the parties have: "seller buyer". */
function problems(groups: string, ids: string): readonly string[] {
  const facts = groups.split(", ").filter((text) => text !== "").map((text) => {
    const [name = "", rate = "", reason] = text.split(" ");
    const category: TaxCategory | null = parseTaxCategory(name);
    if (category === null) throw new Error(name);
    return { category, ratePercent: decimal(rate), exemptionReason: reason === undefined ? null : reason.replace("blank", " ") };
  });
  const has = (who: string): string => (ids.includes(who) ? "XX123" : " ");
  return checkTaxRequirements({ groups: facts, sellerTaxId: has("seller"), buyerTaxId: has("buyer") }).map(({ code, rule, group }) => `${rule} ${code}${group === null ? "" : ` ${group}`}`);
}

const cases: readonly (readonly [groups: string, ids: string, expected: readonly string[]])[] = [
  // in order
  ["", "", []],
  ["S 20", "seller", []], ["S 20, S 5.5", "seller buyer", []], ["Z 0", "seller", []], ["E 0 because", "seller", []], ["AE 0 because", "seller buyer", []], ["K 0 because", "seller buyer", []],
  ["G 0 because", "seller", []], ["O 0 because", "", []], ["L 7, M 0", "seller", []], ["L 0", "seller", []],
  // ids
  ["S 20", "", ["BR-S-02 sellerTaxIdMissing"]], ["Z 0", "buyer", ["BR-Z-02 sellerTaxIdMissing"]], ["E 0 because", "", ["BR-E-02 sellerTaxIdMissing"]], ["G 0 because", "", ["BR-G-02 sellerTaxIdMissing"]],
  ["L 7", "", ["BR-AF-02 sellerTaxIdMissing"]], ["M 4", "", ["BR-AG-02 sellerTaxIdMissing"]],
  ["AE 0 because", "", ["BR-AE-02 sellerTaxIdMissing", "BR-AE-02 buyerTaxIdMissing"]], ["AE 0 because", "seller", ["BR-AE-02 buyerTaxIdMissing"]], ["K 0 because", "seller", ["BR-IC-02 buyerTaxIdMissing"]],
  ["S 20, S 10", "", ["BR-S-02 sellerTaxIdMissing"]], // said once
  ["O 0 because", "seller", ["BR-O-02 taxIdOutOfScope"]], ["O 0 because", "buyer", ["BR-O-02 taxIdOutOfScope"]],
  ["O 0 because, S 20", "seller", ["BR-O-11 outOfScopeBesideOthers"]], ["S 20, O 0 because", "seller", ["BR-O-11 outOfScopeBesideOthers"]],
  // rates
  ["S 0", "seller", ["BR-S-05 rateNotAboveZero 0"]], ["S 20, S -20", "seller", ["BR-S-05 rateNotAboveZero 1"]], ["L -1", "seller", ["BR-AF-05 rateBelowZero 0"]], ["M -0.01", "seller", ["BR-AG-05 rateBelowZero 0"]],
  ["Z 1", "seller", ["BR-Z-05 rateNotZero 0"]], ["E 1 because", "seller", ["BR-E-05 rateNotZero 0"]], ["AE 19 because", "seller buyer", ["BR-AE-05 rateNotZero 0"]], ["K 1 because", "seller buyer", ["BR-IC-05 rateNotZero 0"]],
  ["G 1 because", "seller", ["BR-G-05 rateNotZero 0"]], ["O 1 because", "", ["BR-O-05 rateNotZero 0"]],
  // reasons
  ["E 0", "seller", ["BR-E-10 exemptionReasonMissing 0"]], ["E 0 blank", "seller", ["BR-E-10 exemptionReasonMissing 0"]], ["AE 0", "seller buyer", ["BR-AE-10 exemptionReasonMissing 0"]], ["K 0", "seller buyer", ["BR-IC-10 exemptionReasonMissing 0"]],
  ["G 0", "seller", ["BR-G-10 exemptionReasonMissing 0"]], ["O 0", "", ["BR-O-10 exemptionReasonMissing 0"]],
  ["S 20 because", "seller", ["BR-S-10 exemptionReasonNotAllowed 0"]], ["Z 0 because", "seller", ["BR-Z-10 exemptionReasonNotAllowed 0"]], ["L 7 because", "seller", ["BR-AF-10 exemptionReasonNotAllowed 0"]], ["S 20, M 4 because", "seller", ["BR-AG-10 exemptionReasonNotAllowed 1"]],
];

test.each(cases)("%j with the ids of %j", (groups, ids, expected) => {
  expect(problems(groups, ids)).toEqual(expected);
});
