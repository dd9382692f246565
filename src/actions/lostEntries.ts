import type { ChangeBody } from "../core/ledger/entries";
import { type Result, ok, refuse } from "../core/values/result";
import type { JournalRow } from "../workbook/journal";
import { type Rejection, rejection } from "../workbook/rejection";
import { usedNumber } from "../workbook/numberedDocuments";
import { canBeWritten } from "../workbook/witnessed";
import type { WitnessedRow } from "../workbook/witness";
import { type Action, type PlanEnv, changeSet } from "./action";
import { type Book, bookReads, entriesOfAct, openBook } from "./book";
import { decodeFields } from "./inputFields";

export interface LostEntriesInput {
  /** Entry ids that this device remembers and the book lacks. */
  readonly entries: readonly string[];
  /** Why they are done without; kept in the Journal. */
  readonly reason: string;
}

/** Changes of the Journal itself, made by a person's decision, are `change` entries of this table. */
const JOURNAL_RECORD = "Journal";

/**
 * Puts entries back into the Journal exactly as this device wrote them: same numbers, same chain; and their rows into the
 * tables. Only where their places are free: where something else was posted there, they can only be done without.
 */
export const rejournal: Action<LostEntriesInput> = {
  name: "rejournal",
  mends: true,
  decode: decodeEntries,
  reads: (_input, env) => bookReads(["Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: ["Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"], seat: env.seat, mends: true });
    if (!opened.ok) return opened;
    const back = broughtBack(opened.value, input, env);
    const there = new Set(back.map(({ head }) => head.id));
    const lost = lostRows(opened.value, { ...input, entries: input.entries.filter((entry) => !there.has(entry)) }, env);
    if (!lost.ok) return lost;
    const rows = lost.value.map(({ row }) => row).sort((a, b) => a.head.seq - b.head.seq);
    const all = [...back, ...rows].sort((a, b) => a.head.seq - b.head.seq);
    const foreign = rows.find(({ head }) => head.seat !== env.seat);
    if (foreign !== undefined || !canBeWritten(rows, opened.value.rows, opened.value.entries))
      return refuse(rejection("entryPlaceTaken", { document: rows.map(({ document }) => document).join(", ") }));
    return ok(changeSet({ rejournal: all, entries: [{ id: env.entryId, body: record(all, env.now, { before: "missing", after: "put back", reason: input.reason }) }] }));
  },
};

/** Does without entries that this device remembers: journalled; numbers that stood in the book once stay used. */
export const dropEntry: Action<LostEntriesInput> = {
  name: "dropEntry",
  mends: true,
  decode: decodeEntries,
  reads: (_input, env) => bookReads([], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: [], seat: env.seat });
    if (!opened.ok) return opened;
    const own = entriesOfAct(opened.value.entries, env.entryId);
    const lost = lostRows(opened.value, input, env);
    // This very act may have broken off after it was journalled.
    if (!lost.ok) return own.length > 0 ? ok(changeSet({ entries: own })) : lost;
    const rows = lost.value.map(({ row }) => row);
    const taken = new Set(opened.value.rows.map(({ document }) => document));
    // What never stood in the book was shown to nobody: its number is free.
    const numbers = lost.value.flatMap(({ row, state }) => {
      const body = state !== "asked" && !taken.has(row.document) ? usedNumber(row, input.reason) : null;
      return body === null ? [] : [body];
    });
    const bodies = [...(own.length > 0 ? [] : [record(rows, env.now, { before: "missing", after: "done without", reason: input.reason })]), ...numbers];
    const entries = [...own, ...bodies.map((body, index) => ({ id: `${env.entryId}.${own.length + index + 1}`, body }))];
    return ok(changeSet({ entries, remembers: { copy: { without: rows.map(({ head }) => head.id) } } }));
  },
};

function decodeEntries(given: unknown): Result<LostEntriesInput, Rejection> {
  return decodeFields(given, ["entries", "reason"], "", (fields) => {
    const raw = fields.list("entries") ?? [];
    const entries = raw.flatMap((value) => (typeof value === "string" && value !== "" ? [value] : []));
    if (raw.length === 0 || entries.length < raw.length) fields.wrong("entries", "a list of entry ids");
    return { entries, reason: fields.text("reason") };
  });
}

/**
 * Entries that this very act put back before it broke off: their record is missing. This device remembers that it did; where it
 * remembers nothing at all, whatever stands without a record may have been put back so, and gets one: "they stand" alone would hide it.
 */
function broughtBack({ entries: posted, rows }: Book, { entries }: LostEntriesInput, { memory, entryId }: PlanEnv): readonly JournalRow[] {
  const there = rows.filter(({ head }) => entries.includes(head.id));
  if (memory?.acts.some(({ id, state }) => id === entryId && state === "running") === true) return there;
  if (memory !== undefined && memory !== null) return [];
  const recorded = new Set(posted.flatMap(({ body }) => (body.kind === "change" && body.table === JOURNAL_RECORD ? body.cells.map(({ column }) => column) : [])));
  return there.filter((row) => !recorded.has(recordedAs(row)));
}

/** What the record of a row's return calls it. */
function recordedAs({ document, head }: JournalRow): string {
  return document === "" ? head.id : document;
}

function lostRows({ rows }: Book, { entries }: LostEntriesInput, { memory }: PlanEnv): Result<readonly WitnessedRow[], Rejection> {
  const there = new Set(rows.map(({ head }) => head.id));
  const kept = new Map((memory?.rows ?? []).map((row) => [row.row.head.id, row]));
  const found: WitnessedRow[] = [];
  for (const entry of entries) {
    const row = kept.get(entry);
    if (there.has(entry)) return refuse(rejection("entryStands", { entry }));
    if (row === undefined || row.state === "dropped") return refuse(rejection("entryNotKept", { entry }));
    found.push(row);
  }
  return ok(found);
}

function record(rows: readonly JournalRow[], now: string, what: { readonly before: string; readonly after: string; readonly reason: string }): ChangeBody {
  return {
    kind: "change", table: JOURNAL_RECORD, key: now,
    cells: [
      ...rows.map((row) => ({ column: recordedAs(row), before: what.before, after: what.after })),
      ...(what.reason === "" ? [] : [{ column: "Reason", before: "", after: what.reason }]),
    ],
  };
}
