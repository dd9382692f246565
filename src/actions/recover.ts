import type { Entry } from "../core/ledger/entries";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import { foldEntries } from "../core/ledger/fold";
import type { Finding } from "../workbook/integrity/finding";
import { inspectSteps } from "../workbook/integrity/inspect";
import { inspectReads } from "../workbook/integrity/inspectReads";
import { isSameSeal, makeSeal, readSealed } from "../workbook/integrity/seal";
import type { JournalRow } from "../workbook/journal";
import type { Snapshot, TableChanges, Workbook } from "../workbook/port";
import { missingRows, staleUpdates } from "../workbook/projection";
import { rememberedLedger } from "../workbook/settings";
import { unfinishedEntries } from "../workbook/unfinished";
import { canBeWritten, compareWithWitness, forgettable, journalHeads } from "../workbook/witnessed";
import type { BookSeal, Witness, WitnessStore, WitnessedAct, WitnessedRow } from "../workbook/witness";
import type { ActionEnv } from "./action";
import { disputedAmounts } from "./book";
import { openMemory } from "./posting/memory";
import { type PostingQueue, queueOf } from "./posting/queue";
import { takeInOwn } from "./posting/repairs";
import { inSlices } from "./posting/slices";
import { advanced, finishEntries, isWritable, writeTables } from "./posting/tables";

/** Something that was begun on this device and does not stand: offered, never done by itself. */
export type PendingAct =
  /** A run of many documents that was cut off: the same act with the same id posts the rest. */
  | { readonly kind: "resume"; readonly act: string; readonly action: string; readonly given: unknown; readonly total: number; readonly posted: number }
  /** Rows that were to be written and did not arrive. They can be written as they are while their places and numbers are free. */
  | { readonly kind: "write"; readonly act: string; readonly action: string; readonly rows: readonly JournalRow[]; readonly canWrite: boolean };

export interface Recovery {
  /** Documents of own entries whose rows in the tables were written now. */
  readonly finished: readonly string[];
  readonly pending: readonly PendingAct[];
  /** What is wrong in the book, as the tables are after finishing. */
  readonly findings: readonly Finding[];
}

export interface RecoverOptions {
  readonly env: ActionEnv;
  readonly witness?: WitnessStore;
  readonly queue?: PostingQueue;
  readonly pause?: () => Promise<void>;
  /** How many rows that stand this device keeps of a ledger. */
  readonly rowsKept?: number;
}

/**
 * What the add-in does when a book is opened: one read of the whole book; what a broken run of this device left out is written
 * (own Journal rows that the Journal had not taken in yet, rows of own committed entries that the tables lack), and what is derived is refreshed (nothing else is done unasked); the rest is a report. Again and again it does the same.
 */
export async function recover(workbook: Workbook, options: RecoverOptions): Promise<Recovery> {
  return (options.queue ?? queueOf(workbook)).run(() => recoverNow(workbook, options));
}

async function recoverNow(workbook: Workbook, options: RecoverOptions): Promise<Recovery> {
  const { env } = options;
  const found = await workbook.read(inspectReads());
  const memory = await openMemory(options.witness, found, { act: "", action: "" });
  const witness = await memory.whole();
  const snapshot = await takeInOwn(workbook, found, witness);
  const seals = sealsOf(options.witness, snapshot);
  const seal = await seals.read();
  const readings = await inSlices(readSealed(snapshot, seal), options.pause);
  const entries = readings.flatMap((reading) => reading.entries);
  const rows = readings.flatMap((reading) => reading.rows);
  const ledger = foldEntries(entries, disputedAmounts(snapshot, entries));
  const open = snapshot.readOnly ? [] : unfinishedOf(writable(snapshot), { ledger, env, witness });
  const done = await finishEntries(open, { workbook, snapshot: writable(snapshot), ledger, pause: options.pause });
  const isFinished = done.finished.length === open.length && [...snapshot.tables.values()].every(isWritable);
  const pending = witness === null ? [] : await pendingActs({ witness, rows, entries, settled: isFinished ? "stands" : "committed", rowsKept: options.rowsKept }, options.witness, snapshot);
  // What is derived is refreshed, never believed: another seat, or somebody who sorted at the wrong moment, may have left it behind.
  const stale: TableChanges = { appends: [], updates: snapshot.readOnly ? [] : staleUpdates(done.snapshot, new Set(), ledger) };
  const isFresh = (await writeTables(workbook, stale, done.snapshot)).length === 0;
  const tables = new Map([...snapshot.tables, ...(isFresh ? advanced(done.snapshot, stale) : done.snapshot).tables]);
  const fold = (all: readonly Entry[]): FoldedLedger => (all.length === entries.length ? ledger : foldEntries(all, disputedAmounts(snapshot, all)));
  const findings = await inSlices(inspectSteps({ ...snapshot, tables }, { fold, witness, seat: env.seat }), options.pause);
  await seals.keep(makeSeal(snapshot, readings), seal);
  return { finished: documentsOf(done.finished, rows), pending, findings };
}

/** What this device verified of the book before. Storage may fail: then everything is verified now. */
function sealsOf(store: WitnessStore | undefined, snapshot: Snapshot): { read(): Promise<BookSeal | null>; keep(seal: BookSeal, before: BookSeal | null): Promise<void> } {
  const ledger = rememberedLedger(snapshot);
  return {
    read: async () => {
      try {
        return ledger === "" ? null : ((await store?.readSeal?.(ledger)) ?? null);
      } catch {
        return null;
      }
    },
    keep: (seal, before) =>
      quietly(async () => {
        if (ledger !== "" && seal.length > 0 && (before === null || !isSameSeal(seal, before))) await store?.keepSeal?.(ledger, seal);
      }),
  };
}

/** Own entries that the tables lack: the newest, and those that this device knows to be broken off however long ago. */
function unfinishedOf(snapshot: Snapshot, of: { readonly ledger: FoldedLedger; readonly env: ActionEnv; readonly witness: Witness | null }): readonly Entry[] {
  const broken = new Set((of.witness?.rows ?? []).flatMap(({ row, state }) => (state === "asked" || state === "committed" ? [row.head.id] : [])));
  const standing = new Set((of.witness?.rows ?? []).flatMap(({ row, state }) => (state === "stands" ? [row.head.id] : [])));
  // A setting that was written once and holds its old value again was set back by a person.
  const newest = unfinishedEntries(snapshot, of.ledger, of.env.seat).filter(({ head, body }) => body.kind !== "change" || !standing.has(head.id));
  const known = of.ledger.entries.filter((entry) => broken.has(entry.head.id) && !newest.includes(entry)).filter((entry) => {
    const { appends, updates } = missingRows(snapshot, [entry], of.ledger);
    return appends.length + updates.length > 0;
  });
  return [...known, ...newest];
}

/** Only tables that can be written to; the others are left for later. */
function writable(snapshot: Snapshot): Snapshot {
  return { ...snapshot, tables: new Map([...snapshot.tables].filter(([, table]) => isWritable(table))) };
}

function documentsOf(finished: readonly Entry[], rows: readonly JournalRow[]): readonly string[] {
  const documents = new Map(rows.map(({ head, document }) => [head.id, document]));
  return finished.map(({ head }) => documents.get(head.id) ?? "");
}

async function pendingActs(of: { readonly witness: Witness; readonly rows: readonly JournalRow[]; readonly entries: readonly Entry[]; readonly settled: "stands" | "committed"; readonly rowsKept: number | undefined }, store: WitnessStore | undefined, snapshot: Snapshot): Promise<readonly PendingAct[]> {
  const { witness, rows, entries } = of;
  const ledger = rememberedLedger(snapshot);
  const { older, forked, arrived, missing } = compareWithWitness(rows, witness);
  const runs = witness.acts.filter(({ state }) => state === "running").map((run) => ({ run, posted: postedOf(run, rows) }));
  await quietly(async () => {
    const there = new Set(rows.map(({ head }) => head.id));
    const settled = witness.rows.filter(({ row, state }) => state === "committed" && there.has(row.head.id));
    if (arrived.length + settled.length > 0) await store?.keep(ledger, [...arrived, ...settled].map((row) => ({ ...row, state: of.settled })));
    // Rows of other devices count too: an older copy is known by them as well.
    if (older.length === 0 && forked.length === 0) await store?.keepHeads(ledger, [...journalHeads(rows).values()]);
    const old = older.length === 0 && forked.length === 0 ? forgettable(rows, witness, of.rowsKept) : [];
    if (old.length > 0) await store?.forget(ledger, old);
    for (const { run, posted } of runs) if (posted >= run.total) await store?.keepAct(ledger, { ...run, state: "done" });
  });
  const resumable = runs.filter(({ run, posted }) => posted < run.total);
  const resumed = new Set(resumable.map(({ run }) => run.id));
  const writes = new Map<string, WitnessedRow[]>();
  for (const row of missing) if (!resumed.has(row.act)) writes.set(row.act, [...(writes.get(row.act) ?? []), row]);
  return [
    ...resumable.map(({ run, posted }): PendingAct => ({ kind: "resume", act: run.id, action: run.action, given: parsed(run.given), total: run.total, posted })),
    ...[...writes].map(([act, lost]): PendingAct => {
      const own = lost.map(({ row }) => row).sort((a, b) => a.head.seq - b.head.seq);
      return { kind: "write", act, action: lost[0]?.action ?? "", rows: own, canWrite: canBeWritten(own, rows, entries) };
    }),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function postedOf({ id }: WitnessedAct, rows: readonly JournalRow[]): number {
  return new Set(rows.flatMap(({ head }) => (head.id === id || head.id.startsWith(`${id}.`) ? [head.id] : []))).size;
}

/** What this device keeps may fail: then it is offered once more next time. */
async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // Storage is denied or full; acts say so when they post.
  }
}
