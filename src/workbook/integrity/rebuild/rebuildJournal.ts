import type { Entry, EntryBody, EntryHead } from "../../../core/ledger/entries";
import { type FoldedLedger, laterOf } from "../../../core/ledger/ledgerState";
import type { CellRef } from "../../../core/values/issue";
import { STEP_ROWS, type Steps } from "../../../core/reports/steps";
import type { PlainDate } from "../../../core/values/plainDate";
import { decodeBody, encodeBody } from "../../codec";
import { type JournalRow, documentOf, journalRow } from "../../journal";
import { MERGED_INTO } from "../../mergedCustomers";
import type { Snapshot } from "../../port";
import { rawCell, viewTable } from "../../tables";
import type { Witness, WitnessedRow } from "../../witness";
import { type ExpectedRow, STEP_ENTRIES, expectedRowsSteps } from "../expectedRows";
import { keyOfCells, plainOf } from "../plainCells";
import { REPEATING_TABLES } from "../repeatingTables";
import { readAround } from "./around";
import { rowsByEntry } from "./postedRows";
import { type RebuiltBody, rebuiltBody } from "./rebuiltBody";
import type { Gap } from "./rebuiltDocument";

/** Behind the name of whoever had an entry made again: nobody knows who posted it first. */
export const MADE_AGAIN = "(made again)";

/** An entry to be made again. `kept`: the Journal row as this device remembers it. */
export interface RebuiltEntry {
  readonly id: string;
  readonly body: EntryBody;
  readonly kept: JournalRow | null;
}

/** A Journal made again, as far as it can be. */
export interface JournalRebuild {
  readonly seat: string;
  /** Rows that this device remembers from the Journal's first on: written as they were, with their chain. */
  readonly verbatim: readonly JournalRow[];
  /** In the order in which they follow those. */
  readonly entries: readonly RebuiltEntry[];
  /** Documents whose rows are there in part: what was filled in. */
  readonly gaps: readonly { readonly document: string; readonly gap: Gap }[];
  /** What cannot be made again, and the row that stands in the way. */
  readonly left: readonly { readonly document: string; readonly at: CellRef | null }[];
  /** Documents of which the tables show something else than the entries make: a row, or what is left open. */
  readonly differing: readonly string[];
}

export interface RebuildContext {
  readonly seat: string;
  readonly fold: (entries: readonly Entry[]) => FoldedLedger;
  readonly witness: Witness | null;
  /** The Journal rows that are in the book. */
  readonly rows: readonly JournalRow[];
  readonly entries: readonly Entry[];
}

/**
 * In steps: what the tables still show of entries that no Journal holds, as entries: same ids, same numbers, same amounts. What this
 * device remembers goes before what the tables show. Nothing is guessed: a row whose Check does not hold is left, by name.
 */
export function* rebuildJournal(snapshot: Snapshot, context: RebuildContext): Steps<JournalRebuild> {
  const { rows, seat, witness } = context;
  const there = new Set(rows.map(({ head }) => head.id));
  const remembered = (witness?.rows ?? []).filter(({ row, state }) => (state === "stands" || state === "committed") && !there.has(row.head.id));
  const verbatim = wholeChain(remembered, context).filter(({ head }) => !there.has(head.id));
  const known = new Set([...there, ...verbatim.map(({ head }) => head.id)]);
  const byEntry = yield* rowsByEntry(snapshot, (entry) => !known.has(entry));
  const around = readAround(snapshot);
  const kept = new Map<string, { readonly row: JournalRow; readonly body: EntryBody }>();
  for (const { row } of remembered) {
    const body = known.has(row.head.id) ? null : decodeBody(row.payload);
    if (body?.ok === true) kept.set(row.head.id, { row, body: body.value });
  }
  const made = new Map<string, RebuiltBody>();
  for (const [id, own] of byEntry) {
    if (made.size % STEP_ENTRIES === 0) yield;
    made.set(id, rebuiltBody(own, around));
  }
  const entries: RebuiltEntry[] = [...kept].map(([id, { row, body }]) => ({ id, body, kept: row }));
  const gaps: JournalRebuild["gaps"][number][] = [];
  const left: JournalRebuild["left"][number][] = [];
  for (const [at, [id, own]] of [...made].entries()) {
    if (at % STEP_ENTRIES === 0) yield;
    if (kept.has(id)) continue;
    // As it will be read back: what could not be is no entry.
    const body = own.ok ? decodeBody(encodeBody(own.body)) : null;
    if (!own.ok || body?.ok !== true) left.push(own.ok ? { document: documentOf(own.body), at: null } : { document: own.document, at: own.at });
    else {
      entries.push({ id, body: body.value, kept: null });
      for (const gap of own.gaps) gaps.push({ document: documentOf(own.body), gap });
    }
  }
  // Where entries stand, a mark that no entry made is a person's own.
  if (context.entries.length + verbatim.length === 0) entries.push(...merges(snapshot, entries.map(({ body }) => body)));
  const before = [...context.entries, ...verbatim.flatMap((row) => entryOf(row))];
  const ordered = yield* inOrder(entries, { snapshot, before, context });
  return { seat, verbatim, entries: ordered.entries, gaps, left, differing: ordered.differing };
}

/** The rows of this seat from its first to the last that this device saw, where it remembers each of them and their chain holds. */
function wholeChain(remembered: readonly WitnessedRow[], { rows, seat, witness }: RebuildContext): readonly JournalRow[] {
  const head = witness?.heads.get(seat);
  if (head === undefined) return [];
  const own = new Map([...rows, ...remembered.map(({ row }) => row)].filter((row) => row.head.seat === seat).map((row) => [row.head.seq, row]));
  const chain: JournalRow[] = [];
  for (let seq = 1; seq <= head.seq; seq++) {
    const row = own.get(seq);
    if (row === undefined || row.previousHash !== (chain.at(-1)?.hash ?? "")) return [];
    chain.push(row);
  }
  return chain.at(-1)?.hash === head.hash ? chain : [];
}

function entryOf(row: JournalRow): readonly Entry[] {
  const body = decodeBody(row.payload);
  return body.ok ? [{ head: row.head, body: body.value }] : [];
}

/** Customers that were merged: the mark in the table Customers says into whom. */
function merges(snapshot: Snapshot, bodies: readonly EntryBody[]): readonly RebuiltEntry[] {
  const view = viewTable(snapshot, "Customers");
  if (view === null || !view.indexes.has(MERGED_INTO)) return [];
  const known = new Set(bodies.flatMap((body) => (body.kind === "merge" ? [body.from] : [])));
  // When it was decided is not known; it counts on every day.
  const date = bodies.reduce<PlainDate | null>((latest, body) => {
    const day = dayOf(body);
    return day === null ? latest : laterOf(day, latest);
  }, null);
  return view.snapshot.rows.flatMap((_, row): RebuiltEntry[] => {
    const [from, into] = [String(plainOf(rawCell(view, row, "Customer"))), String(plainOf(rawCell(view, row, MERGED_INTO)))];
    if (from === "" || into === "" || date === null || known.has(from)) return [];
    return [{ id: `merged ${from}`, kept: null, body: { kind: "merge", from, into, date, reason: "" } }];
  });
}

interface Ordering {
  readonly snapshot: Snapshot;
  readonly before: readonly Entry[];
  readonly context: RebuildContext;
}

/**
 * Puts the entries into the order in which they make what the tables show. Ids are made to sort by time; where a caller gave
 * its own, the days decide. `differing`: documents of which the tables show something else in either order.
 */
function* inOrder(entries: readonly RebuiltEntry[], of: Ordering): Steps<{ readonly entries: readonly RebuiltEntry[]; readonly differing: readonly string[] }> {
  const byId = [...entries].sort((a, b) => compareIds(a.id, b.id));
  const first = yield* differing(byId, of);
  if (first.length === 0) return { entries: byId, differing: [] };
  const byDay = [...byId].sort((a, b) => (dayOf(a.body) ?? 0) - (dayOf(b.body) ?? 0));
  const second = yield* differing(byDay, of);
  return second.length < first.length ? { entries: byDay, differing: second } : { entries: byId, differing: first };
}

function* differing(entries: readonly RebuiltEntry[], { snapshot, before, context }: Ordering): Steps<readonly string[]> {
  const heads = rebuiltHeads(entries, before, { seat: context.seat, by: "", app: "", postedAt: "" });
  const all = [...before, ...entries.map(({ body }, index): Entry => ({ head: heads[index] ?? NO_HEAD, body }))];
  const own = new Set(entries.map(({ id }) => id));
  yield;
  const folded = context.fold(all);
  yield;
  const expected = yield* expectedRowsSteps(folded);
  const found = new Set<string>();
  for (const table of REPEATING_TABLES) {
    const view = viewTable(snapshot, table);
    if (view === null) continue;
    // What is left open is derived and proves nothing; where it differs, rows of payments are missing perhaps.
    const shown = ["Check", ...(table === "Invoices" ? ["Balance"] : table === "Payments" ? ["Unapplied"] : [])];
    const rows = new Map<string, number>();
    for (const row of view.snapshot.rows.keys()) {
      if (row % STEP_ROWS === 0) yield;
      rows.set(keyOfCells(table, (header) => rawCell(view, row, header)), row);
    }
    let looked = 0;
    for (const row of expected.get(table)?.values() ?? []) {
      if (looked++ % STEP_ROWS === 0) yield;
      const at = rows.get(row.key);
      if (own.has(row.entry) && (at === undefined || shown.some((header) => plainOf(rawCell(view, at, header)) !== plainOf(row.cells[header])))) found.add(nameOf(row));
    }
  }
  return [...found];
}

function nameOf({ cells }: ExpectedRow): string {
  return String(plainOf(cells["Number"])) || String(plainOf(cells["From"])) || String(plainOf(cells["To"]));
}

const NO_HEAD: EntryHead = { id: "", seat: "", seq: 0, order: 0, postedAt: "", by: "", app: "" };

/** Heads that follow those of `before`; what this device remembers of who and when is kept. */
function rebuiltHeads(entries: readonly RebuiltEntry[], before: readonly Entry[], as: Pick<EntryHead, "seat" | "by" | "app" | "postedAt">): readonly EntryHead[] {
  const order = before.reduce((most, { head }) => Math.max(most, head.order), 0);
  const seq = before.reduce((most, { head }) => (head.seat === as.seat ? Math.max(most, head.seq) : most), 0);
  return entries.map(({ id, kept }, index) => ({
    id, seat: as.seat, seq: seq + index + 1, order: order + index + 1,
    postedAt: kept?.head.postedAt ?? as.postedAt, by: kept?.head.by ?? `${as.by} ${MADE_AGAIN}`.trim(), app: kept?.head.app ?? as.app,
  }));
}

/** The Journal rows to be written, chained to what is there. */
export function rebuiltRows({ entries, seat, verbatim }: JournalRebuild, standing: readonly JournalRow[], as: Pick<EntryHead, "by" | "app" | "postedAt">): readonly JournalRow[] {
  const before = [...standing, ...verbatim];
  const own = before.filter(({ head }) => head.seat === seat);
  let previousHash = own.reduce<JournalRow | null>((last, row) => (last === null || row.head.seq > last.head.seq ? row : last), null)?.hash ?? "";
  const heads = rebuiltHeads(entries, before.flatMap(entryOf), { ...as, seat });
  return [...verbatim, ...entries.map(({ body, kept }, index) => {
    const row = journalRow({ head: heads[index] ?? NO_HEAD, body }, { argsHash: kept?.argsHash ?? "", previousHash });
    previousHash = row.hash;
    return row;
  })];
}

/** Act ids sort by time; the entries of one act by their number. */
function compareIds(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.act < right.act ? -1 : left.act > right.act ? 1 : left.index - right.index;
}

function partsOf(id: string): { readonly act: string; readonly index: number } {
  const match = /^(.*)\.(\d+)$/.exec(id);
  return match === null ? { act: id, index: 0 } : { act: match[1] ?? "", index: Number(match[2]) };
}

function dayOf(body: EntryBody): PlainDate | null {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
    case "creditMemo":
      return body.document.date;
    case "payment":
      return body.payment.date;
    case "refund":
      return body.refund.date;
    case "change":
      return null;
    default:
      return body.date;
  }
}
