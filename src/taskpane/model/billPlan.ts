import type { ChangeSet, DocumentSummary } from "../../actions/action";
import { createInvoices } from "../../actions/createInvoices";
import { type PlanningOptions, planInSlices } from "../../actions/planInSlices";
import type { CreateInvoicesInput } from "../../actions/createInvoicesInput";
import { type Told, tell } from "../../actions/runAction";
import type { BilledDocument } from "../../core/ledger/entries";
import type { Steps } from "../../core/reports/steps";
import type { CurrencyCode } from "../../core/values/currency";
import { type ColumnMapping, mapColumns } from "../../workbook/columnMapping";
import type { RangeSnapshot, Snapshot } from "../../workbook/port";
import { LINE_FIELDS, type LineField } from "../../workbook/sourceColumns";
import type { PlanEnv } from "../../actions/action";

/** An invoice as the preview shows it. Its number is taken when it is posted. */
export interface InvoiceCard {
  /** The same for the same customer, currency and reference, however often the rows are read. */
  readonly key: string;
  /** 1-based rows of the source. */
  readonly rows: readonly number[];
  readonly document: BilledDocument;
  readonly summary: DocumentSummary;
}

/** What the rows would become, with everything that is wrong with them. */
export interface BillPlan {
  readonly range: RangeSnapshot | null;
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping<LineField> | null;
  readonly told: readonly Told[];
  readonly cards: readonly InvoiceCard[];
}

/** Sentences that are made, or documents that are compared, at one go. */
const AT_ONCE = 256;

/** Plans the invoices in slices and keeps what is wrong beside them; null when cancelled. The same rows give the same plan. */
export async function planBill(snapshot: Snapshot, input: CreateInvoicesInput, env: PlanEnv, options: PlanningOptions): Promise<BillPlan | null> {
  const range = snapshot.source;
  const headers = (range?.values[0] ?? []).map((cell) => (typeof cell === "object" ? cell.error : String(cell)));
  const mapping = range === null ? null : mapColumns(headers, LINE_FIELDS, input.mapping);
  const planned = await planInSlices(createInvoices, { snapshot, input, env }, options);
  if (planned === null) return null;
  if (!planned.ok) return { range, headers, mapping, told: planned.rejections.map((item) => tell({ ...item, severity: "error" })), cards: [] };
  const told: Told[] = [];
  for (const [place, issue] of planned.value.issues.entries()) {
    if (place % AT_ONCE === AT_ONCE - 1) await options.pause?.();
    told.push(tell(issue));
  }
  return options.cancel?.isCancelled === true ? null : { range, headers, mapping, told, cards: cardsOf(planned.value) };
}

function cardsOf({ entries, documents }: ChangeSet): readonly InvoiceCard[] {
  return entries.flatMap(({ body, rows }, index): InvoiceCard[] => {
    const summary = documents[index];
    if (body.kind !== "invoice" || summary === undefined) return [];
    const { customer, currency, reference } = body.document;
    return [{ key: JSON.stringify([customer, currency, reference]), rows: rows ?? [], document: body.document, summary }];
  });
}

export interface CurrencySum {
  readonly currency: CurrencyCode;
  readonly minor: number;
}

/** Totals of invoices per currency, in order of code. */
export function sumCards(cards: readonly InvoiceCard[]): readonly CurrencySum[] {
  const sums = new Map<CurrencyCode, number>();
  for (const { document: { currency, total } } of cards) sums.set(currency, (sums.get(currency) ?? 0) + total);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ currency, minor }));
}

/** True when posting would make exactly what the person saw. Numbers are left aside: another person may have taken one. */
export function* sameDocuments(seen: readonly DocumentSummary[], now: readonly DocumentSummary[]): Steps<boolean> {
  for (const [place, document] of seen.entries()) {
    if (place % AT_ONCE === AT_ONCE - 1) yield;
    if (!isSame({ ...document, number: "" }, { ...now[place], number: "" })) return false;
  }
  return seen.length === now.length;
}

/** True when every document is one that the person saw: what a run that was stopped has left to do. */
export function* isPartOf(now: readonly DocumentSummary[], seen: readonly DocumentSummary[]): Steps<boolean> {
  const left = new Map<string, number>();
  for (const [place, document] of seen.entries()) {
    if (place % AT_ONCE === AT_ONCE - 1) yield;
    const facts = factsOf(document);
    left.set(facts, (left.get(facts) ?? 0) + 1);
  }
  for (const [place, document] of now.entries()) {
    if (place % AT_ONCE === AT_ONCE - 1) yield;
    const facts = factsOf(document);
    const count = left.get(facts) ?? 0;
    if (count === 0) return false;
    left.set(facts, count - 1);
  }
  return true;
}

/** Whether two values of plain data are the same, without making texts of them: there may be ten thousand. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const [ours, theirs] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return ours.length === theirs.size && ours.every(([key, value]) => theirs.has(key) && isSame(value, theirs.get(key)));
}

function factsOf({ number: _number, ...rest }: DocumentSummary): string {
  return JSON.stringify(rest);
}
