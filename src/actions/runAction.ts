import { type ActionResult, type ActionStatus, type Told, refused, result, tell } from "./posting/result";
import { argumentsHash, readJournal } from "../workbook/journal";
import { isSchemaNewer } from "../workbook/migrations";
import type { CellUpdate } from "../workbook/port";
import { rejection } from "../workbook/rejection";
import { journalTables } from "../workbook/tables";
import { cleanText } from "../workbook/textSafety";
import type { Action } from "./action";
import { planInSlices } from "./planInSlices";
import { carryOut, existing, finishPosted, remember } from "./posting/carryOut";
import { gateProblems } from "./posting/gate";
import { openMemory } from "./posting/memory";
import { outsideJournals } from "./posting/outsideJournal";
import type { Progress, RunOptions } from "./posting/options";
import { queueOf } from "./posting/queue";

// The entry to the folder posting/: who posts needs no other file of it.
export { tell };
export type { ActionResult, ActionStatus, Progress, RunOptions, Told };

/**
 * The only orchestrator: one read → plan → confirmation → commit (one Journal row for each entry) → verification by id →
 * the other tables; long work in slices of whole documents. Acts wait for each other, each begins with its own read. A Fault
 * before anything can have been written is thrown on; afterwards the book is read, never written blindly again.
 */
export async function runAction<Input>(action: Action<Input>, given: unknown, options: RunOptions): Promise<ActionResult> {
  const named = entryOf(given);
  if (named === null) return refused("", [rejection("inputFieldWrong", { field: "entry", shown: shownEntry(given), expected: `a text of at most ${ENTRY_ID_MAX} letters, digits or signs` })], []);
  const entryId = options.entryId ?? (named === "" ? options.env.newEntryId() : named);
  const decoded = action.decode(given);
  if (!decoded.ok) return refused(entryId, decoded.rejections, []);
  const run = (): Promise<ActionResult> => runDecoded(action, { input: decoded.value, given, entryId }, options);
  // Looking holds nobody up.
  return options.confirm === "dryRun" ? run() : (options.queue ?? queueOf(options.workbook)).run(run);
}

async function runDecoded<Input>(action: Action<Input>, asked: { readonly input: Input; readonly given: unknown; readonly entryId: string }, options: RunOptions, hasTakenIn = false): Promise<ActionResult> {
  const { workbook, env } = options;
  const { given, entryId } = asked;
  const first = await workbook.read(action.reads(asked.input, env));
  if (isSchemaNewer(first)) return refused(entryId, [rejection("schemaNewer")], []);
  const argsHash = argumentsHash([action.name, withoutEntry(given)]);
  const readings = journalTables(first).map(readJournal);
  const rows = readings.flatMap((reading) => reading.rows);
  const posted = rows.filter(({ head }) => head.id === entryId || head.id.startsWith(`${entryId}.`));
  if (posted.some((row) => row.argsHash !== argsHash)) return refused(entryId, [rejection("entryReused", { entry: entryId })], []);
  // A half-written row of this very act would stand in its own way: what stands is made whole before the rest is planned.
  const isMended = posted.length > 0 && !posted.some(({ head }) => head.id === entryId) && options.confirm !== "dryRun" && (await finishPosted(workbook, first, new Set(posted.map(({ head }) => head.id))));
  const snapshot = isMended ? await workbook.read(action.reads(asked.input, env)) : first;
  const memory = await openMemory(options.witness, snapshot, { act: entryId, action: action.name });
  const exists = (ids: ReadonlySet<string>, rest: readonly CellUpdate[]): Promise<ActionResult> => existing(ids, { ...options, snapshot, entryId, memory, rest });
  if (posted.some((row) => row.head.id === entryId)) return exists(new Set([entryId]), []);

  const ledgerNow = { entries: readings.flatMap((reading) => reading.entries), rows, env };
  const isKnown = gateProblems({ ...ledgerNow, witness: memory.witness }).length === 0;
  const witness = isKnown && action.mends !== true ? memory.witness : await memory.whole();
  options.onProgress?.({ done: 0, total: 0, stage: "plan" });
  const planned = await planInSlices(action, { snapshot, input: asked.input, env: { ...env, entryId, memory: witness } }, { pause: options.breathe, cancel: options.cancel });
  if (planned === null) return result("stopped", entryId, [], []);
  if (!planned.ok) return refused(entryId, planned.rejections, []);
  const changes = planned.value;
  if (changes.issues.some(({ severity }) => severity === "error")) return refused(entryId, [], changes.issues);
  const known = new Set(posted.map((row) => row.head.id));
  const fresh = changes.entries.filter(({ id }) => !known.has(id));
  if (changes.entries.length > 0 && fresh.length === 0) {
    // The run that posted it may have ended before this device noted it.
    if (options.confirm !== "dryRun") await remember({ changes, memory, snapshot, remembered: witness }, changes.seat ?? env.seat);
    return exists(known, [...changes.updates, ...changes.entries.flatMap(({ marks }) => marks ?? [])]);
  }
  if (fresh.length > 0 && !isKnown && action.mends !== true) return refused(entryId, gateProblems({ ...ledgerNow, witness }), []);
  const outside = fresh.length > 0 && action.mends !== true ? await outsideJournals(workbook, snapshot, options.confirm === "dryRun" || hasTakenIn ? null : memory.witness) : [];
  // They were counted as missing: everything is planned anew.
  if (outside === "takenIn") return runDecoded(action, asked, options, true);
  if (outside.length > 0) return refused(entryId, outside, []);
  const goesOn = options.confirm === undefined ? true : options.confirm === "dryRun" ? false : await options.confirm(changes);
  if (!goesOn) return result("planned", entryId, changes.documents, [...changes.issues, ...memory.issues()]);
  return carryOut({ ...options, snapshot, changes, fresh, argsHash, entryId, memory, given, remembered: witness, isKnown });
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
