import { resolveTax, type TaxCodeRow, type TaxProblem, type TaxTreatment } from "../core/documents/tax";
import { type CurrencyCode, isIsoCurrency } from "../core/values/currency";
import { type Decimal, ONE, ZERO } from "../core/values/decimal";
import { type CellRef, type Issue, issueError, issueWarning } from "../core/values/issue";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import type { Result } from "../core/values/result";
import { CELL_DIGITS } from "../workbook/cellValue";
import { type Customer, type Item, type Lookup, unknownCustomerIssue } from "../workbook/masterData";
import type { Settings } from "../workbook/settings";
import type { LineField } from "../workbook/sourceColumns";
import type { LineDraft } from "../workbook/sourceRows";

/** A row with everything filled in from item, customer and settings: ready to be priced. */
export interface ResolvedLine {
  readonly draft: LineDraft;
  readonly customer: Customer;
  readonly currency: CurrencyCode;
  readonly supplyDate: PlainDate;
  readonly description: string;
  readonly unit: string;
  readonly quantity: Decimal;
  readonly unitPrice: Decimal;
  readonly discountPercent: Decimal;
  readonly tax: TaxTreatment;
}

export interface Masters {
  readonly customer: (wanted: string) => Lookup<Customer>;
  readonly item: (wanted: string) => Lookup<Item>;
  readonly taxCodes: readonly TaxCodeRow[];
  readonly settings: Settings;
  readonly invoiceDate: PlainDate;
  /** Live invoices by the row ids on them. */
  readonly billedRows: ReadonlyMap<string, string>;
}

/**
 * Fills a row's blanks and checks it. Tax code by precedence: row, customer's exemption, item, customer, Settings; its rate
 * is the one valid on the supply date, else the row's date, else the invoice date. Null when the row has an error.
 */
export function resolveLine(draft: LineDraft, masters: Masters, issues: Issue[]): ResolvedLine | null {
  const found: Issue[] = [];
  const lookup = masters.customer(draft.customer);
  if (lookup.found === null) {
    issues.push(unknownCustomerIssue(draft.at("customer"), draft.customer, lookup));
    return null;
  }
  const customer = lookup.found;
  found.push(...lookup.issues);
  if (customer.hold) found.push(issueError("customerOnHold", draft.at("customer"), { customer: customer.id }));
  if (customer.poRequired && draft.reference === "") found.push(issueError("referenceRequired", draft.at("reference"), { customer: customer.id }));
  const billed = draft.rowId === "" ? undefined : masters.billedRows.get(draft.rowId);
  if (billed !== undefined) found.push(issueError("rowAlreadyBilled", draft.at("rowId"), { rowId: draft.rowId, invoice: billed }));
  const currency = draft.currency ?? customer.currency ?? masters.settings.currency;
  if (!isIsoCurrency(currency)) found.push(issueError("currencyUnknown", draft.at("currency"), { shown: currency }));
  const item = resolveItem(draft, masters, found);
  const unitPrice = resolvePrice(draft, item, currency, found);
  const quantity = draft.quantity ?? ONE;
  const checkDigits = (field: LineField, value: Decimal | null): void => {
    if (value !== null && value.precision() > CELL_DIGITS) found.push(issueError("tooManyDigits", draft.at(field), { shown: value.toFixed() }));
  };
  checkDigits("quantity", quantity);
  checkDigits("unitPrice", unitPrice);
  checkDigits("discountPercent", draft.discountPercent);
  const supplyDate = draft.supplyDate ?? draft.date ?? masters.invoiceDate;
  const tax = resolveTaxCode({ draft, customer, item, masters, supplyDate }, found);
  issues.push(...found);
  if (unitPrice === null || tax === null || found.some(({ severity }) => severity === "error")) return null;
  const description = draft.description || item?.description || draft.item;
  if (description === "") issues.push(issueWarning("descriptionMissing", draft.at("description")));
  return {
    draft, customer, currency, supplyDate, description, unit: draft.unit || (item?.unit ?? ""), quantity, unitPrice,
    discountPercent: draft.discountPercent ?? ZERO, tax,
  };
}

function resolveItem(draft: LineDraft, masters: Masters, found: Issue[]): Item | null {
  if (draft.item === "") return null;
  const lookup = masters.item(draft.item);
  if (lookup.found === null) {
    // A free text in the item column is no mistake as long as the row brings its own price.
    const params = { item: draft.item };
    if (lookup.reason === "ambiguous") found.push(issueError("itemAmbiguous", draft.at("item"), { ...params, near: lookup.near }));
    else if (draft.unitPrice === null) found.push(issueError("itemUnknown", draft.at("item"), params));
    return null;
  }
  found.push(...lookup.issues);
  return lookup.found;
}

function resolvePrice(draft: LineDraft, item: Item | null, currency: CurrencyCode, found: Issue[]): Decimal | null {
  const list = item?.unitPrice ?? null;
  const sameCurrency = item?.currency === null || item?.currency === currency;
  if (draft.unitPrice !== null) {
    if (list !== null && sameCurrency && draft.unitPrice.lt(list))
      found.push(issueWarning("priceBelowList", draft.at("unitPrice"), { item: draft.item, price: draft.unitPrice.toFixed(), list: list.toFixed() }));
    return draft.unitPrice;
  }
  if (list !== null && sameCurrency) return list;
  if (list !== null) found.push(issueError("priceOtherCurrency", draft.at("unitPrice"), { item: draft.item, currency, listCurrency: item?.currency ?? "" }));
  else if (!found.some(({ code }) => code === "itemUnknown")) found.push(issueError("unitPriceMissing", draft.at("unitPrice")));
  return null;
}

function resolveTaxCode(
  of: { draft: LineDraft; customer: Customer; item: Item | null; masters: Masters; supplyDate: PlainDate },
  found: Issue[],
): TaxTreatment | null {
  const { draft, customer, item, masters, supplyDate } = of;
  const code = draft.taxCode || customer.exemption || item?.taxCode || customer.taxCode || masters.settings.taxCode;
  if (code === "") {
    found.push(issueError("taxCodeMissing", draft.at("taxCode"), { customer: customer.id }));
    return null;
  }
  const resolved = taxOn(masters.taxCodes, code, supplyDate);
  if (resolved.ok) return resolved.value;
  const [problem] = resolved.rejections;
  const from = draft.taxCode !== "" ? "row" : customer.exemption !== "" ? "exemption" : item !== null && item.taxCode !== "" ? "item" : customer.taxCode !== "" ? "customer" : "settings";
  if (problem !== undefined) found.push(taxIssue(problem, draft.at("taxCode"), from));
  return null;
}

const taxesFound = new WeakMap<readonly TaxCodeRow[], Map<string, Result<TaxTreatment, TaxProblem>>>();

/** What a code means on a day; most lines of an act ask for the same few. */
function taxOn(taxCodes: readonly TaxCodeRow[], code: string, on: PlainDate): Result<TaxTreatment, TaxProblem> {
  const known = taxesFound.get(taxCodes) ?? new Map<string, Result<TaxTreatment, TaxProblem>>();
  taxesFound.set(taxCodes, known);
  const key = `${on} ${code}`;
  let found = known.get(key);
  if (found === undefined) {
    found = resolveTax(taxCodes, code, on);
    known.set(key, found);
  }
  return found;
}

export function taxIssue(problem: TaxProblem, at: CellRef, from: string): Issue {
  return issueError(problem.code, at, {
    taxCode: problem.taxCode, on: formatIsoDate(problem.onDate), validFrom: problem.validFrom === null ? "" : formatIsoDate(problem.validFrom),
    known: problem.known.join(", "), from,
  });
}
