import type { BilledDocument, BilledDue, BilledLine, BilledTreatment, TaxGroup } from "../../../core/ledger/entries";
import type { CurrencyCode } from "../../../core/values/currency";
import { type Decimal, HUNDRED, ZERO, decimalFromNumber, parseDecimal, roundToMinor } from "../../../core/values/decimal";
import type { PlainDate } from "../../../core/values/plainDate";
import type { Around } from "./around";
import type { EntryRows, PostedRow } from "./postedRows";

/** What of a document the tables do not show, so that it had to be filled in. */
export type Gap = "lines" | "dues" | "taxes";

export interface RebuiltDocument {
  readonly document: BilledDocument;
  readonly gaps: readonly Gap[];
}

/**
 * The document that an Invoices row, its lines and its due dates were written from. `sign`: −1 for a credit memo, whose rows
 * are negative. What the tables do not hold is as it is today: seller, buyer, terms, what a tax code means. Lines that are
 * missing or were changed are made up for in one line, so that the document still comes to what was posted. Null where the
 * row itself cannot be read.
 */
export function rebuiltDocument(header: PostedRow, { DueDates, InvoiceLines }: EntryRows, of: { readonly sign: 1 | -1; readonly around: Around }): RebuiltDocument | null {
  const { sign, around } = of;
  const [currency, date] = [header.currency(), header.day("Date")];
  if (currency === null || date === null) return null;
  const amounts = { net: header.money("Net", currency), tax: header.money("Tax", currency), total: header.money("Total", currency) };
  if (amounts.net === null || amounts.tax === null || amounts.total === null) return null;
  const [net, tax, total] = [plus(sign * amounts.net), plus(sign * amounts.tax), plus(sign * amounts.total)];
  const rounding = total - net - tax;
  const { lines, treatments, isWhole } = documentLines(InvoiceLines, { sign, currency, date, net, around });
  const taxes = documentTaxes(lines, treatments, tax);
  const dues = documentDues(header, DueDates, { sign, currency, total, date });
  const exchangeRate = header.decimal("Exchange rate");
  const [number, code] = [header.text("Number"), header.text("Terms")];
  const document: BilledDocument = {
    number, customer: header.text("Customer"), date, currency, reference: header.text("Reference"), terms: { code, rule: around.termsRule(code) },
    exchangeRate, ...(exchangeRate === "" ? {} : { bookCurrency: around.settings.currency }), rounding: taxes.rounding,
    seller: around.settings.seller, buyer: around.buyer(header.text("Customer")), lines, treatments, taxGroups: taxes.groups, net, tax, total,
    ...(rounding === 0 ? {} : { payableRounding: rounding }), dues: dues.parts,
  };
  return { document, gaps: [...(isWhole ? [] : ["lines" as const]), ...(dues.isWhole ? [] : ["dues" as const]), ...(taxes.isExact ? [] : ["taxes" as const])] };
}

interface LinesOf {
  readonly sign: 1 | -1;
  readonly currency: CurrencyCode;
  readonly date: PlainDate;
  readonly net: number;
  readonly around: Around;
}

function documentLines(rows: readonly PostedRow[], of: LinesOf): { readonly lines: readonly BilledLine[]; readonly treatments: readonly BilledTreatment[]; readonly isWhole: boolean } {
  const treatments: BilledTreatment[] = [];
  const read = [...rows].sort((a, b) => (a.number("Line") ?? 0) - (b.number("Line") ?? 0)).map((row) => ({ row, line: lineOf(row, of, treatments) }));
  const proven = read.flatMap(({ row, line }) => (row.isProven && line !== null ? [line] : []));
  const rest = of.net - proven.reduce((sum, line) => sum + line.net, 0);
  if (proven.length === read.length && (rest === 0 || read.length === 0)) return { lines: proven, treatments, isWhole: rest === 0 };
  // One changed line is known for what it was by what the others leave of the net; several, or missing ones, become one line.
  const changed = read.find(({ row, line }) => !row.isProven && line !== null)?.line ?? null;
  const last = proven.reduce((most, { line }) => Math.max(most, line), 0);
  const filled: BilledLine = changed === null
    ? { line: last + 1, kind: "item", rowId: "", date: null, supplyDate: of.date, item: "", description: "", quantity: "1", unit: "", unitPrice: "", discountPercent: "0", taxCode: "", treatment: treatmentIndex(treatments, of.around.treatment("", "0", of.date)), ratePercent: "0", net: rest }
    : { ...changed, net: rest };
  return { lines: [...proven, filled].sort((a, b) => a.line - b.line), treatments, isWhole: false };
}

function lineOf(row: PostedRow, { sign, currency, date, around }: LinesOf, treatments: BilledTreatment[]): BilledLine | null {
  const [line, net, kind] = [row.number("Line"), row.money("Net", currency), row.text("Kind")];
  if (line === null || net === null || (kind !== "item" && kind !== "discount" && kind !== "charge")) return null;
  const [taxCode, ratePercent] = [row.text("Tax code"), row.decimal("Rate %")];
  const quantity = row.decimal("Quantity");
  return {
    line, kind, rowId: row.text("Row ID"), date: null, supplyDate: row.day("Supply date") ?? date, item: row.text("Item"), description: row.text("Description"),
    quantity: sign === 1 ? quantity : negated(quantity), unit: row.text("Unit"), unitPrice: row.decimal("Unit price"), discountPercent: row.decimal("Discount %"),
    taxCode, treatment: treatmentIndex(treatments, around.treatment(taxCode, ratePercent, date)), ratePercent, net: plus(sign * net),
  };
}

function treatmentIndex(treatments: BilledTreatment[], wanted: BilledTreatment): number {
  const text = JSON.stringify(wanted);
  const known = treatments.findIndex((treatment) => JSON.stringify(treatment) === text);
  return known < 0 ? treatments.push(wanted) - 1 : known;
}

interface Taxes {
  readonly groups: readonly TaxGroup[];
  readonly rounding: BilledDocument["rounding"];
  readonly isExact: boolean;
}

/** The tax by category and rate: rounded for each group or each line, whichever comes to the posted tax; else the last group takes the rest. */
function documentTaxes(lines: readonly BilledLine[], treatments: readonly BilledTreatment[], tax: number): Taxes {
  if (lines.length === 0) return { groups: [], rounding: "perGroup", isExact: tax === 0 };
  const byTreatment = treatments.flatMap((treatment, index) => {
    const own = lines.filter((line) => line.treatment === index);
    return own.length === 0 ? [] : [{ treatment, own }];
  });
  const taxOn = (nets: readonly number[], treatment: BilledTreatment): number => nets.reduce((sum, net) => sum + roundToMinor(decimalFromNumber(net).mul(effectiveRate(treatment)).div(HUNDRED), 0), 0);
  const group = ({ treatment, own }: (typeof byTreatment)[number], amount: number): TaxGroup => ({
    category: treatment.category, code: treatment.code, ratePercent: own[0]?.ratePercent ?? "0", exemptionReason: treatment.exemptionReason, taxable: own.reduce((sum, line) => sum + line.net, 0), tax: amount,
  });
  const whole = byTreatment.map((part) => group(part, taxOn([part.own.reduce((sum, line) => sum + line.net, 0)], part.treatment)));
  if (total(whole) === tax) return { groups: whole, rounding: "perGroup", isExact: true };
  const each = byTreatment.map((part) => group(part, taxOn(part.own.map((line) => line.net), part.treatment)));
  if (total(each) === tax) return { groups: each, rounding: "perLine", isExact: true };
  const rest = tax - total(each);
  // With one rate there is nothing to divide: tax that a price includes is what its rounding left.
  return { isExact: each.length === 1, groups: each.map((part, index) => (index === each.length - 1 ? { ...part, tax: part.tax + rest } : part)), rounding: "perLine" };
}

function total(groups: readonly TaxGroup[]): number {
  return groups.reduce((sum, { tax }) => sum + tax, 0);
}

/** In percent of the net, a component on top of those before it included. */
function effectiveRate({ components }: BilledTreatment): Decimal {
  return components.reduce((sum, { ratePercent, compounds }) => {
    const rate = parseDecimal(ratePercent) ?? ZERO;
    return sum.add(compounds ? rate.mul(sum.add(HUNDRED)).div(HUNDRED) : rate);
  }, ZERO);
}

function documentDues(header: PostedRow, rows: readonly PostedRow[], of: { readonly sign: 1 | -1; readonly currency: CurrencyCode; readonly total: number; readonly date: PlainDate }): { readonly parts: readonly BilledDue[]; readonly isWhole: boolean } {
  const { sign, currency, total: owed, date } = of;
  if (sign === -1) return { parts: [], isWhole: true };
  const parts = dueParts(header.text("Number"), rows, currency);
  if (parts !== null && parts.reduce((sum, { amount }) => sum + amount, 0) === owed && (parts.length > 0 || owed === 0)) return { parts, isWhole: true };
  return { parts: [{ part: 1, due: header.day("Due") ?? date, amount: owed, discountUntil: null, discount: 0 }], isWhole: false };
}

/** The parts of a document in order; null where one cannot be read. */
export function dueParts(number: string, rows: readonly PostedRow[], currency: CurrencyCode): readonly BilledDue[] | null {
  const parts: BilledDue[] = [];
  for (const row of rows) {
    if (row.text("Number") !== number) continue;
    const [part, due, amount] = [row.number("Part"), row.day("Due"), row.money("Amount", currency)];
    if (part === null || due === null || amount === null) return null;
    parts.push({ part, due, amount, discountUntil: row.day("Discount until"), discount: row.money("Discount", currency) ?? 0 });
  }
  return parts.sort((a, b) => a.part - b.part);
}

function negated(decimal: string): string {
  const value = parseDecimal(decimal);
  return value === null ? decimal : value.isZero() ? "0" : value.neg().toFixed();
}

/** Never −0. */
function plus(value: number): number {
  return value + 0;
}
