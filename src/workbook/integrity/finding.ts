import type { ChangeBody, Entry } from "../../core/ledger/entries";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import type { CellRef, Issue, IssueParams } from "../../core/values/issue";
import { messageOf } from "../messages";
import type { CellUpdate, NewColumns, NewTable, RowsAppend, TableRepair } from "../port";
import type { Witness } from "../witness";
import type { JournalRebuild } from "./rebuild/rebuildJournal";

/** block: posting would be wrong on it · fix: a cure is offered or a person must act · note: worth knowing, no alarm. */
export type FindingLevel = "block" | "fix" | "note";

export type PlainJson = string | number | boolean | null | readonly PlainJson[] | { readonly [key: string]: PlainJson };

/**
 * putBack: cells and rows as the Journal has them · amend: the Journal takes the change · correct: an act that expresses it
 * (opens its form; `input` is { action, input }) · rebindTable, rebindColumn: named as before · addColumn: made again ·
 * adoptRows: the table takes in rows that stand below it · removeExtra: rows that no entry wrote · rebuild: a table made
 * again from the Journal, or the Journal from the tables · rejournal, dropEntry: entries that this device remembers and the book lacks · recordNumbers: numbers
 * that nothing bears are noted as not used.
 */
export type CureKind =
  | "putBack" | "amend" | "correct" | "rebindTable" | "rebindColumn" | "addColumn" | "adoptRows" | "removeExtra" | "rebuild"
  | "rejournal" | "dropEntry" | "recordNumbers";

/** What the act `cure` is given to carry this out: `{ cures: [offer, …] }`. */
export interface CureOffer {
  readonly kind: CureKind;
  readonly input: PlainJson;
}

/** Something that is wrong in the book: where, what it was and is (params `was`, `is`), and the cure. */
export interface Finding {
  readonly code: string;
  readonly level: FindingLevel;
  readonly at: CellRef | null;
  readonly params: IssueParams;
  /** The recommended cure; null where only a person can act (the sentence says how). */
  readonly cure: CureOffer | null;
  /** Other ways to settle it. */
  readonly others: readonly CureOffer[];
  /** First places where one finding stands for many. */
  readonly places: readonly CellRef[];
}

export interface InspectionContext {
  /** Folds the entries with the book's disputes. */
  readonly fold: (entries: readonly Entry[]) => FoldedLedger;
  /** What this device remembers of the ledger; null where it remembers nothing. */
  readonly witness: Witness | null;
  readonly seat: string;
}

/**
 * What a cure writes. `first`: before its own Journal row (what the Journal itself needs to be written), `last`: after all
 * else. `changes`: the record of it, old and new.
 */
export interface CureWork {
  readonly first: { readonly updates: readonly CellUpdate[]; readonly repairs: readonly TableRepair[] };
  readonly updates: readonly CellUpdate[];
  readonly appends: readonly RowsAppend[];
  readonly newTables: readonly NewTable[];
  readonly newColumns: readonly NewColumns[];
  readonly last: readonly TableRepair[];
  readonly changes: readonly ChangeBody[];
  /** A Journal made again from the tables: its rows go before the record. */
  readonly journal: JournalRebuild | null;
}

/** A way to settle a finding; `work` is null where another act does it (correct, rejournal). */
export interface Remedy {
  readonly offer: CureOffer;
  readonly work: (() => CureWork) | null;
}

export interface Diagnosis {
  readonly finding: Finding;
  readonly remedies: readonly Remedy[];
}

export function cureWork(parts: Partial<CureWork>): CureWork {
  return { first: { updates: [], repairs: [] }, updates: [], appends: [], newTables: [], newColumns: [], last: [], changes: [], journal: null, ...parts };
}

/** A finding with its remedies, the first being the recommended one, unless it says that none is. */
export function diagnosis(
  of: Pick<Finding, "code" | "level"> & { readonly at?: CellRef | null; readonly params?: IssueParams; readonly places?: readonly CellRef[]; readonly recommends?: false },
  remedies: readonly Remedy[] = [],
): Diagnosis {
  const { code, level, at = null, params = {}, places = [] } = of;
  const offers = remedies.map(({ offer }) => offer);
  const cure = of.recommends === false ? null : (offers[0] ?? null);
  return { finding: { code, level, at, params, cure, others: cure === null ? offers : offers.slice(1), places }, remedies };
}

/** Where, what it was and is, and the cure, in words. */
export function findingSentence({ code, at, params }: Finding): string {
  return messageOf({ code, at, params });
}

/** A finding as the ledger check tells it: a note is a warning. */
export function issueOfFinding({ code, level, at, params }: Finding): Issue {
  return { code, severity: level === "note" ? "warning" : "error", at, params };
}
