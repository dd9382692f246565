import type { Entry, EntryHead } from "../../core/ledger/entries";
import { foldEntries, foldMore } from "../../core/ledger/fold";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import type { Steps } from "../../core/reports/steps";
import { type Issue, issueWarning } from "../../core/values/issue";
import { Fault } from "../../workbook/fault";
import { unreadRows } from "../../workbook/integrity/unreadRows";
import { type JournalRow, journalRow, readJournal } from "../../workbook/journal";
import type { CellUpdate, Snapshot, TableChanges, Workbook } from "../../workbook/port";
import { headersLast, missingRows, projectSteps } from "../../workbook/projection";
import { journalTableName } from "../../workbook/schema";
import { journalTables, viewTable } from "../../workbook/tables";
import { cleanText } from "../../workbook/textSafety";
import { tablesOf, unfinishedEntries } from "../../workbook/unfinished";
import { journalHeads } from "../../workbook/witnessed";
import type { Witness } from "../../workbook/witness";
import type { ActionEnv, ChangeSet, DocumentSummary, PlannedEntry } from "../action";
import { disputedAmounts } from "../book";
import { entrySummaries } from "../summaries";
import { commitAndVerify } from "./commit";
import { placedMarks } from "./marks";
import type { RunMemory } from "./memory";
import type { RunOptions } from "./options";
import { repairFirst, repairLast } from "./repairs";
import { type ActionResult, result, tell } from "./result";
import { type Slice, inSlices, postingSlices } from "./slices";
import { survive } from "./survive";
import { advanced, finishEntries, placesOf, readAgain, withCrowded, withTablesOf, writeOrMend, writeTables } from "./tables";

export interface Work extends RunOptions {
  readonly snapshot: Snapshot;
  readonly changes: ChangeSet;
  /** Entries that are not in the Journal yet. */
  readonly fresh: readonly PlannedEntry[];
  readonly argsHash: string;
  readonly entryId: string;
  readonly memory: RunMemory;
  /** What the act was called with, kept for a run that is killed half-way. */
  readonly given: unknown;
  readonly remembered: Witness | null;
  /** The book is the one that this device knows; else its heads are not noted until a person has decided. */
  readonly isKnown: boolean;
}

/** Carries a plan out, slice by slice: at every moment what stands is whole documents with contiguous numbers. */
export async function carryOut(work: Work): Promise<ActionResult> {
  const { workbook, snapshot, changes, fresh, entryId } = work;
  if (changes.newTables.length > 0) await workbook.createTables(changes.newTables);
  if (changes.newColumns.length > 0) await workbook.addColumns(changes.newColumns);
  if (fresh.length === 0) {
    const hasChanges = changes.appends.length > 0 || changes.updates.length > 0;
    if (hasChanges) await workbook.write({ appends: changes.appends, updates: changes.updates }, snapshot);
    return result(hasChanges || changes.newTables.length > 0 || changes.newColumns.length > 0 ? "posted" : "exists", entryId, changes.documents, changes.issues);
  }
  const ready = await putBack({ ...work, snapshot: await repairFirst(work) });
  if (ready === null) return result("pending", entryId, changes.documents, [...changes.issues, ...work.memory.issues()]);
  const { repair } = changes;
  const isBegun = changes.newTables.length + changes.newColumns.length + (changes.rejournal ?? []).length + (repair === undefined ? 0 : repair.first.updates.length + repair.first.repairs.length) > 0;
  const done = await postSlices({ ...work, snapshot: ready }).catch((thrown: unknown) => {
    // The batch that failed wrote nothing; those before it did.
    throw thrown instanceof Fault && isBegun && !thrown.mayHaveWritten ? new Fault(thrown.code, thrown.detail, true) : thrown;
  });
  if (done.status === "posted") await repairLast(work);
  return done;
}

/** Puts kept rows back into the Journal; the book as it then is. Null when it cannot be known whether they stand. */
async function putBack({ workbook, snapshot, changes, memory, env, fresh, given }: Work): Promise<Snapshot | null> {
  const { rejournal = [] } = changes;
  if (rejournal.length === 0) return snapshot;
  const standing = new Set(journalTables(snapshot).flatMap((table) => readJournal(table).rows).map(({ hash }) => hash));
  const rows = rejournal.filter(({ hash }) => !standing.has(hash));
  if (rows.length === 0) return snapshot;
  const journal = snapshot.tables.get(journalTableName(env.seat));
  if (journal === undefined) throw new Fault("notFound", `table ${journalTableName(env.seat)}`, false);
  // Should it break off before its record is written, the same act again knows these rows for its own.
  await memory.act({ given: JSON.stringify(given ?? null), total: fresh.length, state: "running" });
  const committed = await commitAndVerify(workbook, journal, rows, []).catch(async (thrown: unknown) => {
    if (thrown instanceof Fault && !thrown.mayHaveWritten) await memory.act({ given: "", total: fresh.length, state: "dropped" });
    throw thrown;
  });
  if (committed === null) return null;
  await memory.committed(rows, []);
  return { ...snapshot, tables: new Map([...snapshot.tables, [journal.name, committed.journal]]) };
}

/** What a run knows between two slices. */
interface Standing {
  readonly tables: Snapshot;
  readonly journal: NonNullable<ReturnType<Snapshot["tables"]["get"]>>;
  readonly entries: readonly Entry[];
  readonly rows: readonly JournalRow[];
  /** All that stands, folded: the next slice is added to it. */
  readonly ledger: FoldedLedger;
  readonly issues: readonly Issue[];
}

async function postSlices(work: Work): Promise<ActionResult> {
  const { workbook, snapshot, changes, memory } = work;
  const seat = changes.seat ?? work.env.seat;
  const readings = journalTables(snapshot).map(readJournal);
  const before = readings.flatMap((reading) => reading.entries);
  const oldRows = readings.flatMap((reading) => reading.rows);
  const earlier = [...oldRows, ...unreadRows(snapshot)];
  const entries = makeEntries(work.fresh, earlier.map(({ head }) => head), { ...work.env, seat });
  const rows = await inSlices(chain(entries, { argsHash: work.argsHash, previousHash: lastHash(earlier, seat) }), work.breathe);
  const slices = [...postingSlices(entries, rows)];
  const isLong = slices.length > 1;
  const total = entries.length;
  if (isLong) await memory.act({ given: JSON.stringify(work.given ?? null), total, state: "running" });
  const journal = snapshot.tables.get(journalTableName(seat)) ?? (await workbook.readTable(journalTableName(seat)));
  if (journal === null) throw new Fault("notFound", `table ${journalTableName(seat)}`, false);
  let standing: Standing = { tables: snapshot, journal, entries: [], rows: [], ledger: foldEntries(before, disputedAmounts(snapshot, before)), issues: [] };
  const left = (): number => total - standing.entries.length;
  const stopped = (issues: readonly Issue[]): ActionResult => ({
    ...result("stopped", work.entryId, standingDocuments(work, before, standing), [...changes.issues, ...standing.issues, ...issues, ...memory.issues()]), left: left(),
  });
  for (const [index, slice] of slices.entries()) {
    if (work.cancel?.isCancelled === true) return stopped([]);
    work.onProgress?.({ done: standing.entries.length, total, stage: "post" });
    let next: Standing | null;
    try {
      next = await postSlice(work, slice, { standing, before, oldRows, isFirst: index === 0, isLast: index === slices.length - 1, seat });
    } catch (thrown) {
      if (!(thrown instanceof Fault) || index === 0) throw thrown;
      return stopped([issueWarning("runInterrupted", null, { detail: thrown.detail })]);
    }
    if (next === null) return result("pending", work.entryId, changes.documents, [...changes.issues, ...standing.issues, ...memory.issues()]);
    const failed = next.issues.length > standing.issues.length;
    const isCut = next.entries.length < standing.entries.length + slice.entries.length;
    standing = next;
    // The next slice would leave documents without rows behind it: whoever looks at the tables must find whole documents.
    if (failed && left() > 0 && next.issues.some(({ code }) => code === "tablesNotRefreshed")) return stopped([]);
    if (isCut) return stopped([issueWarning("runInterrupted", null, { detail: "Excel refused the rest" })]);
    if (isLong && left() > 0) await work.pause?.();
  }
  if (work.shared !== undefined) {
    work.onProgress?.({ done: total, total, stage: "confirm" });
    const survived = await survive({ workbook, shared: work.shared, journal: standing.journal, rows, entries, before });
    if (survived === null) return result("pending", work.entryId, changes.documents, [...changes.issues, ...standing.issues, ...memory.issues()]);
    standing = { ...standing, issues: [...standing.issues, ...survived] };
  }
  const wasBegun = memory.witness?.acts.some(({ id, state }) => id === work.entryId && state === "running") === true;
  if (isLong || wasBegun || (changes.rejournal ?? []).length > 0) await memory.act({ given: "", total, state: "done" });
  await remember(work, seat);
  work.onProgress?.({ done: total, total, stage: "confirm" });
  return result("posted", work.entryId, changes.documents, [...changes.issues, ...standing.issues, ...memory.issues()]);
}

interface SliceContext {
  readonly standing: Standing;
  readonly before: readonly Entry[];
  readonly oldRows: readonly JournalRow[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly seat: string;
}

/** Commits one slice and writes its rows into the tables. Null when it cannot be known whether it stands; throws when it does not. */
async function postSlice(work: Work, asked: Slice, of: SliceContext): Promise<Standing | null> {
  const { workbook, memory, changes, snapshot } = work;
  const { standing, before } = of;
  const disputes = disputedAmounts(snapshot, [...before, ...asked.entries]);
  const unfinished = of.isFirst && changes.repair === undefined ? unfinishedNow(work, standing.ledger) : [];
  const planned = foldMore(standing.ledger, asked.entries, disputes);
  const toMark = sliceMarks(work, asked, of.isFirst);
  const needed = new Set(asked.entries.flatMap((entry) => tablesOf(entry, planned)).flatMap((name) => viewTable(standing.tables, name)?.snapshot.name ?? []));
  await memory.ask(asked.rows);
  const committed = await commitAndVerify(workbook, standing.journal, asked.rows, placesOf(standing.tables, needed, [...toMark, ...(of.isLast ? changes.updates : [])]));
  if (committed === null) return null;
  const isWhole = committed.count === asked.rows.length;
  const isLast = of.isLast && isWhole;
  const slice = isWhole ? asked : { entries: asked.entries.slice(0, committed.count), rows: asked.rows.slice(0, committed.count) };
  const entries = [...standing.entries, ...slice.entries];
  const after = isWhole ? planned : foldEntries([...before, ...entries], disputes);
  const marks = isWhole ? toMark : sliceMarks(work, slice, of.isFirst);
  await memory.committed(slice.rows, work.isKnown ? journalHeads([...of.oldRows, ...standing.rows, ...slice.rows]).values() : []);
  work.onProgress?.({ done: entries.length, total: work.fresh.length, stage: "tables" });
  let tables = await readAgain(workbook, withCrowded(standing.tables, committed.crowded), committed.moved);
  tables = await withTablesOf(unfinished, { workbook, snapshot: tables, after });
  const own = await inSlices(projectSteps(tables, slice.entries, after), work.breathe);
  const placed = placedMarks(marks, { planned: snapshot, now: tables });
  const gone = [...needed].filter((name) => !tables.tables.has(name));
  const issues: Issue[] = [...placed.issues, ...(gone.length === 0 ? [] : [issueWarning("tablesNotRefreshed", null, { detail: gone.join(", ") })])];
  // Much that an interrupted run left out goes first and by itself; a little goes along.
  const lacking = unfinished.length > ALONG_MAX ? await finishEntries(unfinished, { workbook, snapshot: tables, ledger: after }) : null;
  if (lacking !== null) tables = lacking.snapshot;
  const along = lacking === null && unfinished.length > 0 ? missingRows(tables, unfinished, after) : null;
  const written: TableChanges = {
    appends: headersLast([...(along?.appends ?? []), ...own.appends, ...(isLast ? changes.appends : [])]),
    updates: [...(along?.updates ?? []), ...own.updates, ...placed.updates, ...(isLast ? changes.updates : [])],
  };
  const failed = await writeOrMend(written, { workbook, against: tables, entries: slice.entries, ledger: after, marks: placed.updates });
  issues.push(...(lacking?.issues ?? []), ...failed);
  if (failed.length === 0 && gone.length === 0) await memory.stands([...slice.rows, ...(lacking === null ? rowsOf(work, unfinished) : [])]);
  return {
    tables: failed.length > 0 ? tables : advanced(tables, written), journal: committed.journal, entries, rows: [...standing.rows, ...slice.rows], ledger: after,
    issues: [...standing.issues, ...issues],
  };
}

/** What an interrupted run left out of the tables, and what was just put back into the Journal. */
function unfinishedNow({ snapshot, changes, env, memory }: Work, ledger: FoldedLedger): readonly Entry[] {
  const back = new Set((changes.rejournal ?? []).map(({ head }) => head.id));
  // With a memory, a change of settings is taken for broken off only where it says so: a person may have set the cell back.
  const unfinished = unfinishedEntries(snapshot, ledger, changes.seat ?? env.seat).filter(({ body }) => body.kind !== "change" || memory.witness === null);
  // What this device knows to be broken off, however much was posted since.
  for (const { row, state } of memory.witness?.rows ?? []) if (state !== "dropped" && state !== "stands") back.add(row.head.id);
  return [...ledger.entries.filter((entry) => back.has(entry.head.id) && !unfinished.includes(entry)), ...unfinished];
}

/** The Journal rows of entries of this device's own that are in its memory. */
function rowsOf({ memory }: Work, entries: readonly Entry[]): readonly JournalRow[] {
  const ids = new Set(entries.map(({ head }) => head.id));
  return (memory.witness?.rows ?? []).flatMap(({ row }) => (ids.has(row.head.id) ? [row] : []));
}

/** Entries that an earlier run left without rows and that the next write takes along. */
const ALONG_MAX = 50;

/** Source rows to be marked with this slice's documents; with the first, what an interrupted run of the act left unmarked. */
function sliceMarks({ changes, fresh }: Work, slice: Slice, isFirst: boolean): readonly CellUpdate[] {
  const now = new Set(slice.entries.map(({ head }) => head.id));
  const later = new Set(fresh.map(({ id }) => id));
  return changes.entries.flatMap(({ id, marks = [] }) => (now.has(id) || (isFirst && !later.has(id)) ? marks : []));
}

/** What an act asks to be kept on this device once it stands. */
export async function remember({ changes, memory, snapshot, remembered }: Pick<Work, "changes" | "memory" | "snapshot" | "remembered">, seat: string): Promise<void> {
  const { remembers } = changes;
  if (remembers === undefined) return;
  if (remembers.seat === true) await memory.seat(seat);
  if (remembers.copy === undefined) return;
  const rows = journalTables(snapshot).flatMap((table) => readJournal(table).rows);
  const without = new Set(remembers.copy.without);
  await memory.accept(journalHeads(rows).values(), (remembered?.rows ?? []).flatMap(({ row }) => (without.has(row.head.id) ? [row] : [])));
}

function standingDocuments(work: Work, before: readonly Entry[], standing: Standing): readonly DocumentSummary[] {
  const ids = new Set(work.changes.entries.map(({ id }) => id));
  const all = [...before, ...standing.entries];
  const ledger = foldEntries(all, disputedAmounts(work.snapshot, all));
  return ledger.entries.filter(({ head }) => ids.has(head.id)).flatMap(({ body }) => entrySummaries(body, ledger));
}

function makeEntries(fresh: readonly PlannedEntry[], before: readonly EntryHead[], env: ActionEnv): readonly Entry[] {
  const order = before.reduce((most, head) => Math.max(most, head.order), 0);
  const seq = before.reduce((most, head) => (head.seat === env.seat ? Math.max(most, head.seq) : most), 0);
  return fresh.map(({ id, body }, index) => ({
    head: { id, seat: env.seat, seq: seq + index + 1, order: order + index + 1, postedAt: env.now, by: cleanText(env.by), app: env.appVersion },
    body,
  }));
}

/** Rows that are written out and hashed at one go. */
const CHAIN_STEP = 32;

function* chain(entries: readonly Entry[], link: { readonly argsHash: string; readonly previousHash: string }): Steps<readonly JournalRow[]> {
  const rows: JournalRow[] = [];
  let previousHash = link.previousHash;
  for (const entry of entries) {
    if (rows.length % CHAIN_STEP === CHAIN_STEP - 1) yield;
    const row = journalRow(entry, { argsHash: link.argsHash, previousHash });
    previousHash = row.hash;
    rows.push(row);
  }
  return rows;
}

function lastHash(rows: readonly JournalRow[], seat: string): string {
  const own = rows.filter((row) => row.head.seat === seat);
  return own.reduce<JournalRow | null>((last, row) => (last === null || row.head.seq > last.head.seq ? row : last), null)?.hash ?? "";
}

/** Writes what the tables lack of these entries; true when anything was written. */
export async function finishPosted(workbook: Workbook, snapshot: Snapshot, ids: ReadonlySet<string>): Promise<boolean> {
  const all = journalTables(snapshot).flatMap((table) => readJournal(table).entries);
  const ledger = foldEntries(all, disputedAmounts(snapshot, all));
  const lacking = ledger.entries.filter((entry) => {
    if (!ids.has(entry.head.id)) return false;
    const { appends, updates } = missingRows(snapshot, [entry], ledger);
    return appends.length + updates.length > 0;
  });
  return lacking.length > 0 && (await finishEntries(lacking, { workbook, snapshot, ledger })).finished.length > 0;
}

/** The same act again: nothing is posted; rows that an interrupted run left out of the tables are written. */
export async function existing(
  ids: ReadonlySet<string>, of: Pick<Work, "workbook" | "snapshot" | "entryId" | "memory" | "pause" | "confirm"> & { readonly rest: readonly CellUpdate[] },
): Promise<ActionResult> {
  const { workbook, snapshot, entryId, memory, rest } = of;
  const readings = journalTables(snapshot).map(readJournal);
  const all = readings.flatMap((reading) => reading.entries);
  const ledger = foldEntries(all, disputedAmounts(snapshot, all));
  const documents = ledger.entries.filter((entry) => ids.has(entry.head.id)).flatMap((entry) => entrySummaries(entry.body, ledger));
  if (of.confirm === "dryRun") return result("exists", entryId, documents, []);
  // What the act put back into the Journal is its own to finish, though it bears other ids.
  const own = new Set((memory.witness?.rows ?? []).filter(({ act, state }) => act === entryId && (state === "asked" || state === "committed")).map(({ row }) => row.head.id));
  const entries = ledger.entries.filter(({ head }) => ids.has(head.id) || own.has(head.id));
  const done = await finishEntries(entries, { workbook, snapshot, ledger, pause: of.pause });
  const issues = done.issues.length > 0 ? done.issues : await writeTables(workbook, { appends: [], updates: rest }, done.snapshot);
  const rows = readings.flatMap((reading) => reading.rows);
  const finished = new Set(entries.map(({ head }) => head.id));
  const waiting = rows.filter(({ head }) => finished.has(head.id) && memory.witness?.rows.some(({ row, state }) => state !== "stands" && row.head.id === head.id) === true);
  if (waiting.length > 0 && issues.length === 0) await memory.stands(waiting);
  return { ...result("exists", entryId, documents, []), issues: [...issues, ...memory.issues()].map(tell) };
}
