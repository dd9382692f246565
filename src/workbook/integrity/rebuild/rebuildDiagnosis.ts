import type { Entry } from "../../../core/ledger/entries";
import type { Steps } from "../../../core/reports/steps";
import type { CellRef } from "../../../core/values/issue";
import type { Snapshot } from "../../port";
import { journalTableName, OWN_PREFIX } from "../../schema";
import { newJournalTable } from "../../seed";
import { FIRST_SEAT } from "../../seriesState";
import { viewTable } from "../../tables";
import { type Diagnosis, type InspectionContext, type Remedy, cureWork, diagnosis } from "../finding";
import { journalBelow } from "../journalBelow";
import type { JournalCase } from "../journalDiagnosis";
import { holdsOtherEntries } from "../otherEntries";
import { changeBodies } from "../records";
import { REPEATING_TABLES } from "../repeatingTables";
import { type JournalRebuild, MADE_AGAIN, rebuildJournal } from "./rebuildJournal";

/** The record that a Journal was made again is a `change` of this table, with this column. */
const RECORD_TABLE = "Journal";
const RECORD_COLUMN = "Made again";
/** Most documents that a sentence names. */
const NAMED = 5;

/**
 * True where the tables hold posted rows and no Journal holds a row: it was deleted, or emptied. Not where this device remembers
 * every one of them as its own: those it puts back as they were.
 */
export function isJournalGone(snapshot: Snapshot, cases: readonly JournalCase[], { witness }: InspectionContext): boolean {
  if (cases.some(({ reading, view }) => reading.rows.length + reading.issues.length + view.missing.length + journalBelow(view.snapshot).count > 0)) return false;
  const remembered = new Set(cases.length === 0 ? [] : (witness?.rows ?? []).flatMap(({ row, state }) => (state === "stands" || state === "committed" ? [row.head.id] : [])));
  return holdsOtherEntries(snapshot, remembered);
}

/** The Journal is gone whole: an earlier version of the file is the best cure, and what the tables show the last. */
export function* diagnoseGoneJournal(snapshot: Snapshot, cases: readonly JournalCase[], context: InspectionContext): Steps<Diagnosis> {
  const made = yield* rebuildOf(snapshot, cases, context);
  const tablesGone = REPEATING_TABLES.filter((table) => viewTable(snapshot, table) === null);
  const params = { ...countsOf(made), tables: tablesGone.join(", ") };
  return diagnosis({ code: "journalGone", level: "block", recommends: false, params, places: placesOf(made) }, count(made) === 0 ? [] : [remedy(snapshot, cases, made)]);
}

/**
 * Entries that the tables show and no Journal holds, though Journals are there and whole: their rows were deleted, another seat's
 * Journal is gone, or making them again broke off (then that is recommended). What this device itself remembers is told by diagnoseWitness.
 */
export function* diagnoseLeftEntries(snapshot: Snapshot, cases: readonly JournalCase[], context: InspectionContext, unknown: readonly string[]): Steps<readonly Diagnosis[]> {
  const isBegun = isRunning(cases, context) || unrecorded(cases).length > 0;
  const remembered = new Set((context.witness?.rows ?? []).map(({ row }) => row.head.id));
  if (!isBegun && unknown.every((entry) => remembered.has(entry))) return [];
  const made = yield* rebuildOf(snapshot, cases, context);
  if (count(made) === 0 && !isBegun) return [];
  const of = { code: "journalEntriesGone", level: "block" as const, params: countsOf(made), places: placesOf(made) };
  return [diagnosis(isBegun ? of : { ...of, recommends: false }, [remedy(snapshot, cases, made)])];
}

/** An act of this device that was making a Journal again has not written its record. */
function isRunning(cases: readonly JournalCase[], { witness }: InspectionContext): boolean {
  const running = (witness?.acts ?? []).filter(({ action, given, state }) => action === "cure" && state === "running" && /"rebuild"/.test(given) && given.includes(journalTableName("")));
  return running.some(({ id }) => !cases.some(({ reading }) => reading.rows.some(({ head }) => head.id.startsWith(`${id}.`))));
}

function rebuildOf(snapshot: Snapshot, cases: readonly JournalCase[], { fold, seat, witness }: InspectionContext): Steps<JournalRebuild> {
  return rebuildJournal(snapshot, { fold, witness, seat: seat === "" ? FIRST_SEAT : seat, rows: cases.flatMap(({ reading }) => reading.rows), entries: cases.flatMap(({ reading }) => reading.entries) });
}

function count({ entries, verbatim }: JournalRebuild): number {
  return entries.length + verbatim.length;
}

function countsOf(made: JournalRebuild): Readonly<Record<string, string | number>> {
  const documents = made.left.map(({ document }) => document).filter((document) => document !== "");
  return {
    count: count(made), remembered: made.verbatim.length + made.entries.filter(({ kept }) => kept !== null).length,
    left: made.left.length, document: named(documents), filled: named(made.gaps.flatMap(({ document, gap }) => (gap === "taxes" ? [] : [document]))),
    taxes: named(made.gaps.flatMap(({ document, gap }) => (gap === "taxes" ? [document] : []))), differing: named(made.differing),
  };
}

function named(documents: readonly string[]): string {
  const all = [...new Set(documents)];
  return all.slice(0, NAMED).join(", ") + (all.length > NAMED ? " …" : "");
}

function placesOf({ left }: JournalRebuild): readonly CellRef[] {
  return left.slice(0, NAMED).flatMap(({ at }) => (at === null ? [] : [at]));
}

/** Entries made again of which no record says so yet: the act broke off before it. */
function unrecorded(cases: readonly JournalCase[]): readonly Entry[] {
  const entries = cases.flatMap(({ reading }) => reading.entries);
  const recorded = entries.reduce((most, { head, body }) => (body.kind === "change" && body.table === RECORD_TABLE && body.cells.some(({ column }) => column === RECORD_COLUMN) ? Math.max(most, head.order) : most), 0);
  return entries.filter(({ head }) => head.order > recorded && head.by.endsWith(MADE_AGAIN));
}

function remedy(snapshot: Snapshot, cases: readonly JournalCase[], made: JournalRebuild): Remedy {
  const table = journalTableName(made.seat);
  return {
    offer: { kind: "rebuild", input: { table } },
    work: () => cureWork({
      newTables: cases.some(({ view }) => view.snapshot.name === table) || snapshot.tableNames.includes(OWN_PREFIX + table) ? [] : [newJournalTable(made.seat)],
      journal: made,
      changes: changeBodies([{ table: RECORD_TABLE, key: table, cells: recordCells(made, unrecorded(cases).length) }]),
    }),
  };
}

/** What was made again and from what, and what could not be, for the Journal itself. */
function recordCells(made: JournalRebuild, before: number): readonly { readonly column: string; readonly before: string; readonly after: string }[] {
  const { count: all, remembered, differing } = countsOf(made);
  const list = (items: readonly string[]): string => [...new Set(items)].join(", ");
  const line = (column: string, after: string): readonly { readonly column: string; readonly before: string; readonly after: string }[] => (after === "" ? [] : [{ column, before: "", after }]);
  return [
    { column: RECORD_COLUMN, before: "gone", after: `${Number(all) + before} entries: ${Number(remembered)} as this device remembers them, ${Number(all) + before - Number(remembered)} from the tables` },
    ...line("Not made again", list(made.left.map(({ document }) => document))),
    ...line("Filled in", list(made.gaps.map(({ document, gap }) => `${document} (${gap})`))),
    ...line("Otherwise than in the tables", String(differing)),
  ];
}
