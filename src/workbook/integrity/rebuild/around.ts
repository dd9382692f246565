import type { BilledTreatment, Party } from "../../../core/ledger/entries";
import { resolveTax } from "../../../core/documents/tax";
import { ZERO, decimalText, parseDecimal } from "../../../core/values/decimal";
import type { PlainDate } from "../../../core/values/plainDate";
import { customerFinder, findTerms, readTaxCodes } from "../../masterData";
import type { Snapshot } from "../../port";
import { type Settings, readSettings } from "../../settings";
import { viewTable } from "../../tables";

/** What a rebuilt document takes from the book as it is today, because only the Journal kept it as it was. */
export interface Around {
  readonly settings: Settings;
  readonly buyer: (customer: string) => Party;
  /** The rule of terms by their code; "" where the table Terms does not know them. */
  readonly termsRule: (code: string) => string;
  /** What a tax code means, as long as its rate is the line's own; else just that rate. */
  readonly treatment: (code: string, ratePercent: string, on: PlainDate) => BilledTreatment;
}

/** Reads the people's tables as far as they are there. */
export function readAround(snapshot: Snapshot): Around {
  const { settings } = readSettings(viewTable(snapshot, "Settings"));
  const [customers, terms, codes] = [viewTable(snapshot, "Customers"), viewTable(snapshot, "Terms"), viewTable(snapshot, "TaxCodes")];
  const find = customers === null ? null : customerFinder(customers);
  const taxRows = codes === null ? [] : readTaxCodes(codes).rows;
  return {
    settings,
    buyer: (customer) => {
      const found = find?.(customer).found ?? null;
      return found === null || found.id !== customer ? { ...NOBODY, name: customer } : found.party;
    },
    termsRule: (code) => {
      const found = terms === null || code === "" ? null : findTerms(terms, code);
      return found?.ok === true ? found.rule : "";
    },
    treatment: (code, ratePercent, on) => {
      const found = resolveTax(taxRows, code, on);
      const rate = parseDecimal(ratePercent) ?? ZERO;
      if (found.ok && found.value.components.reduce((sum, part) => sum.add(part.ratePercent), ZERO).eq(rate)) {
        const { category, components, exemptionReason } = found.value;
        return { code, category, exemptionReason: exemptionReason ?? "", components: components.map((part) => ({ code: part.code, ratePercent: decimalText(part.ratePercent), included: part.included, compounds: part.compounds })) };
      }
      const components = rate.isZero() ? [] : [{ code, ratePercent: decimalText(rate), included: false, compounds: false }];
      return { code, category: rate.isZero() ? "O" : "S", components, exemptionReason: "" };
    },
  };
}

const NOBODY: Party = { name: "", address: "", city: "", postalCode: "", country: "", taxId: "", email: "", buyerReference: "", electronicAddress: "" };
