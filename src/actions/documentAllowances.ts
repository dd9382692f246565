import { resolveAllowances } from "../core/documents/documentAllowances";
import type { DocumentAllowance, LineInput } from "../core/documents/invoice";
import { priceLine } from "../core/documents/linePricing";
import { resolveTax, type TaxCodeRow, type TaxTreatment } from "../core/documents/tax";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { type Decimal, ONE, ZERO, decimalFromMinor } from "../core/values/decimal";
import { type CellRef, type Issue, issueError } from "../core/values/issue";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import type { PlainDate } from "../core/values/plainDate";
import { type Result } from "../core/values/result";
import type { Rejection } from "../workbook/rejection";
import { allOk, decodeFields } from "./inputFields";
import { taxIssue } from "./resolveLines";

/** A discount or charge for a whole document, as given: an amount or a percent of what its lines add up to. */
export interface GivenAllowance {
  /** Where it stands in the input, for messages: "allowances[1]". */
  readonly path: string;
  readonly kind: "discount" | "charge";
  readonly amount: Decimal | null;
  readonly percent: Decimal | null;
  /** "": spread over the taxes of the lines. */
  readonly taxCode: string;
  readonly description: string;
}

/** One with its tax found; `amount` in minor units. */
export type ReadyAllowance = DocumentAllowance & { readonly path: string; readonly description: string };

/** A line of Kind discount (quantity −1) or charge: the part of an allowance that falls under one tax. */
export interface AllowanceLine {
  readonly kind: "discount" | "charge";
  readonly description: string;
  readonly input: LineInput;
}

export function decodeAllowances(given: readonly unknown[]): Result<readonly GivenAllowance[], Rejection> {
  return allOk(given.map((value, index) => decodeAllowance(value, `allowances[${index + 1}]`)));
}

function decodeAllowance(given: unknown, path: string): Result<GivenAllowance, Rejection> {
  return decodeFields(given, ["kind", "amount", "percent", "taxCode", "description"], path, (fields) => {
    const kind = fields.text("kind");
    if (kind !== "discount" && kind !== "charge") fields.wrong("kind", "discount or charge");
    const [amount, percent] = [fields.decimal("amount"), fields.decimal("percent")];
    if ((amount === null) === (percent === null)) fields.wrong("amount", "above zero, or left out and a percent given");
    if (amount !== null && !amount.gt(ZERO)) fields.wrong("amount", "above zero");
    if (percent !== null && !percent.gt(ZERO)) fields.wrong("percent", "above zero");
    return { path, kind: kind === "charge" ? ("charge" as const) : ("discount" as const), amount, percent, taxCode: fields.text("taxCode"), description: fields.text("description") };
  });
}

/** Tax and amount of each, in the document's currency; what is wrong with it becomes an issue at its field. */
export function readyAllowances(given: readonly GivenAllowance[], of: { readonly currency: CurrencyCode; readonly taxCodes: readonly TaxCodeRow[]; readonly date: PlainDate }, issues: Issue[]): readonly ReadyAllowance[] {
  return given.flatMap(({ path, kind, amount, percent, taxCode, description }): ReadyAllowance[] => {
    const resolved = taxCode === "" ? null : resolveTax(of.taxCodes, taxCode, of.date);
    if (resolved?.ok === false) {
      for (const problem of resolved.rejections) issues.push(taxIssue(problem, { column: `${path}.taxCode` }, "row"));
      return [];
    }
    const common = { path, description, charge: kind === "charge", tax: resolved === null ? null : resolved.value };
    if (percent !== null) return [{ ...common, percent }];
    const read = minorFromDecimal(amount ?? ZERO, currencyDecimals(of.currency));
    if (read.ok) return [{ ...common, amount: read.minor }];
    issues.push(issueError(read.problem === "subMinor" ? "amountNotWholeMinor" : "amountTooLarge", placeOf(path, "amount"), { shown: amount?.toFixed() ?? "" }));
    return [];
  });
}

function placeOf(path: string, field: string): CellRef {
  return { column: `${path}.${field}` };
}

/**
 * Lines that come to the same totals as the allowances (EN 16931, BG-20 and BG-21): one for each tax that an allowance falls under, so that the
 * document, its credit memos and its exports have one way to add up. The input must have passed `checkInvoiceInput`.
 */
export function allowanceLines(allowances: readonly ReadyAllowance[], lines: readonly LineInput[], currency: CurrencyCode): readonly AllowanceLine[] {
  if (allowances.length === 0) return [];
  const decimals = currencyDecimals(currency);
  const bases = lines.map((line) => ({ subtotal: priceLine(line, decimals).subtotal, tax: line.tax }));
  return resolveAllowances(allowances, bases).flatMap((resolved, index): AllowanceLine[] => {
    const allowance = allowances[index];
    if (resolved === null || allowance === undefined) return [];
    const kind = resolved.charge ? "charge" : "discount";
    return resolved.parts.filter(({ amount }) => amount !== 0).map(({ amount, tax }) => ({ kind, description: descriptionOf(allowance, kind), input: lineOf(kind, decimalFromMinor(amount, decimals), tax) }));
  });
}

function lineOf(kind: "discount" | "charge", unitPrice: Decimal, tax: TaxTreatment): LineInput {
  return { quantity: kind === "discount" ? ONE.neg() : ONE, unitPrice, priceBaseQuantity: ONE, discountPercent: ZERO, tax };
}

function descriptionOf(allowance: ReadyAllowance, kind: "discount" | "charge"): string {
  if (allowance.description !== "") return allowance.description;
  const word = kind === "discount" ? "Discount" : "Charge";
  return "percent" in allowance ? `${word} ${allowance.percent.toFixed()} %` : word;
}
