import { foldEntries } from "../core/ledger/fold";
import { ok, refuse } from "../core/values/result";
import type { TableRepair } from "../workbook/port";
import { issueWarning } from "../core/values/issue";
import { canonicalJson } from "../workbook/hash";
import { type CureWork, type Remedy, cureWork } from "../workbook/integrity/finding";
import { diagnoseBook } from "../workbook/integrity/inspect";
import { inspectReads } from "../workbook/integrity/inspectReads";
import { rebuiltRows } from "../workbook/integrity/rebuild/rebuildJournal";
import { type JournalRow, payloadFits, readJournal } from "../workbook/journal";
import type { Snapshot } from "../workbook/port";
import { type Rejection, rejection } from "../workbook/rejection";
import { journalTableName } from "../workbook/schema";
import { journalTables } from "../workbook/tables";
import { withoutAct } from "../workbook/witnessed";
import { type Action, type ChangeSet, type PlanEnv, changeSet } from "./action";
import { disputedAmounts, entriesOfAct } from "./book";
import { decodeFields } from "./inputFields";

/** Offers exactly as an inspection gave them, as canonical JSON. */
export interface CureInput {
  readonly offers: readonly string[];
}

type CureCode = "cureStale" | "cureElsewhere" | "workbookReadOnly" | "dates1904" | "precisionAsDisplayed" | "tableMissing" | "sheetProtected" | "tableFiltered" | "totalsRowShown" | "journalDamaged" | "inputFieldWrong";

/**
 * Carries out cures that an inspection offers: `{ cures: [offer, …] }`. The book is inspected again first, and an offer that
 * does not stand any more is refused, so that nothing is written that was not found and shown. Each cure is recorded in the
 * Journal, old and new. The same act again does nothing.
 */
export const cure: Action<CureInput> = {
  name: "cure",
  mends: true,
  decode: (given) =>
    decodeFields(given, ["cures"], "", (fields) => {
      const list = fields.list("cures") ?? [];
      const isOffer = (item: unknown): boolean => typeof item === "object" && item !== null && "kind" in item && "input" in item;
      if (list.length === 0 || !list.every(isOffer)) fields.wrong("cures", "a list of the cures that the ledger check offers, each with kind and input");
      return { offers: [...new Set(list.map(canonicalJson))] };
    }),
  reads: () => inspectReads(),
  plan: (snapshot, input, env) => {
    const obstacles: Rejection<CureCode>[] = [];
    if (snapshot.readOnly) obstacles.push(rejection("workbookReadOnly"));
    if (snapshot.dateSystem === 1904) obstacles.push(rejection("dates1904"));
    if (snapshot.precisionAsDisplayed) obstacles.push(rejection("precisionAsDisplayed"));
    const witness = env.memory == null ? null : withoutAct(env.memory, env.entryId);
    const found = diagnoseBook(snapshot, { fold: (entries) => foldEntries(entries, disputedAmounts(snapshot, entries)), witness, seat: env.seat });
    const offered = new Map<string, Remedy>(found.flatMap(({ remedies }) => remedies.map((remedy) => [canonicalJson(remedy.offer), remedy])));
    // Carried out by this very act before it broke off: what it cured is not offered any more.
    const own = entriesOfAct(journalTables(snapshot).flatMap((table) => readJournal(table).entries), env.entryId);
    const parts: CureWork[] = [];
    for (const offer of input.offers) {
      const remedy = offered.get(offer);
      if (remedy === undefined && own.length > 0) continue;
      if (remedy === undefined) obstacles.push(rejection("cureStale"));
      else if (remedy.work === null) obstacles.push(rejection("cureElsewhere", { kind: remedy.offer.kind }));
      else parts.push(remedy.work());
    }
    if (obstacles.length > 0) return refuse(...obstacles);
    const work = together(parts);
    const problems = writeProblems(snapshot, work, journalTableName(env.seat));
    if (problems.length > 0) return refuse(...problems);
    const { changes: bodies, first, last, updates, appends, newTables, newColumns } = work;
    // Never the act's id itself: a cure whose record stands and whose cells do not is planned again.
    const isCellsOnly = work.journal === null && appends.length + newTables.length + newColumns.length + first.updates.length + first.repairs.length + last.length === 0;
    const recordedBodies = new Set(own.map(({ body }) => canonicalJson(body)));
    const unrecorded = isCellsOnly ? bodies.filter((body) => !recordedBodies.has(canonicalJson(body))) : bodies;
    const entries = [...own, ...unrecorded.map((body, index) => ({ id: `${env.entryId}.${own.length + index + 1}`, body }))];
    return ok(changeSet({ entries, updates, appends, newTables, newColumns, repair: { first, last }, ...journalAgain(snapshot, work, env) }));
  },
};

/** A Journal made again: its rows, what is lost with the old one, and that this device takes the new one for the right one. */
function journalAgain(snapshot: Snapshot, { journal }: CureWork, { appVersion, by, memory, now }: PlanEnv): Partial<ChangeSet> {
  if (journal === null) return {};
  const standing = journalTables(snapshot).flatMap((table) => readJournal(table).rows);
  const rows: readonly JournalRow[] = rebuiltRows(journal, standing, { by, app: appVersion, postedAt: now });
  const there = new Set([...standing, ...rows].map(({ head }) => head.id));
  const without = (memory?.rows ?? []).filter(({ row, state }) => (state === "stands" || state === "committed") && !there.has(row.head.id)).map(({ row }) => row.head.id);
  const fromTables = journal.entries.filter(({ kept }) => kept === null).length;
  return {
    rejournal: rows, remembers: { copy: { without } },
    issues: fromTables === 0 ? [] : [issueWarning("journalFromTables", null, { count: fromTables, left: [...new Set(journal.left.map(({ document }) => document))].join(", ") })],
  };
}

/** Several cures as one: deletions of one table together, because each moves the rows below it. */
function together(parts: readonly CureWork[]): CureWork {
  const deletions = new Map<string, Set<number>>();
  for (const change of parts.flatMap(({ last }) => last))
    if (change.kind === "deleteRows") deletions.set(change.table, new Set([...(deletions.get(change.table) ?? []), ...change.rows]));
  const last: TableRepair[] = [...deletions].map(([table, rows]) => ({ kind: "deleteRows", table, rows: [...rows] }));
  return cureWork({
    first: { updates: parts.flatMap(({ first }) => first.updates), repairs: parts.flatMap(({ first }) => first.repairs) }, last,
    updates: parts.flatMap(({ updates }) => updates), appends: parts.flatMap(({ appends }) => appends), newTables: parts.flatMap(({ newTables }) => newTables),
    newColumns: parts.flatMap(({ newColumns }) => newColumns), changes: parts.flatMap(({ changes }) => changes).filter(payloadFits), journal: parts.find(({ journal }) => journal !== null)?.journal ?? null,
  });
}

/** What would make this write impossible or wrong, with its cure. */
function writeProblems(snapshot: Snapshot, work: CureWork, journal: string): readonly Rejection<CureCode>[] {
  const found: Rejection<CureCode>[] = [];
  const repairs = [...work.first.repairs, ...work.last];
  const own = snapshot.tables.get(journal);
  const isRenamed = repairs.some((change) => change.kind === "renameTable" && change.to === journal) || work.newTables.some(({ name }) => name === journal);
  if (own === undefined && !isRenamed) return [rejection("tableMissing", { table: journal })];
  // A row that cannot be read may be the last: the record would take its place in the chain.
  const removed = repairs.flatMap((change) => (change.kind === "deleteRows" && change.table === journal ? change.rows : []));
  const mended = new Set([...work.first.updates.filter(({ table }) => table === journal).map(({ rowIndex }) => rowIndex), ...removed].map((rowIndex) => rowIndex + 1));
  const unread = own === undefined ? [] : readJournal(own).issues.filter(({ at }) => !mended.has(at?.row ?? 0));
  const isRebound = repairs.some((change) => change.kind === "renameColumn" && change.table === journal) || work.newColumns.some(({ table }) => table === journal);
  if (!isRebound) for (const { at, params } of unread) found.push(rejection("journalDamaged", params, at));
  const longer = new Set([journal, ...work.appends.map(({ table }) => table), ...repairs.flatMap((change) => (change.kind === "deleteRows" || change.kind === "resize" ? [change.table] : []))]);
  const touched = new Set([...longer, ...[...work.updates, ...work.first.updates].map(({ table }) => table), ...repairs.map(({ table }) => table), ...work.newColumns.map(({ table }) => table)]);
  for (const name of touched) {
    const table = snapshot.tables.get(name);
    if (table === undefined) continue;
    const at = { table: name, address: table.address };
    if (table.state.sheetProtected) found.push(rejection("sheetProtected", { table: name, sheet: table.sheet }, at));
    if (longer.has(name) && table.state.filtered) found.push(rejection("tableFiltered", { table: name, sheet: table.sheet }, at));
    if (longer.has(name) && table.state.showTotals) found.push(rejection("totalsRowShown", { table: name, sheet: table.sheet }, at));
  }
  return found;
}
