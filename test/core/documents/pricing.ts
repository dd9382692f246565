import { type CurrencyCode, parseCurrency } from "../../../src/core/values/currency";
import { type Decimal, ONE, parseDecimal, ZERO } from "../../../src/core/values/decimal";
import type { InvoiceInput, InvoiceTotals, LineInput } from "../../../src/core/documents/invoice";
import { parseTaxCategory, type TaxComponent, type TaxTreatment } from "../../../src/core/documents/tax";
import { checkTotals } from "../../../src/core/documents/totalsCheck";

export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new Error(`Not a decimal: ${text}`);
  return value;
}

export function currency(code: string): CurrencyCode {
  const parsed = parseCurrency(code);
  if (parsed === null) throw new Error(`Not a currency: ${code}`);
  return parsed;
}

/**
 * Tax as a biller would say it: "20", "19 included", "AE 0", "GST 5 & QST 9.5 compound", "O". Components are joined by "&".
 * A word of capitals in front is the category if it is one, else the component's name.
 */
export function tax(text: string): TaxTreatment {
  let category = parseTaxCategory("S");
  const components = text.split("&").map((piece, index): TaxComponent => {
    const words = piece.trim().split(" ");
    const name = /^[A-Z]/.test(words[0] ?? "") ? words.shift() : undefined;
    const asCategory = name === undefined ? null : parseTaxCategory(name);
    if (asCategory !== null && index === 0) category = asCategory;
    const ratePercent = decimal(words.shift() ?? "0");
    return {
      code: asCategory === null && name !== undefined ? name : text.trim(),
      ratePercent,
      included: words.includes("included"),
      compounds: words.includes("compound"),
    };
  });
  if (category === null) throw new Error(text);
  return { code: text.trim(), category, components, exemptionReason: null };
}

/** "16 x 348.35 - 4%" at a tax: quantity, unit price, optional discount; "3 x 100/12" is a price per twelve. */
export function line(text: string, taxText: string): LineInput {
  const match = /^(\S+) x ([^\s/]+)(?:\/(\S+))?(?: - (\S+)%)?$/.exec(text);
  if (match === null) throw new Error(`Not a line: ${text}`);
  return {
    quantity: decimal(match[1] ?? ""),
    unitPrice: decimal(match[2] ?? ""),
    priceBaseQuantity: match[3] === undefined ? ONE : decimal(match[3]),
    discountPercent: match[4] === undefined ? ZERO : decimal(match[4]),
    tax: tax(taxText),
  };
}

export function invoice(lines: readonly LineInput[], changes: Partial<InvoiceInput> = {}): InvoiceInput {
  return { currency: currency("EUR"), rounding: "perGroup", lines, allowances: [], prepaid: 0, cashRounding: null, ...changes };
}

/** What must hold for every document, whatever its rounding: parts sum to wholes; and BR-CO-10 to 16. */
export function addsUp(input: InvoiceInput, totals: InvoiceTotals): readonly string[] {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const wrong: string[] = [];
  const rules = checkTotals({
    ...totals, lineNets: totals.lines.map((each) => each.net), allowances: [totals.allowanceTotal], charges: [totals.chargeTotal],
  });
  wrong.push(...rules.filter((rule) => rule.code !== "BR-CO-17").map((rule) => rule.code));
  totals.lines.forEach((each, index) => {
    const included = input.lines[index]?.tax.components.some((component) => component.included) ?? false;
    const subtotal = each.amount - each.discount - each.allowanceTotal + each.chargeTotal;
    if (!included && each.net !== subtotal) wrong.push(`line ${index} net`);
    if (each.gross !== each.net + sum(each.taxes.map((tax) => tax.tax))) wrong.push(`line ${index} gross`);
  });
  if (input.allowances.length === 0 && sum(totals.lines.map((each) => each.gross)) !== totals.total) wrong.push("lines gross");
  for (const value of [totals.net, totals.tax, totals.total, totals.payable]) {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) wrong.push("not whole");
  }
  return wrong;
}
