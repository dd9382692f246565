import type { InvoiceBody } from "../core/ledger/entries";
import { decimalText } from "../core/values/decimal";
import { type Result, ok, refuse } from "../core/values/result";
import { type Rejection, rejection } from "../workbook/rejection";
import type { Book } from "./book";
import type { ResolvedLine } from "./resolveLines";

/** An invoice that an earlier, interrupted run of the same act posted. */
export interface PostedInvoice {
  readonly id: string;
  readonly body: InvoiceBody;
}

/** Invoices that stand of this act, in the order in which they were planned. */
export function postedInvoices({ ledger }: Book, act: string): readonly PostedInvoice[] {
  const own = ledger.entries.flatMap(({ head, body }) => (body.kind === "invoice" && head.id.startsWith(`${act}.`) ? [{ id: head.id, body }] : []));
  return own.sort((a, b) => placeOf(a.id, act) - placeOf(b.id, act));
}

/** Ids for the invoices that are still to be made: places that no posted one has, in order. */
export function* freeIds(act: string, posted: readonly PostedInvoice[]): Generator<string, never> {
  const taken = new Set(posted.map(({ id }) => id));
  for (let place = 1; ; place += 1) {
    const id = `${act}.${place}`;
    if (!taken.has(id)) yield id;
  }
}

function placeOf(id: string, act: string): number {
  return Number(id.slice(act.length + 1));
}

export interface Remaining {
  /** Lines that are on none of the posted invoices. */
  readonly lines: readonly ResolvedLine[];
  /** Rows (1-based) that are on one and bear no mark yet, by the invoice's number. */
  readonly unmarked: ReadonlyMap<string, readonly number[]>;
}

interface Standing {
  readonly number: string;
  readonly customer: string;
  /** How many of its rows were not met yet, and which they could be. */
  open: number;
  readonly keys: Map<string, number>;
}

/**
 * Tells the rows that an interrupted run billed from those that it left. `marked`: how many rows bear the number of each
 * posted invoice. A row without a mark was billed when a posted invoice holds its row id, or a line that reads as it does and
 * that no other row accounts for. Where a posted invoice's rows are not found, a row of the same customer could be one of them,
 * changed since: then nothing is billed, because it could be billed twice.
 */
export function remainingLines(lines: readonly ResolvedLine[], posted: readonly PostedInvoice[], marked: ReadonlyMap<string, number>): Result<Remaining, Rejection<"rowsChanged">> {
  if (posted.length === 0) return ok({ lines, unmarked: new Map() });
  const standing = new Map<string, Standing[]>();
  for (const { body } of posted) {
    const { number, customer, currency } = body.document;
    const items = body.document.lines.filter(({ kind }) => kind === "item");
    const keys = new Map<string, number>();
    for (const line of items) {
      const key = keyOf(line.rowId, [line.date, line.item, line.description, line.quantity, line.unitPrice, line.discountPercent, line.taxCode]);
      keys.set(key, (keys.get(key) ?? 0) + 1);
    }
    const place = `${currency} ${customer}`;
    standing.set(place, [...(standing.get(place) ?? []), { number, customer, open: items.length - (marked.get(number) ?? 0), keys }]);
  }
  const left: ResolvedLine[] = [];
  const unmarked = new Map<string, number[]>();
  for (const line of lines) {
    const { draft } = line;
    const key = keyOf(draft.rowId, [draft.date, draft.item, line.description, decimalText(line.quantity), decimalText(line.unitPrice), decimalText(line.discountPercent), line.tax.code]);
    const on = standing.get(placeOfLine(line))?.find((invoice) => invoice.open > 0 && (invoice.keys.get(key) ?? 0) > 0);
    if (on === undefined) {
      left.push(line);
      continue;
    }
    on.open -= 1;
    on.keys.set(key, (on.keys.get(key) ?? 0) - 1);
    unmarked.set(on.number, [...(unmarked.get(on.number) ?? []), draft.row]);
  }
  for (const line of left) {
    const doubtful = standing.get(placeOfLine(line))?.find(({ open }) => open > 0);
    if (doubtful !== undefined) return refuse(rejection("rowsChanged", { posted: posted.length, invoice: doubtful.number, customer: doubtful.customer }, line.draft.at("customer")));
  }
  return ok({ lines: left, unmarked });
}

function placeOfLine({ currency, customer }: ResolvedLine): string {
  return `${currency} ${customer.id}`;
}

function keyOf(rowId: string, facts: readonly (string | number | null)[]): string {
  return rowId === "" ? JSON.stringify(facts) : `id ${rowId}`;
}
