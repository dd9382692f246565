import { currencyDecimals } from "../values/currency";
import { type Decimal, decimalFromNumber, HUNDRED, ONE, scaleToMinor, ZERO } from "../values/decimal";
import { MINOR_MAX } from "../values/money";
import type { InvoiceInput, LineAllowance, LineInput } from "./invoice";
import { carriesTax, type TaxTreatment } from "./tax";

export type PricingProblemCode =
  | "priceBaseQuantityNotPositive"
  | "discountPercentOutOfRange" // not 0 to 100
  | "amountTooLarge" // a line, or the document with its tax, beyond MINOR_MAX minor units
  | "amountNotWholeMinor" // an allowance, charge or prepaid amount that is no whole number of minor units
  | "includedTaxOutOfRange" // included withholdings of 100 % and more leave nothing of the price
  | "cashRoundingStepNotPositive";

/** `line` is 1-based among the input's lines; null when the document as a whole is at fault. */
export interface PricingProblem {
  readonly code: PricingProblemCode;
  readonly line: number | null;
}

/** Everything that would make priceInvoice throw, each with its line; empty when the document can be priced. */
export function checkInvoiceInput(input: InvoiceInput): readonly PricingProblem[] {
  const decimals = currencyDecimals(input.currency);
  const problems: PricingProblem[] = [];
  let bound = decimalFromNumber(Math.abs(input.prepaid));
  input.lines.forEach((line, index) => {
    const code = checkLine(line, decimals);
    if (code === null) bound = bound.add(lineBound(line, decimals).mul(taxBound(line.tax)));
    else problems.push({ code, line: index + 1 });
  });
  for (const allowance of input.allowances) {
    if (!areWhole([allowance])) problems.push({ code: "amountNotWholeMinor", line: null });
    else if (!leavesNet(allowance.tax)) problems.push({ code: "includedTaxOutOfRange", line: null });
    else bound = bound.add(decimalFromNumber(Math.abs(allowance.amount)).mul(taxBound(allowance.tax)));
  }
  if (!Number.isSafeInteger(input.prepaid)) problems.push({ code: "amountNotWholeMinor", line: null });
  else if (!bound.lte(MINOR_MAX)) problems.push({ code: "amountTooLarge", line: null });
  const step = input.cashRounding;
  if (step !== null && !(Number.isSafeInteger(step) && step > 0)) problems.push({ code: "cashRoundingStepNotPositive", line: null });
  return problems;
}

function checkLine(line: LineInput, decimals: number): PricingProblemCode | null {
  if (!line.priceBaseQuantity.gt(ZERO)) return "priceBaseQuantityNotPositive";
  if (!(line.discountPercent.gte(ZERO) && line.discountPercent.lte(HUNDRED))) return "discountPercentOutOfRange";
  if (!areWhole(line.allowances ?? [])) return "amountNotWholeMinor";
  if (!leavesNet(line.tax)) return "includedTaxOutOfRange";
  return lineBound(line, decimals).lte(MINOR_MAX) ? null : "amountTooLarge";
}

/** No smaller than the line's amount with all that is added to or taken from it. NaN stays NaN, which no test passes. */
function lineBound(line: LineInput, decimals: number): Decimal {
  const amount = scaleToMinor(line.unitPrice.mul(line.quantity).div(line.priceBaseQuantity), decimals).abs();
  return (line.allowances ?? []).reduce((bound, allowance) => bound.add(Math.abs(allowance.amount)), amount);
}

function areWhole(allowances: readonly LineAllowance[]): boolean {
  return allowances.every((allowance) => Number.isSafeInteger(allowance.amount));
}

/** No smaller than (net + taxes) ÷ amount: rates add up, multiply where they compound, and taken-out withholdings raise the net. */
function taxBound(tax: TaxTreatment): Decimal {
  if (!carriesTax(tax.category)) return ONE;
  const netBound = HUNDRED.div(HUNDRED.add(includedWithholding(tax)));
  return tax.components.reduce((bound, component) => bound.mul(ONE.add(component.ratePercent.abs().div(HUNDRED))), netBound);
}

/** Only withholdings can use up a price that contains them; 100 % of them would leave a net of nothing or less. */
function leavesNet(tax: TaxTreatment): boolean {
  return includedWithholding(tax).gt(HUNDRED.neg());
}

function includedWithholding(tax: TaxTreatment): Decimal {
  return tax.components
    .filter((component) => component.included && component.ratePercent.lt(ZERO))
    .reduce((sum, component) => sum.add(component.ratePercent), ZERO);
}
