import { type DocumentAllowance, type InvoiceInput, type InvoiceTotals, priceInvoice } from "../documents/invoice";
import { taxMembers } from "../documents/pricedMembers";
import { carriesTax, type TaxTreatment } from "../documents/tax";
import { treatmentKey } from "../documents/taxGroups";
import { type Decimal, decimalFromNumber, HUNDRED, roundToMinor } from "../values/decimal";

/** Bears the part of the net on which no tax is charged. EN 16931 has no other way to say it; Odoo's export says the same. */
const UNTAXED: TaxTreatment = { code: "", category: "E", components: [], exemptionReason: "Cash discount" };

/**
 * The totals of a document whose tax is charged on its net less the cash discount from the start (the mixed base): an
 * allowance of `percent` in every treatment that carries tax, and an untaxed charge of the same amount, so that the net and
 * its allowances and charges stay as they are. 1,500.00 at 15 % with 10 % discount is 1,500.00 + 202.50. Throws RangeError
 * as priceInvoice does.
 */
export function priceOnDiscountedTax(input: InvoiceInput, percent: Decimal): InvoiceTotals {
  const nets = new Map<string, { readonly tax: TaxTreatment; readonly net: number }>();
  for (const { member, net } of taxMembers(input).members) {
    if (!carriesTax(member.tax.category)) continue;
    const key = treatmentKey(member.tax);
    nets.set(key, { tax: member.tax, net: net + (nets.get(key)?.net ?? 0) });
  }
  const lowered = [...nets.values()].map(({ tax, net }) => ({ tax: withoutIncluded(tax), amount: roundToMinor(decimalFromNumber(net).mul(percent).div(HUNDRED), 0) }));
  const untaxed = lowered.reduce((sum, { amount }) => sum + amount, 0);
  const plain = priceInvoice(input);
  const discounts = lowered.map(({ tax, amount }): DocumentAllowance => ({ charge: false, amount, tax }));
  const { groups, tax, total, payableRounding, payable, lines } = priceInvoice({ ...input, allowances: [...input.allowances, ...discounts, { charge: true, amount: untaxed, tax: UNTAXED }] });
  return untaxed === 0 ? plain : { ...plain, lines, groups, tax, total, payableRounding, payable };
}

/** Nets carry no tax any more: what is taken off them must not have it taken out again. */
function withoutIncluded(tax: TaxTreatment): TaxTreatment {
  return { ...tax, components: tax.components.map((component) => ({ ...component, included: false })) };
}
