import type { Party } from "../core/ledger/entries";
import { parseTerms, type Terms, type TermsProblem } from "../core/documents/terms";
import type { TaxCodeRow } from "../core/documents/tax";
import type { CurrencyCode } from "../core/values/currency";
import type { Decimal } from "../core/values/decimal";
import { type CellRef, type Issue, issueError } from "../core/values/issue";
import { type Reading, readCurrency, readDate, readDecimal, readFlag, readText } from "./cellValue";
import { plainHeader } from "./columnMapping";
import type { TableSnapshot } from "./port";
import { type TableView, cellPlace, incomingCell, rawCell } from "./tables";
import { CELL_TEXT_MAX } from "./textSafety";

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly poRequired: boolean;
  readonly hold: boolean;
  readonly terms: string;
  readonly currency: CurrencyCode | null;
  readonly taxCode: string;
  readonly exemption: string;
  readonly party: Party;
  readonly at: CellRef;
}

export interface Item {
  readonly id: string;
  readonly description: string;
  readonly unit: string;
  readonly unitPrice: Decimal | null;
  readonly currency: CurrencyCode | null;
  readonly taxCode: string;
}

/** Found, with what was unreadable in its row; or unknown, with what was perhaps meant ("" when nothing is near). */
export type Lookup<T> =
  | { readonly found: T; readonly issues: readonly Issue[] }
  | { readonly found: null; readonly reason: "unknown" | "ambiguous"; readonly near: string };

/**
 * A finder of customers by id, else by unique name, without regard to case. 123 never silently matches "00123". A merged
 * customer is found as the one it was merged into.
 */
export function customerFinder(view: TableView): (wanted: string) => Lookup<Customer> {
  const byId = rowsBy(view, "Customer");
  let names: ReadonlyMap<string, readonly number[]> | null = null;
  const cache = new Map<string, Lookup<Customer>>();
  return (wanted) => {
    const known = cache.get(wanted);
    if (known !== undefined) return known;
    const rows = byId.get(keyOf(wanted)) ?? unmerged(view, (names ??= rowsBy(view, "Name")).get(keyOf(wanted)) ?? []);
    const row = rows[0] === undefined ? undefined : followMerges(view, byId, rows[0]);
    const result: Lookup<Customer> =
      row === undefined
        ? { found: null, reason: "unknown", near: nearest(wanted, view) }
        : rows.length > 1
          ? { found: null, reason: "ambiguous", near: rows.map((index) => `row ${index + 1}`).join(", ") }
          : readCustomer(view, row);
    cache.set(wanted, result);
    return result;
  };
}

/** A merged customer leads to the one it counts for; a circle (typed by hand) leads nowhere. */
function followMerges(view: TableView, byId: ReadonlyMap<string, readonly number[]>, start: number): number {
  const seen = new Set<number>();
  let row = start;
  while (!seen.has(row)) {
    seen.add(row);
    const next = byId.get(keyOf(mergedInto(view, row)))?.[0];
    if (next === undefined) return row;
    row = next;
  }
  return start;
}

/** Of several customers of one name those that still stand for themselves; all where none does. */
function unmerged(view: TableView, rows: readonly number[]): readonly number[] {
  const standing = rows.filter((row) => mergedInto(view, row) === "");
  return standing.length === 0 ? rows : standing;
}

function mergedInto(view: TableView, row: number): string {
  return view.indexes.has("Merged into") ? textAt(view, row, "Merged into") : "";
}

export function itemFinder(view: TableView): (wanted: string) => Lookup<Item> {
  const byId = rowsBy(view, "Item");
  return (wanted) => {
    const rows = byId.get(keyOf(wanted)) ?? [];
    const [row] = rows;
    if (row === undefined) return { found: null, reason: "unknown", near: "" };
    if (rows.length > 1) return { found: null, reason: "ambiguous", near: rows.map((index) => `row ${index + 1}`).join(", ") };
    const issues: Issue[] = [];
    const take = taker(issues);
    const found: Item = {
      id: textAt(view, row, "Item"),
      description: textAt(view, row, "Description"),
      unit: textAt(view, row, "Unit"),
      unitPrice: take(readDecimal(incomingCell(view, row, "Unit price"))),
      currency: take(readCurrency(incomingCell(view, row, "Currency"))),
      taxCode: textAt(view, row, "Tax code"),
    };
    return { found, issues };
  };
}

interface TaxCodesReading {
  readonly rows: readonly TaxCodeRow[];
  readonly issues: readonly Issue[];
}

/** What was read of a snapshot stays true: an act asks for each of its documents. */
const taxCodeReadings = new WeakMap<TableSnapshot, TaxCodesReading>();

/** All tax code rows as plain data; a row with an unreadable cell is an issue and is left out. */
export function readTaxCodes(view: TableView): TaxCodesReading {
  let reading = taxCodeReadings.get(view.snapshot);
  if (reading === undefined) {
    reading = readTaxCodeRows(view);
    taxCodeReadings.set(view.snapshot, reading);
  }
  return reading;
}

function readTaxCodeRows(view: TableView): TaxCodesReading {
  const issues: Issue[] = [];
  const take = taker(issues);
  const rows = view.snapshot.rows.flatMap((_, row): TaxCodeRow[] => {
    const before = issues.length;
    const code = textAt(view, row, "Tax code");
    if (code === "") return [];
    const read: TaxCodeRow = {
      code,
      category: textAt(view, row, "Category"),
      ratePercent: take(readDecimal(incomingCell(view, row, "Rate %"))),
      validFrom: take(readDate(incomingCell(view, row, "Valid from"))),
      included: take(readFlag(incomingCell(view, row, "Included"))) ?? false,
      componentOf: textAt(view, row, "Component of") || null,
      compounds: take(readFlag(incomingCell(view, row, "Compounds"))) ?? false,
      exemptionReason: textAt(view, row, "Exemption reason") || null,
    };
    return issues.length === before ? [read] : [];
  });
  return { rows, issues };
}

export type TermsLookup =
  | { readonly ok: true; readonly code: string; readonly rule: string; readonly terms: Terms }
  | { readonly ok: false; readonly at: CellRef | null; readonly problem: TermsProblem; readonly known: readonly string[] };

const termsFound = new WeakMap<TableSnapshot, Map<string, TermsLookup>>();

/** Terms by their name in the Terms table, else by the rule itself ("net 30"), so that a customer's cell may hold either. */
export function findTerms(view: TableView, wanted: string): TermsLookup {
  const known = termsFound.get(view.snapshot) ?? new Map<string, TermsLookup>();
  termsFound.set(view.snapshot, known);
  let found = known.get(wanted);
  if (found === undefined) {
    found = lookUpTerms(view, wanted);
    known.set(wanted, found);
  }
  return found;
}

function lookUpTerms(view: TableView, wanted: string): TermsLookup {
  const row = view.snapshot.rows.findIndex((_, index) => plainHeader(textAt(view, index, "Terms")) === plainHeader(wanted));
  const rule = row < 0 ? wanted : textAt(view, row, "Rule");
  const parsed = parseTerms(rule);
  if (parsed.ok) return { ok: true, code: row < 0 ? wanted : textAt(view, row, "Terms"), rule, terms: parsed.value };
  const [problem] = parsed.rejections;
  if (problem === undefined) throw new Error("Terms were refused without a problem");
  const known = view.snapshot.rows.map((_, index) => textAt(view, index, "Terms")).filter((name) => name !== "");
  return { ok: false, at: row < 0 ? null : cellPlace(view, row, "Rule"), problem, known };
}

function readCustomer(view: TableView, row: number): Lookup<Customer> {
  const issues: Issue[] = [];
  const take = taker(issues);
  const text = (header: string): string => plainText(view, row, header) ?? take(readText(incomingCell(view, row, header))) ?? "";
  const found: Customer = {
    id: text("Customer"),
    name: text("Name"),
    group: text("Group"),
    poRequired: take(readFlag(incomingCell(view, row, "PO required"))) ?? false,
    hold: take(readFlag(incomingCell(view, row, "Hold"))) ?? false,
    terms: text("Terms"),
    currency: take(readCurrency(incomingCell(view, row, "Currency"))),
    taxCode: text("Tax code"),
    exemption: text("Exemption"),
    party: {
      name: text("Name") || text("Customer"), address: text("Address"), city: text("City"), postalCode: text("Postal code"), country: text("Country"),
      taxId: text("Tax ID"), email: text("Email"), buyerReference: text("Buyer reference"), electronicAddress: text("E-address"),
    },
    at: cellPlace(view, row, "Customer"),
  };
  return { found, issues };
}

/** A customer that differs only in case, punctuation, leading zeros, one letter or two swapped letters: to be offered, never taken. */
function nearest(wanted: string, view: TableView): string {
  const plain = plainHeader(wanted).replace(/^0+/, "");
  for (let row = 0; row < view.snapshot.rows.length; row += 1)
    for (const header of ["Customer", "Name"]) {
      const candidate = textAt(view, row, header);
      const other = plainHeader(candidate).replace(/^0+/, "");
      if (other !== "" && (other === plain || isOneEditAway(plain, other))) return textAt(view, row, "Customer");
    }
  return "";
}

function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 3) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  const areSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return areSwapped || restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}

function textAt(view: TableView, row: number, header: string): string {
  const plain = plainText(view, row, header);
  if (plain !== null) return plain;
  const reading = readText({ from: "cell", value: rawCell(view, row, header), at: {} });
  return reading.ok ? (reading.value ?? "") : "";
}

/** A cell that holds text, as readText gives it; null for what readText has to judge. */
function plainText(view: TableView, row: number, header: string): string | null {
  const cell = rawCell(view, row, header);
  return typeof cell === "string" && cell.length <= CELL_TEXT_MAX ? cell.trim() : null;
}

function taker(issues: Issue[]): <T>(reading: Reading<T>) => T | null {
  return (reading) => {
    if (reading.ok) return reading.value;
    issues.push(reading.issue);
    return null;
  };
}

function rowsBy(view: TableView, header: string): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  view.snapshot.rows.forEach((_, row) => push(rows, keyOf(textAt(view, row, header)), row));
  return rows;
}

/** Ids and names are compared without regard to case and outer blanks. */
export function keyOf(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}

function push(map: Map<string, number[]>, key: string, row: number): void {
  if (key === "") return;
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}

export function unknownCustomerIssue(at: CellRef, wanted: string, lookup: { readonly reason: "unknown" | "ambiguous"; readonly near: string }): Issue {
  return issueError(lookup.reason === "unknown" ? "customerUnknown" : "customerAmbiguous", at, { customer: wanted, near: lookup.near });
}
