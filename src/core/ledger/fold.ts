import type { Entry } from "./entries";
import type { ChargeState, CreditState, FoldedApplication, FoldedLedger, LedgerConflict, RefundState } from "./ledgerState";
import { chargeStatus, creditStatus } from "./ledgerState";
import type { ChargeCell, CreditCell, FoldWork, RefundCell } from "./movements";
import { addDocuments } from "./documents";
import { applyBody } from "./applyEntry";
import { addFinalConflicts } from "./conflicts";
import { customerAliases, customerNow } from "./customers";
import { exchangeGains } from "./exchangeGains";

/**
 * The ledger that a set of entries makes. Independent of the order in which they are given and of repetitions: entries
 * are taken by (order, id), a repeated id counts once. Documents come first, then movements in ledger order, each limited
 * to what is left: no merge of two people's work over-pays an invoice or over-spends a payment; what was cut off is
 * unapplied and a conflict. Invariant: Σ open − Σ unapplied = balance, per currency.
 *
 * `disputed`: amount under dispute by document number (from Activity), in minor units.
 * Customers that were merged are one customer, whenever their documents were posted.
 * Example: an invoice of 100.00 and two payments of 80.00 applied to it leave it Paid and 60.00 unapplied.
 */
export function foldEntries(given: readonly Entry[], disputed: ReadonlyMap<string, number> = new Map()): FoldedLedger {
  const conflicts: LedgerConflict[] = [];
  const entries = distinctInOrder(given, conflicts);
  const aliases = customerAliases(entries, conflicts);
  const work: FoldWork = { charges: new Map(), credits: new Map(), creditOfEntry: new Map(), refunds: new Map(), applications: [], conflicts };
  for (const entry of entries) addDocuments(work, entry);
  for (const entry of entries) applyBody(work, entry);
  addRowConflicts(work, entries);
  addFinalConflicts(work);
  const named = <T extends { readonly customer: string }>(state: T): T => ({ ...state, customer: customerNow(aliases, state.customer) });
  const charges = new Map([...work.charges].map(([number, cell]) => [number, named(chargeState(cell, disputed.get(number) ?? 0))]));
  const credits = new Map([...work.credits].map(([number, cell]) => [number, named(creditState(cell))]));
  const refunds = new Map([...work.refunds].map(([number, cell]) => [number, named(refundState(cell))]));
  const gains = exchangeGains(work);
  const applications = work.applications.map((facts): FoldedApplication => named({ ...facts, postedCustomer: facts.customer, exchange: gains.get(facts) ?? null }));
  return {
    facts: { charges: [...charges.values()], credits: [...credits.values()], applications },
    charges, credits, refunds, applications, aliases, conflicts, entries,
  };
}

/** Ledger order: the logical clock, then the id by code units (never by a locale). */
export function compareEntries(a: Entry, b: Entry): number {
  if (a.head.order !== b.head.order) return a.head.order - b.head.order;
  return a.head.id < b.head.id ? -1 : a.head.id > b.head.id ? 1 : 0;
}

function distinctInOrder(given: readonly Entry[], conflicts: LedgerConflict[]): Entry[] {
  const byId = new Map<string, Entry>();
  const clashes = new Set<string>();
  for (const entry of given) {
    const known = byId.get(entry.head.id);
    if (known === undefined) byId.set(entry.head.id, entry);
    else if (JSON.stringify(known) !== JSON.stringify(entry)) {
      clashes.add(entry.head.id);
      byId.set(entry.head.id, earlierOf(known, entry));
    }
  }
  for (const id of [...clashes].sort()) conflicts.push({ code: "sameIdOtherContent", entry: id });
  return [...byId.values()].sort(compareEntries);
}

/** Of two rows that claim one id, the same one for every reader: the lower order, then the lesser text. */
function earlierOf(a: Entry, b: Entry): Entry {
  if (a.head.order !== b.head.order) return a.head.order < b.head.order ? a : b;
  return JSON.stringify(a) < JSON.stringify(b) ? a : b;
}

/** The same source row on two live invoices: money asked for twice. */
function addRowConflicts(work: FoldWork, entries: readonly Entry[]): void {
  const linesOf = new Map(entries.flatMap(({ head, body }) => (body.kind === "invoice" ? [[head.id, body.document.lines] as const] : [])));
  const firstByRow = new Map<string, string>();
  for (const cell of work.charges.values()) {
    const { number: document, entry } = cell;
    if (!isBilling(cell)) continue;
    for (const { rowId } of linesOf.get(entry) ?? []) {
      if (rowId === "") continue;
      const first = firstByRow.get(rowId);
      if (first === undefined) firstByRow.set(rowId, document);
      else if (first !== document) work.conflicts.push({ code: "rowBilledTwice", entry, document, rowId, first });
    }
  }
}

/** A row on an invoice that was voided or credited whole may be billed again. */
function isBilling(cell: ChargeCell): boolean {
  const status = statusOf(cell);
  return status !== "Void" && status !== "Credited";
}

function statusOf({ amount, open, closedBy, voidedBy }: ChargeCell): ChargeState["status"] {
  return chargeStatus(amount, open, { ...closedBy, voided: voidedBy !== null });
}

function chargeState(cell: ChargeCell, disputed: number): ChargeState {
  const { number, kind, customer, date, currency, amount, dues, entry, open, origin } = cell;
  return {
    number, kind, customer, date, currency, amount, dues, disputed: Math.min(Math.max(disputed, 0), open), entry, open, status: statusOf(cell),
    origin: origin === null ? null : origin.number,
  };
}

function creditState(cell: CreditCell): CreditState {
  const { number, kind, customer, date, currency, amount, entry, unapplied, reversed, refunded, cancelledBy } = cell;
  const status = creditStatus(amount, unapplied, cancelledBy !== null);
  return { number, kind, customer, date, currency, amount, entry, unapplied, reversed, refunded, status };
}

function refundState({ number, customer, date, currency, entry, parts, reversed }: RefundCell): RefundState {
  return { number, customer, date, currency, amount: parts.reduce((sum, part) => sum + part.amount, 0), entry, reversed };
}
