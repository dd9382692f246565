import type { BilledLine, Entry } from "./entries";
import type { ChargeState, CreditState, FoldedApplication, FoldedLedger, LedgerConflict, RefundState } from "./ledgerState";
import { chargeStatus, creditStatus } from "./ledgerState";
import type { ChargeCell, CreditCell, FoldWork, RefundCell } from "./movements";
import { addDocuments } from "./documents";
import { applyBody } from "./applyEntry";
import { addFinalConflicts } from "./conflicts";
import { entryNumber } from "./entryNumber";
import { customerAliases, customerNow } from "./customers";
import { changedDues, dueChanges } from "./dueChanges";
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
  const work: FoldWork = { charges: new Map(), credits: new Map(), creditOfEntry: new Map(), prepaidCharges: new Map(), refunds: new Map(), applications: [], conflicts };
  for (const entry of entries) addDocuments(work, entry);
  for (const entry of entries) applyBody(work, entry);
  return ledgerOf(work, { entries, aliases, disputed });
}

/** What a fold can be gone on from; its cells change with every entry, so it is taken once. */
const works = new WeakMap<FoldedLedger, FoldWork>();

/**
 * The ledger with more entries at its end, as foldEntries of all of them gives it: of a long run every slice is added to what the
 * slices before it made. Where the new entries may change what older ones did (another order, a number that is taken, a merge, a
 * changed due date), or `before` was gone on from already, everything is folded anew.
 */
export function foldMore(before: FoldedLedger, added: readonly Entry[], disputed: ReadonlyMap<string, number> = new Map()): FoldedLedger {
  const work = works.get(before);
  if (work === undefined || !isAtTheEnd(before, added, work)) return foldEntries([...before.entries, ...added], disputed);
  works.delete(before);
  for (const entry of added) addDocuments(work, entry);
  // Documents come before what was deducted from older ones, as in a whole fold.
  const deductions = [...work.charges].filter(([, { kind }]) => kind === "deduction");
  for (const [number, item] of deductions) {
    work.charges.delete(number);
    work.charges.set(number, item);
  }
  for (const entry of added) applyBody(work, entry);
  return ledgerOf(work, { entries: [...before.entries, ...added], aliases: before.aliases, disputed });
}

/** Whether these entries come after all others and add to them only. */
function isAtTheEnd(before: FoldedLedger, added: readonly Entry[], work: FoldWork): boolean {
  // What is missing may be among the new ones; and an entry that stands twice is looked at with all its copies.
  if (before.conflicts.some(({ code }) => code === "documentMissing" || code === "sameIdOtherContent")) return false;
  const numbers = new Set<string>();
  let last = before.entries.at(-1);
  for (const entry of added) {
    if (last !== undefined && compareEntries(last, entry) >= 0) return false;
    last = entry;
    const { kind } = entry.body;
    if (kind === "application" || kind === "writeOff") continue;
    const number = entryNumber(entry.body);
    // Without a number it changes more than its own documents' amounts.
    if (number === null || numbers.has(number) || isTaken(work, number)) return false;
    numbers.add(number);
  }
  const ids = new Set(added.map(({ head }) => head.id));
  return !before.entries.some(({ head }) => ids.has(head.id));
}

function isTaken({ charges, credits, refunds }: FoldWork, number: string): boolean {
  return charges.has(number) || credits.has(number) || refunds.has(number);
}

function ledgerOf(work: FoldWork, { entries, aliases, disputed }: { readonly entries: readonly Entry[]; readonly aliases: ReadonlyMap<string, string>; readonly disputed: ReadonlyMap<string, number> }): FoldedLedger {
  const final: FoldWork = { ...work, conflicts: [...work.conflicts] };
  addRowConflicts(final, entries);
  addFinalConflicts(final);
  const nameOf = (customer: string): string => (aliases.size === 0 ? customer : customerNow(aliases, customer));
  const changes = dueChanges(entries);
  const charges = new Map<string, ChargeState>();
  for (const [number, cell] of work.charges) charges.set(number, chargeState(cell, { customer: nameOf(cell.customer), disputed: disputed.get(number) ?? 0, dues: changedDues(cell.dues, changes.get(number)) }));
  const credits = new Map<string, CreditState>();
  for (const [number, cell] of work.credits) credits.set(number, creditState(cell, nameOf(cell.customer)));
  const refunds = new Map<string, RefundState>();
  for (const [number, cell] of work.refunds) refunds.set(number, refundState(cell, nameOf(cell.customer)));
  const gains = exchangeGains(work);
  const applications = work.applications.map((facts): FoldedApplication => {
    const { date, from, to, customer, currency, amount, discount, kind, entry, line } = facts;
    return { date, from, to, customer: nameOf(customer), currency, amount, discount, kind, entry, line, postedCustomer: customer, exchange: gains.get(facts) ?? null };
  });
  const ledger: FoldedLedger = {
    facts: { charges: [...charges.values()], credits: [...credits.values()], applications },
    charges, credits, refunds, applications, aliases, conflicts: final.conflicts, entries,
  };
  works.set(ledger, work);
  return ledger;
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
  const linesOf = new Map<string, readonly BilledLine[]>();
  for (const { head, body } of entries) if (body.kind === "invoice" && body.document.lines.length > 0) linesOf.set(head.id, body.document.lines);
  const firstByRow = new Map<string, string>();
  for (const cell of work.charges.values()) {
    const { number: document, entry } = cell;
    const lines = linesOf.get(entry);
    if (lines === undefined || !isBilling(cell)) continue;
    for (const { rowId } of lines) {
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

function statusOf({ amount, open, closedBy: { paid, credited, writtenOff, movedBack }, voidedBy }: ChargeCell): ChargeState["status"] {
  return chargeStatus(amount, open, { paid, credited, writtenOff, movedBack, voided: voidedBy !== null });
}

function chargeState(cell: ChargeCell, { customer, disputed, dues }: Pick<ChargeState, "customer" | "disputed" | "dues">): ChargeState {
  const { number, kind, date, currency, amount, rounding, entry, open, origin } = cell;
  const state = {
    number, kind, customer, date, currency, amount, dues, disputed: Math.min(Math.max(disputed, 0), open), entry, open, status: statusOf(cell),
    origin: origin === null ? null : origin.number,
  };
  return rounding === 0 ? state : { ...state, rounding };
}

function creditState(cell: CreditCell, customer: string): CreditState {
  const { number, kind, date, currency, amount, rounding, entry, unapplied, reversed, refunded, cancelledBy } = cell;
  const status = creditStatus(amount, unapplied, cancelledBy !== null);
  const state = { number, kind, customer, date, currency, amount, entry, unapplied, reversed, refunded, status };
  return rounding === 0 ? state : { ...state, rounding };
}

function refundState({ number, date, currency, entry, parts, reversed }: RefundCell, customer: string): RefundState {
  return { number, customer, date, currency, amount: parts.reduce((sum, part) => sum + part.amount, 0), entry, reversed };
}
