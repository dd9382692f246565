import type { ChangeSet, DocumentSummary } from "../../actions/action";
import { type CreateInvoicesInput, createInvoices } from "../../actions/createInvoices";
import { type Told, tell } from "../../actions/runAction";
import type { BilledDocument } from "../../core/ledger/entries";
import { type CurrencyCode, currencyDecimals } from "../../core/values/currency";
import { minorFromText } from "../../core/values/moneyDecimal";
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

/** Plans the invoices and keeps what is wrong beside them. Pure: the same rows give the same plan. */
export function planBill(snapshot: Snapshot, input: CreateInvoicesInput, env: PlanEnv): BillPlan {
  const range = snapshot.source;
  const headers = (range?.values[0] ?? []).map((cell) => (typeof cell === "object" ? cell.error : String(cell)));
  const mapping = range === null ? null : mapColumns(headers, LINE_FIELDS, input.mapping);
  const planned = createInvoices.plan(snapshot, input, env);
  if (!planned.ok) return { range, headers, mapping, told: planned.rejections.map((item) => tell({ ...item, severity: "error" })), cards: [] };
  return { range, headers, mapping, told: planned.value.issues.map(tell), cards: cardsOf(planned.value) };
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

/** Totals of documents per currency, in order of code. */
export function sumDocuments(documents: readonly DocumentSummary[]): readonly CurrencySum[] {
  const sums = new Map<CurrencyCode, number>();
  for (const { currency, total } of documents) {
    const minor = minorFromText(total, currencyDecimals(currency));
    sums.set(currency, (sums.get(currency) ?? 0) + (minor.ok ? minor.minor : 0));
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ currency, minor }));
}

/** True when posting would make exactly what the person saw. Numbers are left aside: another person may have taken one. */
export function sameDocuments(seen: readonly DocumentSummary[], now: readonly DocumentSummary[]): boolean {
  return JSON.stringify(seen.map(factsOf)) === JSON.stringify(now.map(factsOf));
}

/** True when every document is one that the person saw: what a run that was stopped has left to do. */
export function isPartOf(now: readonly DocumentSummary[], seen: readonly DocumentSummary[]): boolean {
  const left = new Map<string, number>();
  for (const facts of seen.map(factsOf)) left.set(facts, (left.get(facts) ?? 0) + 1);
  return now.map(factsOf).every((facts) => {
    const count = left.get(facts) ?? 0;
    left.set(facts, count - 1);
    return count > 0;
  });
}

function factsOf({ number: _number, ...rest }: DocumentSummary): string {
  return JSON.stringify(rest);
}
