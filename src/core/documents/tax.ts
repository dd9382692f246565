import { type Decimal, ZERO } from "../values/decimal";
import type { PlainDate } from "../values/plainDate";
import { ok, refuse, type Result } from "../values/result";

/**
 * EN 16931 (UNCL5305) VAT categories: S standard or reduced rate, Z zero rated, E exempt, AE reverse charge, K intra-community,
 * G export, O outside the scope, L Canary Islands (IGIC), M Ceuta and Melilla (IPSI).
 */
export type TaxCategory = "S" | "Z" | "E" | "AE" | "K" | "G" | "O" | "L" | "M";

/**
 * One of the taxes that a code stands for. `included`: the price contains it. `compounds`: it is charged on the net amount
 * plus the taxes of the components before it (a "compound tax", tax on tax); a withholding (negative rate) is no part of
 * the price and never enters such a base.
 */
export interface TaxComponent {
  readonly code: string;
  readonly ratePercent: Decimal;
  readonly included: boolean;
  readonly compounds: boolean;
}

/** What a tax code means on a date. Components are in the order of the Tax codes table; a plain code has one. */
export interface TaxTreatment {
  readonly code: string;
  readonly category: TaxCategory;
  readonly components: readonly TaxComponent[];
  readonly exemptionReason: string | null;
}

/** A row of the Tax codes table as plain data. `validFrom` null: valid from always. `ratePercent` null: the cell is blank. */
export interface TaxCodeRow {
  readonly code: string;
  readonly category: string;
  readonly ratePercent: Decimal | null;
  readonly validFrom: PlainDate | null;
  readonly included: boolean;
  readonly componentOf: string | null;
  readonly compounds: boolean;
  readonly exemptionReason: string | null;
}

export type TaxProblemCode =
  | "taxCodeUnknown" // no row has this code; `known` lists those that exist
  | "taxNotValidYet" // every rate of the code starts after the date; `validFrom` is the first of them
  | "taxRateMissing" // the row valid on the date has no rate and no components
  | "taxRateOutOfRange" // not above −100 and up to 1000
  | "taxCategoryUnknown" // not one of S Z E AE K G O L M
  | "taxCategoryNeedsZeroRate" // Z E AE K G O with a rate
  | "taxCategoriesDiffer" // components of different categories under one code
  | "taxDuplicateRate" // two rows with the same code and Valid from
  | "taxCompoundsFirst"; // the first component compounds: there is nothing before it to be charged on

export interface TaxProblem {
  readonly code: TaxProblemCode;
  /** The code or component at fault. */
  readonly taxCode: string;
  readonly onDate: PlainDate;
  readonly validFrom: PlainDate | null;
  readonly known: readonly string[];
}

const CATEGORIES: readonly TaxCategory[] = ["S", "Z", "E", "AE", "K", "G", "O", "L", "M"];
const RATE_ABOVE_PERCENT = -100;
const RATE_MAX_PERCENT = 1000;

/** Exempt, reverse-charged and out-of-scope categories carry no tax (EN 16931 BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05). */
export function carriesTax(category: TaxCategory): boolean {
  return category === "S" || category === "L" || category === "M";
}

/** Reads a category in any case; null when it is none of EN 16931's. */
export function parseTaxCategory(text: string): TaxCategory | null {
  const wanted = text.trim().toUpperCase();
  return CATEGORIES.find((category) => category === wanted) ?? null;
}

/**
 * What `code` means on a date. Of the rows that bear the code the one with the latest `validFrom` on or before the date
 * counts; if every one starts later, the code is refused. Rows whose `componentOf` names the code are its components, in
 * table order, each at its own rate of that date; one that starts later does not apply yet. The code's own rate, where it
 * has one other than zero, comes first. Codes are compared as Excel compares them: without case or outer blanks.
 */
export function resolveTax(rows: readonly TaxCodeRow[], code: string, onDate: PlainDate): Result<TaxTreatment, TaxProblem> {
  const fail = (problem: TaxProblemCode, taxCode: string, validFrom: PlainDate | null = null): Result<TaxTreatment, TaxProblem> =>
    refuse({ code: problem, taxCode, onDate, validFrom, known: distinctCodes(rows) });

  const named = rows.filter((row) => sameCode(row.code, code));
  const standalone = named.filter((row) => isBlank(row.componentOf));
  // A component that has no row of its own may still be used alone (GST of a province's GST + PST).
  const ownRows = standalone.length > 0 ? standalone : named;
  const componentRows = rows.filter((row) => sameCode(row.componentOf ?? "", code));
  const all = [...ownRows, ...componentRows];
  if (isBlank(code) || all.length === 0) return fail("taxCodeUnknown", code.trim());
  const twice = findDuplicate(ownRows) ?? findDuplicate(componentRows);
  if (twice !== null) return fail("taxDuplicateRate", twice.code.trim(), twice.validFrom);

  const own = validOn(ownRows, onDate);
  const components = distinctCodes(componentRows)
    .map((name) => validOn(componentRows.filter((row) => sameCode(row.code, name)), onDate))
    .filter((row) => row !== null);
  const head = own ?? (ownRows.length === 0 ? components[0] : undefined);
  if (head === undefined) return fail("taxNotValidYet", code.trim(), firstStart(ownRows.length > 0 ? ownRows : all));

  const category = parseTaxCategory(head.category);
  if (category === null) return fail("taxCategoryUnknown", head.code.trim());
  const ownRateCounts = own !== null && (components.length === 0 || !(own.ratePercent ?? ZERO).isZero());
  const taxed = ownRateCounts ? [own, ...components] : components;
  for (const row of taxed) {
    const rowProblem = checkRow(row, category);
    if (rowProblem !== null) return fail(rowProblem, row.code.trim());
  }
  if (taxed[0]?.compounds === true) return fail("taxCompoundsFirst", taxed[0].code.trim());

  return ok({
    code: own?.code.trim() ?? code.trim(),
    category,
    components: taxed.map((row) => ({
      code: row.code.trim(),
      ratePercent: row.ratePercent ?? ZERO,
      included: row.included,
      compounds: row.compounds,
    })),
    exemptionReason: head.exemptionReason,
  });
}

function checkRow(row: TaxCodeRow, category: TaxCategory): TaxProblemCode | null {
  const rowCategory = row.category.trim() === "" ? category : parseTaxCategory(row.category);
  if (rowCategory === null) return "taxCategoryUnknown";
  if (rowCategory !== category) return "taxCategoriesDiffer";
  if (row.ratePercent === null) return carriesTax(category) ? "taxRateMissing" : null;
  if (!carriesTax(category) && !row.ratePercent.isZero()) return "taxCategoryNeedsZeroRate";
  return row.ratePercent.gt(RATE_ABOVE_PERCENT) && row.ratePercent.lte(RATE_MAX_PERCENT) ? null : "taxRateOutOfRange";
}

function validOn(rows: readonly TaxCodeRow[], onDate: PlainDate): TaxCodeRow | null {
  let best: TaxCodeRow | null = null;
  for (const row of rows) {
    if (row.validFrom !== null && row.validFrom > onDate) continue;
    if (best === null || startOf(row) > startOf(best)) best = row;
  }
  return best;
}

function findDuplicate(rows: readonly TaxCodeRow[]): TaxCodeRow | null {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = `${codeKey(row.code)}\n${row.validFrom ?? ""}`;
    if (seen.has(key)) return row;
    seen.add(key);
  }
  return null;
}

function startOf(row: TaxCodeRow): number {
  return row.validFrom ?? Number.NEGATIVE_INFINITY;
}

function firstStart(rows: readonly TaxCodeRow[]): PlainDate | null {
  return rows.reduce<PlainDate | null>((first, row) => (first === null || startOf(row) < first ? row.validFrom : first), null);
}

function distinctCodes(rows: readonly TaxCodeRow[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const row of rows) if (!byKey.has(codeKey(row.code))) byKey.set(codeKey(row.code), row.code.trim());
  return [...byKey.values()];
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === "";
}

function sameCode(a: string, b: string): boolean {
  return codeKey(a) === codeKey(b);
}

function codeKey(code: string): string {
  return code.trim().toUpperCase();
}
