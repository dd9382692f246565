import type { Entry } from "../core/ledger/entries";
import { foldEntries } from "../core/ledger/fold";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import type { CellRef, Issue, IssueParams } from "../core/values/issue";
import { issueWarning } from "../core/values/issue";
import { Fault } from "../workbook/fault";
import { type JournalRow, argumentsHash, journalCells, journalRow, readJournal, standingHashes } from "../workbook/journal";
import { messageOf } from "../workbook/messages";
import type { Snapshot, TableChanges, TableSnapshot, Workbook } from "../workbook/port";
import { headersLast, missingRows, projectChanges } from "../workbook/projection";
import { type Rejection, rejection } from "../workbook/rejection";
import { journalTableName } from "../workbook/schema";
import { cleanText } from "../workbook/textSafety";
import { boundName, journalTables, viewTable } from "../workbook/tables";
import { tablesOf, unfinishedEntries } from "../workbook/unfinished";
import type { Action, ActionEnv, ChangeSet, DocumentSummary } from "./action";
import { disputedAmounts } from "./book";
import { entrySummaries } from "./summaries";

/** "planned": only asked what it would do, or not confirmed. "pending": written, perhaps; the book must be read again to know. */
export type ActionStatus = "posted" | "exists" | "refused" | "pending" | "planned";

/** An issue or rejection with its sentence. */
export interface Told {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly at: CellRef | null;
  readonly params: IssueParams;
  readonly message: string;
}

export interface ActionResult {
  readonly status: ActionStatus;
  /** What was posted (or would be, when planned). */
  readonly documents: readonly DocumentSummary[];
  readonly issues: readonly Told[];
  readonly rejections: readonly Told[];
  /** The id of the act: give it again (as `entry` of the input) and it is not done twice. */
  readonly entry: string;
}

export interface RunOptions {
  readonly workbook: Workbook;
  readonly env: ActionEnv;
  /** Made when the confirmation opens; else the input's `entry`, else a new one. */
  readonly entryId?: string;
  /** Shows the plan; false leaves everything as it is. Left out: carried out at once. `"dryRun"` stops after the plan. */
  readonly confirm?: ((changes: ChangeSet) => Promise<boolean>) | "dryRun";
}

/** Rows of one commit call, and characters of their payloads: well below the platform's 5 MB a request. */
const COMMIT_ROWS_MAX = 80;
const COMMIT_CHARACTERS_MAX = 1_500_000;
const COMMIT_TRIES = 3;

/**
 * The only orchestrator: one read → plan → confirmation → commit (one Journal row for each entry) → verification by id →
 * the other tables. A Fault before anything can have been written is thrown on; afterwards the book is read, never
 * written blindly again.
 */
export async function runAction<Input>(action: Action<Input>, given: unknown, options: RunOptions): Promise<ActionResult> {
  const named = entryOf(given);
  if (named === null) return refused("", [rejection("inputFieldWrong", { field: "entry", shown: shownEntry(given), expected: `a text of at most ${ENTRY_ID_MAX} letters, digits or signs` })], []);
  const entryId = options.entryId ?? (named === "" ? options.env.newEntryId() : named);
  const decoded = action.decode(given);
  if (!decoded.ok) return refused(entryId, decoded.rejections, []);
  const snapshot = await options.workbook.read(action.reads(decoded.value, options.env));
  const argsHash = argumentsHash([action.name, withoutEntry(given)]);
  const posted = postedUnder(snapshot, entryId);
  if (posted.some((row) => row.argsHash !== argsHash)) return refused(entryId, [rejection("entryReused", { entry: entryId })], []);
  if (posted.some((row) => row.head.id === entryId)) return existing(options.workbook, snapshot, entryId, new Set([entryId]));

  const planned = action.plan(snapshot, decoded.value, { ...options.env, entryId });
  if (!planned.ok) return refused(entryId, planned.rejections, []);
  const changes = planned.value;
  if (changes.issues.some(({ severity }) => severity === "error")) return refused(entryId, [], changes.issues);
  const known = new Set(posted.map((row) => row.head.id));
  const fresh = changes.entries.filter(({ id }) => !known.has(id));
  if (changes.entries.length > 0 && fresh.length === 0) return existing(options.workbook, snapshot, entryId, known);
  const goesOn = options.confirm === undefined ? true : options.confirm === "dryRun" ? false : await options.confirm(changes);
  if (!goesOn) return result("planned", entryId, changes.documents, changes.issues);
  return carryOut({ ...options, snapshot, changes, fresh, argsHash, entryId });
}

interface Work extends RunOptions {
  readonly snapshot: Snapshot;
  readonly changes: ChangeSet;
  readonly fresh: ChangeSet["entries"];
  readonly argsHash: string;
  readonly entryId: string;
}

async function carryOut(work: Work): Promise<ActionResult> {
  const { workbook, snapshot, changes, fresh, entryId } = work;
  if (changes.newTables.length > 0) await workbook.createTables(changes.newTables);
  if (fresh.length === 0) {
    const hasChanges = changes.appends.length > 0 || changes.updates.length > 0;
    if (hasChanges) await workbook.write({ appends: changes.appends, updates: changes.updates }, snapshot);
    return result(hasChanges || changes.newTables.length > 0 ? "posted" : "exists", entryId, changes.documents, changes.issues);
  }
  const readings = journalTables(snapshot).map(readJournal);
  const before = readings.flatMap((reading) => reading.entries);
  const entries = makeEntries(work, before);
  const rows = chain(entries, { argsHash: work.argsHash, previousHash: lastHash(readings.flatMap((reading) => reading.rows), work.env.seat) });
  const isCommitted = await commitAndVerify(work, rows);
  if (!isCommitted) return result("pending", entryId, changes.documents, changes.issues);
  const all = [...before, ...entries];
  const after = foldEntries(all, disputedAmounts(snapshot, all));
  const unfinished = unfinishedEntries(snapshot, foldEntries(before, disputedAmounts(snapshot, before)), work.env.seat);
  const whole = await withTablesOf(unfinished, { workbook, snapshot, after });
  const projected = projectChanges(whole, entries, after);
  const appends = headersLast([...missingRows(whole, unfinished, after).appends, ...projected.appends]);
  const issues = await project({ workbook, snapshot: whole }, { appends: [...appends, ...changes.appends], updates: [...projected.updates, ...changes.updates] });
  return result("posted", entryId, changes.documents, [...changes.issues, ...issues]);
}

/** With the tables that an earlier, interrupted act needs and this one did not read; those that cannot be written are left for later. */
async function withTablesOf(unfinished: readonly Entry[], of: { workbook: Workbook; snapshot: Snapshot; after: FoldedLedger }): Promise<Snapshot> {
  const { workbook, snapshot, after } = of;
  const needed = new Set(unfinished.flatMap((entry) => tablesOf(entry, after)).filter((name) => viewTable(snapshot, name) === null));
  const tables = new Map(snapshot.tables);
  for (const name of needed) {
    const table = await readBack(workbook, boundName(snapshot.tableNames, name));
    if (table === null || table.state.sheetProtected || table.state.filtered || table.state.showTotals) continue;
    tables.set(table.name, table);
  }
  return needed.size === 0 ? snapshot : { ...snapshot, tables };
}

function makeEntries({ fresh, env }: Work, before: readonly Entry[]): readonly Entry[] {
  const order = before.reduce((most, entry) => Math.max(most, entry.head.order), 0);
  const seq = before.reduce((most, entry) => (entry.head.seat === env.seat ? Math.max(most, entry.head.seq) : most), 0);
  return fresh.map(({ id, body }, index) => ({
    head: { id, seat: env.seat, seq: seq + index + 1, order: order + index + 1, postedAt: env.now, by: cleanText(env.by), app: env.appVersion },
    body,
  }));
}

function chain(entries: readonly Entry[], link: { readonly argsHash: string; readonly previousHash: string }): readonly JournalRow[] {
  let previousHash = link.previousHash;
  return entries.map((entry) => {
    const row = journalRow(entry, { argsHash: link.argsHash, previousHash });
    previousHash = row.hash;
    return row;
  });
}

function lastHash(rows: readonly JournalRow[], seat: string): string {
  const own = rows.filter((row) => row.head.seat === seat);
  return own.reduce<JournalRow | null>((last, row) => (last === null || row.head.seq > last.head.seq ? row : last), null)?.hash ?? "";
}

/** True when every row stands in the Journal as it was made; false when that cannot be known now. Throws when it is known that not. */
async function commitAndVerify({ workbook, snapshot, env }: Work, rows: readonly JournalRow[]): Promise<boolean> {
  const name = journalTableName(env.seat);
  let at = snapshot.tables.get(name);
  if (at === undefined) throw new Fault("notFound", `table ${name}`, false);
  let missing = rows;
  for (let attempt = 1; attempt <= COMMIT_TRIES; attempt += 1) {
    let failure: Fault | null = null;
    try {
      await commit(workbook, at, missing);
    } catch (thrown) {
      if (!(thrown instanceof Fault) || (!thrown.mayHaveWritten && missing === rows && attempt === 1)) throw thrown;
      failure = thrown;
    }
    const table = await readBack(workbook, name);
    if (table === null) return false;
    const there = standingHashes(table, rows);
    missing = rows.filter((row) => !there.has(row.hash));
    if (missing.length === 0) return true;
    // Known not to be there, for a reason that trying again will not cure.
    if (failure !== null && missing.length === rows.length && failure.code !== "noAnswer") throw failure;
    at = table;
  }
  return false;
}

async function commit(workbook: Workbook, table: TableSnapshot, rows: readonly JournalRow[]): Promise<void> {
  let at = table;
  const [only] = rows;
  if (only !== undefined && rows.length === 1) {
    await workbook.commitRow({ at, row: journalCells(only) });
    return;
  }
  for (const slice of slices(rows)) {
    const read = await workbook.commitRows({ at, rows: slice.map(journalCells) });
    at = { ...at, rows: [...at.rows, ...read] };
  }
}

function* slices(rows: readonly JournalRow[]): Generator<readonly JournalRow[]> {
  let slice: JournalRow[] = [];
  let characters = 0;
  for (const row of rows) {
    if (slice.length > 0 && (slice.length === COMMIT_ROWS_MAX || characters + row.payload.length > COMMIT_CHARACTERS_MAX)) {
      yield slice;
      slice = [];
      characters = 0;
    }
    slice.push(row);
    characters += row.payload.length;
  }
  if (slice.length > 0) yield slice;
}

async function readBack(workbook: Workbook, name: string): Promise<TableSnapshot | null> {
  try {
    return await workbook.readTable(name);
  } catch (thrown) {
    if (thrown instanceof Fault) return null;
    throw thrown;
  }
}

/** The entries exist; the tables only repeat them. A failure here is told, and cured by the next run or by Set up. */
async function project({ workbook, snapshot }: Pick<Work, "workbook" | "snapshot">, changes: TableChanges): Promise<readonly Issue[]> {
  if (changes.appends.length === 0 && changes.updates.length === 0) return [];
  try {
    await workbook.write(changes, snapshot);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return [issueWarning("tablesNotRefreshed", null, { detail: thrown.detail })];
  }
}

/** The same act again: nothing is posted; rows that an interrupted run left out of the tables are written. */
async function existing(workbook: Workbook, snapshot: Snapshot, entryId: string, ids: ReadonlySet<string>): Promise<ActionResult> {
  const all = journalTables(snapshot).flatMap((table) => readJournal(table).entries);
  const ledger = foldEntries(all, disputedAmounts(snapshot, all));
  const entries = ledger.entries.filter((entry) => ids.has(entry.head.id));
  const issues = await project({ workbook, snapshot }, missingRows(snapshot, entries, ledger));
  return result("exists", entryId, entries.flatMap((entry) => entrySummaries(entry.body, ledger)), issues);
}

function postedUnder(snapshot: Snapshot, entryId: string): readonly JournalRow[] {
  const rows = journalTables(snapshot).flatMap((table) => readJournal(table).rows);
  return rows.filter((row) => row.head.id === entryId || row.head.id.startsWith(`${entryId}.`));
}

function refused(entry: string, rejections: readonly Rejection[], issues: readonly Issue[]): ActionResult {
  return { ...result("refused", entry, [], issues), rejections: rejections.map((item) => tell({ ...item, severity: "error" })) };
}

function result(status: ActionStatus, entry: string, documents: readonly DocumentSummary[], issues: readonly Issue[]): ActionResult {
  return { status, documents, issues: issues.map(tell), rejections: [], entry };
}

/** An issue or rejection with the sentence that names place and cure. */
export function tell({ code, severity, at, params }: Issue): Told {
  return { code, severity, at, params, message: messageOf({ code, at, params }) };
}

const ENTRY_ID_MAX = 100;

/** The id that the input gives its act, "" for none; null when it cannot be one: it must come back from a cell as it went in. */
function entryOf(given: unknown): string | null {
  const entry = rawEntry(given);
  if (entry === undefined || entry === null || entry === "") return "";
  const isUsable = typeof entry === "string" && entry.length <= ENTRY_ID_MAX && entry === cleanText(entry).trim() && !/\p{Cc}/u.test(entry);
  return isUsable ? entry : null;
}

function shownEntry(given: unknown): string {
  const entry = rawEntry(given);
  return (typeof entry === "string" ? entry : (JSON.stringify(entry) ?? "")).slice(0, 80);
}

function rawEntry(given: unknown): unknown {
  return typeof given === "object" && given !== null && "entry" in given ? given.entry : undefined;
}

function withoutEntry(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([key]) => key !== "entry"));
}

