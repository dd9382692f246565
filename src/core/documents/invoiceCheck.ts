import { currencyDecimals } from "../values/currency";
import { type Decimal, HUNDRED, smallDecimal, ZERO } from "../values/decimal";
import { fractionOf } from "../values/fraction";
import { MINOR_MAX } from "../values/money";
import { powerOfTen } from "../values/smallArithmetic";
import { type AllowanceBase, resolveAllowances } from "./documentAllowances";
import type { DocumentAllowance, InvoiceInput, LineAllowance, LineInput } from "./invoice";
import { exactAmount, plainAmount, priceLine } from "./linePricing";
import { carriesTax, type TaxTreatment } from "./tax";

export type PricingProblemCode =
  | "priceBaseQuantityNotPositive"
  | "discountPercentOutOfRange" // not 0 to 100
  | "amountTooLarge" // a line, or the document with its tax, beyond MINOR_MAX minor units
  | "amountNotWholeMinor" // an allowance, charge, its base or a prepaid amount that is no whole number of minor units
  | "allowancePercentOutOfRange" // an allowance that is not 0 to 100 %, or a charge that is not 0 to 1000 %
  | "allowanceCannotSpread" // without a tax code of its own, over lines that add up to nothing or to less than it
  | "includedTaxOutOfRange" // included withholdings of 100 % and more leave nothing of the price
  | "cashRoundingStepNotPositive";

/**
 * `line` is 1-based among the input's lines, `allowance` among the document's allowances and charges; both are null when the
 * document as a whole is at fault.
 */
export interface PricingProblem {
  readonly code: PricingProblemCode;
  readonly line: number | null;
  readonly allowance: number | null;
}

/** Everything that would make priceInvoice throw, each with its line; empty when the document can be priced. */
export function checkInvoiceInput(input: InvoiceInput): readonly PricingProblem[] {
  const decimals = currencyDecimals(input.currency);
  if (isPlainlyGood(input, decimals)) return [];
  const problems: PricingProblem[] = [];
  let bound = 0n;
  input.lines.forEach((line, index) => {
    const code = checkLine(line, decimals);
    if (code === null) bound += taxedBound(lineBound(line, decimals), line.tax);
    else problems.push({ code, line: index + 1, allowance: null });
  });
  // Allowances are judged by what the lines add up to, so they wait until the lines are good.
  if (problems.length === 0 && bound <= LIMIT) {
    const lines = input.lines.map((line) => ({ subtotal: priceLine(line, decimals).subtotal, tax: line.tax }));
    input.allowances.forEach((allowance, index) => {
      const judged = judgeAllowance(allowance, lines);
      if (typeof judged === "bigint") bound += judged;
      else problems.push({ code: judged, line: null, allowance: index + 1 });
    });
  }
  const ofDocument = (code: PricingProblemCode): number => problems.push({ code, line: null, allowance: null });
  if (!Number.isSafeInteger(input.prepaid)) ofDocument("amountNotWholeMinor");
  else if (bound + BigInt(Math.abs(input.prepaid)) > LIMIT) ofDocument("amountTooLarge");
  if (!isStep(input.cashRounding)) ofDocument("cashRoundingStepNotPositive");
  return problems;
}

const LIMIT = BigInt(MINOR_MAX);

/**
 * True where nothing can be at fault, told in plain numbers: lines with a price for one unit and no allowances, and together far
 * enough below the limit. False says nothing.
 */
function isPlainlyGood({ lines, allowances, prepaid, cashRounding }: InvoiceInput, decimals: number): boolean {
  if (allowances.length > 0 || !Number.isSafeInteger(prepaid) || !isStep(cashRounding)) return false;
  let bound = Math.abs(prepaid);
  for (const line of lines) {
    const { allowances: ofLine = [] } = line;
    const discount = smallDecimal(line.discountPercent);
    const amount = plainAmount(line, decimals);
    if (amount === null || discount === null || discount.over < 0 || discount.over > 100 * powerOfTen(discount.places) || ofLine.length > 0) return false;
    bound += (Math.abs(amount) + 1) * taxFactor(line.tax) + 1;
  }
  return bound <= MINOR_MAX;
}

function isStep(cashRounding: number | null): boolean {
  return cashRounding === null || (Number.isSafeInteger(cashRounding) && cashRounding > 0);
}

const taxFactors = new WeakMap<TaxTreatment, number>();

/** No smaller than what an amount and its taxes are of the amount; Infinity where included withholdings leave nothing of it. */
function taxFactor(tax: TaxTreatment): number {
  let factor = taxFactors.get(tax);
  if (factor === undefined) {
    // A millionth more than enough for what doubles leave behind.
    factor = leavesNet(tax) ? Number(taxedBound(TAXED, tax)) / Number(TAXED) + 1e-6 : Infinity;
    taxFactors.set(tax, factor);
  }
  return factor;
}

const TAXED = 10n ** 9n;
const CHARGE_PERCENT_MAX = 1000;

function checkLine(line: LineInput, decimals: number): PricingProblemCode | null {
  if (!line.priceBaseQuantity.gt(ZERO)) return "priceBaseQuantityNotPositive";
  if (!(line.discountPercent.gte(ZERO) && line.discountPercent.lte(HUNDRED))) return "discountPercentOutOfRange";
  const allowanceProblem = (line.allowances ?? []).map(checkAllowance).find((code) => code !== null);
  if (allowanceProblem !== undefined) return allowanceProblem;
  if (!leavesNet(line.tax)) return "includedTaxOutOfRange";
  const isNumber = line.unitPrice.isFinite() && line.quantity.isFinite() && line.priceBaseQuantity.isFinite();
  return isNumber && lineBound(line, decimals) <= LIMIT ? null : "amountTooLarge";
}

function checkAllowance(allowance: LineAllowance): PricingProblemCode | null {
  if (!("percent" in allowance)) return Number.isSafeInteger(allowance.amount) ? null : "amountNotWholeMinor";
  const { charge, percent, base = 0 } = allowance;
  if (!Number.isSafeInteger(base)) return "amountNotWholeMinor";
  return percent.gte(ZERO) && percent.lte(charge ? CHARGE_PERCENT_MAX : HUNDRED) ? null : "allowancePercentOutOfRange";
}

/** What a document allowance adds to the bound, or why it cannot be priced. */
function judgeAllowance(allowance: DocumentAllowance, lines: readonly AllowanceBase[]): bigint | PricingProblemCode {
  const code = checkAllowance(allowance);
  if (code !== null) return code;
  if (allowance.tax !== null && !leavesNet(allowance.tax)) return "includedTaxOutOfRange";
  const base = lines.reduce((sum, line) => sum + line.subtotal, 0);
  if (allowanceBound(allowance, size(BigInt(base))) > LIMIT) return "amountTooLarge";
  const [resolved] = resolveAllowances([allowance], lines);
  if (!resolved) return "allowanceCannotSpread";
  return resolved.parts.reduce((sum, { amount, tax }) => sum + taxedBound(size(BigInt(amount)), tax), 0n);
}

/** No smaller than the line's amount with all that is added to or taken from it, in minor units. */
function lineBound(line: LineInput, decimals: number): bigint {
  const { over, under } = exactAmount(line, decimals);
  const amount = quotientUp(size(over), under);
  return (line.allowances ?? []).reduce((bound, allowance) => bound + allowanceBound(allowance, amount), amount);
}

function allowanceBound(allowance: LineAllowance, base: bigint): bigint {
  if (!("percent" in allowance)) return size(BigInt(allowance.amount));
  const { over, under } = fractionOf(allowance.percent);
  return quotientUp((allowance.base === undefined ? base : size(BigInt(allowance.base))) * over, under * 100n);
}

/** No smaller than net and taxes: rates add up, multiply where they compound, and taken-out withholdings raise the net. */
function taxedBound(amount: bigint, tax: TaxTreatment): bigint {
  if (!carriesTax(tax.category)) return amount;
  let over = amount * 100n;
  let under = 1n;
  for (const { ratePercent } of tax.components) {
    const rate = fractionOf(ratePercent.abs());
    over *= rate.under * 100n + rate.over;
    under *= rate.under * 100n;
  }
  const left = fractionOf(HUNDRED.add(includedWithholding(tax)));
  return quotientUp(over * left.under, under * left.over);
}

function quotientUp(over: bigint, under: bigint): bigint {
  return (over + under - 1n) / under;
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
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
