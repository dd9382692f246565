import type { ChangeBody, Entry, EntryBody } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import type { Issue } from "../core/values/issue";
import { minorText } from "../core/values/money";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import { type JournalRow, documentOf, readJournal } from "./journal";
import { keyOf } from "./masterData";
import type { Snapshot } from "./port";
import { journalTables } from "./tables";

/** What to show of the trail; what is left out restricts nothing. */
export interface AuditFilter {
  /** Days of recording (UTC), both included. */
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  /** A customer or document that the entry has anything to do with, without regard to case. */
  readonly customer?: string;
  readonly document?: string;
}

/** One entry as an auditor reads it. */
export interface AuditEntry {
  readonly id: string;
  /** When it was recorded: ISO 8601 in UTC, by the clock of the device that posted. */
  readonly when: string;
  /** What the person says of themselves: nobody has checked it. */
  readonly by: string;
  readonly seat: string;
  readonly seq: number;
  readonly app: string;
  readonly schema: number;
  readonly kind: EntryBody["kind"];
  /** The document it is about; for a change the setting or row. */
  readonly document: string;
  readonly customer: string;
  /** The day it counts on, ISO; "" where it has none. */
  readonly date: string;
  /** Decimal text, negative where the customer owes less by it and it is a document of its own; "" without an amount. */
  readonly amount: string;
  readonly currency: string;
  readonly reason: string;
  /** Of a change: where, old and new. */
  readonly table: string;
  readonly changes: ChangeBody["cells"];
}

/** How far the chain of a seat's Journal holds. */
export interface SeatChain {
  readonly seat: string;
  readonly table: string;
  /** Rows that read and whose own hash is right. */
  readonly rows: number;
  /** Every row up to this Seq is as it was written, and none is missing; 0 when not even the first is. */
  readonly verifiedThrough: number;
  /** The first row that does not follow the one before it; null where the chain holds to its end. */
  readonly brokenAt: { readonly seq: number; readonly entry: string; readonly document: string } | null;
}

export interface AuditTrail {
  /** In the ledger's order (the logical clock, then id). */
  readonly entries: readonly AuditEntry[];
  /** Entries in the book, shown or not. */
  readonly total: number;
  readonly seats: readonly SeatChain[];
  /** Rows of the Journals that are no entries any more: changed, or not to be read. */
  readonly issues: readonly Issue[];
}

/**
 * Who recorded what, when and from which seat, with how far each seat's chain holds. From the Journals alone: the other
 * tables prove nothing. Evident means that a change shows, not that it cannot be made: somebody who rewrites a whole
 * Journal with all its hashes is found out only by a device that saw the old one.
 */
export function auditTrail(snapshot: Snapshot, filter: AuditFilter = {}): AuditTrail {
  const readings = journalTables(snapshot).map((table) => ({ table: table.name, ...readJournal(table) }));
  const entries = readings.flatMap((reading) => reading.entries);
  const schemas = new Map(readings.flatMap((reading) => reading.rows.map((row): [string, number] => [row.head.id, row.schema])));
  const documents = knownDocuments(entries);
  const seen = new Set<string>();
  const once = entries.filter(({ head }) => !seen.has(head.id) && seen.add(head.id) !== undefined);
  const shown = once.map((entry) => ({ entry, facts: factsOf(entry.body, documents) })).filter(({ entry, facts }) => matches(entry, facts, filter));
  return {
    entries: shown.sort((a, b) => a.entry.head.order - b.entry.head.order || (a.entry.head.id < b.entry.head.id ? -1 : 1)).map(({ entry, facts }) => auditEntry(entry, facts, schemas.get(entry.head.id) ?? 1)),
    total: once.length,
    seats: readings.map(({ table, rows, issues }) => seatChain(table, rows, issues.length)),
    issues: readings.flatMap(({ issues }) => issues),
  };
}

function auditEntry({ head, body }: Entry, facts: Facts, schema: number): AuditEntry {
  const { id, seat, seq, postedAt, by, app } = head;
  return {
    id, when: postedAt, by, seat, seq, app, schema, kind: body.kind, document: documentOf(body), customer: facts.customers.join(", "),
    date: facts.date === null ? "" : formatIsoDate(facts.date),
    amount: facts.amount === null || facts.currency === null ? "" : minorText(facts.amount, currencyDecimals(facts.currency)), currency: facts.amount === null ? "" : (facts.currency ?? ""),
    reason: facts.reason, table: body.kind === "change" ? body.table : "", changes: body.kind === "change" ? body.cells : [],
  };
}

/** A row that appears twice (a repeated append) is one; `damaged` rows at the end leave no successor to show them. */
function seatChain(table: string, rows: readonly JournalRow[], damaged: number): SeatChain {
  const inOrder = [...rows].sort((a, b) => a.head.seq - b.head.seq);
  const seat = inOrder[0]?.head.seat ?? table.replace(/^Journal_/, "");
  let previous: JournalRow | null = null;
  for (const row of inOrder) {
    if (previous !== null && previous.hash === row.hash) continue;
    if (row.previousHash !== (previous?.hash ?? ""))
      return { seat, table, rows: rows.length, verifiedThrough: previous?.head.seq ?? 0, brokenAt: { seq: row.head.seq, entry: row.head.id, document: row.document } };
    previous = row;
  }
  const last = previous?.head.seq ?? 0;
  return { seat, table, rows: rows.length, verifiedThrough: last, brokenAt: damaged === 0 ? null : { seq: last + 1, entry: "", document: "" } };
}

interface Facts {
  readonly date: PlainDate | null;
  readonly customers: readonly string[];
  readonly documents: readonly string[];
  readonly currency: CurrencyCode | null;
  readonly amount: number | null;
  readonly reason: string;
}

interface KnownDocument {
  readonly currency: CurrencyCode;
  readonly customer: string;
}

/** Currency and customer by number, for entries that name a document only. */
function knownDocuments(entries: readonly Entry[]): ReadonlyMap<string, KnownDocument> {
  const known = new Map<string, KnownDocument>();
  for (const { body } of entries) {
    if (body.kind === "invoice" || body.kind === "debitMemo" || body.kind === "creditMemo") known.set(body.document.number, body.document);
    else if (body.kind === "opening") known.set(body.number, body);
    else if (body.kind === "refund") known.set(body.refund.number, body.refund);
    else if (body.kind === "payment") {
      known.set(body.payment.number, body.payment);
      for (const { deduction, customer } of body.settlements) if (deduction !== null) known.set(deduction.number, { currency: body.payment.currency, customer });
    }
  }
  return known;
}

function factsOf(body: EntryBody, known: ReadonlyMap<string, KnownDocument>): Facts {
  const about = (of: Partial<Facts> & { readonly customers: readonly string[]; readonly documents: readonly string[] }): Facts => ({
    date: null, currency: null, amount: null, reason: "", ...of, customers: distinct(of.customers), documents: distinct(of.documents),
  });
  const sum = (parts: readonly { readonly amount: number }[]): number => parts.reduce((total, { amount }) => total + amount, 0);
  const currencyOf = (number: string): CurrencyCode | null => known.get(number)?.currency ?? null;
  switch (body.kind) {
    case "invoice":
    case "debitMemo": {
      const { number, customer, date, currency, total } = body.document;
      return about({ date, currency, amount: total, customers: [customer], documents: [number, body.adjusts ?? "", ...(body.prepaid ?? []).map(({ from }) => from), ...(body.interest ?? []).map(({ item }) => item)] });
    }
    case "creditMemo": {
      const { number, customer, date, currency, total } = body.document;
      return about({ date, currency, amount: 0 - total, customers: [customer, ...body.applications.map((part) => part.customer)], documents: [number, body.original ?? "", ...body.applications.map(({ to }) => to)] });
    }
    case "payment": {
      const { number, customer, date, currency, amount } = body.payment;
      const parts = body.settlements;
      return about({
        date, currency, amount, reason: distinct(parts.map(({ reason }) => reason)).join("; "), customers: [customer, ...parts.map((part) => part.customer)],
        documents: [number, ...parts.flatMap(({ to, deduction }) => [to, deduction?.number ?? ""])],
      });
    }
    case "application":
      return about({ date: body.date, currency: currencyOf(body.from), amount: sum(body.applications), customers: [known.get(body.from)?.customer ?? "", ...body.applications.map((part) => part.customer)], documents: [body.from, ...body.applications.map(({ to }) => to)] });
    case "void":
      return about({ date: body.date, reason: body.reason, customers: [body.customer], documents: [body.document] });
    case "writeOff":
      return about({ date: body.date, currency: currencyOf(body.document), amount: body.amount, reason: body.reason, customers: [body.customer], documents: [body.document] });
    case "chargeBack":
      return about({ date: body.date, currency: currencyOf(body.deduction), amount: body.amount, reason: body.reason, customers: [body.customer], documents: [body.deduction] });
    case "reversal":
      return about({ date: body.date, currency: body.currency, amount: 0 - body.amount, reason: body.reason, customers: [body.customer], documents: [body.number, body.payment] });
    case "refund": {
      const { number, customer, date, currency, amount, reason } = body.refund;
      return about({ date, currency, amount: 0 - amount, reason, customers: [customer], documents: [number, ...body.parts.map(({ from }) => from)] });
    }
    case "opening":
      return about({ date: body.date, currency: body.currency, amount: body.side === "charge" ? body.amount : 0 - body.amount, customers: [body.customer], documents: [body.number] });
    case "merge":
      return about({ date: body.date, reason: body.reason, customers: [body.from, body.into], documents: [] });
    case "change":
      return about({ reason: body.reason ?? "", customers: body.table === "Customers" ? [body.key] : [], documents: [body.key] });
  }
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== ""))];
}

function matches({ head }: Entry, facts: Facts, { from, to, customer, document }: AuditFilter): boolean {
  const day = head.postedAt.slice(0, "2026-01-31".length);
  if (from !== undefined && day < formatIsoDate(from)) return false;
  if (to !== undefined && day > formatIsoDate(to)) return false;
  if (customer !== undefined && !facts.customers.some((each) => keyOf(each) === keyOf(customer))) return false;
  return document === undefined || facts.documents.some((each) => keyOf(each) === keyOf(document));
}
