import { foldEntries } from "../core/ledger/fold";
import { type Issue, issueWarning } from "../core/values/issue";
import { type PlainDate, addDays, formatIsoDate } from "../core/values/plainDate";
import { ok, refuse } from "../core/values/result";
import { readDate } from "../workbook/cellValue";
import { inspectBook } from "../workbook/integrity/inspect";
import { inspectReads } from "../workbook/integrity/inspectReads";
import type { Snapshot } from "../workbook/port";
import { settingWrites } from "../workbook/changedSettings";
import { rejection } from "../workbook/rejection";
import { LOCKED_THROUGH, settingText } from "../workbook/settings";
import { type TableView, incomingCell, rawCell, viewTable } from "../workbook/tables";
import { TYPED_TABLES, typedRows } from "../workbook/typedRows";
import { type Action, type PlanEnv, changeSet } from "./action";
import { bookReads, disputedAmounts, openBook, todayOf } from "./book";
import { decodeFields } from "./inputFields";
import { lockOf } from "./saveSettings";

export interface LockPeriodInput {
  /** The last locked day; null opens everything. */
  readonly through: PlainDate | null;
  /** Needed where locked days are opened again. */
  readonly reason: string;
}

/**
 * Locks the book through a day, or opens it again: nothing can be dated on a locked day by any act, and what was still to
 * be corrected counts on the first open one. Later is free; earlier needs a reason, which is journalled. Before locking it
 * warns of what is unfinished in the period (drafts, rows typed by hand, findings of the ledger check), each with its count.
 */
export const lockPeriod: Action<LockPeriodInput> = {
  name: "lockPeriod",
  decode: (given) => decodeFields(given, ["through", "reason"], "", (fields) => ({ through: fields.date("through"), reason: fields.text("reason") })),
  reads: (_input, env) => {
    const inspection = inspectReads();
    const own = bookReads(["Drafts"], env.seat);
    return { ...inspection, tables: [...new Set([...inspection.tables, ...own.tables])] };
  },
  plan: (snapshot, { through, reason }, env) => {
    const opened = openBook(snapshot, { reads: [], writes: ["Settings"], seat: env.seat });
    // A day that cannot be read is what this act may be here to correct.
    const obstacles = opened.ok ? [] : opened.rejections.filter(({ code }) => code !== "settingsUnreadable");
    const settings = viewTable(snapshot, "Settings");
    if (obstacles.length > 0) return refuse(...obstacles);
    if (settings === null) return refuse(rejection("notSetUp"));
    const locked = lockOf(snapshot);
    const after = through === null ? "" : formatIsoDate(through);
    const before = settingText(settings, LOCKED_THROUGH) ?? "";
    const opens = locked !== null && (through === null || through < locked);
    if (opens && reason === "") return refuse(rejection("unlockReasonMissing", { locked: formatIsoDate(locked), through: after }));
    const writes = before === after ? {} : settingWrites(settings, [{ name: LOCKED_THROUGH, before, after }]);
    // The Journal says so already: at most the cell is put right.
    if (through === locked) return ok(changeSet(writes));
    const body = { kind: "change" as const, table: "Settings", key: LOCKED_THROUGH, cells: [{ column: "Value", before: before === after && locked !== null ? formatIsoDate(locked) : before, after }], ...(reason === "" ? {} : { reason }) };
    const issues = opens ? [issueWarning("lockOpens", null, { locked: formatIsoDate(locked), open: through === null ? "the first day" : formatIsoDate(addDays(through, 1)) })] : unfinished(snapshot, through, env);
    return ok(changeSet({ entries: [{ id: env.entryId, body }], issues, ...writes }));
  },
};

/** What is not done in the period, by kind and count. */
function unfinished(snapshot: Snapshot, through: PlainDate | null, env: PlanEnv): readonly Issue[] {
  if (through === null) return [];
  const issues: Issue[] = [];
  const drafts = viewTable(snapshot, "Drafts");
  if (drafts !== null) {
    const open = new Set(drafts.snapshot.rows.flatMap((_, row) => (isWithin(drafts, row, through) ? [String(rawCell(drafts, row, "Draft"))] : [])));
    open.delete("");
    if (open.size > 0) issues.push(issueWarning("lockDrafts", { table: drafts.snapshot.name }, { count: open.size }));
  }
  for (const table of TYPED_TABLES) {
    const view = viewTable(snapshot, table);
    const count = view === null ? 0 : typedRows(view).filter((row) => isWithin(view, row, through)).length;
    if (count > 0) issues.push(issueWarning("lockTyped", { table }, { table, count }));
  }
  const findings = inspectBook(snapshot, { fold: (entries) => foldEntries(entries, disputedAmounts(snapshot, entries)), witness: null, seat: env.seat }).filter(({ level }) => level !== "note");
  if (findings.length > 0) issues.push(issueWarning("lockFindings", null, { count: findings.length }));
  if (through >= todayOf(snapshot, env.today)) issues.push(issueWarning("lockFuture", null, { through: formatIsoDate(through), open: formatIsoDate(addDays(through, 1)) }));
  return issues;
}

/** Dated in the period, or not dated at all. */
function isWithin(view: TableView, row: number, through: PlainDate): boolean {
  const date = readDate(incomingCell(view, row, "Date"));
  return !date.ok || date.value === null || date.value <= through;
}
