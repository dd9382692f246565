import type { BilledDocument, BilledLine, InvoiceBody, Party } from "../core/ledger/entries";
import { PAYLOAD_CELL_MAX, payloadFits } from "./journal";

/** JSON writes a character with six at most (\u001f), and these are more than all names, numbers, days and signs around the texts. */
const ESCAPED = 6;
const [DOCUMENT_FRAME, LINE_FRAME, TREATMENT_FRAME, COMPONENT_FRAME, GROUP_FRAME, DUE_FRAME, PREPAID_FRAME] = [2_500, 420, 200, 160, 240, 220, 100];

/** Three of a payload's four cells: what may come near the limit is written out and measured. */
const SURE_MAX = 3 * PAYLOAD_CELL_MAX;

/** Whether an invoice's payload fits its cells, as `payloadFits` says, without writing it where it surely does: most are far smaller. */
export function invoiceFits(body: InvoiceBody): boolean {
  return payloadBound(body) <= SURE_MAX || payloadFits(body);
}

/** No fewer than the characters of the body's payload; for an invoice as one is made from rows of work. */
export function payloadBound({ document, prepaid = [] }: InvoiceBody): number {
  const { lines, treatments, taxGroups, dues } = document;
  let texts = documentTexts(document);
  for (const line of lines) texts += lineTexts(line);
  let frames = DOCUMENT_FRAME + lines.length * LINE_FRAME + taxGroups.length * GROUP_FRAME + dues.length * DUE_FRAME + prepaid.length * PREPAID_FRAME;
  for (const { code, category, components, exemptionReason } of treatments) {
    texts += code.length + category.length + exemptionReason.length;
    frames += TREATMENT_FRAME;
    for (const component of components) {
      texts += component.code.length + component.ratePercent.length;
      frames += COMPONENT_FRAME;
    }
  }
  for (const { category, code, ratePercent, exemptionReason } of taxGroups) texts += category.length + code.length + ratePercent.length + exemptionReason.length;
  for (const { from } of prepaid) texts += from.length;
  return frames + ESCAPED * texts;
}

function documentTexts({ number, customer, currency, reference, terms, exchangeRate, seller, buyer }: BilledDocument): number {
  return number.length + customer.length + currency.length + reference.length + terms.code.length + terms.rule.length + exchangeRate.length + partyTexts(seller) + partyTexts(buyer);
}

function partyTexts({ name, address, city, postalCode, country, taxId, email, buyerReference, electronicAddress }: Party): number {
  return name.length + address.length + city.length + postalCode.length + country.length + taxId.length + email.length + buyerReference.length + electronicAddress.length;
}

function lineTexts({ rowId, item, description, quantity, unit, unitPrice, discountPercent, taxCode, ratePercent }: BilledLine): number {
  return rowId.length + item.length + description.length + quantity.length + unit.length + unitPrice.length + discountPercent.length + taxCode.length + ratePercent.length;
}
